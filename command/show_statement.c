/* A statement on a page of its own: its words, who, what, where it stands, why it was read so. */
#include <jansson.h>
#include <string.h>

#include "command/reviewing.h"
#include "command/show.h"
#include "record/record.h"

enum { LABEL = 12 };

struct showing {
    const struct query *query;
    struct arena arena;
    struct buffer *out;
    int count; /* two statements of one article by the same words have the same id */
};

void show_field(const struct query *query, const char *label, struct text words, struct buffer *out)
{
    int column = LABEL + 2;
    if (!words.length)
        return;
    buffer_add_string(out, "  ");
    query_colour(query, COLOUR_DIM, out);
    buffer_print(out, "%-*s", LABEL, label);
    query_colour(query, COLOUR_NONE, out);
    output_wrap(out, words, LABEL + 2, query->width, &column);
    buffer_add_char(out, '\n');
}

struct text show_party(const struct query *query, struct text code, struct text text, struct arena *arena)
{
    struct text name = query_name(query, code, text);
    if (!code.length)
        return text;
    if (text.length && !text_equals(name, text))
        return arena_print(arena, "%.*s (%.*s, %.*s)", (int)text.length, text.at, (int)name.length, name.at, (int)code.length,
                           code.at);
    return arena_print(arena, "%.*s (%.*s)", (int)name.length, name.at, (int)code.length, code.at);
}

static struct text join(struct showing *showing, const struct party_list *parties)
{
    struct text all = TEXT("");
    for (size_t i = 0; i < parties->count; i++) {
        struct text one = show_party(showing->query, parties->items[i].code, parties->items[i].text, &showing->arena);
        all = arena_print(&showing->arena, "%s%s%.*s", all.at, i ? ", " : "", (int)one.length, one.at);
    }
    return all;
}

/* The sentence between quotation marks, with the words that name the act made bold. */
static void add_sentence(struct showing *showing, const struct statement *s)
{
    struct text words = s->sentence_text;
    size_t from = text_find(words, s->trigger_text), to = from + s->trigger_text.length;
    int column = 2;
    buffer_add_string(showing->out, "  ");
    if (!s->trigger_text.length || from == words.length)
        from = to = words.length;
    output_wrap(showing->out, text_slice(words, 0, from), 2, showing->query->width, &column);
    query_colour(showing->query, COLOUR_BOLD, showing->out);
    output_wrap(showing->out, text_slice(words, from, to), 2, showing->query->width, &column);
    query_colour(showing->query, COLOUR_NONE, showing->out);
    output_wrap(showing->out, text_slice(words, to, words.length), 2, showing->query->width, &column);
    buffer_add_string(showing->out, "\n\n");
}

static void add_content(struct showing *showing, const struct statement *s)
{
    const struct query *query = showing->query;
    struct arena *arena = &showing->arena;
    show_field(query, "actor", join(showing, &s->actors), showing->out);
    show_field(query, "recipient", join(showing, &s->recipients), showing->out);
    show_field(query, "object", s->object_text, showing->out);
    show_field(query, "means", record_means_list(s->means, ", ", &showing->arena), showing->out);
    if (s->has_condition)
        show_field(query, "condition", arena_print(arena, "%.*s (%s)", (int)s->condition_text.length, s->condition_text.at,
                                                   record_condition_text(s->condition)), showing->out);
    show_field(query, "caveat", s->caveat_text, showing->out);
    show_field(query, "when", s->when_text, showing->out);
    show_field(query, "amount", s->amount_text, showing->out);
    if (s->speaker.text.length || s->speaker.code.length)
        show_field(query, "speaker", show_party(query, s->speaker.code, s->speaker.text, arena), showing->out);
}

/* Links go to other statements of the article, which have their ids. */
struct neighbours {
    struct showing *showing;
    const struct statement *statement;
    struct text article;
};

static bool add_neighbour(void *context, const struct ledger_statement *row, struct error *err)
{
    const struct neighbours *near = context;
    const struct statement *s = near->statement;
    for (size_t i = 0; i < s->links.count && text_equals(row->article.text, near->article); i++)
        if (s->links.items[i].to == row->statement.n)
            show_field(near->showing->query, record_link_text(s->links.items[i].kind),
                       arena_print(&near->showing->arena, "%.8s  %.*s", row->statement.id, (int)row->statement.sentence_text.length,
                                   row->statement.sentence_text.at), near->showing->out);
    return true;
}

static bool add_links(struct showing *showing, const struct ledger_statement *row, struct error *err)
{
    struct ledger_filter same = { .article = row->article.id, .time = showing->query->filter.time };
    struct neighbours near = { showing, &row->statement, row->article.text };
    return !row->statement.links.count || row->superseded_at.length ||
           ledger_statements(showing->query->ledger, &same, add_neighbour, &near, err);
}

static bool add_commitment(void *context, const struct ledger_commitment *row, struct error *err)
{
    struct showing *showing = context;
    struct text actor = query_name(showing->query, row->actor_code, row->actor);
    struct text to = query_name(showing->query, row->recipient_code, row->recipient);
    struct text thing = row->means.length ? row->means : row->object;
    show_field(showing->query, "bears on",
               arena_print(&showing->arena, "%.8s  %.*s: %.*s%s%.*s: %.*s", row->id.at, (int)actor.length, actor.at,
                           (int)thing.length,
                           thing.at, to.length ? " for " : "", (int)to.length, to.at, (int)row->state.length, row->state.at),
               showing->out);
    return true;
}

static void add_source(struct showing *showing, const struct ledger_statement *row)
{
    const struct query *query = showing->query;
    const struct article *article = &row->article;
    buffer_add_char(showing->out, '\n');
    show_field(query, "report", article->title, showing->out);
    show_field(query, "publisher", article->publisher, showing->out);
    show_field(query, "published", article->published, showing->out);
    show_field(query, "url", article->url, showing->out);
    show_field(query, "read by", row->reader, showing->out);
    show_field(query, "learned", row->learned_at, showing->out);
    if (row->superseded_at.length)
        show_field(query, "superseded", arena_print(&showing->arena, "%.*s, by a later reading of the report",
                                                    (int)row->superseded_at.length, row->superseded_at.at), showing->out);
    show_field(query, "confidence",
               arena_print(&showing->arena, "%d.%03d", row->statement.confidence / 1000, row->statement.confidence % 1000),
               showing->out);
}

static const char *string_of(const json_t *object, const char *key)
{
    const char *value = json_string_value(json_object_get(object, key));
    return value ? value : "";
}

/* "act: subject of ‘pledged’ (acts/pledge.txt:12)". */
static void add_evidence(struct showing *showing, struct text evidence)
{
    json_t *list = evidence.length ? json_loadb(evidence.at, evidence.length, 0, NULL) : NULL;
    if (json_array_size(list))
        buffer_add_char(showing->out, '\n');
    for (size_t i = 0; i < json_array_size(list); i++) {
        const json_t *why = json_array_get(list, i);
        struct text words = arena_print(&showing->arena, "%s: %s", string_of(why, "field"), string_of(why, "because"));
        if (*string_of(why, "file"))
            words = arena_print(&showing->arena, "%s (%s:%d)", words.at, string_of(why, "file"),
                                (int)json_integer_value(json_object_get(why, "line")));
        show_field(showing->query, i ? "" : "because", words, showing->out);
    }
    json_decref(list);
}

/* What reviewers found, with the reader's own reading of what they corrected. */
static void add_reviews(struct showing *showing, const struct ledger_statement *row)
{
    if (row->review_count)
        buffer_add_char(showing->out, '\n');
    show_field(showing->query, "verdict", text_of(ledger_verdict_text(row->verdict)), showing->out);
    show_field(showing->query, "contradicted", review_conflicts(row, &showing->arena), showing->out);
    for (int i = 0; row->machine && i < LEDGER_REVIEW_FIELD_COUNT; i++) {
        enum ledger_review_field field = (enum ledger_review_field)i;
        struct text own = ledger_review_field_value(row->machine, field, &showing->arena);
        if (!text_equals(own, ledger_review_field_value(&row->statement, field, &showing->arena)))
            show_field(showing->query, "was read as", arena_print(&showing->arena, "%s: %.*s", ledger_review_field_text(field),
                       (int)own.length, own.length ? own.at : ""), showing->out);
    }
    for (size_t i = 0; i < row->review_count; i++) {
        struct text words = review_words(&row->reviews[i], &showing->arena);
        show_field(showing->query, "review", arena_print(&showing->arena, "%lld  %.*s", row->reviews[i].number,
                   (int)words.length, words.at), showing->out);
    }
}

static bool add_page(struct showing *showing, const struct ledger_statement *row, struct error *err)
{
    const struct statement *s = &row->statement;
    query_colour(showing->query, COLOUR_BOLD, showing->out);
    buffer_print(showing->out, "statement %s: %s, %s", s->id, record_act_text(s->act), record_status_text(s->status));
    query_colour(showing->query, COLOUR_NONE, showing->out);
    buffer_add_string(showing->out, "\n\n");
    add_sentence(showing, s);
    add_content(showing, s);
    struct ledger_filter mine = { .statement = text_of(s->id), .time = showing->query->filter.time };
    if (!add_links(showing, row, err) || !ledger_commitments(showing->query->ledger, &mine, add_commitment, showing, err))
        return false;
    add_reviews(showing, row);
    add_source(showing, row);
    add_evidence(showing, row->evidence);
    return true;
}

static bool add_statement(void *context, const struct ledger_statement *row, struct error *err)
{
    struct showing *showing = context;
    if (showing->count++ && showing->query->form != FORM_JSONL)
        buffer_add_char(showing->out, '\n');
    if (showing->query->form != FORM_JSONL)
        return add_page(showing, row, err);
    record_write_statement(&row->article, &row->statement, arena_copy(&showing->arena, row->reader).at, showing->out);
    ledger_write_reviewed(row, showing->out);
    return true;
}

bool show_statement(const struct query *query, struct text id, struct buffer *out, struct error *err)
{
    struct showing showing = { .query = query, .out = out };
    struct ledger_filter filter = { .id = id, .time = query->filter.time };
    bool good = ledger_statements(query->ledger, &filter, add_statement, &showing, err);
    arena_release(&showing.arena);
    return good;
}
