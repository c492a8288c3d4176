/* An arena: memory for one article or one request, taken in small pieces and freed whole. */
#ifndef TROTH_BASE_ARENA_H
#define TROTH_BASE_ARENA_H

#include <stdarg.h>
#include <stddef.h>

#include "base/text.h"

struct arena_block;

struct arena {
    struct arena_block *blocks; /* newest first */
    size_t used;                /* bytes taken from the newest */
};

/* An arena is ready when it is all zeros. Running out of memory ends the program with a message. */
void arena_release(struct arena *arena);

/* Forgets everything taken, keeps the largest block to use again. */
void arena_reset(struct arena *arena);

/* `size` zeroed bytes, aligned for any type, valid until the arena is reset or released. Never NULL. */
void *arena_take(struct arena *arena, size_t size);

/* The same with bytes as they happen to be, for what is filled at once. */
void *arena_take_unset(struct arena *arena, size_t size);

/* A copy of `text`, with a NUL after it that its length does not count. */
struct text arena_copy(struct arena *arena, struct text text);

/* A text made as by printf. */
struct text arena_print(struct arena *arena, const char *format, ...) __attribute__((format(printf, 2, 3)));
struct text arena_print_list(struct arena *arena, const char *format, va_list list) __attribute__((format(printf, 2, 0)));

/* Grows an array to hold at least one more item; returns where it now is. `*room` counts items. Behind `count` items bytes are as
 * they happen to be. The old array stays in the arena. */
void *arena_grow(struct arena *arena, void *items, size_t count, size_t *room, size_t item_size);

/* Appends `item` to the array `list->items` with `list->count` and `list->room`. */
#define ARENA_PUSH(arena, list, ...)                                                                                              \
    do {                                                                                                                       \
        (list)->items = arena_grow((arena), (list)->items, (list)->count, &(list)->room, sizeof *(list)->items);               \
        (list)->items[(list)->count++] = __VA_ARGS__;                                                                          \
    } while (0)

/* malloc and realloc that end the program with a message when there is no memory. */
void *memory_take(size_t size);
void *memory_resize(void *old, size_t size);

#endif
