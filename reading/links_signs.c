/* Signs of two sentences that speak for the same act told again, or against it. */
#include "reading/links_inner.h"

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (unsigned char)c >= 0x80;
}

/* Whether one of them stands there as a whole word, whatever its case. */
static bool has_word(struct text sentence, const char *const *words, size_t count)
{
    for (size_t at = 0; at < sentence.length; at++) {
        if (at && is_letter(sentence.at[at - 1]))
            continue;
        for (size_t i = 0; i < count; i++) {
            if ((sentence.at[at] ^ *words[i]) & ~32)
                continue; /* most begin otherwise */
            struct text word = text_of(words[i]);
            if (at + word.length > sentence.length)
                continue;
            bool ends = at + word.length == sentence.length || !is_letter(sentence.at[at + word.length]);
            if (ends && text_equals_nocase(text_slice(sentence, at, at + word.length), word))
                return true;
        }
    }
    return false;
}

static bool tells_of_more(struct text sentence)
{
    static const char *const words[] = { "also", "another", "further", "additional", "additionally", "separately",
                                         "in addition" };
    return has_word(sentence, words, sizeof words / sizeof *words);
}

static bool tells_of_before(struct text sentence)
{
    static const char *const words[] = { "previous", "previously", "in the past", "last year", "last month", "year ago",
                                         "years ago", "months ago", "before", "earlier" };
    return has_word(sentence, words, sizeof words / sizeof *words);
}

void links_tell_signs(struct telling *telling)
{
    struct text sentence = telling->statement->sentence_text;
    links_numbers(sentence, &telling->years, &telling->numbers);
    telling->of_more = tells_of_more(sentence);
    telling->of_before = tells_of_before(sentence);
}

/* A quotation goes on with what was told before it; other numbers or years, and words for more or before, tell of other acts. */
int links_signs(const struct telling *later, const struct telling *earlier)
{
    enum { QUOTE = 60, MORE = -40, BEFORE = -40, OTHER_YEAR = -40, OTHER_NUMBERS = -40 };
    struct text told = later->statement->sentence_text;
    int points = text_starts(told, TEXT("\"")) || text_starts(told, TEXT("\xE2\x80\x9C")) ? QUOTE : 0;
    if (links_same_sentence(later->statement, earlier->statement))
        return points;
    bool other_year = links_common(&later->years, &earlier->years) < later->years.count;
    bool other_numbers = later->numbers.count && earlier->numbers.count && !links_common(&later->numbers, &earlier->numbers);
    return points + (later->of_more ? MORE : 0) + (later->of_before != earlier->of_before ? BEFORE : 0)
         + (other_year ? OTHER_YEAR : 0) + (other_numbers ? OTHER_NUMBERS : 0);
}
