/* Loading a file of patterns: words to elements, classes of words, the overlay, the index. */
#include "reading/details_patterns.h"

#include "record/record.h"

#include <string.h>
#include <unistd.h>

static bool element_of(const struct lexfile *file, const struct patterns *patterns, struct text word, struct element *element,
                       struct arena *arena, struct error *err)
{
    struct text whole = word;
    static const struct { const char *text; uint8_t kind; } specials[] = { { "%n", ELEMENT_NUMBER }, { "%year", ELEMENT_YEAR },
        { "%day", ELEMENT_DAY }, { "%clock", ELEMENT_CLOCK }, { "%comma", ELEMENT_COMMA }, { "*", ELEMENT_ANY } };
    element->optional = word.length > 1 && word.at[0] == '?';
    if (element->optional)
        word = text_slice(word, 1, word.length);
    for (size_t i = 0; i < sizeof specials / sizeof *specials; i++)
        if (text_is(word, specials[i].text)) {
            element->kind = specials[i].kind;
            return true;
        }
    if (word.at[0] == '@') {
        element->kind = ELEMENT_CLASS;
        element->class = patterns_class(patterns, text_slice(word, 1, word.length));
        return element->class >= 0 || lexfile_fail(file, whole, err, "unknown class '%.*s'", (int)word.length, word.at);
    }
    element->kind = ELEMENT_WORD;
    element->word = utf8_lower(word, arena);
    return word.at[0] != '%' || word.length == 1 || lexfile_fail(file, whole, err, "unknown sign '%.*s'", (int)word.length,
                                                                 word.at);
}

static bool read_words(const struct lexfile *file, const struct patterns *patterns, struct text words, struct pattern *pattern,
                       struct arena *arena, struct error *err)
{
    struct element elements[PATTERN_ELEMENTS] = { 0 };
    pattern->key = words;
    for (struct text rest = words; rest.length;) {
        struct text word = text_trim(text_cut(&rest, ' '));
        if (!word.length)
            continue;
        if (pattern->count == PATTERN_ELEMENTS)
            return lexfile_fail(file, word, err, "more than %d words", PATTERN_ELEMENTS);
        if (!element_of(file, patterns, word, &elements[pattern->count++], arena, err))
            return false;
    }
    pattern->elements = arena_take(arena, ((size_t)pattern->count + 1) * sizeof *elements);
    memcpy(pattern->elements, elements, (size_t)pattern->count * sizeof *elements);
    if (elements[0].optional || elements[0].kind == ELEMENT_ANY)
        return lexfile_fail(file, words, err, "the first word must be there");
    return true;
}

static void add_class(const struct lexfile *file, struct patterns *patterns, struct arena *arena)
{
    struct text name = text_slice(file->fields[0], 1, file->fields[0].length), list = file->fields[1], word;
    int class = patterns_class(patterns, name);
    if (class < 0) {
        class = (int)patterns->classes.count;
        ARENA_PUSH(arena, &patterns->classes, (struct word_class){ .name = name });
    }
    while (lexfile_variant(&list, &word))
        ARENA_PUSH(arena, &patterns->classes.items[class].words, utf8_lower(word, arena));
}

static void drop_same(struct patterns *patterns, size_t before, struct text key)
{
    for (size_t i = 0; i < before; i++)
        if (text_equals_nocase(patterns->list.items[i].key, key))
            patterns->list.items[i].dropped = true;
}

static bool read_file(struct patterns *patterns, const char *folder, const char *name, bool overlay, pattern_reader read,
                      struct arena *arena,
                      struct error *err)
{
    struct lexfile file;
    struct text path = arena_print(arena, "details/%s", name);
    size_t before = patterns->list.count;
    int more;
    if (!lexfile_read(&file, folder, path.at, arena, err))
        return false;
    while ((more = lexfile_next(&file, err)) > 0) {
        struct text list = file.fields[0], words;
        if (file.field_count == 2 && list.length && list.at[0] == '@' && !memchr(list.at, ' ', list.length)) {
            add_class(&file, patterns, arena);
            continue;
        }
        while (lexfile_variant(&list, &words)) {
            struct pattern pattern = { .acts = ~0u, .file = file.name, .line = file.line };
            if (!read_words(&file, patterns, words, &pattern, arena, err) || !read(&file, patterns, &pattern, err))
                return false;
            if (overlay)
                drop_same(patterns, before, words);
            ARENA_PUSH(arena, &patterns->list, pattern);
        }
    }
    return !more;
}

static uint64_t looks_of(const struct patterns *patterns, const struct element *element)
{
    uint64_t looks = 0;
    if (element->optional || (element->kind != ELEMENT_WORD && element->kind != ELEMENT_CLASS))
        return ~(uint64_t)0;
    if (element->kind == ELEMENT_WORD)
        return words_look(element->word);
    const struct word_class *class = &patterns->classes.items[element->class];
    for (size_t i = 0; i < class->words.count; i++)
        looks |= words_look(class->words.items[i]);
    return looks;
}

static struct pattern_link link_to(const struct patterns *patterns, struct text word, int number)
{
    const struct pattern *pattern = &patterns->list.items[number];
    uint64_t second = pattern->count > 1 ? looks_of(patterns, &pattern->elements[1]) : ~(uint64_t)0;
    return (struct pattern_link){ word, second, pattern->acts, number };
}

/* The index is made in two rounds: `links` is NULL while they are counted. */
static void add_link(struct patterns *patterns, struct pattern_chain *chain, struct text word, int pattern)
{
    if (!patterns->links) {
        chain->to++;
        return;
    }
    for (int i = chain->from; i < chain->to; i++)
        if (text_equals(patterns->links[i].word, word))
            word = patterns->links[i].word;
    patterns->links[chain->to++] = link_to(patterns, word, pattern);
}

static void link_word(struct patterns *patterns, struct text word, int pattern)
{
    unsigned look = pattern_look(word);
    patterns->starts[look / 8] |= (uint8_t)(1u << look % 8);
    add_link(patterns, &patterns->slots[text_hash(word) & (patterns->slot_count - 1)], word, pattern);
}

static void index_pattern(struct patterns *patterns, int number)
{
    const struct element *first = &patterns->list.items[number].elements[0];
    if (first->kind == ELEMENT_WORD) {
        link_word(patterns, first->word, number);
    } else if (first->kind == ELEMENT_CLASS) {
        const struct word_class *class = &patterns->classes.items[first->class];
        for (size_t i = 0; i < class->words.count; i++)
            link_word(patterns, class->words.items[i], number);
    } else {
        add_link(patterns, &patterns->numeric, (struct text){ 0 }, number);
    }
}

static void index_all(struct patterns *patterns)
{
    for (size_t i = 0; i < patterns->list.count; i++)
        if (!patterns->list.items[i].dropped)
            index_pattern(patterns, (int)i);
}

/* From how many links a chain has to where they begin; returns where they end. */
static int open_chain(struct pattern_chain *chain, int from)
{
    int end = from + chain->to;
    *chain = (struct pattern_chain){ from, from };
    return end;
}

bool patterns_load(struct patterns *patterns, const char *folder, const char *overlay, const char *name, pattern_reader read,
                   struct arena *arena, struct error *err)
{
    if (!read_file(patterns, folder, name, false, read, arena, err))
        return false;
    if (overlay && !access(arena_print(arena, "%s/details/%s", overlay, name).at, F_OK)
        && !read_file(patterns, overlay, name, true, read, arena, err))
        return false;
    for (patterns->slot_count = 64; patterns->slot_count < 2 * patterns->list.count;)
        patterns->slot_count *= 2;
    patterns->slots = arena_take(arena, patterns->slot_count * sizeof *patterns->slots);
    patterns->starts = arena_take(arena, PATTERN_STARTS / 8);
    index_all(patterns);
    int count = open_chain(&patterns->numeric, 0);
    for (size_t i = 0; i < patterns->slot_count; i++)
        count = open_chain(&patterns->slots[i], count);
    patterns->links = arena_take(arena, ((size_t)count + 1) * sizeof *patterns->links);
    index_all(patterns);
    return true;
}

bool patterns_acts(const struct lexfile *file, const struct patterns *patterns, struct text list, uint32_t *acts, struct error *err)
{
    struct text name;
    *acts = 0;
    while (lexfile_variant(&list, &name)) {
        int act = record_act_of(name), class = name.at[0] == '@' ? patterns_class(patterns, text_slice(name, 1, name.length)) : -1;
        if (act < 0 && class < 0)
            return lexfile_fail(file, name, err, "unknown act '%.*s'", (int)name.length, name.at);
        if (act >= 0)
            *acts |= 1u << act;
        for (size_t i = 0; class >= 0 && i < patterns->classes.items[class].words.count; i++) {
            act = record_act_of(patterns->classes.items[class].words.items[i]);
            if (act < 0)
                return lexfile_fail(file, name, err, "'%.*s' is no class of acts", (int)name.length, name.at);
            *acts |= 1u << act;
        }
    }
    if (!*acts)
        *acts = ~0u;
    return true;
}
