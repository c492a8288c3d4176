/* What the files of the exchange room share. */
#ifndef TROTH_EXCHANGE_INNER_H
#define TROTH_EXCHANGE_INNER_H

#include "exchange/exchange.h"

/* Appends a part of a list so that exchange_cut gives it back. */
void exchange_add_part(struct text part, struct buffer *out);

#endif
