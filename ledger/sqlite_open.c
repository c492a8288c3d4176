/* Opening a SQLite file: is it there, may it be used, is it ours? */
#include <ctype.h>
#include <errno.h>
#include <pthread.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <time.h>
#include <unistd.h>

#include "ledger/sqlite.h"

enum { APPLICATION = 0x54726f74 }; /* "Trot", as `file` shows it */

const char sqlite_schema[] =
#include "ledger/schema.inc"
    ;
const char sqlite_derived[] =
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
        if (mode != LEDGER_READ && access(path, W_OK) != 0)
            return error_set(err, ERROR_LEDGER, "%s: may not be written (%s); allow it with chmod, or name another ledger", path,
                             strerror(errno));
        return true;
    }
    if (mode != LEDGER_WRITE && errno == ENOENT)
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
static bool open_handle(struct ledger *ledger, struct error *err)
{
    int flags = SQLITE_OPEN_READWRITE | (ledger->mode == LEDGER_WRITE ? SQLITE_OPEN_CREATE : 0);
    struct buffer address;
    buffer_init(&address, 0);
    if (ledger->mode == LEDGER_READ && is_on_fixed_disk(ledger->path)) {
        print_address(ledger->path, &address);
        flags = SQLITE_OPEN_READONLY | SQLITE_OPEN_URI;
    }
    int result = sqlite3_open_v2(address.length ? address.at : ledger->path, (sqlite3 **)&ledger->handle,
                                 flags | SQLITE_OPEN_NOMUTEX, NULL);
    buffer_release(&address);
    return result == SQLITE_OK || sqlite_fail(ledger, err);
}

/* SQLite's own handler looks ten times a second at last, too seldom to catch the moment between two transactions of a writer that
 * is busy. */
static int wait_a_moment(void *context, int times)
{
    struct ledger *ledger = context;
    long long now_us = sqlite_now_us();
    if (!times)
        ledger->waiting_since_us = now_us;
    nanosleep(&(struct timespec){ 0, 300000 }, NULL);
    return now_us - ledger->waiting_since_us < ledger->wait_ms * 1000LL;
}

/* SQLite counts its memory under a lock for which readers would wait for each other. Where another part of the program has used it
 * already, it goes on counting. */
static void stop_counting(void)
{
    sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
}

/* A transaction gives one look: the file may just be being made. For readers it lasts as long as they read. */
bool sqlite_open(struct ledger *ledger, struct error *err)
{
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    pthread_once(&once, stop_counting);
    if (!check_path(ledger->path, ledger->mode, err) || !open_handle(ledger, err))
        return false;
    sqlite3_busy_handler(ledger->handle, wait_a_moment, ledger);
    sqlite3_extended_result_codes(ledger->handle, 1);
    return db_script(ledger, "BEGIN", err);
}

void sqlite_close(struct ledger *ledger)
{
    sqlite_end_spares(ledger);
    sqlite3_close(ledger->handle);
}

/* The files beside a ledger come and go with the programs that use it; who opens it just then may see a failed read, rarely. */
bool sqlite_is_passing(const struct ledger *ledger)
{
    return ledger->handle && (sqlite3_errcode(ledger->handle) & 0xff) == SQLITE_IOERR;
}

static bool read_number(struct ledger *ledger, const char *sql, long long *number, struct error *err)
{
    struct query *query = db_make(ledger, text_of(sql), err);
    bool good = query && db_answer(ledger, query, number, err);
    db_end(query);
    return good;
}

bool sqlite_read_version(struct ledger *ledger, long long *version, struct error *err)
{
    long long application = 0, objects = 0;
    if (!read_number(ledger, "PRAGMA application_id", &application, err) ||
        !read_number(ledger, "PRAGMA user_version", version, err) ||
        !read_number(ledger, "SELECT count(*) FROM sqlite_schema", &objects, err))
        return false;
    if (application == 0 && objects == 0 && *version == 0)
        return true;
    return application == APPLICATION || error_set(err, ERROR_LEDGER, "%s: is a SQLite file of another program, and no ledger; "
                                                   "name another file", ledger->path);
}

bool sqlite_settle_in(struct ledger *ledger, struct error *err)
{
    if (ledger->mode == LEDGER_READ)
        return db_script(ledger, "PRAGMA query_only = ON; PRAGMA cache_size = -64000", err);
    /* A log that grew long, since somebody read all the while, is cut when it begins anew. The numbers that rows refer to were
     * given just before: to look them all up again would cost a tenth of adding. */
    return db_script(ledger, "COMMIT; PRAGMA journal_mode = WAL; PRAGMA journal_size_limit = 16000000; PRAGMA synchronous = FULL; "
                     "PRAGMA foreign_keys = OFF; PRAGMA cache_size = -64000; PRAGMA temp_store = MEMORY", err);
}

bool sqlite_stamp(struct ledger *ledger, int version, struct error *err)
{
    char stamp[96];
    snprintf(stamp, sizeof stamp, "PRAGMA application_id = %d; PRAGMA user_version = %d", APPLICATION, version);
    return db_script(ledger, stamp, err);
}
