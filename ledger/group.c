/* Articles that share a transaction, each of them whole or not at all: pages that several of them touch are written once. */
#include "ledger/driver.h"
#include "ledger/group.h"

#include <time.h>

enum {
    GROUP_MOST = 512, /* articles: beyond, hardly a page is saved, and a kill would lose more */
    GROUP_MS = 250,   /* a group holds the pen no longer than that, since others wait for it */
};

static long long now_ms(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return time.tv_sec * 1000LL + time.tv_nsec / 1000000;
}

/* What was not committed will not be. */
static void lose(struct ledger *ledger)
{
    ledger->group.has_lost |= ledger->group.count > 0;
    ledger->group.count = 0;
    ledger->group.is_open = false;
    db_undo(ledger);
}

/* Where the database cannot go back by one article at little cost, a failing one takes the group with it: it is the disk that has
 * failed, since what is wrong with an article is found before it is appended. */
static bool step(struct ledger *ledger, enum sql sql, struct error *err)
{
    return !ledger->driver->has_steps || db_run(ledger, db_query(ledger, sql), err);
}

/* With the answers to all that the article sent: what it could not do is told now, and not to the next one. */
static bool end_step(struct ledger *ledger, struct error *err)
{
    return !ledger->driver->has_steps || db_next(ledger, db_query(ledger, SQL_END_STEP), err) >= 0;
}

bool group_enter(struct ledger *ledger, struct error *err)
{
    struct group *group = &ledger->group;
    if (!group->is_on)
        return db_start(ledger, err);
    if (!group->is_open) {
        if (!db_start(ledger, err))
            return false;
        group->is_open = true;
        group->since_ms = now_ms();
    }
    if (step(ledger, SQL_BEGIN_STEP, err))
        return true;
    lose(ledger);
    return false;
}

bool group_leave(struct ledger *ledger, struct error *err)
{
    struct group *group = &ledger->group;
    bool good = group->is_on ? end_step(ledger, err) : db_finish(ledger, err);
    if (!good)
        group_drop(ledger);
    if (!good || !group->is_on)
        return good;
    group->count++;
    return (group->count < GROUP_MOST && now_ms() - group->since_ms < GROUP_MS) || group_flush(ledger, err);
}

void group_drop(struct ledger *ledger)
{
    struct error ignored;
    ledger->known = (struct known){ 0 };
    if (!ledger->group.is_on)
        db_undo(ledger);
    else if (!ledger->driver->has_steps || !db_script(ledger, "ROLLBACK TO SAVEPOINT article", &ignored) ||
             !group_flush(ledger, &ignored))
        lose(ledger);
}

bool group_flush(struct ledger *ledger, struct error *err)
{
    struct group *group = &ledger->group;
    if (!group->is_open)
        return true;
    if (!db_finish(ledger, err)) {
        lose(ledger);
        return false;
    }
    group->is_open = false;
    group->count = 0;
    return true;
}

bool ledger_begin(struct ledger *ledger, struct error *err)
{
    ledger->group = (struct group){ .is_on = true };
    return db_hurry(ledger, err);
}

bool ledger_flush(struct ledger *ledger, struct error *err)
{
    return group_flush(ledger, err);
}

bool ledger_is_safe(const struct ledger *ledger)
{
    return !ledger->group.count && !ledger->group.has_lost;
}

bool ledger_commit(struct ledger *ledger, struct error *err)
{
    bool is_flushed = group_flush(ledger, err);
    ledger->group.is_on = false;
    struct error late;
    if (db_settle(ledger, is_flushed ? err : &late))
        return is_flushed;
    ledger->group.has_lost = true;
    return false;
}
