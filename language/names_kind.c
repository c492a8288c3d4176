/* Weighs whether a name is a person's, a place's or an organisation's, by its words and by what the sentence does with it. */
#include "language/names_inner.h"

/* Points, chosen by hand. A certain sign outweighs any two weak ones. */
enum {
    CERTAIN = 12, /* a title before, a listed place, "Inc." at the end */
    STRONG = 6,   /* a given name, the head word of an organisation */
    FAIR = 3,     /* "in" before an unknown word, a verb of saying after it; alone too little */
    WEAK = 1,
};

/* What the last word and the first say: "Zor Institute", "Mount Zor". After a given name "Hill" and "House" are family names. */
static void add_heads(const struct names_view *view, const struct name *name, struct names_points *points)
{
    uint32_t first = view->words[name->from], last = view->words[name->to - 1];
    int count = name->to - name->from;
    bool is_family = last & NAMES_FAMILY && count < 4 && first & NAMES_GIVEN;
    if (last & NAMES_ORGANISATION)
        points->of[NAME_ORGANISATION] += is_family ? WEAK : count > 1 ? CERTAIN + FAIR : FAIR;
    if ((last | first) & NAMES_THING && count > 1)
        points->of[NAME_OTHER] += CERTAIN + STRONG;
    if (last & NAMES_PLACE)
        points->of[NAME_PLACE] += is_family ? WEAK : count > 1 ? CERTAIN + WEAK : WEAK;
    if (first & NAMES_PLACE_FIRST && count > 1)
        points->of[NAME_PLACE] += STRONG;
    bool has_head = last & (NAMES_ORGANISATION | NAMES_PLACE) && count > 1 && !is_family;
    if (first & NAMES_GIVEN && !has_head)
        points->of[NAME_PERSON] += count > 1 ? STRONG + FAIR : FAIR + WEAK;
    if (first & NAMES_SURNAME && count > 1 && count < 5 && !has_head)
        points->of[NAME_PERSON] += FAIR + WEAK;
}

static bool is_linking(struct text form)
{
    return text_is(form, "of") || text_is(form, "for") || text_is(form, "on");
}

static void add_inside(const struct names_view *view, const struct name *name, struct names_points *points)
{
    for (int i = name->from; i + 1 < name->to; i++) {
        bool before_of = is_linking(view->tokens[i + 1].form);
        if (before_of && view->words[i] & NAMES_ORGANISATION)
            points->of[NAME_ORGANISATION] += CERTAIN;
        else if (before_of && view->words[i] & NAMES_PLACE)
            points->of[NAME_PLACE] += CERTAIN;
        if (i > name->from && view->words[i] & NAMES_PARTICLE && !(view->words[i] & NAMES_CAPITAL))
            points->of[NAME_PERSON] += FAIR + WEAK;
        if (i > name->from && view->tokens[i].form.length == 2 && view->tokens[i].form.at[1] == '.')
            points->of[NAME_PERSON] += FAIR; /* a middle initial */
    }
}

static void add_whole(const struct names_view *view, const struct name *name, struct names_points *points)
{
    if (names_is_location(view->tokens, name->from, name->to))
        points->of[NAME_PLACE] += name->to - name->from > 1 ? CERTAIN + STRONG : CERTAIN; /* "West Bank" is no bank */
    else if (name->to - name->from == 1 && view->words[name->from] & NAMES_ACRONYM)
        points->of[NAME_ORGANISATION] += STRONG;
    if (text_is(view->tokens[name->to - 1].form, "Jr.") || text_is(view->tokens[name->to - 1].form, "Sr."))
        points->of[NAME_PERSON] += CERTAIN;
    if (view->tokens[name->to - 1].upos == UPOS_NUM)
        points->of[NAME_OTHER] += STRONG;
    if (text_is(view->tokens[name->to - 1].xpos, "NNPS"))
        points->of[NAME_OTHER] += FAIR; /* "Ukrainians", "Democrats" */
}

/* The word of the name that the tree hangs by. */
static int head_of(const struct names_view *view, const struct name *name)
{
    for (int i = name->from; i < name->to; i++)
        if (view->tokens[i].head < name->from || view->tokens[i].head >= name->to)
            return i;
    return name->from;
}

/* Who says, thinks or meets is a person or, less often, an organisation; who does anything else, or owns, perhaps. */
static void add_deed(const struct names_view *view, int head, struct names_points *points)
{
    const struct token *token = &view->tokens[head];
    if (token->head < 0)
        return;
    struct token verb = view->tokens[token->head];
    verb.form = verb.lemma;
    bool acts = token->deprel == DEPREL_NSUBJ || token->deprel == DEPREL_OBL_AGENT;
    if (acts && names_word(&verb) & NAMES_SAYING) {
        points->of[NAME_PERSON] += FAIR + WEAK;
        points->of[NAME_ORGANISATION] += FAIR;
    } else if ((acts && verb.upos == UPOS_VERB) || token->deprel == DEPREL_NMOD_POSS)
        points->of[NAME_PERSON] += WEAK;
}

static bool is_in(struct text form)
{
    static const char *const words[] = { "in", "In", "near", "across", "inside", "outside", "throughout", "at", NULL };
    for (const char *const *word = words; *word; word++)
        if (text_is(form, *word))
            return true;
    return false;
}

static void add_children(const struct names_view *view, const struct name *name, int head, struct names_points *points)
{
    int low = name->from > 8 ? name->from - 8 : 0, high = name->to + 24 < view->count ? name->to + 24 : view->count;
    for (int i = low; i < high; i++) {
        const struct token *token = &view->tokens[i];
        if (token->head != head || (i >= name->from && i < name->to))
            continue;
        if (token->deprel == DEPREL_CASE && i < name->from && is_in(token->form))
            points->of[NAME_PLACE] += FAIR;
        else if (token->deprel == DEPREL_DET && i < name->from) {
            points->of[NAME_PERSON] -= STRONG;
            points->of[NAME_ORGANISATION] += WEAK;
        } else if (token->deprel == DEPREL_APPOS) {
            uint32_t kinds = names_noun(token);
            points->of[NAME_PERSON] += kinds & NAMES_ROLE ? STRONG : 0;
            points->of[NAME_ORGANISATION] += kinds & NAMES_ORGANISATION ? FAIR : 0;
            points->of[NAME_PLACE] += kinds & NAMES_PLACE ? STRONG : 0;
        } else if (token->deprel == DEPREL_ACL_RELCL && name->to < view->count && i > name->to)
            for (int k = name->to; k < i && k < name->to + 3; k++)
                points->of[NAME_PERSON] += text_is(view->tokens[k].lemma, "who") ? STRONG : 0;
    }
}

/* "Presidents Zor, Kor and Lor": an office in the plural before names in a row. */
static bool shares_title(const struct names_view *view, const struct name *name)
{
    int at = name->from - 1;
    bool joins = at > 0 && (text_is(view->tokens[at].form, "and") || text_is(view->tokens[at].form, ","));
    while (joins && at > 0 && (view->words[at] & NAMES_PROPER || view->tokens[at].upos == UPOS_CCONJ ||
                               text_is(view->tokens[at].form, ",")))
        at--;
    return joins && at >= 0 && text_starts(view->tokens[at].xpos, TEXT("NNS")) && names_noun(&view->tokens[at]) & NAMES_ROLE;
}

/* What the word above says: "the city of Zor", "its president, Ana Zor", "Zor province". */
static void add_governor(const struct names_view *view, const struct name *name, int head, struct names_points *points)
{
    const struct token *token = &view->tokens[head];
    if (name->to < view->count && names_noun(&view->tokens[name->to]) & NAMES_ROLE && !(view->words[name->to] & NAMES_CAPITAL))
        points->of[NAME_ORGANISATION] += FAIR + WEAK; /* "the Zor spokesman" */
    if (token->head < 0)
        return;
    uint32_t kinds = names_noun(&view->tokens[token->head]);
    bool of = name->from > 0 && text_is(view->tokens[name->from - 1].form, "of") && token->head == name->from - 2;
    if (token->deprel == DEPREL_APPOS || token->deprel == DEPREL_FLAT)
        points->of[NAME_PERSON] += kinds & NAMES_ROLE ? STRONG : 0;
    if (shares_title(view, name))
        points->of[NAME_PERSON] += STRONG;
    if (of || token->deprel == DEPREL_APPOS || (token->deprel == DEPREL_COMPOUND && token->head == name->to))
        points->of[NAME_PLACE] += kinds & NAMES_PLACE ? FAIR + WEAK : 0;
}

void names_weigh(const struct names_view *view, const struct name *name, struct names_points *points)
{
    *points = (struct names_points){ { 0 } };
    int head = head_of(view, name);
    if (name->title_from < name->title_to)
        points->of[NAME_PERSON] += CERTAIN;
    add_heads(view, name, points);
    add_inside(view, name, points);
    add_whole(view, name, points);
    add_deed(view, head, points);
    if (name->to - name->from == 2 && view->tokens[name->to - 1].deprel == DEPREL_FLAT)
        points->of[NAME_PERSON] += FAIR; /* the treebanks join persons' names by "flat", others by "compound" */
    add_children(view, name, head, points);
    add_governor(view, name, head, points);
}

/* Of unknown kind unless more than one weak sign tells. */
uint8_t names_best(const struct names_points *points)
{
    uint8_t best = NAME_OTHER;
    int most = points->of[NAME_OTHER] > FAIR ? points->of[NAME_OTHER] : FAIR;
    for (uint8_t kind = 0; kind < NAME_OTHER; kind++)
        if (points->of[kind] > most) {
            best = kind;
            most = points->of[kind];
        }
    return best;
}
