/* Products of eight-bit matrices with exact sums, by the fastest way that the processor knows. All ways give the same numbers. */
#ifndef TROTH_LANGUAGE_PRODUCT_H
#define TROTH_LANGUAGE_PRODUCT_H

#include <stdint.h>

#include "language/net.h"

enum product_way { PRODUCT_PORTABLE, PRODUCT_AVX2, PRODUCT_VNNI };

/* The fastest way on this processor. */
enum product_way product_best(void);

/* out[i][r] = Σ (input[i][c] - 128) × weight[r][c] for `count` inputs of matrix->stride unsigned bytes. `out` has out_stride ints a
 * row, as many as the matrix has rows or more, a multiple of NET_ROWS. Beyond `columns` the inputs may be anything. All arrays are
 * aligned to 64 bytes. */
void product_run(enum product_way way, const struct net_matrix *matrix, const uint8_t *input, int count, int32_t *out,
                 int out_stride);

#endif
