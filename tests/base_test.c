/* Unit tests of the base room: texts, arenas, buffers, UTF-8, errors. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <string.h>

#include "base/base.h"

#define assert_text(text, string) assert_true(text_is((text), (string)))

static void cutting(void **state)
{
    (void)state;
    struct text rest = TEXT("one|two||");
    assert_text(text_cut(&rest, '|'), "one");
    assert_text(text_cut(&rest, '|'), "two");
    assert_text(text_cut(&rest, '|'), "");
    assert_int_equal(rest.length, 0);
    assert_text(text_cut(&rest, '|'), "");
    assert_text(text_trim(TEXT(" \t a b \r\n")), "a b");
    assert_text(text_slice(TEXT("abc"), 2, 99), "c");
    assert_text(text_slice(TEXT("abc"), 5, 1), "");
}

static void searching(void **state)
{
    (void)state;
    assert_int_equal(text_find(TEXT("aab"), TEXT("ab")), 1);
    assert_int_equal(text_find(TEXT("aaa"), TEXT("ab")), 3);
    assert_int_equal(text_find(TEXT("a"), TEXT("ab")), 1);
    assert_int_equal(text_find(TEXT(""), TEXT("a")), 0);
    assert_int_equal(text_find(TEXT("abab"), TEXT("")), 0);
    assert_true(text_starts(TEXT("abc"), TEXT("ab")) && !text_starts(TEXT("a"), TEXT("ab")));
    assert_true(text_ends(TEXT("abc"), TEXT("bc")) && !text_ends(TEXT("c"), TEXT("bc")));
    assert_true(text_equals_nocase(TEXT("NATO"), TEXT("nato")) && !text_equals_nocase(TEXT("NATO"), TEXT("natos")));
}

static void ordering(void **state)
{
    (void)state;
    assert_true(text_compare(TEXT("a"), TEXT("b")) < 0);
    assert_true(text_compare(TEXT("ab"), TEXT("a")) > 0);
    assert_int_equal(text_compare(TEXT("a"), TEXT("a")), 0);
    assert_true(text_compare(TEXT("\xc3\xa9"), TEXT("z")) > 0);
}

static void arenas(void **state)
{
    char long_text[250]; /* twice is more than what is printed at once */
    memset(long_text, 'x', sizeof long_text - 1);
    long_text[sizeof long_text - 1] = '\0';
    (void)state;
    struct arena arena = { 0 };
    char *first = arena_take(&arena, 1);
    char *second = arena_take(&arena, 1);
    assert_true((uintptr_t)first % 16 == 0 && (uintptr_t)second % 16 == 0 && first != second);
    char *large = arena_take(&arena, 1 << 20);
    assert_true(large[0] == 0 && large[(1 << 20) - 1] == 0);
    struct text copy = arena_copy(&arena, TEXT("kept"));
    assert_string_equal(copy.at, "kept");
    assert_text(arena_print(&arena, "%d of %s", 3, "five"), "3 of five");
    assert_text(arena_print(&arena, "%s, %.*s%.*s", "one", 3, "twofold", 0, "none"), "one, two");
    assert_text(arena_print(&arena, "%s: 100%%", "all"), "all: 100%");
    assert_text(arena_print(&arena, "%s", ""), "");
    assert_int_equal(arena_print(&arena, "%s%s", long_text, long_text).length, 2 * strlen(long_text));
    struct { int *items; size_t count, room; } list = { 0 };
    for (int i = 0; i < 1000; i++)
        ARENA_PUSH(&arena, &list, i);
    assert_true(list.count == 1000 && list.items[0] == 0 && list.items[999] == 999);
    arena_reset(&arena);
    assert_non_null(arena_take(&arena, 8));
    arena_release(&arena);
    arena_release(&arena);
}

static void buffers(void **state)
{
    (void)state;
    struct buffer buffer;
    buffer_init(&buffer, 8);
    buffer_add_string(&buffer, "1234");
    buffer_print(&buffer, "%d", 56);
    buffer_add_string(&buffer, "789");
    assert_true(buffer.full);
    assert_text(buffer_text(&buffer), "123456");
    buffer_reset(&buffer);
    assert_true(!buffer.full && !buffer.length);
    buffer_release(&buffer);
    assert_text(buffer_text(&buffer), "");
}

static void json_strings(void **state)
{
    (void)state;
    static const struct { const char *plain, *quoted; } cases[] = {
        { "", "\"\"" },
        { "a \"b\" \\", "\"a \\\"b\\\" \\\\\"" },
        { "tab\tline\n\x01", "\"tab\\tline\\n\\u0001\"" },
        { "€ é 🕊", "\"€ é 🕊\"" },
        { "bad\xff" "end", "\"bad\xef\xbf\xbd" "end\"" },
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct buffer buffer;
        buffer_init(&buffer, 0);
        buffer_add_json(&buffer, text_of(cases[i].plain));
        assert_string_equal(buffer.at, cases[i].quoted);
        buffer_release(&buffer);
    }
}

static void utf8_forms(void **state)
{
    (void)state;
    static const struct { const char *bytes; size_t length; uint32_t point; } cases[] = {
        { "a", 1, 'a' }, { "\xc3\xa9", 2, 0xe9 }, { "\xe2\x82\xac", 3, 0x20ac }, { "\xf0\x9f\x95\x8a", 4, 0x1f54a },
        { "\x80", 0, 0xfffd }, { "\xc0\x80", 0, 0xfffd }, { "\xe0\x80\x80", 0, 0xfffd }, { "\xed\xa0\x80", 0, 0xfffd },
        { "\xf4\x90\x80\x80", 0, 0xfffd }, { "\xe2\x82", 0, 0xfffd }, { "\xff", 0, 0xfffd },
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        size_t length;
        struct text text = text_of(cases[i].bytes);
        assert_int_equal(utf8_length(text, 0), cases[i].length);
        assert_int_equal(utf8_at(text, 0, &length), cases[i].point);
        assert_int_equal(length, cases[i].length ? cases[i].length : 1);
        assert_int_equal(utf8_check(text) == text.length, cases[i].length > 0);
    }
}

static void utf8_changes(void **state)
{
    (void)state;
    struct arena arena = { 0 };
    struct text good = TEXT("bien sûr");
    assert_ptr_equal(utf8_repair(good, &arena).at, good.at);
    assert_text(utf8_repair(TEXT("a\xff\xc3"), &arena), "a\xef\xbf\xbd\xef\xbf\xbd");
    assert_text(utf8_lower(TEXT("ÉLYSÉE"), &arena), "élysée");
    assert_text(utf8_fold(TEXT("Élysée"), &arena), "elysee");
    assert_text(utf8_fold(TEXT("Kyiv’s “Görans”"), &arena), "kyiv's \"gorans\"");
    assert_text(utf8_fold(TEXT("Łódź"), &arena), "łodz");
    arena_release(&arena);
}

static void utf8_counting(void **state)
{
    (void)state;
    struct text text = TEXT("é€a");
    struct utf8_counter counter = { 0 };
    assert_int_equal(utf8_count(text), 3);
    assert_int_equal(utf8_point_of(&counter, text, 2), 1);
    assert_int_equal(utf8_point_of(&counter, text, 5), 2);
    assert_int_equal(utf8_point_of(&counter, text, 2), 1);
    assert_int_equal(utf8_point_of(&counter, text, 99), 3);
}

static void errors(void **state)
{
    (void)state;
    struct error err = { 0 };
    assert_false(error_at(&err, ERROR_LEXICON, "a.txt", 4, 2, "unknown class '%s'", "navel"));
    assert_string_equal(err.message, "a.txt:4:2: unknown class 'navel'");
    assert_false(error_set(&err, ERROR_USAGE, "no file"));
    assert_string_equal(err.message, "no file");
    assert_int_equal(error_status(err.code), 2);
    assert_int_equal(error_status(ERROR_MODEL), 3);
}

/* Days and months are whole and in order; what is cut short begins one of them. */
static void calendar(void **state)
{
    static const char *const whole[] = {
#define WEEKDAY(name) name,
#define MONTH(name) name,
#include "base/calendar.def"
    };
    static const char *const cut[] = {
#define WEEKDAY_CUT(name) name,
#define MONTH_CUT(name) name,
#include "base/calendar.def"
    };
    (void)state;
    assert_int_equal(sizeof whole / sizeof *whole, 7 + 12);
    assert_string_equal(whole[0], "monday");
    assert_string_equal(whole[7], "january");
    assert_string_equal(whole[18], "december");
    for (size_t i = 0, of = 0; i < sizeof cut / sizeof *cut; i++) {
        struct text start = text_slice(text_of(cut[i]), 0, strlen(cut[i]) - 1);
        assert_true(text_ends(text_of(cut[i]), TEXT(".")));
        while (of < sizeof whole / sizeof *whole && !text_starts(text_of(whole[of]), start))
            of++;
        assert_true(of < sizeof whole / sizeof *whole);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(cutting), cmocka_unit_test(searching), cmocka_unit_test(ordering), cmocka_unit_test(arenas),
        cmocka_unit_test(buffers), cmocka_unit_test(json_strings), cmocka_unit_test(utf8_forms), cmocka_unit_test(utf8_changes),
        cmocka_unit_test(utf8_counting), cmocka_unit_test(errors), cmocka_unit_test(calendar),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
