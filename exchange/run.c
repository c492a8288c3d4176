/* The formats by name, and the export of one. */
#include "exchange/inner.h"

static const struct {
    const char *name, *statements, *commitments, *lost;
} formats[EXCHANGE_FORMATS] = {
#define FORMAT(name, text, statements, commitments, meaning, lost) { text, statements, commitments, lost },
#include "exchange/formats.def"
#undef FORMAT
};

const char *exchange_format_text(enum exchange_format format)
{
    return formats[format].name;
}

const char *exchange_format_lost(enum exchange_format format)
{
    return formats[format].lost;
}

const char *exchange_file_name(enum exchange_format format, bool is_commitments)
{
    return is_commitments ? formats[format].commitments : formats[format].statements;
}

bool run_flush(struct exchange *exchange, struct buffer *out, struct error *err)
{
    bool good = exchange->write(exchange->to, buffer_text(out), err);
    buffer_reset(out);
    return good;
}

bool exchange_run(struct exchange *exchange, enum exchange_format format, struct error *err)
{
    exchange->rows = exchange->left_out = 0;
    switch (format) {
    case EXCHANGE_CSV: return csv_run(exchange, err);
    case EXCHANGE_JSONL: return jsonl_run(exchange, err);
    case EXCHANGE_PLOVER: return plover_run(exchange, err);
    case EXCHANGE_IATI: return iati_run(exchange, err);
    case EXCHANGE_CLAIMS: return claims_run(exchange, err);
    case EXCHANGE_FTM: return ftm_run(exchange, err);
    default: return datasette_run(exchange, err);
    }
}
