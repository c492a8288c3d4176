/* The kinds of words of which classes and ids are made. */
#include "source/html.h"

enum { LONGEST_CLASS = 400 }; /* bytes of a class that are looked at */

static const struct { const char *word; unsigned kind; } class_words[] = {
#define WORD(kind, word) { word, 1u << HTML_WORD_##kind },
#include "source/html_words.def"
#undef WORD
};

static unsigned kind_of_word(const char *word, size_t length)
{
    int from = 0, to = sizeof class_words / sizeof class_words[0];
    while (from < to) {
        int middle = (from + to) / 2;
        const char *known = class_words[middle].word;
        size_t known_length = strlen(known), shorter = known_length < length ? known_length : length;
        int order = memcmp(word, known, shorter);
        if (!order && (known_length == length || (known_length < length && known_length >= 5)))
            return class_words[middle].kind;
        if (order < 0 || (!order && length < known_length))
            to = middle;
        else
            from = middle + 1;
    }
    return 0;
}

/* Words end at what is no letter, and where a capital follows a small letter: "articleBody". */
static unsigned kinds_of_names(struct text names)
{
    char word[32];
    size_t length = 0;
    unsigned kinds = 0;
    for (size_t i = 0; i <= names.length && i < LONGEST_CLASS; i++) {
        char c = i < names.length ? names.at[i] : ' ';
        bool is_capital = c >= 'A' && c <= 'Z', is_small = c >= 'a' && c <= 'z';
        bool ends = !(is_capital || is_small) || (is_capital && length && names.at[i - 1] >= 'a' && names.at[i - 1] <= 'z');
        if (ends && length) {
            kinds |= kind_of_word(word, length);
            length = 0;
        }
        if ((is_capital || is_small) && length < sizeof word)
            word[length++] = (char)(c | 32);
    }
    return kinds;
}

unsigned html_words_of(struct html_node *node)
{
    if (!node->is_marked) {
        node->marks = kinds_of_names(html_attribute(node, "class")) | kinds_of_names(html_attribute(node, "id")) |
                      kinds_of_names(html_attribute(node, "data-component"));
        node->is_marked = true;
    }
    return node->marks;
}
