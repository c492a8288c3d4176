/* A hash chain over everything appended: whoever changes or takes away a row breaks it (Haber and Stornetta 1991). */
#ifndef TROTH_LEDGER_CHAIN_H
#define TROTH_LEDGER_CHAIN_H

#include "ledger/seal.h"

/* What an entry of the chain seals: an article with all its rows, or only a printing of it, or a mark, a review, a later reading
 * with its rows. Numbers; 0: none. */
struct link_of_chain {
    long long article, printing, mark, review, reading;
};

/* Seals what stands in the appended tables. */
bool chain_add(struct ledger *ledger, struct link_of_chain link, struct error *err);

/* Seals an article whose rows are at hand, in the order in which they are read. */
enum { CHAIN_ARTICLES, CHAIN_STATEMENTS, CHAIN_PARTIES, CHAIN_LINKS, CHAIN_TABLES };
bool chain_add_article(struct ledger *ledger, long long article, const struct seal sealed[CHAIN_TABLES], struct error *err);

/* Seals everything of a ledger that has no chain yet: articles first, then printings, marks, reviews and readings. */
bool chain_all(struct ledger *ledger, struct error *err);

#endif
