/* A dateline is a place in capitals, or a place with its country or an agency, then a dash with blanks around it. Where the dash is
 * lost, a place that is known, or two words or places in capitals, can be told from an acronym ("LIMA Chad said", "CAIRO/TUNIS Chad
 * said"). */
#include "language/dateline.h"

#include "language/names_inner.h"

enum { LONGEST = 18 };

static bool is_upper(char c)
{
    return c >= 'A' && c <= 'Z';
}

static bool is_dash(struct text form)
{
    return text_is(form, "-") || text_is(form, "--") || text_is(form, "\xe2\x80\x93") || text_is(form, "\xe2\x80\x94");
}

/* "KYIV", "ST.", not "A" or "U.S." alone. */
static bool is_capitals(struct text form)
{
    int capitals = 0;
    for (size_t i = 0; i < form.length; i++) {
        capitals += is_upper(form.at[i]);
        if (form.at[i] >= 'a' && form.at[i] <= 'z')
            return false;
    }
    return capitals > 2;
}

static bool is_small_word(struct text form)
{
    return form.at[0] >= 'a' && form.at[0] <= 'z';
}

static bool is_blank_before(const struct sentence *sentence, int at)
{
    return (sentence->tokens[at].flags & TOKEN_SPACE_BEFORE) != 0;
}

/* What stands before the dash: only names, dates, commas, and an agency in brackets; and enough of it to tell a dateline. */
static bool is_place(const struct sentence *sentence, int dash)
{
    bool bracket = false, agency = false, comma = false;
    for (int i = 0; i < dash; i++) {
        struct text form = sentence->tokens[i].form;
        bracket = text_is(form, "(") || (bracket && !text_is(form, ")"));
        agency |= text_is(form, ")");
        comma |= text_is(form, ",");
        if (!form.length || text_is(form, "\"") || text_is(form, ":") || text_is(form, "?") || text_is(form, "!"))
            return false;
        if (is_small_word(form) && !bracket && !text_is(form, "de") && !text_is(form, "of") && !text_is(form, "el"))
            return false;
    }
    return !bracket && is_upper(sentence->tokens[0].form.at[0]) && (is_capitals(sentence->tokens[0].form) || agency || comma);
}

static bool is_name(struct text form)
{
    return form.length > 1 && is_upper(form.at[0]) && !is_capitals(form);
}

/* The longest name of a place that begins at a token; its end, or `from`. */
static int location_end(const struct sentence *sentence, int from)
{
    enum { MOST_WORDS = 3 };
    int to = from + MOST_WORDS < sentence->token_count ? from + MOST_WORDS : sentence->token_count;
    while (to > from && !names_is_location(sentence->tokens, from, to))
        to--;
    return to;
}

static bool is_article(struct text form)
{
    return text_is(form, "The") || text_is(form, "A") || text_is(form, "An");
}

/* "LIMA The envoy said", "LIMA OPEC ministers met", "CUZCO, Peru The envoy said": the words of a place that is known, in capitals,
 * when a sentence begins behind it; 0 otherwise. */
static int location_without_dash(const struct sentence *sentence)
{
    const struct token *tokens = sentence->tokens;
    int to = location_end(sentence, 0);
    for (int i = 0; i < to; i++)
        if (!is_capitals(tokens[i].form))
            return 0;
    if (!to || to + 2 >= sentence->token_count)
        return 0;
    if (text_is(tokens[to].form, ",")) {
        int land = location_end(sentence, to + 1);
        return land > to + 1 && land < sentence->token_count && is_article(tokens[land].form) ? land : 0;
    }
    struct text next = tokens[to].form;
    return is_name(next) || is_article(next) || (is_capitals(next) && is_small_word(tokens[to + 1].form)) ? to : 0;
}

/* The words in capitals that a sentence begins with, when there are several and a name follows; 0 otherwise. */
static int places_without_dash(const struct sentence *sentence)
{
    int at = 0, words = 0;
    for (; at + 2 < sentence->token_count; at++) {
        struct text form = sentence->tokens[at].form;
        if (text_is(form, "/"))
            continue;
        if (!is_capitals(form))
            break;
        words += 1 + (text_find(form, TEXT("/")) < form.length);
    }
    return words > 1 && is_name(sentence->tokens[at].form) ? at : 0;
}

int dateline_length(const struct sentence *sentence)
{
    if (!sentence->opens_paragraph || sentence->is_title || sentence->token_count < 4)
        return 0;
    for (int at = 1; at < LONGEST && at + 2 < sentence->token_count; at++)
        if (is_dash(sentence->tokens[at].form) && is_blank_before(sentence, at) && is_blank_before(sentence, at + 1)) {
            if (!is_small_word(sentence->tokens[at + 1].form) && is_place(sentence, at))
                return at + 1;
            break;
        }
    int location = location_without_dash(sentence);
    return location ? location : places_without_dash(sentence);
}
