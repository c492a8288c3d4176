/* The network's curves: rational functions, so that every machine computes the same bits and the trainer learns with the very
 * same. */
#ifndef TROTH_LANGUAGE_ACTIVATION_H
#define TROTH_LANGUAGE_ACTIVATION_H

/* A squashing function close to tanh: x (27 + x²) / (27 + 9x²), exact ±1 from |x| = 3 on. */
static inline float activation_squash(float x)
{
    x = __builtin_fminf(3.0f, __builtin_fmaxf(-3.0f, x));
    float square = x * x;
    return x * (27.0f + square) / (27.0f + 9.0f * square);
}

/* Close to the logistic function, exact 0 and 1 from |x| = 6 on. */
static inline float activation_gate(float x)
{
    return 0.5f + 0.5f * activation_squash(0.5f * x);
}

static inline float activation_leaky(float x)
{
    return x > 0.0f ? x : 0.1f * x;
}

#endif
