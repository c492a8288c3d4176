/* Nominals: a title, body or collective of the lexicon with the words before it, "senior US officials", "26 nations", "his
 * envoy". */
#include "reading/mentions_inner.h"

static const struct token *token_at(const struct finder *finder, int i)
{
    return &finder->sentence->tokens[i];
}

static const char *const other_words[] = { "allies",   "ally",    "neighbours", "neighbors", "neighbour",
                                           "neighbor", "backers", "partner",    NULL };

/* "Ukraine's allies" and "NATO allies" are others than Ukraine; "Israeli partners" and "NATO members" are their own. */
static bool gives_code(const struct finder *finder, const struct left *left, const struct title *title, const struct found *country)
{
    static const char *const members[] = { "members", "member", NULL };
    struct text word = token_at(finder, left->to - 1)->form;
    /* nothing but their members */
    static const char *const groups[] = { "G7", "G8", "G20", "G77", "BRICS", "E3", "Quad", "V4", NULL };
    bool are_members = text_is_any_nocase(word, members) /* "EU member states" */
                    || (left->to > 1 && text_equals_nocase(token_at(finder, left->to - 2)->form, TEXT("member")));
    if (title->kind == TITLE_COLLECTIVE && country->kind == MENTION_ORGANISATION) /* "several EU members" are not the whole */
        return (are_members && !left->has_quantity)
            || (text_is_any_nocase(country->code, groups) && !text_is_any_nocase(word, other_words));
    if (title->kind == TITLE_COLLECTIVE && country->kind == MENTION_GROUP)
        return !text_is_any_nocase(word, other_words); /* "Hamas fighters" */
    if (title->kind == TITLE_COLLECTIVE)
        return !left->is_genitive && country->form == FORM_DEMONYM && country->text.length > 4 &&
               !text_is_any_nocase(word, other_words);
    if (title->kind == TITLE_COUNTRY && left->is_genitive && text_is_any_nocase(word, other_words))
        return false;
    return title->kind != TITLE_PRIVATE && title->kind != TITLE_REGION;
}

/* "Ukraine envoy", "UN ambassador": whom the mission is to, not whose it is. */
static bool is_mission(const struct finder *finder, const struct left *left, const struct found *country)
{
    static const char *const missions[] = { "envoy", "ambassador", "representative", "negotiator", "czar", NULL };
    static const char *const advisers[] = { "adviser", "advisor", NULL }; /* "Chad adviser to the Linden Group" */
    struct text word = token_at(finder, left->to - 1)->form;
    bool advises = text_is_any_nocase(word, advisers) && left->to < finder->sentence->token_count
                && text_is(token_at(finder, left->to)->form, "to");
    if (left->is_genitive || country->form != FORM_NAME || (!advises && !text_is_any_nocase(word, missions)))
        return false;
    if (country->kind == MENTION_ORGANISATION)
        return text_equals_nocase(token_at(finder, left->to - 1)->form, TEXT("ambassador")) && !text_is(country->code, "EU");
    return country->kind == MENTION_STATE && country->text.length > 4;
}

static uint8_t kind_of_title(const struct title *title)
{
    switch (title->kind) {
    case TITLE_ROLE:
        return MENTION_PERSON;
    case TITLE_BODY:
        return MENTION_BODY;
    case TITLE_OFFICIALS:
        return MENTION_BODY;
    case TITLE_COLLECTIVE:
    case TITLE_REGION:
        return MENTION_COLLECTIVE;
    case TITLE_COUNTRY:
        return MENTION_STATE;
    default:
        return MENTION_OTHER;
    }
}

static void swallow(struct finder *finder, const struct left *left, const struct found *nominal)
{
    struct found *country = &finder->found.items[left->country];
    bool keeps = left->is_genitive && (country->kind == MENTION_PERSON || nominal->kind == MENTION_COLLECTIVE);
    if (nominal->kind == MENTION_OTHER)
        keeps = true;
    country->is_swallowed = !keeps;
    if (keeps)
        country->is_modifier = true;
}

static bool needs_state(const struct title *title)
{
    return title->kind != TITLE_PRIVATE && title->kind != TITLE_REGION && title->kind != TITLE_COLLECTIVE;
}

static void take_code(struct finder *finder, const struct left *left, struct found *nominal)
{
    const struct found *country = &finder->found.items[left->country];
    if (country->title && text_equals_nocase(token_at(finder, country->core_from)->form, TEXT("opposition"))) {
        nominal->is_bare = needs_state(nominal->title); /* "opposition lawmaker" */
        return;
    }
    if (country->kind == MENTION_COLLECTIVE && nominal->kind != MENTION_OTHER) {
        nominal->kind = MENTION_COLLECTIVE; /* "European officials" */
        nominal->is_bare = false;
        return;
    }
    if (is_mission(finder, left, country))
        nominal->is_bare = true;
    if (nominal->is_bare || !gives_code(finder, left, nominal->title, country))
        return;
    nominal->code = country->code.length ? country->code : nominal->title->code;
    if (country->member_count && nominal->kind != MENTION_OTHER) { /* "Chadian and Malian government forces" */
        nominal->members = country->members;
        nominal->member_count = country->member_count;
        nominal->code = (struct text){ 0 };
    }
    nominal->file = country->file;
    nominal->line = country->line;
    nominal->owner_found = left->country;
    nominal->is_bare = !nominal->code.length && country->is_bare;
}

/* Each of "US, British and French officials" as a party of its own. */
static void make_members(struct finder *finder, const struct left *left, struct found *nominal)
{
    struct party parties[WIDEST_NOMINAL];
    int count = 0;
    struct text last = { 0 };
    for (int i = left->from; i < left->core && count < WIDEST_NOMINAL; i++) {
        const struct found *found = finder->owner[i] >= 0 ? &finder->found.items[finder->owner[i]] : NULL;
        if (!found || found->from != i || found->kind > MENTION_GROUP || text_equals(found->code, last))
            continue;
        struct span span = { token_at(finder, found->from)->span.from_byte, token_at(finder, found->to - 1)->span.to_byte };
        parties[count++] = (struct party){ .text = found->text, .code = found->code, .span = span };
        last = found->code;
        finder->found.items[finder->owner[i]].is_swallowed = true;
    }
    if (count < 2)
        return;
    struct party *members = arena_take(finder->arena, (size_t)count * sizeof *members);
    for (int i = 0; i < count; i++)
        members[i] = parties[i];
    nominal->members = members;
    nominal->member_count = count;
    nominal->code = (struct text){ 0 };
}

static bool is_plural_noun(const struct finder *finder, int to)
{
    struct text xpos = token_at(finder, to - 1)->xpos;
    return text_is(xpos, "NNS") || text_is(xpos, "NNPS");
}

static bool has_word(const struct finder *finder, const struct left *left, const char *const *words)
{
    for (int i = left->from; i < left->to; i++)
        if (text_is_any_nocase(token_at(finder, i)->form, words))
            return true;
    return false;
}

/* "Government forces", "police", "lawmakers": those of the state at hand, though no article tells so. */
static bool is_of_state(const struct finder *finder, const struct left *left, const struct title *title)
{
    static const char *const bodies[] = { "government", "pro-government", "security", "regime", "state", "federal", "police",
                                          NULL };
    static const char *const officials[] = { "lawmakers", "senators", "legislators", "MPs", "prosecutors", "authorities", NULL };
    return (title->kind == TITLE_BODY && has_word(finder, left, bodies)) ||
        ((title->kind == TITLE_OFFICIALS || title->kind == TITLE_ROLE) && has_word(finder, left, officials));
}

/* "A new government" is that of the state at hand as well. */
static bool is_next(const struct finder *finder, const struct left *left, const struct title *title)
{
    static const char *const words[] = { "new", "different", "future", "incoming", "next", NULL };
    return (title->kind == TITLE_ROLE || title->kind == TITLE_BODY) && has_word(finder, left, words);
}

/* "The" or no article at all tells of somebody known; "a", a number or a bare plural does not. */
static bool is_definite(const struct finder *finder, const struct left *left, const struct title *title)
{
    if (left->is_definite || left->is_indefinite)
        return left->is_definite || is_next(finder, left, title);
    if (left->has_quantity)
        return false;
    return is_of_state(finder, left, title) || (title->kind != TITLE_OFFICIALS && !is_plural_noun(finder, left->to));
}

/* "Its ally", "her main ally" is another than whose ally it is: the one who is named behind it, or nobody that is known. */
static void take_other(const struct finder *finder, int to, struct found *nominal)
{
    to += to + 1 < finder->sentence->token_count && text_is(token_at(finder, to)->form, ","); /* "its ally, Chad," */
    const struct found *named = to < finder->sentence->token_count && finder->owner[to] >= 0
                                  ? &finder->found.items[finder->owner[to]] : NULL;
    nominal->possessor = -1;
    nominal->is_bare = false;
    if (!named || named->from != to || named->kind != MENTION_STATE || named->form != FORM_NAME)
        return;
    nominal->code = named->code;
    nominal->text = named->text;
    nominal->file = named->file;
    nominal->line = named->line;
}

/* "Its drones", "Chadian missiles" may strike for whoever owns them; "drones" alone are what somebody strikes with, and "her
 * friends", "friends of the family", "crew members" are nobody public. */
static bool belongs_to_nobody(const struct finder *finder, const struct left *left)
{
    static const char *const arms[] = { "drones", "missiles", NULL }, *const states[] = { "our", "its", NULL };
    static const char *const homes[] = { "family", "crew", "cast", "audience", "household", "church", "club", "gang", NULL };
    struct text word = token_at(finder, left->to - 1)->form;
    if (text_is(word, "members") && left->to > 1 && text_is_any_nocase(token_at(finder, left->to - 2)->form, homes))
        return true;
    if (text_is_any_nocase(word, arms))
        return left->country < 0 && left->possessor < 0;
    bool friends = text_is(word, "friends") || text_is(word, "Friends");
    bool owned = left->country >= 0 && finder->found.items[left->country].kind <= MENTION_GROUP;
    bool ours = left->possessor >= 0 && text_is_any_nocase(token_at(finder, left->possessor)->form, states);
    return friends && !owned && !ours;
}

/* The title by itself, before its modifiers are looked at. */
static struct found begin_nominal(struct finder *finder, const struct left *left, const struct title *title)
{
    bool is_firm = found_is_firm(token_at(finder, left->to - 1)->lemma);
    struct found found = { .from = left->from, .to = left->to, .wide_from = left->from, .entity = -1, .form = FORM_TITLE,
                           .kind = kind_of_title(title), .title = title, .gender = title->gender, .core_from = left->core,
                           .possessor = left->possessor, .owner_found = -1, .is_public = title->kind != TITLE_PRIVATE &&
                                        !belongs_to_nobody(finder, left),
                           .is_person = title->kind == TITLE_ROLE || (title->kind == TITLE_PRIVATE && !title->plural && !is_firm),
                           .plural = title->plural || is_plural_noun(finder, left->to), .is_definite = is_definite(finder, left,
                                                                                                                   title) };
    /* "the administration" is the American one where America is spoken of, "his administration" that of whoever he is */
    bool is_known = title->kind != TITLE_BODY || (left->possessor < 0 && entity_of_state(finder, title->code) >= 0);
    if (title->code.length && is_known) {
        found.code = title->code;
        found.file = title->file;
        found.line = title->line;
    }
    found.is_bare = !found.code.length && needs_state(title) && left->country < 0 && found.is_public;
    if (title->kind == TITLE_COUNTRY && (left->is_indefinite || left->has_quantity || left->country >= 0))
        found.kind = MENTION_COLLECTIVE;
    bool is_other = text_is_any_nocase(token_at(finder, left->to - 1)->form, other_words); /* "its ally", "its ally Chad" */
    if (title->kind == TITLE_COUNTRY && left->possessor >= 0 && is_other)
        take_other(finder, left->to, &found);
    return found;
}

/* "Forces loyal to President Lind" act for him and his state as long as he is in office. */
static void take_lord(struct finder *finder, int to, struct found *nominal)
{
    static const char *const bonds[] = { "loyal", "faithful", NULL };
    static const char *const fallen[] = { "former", "ousted", "deposed", "exiled", "late", "rebel", "renegade", NULL };
    enum { FARTHEST = 4 };
    int count = finder->sentence->token_count;
    bool bound = nominal->kind == MENTION_BODY && !nominal->code.length && to + 2 < count
              && text_is_any_nocase(token_at(finder, to)->form, bonds) && text_is(token_at(finder, to + 1)->form, "to");
    for (int i = to + 2; bound && i < count && i <= to + 2 + FARTHEST; i++) {
        struct found *lord = finder->owner[i] >= 0 ? &finder->found.items[finder->owner[i]] : NULL;
        if (text_is_any_nocase(token_at(finder, i)->form, fallen))
            return;
        if (!lord)
            continue;
        nominal->code = lord->code;
        nominal->file = lord->file;
        nominal->line = lord->line;
        nominal->owner_found = finder->owner[i];
        nominal->is_bare = false;
        lord->is_modifier = true;
        return;
    }
}

static void add_nominal(struct finder *finder, int core, int to, const struct title *title)
{
    struct left left = left_look(finder, core, to);
    struct found found = begin_nominal(finder, &left, title);
    if (left.country >= 0) {
        take_code(finder, &left, &found);
        swallow(finder, &left, &found);
    }
    if (left.partner >= 0 && title->kind != TITLE_PRIVATE)
        make_members(finder, &left, &found);
    take_lord(finder, to, &found);
    if (!left.is_genitive && !found.code.length)
        found.wide_from = left_quantity(finder, found.from);
    if (found.wide_from < found.from && finder->owner[found.wide_from] >= 0)
        finder->found.items[finder->owner[found.wide_from]].is_swallowed = true;
    found.head = found_head(finder->sentence, found.wide_from, to);
    found.from = found.wide_from < found.from ? found.wide_from : found.from;
    found.text = found_text(finder, found.from, to);
    found.is_modifier = found_modifies(finder, found.head);
    bool is_part = found.is_modifier && !found.plural && (title->kind == TITLE_COUNTRY || title->kind == TITLE_COLLECTIVE);
    if (!is_part) /* not "a four-nation tour" */
        found_add(finder, found);
}

static const struct title *title_of(const struct phrase_slot *slot, struct text surface)
{
    for (const struct phrase *phrase = slot->first; phrase; phrase = phrase->next)
        if (phrase->title && actors_fits(phrase, surface))
            return phrase->title;
    return NULL;
}

/* A word that is a title as a noun: "states" and "forces" may be verbs. */
static bool is_nominal(const struct token *token, const struct title *title)
{
    if (title->kind == TITLE_REGION)
        return true;
    if (token->upos == UPOS_ADJ) /* not "military offensive" */
        return token->deprel == DEPREL_NSUBJ || token->deprel == DEPREL_OBJ || token->deprel == DEPREL_OBL ||
            token->deprel == DEPREL_NMOD;
    return token->upos == UPOS_NOUN || token->upos == UPOS_PROPN || token->upos == UPOS_X;
}

/* "Deputy" of "deputy commander" is no member of a parliament. */
static bool is_rank(const struct finder *finder, int i)
{
    static const char *const words[] = { "deputy", "assistant", "chief", "general", NULL };
    int to = i + 2;
    if (text_is(token_at(finder, i)->form, "general") && found_modifies(finder, i))
        return true; /* "a general strike" */
    if (i + 1 >= finder->sentence->token_count || !text_is_any_nocase(token_at(finder, i)->form, words))
        return false;
    const struct phrase_slot *slot = naming_longest(finder, i + 1, true, &to);
    const struct title *title = slot ? title_of(slot, found_text(finder, i + 1, to)) : NULL;
    return title && title->kind == TITLE_ROLE && is_nominal(token_at(finder, to - 1), title);
}

/* "Urged the west to help" means many states; "a town in the west", "the west of the country" is a place. */
static bool is_direction(const struct finder *finder, int at)
{
    const struct token *token = token_at(finder, at);
    if (!text_is(token->form, "west"))
        return false;
    bool takes_part = token->deprel == DEPREL_NSUBJ || token->deprel == DEPREL_NSUBJ_PASS || token->deprel == DEPREL_OBJ
                   || token->deprel == DEPREL_OBL_AGENT;
    bool named = at > 0 && text_equals_nocase(token_at(finder, at - 1)->form, TEXT("the"));
    const struct token *after = at + 2 < finder->sentence->token_count ? token_at(finder, at + 2) : NULL;
    bool of = after && text_is(token_at(finder, at + 1)->form, "of") && (after->upos == UPOS_DET || after->upos == UPOS_PROPN);
    return !takes_part || !named || of; /* "accused the west of meddling" */
}

/* "Received ten fighter jets": what somebody gets or has; it is who flies them that strikes. */
static bool is_craft(const struct finder *finder, int last)
{
    static const char *const crafts[] = { "jet", "plane", "warplane", "bomber", NULL };
    const struct token *token = token_at(finder, last);
    return token->deprel == DEPREL_OBJ && text_is_any_nocase(token->lemma, crafts);
}

void nominals_find(struct finder *finder)
{
    for (int i = 0; i < finder->sentence->token_count; i++) {
        if (finder->owner[i] >= 0 || definite_find(finder, i))
            continue;
        int to = i + 1;
        const struct phrase_slot *slot = naming_longest(finder, i, true, &to);
        const struct title *title = slot && found_is_free(finder, i, to) ? title_of(slot, found_text(finder, i, to)) : NULL;
        bool alone = to == i + 1 && title && (is_rank(finder, i) || is_direction(finder, i));
        if (!title || alone || is_craft(finder, to - 1) || !is_nominal(token_at(finder, to - 1), title))
            continue;
        add_nominal(finder, i, to, title);
        i = to - 1;
    }
}
