/* What review, merge and split share. */
#ifndef TROTH_COMMAND_REVIEWING_H
#define TROTH_COMMAND_REVIEWING_H

#include "command/query.h"

/* The whole id of a statement or commitment, of which `given` is the beginning. */
bool reviewing_find(const struct query *query, const char *given, enum ledger_kind kind, char id[65], struct error *err);

/* A correction from "amount=50 tanks": its field, and its value, borrowed from `word`. False and `err` (ERROR_USAGE) for what is
 * none. */
bool reviewing_correction(const char *word, struct ledger_review *review, struct error *err);

/* Appends reviews by --by, with --note, and tells what was recorded. */
bool reviewing_add(const struct query *query, const struct options *options, struct ledger_review *reviews, size_t count,
                   struct error *err);

/* Takes back the review that --retract names. */
bool reviewing_retract(const struct query *query, const struct options *options, struct error *err);

/* "correct 5f0e1b22: amount = 50 tanks, by A. Analyst" */
struct text review_words(const struct ledger_review *review, struct arena *arena);

/* What a later reading says otherwise than the person: "act: offer; amount: 60 tanks", "it no more". Empty where it contradicts
 * nothing. */
struct text review_conflicts(const struct ledger_statement *row, struct arena *arena);

#endif
