/* What thing a statement is about, more finely than by its class of means: by the words of its object. Pure: no database. */
#ifndef TROTH_LEDGER_THINGS_H
#define TROTH_LEDGER_THINGS_H

#include "base/base.h"
#include "record/record.h"

enum kind {
#define KIND(name, classes, home, words) KIND_##name,
#include "ledger/kinds.def"
#undef KIND
    KIND_COUNT
};

/* Its name in an identity: "air defence" has "AIR_DEFENCE". */
const char *things_kind_text(enum kind kind);

/* The class of means in which a thing of this kind is kept, where the reader has put it into `means`. */
enum means things_home(enum kind kind, enum means means);

/* The kinds that the words name in these classes of means: bit 1 << enum kind. */
uint64_t things_kinds(struct text words, uint32_t means);

/* The class of means that the words name by kinds of one class only ("host", "a reactor"); 0 where they name none, or several.
 * One bit. */
uint32_t things_class(struct text words);

/* Whether a kind is one of this class. */
bool things_is_of(enum kind kind, enum means means);

/* What parts a further promise from those before it, by the words of its object and amount: "+30000" for "another 30 tanks", "2"
 * for "a second package", "+" where no amount is given; empty for a promise that is not said to come on top of another. Lives in
 * `arena`. */
struct text things_addition(struct text object, struct text amount, struct arena *arena);

/* The label of an addition with this amount, said or not to be one; empty where there is no number. */
struct text things_amount(struct text object, struct text amount, struct arena *arena);

/* Whether the words only point to a thing that was named: "the systems", "its own", "some of them", or nothing at all. */
bool things_is_pointer(struct text words);

#endif
