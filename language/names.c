/* Finds names: runs of proper nouns with what joins them, and before a person the words of a title. */
#include "language/names.h"

#include "language/names_inner.h"

/* A sentence on its way to having names. */
struct finder {
    struct names_view view;
    struct arena *arena;
    struct { struct name *items; size_t count, room; } names;
    bool is_headline; /* most words are written large, so that a capital tells nothing */
};

static bool has(const struct finder *finder, int at, uint32_t kinds)
{
    return at >= 0 && at < finder->view.count && finder->view.words[at] & kinds;
}

static bool form_is(const struct finder *finder, int at, const char *form)
{
    return at >= 0 && at < finder->view.count && text_is(finder->view.tokens[at].form, form);
}

static bool is_glued(const struct finder *finder, int at)
{
    return at < finder->view.count && !(finder->view.tokens[at].flags & TOKEN_SPACE_BEFORE);
}

/* A common noun written large where nothing asks for a capital: "the Administration". */
static bool is_large_noun(const struct finder *finder, int at)
{
    if (at < 1 || at >= finder->view.count || finder->is_headline || !has(finder, at, NAMES_CAPITAL))
        return false;
    const struct token *token = &finder->view.tokens[at], *before = token - 1;
    return token->upos == UPOS_NOUN && token->flags & TOKEN_SPACE_BEFORE && before->upos != UPOS_PUNCT && before->upos != UPOS_NUM;
}

static bool is_name_word(const struct finder *finder, int at)
{
    return (has(finder, at, NAMES_PROPER) || is_large_noun(finder, at)) && !has(finder, at, NAMES_CALENDAR);
}

static bool ends_as_demonym(struct text form)
{
    static const struct text endings[] = { TEXT("an"), TEXT("ish"), TEXT("ese"), TEXT("ch"), TEXT("i"), TEXT("ic") };
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++)
        if (text_ends(form, endings[i]))
            return true;
    return false;
}

static bool is_head_word(const struct finder *finder, int at)
{
    return has(finder, at, NAMES_ORGANISATION | NAMES_PLACE) && has(finder, at, NAMES_CAPITAL);
}

/* "Islamic Republic", "European Union": an adjective written large that belongs to the name after it. Demonyms do not
 * ("French"). */
static bool is_opening_adjective(const struct finder *finder, int at)
{
    const struct token *token = &finder->view.tokens[at];
    bool may = has(finder, at, NAMES_REGIONAL) || (at > 0 && !has(finder, at, NAMES_MODIFIER | NAMES_ROLE) &&
                                                   !ends_as_demonym(token->form));
    return token->upos == UPOS_ADJ && may && !has(finder, at + 1, NAMES_GIVEN | NAMES_LOCATION | NAMES_ROLE | NAMES_HONORIFIC);
}

/* The same for a noun, also where the sentence begins: "Defence Ministry", "Operation Winter Shield". */
static bool opens_name(const struct finder *finder, int at)
{
    if (!has(finder, at, NAMES_CAPITAL) || at + 1 >= finder->view.count || is_glued(finder, at + 1))
        return false;
    bool before_head = has(finder, at, NAMES_TOPIC) && is_head_word(finder, at + 1);
    if (!is_name_word(finder, at + 1))
        return before_head && !finder->is_headline;
    bool is_thing = has(finder, at, NAMES_THING) && finder->view.tokens[at].upos == UPOS_NOUN;
    return before_head || is_thing || is_opening_adjective(finder, at);
}

/* Where the name goes on after "of", "for" or "on" at `at`: "Ministry of Defence", "Organisation for the Prohibition of …"; 0
 * if not. */
static int after_preposition(const struct finder *finder, int from, int at)
{
    bool is_of = form_is(finder, at, "of");
    if (is_of && at + 1 < finder->view.count && names_is_location(finder->view.tokens, from, at + 2))
        return at + 1;
    if (form_is(finder, at, "in") && at - 1 > from && has(finder, at - 1, NAMES_TOPIC) && is_head_word(finder, from))
        return has(finder, at + 1, NAMES_LOCATION) ? at + 1 : 0; /* "Organization for Security and Cooperation in Europe" */
    bool is_open = is_head_word(finder, at - 1) || (is_of && at - 1 > from && has(finder, at - 1, NAMES_TOPIC) &&
                                                    is_head_word(finder, from));
    if (!is_open || !(is_of || form_is(finder, at, "for") || form_is(finder, at, "on")))
        return 0;
    int next = at + 1 + (form_is(finder, at + 1, "the") || form_is(finder, at + 1, "The"));
    bool is_capital = has(finder, next, NAMES_CAPITAL) && !has(finder, next, NAMES_CALENDAR);
    if (is_of)
        return is_capital ? next : 0;
    return is_capital && has(finder, next, NAMES_TOPIC | NAMES_REGIONAL) ? next : 0;
}

/* "Ministry of Trade and Industry", "Food and Drug Administration". */
static int after_and(const struct finder *finder, int from, int at)
{
    if (!(form_is(finder, at, "and") || form_is(finder, at, "&")) || at + 1 >= finder->view.count)
        return 0;
    if ((form_is(finder, at, "&") && is_name_word(finder, at + 1)) || names_is_location(finder->view.tokens, from, at + 2))
        return at + 1;
    bool topics = has(finder, at - 1, NAMES_TOPIC) && has(finder, at + 1, NAMES_TOPIC) && has(finder, at + 1, NAMES_CAPITAL);
    bool has_head = is_head_word(finder, at + 2);
    for (int i = from; i < at; i++)
        has_head = has_head || is_head_word(finder, i);
    return topics && has_head ? at + 1 : 0;
}

/* After a hyphen: "Nagorno-Karabakh", "al-Assad", "F-16", but "Moscow-backed", "Russia-Ukraine" and "US-Zorian" end before it. */
static int after_hyphen(const struct finder *finder, int from, int at)
{
    if (!(form_is(finder, at, "-") && is_glued(finder, at) && is_glued(finder, at + 1)) || at + 1 >= finder->view.count)
        return 0;
    const struct token *next = &finder->view.tokens[at + 1];
    if (next->upos == UPOS_NUM || names_is_location(finder->view.tokens, from, at + 2))
        return at + 1;
    bool are_two = has(finder, at - 1, NAMES_LOCATION) || (has(finder, at - 1, NAMES_ACRONYM) && next->form.length > 1);
    bool is_office = has(finder, at - 1, NAMES_ROLE | NAMES_MODIFIER) && has(finder, at + 1, NAMES_ROLE | NAMES_MODIFIER);
    bool is_given = has(finder, from, NAMES_SURNAME) && at - 2 >= from && !has(finder, at + 1, NAMES_CAPITAL); /* "Lai Ching-te" */
    bool is_part = (is_name_word(finder, at + 1) || next->upos == UPOS_PROPN) && !are_two;
    return is_part || is_office || is_given ? at + 1 : 0;
}

/* "Ursula von der Leyen", "Jr." after a comma. */
static int after_particle(const struct finder *finder, int from, int at)
{
    if (form_is(finder, at, ",") && (form_is(finder, at + 1, "Jr.") || form_is(finder, at + 1, "Sr.") ||
                                     form_is(finder, at + 1, "Inc.")))
        return at + 1;
    int next = at;
    while (next < at + 3 && has(finder, next, NAMES_PARTICLE) && !has(finder, next, NAMES_CAPITAL))
        next++;
    return next > at && is_name_word(finder, next) ? next : 0;
}

/* "People's Republic", "Women's Council": what stands before is no name that owns something. */
static int after_possessive(const struct finder *finder, int from, int at)
{
    bool is_mark = form_is(finder, at, "'s") || form_is(finder, at, "’s") || form_is(finder, at, "'") || form_is(finder, at, "’");
    if (!is_mark || !is_glued(finder, at) || !is_name_word(finder, at + 1))
        return 0;
    static const char *const owners[] = { "People", "Women", "Children", "Workers", "Peoples", "Farmers", "Veterans", NULL };
    for (const char *const *owner = owners; *owner; owner++)
        if (form_is(finder, at - 1, *owner))
            return at + 1;
    return 0;
}

/* A common noun written large inside of a name: "Ministry of Foreign Affairs". */
static bool goes_on(const struct finder *finder, int at)
{
    if (!has(finder, at, NAMES_CAPITAL) || has(finder, at, NAMES_CALENDAR) || is_glued(finder, at))
        return false;
    uint8_t upos = finder->view.tokens[at].upos;
    return (upos == UPOS_NOUN && has(finder, at, NAMES_TOPIC | NAMES_ORGANISATION | NAMES_PLACE)) ||
           (upos == UPOS_ADJ && (is_name_word(finder, at + 1) || goes_on(finder, at + 1)));
}

static int next_word(const struct finder *finder, int from, int at)
{
    if (is_name_word(finder, at) || goes_on(finder, at))
        return at;
    int (*const ways[])(const struct finder *, int, int) = { after_preposition, after_and, after_hyphen, after_particle,
                                                             after_possessive };
    for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
        int next = ways[i](finder, from, at);
        if (next)
            return next;
    }
    return 0;
}

/* The end of the run that begins at `from`. */
static int run_end(const struct finder *finder, int from)
{
    int to = from + 1, next;
    while (to < finder->view.count && (next = next_word(finder, from, to)))
        to = next + 1;
    return to;
}

/* Where words of these kinds begin that end at `at`, with the hyphens between them ("Secretary-General"). */
static int skip_left(const struct finder *finder, int from, int at, uint32_t kinds)
{
    while (at > from && (has(finder, at - 1, kinds) || (form_is(finder, at - 1, "-") && at - 1 > from &&
                                                        has(finder, at - 2, kinds))))
        at--;
    return at;
}

/* The last word of a title inside [from, to) with a person's name after it, or -1. "General Assembly" and "King Street" hold
 * none. */
static int title_in(const struct finder *finder, int from, int to)
{
    for (int at = to - 2; at >= from; at--) {
        if (!has(finder, at, NAMES_ROLE | NAMES_HONORIFIC) || form_is(finder, at + 1, "-"))
            continue;
        bool is_person = has(finder, at + 1, NAMES_GIVEN) || has(finder, at, NAMES_HONORIFIC);
        if (is_person || !(is_head_word(finder, to - 1) || has(finder, to - 1, NAMES_ROLE)))
            return at;
    }
    return -1;
}

static void add(struct finder *finder, int from, int to, int title_from)
{
    struct name name = { .from = from, .to = to, .title_from = title_from, .title_to = title_from < from ? from : title_from };
    ARENA_PUSH(finder->arena, &finder->names, name);
}

/* "Presidential" before "Aide", "Ukrainian" and "North Korean" alone. */
static bool is_adjective(const struct finder *finder, int from, int to)
{
    if (finder->view.tokens[to - 1].upos != UPOS_ADJ || has(finder, to - 1, NAMES_ACRONYM | NAMES_LOCATION))
        return false;
    bool is_demonym = ends_as_demonym(finder->view.tokens[to - 1].form);
    return is_demonym || (to - from == 1 && has(finder, from, NAMES_REGIONAL | NAMES_MODIFIER));
}

/* [from, to) without the words of an office that nobody's name follows: "the White House Chief of Staff" names the White House. */
static void add_without_role(struct finder *finder, int from, int to)
{
    int end = to;
    if (has(finder, to - 1, NAMES_ROLE) && !has(finder, from, NAMES_GIVEN)) {
        end = skip_left(finder, from, to - 1, NAMES_MODIFIER | NAMES_ROLE);
        if (end == to - 1 && end == from + 1 && !has(finder, from, NAMES_LOCATION | NAMES_ACRONYM | NAMES_ORGANISATION))
            end = to; /* "Iron Chef": too little is known of it */
    }
    while (end > from && (form_is(finder, end - 1, "-") || form_is(finder, end - 1, "of") || form_is(finder, end - 1, "and")))
        end--;
    if (end > from && !is_adjective(finder, from, end))
        add(finder, from, end, from);
}

/* Whether the tree ties `word` to a token in [from, to), one way or the other. */
static bool is_tied(const struct finder *finder, int word, int from, int to)
{
    int head = finder->view.tokens[word].head;
    if (head >= from && head < to)
        return true;
    for (int i = from; i < to; i++)
        if (finder->view.tokens[i].head == word)
            return true;
    return false;
}

static bool modifies(const struct token *token)
{
    switch (token->deprel) {
    case DEPREL_COMPOUND: case DEPREL_AMOD: case DEPREL_NMOD: case DEPREL_NMOD_DESC: case DEPREL_FLAT: case DEPREL_CASE:
    case DEPREL_PUNCT: case DEPREL_ADVMOD: case DEPREL_NMOD_UNMARKED: return true;
    default: return false;
    }
}

/* The first word of the title whose last is `last`: what modifies it, without article and owner. */
static int title_start(const struct finder *finder, int last, int name_from)
{
    const struct token *tokens = finder->view.tokens;
    int from = last;
    while (from > 0) {
        const struct token *before = &tokens[from - 1];
        bool in_title = before->head >= from && before->head < name_from && modifies(before);
        bool is_demonym = before->upos == UPOS_ADJ && before->deprel == DEPREL_AMOD && has(finder, from - 1, NAMES_CAPITAL);
        bool is_mark = before->upos == UPOS_PUNCT && !form_is(finder, from - 1, "-");
        bool is_role_word = has(finder, from - 1, NAMES_MODIFIER) || (has(finder, from - 1, NAMES_ROLE) &&
                                                                      before->upos != UPOS_VERB);
        if (is_mark || before->upos == UPOS_DET || !(in_title || is_role_word || is_demonym))
            break;
        from--;
    }
    while (from < last && (tokens[from].upos == UPOS_ADP || tokens[from].upos == UPOS_PUNCT || tokens[from].upos == UPOS_CCONJ))
        from++;
    return from;
}

/* The title's last word before a name: "spokesman", or "State" in "Secretary of State", with its role in `*role`; -1 for none. */
static int title_before(const struct finder *finder, int from, int to, int *role)
{
    int last = from - 1;
    if (last < 0)
        return -1;
    const struct token *token = &finder->view.tokens[last];
    *role = last;
    if (token->upos == UPOS_NOUN || token->upos == UPOS_PROPN)
        if (names_noun(token) & (NAMES_ROLE | NAMES_HONORIFIC) &&
            (has(finder, last, NAMES_CAPITAL) || is_tied(finder, last, from, to)))
            return last;
    for (int i = last - 1; i >= 0 && i > last - 5; i--)
        if (form_is(finder, i + 1, "of") || form_is(finder, i + 1, "for")) {
            *role = i;
            bool is_office = names_noun(&finder->view.tokens[i]) & NAMES_ROLE && has(finder, last, NAMES_TOPIC | NAMES_MODIFIER);
            return is_office && (is_tied(finder, i, from, to) || has(finder, i, NAMES_CAPITAL)) ? last : -1;
        }
    return -1;
}

/* A name whose title, if any, stands in words before it. */
static void add_with_title(struct finder *finder, int from, int to)
{
    int role, last = title_before(finder, from, to, &role);
    if (last < 0 || has(finder, to - 1, NAMES_ROLE)) {
        add_without_role(finder, from, to);
        return;
    }
    int start = title_start(finder, role, from);
    while (finder->names.count && finder->names.items[finder->names.count - 1].to > role)
        finder->names.count--; /* "State" of "Secretary of State" was taken for a name */
    add(finder, from, to, start);
}

/* Where the person begins in [from, to) when an office that is named after something comes first: "(Secretary of) State Ann
 * Moor", "(the ministers of Trade, Eva Zor, and) Defence Ann Moor". */
static int after_office(const struct finder *finder, int from, int to)
{
    bool after_of = from > 1 && form_is(finder, from - 1, "of") && names_noun(&finder->view.tokens[from - 2]) & NAMES_ROLE;
    int at = from;
    while (at < to && has(finder, at, NAMES_TOPIC | NAMES_MODIFIER) && !has(finder, at, NAMES_GIVEN | NAMES_ROLE))
        at++;
    bool before_given = at < to && has(finder, at, NAMES_GIVEN) && !is_head_word(finder, to - 1);
    return after_of || before_given ? at : from;
}

static void add_run(struct finder *finder, int from, int to)
{
    int person = after_office(finder, from, to);
    bool after_of = from > 1 && form_is(finder, from - 1, "of");
    if (person > from && person < to)
        add(finder, person, to, after_of ? title_start(finder, from - 2, person) : from);
    if (person > from)
        return; /* "the Secretary of State" alone names nobody */
    int last = title_in(finder, from, to);
    if (last < 0) {
        add_with_title(finder, from, to);
        return;
    }
    int first = skip_left(finder, from, last, NAMES_MODIFIER | NAMES_ROLE | NAMES_HONORIFIC);
    if (first > from)
        add_without_role(finder, from, first);
    add(finder, last + 1, to, title_start(finder, first, last + 1));
}

/* Tokens [from, to) are an office alone: "the Prime Minister", "Secretary of State". */
static bool is_office(const struct finder *finder, int from, int to)
{
    bool has_role = false;
    for (int i = from; i < to; i++) {
        if (!has(finder, i, NAMES_ROLE | NAMES_MODIFIER | NAMES_HONORIFIC) && !form_is(finder, i, "-"))
            return false;
        has_role = has_role || has(finder, i, NAMES_ROLE | NAMES_HONORIFIC);
    }
    return has_role;
}

static void find_runs(struct finder *finder)
{
    for (int at = 0, to; at < finder->view.count; at = to) {
        to = at + 1;
        bool is_prefix = !has(finder, at, NAMES_CAPITAL) && form_is(finder, at + 1, "-") && /* "pro-" */
                         !has(finder, at, NAMES_PARTICLE);
        if (is_prefix || !(is_name_word(finder, at) || opens_name(finder, at)))
            continue;
        to = run_end(finder, at);
        if (!is_office(finder, at, to))
            add_run(finder, at, to);
    }
}

static void judge(struct finder *finder)
{
    for (size_t i = 0; i < finder->names.count; i++) {
        struct names_points points;
        names_weigh(&finder->view, &finder->names.items[i], &points);
        finder->names.items[i].kind = names_best(&points);
    }
}

void names_find(struct arena *arena, struct sentence *sentence)
{
    struct finder finder = { .arena = arena };
    if (sentence->token_count) {
        names_view_init(&finder.view, sentence, arena);
        finder.is_headline = names_is_headline(sentence);
        find_runs(&finder);
        judge(&finder);
    }
    sentence->names = finder.names.items;
    sentence->name_count = (int32_t)finder.names.count;
}
