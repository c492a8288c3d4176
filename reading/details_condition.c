/* On what an act's content depends: where a condition begins, how far it goes, whose it is, of which class it is. */
#include "reading/details_openers.h"

enum { MOST_STEPS = 40, FARTHEST = 40, MOST_ADDED = 8 };

/* Conditions are looked for in the first words of a sentence and around the trigger. */
enum { START = 3, WINDOW = 80 };

static bool ends_clause(enum deprel rel)
{
    return rel == DEPREL_ADVCL || rel == DEPREL_ADVCL_RELCL || rel == DEPREL_ACL || rel == DEPREL_ACL_RELCL || rel == DEPREL_CCOMP
        || rel == DEPREL_ROOT || rel == DEPREL_PARATAXIS || rel == DEPREL_CSUBJ;
}

static bool ends_phrase(enum deprel rel)
{
    return ends_clause(rel) || rel == DEPREL_OBL || rel == DEPREL_NMOD || rel == DEPREL_OBL_UNMARKED || rel == DEPREL_XCOMP;
}

/* The head of the clause or phrase that begins at [from, to): from its first word up, as long as that stays in it. */
static int top_of(const struct site *site, int from, int to, bool clause)
{
    const struct sentence *sentence = site->sentence;
    int at = to < sentence->token_count ? to : from;
    int marked = sentence->tokens[from].head;
    if (clause && marked > from && ends_clause((enum deprel)sentence->tokens[marked].deprel))
        return marked;
    for (int steps = 0; steps < MOST_STEPS; steps++) {
        int head = sentence->tokens[at].head;
        enum deprel rel = (enum deprel)sentence->tokens[at].deprel;
        bool ends = clause ? ends_clause(rel) : ends_phrase(rel);
        if (head < from || (ends && at >= to) || tree_under(sentence, site->trigger, head))
            return at;
        at = head;
    }
    return at;
}

static bool is_sentence_start(const struct sentence *sentence, int at);

static bool is_closing(const struct token *token)
{
    return token->upos == UPOS_PUNCT && !text_is(token->form, ")") && !text_is(token->form, "%");
}

static bool is_pause(const struct sentence *sentence, int at)
{
    enum upos upos = (enum upos)sentence->tokens[at].upos;
    return upos == UPOS_PUNCT || upos == UPOS_CCONJ || upos == UPOS_SCONJ;
}

/* ", according to the minister", ", the minister said", ", arguing that it is late": what is said beside a condition. */
static bool is_aside(const struct sentence *sentence, int comma)
{
    static const char *const verbs[] = { "accuse", "add", "argue", "call", "cite", "claim", "insist", "note", "say", "stress",
                                         "warn" };
    int at = comma + 1;
    if (tree_is(sentence, at, "according") || tree_is(sentence, at, "say"))
        return true;
    for (size_t i = 0; i < sizeof verbs / sizeof *verbs; i++)
        if (text_is(sentence->tokens[at].xpos, "VBG") && tree_is(sentence, at, verbs[i]))
            return true;
    return false;
}

/* What the tree leaves out of a last clause, up to the next pause; and nothing said beside it at its end. */
static int to_pause(const struct sentence *sentence, int from, int right)
{
    int limit = right + MOST_ADDED < sentence->token_count ? right + MOST_ADDED : sentence->token_count;
    int at = right;
    while (at < limit && !is_pause(sentence, at))
        at++;
    if (at < limit && !is_closing(&sentence->tokens[right - 1]))
        right = at;
    for (int i = from + 1; i + 1 < right; i++)
        if (text_is(sentence->tokens[i].form, ",") && is_aside(sentence, i))
            return i;
    return right;
}

static bool is_present(const struct token *token)
{
    return text_is(token->xpos, "VBZ") || text_is(token->xpos, "VBP");
}

/* "promised jets once the truce holds and parliament agrees": what goes on in the present belongs to the clause in the present, and
 * not to the verb in the past or future that the tree coordinates it with. Its end, or `right`. */
static int with_second_clause(const struct site *site, int top, int right)
{
    const struct sentence *sentence = site->sentence;
    bool may_go_on = right + 2 < sentence->token_count && right > site->trigger && tree_is(sentence, right, "and");
    if (!may_go_on || !is_present(&sentence->tokens[top]) || is_present(&sentence->tokens[site->trigger]))
        return right;
    for (int i = right + 1, left, end; i < sentence->token_count; i++) {
        const struct token *token = &sentence->tokens[i];
        bool is_coordinated = token->deprel == DEPREL_CONJ && token->head == site->trigger && is_present(token);
        int subject = is_coordinated ? tree_child(sentence, i, DEPREL_NSUBJ) : -1;
        if (subject <= right)
            continue;
        tree_edges(sentence, i, &left, &end);
        return end;
    }
    return right;
}

/* Where the words that begin at `from` with the head `top` end: before the trigger, and without a last comma or full stop. */
static int end_of(const struct site *site, int from, int top)
{
    const struct sentence *sentence = site->sentence;
    int left, right;
    tree_edges(sentence, top, &left, &right);
    right = with_second_clause(site, top, right);
    if (site->trigger >= from && site->trigger < right) {
        right = site->trigger;
        for (int i = from + 1; i < site->trigger; i++)
            if (text_is(sentence->tokens[i].form, ",")) {
                right = i;
                break;
            }
    }
    if (site->trigger < from || is_sentence_start(sentence, from))
        right = to_pause(sentence, from, right);
    while (right > from + 1 && is_closing(&sentence->tokens[right - 1]))
        right--;
    return right;
}

static bool is_verbal_conj(const struct sentence *sentence, int token)
{
    return sentence->tokens[token].deprel == DEPREL_CONJ && (tree_is_verb(sentence, token) || tree_child(sentence, token,
            DEPREL_NSUBJ) >= 0);
}

/* "consider its demand for talks if …": what is said of the verb above a noun is said of the noun only where that verb is
 * light. */
static bool is_told_above(const struct detail_lexicon *lexicon, const struct site *site, int anchor)
{
    const struct sentence *sentence = site->sentence;
    int light = patterns_class(&lexicon->statuses, TEXT("light"));
    bool noun = !tree_is_verb(sentence, site->trigger) && sentence->tokens[site->trigger].upos != UPOS_ADJ;
    bool is_predicate = sentence->tokens[anchor].upos == UPOS_ADJ && tree_child(sentence, anchor, DEPREL_COP) >= 0;
    if (is_predicate) /* "its help is conditional on reforms" */
        return false;
    return noun && anchor == sentence->tokens[site->trigger].head && !patterns_in_class(&lexicon->statuses, light,
                                                                                        &sentence->tokens[anchor]);
}

/* "Reached a deal by which Iran stops if …": what a deal says is no condition of its making. */
static bool is_term_of_deal(const struct site *site, int anchor)
{
    const struct sentence *sentence = site->sentence;
    for (int at = anchor, steps = 0; at >= 0 && at != site->trigger && steps < MOST_STEPS; steps++) {
        enum deprel rel = (enum deprel)sentence->tokens[at].deprel;
        if (site->act == ACT_AGREE && (rel == DEPREL_ACL_RELCL || rel == DEPREL_ACL) && tree_under(sentence, at, site->trigger))
            return true;
        at = sentence->tokens[at].head;
    }
    return false;
}

/* Whether what hangs on `anchor` is said of the statement, and not of another verb that is coordinated with it. */
static bool belongs(const struct detail_lexicon *lexicon, const struct site *site, int anchor, bool opens_sentence)
{
    const struct sentence *sentence = site->sentence;
    if (!tree_same_clause(site, anchor) || is_told_above(lexicon, site, anchor) || is_term_of_deal(site, anchor))
        return false;
    for (int at = anchor, steps = 0; at >= 0 && at != site->trigger && steps < MOST_STEPS; steps++) {
        if (is_verbal_conj(sentence, at) && (sentence->tokens[at].head == site->trigger || tree_is_finite(sentence, at)))
            return false;
        at = sentence->tokens[at].head;
    }
    for (int at = site->trigger, steps = 0; at >= 0 && at != anchor && steps < MOST_STEPS; steps++) {
        if (is_verbal_conj(sentence, at) && !opens_sentence && tree_under(sentence, at, anchor))
            return false;
        at = sentence->tokens[at].head;
    }
    return true;
}

/* "once fighting ends", and not "once it had ended": what is told in the past is no condition of what is to come. */
static bool is_past(const struct sentence *sentence, int verb)
{
    if (text_is(sentence->tokens[verb].xpos, "VBD"))
        return true;
    for (int i = 0; i < sentence->token_count; i++) {
        const struct token *one = &sentence->tokens[i];
        bool aux = one->deprel == DEPREL_AUX || one->deprel == DEPREL_AUX_PASS || one->deprel == DEPREL_COP;
        if (one->head == verb && aux && text_is(one->xpos, "VBD"))
            return true;
    }
    return false;
}

static bool is_clause_start(const struct sentence *sentence, int at)
{
    for (at--; at >= 0 && sentence->tokens[at].upos == UPOS_PUNCT; at--)
        if (!text_is(sentence->tokens[at].form, "\"") && !text_is(sentence->tokens[at].form, "“"))
            return true;
    return at < 0 || tree_is(sentence, at, "that") || tree_is(sentence, at, "and") || tree_is(sentence, at, "but");
}

static bool is_sentence_start(const struct sentence *sentence, int at)
{
    for (at--; at >= 0 && sentence->tokens[at].upos == UPOS_PUNCT; at--)
        ;
    return at < 0;
}

/* "Should fighting resume, …", "block the treaty should Poland sign it": the auxiliary stands right before its subject, and
 * nothing is asked. */
static bool is_inversion(const struct sentence *sentence, int at)
{
    static const char *const starts[] = { "DT", "EX", "JJ", "NN", "NNP", "NNPS", "NNS", "PRP", "PRP$" };
    int last = sentence->token_count - 1;
    bool asks = tree_is(sentence, last, "?") || tree_is(sentence, last - 1, "?")
             || (at && text_starts(sentence->tokens[at - 1].xpos, TEXT("W")));
    if (asks || at >= last || !text_is(sentence->tokens[at].xpos, "MD"))
        return false;
    for (size_t i = 0; i < sizeof starts / sizeof *starts; i++)
        if (text_is(sentence->tokens[at + 1].xpos, starts[i]))
            return true;
    return is_sentence_start(sentence, at);
}

struct candidate {
    const struct pattern *opener;
    int from, to, top, anchor, distance;
};

static bool spans_trigger(const struct site *site, int from, int to)
{
    return site->trigger >= from && site->trigger < to;
}

/* "Said they would stop once the truce took effect": of the clause with the verb at `top`, what would be on that condition tells of
 * what is to come in the past. */
static bool is_reported(const struct site *site, int top)
{
    const struct token *tokens = site->sentence->tokens;
    int verb = tokens[top].head >= 0 ? tokens[top].head : site->trigger;
    while ((tokens[verb].deprel == DEPREL_XCOMP || tokens[verb].deprel == DEPREL_ADVMOD) && tokens[verb].head >= 0)
        verb = tokens[verb].head;
    for (int i = 0; i < verb; i++)
        if (tokens[i].head == verb && tokens[i].deprel == DEPREL_AUX && text_equals_nocase(tokens[i].form, TEXT("would")))
            return true;
    return false;
}

static bool clause_passes(const struct site *site, const struct pattern *opener, int at, int end, int top)
{
    const struct sentence *sentence = site->sentence;
    bool whether = (opener->flags & OPENER_MARK) && sentence->tokens[top].deprel == DEPREL_CCOMP
        && at - sentence->tokens[top].head <= 2 && !(at && text_is(sentence->tokens[at - 1].form, ","));
    if (top == site->trigger || whether)
        return false;
    enum deprel rel = (enum deprel)sentence->tokens[at].deprel;
    if ((opener->flags & OPENER_MARK) && rel != DEPREL_MARK && rel != DEPREL_ADVMOD && rel != DEPREL_CASE)
        return false;
    if ((opener->flags & OPENER_FINITE) && !tree_is_finite(sentence, top))
        return false;
    if (sentence->is_title && text_equals_nocase(sentence->tokens[at].form, TEXT("after")))
        return false; /* "Peru to pay after Chile signs": headlines tell in the present what has been */
    bool looks_back = (opener->flags & OPENER_FINITE) || !is_reported(site, top); /* "when the two met in May" */
    if ((opener->flags & OPENER_PRESENT) && is_past(sentence, top) && looks_back)
        return false;
    return top >= end;
}

/* Whether nothing but what belongs to the trigger stands between it and `at`. */
static bool follows(const struct site *site, int at)
{
    for (int i = site->trigger + 1; i < at; i++)
        if (!tree_under(site->sentence, i, site->trigger) && !(i >= site->object_from && i < site->object_to))
            return false;
    return at > site->trigger;
}

/* "provided that parliament agrees": the opener is that of the trigger's own clause, no verb stands between. */
static bool opens_own_clause(const struct site *site, int at, int end)
{
    for (int i = end; i < site->trigger; i++)
        if (!tree_under(site->sentence, i, site->trigger) || site->sentence->tokens[i].upos == UPOS_VERB)
            return false;
    return at < site->trigger;
}

/* "as soon as the truce holds": the clause hangs on a word of the opener; `top` itself where none does. */
static int clause_under(const struct sentence *sentence, int top, int end)
{
    for (int i = end; i < sentence->token_count; i++)
        if (sentence->tokens[i].head == top && ends_clause((enum deprel)sentence->tokens[i].deprel))
            return i;
    return top;
}

/* "Will not hand him over, the minister said, unless Chad asks": what follows a verb of saying belongs to what is said before
 * it. */
static int told_before(const struct sentence *sentence, int anchor, int at)
{
    static const char *const verbs[] = { "add", "announce", "declare", "explain", "insist", "note", "report", "say", "stress",
                                         "tell", "write" };
    bool tells = false;
    for (size_t i = 0; anchor >= 0 && anchor < at && i < sizeof verbs / sizeof *verbs; i++)
        tells |= tree_is(sentence, anchor, verbs[i]);
    int told = tells ? tree_child(sentence, anchor, DEPREL_CCOMP) : -1;
    if (told >= 0 && told < anchor)
        return told;
    bool aside = tells && sentence->tokens[anchor].deprel == DEPREL_PARATAXIS && sentence->tokens[anchor].head < anchor;
    return aside ? sentence->tokens[anchor].head : anchor;
}

static bool make_candidate(const struct detail_lexicon *lexicon, const struct site *site, const struct pattern *opener, int at,
                           int end, struct candidate *out)
{
    const struct sentence *sentence = site->sentence;
    enum opener_kind kind = (enum opener_kind)(opener->value & KIND_MASK);
    int top = at;
    bool clause = kind == OPENER_CLAUSE || kind == OPENER_PHRASE;
    bool is_part = kind == OPENER_PHRASE && at && sentence->tokens[at - 1].upos == UPOS_DET; /* "the pending bill" */
    is_part |= clause && end < sentence->token_count && text_is(sentence->tokens[end].form, "-");
    if (kind == OPENER_NONE || is_part || (kind == OPENER_CLAUSE && opens_own_clause(site, at, end)))
        return false;
    *out = (struct candidate){ .opener = opener, .from = at, .to = end };
    if (kind == OPENER_INVERSION) {
        if (!is_inversion(sentence, at))
            return false;
        top = sentence->tokens[at].head;
        out->to = end_of(site, at, top);
    } else if (kind == OPENER_CLAUSE || kind == OPENER_PHRASE) {
        top = top_of(site, at, end, kind == OPENER_CLAUSE);
        if (kind == OPENER_CLAUSE && top >= at && top < end)
            top = clause_under(sentence, top, end);
        if (kind == OPENER_CLAUSE && !clause_passes(site, opener, at, end, top))
            return false;
        out->to = end_of(site, at, top);
    } else {
        while (sentence->tokens[top].head >= at && sentence->tokens[top].head < end)
            top = sentence->tokens[top].head;
    }
    out->top = top;
    out->anchor = sentence->tokens[top].head;
    if (out->anchor >= at && out->anchor < end) /* "provided that" taken for a verb */
        out->anchor = sentence->tokens[out->anchor].head;
    out->anchor = told_before(sentence, out->anchor, at);
    out->distance = at > site->trigger ? at - site->trigger : site->trigger - out->to;
    bool opens = at <= 2 || is_clause_start(sentence, at);
    if (spans_trigger(site, at, out->to) || out->to <= at)
        return false;
    if (kind == OPENER_FIXED && follows(site, at))
        return true;
    return out->anchor >= 0 ? belongs(lexicon, site, out->anchor, opens) : out->distance < FARTHEST;
}

/* Behind an inverted "should" the base form is the verb. */
static bool is_present_verb(const struct token *token, bool inverted)
{
    return (inverted && text_is(token->xpos, "VB")) || is_present(token)
        || (token->upos == UPOS_VERB && text_is(token->xpos, "VBN"));
}

/* "Only if the truce holds will Chad sign": the auxiliary of the trigger, before its subject, ends the clause as a comma does. */
static bool ends_initial(const struct site *site, int at)
{
    const struct token *one = &site->sentence->tokens[at];
    return text_is(one->form, ",") || (one->deprel == DEPREL_AUX && one->head == site->trigger && text_is(one->xpos, "MD") &&
                                       tree_child(site->sentence, site->trigger, DEPREL_NSUBJ) > at);
}

/* "The day the war ends, the force will be sent": a clause up to a comma at the head of the sentence, before the first verb,
 * however the tree has it. */
static bool make_initial(const struct site *site, const struct pattern *opener, int at, int end, struct candidate *out)
{
    const struct sentence *sentence = site->sentence;
    int comma = end, verb = -1;
    bool inverted = (opener->value & KIND_MASK) == OPENER_INVERSION && is_inversion(sentence, at) && is_clause_start(sentence, at);
    bool clause = (opener->value & KIND_MASK) == OPENER_CLAUSE && is_sentence_start(sentence, at);
    if ((!clause && !inverted) || sentence->is_title)
        return false;
    for (; comma < site->trigger && !ends_initial(site, comma); comma++)
        verb = verb < 0 && is_present_verb(&sentence->tokens[comma], inverted) ? comma : verb;
    for (int i = comma; i < site->trigger; i++)
        if (sentence->tokens[i].upos == UPOS_VERB && !tree_under(sentence, i, site->trigger) && !tree_under(sentence,
                site->trigger, i))
            return false;
    *out = (struct candidate){ .opener = opener, .from = at, .to = comma, .top = verb, .anchor = site->trigger,
                               .distance = site->trigger - comma };
    return verb >= 0 && comma < site->trigger;
}

/* "We will not stop until all of the prisoners are freed": a clause right behind what is said, up to a comma or the end, however
 * the tree has it; no other clause stands between. */
static bool make_final(const struct site *site, const struct pattern *opener, int at, int end, struct candidate *out)
{
    const struct sentence *sentence = site->sentence;
    bool inverted = (opener->value & KIND_MASK) == OPENER_INVERSION && is_inversion(sentence, at);
    bool clause = (opener->value & KIND_MASK) == OPENER_CLAUSE && !(opener->flags & (OPENER_PRESENT | OPENER_TIME));
    if ((!clause && !inverted) || at <= site->trigger || at - site->trigger > WINDOW)
        return false;
    bool is_sure = !(opener->flags & (OPENER_MARK | OPENER_FINITE)); /* "…, provided that" is nothing else behind a comma either */
    for (int i = site->trigger + 1; i < at; i++)
        if ((is_pause(sentence, i) && !(is_sure && i == at - 1)) || tree_is_finite(sentence, i))
            return false;
    int stop = end, verb = -1;
    for (; stop < sentence->token_count && !is_closing(&sentence->tokens[stop]); stop++)
        verb = verb < 0 && is_present_verb(&sentence->tokens[stop], inverted) ? stop : verb;
    *out = (struct candidate){ .opener = opener, .from = at, .to = stop, .top = verb, .anchor = site->trigger,
                               .distance = at - site->trigger };
    return verb >= 0;
}

/* The first entry of conditions.txt that matches in [from, to), `over` < 0 or over the token `over`. */
static const struct pattern *first_class(const struct detail_lexicon *lexicon, const struct sentence *sentence, int from, int to,
                                         int over)
{
    const struct pattern *best = NULL;
    for (int i = from, end; i < to; i++) {
        const struct pattern *pattern = patterns_at(&lexicon->conditions, sentence, i, to, ~0u, &end);
        if (!pattern)
            continue;
        bool counts = pattern->value != CONDITION_NONE && (over < 0 || (over >= i && over < end));
        if (counts && (!best || pattern < best))
            best = pattern;
        i = pattern->value == CONDITION_NONE ? end - 1 : i;
    }
    return best;
}

/* "in exchange for Iran halting enrichment": what somebody is to do tells more than that something is given for it. */
static const struct pattern *deed_class(const struct detail_lexicon *lexicon, const struct sentence *sentence, int from, int to)
{
    for (int i = from; i < to; i++) {
        const struct pattern *class = text_is(sentence->tokens[i].xpos, "VBG") ? first_class(lexicon, sentence, i, to, i) : NULL;
        if (class && (class->value == CONDITION_COMPLIANCE || class->value == CONDITION_WITHDRAWAL))
            return class;
    }
    return NULL;
}

/* The class: what the opener tells, what the clause's verb tells, what the other words tell. */
static int class_of(const struct detail_lexicon *lexicon, const struct candidate *candidate, const struct sentence *sentence,
                    const struct pattern **why)
{
    uint32_t told = candidate->opener->value >> KIND_BITS;
    *why = candidate->opener;
    const struct pattern *deed = told ? deed_class(lexicon, sentence, candidate->from, candidate->to) : NULL;
    if (deed)
        *why = deed;
    if (told)
        return deed ? (int)deed->value : (int)told - 1;
    const struct pattern *best = first_class(lexicon, sentence, candidate->from, candidate->to, candidate->top);
    if (!best)
        best = first_class(lexicon, sentence, candidate->from, candidate->to, -1);
    if (best)
        *why = best;
    return best ? (int)best->value : CONDITION_OTHER;
}

/* "warned that an attack would bring war": what a threat would answer is the subject of its verb, told as something that may
 * come. */
static struct detail of_threat(const struct detail_lexicon *lexicon, const struct site *site)
{
    const struct sentence *sentence = site->sentence;
    int verbs[2] = { site->object, site->trigger };
    for (int i = 0; i < 2 && site->act == ACT_THREATEN; i++) {
        int verb = verbs[i], subject = verb < 0 ? -1 : tree_child(sentence, verb, DEPREL_NSUBJ), from, to;
        int aux = verb < 0 ? -1 : tree_child(sentence, verb, DEPREL_AUX);
        if (subject < 0 || aux < 0 || !text_is(sentence->tokens[aux].xpos, "MD") || sentence->tokens[subject].upos != UPOS_NOUN)
            continue;
        tree_edges(sentence, subject, &from, &to);
        const struct pattern *class = first_class(lexicon, sentence, from, to, subject);
        bool may_come = tree_is(sentence, from, "a") || tree_is(sentence, from, "an") || tree_is(sentence, from, "any");
        if (class && may_come && class->value == CONDITION_AGGRESSION)
            return detail_at(from, to, class);
    }
    return (struct detail){ 0 };
}

/* The condition that stands nearest to the trigger. */
static bool find_nearest(const struct detail_lexicon *lexicon, const struct site *site, struct candidate *best)
{
    const struct sentence *sentence = site->sentence;
    struct candidate one;
    *best = (struct candidate){ .distance = -1 };
    int last = site->trigger + WINDOW < sentence->token_count ? site->trigger + WINDOW : sentence->token_count;
    for (int i = 0, end; i < last; i++) {
        if (i == START && i < site->trigger - WINDOW)
            i = site->trigger - WINDOW;
        const struct pattern *opener = patterns_at(&lexicon->openers, sentence, i, sentence->token_count, site_act(site), &end);
        bool found = opener && (make_candidate(lexicon, site, opener, i, end, &one) || make_initial(site, opener, i, end, &one)
                                || make_final(site, opener, i, end, &one));
        if (found && (best->distance < 0 || one.distance < best->distance))
            *best = one;
        if (opener)
            i = end - 1;
    }
    return best->distance >= 0;
}

struct detail condition_time(const struct detail_lexicon *lexicon, const struct site *site)
{
    struct candidate best;
    bool found = find_nearest(lexicon, site, &best) && (best.opener->flags & OPENER_TIME);
    return found ? detail_at(best.from, best.to, best.opener) : (struct detail){ 0 };
}

struct detail details_condition(const struct detail_lexicon *lexicon, const struct site *site)
{
    struct candidate best;
    if (!find_nearest(lexicon, site, &best))
        return of_threat(lexicon, site);
    const struct pattern *why;
    int class = class_of(lexicon, &best, site->sentence, &why);
    struct detail detail = detail_at(best.from, best.to, why);
    detail.value = class;
    return detail;
}
