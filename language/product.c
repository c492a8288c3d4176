/* Exact products of unsigned by signed bytes: portable, AVX2, AVX-512 VNNI. Inputs are shifted by 128 to be unsigned, which the row
 * sums take back. */
#include "language/product.h"

#include <stdbool.h>
#include <string.h>

#if defined(__x86_64__)
#include <immintrin.h>
#endif

static void run_portable(const struct net_matrix *m, const uint8_t *input, int count, int32_t *out, int out_stride)
{
    for (int i = 0; i < count; i++)
        for (int block = 0; block < m->rows; block += NET_ROWS) {
            const int8_t *weight = m->weight + (long)block * m->stride;
            const uint8_t *in = input + (long)i * m->stride;
            int32_t sum[NET_ROWS];
            for (int r = 0; r < NET_ROWS; r++)
                sum[r] = -m->sum[block + r];
            for (int c = 0; c < m->stride; c += 4, weight += 4 * NET_ROWS)
                for (int r = 0; r < NET_ROWS; r++)
                    for (int k = 0; k < 4; k++)
                        sum[r] += in[c + k] * weight[4 * r + k];
            memcpy(out + (long)i * out_stride + block, sum, sizeof sum);
        }
}

#if defined(__x86_64__)

#define AVX2 __attribute__((target("avx2")))

/* Inputs that are widened to sixteen bits together, before all rows meet them, and how many of their columns at a time: 24 kB,
 * which stay in the first cache beside a block of rows. ABREAST of them have their sums in registers at the same time. */
enum { WIDENED = 24, WIDENED_COLUMNS = 512, ABREAST = 6, HALF = NET_ROWS / 2 };

struct widened {
    _Alignas(32) int16_t at[WIDENED][WIDENED_COLUMNS];
};

/* Their products in pairs could overflow as bytes. The shift by 128 is taken back here. */
AVX2 static void widen(const uint8_t *input, int stride, int count, int columns, struct widened *out)
{
    const __m256i shift = _mm256_set1_epi16(128);
    for (int i = 0; i < count; i++)
        for (int c = 0; c < columns; c += 16) {
            __m256i x = _mm256_cvtepu8_epi16(_mm_loadu_si128((const __m128i *)(input + (long)i * stride + c)));
            _mm256_store_si256((__m256i *)(out->at[i] + c), _mm256_sub_epi16(x, shift));
        }
}

/* Half a block of rows by a few inputs. A register has four rows by four columns of weights, or two sums of each of four rows. */
AVX2 static inline __attribute__((always_inline)) void run_half(const int8_t *weight, const int16_t (*x)[WIDENED_COLUMNS],
                                                                int count, int columns, bool is_first, int32_t *out,
                                                                int out_stride)
{
    __m256i sum[ABREAST][2];
#pragma GCC unroll 6
    for (int i = 0; i < count; i++)
        sum[i][0] = sum[i][1] = _mm256_setzero_si256();
    for (int c = 0; c < columns; c += 4, weight += 4 * NET_ROWS) {
        __m256i low = _mm256_cvtepi8_epi16(_mm_load_si128((const __m128i *)weight));
        __m256i high = _mm256_cvtepi8_epi16(_mm_load_si128((const __m128i *)(weight + 16)));
#pragma GCC unroll 6
        for (int i = 0; i < count; i++) {
            int64_t four;
            memcpy(&four, x[i] + c, sizeof four);
            __m256i in = _mm256_set1_epi64x(four);
            sum[i][0] = _mm256_add_epi32(sum[i][0], _mm256_madd_epi16(low, in));
            sum[i][1] = _mm256_add_epi32(sum[i][1], _mm256_madd_epi16(high, in));
            __asm__ volatile("" : "+x"(sum[i][0]), "+x"(sum[i][1])); /* one input after the other, or GCC puts sums into memory */
        }
    }
#pragma GCC unroll 6
    for (int i = 0; i < count; i++) { /* the two sums of a row stand side by side: add them, put the rows in order */
        __m256i rows = _mm256_permute4x64_epi64(_mm256_hadd_epi32(sum[i][0], sum[i][1]), 0xd8);
        __m256i *to = (__m256i *)(out + (long)i * out_stride);
        _mm256_storeu_si256(to, is_first ? rows : _mm256_add_epi32(rows, _mm256_loadu_si256(to)));
    }
}

AVX2 static void run_few(const int8_t *weight, const int16_t (*x)[WIDENED_COLUMNS], int count, int columns, bool is_first,
                         int32_t *out, int out_stride)
{
    switch (count) {
    case 1: run_half(weight, x, 1, columns, is_first, out, out_stride); break;
    case 2: run_half(weight, x, 2, columns, is_first, out, out_stride); break;
    case 3: run_half(weight, x, 3, columns, is_first, out, out_stride); break;
    case 4: run_half(weight, x, 4, columns, is_first, out, out_stride); break;
    case 5: run_half(weight, x, 5, columns, is_first, out, out_stride); break;
    default: run_half(weight, x, ABREAST, columns, is_first, out, out_stride);
    }
}

/* All rows by what was widened, in groups of about the same size. */
AVX2 static void run_widened(const struct net_matrix *m, const struct widened *x, int count, int from, int columns, int32_t *out,
                             int out_stride)
{
    int groups = (count + ABREAST - 1) / ABREAST;
    for (int row = 0; row < m->rows; row += HALF) {
        const int8_t *weight = m->weight + net_place(m->stride, row, from);
        for (int group = 0; group < groups; group++) {
            int first = count * group / groups, after = count * (group + 1) / groups;
            run_few(weight, x->at + first, after - first, columns, from == 0, out + (long)first * out_stride + row, out_stride);
        }
    }
}

AVX2 static void run_avx2(const struct net_matrix *m, const uint8_t *input, int count, int32_t *out, int out_stride)
{
    struct widened widened;
    for (int i = 0; i < count; i += WIDENED) {
        int inputs = count - i < WIDENED ? count - i : WIDENED;
        for (int from = 0; from < m->stride; from += WIDENED_COLUMNS) {
            int columns = m->stride - from < WIDENED_COLUMNS ? m->stride - from : WIDENED_COLUMNS;
            widen(input + (long)i * m->stride + from, m->stride, inputs, columns, &widened);
            run_widened(m, &widened, inputs, from, columns, out + (long)i * out_stride, out_stride);
        }
    }
}

#define VNNI __attribute__((target("avx512f,avx512bw,avx512vl,avx512vnni")))

/* So many blocks of rows by so many inputs: their sums stay in registers, and each byte that is loaded serves several products. */
enum { BLOCKS = 3, TOGETHER = 8 };

VNNI static inline __attribute__((always_inline)) void run_blocks(const struct net_matrix *m, int row, int blocks,
                                                                  const uint8_t *input, int count, int32_t *out, int out_stride)
{
    const int8_t *weight = m->weight + (long)row * m->stride;
    __m512i sum[TOGETHER][BLOCKS];
#pragma GCC unroll 8
    for (int i = 0; i < count; i++)
#pragma GCC unroll 3
        for (int b = 0; b < blocks; b++)
            sum[i][b] = _mm512_sub_epi32(_mm512_setzero_si512(), _mm512_loadu_si512(m->sum + row + NET_ROWS * b));
    for (int c = 0; c < m->stride; c += 4, weight += 4 * NET_ROWS) {
        __m512i w[BLOCKS];
#pragma GCC unroll 3
        for (int b = 0; b < blocks; b++)
            w[b] = _mm512_loadu_si512(weight + (long)b * NET_ROWS * m->stride);
#pragma GCC unroll 8
        for (int i = 0; i < count; i++) {
            int32_t four;
            memcpy(&four, input + (long)i * m->stride + c, sizeof four);
            __m512i x = _mm512_set1_epi32(four);
#pragma GCC unroll 3
            for (int b = 0; b < blocks; b++)
                sum[i][b] = _mm512_dpbusd_epi32(sum[i][b], x, w[b]);
        }
    }
#pragma GCC unroll 8
    for (int i = 0; i < count; i++)
#pragma GCC unroll 3
        for (int b = 0; b < blocks; b++)
            _mm512_storeu_si512(out + (long)i * out_stride + row + NET_ROWS * b, sum[i][b]);
}

#define ANY_COUNT(blocks)                                                                                                          \
    switch (count) {                                                                                                               \
    case 1: run_blocks(m, row, blocks, input, 1, out, out_stride); break;                                                          \
    case 2: run_blocks(m, row, blocks, input, 2, out, out_stride); break;                                                          \
    case 3: run_blocks(m, row, blocks, input, 3, out, out_stride); break;                                                          \
    case 4: run_blocks(m, row, blocks, input, 4, out, out_stride); break;                                                          \
    case 5: run_blocks(m, row, blocks, input, 5, out, out_stride); break;                                                          \
    case 6: run_blocks(m, row, blocks, input, 6, out, out_stride); break;                                                          \
    case 7: run_blocks(m, row, blocks, input, 7, out, out_stride); break;                                                          \
    default: run_blocks(m, row, blocks, input, TOGETHER, out, out_stride);                                                         \
    }

VNNI static void run_three(const struct net_matrix *m, int row, const uint8_t *input, int count, int32_t *out, int out_stride)
{
    ANY_COUNT(BLOCKS)
}

VNNI static void run_one(const struct net_matrix *m, int row, const uint8_t *input, int count, int32_t *out, int out_stride)
{
    ANY_COUNT(1)
}
#undef ANY_COUNT

/* The inputs go in as few groups as possible of about the same size: a group of one or two would wait for its own sums. */
static void run_vnni(const struct net_matrix *m, const uint8_t *input, int count, int32_t *out, int out_stride)
{
    int groups = (count + TOGETHER - 1) / TOGETHER;
    for (int row = 0, step; row < m->rows; row += step) {
        bool is_three = row + (BLOCKS - 1) * NET_ROWS < m->rows;
        step = is_three ? BLOCKS * NET_ROWS : NET_ROWS;
        for (int group = 0; group < groups; group++) {
            int from = count * group / groups, to = count * (group + 1) / groups;
            (is_three ? run_three : run_one)(m, row, input + (long)from * m->stride, to - from, out + (long)from * out_stride,
                                             out_stride);
        }
    }
}

enum product_way product_best(void)
{
    if (__builtin_cpu_supports("avx512vnni") && __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512vl"))
        return PRODUCT_VNNI;
    return __builtin_cpu_supports("avx2") ? PRODUCT_AVX2 : PRODUCT_PORTABLE;
}

#else

enum product_way product_best(void)
{
    return PRODUCT_PORTABLE;
}

#endif

void product_run(enum product_way way, const struct net_matrix *matrix, const uint8_t *input, int count, int32_t *out,
                 int out_stride)
{
#if defined(__x86_64__)
    if (way == PRODUCT_VNNI)
        run_vnni(matrix, input, count, out, out_stride);
    else if (way == PRODUCT_AVX2)
        run_avx2(matrix, input, count, out, out_stride);
    else
#endif
        run_portable(matrix, input, count, out, out_stride);
}
