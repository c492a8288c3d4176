/* Loads lexicon/quotes: the words of saying, thinking and deciding, found by their first word. */
#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "reading/quotes_inner.h"

enum { LONGEST_WORD = 64 };

static const struct { const char *name; uint8_t kind; } KINDS[] = {
    { "verb", QUOTES_VERB }, { "noun", QUOTES_NOUN }, { "adj", QUOTES_ADJECTIVE },
    { "marker", QUOTES_MARKER }, { "adverb", QUOTES_ADVERB }, { "light", QUOTES_LIGHT }, { "document", QUOTES_DOCUMENT },
    { "helper", QUOTES_HELPER }, { "within", QUOTES_WITHIN }, { "teller", QUOTES_TELLER },
};

static const struct { const char *name; uint16_t frame; } FRAMES[] = {
    { "quote", FRAME_QUOTE }, { "that", FRAME_THAT }, { "to", FRAME_TO }, { "ing", FRAME_ING }, { "obj", FRAME_OBJ },
    { "person", FRAME_PERSON }, { "source", FRAME_NEEDS_SOURCE }, { "raise", FRAME_RAISE },
    { "beside", FRAME_BESIDE },
};

static const char *const FILES[] = { "verbs.txt", "nouns.txt", "adjectives.txt", "phrases.txt" };

static size_t lower(struct text word, char *room)
{
    size_t length = word.length < LONGEST_WORD ? word.length : LONGEST_WORD;
    for (size_t i = 0; i < length; i++)
        room[i] = word.at[i] >= 'A' && word.at[i] <= 'Z' ? (char)(word.at[i] + 32) : word.at[i];
    return length;
}

int quotes_lookup(const struct quote_lexicon *lexicon, struct text word)
{
    char room[LONGEST_WORD];
    unsigned look = text_sketch(text_slice(word, 0, LONGEST_WORD)) % QUOTES_LOOKS;
    if (!(lexicon->looks[look / 8] >> look % 8 & 1))
        return -1;
    struct text key = { room, lower(word, room) };
    unsigned hash = (unsigned)text_hash(key);
    for (size_t at = hash;; at++) {
        const struct cue_slot *slot = &lexicon->slots[at & (lexicon->slot_count - 1)];
        if (slot->first < 0 || (slot->hash == hash && text_equals(lexicon->entries.items[slot->first].words[0], key)))
            return slot->first;
    }
}

bool quotes_has_kind(const struct quote_lexicon *lexicon, struct text word, enum quotes_kind kind)
{
    for (int at = quotes_lookup(lexicon, word); at >= 0; at = lexicon->entries.items[at].next)
        if (lexicon->entries.items[at].kind == kind && lexicon->entries.items[at].word_count == 1)
            return true;
    return false;
}

static bool read_kind(struct quotes_entry *entry, const struct lexfile *file, struct error *err)
{
    const char *names[sizeof KINDS / sizeof *KINDS];
    for (size_t i = 0; i < sizeof KINDS / sizeof *KINDS; i++) {
        names[i] = KINDS[i].name;
        if (text_is(file->fields[1], KINDS[i].name)) {
            entry->kind = KINDS[i].kind;
            return true;
        }
    }
    const char *nearest = lexfile_nearest(file->fields[1], names, sizeof KINDS / sizeof *KINDS);
    return lexfile_fail(file, file->fields[1], err, "unknown kind '%.*s'%s%s%s", (int)file->fields[1].length, file->fields[1].at,
                        nearest ? "; did you mean '" : "", nearest ? nearest : "", nearest ? "'?" : "");
}

static bool is_word(struct text word)
{
    for (size_t i = 0; i < word.length; i++)
        if (!(word.at[i] >= 'a' && word.at[i] <= 'z') && word.at[i] != '-' && word.at[i] != '\'')
            return false;
    return word.length > 0 && word.length <= LONGEST_WORD;
}

/* "that", "obj" and the like are frames; every other word is a preposition. */
static bool read_frame(struct quotes_entry *entry, const struct lexfile *file, struct text word, struct error *err)
{
    for (size_t i = 0; i < sizeof FRAMES / sizeof *FRAMES; i++)
        if (text_is(word, FRAMES[i].name)) {
            entry->frames |= FRAMES[i].frame;
            return true;
        }
    bool is_preposition = word.length > 1 && word.at[0] == '+' && is_word(text_slice(word, 1, word.length));
    if (!is_preposition)
        return lexfile_fail(file, word, err, "unknown frame '%.*s'; a preposition is written '+%.*s'", (int)word.length, word.at,
                            (int)word.length, word.at);
    if (entry->preposition_count == QUOTES_PREPOSITIONS)
        return lexfile_fail(file, word, err, "more than %d prepositions", QUOTES_PREPOSITIONS);
    entry->prepositions[entry->preposition_count++] = text_slice(word, 1, word.length);
    return true;
}

static bool read_words(struct quotes_entry *entry, const struct lexfile *file, struct text words, struct error *err)
{
    for (struct text rest = words; text_trim(rest).length;) {
        rest = text_trim(rest);
        struct text word = text_cut(&rest, ' ');
        if (!is_word(word))
            return lexfile_fail(file, word, err, "'%.*s' is no word in small letters", (int)word.length, word.at);
        if (entry->word_count == QUOTES_WORDS)
            return lexfile_fail(file, word, err, "more than %d words", QUOTES_WORDS);
        entry->words[entry->word_count++] = word;
    }
    return entry->word_count || lexfile_fail(file, words, err, "no word before '|'");
}

static bool same_words(const struct quotes_entry *a, const struct quotes_entry *b)
{
    if (a->word_count != b->word_count || a->kind != b->kind)
        return false;
    for (int i = 0; i < a->word_count; i++)
        if (!text_equals(a->words[i], b->words[i]))
            return false;
    return true;
}

static void override(struct quote_lexicon *lexicon, const struct quotes_entry *by, size_t before)
{
    for (size_t i = 0; i < before; i++)
        if (same_words(&lexicon->entries.items[i], by))
            lexicon->entries.items[i].dropped = true;
}

/* One line: its variants are entries that share kind and frames. `before`: entries that an overlay may override. */
static bool read_entry(struct quote_lexicon *lexicon, const struct lexfile *file, size_t before, struct arena *arena,
                       struct error *err)
{
    if (file->field_count < 2 || file->field_count > 3)
        return lexfile_fail(file, file->whole, err, "an entry has words, a kind and mostly frames, parted by '|'");
    struct quotes_entry entry = { .file = file->name, .line = file->line, .next = -1 };
    if (!read_kind(&entry, file, err))
        return false;
    for (struct text rest = file->field_count > 2 ? file->fields[2] : (struct text){ 0 }; text_trim(rest).length;) {
        rest = text_trim(rest);
        if (!read_frame(&entry, file, text_cut(&rest, ' '), err))
            return false;
    }
    struct text list = file->fields[0], words;
    bool any = false;
    while (lexfile_variant(&list, &words)) {
        struct quotes_entry one = entry;
        if (!read_words(&one, file, words, err))
            return false;
        override(lexicon, &one, before);
        ARENA_PUSH(arena, &lexicon->entries, one);
        any = true;
    }
    return any || lexfile_fail(file, file->fields[0], err, "no word before '|'");
}

static bool load_folder(struct quote_lexicon *lexicon, const char *folder, bool overlay, struct arena *arena, struct error *err)
{
    size_t before = overlay ? lexicon->entries.count : 0;
    for (size_t i = 0; i < sizeof FILES / sizeof *FILES; i++) {
        struct text name = arena_print(arena, "quotes/%s", FILES[i]);
        if (overlay && access(arena_print(arena, "%s/%s", folder, name.at).at, F_OK) && errno == ENOENT)
            continue;
        struct lexfile file;
        if (!lexfile_read(&file, folder, name.at, arena, err))
            return false;
        int more;
        while ((more = lexfile_next(&file, err)) > 0)
            if (!read_entry(lexicon, &file, before, arena, err))
                return false;
        if (more < 0)
            return false;
    }
    return true;
}

/* Chains the entries by first word: more words first, then the order of the files. */
static void index_entries(struct quote_lexicon *lexicon, struct arena *arena)
{
    lexicon->slot_count = 1024;
    while (lexicon->slot_count < lexicon->entries.count * 4)
        lexicon->slot_count *= 2;
    lexicon->slots = arena_take(arena, lexicon->slot_count * sizeof *lexicon->slots);
    for (size_t i = 0; i < lexicon->slot_count; i++)
        lexicon->slots[i].first = -1;
    for (int words = QUOTES_WORDS; words; words--)
        for (size_t i = 0; i < lexicon->entries.count; i++) {
            struct quotes_entry *entry = &lexicon->entries.items[i];
            if (entry->dropped || entry->word_count != words)
                continue;
            int at = quotes_lookup(lexicon, entry->words[0]);
            if (at < 0) {
                unsigned hash = (unsigned)text_hash(entry->words[0]), look = text_sketch(entry->words[0]) % QUOTES_LOOKS;
                size_t slot = hash;
                lexicon->looks[look / 8] |= (uint8_t)(1u << look % 8);
                while (lexicon->slots[slot & (lexicon->slot_count - 1)].first >= 0)
                    slot++;
                lexicon->slots[slot & (lexicon->slot_count - 1)] = (struct cue_slot){ hash, (int)i };
                continue;
            }
            while (lexicon->entries.items[at].next >= 0)
                at = lexicon->entries.items[at].next;
            lexicon->entries.items[at].next = (int)i;
        }
}

const struct quote_lexicon *quotes_load(const char *folder, const char *overlay, struct arena *arena, struct error *err)
{
    struct quote_lexicon *lexicon = arena_take(arena, sizeof *lexicon);
    if (!load_folder(lexicon, folder, false, arena, err) || (overlay && !load_folder(lexicon, overlay, true, arena, err)))
        return NULL;
    index_entries(lexicon, arena);
    return lexicon;
}
