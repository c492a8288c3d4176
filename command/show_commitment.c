/* A commitment on a page of its own: how it stands, each statement on it in order, what changed, who disputes it. */
#include "command/show.h"
#include "record/record.h"

struct showing {
    const struct query *query;
    struct arena arena;
    struct buffer *out;
    int count;
};

static void add_heading(struct showing *showing, const struct ledger_commitment *row)
{
    const struct query *query = showing->query;
    struct text actor = query_name(query, row->actor_code, row->actor), to = query_name(query, row->recipient_code, row->recipient);
    struct text thing = row->means.length ? row->means : row->object;
    query_colour(query, COLOUR_BOLD, showing->out);
    buffer_print(showing->out, "%.*s: %.*s", (int)actor.length, actor.at, (int)thing.length, thing.at);
    if (to.length)
        buffer_print(showing->out, " for %.*s", (int)to.length, to.at);
    query_colour(query, COLOUR_NONE, showing->out);
    buffer_add_string(showing->out, ": ");
    query_colour(query, query_state_colour(row->state), showing->out);
    buffer_print(showing->out, "%.*s", (int)row->state.length, row->state.at);
    query_colour(query, COLOUR_NONE, showing->out);
    buffer_print(showing->out, "%s%s\n\n", row->is_revised && !text_is(row->state, "revised") ? ", was revised" : "",
                 row->is_disputed && !text_is(row->state, "disputed") ? ", was disputed" : "");
}

static bool add_page(void *context, const struct ledger_commitment *row, struct error *err)
{
    struct showing *showing = context;
    const struct query *query = showing->query;
    add_heading(showing, row);
    show_field(query, "id", row->id, showing->out);
    show_field(query, "object", row->object, showing->out);
    show_field(query, "amount", row->amount, showing->out);
    if (row->condition_class.length)
        show_field(query, "condition", arena_print(&showing->arena, "%.*s (%.*s)", (int)row->condition.length, row->condition.at,
                                                   (int)row->condition_class.length, row->condition_class.at), showing->out);
    show_field(query, "caveat", row->caveat, showing->out);
    show_field(query, "when", row->when, showing->out);
    struct text independent = row->sources == row->articles ? TEXT("")
                                                            : arena_print(&showing->arena, ", %d independent", row->sources);
    show_field(query, "carried by", arena_print(&showing->arena, "%d statement%s in %d report%s%.*s", row->statements,
                                                row->statements == 1 ? "" : "s", row->articles, row->articles == 1 ? "" : "s",
                                                (int)independent.length, independent.at), showing->out);
    return true;
}

static void add_words(struct showing *showing, struct text words)
{
    int column = 4;
    if (!words.length)
        return;
    buffer_add_string(showing->out, "    ");
    output_wrap(showing->out, words, 4, showing->query->width, &column);
    buffer_add_char(showing->out, '\n');
}

static void add_dim(struct showing *showing, struct text words)
{
    query_colour(showing->query, COLOUR_DIM, showing->out);
    add_words(showing, words);
    query_colour(showing->query, COLOUR_NONE, showing->out);
}

enum { OUTLETS_MOST = 6 }; /* named in a list of who printed a report too; the rest is counted */

/* Other outlets of a report, "Luanda Times, Havana Weekly": each once, and not the one that is named already. */
struct outlets {
    struct arena *arena;
    struct text own, list;
    int count;
};

static bool add_outlet(void *context, const struct ledger_printing *row, struct error *err)
{
    struct outlets *outlets = context;
    struct text name = row->publisher.length ? row->publisher : row->url.length ? row->url : row->id;
    struct text listed = arena_print(outlets->arena, ", %.*s,", (int)name.length, name.at);
    struct text so_far = arena_print(outlets->arena, ", %.*s,", (int)outlets->list.length, outlets->list.at);
    if (text_equals(name, outlets->own) || text_find(so_far, listed) < so_far.length)
        return true;
    if (outlets->count++ < OUTLETS_MOST)
        outlets->list = arena_print(outlets->arena, "%.*s%s%.*s", (int)outlets->list.length, outlets->list.at,
                                    outlets->list.length ? ", " : "", (int)name.length, name.at);
    return true;
}

static bool find_outlets(struct showing *showing, const struct ledger_statement *row, struct outlets *outlets, struct error *err)
{
    *outlets = (struct outlets){ .arena = &showing->arena, .own = row->article.publisher };
    return ledger_printings(showing->query->ledger, row->number, &showing->query->filter.time, add_outlet, outlets, err);
}

/* "1  2026-02-10  pledge → pledged", the sentence, and where it stands. */
static bool add_step(void *context, const struct ledger_statement *row, struct error *err)
{
    struct showing *showing = context;
    const struct statement *s = &row->statement;
    const struct article *article = &row->article;
    struct outlets outlets;
    if (!find_outlets(showing, row, &outlets, err))
        return false;
    if (!showing->count++)
        buffer_add_string(showing->out, "\nHistory\n");
    buffer_print(showing->out, "\n%3d %.10s  %.*s: ", showing->count, article->published.length ? article->published.at : "no date",
                 (int)row->effect.length, row->effect.at);
    query_colour(showing->query, query_state_colour(row->state), showing->out);
    buffer_print(showing->out, "%.*s", (int)row->state.length, row->state.at);
    query_colour(showing->query, COLOUR_NONE, showing->out);
    buffer_add_char(showing->out, '\n');
    add_words(showing, s->sentence_text);
    struct text speaker = s->speaker.text.length ? arena_print(&showing->arena, "said by %.*s, ", (int)s->speaker.text.length,
                                                               s->speaker.text.at)
                                                 : TEXT("");
    add_dim(showing, arena_print(&showing->arena, "%s%.*s%s%.8s%s%s", speaker.at, (int)article->publisher.length,
                                 article->publisher.at, article->publisher.length ? ", " : "", s->id, row->verdict ? ", " : "",
                                 ledger_verdict_text(row->verdict)));
    if (outlets.count > OUTLETS_MOST)
        add_dim(showing, arena_print(&showing->arena, "also printed by %.*s and %d more", (int)outlets.list.length, outlets.list.at,
                                     outlets.count - OUTLETS_MOST));
    else if (outlets.count)
        add_dim(showing, arena_print(&showing->arena, "also printed by %.*s", (int)outlets.list.length, outlets.list.at));
    return true;
}

static bool add_revision(void *context, const struct ledger_revision *row, struct error *err)
{
    struct showing *showing = context;
    if (!showing->count++)
        buffer_add_string(showing->out, "\nWhat changed\n\n");
    struct text before = row->before.length ? row->before : TEXT("nothing");
    struct text after = row->after.length ? row->after : TEXT("nothing");
    add_words(showing, arena_print(&showing->arena, "%.*s  %.*s: “%.*s” became “%.*s” (%.8s)", (int)row->said.length, row->said.at,
                                   (int)row->what.length, row->what.at, (int)before.length, before.at, (int)after.length, after.at,
                                   row->revised_by.at));
    return true;
}

static bool add_dispute(void *context, const struct ledger_dispute *row, struct error *err)
{
    struct showing *showing = context;
    if (!showing->count++)
        buffer_add_string(showing->out, "\nDisputed\n");
    const struct ledger_side *sides[] = { &row->statement, &row->disputed_by };
    buffer_add_char(showing->out, '\n');
    for (int i = 0; i < 2; i++) {
        struct text name = query_name(showing->query, sides[i]->actors, sides[i]->actors);
        add_words(showing, arena_print(&showing->arena, "%s%.*s: %.*s", i ? "disputed by " : "", (int)name.length, name.at,
                                       (int)sides[i]->sentence.length, sides[i]->sentence.at));
        add_dim(showing, arena_print(&showing->arena, "%.*s %.*s %.8s", (int)sides[i]->said.length, sides[i]->said.at,
                                     (int)sides[i]->publisher.length, sides[i]->publisher.at, sides[i]->id.at));
    }
    return true;
}

static bool write_page(struct showing *showing, struct text id, struct error *err)
{
    struct ledger *ledger = showing->query->ledger;
    const struct ledger_time *time = &showing->query->filter.time;
    struct ledger_filter filter = { .id = id, .time = *time }, all = { .time = *time };
    if (!ledger_commitments(ledger, &filter, add_page, showing, err))
        return false;
    if (!showing->out->length) /* not there by then */
        return true;
    if (!ledger_history(ledger, id, time, add_step, showing, err))
        return false;
    showing->count = 0;
    if (!ledger_revisions(ledger, id, time, add_revision, showing, err))
        return false;
    showing->count = 0;
    return ledger_disputes(ledger, &all, id, add_dispute, showing, err);
}

/* The commitment's object is left open, so that its history can go in. */
static bool open_json(void *context, const struct ledger_commitment *row, struct error *err)
{
    struct showing *showing = context;
    ledger_write_commitment(row, showing->out);
    showing->out->length--;
    buffer_add_string(showing->out, ", \"history\": [");
    return true;
}

static void part_items(struct showing *showing)
{
    if (showing->count++)
        buffer_add_string(showing->out, ", ");
}

static bool add_json_printing(void *context, const struct ledger_printing *row, struct error *err)
{
    struct buffer *out = context;
    const struct text texts[] = { row->id, row->publisher, row->published, row->url };
    static const char *const keys[] = { "id", "publisher", "published", "url" };
    buffer_add_string(out, out->at[out->length - 1] == '[' ? "{" : ", {");
    for (int i = 0; i < 4; i++) {
        buffer_print(out, "%s\"%s\": ", i ? ", " : "", keys[i]);
        buffer_add_json_or_null(out, texts[i]);
    }
    buffer_add_char(out, '}');
    return true;
}

static bool add_json_step(void *context, const struct ledger_statement *row, struct error *err)
{
    struct showing *showing = context;
    part_items(showing);
    buffer_print(showing->out, "{\"effect\": \"%.*s\", \"state\": \"%.*s\", \"own\": %s, \"statement\": ", (int)row->effect.length,
                 row->effect.at, (int)row->state.length, row->state.at, row->is_own ? "true" : "false");
    record_write_statement(&row->article, &row->statement, arena_copy(&showing->arena, row->reader).at, showing->out);
    ledger_write_reviewed(row, showing->out);
    showing->out->length--; /* its line feed */
    buffer_add_string(showing->out, ", \"also_printed\": [");
    if (!ledger_printings(showing->query->ledger, row->number, &showing->query->filter.time, add_json_printing, showing->out, err))
        return false;
    buffer_add_string(showing->out, "]}");
    return true;
}

static bool add_json_revision(void *context, const struct ledger_revision *row, struct error *err)
{
    part_items(context);
    ledger_write_revision(row, ((struct showing *)context)->out);
    return true;
}

static bool add_json_dispute(void *context, const struct ledger_dispute *row, struct error *err)
{
    part_items(context);
    ledger_write_dispute(row, ((struct showing *)context)->out);
    return true;
}

static bool write_json(struct showing *showing, struct text id, struct error *err)
{
    struct ledger *ledger = showing->query->ledger;
    const struct ledger_time *time = &showing->query->filter.time;
    struct ledger_filter filter = { .id = id, .time = *time }, all = { .time = *time };
    if (!ledger_commitments(ledger, &filter, open_json, showing, err))
        return false;
    if (!showing->out->length)
        return true;
    if (!ledger_history(ledger, id, time, add_json_step, showing, err))
        return false;
    buffer_add_string(showing->out, "], \"revisions\": [");
    showing->count = 0;
    if (!ledger_revisions(ledger, id, time, add_json_revision, showing, err))
        return false;
    buffer_add_string(showing->out, "], \"disputes\": [");
    showing->count = 0;
    if (!ledger_disputes(ledger, &all, id, add_json_dispute, showing, err))
        return false;
    long long seen;
    if (!ledger_last_review(ledger, id, time, &seen, err))
        return false;
    buffer_print(showing->out, "], \"seen\": %lld}\n", seen);
    return true;
}

bool show_commitment(const struct query *query, struct text id, struct buffer *out, struct error *err)
{
    struct showing showing = { .query = query, .out = out };
    bool good = query->form == FORM_JSONL ? write_json(&showing, id, err) : write_page(&showing, id, err);
    arena_release(&showing.arena);
    return good;
}
