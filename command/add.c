/* troth add: reads reports and appends them to a ledger. */
#include "command/command.h"
#include "command/query.h"

/* How many reports the ledger took, and statements in them. */
struct tally {
    long long added, known, printings, statements;
};

struct adding {
    struct ledger *ledger;
    const char *reader;
    struct tally safe, open; /* open: not flushed yet */
};

static void count(struct tally *tally, enum ledger_outcome outcome, size_t statements)
{
    tally->added += outcome == LEDGER_ADDED;
    tally->known += outcome == LEDGER_KNOWN;
    tally->printings += outcome == LEDGER_PRINTING;
    tally->statements += outcome == LEDGER_ADDED ? (long long)statements : 0;
}

/* What is flushed counts as done. */
static void settle(struct adding *adding)
{
    if (!ledger_is_safe(adding->ledger))
        return;
    adding->safe.added += adding->open.added;
    adding->safe.known += adding->open.known;
    adding->safe.printings += adding->open.printings;
    adding->safe.statements += adding->open.statements;
    adding->open = (struct tally){ 0 };
}

static bool append(void *context, struct piece *piece, struct error *err)
{
    struct adding *adding = context;
    struct ledger_entry entry = { piece->article, &piece->statements, adding->reader, output_now() };
    enum ledger_outcome outcome;
    bool good = ledger_append(adding->ledger, &entry, &outcome, err);
    if (good)
        count(&adding->open, outcome, piece->statements.count);
    settle(adding);
    return good;
}

/* Others may read it, and write, while more is waited for. */
static bool rest(void *context, struct error *err)
{
    struct adding *adding = context;
    bool good = ledger_flush(adding->ledger, err);
    settle(adding);
    return good;
}

static const char *plural(long long count)
{
    return count == 1 ? "" : "s";
}

static void add_json(const struct adding *adding, const struct ledger_counts *all, struct buffer *out)
{
    const struct tally *safe = &adding->safe;
    buffer_add_string(out, "{\"ledger\": ");
    buffer_add_json(out, text_of(ledger_name(adding->ledger)));
    buffer_print(out, ", \"added\": %lld, \"statements\": %lld, \"known\": %lld, \"printings\": %lld, \"book\": ", safe->added,
                 safe->statements, safe->known, safe->printings);
    buffer_print(out, "{\"reports\": %lld, \"statements\": %lld, \"commitments\": %lld, \"disputes\": %lld}}\n", all->articles,
                 all->statements, all->commitments, all->disputes);
}

static void add_words(const struct adding *adding, struct buffer *out)
{
    const struct tally *safe = &adding->safe;
    buffer_print(out, "%s: added %lld report%s with %lld statement%s", ledger_name(adding->ledger), safe->added,
                 plural(safe->added), safe->statements, plural(safe->statements));
    if (safe->known)
        buffer_print(out, ", %lld known already", safe->known);
    if (safe->printings)
        buffer_print(out, ", %lld known from another publisher, day or address", safe->printings);
}

/* What was done is told even when an append failed: the ones before it are safe. */
static bool tell(const struct adding *adding, bool is_json, struct error *err)
{
    struct buffer out;
    struct ledger_counts all = { 0 };
    buffer_init(&out, 0);
    bool good = ledger_count(adding->ledger, &all, err);
    if (is_json)
        add_json(adding, &all, &out);
    else
        add_words(adding, &out);
    if (good && !is_json)
        buffer_print(&out, "\nthe book now holds %lld report%s, %lld statement%s, %lld commitment%s, %lld dispute%s\n",
                     all.articles, plural(all.articles), all.statements, plural(all.statements), all.commitments,
                     plural(all.commitments), all.disputes, plural(all.disputes));
    output_write(buffer_text(&out));
    buffer_release(&out);
    return good;
}

/* All of it shares one wait for the disk, before it is told. */
static int run(struct pipeline *pipeline, struct error *err)
{
    struct adding *adding = pipeline->context;
    struct error late;
    if (!ledger_begin(adding->ledger, err))
        return error_status(err->code);
    int status = pipeline_articles(pipeline, err);
    bool is_committed = ledger_commit(adding->ledger, &late);
    settle(adding);
    if (is_committed)
        return status;
    if (err->code == ERROR_NONE)
        *err = late;
    return error_status(err->code);
}

int command_add(const struct options *options, struct error *err)
{
    struct engine engine;
    struct adding adding = { 0 };
    int status = 3;
    if (!engine_open(&engine, options, true, err))
        return error_status(err->code);
    adding.reader = engine.reader;
    adding.ledger = ledger_open(query_path(options), LEDGER_WRITE, err);
    if (adding.ledger) {
        struct pipeline pipeline = { .engine = &engine, .options = options, .work = pipeline_read, .deliver = append,
                                     .rest = rest, .context = &adding };
        struct error ignored;
        status = run(&pipeline, err);
        bool told = tell(&adding, options->value[OPTION_JSONL] != NULL, err->code == ERROR_NONE ? err : &ignored);
        int written = output_finish(err->code == ERROR_NONE ? err : &ignored);
        status = status ? status : !told ? 3 : written;
    }
    ledger_close(adding.ledger);
    engine_close(&engine);
    return status;
}
