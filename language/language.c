/* The trained model opened, and sentences tagged and parsed with it. */
#include "language/language.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "language/inner.h"

static bool read_texts(const struct language *language, const char *name, struct arena *arena, struct text_list *out,
                       struct error *err)
{
    struct text section;
    if (!model_section(language->model, name, &section, err))
        return false;
    struct model_reader reader = { section, false };
    uint32_t count = model_read_u32(&reader);
    if (count > section.length)
        reader.bad = true;
    *out = (struct text_list){ arena_take(arena, sizeof *out->items * (reader.bad ? 1 : (size_t)count + 1)), count };
    for (uint32_t i = 0; i < count && !reader.bad; i++)
        out->items[i] = model_read_text(&reader);
    return !reader.bad || error_set(err, ERROR_MODEL, "the model's section '%s' is damaged; fetch the model file anew", name);
}

static bool read_rules(struct language *language, struct error *err)
{
    struct text section;
    if (!model_section(language->model, "rules", &section, err))
        return false;
    struct model_reader reader = { section, false };
    uint32_t count = model_read_u32(&reader);
    reader.bad |= count != (uint32_t)language->net.rules;
    language->rules = arena_take(&language->arena, sizeof *language->rules * (reader.bad ? 1 : (size_t)count));
    for (uint32_t i = 0; i < count && !reader.bad; i++) {
        struct lemma_rule *rule = &language->rules[i];
        rule->letter_case = model_read_u32(&reader) == LEMMA_LOWER ? LEMMA_LOWER : LEMMA_KEEP;
        rule->strip = (uint8_t)model_read_u32(&reader);
        rule->ending = model_read_text(&reader);
    }
    return !reader.bad || error_set(err, ERROR_MODEL, "the model's lemma rules are damaged; fetch the model file anew");
}

/* Forms and lemmas alternate in their section. */
static bool read_lemmas(struct language *language, struct error *err)
{
    struct text_list both;
    if (!read_texts(language, "lemmas", &language->arena, &both, err))
        return false;
    size_t count = both.count / 2;
    struct text *forms = arena_take(&language->arena, sizeof *forms * (count + 1));
    language->lemmas = arena_take(&language->arena, sizeof *language->lemmas * (count + 1));
    for (size_t i = 0; i < count; i++) {
        forms[i] = both.items[2 * i];
        language->lemmas[i] = both.items[2 * i + 1];
    }
    table_make(&language->forms, forms, count, &language->arena);
    return true;
}

static bool read_words(struct language *language, struct error *err)
{
    struct text_list words;
    if (!read_texts(language, "words", &language->arena, &words, err) ||
        !read_texts(language, "tags", &language->arena, &language->tags, err))
        return false;
    if (words.count != (size_t)language->net.words || language->tags.count != (size_t)language->net.xpos)
        return error_set(err, ERROR_MODEL, "the model's words and its network do not fit; fetch the model file anew");
    table_make(&language->words, words.items, words.count, &language->arena);
    return true;
}

static bool find_finite_tags(struct language *language, struct error *err)
{
    for (int f = 0; f < FINITE_TAGS; f++) {
        size_t i = 0;
        while (i < language->tags.count && !text_is(language->tags.items[i], finite_tags[f]))
            i++;
        if (i == language->tags.count)
            return error_set(err, ERROR_MODEL, "the model lacks the tag '%s'; fetch the model file anew", finite_tags[f]);
        language->net.finite[f] = (int)i;
    }
    return true;
}

static bool read_model(struct language *language, const char *path, struct error *err)
{
    struct text section, about;
    language->model = model_open(path, err);
    if (!language->model || !model_section(language->model, "net", &section, err) ||
        !net_read(&language->net, section, &language->arena, err) || !read_words(language, err) ||
        !find_finite_tags(language, err) || !read_rules(language, err) || !read_lemmas(language, err) ||
        !model_section(language->model, "about", &about, err) ||
        !model_section(language->model, "split", &section, err) ||
        !split_model_read(section, &language->arena, &language->split, err))
        return false;
    snprintf(language->version, sizeof language->version, "%.*s (%08" PRIx64 ")", (int)about.length, about.at,
             model_checksum(language->model) & 0xffffffff);
    return true;
}

struct language *language_open(const char *path, struct error *err)
{
    struct language *language = memory_take(sizeof *language);
    *language = (struct language){ 0 };
    if (read_model(language, path, err))
        return language;
    language_free(language);
    return NULL;
}

void language_free(struct language *language)
{
    if (!language)
        return;
    model_free(language->model);
    arena_release(&language->arena);
    free(language);
}

const char *language_version(const struct language *language)
{
    return language->version;
}

struct language_scratch *language_scratch_new(const struct language *language)
{
    struct language_scratch *scratch = memory_take(sizeof *scratch);
    scratch->net = net_scratch_new(&language->net);
    return scratch;
}

void language_scratch_free(struct language_scratch *scratch)
{
    if (!scratch)
        return;
    net_scratch_free(scratch->net);
    free(scratch);
}
