/* Running the network. A layer's input is rounded to eight bits by its own largest value, multiplied exactly, and taken back to
 * floats; everything after that is single operations in the order written, so that all machines agree. */
#include "language/net.h"

#include <stdlib.h>
#include <string.h>

#include "language/activation.h"
#include "language/features.h"
#include "language/finite.h"
#include "language/lanes.h"
#include "language/net_first.h"
#include "language/product.h"
#include "language/tree.h"

enum { TO_INTEGER = 4096, ALIGN = 64 };

/* Loops over floats are compiled for wider registers as well; operations stay single and in order, so all give the same bits. */
#if defined(__x86_64__) && !defined(__SANITIZE_ADDRESS__) && !defined(__clang__)
#define WIDE __attribute__((target_clones("arch=x86-64-v4", "arch=x86-64-v3", "default")))
#else
#define WIDE
#endif

struct net_scratch {
    enum product_way way;
    void *memory;
    float *x, *above;      /* [NET_LONGEST + 1][width]: a layer's input and output */
    uint8_t *rounded;      /* [NET_LONGEST + 1][widest stride] */
    float *scale;          /* [NET_LONGEST + 1]: of each rounded row */
    uint8_t *top_rounded;  /* as `rounded`: what the top layer gave, for the lemma rules, and those of the words that need one */
    uint8_t *rule_rounded;
    float *top_scale;      /* [NET_LONGEST + 1] */
    int32_t *sums;         /* [NET_LONGEST][widest rows] */
    float *heads;          /* [NET_LONGEST][heads.rows] */
    float *looked;         /* [NET_LONGEST][arc] */
    float *mixed;          /* [NET_LONGEST][2 label] */
    int8_t *arc_heads;     /* [NET_LONGEST + 1][arc stride]: what heads offer, rounded */
    float *arc_scale;      /* [NET_LONGEST + 1] */
    int32_t *arc_sum;      /* [NET_LONGEST + 1] */
    int32_t *score;        /* [NET_LONGEST + 1][NET_LONGEST + 1] */
    int16_t *head;         /* [NET_LONGEST + 1] */
    float *cell;           /* [width] */
    struct net_first *first;
    struct net_row *row;   /* [NET_LONGEST]: the words on their way into a layer */
    int *missing;          /* [NET_LONGEST]: words that `first` does not have */
    struct arena arena;    /* for the tree */
};

static int most(int a, int b)
{
    return a > b ? a : b;
}

/* Room for all arrays, counted the first time and handed out the second. */
static size_t place(struct net_scratch *s, const struct net *net, char *memory)
{
    const size_t n = NET_LONGEST + 1;
    size_t at = 0;
    const size_t rows = (size_t)net_round_up(most(most(3 * net->width, net->heads.rows), most(NET_LONGEST + 1, net->labels)),
                                             NET_ROWS);
    const size_t bytes = (size_t)net_round_up(most(net->width, most(net->arc, 2 * net->label)), NET_COLUMNS);
#define PLACE(array, count)                                                                                                        \
    (s->array = memory ? (void *)(memory + at) : NULL, at += (sizeof *s->array * (count) + ALIGN - 1) / ALIGN * ALIGN)
    PLACE(x, n * (size_t)net->width);
    PLACE(above, n * (size_t)net->width);
    PLACE(rounded, n * bytes);
    PLACE(scale, n);
    PLACE(top_rounded, n * bytes);
    PLACE(rule_rounded, n * bytes);
    PLACE(top_scale, n);
    PLACE(sums, n * rows);
    PLACE(heads, n * (size_t)net->heads.rows);
    PLACE(looked, n * (size_t)net->arc);
    PLACE(mixed, n * 2 * (size_t)net->label);
    PLACE(arc_heads, (size_t)net_round_up(NET_LONGEST + 1, NET_ROWS) * (size_t)net_round_up(net->arc, NET_COLUMNS));
    PLACE(arc_scale, n);
    PLACE(arc_sum, n + NET_ROWS);
    PLACE(score, n * n);
    PLACE(head, n);
    PLACE(cell, (size_t)net->width);
    PLACE(row, n);
    PLACE(missing, n);
#undef PLACE
    return at;
}

struct net_scratch *net_scratch_new(const struct net *net)
{
    struct net_scratch *scratch = memory_take(sizeof *scratch);
    *scratch = (struct net_scratch){ .way = product_best(), .first = net_first_new(net->width) };
    size_t size = place(scratch, net, NULL);
    char *memory = memory_take(size + ALIGN);
    memset(memory, 0, size + ALIGN);
    scratch->memory = memory;
    place(scratch, net, memory + (ALIGN - (uintptr_t)memory % ALIGN) % ALIGN);
    return scratch;
}

void net_scratch_free(struct net_scratch *scratch)
{
    if (!scratch)
        return;
    arena_release(&scratch->arena);
    net_first_free(scratch->first);
    free(scratch->memory);
    free(scratch);
}

/* To the nearest integer, halves to even, for |x| < 2^22: adding 1.5 · 2^23 leaves the integer in the low bits. */
static inline int32_t nearest(float x)
{
    union {
        float number;
        int32_t bits;
    } u = { .number = x + 12582912.0f };
    return u.bits - 0x4b400000;
}

/* The largest size of `count` floats; sizes compare like their bits. */
static inline float largest(const float *x, int count)
{
    union {
        int32_t bits;
        float number;
    } top = { 0 };
    for (int i = 0; i < count; i++) {
        int32_t bits;
        memcpy(&bits, &x[i], sizeof bits);
        bits &= 0x7fffffff;
        top.bits = bits > top.bits ? bits : top.bits;
    }
    return top.number;
}

/* Rounds to [-127, 127] + 128; returns the scale. What lies beyond `count` meets weights of zero. */
WIDE static float round_row(const float *restrict x, int count, uint8_t *restrict rounded)
{
    float top = largest(x, count);
    if (top == 0.0f)
        top = 1.0f;
    float up = 127.0f / top;
    for (int i = 0; i < count; i++)
        rounded[i] = (uint8_t)(nearest(x[i] * up) + 128);
    return top / 127.0f;
}

static void multiply(struct net_scratch *s, const struct net_matrix *matrix, const float *x, int x_stride, int count)
{
    for (int t = 0; t < count; t++)
        s->scale[t] = round_row(x + (long)t * x_stride, matrix->columns, s->rounded + (long)t * matrix->stride);
    product_run(s->way, matrix, s->rounded, count, s->sums, net_round_up(matrix->rows, NET_ROWS));
}

/* Some of row t's sums as floats, with the bias. */
WIDE static void scale_part(const struct net_scratch *s, const struct net_matrix *m, int t, float scale, int from, int to,
                            const float *restrict bias, float *restrict out)
{
    const int32_t *sum = s->sums + (long)t * net_round_up(m->rows, NET_ROWS);
    for (int r = from; r < to; r++)
        out[r] = (float)sum[r] * (m->scale[r] * scale) + bias[r];
}

static void scale_row(const struct net_scratch *s, const struct net_matrix *m, int t, const float *restrict bias,
                      float *restrict out)
{
    scale_part(s, m, t, s->scale[t], 0, m->rows, bias, out);
}

/* A word's vectors, added up. */
WIDE static void embed(const struct net *net, const struct net_word *word, float *restrict x)
{
    int width = net->width;
    memset(x, 0, sizeof *x * (size_t)width);
    for (int f = 0; f <= FEATURE_COUNT; f++) {
        long row = f ? (long)net->words + (long)word->feature[f - 1] : word->vocabulary;
        const int8_t *weight = net->embedding + row * width;
        float scale = net->embedding_scale[row];
        for (int u = 0; u < width; u++)
            x[u] += (float)weight[u] * scale;
    }
}

/* One word, `half` units of one direction: the simple recurrent unit of Lei et al. 2018. */
WIDE static void run_units(const struct net *net, const struct net_scratch *s, int layer, int t, int off, int half)
{
    int width = net->width;
    const struct net_row *row = &s->row[t];
    const int32_t *sum = row->sum + off;
    const float *weight_scale = net->gates[layer].scale + off, *peep = net->peep[layer] + off, *bias = net->bias[layer] + off;
    const float *x = row->x + off, scale = row->scale;
    float *restrict cell = s->cell + off, *restrict h = s->above + (long)t * width + off;
    for (int u = 0; u < half; u += LANES) {
        lanes u0 = lanes_load_int(sum + u) * (lanes_load(weight_scale + u) * scale);
        lanes u1 = lanes_load_int(sum + width + u) * (lanes_load(weight_scale + width + u) * scale);
        lanes u2 = lanes_load_int(sum + 2 * width + u) * (lanes_load(weight_scale + 2 * width + u) * scale);
        lanes before = lanes_load(cell + u);
        lanes f = lanes_gate(u1 + lanes_load(peep + u) * before + lanes_load(bias + u));
        lanes r = lanes_gate(u2 + lanes_load(peep + width + u) * before + lanes_load(bias + width + u));
        lanes now = f * before + (1.0f - f) * u0;
        lanes_store(cell + u, now);
        lanes_store(h + u, r * lanes_squash(now) + (1.0f - r) * lanes_load(x + u));
    }
}

/* The product of a layer with what stands in `s->x`: row i goes to word which[i], or to word i. */
static void fill_rows(const struct net *net, struct net_scratch *s, int layer, const int *which, int count)
{
    const struct net_matrix *m = &net->gates[layer];
    multiply(s, m, s->x, net->width, count);
    for (int i = 0; i < count; i++)
        s->row[which ? which[i] : i] =
            (struct net_row){ s->x + (long)i * net->width, s->sums + (long)i * net_round_up(m->rows, NET_ROWS), s->scale[i] };
}

/* The words' own rows, from what is kept where possible. */
static void fill_first(const struct net *net, struct net_scratch *s, const struct net_word *words, int count)
{
    int missing = 0;
    net_first_start(s->first);
    for (int t = 0; t < count; t++)
        if (!net_first_find(s->first, &words[t], &s->row[t])) {
            embed(net, &words[t], s->x + (long)missing * net->width);
            s->missing[missing++] = t;
        }
    fill_rows(net, s, 0, s->missing, missing);
    for (int i = 0; i < missing; i++)
        net_first_keep(s->first, &words[s->missing[i]], &s->row[s->missing[i]]);
}

static void run_layer(const struct net *net, struct net_scratch *s, int layer, int count)
{
    int half = net->width / 2;
    memset(s->cell, 0, sizeof(float) * (size_t)net->width);
    for (int i = 0; i < count; i++) {
        run_units(net, s, layer, i, 0, half);
        run_units(net, s, layer, count - 1 - i, half, half);
    }
    float *below = s->x;
    s->x = s->above;
    s->above = below;
}

/* The product with the blocks that hold the rows from `from` to `to`; other sums stay as they are. */
static void multiply_part(struct net_scratch *s, const struct net_matrix *m, const uint8_t *rounded, int count, int from, int to)
{
    int first = from / NET_ROWS * NET_ROWS;
    struct net_matrix part = *m;
    part.rows = to - first;
    part.weight += (long)first * m->stride;
    part.sum += first;
    product_run(s->way, &part, rounded, count, s->sums + first, net_round_up(m->rows, NET_ROWS));
}

WIDE static void make_leaky(float *x, int count)
{
    for (int i = 0; i < count; i++)
        x[i] = activation_leaky(x[i]);
}

/* All outputs but the lemma rules, which most words do not need: those wait for net_find_rules. */
static void run_heads(const struct net *net, struct net_scratch *s, int count)
{
    const struct net_matrix *m = &net->heads;
    int tags = net->upos + net->xpos, after = tags + net->rules;
    for (int t = 0; t < count; t++)
        s->top_scale[t] = round_row(s->x + (long)t * net->width, m->columns, s->top_rounded + (long)t * m->stride);
    multiply_part(s, m, s->top_rounded, count, 0, tags);
    multiply_part(s, m, s->top_rounded, count, after, m->rows);
    for (int t = 0; t < count; t++) {
        float *head = s->heads + (long)t * m->rows;
        scale_part(s, m, t, s->top_scale[t], 0, tags, net->heads_bias, head);
        scale_part(s, m, t, s->top_scale[t], after, m->rows, net->heads_bias, head);
        make_leaky(head + after, m->rows - after);
    }
}

/* Rounds to signed bytes by `up`; returns their sum. */
WIDE static int32_t round_offer(const float *restrict x, int count, float up, int8_t *restrict rounded)
{
    int32_t sum = 0;
    for (int u = 0; u < count; u++) {
        int32_t weight = nearest(x[u] * up);
        rounded[u] = (int8_t)weight;
        sum += weight;
    }
    return sum;
}

/* What each word offers as a head, the root first, as a matrix of signed bytes. */
static struct net_matrix offer(const struct net *net, struct net_scratch *s, int count)
{
    int arc = net->arc, stride = net_round_up(arc, NET_COLUMNS), from = net->upos + net->xpos + net->rules + arc;
    int8_t *rounded = (int8_t *)s->rounded; /* free here, and zero beyond `arc` or meeting zeros */
    for (int h = 0; h <= count; h++) {
        const float *x = h ? s->heads + (long)(h - 1) * net->heads.rows + from : net->arc_root;
        float top = largest(x, arc);
        s->arc_sum[h] = 128 * round_offer(x, arc, top == 0.0f ? 0.0f : 127.0f / top, rounded);
        s->arc_scale[h] = top / 127.0f;
        for (int u = 0; u < arc; u += 4)
            memcpy(s->arc_heads + net_place(stride, h, u), rounded + u, (size_t)(arc - u < 4 ? arc - u : 4));
    }
    return (struct net_matrix){ .rows = count + 1, .columns = arc, .stride = stride, .weight = s->arc_heads,
                                .scale = s->arc_scale, .sum = s->arc_sum };
}

/* The sums of one dependent as whole numbers for the tree. */
WIDE static void limit_row(const int32_t *restrict sum, const float *restrict head_scale, float scale, int count,
                           int32_t *restrict score)
{
    const float most = (float)TREE_SCORE_LIMIT;
    for (int h = 0; h < count; h++) {
        float x = (float)sum[h] * (head_scale[h] * scale) * (float)TO_INTEGER;
        x = x > most ? most : x;
        score[h] = (int32_t)(x < -most ? -most : x);
    }
}

static void run_arcs(const struct net *net, struct net_scratch *s, struct net_word *words, int count)
{
    int arc = net->arc, from = net->upos + net->xpos + net->rules, wide = count + 1;
    multiply(s, &net->bilinear, s->heads + from, net->heads.rows, count);
    for (int t = 0; t < count; t++)
        scale_row(s, &net->bilinear, t, net->bilinear_bias, s->looked + (long)t * arc);
    struct net_matrix heads = offer(net, s, count);
    multiply(s, &heads, s->looked, arc, count);
    for (int d = 1; d <= count; d++) {
        limit_row(s->sums + (long)(d - 1) * net_round_up(wide, NET_ROWS), heads.scale, s->scale[d - 1], wide,
                  s->score + (long)d * wide);
        s->score[(long)d * wide + d] = -TREE_SCORE_LIMIT;
    }
    tree_best(s->score, count, s->head, &s->arena);
    arena_reset(&s->arena);
    for (int t = 0; t < count; t++)
        words[t].head = s->head[t + 1];
}

/* The first of the largest. */
WIDE static int16_t best_of(const float *score, int count)
{
    float top = score[0];
    int i = 0;
    if (count >= LANES) {
        lanes most = lanes_load(score);
        for (i = LANES; i + LANES <= count; i += LANES) {
            lanes x = lanes_load(score + i);
            most = lanes_choose(lanes_above(x, most), x, most);
        }
        for (int l = 0; l < LANES; l++)
            top = most[l] > top ? most[l] : top;
    }
    for (; i < count; i++)
        top = score[i] > top ? score[i] : top;
    for (i = 0; i < count && score[i] != top; i++)
        ;
    return (int16_t)(i < count ? i : 0);
}

WIDE static void mix(const float *restrict a, const float *restrict b, int count, float *restrict mixed)
{
    for (int u = 0; u < count; u++) {
        mixed[u] = a[u] * b[u];
        mixed[count + u] = a[u] + b[u];
    }
}

/* The likeliest of the finite tags, against the likeliest of all. */
static void weigh_finite(const struct net *net, const float *tag, struct net_word *word)
{
    word->finite = 0;
    for (int f = 1; f < FINITE_TAGS; f++)
        if (tag[net->finite[f]] > tag[net->finite[word->finite]])
            word->finite = (int16_t)f;
    word->lead = tag[net->finite[word->finite]] - tag[word->xpos];
}

static void run_labels(const struct net *net, struct net_scratch *s, struct net_word *words, int count)
{
    int label = net->label, rows = net->heads.rows, from = rows - 2 * label;
    for (int t = 0; t < count; t++) {
        const float *a = s->heads + (long)t * rows + from;
        const float *b = words[t].head ? s->heads + (long)(words[t].head - 1) * rows + from + label : net->label_root;
        mix(a, b, label, s->mixed + (long)t * 2 * label);
    }
    multiply(s, &net->out, s->mixed, 2 * label, count);
    for (int t = 0; t < count; t++) {
        float score[DEPREL_COUNT];
        scale_row(s, &net->out, t, net->out_bias, score);
        words[t].deprel = best_of(score, net->labels);
    }
}

void net_run(const struct net *net, struct net_scratch *s, struct net_word *words, int count)
{
    fill_first(net, s, words, count);
    run_layer(net, s, 0, count);
    for (int l = 1; l < net->layers; l++) {
        fill_rows(net, s, l, NULL, count);
        run_layer(net, s, l, count);
    }
    run_heads(net, s, count);
    for (int t = 0; t < count; t++) {
        const float *tag = s->heads + (long)t * net->heads.rows;
        words[t].upos = best_of(tag, net->upos);
        words[t].xpos = best_of(tag + net->upos, net->xpos);
        weigh_finite(net, tag + net->upos, &words[t]);
    }
    run_arcs(net, s, words, count);
    run_labels(net, s, words, count);
}

void net_find_rules(const struct net *net, struct net_scratch *s, struct net_word *words, const int *which, int count)
{
    const struct net_matrix *m = &net->heads;
    int from = net->upos + net->xpos, to = from + net->rules;
    for (int i = 0; i < count; i++)
        memcpy(s->rule_rounded + (long)i * m->stride, s->top_rounded + (long)which[i] * m->stride, (size_t)m->stride);
    multiply_part(s, m, s->rule_rounded, count, from, to);
    for (int i = 0; i < count; i++) {
        float *head = s->heads + (long)which[i] * m->rows;
        scale_part(s, m, i, s->top_scale[which[i]], from, to, net->heads_bias, head);
        words[which[i]].rule = best_of(head + from, net->rules);
    }
}
