/* Articles that share a transaction, each of them whole or not at all. */
#ifndef TROTH_LEDGER_GROUP_H
#define TROTH_LEDGER_GROUP_H

#include "ledger/db.h"

/* Before an article is appended: a transaction of its own, or a place in the group's to which group_drop can go back. */
bool group_enter(struct ledger *ledger, struct error *err);

/* After it was: the article is committed, or part of the group. False and `err`: nothing of it was kept. */
bool group_leave(struct ledger *ledger, struct error *err);

/* After it could not be: nothing of it stays; what the group has before it is committed, where that can still be done. */
void group_drop(struct ledger *ledger);

/* Commits what the group has so far. */
bool group_flush(struct ledger *ledger, struct error *err);

#endif
