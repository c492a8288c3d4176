/* The splitter on texts made of what is likely to break it: every character that is no blank comes out once, in order, in
 * sentences of bounded length, the same each time. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "language/model.h"
#include "language/split.h"
#include "language/split_chars.h"

enum { TEXTS = 800, LONGEST = 400, BITS = 12 };

static const char *const pieces[] = {
    "the", "Minister", "of", "U.S.", "Mr.", "No.", "etc.", "e.g.", "1.5", ".5", "5s", "1,000", "$", "%", "n't", "'s", "’s",
    "s'", "'", "\"", "“", "”", "‘", "(", ")", "[", "]", "-", "--", "–", "—", "...", "…", ".", "..", ",", ";", ":", "!", "?",
    "/", "\\", "@", "#", "*", "_", "~", "<", ">", "|", "www.", "http://a.b", "a@b.org", " ", "  ", "\n", "\n\n", "\t", "\r\n",
    "\xe2\x80\x8b", "\xef\xbb\xbf", "é", "م", "日本", "😀", "\xe2\x80\x8d", "A", "x", "9", "\xef\xb8\x8f", "can", "cannot",
    "gonna", "Jr.", "7pm", "F-16", ":-)", "•", "1.", "- ",
};

struct fixture {
    struct arena arena;
    struct split_model *model;
};

/* A model with weights that were never learned: what holds must hold for any. */
static int set_up(void **state)
{
    static struct fixture fixture;
    struct buffer section;
    struct error err;
    int8_t weights[1 << BITS];
    for (int i = 0; i < 1 << BITS; i++)
        weights[i] = (int8_t)(i * 2654435761u >> 24);
    buffer_init(&section, 0);
    model_add_u32(&section, BITS);
    model_add_u32(&section, 400);
    model_add_array(&section, weights, sizeof weights, 1);
    struct text copy = arena_copy(&fixture.arena, buffer_text(&section));
    buffer_release(&section);
    *state = &fixture;
    return split_model_read(copy, &fixture.arena, &fixture.model, &err) ? 0 : -1;
}

static int tear_down(void **state)
{
    arena_release(&((struct fixture *)*state)->arena);
    return 0;
}

static uint32_t draw(uint64_t *state, uint32_t below)
{
    *state = *state * 6364136223846793005u + 1442695040888963407u;
    return (uint32_t)(*state >> 33) % below;
}

static void make_text(uint64_t *state, struct buffer *out)
{
    buffer_reset(out);
    for (uint32_t left = draw(state, LONGEST); left; left--) {
        buffer_add_string(out, pieces[draw(state, sizeof pieces / sizeof *pieces)]);
        if (!draw(state, 3))
            buffer_add_char(out, ' ');
    }
}

/* Moves `at` over blanks up to `to`; fails on anything else. */
static void expect_blanks(struct text text, size_t at, size_t to)
{
    for (size_t length; at < to; at += length)
        assert_true(split_char_at(text, at, &length) & (SPLIT_BLANK | SPLIT_JOINER));
    assert_int_equal(at, to);
}

static void check_sentences(struct text text, const struct split_list *list)
{
    size_t at = 0;
    for (size_t i = 0; i < list->count; i++) {
        const struct sentence *sentence = &list->items[i];
        assert_in_range(sentence->token_count, 1, SPLIT_MAX_TOKENS);
        assert_int_equal(sentence->span.from_byte, sentence->tokens[0].span.from_byte);
        for (int k = 0; k < sentence->token_count; k++) {
            struct span span = sentence->tokens[k].span;
            assert_true(span.from_byte < span.to_byte && span.from_byte >= at);
            assert_ptr_equal(sentence->tokens[k].form.at, text.at + span.from_byte);
            expect_blanks(text, at, span.from_byte);
            at = span.to_byte;
        }
        assert_int_equal(sentence->span.to_byte, at);
    }
    expect_blanks(text, at, text.length);
}

static void covers_the_text(void **state)
{
    struct fixture *fixture = *state;
    struct buffer text;
    uint64_t random = 7;
    buffer_init(&text, 0);
    for (int i = 0; i < TEXTS; i++) {
        struct arena arena = { 0 };
        struct split_list list = { 0 }, again = { 0 };
        make_text(&random, &text);
        split_text(fixture->model, buffer_text(&text), &arena, &list);
        check_sentences(buffer_text(&text), &list);
        split_text(fixture->model, buffer_text(&text), &arena, &again);
        assert_int_equal(list.count, again.count);
        arena_release(&arena);
    }
    buffer_release(&text);
}

/* Nothing that repeats may take quadratic time: a test that hangs has failed. */
static void takes_linear_time(void **state)
{
    struct fixture *fixture = *state;
    struct buffer text;
    buffer_init(&text, 0);
    for (size_t i = 0; i < sizeof pieces / sizeof *pieces; i++) {
        struct arena arena = { 0 };
        struct split_list list = { 0 };
        buffer_reset(&text);
        while (text.length < 60000)
            buffer_add_string(&text, pieces[i]);
        split_text(fixture->model, buffer_text(&text), &arena, &list);
        check_sentences(buffer_text(&text), &list);
        arena_release(&arena);
    }
    buffer_release(&text);
}

static void refuses_broken_sections(void **state)
{
    struct fixture *fixture = *state;
    struct error err;
    struct split_model *model;
    assert_false(split_model_read(TEXT(""), &fixture->arena, &model, &err));
    assert_int_equal(err.code, ERROR_MODEL);
    assert_false(split_model_read(TEXT("\x0c\0\0\0\0\0\0\0 too short"), &fixture->arena, &model, &err));
    assert_false(split_model_read(TEXT("\xff\0\0\0\0\0\0\0"), &fixture->arena, &model, &err));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(covers_the_text),
        cmocka_unit_test(takes_linear_time),
        cmocka_unit_test(refuses_broken_sections),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
