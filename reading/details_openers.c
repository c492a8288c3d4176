/* Loads how a condition begins (openers.txt) and what its words tell (conditions.txt). */
#include "reading/details_openers.h"

static bool read_kind(const struct lexfile *file, struct pattern *pattern, struct error *err)
{
    static const char *const kinds[] = { "clause", "phrase", "word", "fixed", "inversion", "none" };
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (file->field_count > 1 && text_is(file->fields[1], kinds[i])) {
            pattern->value = (uint32_t)i;
            return true;
        }
    return lexfile_fail(file, file->field_count > 1 ? file->fields[1] : file->fields[0], err, "unknown kind of opener");
}

static bool read_class(const struct lexfile *file, struct text name, uint32_t *class, struct error *err)
{
    static const char *const names[] = {
#define CONDITION(name, text, met) text,
#include "record/conditions.def"
#undef CONDITION
    };
    int condition = record_condition_of(name);
    const char *near = condition < 0 ? lexfile_nearest(name, names, CONDITION_COUNT) : NULL;
    *class = (uint32_t)condition;
    return condition >= 0 || lexfile_fail(file, name, err, near
                                          ? "unknown condition '%.*s'; did you mean '%s'?" : "unknown condition '%.*s'",
                                          (int)name.length, name.at, near);
}

/* WORDS | KIND | CLASS or - | TESTS | ACTS */
static bool read_opener(const struct lexfile *file, const struct patterns *patterns, struct pattern *pattern, struct error *err)
{
    uint32_t class;
    if (!read_kind(file, pattern, err))
        return false;
    if (file->field_count > 2 && !text_is(file->fields[2], "-")) {
        if (!read_class(file, file->fields[2], &class, err))
            return false;
        pattern->value |= (class + 1) << KIND_BITS;
    }
    for (struct text rest = file->field_count > 3 ? file->fields[3] : (struct text){ 0 }; rest.length;) {
        struct text word = text_trim(text_cut(&rest, ' '));
        if (text_is(word, "present"))
            pattern->flags |= OPENER_PRESENT;
        else if (text_is(word, "time"))
            pattern->flags |= OPENER_TIME;
        else if (text_is(word, "finite"))
            pattern->flags |= OPENER_FINITE;
        else if (text_is(word, "mark"))
            pattern->flags |= OPENER_MARK;
        else if (word.length && !text_is(word, "-"))
            return lexfile_fail(file, word, err, "unknown test '%.*s'", (int)word.length, word.at);
    }
    return file->field_count < 5 || patterns_acts(file, patterns, file->fields[4], &pattern->acts, err);
}

bool openers_load(struct patterns *patterns, const char *folder, const char *overlay, struct arena *arena, struct error *err)
{
    return patterns_load(patterns, folder, overlay, "openers.txt", read_opener, arena, err);
}

/* WORDS | CLASS */
static bool read_condition(const struct lexfile *file, const struct patterns *patterns, struct pattern *pattern, struct error *err)
{
    if (file->field_count < 2)
        return lexfile_fail(file, file->fields[0], err, "the class of the condition is missing");
    pattern->value = CONDITION_NONE;
    if (text_is(file->fields[1], "-"))
        return true;
    return read_class(file, file->fields[1], &pattern->value, err);
}

bool conditions_load(struct patterns *patterns, const char *folder, const char *overlay, struct arena *arena, struct error *err)
{
    return patterns_load(patterns, folder, overlay, "conditions.txt", read_condition, arena, err);
}
