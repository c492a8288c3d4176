/* troth transfer: a whole ledger into another database. */
#include "command/command.h"
#include "command/query.h"

static void add_told(const char *to, const char *from, const struct ledger_counts *counts, bool is_json, struct buffer *out)
{
    struct buffer names[2];
    const char *const addresses[] = { to, from };
    for (int i = 0; i < 2; i++) {
        buffer_init(&names[i], 0);
        ledger_show(addresses[i], &names[i]);
    }
    if (is_json) {
        buffer_add_string(out, "{\"ledger\": ");
        buffer_add_json(out, buffer_text(&names[0]));
        buffer_add_string(out, ", \"from\": ");
        buffer_add_json(out, buffer_text(&names[1]));
        buffer_print(out, ", \"reports\": %lld, \"statements\": %lld, \"commitments\": %lld}\n", counts->articles,
                     counts->statements, counts->commitments);
    } else {
        buffer_print(out, "%s: has everything of %s: %lld report%s, %lld statement%s, %lld commitment%s\n", names[0].at,
                     names[1].at, counts->articles, counts->articles == 1 ? "" : "s", counts->statements,
                     counts->statements == 1 ? "" : "s",
                     counts->commitments, counts->commitments == 1 ? "" : "s");
    }
    buffer_release(&names[0]);
    buffer_release(&names[1]);
}

static bool transfer(const char *target, const char *source, struct ledger_counts *counts, struct error *err)
{
    struct ledger *from = ledger_open(source, LEDGER_READ, err), *to = from ? ledger_open(target, LEDGER_WRITE, err) : NULL;
    bool good = to && ledger_transfer(to, from, err) && ledger_count(to, counts, err);
    ledger_close(to);
    ledger_close(from);
    return good;
}

int command_transfer(const struct options *options, struct error *err)
{
    struct ledger_counts counts = { 0 };
    struct buffer out;
    const char *source = options->input_count == 1 ? options->inputs[0] : NULL;
    if (!source)
        error_set(err, ERROR_USAGE, "name one ledger to bring, and where to with --ledger: "
                                    "troth transfer book.db --ledger postgresql:///books");
    bool good = source && transfer(query_path(options), source, &counts, err);
    buffer_init(&out, 0);
    if (good)
        add_told(query_path(options), source, &counts, options->value[OPTION_JSONL] != NULL, &out);
    output_write(buffer_text(&out));
    buffer_release(&out);
    return good ? output_finish(err) : error_status(err->code);
}
