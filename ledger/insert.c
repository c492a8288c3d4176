/* Writes the rows of an article's statements, and who made them. */
#include "ledger/insert.h"

#include <string.h>

/* Where spans of one side (title or text) are counted in code points. */
struct side {
    struct text text;
    struct utf8_counter counter;
};

static void bind_span(struct seal *seal, int place, struct side *side, struct span span)
{
    if (span.from_byte >= span.to_byte)
        return;
    seal_bind_number(seal, place, (long long)utf8_point_of(&side->counter, side->text, span.from_byte));
    seal_bind_number(seal, place + 1, (long long)utf8_point_of(&side->counter, side->text, span.to_byte));
}

struct text insert_means(uint32_t means, struct arena *arena)
{
    struct text list = TEXT("");
    for (int i = 0; i < MEANS_COUNT; i++)
        if (means & 1u << i)
            list = arena_print(arena, "%s%s\"%s\"", list.at, list.length ? ", " : "", record_means_text(i));
    return arena_print(arena, "[%s]", list.at);
}

/* A JSON list of field, file, line, because, span; empty where nothing is known. */
static struct text evidence_list(const struct statement *statement, struct side *side, struct arena *arena)
{
    struct buffer out;
    buffer_init(&out, 0);
    for (size_t i = 0; i < statement->evidence.count; i++) {
        const struct evidence *why = &statement->evidence.items[i];
        buffer_print(&out, "%s{\"field\": \"%s\"", i ? ", " : "[", why->field);
        if (why->file.length) {
            buffer_add_string(&out, ", \"file\": ");
            buffer_add_json(&out, why->file);
            buffer_print(&out, ", \"line\": %d", why->line);
        }
        buffer_add_string(&out, ", \"because\": ");
        buffer_add_json(&out, why->because);
        if (why->span.from_byte < why->span.to_byte)
            buffer_print(&out, ", \"span\": [%zu, %zu]", utf8_point_of(&side->counter, side->text, why->span.from_byte),
                         utf8_point_of(&side->counter, side->text, why->span.to_byte));
        buffer_add_char(&out, '}');
    }
    if (out.length)
        buffer_add_char(&out, ']');
    struct text list = arena_copy(arena, buffer_text(&out));
    buffer_release(&out);
    return list;
}

static bool add_party(struct adding *adding, statement_number statement, const char *role, size_t position,
                      const struct party *party, struct side *side, struct error *err)
{
    struct seal *row = &adding->sealed[CHAIN_PARTIES];
    seal_row(row, db_query(adding->ledger, SQL_ADD_PARTY), 7);
    seal_bind_number(row, 1, statement);
    seal_bind(row, 2, text_of(role));
    seal_bind_number(row, 3, (long long)position + 1);
    seal_bind_always(row, 4, party->text.length ? party->text : party->code);
    seal_bind(row, 5, party->code);
    bind_span(row, 6, side, party->span);
    return db_run(adding->ledger, row->query, err);
}

static bool add_parties(struct adding *adding, statement_number number, const struct statement *statement, struct side *side,
                        struct error *err)
{
    const struct party *speaker = &statement->speaker;
    for (size_t i = 0; i < statement->actors.count; i++)
        if (!add_party(adding, number, "actor", i, &statement->actors.items[i], side, err))
            return false;
    for (size_t i = 0; i < statement->recipients.count; i++)
        if (!add_party(adding, number, "recipient", i, &statement->recipients.items[i], side, err))
            return false;
    return (!speaker->text.length && !speaker->code.length) || add_party(adding, number, "speaker", 0, speaker, side, err);
}

static void bind_texts(struct seal *row, const struct statement *statement, struct arena *arena)
{
    seal_bind(row, 2, text_of(statement->id));
    seal_bind(row, 5, text_of(record_act_text(statement->act)));
    seal_bind(row, 6, text_of(record_event_text(statement->act)));
    seal_bind(row, 7, text_of(record_status_text(statement->status)));
    seal_bind(row, 8, insert_means(statement->means, arena));
    seal_bind_always(row, 9, statement->sentence_text);
    seal_bind(row, 10, statement->trigger_text);
    seal_bind(row, 11, statement->object_text);
    if (statement->has_condition)
        seal_bind(row, 12, text_of(record_condition_text(statement->condition)));
    seal_bind(row, 13, statement->condition_text);
    seal_bind(row, 14, statement->caveat_text);
    seal_bind(row, 15, statement->when_text);
    seal_bind(row, 16, statement->amount_text);
}

static bool add_statement(struct adding *adding, const struct statement *statement, struct side *side, statement_number number,
                          struct error *err)
{
    struct seal *row = &adding->sealed[CHAIN_STATEMENTS];
    const struct span spans[] = { statement->sentence, statement->trigger, statement->object, statement->condition_span,
                                  statement->caveat,   statement->when,    statement->amount };
    seal_row(row, db_query(adding->ledger, SQL_ADD_STATEMENT), 33);
    bind_texts(row, statement, adding->arena);
    seal_bind_number(row, 1, number);
    seal_bind_number(row, 3, adding->article);
    seal_bind_number(row, 4, adding->statements_before + statement->n);
    seal_bind_number(row, 17, statement->confidence);
    seal_bind_number(row, 18, statement->in_title);
    for (int i = 0; i < 7; i++)
        bind_span(row, 19 + 2 * i, side, spans[i]);
    seal_bind(row, 33, evidence_list(statement, side, adding->arena));
    if (adding->reading)
        db_bind_number(row->query, 34, adding->reading);
    return db_run(adding->ledger, row->query, err) && add_parties(adding, number, statement, side, err);
}

static bool add_links(struct adding *adding, const struct statement *statement, const statement_number *numbers,
                      statement_number own, struct error *err)
{
    struct seal *row = &adding->sealed[CHAIN_LINKS];
    for (size_t i = 0; i < statement->links.count; i++) {
        seal_row(row, db_query(adding->ledger, SQL_ADD_LINK), 4);
        seal_bind_number(row, 1, own);
        seal_bind_number(row, 2, (long long)i + 1);
        seal_bind(row, 3, text_of(record_link_text(statement->links.items[i].kind)));
        seal_bind_number(row, 4, numbers[statement->links.items[i].to - 1]);
        if (!db_run(adding->ledger, row->query, err))
            return false;
    }
    return true;
}

bool insert_numbers(struct ledger *ledger, enum sql sql, size_t count, long long *known, long long *next, struct error *err)
{
    if (!*known && !db_answer(ledger, db_query(ledger, sql), known, err))
        return false;
    *next = *known;
    *known += (long long)count;
    return true;
}

bool insert_statements(struct adding *adding, const struct article *article, const struct statement_list *statements,
                       statement_number *numbers, struct error *err)
{
    struct side title = { article->title, { 0, 0 } }, text = { article->text, { 0, 0 } };
    statement_number next = 0;
    if (statements->count && !insert_numbers(adding->ledger, SQL_NEXT_STATEMENT, statements->count,
                                             &adding->ledger->known.next_statement, &next, err))
        return false;
    for (size_t i = 0; i < statements->count; i++) {
        numbers[i] = next + (long long)i;
        if (!add_statement(adding, &statements->items[i], statements->items[i].in_title ? &title : &text, numbers[i], err))
            return false;
    }
    for (size_t i = 0; i < statements->count; i++)
        if (!add_links(adding, &statements->items[i], numbers, numbers[i], err))
            return false;
    return true;
}

static bool find_reader(struct ledger *ledger, const char *versions, long long *reader, struct error *err)
{
    struct query *query = db_query(ledger, SQL_READER);
    db_bind(query, 1, text_of(versions));
    int got = db_next(ledger, query, err);
    if (got > 0) {
        *reader = db_number(query, 0);
        db_done(query);
    }
    if (got)
        return got > 0;
    query = db_query(ledger, SQL_ADD_READER);
    db_bind_always(query, 1, text_of(versions));
    return db_answer(ledger, query, reader, err);
}

/* Nearly always that of the article before. */
bool insert_reader(struct ledger *ledger, const char *versions, long long *reader, struct error *err)
{
    struct known *known = &ledger->known;
    if (known->has_reader && strcmp(known->versions, versions) == 0) {
        *reader = known->reader;
        return true;
    }
    if (!find_reader(ledger, versions, reader, err))
        return false;
    known->has_reader = strlen(versions) < sizeof known->versions;
    known->reader = *reader;
    if (known->has_reader)
        strcpy(known->versions, versions);
    return true;
}
