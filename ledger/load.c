/* Rows become articles and statements again. */
#include <string.h>

#include "ledger/load.h"

bool load_article(struct ledger *ledger, long long article, struct arena *arena, struct ledger_statement *row, struct error *err)
{
    struct query *query = db_query(ledger, SQL_ARTICLE_OF);
    struct text *const fields[] = { &row->article.id,  &row->article.title, &row->article.publisher, &row->article.published,
                                    &row->article.url, &row->article.text,  &row->reader,            &row->learned_at };
    db_bind_number(query, 1, article);
    int got = db_next(ledger, query, err);
    if (got == 0)
        return error_set(err, ERROR_LEDGER, "%s: article %lld is missing; bring back a copy of the ledger", ledger->path, article);
    if (got < 0)
        return false;
    for (int i = 0; i < 8; i++)
        *fields[i] = arena_copy(arena, db_text(query, i + 1));
    db_done(query);
    return true;
}

static struct span read_span(struct query *query, int column)
{
    return (struct span){ (size_t)db_number(query, column), (size_t)db_number(query, column + 1) };
}

static struct party read_party(struct query *query, struct arena *arena)
{
    return (struct party){ arena_copy(arena, db_text(query, 1)), arena_copy(arena, db_text(query, 2)), read_span(query, 3) };
}

static bool load_parties(struct ledger *ledger, statement_number number, struct arena *arena, struct statement *statement,
                         struct error *err)
{
    struct query *query = db_query(ledger, SQL_PARTIES_OF);
    int got;
    db_bind_number(query, 1, number);
    while ((got = db_next(ledger, query, err)) > 0) {
        struct text role = db_text(query, 0);
        if (text_is(role, "actor"))
            ARENA_PUSH(arena, &statement->actors, read_party(query, arena));
        else if (text_is(role, "recipient"))
            ARENA_PUSH(arena, &statement->recipients, read_party(query, arena));
        else
            statement->speaker = read_party(query, arena);
    }
    return got == 0;
}

static bool load_links(struct ledger *ledger, statement_number number, struct arena *arena, struct statement *statement,
                       struct error *err)
{
    struct query *query = db_query(ledger, SQL_LINKS_OF);
    int got;
    db_bind_number(query, 1, number);
    while ((got = db_next(ledger, query, err)) > 0) {
        int kind = record_link_of(db_text(query, 0));
        if (kind >= 0)
            ARENA_PUSH(arena, &statement->links, (struct link){ (enum link_kind)kind, (int)db_number(query, 1) });
    }
    return got == 0;
}

/* '["troops", "air"]' as bits. */
static uint32_t read_means(struct text list)
{
    uint32_t means = 0;
    while (list.length) {
        text_cut(&list, '"');
        int one = record_means_of(text_cut(&list, '"'));
        if (one >= 0)
            means |= 1u << one;
    }
    return means;
}

/* Names that this program does not know come from a hand-made row: the act "protest" is the one that binds nobody to anything. */
static void read_fields(struct query *query, struct arena *arena, struct statement *statement)
{
    struct text *const texts[] = { &statement->sentence_text, &statement->trigger_text, &statement->object_text };
    struct text *const more[] = { &statement->condition_text, &statement->caveat_text, &statement->when_text,
                                  &statement->amount_text };
    struct span *const spans[] = { &statement->sentence, &statement->trigger, &statement->object, &statement->condition_span,
                                   &statement->caveat,   &statement->when,    &statement->amount };
    struct text id = db_text(query, 0);
    memcpy(statement->id, id.at, id.length < 32 ? id.length : 32);
    statement->n = (int)db_number(query, 2);
    int act = record_act_of(db_text(query, 3)), status = record_status_of(db_text(query, 4));
    int condition = record_condition_of(db_text(query, 9));
    statement->act = act < 0 ? ACT_PROTEST : (enum act)act;
    statement->status = status < 0 ? STATUS_ACTUAL : (enum status)status;
    statement->means = read_means(db_text(query, 5));
    for (int i = 0; i < 3; i++)
        *texts[i] = arena_copy(arena, db_text(query, 6 + i));
    statement->has_condition = condition >= 0;
    statement->condition = condition < 0 ? CONDITION_OTHER : (enum condition)condition;
    for (int i = 0; i < 4; i++)
        *more[i] = arena_copy(arena, db_text(query, 10 + i));
    statement->confidence = (int)db_number(query, 14);
    statement->in_title = db_number(query, 15);
    for (int i = 0; i < 7; i++)
        *spans[i] = read_span(query, 16 + 2 * i);
}

bool load_statement(struct ledger *ledger, statement_number number, struct arena *arena, struct ledger_statement *row,
                    long long *article, struct error *err)
{
    struct query *query = db_query(ledger, SQL_STATEMENT_OF);
    row->statement = (struct statement){ 0 };
    db_bind_number(query, 1, number);
    int got = db_next(ledger, query, err);
    if (got == 0)
        return error_set(err, ERROR_LEDGER, "%s: statement %lld is missing; bring back a copy of the ledger", ledger->path, number);
    if (got < 0)
        return false;
    read_fields(query, arena, &row->statement);
    *article = db_number(query, 1);
    row->evidence = arena_copy(arena, db_text(query, 30));
    row->reading = db_number(query, 31);
    if (row->reading) {
        row->reader = arena_copy(arena, db_text(query, 32));
        row->learned_at = arena_copy(arena, db_text(query, 33));
    }
    db_done(query);
    return load_parties(ledger, number, arena, &row->statement, err) && load_links(ledger, number, arena, &row->statement, err);
}

static void to_bytes(struct utf8_counter *counter, struct text text, struct span *span)
{
    if (span->from_byte >= span->to_byte)
        return;
    span->from_byte = utf8_byte_of(counter, text, span->from_byte);
    span->to_byte = utf8_byte_of(counter, text, span->to_byte);
}

void load_bytes(struct ledger_statement *row, struct load_counters *counters)
{
    struct statement *statement = &row->statement;
    struct text side = statement->in_title ? row->article.title : row->article.text;
    struct utf8_counter *counter = statement->in_title ? &counters->title : &counters->text;
    struct span *const spans[] = { &statement->sentence, &statement->trigger, &statement->object, &statement->condition_span,
                                   &statement->caveat,   &statement->when,    &statement->amount };
    for (int i = 0; i < 7; i++)
        to_bytes(counter, side, spans[i]);
    for (size_t i = 0; i < statement->actors.count; i++)
        to_bytes(counter, side, &statement->actors.items[i].span);
    for (size_t i = 0; i < statement->recipients.count; i++)
        to_bytes(counter, side, &statement->recipients.items[i].span);
    to_bytes(counter, side, &statement->speaker.span);
}

bool load_reading(struct ledger *ledger, long long article, long long reading, struct arena *arena, struct loaded *loaded,
                  struct error *err)
{
    struct { statement_number *items; size_t count, room; } list = { 0 };
    struct query *query = db_query(ledger, SQL_STATEMENTS_OF);
    int got;
    db_bind_number(query, 1, article);
    db_bind_number(query, 2, reading);
    while ((got = db_next(ledger, query, err)) > 0)
        ARENA_PUSH(arena, &list, db_number(query, 0));
    *loaded = (struct loaded){ arena_take(arena, (list.count + 1) * sizeof *loaded->rows), list.items, list.count };
    for (size_t i = 0; got == 0 && i < list.count; i++) {
        long long same;
        if (!load_statement(ledger, list.items[i], arena, &loaded->rows[i], &same, err))
            return false;
    }
    return got == 0;
}

bool load_is_kept(const struct ledger_statement *row)
{
    return text_starts(row->evidence, TEXT("[{\"field\": \"" LOAD_KEPT "\""));
}
