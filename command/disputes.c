/* troth disputes: who says what, and who says that it is untrue, side by side. */
#include "command/disputes.h"
#include "command/command.h"
#include "command/table.h"

struct listing {
    struct query query;
    struct arena arena; /* for one row */
    struct buffer out;
    long long count;
};

void disputes_add(const struct query *query, const struct ledger_dispute *row, struct arena *arena, struct buffer *out)
{
    int half = ((query->width < 80 ? 80 : query->width) - 2 - 2) / 2;
    struct table table = { query, 2, { half, half }, 2 };
    const struct ledger_side *sides[] = { &row->statement, &row->disputed_by };
    struct cell who[2], words[2], source[2];
    for (int i = 0; i < 2; i++) {
        const struct ledger_side *side = sides[i];
        struct text name = query_name(query, side->actors, side->actors);
        who[i] = (struct cell){ .text = arena_print(arena, "%.*s: %.*s", (int)name.length, name.at, (int)side->act.length,
                                                    side->act.at), .colour = COLOUR_BOLD };
        words[i] = (struct cell){ .text = side->sentence };
        words[i].source = side->machine.length ? arena_print(arena, "a person corrected it; was read as %.*s",
                                                             (int)side->machine.length, side->machine.at) : TEXT("");
        source[i] = (struct cell){ .text = arena_print(arena, "%.*s %.*s %.8s", (int)side->said.length, side->said.at,
                                                       (int)side->publisher.length, side->publisher.at, side->id.at),
                                   .colour = COLOUR_DIM };
    }
    buffer_add_char(out, '\n');
    table_add(&table, who, out);
    table_add(&table, words, out);
    table_add(&table, source, out);
}

static void add_csv(struct buffer *out, const struct ledger_dispute *row)
{
    const struct ledger_side *said = &row->statement, *by = &row->disputed_by;
    const struct text fields[] = {
        row->rule, said->id, said->act, said->actors, said->sentence, said->said, said->publisher, by->id, by->act, by->actors,
        by->sentence, by->said, by->publisher, said->machine, by->machine,
    };
    buffer_add_csv_row(out, fields, sizeof fields / sizeof *fields, "\n");
}

static bool write_row(void *context, const struct ledger_dispute *row, struct error *err)
{
    struct listing *listing = context;
    listing->count++;
    if (listing->query.form == FORM_TABLE) {
        disputes_add(&listing->query, row, &listing->arena, &listing->out);
    } else if (listing->query.form == FORM_CSV) {
        add_csv(&listing->out, row);
    } else {
        ledger_write_dispute(row, &listing->out);
        buffer_add_char(&listing->out, '\n');
    }
    bool goes_on = output_write(buffer_text(&listing->out));
    buffer_reset(&listing->out);
    arena_reset(&listing->arena);
    return goes_on;
}

static bool write_all(struct listing *listing, struct error *err)
{
    static const char header[] = "rule,statement,act,actors,sentence,said,publisher,disputed_by,disputing_act,disputing_actors,"
                                 "disputing_sentence,disputed,disputing_publisher,machine,disputing_machine\n";
    if (listing->query.form == FORM_CSV)
        output_write(text_of(header));
    bool good = ledger_disputes(listing->query.ledger, &listing->query.filter, TEXT(""), write_row, listing, err);
    if (listing->query.form == FORM_TABLE && good)
        output_write(listing->count ? arena_print(&listing->arena, "\n%lld dispute%s\n", listing->count,
                                                  listing->count == 1 ? "" : "s")
                                    : TEXT("nothing in the ledger fits\n"));
    return good || err->code == ERROR_NONE;
}

int command_disputes(const struct options *options, struct error *err)
{
    struct listing listing = { .count = 0 };
    if (!query_open(&listing.query, options, err))
        return error_status(err->code);
    buffer_init(&listing.out, 0);
    bool good = write_all(&listing, err);
    int status = good ? output_finish(err) : error_status(err->code);
    buffer_release(&listing.out);
    arena_release(&listing.arena);
    query_close(&listing.query);
    return status;
}
