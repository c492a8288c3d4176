/* JSON, an object a line or over several lines, is taken apart into objects. */
#include "source/inner.h"

/* One line of JSON Lines; empty ones are passed over. */
static int next_line(struct source *source, struct text *object, int *number, struct error *err)
{
    for (;;) {
        enum lines_result result = lines_next(&source->lines, object);
        *number = source->lines.line;
        if (result == LINES_END)
            return source_end(source, err);
        source->any = true;
        if (result == LINES_FAILED)
            return source_fail_read(source, err);
        if (result == LINES_TOO_LONG)
            return source_fail_large(source, *number, "a line", err);
        if (text_trim(*object).length)
            return 1;
    }
}

/* How deep in brackets the object is after `line`. A string ends with its line: JSON has none that goes on. */
static int depth_after(int depth, struct text line)
{
    bool in_string = false;
    for (size_t i = 0; i < line.length; i++) {
        char c = line.at[i];
        if (in_string && c == '\\')
            i++;
        else if (c == '"')
            in_string = !in_string;
        else if (!in_string)
            depth += (c == '{' || c == '[') - (c == '}' || c == ']');
    }
    return depth;
}

/* A line that begins an object although the one before it is not over: that one is broken, and the new one must not be lost. */
static bool begins_anew(const struct source *source, struct text line)
{
    return source->held.length && line.length && line.at[0] == '{';
}

/* Gathers the lines of one object in `held`. Returns 1; 0 at the end of the input; -1 and `err`. */
static int gather_object(struct source *source, struct error *err)
{
    struct text line;
    int depth = 0;
    buffer_reset(&source->held);
    for (;;) {
        enum lines_result result = source->has_kept ? LINES_GOT : lines_next(&source->lines, &line);
        if (source->has_kept)
            line = source->kept;
        source->has_kept = false;
        if (result == LINES_END)
            return source->held.length ? 1 : 0;
        if (result == LINES_FAILED)
            return source_fail_read(source, err);
        if (begins_anew(source, line)) {
            source->kept = line;
            source->has_kept = true;
            return 1;
        }
        if (!source->held.length && !text_trim(line).length)
            continue;
        source_hold(source, line);
        source->held.full |= result == LINES_TOO_LONG;
        depth = depth_after(depth, line);
        if (depth <= 0)
            return source->held.full ? source_fail_large(source, source->held_line, "an object", err) : 1;
    }
}

/* One object of either kind of JSON. */
int source_next_json(struct source *source, struct text *object, int *line, struct error *err)
{
    if (source->kind == KIND_LINES)
        return next_line(source, object, line, err);
    int got = gather_object(source, err);
    *line = source->held_line;
    if (got == 0)
        return source_end(source, err);
    source->any = true;
    *object = buffer_text(&source->held);
    return got;
}
