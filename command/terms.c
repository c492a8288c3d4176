/* The words in which a commitment stands on a page. */
#include "command/terms.h"

void terms_add_part(struct buffer *out, const char *before, struct text part, const char *after)
{
    if (part.length)
        buffer_print(out, "%s%.*s%s", before, (int)part.length, part.at, after);
}

void terms_add(struct buffer *out, const struct ledger_commitment *row)
{
    if (row->amount.length && text_find(row->object, row->amount) == row->object.length)
        terms_add_part(out, " (", row->amount, ")");
    terms_add_part(out, "\n– ", row->condition, "");
    terms_add_part(out, "\n– ", row->caveat, "");
    if (row->when.length && text_find(row->condition, row->when) == row->condition.length)
        terms_add_part(out, "\n– ", row->when, "");
}
