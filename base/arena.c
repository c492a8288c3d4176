/* Arenas, and the one place where running out of memory ends the program. */
#include "base/arena.h"

#include <assert.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/print.h"

enum { ALIGNMENT = 16, FIRST_BLOCK = 64 * 1024 };

/* Under AddressSanitizer every piece is a block of its own, exactly as large as it was asked for, so that stepping out of it is
 * seen. */
#ifdef __SANITIZE_ADDRESS__
enum { ONE_BLOCK_EACH = 1 };
#else
enum { ONE_BLOCK_EACH = 0 };
#endif

struct arena_block {
    struct arena_block *next;
    size_t size; /* bytes after this header */
};

static_assert(sizeof(struct arena_block) % ALIGNMENT == 0, "what follows the header must be aligned");

static void *or_stop(void *memory, size_t size)
{
    if (memory)
        return memory;
    fprintf(stderr, "troth: no memory left (%zu bytes wanted)\n", size);
    exit(3);
}

void *memory_take(size_t size)
{
    return or_stop(malloc(size ? size : 1), size);
}

void *memory_resize(void *old, size_t size)
{
    return or_stop(realloc(old, size ? size : 1), size);
}

void arena_release(struct arena *arena)
{
    while (arena->blocks) {
        struct arena_block *next = arena->blocks->next;
        free(arena->blocks);
        arena->blocks = next;
    }
    arena->used = 0;
}

/* The newest block is the largest, since each is at least twice the one before. */
void arena_reset(struct arena *arena)
{
    if (ONE_BLOCK_EACH)
        arena_release(arena);
    else if (arena->blocks) {
        struct arena older = { arena->blocks->next, 0 };
        arena_release(&older);
        arena->blocks->next = NULL;
    }
    arena->used = 0;
}

static void add_block(struct arena *arena, size_t size)
{
    size_t want = arena->blocks ? arena->blocks->size * 2 : FIRST_BLOCK;
    if (want < size || ONE_BLOCK_EACH)
        want = size;
    struct arena_block *block = memory_take(sizeof *block + want);
    block->next = arena->blocks;
    block->size = want;
    arena->blocks = block;
    arena->used = 0;
}

static size_t aligned(size_t size)
{
    return (size + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
}

void *arena_take_unset(struct arena *arena, size_t size)
{
    if (size > SIZE_MAX / 4)
        return or_stop(NULL, size);
    if (!ONE_BLOCK_EACH)
        size = aligned(size);
    if (ONE_BLOCK_EACH || !arena->blocks || arena->blocks->size - arena->used < size)
        add_block(arena, size);
    void *taken = (char *)(arena->blocks + 1) + arena->used;
    arena->used += size;
    return taken;
}

void *arena_take(struct arena *arena, size_t size)
{
    return memset(arena_take_unset(arena, size), 0, size);
}

struct text arena_copy(struct arena *arena, struct text text)
{
    char *copy = arena_take_unset(arena, text.length + 1);
    if (text.length)
        memcpy(copy, text.at, text.length);
    copy[text.length] = '\0';
    return (struct text){ copy, text.length };
}

struct text arena_print_list(struct arena *arena, const char *format, va_list list)
{
    va_list again;
    va_copy(again, list);
    char room[256]; /* most are shorter, and printed once */
    int length = print_into(room, sizeof room, format, list);
    char *made = arena_take_unset(arena, (size_t)length + 1);
    if ((size_t)length < sizeof room)
        memcpy(made, room, (size_t)length + 1);
    else
        vsnprintf(made, (size_t)length + 1, format, again);
    va_end(again);
    return (struct text){ made, (size_t)length };
}

struct text arena_print(struct arena *arena, const char *format, ...)
{
    va_list list;
    va_start(list, format);
    struct text made = arena_print_list(arena, format, list);
    va_end(list);
    return made;
}

/* Widens what was taken last where it stands; false where it was not, or there is no room behind it. */
static bool widen_last(struct arena *arena, const void *taken, size_t size, size_t wider)
{
    if (ONE_BLOCK_EACH || !arena->blocks || wider > SIZE_MAX / 4)
        return false;
    const char *begin = (const char *)(arena->blocks + 1);
    size_t from = arena->used - aligned(size);
    if ((const char *)taken != begin + from || aligned(size) > arena->used || arena->blocks->size - from < aligned(wider))
        return false;
    arena->used = from + aligned(wider);
    return true;
}

void *arena_grow(struct arena *arena, void *items, size_t count, size_t *room, size_t item_size)
{
    size_t old = *room;
    if (count < old)
        return items;
    *room = old ? old * 2 : 8;
    if (old && widen_last(arena, items, old * item_size, *room * item_size))
        return items;
    char *grown = arena_take_unset(arena, *room * item_size);
    if (count)
        memcpy(grown, items, count * item_size);
    return grown;
}
