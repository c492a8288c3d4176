/* Looking up irregular verbs. */
#include "language/lemma_irregular.h"

struct verb {
    const char *lemma, *past, *participle;
};

static const struct verb verbs[] = {
#define VERB(lemma, past, participle) { lemma, past, participle },
#include "language/irregular_verbs.def"
#undef VERB
};

/* Whether one of the forms between bars is this one. */
static bool has_form(const char *forms, struct text form)
{
    struct text left = text_of(forms);
    while (left.length) {
        size_t bar = text_find(left, TEXT("|"));
        if (text_equals(text_slice(left, 0, bar), form))
            return true;
        left = bar < left.length ? text_slice(left, bar + 1, left.length) : (struct text){ "", 0 };
    }
    return false;
}

static const struct verb *find(struct text form, bool is_past)
{
    for (size_t i = 0; i < sizeof verbs / sizeof *verbs; i++)
        if (has_form(is_past ? verbs[i].past : verbs[i].participle, form))
            return &verbs[i];
    return NULL;
}

bool lemma_prefix_next(struct text form, int *next, struct text *rest)
{
    static const char *const prefixes[] = { "counter", "under", "inter", "over", "fore", "with", "out", "mis", "pre", "dis",
                                            "re",      "un",    "up",    "co" };
    while (*next < (int)(sizeof prefixes / sizeof *prefixes)) {
        struct text prefix = text_of(prefixes[(*next)++]);
        if (!text_starts(form, prefix) || form.length < prefix.length + 3)
            continue;
        size_t from = prefix.length + (form.at[prefix.length] == '-');
        *rest = text_slice(form, from, form.length);
        return true;
    }
    return false;
}

struct text lemma_irregular(struct text form, struct text tag, struct arena *arena)
{
    bool is_past = text_is(tag, "VBD") || text_is(tag, "VBP"); /* the present is in the vocabulary: the tag is wrong */
    struct text rest = form;
    if (!is_past && !text_is(tag, "VBN") && !text_is(tag, "JJ"))
        return (struct text){ "", 0 };
    const struct verb *verb = find(form, is_past);
    for (int next = 0; !verb && lemma_prefix_next(form, &next, &rest);)
        verb = find(rest, is_past);
    return verb ? arena_print(arena, "%.*s%s", (int)(form.length - rest.length), form.at, verb->lemma) : (struct text){ "", 0 };
}
