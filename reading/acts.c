/* Entries of the acts: files to entries, hung on the words that find them. */
#include "reading/acts.h"

#include <assert.h>
#include <errno.h>
#include <string.h>
#include <unistd.h>

static const char *const kind_texts[] = {
#define KIND(name, text) text,
#include "reading/kinds.def"
#undef KIND
};

const char *acts_kind_text(int kind)
{
    return kind_texts[kind];
}

static int kind_of(struct text name)
{
    for (int i = 0; i < ENTRY_KINDS; i++)
        if (text_is(name, kind_texts[i]))
            return i;
    return -1;
}

static bool read_kind(struct entry *entry, const struct lexfile *file, struct error *err)
{
    if (file->field_count < 2)
        return lexfile_fail(file, file->fields[0], err, "an entry has words and a kind, parted by '|'");
    int kind = kind_of(file->fields[1]);
    if (kind >= 0) {
        entry->kind = (uint8_t)kind;
        return true;
    }
    const char *near = lexfile_nearest(file->fields[1], kind_texts, ENTRY_KINDS);
    return lexfile_fail(file, file->fields[1], err, near ? "unknown kind '%.*s'; did you mean '%s'?" : "unknown kind '%.*s'",
                        (int)file->fields[1].length, file->fields[1].at, near);
}

/* The nouns of a light verb while they are read. */
struct noun_list {
    struct light_noun *items;
    size_t count, room;
};

static void add_noun(struct noun_list *list, struct text noun, struct text with, struct arena *arena)
{
    ARENA_PUSH(arena, list, (struct light_noun){ words_look(noun), noun, with });
}

/* "Go-ahead" is three tokens by the treebanks: its last part with the one before, as in two words. */
static void add_parted(struct noun_list *list, struct text noun, struct arena *arena)
{
    struct text last = noun, first = text_cut(&last, '-');
    if (first.length && last.length && !memchr(last.at, '-', last.length))
        add_noun(list, last, first, arena);
}

static bool read_nouns(struct entry *entry, const struct words *words, const struct lexfile *file, struct arena *arena,
                       struct error *err)
{
    struct noun_list nouns = { 0 };
    struct text list = file->fields[2], variant;
    class_set *classes = arena_take(arena, sizeof *classes);
    if (!list.length)
        return lexfile_fail(file, file->fields[1], err, "a light verb needs its nouns");
    while (lexfile_variant(&list, &variant)) {
        if (variant.at[0] == '@') {
            if (!acts_read_classes(classes, words, file, text_slice(variant, 1, variant.length), err))
                return false;
            continue;
        }
        struct text noun = variant, with = text_cut(&noun, ' ');
        add_noun(&nouns, noun.length ? noun : with, noun.length ? with : noun, arena);
        add_parted(&nouns, variant, arena);
    }
    if (nouns.count > UINT16_MAX)
        return lexfile_fail(file, file->fields[2], err, "more than %d nouns", UINT16_MAX);
    entry->nouns = nouns.items;
    entry->noun_count = (uint16_t)nouns.count;
    entry->noun_classes = classes_any(classes) ? classes : NULL;
    return true;
}

/* Most required slots and tests first, then classes, then words that belong together; the senses that are no act win a tie. */
static int weight_of(const struct entry *entry)
{
    int tests = entry->if_negated + entry->if_past + entry->if_passive + entry->if_order + entry->if_own + entry->if_contrary
              + entry->if_aside + entry->if_disputed + entry->if_blaming + entry->if_hedged + entry->if_bare + entry->if_several
              + entry->if_other + entry->if_grave;
    int required = tests + (entry->kind == ENTRY_LIGHT), classes = 0;
    for (int i = 0; i < entry->slot_count; i++) {
        required += entry->slots[i].required;
        classes |= entry->slots[i].required && classes_any(&entry->slots[i].classes);
    }
    bool together = entry->kind == ENTRY_LIGHT || entry->more_count;
    return 100 * required + 50 * (entry->act == ACTS_NONE) + 10 * classes + 5 * together;
}

static bool same_words(const struct entry *a, const struct entry *b)
{
    if (a->kind != b->kind || a->act != b->act || !text_equals(a->words, b->words) || a->noun_count != b->noun_count)
        return false;
    for (int i = 0; i < a->noun_count; i++)
        if (!text_equals(a->nouns[i].noun, b->nouns[i].noun))
            return false;
    return true;
}

struct loading {
    struct acts *acts;
    struct words *words;
    struct arena *arena;
    size_t before;  /* entries of the lexicon under the overlay */
    bool overlay;
    struct entry *room; /* for `left` entries more */
    int left;
};

/* Older entries of the same words are found by the same ones of them. */
static void drop_older(const struct loading *loading, const struct entry *newer, const struct text *parts, int count)
{
    for (int i = 0; i < count; i++) {
        struct word *word = words_add(loading->words, parts[i], loading->arena);
        for (size_t k = 0; k < word->entry_count; k++) {
            struct entry *old = loading->acts->entries.items[word->entries[k].entry->number];
            old->dropped |= (size_t)old->number < loading->before && same_words(old, newer);
        }
    }
}

static struct word_entry word_entry_of(const struct entry *entry)
{
    struct word_entry found = { .entry = entry, .kind = entry->kind, .nouns = entry->noun_classes ? ~(uint64_t)0 : 0 };
    for (int i = 0; i < entry->more_count; i++)
        found.needs |= words_look(entry->more[i]);
    for (int i = 0; i < entry->noun_count; i++)
        found.nouns |= entry->nouns[i].look;
    return found;
}

/* Room for an entry that begins with a cache line. */
static struct entry *new_entry(struct loading *loading)
{
    enum { MANY = 64, LINE = 64 };
    static_assert(sizeof(struct entry) == LINE + LINE / 2 + sizeof(void *), "an entry has two lines");
    if (!loading->left) {
        char *raw = arena_take(loading->arena, MANY * 2 * LINE + LINE);
        loading->room = (struct entry *)(raw + (LINE - (uintptr_t)raw % LINE) % LINE);
        loading->left = MANY;
    }
    char *at = (char *)loading->room;
    loading->room = (struct entry *)(at + 2 * LINE);
    loading->left--;
    return (struct entry *)at;
}

/* Adds `entry` for the words "put forward": it is found by each of them, and the others must stand with that one. */
static bool add_entry(struct loading *loading, const struct entry *model, struct text whole, const struct lexfile *file,
                      struct error *err)
{
    struct text parts[ACTS_MORE + 1], rest = whole;
    int count = 0;
    while (rest.length) {
        if (count > ACTS_MORE)
            return lexfile_fail(file, whole, err, "more than %d words", ACTS_MORE + 1);
        struct text part = text_trim(text_cut(&rest, ' '));
        if (part.length)
            parts[count++] = part;
    }
    int heads = model->kind == ENTRY_LIGHT || model->kind == ENTRY_WILL ? 1 : count;
    for (int head = 0; head < heads; head++) {
        struct entry *entry = new_entry(loading);
        *entry = *model;
        entry->words = whole;
        entry->more = count > 1 ? arena_take(loading->arena, (size_t)(count - 1) * sizeof *entry->more) : NULL;
        for (int i = 0; i < count; i++)
            if (i != head)
                entry->more[entry->more_count++] = parts[i];
        entry->weight = weight_of(entry);
        entry->number = (int)loading->acts->entries.count;
        if (loading->overlay)
            drop_older(loading, entry, parts, count);
        ARENA_PUSH(loading->arena, &loading->acts->entries, entry);
        words_add_entry(words_add(loading->words, parts[head], loading->arena), word_entry_of(entry), entry->act, loading->arena);
    }
    return true;
}

/* "@giving+doing": an entry for every word of the classes. */
static bool add_classes(struct loading *loading, const struct entry *model, struct text names, const struct lexfile *file,
                        struct error *err)
{
    class_set classes = { 0 };
    if (!acts_read_classes(&classes, loading->words, file, text_slice(names, 1, names.length), err))
        return false;
    for (size_t i = 0, room = loading->words->room; i < room; i++) {
        const struct word *word = loading->words->slots[i].word;
        if (!word)
            continue;
        if (classes_meet(&word->classes, &classes) && !add_entry(loading, model, word->lemma, file, err))
            return false;
        for (size_t p = 0; p < word->pair_count; p++) {
            struct text pair = arena_print(loading->arena, "%s %s", word->lemma.at, word->pairs[p].second.at);
            if (classes_meet(&word->pairs[p].classes, &classes) && !add_entry(loading, model, pair, file, err))
                return false;
        }
    }
    return true;
}

static bool load_entry(struct loading *loading, int act, const struct lexfile *file, struct error *err)
{
    struct slot slots[ACTS_SLOTS];
    struct entry model = { .act = (uint16_t)act, .slots = slots, .file = file->name, .line = file->line };
    if (!read_kind(&model, file, err))
        return false;
    bool light = model.kind == ENTRY_LIGHT;
    if (light && !read_nouns(&model, loading->words, file, loading->arena, err))
        return false;
    if (!acts_read_slots(&model, loading->words, file, file->fields[light ? 3 : 2], err))
        return false;
    model.slots = arena_take(loading->arena, (size_t)model.slot_count * sizeof *slots);
    memcpy(model.slots, slots, (size_t)model.slot_count * sizeof *slots);
    struct text list = file->fields[0], variant;
    while (lexfile_variant(&list, &variant)) {
        bool ok = variant.at[0] == '@' ? add_classes(loading, &model, variant, file, err)
                                       : add_entry(loading, &model, variant, file, err);
        if (!ok)
            return false;
    }
    return true;
}

static bool load_file(struct loading *loading, int act, const char *folder, struct error *err)
{
    const char *stem = act == ACTS_NONE ? "none" : record_act_text((enum act)act);
    struct text name = arena_print(loading->arena, "acts/%s.txt", stem);
    if (loading->overlay && access(arena_print(loading->arena, "%s/%s", folder, name.at).at, F_OK))
        return true;
    struct lexfile file;
    if (!lexfile_read(&file, folder, name.at, loading->arena, err))
        return false;
    int more;
    while ((more = lexfile_next(&file, err)) > 0) {
        for (int i = file.field_count; i < LEXFILE_FIELDS; i++)
            file.fields[i] = (struct text){ 0 };
        if (!load_entry(loading, act, &file, err))
            return false;
    }
    return !more;
}

bool acts_load(struct acts *acts, struct words *words, const char *folder, bool overlay, struct arena *arena, struct error *err)
{
    struct loading loading = { .acts = acts, .words = words, .arena = arena, .before = acts->entries.count, .overlay = overlay };
    for (int act = 0; act <= ACTS_NONE; act++)
        if (!load_file(&loading, act, folder, err))
            return false;
    return true;
}
