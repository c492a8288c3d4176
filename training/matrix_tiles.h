/* Products in the processor's tile registers (Intel AMX), for the trainer where the processor has them. */
#ifndef TROTH_TRAINING_MATRIX_TILES_H
#define TROTH_TRAINING_MATRIX_TILES_H

#include <stdbool.h>

/* A factor of a product: the element of row or column i at depth k stands at at[i * step + k * deep_step]; one of the steps
 * is 1. */
struct factor {
    const float *at;
    long step, deep_step;
};

/* C[rows × columns] += A · B, where `inner` is their depth and C is row-major. Factors are rounded to bfloat16, sums are kept in
 * floats, as is usual for learning (Kalamkar et al. 2019). False, and C as it was: this processor has no such registers, or the
 * product is too small to gain by them. */
bool matrix_tiles_add_product(int rows, int inner, int columns, struct factor a, struct factor b, float *c);

#endif
