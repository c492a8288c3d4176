/* Exact products of unsigned by signed bytes: portable, AVX2, AVX-512 VNNI. Inputs are shifted by 128 to be unsigned, which the row sums
 * take back. */
#include "language/product.h"

#if defined(__x86_64__)
#include <immintrin.h>
#endif

static void run_portable(const struct net_matrix *m, const uint8_t *input, int count, int32_t *out, int out_stride)
{
    for (int i = 0; i < count; i++)
        for (int r = 0; r < m->rows; r++) {
            const int8_t *weight = m->weight + (long)r * m->stride;
            const uint8_t *in = input + (long)i * m->stride;
            int32_t sum = 0;
            for (int c = 0; c < m->columns; c++)
                sum += in[c] * weight[c];
            out[(long)i * out_stride + r] = sum - m->sum[r];
        }
}

#if defined(__x86_64__)

__attribute__((target("avx2"))) static int32_t add_up_avx2(__m256i sum)
{
    __m128i half = _mm_add_epi32(_mm256_castsi256_si128(sum), _mm256_extracti128_si256(sum, 1));
    half = _mm_add_epi32(half, _mm_shuffle_epi32(half, 0x4e));
    half = _mm_add_epi32(half, _mm_shuffle_epi32(half, 0xb1));
    return _mm_cvtsi128_si32(half);
}

/* Bytes are widened to sixteen bits first: products of bytes in pairs could overflow. Two inputs share each load of weights. */
__attribute__((target("avx2"))) static void run_avx2(const struct net_matrix *m, const uint8_t *input, int count, int32_t *out, int out_stride)
{
    for (int i = 0; i < count; i += 2) {
        const uint8_t *a = input + (long)i * m->stride, *b = i + 1 < count ? a + m->stride : a;
        for (int r = 0; r < m->rows; r++) {
            const int8_t *weight = m->weight + (long)r * m->stride;
            __m256i sum_a = _mm256_setzero_si256(), sum_b = sum_a;
            for (int c = 0; c < m->stride; c += 16) {
                __m256i w = _mm256_cvtepi8_epi16(_mm_load_si128((const __m128i *)(weight + c)));
                sum_a = _mm256_add_epi32(sum_a, _mm256_madd_epi16(w, _mm256_cvtepu8_epi16(_mm_load_si128((const __m128i *)(a + c)))));
                sum_b = _mm256_add_epi32(sum_b, _mm256_madd_epi16(w, _mm256_cvtepu8_epi16(_mm_load_si128((const __m128i *)(b + c)))));
            }
            out[(long)i * out_stride + r] = add_up_avx2(sum_a) - m->sum[r];
            if (i + 1 < count)
                out[(long)(i + 1) * out_stride + r] = add_up_avx2(sum_b) - m->sum[r];
        }
    }
}

#define VNNI __attribute__((target("avx512f,avx512bw,avx512vl,avx512vnni")))

/* Four rows by two inputs at a time keep eight sums in registers. */
VNNI static inline void four_rows(const struct net_matrix *m, int r, const uint8_t *a, const uint8_t *b, int32_t *out_a, int32_t *out_b)
{
    const int8_t *weight = m->weight + (long)r * m->stride;
    __m512i sum_a[4], sum_b[4];
    for (int k = 0; k < 4; k++)
        sum_a[k] = sum_b[k] = _mm512_setzero_si512();
    for (int c = 0; c < m->stride; c += 64) {
        __m512i in_a = _mm512_load_si512(a + c), in_b = _mm512_load_si512(b + c);
        for (int k = 0; k < 4; k++) {
            __m512i w = _mm512_load_si512(weight + (long)k * m->stride + c);
            sum_a[k] = _mm512_dpbusd_epi32(sum_a[k], in_a, w);
            sum_b[k] = _mm512_dpbusd_epi32(sum_b[k], in_b, w);
        }
    }
    for (int k = 0; k < 4; k++) {
        out_a[r + k] = _mm512_reduce_add_epi32(sum_a[k]) - m->sum[r + k];
        out_b[r + k] = _mm512_reduce_add_epi32(sum_b[k]) - m->sum[r + k];
    }
}

VNNI static inline int32_t one_row(const struct net_matrix *m, int r, const uint8_t *in)
{
    const int8_t *weight = m->weight + (long)r * m->stride;
    __m512i sum = _mm512_setzero_si512();
    for (int c = 0; c < m->stride; c += 64)
        sum = _mm512_dpbusd_epi32(sum, _mm512_load_si512(in + c), _mm512_load_si512(weight + c));
    return _mm512_reduce_add_epi32(sum) - m->sum[r];
}

/* Rows outside, so that a group of rows stays in the first cache for all inputs. */
VNNI static void run_vnni(const struct net_matrix *m, const uint8_t *input, int count, int32_t *out, int out_stride)
{
    int r = 0;
    for (; r + 4 <= m->rows; r += 4)
        for (int i = 0; i < count; i += 2) {
            int second = i + 1 < count ? i + 1 : i;
            four_rows(m, r, input + (long)i * m->stride, input + (long)second * m->stride, out + (long)i * out_stride, out + (long)second * out_stride);
        }
    for (; r < m->rows; r++)
        for (int i = 0; i < count; i++)
            out[(long)i * out_stride + r] = one_row(m, r, input + (long)i * m->stride);
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

void product_run(enum product_way way, const struct net_matrix *matrix, const uint8_t *input, int count, int32_t *out, int out_stride)
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
