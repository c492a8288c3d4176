/* What spoke for a reading and against it, in words. */
#include "reading/explain.h"

struct row {
    struct text begins, words;
};

static const struct row rows[] = {
#define SIGN(begins, told) { { begins, sizeof begins - 1 }, { told, sizeof told - 1 } },
#include "reading/signs_told.def"
#undef SIGN
};

enum { MOST_WORDS = 9 };

/* Where words name a word that is not there, they end before the bracket or colon that it would stand behind. */
static struct text without_rest(struct text words)
{
    size_t bracket = text_find(words, TEXT(" (")), colon = text_find(words, TEXT(": "));
    return text_slice(words, 0, bracket < colon ? bracket : colon);
}

/* Writes the words of a row with what follows its beginning in place of $1, $2 … and $3+. */
static void fill(struct text words, struct text rest, struct buffer *out)
{
    struct text parts[MOST_WORDS], from[MOST_WORDS];
    if (!rest.length)
        words = without_rest(words);
    for (int i = 0; i < MOST_WORDS; i++) {
        from[i] = rest;
        parts[i] = text_cut(&rest, ' ');
    }
    for (size_t i = 0; i < words.length; i++) {
        if (words.at[i] != '$') {
            buffer_add_char(out, words.at[i]);
            continue;
        }
        int place = words.at[++i] - '1';
        bool all = i + 1 < words.length && words.at[i + 1] == '+';
        buffer_add(out, all ? from[place] : parts[place]);
        i += all;
    }
}

void explain_sign(struct text name, struct buffer *out)
{
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        size_t length = rows[i].begins.length;
        if (!text_starts(name, rows[i].begins) || (name.length > length && name.at[length] != ' '))
            continue;
        fill(rows[i].words, text_slice(name, length + 1, name.length), out);
        return;
    }
    buffer_add(out, name);
}

static int weight_of(const struct reading *reading, const struct candidate *candidate, int feature)
{
    return confidence_weight(&reading->lexicon->confidence, candidate->features->hashes[feature]);
}

/* The sign of a candidate with the greatest weight of one side (1: for it, -1: against it) below `below`, first of equals; -1. */
static int next_sign(const struct reading *reading, const struct candidate *candidate, int side, int below, int after)
{
    int best = -1, most = 0;
    for (int i = 0; i < candidate->features->count; i++) {
        int weight = side * weight_of(reading, candidate, i);
        bool is_left = weight < below || (weight == below && i > after);
        if (is_left && weight > most) {
            best = i;
            most = weight;
        }
    }
    return best;
}

static void write_side(const struct reading *reading, const struct candidate *candidate, int side, int most, int indent,
                       struct buffer *out)
{
    enum { SLIGHT = 20, UNLIMITED = 1 << 20 };
    int below = UNLIMITED, at = -1;
    for (int n = 0; n < most; n++) {
        at = next_sign(reading, candidate, side, below, at);
        below = at < 0 ? 0 : side * weight_of(reading, candidate, at);
        if (below <= SLIGHT)
            return;
        struct text name = candidate->features->names[at];
        buffer_print(out, "%*s%+5d  ", indent, "", side * below);
        explain_sign(name, out);
        buffer_print(out, " [%.*s]\n", (int)name.length, name.at);
    }
}

void explain_signs(const struct reading *reading, const struct candidate *candidate, int most, int indent, struct buffer *out)
{
    write_side(reading, candidate, 1, most, indent, out);
    write_side(reading, candidate, -1, most, indent, out);
}
