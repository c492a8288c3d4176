/* What a statement leaves out, and what the rest of its article tells of it. Pure: no database. */
#ifndef TROTH_LEDGER_LEND_H
#define TROTH_LEDGER_LEND_H

#include "ledger/identity.h"

bool lend_names_thing(const struct statement *statement);
bool lend_names_recipient(const struct statement *statement);

/* The statement to which `of` is tied and which names what it leaves out: what it links to first, then what links to it; NULL for
 * none. `same`: only one that tells of the same thing (restates, fulfils), else also one that it revises. */
const struct statement *lend_statement(const struct statement_list *statements, const struct statement *of,
                                       bool (*names)(const struct statement *), bool same);

/* The recipient that an article is about: the only one, by code, of its promises, gifts and refusals, where the title names it too.
 * NULL where there is none. */
const struct party *lend_topic(const struct statement_list *statements, struct text title);

/* To whom an actor's statement on these means is directed where it names nobody: the one recipient that the article names for
 * this actor and these means; else its topic; else the one that it names for this actor at all; else the one who binds itself
 * towards the actor on these means; else the one to whom anybody does. NULL where there is none, or more than one. */
const struct party *lend_recipient(const struct identity_article *article, size_t index, const struct party *actor, int means);

/* The kind of thing that the article names where the statement's object only points to it ("its own", "the systems"): of the
 * actor's other statements on these means, else of anybody's. One bit, or 0 where there is none, or more than one. */
uint64_t lend_kind(const struct identity_article *article, size_t index, const struct party *actor, int means);

/* The actors of a statement; for "the two countries" those of whom the article has spoken as two: the nearest statement before,
 * else after, that has so many, all with codes. New lists live in `arena`. */
struct party_list lend_actors(const struct identity_article *article, size_t index, struct arena *arena);

#endif
