/* The network forwards and backwards. */
#include "training/pass.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "language/activation.h"
#include "language/tree.h"
#include "training/matrix.h"

enum { IDS = FEATURE_COUNT + 2 }; /* of a word: itself, its features, its origin or -1 */

/* Before a loop whose arrays never overlap, which GCC cannot see by itself. */
#if defined(__GNUC__) && !defined(__clang__)
#define INDEPENDENT _Pragma("GCC ivdep")
#else
#define INDEPENDENT
#endif

static struct row_sum row_sum_new(int rows, int width)
{
    struct row_sum sum = { .slot = memory_take(sizeof *sum.slot * (size_t)rows), .width = width };
    memset(sum.slot, -1, sizeof *sum.slot * (size_t)rows);
    return sum;
}

static void row_sum_free(struct row_sum *sum)
{
    free(sum->slot);
    free(sum->rows);
    free(sum->values);
}

float *row_sum_at(struct row_sum *sum, int32_t row)
{
    if (sum->slot[row] >= 0)
        return sum->values + (long)sum->slot[row] * sum->width;
    if (sum->count == sum->room) {
        sum->room = sum->room ? sum->room * 2 : 1024;
        sum->rows = memory_resize(sum->rows, sizeof *sum->rows * (size_t)sum->room);
        sum->values = memory_resize(sum->values, sizeof(float) * (size_t)sum->room * (size_t)sum->width);
    }
    float *at = sum->values + (long)sum->count * sum->width;
    memset(at, 0, sizeof(float) * (size_t)sum->width);
    sum->rows[sum->count] = row;
    sum->slot[row] = sum->count++;
    return at;
}

static void row_sum_clear(struct row_sum *sum)
{
    for (int i = 0; i < sum->count; i++)
        sum->slot[sum->rows[i]] = -1;
    sum->count = 0;
}

static void row_sum_merge(struct row_sum *into, const struct row_sum *from)
{
    for (int i = 0; i < from->count; i++) {
        float *to = row_sum_at(into, from->rows[i]);
        for (int u = 0; u < into->width; u++)
            to[u] += from->values[(long)i * into->width + u];
    }
}

static struct row_gradient row_sum_gradient(const struct row_sum *sum)
{
    return (struct row_gradient){ sum->rows, sum->values, sum->count };
}

struct pass *pass_new(const struct shape *shape)
{
    struct pass *p = memory_take(sizeof *p);
    *p = (struct pass){ .shape = *shape };
    p->gradient = memory_take(sizeof(float) * (size_t)shape->count);
    memset(p->gradient, 0, sizeof(float) * (size_t)shape->count);
    p->embedded = row_sum_new(shape_rows(shape), shape->width);
    return p;
}

/* Every array that is as long as there are tokens, with the floats a token needs. */
struct piece {
    float **at;
    int per_token;
};

enum { PIECES = 5 * NETWORK_MAX_LAYERS + 32 };

static int list_pieces(struct pass *p, struct piece pieces[PIECES])
{
    const struct shape *s = &p->shape;
    int n = 0;
    for (int l = 0; l <= s->layers; l++) {
        pieces[n++] = (struct piece){ &p->x[l], s->width };
        pieces[n++] = (struct piece){ &p->dropped[l], s->width };
        pieces[n++] = (struct piece){ &p->mask[l], s->width };
        if (l < s->layers) {
            pieces[n++] = (struct piece){ &p->gates[l], NETWORK_GATES * s->width };
            pieces[n++] = (struct piece){ &p->cell[l], s->width };
        }
    }
    const struct piece others[] = {
        { &p->input_mask, 1 }, { &p->dx, s->width }, { &p->ddropped, s->width }, { &p->dgates, NETWORK_GATES * s->width },
        { &p->tag, s->tags }, { &p->dtag, s->tags }, { &p->arc, 2 * s->arc }, { &p->darc, 2 * s->arc },
        { &p->arc_mask, 2 * s->arc },
        { &p->label, 2 * s->label }, { &p->dlabel, 2 * s->label }, { &p->label_mask, 2 * s->label }, { &p->query, 2 * s->arc + 2 },
        { &p->dquery, 2 * s->arc + 2 }, { &p->mixed, 2 * s->label }, { &p->dmixed, 2 * s->label }, { &p->out, s->labels },
        { &p->dout, s->labels },
    };
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        pieces[n++] = others[i];
    return n;
}

void pass_free(struct pass *p)
{
    if (!p)
        return;
    struct piece pieces[PIECES];
    for (int i = 0, n = list_pieces(p, pieces); i < n; i++)
        free(*pieces[i].at);
    free(p->gradient);
    row_sum_free(&p->embedded);
    free(p->words);
    free(p->ids);
    free(p->from);
    free(p->square);
    free(p);
}

static long most(long a, long b)
{
    return a > b ? a : b;
}

static void make_room(struct pass *p, int tokens, int sentences, int longest)
{
    const struct shape *s = &p->shape;
    if (tokens > p->room) {
        struct piece pieces[PIECES];
        p->room = tokens * 2;
        for (int i = 0, n = list_pieces(p, pieces); i < n; i++)
            *pieces[i].at = memory_resize(*pieces[i].at, sizeof(float) * (size_t)p->room * (size_t)pieces[i].per_token);
        p->words = memory_resize(p->words, sizeof *p->words * (size_t)p->room);
        p->ids = memory_resize(p->ids, sizeof *p->ids * (size_t)p->room * IDS);
    }
    if (sentences + 1 > p->sentence_room) {
        p->sentence_room = sentences * 2 + 2;
        p->from = memory_resize(p->from, sizeof *p->from * (size_t)p->sentence_room);
    }
    long wide = longest + 1, need = 2 * wide * wide + 4 * wide * (s->arc + 1);
    need = most(need, (long)s->width * most(NETWORK_GATES * s->width, s->tags));
    need = most(need, (long)(s->arc + 1) * s->arc);
    need = most(need, 2L * s->width * most(s->arc, s->label));
    need = most(need, 2L * s->label * s->labels);
    if (need > p->square_room) {
        p->square_room = need;
        p->square = memory_resize(p->square, sizeof(float) * (size_t)need);
    }
}

/* A mask of 0 and 1/(1-p). */
static void draw_mask(float *mask, long count, float probability, uint64_t *state)
{
    float kept = 1.0f / (1.0f - probability);
    for (long i = 0; i < count; i++)
        mask[i] = probability > 0 && random_unit(state) < probability ? 0.0f : kept;
}

/* Rare words are dropped more often, so that their pieces learn to stand for them. */
static float drop_chance(const struct numbering *numbering, const struct word *word, float strength)
{
    float seen = word->vocabulary ? (float)numbering->vocabulary.counts[word->vocabulary] : 0;
    return strength / (strength + seen);
}

static int32_t origin_row(const struct shape *shape, enum origin origin)
{
    return origin && (int)origin < shape->origins ? shape->words + shape->buckets + (int32_t)origin : -1;
}

static void load(struct pass *p, const struct numbering *numbering, const struct example *const *examples, int count,
                 const struct dropout *dropout, uint64_t *state)
{
    int tokens = 0, longest = 0;
    for (int i = 0; i < count; i++) {
        tokens += examples[i]->count;
        longest = examples[i]->count > longest ? examples[i]->count : longest;
    }
    make_room(p, tokens, count, longest);
    p->sentences = count;
    p->tokens = 0;
    for (int i = 0; i < count; i++) {
        p->from[i] = p->tokens;
        for (int k = 0; k < examples[i]->count; k++) {
            const struct word *word = &examples[i]->words[k];
            int32_t *ids = p->ids + (long)p->tokens * IDS;
            bool hidden = dropout->word > 0 && random_unit(state) < drop_chance(numbering, word, dropout->word);
            ids[0] = hidden ? 0 : word->vocabulary;
            for (int f = 0; f < FEATURE_COUNT; f++)
                ids[f + 1] = p->shape.words + (int32_t)word->feature[f];
            ids[FEATURE_COUNT + 1] = origin_row(&p->shape, examples[i]->origin);
            p->words[p->tokens++] = word;
        }
    }
    p->from[count] = p->tokens;
}

static void embed(struct pass *p, const struct network *network, const struct dropout *dropout, uint64_t *state)
{
    int width = p->shape.width;
    draw_mask(p->input_mask, p->tokens, dropout->input, state);
    for (int t = 0; t < p->tokens; t++) {
        float *x = p->x[0] + (long)t * width;
        memset(x, 0, sizeof(float) * (size_t)width);
        for (int f = 0; f < IDS && p->ids[t * IDS + f] >= 0; f++) {
            const float *row = network->embedding + (long)p->ids[t * IDS + f] * width;
            for (int u = 0; u < width; u++)
                x[u] += row[u];
        }
        for (int u = 0; u < width; u++)
            x[u] *= p->input_mask[t];
    }
}

static void drop(struct pass *p, int layer, float probability, uint64_t *state)
{
    int width = p->shape.width;
    draw_mask(p->mask[layer], (long)p->sentences * width, probability, state);
    for (int i = 0; i < p->sentences; i++) {
        const float *mask = p->mask[layer] + (long)i * width;
        for (int t = p->from[i]; t < p->from[i + 1]; t++)
            for (int u = 0; u < width; u++)
                p->dropped[layer][(long)t * width + u] = p->x[layer][(long)t * width + u] * mask[u];
    }
}

static void run_direction(struct pass *p, const struct network *network, int layer, int sentence, bool backwards)
{
    const struct shape *s = &p->shape;
    int width = s->width, half = width / 2, off = backwards ? half : 0;
    int n = p->from[sentence + 1] - p->from[sentence];
    const float *peep = network->weights + s->peep[layer] + off, *bias = network->weights + s->bias[layer] + off;
    float before[half];
    memset(before, 0, sizeof before);
    for (int i = 0; i < n; i++) {
        long t = p->from[sentence] + (backwards ? n - 1 - i : i);
        const float *u0 = p->gates[layer] + t * NETWORK_GATES * width + off, *u1 = u0 + width, *u2 = u1 + width;
        const float *x = p->x[layer] + t * width + off;
        float *c = p->cell[layer] + t * width + off, *h = p->x[layer + 1] + t * width + off;
INDEPENDENT
        for (int u = 0; u < half; u++) {
            float f = activation_gate(u1[u] + peep[u] * before[u] + bias[u]);
            float r = activation_gate(u2[u] + peep[width + u] * before[u] + bias[width + u]);
            float cell = f * before[u] + (1.0f - f) * u0[u];
            c[u] = before[u] = cell;
            h[u] = r * activation_squash(cell) + (1.0f - r) * x[u];
        }
    }
}

static void run_layer(struct pass *p, const struct network *network, int layer)
{
    const struct shape *s = &p->shape;
    memset(p->gates[layer], 0, sizeof(float) * (size_t)p->tokens * NETWORK_GATES * (size_t)s->width);
    matrix_add_product(p->tokens, s->width, NETWORK_GATES * s->width, p->dropped[layer], network->weights + s->gates[layer],
                       p->gates[layer]);
    for (int i = 0; i < p->sentences; i++) {
        run_direction(p, network, layer, i, false);
        run_direction(p, network, layer, i, true);
    }
}

/* Derivatives of the curves of activation.h. */
static inline float squash_slope(float x)
{
    float square = x * x, a = square - 9.0f, b = square + 3.0f;
    return square >= 9.0f ? 0.0f : a * a / (9.0f * b * b);
}

static inline float gate_slope(float x)
{
    return 0.25f * squash_slope(0.5f * x);
}

/* dx holds the gradient of the layer's output on entry, of its highway input on return; dgates is filled. */
static void learn_direction(struct pass *p, const struct network *network, int layer, int sentence, bool backwards)
{
    const struct shape *s = &p->shape;
    int width = s->width, half = width / 2, off = backwards ? half : 0;
    int n = p->from[sentence + 1] - p->from[sentence];
    const float *peep = network->weights + s->peep[layer] + off, *bias = network->weights + s->bias[layer] + off;
    float *dpeep = p->gradient + s->peep[layer] + off, *dbias = p->gradient + s->bias[layer] + off;
    float carried[half], none[half];
    memset(carried, 0, sizeof carried);
    memset(none, 0, sizeof none);
    for (int i = n - 1; i >= 0; i--) {
        long t = p->from[sentence] + (backwards ? n - 1 - i : i), last = backwards ? t + 1 : t - 1;
        const float *u0 = p->gates[layer] + t * NETWORK_GATES * width + off, *u1 = u0 + width, *u2 = u1 + width;
        const float *x = p->x[layer] + t * width + off, *c = p->cell[layer] + t * width + off;
        const float *before = i ? p->cell[layer] + last * width + off : none;
        float *dh = p->dx + t * width + off, *d0 = p->dgates + t * NETWORK_GATES * width + off, *d1 = d0 + width, *d2 = d1 + width;
INDEPENDENT
        for (int u = 0; u < half; u++) {
            float pre_f = u1[u] + peep[u] * before[u] + bias[u], pre_r = u2[u] + peep[width + u] * before[u] + bias[width + u];
            float f = activation_gate(pre_f), r = activation_gate(pre_r), squashed = activation_squash(c[u]);
            float d_r = dh[u] * (squashed - x[u]) * gate_slope(pre_r);
            float d_c = carried[u] + dh[u] * r * squash_slope(c[u]);
            float d_f = d_c * (before[u] - u0[u]) * gate_slope(pre_f);
            d0[u] = d_c * (1.0f - f);
            d1[u] = d_f;
            d2[u] = d_r;
            carried[u] = d_c * f + d_f * peep[u] + d_r * peep[width + u];
            dpeep[u] += d_f * before[u];
            dpeep[width + u] += d_r * before[u];
            dbias[u] += d_f;
            dbias[width + u] += d_r;
            dh[u] *= 1.0f - r;
        }
    }
}

static void learn_layer(struct pass *p, const struct network *network, int layer)
{
    const struct shape *s = &p->shape;
    int width = s->width;
    for (int i = 0; i < p->sentences; i++) {
        learn_direction(p, network, layer, i, false);
        learn_direction(p, network, layer, i, true);
    }
    matrix_add_product_left(width, p->tokens, NETWORK_GATES * width, p->dropped[layer], p->dgates, p->gradient + s->gates[layer]);
    memset(p->ddropped, 0, sizeof(float) * (size_t)p->tokens * (size_t)width);
    matrix_add_product_right(p->tokens, NETWORK_GATES * width, width, p->dgates, network->weights + s->gates[layer], p->ddropped,
                             p->square);
    for (int i = 0; i < p->sentences; i++) {
        const float *mask = p->mask[layer] + (long)i * width;
        for (int t = p->from[i]; t < p->from[i + 1]; t++)
            for (int u = 0; u < width; u++)
                p->dx[(long)t * width + u] += p->ddropped[(long)t * width + u] * mask[u];
    }
}

static void learn_embedding(struct pass *p)
{
    int width = p->shape.width;
    for (int t = 0; t < p->tokens; t++) {
        if (p->input_mask[t] == 0.0f)
            continue;
        for (int f = 0; f < IDS && p->ids[t * IDS + f] >= 0; f++) {
            float *into = row_sum_at(&p->embedded, p->ids[t * IDS + f]);
            const float *dx = p->dx + (long)t * width;
            for (int u = 0; u < width; u++)
                into[u] += dx[u] * p->input_mask[t];
        }
    }
}

/* out[tokens][columns] = top · weights + bias */
static void run_head(struct pass *p, const float *weights, const float *bias, int columns, float *out)
{
    for (int t = 0; t < p->tokens; t++)
        memcpy(out + (long)t * columns, bias, sizeof(float) * (size_t)columns);
    matrix_add_product(p->tokens, p->shape.width, columns, p->dropped[p->shape.layers], weights, out);
}

static void learn_head(struct pass *p, const struct network *network, long weights, long bias, int columns, const float *dout)
{
    int width = p->shape.width;
    matrix_add_product_left(width, p->tokens, columns, p->dropped[p->shape.layers], dout, p->gradient + weights);
    for (int t = 0; t < p->tokens; t++)
        for (int j = 0; j < columns; j++)
            p->gradient[bias + j] += dout[(long)t * columns + j];
    matrix_add_product_right(p->tokens, columns, width, dout, network->weights + weights, p->ddropped, p->square);
}

/* The loss of choosing `gold` among `count` scores; d gets the gradient, scaled. gold < 0: no loss. */
static double softmax_loss(const float *score, int count, int gold, float scale, float *d)
{
    if (gold < 0) {
        memset(d, 0, sizeof(float) * (size_t)count);
        return 0;
    }
    float top = score[0], sum = 0;
    for (int i = 1; i < count; i++)
        top = score[i] > top ? score[i] : top;
    for (int i = 0; i < count; i++)
        sum += d[i] = expf(score[i] - top);
    double loss = scale * (logf(sum) - (score[gold] - top));
    for (int i = 0; i < count; i++)
        d[i] *= scale / sum;
    d[gold] -= scale;
    return loss;
}

static double learn_tags(struct pass *p)
{
    const struct shape *s = &p->shape;
    double loss = 0;
    for (int t = 0; t < p->tokens; t++) {
        const float *score = p->tag + (long)t * s->tags;
        float *d = p->dtag + (long)t * s->tags;
        const struct word *word = p->words[t];
        loss += softmax_loss(score, s->upos, word->upos, 1.0f, d);
        loss += softmax_loss(score + s->upos, s->xpos, word->xpos, 0.5f, d + s->upos);
        loss += softmax_loss(score + s->upos + s->xpos, s->rules, word->rule, 0.5f, d + s->upos + s->xpos);
    }
    return loss;
}

/* Hidden vectors of the parser: leaky, then dropped. */
static void bend(float *hidden, float *mask, long count, float probability, uint64_t *state)
{
    draw_mask(mask, count, probability, state);
    for (long i = 0; i < count; i++)
        hidden[i] = activation_leaky(hidden[i]) * mask[i];
}

/* Takes the gradient of `bend`'s result to that of its argument; the result's sign is the argument's. */
static void unbend(float *d, const float *hidden, const float *mask, long count)
{
    for (long i = 0; i < count; i++)
        d[i] *= mask[i] * (hidden[i] < 0.0f ? 0.1f : 1.0f);
}

/* query[t] = [dependent, 1] · bilinear: what a word looks for in a head. The first arc + 1 places hold the dependent itself. */
static void run_query(struct pass *p, const struct network *network)
{
    int arc = p->shape.arc;
    float *looked = p->query + (long)p->tokens * (arc + 1);
    for (int t = 0; t < p->tokens; t++) {
        memcpy(p->query + (long)t * (arc + 1), p->arc + (long)t * 2 * arc, sizeof(float) * (size_t)arc);
        p->query[(long)t * (arc + 1) + arc] = 1.0f;
    }
    memset(looked, 0, sizeof(float) * (size_t)p->tokens * (size_t)arc);
    matrix_add_product(p->tokens, arc + 1, arc, p->query, network->weights + p->shape.bilinear, looked);
}

/* heads[n + 1][arc]: the root's vector, then the words'. */
static void gather_heads(const struct pass *p, const struct network *network, int sentence, float *heads)
{
    int arc = p->shape.arc, from = p->from[sentence];
    memcpy(heads, network->weights + p->shape.arc_root, sizeof(float) * (size_t)arc);
    for (int t = from; t < p->from[sentence + 1]; t++)
        memcpy(heads + (long)(t - from + 1) * arc, p->arc + (long)t * 2 * arc + arc, sizeof(float) * (size_t)arc);
}

/* score[n][n + 1] of a sentence; a word is not its own head. `heads` and `room` are from the square. */
static void score_arcs(const struct pass *p, int sentence, const float *heads, float *score, float *room)
{
    int arc = p->shape.arc, from = p->from[sentence], n = p->from[sentence + 1] - from;
    memset(score, 0, sizeof(float) * (size_t)n * (size_t)(n + 1));
    matrix_add_product_right(n, arc, n + 1, p->query + (long)p->tokens * (arc + 1) + (long)from * arc, heads, score, room);
    for (int d = 0; d < n; d++)
        score[(long)d * (n + 1) + d + 1] = -1e4f;
}

static double learn_arcs(struct pass *p, const struct network *network)
{
    int arc = p->shape.arc;
    double loss = 0;
    float *dlooked = p->dquery + (long)p->tokens * (arc + 1);
    memset(p->dquery, 0, sizeof(float) * (size_t)p->tokens * (size_t)(2 * arc + 1));
    memset(p->darc, 0, sizeof(float) * (size_t)p->tokens * (size_t)(2 * arc));
    for (int i = 0; i < p->sentences; i++) {
        int from = p->from[i], n = p->from[i + 1] - from;
        float *heads = p->square, *dheads = heads + (long)(n + 1) * arc, *room = dheads + (long)(n + 1) * arc;
        float *score = room + (long)(n + 1) * arc, *d = score + (long)n * (n + 1);
        gather_heads(p, network, i, heads);
        score_arcs(p, i, heads, score, room);
        for (int k = 0; k < n; k++)
            loss += softmax_loss(score + (long)k * (n + 1), n + 1, p->words[from + k]->head, 1.0f, d + (long)k * (n + 1));
        memset(dheads, 0, sizeof(float) * (size_t)(n + 1) * (size_t)arc);
        matrix_add_product(n, n + 1, arc, d, heads, dlooked + (long)from * arc);
        matrix_add_product_left(n + 1, n, arc, d, p->query + (long)p->tokens * (arc + 1) + (long)from * arc, dheads);
        for (int u = 0; u < arc; u++)
            p->gradient[p->shape.arc_root + u] += dheads[u];
        for (int k = 0; k < n; k++)
            for (int u = 0; u < arc; u++)
                p->darc[(long)(from + k) * 2 * arc + arc + u] += dheads[(long)(k + 1) * arc + u];
    }
    matrix_add_product_left(arc + 1, p->tokens, arc, p->query, dlooked, p->gradient + p->shape.bilinear);
    matrix_add_product_right(p->tokens, arc, arc + 1, dlooked, network->weights + p->shape.bilinear, p->dquery, p->square);
    for (int t = 0; t < p->tokens; t++)
        for (int u = 0; u < arc; u++)
            p->darc[(long)t * 2 * arc + u] += p->dquery[(long)t * (arc + 1) + u];
    return loss;
}

/* The head's half of the label vectors: of word `head` of the sentence that begins at `from`, or of the root. */
static const float *label_head(const struct pass *p, const struct network *network, int from, int head)
{
    int label = p->shape.label;
    return head ? p->label + (long)(from + head - 1) * 2 * label + label : network->weights + p->shape.label_root;
}

static void mix_labels(struct pass *p, const struct network *network, int sentence, const int16_t *heads)
{
    int label = p->shape.label, from = p->from[sentence];
    for (int t = from; t < p->from[sentence + 1]; t++) {
        const float *a = p->label + (long)t * 2 * label, *b = label_head(p, network, from, heads[t - from]);
        float *mixed = p->mixed + (long)t * 2 * label;
        for (int u = 0; u < label; u++) {
            mixed[u] = a[u] * b[u];
            mixed[label + u] = a[u] + b[u];
        }
    }
}

static void score_labels(struct pass *p, const struct network *network)
{
    const struct shape *s = &p->shape;
    for (int t = 0; t < p->tokens; t++)
        memcpy(p->out + (long)t * s->labels, network->weights + s->out_bias, sizeof(float) * (size_t)s->labels);
    matrix_add_product(p->tokens, 2 * s->label, s->labels, p->mixed, network->weights + s->out_weights, p->out);
}

static double learn_labels(struct pass *p, const struct network *network)
{
    const struct shape *s = &p->shape;
    int label = s->label;
    double loss = 0;
    for (int t = 0; t < p->tokens; t++)
        loss += softmax_loss(p->out + (long)t * s->labels, s->labels, p->words[t]->deprel, 1.0f, p->dout + (long)t * s->labels);
    matrix_add_product_left(2 * label, p->tokens, s->labels, p->mixed, p->dout, p->gradient + s->out_weights);
    for (int t = 0; t < p->tokens; t++)
        for (int k = 0; k < s->labels; k++)
            p->gradient[s->out_bias + k] += p->dout[(long)t * s->labels + k];
    memset(p->dmixed, 0, sizeof(float) * (size_t)p->tokens * 2 * (size_t)label);
    matrix_add_product_right(p->tokens, s->labels, 2 * label, p->dout, network->weights + s->out_weights, p->dmixed, p->square);
    memset(p->dlabel, 0, sizeof(float) * (size_t)p->tokens * 2 * (size_t)label);
    for (int i = 0; i < p->sentences; i++) {
        int from = p->from[i];
        for (int t = from; t < p->from[i + 1]; t++) {
            int head = p->words[t]->head;
            const float *a = p->label + (long)t * 2 * label, *b = label_head(p, network, from, head);
            const float *d = p->dmixed + (long)t * 2 * label;
            float *da = p->dlabel + (long)t * 2 * label;
            float *db = head ? p->dlabel + (long)(from + head - 1) * 2 * label + label : p->gradient + s->label_root;
            for (int u = 0; u < label; u++) {
                da[u] += d[u] * b[u] + d[label + u];
                db[u] += d[u] * a[u] + d[label + u];
            }
        }
    }
    return loss;
}

void pass_run_layers(struct pass *p, const struct network *network, const struct numbering *numbering,
                     const struct example *const *examples, int count, const struct dropout *dropout, uint64_t *state)
{
    load(p, numbering, examples, count, dropout, state);
    embed(p, network, dropout, state);
    for (int l = 0; l < p->shape.layers; l++) {
        drop(p, l, l ? dropout->layer : 0, state);
        run_layer(p, network, l);
    }
    drop(p, p->shape.layers, dropout->layer, state);
}

static void run_heads(struct pass *p, const struct network *network, const struct dropout *dropout, uint64_t *state)
{
    const struct shape *s = &p->shape;
    run_head(p, network->weights + s->tag_weights, network->weights + s->tag_bias, s->tags, p->tag);
    run_head(p, network->weights + s->arc_weights, network->weights + s->arc_bias, 2 * s->arc, p->arc);
    run_head(p, network->weights + s->label_weights, network->weights + s->label_bias, 2 * s->label, p->label);
    bend(p->arc, p->arc_mask, (long)p->tokens * 2 * s->arc, dropout->hidden, state);
    bend(p->label, p->label_mask, (long)p->tokens * 2 * s->label, dropout->hidden, state);
    run_query(p, network);
}

void pass_learn_layers(struct pass *p, const struct network *network)
{
    const struct shape *s = &p->shape;
    int width = s->width;
    for (int i = 0; i < p->sentences; i++)
        for (int t = p->from[i]; t < p->from[i + 1]; t++)
            for (int u = 0; u < width; u++)
                p->dx[(long)t * width + u] = p->ddropped[(long)t * width + u] * p->mask[s->layers][(long)i * width + u];
    for (int l = s->layers - 1; l >= 0; l--)
        learn_layer(p, network, l);
    learn_embedding(p);
}

static void run_down(struct pass *p, const struct network *network)
{
    const struct shape *s = &p->shape;
    int width = s->width;
    unbend(p->darc, p->arc, p->arc_mask, (long)p->tokens * 2 * s->arc);
    unbend(p->dlabel, p->label, p->label_mask, (long)p->tokens * 2 * s->label);
    memset(p->ddropped, 0, sizeof(float) * (size_t)p->tokens * (size_t)width);
    learn_head(p, network, s->tag_weights, s->tag_bias, s->tags, p->dtag);
    learn_head(p, network, s->arc_weights, s->arc_bias, 2 * s->arc, p->darc);
    learn_head(p, network, s->label_weights, s->label_bias, 2 * s->label, p->dlabel);
    pass_learn_layers(p, network);
}

double pass_learn(struct pass *p, const struct network *network, const struct numbering *numbering,
                  const struct example *const *examples, int count, const struct dropout *dropout, uint64_t seed)
{
    uint64_t state = seed * 0x9e3779b97f4a7c15ull + 0x1234567;
    pass_run_layers(p, network, numbering, examples, count, dropout, &state);
    run_heads(p, network, dropout, &state);
    double loss = learn_tags(p) + learn_arcs(p, network);
    for (int i = 0; i < count; i++) {
        int16_t heads[examples[i]->count];
        for (int k = 0; k < examples[i]->count; k++)
            heads[k] = examples[i]->words[k].head;
        mix_labels(p, network, i, heads);
    }
    score_labels(p, network);
    loss += learn_labels(p, network);
    run_down(p, network);
    return loss;
}

float *pass_gradient(struct pass *p)
{
    return p->gradient;
}

struct row_gradient pass_row_gradient(const struct pass *p)
{
    return row_sum_gradient(&p->embedded);
}

void pass_clear(struct pass *p)
{
    memset(p->gradient, 0, sizeof(float) * (size_t)p->shape.count);
    row_sum_clear(&p->embedded);
}

void pass_merge(struct pass *into, const struct pass *from)
{
    for (long i = 0; i < into->shape.count; i++)
        into->gradient[i] += from->gradient[i];
    row_sum_merge(&into->embedded, &from->embedded);
}

void pass_look(struct pass *p, const struct network *network, const struct example *const *examples, int count)
{
    const struct dropout none = { 0 };
    uint64_t state = 1;
    pass_run_layers(p, network, NULL, examples, count, &none, &state);
    run_heads(p, network, &none, &state);
}

void pass_arcs(struct pass *p, const struct network *network, int sentence, float *score)
{
    int arc = p->shape.arc, n = p->from[sentence + 1] - p->from[sentence];
    float *heads = p->square, *room = heads + (long)(n + 1) * arc;
    gather_heads(p, network, sentence, heads);
    score_arcs(p, sentence, heads, score, room);
}

void pass_labels(struct pass *p, const struct network *network, const int16_t *heads)
{
    for (int i = 0; i < p->sentences; i++)
        mix_labels(p, network, i, heads + p->from[i]);
    score_labels(p, network);
}
