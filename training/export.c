/* The model's sections. `language/net_read.c` and `language/language.c` read them in the same order. */
#include "training/export.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "language/model.h"
#include "language/net.h"

static float largest(const float *x, long count, long step)
{
    float top = 0;
    for (long i = 0; i < count; i++)
        top = fmaxf(top, fabsf(x[i * step]));
    return top > 0 ? top : 1.0f;
}

static int8_t nearest(float x)
{
    return (int8_t)lrintf(x);
}

/* A matrix under construction: rows come from blocks of weights[columns][their outputs]. */
struct rows {
    int8_t *weight;
    float *scale;
    int rows, most, columns, stride;
};

static struct rows rows_new(int most, int columns)
{
    struct rows r = { .most = net_round_up(most, NET_ROWS), .columns = columns, .stride = net_round_up(columns, NET_COLUMNS) };
    r.weight = memory_take((size_t)r.most * (size_t)r.stride);
    memset(r.weight, 0, (size_t)r.most * (size_t)r.stride);
    r.scale = memory_take(sizeof(float) * (size_t)r.most);
    return r;
}

static void rows_add(struct rows *r, const float *weights, int outputs)
{
    for (int o = 0; o < outputs; o++, r->rows++) {
        float scale = r->scale[r->rows] = largest(weights + o, r->columns, outputs) / 127.0f;
        for (int c = 0; c < r->columns; c++)
            r->weight[net_place(r->stride, r->rows, c)] = nearest(weights[o + (long)c * outputs] / scale);
    }
}

static void rows_write(struct rows *r, struct buffer *section)
{
    model_add_array(section, r->weight, (size_t)r->most * (size_t)r->stride, 1);
    model_add_array(section, r->scale, (size_t)r->rows, sizeof(float));
    free(r->weight);
    free(r->scale);
}

static void add_floats(struct buffer *section, const float *x, long count)
{
    model_add_array(section, x, (size_t)count, sizeof(float));
}

static void export_embedding(const struct network *network, struct buffer *section)
{
    const struct shape *s = &network->shape;
    long rows = (long)s->words + s->buckets;
    int8_t *weight = memory_take((size_t)rows * (size_t)s->width);
    float *scale = memory_take(sizeof(float) * (size_t)rows);
    for (long r = 0; r < rows; r++) {
        const float *row = network->embedding + r * s->width;
        scale[r] = largest(row, s->width, 1) / 127.0f;
        for (int u = 0; u < s->width; u++)
            weight[r * s->width + u] = nearest(row[u] / scale[r]);
    }
    model_add_array(section, weight, (size_t)rows * (size_t)s->width, 1);
    add_floats(section, scale, rows);
    free(weight);
    free(scale);
}

static void export_heads(const struct network *network, struct buffer *section)
{
    const struct shape *s = &network->shape;
    const float *w = network->weights;
    struct rows heads = rows_new(s->tags + 2 * s->arc + 2 * s->label, s->width);
    rows_add(&heads, w + s->tag_weights, s->tags);
    rows_add(&heads, w + s->arc_weights, 2 * s->arc);
    rows_add(&heads, w + s->label_weights, 2 * s->label);
    float *bias = memory_take(sizeof(float) * (size_t)heads.rows);
    memcpy(bias, w + s->tag_bias, sizeof(float) * (size_t)s->tags);
    memcpy(bias + s->tags, w + s->arc_bias, sizeof(float) * 2 * (size_t)s->arc);
    memcpy(bias + s->tags + 2 * s->arc, w + s->label_bias, sizeof(float) * 2 * (size_t)s->label);
    int count = heads.rows;
    rows_write(&heads, section);
    add_floats(section, bias, count);
    free(bias);
}

void export_network(const struct network *network, struct buffer *section)
{
    const struct shape *s = &network->shape;
    const float *w = network->weights;
    const int sizes[] = { s->width, s->layers, s->words, s->buckets, s->upos, s->xpos, s->rules, s->arc, s->label, s->labels };
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++)
        model_add_u32(section, (uint32_t)sizes[i]);
    export_embedding(network, section);
    for (int l = 0; l < s->layers; l++) {
        struct rows gates = rows_new(3 * s->width, s->width);
        rows_add(&gates, w + s->gates[l], 3 * s->width);
        rows_write(&gates, section);
        add_floats(section, w + s->peep[l], 2L * s->width);
        add_floats(section, w + s->bias[l], 2L * s->width);
    }
    export_heads(network, section);
    struct rows bilinear = rows_new(s->arc, s->arc), out = rows_new(s->labels, 2 * s->label);
    rows_add(&bilinear, w + s->bilinear, s->arc);
    rows_write(&bilinear, section);
    add_floats(section, w + s->bilinear + (long)s->arc * s->arc, s->arc);
    add_floats(section, w + s->arc_root, s->arc);
    add_floats(section, w + s->label_root, s->label);
    rows_add(&out, w + s->out_weights, s->labels);
    rows_write(&out, section);
    add_floats(section, w + s->out_bias, s->labels);
}

static void add_texts(struct buffer *section, const struct text *items, size_t count)
{
    model_add_u32(section, (uint32_t)count);
    for (size_t i = 0; i < count; i++)
        model_add_text(section, items[i]);
}

void export_words(const struct numbering *numbering, struct buffer *section)
{
    add_texts(section, numbering->vocabulary.items, numbering->vocabulary.count);
}

void export_tags(const struct numbering *numbering, struct buffer *section)
{
    add_texts(section, numbering->xpos.items, numbering->xpos.count);
}

void export_rules(const struct numbering *numbering, struct buffer *section)
{
    model_add_u32(section, (uint32_t)numbering->rules.count);
    for (size_t i = 0; i < numbering->rules.count; i++) {
        const struct lemma_rule *rule = &numbering->rules.items[i];
        model_add_u32(section, rule->letter_case);
        model_add_u32(section, rule->strip);
        model_add_text(section, rule->ending);
    }
}

/* A key, and a lemma seen with it. */
struct seen {
    struct text key, lemma;
    int count;
};

static int by_key(const void *a, const void *b)
{
    const struct seen *x = a, *y = b;
    int order = text_compare(x->key, y->key);
    return order ? order : text_compare(x->lemma, y->lemma);
}

/* Adds up what is the same, in order of keys; then leaves the most frequent lemma of each key. */
static size_t settle(struct seen *seen, size_t count)
{
    size_t kinds = 0, keys = 0;
    qsort(seen, count, sizeof *seen, by_key);
    for (size_t i = 0; i < count; i++)
        if (kinds && text_equals(seen[kinds - 1].key, seen[i].key) && text_equals(seen[kinds - 1].lemma, seen[i].lemma))
            seen[kinds - 1].count++;
        else
            seen[kinds++] = seen[i];
    for (size_t i = 0; i < kinds; i++)
        if (!keys || !text_equals(seen[keys - 1].key, seen[i].key))
            seen[keys++] = seen[i];
        else if (seen[i].count > seen[keys - 1].count)
            seen[keys - 1] = seen[i];
    return keys;
}

static struct text key_of(const struct word *word, struct text tag, struct arena *arena)
{
    return lemma_key_in(word->form, word->upos, tag, arena_take(arena, word->form.length + tag.length + 2));
}

/* The lemma of a key in the order of keys. */
static struct text lemma_of(const struct seen *seen, size_t count, struct text key)
{
    size_t low = 0, high = count;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (text_compare(seen[middle].key, key) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return seen[low].lemma;
}

/* Keys with a tag begin with the key without it, which ends behind the part of speech. */
static struct text without_tag(struct text key)
{
    size_t tab = key.length;
    while (key.at[tab - 1] != '\t')
        tab--;
    return text_slice(key, 0, tab + 1);
}

/* Tags of names and odd pieces tell of single cases; those of punctuation differ from treebank to treebank. */
static bool is_plain(struct text key)
{
    static const char *const odd[] = { "NNP", "NNPS", "GW", "ADD", "FW", "AFX", "XX" };
    struct text tag = text_slice(key, without_tag(key).length, key.length);
    for (size_t i = 0; i < sizeof odd / sizeof *odd; i++)
        if (text_is(tag, odd[i]))
            return false;
    return true;
}

static bool tells(const struct seen *seen)
{
    struct text plain = without_tag(seen->key);
    bool is_punctuation = plain.at[plain.length - 1] == 'A' + UPOS_PUNCT;
    return !is_punctuation && (seen->count > 1 || is_plain(seen->key));
}

void export_lemmas(const struct corpus *corpus, struct buffer *section)
{
    struct arena arena = { 0 };
    struct { struct text *items; size_t count, room; } texts = { 0 };
    struct seen *plain = memory_take(sizeof *plain * (size_t)(corpus->word_count + 1));
    struct seen *tagged = memory_take(sizeof *tagged * (size_t)(corpus->word_count + 1));
    size_t count = 0;
    for (size_t i = 0; i < corpus->count; i++)
        for (int k = 0; k < corpus->items[i].count; k++, count++) {
            const struct word *word = &corpus->items[i].words[k];
            plain[count] = (struct seen){ key_of(word, TEXT(""), &arena), word->lemma, 1 };
            tagged[count] = (struct seen){ key_of(word, word->tag, &arena), word->lemma, 1 };
        }
    size_t plain_count = settle(plain, count), tagged_count = settle(tagged, count);
    for (size_t i = 0; i < plain_count; i++) {
        ARENA_PUSH(&arena, &texts, plain[i].key);
        ARENA_PUSH(&arena, &texts, plain[i].lemma);
    }
    for (size_t i = 0; i < tagged_count; i++)
        if (tells(&tagged[i]) && !text_equals(tagged[i].lemma, lemma_of(plain, plain_count, without_tag(tagged[i].key)))) {
            ARENA_PUSH(&arena, &texts, tagged[i].key);
            ARENA_PUSH(&arena, &texts, tagged[i].lemma);
        }
    add_texts(section, texts.items, texts.count);
    free(plain);
    free(tagged);
    arena_release(&arena);
}
