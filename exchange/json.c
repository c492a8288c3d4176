/* JSON written piece by piece, with commas where they are due. */
#include "exchange/inner.h"

static void begin(struct buffer *out, const char *key)
{
    char last = out->length ? out->at[out->length - 1] : '{';
    if (last != '{' && last != '[' && last != '\n')
        buffer_add_string(out, ", ");
    if (key)
        buffer_print(out, "\"%s\": ", key);
}

void json_open(struct buffer *out, const char *key, char bracket)
{
    begin(out, key);
    buffer_add_char(out, bracket);
}

void json_close(struct buffer *out, char bracket)
{
    buffer_add_char(out, bracket);
}

void json_item(struct buffer *out, struct text value)
{
    if (!value.length)
        return;
    begin(out, NULL);
    buffer_add_json(out, value);
}

void json_member(struct buffer *out, const char *key, struct text value)
{
    if (!value.length)
        return;
    begin(out, key);
    buffer_add_json(out, value);
}
