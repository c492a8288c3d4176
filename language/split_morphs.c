/* What English knows about the inside of words: contractions, prefixes before a hyphen, abbreviations. */
#include <string.h>

#include "language/split_chars.h"
#include "language/split_words.h"

/* Two words written as one; the bytes of the first, and of the second where there are three. */
static const struct {
    const char *word;
    unsigned char first, second;
} fused_words[] = {
    { "cannot", 3, 0 }, { "gonna", 3, 0 }, { "wanna", 3, 0 }, { "gotta", 3, 0 }, { "lemme", 3, 0 }, { "gimme", 3, 0 },
    { "dunno", 2, 1 }, { "outta", 3, 0 }, { "lotta", 3, 0 }, { "dont", 2, 0 }, { "doesnt", 4, 0 }, { "didnt", 3, 0 },
    { "cant", 2, 0 }, { "wont", 2, 0 }, { "isnt", 2, 0 }, { "wasnt", 3, 0 }, { "arent", 3, 0 }, { "werent", 4, 0 },
    { "hasnt", 3, 0 }, { "havent", 4, 0 }, { "hadnt", 3, 0 }, { "couldnt", 5, 0 }, { "wouldnt", 5, 0 }, { "shouldnt", 6, 0 },
    { "aint", 2, 0 }, { "im", 1, 0 }, { "ive", 1, 0 }, { "youre", 3, 0 }, { "youve", 3, 0 }, { "youll", 3, 0 },
    { "theyre", 4, 0 }, { "theyve", 4, 0 }, { "thats", 4, 0 }, { "whats", 4, 0 }, { "theres", 5, 0 }, { "heres", 4, 0 },
    { "hes", 2, 0 }, { "whos", 3, 0 },
};

/* Most of the time these are the pronouns and the verb; before these words they were meant to have an apostrophe. */
static const char *const after_its[] = {
    "a", "an", "the", "not", "been", "in", "on", "for", "from", "about", "to", "too", "because", "all", "like", "going", "getting",
    "gonna", "your", "my", "our", "their", "his", "her", "i", "you", "we", "they", "he", "she", "that", "this", "there",
    "nothing", "something", "really", "simply", "definitely", "probably", "also", "always", "still", "okay", "ok", NULL
};
static const char *const after_your[] = {
    "a", "an", "the", "not", "in", "on", "at", "to", "gonna", "welcome", "going", "my", "our", "too", "so", "looking",
    "trying", NULL
};
static const char *const after_lets[] = {
    "add", "agree", "ask", "assume", "be", "begin", "bring", "build", "call", "check", "compare", "consider", "continue",
    "discuss", "do", "eat", "face", "find", "focus", "get", "give", "go", "have", "hear", "help", "hope", "just", "keep",
    "leave", "look", "make", "meet", "move", "not", "pray", "pretend", "put", "read", "remember", "say", "see", "start",
    "stay", "stick", "stop", "suppose", "take", "talk", "think", "try", "turn", "use", "wait", "watch", "win", "work", NULL
};
static const struct {
    const char *word;
    unsigned char first;
    const char *const *next;
} careless_words[] = { { "its", 2, after_its }, { "your", 3, after_your }, { "lets", 3, after_lets } };

static const char *const clitics[] = { "'s", "'m", "'d", "'re", "'ve", "'ll", "n't", NULL };

/* The treebanks leave a hyphen after these inside the word and part all others ("15-year" is three). */
static const char *const prefixes[] = {
    "e", "non", "anti", "pro", "post", "pre", "co", "re", "mid", "multi", "neo", "ex", "semi", "micro", "mini", "sub",
    "counter", "socio", "over", "intra", "inter", "psycho", "ultra", "quasi", "pseudo", "trans", "arch", "bi", "un", "de",
    "macro", "mega", "hyper", "vice", "para", "proto", "crypto", "geo", "bio", "tele", "auto", "electro", "radio", "narco",
    "pan", "cross", "meta", "infra", "under", "out", "super", "extra", "anglo", NULL
};

/* With a full stop of their own, wherever they stand; the first few give it up at the end of a sentence, and the others hardly
 * stand there. */
static const char *const plain_abbreviations[] = {
    "etc", "al", "vs", "approx", "cf", "viz", "esp", "incl", "excl", "i.e", "e.g", "a.k.a", "lbs", "hrs", "mins", "yrs", "oz",
    "lb", "govt", "intl", "natl", "dept", "bros", "assn", "assoc", "attn", "tel", "eg", "ie", NULL
};

/* The same, with a capital first: titles, companies, months, days and places. */
static const char *const capital_abbreviations[] = {
    "mr", "mrs", "ms", "dr", "prof", "rev", "hon", "fr", "st", "ste", "mlle", "mme", "msgr", "gov", "sen", "rep", "reps",
    "sens", "pres", "gen", "lt", "col", "maj", "capt", "cpl", "sgt", "cmdr", "cdr", "adm", "brig", "pvt", "pfc", "cpt", "supt",
    "insp", "det", "amb", "atty", "asst", "messrs", "lieut", "gens", "cols", "drs", "govs", "jr", "sr", "esq", "ft", "mt",
    "inc", "corp", "co", "cos", "ltd", "plc", "llc", "univ",
    "jan", "feb", "apr", "jun", "jul", "aug", "sept", "sep", "oct", "nov", "dec", "tue", "tues", "thu", "thur", "thurs", "fri",
    "ave", "blvd", "rd", "bldg", "ala", "ariz", "calif", "colo", "conn", "fla", "kan", "ky", "mich", "minn", "mont", "neb",
    "nev", "okla", "penn", "tenn", "tex", "wis", "wyo", "ont", "que", "alta", "ph", "vol", "ext", "fax", "mob", "div", "conf",
    "para", "op", NULL
};

/* Words of other uses, abbreviations only before a number ("No. 10", "Art. 5", "Mar. 3", "p. 7"). */
static const char *const number_abbreviations[] = {
    "no", "nos", "art", "arts", "sec", "secs", "sect", "para", "paras", "fig", "figs", "ch", "chap", "pp", "p", "pg", "c",
    "ca", "v", "ed", "vol", "vols", "mar", "mon", "wed", "sat", "sun", "ext", "res", "est", "r", "max", "min", "ver", NULL
};

/* ... and only after a comma ("Boston, Mass."). */
static const char *const place_abbreviations[] = {
    "mass", "ill", "ind", "ark", "del", "ga", "la", "md", "miss", "mo", "ore", "pa", "va", "vt", "wash", NULL
};

struct split_cuts split_fused(struct text word, struct text next)
{
    if (word.length == 3 || word.length == 4)
        for (size_t i = 0; i < sizeof careless_words / sizeof careless_words[0]; i++)
            if (split_is(word, careless_words[i].word) && split_is_one_of(next, careless_words[i].next))
                return (struct split_cuts){ careless_words[i].first, 0 };
    if (word.length >= 2 && word.length <= 8)
        for (size_t i = 0; i < sizeof fused_words / sizeof fused_words[0]; i++)
            if (split_is(word, fused_words[i].word))
                return (struct split_cuts){ fused_words[i].first, fused_words[i].second };
    return (struct split_cuts){ 0, 0 };
}

static bool is_all_digits(struct text word)
{
    for (size_t i = 0; i < word.length; i++)
        if (word.at[i] < '0' || word.at[i] > '9')
            return false;
    return true;
}

size_t split_clitic(struct text word)
{
    for (const char *const *clitic = clitics; *clitic; clitic++)
        for (size_t width = strlen(*clitic); width <= strlen(*clitic) + 2 && width < word.length; width++) {
            struct text base = text_slice(word, 0, word.length - width);
            if (split_is(text_slice(word, base.length, word.length), *clitic) && !is_all_digits(base))
                return width;
        }
    return 0;
}

bool split_is_prefix(struct text part)
{
    return part.length <= 7 && split_is_one_of(part, prefixes);
}

/* "U.S.", "a.m.", "e.g.", "M.Sc.": a stop inside. */
static bool has_inner_stop(struct text form)
{
    return form.length > 2 && memchr(form.at, '.', form.length - 1) != NULL;
}

static bool is_before_number(struct text text, size_t at, size_t end)
{
    size_t length;
    while (at < end && split_char_at(text, at, &length) & SPLIT_BLANK)
        at += length;
    return at < end && split_char_at(text, at, &length) & SPLIT_DIGIT;
}

/* A letter alone is somebody's initial. "I" is one only after a name or another initial. */
static bool is_initial(struct text word, const struct token *before)
{
    size_t length, first;
    if (!(split_char_at(word, 0, &length) & SPLIT_UPPER) || length != word.length)
        return false;
    return !text_is(word, "I") || (before && split_char_at(before->form, 0, &first) & SPLIT_UPPER);
}

bool split_keeps_stop(struct text text, struct span word_span, size_t end, const struct token *before)
{
    struct text word = text_slice(text, word_span.from_byte, word_span.to_byte);
    size_t length, after = word_span.to_byte + 1;
    unsigned first = split_char_at(word, 0, &length);
    if (!(first & SPLIT_LETTER))
        return false;
    if (memchr(word.at, '.', word.length) || is_initial(word, before) || split_is_one_of(word, plain_abbreviations))
        return true;
    if (first & SPLIT_UPPER && split_is_one_of(word, capital_abbreviations))
        return true;
    if (first & SPLIT_UPPER && before && text_is(before->form, ",") && split_is_one_of(word, place_abbreviations))
        return true;
    return is_before_number(text, after, end) && split_is_one_of(word, number_abbreviations);
}

bool split_is_abbreviation(struct text form)
{
    size_t length;
    return form.length > 1 && form.at[form.length - 1] == '.' && split_char_at(form, 0, &length) & SPLIT_LETTER;
}

bool split_gives_up_stop(struct text form)
{
    return split_is_abbreviation(form) && !has_inner_stop(form);
}
