/* Reads raw articles for learning. */
#include "training/raw.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>

enum { SHORTEST = 3, LONGEST = 100 };

static void grow_table(struct raw *raw)
{
    raw->table_size = raw->table_size ? raw->table_size * 2 : 1 << 16;
    free(raw->table);
    raw->table = memory_take(sizeof *raw->table * raw->table_size);
    memset(raw->table, 0, sizeof *raw->table * raw->table_size);
    for (size_t i = 0; i < raw->forms.count; i++) {
        size_t at = text_hash(raw->forms.items[i]) & (raw->table_size - 1);
        while (raw->table[at])
            at = (at + 1) & (raw->table_size - 1);
        raw->table[at] = (int32_t)i + 1;
    }
}

static int32_t form_number(struct raw *raw, struct text form)
{
    if (raw->forms.count * 2 >= raw->table_size)
        grow_table(raw);
    size_t at = text_hash(form) & (raw->table_size - 1);
    while (raw->table[at] && !text_equals(raw->forms.items[raw->table[at] - 1], form))
        at = (at + 1) & (raw->table_size - 1);
    if (!raw->table[at]) {
        if (raw->forms.count == raw->forms.room) {
            raw->forms.room = raw->forms.room ? raw->forms.room * 2 : 1 << 14;
            raw->forms.items = memory_resize(raw->forms.items, sizeof *raw->forms.items * raw->forms.room);
            raw->forms.counts = memory_resize(raw->forms.counts, sizeof *raw->forms.counts * raw->forms.room);
        }
        raw->forms.items[raw->forms.count] = arena_copy(&raw->arena, form);
        raw->forms.counts[raw->forms.count] = 0;
        raw->table[at] = (int32_t)++raw->forms.count;
    }
    return raw->table[at] - 1;
}

static void add_sentence(struct raw *raw, const struct sentence *sentence)
{
    if (sentence->token_count < SHORTEST || sentence->token_count > LONGEST)
        return;
    if (raw->sentence_count + 2 > raw->sentence_room) {
        raw->sentence_room = raw->sentence_room * 2 + 1024;
        raw->from = memory_resize(raw->from, sizeof *raw->from * raw->sentence_room);
        raw->from[0] = 0;
    }
    for (int i = 0; i < sentence->token_count; i++) {
        if (raw->token_count == raw->token_room) {
            raw->token_room = raw->token_room * 2 + 4096;
            raw->tokens = memory_resize(raw->tokens, sizeof *raw->tokens * raw->token_room);
        }
        int32_t form = form_number(raw, sentence->tokens[i].form);
        raw->forms.counts[form]++;
        raw->tokens[raw->token_count++] = form;
    }
    raw->from[++raw->sentence_count] = raw->token_count;
}

static void add_text(struct raw *raw, const json_t *value, const struct split_model *split, struct arena *arena)
{
    if (!json_is_string(value))
        return;
    struct split_list sentences = { 0 };
    split_text(split, utf8_repair((struct text){ json_string_value(value), json_string_length(value) }, arena), arena, &sentences);
    for (size_t i = 0; i < sentences.count; i++)
        add_sentence(raw, &sentences.items[i]);
}

static bool add_article(struct raw *raw, struct text line, const struct split_model *split, struct arena *arena)
{
    json_t *article = json_loadb(line.at, line.length, 0, NULL);
    if (!article)
        return false;
    add_text(raw, json_object_get(article, "title"), split, arena);
    add_text(raw, json_object_get(article, "text"), split, arena);
    json_decref(article);
    arena_reset(arena);
    return true;
}

bool raw_read(struct raw *raw, const char *path, int step, const struct split_model *split, struct error *err)
{
    gzFile from = gzopen(path, "rb");
    if (!from)
        return error_set(err, ERROR_SYSTEM, "articles '%s' cannot be opened", path);
    struct arena arena = { 0 };
    struct buffer line;
    buffer_init(&line, 0);
    char piece[65536];
    int number = 0;
    bool ok = true;
    while (ok && gzgets(from, piece, sizeof piece)) {
        buffer_add_string(&line, piece);
        if (!line.length || line.at[line.length - 1] != '\n')
            continue;
        if (number++ % step == 0)
            ok = add_article(raw, buffer_text(&line), split, &arena);
        buffer_reset(&line);
    }
    if (!ok)
        error_at(err, ERROR_INPUT, path, number, 0, "not an article in JSON");
    gzclose(from);
    buffer_release(&line);
    arena_release(&arena);
    return ok;
}

void raw_release(struct raw *raw)
{
    free(raw->forms.items);
    free(raw->forms.counts);
    free(raw->tokens);
    free(raw->marks);
    free(raw->from);
    free(raw->table);
    arena_release(&raw->arena);
    *raw = (struct raw){ 0 };
}

struct counted *raw_count(const struct raw *raw, struct arena *arena)
{
    struct counted *counts = arena_take(arena, sizeof *counts * (raw->forms.count + 1));
    for (size_t i = 0; i < raw->forms.count; i++)
        counts[i] = (struct counted){ corpus_lower(raw->forms.items[i], arena), 0, raw->forms.counts[i] };
    return counts;
}

void raw_number(struct raw *raw, const struct numbering *numbering)
{
    raw->words = arena_take(&raw->arena, sizeof *raw->words * (raw->forms.count + 1));
    for (size_t i = 0; i < raw->forms.count; i++) {
        char lower[LONGEST_FORM];
        size_t length;
        struct word *word = &raw->words[i];
        word->form = raw->forms.items[i];
        features_of(word->form, numbering->buckets, word->feature, lower, &length);
        int32_t found = table_find(&numbering->table, (struct text){ lower, length });
        word->vocabulary = found < 0 ? 0 : found;
    }
}

bool raw_save_marks(const struct raw *raw, const char *path, struct error *err)
{
    FILE *to = fopen(path, "wb");
    bool ok = to && fwrite(raw->marks, sizeof *raw->marks, raw->token_count, to) == raw->token_count;
    if (to && fclose(to))
        ok = false;
    return ok || error_set(err, ERROR_SYSTEM, "'%s' cannot be written", path);
}

bool raw_load_marks(struct raw *raw, const char *path)
{
    FILE *from = fopen(path, "rb");
    if (!from)
        return false;
    free(raw->marks);
    raw->marks = memory_take(sizeof *raw->marks * (raw->token_count + 1));
    bool ok = fread(raw->marks, sizeof *raw->marks, raw->token_count, from) == raw->token_count && fgetc(from) == EOF;
    fclose(from);
    if (!ok) {
        free(raw->marks);
        raw->marks = NULL;
    }
    return ok;
}

static void set_mark(struct word *word, const struct mark *mark)
{
    word->upos = mark->upos;
    word->xpos = mark->xpos;
    word->rule = mark->rule;
    word->head = mark->head;
    word->deprel = mark->deprel;
}

int raw_fill(const struct raw *raw, const size_t *order, size_t *at, size_t end, int most, struct raw_batch *batch)
{
    int words = 0;
    if (batch->room < most) {
        batch->room = most;
        batch->word_room = most + LONGEST;
        batch->items = memory_resize(batch->items, sizeof *batch->items * (size_t)batch->room);
        batch->examples = memory_resize(batch->examples, sizeof *batch->examples * (size_t)batch->room);
        batch->words = memory_resize(batch->words, sizeof *batch->words * (size_t)batch->word_room);
    }
    batch->count = 0;
    while (*at < end && words < most) {
        size_t sentence = order[(*at)++], from = raw->from[sentence], to = raw->from[sentence + 1];
        batch->items[batch->count] = (struct example){ batch->words + words, (int)(to - from), ORIGIN_RAW };
        batch->examples[batch->count] = &batch->items[batch->count];
        batch->count++;
        for (size_t i = from; i < to; i++, words++) {
            struct word *word = &batch->words[words];
            *word = raw->words[raw->tokens[i]];
            if (raw->marks)
                set_mark(word, &raw->marks[i]);
        }
    }
    return words;
}

void raw_batch_release(struct raw_batch *batch)
{
    free(batch->items);
    free(batch->examples);
    free(batch->words);
    *batch = (struct raw_batch){ 0 };
}
