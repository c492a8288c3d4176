/* Pronouns: whom "he", "they", "it" and "who" stand for, by agreement, nearness and what the grammar forbids. */
#include "reading/mentions_inner.h"

/* Weights of candidates: of one in the same sentence, what each sentence further back takes from it, and what it counts that the
 * clause is the candidate's own words, that it spoke before, or that the same paragraph named it. */
enum { NEAR = 100, DECAY = 28, SAME_SENTENCE = 15, SAYS_SO = 30, SPOKE = 40, HERE = 16, IN_PASSING = 60, ACCUSED = 90 };

enum pronoun { PRONOUN_NONE, PRONOUN_HE, PRONOUN_SHE, PRONOUN_IT, PRONOUN_THEY, PRONOUN_WHO, PRONOUN_SPEAKER, PRONOUN_SOME };

static enum pronoun pronoun_of(const struct token *token)
{
    static const char *const he[] = { "he", "him", "his", "himself", NULL }, *const she[] = { "she", "her", "hers", "herself",
                                                                                              NULL };
    static const char *const it[] = { "it", "its", "itself", NULL };
    static const char *const they[] = { "they", "them", "their", "theirs", "themselves", NULL };
    static const char *const who[] = { "who", "which", "that", "whom", "whose", NULL };
    static const char *const speaker[] = { "I", "we", "our", "my", "us", "me", "ours", "ourselves", "mine", "myself", NULL };
    static const char *const some[] = { "some", "others", "both", "many", "most", "several", "all", NULL };
    struct text form = token->form;
    if (form.length > 10 || form.length < 1)
        return PRONOUN_NONE;
    if (text_is_any_nocase(form, he))
        return PRONOUN_HE;
    if (text_is_any_nocase(form, she))
        return PRONOUN_SHE;
    if (text_is_any_nocase(form, it))
        return token->deprel == DEPREL_EXPL ? PRONOUN_NONE : PRONOUN_IT;
    if (text_is_any_nocase(form, they))
        return PRONOUN_THEY;
    if (text_is_any_nocase(form, speaker))
        return text_is(form, "US") ? PRONOUN_NONE : PRONOUN_SPEAKER;
    if (text_is_any_nocase(form, who))
        return PRONOUN_WHO;
    if (text_is_any_nocase(form, some) && (token->deprel == DEPREL_NSUBJ || token->deprel == DEPREL_NSUBJ_PASS))
        return PRONOUN_SOME;
    return PRONOUN_NONE;
}

static bool is_plural_pronoun(struct text form)
{
    static const char *const words[] = { "we", "our", "us", "ours", "ourselves", NULL };
    return text_is_any_nocase(form, words);
}

static bool may_be_pronoun(const struct token *token)
{
    return token->upos == UPOS_PRON || token->upos == UPOS_DET || token->upos == UPOS_ADJ || token->upos == UPOS_SCONJ;
}

void pronouns_find(struct finder *finder)
{
    for (int i = 0; i < finder->sentence->token_count; i++) {
        const struct token *token = &finder->sentence->tokens[i];
        if (finder->owner[i] >= 0 || !may_be_pronoun(token))
            continue;
        enum pronoun pronoun = pronoun_of(token);
        if (pronoun == PRONOUN_NONE || (token->upos == UPOS_SCONJ && pronoun != PRONOUN_SPEAKER))
            continue;
        struct found found = { .from = i, .to = i + 1, .head = i, .wide_from = i, .entity = -1, .is_pronoun = true, .possessor = -1,
                               .owner_found = -1, .kind = MENTION_OTHER, .form = FORM_NAME, .text = token->form };
        found.gender = pronoun == PRONOUN_HE ? GENDER_MALE : pronoun == PRONOUN_SHE ? GENDER_FEMALE : GENDER_UNKNOWN;
        found.plural = pronoun == PRONOUN_THEY || is_plural_pronoun(token->form);
        found.is_modifier = token->deprel == DEPREL_NMOD_POSS;
        found_add(finder, found);
    }
}

static void take_mention(const struct finder *finder, struct found *found, const struct mention *mention)
{
    found->entity = mention->entity;
    found->kind = mention->kind;
    found->code = mention->code;
    found->file = mention->file;
    found->line = mention->line;
    found->text = mention->text;
    found->is_public = mention->is_public;
    found->members = mention->members;
    found->member_count = mention->member_count;
    if (mention->entity >= 0) {
        found->is_person = finder->entities.items[mention->entity].is_person;
        found->is_public |= mention->is_modifier && finder->entities.items[mention->entity].is_public;
        if (mention->kind == MENTION_PERSON && finder->entities.items[mention->entity].full.length && mention->is_pronoun)
            found->text = finder->entities.items[mention->entity].full;
    }
}

/* The noun that a relative clause hangs on; by neighbourhood where the tree does not tell. */
static int antecedent_of(const struct finder *finder, int token)
{
    const struct token *tokens = finder->sentence->tokens;
    int verb = token;
    for (int steps = 0; steps < 8 && verb >= 0; steps++) {
        if (tokens[verb].deprel == DEPREL_ACL_RELCL && verb != token)
            return tokens[verb].head;
        verb = tokens[verb].head;
    }
    return -1;
}

/* "No comment from Kyiv, which denied it": what says something is somebody, whatever noun the tree hangs it on. */
static bool says_something(const struct finder *finder, int token)
{
    const struct token *tokens = finder->sentence->tokens;
    int verb = tokens[token].deprel == DEPREL_NSUBJ ? tokens[token].head : -1;
    return verb >= 0 && naming_has_form(finder, tokens[verb].lemma, FORM_SAYING);
}

static bool resolve_relative(const struct finder *finder, struct found *found)
{
    int antecedent = antecedent_of(finder, found->from);
    const struct mention *mention = mention_at(finder->out, finder->index, antecedent);
    const struct token *noun = antecedent < 0 ? NULL : &finder->sentence->tokens[antecedent];
    if (!mention && noun && noun->deprel == DEPREL_APPOS) /* "Chad, an aspiring member, which fought a war" */
        mention = mention_at(finder->out, finder->index, noun->head);
    int before = found->from - 1;
    if (before > 0 && text_is(finder->sentence->tokens[before].form, ","))
        before--;
    bool is_who = text_starts(finder->sentence->tokens[found->from].form, TEXT("who")); /* neighbours are surer than the tree */
    is_who |= !mention && says_something(finder, found->from);
    if (before >= 0 && (is_who || (!mention && antecedent < 0)) && finder->sentence->tokens[found->from].upos == UPOS_PRON &&
        mention_at(finder->out, finder->index, before) && text_starts(finder->sentence->tokens[found->from].form, TEXT("wh")))
        mention = mention_at(finder->out, finder->index, before);
    if (!mention)
        return false;
    take_mention(finder, found, mention);
    return true;
}

static bool agrees(const struct note *note, enum pronoun pronoun)
{
    switch (pronoun) {
    case PRONOUN_HE:
        return note->is_person && !note->plural && note->gender != GENDER_FEMALE;
    case PRONOUN_SHE:
        return note->is_person && !note->plural && note->gender != GENDER_MALE;
    case PRONOUN_IT:
        return !note->is_person && !note->plural && note->kind != MENTION_COLLECTIVE && note->kind != MENTION_PERSON;
    default:
        return !note->is_person && (note->plural || note->kind == MENTION_COLLECTIVE || note->kind == MENTION_BODY ||
                                    note->kind == MENTION_GROUP ||
                                    ((note->kind == MENTION_STATE || note->kind == MENTION_ORGANISATION) && !note->is_modifier));
    }
}

static bool is_subject(uint8_t deprel)
{
    return deprel == DEPREL_NSUBJ || deprel == DEPREL_NSUBJ_PASS || deprel == DEPREL_NSUBJ_OUTER;
}

/* The clause's own subject is not its object: "Putin met him". */
static bool is_forbidden(const struct finder *finder, const struct note *note, const struct found *found)
{
    const struct token *pronoun = &finder->sentence->tokens[found->head];
    if (note->sentence != finder->index || pronoun->deprel == DEPREL_NMOD_POSS || text_ends(pronoun->form, TEXT("self")))
        return false;
    return finder->sentence->tokens[note->token].head == pronoun->head && pronoun->head >= 0;
}

/* "Lind said he would come", "the party said it had agreed": the verb whose clause the pronoun is the subject of, unless somebody
 * is told so ("NATO told rebels that they must leave"); -1. */
static int saying_verb(const struct finder *finder, const struct found *found)
{
    const struct token *tokens = finder->sentence->tokens;
    int verb = is_subject(tokens[found->head].deprel) ? tokens[found->head].head : -1;
    for (int steps = 0; steps < 4 && verb >= 0 && tokens[verb].deprel == DEPREL_CONJ; steps++)
        verb = tokens[verb].head;
    int saying = verb >= 0 && tokens[verb].deprel == DEPREL_CCOMP ? tokens[verb].head : -1;
    for (int i = saying + 1; saying >= 0 && i < found->head; i++)
        if (tokens[i].head == saying && (tokens[i].deprel == DEPREL_OBJ || tokens[i].deprel == DEPREL_IOBJ))
            return -1;
    return saying;
}

/* Whether the pronoun is who says something, outside quotation marks: "she added". */
static bool is_who_says(const struct finder *finder, const struct found *found)
{
    const struct token *pronoun = &finder->sentence->tokens[found->head];
    return pronoun->deprel == DEPREL_NSUBJ && pronoun->head >= 0 && !finder->quoted[found->head]
        && naming_has_form(finder, finder->sentence->tokens[pronoun->head].lemma, FORM_SAYING);
}

/* "Berg left because of what he called a row": another acts in the sentence before the pronoun. */
static bool another_acts(const struct finder *finder, const struct found *found)
{
    const struct note *note;
    for (int back = 0; (note = recent_at(finder, back)) && note->sentence == finder->index; back++)
        if (note->is_person && is_subject(note->deprel) && !note->is_quoted && note->token < found->head &&
            note->entity != finder->speaker)
            return true;
    return false;
}

/* "Lind said Berg had agreed. She added …": who spoke goes on speaking to the end of the paragraph, rather than whom the words
 * were about. */
static bool goes_on(const struct finder *finder, const struct note *note, const struct found *found)
{
    bool spoke = note->entity >= 0 && note->entity == finder->speaker && note->sentence < finder->index
              && finder->speaker_paragraph == finder->sentence->paragraph;
    return spoke && is_who_says(finder, found) && !another_acts(finder, found);
}

/* "Chad is left out since, the ministry says, it has signed": who is quoted between commas is not who the words are about. */
static bool is_in_passing(const struct finder *finder, const struct note *note, const struct found *found)
{
    const struct token *tokens = finder->sentence->tokens;
    bool before = note->sentence == finder->index && is_subject(note->deprel) && note->token < found->head;
    int verb = before ? tokens[note->token].head : -1;
    if (verb <= note->token || verb + 1 >= found->head || !text_is(tokens[verb + 1].form, ","))
        return false;
    int from = finder->out->items[note->mention].from;
    while (from > 0 && (tokens[from - 1].upos == UPOS_DET || tokens[from - 1].upos == UPOS_ADJ))
        from--;
    return from > 0 && text_is(tokens[from - 1].form, ",") && naming_has_form(finder, tokens[verb].lemma, FORM_SAYING);
}

/* "Chad accused Mali. It denied the charge": who is accused denies. */
static bool is_accused(const struct finder *finder, const struct note *note, const struct found *found)
{
    static const char *const denying[] = { "deny", "dispute", "refute", NULL }, *const accusing[] = { "accuse", "blame", NULL };
    const struct token *pronoun = &finder->sentence->tokens[found->head];
    const struct token *object = &finder->document->sentences[note->sentence].tokens[note->token];
    bool is_object = note->deprel == DEPREL_OBJ || note->deprel == DEPREL_IOBJ;
    if (pronoun->deprel != DEPREL_NSUBJ || pronoun->head < 0 || !is_object || object->head < 0)
        return false;
    return text_is_any_nocase(finder->sentence->tokens[pronoun->head].lemma, denying) &&
           text_is_any_nocase(finder->document->sentences[note->sentence].tokens[object->head].lemma, accusing);
}

/* Larger is better; of equals the nearer one. */
static int weigh(const struct finder *finder, const struct note *note, const struct found *found, enum pronoun pronoun)
{
    int distance = finder->index - note->sentence, weight = distance ? NEAR - DECAY * distance : NEAR + SAME_SENTENCE;
    if (is_subject(note->deprel))
        weight += 30;
    if (is_subject(note->deprel) && distance == 0 && finder->sentence->tokens[note->token].head == saying_verb(finder, found))
        weight += SAYS_SO;
    if (goes_on(finder, note, found))
        weight += SPOKE;
    if (is_in_passing(finder, note, found))
        weight -= IN_PASSING;
    if (is_accused(finder, note, found))
        weight += ACCUSED;
    if ((pronoun == PRONOUN_HE || pronoun == PRONOUN_SHE) && distance && note->paragraph == finder->sentence->paragraph)
        weight += HERE;
    if (note->is_modifier)
        weight -= pronoun == PRONOUN_IT || pronoun == PRONOUN_THEY ? 25 : 12;
    if (note->deprel == DEPREL_OBL || note->deprel == DEPREL_NMOD)
        weight -= 12;
    if (note->is_quoted && !finder->quoted[found->head])
        weight -= is_who_says(finder, found) ? 60 : 25; /* who speaks names others */
    if (!note->is_quoted && finder->quoted[found->head] && note->entity >= 0 && note->entity == finder->speaker && distance == 0)
        weight -= 40; /* who speaks says "I" */
    if (pronoun == PRONOUN_THEY)
        weight += note->plural ? 25 : note->kind == MENTION_STATE ? -20 : note->kind == MENTION_ORGANISATION ? -10 : 0;
    return weight;
}

/* "A day after Lind and Berg announced they would meet": the list stands right before the verb of saying, whatever the parser takes
 * it for. */
static bool ends_before(const struct finder *finder, const struct party_list *list, int verb)
{
    return verb > 0 && list->items[list->count - 1].span.to_byte == finder->sentence->tokens[verb - 1].span.to_byte;
}

/* The list of subjects that stands before the pronoun in its own sentence; false when there is none. */
static bool list_before(struct finder *finder, const struct found *found, struct list_note *list)
{
    const struct mention_table *table = finder->out;
    enum { MOST_SUBJECTS = 8 };
    size_t first = table->count, start = finder->sentence->tokens[found->from].span.from_byte;
    int subjects = 0, says = saying_verb(finder, found);
    while (first > 0 && table->items[first - 1].sentence == finder->index)
        first--;
    for (size_t i = first; i < table->count && subjects < MOST_SUBJECTS; i++) {
        const struct mention *mention = &table->items[i];
        bool subject = is_subject(finder->sentence->tokens[mention->head].deprel);
        if ((!subject && says < 0) || mention->is_modifier || !mention->is_public)
            continue;
        subjects++;
        struct party_list parties = { 0 };
        mentions_parties(table, finder->document, finder->index, mention->head, finder->arena, &parties);
        if (parties.count < 2 || parties.items[parties.count - 1].span.to_byte > start
            || (!subject && !ends_before(finder, &parties, says)))
            continue;
        *list = (struct list_note){ .parties = parties, .sentence = finder->index, .is_subject = true,
                                    .is_quoted = finder->quoted[mention->head] };
        return true;
    }
    return false;
}

/* "They" after "Norway and Chile agreed" are both. */
static const struct list_note *best_list(const struct finder *finder, const struct found *found, int than)
{
    const struct list_note *list = recent_list_at(finder, 0);
    if (!list || finder->index - list->sentence > 2)
        return NULL;
    int weight = NEAR + 25 - DECAY * (finder->index - list->sentence) + (list->is_subject ? 30 : -12);
    if (list->is_quoted && !finder->quoted[found->head])
        weight -= 25;
    return weight > than ? list : NULL;
}


/* Several who are nobody public: "residents", but not "reports", whose authors may be anybody. */
static bool are_private(const struct finder *finder, int sentence, int at)
{
    static const char *const papers[] = { "report", "document", "statement", "medium", "letter", "account", "paper", "source",
                                          "hour", "day", "week", "month", "year", NULL };
    const struct sentence *own = &finder->document->sentences[sentence];
    const struct token *token = &own->tokens[at];
    if (at + 1 < own->token_count && text_is(own->tokens[at + 1].form, "of")) /* "scores of rebels" */
        return false;
    return token->upos == UPOS_NOUN && text_is(token->xpos, "NNS") && !mention_at(finder->out, sentence, at) &&
           !text_is_any_nocase(token->lemma, papers);
}

/* "The farmers' union said it would fight": it is the union, which is nobody public; likewise several unions, and "residents said
 * they fled". */
static bool is_private_speaker(const struct finder *finder, const struct found *found)
{
    const struct token *tokens = finder->sentence->tokens;
    int saying = saying_verb(finder, found);
    for (int i = 0; saying >= 0 && i < found->head; i++) {
        const struct mention *mention = mention_at(finder->out, finder->index, i);
        if (tokens[i].head == saying && is_subject(tokens[i].deprel))
            return (found_is_firm(tokens[i].lemma) && !(mention && mention->is_public)) ||
                   (found->plural && are_private(finder, finder->index, i));
    }
    return false;
}

/* "We deprive you, they deprive us": "they" is anybody but who says "we". */
static bool is_first_person(const struct finder *finder, const struct note *note)
{
    return pronoun_of(&finder->document->sentences[note->sentence].tokens[note->token]) == PRONOUN_SPEAKER;
}

static const struct note *best_note(const struct finder *finder, const struct found *found, enum pronoun pronoun,
                                    int *weight_of_best)
{
    enum { FARTHEST = 4, FARTHEST_SPEAKER = 9 }; /* "…, he said" after a long quotation */
    const struct note *note, *best = NULL;
    int best_weight = 0;
    bool says = is_who_says(finder, found);
    for (int back = 0; (note = recent_at(finder, back)); back++) {
        bool spoke = says && note->entity >= 0 && note->entity == finder->speaker;
        if (finder->index - note->sentence > (says ? FARTHEST_SPEAKER : FARTHEST))
            break;
        if (finder->index - note->sentence > FARTHEST && !spoke)
            continue;
        if (!agrees(note, pronoun) || is_first_person(finder, note) || is_forbidden(finder, note, found))
            continue;
        int weight = weigh(finder, note, found, pronoun);
        if (!best || weight > best_weight) {
            best = note;
            best_weight = weight;
        }
    }
    *weight_of_best = best_weight;
    return best;
}

static void take_list(struct found *found, const struct list_note *list)
{
    found->members = list->parties.items;
    found->member_count = (int)list->parties.count;
    found->kind = MENTION_COLLECTIVE;
    found->is_public = true;
}

/* "We" of a common statement. */
static void take_group(const struct finder *finder, struct found *found)
{
    if (!finder->group.count || !found->plural)
        return;
    found->members = finder->group.items;
    found->member_count = (int)finder->group.count;
    found->kind = MENTION_COLLECTIVE;
    found->is_public = true;
}

/* Whether "we" of a statement by one state means all of an organisation: no "I" and no name of the state acts before it in the
 * sentence, unless they act together. */
static bool is_joint_we(const struct finder *finder, const struct found *found)
{
    static const char *const together[] = { "together", "collectively", "jointly", NULL };
    const struct token *tokens = finder->sentence->tokens;
    bool own = false, subject = is_subject(tokens[found->head].deprel);
    for (int i = 0; i < found->from; i++) {
        const struct mention *mention = mention_at(finder->out, finder->index, i);
        bool named = mention && mention->head == i && text_equals(mention->code, finder->entities.items[finder->author].code);
        own |= is_subject(tokens[i].deprel) && (text_is(tokens[i].form, "I") || (named && !mention->is_pronoun));
        if (text_is_any_nocase(tokens[i].form, together))
            return subject;
    }
    return subject && !own;
}

/* "I" and "we" of an official statement are who publishes it, of a transcript whose turn it is; of a quotation who is said to
 * speak. */
static void resolve_speaker(struct finder *finder, struct found *found)
{
    int entity = finder->turn >= 0 ? finder->turn : finder->author;
    found->is_public = false;
    if (finder->quoted[found->from]) {
        ARENA_PUSH(finder->arena, &finder->waiting, (struct waiting){ .mention = (int)finder->out->count });
        return;
    }
    if (finder->turn < 0 && finder->joint >= 0 && found->plural && is_joint_we(finder, found))
        entity = finder->joint;
    if (entity < 0 || (finder->turn < 0 && finder->group.count && found->plural)) {
        take_group(finder, found);
        return;
    }
    found_take_entity(finder, found, entity);
    found->kind = finder->entities.items[entity].kind;
    found->text = finder->entities.items[entity].full;
}

/* "The law bans Russian oil. It also taxes gas": "it" goes on with the thing that the sentence before is about, and with nobody
 * who is only named in passing there. */
static bool goes_on_with_thing(const struct finder *finder, const struct found *found, const struct note *note)
{
    bool aside = note->is_modifier || note->deprel == DEPREL_OBL || note->deprel == DEPREL_NMOD;
    if (found->head > 0 || note->sentence + 1 != finder->index || !aside)
        return false;
    const struct sentence *before = &finder->document->sentences[note->sentence];
    for (int i = 0; i < before->token_count; i++) {
        const struct token *token = &before->tokens[i];
        if (is_subject(token->deprel) && token->head >= 0 && before->tokens[token->head].deprel == DEPREL_ROOT)
            return token->upos == UPOS_NOUN && !mention_at(finder->out, note->sentence, i);
    }
    return false;
}

/* "Researchers in Chad were gloomy. They said": "they" goes on with those whom the sentence before is about. */
static bool goes_on_with_private(const struct finder *finder, const struct found *found)
{
    const struct sentence *before = finder->index > 0 ? &finder->document->sentences[finder->index - 1] : NULL;
    if (found->head > 0 || !before || before->is_title || before->paragraph != finder->sentence->paragraph)
        return false;
    for (int i = 0; i < before->token_count; i++) {
        const struct token *token = &before->tokens[i];
        if (is_subject(token->deprel) && token->head >= 0 && before->tokens[token->head].deprel == DEPREL_ROOT)
            return are_private(finder, finder->index - 1, i);
    }
    return false;
}

/* "The raid may deter Mali, but it will not end the war": "it" goes on with the thing that the first of two clauses is about. */
static bool goes_on_in_sentence(const struct finder *finder, const struct found *found)
{
    const struct token *tokens = finder->sentence->tokens;
    int verb = tokens[found->head].deprel == DEPREL_NSUBJ ? tokens[found->head].head : -1;
    int first = verb >= 0 && tokens[verb].deprel == DEPREL_CONJ ? tokens[verb].head : -1;
    for (int i = 0; first >= 0 && i < first && i < found->head; i++)
        if (tokens[i].head == first && is_subject(tokens[i].deprel))
            return tokens[i].upos == UPOS_NOUN && text_is(tokens[i].xpos, "NN") && !mention_at(finder->out, finder->index, i);
    return false;
}

void pronouns_resolve(struct finder *finder, struct found *found)
{
    enum pronoun pronoun = pronoun_of(&finder->sentence->tokens[found->from]);
    if (pronoun == PRONOUN_SPEAKER) {
        resolve_speaker(finder, found);
        return;
    }
    if (pronoun == PRONOUN_WHO) {
        resolve_relative(finder, found);
        return;
    }
    if (pronoun == PRONOUN_SOME) {
        found->kind = MENTION_COLLECTIVE;
        found->plural = true;
        found->is_public = true;
        return;
    }
    if ((pronoun == PRONOUN_IT || pronoun == PRONOUN_THEY) && is_private_speaker(finder, found))
        return;
    if (pronoun == PRONOUN_IT && goes_on_in_sentence(finder, found))
        return;
    if (pronoun == PRONOUN_THEY && goes_on_with_private(finder, found))
        return;
    int weight = 0;
    const struct note *note = best_note(finder, found, pronoun, &weight);
    struct list_note own;
    const struct list_note *list = pronoun == PRONOUN_THEY ? best_list(finder, found, weight) : NULL;
    if (pronoun == PRONOUN_THEY && list_before(finder, found, &own) && (own.is_quoted == finder->quoted[found->head]))
        take_list(found, &own);
    else if (list)
        take_list(found, list);
    else if (note && !(pronoun == PRONOUN_IT && goes_on_with_thing(finder, found, note)))
        take_mention(finder, found, &finder->out->items[note->mention]);
}
