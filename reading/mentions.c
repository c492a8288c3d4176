/* Mentions of an article: a first pass learns who is who, a second one writes down every place where somebody is named. */
#include "reading/mentions_inner.h"

#include <string.h>

struct text found_text(const struct finder *finder, int from, int to)
{
    const struct token *tokens = finder->sentence->tokens;
    const char *start = tokens[from].form.at, *end = tokens[to - 1].form.at + tokens[to - 1].form.length;
    return (struct text){ start, (size_t)(end - start) };
}

/* Whether the token's relation is one that a name has inside a larger phrase: the tree may hang a title beside its name. */
static bool is_beside(const struct token *token)
{
    switch (token->deprel) {
    case DEPREL_AMOD: case DEPREL_NMOD_DESC: case DEPREL_COMPOUND: case DEPREL_DET: case DEPREL_CC:
        return true;
    default:
        return false;
    }
}

int found_head(const struct sentence *sentence, int from, int to)
{
    int best = -1;
    for (int i = from; i < to; i++) {
        const struct token *token = &sentence->tokens[i];
        bool inside = token->head >= from && token->head < to;
        if (inside || token->upos == UPOS_PUNCT || token->deprel == DEPREL_CASE)
            continue;
        if (!is_beside(token))
            return i;
        if (best < 0)
            best = i;
    }
    return best >= 0 ? best : to - 1;
}

bool found_is_free(const struct finder *finder, int from, int to)
{
    for (int i = from; i < to; i++)
        if (finder->owner[i] >= 0)
            return false;
    return true;
}

bool found_is_firm(struct text lemma)
{
    static const char *const words[] = { "agency", "airline", "association", "bank", "broadcaster", "business", "chain", "channel",
                                         "charity", "club", "company", "corporation", "factory", "federation", "firm", "forum",
                                         "foundation", "group", "insurer", "league", "magazine", "maker", "manufacturer", "media",
                                         "newspaper", "NGO", "operator", "organisation", "organization", "outlet", "press",
                                         "producer", "retailer", "school", "startup", "store", "studio", "tabloid", "tank", "team",
                                         "union", "website", NULL };
    return text_is_any_nocase(lemma, words);
}

bool found_is_day(struct text form)
{
    static const char *const days[] = {
#define WEEKDAY(name) name,
#include "base/calendar.def"
        "today", "yesterday", NULL
    };
    return text_is_any_nocase(form, days);
}

bool found_modifies(const struct finder *finder, int head)
{
    const struct token *token = &finder->sentence->tokens[head];
    return token->head >= 0 && (token->deprel == DEPREL_AMOD || token->deprel == DEPREL_COMPOUND ||
                                token->deprel == DEPREL_NMOD_POSS ||
                                token->deprel == DEPREL_NMOD_DESC);
}

struct found *found_add(struct finder *finder, struct found found)
{
    int number = (int)finder->found.count;
    ARENA_PUSH(finder->arena, &finder->found, found);
    for (int i = found.from; i < found.to; i++)
        finder->owner[i] = number;
    return &finder->found.items[number];
}

void found_take_entity(const struct finder *finder, struct found *found, int number)
{
    const struct entity *entity = &finder->entities.items[number];
    found->entity = number;
    found->code = entity->code;
    found->file = entity->file;
    found->line = entity->line;
    found->is_public = entity->is_public;
    found->is_person = entity->is_person;
    if (entity->gender != GENDER_UNKNOWN)
        found->gender = entity->gender;
}

static bool is_opening(struct text form)
{
    return text_is(form, "“") || text_is(form, "``") || text_is(form, "«");
}

static bool is_closing(struct text form)
{
    return text_is(form, "”") || text_is(form, "''") || text_is(form, "»");
}

/* Whether the first mark of the paragraph closes a quotation that began in an earlier one. */
static bool begins_inside(const struct finder *finder)
{
    const struct document *document = finder->document;
    for (int s = finder->index; s < document->sentence_count &&
         document->sentences[s].paragraph == finder->sentence->paragraph; s++)
        for (int i = 0; i < document->sentences[s].token_count; i++) {
            const struct token *token = &document->sentences[s].tokens[i];
            bool straight = text_is(token->form, "\"");
            if (is_opening(token->form) || is_closing(token->form) || straight)
                return is_closing(token->form) || (straight && !(token->flags & TOKEN_SPACE_BEFORE));
        }
    return false;
}

/* A quotation may go on over sentences; a paragraph begins outside of it unless its marks tell otherwise. */
static void mark_quotes(struct finder *finder)
{
    if (finder->sentence->opens_paragraph || finder->sentence->is_title)
        finder->in_quote = begins_inside(finder);
    for (int i = 0; i < finder->sentence->token_count; i++) {
        struct text form = finder->sentence->tokens[i].form;
        bool straight = text_is(form, "\"");
        if (is_closing(form) || (straight && finder->in_quote))
            finder->in_quote = false;
        else if (is_opening(form) || straight)
            finder->in_quote = true;
        finder->quoted[i] = finder->in_quote;
    }
}

static void begin_sentence(struct finder *finder, int index)
{
    finder->index = index;
    finder->sentence = &finder->document->sentences[index];
    size_t count = (size_t)finder->sentence->token_count;
    if (count > finder->token_room) {
        finder->token_room = count * 2;
        finder->owner = arena_take(finder->arena, finder->token_room * sizeof *finder->owner);
        finder->quoted = arena_take(finder->arena, finder->token_room * sizeof *finder->quoted);
    }
    for (size_t i = 0; i < count; i++)
        finder->owner[i] = -1;
    finder->opens = finder->opens_of[index];
    finder->found.count = 0;
    mark_quotes(finder);
}

static void find_in_sentence(struct finder *finder)
{
    naming_find(finder);
    nominals_find(finder);
    titles_attach(finder);
}

/* How much a mention tells that the article is about whoever has it: who acts counts for more than what is spoken of. */
static int weight_of(const struct finder *finder, const struct found *found)
{
    enum deprel deprel = (enum deprel)finder->sentence->tokens[found->head].deprel;
    int weight = deprel == DEPREL_NSUBJ || deprel == DEPREL_NSUBJ_PASS ? 3 : 1;
    return finder->sentence->is_title ? 2 * weight : weight;
}

static void count_entities(struct finder *finder)
{
    for (size_t i = 0; i < finder->found.count; i++) {
        const struct found *found = &finder->found.items[i];
        int state = found->entity >= 0 ? found->entity : entity_of_state(finder, found->code);
        if (found->entity >= 0)
            finder->entities.items[found->entity].count++;
        if (state >= 0 && !found->is_aside)
            finder->entities.items[state].weight += weight_of(finder, found);
    }
}

/* The state that is told of most, its people and bodies counted in; of equals the first. */
static int main_state_of(struct finder *finder)
{
    size_t count = finder->entities.count;
    int best = -1, next = -1, most = 0, *weights = arena_take(finder->arena, (count + 1) * sizeof *weights);
    memset(weights, 0, count * sizeof *weights);
    for (size_t i = 0; i < count; i++) {
        int state = entity_of_state(finder, finder->entities.items[i].code);
        if (state >= 0)
            weights[state] += finder->entities.items[i].weight;
    }
    for (size_t i = 0; i < count; i++) {
        bool is_state = finder->entities.items[i].kind == MENTION_STATE;
        if (is_state && weights[i] > most) {
            next = best;
            best = (int)i;
            most = weights[i];
        } else if (is_state && weights[i] && (next < 0 || weights[i] > weights[next])) {
            next = (int)i;
        }
    }
    finder->next_state = next;
    return best;
}

static void learn(struct finder *finder)
{
    finder->learning = true;
    for (int i = 0; i < finder->document->sentence_count; i++) {
        begin_sentence(finder, i);
        find_in_sentence(finder);
        count_entities(finder);
        speaker_count(finder);
    }
    finder->author = speaker_author(finder);
    finder->main_state = finder->author >= 0 ? finder->author : main_state_of(finder);
    finder->learning = false;
    finder->in_quote = false;
}

/* Where a name ends, then where it begins: of two that end together the inner one comes first, so that "his envoy" finds its
 * owner. */
static bool comes_before(const struct found *a, const struct found *b)
{
    if (a->to != b->to)
        return a->to < b->to;
    return a->from > b->from;
}

/* Insertion: a sentence has few, and they are almost in order. */
static void sort_found(struct found *items, const size_t *numbers, size_t *order, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        size_t at = i;
        for (; at > 0 && comes_before(&items[numbers[i]], &items[order[at - 1]]); at--)
            order[at] = order[at - 1];
        order[at] = numbers[i];
    }
}

static void set_at(int *at, const struct sentence *sentence, const struct mention_table *table, const struct found *found,
                   int number)
{
    for (int i = found->wide_from; i < found->to; i++) {
        int old = at[i];
        bool old_is_inner = old >= 0 && table->items[old].from >= found->from && table->items[old].to <= found->to;
        if (old < 0 || (!old_is_inner && table->items[old].head != i))
            at[i] = number;
    }
    if (found->head >= 0 && found->head < sentence->token_count)
        at[found->head] = number;
}

static void emit(struct finder *finder, const struct found *found)
{
    struct mention_table *table = finder->out;
    struct span span = { finder->sentence->tokens[found->from].span.from_byte,
                         finder->sentence->tokens[found->to - 1].span.to_byte };
    struct mention mention = { .sentence = finder->index, .from = found->from, .to = found->to, .head = found->head,
                               .entity = found->entity,
                               .kind = found->kind, .is_public = found->is_public, .is_pronoun = found->is_pronoun,
                               .is_people = found->is_people, .is_modifier = found->is_modifier,
                               .is_seat = found->form == FORM_SEAT, .text = found->text, .code = found->code, .span = span,
                               .file = found->file, .line = found->line, .members = found->members,
                                   .member_count = found->member_count };
    int number = (int)table->count;
    ARENA_PUSH(finder->arena, table, mention);
    set_at(table->at[finder->index], finder->sentence, table, found, number);
    if (!found->is_aside)
        recent_add(finder, &table->items[number], number, found);
}

static void write_sentence(struct finder *finder)
{
    size_t count = 0, *numbers = arena_take(finder->arena, 2 * finder->found.count * sizeof *numbers),
        *order = numbers + finder->found.count;
    for (size_t i = 0; i < finder->found.count; i++)
        if (!finder->found.items[i].is_swallowed)
            numbers[count++] = i;
    sort_found(finder->found.items, numbers, order, count);
    for (size_t i = 0; i < count; i++) {
        struct found *found = &finder->found.items[order[i]];
        if (found->is_pronoun)
            pronouns_resolve(finder, found);
        else if (found->title)
            resolve_nominal(finder, found);
        emit(finder, found);
    }
}

static bool ends_paragraph(const struct finder *finder)
{
    const struct document *document = finder->document;
    return finder->index + 1 == document->sentence_count ||
        document->sentences[finder->index + 1].paragraph != finder->sentence->paragraph ||
           finder->sentence->is_title;
}

static void write_down(struct finder *finder)
{
    for (int i = 0; i < finder->document->sentence_count; i++) {
        begin_sentence(finder, i);
        find_in_sentence(finder);
        speaker_turn(finder);
        pronouns_find(finder);
        write_sentence(finder);
        recent_lists(finder);
        speaker_see(finder);
        speaker_group(finder);
        if (ends_paragraph(finder))
            speaker_end_paragraph(finder);
    }
}

static void make_room(struct finder *finder)
{
    size_t tokens = 0, sentences = (size_t)finder->document->sentence_count;
    for (size_t i = 0; i < sentences; i++)
        tokens += (size_t)finder->document->sentences[i].token_count;
    int *all = arena_take_unset(finder->arena, (tokens + 1) * sizeof *all);
    finder->out->at = arena_take(finder->arena, (sentences + 1) * sizeof *finder->out->at);
    memset(all, -1, tokens * sizeof *all);
    const struct phrase_slot **opens = arena_take_unset(finder->arena, (tokens + 1) * sizeof *opens);
    finder->opens_of = arena_take(finder->arena, (sentences + 1) * sizeof *finder->opens_of);
    for (size_t i = 0, at = 0; i < sentences; at += (size_t)finder->document->sentences[i].token_count, i++) {
        finder->out->at[i] = all + at;
        finder->opens_of[i] = opens + at;
        naming_open(finder, &finder->document->sentences[i], finder->opens_of[i]);
    }
    finder->of_actor = arena_take_unset(finder->arena, (finder->lexicon->actors.count + 1) * sizeof *finder->of_actor);
    memset(finder->of_actor, -1, finder->lexicon->actors.count * sizeof *finder->of_actor);
    finder->elsewhere = arena_take(finder->arena, finder->lexicon->actors.count + 1);
}

void mentions_find(const struct actor_lexicon *actors, const struct article *article, const struct document *document,
                   struct arena *arena, struct mention_table *out)
{
    *out = (struct mention_table){ 0 };
    struct finder finder = { .lexicon = actors, .article = article, .document = document, .arena = arena, .out = out,
                             .day = actors_day(article->published), .main_state = -1, .next_state = -1, .author = -1, .joint = -1,
                             .turn = -1, .speaker = -1, .speaker_mention = -1, .speaker_paragraph = -1 };
    make_room(&finder);
    learn(&finder);
    write_down(&finder);
    out->issuers = finder.group;
}
