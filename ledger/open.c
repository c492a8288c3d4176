/* Opening a ledger: is the file there, is it ours, is its schema one that we know? */
#include <ctype.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <time.h>
#include <unistd.h>

#include "ledger/chain.h"

enum {
    APPLICATION = 0x54726f74, /* "Trot", as `file` shows it */
    VERSION = 2,              /* of the tables in schema.sql; 1 had no chain */
    RULES = 1,                /* of the rules and tables that are derived: the number in derived.sql */
};

static const char schema[] =
#include "ledger/schema.inc"
    ;
const char open_derived[] =
#include "ledger/derived.inc"
    ;
/* The most common mistakes are told before SQLite, which would only say "unable to open". */
static bool check_path(const char *path, enum ledger_mode mode, struct error *err)
{
    struct stat status;
    if (!*path)
        return error_set(err, ERROR_LEDGER, "the ledger's name is empty; give one with --ledger FILE");
    if (stat(path, &status) == 0) {
        if (S_ISDIR(status.st_mode))
            return error_set(err, ERROR_LEDGER, "%s: is a folder; name a file in it, such as %s/book.db", path, path);
        if (access(path, R_OK) != 0)
            return error_set(err, ERROR_LEDGER, "%s: may not be read (%s); allow it with chmod", path, strerror(errno));
        if (mode == LEDGER_WRITE && access(path, W_OK) != 0)
            return error_set(err, ERROR_LEDGER, "%s: may not be written (%s); allow it with chmod, or name another ledger", path,
                             strerror(errno));
        return true;
    }
    if (mode == LEDGER_READ && errno == ENOENT)
        return error_set(err, ERROR_LEDGER, "%s: there is no such ledger; make one with: troth add FILE... --ledger %s", path,
                         path);
    const char *slash = strrchr(path, '/');
    char folder[4096];
    snprintf(folder, sizeof folder, "%.*s", slash ? (int)(slash - path) + (slash == path) : 1, slash ? path : ".");
    if (stat(folder, &status) != 0)
        return error_set(err, ERROR_LEDGER, "%s: the folder '%s' is not there; make it with: mkdir -p '%s'", path, folder, folder);
    if (access(folder, W_OK) != 0)
        return error_set(err, ERROR_LEDGER, "%s: the folder '%s' may not be written (%s); name another place", path, folder,
                         strerror(errno));
    return true;
}

static bool read_number(struct ledger *ledger, const char *sql, long long *number, struct error *err)
{
    struct query *query = db_make(ledger, text_of(sql), err);
    bool good = query && db_next(ledger, query, err) > 0;
    if (good)
        *number = db_number(query, 0);
    db_end(query);
    return good;
}

/* A ledger of ours gives its version; an empty file gives 0; anything else fails. */
static bool read_version(struct ledger *ledger, long long *version, struct error *err)
{
    long long application = 0, objects = 0;
    if (!read_number(ledger, "PRAGMA application_id", &application, err) ||
        !read_number(ledger, "PRAGMA user_version", version, err) ||
        !read_number(ledger, "SELECT count(*) FROM sqlite_schema", &objects, err))
        return false;
    if (application == 0 && objects == 0 && *version == 0)
        return true;
    if (application != APPLICATION)
        return error_set(err, ERROR_LEDGER, "%s: is a SQLite file of another program, and no ledger; name another file",
                         ledger->path);
    if (*version > VERSION)
        return error_set(err, ERROR_LEDGER,
                         "%s: was made by a newer troth (schema %lld; this one knows up to %d); install the newer one",
                         ledger->path, *version, VERSION);
    return true;
}

bool open_stamp(struct ledger *ledger, struct error *err)
{
    char stamp[96];
    snprintf(stamp, sizeof stamp, "PRAGMA application_id = %d; PRAGMA user_version = %d", APPLICATION, VERSION);
    return db_script(ledger, stamp, err);
}

/* Makes the tables, or those that an older version had not. Two programs may make the same file at once: the version is looked at
 * again once the write lock is held. */
static bool make_schema(struct ledger *ledger, struct error *err)
{
    long long version = 0;
    if (!db_start(ledger, err))
        return false;
    if (read_version(ledger, &version, err) &&
        (version == VERSION || (db_script(ledger, schema, err) && chain_all(ledger, err) && open_stamp(ledger, err))) &&
        db_script(ledger, open_derived, err) && db_finish(ledger, err))
        return true;
    db_undo(ledger);
    return false;
}

/* Is everything derived there, by our rules? Somebody may have dropped it, which is allowed, and another version derives
 * otherwise. */
static bool has_derived(struct ledger *ledger, bool *answer, struct error *err)
{
    static const char names[] = "SELECT count(*) FROM sqlite_schema WHERE name IN ('derivation', 'commitments', 'versions', "
                                "'revisions', 'disputes', 'statement_list', 'book', 'history', 'dispute_list')";
    long long count = 0, rules = 0;
    if (!read_number(ledger, names, &count, err) ||
        (count == 9 && !read_number(ledger, "SELECT coalesce(max(rules), 0) FROM derivation", &rules, err)))
        return false;
    *answer = rules == RULES;
    return true;
}

static bool prepare_writing(struct ledger *ledger, long long version, struct error *err)
{
    bool is_whole = false;
    if (!db_script(ledger, "COMMIT; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; "
                   "PRAGMA cache_size = -8000", err) ||
        !has_derived(ledger, &is_whole, err))
        return false;
    if (version != VERSION && !make_schema(ledger, err))
        return false;
    return !version || is_whole || ledger_rebuild(ledger, err);
}

static bool prepare_reading(struct ledger *ledger, long long version, struct error *err)
{
    bool is_whole = false;
    if (!db_script(ledger, "PRAGMA query_only = ON", err))
        return false;
    if (!version)
        return error_set(err, ERROR_LEDGER, "%s: is an empty file, and no ledger yet; fill it with: troth add FILE... --ledger %s",
                         ledger->path, ledger->path);
    if (!has_derived(ledger, &is_whole, err))
        return false;
    return is_whole || error_set(err, ERROR_LEDGER,
                                 "%s: derived tables are missing, or were made by another troth; any `troth add` makes them again",
                                 ledger->path);
}

/* Readers keep a small shared file beside the ledger; on a disk that nobody can write there is none, and no need of it. */
static bool is_on_fixed_disk(const char *path)
{
    struct statvfs disk;
    return statvfs(path, &disk) == 0 && disk.f_flag & ST_RDONLY;
}

/* "file:" and the path with everything but letters, digits, '/', '.', '-' and '_' as %XX. */
static void print_address(const char *path, struct buffer *out)
{
    buffer_add_string(out, "file:");
    for (; *path; path++) {
        if (isalnum((unsigned char)*path) || strchr("/.-_", *path))
            buffer_add_char(out, *path);
        else
            buffer_print(out, "%%%02x", (unsigned char)*path);
    }
    buffer_add_string(out, "?immutable=1");
}

/* Who reads opens for writing too, where that is allowed: the last one to close takes away the files that stand beside the
 * ledger. */
static bool open_handle(struct ledger *ledger, enum ledger_mode mode, struct error *err)
{
    int flags = SQLITE_OPEN_READWRITE | (mode == LEDGER_WRITE ? SQLITE_OPEN_CREATE : 0);
    struct buffer address;
    buffer_init(&address, 0);
    if (mode == LEDGER_READ && is_on_fixed_disk(ledger->path)) {
        print_address(ledger->path, &address);
        flags = SQLITE_OPEN_READONLY | SQLITE_OPEN_URI;
    }
    int result = sqlite3_open_v2(address.length ? address.at : ledger->path, &ledger->handle, flags | SQLITE_OPEN_NOMUTEX, NULL);
    buffer_release(&address);
    return result == SQLITE_OK || db_fail(ledger, err);
}

static bool open_file(struct ledger *ledger, enum ledger_mode mode, struct error *err)
{
    long long version = 0;
    if (!open_handle(ledger, mode, err))
        return false;
    sqlite3_busy_timeout(ledger->handle, LEDGER_WAIT_MS);
    sqlite3_extended_result_codes(ledger->handle, 1);
    if (!db_script(ledger, "BEGIN", err) || !read_version(ledger, &version, err)) /* one look: the file may just be being made */
        return false;
    return mode == LEDGER_READ ? prepare_reading(ledger, version, err) : prepare_writing(ledger, version, err);
}

static struct ledger *open_once(const char *path, enum ledger_mode mode, bool *is_passing, struct error *err)
{
    struct ledger *ledger = memory_take(sizeof *ledger);
    *ledger = (struct ledger){ .path = memory_take(strlen(path) + 1), .mode = mode };
    strcpy(ledger->path, path);
    if (open_file(ledger, mode, err))
        return ledger;
    *is_passing = ledger->handle && (sqlite3_errcode(ledger->handle) & 0xff) == SQLITE_IOERR;
    ledger_close(ledger);
    return NULL;
}

/* The files beside a ledger come and go with the programs that use it; who opens it just then may see a failed read, rarely. It passes,
 * and nothing was done yet. */
struct ledger *ledger_open(const char *path, enum ledger_mode mode, struct error *err)
{
    enum { ATTEMPTS = 5, PAUSE_NS = 20000000 };
    if (!check_path(path, mode, err))
        return NULL;
    for (int attempt = 1;; attempt++) {
        bool is_passing = false;
        struct ledger *ledger = open_once(path, mode, &is_passing, err);
        if (ledger || !is_passing || attempt == ATTEMPTS)
            return ledger;
        nanosleep(&(struct timespec){ 0, attempt * PAUSE_NS }, NULL);
    }
}

void ledger_close(struct ledger *ledger)
{
    if (!ledger)
        return;
    for (int i = 0; i < SQL_COUNT; i++)
        db_end(ledger->prepared[i]);
    sqlite3_close(ledger->handle);
    free(ledger->path);
    free(ledger);
}
