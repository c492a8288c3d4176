/* The table of words and their classes, and the loader of lexicon/classes. */
#include "reading/words.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

enum { FIRST_ROOM = 4096, LONGEST_WORD = 96 };

static struct text lower(struct text lemma, char *room)
{
    if (lemma.length > LONGEST_WORD)
        return (struct text){ 0 };
    for (size_t i = 0; i < lemma.length; i++)
        room[i] = lemma.at[i] >= 'A' && lemma.at[i] <= 'Z' ? (char)(lemma.at[i] + 32) : lemma.at[i];
    return (struct text){ room, lemma.length };
}

/* Zero tells that there is no such word. */
static unsigned long long hash_of(struct text word)
{
    unsigned long long hash = text_hash(word);
    return hash ? hash : 1;
}

static struct word_slot *slot_of(const struct words *words, struct text lemma, unsigned long long hash)
{
    size_t at = hash & (words->room - 1);
    while (words->slots[at].word && (words->slots[at].hash != hash || !text_equals(words->slots[at].word->lemma, lemma)))
        at = (at + 1) & (words->room - 1);
    return &words->slots[at];
}

unsigned long long words_begin(const struct words *words, struct text lemma)
{
    char room[LONGEST_WORD];
    unsigned look = text_sketch(lemma);
    if (!(words->looks[look / 8] >> look % 8 & 1))
        return 0;
    unsigned long long hash = hash_of(lower(lemma, room));
    __builtin_prefetch(&words->slots[hash & (words->room - 1)]);
    return hash;
}

void words_fetch(const struct words *words, unsigned long long begun)
{
    const struct word_slot *slot = begun ? &words->slots[begun & (words->room - 1)] : NULL;
    if (!slot || slot->hash != begun)
        return;
    __builtin_prefetch(slot->word);
    __builtin_prefetch(&slot->word->classes);
}

const struct word *words_at(const struct words *words, struct text lemma, unsigned long long begun)
{
    char room[LONGEST_WORD];
    return begun ? slot_of(words, lower(lemma, room), begun)->word : NULL;
}

const struct word *words_find(const struct words *words, struct text lemma)
{
    return words_at(words, lemma, words_begin(words, lemma));
}

static void widen(struct words *words, struct arena *arena)
{
    struct word_slot *old = words->slots;
    size_t old_room = words->room;
    words->room = old_room ? old_room * 2 : FIRST_ROOM;
    words->slots = arena_take(arena, words->room * sizeof *words->slots);
    for (size_t i = 0; i < old_room; i++)
        if (old[i].word)
            *slot_of(words, old[i].word->lemma, old[i].hash) = old[i];
}

static struct word *new_word(struct text lemma, struct arena *arena)
{
    enum { LINE = 64 };
    char *raw = arena_take(arena, sizeof(struct word) + LINE);
    struct word *word = (struct word *)(raw + (LINE - (uintptr_t)raw % LINE) % LINE);
    bool is_short = lemma.length < sizeof word->short_lemma;
    if (is_short && lemma.length)
        memcpy(word->short_lemma, lemma.at, lemma.length);
    word->lemma = is_short ? (struct text){ word->short_lemma, lemma.length } : arena_copy(arena, lemma);
    return word;
}

struct word *words_add(struct words *words, struct text lemma, struct arena *arena)
{
    char room[LONGEST_WORD];
    lemma = lower(lemma, room);
    if ((words->count + 1) * 2 > words->room)
        widen(words, arena);
    unsigned long long hash = hash_of(lemma);
    unsigned look = text_sketch(lemma);
    words->looks[look / 8] |= (uint8_t)(1u << look % 8);
    struct word_slot *slot = slot_of(words, lemma, hash);
    if (!slot->word) {
        *slot = (struct word_slot){ hash, new_word(lemma, arena) };
        slot->word->number = (int)words->count++;
    }
    return slot->word;
}

void words_add_entry(struct word *word, struct word_entry entry, uint16_t act, struct arena *arena)
{
    size_t room = word->entry_room;
    word->entries = arena_grow(arena, word->entries, word->entry_count, &room, sizeof *word->entries);
    word->entry_room = (uint32_t)room;
    word->entries[word->entry_count++] = entry;
    word->kinds |= 1u << entry.kind;
    word->acts |= 1u << act;
}

/* Where the name of a class stands among the slots, or is to stand. */
static size_t class_slot(const struct words *words, struct text name)
{
    enum { SLOTS = sizeof words->class_slots / sizeof *words->class_slots };
    size_t at = text_hash(name) % SLOTS;
    while (words->class_slots[at] && !text_equals(words->classes[words->class_slots[at] - 1], name))
        at = (at + 1) % SLOTS;
    return at;
}

int words_class(const struct words *words, struct text name)
{
    return words->class_slots[class_slot(words, name)] - 1;
}

static int add_class(struct words *words, struct text name)
{
    words->classes[words->class_count++] = name;
    words->class_slots[class_slot(words, name)] = (uint16_t)words->class_count;
    return words->class_count - 1;
}

static void add_pair(struct word *word, struct text second, int class, struct arena *arena)
{
    for (uint32_t i = 0; i < word->pair_count; i++)
        if (text_equals(word->pairs[i].second, second)) {
            classes_add(&word->pairs[i].classes, class);
            return;
        }
    size_t room = word->pair_room;
    word->pairs = arena_grow(arena, word->pairs, word->pair_count, &room, sizeof *word->pairs);
    word->pair_room = (uint32_t)room;
    struct pair_class *pair = &word->pairs[word->pair_count++];
    *pair = (struct pair_class){ .second = arena_copy(arena, second) };
    classes_add(&pair->classes, class);
}

static bool add_member(struct words *words, struct lexfile *file, struct text variant, int class, struct arena *arena,
                       struct error *err)
{
    struct text second = variant, first = text_cut(&second, ' ');
    if (variant.length > LONGEST_WORD)
        return lexfile_fail(file, variant, err, "word longer than %d bytes", LONGEST_WORD);
    if (memchr(second.at, ' ', second.length))
        return lexfile_fail(file, variant, err, "a word of a class has one part or two");
    struct word *word = words_add(words, first, arena);
    if (second.length)
        add_pair(word, second, class, arena);
    else
        classes_add(&word->classes, class);
    return true;
}

static bool load_class(struct words *words, const char *folder, const char *file_name, struct arena *arena, struct error *err)
{
    struct text stem = text_slice(text_of(file_name), 0, strlen(file_name) - 4);
    int number = words_class(words, stem);
    if (number < 0 && words->class_count == WORDS_CLASSES)
        return error_set(err, ERROR_LEXICON, "%s: more than %d classes of words", file_name, WORDS_CLASSES);
    if (number < 0)
        number = add_class(words, arena_copy(arena, stem));
    struct lexfile file;
    if (!lexfile_read(&file, folder, arena_print(arena, "classes/%s", file_name).at, arena, err))
        return false;
    int more;
    while ((more = lexfile_next(&file, err)) > 0) {
        struct text list = file.fields[0], variant;
        while (lexfile_variant(&list, &variant))
            if (!add_member(words, &file, variant, number, arena, err))
                return false;
    }
    return !more;
}

static int is_class_file(const struct dirent *entry)
{
    size_t length = strlen(entry->d_name);
    return length > 4 && !strcmp(entry->d_name + length - 4, ".txt");
}

static int by_bytes(const struct dirent **a, const struct dirent **b)
{
    return strcmp((*a)->d_name, (*b)->d_name);
}

bool words_load_classes(struct words *words, const char *folder, bool overlay, struct arena *arena, struct error *err)
{
    struct dirent **names = NULL;
    struct text path = arena_print(arena, "%s/classes", folder);
    int count = scandir(path.at, &names, is_class_file, by_bytes);
    if (count < 0)
        return overlay && errno == ENOENT ? true : error_set(err, ERROR_SYSTEM, "%s: cannot be read: %s", path.at, strerror(errno));
    bool ok = true;
    for (int i = 0; i < count; i++) {
        ok = ok && load_class(words, folder, names[i]->d_name, arena, err);
        free(names[i]);
    }
    free(names);
    return ok;
}
