/* Where somebody overrules which statements make one commitment: merges and splits, among the reviews. */
#ifndef TROTH_LEDGER_RULINGS_H
#define TROTH_LEDGER_RULINGS_H

#include "ledger/db.h"
#include "ledger/derive.h"

/* 1: there are rulings among the reviews up to this number; 0: there are none; -1 and `err`. */
int rulings_are_there(struct ledger *ledger, long long upto, struct error *err);

/* Follows the merges from a commitment, then takes the statement's split from it. */
bool rulings_apply(struct ledger *ledger, statement_number statement, long long upto, char commitment[33], struct error *err);

/* Follows the merges alone. */
bool rulings_merged(struct ledger *ledger, long long upto, char commitment[33], struct error *err);

#endif
