/* troth reread: reads the reports that a ledger keeps again, with the model and lexicon of today, and tells what that changes. */
#include <string.h>

#include "command/command.h"
#include "command/query.h"

/* What was read again, and what came of it. */
struct tally {
    long long reports, changed, foreign;
    long long differences[LEDGER_CHANGE_COUNT];
};

struct rereading {
    struct query query; /* its ledger is this one's */
    struct ledger *ledger;
    const struct options *options;
    const char *reader;
    bool is_trial;
    long long last;           /* the report that was taken last */
    long long current;        /* the report whose differences are told */
    long long headed;         /* the one whose heading stands last; 0: none yet */
    struct error failed;      /* what the ledger said when it was asked for the next report */
    struct tally tally;
    struct arena arena;       /* for one difference */
    struct buffer out;
};

static bool is_asked_for(const struct rereading *work, const struct article *article)
{
    const struct ledger_filter *filter = &work->query.filter;
    const char *id = work->options->value[OPTION_ARTICLE];
    struct text day = text_slice(article->published, 0, 10);
    return (!id || text_is(article->id, id)) && (!filter->since.length || text_compare(day, filter->since) >= 0) &&
           (!filter->until.length || (day.length && text_compare(day, filter->until) <= 0));
}

/* What somebody else found, or wrote by hand, is not ours to read again. */
static bool is_ours(const struct ledger_report *report)
{
    return text_starts(report->reader, TEXT("troth "));
}

/* What a ledger holds was taken as English then, whatever its words look like. */
static void fill(struct piece *piece, const struct ledger_report *report, const char *name)
{
    piece->source = (struct source_article){ .article = report->article, .file = name, .bytes = report->article.text.length };
    source_finish(&piece->source, &piece->arena);
    piece->source.aside = TEXT("");
    piece->article = &piece->source.article;
    piece->number = report->number;
    piece->file = name;
    piece->bytes = report->article.text.length;
}

static int next(void *source, struct piece *piece)
{
    struct rereading *work = source;
    struct ledger_report report;
    int got;
    while ((got = ledger_next_report(work->ledger, work->last, &piece->arena, &report, &work->failed)) > 0) {
        work->last = report.number;
        if (is_asked_for(work, &report.article) && is_ours(&report)) {
            fill(piece, &report, ledger_name(work->ledger));
            return 1;
        }
        work->tally.foreign += is_asked_for(work, &report.article);
        arena_reset(&piece->arena);
    }
    return 0;
}

static const struct statement *either(const struct ledger_difference *difference)
{
    return difference->after ? difference->after : difference->before;
}

static void add_heading(struct rereading *work, const struct article *article)
{
    int column = 12;
    struct text day = text_slice(article->published, 0, 10), title = article->title.length ? article->title : article->id;
    buffer_print(&work->out, "%s%-10.*s  ", work->headed ? "\n" : "", (int)day.length, day.length ? day.at : "");
    query_colour(&work->query, COLOUR_BOLD, &work->out);
    output_wrap(&work->out, title, 12, work->query.width, &column);
    query_colour(&work->query, COLOUR_NONE, &work->out);
    buffer_print(&work->out, "%s%.*s\n", article->publisher.length ? ", " : "", (int)article->publisher.length,
                 article->publisher.at);
}

static void add_line(struct rereading *work, int indent, struct text words)
{
    int column = indent;
    buffer_print(&work->out, "%*s", indent, "");
    output_wrap(&work->out, words, indent, work->query.width, &column);
    buffer_add_char(&work->out, '\n');
}

static struct text shown(struct text value)
{
    return value.length ? value : TEXT("nothing");
}

/* "amount: 50 tanks → 60 tanks" */
static void add_fields(struct rereading *work, const struct ledger_difference *difference)
{
    for (size_t i = 0; i < difference->field_count; i++) {
        const struct ledger_changed_field *field = &difference->fields[i];
        struct text before = shown(field->before), after = shown(field->after);
        add_line(work, 11, strcmp(field->field, "places")
                 ? arena_print(&work->arena, "%s: %.*s → %.*s", field->field, (int)before.length, before.at, (int)after.length,
                               after.at)
                 : TEXT("the same words, told from other places of the sentence"));
    }
}

static void add_words(struct rereading *work, const struct ledger_difference *difference)
{
    const struct statement *statement = either(difference);
    const char *verdict = ledger_verdict_text(difference->verdict);
    if (work->headed != work->current)
        add_heading(work, difference->article);
    work->headed = work->current;
    buffer_print(&work->out, "  %-7s  %.8s  ", ledger_change_text(difference->change), statement->id);
    buffer_print(&work->out, "%s%s%s%s\n", record_act_text(statement->act), *verdict ? " (a person " : "", verdict,
                 *verdict ? " it)" : "");
    add_line(work, 11, statement->sentence_text);
    add_fields(work, difference);
}

/* A row for each field that changed, and one for a statement that is gone, new or kept. */
static void add_csv(struct rereading *work, const struct ledger_difference *difference)
{
    const struct statement *before = difference->before, *after = difference->after;
    const struct article *article = difference->article;
    size_t rows = difference->field_count ? difference->field_count : 1;
    for (size_t i = 0; i < rows; i++) {
        const struct ledger_changed_field *field = difference->field_count ? &difference->fields[i] : NULL;
        const struct text fields[] = {
            text_of(ledger_change_text(difference->change)), article->id, article->published, article->publisher,
            text_of(before ? before->id : ""), text_of(after ? after->id : ""), text_of(record_act_text(either(difference)->act)),
            text_of(ledger_verdict_text(difference->verdict)), text_of(field ? field->field : ""), field ? field->before : TEXT(""),
            field ? field->after : TEXT(""), either(difference)->sentence_text,
        };
        buffer_add_csv_row(&work->out, fields, sizeof fields / sizeof *fields, "\n");
    }
}

static void add_member(struct buffer *out, const char *key, struct text value)
{
    buffer_print(out, "\"%s\": ", key);
    buffer_add_json_or_null(out, value);
}

static void add_json_article(struct buffer *out, const struct article *article)
{
    const struct { const char *key; struct text value; } members[] = {
        { "id", article->id }, { "title", article->title }, { "publisher", article->publisher },
        { "published", article->published },
        { "url", article->url },
    };
    for (size_t i = 0; i < sizeof members / sizeof *members; i++) {
        buffer_add_string(out, i ? ", " : "{");
        add_member(out, members[i].key, members[i].value);
    }
    buffer_add_char(out, '}');
}

static void add_json(struct rereading *work, const struct ledger_difference *difference)
{
    struct buffer *out = &work->out;
    const struct { const char *key; struct text value; } members[] = {
        { "before", text_of(difference->before ? difference->before->id : "") },
        { "after", text_of(difference->after ? difference->after->id : "") },
        { "act", text_of(record_act_text(either(difference)->act)) },
        { "verdict", text_of(ledger_verdict_text(difference->verdict)) },
        { "sentence", either(difference)->sentence_text },
    };
    buffer_print(out, "{\"change\": \"%s\", \"article\": ", ledger_change_text(difference->change));
    add_json_article(out, difference->article);
    for (size_t i = 0; i < sizeof members / sizeof *members; i++) {
        buffer_add_string(out, ", ");
        add_member(out, members[i].key, members[i].value);
    }
    buffer_add_string(out, ", \"fields\": [");
    for (size_t i = 0; i < difference->field_count; i++) {
        buffer_print(out, "%s{\"field\": \"%s\", ", i ? ", " : "", difference->fields[i].field);
        add_member(out, "before", difference->fields[i].before);
        buffer_add_string(out, ", ");
        add_member(out, "after", difference->fields[i].after);
        buffer_add_char(out, '}');
    }
    buffer_add_string(out, "]}\n");
}

static bool flush(struct rereading *work)
{
    bool goes_on = output_write(buffer_text(&work->out));
    buffer_reset(&work->out);
    arena_reset(&work->arena);
    return goes_on;
}

static bool tell_difference(void *context, const struct ledger_difference *difference, struct error *err)
{
    struct rereading *work = context;
    work->tally.differences[difference->change]++;
    if (work->query.form == FORM_CSV)
        add_csv(work, difference);
    else if (work->query.form == FORM_JSONL)
        add_json(work, difference);
    else
        add_words(work, difference);
    return flush(work);
}

static bool deliver(void *context, struct piece *piece, struct error *err)
{
    struct rereading *work = context;
    struct ledger_rereading rereading = { piece->number, &piece->statements, work->reader, output_now() };
    bool is_new = false;
    work->current = piece->number;
    if (!ledger_reread(work->ledger, &rereading, work->is_trial, tell_difference, work, &is_new, err))
        return false;
    work->tally.reports++;
    work->tally.changed += is_new;
    return true;
}

static bool rest(void *context, struct error *err)
{
    struct rereading *work = context;
    return work->is_trial || ledger_flush(work->ledger, err);
}

static const char *plural(long long count)
{
    return count == 1 ? "" : "s";
}

static void tell(struct rereading *work)
{
    const struct tally *tally = &work->tally;
    buffer_print(&work->out, "%s%s: %lld report%s read again, %lld read otherwise", tally->changed ? "\n" : "",
                 ledger_name(work->ledger),
                 tally->reports, plural(tally->reports), tally->changed);
    for (int i = 0, told = 0; i < LEDGER_CHANGE_COUNT; i++)
        if (tally->differences[i])
            buffer_print(&work->out, "%s%lld %s", told++ ? ", " : ": statements ", tally->differences[i],
                         ledger_change_text((enum ledger_change)i));
    buffer_add_char(&work->out, '\n');
    if (tally->foreign)
        buffer_print(&work->out, "%lld report%s with statements that troth did not read: left alone\n", tally->foreign,
                     plural(tally->foreign));
    if (work->is_trial)
        buffer_add_string(&work->out, "a trial: nothing was written\n");
    flush(work);
}

/* All of it shares one wait for the disk, before it is told. */
static bool read_all(struct rereading *work, struct pipeline *pipeline, struct error *err)
{
    static const char header[] = "change,article,published,publisher,before_id,after_id,act,verdict,field,before,after,sentence\n";
    struct error late = { 0 };
    if (work->query.form == FORM_CSV)
        output_write(text_of(header));
    if (!work->is_trial && !ledger_begin(work->ledger, err))
        return false;
    bool good = pipeline_run(pipeline, err) == 0 && work->failed.code == ERROR_NONE;
    if (work->failed.code != ERROR_NONE)
        *err = work->failed;
    if (work->is_trial || ledger_commit(work->ledger, &late))
        return good;
    if (err->code == ERROR_NONE)
        *err = late;
    return false;
}

static bool reread(struct rereading *work, const struct engine *engine, struct error *err)
{
    struct pipeline pipeline = { .engine = engine, .options = work->options, .work = pipeline_read, .deliver = deliver,
                                 .rest = rest,
                                 .context = work, .next = next, .source = work };
    work->reader = engine->reader;
    work->ledger = ledger_open(query_path(work->options), work->is_trial ? LEDGER_READ : LEDGER_MEND, err);
    bool good = work->ledger && read_all(work, &pipeline, err);
    if (good && work->query.form == FORM_TABLE)
        tell(work);
    ledger_close(work->ledger);
    return good;
}

int command_reread(const struct options *options, struct error *err)
{
    struct engine engine;
    struct rereading work = { .options = options, .is_trial = options->value[OPTION_DRY_RUN] };
    if (!engine_open(&engine, options, true, err))
        return error_status(err->code);
    buffer_init(&work.out, 0);
    bool good = query_begin(&work.query, options, err) && reread(&work, &engine, err);
    buffer_release(&work.out);
    arena_release(&work.arena);
    query_close(&work.query);
    engine_close(&engine);
    return good ? output_finish(err) : error_status(err->code);
}
