/* Reads treebanks and numbers their words. */
#include "training/corpus.h"

#include <stdlib.h>
#include <string.h>
#include <zlib.h>

enum { LINE = 65536, FIELDS = 10 };

static bool read_word(struct corpus *corpus, struct text fields[FIELDS], struct word *word)
{
    int upos = language_upos_of(fields[3]), deprel = language_deprel_of(fields[7]);
    if (upos < 0 || deprel < 0)
        return false;
    *word = (struct word){ .form = arena_copy(&corpus->arena, fields[1]), .lemma = arena_copy(&corpus->arena, fields[2]) };
    word->tag = arena_copy(&corpus->arena, fields[4]);
    word->upos = (int16_t)upos;
    word->deprel = (int16_t)deprel;
    word->head = (int16_t)atoi(fields[6].at);
    return true;
}

static void end_sentence(struct corpus *corpus, const struct word *words, int count, enum origin origin)
{
    if (!count)
        return;
    struct example example = { arena_take(&corpus->arena, sizeof *words * (size_t)count), count, origin };
    memcpy(example.words, words, sizeof *words * (size_t)count);
    ARENA_PUSH(&corpus->arena, corpus, example);
    corpus->word_count += count;
}

bool corpus_read(struct corpus *corpus, const char *path, enum origin origin, struct error *err)
{
    enum { LONGEST = 1024 };
    gzFile from = gzopen(path, "rb");
    if (!from)
        return error_set(err, ERROR_SYSTEM, "treebank '%s' cannot be opened", path);
    static char line[LINE];
    static struct word words[LONGEST];
    int count = 0, number = 0;
    bool ok = true;
    while (ok && gzgets(from, line, LINE)) {
        number++;
        struct text rest = text_trim(text_of(line)), fields[FIELDS];
        if (!rest.length) {
            end_sentence(corpus, words, count, origin);
            count = 0;
            continue;
        }
        if (rest.at[0] == '#')
            continue;
        int f = 0;
        for (; f < FIELDS; f++)
            fields[f] = text_cut(&rest, '\t');
        if (memchr(fields[0].at, '-', fields[0].length) || memchr(fields[0].at, '.', fields[0].length))
            continue;
        ok = count < LONGEST && read_word(corpus, fields, &words[count++]);
        if (!ok)
            error_at(err, ERROR_INPUT, path, number, 0, "not a word of CoNLL-U with known tags");
    }
    end_sentence(corpus, words, count, origin);
    gzclose(from);
    return ok;
}

void corpus_release(struct corpus *corpus)
{
    arena_release(&corpus->arena);
    *corpus = (struct corpus){ 0 };
}

static int find_text(const struct text *items, size_t count, struct text wanted)
{
    for (size_t i = 0; i < count; i++)
        if (text_equals(items[i], wanted))
            return (int)i;
    return -1;
}

static int by_count(const void *a, const void *b)
{
    const struct counted *x = a, *y = b;
    int size_x = x->trees + x->raw, size_y = y->trees + y->raw;
    return size_x != size_y ? size_y - size_x : text_compare(x->text, y->text);
}

static int by_text(const void *a, const void *b)
{
    return text_compare(*(const struct text *)a, *(const struct text *)b);
}

static int by_counted_text(const void *a, const void *b)
{
    return text_compare(((const struct counted *)a)->text, ((const struct counted *)b)->text);
}

struct text corpus_lower(struct text form, struct arena *arena)
{
    char lower[LONGEST_FORM];
    size_t length;
    uint32_t feature[FEATURE_COUNT];
    features_of(form, 1, feature, lower, &length);
    return arena_copy(arena, (struct text){ lower, length });
}

/* Different words with their counts added up; returns how many. */
static size_t add_up(struct counted *all, size_t count)
{
    size_t kinds = 0;
    qsort(all, count, sizeof *all, by_counted_text);
    for (size_t i = 0; i < count; i++)
        if (kinds && text_equals(all[kinds - 1].text, all[i].text)) {
            all[kinds - 1].trees += all[i].trees;
            all[kinds - 1].raw += all[i].raw;
        } else {
            all[kinds++] = all[i];
        }
    return kinds;
}

static void number_words(struct numbering *numbering, const struct corpus *corpus, const struct vocabulary_wish *wish)
{
    struct counted *all = memory_take(sizeof *all * ((size_t)corpus->word_count + wish->extra_count + 1));
    size_t count = 0;
    for (size_t i = 0; i < corpus->count; i++)
        for (int k = 0; k < corpus->items[i].count; k++)
            all[count++] = (struct counted){ corpus_lower(corpus->items[i].words[k].form, &numbering->arena), 1, 0 };
    for (size_t i = 0; i < wish->extra_count; i++)
        all[count++] = wish->extra[i];
    count = add_up(all, count);
    qsort(all, count, sizeof *all, by_count);
    numbering->vocabulary.counts = arena_take(&numbering->arena, sizeof(int32_t) * (count + 1));
    ARENA_PUSH(&numbering->arena, &numbering->vocabulary, TEXT(""));
    for (size_t i = 0; i < count; i++)
        if (all[i].trees >= wish->least_trees || (wish->least_raw && all[i].raw >= wish->least_raw)) {
            numbering->vocabulary.counts[numbering->vocabulary.count] = all[i].trees + all[i].raw;
            ARENA_PUSH(&numbering->arena, &numbering->vocabulary, arena_copy(&numbering->arena, all[i].text));
        }
    free(all);
}

static bool same_rule(const struct lemma_rule *a, const struct lemma_rule *b)
{
    return a->letter_case == b->letter_case && a->strip == b->strip && text_equals(a->ending, b->ending);
}

static int rule_number(const struct numbering *numbering, const struct lemma_rule *rule)
{
    for (size_t i = 0; i < numbering->rules.count; i++)
        if (same_rule(&numbering->rules.items[i], rule))
            return (int)i;
    return -1;
}

/* Rules seen twice or more are kept. */
static void number_rules(struct numbering *numbering, const struct corpus *corpus)
{
    enum { LEAST = 2, MOST = 4096 };
    struct numbering all = { 0 };
    long *counts = memory_take(sizeof *counts * MOST);
    for (size_t i = 0; i < corpus->count; i++)
        for (int k = 0; k < corpus->items[i].count; k++) {
            const struct word *word = &corpus->items[i].words[k];
            struct lemma_rule rule;
            if (!lemma_rule_of(word->form, word->lemma, &rule, &numbering->arena))
                continue;
            int n = rule_number(&all, &rule);
            if (n < 0 && all.rules.count < MOST) {
                n = (int)all.rules.count;
                counts[n] = 0;
                ARENA_PUSH(&numbering->arena, &all.rules, rule);
            }
            if (n >= 0)
                counts[n]++;
        }
    for (size_t i = 0; i < all.rules.count; i++)
        if (counts[i] >= LEAST)
            ARENA_PUSH(&numbering->arena, &numbering->rules, all.rules.items[i]);
    free(counts);
}

void numbering_make(struct numbering *numbering, const struct corpus *corpus, uint32_t buckets, const struct vocabulary_wish *wish)
{
    *numbering = (struct numbering){ .buckets = buckets };
    number_words(numbering, corpus, wish);
    table_make(&numbering->table, numbering->vocabulary.items, numbering->vocabulary.count, &numbering->arena);
    for (size_t i = 0; i < corpus->count; i++)
        for (int k = 0; k < corpus->items[i].count; k++) {
            struct text tag = corpus->items[i].words[k].tag;
            if (find_text(numbering->xpos.items, numbering->xpos.count, tag) < 0)
                ARENA_PUSH(&numbering->arena, &numbering->xpos, arena_copy(&numbering->arena, tag));
        }
    qsort(numbering->xpos.items, numbering->xpos.count, sizeof *numbering->xpos.items, by_text);
    number_rules(numbering, corpus);
}

void numbering_release(struct numbering *numbering)
{
    arena_release(&numbering->arena);
}

void numbering_apply(const struct numbering *numbering, struct corpus *corpus)
{
    for (size_t i = 0; i < corpus->count; i++)
        for (int k = 0; k < corpus->items[i].count; k++) {
            struct word *word = &corpus->items[i].words[k];
            struct lemma_rule rule;
            char lower[LONGEST_FORM];
            size_t length;
            word->xpos = (int16_t)find_text(numbering->xpos.items, numbering->xpos.count, word->tag);
            bool has_rule = lemma_rule_of(word->form, word->lemma, &rule, &corpus->arena);
            word->rule = has_rule ? (int16_t)rule_number(numbering, &rule) : -1;
            features_of(word->form, numbering->buckets, word->feature, lower, &length);
            word->lower = arena_copy(&corpus->arena, (struct text){ lower, length });
            int32_t found = table_find(&numbering->table, word->lower);
            word->vocabulary = found < 0 ? 0 : found;
        }
}
