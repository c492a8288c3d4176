/* The fields of a statement as a reviewer writes and corrects them. */
#include "ledger/correct.h"

#include "base/near.h"

static const char *const fields[] = {
#define FIELD(name, text, meaning) text,
#include "ledger/fields.def"
#undef FIELD
};

const char *ledger_review_field_text(enum ledger_review_field field)
{
    return fields[field];
}

const char *const *ledger_review_field_names(void)
{
    return fields;
}

int ledger_review_field_of(struct text name)
{
    for (int i = 0; i < LEDGER_REVIEW_FIELD_COUNT; i++)
        if (text_is(name, fields[i]))
            return i;
    return -1;
}

/* "Norway (NOR)", "some allies". */
static struct text party_value(const struct party *party, struct arena *arena)
{
    if (!party->code.length)
        return party->text;
    return arena_print(arena, "%.*s%s(%.*s)", (int)party->text.length, party->text.at, party->text.length ? " " : "",
                       (int)party->code.length, party->code.at);
}

static struct text parties_value(const struct party_list *parties, struct arena *arena)
{
    struct text all = TEXT("");
    for (size_t i = 0; i < parties->count; i++) {
        struct text one = party_value(&parties->items[i], arena);
        all = arena_print(arena, "%.*s%s%.*s", (int)all.length, all.at, i ? "; " : "", (int)one.length, one.at);
    }
    return all;
}

struct text ledger_review_field_value(const struct statement *statement, enum ledger_review_field field, struct arena *arena)
{
    switch (field) {
    case LEDGER_REVIEW_FIELD_ACT: return text_of(record_act_text(statement->act));
    case LEDGER_REVIEW_FIELD_STATUS: return text_of(record_status_text(statement->status));
    case LEDGER_REVIEW_FIELD_ACTORS: return parties_value(&statement->actors, arena);
    case LEDGER_REVIEW_FIELD_RECIPIENTS: return parties_value(&statement->recipients, arena);
    case LEDGER_REVIEW_FIELD_SPEAKER: return party_value(&statement->speaker, arena);
    case LEDGER_REVIEW_FIELD_MEANS: return record_means_list(statement->means, ", ", arena);
    case LEDGER_REVIEW_FIELD_OBJECT: return statement->object_text;
    case LEDGER_REVIEW_FIELD_CONDITION_CLASS:
        return text_of(statement->has_condition ? record_condition_text(statement->condition) : "");
    case LEDGER_REVIEW_FIELD_CONDITION: return statement->condition_text;
    case LEDGER_REVIEW_FIELD_CAVEAT: return statement->caveat_text;
    case LEDGER_REVIEW_FIELD_WHEN: return statement->when_text;
    case LEDGER_REVIEW_FIELD_AMOUNT: return statement->amount_text;
    case LEDGER_REVIEW_FIELD_COUNT: break;
    }
    return TEXT("");
}

/* "Norway (NOR)" taken apart; a lone code in parentheses is one too. */
static struct party read_party(struct text value)
{
    struct party party = { .text = text_trim(value) };
    size_t open = party.text.length;
    if (!text_ends(party.text, TEXT(")")))
        return party;
    while (open > 0 && party.text.at[open - 1] != '(')
        open--;
    if (!open)
        return party;
    party.code = text_trim(text_slice(party.text, open, party.text.length - 1));
    party.text = text_trim(text_slice(party.text, 0, open - 1));
    return party;
}

static struct party_list read_parties(struct text list, struct arena *arena)
{
    struct party_list parties = { 0 };
    while (list.length) {
        struct party party = read_party(text_cut(&list, ';'));
        if (party.text.length || party.code.length)
            ARENA_PUSH(arena, &parties, party);
    }
    return parties;
}

static uint32_t read_means(struct text list)
{
    uint32_t means = 0;
    while (list.length) {
        int one = record_means_of(text_trim(text_cut(&list, ',')));
        if (one >= 0)
            means |= 1u << one;
    }
    return means;
}

/* A name that must be one of a closed list. */
static bool check_name(enum ledger_review_field field, struct text value, const char *(*name)(int), int count, struct error *err)
{
    const char *names[64];
    struct buffer all;
    for (int i = 0; i < count; i++) {
        names[i] = name(i);
        if (text_is(value, names[i]))
            return true;
    }
    const char *near = near_name(value, names, count), *what = fields[field];
    if (near)
        return error_set(err, ERROR_USAGE, "%s: unknown name '%.*s'; did you mean '%s'?", what, (int)value.length, value.at, near);
    buffer_init(&all, 0);
    for (int i = 0; i < count; i++)
        buffer_print(&all, "%s%s", i ? ", " : "", names[i]);
    error_set(err, ERROR_USAGE, "%s: unknown name '%.*s'; there are: %s", what, (int)value.length, value.at, all.at);
    buffer_release(&all);
    return false;
}

static const char *act_name(int i)
{
    return record_act_text((enum act)i);
}

static const char *status_name(int i)
{
    return record_status_text((enum status)i);
}

static const char *condition_name(int i)
{
    return record_condition_text((enum condition)i);
}

static const char *means_name(int i)
{
    return record_means_text((enum means)i);
}

static bool check_means(struct text value, struct arena *arena, struct text *kept, struct error *err)
{
    for (struct text rest = value; rest.length;)
        if (!check_name(LEDGER_REVIEW_FIELD_MEANS, text_trim(text_cut(&rest, ',')), means_name, MEANS_COUNT, err))
            return false;
    *kept = record_means_list(read_means(value), ", ", arena);
    return true;
}

static bool check_parties(enum ledger_review_field field, struct text value, struct arena *arena, struct text *kept,
                          struct error *err)
{
    struct party_list parties = read_parties(value, arena);
    bool is_needed = field == LEDGER_REVIEW_FIELD_ACTORS, is_one = field == LEDGER_REVIEW_FIELD_SPEAKER;
    if ((is_needed && !parties.count) || (is_one && parties.count > 1))
        return error_set(err, ERROR_USAGE, "%s: '%.*s' names %s; write them as in 'Norway (NOR)'%s", fields[field],
                         (int)value.length,
                         value.at, parties.count ? "several" : "nobody", is_one ? "" : ", several parted by ';'");
    *kept = parties_value(&parties, arena);
    return true;
}

bool correct_check(enum ledger_review_field field, struct text value, struct arena *arena, struct text *kept, struct error *err)
{
    value = text_trim(value);
    *kept = value;
    switch (field) {
    case LEDGER_REVIEW_FIELD_ACT: return check_name(field, value, act_name, ACT_COUNT, err);
    case LEDGER_REVIEW_FIELD_STATUS: return check_name(field, value, status_name, STATUS_COUNT, err);
    case LEDGER_REVIEW_FIELD_CONDITION_CLASS:
        return !value.length || check_name(field, value, condition_name, CONDITION_COUNT, err);
    case LEDGER_REVIEW_FIELD_MEANS: return check_means(value, arena, kept, err);
    case LEDGER_REVIEW_FIELD_ACTORS:
    case LEDGER_REVIEW_FIELD_RECIPIENTS:
    case LEDGER_REVIEW_FIELD_SPEAKER: return check_parties(field, value, arena, kept, err);
    default: return true;
    }
}

/* Where the sentence has these words; an empty span where it has not. */
static struct span span_of(const struct statement *statement, struct text words)
{
    size_t at = text_find(statement->sentence_text, words), from = statement->sentence.from_byte + at;
    bool is_there = words.length && at < statement->sentence_text.length &&
                    from + words.length <= statement->sentence.to_byte;
    return is_there ? (struct span){ from, from + words.length } : (struct span){ 0, 0 };
}

static void set_words(struct statement *statement, struct text *words, struct span *span, struct text value)
{
    *words = value;
    *span = span_of(statement, value);
}

static void set_parties(struct statement *statement, struct party_list *parties, struct text value, struct arena *arena)
{
    *parties = read_parties(value, arena);
    for (size_t i = 0; i < parties->count; i++)
        parties->items[i].span = span_of(statement, parties->items[i].text);
}

static void set_speaker(struct statement *statement, struct text value)
{
    statement->speaker = read_party(value);
    statement->speaker.span = span_of(statement, statement->speaker.text);
}

static void set_class(struct statement *statement, struct text value)
{
    int class = record_condition_of(value);
    statement->has_condition = class >= 0;
    statement->condition = class < 0 ? CONDITION_OTHER : (enum condition)class;
    if (class < 0)
        set_words(statement, &statement->condition_text, &statement->condition_span, TEXT(""));
}

static void set_condition(struct statement *statement, struct text value)
{
    set_words(statement, &statement->condition_text, &statement->condition_span, value);
    if (!statement->has_condition)
        statement->condition = CONDITION_OTHER;
    statement->has_condition = value.length > 0;
}

void correct_apply(struct statement *statement, enum ledger_review_field field, struct text value, struct arena *arena)
{
    switch (field) {
    case LEDGER_REVIEW_FIELD_ACT: statement->act = (enum act)record_act_of(value); break;
    case LEDGER_REVIEW_FIELD_STATUS: statement->status = (enum status)record_status_of(value); break;
    case LEDGER_REVIEW_FIELD_ACTORS: set_parties(statement, &statement->actors, value, arena); break;
    case LEDGER_REVIEW_FIELD_RECIPIENTS: set_parties(statement, &statement->recipients, value, arena); break;
    case LEDGER_REVIEW_FIELD_SPEAKER: set_speaker(statement, value); break;
    case LEDGER_REVIEW_FIELD_MEANS: statement->means = read_means(value); break;
    case LEDGER_REVIEW_FIELD_OBJECT: set_words(statement, &statement->object_text, &statement->object, value); break;
    case LEDGER_REVIEW_FIELD_CONDITION_CLASS: set_class(statement, value); break;
    case LEDGER_REVIEW_FIELD_CONDITION: set_condition(statement, value); break;
    case LEDGER_REVIEW_FIELD_CAVEAT: set_words(statement, &statement->caveat_text, &statement->caveat, value); break;
    case LEDGER_REVIEW_FIELD_WHEN: set_words(statement, &statement->when_text, &statement->when, value); break;
    case LEDGER_REVIEW_FIELD_AMOUNT: set_words(statement, &statement->amount_text, &statement->amount, value); break;
    case LEDGER_REVIEW_FIELD_COUNT: break;
    }
}
