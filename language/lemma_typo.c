/* Finding the word that was meant. */
#include "language/lemma_typo.h"
#include "language/lemmas.h"

#include <string.h>

enum { SHORTEST = 6, LONGEST = 24 };

/* The best form found so far. */
struct search {
    const struct language *language;
    int upos;
    char best[LONGEST + 2];
    size_t length;
    int32_t rank; /* the lower the more frequent; -1: none yet */
};

static void look_at(struct search *search, const char *made, size_t length)
{
    struct text form = { made, length };
    int32_t rank = table_find(&search->language->words, form);
    if (rank < 0 || (search->rank >= 0 && rank >= search->rank) ||
        !lemmas_has(search->language, form, search->upos))
        return;
    memcpy(search->best, made, length);
    search->length = length;
    search->rank = rank;
}

/* Three or more of a letter become two, or one. */
static void squeeze(struct search *search, struct text form, size_t most)
{
    char made[LONGEST];
    size_t length = 0, run = 0;
    bool is_drawn_out = false;
    for (size_t i = 0; i < form.length; i += run) {
        for (run = 1; i + run < form.length && form.at[i + run] == form.at[i]; run++)
            ;
        is_drawn_out |= run > 2;
        for (size_t k = 0; k < (run > 2 ? most : run); k++)
            made[length++] = form.at[i];
    }
    if (is_drawn_out)
        look_at(search, made, length);
}

static void swap_letters(struct search *search, struct text form)
{
    char made[LONGEST];
    for (size_t i = 1; i + 2 < form.length; i++) {
        memcpy(made, form.at, form.length);
        made[i] = form.at[i + 1];
        made[i + 1] = form.at[i];
        look_at(search, made, form.length);
    }
}

/* Without the letter at `i`. */
static void leave_out(struct search *search, struct text form, size_t i)
{
    char made[LONGEST];
    memcpy(made, form.at, i);
    memcpy(made + i, form.at + i + 1, form.length - i - 1);
    look_at(search, made, form.length - 1);
}

/* With the letter at `i` twice. */
static void double_letter(struct search *search, struct text form, size_t i)
{
    char made[LONGEST + 1];
    memcpy(made, form.at, i + 1);
    memcpy(made + i + 1, form.at + i, form.length - i);
    look_at(search, made, form.length + 1);
}

/* But "travelled" is as right as "traveled". */
static void mend_doubles(struct search *search, struct text form)
{
    for (size_t i = 1; i + 1 < form.length; i++) {
        if (form.at[i] == 'l')
            continue;
        double_letter(search, form, i);
        if (form.at[i] == form.at[i - 1])
            leave_out(search, form, i);
    }
}

static bool is_plain(struct text form)
{
    for (size_t i = 0; i < form.length; i++)
        if (form.at[i] < 'a' || form.at[i] > 'z')
            return false;
    return form.length > 2 && form.length <= LONGEST;
}

struct text lemma_meant(const struct language *language, struct text form, int upos, struct arena *arena)
{
    struct search search = { .language = language, .upos = upos, .rank = -1 };
    if (!is_plain(form) || table_find(&language->words, form) >= 0)
        return (struct text){ "", 0 };
    squeeze(&search, form, 2);
    squeeze(&search, form, 1);
    if (search.rank < 0 && form.length >= SHORTEST)
        swap_letters(&search, form);
    if (search.rank < 0 && form.length > SHORTEST)
        mend_doubles(&search, form);
    return search.rank < 0 ? (struct text){ "", 0 } : arena_copy(arena, (struct text){ search.best, search.length });
}
