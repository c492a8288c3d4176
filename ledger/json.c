/* Commitments, revisions and disputes as JSON. */
#include "ledger/ledger.h"

static void add_text(struct buffer *out, const char *key, struct text value)
{
    buffer_print(out, ", \"%s\": ", key);
    buffer_add_json_or_null(out, value);
}

static void add_party(struct buffer *out, const char *key, struct text name, struct text code)
{
    buffer_print(out, ", \"%s\": ", key);
    if (!name.length && !code.length) {
        buffer_add_string(out, "null");
        return;
    }
    buffer_add_string(out, "{\"text\": ");
    buffer_add_json(out, name);
    add_text(out, "code", code);
    buffer_add_char(out, '}');
}

static void add_condition(struct buffer *out, const struct ledger_commitment *row)
{
    if (!row->condition_class.length) {
        buffer_add_string(out, ", \"condition\": null");
        return;
    }
    buffer_print(out, ", \"condition\": {\"class\": \"%.*s\"", (int)row->condition_class.length, row->condition_class.at);
    add_text(out, "text", row->condition);
    buffer_add_char(out, '}');
}

void ledger_write_commitment(const struct ledger_commitment *row, struct buffer *out)
{
    buffer_print(out, "{\"id\": \"%.*s\"", (int)row->id.length, row->id.at);
    add_party(out, "actor", row->actor, row->actor_code);
    add_text(out, "means", row->means);
    add_party(out, "recipient", row->recipient, row->recipient_code);
    add_text(out, "state", row->state);
    buffer_print(out, ", \"disputed\": %s, \"revised\": %s", row->is_disputed ? "true" : "false",
                 row->is_revised ? "true" : "false");
    add_text(out, "object", row->object);
    add_condition(out, row);
    add_text(out, "caveat", row->caveat);
    add_text(out, "when", row->when);
    add_text(out, "amount", row->amount);
    add_text(out, "first_said", row->first_said);
    add_text(out, "last_said", row->last_said);
    buffer_print(out, ", \"statements\": %d, \"articles\": %d, \"sources\": %d", row->statements, row->articles, row->sources);
    buffer_print(out, ", \"statement\": {\"id\": \"%.*s\"", (int)row->statement.length, row->statement.at);
    add_text(out, "sentence", row->sentence);
    add_text(out, "speaker", row->speaker);
    add_text(out, "publisher", row->publisher);
    buffer_add_string(out, "}}");
}

void ledger_write_revision(const struct ledger_revision *row, struct buffer *out)
{
    buffer_print(out, "{\"what\": \"%.*s\"", (int)row->what.length, row->what.at);
    add_text(out, "before", row->before);
    add_text(out, "after", row->after);
    add_text(out, "said", row->said);
    add_text(out, "statement", row->statement);
    add_text(out, "revised_by", row->revised_by);
    buffer_add_char(out, '}');
}

static void add_side(struct buffer *out, const char *key, const struct ledger_side *side)
{
    buffer_print(out, ", \"%s\": {\"id\": \"%.*s\"", key, (int)side->id.length, side->id.at);
    add_text(out, "act", side->act);
    add_text(out, "actors", side->actors);
    add_text(out, "sentence", side->sentence);
    add_text(out, "said", side->said);
    add_text(out, "publisher", side->publisher);
    if (side->machine.length)
        add_text(out, "machine", side->machine);
    buffer_add_char(out, '}');
}

void ledger_write_dispute(const struct ledger_dispute *row, struct buffer *out)
{
    buffer_print(out, "{\"rule\": \"%.*s\"", (int)row->rule.length, row->rule.at);
    add_side(out, "statement", &row->statement);
    add_side(out, "disputed_by", &row->disputed_by);
    buffer_add_char(out, '}');
}

static void add_number(struct buffer *out, const char *key, long long value)
{
    if (value)
        buffer_print(out, ", \"%s\": %lld", key, value);
    else
        add_text(out, key, TEXT(""));
}

void ledger_write_mark(const struct ledger_mark *mark, struct buffer *out)
{
    buffer_print(out, "{\"mark\": %lld, \"kind\": \"%s\"", mark->number, ledger_mark_text(mark->kind));
    add_text(out, "condition_class", mark->condition_class);
    add_text(out, "recipient", mark->recipient);
    add_text(out, "commitment", mark->commitment);
    add_number(out, "retracts", mark->retracts);
    add_number(out, "retracted_by", mark->retracted_by);
    add_text(out, "on", mark->on);
    add_text(out, "source", mark->source);
    add_text(out, "note", mark->note);
    add_text(out, "marked_by", mark->marked_by);
    add_text(out, "learned_at", mark->learned_at);
    buffer_add_char(out, '}');
}

void ledger_write_review(const struct ledger_review *review, struct buffer *out)
{
    buffer_print(out, "{\"review\": %lld, \"kind\": \"%s\"", review->number, ledger_review_text(review->kind));
    add_text(out, "statement", review->statement);
    if (review->kind == LEDGER_REVIEW_CORRECT) {
        add_text(out, "field", text_of(ledger_review_field_text(review->field)));
        add_text(out, "value", review->value);
    }
    if (review->commitment.length) {
        add_text(out, "commitment", review->commitment);
        add_text(out, "target", review->target);
    }
    add_number(out, "retracts", review->retracts);
    add_number(out, "retracted_by", review->retracted_by);
    add_text(out, "note", review->note);
    add_text(out, "reviewed_by", review->reviewed_by);
    add_text(out, "learned_at", review->learned_at);
    buffer_add_char(out, '}');
}

/* "conflicts": ["act", "amount"], or ["gone"] where a later reading has the statement no more. */
static void add_conflicts(const struct ledger_statement *row, struct buffer *out)
{
    const char *mark = ", \"conflicts\": [";
    for (int i = 0; i <= LEDGER_REVIEW_FIELD_COUNT; i++) {
        bool is_gone = i == LEDGER_REVIEW_FIELD_COUNT;
        if (!(row->conflicts & (is_gone ? LEDGER_CONFLICT_GONE : 1u << i)))
            continue;
        buffer_print(out, "%s\"%s\"", mark, is_gone ? "gone" : ledger_review_field_text((enum ledger_review_field)i));
        mark = ", ";
    }
    if (row->conflicts)
        buffer_add_char(out, ']');
}

void ledger_write_reviewed(const struct ledger_statement *row, struct buffer *out)
{
    struct arena arena = { 0 };
    bool is_line = out->length && out->at[out->length - 1] == '\n';
    if (!row->review_count && !row->superseded_at.length)
        return;
    out->length -= is_line ? 2 : 1;
    if (row->superseded_at.length)
        add_text(out, "superseded_at", row->superseded_at);
    if (!row->review_count) {
        buffer_add_string(out, is_line ? "}\n" : "}");
        return;
    }
    add_conflicts(row, out);
    add_text(out, "verdict", text_of(ledger_verdict_text(row->verdict)));
    for (int i = 0; row->machine && i < LEDGER_REVIEW_FIELD_COUNT; i++) {
        buffer_add_string(out, i ? ", " : ", \"machine\": {");
        buffer_print(out, "\"%s\": ", ledger_review_field_text((enum ledger_review_field)i));
        buffer_add_json(out, ledger_review_field_value(row->machine, (enum ledger_review_field)i, &arena));
    }
    buffer_add_string(out, row->machine ? "}, \"reviews\": [" : ", \"reviews\": [");
    for (size_t i = 0; i < row->review_count; i++) {
        buffer_add_string(out, i ? ", " : "");
        ledger_write_review(&row->reviews[i], out);
    }
    buffer_add_string(out, is_line ? "]}\n" : "]}");
    arena_release(&arena);
}
