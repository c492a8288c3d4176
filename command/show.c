/* troth show and troth history: one statement or commitment with its words, article, speaker and history. */
#include "command/command.h"
#include "command/show.h"

/* `only_commitment`: a statement is no answer. */
static bool show(struct query *query, struct text prefix, bool only_commitment, struct buffer *out, int *status, struct error *err)
{
    enum ledger_kind kind;
    char id[65];
    if (!ledger_find(query->ledger, prefix, &kind, id, err))
        return false;
    if (only_commitment && kind == LEDGER_STATEMENT)
        return error_set(err, ERROR_USAGE, "%.*s is a statement; 'troth show %.*s' names the commitments that it belongs to",
                         (int)prefix.length, prefix.at, (int)prefix.length, prefix.at);
    bool good = kind == LEDGER_NOTHING || (kind == LEDGER_STATEMENT ? show_statement(query, text_of(id), out, err)
                                                                    : show_commitment(query, text_of(id), out, err));
    *status = !out->length;
    return good;
}

static int answer(const struct options *options, bool only_commitment, struct error *err)
{
    struct query query;
    struct buffer out;
    int status = 0;
    if (!query_open(&query, options, err))
        return error_status(err->code);
    buffer_init(&out, 0);
    bool good = show(&query, text_of(options->inputs[0]), only_commitment, &out, &status, err);
    if (good && status)
        error_set(err, ERROR_NONE, "nothing has the id '%s'%s", options->inputs[0],
                  options->value[OPTION_AS_OF] || options->value[OPTION_KNOWN_BY] ? " by then" : "");
    output_write(buffer_text(&out));
    int written = good ? output_finish(err) : error_status(err->code);
    if (good && status)
        output_complain(err->message);
    buffer_release(&out);
    query_close(&query);
    return written ? written : status;
}

int command_show(const struct options *options, struct error *err)
{
    return answer(options, false, err);
}

int command_history(const struct options *options, struct error *err)
{
    return answer(options, true, err);
}
