/* troth mark: records that a condition came about or ended, or that something was delivered; lists such marks. */
#include <stdlib.h>

#include "base/near.h"
#include "command/command.h"
#include "command/query.h"

struct listing {
    struct query *query;
    struct arena arena; /* for one row */
    struct buffer out;
    long long count;
};

/* "met ceasefire", "delivered 5f0e1b22", "retracted mark 2" */
static struct text what_of(const struct ledger_mark *mark, struct arena *arena)
{
    const char *kind = ledger_mark_text(mark->kind);
    if (mark->kind == LEDGER_MARK_RETRACTED)
        return arena_print(arena, "%s: mark %lld", kind, mark->retracts);
    struct text to = mark->recipient, class = mark->condition_class;
    if (mark->kind == LEDGER_MARK_DELIVERED)
        return arena_print(arena, "%s: %.8s", kind, mark->commitment.at);
    return arena_print(arena, "%.*s: %s%s%.*s%s%.8s", (int)class.length, class.at, kind, to.length ? ", for " : "", (int)to.length,
                       to.at, mark->commitment.length ? ", of " : "", mark->commitment.length ? mark->commitment.at : "");
}

static void add_line(struct listing *listing, struct text words)
{
    int column = 4;
    if (!words.length)
        return;
    buffer_add_string(&listing->out, "    ");
    output_wrap(&listing->out, words, 4, listing->query->width, &column);
    buffer_add_char(&listing->out, '\n');
}

static void add_page(struct listing *listing, const struct ledger_mark *mark)
{
    struct text what = what_of(mark, &listing->arena);
    buffer_print(&listing->out, "%3lld %.*s  ", mark->number, (int)mark->on.length, mark->on.at);
    query_colour(listing->query, mark->retracted_by ? COLOUR_DIM : COLOUR_BOLD, &listing->out);
    buffer_add(&listing->out, what);
    query_colour(listing->query, COLOUR_NONE, &listing->out);
    if (mark->retracted_by)
        buffer_print(&listing->out, " (retracted by mark %lld)", mark->retracted_by);
    buffer_add_char(&listing->out, '\n');
    add_line(listing, mark->note);
    add_line(listing, mark->source);
    if (mark->marked_by.length)
        add_line(listing, arena_print(&listing->arena, "marked by %.*s", (int)mark->marked_by.length, mark->marked_by.at));
}

static void add_csv(struct listing *listing, const struct ledger_mark *mark)
{
    struct arena *arena = &listing->arena;
    struct text none = TEXT("");
    const struct text fields[] = {
        arena_print(arena, "%lld", mark->number), text_of(ledger_mark_text(mark->kind)), mark->condition_class, mark->recipient,
        mark->commitment, mark->retracts ? arena_print(arena, "%lld", mark->retracts) : none,
        mark->retracted_by ? arena_print(arena, "%lld", mark->retracted_by) : none, mark->on, mark->source, mark->note,
        mark->marked_by, mark->learned_at,
    };
    buffer_add_csv_row(&listing->out, fields, sizeof fields / sizeof *fields, "\n");
}

static bool write_mark(void *context, const struct ledger_mark *mark, struct error *err)
{
    struct listing *listing = context;
    listing->count++;
    if (listing->query->form == FORM_TABLE) {
        add_page(listing, mark);
    } else if (listing->query->form == FORM_CSV) {
        add_csv(listing, mark);
    } else {
        ledger_write_mark(mark, &listing->out);
        buffer_add_char(&listing->out, '\n');
    }
    bool goes_on = output_write(buffer_text(&listing->out));
    buffer_reset(&listing->out);
    arena_reset(&listing->arena);
    return goes_on;
}

static bool list(struct query *query, struct error *err)
{
    struct listing listing = { .query = query };
    buffer_init(&listing.out, 0);
    if (query->form == FORM_CSV)
        output_write(TEXT("mark,kind,condition_class,recipient,commitment,retracts,retracted_by,on,source,note,marked_by,"
                          "learned_at\n"));
    bool good = ledger_marks(query->ledger, &query->filter.time, write_mark, &listing, err) || err->code == ERROR_NONE;
    if (good && query->form == FORM_TABLE && !listing.count)
        output_write(TEXT("nothing has been marked\n"));
    buffer_release(&listing.out);
    arena_release(&listing.arena);
    return good;
}

/* Is met where it stands for a class of conditions, ended with --ended; else it must be "delivered". */
static bool read_kind(const struct options *options, struct ledger_mark *mark, struct error *err)
{
    struct text what = options->input_count ? text_of(options->inputs[0]) : TEXT("");
    bool is_ended = options->value[OPTION_ENDED] != NULL;
    const char *names[CONDITION_COUNT + 1];
    for (int i = 0; i < CONDITION_COUNT; i++)
        names[i] = record_condition_text((enum condition)i);
    names[CONDITION_COUNT] = ledger_mark_text(LEDGER_MARK_DELIVERED);
    if (options->value[OPTION_RETRACT]) {
        mark->kind = LEDGER_MARK_RETRACTED;
        mark->retracts = options->number[OPTION_RETRACT];
        return !what.length || error_set(err, ERROR_USAGE, "'--retract' takes a mark back and marks nothing else; leave '%.*s' out",
                                         (int)what.length, what.at);
    }
    if (text_is(what, names[CONDITION_COUNT])) {
        mark->kind = LEDGER_MARK_DELIVERED;
        return !is_ended || error_set(err, ERROR_USAGE, "'--ended' goes with a condition, not with 'delivered'");
    }
    mark->kind = is_ended ? LEDGER_MARK_ENDED : LEDGER_MARK_MET;
    mark->condition_class = what;
    if (record_condition_of(what) >= 0)
        return true;
    const char *near = near_name(what, names, CONDITION_COUNT + 1);
    return error_set(err, ERROR_USAGE,
                     "'%.*s' is no class of conditions%s%s%s: there are ceasefire, agreement, withdrawal, approval, "
                     "others, aggression, request, compliance, other; or mark what was 'delivered'", (int)what.length, what.at,
                     near ? " (did you mean '" : "", near ? near : "", near ? "'?)" : "");
}

/* The whole id of --commitment. */
static bool read_commitment(const struct query *query, const struct options *options, char id[65], struct ledger_mark *mark,
                            struct error *err)
{
    enum ledger_kind kind;
    const char *given = options->value[OPTION_COMMITMENT];
    if (!given)
        return true;
    if (!ledger_find(query->ledger, text_of(given), &kind, id, err))
        return false;
    if (kind != LEDGER_COMMITMENT)
        return error_set(err, ERROR_USAGE, "'%s' is no commitment of this ledger; `troth book` prints their ids", given);
    mark->commitment = text_of(id);
    return true;
}

/* A mark that was made just now. */
struct recorded {
    long long number;
};

static bool write_recorded(void *context, const struct ledger_mark *mark, struct error *err)
{
    struct buffer out;
    if (mark->number != ((const struct recorded *)context)->number)
        return true;
    buffer_init(&out, 0);
    ledger_write_mark(mark, &out);
    buffer_add_char(&out, '\n');
    output_write(buffer_text(&out));
    buffer_release(&out);
    return true;
}

static bool add(const struct query *query, const struct options *options, struct error *err)
{
    char id[65];
    long long number, now = output_now();
    struct buffer out;
    struct arena arena = { 0 };
    struct ledger_mark mark = { .recipient = query->filter.recipient, .source = text_of(options->value[OPTION_SOURCE]),
                                .note = text_of(options->value[OPTION_NOTE]),
                                .marked_by = text_of(options->value[OPTION_MARKED_BY]) };
    mark.on = options->value[OPTION_ON] ? text_of(options->value[OPTION_ON]) : output_day(now, &arena);
    struct ledger *ledger = NULL;
    bool good = read_kind(options, &mark, err) && read_commitment(query, options, id, &mark, err) &&
                (ledger = ledger_open(query_path(options), LEDGER_WRITE, err)) && ledger_add_mark(ledger, &mark, now, &number, err);
    if (good && query->form == FORM_JSONL) {
        struct recorded recorded = { number };
        good = ledger_marks(ledger, &(struct ledger_time){ 0 }, write_recorded, &recorded, err);
    } else if (good) {
        buffer_init(&out, 0);
        struct text what = what_of(&mark, &arena);
        buffer_print(&out, "%s: mark %lld: %.*s", ledger_name(ledger), number, (int)what.length, what.at);
        if (!mark.retracts)
            buffer_print(&out, ", %.*s", (int)mark.on.length, mark.on.at);
        buffer_add_char(&out, '\n');
        output_write(buffer_text(&out));
        buffer_release(&out);
    }
    ledger_close(ledger);
    arena_release(&arena);
    return good;
}

int command_mark(const struct options *options, struct error *err)
{
    struct query query;
    if (!query_open(&query, options, err))
        return error_status(err->code);
    bool good = options->input_count || options->value[OPTION_RETRACT] ? add(&query, options, err) : list(&query, err);
    query_close(&query);
    return good ? output_finish(err) : error_status(err->code);
}
