/* troth verify and troth rebuild: is everything as it was appended; and everything derived again. */
#include "command/command.h"
#include "command/query.h"

static bool verify(struct ledger *ledger, const struct options *options, int *status, struct buffer *out, struct error *err)
{
    struct ledger_chain chain;
    struct text expected = text_of(options->value[OPTION_EXPECT]);
    if (!ledger_verify(ledger, expected, &chain, err))
        return false;
    *status = !chain.has_expected;
    if (!chain.has_expected)
        error_set(err, ERROR_NONE,
                  "%s: the chain is whole, but '%.*s' is none of its hashes: this is another ledger, or one that was "
                  "made anew", ledger_name(ledger), (int)expected.length, expected.at);
    if (options->value[OPTION_JSONL]) {
        buffer_add_string(out, "{\"ledger\": ");
        buffer_add_json(out, text_of(ledger_name(ledger)));
        buffer_print(out, ", \"entries\": %lld, \"head\": %s%s%s}\n", chain.entries, chain.entries ? "\"" : "",
                     chain.entries ? chain.head : "null", chain.entries ? "\"" : "");
        return true;
    }
    buffer_print(out, "%s: entries: %lld, all as they were appended\nhead %s\n", ledger_name(ledger), chain.entries,
                 chain.entries ? chain.head : "none");
    return true;
}

int command_verify(const struct options *options, struct error *err)
{
    int status = 0;
    struct buffer out;
    struct ledger *ledger = ledger_open(query_path(options), LEDGER_READ, err);
    if (!ledger)
        return error_status(err->code);
    buffer_init(&out, 0);
    bool good = verify(ledger, options, &status, &out, err);
    if (good && status)
        output_complain(err->message);
    else if (good)
        output_write(buffer_text(&out));
    buffer_release(&out);
    ledger_close(ledger);
    int written = good ? output_finish(err) : error_status(err->code);
    return written ? written : status;
}

static void add_rebuilt(const struct ledger *ledger, const struct ledger_counts *counts, bool is_json, struct buffer *out)
{
    if (is_json) {
        buffer_add_string(out, "{\"ledger\": ");
        buffer_add_json(out, text_of(ledger_name(ledger)));
        buffer_print(out, ", \"statements\": %lld, \"commitments\": %lld, \"disputes\": %lld}\n", counts->statements,
                     counts->commitments, counts->disputes);
        return;
    }
    buffer_print(out, "%s: derived again from %lld statement%s: %lld commitment%s, %lld dispute%s\n", ledger_name(ledger),
                 counts->statements, counts->statements == 1 ? "" : "s", counts->commitments, counts->commitments == 1 ? "" : "s",
                 counts->disputes, counts->disputes == 1 ? "" : "s");
}

int command_rebuild(const struct options *options, struct error *err)
{
    struct ledger_counts counts = { 0 };
    struct buffer out;
    struct ledger *ledger = ledger_open(query_path(options), LEDGER_MEND, err); /* a mistyped name makes no new file */
    bool good = ledger && ledger_rebuild(ledger, err) && ledger_count(ledger, &counts, err);
    buffer_init(&out, 0);
    if (good)
        add_rebuilt(ledger, &counts, options->value[OPTION_JSONL] != NULL, &out);
    output_write(buffer_text(&out));
    buffer_release(&out);
    ledger_close(ledger);
    return good ? output_finish(err) : error_status(err->code);
}
