/* What reviews have made of statements, kept beside them for lists and views. */
#include "ledger/standing.h"

#include "ledger/insert.h"

static bool drop(struct ledger *ledger, enum sql sql, long long article, struct error *err)
{
    struct query *query = db_query(ledger, sql);
    db_bind_number(query, 1, article);
    return db_run(ledger, query, err);
}

bool standing_drop(struct ledger *ledger, long long article, struct error *err)
{
    return drop(ledger, SQL_DROP_REVIEWED, article, err) && drop(ledger, SQL_DROP_REVIEWED_PARTIES, article, err);
}

struct text standing_machine(const struct statement *machine, const struct statement *now, struct arena *arena)
{
    struct text all = TEXT("");
    for (int i = 0; i < LEDGER_REVIEW_FIELD_COUNT; i++) {
        enum ledger_review_field field = (enum ledger_review_field)i;
        struct text was = ledger_review_field_value(machine, field, arena);
        if (text_equals(was, ledger_review_field_value(now, field, arena)))
            continue;
        all = arena_print(arena, "%s%s%s: %.*s", all.at, all.length ? "; " : "", ledger_review_field_text(field), (int)was.length,
                          was.length ? was.at : "");
    }
    return all;
}

static bool keep_party(struct ledger *ledger, statement_number number, const char *role, size_t position, const struct party *party,
                       struct error *err)
{
    struct query *query = db_query(ledger, SQL_ADD_REVIEWED_PARTY);
    db_bind_number(query, 1, number);
    db_bind(query, 2, text_of(role));
    db_bind_number(query, 3, (long long)position + 1);
    db_bind_always(query, 4, party->text.length ? party->text : party->code);
    db_bind(query, 5, party->code);
    return db_run(ledger, query, err);
}

static bool keep_parties(struct ledger *ledger, statement_number number, const struct statement *statement, struct error *err)
{
    const struct party *speaker = &statement->speaker;
    for (size_t i = 0; i < statement->actors.count; i++)
        if (!keep_party(ledger, number, "actor", i, &statement->actors.items[i], err))
            return false;
    for (size_t i = 0; i < statement->recipients.count; i++)
        if (!keep_party(ledger, number, "recipient", i, &statement->recipients.items[i], err))
            return false;
    return (!speaker->text.length && !speaker->code.length) || keep_party(ledger, number, "speaker", 0, speaker, err);
}

bool standing_keep(struct ledger *ledger, const struct ledger_statement *row, statement_number number,
                   const struct reviewed *reviewed,
                   struct arena *arena, struct error *err)
{
    const struct statement *now = &reviewed->statement;
    const struct text fields[] = {
        text_of(ledger_verdict_text(reviewed->verdict)), standing_machine(&row->statement, now, arena),
        text_of(record_act_text(now->act)),
        text_of(record_status_text(now->status)), insert_means(now->means, arena), now->object_text,
        text_of(now->has_condition ? record_condition_text(now->condition) : ""), now->condition_text, now->caveat_text,
        now->when_text,
        now->amount_text,
    };
    if (reviewed->verdict == LEDGER_UNREVIEWED)
        return true;
    struct query *query = db_query(ledger, SQL_ADD_REVIEWED);
    db_bind_number(query, 1, number);
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++)
        db_bind(query, (int)i + 2, fields[i]);
    return db_run(ledger, query, err) && keep_parties(ledger, number, now, err);
}
