/* A disk that fails at the first write, at the second, and so on: each time the message names the file and a way out, what was told
 * as added is there, nothing is there by halves, and the ledger goes on once the disk is well again.
 *
 * usage: ledger_disk_test */
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tests/ledger_random.h"

enum { BEFORE = 2, ALONE = 2, GROUPED = 4, ALL = BEFORE + ALONE + GROUPED };

/* A disk between SQLite and the real one. */
static struct {
    sqlite3_vfs vfs;
    sqlite3_vfs *real;
    sqlite3_io_methods methods; /* the real files' with our own for writing */
    int left, result;           /* writes that still succeed (negative: all of them); what is answered from then on */
} disk;

static char path[LEDGER_ADDRESS_ROOM];
static int passed, failed;

/* An open file: ours, and behind it the real one. */
struct disk_file {
    sqlite3_file file;
    sqlite3_file *real;
};

static sqlite3_file *real_of(sqlite3_file *file)
{
    return ((struct disk_file *)file)->real;
}

static bool is_failing(void)
{
    if (disk.left > 0)
        disk.left--;
    else if (disk.left == 0)
        return true;
    return false;
}

static int disk_write(sqlite3_file *file, const void *bytes, int count, sqlite3_int64 at)
{
    return is_failing() ? disk.result : real_of(file)->pMethods->xWrite(real_of(file), bytes, count, at);
}

static int disk_sync(sqlite3_file *file, int flags)
{
    return is_failing() ? SQLITE_IOERR_FSYNC : real_of(file)->pMethods->xSync(real_of(file), flags);
}

static int disk_truncate(sqlite3_file *file, sqlite3_int64 size)
{
    return real_of(file)->pMethods->xTruncate(real_of(file), size);
}

static int disk_close(sqlite3_file *file)
{
    return real_of(file)->pMethods->xClose(real_of(file));
}

static int disk_read(sqlite3_file *file, void *bytes, int count, sqlite3_int64 at)
{
    return real_of(file)->pMethods->xRead(real_of(file), bytes, count, at);
}

static int disk_size(sqlite3_file *file, sqlite3_int64 *size)
{
    return real_of(file)->pMethods->xFileSize(real_of(file), size);
}

static int disk_lock(sqlite3_file *file, int kind)
{
    return real_of(file)->pMethods->xLock(real_of(file), kind);
}

static int disk_unlock(sqlite3_file *file, int kind)
{
    return real_of(file)->pMethods->xUnlock(real_of(file), kind);
}

static int disk_is_reserved(sqlite3_file *file, int *answer)
{
    return real_of(file)->pMethods->xCheckReservedLock(real_of(file), answer);
}

static int disk_control(sqlite3_file *file, int what, void *value)
{
    return real_of(file)->pMethods->xFileControl(real_of(file), what, value);
}

static int disk_sector(sqlite3_file *file)
{
    return real_of(file)->pMethods->xSectorSize(real_of(file));
}

static int disk_traits(sqlite3_file *file)
{
    return real_of(file)->pMethods->xDeviceCharacteristics(real_of(file));
}

static int disk_map(sqlite3_file *file, int page, int size, int is_made, void volatile **at)
{
    return real_of(file)->pMethods->xShmMap(real_of(file), page, size, is_made, at);
}

static int disk_share(sqlite3_file *file, int from, int count, int flags)
{
    return real_of(file)->pMethods->xShmLock(real_of(file), from, count, flags);
}

static void disk_barrier(sqlite3_file *file)
{
    real_of(file)->pMethods->xShmBarrier(real_of(file));
}

static int disk_unmap(sqlite3_file *file, int is_removed)
{
    return real_of(file)->pMethods->xShmUnmap(real_of(file), is_removed);
}

static int disk_open(sqlite3_vfs *vfs, const char *name, sqlite3_file *file, int flags, int *out_flags)
{
    struct disk_file *own = (struct disk_file *)file;
    own->real = (sqlite3_file *)(own + 1);
    own->file.pMethods = NULL;
    int result = disk.real->xOpen(disk.real, name, own->real, flags, out_flags);
    if (!own->real->pMethods)
        return result;
    own->file.pMethods = &disk.methods;
    return result;
}

static void put_disk_between(void)
{
    disk.real = sqlite3_vfs_find(NULL);
    disk.vfs = *disk.real;
    disk.vfs.zName = "failing";
    disk.vfs.szOsFile += (int)sizeof(struct disk_file);
    disk.vfs.xOpen = disk_open;
    disk.methods = (sqlite3_io_methods){
        .iVersion = 2, .xClose = disk_close, .xRead = disk_read, .xWrite = disk_write, .xTruncate = disk_truncate,
        .xSync = disk_sync, .xFileSize = disk_size, .xLock = disk_lock, .xUnlock = disk_unlock,
        .xCheckReservedLock = disk_is_reserved, .xFileControl = disk_control, .xSectorSize = disk_sector,
        .xDeviceCharacteristics = disk_traits, .xShmMap = disk_map, .xShmLock = disk_share, .xShmBarrier = disk_barrier,
        .xShmUnmap = disk_unmap,
    };
    disk.left = -1;
    sqlite3_vfs_register(&disk.vfs, 1);
}

static void check(bool good, int write, const char *what)
{
    passed += good;
    failed += !good;
    if (!good)
        printf("write %d: %s\n", write, what);
}

static bool append(struct ledger *ledger, unsigned number, struct error *err)
{
    struct arena arena = { 0 };
    enum ledger_outcome outcome;
    struct report report = report_random(&arena, number, 12);
    bool good = report_append(ledger, &report, &outcome, err);
    arena_release(&arena);
    return good;
}

/* Appends reports up to ALL, first alone, then in a group. Returns how many of all are safe. */
static unsigned fill(struct ledger *ledger, struct error *err)
{
    unsigned safe = BEFORE, number = BEFORE;
    for (; number < BEFORE + ALONE; safe = ++number)
        if (!append(ledger, number, err))
            return safe;
    bool good = ledger_begin(ledger, err);
    for (; good && number < ALL; number++)
        good = append(ledger, number, err);
    struct error late;
    if (ledger_commit(ledger, good ? err : &late) && good)
        return ALL;
    return ledger_is_safe(ledger) ? number - !good : safe;
}

/* A ledger with some reports, whose disk fails from write `write` on. Returns whether it came to that. */
static bool try_write(int write, int result)
{
    struct error err = { .code = ERROR_NONE };
    ledger_remove(path);
    struct ledger *ledger = ledger_open(path, LEDGER_WRITE, &err);
    for (unsigned i = 0; i < BEFORE; i++)
        check(append(ledger, i, &err), write, "a report cannot be added to a good disk");
    ledger_close(ledger);
    disk.left = write;
    disk.result = result;
    ledger = ledger_open(path, LEDGER_WRITE, &err);
    unsigned safe = ledger ? fill(ledger, &err) : BEFORE;
    bool has_failed = disk.left == 0;
    if (safe < ALL)
        check(strncmp(err.message, path, strlen(path)) == 0 &&
              (strstr(err.message, "make room") || strstr(err.message, "try again")), write, err.message);
    ledger_close(ledger);
    disk.left = -1;
    struct ledger_counts counts = { 0 };
    struct ledger_chain chain;
    ledger = ledger_open(path, LEDGER_WRITE, &err);
    check(ledger && ledger_count(ledger, &counts, &err), write, "the ledger does not open again");
    check(counts.articles >= safe && counts.articles <= ALL, write, "what was told as added is missing");
    check(ledger && ledger_verify(ledger, TEXT(""), &chain, &err), write, "the chain is broken");
    for (unsigned i = 0; ledger && i < ALL; i++)
        check(append(ledger, i, &err), write, "a report cannot be added when the disk is well again");
    check(ledger && ledger_count(ledger, &counts, &err) && counts.articles == ALL, write, "reports were lost or doubled");
    ledger_close(ledger);
    return has_failed;
}

int main(void)
{
    static const int results[] = { SQLITE_FULL, SQLITE_IOERR_WRITE };
    int writes = 0;
    put_disk_between();
    ledger_new_address(path);
    for (size_t i = 0; i < sizeof results / sizeof *results; i++)
        for (int write = 0; write < 2000 && try_write(write, results[i]); write++)
            writes++;
    printf("a disk that failed at each of %d writes\n%d passed, %d failed\n", writes, passed, failed);
    ledger_remove_place(path);
    return failed != 0;
}
