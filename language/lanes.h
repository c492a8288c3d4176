/* Sixteen floats at a time, in the compiler's own vectors (GCC and Clang): every operation is the single one, sixteen times, so the
 * bits are those of `activation.h`, whatever registers the processor has. */
#ifndef TROTH_LANGUAGE_LANES_H
#define TROTH_LANGUAGE_LANES_H

#include <stdint.h>

enum { LANES = 16 };

typedef float lanes __attribute__((vector_size(64)));
typedef int32_t lanes_int __attribute__((vector_size(64)));

/* The same in memory, where nothing is aligned for them. */
typedef lanes lanes_at __attribute__((aligned(4), may_alias));
typedef lanes_int lanes_int_at __attribute__((aligned(4), may_alias));

#define LANES_INLINE static inline __attribute__((always_inline))

/* Where `mask` is all ones a, elsewhere b. */
LANES_INLINE lanes lanes_choose(lanes_int mask, lanes a, lanes b)
{
    return (lanes)((mask & (lanes_int)a) | (~mask & (lanes_int)b));
}

/* The mask of a > b, for finite numbers, by the sign of what lies between: a comparison of vectors wider than the processor's
 * registers GCC takes apart, one float after the other. */
LANES_INLINE lanes_int lanes_above(lanes a, lanes b)
{
    return (lanes_int)(b - a) >> 31;
}

/* As activation_squash. */
LANES_INLINE lanes lanes_squash(lanes x)
{
    const lanes three = { 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3 };
    x = lanes_choose(lanes_above(x, three), three, x);
    x = lanes_choose(lanes_above(-three, x), -three, x);
    lanes square = x * x;
    return x * (27.0f + square) / (27.0f + 9.0f * square);
}

/* As activation_gate. */
LANES_INLINE lanes lanes_gate(lanes x)
{
    return 0.5f + 0.5f * lanes_squash(0.5f * x);
}

LANES_INLINE lanes lanes_load(const float *from)
{
    return *(const lanes_at *)from;
}

LANES_INLINE lanes lanes_load_int(const int32_t *from)
{
    return __builtin_convertvector(*(const lanes_int_at *)from, lanes);
}

LANES_INLINE void lanes_store(float *to, lanes x)
{
    *(lanes_at *)to = x;
}

#endif
