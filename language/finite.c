/* What is amiss in a tree that has no finite verb where prose needs one, and which word may be it. */
#include "language/finite.h"

const char *const finite_tags[FINITE_TAGS] = { "VBD", "VBZ", "VBP" };

static bool has_tag(const struct token *token, const char *tag)
{
    return text_is(token->xpos, tag);
}

static bool is_capital(const struct token *token)
{
    return token->form.at[0] >= 'A' && token->form.at[0] <= 'Z';
}

static bool is_finite_by_itself(const struct token *token)
{
    return has_tag(token, "VBD") || has_tag(token, "VBZ") || has_tag(token, "VBP");
}

/* A full verb that is finite. A reduced relative clause is no clause of its own, whatever its verb is tagged. */
static bool is_finite_verb(const struct token *token)
{
    return token->upos == UPOS_VERB && token->deprel != DEPREL_ACL && is_finite_by_itself(token);
}

static bool is_subject(const struct token *token)
{
    switch (token->deprel) {
    case DEPREL_NSUBJ:
    case DEPREL_NSUBJ_PASS:
    case DEPREL_NSUBJ_OUTER:
    case DEPREL_CSUBJ:
    case DEPREL_CSUBJ_PASS:
    case DEPREL_CSUBJ_OUTER:
    case DEPREL_EXPL:
        return true;
    default:
        return false;
    }
}

static bool is_finite_auxiliary(const struct token *token)
{
    return token->upos == UPOS_AUX && (has_tag(token, "MD") || is_finite_by_itself(token));
}

static bool helps(const struct token *token)
{
    return token->deprel == DEPREL_AUX || token->deprel == DEPREL_AUX_PASS || token->deprel == DEPREL_COP;
}

/* The closing stop of a sentence, before quotation marks and brackets; -1 where it ends without one. */
static int closing_stop(const struct sentence *sentence)
{
    int at = sentence->token_count - 1;
    while (at > 0 && (has_tag(&sentence->tokens[at], "''") || has_tag(&sentence->tokens[at], "-RRB-")))
        at--;
    return at > 0 && text_is(sentence->tokens[at].form, ".") ? at : -1;
}

/* A dash or a bullet before it tells of a point in a list. */
static bool is_point(const struct token *first)
{
    return first->upos == UPOS_SYM || (first->upos == UPOS_PUNCT && !has_tag(first, "``") && !has_tag(first, "''") &&
                                       !has_tag(first, "-LRB-"));
}

static bool is_prose(const struct sentence *sentence)
{
    enum { SHORTEST = 3 };
    return closing_stop(sentence) >= SHORTEST && !is_point(&sentence->tokens[0]);
}

/* A line that tells something without a full stop: its verb is a present one behind a name. */
static bool is_headline(const struct sentence *sentence)
{
    enum { SHORTEST = 4 };
    return sentence->is_title && sentence->token_count >= SHORTEST && closing_stop(sentence) < 0;
}

bool finite_is_missed(const struct token *token)
{
    static const char *const forms[] = { "accuses", "acknowledges", "admits", "alleges", "announces", "approves", "argues",
                                         "asserts", "believes", "concedes", "condemns", "confirms", "considers", "contends",
                                         "criticises", "criticizes", "declares", "denies", "denounces", "deplores", "destroys",
                                         "detains", "expects", "expels", "imposes", "injures", "insists", "intends", "invades",
                                         "kills", "maintains", "reaffirms", "refuses", "reiterates", "rejects", "resigns",
                                         "seeks", "suspends", "threatens", "unveils", "warns", "welcomes", NULL };
    return has_tag(token, "NNS") && text_is_any(token->form, forms);
}

/* What is known of a word: it has a subject; it is finite or has a helping verb that is; it has a conjunction. */
enum { LONGEST = 512, HAS_SUBJECT = 1, IS_FINITE = 2, IS_SUBORDINATE = 4 };

static void look_over(const struct sentence *sentence, uint8_t *marks)
{
    for (int i = 0; i < sentence->token_count; i++)
        marks[i] = is_finite_verb(&sentence->tokens[i]) || is_finite_auxiliary(&sentence->tokens[i]) ? IS_FINITE : 0;
    for (int i = 0; i < sentence->token_count; i++) {
        const struct token *token = &sentence->tokens[i];
        if (token->head >= 0 && is_subject(token))
            marks[token->head] |= HAS_SUBJECT;
        if (token->head >= 0 && token->deprel == DEPREL_MARK)
            marks[token->head] |= IS_SUBORDINATE;
        if (token->head >= 0 && helps(token) && is_finite_auxiliary(token))
            marks[token->head] |= IS_FINITE;
    }
}

/* Joined verbs have the subject before, and subordinate clauses often none ("as happened before"). */
static bool lacks_subject(const struct token *token, uint8_t marks)
{
    bool may_lack = token->deprel == DEPREL_CONJ || token->deprel == DEPREL_FIXED || token->deprel == DEPREL_ADVCL ||
                    token->deprel == DEPREL_ACL_RELCL;
    return is_finite_verb(token) && !may_lack && !(marks & HAS_SUBJECT);
}

/* Is neither the root finite nor a clause beside it? What is asked ("See below.") or listed ("Seeing more.") is not. */
static bool lacks_main_clause(const struct sentence *sentence, const uint8_t *marks)
{
    for (int i = 0; i < sentence->token_count; i++) {
        const struct token *token = &sentence->tokens[i];
        bool is_root = token->head < 0;
        bool is_beside = !is_root && sentence->tokens[token->head].head < 0 &&
                         (token->deprel == DEPREL_CONJ || token->deprel == DEPREL_PARATAXIS || token->deprel == DEPREL_CCOMP);
        if ((is_root || is_beside) && (marks[i] & IS_FINITE))
            return false;
        bool is_name = i > 1 && is_capital(token); /* "Human Rights Watch" */
        if (is_root && !is_name && (has_tag(token, "VB") || has_tag(token, "VBG")))
            return false;
    }
    return true;
}

int finite_faults(const struct sentence *sentence)
{
    enum { NO_MAIN_CLAUSE = 2 };
    uint8_t marks[LONGEST];
    bool headline = is_headline(sentence);
    if (sentence->token_count > LONGEST || !(headline || is_prose(sentence)))
        return 0;
    look_over(sentence, marks);
    int faults = lacks_main_clause(sentence, marks) ? NO_MAIN_CLAUSE : 0;
    for (int i = 0; i < sentence->token_count; i++)
        faults += finite_is_missed(&sentence->tokens[i]);
    if (headline)
        return faults;
    for (int i = 0; i < sentence->token_count; i++)
        faults += lacks_subject(&sentence->tokens[i], marks[i]);
    return faults;
}

/* A participle that its agent follows is no past: "provided by". */
static bool has_agent(const struct sentence *sentence, int at)
{
    return at + 1 < sentence->token_count && text_is(sentence->tokens[at + 1].form, "by") && has_tag(&sentence->tokens[at], "VBN");
}

static bool is_in_small_letters(const struct token *token)
{
    return token->form.length > 1 && token->form.at[0] >= 'a' && token->form.at[0] <= 'z';
}

/* Participles may be far from a past for the network, also those that it takes for adjectives; other words but little from a
 * verb. */
static float least_lead(const struct token *token, int tag)
{
    const float of_participles = -8.0f, of_others = -1.5f;
    bool is_participle = has_tag(token, "VBN") || (has_tag(token, "JJ") && text_ends(token->form, TEXT("ed")));
    return is_participle && tag == FINITE_PAST ? of_participles : of_others;
}

/* Who acts in headlines: one, or several. "Police" is several. */
static bool is_doer(const struct token *token)
{
    static const char *const doers[] = {
        "administration", "admiral", "agency", "alliance", "ambassador", "army", "assembly", "bloc", "cabinet",
        "chancellor", "chief", "coalition", "commander", "commission", "congress", "council", "court", "delegation",
        "diplomat", "embassy", "envoy", "general", "government", "governor", "house", "judge", "junta", "kremlin",
        "lawmaker", "leader", "legislature", "mayor", "military", "minister", "ministry", "navy", "official",
        "opposition", "panel", "parliament", "party", "pm", "premier", "president", "prosecutor", "regulator",
        "secretary", "senate", "senator", "spokesman", "spokesperson", "spokeswoman", "tribunal", "treasury",
        "watchdog", NULL };
    return text_is_any_nocase(token->lemma, doers) && !text_ends(token->form, TEXT("s"));
}

static bool are_doers(const struct token *token)
{
    static const char *const doers[] = {
        "allies", "ambassadors", "chiefs", "commanders", "diplomats", "envoys", "fighters", "forces", "generals",
        "gunmen", "insurgents", "judges", "lawmakers", "leaders", "legislators", "militants", "ministers", "mps",
        "nations", "officials", "parties", "police", "powers", "premiers", "presidents", "prosecutors", "protesters",
        "rebels", "senators", "separatists", "soldiers", "states", "troops", "unions", "workers", NULL };
    return text_is_any_nocase(token->form, doers);
}

/* The word before one; before what stands aside ("Peru premier, in Oslo, vows aid"), where that is right before it. */
static const struct token *word_before(const struct sentence *sentence, int at)
{
    int before = at - 1, comma = before - 1;
    if (!text_is(sentence->tokens[before].form, ","))
        return &sentence->tokens[before];
    while (comma > 0 && !text_is(sentence->tokens[comma].form, ","))
        comma--;
    bool is_where = comma > 0 && sentence->tokens[comma + 1].upos == UPOS_ADP;
    return &sentence->tokens[is_where ? comma - 1 : before];
}

/* Behind whoever may act the network need not have thought of a verb. */
static bool follows_doers(const struct sentence *sentence, int at, const struct finite_hint *hint)
{
    const float least = -11.0f;
    const struct token *token = &sentence->tokens[at], *before = word_before(sentence, at);
    bool ends = text_ends(token->form, TEXT("s"));
    bool third = hint->tag == FINITE_THIRD && ends && is_doer(before);
    bool fits = third || (hint->tag == FINITE_PRESENT && !ends && are_doers(before));
    return fits && is_in_small_letters(token) && hint->lead > least;
}

/* "Peru slaps tariffs on copper", "Peru minister slaps tariffs", "Peru, Chile sign pact", "Peru police arrest spy": in a headline's
 * list of nouns the one behind a name or whoever may act, or behind another noun where that is likelier, may be a verb. */
static bool may_be_verb_of_headline(const struct sentence *sentence, int at, const struct finite_hint *hint)
{
    const float least_behind_name = -6.0f, least_behind_noun = -5.0f, least_behind_names = -7.0f;
    const struct token *token = &sentence->tokens[at], *before = word_before(sentence, at);
    if (at > 2 && text_is(before->form, "-")) /* "Peru test-fires" */
        before -= 2;
    if (are_doers(token)) /* "EU diplomats voice alarm" */
        return false;
    if (follows_doers(sentence, at, hint))
        return true;
    if ((token->upos != UPOS_NOUN && token->upos != UPOS_PROPN) || (!is_capital(before) && !has_tag(before, "NN")))
        return false;
    if (hint->tag == FINITE_THIRD)
        return text_ends(token->form, TEXT("s")) && hint->lead > (is_capital(before) ? least_behind_name : least_behind_noun);
    bool several = before > sentence->tokens + 1 && is_capital(before)
                && (text_is(before[-1].form, ",") || text_is(before[-1].form, "and"));
    return several && hint->tag == FINITE_PRESENT && is_in_small_letters(token) && hint->lead > least_behind_names;
}

int finite_candidates(const struct sentence *sentence, int from, const struct finite_hint *hints, int list[FINITE_MOST])
{
    uint8_t marks[LONGEST];
    look_over(sentence, marks);
    bool is_any = lacks_main_clause(sentence, marks), headline = is_headline(sentence);
    const float of_missed = 20.0f, of_doers = 6.0f; /* these go before what is likelier and stands elsewhere */
    float ranks[FINITE_MOST];
    int count = 0;
    for (int i = from + 1; i < sentence->token_count; i++) {
        const struct token *token = &sentence->tokens[i];
        bool is_free = !(marks[i] & (is_finite_verb(token) ? HAS_SUBJECT | IS_SUBORDINATE : IS_FINITE));
        bool may_be = is_any && is_free && is_in_small_letters(token) && hints[i].lead > least_lead(token, hints[i].tag);
        bool fits = (may_be || lacks_subject(token, marks[i])) && !has_agent(sentence, i);
        if (!finite_is_missed(token) && (headline ? !may_be_verb_of_headline(sentence, i, &hints[i]) : !fits))
            continue;
        float rank = hints[i].lead;
        if (finite_is_missed(token))
            rank += of_missed;
        else if (headline && follows_doers(sentence, i, &hints[i]))
            rank += of_doers;
        int at = count < FINITE_MOST ? count++ : FINITE_MOST;
        for (; at > 0 && ranks[at - 1] < rank; at--)
            if (at < FINITE_MOST) {
                list[at] = list[at - 1];
                ranks[at] = ranks[at - 1];
            }
        if (at < FINITE_MOST) {
            list[at] = i;
            ranks[at] = rank;
        }
    }
    return count;
}

/* "will reduce" rather than "had reduced": what follows ("aid") may be had itself. But an adjective's stem is not known. */
static bool is_had(const struct token *token, int tag)
{
    return tag == FINITE_PAST && token->upos != UPOS_VERB;
}

struct text finite_helper(const struct token *token, int tag)
{
    return is_had(token, tag) ? TEXT("had") : TEXT("will");
}

struct text finite_helped_form(const struct token *token, int tag)
{
    bool is_noun_unknown = tag == FINITE_THIRD && text_equals(token->form, token->lemma) && text_ends(token->form, TEXT("s"));
    if (is_had(token, tag))
        return token->form;
    if (text_is(token->form, "voices") || text_is(token->form, "voice")) /* "will voice support" is itself read as a noun's name */
        return TEXT("express");
    return is_noun_unknown ? text_slice(token->form, 0, token->form.length - 1) : token->lemma; /* "slaps" */
}

/* "Army bombs: the story of a market". */
static bool has_colon(const struct sentence *sentence, int from, int to)
{
    while (from < to && !text_is(sentence->tokens[from].form, ":"))
        from++;
    return from < to;
}

bool finite_is_helped(const struct sentence *sentence, int helper, float lead)
{
    const float least_without_object = -5.0f;
    const struct token *tokens = sentence->tokens;
    int verb = helper + 1, subject = -1, commas = 0;
    bool has_object = false;
    if (tokens[helper].head != verb || tokens[helper].deprel != DEPREL_AUX)
        return false;
    for (int i = 0; i < sentence->token_count; i++) {
        if (tokens[i].head == helper)
            return false;
        if (tokens[i].head == verb && i < helper && (tokens[i].deprel == DEPREL_NSUBJ || tokens[i].deprel == DEPREL_NSUBJ_PASS))
            subject = i;
        if (tokens[i].head == verb && tokens[i].deprel == DEPREL_OBJ) {
            if (i < helper && !text_starts(tokens[i].xpos, TEXT("W")))
                return false;
            has_object = !has_colon(sentence, verb, i);
        }
    }
    for (int i = subject; subject >= 0 && i < helper; i++)
        commas += text_is(tokens[i].form, ",");
    bool lists = sentence->is_title && helper > 2 && text_is(tokens[helper - 2].form, ",") && is_capital(&tokens[helper - 1]);
    return subject >= 0 && (commas != 1 || lists || lead >= 0.0f) && (has_object || lead > least_without_object);
}

void finite_settle_subject(struct sentence *sentence, int verb)
{
    int first = 0;
    while (first < verb && !(sentence->tokens[first].head == verb && is_subject(&sentence->tokens[first])))
        first++;
    for (int i = first + 1; i < verb; i++) {
        const struct token *token = &sentence->tokens[i];
        struct token *noun = token->head >= 0 ? &sentence->tokens[token->head] : NULL;
        if (noun && token->deprel == DEPREL_CASE && token->head > i && noun->head == verb && noun->deprel == DEPREL_NSUBJ)
            noun->deprel = DEPREL_OBL;
    }
}
