/* Both factors are packed as tiles of bfloat16, then blocks of two by two tiles of sums are worked off. */
#include "training/matrix_tiles.h"

#if defined(__linux__) && defined(__AMX_BF16__)

#include <immintrin.h>
#include <pthread.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "base/base.h"

/* A tile has 16 rows of 64 bytes: of C 16 numbers, of A and B 16 pairs of neighbours in depth. */
enum { SIDE = 16, DEPTH = 32, TILE = SIDE * SIDE, BLOCK = 2 * SIDE, ROW_BYTES = 64 };

enum { LEAST_WORK = 1 << 20 };

static bool is_allowed;

/* Linux gives the registers to who asks: Documentation/arch/x86/xstate.rst. */
static void ask(void)
{
    enum { ARCH_REQ_XCOMP_PERM = 0x1023, XFEATURE_XTILEDATA = 18 };
    is_allowed = syscall(SYS_arch_prctl, ARCH_REQ_XCOMP_PERM, XFEATURE_XTILEDATA) == 0;
}

static bool have_tiles(void)
{
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    pthread_once(&once, ask);
    return is_allowed;
}

/* The nearest bfloat16, halves to even, in the low half. */
static inline uint32_t shorten(float x)
{
    uint32_t bits;
    memcpy(&bits, &x, sizeof bits);
    return (bits + 0x7fff + (bits >> 16 & 1)) >> 16;
}

static int tiles_of(int count, int side)
{
    return (count + side - 1) / side;
}

/* Pairs of neighbours in depth, as pairs[i][k / 2], where these stand side by side in memory. */
static void pair_rows(const float *at, long step, int count, int depth, uint32_t *pairs)
{
    for (int i = 0; i < count; i++) {
        const float *x = at + i * step;
        for (int k = 0; k < depth / 2; k++)
            pairs[i * SIDE + k] = shorten(x[2 * k]) | shorten(x[2 * k + 1]) << 16;
        if (depth % 2)
            pairs[i * SIDE + depth / 2] = shorten(x[depth - 1]);
    }
}

/* The same as pairs[k / 2][i], where those of one depth stand side by side. */
static void pair_columns(const float *at, long deep_step, int count, int depth, uint32_t *pairs)
{
    for (int k = 0; k < depth; k += 2) {
        const float *x = at + k * deep_step, *y = x + deep_step;
        uint32_t *to = pairs + k / 2 * SIDE;
        if (k + 1 < depth)
            for (int i = 0; i < count; i++)
                to[i] = shorten(x[i]) | shorten(y[i]) << 16;
        else
            for (int i = 0; i < count; i++)
                to[i] = shorten(x[i]);
    }
}

static void turn(const uint32_t *restrict from, uint32_t *restrict to)
{
    for (int i = 0; i < SIDE; i++)
        for (int k = 0; k < SIDE; k++)
            to[i * SIDE + k] = from[k * SIDE + i];
}

/* All tiles of a factor, those of sixteen rows or columns one after the other, an even number of these; what lies outside is zero.
 * A's tiles have a row for each i, B's one for each pair in depth (`by_depth`). */
static uint32_t *pack(struct factor f, int count, int inner, bool by_depth)
{
    int deep = tiles_of(inner, DEPTH), wide = tiles_of(count, BLOCK) * 2;
    bool is_turned = by_depth != (f.deep_step != 1);
    uint32_t *packed = memory_take(sizeof *packed * TILE * (size_t)deep * (size_t)wide), room[TILE];
    for (int w = 0; w < wide; w++)
        for (int d = 0; d < deep; d++) {
            int i = w * SIDE, k = d * DEPTH;
            int some = count - i < SIDE ? (count > i ? count - i : 0) : SIDE, depth = inner - k < DEPTH ? inner - k : DEPTH;
            const float *at = f.at + i * f.step + k * f.deep_step;
            uint32_t *tile = packed + ((long)w * deep + d) * TILE, *to = is_turned ? room : tile;
            if (some < SIDE || depth < DEPTH)
                memset(to, 0, sizeof *to * TILE);
            if (f.deep_step == 1)
                pair_rows(at, f.step, some, depth, to);
            else
                pair_columns(at, f.deep_step, some, depth, to);
            if (is_turned)
                turn(room, tile);
        }
    return packed;
}

/* C's block of 32 by 32 at `c`, in which `step` floats are from row to row. */
static void run_block(const uint32_t *a, const uint32_t *b, int deep, float *c, long step)
{
    long below = (long)deep * TILE, bytes = step * (long)sizeof *c;
    _tile_loadd(0, c, bytes);
    _tile_loadd(1, c + SIDE, bytes);
    _tile_loadd(2, c + SIDE * step, bytes);
    _tile_loadd(3, c + SIDE * step + SIDE, bytes);
    for (int d = 0; d < deep; d++, a += TILE, b += TILE) {
        _tile_loadd(4, a, ROW_BYTES);
        _tile_loadd(6, b, ROW_BYTES);
        _tile_dpbf16ps(0, 4, 6);
        _tile_loadd(7, b + below, ROW_BYTES);
        _tile_dpbf16ps(1, 4, 7);
        _tile_loadd(5, a + below, ROW_BYTES);
        _tile_dpbf16ps(2, 5, 6);
        _tile_dpbf16ps(3, 5, 7);
    }
    _tile_stored(0, c, bytes);
    _tile_stored(1, c + SIDE, bytes);
    _tile_stored(2, c + SIDE * step, bytes);
    _tile_stored(3, c + SIDE * step + SIDE, bytes);
}

/* The same at the lower and right edge, on a copy with room. */
static void run_edge(const uint32_t *a, const uint32_t *b, int deep, float *c, long step, int rows, int columns)
{
    float room[BLOCK * BLOCK] = { 0 };
    for (int i = 0; i < rows; i++)
        memcpy(room + i * BLOCK, c + i * step, (size_t)columns * sizeof *c);
    run_block(a, b, deep, room, BLOCK);
    for (int i = 0; i < rows; i++)
        memcpy(c + i * step, room + i * BLOCK, (size_t)columns * sizeof *c);
}

static void configure(void)
{
    struct {
        uint8_t palette, start, none[14];
        uint16_t bytes[16];
        uint8_t rows[16];
    } all = { .palette = 1 };
    _Static_assert(sizeof all == 64, "as LDTILECFG takes it");
    for (int i = 0; i < 8; i++) {
        all.bytes[i] = ROW_BYTES;
        all.rows[i] = SIDE;
    }
    _tile_loadconfig(&all);
}

bool matrix_tiles_add_product(int rows, int inner, int columns, struct factor a, struct factor b, float *c)
{
    if ((long)rows * inner * columns < LEAST_WORK || !have_tiles())
        return false;
    int deep = tiles_of(inner, DEPTH), high = tiles_of(rows, BLOCK), wide = tiles_of(columns, BLOCK);
    long block = 2L * deep * TILE;
    uint32_t *a_tiles = pack(a, rows, inner, false), *b_tiles = pack(b, columns, inner, true);
    configure();
    for (int j = 0; j < wide; j++)
        for (int i = 0; i < high; i++) {
            int tall = rows - i * BLOCK, broad = columns - j * BLOCK;
            float *at = c + (long)i * BLOCK * columns + j * BLOCK;
            if (tall >= BLOCK && broad >= BLOCK)
                run_block(a_tiles + block * i, b_tiles + block * j, deep, at, columns);
            else
                run_edge(a_tiles + block * i, b_tiles + block * j, deep, at, columns, tall < BLOCK ? tall : BLOCK,
                         broad < BLOCK ? broad : BLOCK);
        }
    _tile_release();
    free(a_tiles);
    free(b_tiles);
    return true;
}

#else

bool matrix_tiles_add_product(int rows, int inner, int columns, struct factor a, struct factor b, float *c)
{
    (void)rows, (void)inner, (void)columns, (void)a, (void)b, (void)c;
    return false;
}

#endif
