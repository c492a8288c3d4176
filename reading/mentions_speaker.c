/* Who speaks: the subject of a verb of saying beside a quotation, whose turn it is in a transcript, who publishes a statement. */
#include "reading/mentions_inner.h"

static bool is_turn_word(struct text form)
{
    for (size_t i = 0; i < form.length; i++)
        if (form.at[i] >= 'a' && form.at[i] <= 'z')
            return false;
    return form.length > 1;
}

/* "PRESIDENT HOLLANDE: …", "Q: …": capitals and a colon at the head of a paragraph. The found before the colon, -1 for a
 * stranger, -2
 * where the sentence begins no turn. */
static int turn_of(const struct finder *finder)
{
    const struct sentence *sentence = finder->sentence;
    for (int i = 0; i < 8 && i < sentence->token_count; i++) {
        struct text form = sentence->tokens[i].form;
        if (text_is(form, ":"))
            return i == 0 ? -2 : finder->owner[i - 1];
        bool is_mark = text_is(form, ".") || text_is(form, "Q") || text_is(form, "-") || text_is(form, "Mr.") || text_is(form,
                                                                                                                         "Ms.");
        if (!is_mark && !is_turn_word(form))
            return -2;
    }
    return -2;
}

void speaker_turn(struct finder *finder)
{
    int number = finder->sentence->opens_paragraph ? turn_of(finder) : -2;
    if (number != -2)
        finder->turn = number >= 0 ? finder->found.items[number].entity : -1;
}

enum { NOBODY = -1, STRANGER = -2 };

static bool is_saying(const struct finder *finder, const struct token *verb)
{
    return naming_has_form(finder, verb->lemma, FORM_SAYING) || naming_has_form(finder, verb->form, FORM_SAYING);
}

/* A statement or report has somebody behind it who was named before. */
static bool is_text(struct text lemma)
{
    static const char *const texts[] = { "statement", "report", "letter", "document", "text", "communique", "release", "message",
                                         "post", "tweet", NULL };
    return text_is_any_nocase(lemma, texts);
}

/* Newspapers and agencies report what others said. */
static bool is_firm(const struct finder *finder, int number)
{
    const struct mention *mention = &finder->out->items[number];
    return mention->kind == MENTION_OTHER && !mention->is_public && !mention->is_pronoun &&
           !(mention->entity >= 0 && finder->entities.items[mention->entity].is_person) && mention->entity >= 0;
}

/* "…," Macron, the president, said: whoever stands first after the quotation; -1. */
static int before_apposition(const struct finder *finder, int verb)
{
    const int *at = finder->out->at[finder->index];
    int first = -1;
    for (int i = verb - 1; i >= 0 && !finder->quoted[i]; i--)
        if (at[i] >= 0 && finder->out->items[at[i]].kind == MENTION_PERSON && !finder->out->items[at[i]].is_modifier)
            first = at[i];
    return first;
}

/* "…," Macron said; "…," said Macron: where the tree does not tell the subject, the mention beside the verb does, if a quotation
 * is near. */
static int who_stands_beside(const struct finder *finder)
{
    const struct token *tokens = finder->sentence->tokens;
    const int *at = finder->out->at[finder->index];
    bool has_quote = false;
    for (int i = 0; i < finder->sentence->token_count; i++) {
        has_quote |= finder->quoted[i];
        if (!has_quote || finder->quoted[i] || tokens[i].upos != UPOS_VERB || !is_saying(finder, &tokens[i]))
            continue;
        int beside = i > 0 && !finder->quoted[i - 1] && at[i - 1] >= 0 ? at[i - 1] : i + 1 < finder->sentence->token_count
            ? at[i + 1] : -1;
        if (i > 0 && text_is(tokens[i - 1].form, ",") && !finder->quoted[i - 1])
            beside = before_apposition(finder, i);
        if (beside >= 0 && !finder->out->items[beside].is_modifier && !is_firm(finder, beside))
            return beside;
    }
    return NOBODY;
}

/* Whether quoted words are what a verb says: they hang on it, or it hangs in them. */
static bool says_quoted(const struct finder *finder, int verb)
{
    const struct token *tokens = finder->sentence->tokens;
    if (tokens[verb].head >= 0 && finder->quoted[tokens[verb].head])
        return true;
    for (int i = 0; i < finder->sentence->token_count; i++)
        if (tokens[i].head == verb && finder->quoted[i] && tokens[i].upos != UPOS_PUNCT)
            return true;
    return false;
}

/* The mention at the subject of a verb of saying; STRANGER where it is none, NOBODY where the subject says nothing. */
static int who_at(const struct finder *finder, int subject)
{
    const struct token *token = &finder->sentence->tokens[subject];
    int mention = finder->out->at[finder->index][subject];
    if (is_text(token->lemma) || found_is_day(token->form)) /* "…, Lund said Monday": a day speaks to nobody */
        return NOBODY;
    if (mention < 0 || finder->out->items[mention].is_modifier)
        return STRANGER;
    return is_firm(finder, mention) ? NOBODY : mention;
}

/* 'Lind turned to the crowd: "We …"', 'Her answer was short: "I …"': the last subject before a colon with a quotation behind it, or
 * whose it is. */
static int who_leads(const struct finder *finder)
{
    const struct token *tokens = finder->sentence->tokens;
    const int *at = finder->out->at[finder->index];
    int colon = 1;
    while (colon + 1 < finder->sentence->token_count &&
           !(text_is(tokens[colon].form, ":") && !finder->quoted[colon] && finder->quoted[colon + 1]))
        colon++;
    for (int i = colon + 1 < finder->sentence->token_count ? colon - 1 : -1; i >= 0; i--) {
        if (tokens[i].deprel != DEPREL_NSUBJ || finder->quoted[i])
            continue;
        if (at[i] >= 0 && !finder->out->items[at[i]].is_modifier && finder->out->items[at[i]].kind != MENTION_OTHER)
            return at[i];
        for (int k = 0; k < i; k++)
            if (tokens[k].head == i && tokens[k].deprel == DEPREL_NMOD_POSS)
                return at[k] >= 0 ? at[k] : NOBODY;
        return NOBODY;
    }
    return NOBODY;
}

/* The mention that is the subject of a verb of saying outside the quotation, of several that whose words are quoted; STRANGER where
 * the subject is no mention. */
static int who_says(const struct finder *finder)
{
    const struct token *tokens = finder->sentence->tokens;
    bool has_quote = false;
    int first = NOBODY;
    for (int i = 0; i < finder->sentence->token_count; i++)
        has_quote |= finder->quoted[i];
    for (int i = 0; i < finder->sentence->token_count; i++) {
        int verb = tokens[i].head;
        if (tokens[i].deprel != DEPREL_NSUBJ || verb < 0 || finder->quoted[i] || finder->quoted[verb] ||
            !is_saying(finder, &tokens[verb]))
            continue;
        int who = who_at(finder, i);
        if (who != NOBODY && (!has_quote || says_quoted(finder, verb)))
            return who;
        first = first == NOBODY ? who : first;
    }
    if (first == NOBODY)
        first = who_stands_beside(finder);
    return first == NOBODY && has_quote ? who_leads(finder) : first;
}

/* Gives "I" and "we" that wait to whoever spoke last. */
static void settle(struct finder *finder)
{
    const struct mention source = finder->out->items[finder->speaker_mention];
    for (size_t i = 0; i < finder->waiting.count; i++) {
        struct mention *mention = &finder->out->items[finder->waiting.items[i].mention];
        if (finder->waiting.items[i].code_only) {
            mention->code = source.code;
            continue;
        }
        mention->entity = source.entity;
        mention->kind = source.kind;
        mention->code = source.code;
        mention->text = source.text;
        mention->file = source.file;
        mention->line = source.line;
        mention->is_public = source.is_public;
    }
    finder->waiting.count = 0;
}

/* Who is said to speak in a sentence speaks its quotations, those before that have no speaker yet, and those after him in the
 * paragraph. */
void speaker_see(struct finder *finder)
{
    int mention = who_says(finder);
    if (mention == STRANGER)
        finder->waiting.count = 0;
    if (mention >= 0) {
        finder->speaker = finder->out->items[mention].entity;
        finder->speaker_mention = mention;
        finder->speaker_paragraph = finder->sentence->paragraph;
    }
    if (finder->speaker_mention >= 0 && finder->speaker_paragraph == finder->sentence->paragraph && !finder->sentence->is_title)
        settle(finder);
}

/* A paragraph in which nobody is said to speak goes on with the words of who spoke just before it. */
void speaker_end_paragraph(struct finder *finder)
{
    bool is_near = finder->speaker_paragraph >= 0 && finder->sentence->paragraph - finder->speaker_paragraph <= 2;
    if (is_near && finder->speaker_mention >= 0 && !finder->sentence->is_title)
        settle(finder);
    finder->waiting.count = 0;
}

static bool is_token(const struct finder *finder, int i, const char *const *words)
{
    return i >= 0 && i < finder->sentence->token_count && text_is_any_nocase(finder->sentence->tokens[i].form, words);
}

/* The parties of the first list of at least `least` in the sentence, all of them with a code. */
static void take_first_list(struct finder *finder, int from, size_t least)
{
    const struct mention_table *table = finder->out;
    for (size_t i = 0; i < table->count && !finder->group.count; i++) {
        const struct mention *mention = &table->items[i];
        struct party_list list = { 0 };
        if (mention->sentence != finder->index || mention->from < from || finder->quoted[mention->head])
            continue;
        mentions_parties(table, finder->document, mention->sentence, mention->head, finder->arena, &list);
        size_t coded = 0;
        while (coded < list.count && list.items[coded].code.length)
            coded++;
        if (coded >= least && coded == list.count)
            finder->group = list;
    }
}

static const char *const about[] = { "on", "regarding", "concerning", "about", NULL };

static void add_to_group(struct finder *finder, struct party party)
{
    for (size_t i = 0; i < finder->group.count; i++)
        if (text_equals(finder->group.items[i].code, party.code))
            return;
    ARENA_PUSH(finder->arena, &finder->group, party);
}

/* Those whom a title names before its matter. */
static void take_named_in_title(struct finder *finder)
{
    int to = 0;
    for (int i = 0; i < finder->sentence->token_count && !to; i++)
        to = is_token(finder, i, about) ? i : 0;
    for (size_t i = 0; i < finder->out->count; i++) {
        const struct mention *mention = &finder->out->items[i];
        if (mention->kind > MENTION_BODY || (to && mention->from >= to))
            continue;
        for (int k = 0; k < mention->member_count; k++)
            add_to_group(finder, mention->members[k]);
        if (mention->code.length && !mention->member_count)
            add_to_group(finder, mention_party(mention));
    }
}

/* "Joint Statement by Norway and Chile on fishing", "G7 Leaders' Declaration". */
static void take_title(struct finder *finder)
{
    static const char *const joint[] = { "joint", "leaders", "ministers", "trilateral", "common", NULL };
    static const char *const texts[] = { "statement", "declaration", "communique", "communiqué", "principles", "vision", NULL };
    bool is_joint = false, is_text = false;
    for (int i = 0; i < finder->sentence->token_count; i++) {
        is_joint |= is_token(finder, i, joint);
        is_text |= is_token(finder, i, texts);
    }
    if (is_joint && is_text)
        take_named_in_title(finder);
    if (finder->group.count == 1 && text_equals(finder->group.items[0].code, finder->entities.items[finder->author].code))
        finder->group.count = 0;
}

/* Whether a title is that of what several, or a council, resolved together, in whose text they are spoken of as "the parties" or
 * "the council": "Joint Declaration of the Ministers of …", "Resolution of the Security Council on …". A report's title has a
 * verb. */
static bool is_common_title(const struct finder *finder)
{
    static const char *const texts[] = { "declaration", "communique", "communiqué", "COMMUNIQUÉ", "resolution", "conclusions",
                                         NULL };
    static const char *const joint[] = { "joint", NULL }, *const statement[] = { "statement", NULL };
    enum { FIRST = 3 };
    bool is_text = is_token(finder, 0, joint) && is_token(finder, 1, statement);
    for (int i = 0; i < finder->sentence->token_count; i++) {
        struct text tag = finder->sentence->tokens[i].xpos;
        if (text_is(tag, "VBZ") || text_is(tag, "VBD") || text_is(tag, "VBP") || text_is(tag, "MD"))
            return false;
        is_text |= i < FIRST && is_token(finder, i, texts);
    }
    return is_text;
}

/* The parties of such a text: those whom its title names, else the first list in it. */
static void take_common(struct finder *finder)
{
    if (finder->sentence->is_title && is_common_title(finder)) {
        finder->is_common = true;
        take_named_in_title(finder);
    }
    if (finder->is_common && !finder->group.count && finder->index <= 3)
        take_first_list(finder, 0, 2);
}

/* Whether a nominal meets: the subject of its verb, or behind "with" ("I met with leaders of NATO"). */
static bool meets(const struct finder *finder, int nominal)
{
    static const char *const verbs[] = { "meet", "gather", "convene", "assemble", NULL };
    const struct token *tokens = finder->sentence->tokens;
    int verb = tokens[nominal].head;
    if (verb < 0 || !text_is_any_nocase(tokens[verb].lemma, verbs) || finder->quoted[verb])
        return false;
    bool with = false;
    for (int i = 0; i < nominal; i++)
        with |= tokens[i].head == nominal && text_is(tokens[i].form, "with");
    return tokens[nominal].deprel == DEPREL_NSUBJ || (tokens[nominal].deprel == DEPREL_OBL && with);
}

/* "NATO leaders met today": who goes on with "we" in an official statement speaks for all of them. */
static void see_meeting(struct finder *finder)
{
    const struct token *tokens = finder->sentence->tokens;
    for (size_t i = 0; i < finder->found.count; i++) {
        const struct found *found = &finder->found.items[i];
        if (found->kind != MENTION_ORGANISATION || found->entity < 0)
            continue;
        int nominal = found->head;
        for (int steps = 0; steps < 3 && !meets(finder, nominal) && tokens[nominal].head >= 0; steps++)
            nominal = tokens[nominal].head;
        bool several = text_is(tokens[nominal].xpos, "NNS") || text_is(tokens[nominal].xpos, "NNPS") || nominal == found->head;
        if (several && meets(finder, nominal))
            finder->joint = found->entity;
    }
}

/* Those in whose common name the document says "we": the parties of a joint statement, "We, the leaders of …", an alliance that
 * met; of a statement that nobody published in his own name those whom its first sentences list. A report says "we" in quotations
 * above all, and is nobody's statement. */
void speaker_group(struct finder *finder)
{
    static const char *const we[] = { "we", NULL };
    if (finder->author >= 0)
        see_meeting(finder);
    else
        take_common(finder);
    if (finder->first_persons < 2 || finder->group.count || finder->index > 3)
        return;
    if (finder->author < 0 && finder->quoted_persons >= finder->first_persons)
        return;
    if (finder->author < 0)
        take_first_list(finder, 0, 3);
    else if (finder->sentence->is_title)
        take_title(finder);
    else if (is_token(finder, 0, we) && text_is(finder->sentence->tokens[finder->sentence->token_count > 1].form, ","))
        take_first_list(finder, 2, 2);
}

/* "Statement by the Foreign Ministry of Finland on the Baltic Sea": the words between "by" and what it is on; empty where the title
 * names no kind of statement. */
static struct text title_author(struct text title)
{
    static const char *const kinds[] = { "statement", "remarks", "declaration", "address", "speech", "message", "communique",
                                         "communiqu\xc3\xa9", "readout", NULL };
    static const char *const ends[] = { "on", "regarding", "concerning", "about", "following", "after", "at", "in", "to", NULL };
    bool is_kind = false, is_by = false;
    struct text rest = title, author = { 0 };
    while (rest.length) {
        struct text word = text_cut(&rest, ' ');
        if (is_by && text_is_any_nocase(word, ends))
            break;
        if (is_by)
            author = (struct text){ author.length ? author.at : word.at,
                                    (size_t)(word.at + word.length - (author.length ? author.at : word.at)) };
        for (int i = 0; kinds[i]; i++)
            is_kind |= text_equals_nocase(word, text_of(kinds[i]));
        is_by |= is_kind && (text_is(word, "by") || text_is(word, "from"));
    }
    return author;
}

/* News agencies are bodies of their states too, but only a statement of one's own says "we" outside quotations. A title may tell
 * whose statement a publisher passes on. */
int speaker_author(struct finder *finder)
{
    if (finder->first_persons < 2)
        return -1;
    const struct text names[] = { finder->article->publisher, title_author(finder->article->title) };
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        const struct actor *actor = code_of_words(finder->lexicon, names[i], finder->day, true, finder->arena);
        if (actor && actor->kind <= MENTION_ORGANISATION && !actors_tell_news(names[i]))
            return entity_of_actor(finder, actor);
    }
    return -1;
}

void speaker_count(struct finder *finder)
{
    static const char *const words[] = { "I", "we", "We", "our", "Our", "us", "my", "My" };
    for (int i = 0; i < finder->sentence->token_count; i++) {
        int *persons = finder->quoted[i] ? &finder->quoted_persons : &finder->first_persons;
        for (size_t k = 0; k < sizeof words / sizeof *words; k++)
            *persons += text_is(finder->sentence->tokens[i].form, words[k]);
    }
}
