/* Drives a fuzz target without libFuzzer: seeds are damaged, cut, joined and repeated for so many seconds, always in the same
 * order.
 *
 *     fuzz_source SECONDS SEED...       what fails is left in fuzz-failure.bin; fuzz_source 0 FILE... runs files as they are */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/base.h"

enum { LARGEST = 256 << 10, MOST_SEEDS = 256 };

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

struct fuzz {
    struct buffer seeds[MOST_SEEDS];
    int count;
    unsigned long long state;
};

static unsigned next_random(struct fuzz *fuzz, unsigned below)
{
    fuzz->state = fuzz->state * 6364136223846793005ull + 1442695040888963407ull;
    return (unsigned)(fuzz->state >> 33) % below;
}

static bool load(struct fuzz *fuzz, const char *path)
{
    char chunk[4096];
    size_t got;
    FILE *file = fopen(path, "rb");
    if (!file || fuzz->count == MOST_SEEDS)
        return false;
    struct buffer *seed = &fuzz->seeds[fuzz->count++];
    buffer_init(seed, LARGEST);
    while ((got = fread(chunk, 1, sizeof chunk, file)) > 0)
        buffer_add(seed, (struct text){ chunk, got });
    fclose(file);
    return true;
}

static const char *const odd[] = { "<", ">", "]]>", "<![CDATA[", "&a;", "<item>", "</item>", "<entry>", "--", "\r\n\r\n",
    "WARC/1.0\r\n", "Content-Length: 99999999\r\n",
                                   "=?utf-8?B?", "?=", "=\n", "=3D", "Content-Type: multipart/mixed; boundary=a\n\n--a\n",
                                       "\x1f\x8b\x08", "\x28\xb5\x2f\xfd", "\xff\xfe",
                                   "{", "}", "\"", "\\u", "%PDF-", "](", "**", "\xc3", "\xe2\x80", "<div>", "<!DOCTYPE",
                                       "[<!ENTITY a \"aaa\">" };

static void splice(struct buffer *made, size_t at, size_t cut, struct text put)
{
    struct text whole = buffer_text(made);
    struct buffer out;
    buffer_init(&out, LARGEST);
    buffer_add(&out, text_slice(whole, 0, at));
    buffer_add(&out, put);
    buffer_add(&out, text_slice(whole, at + cut, whole.length));
    buffer_release(made);
    *made = out;
}

static void damage(struct fuzz *fuzz, struct buffer *made)
{
    unsigned length = (unsigned)made->length;
    size_t at = length ? next_random(fuzz, length) : 0;
    const struct buffer *other = &fuzz->seeds[next_random(fuzz, (unsigned)fuzz->count)];
    switch (next_random(fuzz, 6)) {
    case 0: /* a byte */
        if (length)
            made->at[at] = (char)next_random(fuzz, 256);
        break;
    case 1: splice(made, at, next_random(fuzz, 20), text_of(odd[next_random(fuzz, sizeof odd / sizeof odd[0])])); break;
    case 2: splice(made, at, next_random(fuzz, length + 1), TEXT("")); break;
    case 3: splice(made, at, 0, text_slice(buffer_text(other), next_random(fuzz, (unsigned)other->length + 1),
                                           other->length)); break;
    case 4: splice(made, at, 0, (struct text){ "", 1 }); break;
    default: { /* the same again and again: nesting, long lines */
        struct arena arena = { 0 };
        struct text part = arena_copy(&arena, text_slice(buffer_text(made), at, at + 1 + next_random(fuzz, 40)));
        for (unsigned times = 1u << next_random(fuzz, 11); times; times--)
            splice(made, at, 0, part);
        arena_release(&arena);
    }
    }
}

/* Kept on the disk while it runs, so that what crashes can be looked at. */
static void run(const struct buffer *made)
{
    FILE *file = fopen("fuzz-failure.bin", "wb");
    if (file) {
        fwrite(made->at ? made->at : "", 1, made->length, file);
        fclose(file);
    }
    LLVMFuzzerTestOneInput((const uint8_t *)(made->at ? made->at : ""), made->length);
}

int main(int count, char **arguments)
{
    struct fuzz *fuzz = calloc(1, sizeof *fuzz);
    int seconds = count > 2 ? atoi(arguments[1]) : -1, rounds = 0;
    for (int i = 2; fuzz && i < count; i++)
        if (!load(fuzz, arguments[i]))
            seconds = -1;
    if (!fuzz || seconds < 0 || !fuzz->count) {
        fprintf(stderr, "use: %s SECONDS SEED...\n", arguments[0]);
        return 2;
    }
    for (int i = 0; i < fuzz->count; i++)
        run(&fuzz->seeds[i]);
    for (time_t end = time(NULL) + seconds; time(NULL) < end; rounds++) {
        struct buffer made;
        buffer_init(&made, LARGEST);
        buffer_add(&made, buffer_text(&fuzz->seeds[next_random(fuzz, (unsigned)fuzz->count)]));
        for (unsigned n = 1 + next_random(fuzz, 5); n; n--)
            damage(fuzz, &made);
        run(&made);
        buffer_release(&made);
    }
    remove("fuzz-failure.bin");
    for (int i = 0; i < fuzz->count; i++)
        buffer_release(&fuzz->seeds[i]);
    fprintf(stderr, "%d rounds\n", rounds);
    free(fuzz);
    puts("1 passed, 0 failed");
    return 0;
}
