/* What thing a statement is about, more finely than by its class of means: by the words of its object. */
#include <ctype.h>

#include "ledger/amount.h"
#include "ledger/things.h"

static const struct {
    const char *text;
    uint32_t classes;
    int home;
    const char *words;
} kinds[] = {
#define KIND(name, classes, home, words) { #name, classes, home, words },
#include "ledger/kinds.def"
#undef KIND
};

/* Classes of means in which kinds are told apart. */
static const uint32_t all_classes = 0
#define KIND(name, classes, home, words) | (classes)
#include "ledger/kinds.def"
#undef KIND
    ;

const char *things_kind_text(enum kind kind)
{
    return kinds[kind].text;
}

enum means things_home(enum kind kind, enum means means)
{
    return kinds[kind].home == MEANS_COUNT ? means : (enum means)kinds[kind].home;
}

/* Words parted by anything but letters and digits; "F-16" is two. */
static struct text next_word(struct text *rest)
{
    size_t from = 0, to;
    while (from < rest->length && !isalnum((unsigned char)rest->at[from]) && (unsigned char)rest->at[from] < 0x80)
        from++;
    for (to = from; to < rest->length && (isalnum((unsigned char)rest->at[to]) || (unsigned char)rest->at[to] >= 0x80);)
        to++;
    struct text word = text_slice(*rest, from, to);
    *rest = text_slice(*rest, to, rest->length);
    return word;
}

/* Whether `word` is `entry`, or its plural; "medic*" is any word that begins so. */
static bool fits_word(struct text word, struct text entry)
{
    if (text_ends(entry, TEXT("*")))
        return text_starts(word, text_slice(entry, 0, entry.length - 1));
    if (!text_starts(word, entry))
        return false;
    struct text ending = text_slice(word, entry.length, word.length);
    return !ending.length || text_is(ending, "s") || text_is(ending, "es");
}

/* Of how many words the entry is, where `words` begin with them; else 0. */
static int words_of_entry(struct text words, struct text entry)
{
    int count = 0;
    for (; entry.length; count++) {
        struct text wanted = text_cut(&entry, ' ');
        if (!fits_word(next_word(&words), wanted))
            return 0;
    }
    return count;
}

/* The most words with which one of the entries, parted by commas, begins `words`. */
static int longest_entry(struct text words, struct text entries)
{
    int longest = 0;
    while (entries.length) {
        struct text entry = text_trim(text_cut(&entries, ','));
        int count = *entry.at == *words.at ? words_of_entry(words, entry) : 0;
        longest = count > longest ? count : longest;
    }
    return longest;
}

/* Steps to the next word; false at the end. */
static bool skip_to_word(struct text *rest)
{
    struct text after = *rest, word = next_word(&after);
    *rest = text_slice(*rest, (size_t)(word.at - rest->at), rest->length);
    return word.length > 0;
}

static bool has_entry(struct text words, const char *entries)
{
    for (; skip_to_word(&words); next_word(&words))
        if (longest_entry(words, text_of(entries)))
            return true;
    return false;
}

/* The kinds that begin the words with the longest entry, and how many words that has: "anti-aircraft" is no aircraft. */
static uint64_t longest_kinds(struct text words, uint32_t classes, int *longest)
{
    uint64_t found = 0;
    *longest = 0;
    for (int kind = 0; kind < KIND_COUNT; kind++) {
        int count = kinds[kind].classes & classes ? longest_entry(words, text_of(kinds[kind].words)) : 0;
        if (count > *longest)
            found = 0;
        if (count && count >= *longest) {
            *longest = count;
            found |= (uint64_t)1 << kind;
        }
    }
    return found;
}

uint64_t things_kinds(struct text words, uint32_t means)
{
    uint64_t found = 0;
    struct arena arena = { 0 };
    struct text rest = words.length && means & all_classes ? utf8_fold(words, &arena) : TEXT("");
    while (skip_to_word(&rest)) {
        int count;
        found |= longest_kinds(rest, means, &count);
        for (count += !count; count > 0; count--)
            next_word(&rest);
    }
    arena_release(&arena);
    return found;
}

uint32_t things_class(struct text words)
{
    uint64_t named = things_kinds(words, all_classes & ~KINDS_GOODS);
    uint32_t classes = 0;
    for (int kind = 0; kind < KIND_COUNT; kind++)
        if (named & (uint64_t)1 << kind)
            classes |= kinds[kind].home == MEANS_COUNT ? kinds[kind].classes : 1u << kinds[kind].home;
    return classes & (classes - 1) ? 0 : classes;
}

bool things_is_of(enum kind kind, enum means means)
{
    return kinds[kind].classes & 1u << means;
}

static const struct { const char *word; const char *label; } ordinals[] = {
    { "second", "2" }, { "third", "3" }, { "fourth", "4" }, { "fifth", "5" }, { "sixth", "6" },
};

/* What can be counted as a whole: the second package is another one, the second half or delivery is not. */
static const char wholes[] = "package, loan, grant, credit, programme, program, pledge, fund, gift, contract, convoy, mission";
static const char anew[] = "package, loan, grant, credit, programme, program, pledge, tranche, batch, consignment, shipment, "
                           "round, gift";

static struct text ordinal_of(struct text folded)
{
    for (struct text rest = folded; rest.length;) {
        struct text word = next_word(&rest);
        for (size_t i = 0; i < sizeof ordinals / sizeof *ordinals; i++)
            if (text_is(word, ordinals[i].word) && has_entry(rest, wholes))
                return text_of(ordinals[i].label);
    }
    return TEXT("");
}

/* "another", "further", "8,000 more", "more" alone, "a new grant". "More gas" is no addition to a promise, it is what is
 * promised. */
static bool is_further(struct text folded)
{
    struct text before = { "", 0 };
    for (struct text rest = folded; rest.length;) {
        struct text word = next_word(&rest);
        if (fits_word(word, TEXT("another")) || text_is(word, "additional") || text_is(word, "further") || text_is(word, "extra"))
            return true;
        if (text_is(word, "more") && (amount_of(before).is_number || !text_trim(rest).length))
            return true;
        if ((text_is(word, "new") || text_is(word, "fresh")) && has_entry(rest, anew))
            return true;
        before = word;
    }
    return false;
}

struct text things_amount(struct text object, struct text amount, struct arena *arena)
{
    struct amount number = amount_of(amount);
    if (!number.is_number)
        number = amount_of(object);
    return number.is_number ? arena_print(arena, "+%lld", number.thousandths) : TEXT("");
}

struct text things_addition(struct text object, struct text amount, struct arena *arena)
{
    struct text folded = utf8_fold(object, arena), ordinal = ordinal_of(folded);
    if (ordinal.length)
        return ordinal;
    if (!is_further(folded) && !is_further(utf8_fold(amount, arena)))
        return TEXT("");
    struct text label = things_amount(object, amount, arena);
    return label.length ? label : TEXT("+");
}

bool things_is_pointer(struct text words)
{
    static const char *const openers[] = { "the", "its", "their", "his", "her", "any", "that", "those", "this", "these", "such",
                                           "it",
                                           "them", "none", "some", "half", "part" };
    struct arena arena = { 0 };
    struct text rest = utf8_fold(words, &arena), first = next_word(&rest);
    bool is_pointer = !first.length;
    for (size_t i = 0; i < sizeof openers / sizeof *openers; i++)
        is_pointer |= text_is(first, openers[i]);
    arena_release(&arena);
    return is_pointer;
}
