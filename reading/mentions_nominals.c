/* Nominals: a title, body or collective of the lexicon with the words before it, "senior US officials", "26 nations", "his envoy". */
#include "reading/mentions_inner.h"

enum { WIDEST = 9 }; /* tokens before a title that may belong to it */

/* What stands before a title. */
struct left {
    int core, to;      /* the title's tokens */
    int from;          /* where its modifiers begin, without article */
    int country;       /* found that modifies it: "French", "Kremlin", "Trump's"; -1 */
    int partner;       /* found coordinated before the country: "US" of "US and French officials"; -1 */
    int possessor;     /* token of "his"; -1 */
    bool is_definite, is_indefinite, is_genitive, has_quantity;
};

static const struct token *token_at(const struct finder *finder, int i)
{
    return &finder->sentence->tokens[i];
}

static bool is_genitive_mark(struct text form)
{
    return text_is(form, "'s") || text_is(form, "’s") || text_is(form, "'") || text_is(form, "’") || text_is(form, "'S") || text_is(form, "’S");
}

static bool is_hyphen(struct text form)
{
    return text_is(form, "-") || text_is(form, "–") || text_is(form, "‑");
}

static bool is_opening(struct text form)
{
    return text_is(form, "“") || text_is(form, "\"") || text_is(form, "``");
}

static bool is_any(struct text word, const char *const *words)
{
    for (; *words; words++)
        if (text_equals_nocase(word, text_of(*words)))
            return true;
    return false;
}

static bool is_article(struct text form, struct left *left)
{
    static const char *const definite[] = { "the", "this", "that", "these", "those", "both", "each", NULL };
    static const char *const indefinite[] = { "a", "an", NULL };
    if (is_any(form, definite))
        left->is_definite = true;
    else if (is_any(form, indefinite))
        left->is_indefinite = true;
    return left->is_definite || left->is_indefinite;
}

static bool is_possessive(struct text form)
{
    static const char *const words[] = { "his", "her", "its", "their", "our", "my", "your", "whose", NULL };
    return is_any(form, words);
}

static bool is_quantity(const struct token *token)
{
    static const char *const words[] = { "all", "both", "some", "several", "many", "most", "other", "others", "every", "any", "few", "various", "more", NULL };
    return token->upos == UPOS_NUM || is_any(token->form, words);
}

/* Whether a name at the left is an argument of its own: "gave Ukraine troops", but not "told US officials" or "UK Prime Minister". */
static bool is_own_argument(const struct finder *finder, const struct found *found, const struct left *left)
{
    const struct token *head = token_at(finder, found->head), *core = token_at(finder, left->to - 1);
    if (found->form == FORM_DEMONYM || found->kind == MENTION_BODY || left->is_genitive)
        return false;
    if (head->deprel == DEPREL_IOBJ)
        return true;
    return (head->deprel == DEPREL_OBJ || head->deprel == DEPREL_OBL) && core->head == head->head && core->deprel != head->deprel;
}

static bool may_modify(const struct finder *finder, const struct found *found, const struct left *left)
{
    return found->kind != MENTION_OTHER && (left->is_genitive || found->title == NULL || found->kind != MENTION_PERSON) &&
           !is_own_argument(finder, found, left);
}

/* "US and French", "US, UK and French": the found before the conjunction, or -1. */
static int coordinated_before(const struct finder *finder, int from)
{
    if (from < 2 || finder->owner[from - 2] < 0)
        return -1;
    struct text mark = token_at(finder, from - 1)->form;
    if (!text_is(mark, "and") && !text_is(mark, ",") && !text_is(mark, "or") && !text_is(mark, "&") && !is_hyphen(mark))
        return -1;
    int number = finder->owner[from - 2];
    const struct found *found = &finder->found.items[number];
    if (found->kind > MENTION_GROUP || found->form == FORM_TITLE || !found->code.length)
        return -1;
    bool both_names = found->form == FORM_NAME && from < finder->sentence->token_count && finder->owner[from] >= 0 &&
                      finder->found.items[finder->owner[from]].form == FORM_NAME;
    return found->is_modifier || found->form == FORM_DEMONYM || both_names ? number : -1;
}

/* An adjective, noun, participle or adverb that belongs to the title. Flat first: a tree may be wrong, neighbours are not. */
static bool is_modifier_word(const struct finder *finder, int i, const struct left *left)
{
    const struct token *token = token_at(finder, i);
    bool inside = token->head > i && token->head < left->to;
    switch (token->upos) {
    case UPOS_ADJ:
        return true;
    case UPOS_NOUN:
    case UPOS_PROPN:
        return inside && token->deprel != DEPREL_NSUBJ && token->deprel != DEPREL_OBJ;
    case UPOS_VERB:
    case UPOS_ADV:
        return inside && (token->deprel == DEPREL_AMOD || token->deprel == DEPREL_ADVMOD || token->deprel == DEPREL_COMPOUND);
    default:
        return false;
    }
}

static void take_country(const struct finder *finder, struct left *left, int number)
{
    left->country = number;
    left->from = finder->found.items[number].wide_from < left->from ? finder->found.items[number].wide_from : left->from;
    int partner = coordinated_before(finder, left->from);
    if (partner >= 0 && !left->is_genitive) {
        left->partner = partner;
        while (partner >= 0) {
            left->from = finder->found.items[partner].from;
            partner = coordinated_before(finder, left->from);
        }
    }
}

/* One step to the left; false where the nominal begins. */
static bool step_left(const struct finder *finder, struct left *left)
{
    int i = left->from - 1;
    const struct token *token = token_at(finder, i);
    int number = finder->owner[i];
    if (number >= 0) {
        if (left->country >= 0 || left->has_quantity || !may_modify(finder, &finder->found.items[number], left))
            return false;
        take_country(finder, left, number);
        return true;
    }
    if (is_genitive_mark(token->form) && left->country < 0 && i > 0 && finder->owner[i - 1] >= 0) {
        left->is_genitive = true;
        left->from = i;
        return true;
    }
    if (is_possessive(token->form)) {
        left->possessor = i;
        return false;
    }
    if (is_article(token->form, left) || (is_opening(token->form) && i > 0 && is_article(token_at(finder, i - 1)->form, left)))
        return false;
    if (is_quantity(token)) {
        left->has_quantity = true;
        left->from = i;
        return true;
    }
    if (is_hyphen(token->form) && i > 0 && left->from < left->to && token_at(finder, i + 1)->upos != UPOS_PUNCT) {
        /* "US-led coalition", "Moscow-backed authorities": the name modifies the participle, not the title */
        int before = finder->owner[i - 1];
        left->from = before >= 0 ? finder->found.items[before].from : i - 1;
        return true;
    }
    if (!is_modifier_word(finder, i, left))
        return false;
    left->from = i;
    return true;
}

static struct left look_left(const struct finder *finder, int core, int to)
{
    struct left left = { .core = core, .to = to, .from = core, .country = -1, .partner = -1, .possessor = -1 };
    while (left.from > 0 && core - left.from < WIDEST && step_left(finder, &left))
        ;
    if (left.is_genitive && left.country < 0)
        left.from = core; /* the genitive's owner is nobody known */
    return left;
}

/* "Ukraine's allies" and "NATO allies" are others than Ukraine; "Israeli partners" and "NATO members" are their own. */
static bool gives_code(const struct finder *finder, const struct left *left, const struct title *title, const struct found *country)
{
    static const char *const others[] = { "allies", "ally", "neighbours", "neighbors", "neighbour", "neighbor", "backers", NULL };
    static const char *const members[] = { "members", "member", NULL };
    struct text word = token_at(finder, left->to - 1)->form;
    if (title->kind == TITLE_COLLECTIVE && country->kind == MENTION_ORGANISATION)
        return is_any(word, members);
    if (title->kind == TITLE_COLLECTIVE && country->kind == MENTION_GROUP)
        return !is_any(word, others); /* "Hamas fighters" */
    if (title->kind == TITLE_COLLECTIVE)
        return !left->is_genitive && country->form == FORM_DEMONYM && country->text.length > 4 && !is_any(word, others);
    return title->kind != TITLE_PRIVATE && title->kind != TITLE_REGION;
}

/* "Ukraine envoy", "UN ambassador": whom the mission is to, not whose it is. */
static bool is_mission(const struct finder *finder, const struct left *left, const struct found *country)
{
    static const char *const missions[] = { "envoy", "ambassador", "representative", "negotiator", "czar", NULL };
    if (left->is_genitive || country->form != FORM_NAME || !is_any(token_at(finder, left->to - 1)->form, missions))
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

static void take_code(struct finder *finder, const struct left *left, struct found *nominal)
{
    const struct found *country = &finder->found.items[left->country];
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
    nominal->file = country->file;
    nominal->line = country->line;
    nominal->owner_found = left->country;
    nominal->is_bare = !nominal->code.length && country->is_bare;
}

/* Each of "US, British and French officials" as a party of its own. */
static void make_members(struct finder *finder, const struct left *left, struct found *nominal)
{
    struct party parties[WIDEST];
    int count = 0;
    struct text last = { 0 };
    for (int i = left->from; i < left->core && count < WIDEST; i++) {
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

static bool is_quantity_of(struct text form)
{
    static const char *const words[] = { "dozens", "scores", "hundreds", "number", "group", "majority", "most", "some", "many", "all", "one", "two", "three",
                                         "four", "five", "several", "both", "none", "part", "any", "each", "handful", "couple", "rest", "few", "half",
                                         "coalition", "members", "member", "representatives", "series", NULL };
    return is_any(form, words);
}

/* "dozens of countries", "a number of allies": the head is the quantity. */
static int quantity_before(const struct finder *finder, int from)
{
    int i = from - 1;
    struct left ignored = { 0 };
    if (i > 0 && (is_article(token_at(finder, i)->form, &ignored) || is_possessive(token_at(finder, i)->form)))
        i--;
    if (i > 0 && text_is(token_at(finder, i)->form, "of") && is_quantity_of(token_at(finder, i - 1)->form) && finder->owner[i - 1] < 0)
        return i - 1;
    return from;
}

static bool is_public_title(const struct title *title)
{
    return title->kind != TITLE_PRIVATE;
}

static bool is_plural_noun(const struct finder *finder, int to)
{
    struct text xpos = token_at(finder, to - 1)->xpos;
    return text_is(xpos, "NNS") || text_is(xpos, "NNPS");
}

static void add_nominal(struct finder *finder, int core, int to, const struct title *title)
{
    struct left left = look_left(finder, core, to);
    struct found found = { .from = left.from, .to = to, .wide_from = left.from, .entity = -1, .form = FORM_TITLE, .kind = kind_of_title(title),
                           .title = title, .code = title->code, .file = title->code.length ? title->file : (struct text){ 0 },
                           .line = title->code.length ? title->line : 0, .gender = title->gender, .core_from = core,
                           .possessor = left.possessor, .owner_found = -1, .is_public = is_public_title(title),
                           .is_person = title->kind == TITLE_ROLE || (title->kind == TITLE_PRIVATE && !title->plural),
                           .plural = title->plural || is_plural_noun(finder, to), .is_definite = left.is_definite || (!left.is_indefinite && !left.has_quantity && title->kind != TITLE_OFFICIALS && !is_plural_noun(finder, to)) };
    if (title->kind == TITLE_BODY && found.code.length && entity_of_state(finder, title->code) < 0)
        found.code = (struct text){ 0 }; /* "the administration" is the American one where America is spoken of */
    found.is_bare = !found.code.length && title->kind != TITLE_PRIVATE && title->kind != TITLE_REGION && title->kind != TITLE_COLLECTIVE &&
                    left.country < 0;
    if (title->kind == TITLE_COUNTRY && (left.is_indefinite || left.has_quantity || left.country >= 0))
        found.kind = MENTION_COLLECTIVE;
    if (left.country >= 0) {
        take_code(finder, &left, &found);
        swallow(finder, &left, &found);
    }
    if (left.partner >= 0 && title->kind != TITLE_PRIVATE)
        make_members(finder, &left, &found);
    if (!left.is_genitive && !found.code.length)
        found.wide_from = quantity_before(finder, found.from);
    found.head = found_head(finder->sentence, found.wide_from, to);
    found.from = found.wide_from < found.from ? found.wide_from : found.from;
    found.text = found_text(finder, found.from, to);
    const struct token *head = token_at(finder, found.head);
    found.is_modifier = head->head >= 0 && (head->deprel == DEPREL_AMOD || head->deprel == DEPREL_COMPOUND || head->deprel == DEPREL_NMOD_POSS ||
                                            head->deprel == DEPREL_NMOD_DESC);
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

static bool is_nearer(const struct finder *finder, const struct actor *a, const struct actor *b)
{
    const struct note *note;
    int first = finder->of_actor[a->number], second = finder->of_actor[b->number];
    for (int back = 0; (note = recent_at(finder, back)); back++)
        if (note->entity == first || note->entity == second)
            return note->entity == first;
    return false;
}

/* "The bloc", "the alliance": an organisation that the article names; of several the one named last. */
static const struct actor *definite_of(const struct finder *finder, const struct phrase_slot *slot)
{
    const struct actor *best = NULL;
    for (const struct phrase *phrase = slot ? slot->first : NULL; phrase; phrase = phrase->next)
        if (phrase->form == FORM_DEFINITE && finder->of_actor[phrase->actor->number] >= 0 &&
            (!best || is_nearer(finder, phrase->actor, best)))
            best = phrase->actor;
    return best;
}

static bool find_definite(struct finder *finder, int i)
{
    struct left left = { 0 };
    if (i == 0 || token_at(finder, i)->upos == UPOS_DET || token_at(finder, i)->upos == UPOS_PUNCT)
        return false;
    int before = i - 1;
    if (token_at(finder, before)->upos == UPOS_ADJ && before > 0)
        before--; /* "the military alliance" */
    if (!is_article(token_at(finder, before)->form, &left) || !left.is_definite)
        return false;
    char key[LONGEST_KEY];
    struct text name = { key, naming_key(finder, i, i + 1, key) };
    const struct actor *actor = name.length ? definite_of(finder, actors_slot(finder->lexicon, text_hash(name), name)) : NULL;
    if (!actor)
        return false;
    struct found found = { .from = i, .to = i + 1, .head = i, .wide_from = i, .kind = actor->kind, .form = FORM_DEFINITE,
                           .text = found_text(finder, i, i + 1), .possessor = -1, .owner_found = -1 };
    found_take_entity(finder, &found, finder->of_actor[actor->number]);
    found.is_modifier = token_at(finder, i)->deprel == DEPREL_NMOD_POSS || token_at(finder, i)->deprel == DEPREL_COMPOUND;
    found_add(finder, found);
    return true;
}

/* A word that is a title as a noun: "states" and "forces" may be verbs. */
static bool is_nominal(const struct token *token, const struct title *title)
{
    if (title->kind == TITLE_REGION)
        return true;
    if (token->upos == UPOS_ADJ)
        return token->deprel != DEPREL_AMOD; /* not "military offensive" */
    return token->upos == UPOS_NOUN || token->upos == UPOS_PROPN || token->upos == UPOS_X;
}

void nominals_find(struct finder *finder)
{
    for (int i = 0; i < finder->sentence->token_count; i++) {
        if (finder->owner[i] >= 0 || find_definite(finder, i))
            continue;
        int to = i + 1;
        const struct phrase_slot *slot = naming_longest(finder, i, true, &to);
        const struct title *title = slot && found_is_free(finder, i, to) ? title_of(slot, found_text(finder, i, to)) : NULL;
        if (!title || !is_nominal(token_at(finder, to - 1), title))
            continue;
        add_nominal(finder, i, to, title);
        i = to - 1;
    }
}
