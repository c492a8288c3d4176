/* The word lists of the names are searched by halves, so they must be sorted, without doubles. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "language/names_inner.h"

static const char *const words[] = {
#define WORD(word, kinds) word,
#include "language/names_words.def"
#undef WORD
};

static const char *const given[] = {
#define GIVEN(word) word,
#include "language/names_given.def"
#undef GIVEN
};

static const char *const places[] = {
#define PLACE(word) word,
#include "language/names_places.def"
#undef PLACE
};

static void expect_order(const char *const *list, size_t count)
{
    for (size_t i = 0; i + 1 < count; i++)
        if (text_compare(text_of(list[i]), text_of(list[i + 1])) >= 0)
            fail_msg("'%s' stands before '%s'", list[i], list[i + 1]);
}

static void lists_are_sorted(void **state)
{
    expect_order(words, sizeof words / sizeof *words);
    expect_order(given, sizeof given / sizeof *given);
    expect_order(places, sizeof places / sizeof *places);
}

/* What is looked up is folded, so a capital or an accent in a list would never be found. */
static void expect_folded(const char *const *list, size_t count)
{
    struct arena arena = { 0 };
    for (size_t i = 0; i < count; i++)
        if (!text_equals(utf8_fold(text_of(list[i]), &arena), text_of(list[i])))
            fail_msg("'%s' is not folded", list[i]);
    arena_release(&arena);
}

static void lists_are_folded(void **state)
{
    expect_folded(words, sizeof words / sizeof *words);
    expect_folded(given, sizeof given / sizeof *given);
    expect_folded(places, sizeof places / sizeof *places);
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(lists_are_sorted), cmocka_unit_test(lists_are_folded) };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
