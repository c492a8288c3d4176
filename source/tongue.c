/* Which language a text is written in. */
#include "source/tongue.h"

#include <stdint.h>
#include <string.h>

enum {
    SLOTS = 4096,       /* more than twice as many as there are words */
    LONGEST_WORD = 20,  /* bytes of a small word */
    MOST_WORDS = 5000,  /* of one text: more tell nothing new */
    LEAST_WORDS = 6,    /* fewer tell nothing */
    LEAST_HITS = 3,     /* small words of a language */
    LEAST_SHARE = 12,   /* hundredths of the words that are small words of a foreign language */
    LEAD = 14,          /* tenths of English hits that a foreign language must have */
    UNKNOWN_WORDS = 40, /* so many words with hardly an English one among them are none of English */
    UNKNOWN_SHARE = 4,  /* hundredths */
};

static const struct { const char *code, *name, *words; } tongues[] = {
#define TONGUE(code, name, words) { code, name, words },
#include "source/tongues.def"
#undef TONGUE
};
enum { TONGUES = sizeof tongues / sizeof tongues[0] };
_Static_assert(TONGUES <= 64, "a bit each");

struct tongue_table {
    struct { struct text word; uint64_t tongues; } slots[SLOTS];
};

static size_t slot_of(const struct tongue_table *table, struct text word)
{
    size_t at = text_hash(word) % SLOTS;
    while (table->slots[at].word.length && !text_equals(table->slots[at].word, word))
        at = (at + 1) % SLOTS;
    return at;
}

const struct tongue_table *tongue_table(struct arena *arena)
{
    struct tongue_table *table = arena_take(arena, sizeof *table);
    for (int i = 0; i < TONGUES; i++)
        for (struct text rest = text_of(tongues[i].words); rest.length;) {
            struct text word = text_cut(&rest, ' ');
            size_t at = slot_of(table, word);
            table->slots[at].word = word;
            table->slots[at].tongues |= 1ull << i;
        }
    return table;
}

/* Letters by script; those of the scripts that one language or two have tell it by themselves. */
enum script { LATIN, CYRILLIC, GREEK, HEBREW, ARABIC, HAN, KANA, HANGUL, DEVANAGARI, BENGALI, TAMIL, THAI, GEORGIAN, ARMENIAN,
              ETHIOPIC, SCRIPTS, NONE };

static const struct { uint32_t from, to; enum script script; } ranges[] = {
    { 0xc0, 0x24f, LATIN }, { 0x1e00, 0x1eff, LATIN }, { 0x370, 0x3ff, GREEK },
    { 0x400, 0x52f, CYRILLIC }, { 0x531, 0x58f, ARMENIAN }, { 0x590, 0x5ff, HEBREW }, { 0x600, 0x77f, ARABIC },
    { 0x900, 0x97f, DEVANAGARI },
    { 0x980, 0x9ff, BENGALI }, { 0xb80, 0xbff, TAMIL }, { 0xe00, 0xe7f, THAI }, { 0x10a0, 0x10ff, GEORGIAN },
    { 0x1100, 0x11ff, HANGUL },
    { 0x1200, 0x139f, ETHIOPIC }, { 0x3040, 0x30ff, KANA }, { 0x3400, 0x9fff, HAN }, { 0xac00, 0xd7af, HANGUL },
};

static enum script script_of(uint32_t point)
{
    if (point < 0x80)
        return (point | 0x20) >= 'a' && (point | 0x20) <= 'z' ? LATIN : NONE;
    for (size_t i = 0; i < sizeof ranges / sizeof ranges[0]; i++)
        if (point >= ranges[i].from && point <= ranges[i].to)
            return ranges[i].script;
    return NONE;
}

/* What one walk through a text counts. */
struct count {
    int letters[SCRIPTS];
    int marks[6];          /* letters that only some languages of a script have */
    int hits[TONGUES];
    int words;
};

/* Cyrillic and Arabic letters by which their languages differ. */
enum { MARK_UK, MARK_BE, MARK_SR, MARK_RU, MARK_FA, MARK_UR };

static void count_mark(struct count *count, uint32_t point)
{
    static const struct { uint32_t point; int mark; } marks[] = {
        { 0x456, MARK_UK }, { 0x457, MARK_UK }, { 0x454, MARK_UK }, { 0x45e, MARK_BE }, { 0x458, MARK_SR }, { 0x459, MARK_SR },
        { 0x45a, MARK_SR },
        { 0x44b, MARK_RU }, { 0x44d, MARK_RU }, { 0x67e, MARK_FA }, { 0x686, MARK_FA }, { 0x6af, MARK_FA }, { 0x6cc, MARK_FA },
        { 0x679, MARK_UR }, { 0x688, MARK_UR },
        { 0x6d2, MARK_UR }, { 0x6ba, MARK_UR },
    };
    for (size_t i = 0; i < sizeof marks / sizeof marks[0]; i++)
        count->marks[marks[i].mark] += marks[i].point == point;
}

static void count_word(const struct tongue_table *table, struct text word, struct count *count)
{
    if (word.length == 1)
        return; /* "U.S.", "T.V. Rao": letters of names, that are words in some languages */
    uint64_t tongues_of = table->slots[slot_of(table, word)].tongues;
    count->words++;
    for (int i = 0; tongues_of; i++, tongues_of >>= 1)
        count->hits[i] += tongues_of & 1;
}

/* Small letters for those of Latin script that stand in pairs; it is enough for small words. */
static uint32_t small(uint32_t point)
{
    if ((point >= 'A' && point <= 'Z') || (point >= 0xc0 && point <= 0xde && point != 0xd7))
        return point + 32;
    bool is_odd_pair = (point >= 0x139 && point <= 0x148) || (point >= 0x179 && point <= 0x17e); /* the capital is the odd one */
    return point >= 0x100 && point <= 0x17e && point != 0x131 && point != 0x138 && (point & 1) == is_odd_pair ? point + 1 : point;
}

static size_t put(char *to, uint32_t point)
{
    if (point < 0x80) {
        *to = (char)point;
        return 1;
    }
    if (point < 0x800) {
        to[0] = (char)(0xc0 | point >> 6);
        to[1] = (char)(0x80 | (point & 0x3f));
        return 2;
    }
    to[0] = (char)(0xe0 | point >> 12);
    to[1] = (char)(0x80 | (point >> 6 & 0x3f));
    to[2] = (char)(0x80 | (point & 0x3f));
    return 3;
}

/* As utf8_at, which most letters need not. */
static uint32_t next_point(struct text text, size_t at, size_t *step)
{
    if (at >= text.length || (unsigned char)text.at[at] >= 0x80)
        return utf8_at(text, at, step);
    *step = 1;
    return (unsigned char)text.at[at];
}

static bool is_plain_letter(char c)
{
    return (unsigned char)((c | 0x20) - 'a') <= 'z' - 'a';
}

static void count_text(const struct tongue_table *table, struct text text, struct count *count)
{
    char word[LONGEST_WORD + 4];
    size_t length = 0, step;
    for (size_t at = 0; at <= text.length && count->words < MOST_WORDS; at += step ? step : 1) {
        for (; at < text.length && is_plain_letter(text.at[at]); at++) { /* most are */
            count->letters[LATIN]++;
            if (length < LONGEST_WORD)
                word[length++] = (char)(text.at[at] | 0x20);
        }
        uint32_t point = next_point(text, at, &step);
        enum script script = at < text.length ? script_of(point) : NONE;
        if (script < SCRIPTS)
            count->letters[script]++;
        if (script == CYRILLIC || script == ARABIC)
            count_mark(count, point);
        if (script == LATIN) {
            length += length < LONGEST_WORD ? put(word + length, small(point)) : 0;
        } else if (length) {
            count_word(table, (struct text){ word, length }, count);
            length = 0;
        }
    }
}

static struct tongue known(const char *code, const char *name, int words)
{
    return (struct tongue){ code, name, words, words };
}

static struct tongue cyrillic(const struct count *count, int words)
{
    const int *marks = count->marks;
    if (marks[MARK_BE])
        return known("be", "Belarusian", words);
    if (marks[MARK_UK] > marks[MARK_RU] && marks[MARK_UK] > marks[MARK_SR])
        return known("uk", "Ukrainian", words);
    if (marks[MARK_SR] > marks[MARK_RU])
        return known("sr", "Serbian or Macedonian", words);
    return marks[MARK_RU] ? known("ru", "Russian", words) : known("bg", "Bulgarian", words);
}

/* A text most of whose letters are of another script than ours. */
static struct tongue by_script(const struct count *count, enum script script, int words)
{
    static const struct { const char *code, *name; } only[SCRIPTS] = {
        [GREEK] = { "el", "Greek" }, [HEBREW] = { "he", "Hebrew" }, [HANGUL] = { "ko", "Korean" }, [KANA] = { "ja", "Japanese" },
        [DEVANAGARI] = { "hi", "Hindi" },
        [BENGALI] = { "bn", "Bengali" }, [TAMIL] = { "ta", "Tamil" }, [THAI] = { "th", "Thai" }, [GEORGIAN] = { "ka", "Georgian" },
        [ARMENIAN] = { "hy", "Armenian" },
        [ETHIOPIC] = { "am", "Amharic" },
    };
    if (script == CYRILLIC)
        return cyrillic(count, words);
    if (script == ARABIC)
        return count->marks[MARK_UR]   ? known("ur", "Urdu", words)
               : count->marks[MARK_FA] ? known("fa", "Persian", words)
                                       : known("ar", "Arabic", words);
    if (script == HAN)
        return count->letters[KANA] * 10 > count->letters[HAN] ? known("ja", "Japanese", words) : known("zh", "Chinese", words);
    return known(only[script].code, only[script].name, words);
}

static struct tongue by_words(const struct count *count)
{
    int best = 0, english = count->hits[0];
    for (int i = 1; i < TONGUES; i++)
        if (count->hits[i] > count->hits[best] || (!best && count->hits[i] * 10 > english * LEAD))
            best = i;
    bool is_foreign = best && count->hits[best] >= LEAST_HITS && count->hits[best] * 100 >= LEAST_SHARE * count->words &&
                      count->hits[best] * 10 >= english * LEAD;
    if (is_foreign)
        return (struct tongue){ tongues[best].code, tongues[best].name, count->words, count->hits[best] };
    if (count->words >= UNKNOWN_WORDS && english * 100 < UNKNOWN_SHARE * count->words)
        return (struct tongue){ "und", "a language that it does not know", count->words, 0 };
    return (struct tongue){ english ? tongues[0].code : NULL, english ? tongues[0].name : NULL, count->words, english };
}

struct tongue tongue_of(const struct tongue_table *table, struct text text)
{
    return tongue_of_both(table, TEXT(""), text);
}

struct tongue tongue_of_both(const struct tongue_table *table, struct text title, struct text text)
{
    struct count count = { 0 };
    int foreign = CYRILLIC;
    count_text(table, title, &count);
    count_text(table, text, &count);
    for (int i = CYRILLIC; i < SCRIPTS; i++)
        if (count.letters[i] > count.letters[foreign])
            foreign = i;
    /* A character of Chinese says as much as three letters or more. */
    int weight = foreign == HAN || foreign == KANA || foreign == HANGUL ? 3 : 1;
    if (count.letters[foreign] * weight > count.letters[LATIN] && count.letters[foreign] * weight >= 3 * LEAST_WORDS)
        return by_script(&count, (enum script)foreign, count.words + count.letters[foreign] * weight / 6);
    return count.words < LEAST_WORDS ? known(NULL, NULL, count.words) : by_words(&count);
}

const char *tongue_name(struct text code)
{
    struct text rest = code, primary = text_cut(&rest, '-');
    for (int i = 0; i < TONGUES; i++)
        if (text_equals_nocase(primary, text_of(tongues[i].code)))
            return tongues[i].name;
    return NULL;
}

bool tongue_is_english(const struct tongue *tongue)
{
    return !tongue->code || !strcmp(tongue->code, "en");
}
