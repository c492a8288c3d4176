/* XML written piece by piece. */
#include "exchange/inner.h"

/* XML 1.0 knows no other control characters than tab, line feed and carriage return, and two code points are none. */
static bool is_char(uint32_t point)
{
    return point >= 0x20 ? point != 0xfffe && point != 0xffff : point == '\t' || point == '\n' || point == '\r';
}

void xml_add(struct text text, struct buffer *out)
{
    for (size_t i = 0, n; i < text.length; i += n) {
        uint32_t point = utf8_at(text, i, &n);
        if (point == '&')
            buffer_add_string(out, "&amp;");
        else if (point == '<')
            buffer_add_string(out, "&lt;");
        else if (point == '>')
            buffer_add_string(out, "&gt;");
        else if (point == '"')
            buffer_add_string(out, "&quot;");
        else if (point == '\r' || point == '\n' || point == '\t')
            buffer_print(out, "&#%u;", (unsigned)point);
        else if (is_char(point))
            buffer_add(out, text_slice(text, i, i + n));
        else
            buffer_add_string(out, "\xef\xbf\xbd");
    }
}

void xml_narrative(int indent, const char *name, const char *attributes, struct text words, struct buffer *out)
{
    buffer_print(out, "%*s<%s%s><narrative>", indent, "", name, attributes);
    xml_add(words, out);
    buffer_print(out, "</narrative></%s>\n", name);
}
