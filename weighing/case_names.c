/* Who is meant by a name: a code or name of the ledger's, the scenario's own alias, or what the caller knows. */
#include <stdarg.h>
#include <stdio.h>

#include "weighing/case.h"

bool case_fail(struct making *making, const struct directive *at, const char *format, ...)
{
    char what[900];
    va_list list;
    va_start(list, format);
    vsnprintf(what, sizeof what, format, list);
    va_end(list);
    return error_at(making->err, ERROR_INPUT, at->place.file, at->place.line, 0, "%s", what);
}

/* Which of several names or owners of a name is taken does not hang on the order in which they come. */
static void add_name(struct making *making, int who, struct text name)
{
    struct who *named = &making->who.items[who];
    int spoken = keys_add(&making->spoken, name, making->arena);
    if (text_compare(name, named->name) < 0)
        named->name = name;
    if ((size_t)spoken == making->spoken_who.count)
        ARENA_PUSH(making->arena, &making->spoken_who, who);
    int *owner = &making->spoken_who.items[spoken];
    if (text_compare(making->keys.items[who], making->keys.items[*owner]) < 0)
        *owner = who;
}

int case_who(struct making *making, struct text code, struct text text)
{
    struct text key = code.length ? code : text;
    if (!key.length)
        return -1;
    int number = keys_add(&making->keys, key, making->arena);
    if ((size_t)number == making->who.count) {
        struct who who = { .name = text.length ? text : code, .body = code.length ? 1 : words_body(text) };
        ARENA_PUSH(making->arena, &making->who, who);
    }
    if (text.length)
        add_name(making, number, text);
    return number;
}

struct text case_key(const struct making *making, int who)
{
    return who < 0 ? TEXT("") : making->keys.items[who];
}

/* "the US" is looked for as "US" too. */
static struct text without_article(struct text name)
{
    return text_starts(name, TEXT("the ")) || text_starts(name, TEXT("The ")) ? text_slice(name, 4, name.length) : name;
}

static struct text alias_of(const struct making *making, struct text name)
{
    for (size_t i = 0; i < making->scenario->directives.count; i++) {
        const struct directive *directive = &making->scenario->directives.items[i];
        if (directive->kind == DIRECTIVE_ALIAS && text_equals_nocase(directive->name, name))
            return directive->words;
    }
    return TEXT("");
}

static bool is_code_known(const struct making *making, struct text code)
{
    return making->names && making->names->name && making->names->name(making->names->context, code).length;
}

struct text case_code(void *context, struct text name)
{
    const struct making *making = context;
    name = without_article(name);
    struct text alias = alias_of(making, name);
    if (alias.length)
        return alias;
    if (keys_find(&making->keys, name) >= 0 || is_code_known(making, name))
        return name;
    int spoken = keys_find(&making->spoken, name);
    if (spoken >= 0)
        return making->keys.items[making->spoken_who.items[spoken]];
    return making->names && making->names->code ? making->names->code(making->names->context, name) : TEXT("");
}

bool case_find_who(struct making *making, const struct directive *at, struct text name, int *who)
{
    struct text code = case_code(making, name);
    if (code.length) {
        *who = case_who(making, code, TEXT(""));
        return true;
    }
    size_t count = making->keys.count + making->spoken.count;
    const char **names = arena_take(making->arena, (count + 1) * sizeof *names);
    for (size_t i = 0; i < count; i++)
        names[i] =
            arena_copy(making->arena, i < making->keys.count ? making->keys.items[i] : making->spoken.items[i - making->keys.count])
                .at;
    const char *near = near_name(name, names, (int)count);
    return case_fail(making, at, "nobody called '%.*s' is known; %s%s%s", (int)name.length, name.at,
                     near ? "did you mean '"
                          : "take a code or name that `troth book` prints, or say who is meant: alias \"NAME\" = CODE",
                     near ? near : "", near ? "'?" : "");
}
