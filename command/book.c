/* troth book: the commitments of a ledger, by actor and means, and what is disputed. */
#include <stdlib.h>

#include "command/command.h"
#include "command/disputes.h"
#include "command/query.h"
#include "command/table.h"
#include "command/terms.h"
#include "exchange/exchange.h"

/* A commitment as the page shows it. */
struct entry {
    struct ledger_commitment row;
    struct text actor, recipient; /* names for people */
};

struct book {
    struct query query;
    struct table table;
    struct arena arena; /* the entries of the page */
    struct { struct entry *items; size_t count, room; } entries;
    struct buffer out;
    long long disputes;
};

static bool write_row(void *context, const struct ledger_commitment *row, struct error *err)
{
    struct book *book = context;
    if (book->query.form == FORM_CSV) {
        exchange_add_commitment(row, "\n", &book->out);
    } else {
        ledger_write_commitment(row, &book->out);
        buffer_add_char(&book->out, '\n');
    }
    bool goes_on = output_write(buffer_text(&book->out));
    buffer_reset(&book->out);
    return goes_on;
}

/* Rows are kept until all are there, since people look for names and the ledger knows codes. */
static bool keep_row(void *context, const struct ledger_commitment *row, struct error *err)
{
    struct book *book = context;
    struct entry entry = { .row = *row };
    struct ledger_commitment *copy = &entry.row;
    struct text *const texts[] = {
        &copy->id, &copy->actor, &copy->actor_code, &copy->recipient, &copy->recipient_code, &copy->means, &copy->state,
        &copy->object, &copy->condition_class, &copy->condition, &copy->caveat, &copy->when, &copy->amount, &copy->first_said,
        &copy->last_said, &copy->statement, &copy->sentence, &copy->speaker, &copy->publisher,
    };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        *texts[i] = arena_copy(&book->arena, *texts[i]);
    entry.actor = query_name(&book->query, copy->actor_code, copy->actor);
    entry.recipient = query_name(&book->query, copy->recipient_code, copy->recipient);
    ARENA_PUSH(&book->arena, &book->entries, entry);
    return true;
}

/* Those whom the lexicon knows come first, then those of whom only a name is known; means in the order of record/means.def. */
static int compare_entries(const void *a, const void *b)
{
    const struct entry *x = a, *y = b;
    bool x_known = x->row.actor_code.length, y_known = y->row.actor_code.length;
    if (x_known != y_known)
        return y_known - x_known;
    int by_actor = text_compare(x->actor, y->actor);
    if (by_actor)
        return by_actor;
    unsigned x_means = (unsigned)record_means_of(x->row.means), y_means = (unsigned)record_means_of(y->row.means);
    if (x_means != y_means)
        return x_means < y_means ? -1 : 1;
    int by_recipient = text_compare(x->recipient, y->recipient);
    return by_recipient ? by_recipient : text_compare(x->row.id, y->row.id);
}

/* "fulfilled in part", and under it what it went through. */
static struct text state_of_entry(struct book *book, const struct entry *entry)
{
    const struct ledger_commitment *row = &entry->row;
    const char *disputed = row->is_disputed && !text_is(row->state, "disputed") ? "\nwas disputed" : "";
    const char *revised = row->is_revised && !text_is(row->state, "revised") ? "\nwas revised" : "";
    return arena_print(&book->arena, "%.*s%s%s", (int)row->state.length, row->state.at, revised, disputed);
}

/* The thing, its amount where the words do not have it, on what it depends, how it is limited. */
static struct text words_of(struct book *book, const struct ledger_commitment *row)
{
    struct buffer words;
    buffer_init(&words, 0);
    terms_add_part(&words, "", row->object, "");
    if (!row->object.length)
        terms_add_part(&words, "“", row->sentence, "”");
    terms_add(&words, row);
    struct text all = arena_copy(&book->arena, buffer_text(&words));
    buffer_release(&words);
    return all;
}

/* The day of the last report, the outlet and how many more independent ones there are, and the id to go on with. */
static struct text source_of(struct book *book, const struct ledger_commitment *row)
{
    struct text day = row->last_said.length ? row->last_said : TEXT("no date");
    struct text more = row->sources > 1 ? arena_print(&book->arena, " and %d more", row->sources - 1) : TEXT("");
    return arena_print(&book->arena, "%.*s %.*s%s %.8s", (int)day.length, day.at, (int)row->publisher.length, row->publisher.at,
                       more.at, row->id.at);
}

static void add_actor(struct book *book, const struct entry *entry)
{
    int column = 0;
    buffer_add_char(&book->out, '\n');
    query_colour(&book->query, COLOUR_BOLD, &book->out);
    output_wrap(&book->out, entry->actor, 0, book->query.width, &column);
    query_colour(&book->query, COLOUR_NONE, &book->out);
    buffer_add_char(&book->out, '\n');
}

static void add_entry(struct book *book, const struct entry *entry, const struct entry *before)
{
    bool same_actor = before && text_equals(before->actor, entry->actor);
    bool same_means = same_actor && text_equals(before->row.means, entry->row.means);
    struct text to = entry->recipient.length ? arena_print(&book->arena, "for %.*s", (int)entry->recipient.length,
                                                           entry->recipient.at)
                                             : TEXT("");
    struct text means = same_means ? TEXT("") : entry->row.means.length ? entry->row.means : TEXT("other");
    if (!same_actor)
        add_actor(book, entry);
    const struct cell cells[] = {
        { .text = means }, { .text = to }, { .text = state_of_entry(book, entry), .colour = query_state_colour(entry->row.state) },
        { .text = words_of(book, &entry->row), .source = source_of(book, &entry->row) },
    };
    table_add(&book->table, cells, &book->out);
}

static void lay_out(struct book *book)
{
    int width = book->query.width < 80 ? 80 : book->query.width;
    int rest = width - 2 - 12 - 13 - 3 * 2, recipient = rest * 28 / 100;
    book->table = (struct table){ &book->query, 2, { 12, recipient, 13, rest - recipient }, 4 };
}

static bool add_dispute(void *context, const struct ledger_dispute *row, struct error *err)
{
    struct book *book = context;
    if (!book->disputes++) {
        buffer_add_char(&book->out, '\n');
        query_colour(&book->query, COLOUR_BOLD, &book->out);
        buffer_add_string(&book->out, "Disputed");
        query_colour(&book->query, COLOUR_NONE, &book->out);
        buffer_add_char(&book->out, '\n');
    }
    disputes_add(&book->query, row, &book->arena, &book->out);
    return true;
}

/* Disputes about anybody's words belong on the page of all, and on that of what is disputed. */
static bool add_disputes(struct book *book, struct error *err)
{
    const struct ledger_filter *filter = &book->query.filter;
    bool is_other_state = filter->state.length && !text_is(filter->state, "disputed");
    if (filter->act.length || filter->means.length || filter->recipient.length || is_other_state)
        return true;
    return ledger_disputes(book->query.ledger, filter, TEXT(""), add_dispute, book, err);
}

static void add_page(struct book *book)
{
    size_t actors = 0;
    if (book->entries.count)
        qsort(book->entries.items, book->entries.count, sizeof *book->entries.items, compare_entries);
    for (size_t i = 0; i < book->entries.count; i++) {
        const struct entry *entry = &book->entries.items[i], *before = i ? entry - 1 : NULL;
        actors += !before || !text_equals(before->actor, entry->actor);
        add_entry(book, entry, before);
    }
    if (!book->entries.count)
        return;
    buffer_print(&book->out, "\n%zu commitment%s of %zu actor%s\n", book->entries.count, book->entries.count == 1 ? "" : "s",
                 actors, actors == 1 ? "" : "s");
}

static bool write_page(struct book *book, struct error *err)
{
    lay_out(book);
    if (!ledger_commitments(book->query.ledger, &book->query.filter, keep_row, book, err))
        return false;
    add_page(book);
    bool good = add_disputes(book, err);
    if (good && !book->entries.count && !book->disputes)
        buffer_add_string(&book->out, "nothing in the ledger fits\n");
    output_write(buffer_text(&book->out));
    return good;
}

static bool write_data(struct book *book, struct error *err)
{
    if (book->query.form == FORM_CSV)
        exchange_add_commitment_head("\n", &book->out);
    output_write(buffer_text(&book->out));
    buffer_reset(&book->out);
    return ledger_commitments(book->query.ledger, &book->query.filter, write_row, book, err) || err->code == ERROR_NONE;
}

int command_book(const struct options *options, struct error *err)
{
    struct book book = { 0 };
    if (!query_open(&book.query, options, err))
        return error_status(err->code);
    buffer_init(&book.out, 0);
    bool good = book.query.form == FORM_TABLE ? write_page(&book, err) : write_data(&book, err);
    int status = good ? output_finish(err) : error_status(err->code);
    buffer_release(&book.out);
    arena_release(&book.arena);
    query_close(&book.query);
    return status;
}
