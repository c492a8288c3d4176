/* Amounts in words, compared as numbers: "€2bn" and "2 billion euros" are the same. */
#ifndef TROTH_LEDGER_AMOUNT_H
#define TROTH_LEDGER_AMOUNT_H

#include "base/base.h"

struct amount {
    bool is_number;        /* false: no number was found in the words */
    long long thousandths; /* the number, a thousand times */
    struct text currency;  /* its name (currencies.def): "euro", "CAD"; empty for none */
};

/* The first number of the words, in digits or in letters, with what multiplies it ("bn", "million", "dozen"). */
struct amount amount_of(struct text words);

/* Whether two amounts are the same, or surely different. Neither where one has no number, or where currencies differ. */
bool amount_is_same(struct text a, struct text b);
bool amount_differs(struct text a, struct text b);

/* Whether the words begin with a part of something: "the first of two radars", "some of the shells", "a first tranche". */
bool amount_is_part(struct text words);

#endif
