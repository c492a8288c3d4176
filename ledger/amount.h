/* Amounts in words, compared as numbers: "€2bn" and "2 billion euros" are the same. */
#ifndef TROTH_LEDGER_AMOUNT_H
#define TROTH_LEDGER_AMOUNT_H

#include "base/base.h"

enum currency { CURRENCY_NONE, CURRENCY_DOLLAR, CURRENCY_EURO, CURRENCY_POUND, CURRENCY_YEN, CURRENCY_YUAN, CURRENCY_RUBLE };

struct amount {
    bool is_number;        /* false: no number was found in the words */
    long long thousandths; /* the number, a thousand times */
    enum currency currency;
};

/* The first number of the words, in digits or in letters, with what multiplies it ("bn", "million", "dozen"). */
struct amount amount_of(struct text words);

const char *amount_currency_text(enum currency currency); /* "euro"; empty for none */

/* Whether two amounts are the same, or surely different. Neither where one has no number, or where currencies differ. */
bool amount_is_same(struct text a, struct text b);
bool amount_differs(struct text a, struct text b);

/* Whether the words begin with a part of something: "the first of two radars", "some of the shells", "a first tranche". */
bool amount_is_part(struct text words);

#endif
