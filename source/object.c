/* A JSON object becomes an article. */
#include <jansson.h>
#include <string.h>

#include "source/inner.h"

/* Half of a surrogate pair ("\ud83d" alone) is no character, and what some programs write all the same: it becomes U+FFFD, in as
 * many bytes. Returns how many there were. */
static int mend_surrogates(char *at, size_t length)
{
    int mended = 0;
    for (size_t i = 0; i + 6 <= length; i++) {
        if (at[i] != '\\')
            continue;
        bool is_unit = at[i + 1] == 'u' && strchr("dD", at[i + 2]) && strchr("89abAB", at[i + 3]);
        bool is_second = at[i + 1] == 'u' && strchr("dD", at[i + 2]) && strchr("cdefCDEF", at[i + 3]);
        bool is_pair = is_unit && i + 12 <= length && at[i + 6] == '\\' && at[i + 7] == 'u' && strchr("dD", at[i + 8]) &&
                       strchr("cdefCDEF", at[i + 9]);
        if (is_pair) {
            i += 11;
        } else if (is_unit || is_second) {
            memcpy(at + i + 2, "fffd", 4);
            mended++;
            i += 5;
        } else {
            i++;
        }
    }
    return mended;
}

static json_t *parse(struct text object, const char *name, int line, struct error *err)
{
    json_error_t wrong;
    json_t *root = json_loadb(object.at, object.length, JSON_ALLOW_NUL | JSON_DECODE_ANY, &wrong);
    if (!root) {
        error_at(err, ERROR_INPUT, name, line + wrong.line - 1, wrong.column, "broken JSON: %s", wrong.text);
        return NULL;
    }
    if (json_is_object(root))
        return root;
    error_at(err, ERROR_INPUT, name, line, 0, "this is JSON, but no object with id, title, publisher, published, url, text");
    json_decref(root);
    return NULL;
}

/* Null and absent are empty; an id may be a number. */
static bool take_field(const json_t *root, const char *key, const char *name, int line, struct arena *arena, struct text *value,
                       struct error *err)
{
    const json_t *field = json_object_get(root, key);
    *value = (struct text){ "", 0 };
    if (json_is_string(field))
        *value = arena_copy(arena, (struct text){ json_string_value(field), json_string_length(field) });
    else if (json_is_integer(field) && !strcmp(key, "id"))
        *value = arena_print(arena, "%" JSON_INTEGER_FORMAT, json_integer_value(field));
    else if (field && !json_is_null(field))
        return error_at(err, ERROR_INPUT, name, line, 0, "'%s' is no string", key);
    return true;
}

static bool take_fields(const json_t *root, const char *name, int line, struct arena *arena, struct article *article,
                        struct error *err)
{
    struct { const char *key; struct text *value; } fields[] = {
        { "id", &article->id }, { "title", &article->title }, { "publisher", &article->publisher },
        { "published", &article->published }, { "url", &article->url }, { "text", &article->text },
    };
    for (size_t i = 0; i < sizeof fields / sizeof fields[0]; i++)
        if (!take_field(root, fields[i].key, name, line, arena, fields[i].value, err))
            return false;
    if (!text_trim(article->text).length && !text_trim(article->title).length)
        return error_at(err, ERROR_INPUT, name, line, 0, "the article has no 'text'");
    return true;
}

bool source_take_object(struct text object, const char *name, int line, struct arena *arena, struct source_article *article,
                        struct error *err)
{
    struct text copy = arena_copy(arena, source_repair(object, name, line, arena, &article->warning));
    int mended = mend_surrogates((char *)copy.at, copy.length);
    json_t *root = parse(copy, name, line, err);
    if (!root)
        return false;
    if (mended && !article->warning.length)
        article->warning = arena_print(arena, "%s:%d: half of a surrogate pair is no character and is read as U+FFFD (%d time%s)",
                                       name, line, mended, mended == 1 ? "" : "s");
    bool ok = take_fields(root, name, line, arena, &article->article, err);
    json_decref(root);
    return ok;
}
