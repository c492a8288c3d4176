/* Products of float matrices: tiles of 6 rows by 32 columns kept in registers (Goto and van de Geijn 2008, in small). */
#include "training/matrix.h"

#include <string.h>

#include "training/matrix_tiles.h"

enum { LANES = 16, TILE_ROWS = 6, TILE_COLUMNS = 2 * LANES, PANEL = 256 };

typedef float lanes __attribute__((vector_size(LANES * sizeof(float))));
typedef lanes lanes_at __attribute__((aligned(4), may_alias)); /* in memory, anywhere */

static void tile(struct factor l, int inner, const float *panel, float *c, long c_step)
{
    lanes sum[TILE_ROWS][2];
    for (int i = 0; i < TILE_ROWS; i++)
        for (int j = 0; j < 2; j++)
            sum[i][j] = *(const lanes_at *)(c + i * c_step + j * LANES);
    for (int k = 0; k < inner; k++) {
        lanes b0 = *(const lanes_at *)(panel + k * TILE_COLUMNS), b1 = *(const lanes_at *)(panel + k * TILE_COLUMNS + LANES);
        for (int i = 0; i < TILE_ROWS; i++) {
            float a = l.at[i * l.step + k * l.deep_step];
            sum[i][0] += a * b0;
            sum[i][1] += a * b1;
        }
    }
    for (int i = 0; i < TILE_ROWS; i++)
        for (int j = 0; j < 2; j++)
            *(lanes_at *)(c + i * c_step + j * LANES) = sum[i][j];
}

/* Tiles at the lower and right edge work on a copy with room. */
static void edge_tile(struct factor l, int rows, int inner, const float *panel, float *c, long c_step, int columns)
{
    float room[TILE_ROWS * TILE_COLUMNS] = { 0 };
    for (int i = 0; i < rows; i++)
        memcpy(room + i * TILE_COLUMNS, c + i * c_step, (size_t)columns * sizeof *c);
    if (rows == TILE_ROWS) {
        tile(l, inner, panel, room, TILE_COLUMNS);
    } else {
        for (int i = 0; i < rows; i++)
            for (int k = 0; k < inner; k++) {
                float a = l.at[i * l.step + k * l.deep_step];
                for (int j = 0; j < columns; j++)
                    room[i * TILE_COLUMNS + j] += a * panel[k * TILE_COLUMNS + j];
            }
    }
    for (int i = 0; i < rows; i++)
        memcpy(c + i * c_step, room + i * TILE_COLUMNS, (size_t)columns * sizeof *c);
}

static void pack(const float *b, long b_step, int inner, int columns, float *panel)
{
    for (int k = 0; k < inner; k++) {
        memcpy(panel + k * TILE_COLUMNS, b + k * b_step, (size_t)columns * sizeof *b);
        if (columns < TILE_COLUMNS)
            memset(panel + k * TILE_COLUMNS + columns, 0, (size_t)(TILE_COLUMNS - columns) * sizeof *b);
    }
}

static void product(int rows, int inner, int columns, struct factor l, const float *b, float *c)
{
    float panel[PANEL * TILE_COLUMNS];
    if (matrix_tiles_add_product(rows, inner, columns, l, (struct factor){ b, 1, columns }, c))
        return;
    for (int k = 0; k < inner; k += PANEL) {
        int depth = inner - k < PANEL ? inner - k : PANEL;
        for (int j = 0; j < columns; j += TILE_COLUMNS) {
            int wide = columns - j < TILE_COLUMNS ? columns - j : TILE_COLUMNS;
            pack(b + (long)k * columns + j, columns, depth, wide, panel);
            for (int i = 0; i < rows; i += TILE_ROWS) {
                int high = rows - i < TILE_ROWS ? rows - i : TILE_ROWS;
                struct factor here = { l.at + i * l.step + k * l.deep_step, l.step, l.deep_step };
                if (high == TILE_ROWS && wide == TILE_COLUMNS)
                    tile(here, depth, panel, c + (long)i * columns + j, columns);
                else
                    edge_tile(here, high, depth, panel, c + (long)i * columns + j, columns, wide);
            }
        }
    }
}

void matrix_add_product(int rows, int inner, int columns, const float *a, const float *b, float *c)
{
    product(rows, inner, columns, (struct factor){ a, inner, 1 }, b, c);
}

void matrix_add_product_left(int rows, int inner, int columns, const float *a, const float *b, float *c)
{
    product(rows, inner, columns, (struct factor){ a, 1, rows }, b, c);
}

void matrix_add_product_right(int rows, int inner, int columns, const float *a, const float *b, float *c, float *room)
{
    if (matrix_tiles_add_product(rows, inner, columns, (struct factor){ a, inner, 1 }, (struct factor){ b, inner, 1 }, c))
        return;
    for (int j = 0; j < columns; j++)
        for (int k = 0; k < inner; k++)
            room[(long)k * columns + j] = b[(long)j * inner + k];
    matrix_add_product(rows, inner, columns, a, room, c);
}
