/* A small grammar of dates, of ways of saying and of appositions; that a noun stands before and a finite verb behind tells that
 * they stand between a subject and its verb. */
#include "language/aside.h"

#include "language/hang.h"

#define LISTED(name) name,
static const char *const weekdays[] = {
#define WEEKDAY LISTED
#define WEEKDAY_CUT LISTED
#include "base/calendar.def"
    NULL
};
static const char *const months[] = {
#define MONTH LISTED
#define MONTH_CUT LISTED
#include "base/calendar.def"
    NULL
};
#undef LISTED
static const char *const parts_of_day[] = { "morning", "afternoon", "evening", "night", NULL };
static const char *const stretches[] = { "week", "month", "year", "weekend", "morning", "afternoon", "evening", "night", "summer",
                                         "autumn", "winter", "spring", NULL };
static const char *const which[] = { "last", "this", "next", NULL };
static const char *const how_late[] = { "late", "early", "earlier", "later", NULL };
static const char *const sayings[] = { "statement", "speech", "letter", "tweet", "post", "interview", "message", "report",
                                       "communique", "communiqu\xc3\xa9", "address", "briefing", "memo", "note", "email",
                                       "broadcast", NULL };
static const char *const openers[] = { "in", "on", "for", "over", "during", "at", "throughout", "within", NULL };
static const char *const spells[] = { "past", "time", "times", "turn", "fact", "part", "principle", "public", "private", "effect",
                                      "practice", "return", "response", "occasion", "occasions", "minutes", "hours", "day", "days",
                                      "week", "weeks", "month", "months", "year", "years", "decade", "decades", "century", NULL };
static const char *const days_by_name[] = { "today", "yesterday", "tomorrow", "tonight", NULL };

static bool is_one_of(const struct sentence *sentence, int at, const char *const *words)
{
    return at < sentence->token_count && text_is_any_nocase(sentence->tokens[at].form, words);
}

static bool is_word(const struct sentence *sentence, int at, const char *word)
{
    return at < sentence->token_count && text_equals_nocase(sentence->tokens[at].form, text_of(word));
}

/* Names of days and months begin with a capital: "may" is a verb. */
static bool is_capital(const struct sentence *sentence, int at)
{
    return at < sentence->token_count && sentence->tokens[at].form.at[0] >= 'A' && sentence->tokens[at].form.at[0] <= 'Z';
}

static bool is_month(const struct sentence *sentence, int at)
{
    return is_capital(sentence, at) && is_one_of(sentence, at, months);
}

/* A number of at least `least` and at most `most` digits, "th" and the like behind it passed over. */
static bool is_number(const struct sentence *sentence, int at, size_t least, size_t most)
{
    struct text form = at < sentence->token_count ? sentence->tokens[at].form : TEXT("");
    size_t digits = 0;
    while (digits < form.length && form.at[digits] >= '0' && form.at[digits] <= '9')
        digits++;
    struct text rest = text_slice(form, digits, form.length);
    return digits >= least && digits <= most &&
           (!rest.length || text_is(rest, "th") || text_is(rest, "st") || text_is(rest, "nd") || text_is(rest, "rd"));
}

/* "Friday", "Friday night". */
static int take_weekday(const struct sentence *sentence, int at, struct aside *aside)
{
    if (!is_capital(sentence, at) || !is_one_of(sentence, at, weekdays))
        return 0;
    bool has_part = is_one_of(sentence, at + 1, parts_of_day);
    aside->head = at + has_part;
    return at + 1 + has_part;
}

/* "March 16", "16 March", each with a year behind it or none, that between commas or not. */
static int take_day(const struct sentence *sentence, int at, struct aside *aside)
{
    bool is_month_first = is_month(sentence, at) && is_number(sentence, at + 1, 1, 2);
    if (!is_month_first && !(is_number(sentence, at, 1, 2) && is_month(sentence, at + 1)))
        return 0;
    aside->head = is_month_first ? at : at + 1;
    at += 2;
    bool has_comma = is_word(sentence, at, ",");
    if (is_number(sentence, at + has_comma, 4, 4)) {
        at += 1 + has_comma;
        at += has_comma && is_word(sentence, at, ",");
    }
    return at;
}

/* "for the first time". */
static int take_turn(const struct sentence *sentence, int at, struct aside *aside)
{
    if (!is_word(sentence, at, "for") || !is_word(sentence, at + 1, "the") || !is_word(sentence, at + 3, "time"))
        return 0;
    aside->head = at + 3;
    return at + 4;
}

/* "last week", "this March". */
static int take_stretch(const struct sentence *sentence, int at, struct aside *aside)
{
    if (!is_one_of(sentence, at, which) ||
        !(is_one_of(sentence, at + 1, stretches) || is_month(sentence, at + 1) ||
          (is_capital(sentence, at + 1) && is_one_of(sentence, at + 1, weekdays))))
        return 0;
    aside->head = at + 1;
    return at + 2;
}

/* "in March", "in March 2014", "in 2014". */
static int take_month(const struct sentence *sentence, int at, struct aside *aside)
{
    if (!is_word(sentence, at, "in") || !(is_month(sentence, at + 1) || is_number(sentence, at + 1, 4, 4)))
        return 0;
    aside->head = at + 1;
    return at + 2 + (is_month(sentence, at + 1) && is_number(sentence, at + 2, 4, 4));
}

/* "in a statement", "in a joint statement on Friday". */
static int take_saying(const struct sentence *sentence, int at, struct aside *aside)
{
    if (!is_word(sentence, at, "in") || !(is_word(sentence, at + 1, "a") || is_word(sentence, at + 1, "an")))
        return 0;
    for (int noun = at + 2; noun < at + 5 && noun < sentence->token_count; noun++) {
        uint8_t upos = sentence->tokens[noun].upos;
        aside->head = noun;
        if (is_one_of(sentence, noun, sayings) && noun + 1 < sentence->token_count && sentence->tokens[noun + 1].upos != UPOS_NOUN)
            return noun + 1;
        if (upos != UPOS_ADJ && upos != UPOS_NOUN && upos != UPOS_VERB)
            return 0;
    }
    return 0;
}

static bool is_finite(const struct token *token)
{
    static const char *const tags[] = { "VBD", "VBZ", "VBP", "MD", NULL };
    return (token->upos == UPOS_VERB || token->upos == UPOS_AUX) && text_is_any(token->xpos, tags);
}

/* "in the past", "for many years", "on several occasions", where they stand between a helping verb and its verb. */
static int take_spell(const struct sentence *sentence, int at, struct aside *aside)
{
    enum { FARTHEST = 6 };
    if (!is_one_of(sentence, at, openers))
        return 0;
    *aside = (struct aside){ .from = at };
    for (int noun = at + 1; noun <= at + FARTHEST && noun + 1 < sentence->token_count; noun++) {
        const struct token *token = &sentence->tokens[noun], *next = token + 1;
        aside->head = noun;
        if (is_one_of(sentence, noun, spells) && (next->upos == UPOS_VERB || next->upos == UPOS_AUX || next->upos == UPOS_ADV))
            return noun + 1;
        if (token->upos == UPOS_PUNCT || token->upos == UPOS_PRON || token->upos == UPOS_PROPN || is_finite(token))
            return 0;
    }
    return 0;
}

/* Where the words of time that begin at `at` end; 0: there are none. */
static int take(const struct sentence *sentence, int at, struct aside *aside)
{
    int to;
    *aside = (struct aside){ .from = at };
    at += is_word(sentence, at, "here") && is_word(sentence, at + 1, "on"); /* "The minister here on Friday said" */
    if ((to = take_month(sentence, at, aside)) || (to = take_saying(sentence, at, aside)) || (to = take_turn(sentence, at, aside)))
        return to;
    bool has_on = is_word(sentence, at, "on");
    at += has_on;
    at += is_one_of(sentence, at, how_late);
    if ((to = take_weekday(sentence, at, aside)) || (to = take_day(sentence, at, aside)))
        return to;
    if (has_on)
        return 0;
    if (is_one_of(sentence, at, days_by_name)) {
        aside->head = at;
        return at + 1;
    }
    return take_stretch(sentence, at, aside);
}

/* A noun or a name, or the bracket behind one: the end of a subject. */
static bool ends_subject(const struct token *token)
{
    return token->upos == UPOS_NOUN || token->upos == UPOS_PROPN || text_is(token->form, ")");
}

/* "announced", where the tree fails, may be a participle by its tag. */
static bool may_be_finite(const struct token *token)
{
    return is_finite(token) || (token->upos == UPOS_VERB && text_is(token->xpos, "VBN"));
}

/* The verb behind words of time, with an adverb or two before it or none; -1 where there is none. */
static int verb_behind(const struct sentence *sentence, int at)
{
    for (int most = 2; most-- && at < sentence->token_count && sentence->tokens[at].upos == UPOS_ADV;)
        at++;
    return at < sentence->token_count && may_be_finite(&sentence->tokens[at]) ? at : -1;
}

/* "the deal signed on Friday": a participle within the subject has them. */
static bool is_of_participle(const struct sentence *sentence, const struct aside *aside)
{
    int head = sentence->tokens[aside->head].head;
    return head >= 0 && head < aside->from && sentence->tokens[head].deprel == DEPREL_ACL;
}

/* The clause's own word, where the verb is an auxiliary or a copula. */
static int governor(const struct sentence *sentence, int verb)
{
    const struct token *token = &sentence->tokens[verb];
    bool is_helper = token->deprel == DEPREL_AUX || token->deprel == DEPREL_AUX_PASS || token->deprel == DEPREL_COP;
    return is_helper && token->head >= 0 ? token->head : verb;
}

/* The subject of a verb, before place `before`; -1 where it has none there. */
static int subject_of(const struct sentence *sentence, int verb, int before)
{
    int clause = governor(sentence, verb);
    for (int i = before; i-- > 0;) {
        const struct token *token = &sentence->tokens[i];
        if (token->head == clause && (token->deprel == DEPREL_NSUBJ || token->deprel == DEPREL_NSUBJ_PASS))
            return i;
    }
    return -1;
}

/* "who", "which", "whose". */
static bool is_relative(const struct sentence *sentence, int at)
{
    return is_word(sentence, at, "who") || is_word(sentence, at, "which") || is_word(sentence, at, "whose");
}

/* A comma, or a dash with blanks around it. */
static bool is_parting(const struct sentence *sentence, int at)
{
    static const char *const dashes[] = { "-", "--", "\xe2\x80\x93", "\xe2\x80\x94", NULL };
    return is_word(sentence, at, ",") || (is_one_of(sentence, at, dashes) && sentence->tokens[at].flags & TOKEN_SPACE_BEFORE &&
                                          sentence->tokens[at + 1].flags & TOKEN_SPACE_BEFORE);
}

/* What an apposition begins with: "the donor", "Anna Berg", "who", "including", "along with", "however". */
static bool begins_apposition(const struct sentence *sentence, int at)
{
    static const uint8_t kinds[] = { UPOS_DET, UPOS_NOUN, UPOS_PROPN, UPOS_ADJ, UPOS_ADP, UPOS_ADV };
    for (size_t i = 0; i < sizeof kinds; i++)
        if (sentence->tokens[at].upos == kinds[i])
            return true;
    return is_relative(sentence, at) || is_word(sentence, at, "including");
}

/* Where an apposition that begins with the comma or dash at `at` ends, behind its second one: a few words without a verb of their
 * own, or a clause that begins with a relative pronoun. 0: there is none. */
static int apposition_end(const struct sentence *sentence, int at)
{
    enum { LONGEST = 24 };
    if (at + 3 >= sentence->token_count || !is_parting(sentence, at) || !begins_apposition(sentence, at + 1))
        return 0;
    bool is_clause = is_relative(sentence, at + 1);
    for (int i = at + 2; i < at + LONGEST && i + 1 < sentence->token_count; i++) {
        if (is_parting(sentence, i) && text_equals(sentence->tokens[i].form, sentence->tokens[at].form))
            return i + 1;
        const struct token *token = &sentence->tokens[i];
        if ((is_finite(token) && !is_clause) || text_is(token->xpos, "``") || text_is(token->xpos, "\'\'") ||
            text_is(token->form, ":"))
            return 0;
    }
    return 0;
}

/* "Peru premier, in Oslo, vows aid": behind where somebody is a headline has its verb, which the network may take for a noun. */
static int verb_of_headline(const struct sentence *sentence, int from, int at)
{
    const struct token *token = &sentence->tokens[at];
    bool may_be = at + 1 < sentence->token_count && letter_is_small(token->form.at[0]) && text_ends(token->form, TEXT("s"));
    bool is_where = sentence->is_title && sentence->tokens[from + 1].upos == UPOS_ADP;
    return is_where && may_be && (token->upos == UPOS_NOUN || token->upos == UPOS_VERB) ? at : -1;
}

/* One before a verb that lacks its subject in the tree. */
static int take_apposition(const struct sentence *sentence, int at, struct aside *aside)
{
    int to = apposition_end(sentence, at), verb = to ? verb_behind(sentence, to) : -1;
    if (to && verb < 0)
        verb = verb_of_headline(sentence, at, to);
    if (verb < 0 || subject_of(sentence, verb, at) >= 0)
        return 0;
    *aside = (struct aside){ .from = at, .to = to, .verb = verb, .is_apposition = true };
    return 1;
}

/* Those that follow each other from `at` on, before a verb: how many. */
static int take_all(const struct sentence *sentence, int at, struct aside *list, int most)
{
    int count = 0, verb;
    if (take_apposition(sentence, at, list))
        return 1;
    while (count < most && (list[count].to = take(sentence, at, &list[count])))
        at = list[count++].to;
    if (!count || (verb = verb_behind(sentence, at)) < 0 || is_of_participle(sentence, &list[0]))
        return 0;
    for (int i = 0; i < count; i++)
        list[i].verb = verb;
    return count;
}

/* "Has", "will". */
static bool is_helping(const struct token *token)
{
    return text_is(token->xpos, "MD") || (text_is(token->lemma, "have") && is_finite(token));
}

/* "Has in the past denied it", "will on Friday visit": one behind a helping verb that the tree does not hang on its verb. */
static int take_split(const struct sentence *sentence, int at, struct aside *aside)
{
    const struct token *helper = &sentence->tokens[at - 1];
    int to = take_spell(sentence, at, aside);
    if (!to)
        to = take(sentence, at, aside);
    int verb = to;
    while (to && verb < sentence->token_count && verb < to + 2 && sentence->tokens[verb].upos == UPOS_ADV)
        verb++;
    if (!to || verb >= sentence->token_count)
        return 0;
    struct text tag = sentence->tokens[verb].xpos;
    bool fits = text_is(helper->xpos, "MD") ? text_is(tag, "VB") : text_is(tag, "VBN") || text_is(tag, "VBD");
    if (!fits || (helper->deprel == DEPREL_AUX && helper->head == governor(sentence, verb)))
        return 0;
    aside->to = to;
    aside->verb = verb;
    return 1;
}

/* The asides that begin at `at`: how many. */
static int take_at(const struct sentence *sentence, int at, struct aside *list, int most)
{
    const struct token *before = &sentence->tokens[at - 1];
    if (ends_subject(before))
        return take_all(sentence, at, list, most);
    return is_helping(before) ? take_split(sentence, at, list) : 0;
}

int aside_find(const struct sentence *sentence, struct aside list[ASIDE_MOST])
{
    int count = 0;
    for (int at = 1; at + 1 < sentence->token_count && count < ASIDE_MOST; at++) {
        int more = take_at(sentence, at, list + count, ASIDE_MOST - count);
        count += more;
        at = more ? list[count - 1].to : at;
    }
    return count;
}

static enum deprel relation_of(const struct sentence *sentence, const struct aside *aside, int at)
{
    const struct token *token = &sentence->tokens[at];
    if (token->upos == UPOS_PUNCT)
        return DEPREL_PUNCT;
    if (token->upos == UPOS_ADP)
        return DEPREL_CASE;
    if (token->upos == UPOS_NUM)
        return DEPREL_NUMMOD;
    if (token->upos == UPOS_DET)
        return DEPREL_DET;
    return token->upos == UPOS_PROPN || token->upos == UPOS_NOUN ? DEPREL_COMPOUND
           : token->upos == UPOS_ADJ || token->upos == UPOS_VERB ? DEPREL_AMOD
                                                                 : DEPREL_ADVMOD;
}

static enum deprel relation_of_apposition(const struct sentence *sentence, int first)
{
    uint8_t upos = sentence->tokens[first].upos;
    if (is_relative(sentence, first))
        return DEPREL_ACL_RELCL;
    return upos == UPOS_ADP || upos == UPOS_VERB ? DEPREL_NMOD : DEPREL_APPOS;
}

static void hang_apposition(struct sentence *sentence, const struct aside *aside)
{
    int root = aside->from + 1, subject = subject_of(sentence, aside->verb, aside->from);
    while (root + 1 < aside->to && sentence->tokens[root].head >= 0)
        root++;
    if (sentence->tokens[root].upos == UPOS_ADV)
        token_hang(&sentence->tokens[root], governor(sentence, aside->verb), DEPREL_ADVMOD);
    else
        token_hang(&sentence->tokens[root], subject < 0 ? aside->from - 1 : subject,
                   relation_of_apposition(sentence, aside->from + 1));
    token_hang(&sentence->tokens[aside->from], root, DEPREL_PUNCT);
    token_hang(&sentence->tokens[aside->to - 1], root, DEPREL_PUNCT);
}

void aside_hang(struct sentence *sentence, const struct aside *aside)
{
    if (aside->is_apposition) {
        hang_apposition(sentence, aside);
        return;
    }
    bool has_case = false;
    for (int i = aside->from; i < aside->to; i++) {
        struct token *token = &sentence->tokens[i];
        if (i == aside->head)
            continue;
        token_hang(token, aside->head, relation_of(sentence, aside, i));
        has_case |= token->deprel == DEPREL_CASE;
    }
    token_hang(&sentence->tokens[aside->head], governor(sentence, aside->verb), has_case ? DEPREL_OBL : DEPREL_OBL_UNMARKED);
}
