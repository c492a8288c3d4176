/* What waits for review, a statement after the other: a person reads, types a letter, and the next one comes. */
#include "command/walk.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "command/reviewing.h"
#include "command/show.h"

static const char keys[] =
    "  c             it is right: confirm\n"
    "  FIELD=VALUE   correct a field, as in amount=50 tanks; an empty value clears it\n"
    "  r [WORDS]     it is no statement: reject, with a note\n"
    "  n WORDS       note something\n"
    "  Enter, s      leave it for later\n"
    "  w             the whole page: report, links, why it was read so\n"
    "  u             take back what was recorded last\n"
    "  q             end\n";

struct waiting {
    struct text id;
    int weight;
};

struct walking {
    struct query query; /* with a ledger of its own, for writing */
    const struct options *options;
    struct { struct waiting *items; size_t count, room; } waiting;
    size_t at;
    long long last;     /* the review that was recorded last, of this walk; 0: none */
    long long recorded;
    struct arena arena, spare; /* for the ids; for one answer */
    struct buffer out;
    bool has_ended;
};

static void add_line(const struct query *query, const char *name, struct text value, struct arena *arena, struct buffer *out)
{
    int column = 4;
    if (!value.length)
        return;
    buffer_add_string(out, "    ");
    output_wrap(out, arena_print(arena, "%s: %.*s", name, (int)value.length, value.at), 4, query->width, &column);
    buffer_add_char(out, '\n');
}

void walk_add(const struct query *query, const struct ledger_statement *row, struct arena *arena, struct buffer *out)
{
    const struct statement *s = &row->statement;
    int column = 2;
    struct text day = text_slice(row->article.published, 0, 10);
    buffer_print(out, "%.8s  %-10.*s  ", s->id, (int)day.length, day.length ? day.at : "");
    query_colour(query, COLOUR_BOLD, out);
    buffer_add_string(out, record_act_text(s->act));
    query_colour(query, COLOUR_NONE, out);
    buffer_print(out, "  (weight %d, confidence %d.%03d)\n  ", row->weight, s->confidence / 1000, s->confidence % 1000);
    output_wrap(out, s->sentence_text, 2, query->width, &column);
    buffer_add_char(out, '\n');
    for (int i = LEDGER_REVIEW_FIELD_STATUS; i < LEDGER_REVIEW_FIELD_COUNT; i++)
        if (i != LEDGER_REVIEW_FIELD_STATUS || s->status != STATUS_ACTUAL)
            add_line(query, ledger_review_field_text((enum ledger_review_field)i),
                     ledger_review_field_value(s, (enum ledger_review_field)i, arena), arena, out);
    if (row->conflicts)
        add_line(query, arena_print(arena, "a person %s it; a later reading has", ledger_verdict_text(row->verdict)).at,
                 review_conflicts(row, arena), arena, out);
}

static bool flush(struct walking *walking)
{
    bool goes_on = output_write(buffer_text(&walking->out));
    buffer_reset(&walking->out);
    arena_reset(&walking->spare);
    fflush(stdout);
    return goes_on;
}

static bool note(void *context, const struct ledger_statement *row, struct error *err)
{
    struct walking *walking = context;
    struct waiting waiting = { arena_copy(&walking->arena, text_of(row->statement.id)), row->weight };
    ARENA_PUSH(&walking->arena, &walking->waiting, waiting);
    return true;
}

static struct text id_of(const struct walking *walking)
{
    return walking->waiting.items[walking->at].id;
}

struct presenting {
    struct walking *walking;
    bool is_there;
};

static bool present(void *context, const struct ledger_statement *row, struct error *err)
{
    struct presenting *presenting = context;
    struct walking *walking = presenting->walking;
    struct ledger_statement weighed = *row;
    const struct article *a = &row->article;
    weighed.weight = walking->waiting.items[walking->at].weight;
    presenting->is_there = !row->superseded_at.length;
    buffer_print(&walking->out, "\n%zu of %zu  %.*s%s%.*s\n", walking->at + 1, walking->waiting.count, (int)a->title.length,
                 a->title.length ? a->title.at : "", a->title.length && a->publisher.length ? ", " : "", (int)a->publisher.length,
                 a->publisher.length ? a->publisher.at : "");
    walk_add(&walking->query, &weighed, &walking->spare, &walking->out);
    return true;
}

/* Shows the statement as it stands now. `*is_there`: a later reading may have taken it away meanwhile. */
static bool show(struct walking *walking, bool *is_there, struct error *err)
{
    struct presenting presenting = { walking, false };
    struct ledger_filter filter = { .id = id_of(walking) };
    bool good = ledger_statements(walking->query.ledger, &filter, present, &presenting, err);
    *is_there = presenting.is_there;
    return good && flush(walking);
}

static bool record(struct walking *walking, struct ledger_review review, struct error *err)
{
    struct text by = text_of(walking->options->value[OPTION_REVIEWER]);
    review.reviewed_by = by;
    review.statement = review.kind == LEDGER_REVIEW_RETRACT ? TEXT("") : id_of(walking);
    if (!ledger_add_reviews(walking->query.ledger, &review, 1, output_now(), &walking->last, err))
        return false;
    walking->recorded++;
    return true;
}

static bool take_back(struct walking *walking, struct error *err)
{
    struct ledger_review review = { .kind = LEDGER_REVIEW_RETRACT, .retracts = walking->last };
    if (!walking->last)
        return error_set(err, ERROR_USAGE, "nothing has been recorded yet");
    bool good = record(walking, review, err);
    walking->last = 0;
    return good;
}

static bool show_page(struct walking *walking, struct error *err)
{
    return show_statement(&walking->query, id_of(walking), &walking->out, err) && flush(walking);
}

/* Does what a line asks for. `*is_done`: the next statement is to come. */
static bool obey(struct walking *walking, struct text line, bool *is_done, struct error *err)
{
    struct text rest = line, word = text_cut(&rest, ' ');
    struct ledger_review review = { .note = text_trim(rest) };
    *is_done = true;
    if (!line.length || text_is(line, "s"))
        return true;
    if (text_is(line, "q")) {
        walking->has_ended = true;
        return true;
    }
    review.kind = text_is(word, "r") ? LEDGER_REVIEW_REJECT : LEDGER_REVIEW_CONFIRM;
    if (text_is(word, "r") || text_is(line, "c"))
        return record(walking, review, err);
    *is_done = false;
    review.kind = LEDGER_REVIEW_COMMENT;
    if (text_is(word, "n"))
        return record(walking, review, err);
    if (text_is(line, "u"))
        return take_back(walking, err);
    if (text_is(line, "w"))
        return show_page(walking, err);
    if (text_find(line, TEXT("=")) == line.length)
        return output_write(text_of(keys));
    struct ledger_review correction = { .kind = LEDGER_REVIEW_CORRECT };
    return reviewing_correction(arena_copy(&walking->spare, line).at, &correction, err) && record(walking, correction, err);
}

/* The next line without its end; false where there is none. */
static bool read_line(struct walking *walking, char **line, size_t *room, struct text *text)
{
    if (isatty(STDIN_FILENO))
        output_write(TEXT("c, FIELD=VALUE, r, n, s, w, u, q, ? > "));
    fflush(stdout);
    ssize_t length = getline(line, room, stdin);
    *text = length > 0 ? text_trim((struct text){ *line, (size_t)length }) : TEXT("");
    walking->has_ended = length < 0;
    return length >= 0;
}

/* Goes through one statement. What is wrong with an answer is told, and another one asked for. */
static bool ask(struct walking *walking, char **line, size_t *room, struct error *err)
{
    struct text answer;
    bool is_there, is_done = false;
    if (!show(walking, &is_there, err))
        return false;
    while (is_there && !is_done && !walking->has_ended && read_line(walking, line, room, &answer)) {
        struct error why = { .code = ERROR_NONE };
        long long before = walking->recorded;
        if (!obey(walking, answer, &is_done, &why) && why.code != ERROR_USAGE) {
            *err = why;
            return false;
        }
        is_done &= why.code == ERROR_NONE;
        if (why.code == ERROR_USAGE)
            output_complain(why.message);
        if (!is_done && walking->recorded > before && !show(walking, &is_there, err))
            return false;
    }
    return true;
}

static bool walk_all(struct walking *walking, struct error *err)
{
    enum { MOST = 1000 };
    char *line = NULL;
    size_t room = 0, most = walking->options->value[OPTION_LIMIT] ? (size_t)walking->options->number[OPTION_LIMIT] : MOST;
    size_t from = walking->options->value[OPTION_SKIP] ? (size_t)walking->options->number[OPTION_SKIP] : 0;
    bool good = ledger_review_queue(walking->query.ledger, &walking->query.filter, from, most, note, walking, err);
    for (walking->at = 0; good && !walking->has_ended && walking->at < walking->waiting.count; walking->at++)
        good = ask(walking, &line, &room, err);
    free(line);
    if (good)
        buffer_print(&walking->out, "\n%s: %lld review%s recorded\n", ledger_name(walking->query.ledger), walking->recorded,
                     walking->recorded == 1 ? "" : "s");
    return good && flush(walking);
}

bool walk(const struct query *query, const struct options *options, struct error *err)
{
    struct walking walking = { .query = *query, .options = options };
    if (!options->value[OPTION_REVIEWER])
        return error_set(err, ERROR_USAGE, "a review needs its reviewer's name; give it by --by");
    if (options->input_count)
        return error_set(err, ERROR_USAGE, "'--walk' goes through what waits; leave '%s' out", options->inputs[0]);
    walking.query.ledger = ledger_open(query_path(options), LEDGER_MEND, err);
    if (!walking.query.ledger)
        return false;
    buffer_init(&walking.out, 0);
    bool good = walk_all(&walking, err);
    buffer_release(&walking.out);
    arena_release(&walking.arena);
    arena_release(&walking.spare);
    ledger_close(walking.query.ledger);
    return good;
}
