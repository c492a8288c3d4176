/* What to tell people when SQLite fails: file, problem, way out. */
#include <unistd.h>

#include "ledger/sqlite.h"

static sqlite3 *own(const struct ledger *ledger)
{
    return ledger->handle;
}

static bool tell(const struct ledger *ledger, struct error *err, const char *what)
{
    return error_set(err, ERROR_LEDGER, "%s: %s", ledger->path, what);
}

/* Readers and writers keep small files beside the ledger. */
static bool fail_without_leave(const struct ledger *ledger, struct error *err)
{
    if (ledger->mode == LEDGER_READ)
        return tell(ledger, err,
                    "a ledger can only be read where its folder may be written; allow that with chmod, or copy the ledger to a "
                    "folder of your own");
    return tell(ledger, err, "may not be written; allow it with chmod (file and folder), or name another ledger");
}

/* What SQLite could not do with the file itself. A quota is told as a failed write, and so is a broken disk. */
static bool fail_in_file(const struct ledger *ledger, struct error *err)
{
    switch (sqlite3_extended_errcode(own(ledger))) {
    case SQLITE_IOERR_WRITE:
    case SQLITE_IOERR_FSYNC:
    case SQLITE_IOERR_TRUNCATE:
    case SQLITE_IOERR_SHMSIZE:
        return tell(ledger, err,
                    "could not be written: the disk is full, over a quota, or broken; what was told as added is safe; make room "
                    "and add the rest again");
    default:
        return error_set(err, ERROR_LEDGER,
                         "%s: could not be read or written (%s, code %d); what was told as added is safe; look to the disk, "
                         "then try again", ledger->path, sqlite3_errmsg(own(ledger)),
                         sqlite3_extended_errcode(own(ledger)));
    }
}

bool sqlite_fail(const struct ledger *ledger, struct error *err)
{
    switch (sqlite3_extended_errcode(own(ledger)) & 0xff) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return error_set(err, ERROR_LEDGER,
                         "%s: another program has been writing for more than %u seconds; try again when it is done",
                         ledger->path, ledger->wait_ms / 1000);
    case SQLITE_READONLY:
        return fail_without_leave(ledger, err);
    case SQLITE_CANTOPEN:
        return access(ledger->path, R_OK) == 0 ? fail_without_leave(ledger, err) : fail_in_file(ledger, err);
    case SQLITE_FULL:
        return tell(ledger, err, "the disk is full; what was told as added is safe; make room and add the rest again");
    case SQLITE_IOERR:
        return fail_in_file(ledger, err);
    case SQLITE_NOTADB:
        return tell(ledger, err, "is no ledger (no SQLite file); name another file");
    case SQLITE_CORRUPT:
        return error_set(err, ERROR_LEDGER,
                         "%s: the file is damaged; bring back a copy, or save what can be read with: sqlite3 %s .recover",
                         ledger->path, ledger->path);
    case SQLITE_TOOBIG:
        return tell(ledger, err, "an article is too large for a ledger");
    default:
        return tell(ledger, err, sqlite3_errmsg(own(ledger)));
    }
}
