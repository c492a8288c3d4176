/* What the words of conditions are understood to say, and dates in words. */
#include <stdio.h>

#include "weighing/words.h"

static int passed, failed;

static struct text code_of(void *context, struct text name)
{
    static const struct { const char *name, *code; } known[] = {
        { "the United States", "USA" }, { "United States", "USA" }, { "Britain", "GBR" }, { "France", "FRA" }, { "Norway", "NOR" },
    };
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (text_is(name, known[i].name))
            return text_of(known[i].code);
    return TEXT("");
}

/* "ceasefire & approval", "others GBR|FRA", "others 10", "not aggression", "others ?" */
static void describe(const struct words *words, struct buffer *out)
{
    for (int i = 0; i < words->count; i++) {
        const struct words_part *part = &words->parts[i];
        buffer_print(out, "%s%s%s", i ? words->is_any ? " | " : " & " : "", part->is_not ? "not " : "",
                     record_condition_text(part->condition));
        if (part->kind == WORDS_COUNT)
            buffer_print(out, " %lld", part->count);
        if (part->kind == WORDS_OTHERS)
            buffer_add_string(out, " some");
        if (part->kind == WORDS_OPEN)
            buffer_add_string(out, " ?");
        for (int j = 0; j < part->party_count; j++)
            buffer_print(out, "%s%.*s", !j ? " " : part->is_any ? "|" : "+", (int)part->parties[j].length, part->parties[j].at);
    }
}

static void expect(const char *words, enum condition class, const char *wanted)
{
    const struct weighing_names names = { code_of, NULL, NULL };
    struct arena arena = { 0 };
    struct words read;
    struct buffer got;
    buffer_init(&got, 0);
    words_read(text_of(words), class, &names, &arena, &read);
    describe(&read, &got);
    bool is_right = text_is(buffer_text(&got), wanted);
    if (!is_right)
        printf("'%s': %s, not %s\n", words, got.at, wanted);
    passed += is_right;
    failed += !is_right;
    buffer_release(&got);
    arena_release(&arena);
}

static void expect_day(const char *when, const char *said, const char *wanted)
{
    struct arena arena = { 0 };
    struct text got = words_day(text_of(when), text_of(said), &arena);
    bool is_right = text_is(got, wanted);
    if (!is_right)
        printf("'%s': %.*s, not %s\n", when, (int)got.length, got.at, wanted);
    passed += is_right;
    failed += !is_right;
    arena_release(&arena);
}

int main(void)
{
    expect("once a truce is in place", CONDITION_CEASEFIRE, "ceasefire");
    expect("once the guns fall silent and parliament agrees", CONDITION_CEASEFIRE, "ceasefire & approval");
    expect("once a ceasefire holds or a treaty is signed", CONDITION_CEASEFIRE, "ceasefire | agreement");
    expect("once calm and order return", CONDITION_CEASEFIRE, "ceasefire");
    expect("if the United States provides a backstop", CONDITION_OTHERS, "others USA");
    expect("if the United States provides a backstop", CONDITION_OTHER, "others USA");
    expect("if Britain and France join", CONDITION_OTHERS, "others GBR+FRA");
    expect("if either Britain or France joins", CONDITION_OTHERS, "others GBR|FRA");
    expect("if at least ten nations join", CONDITION_OTHERS, "others 10");
    expect("once more than nine countries take part", CONDITION_OTHERS, "others 10");
    expect("provided that others join", CONDITION_OTHERS, "others some");
    expect("if both sides hold their fire", CONDITION_OTHERS, "others ?");
    expect("in exchange for cheaper gas", CONDITION_OTHERS, "others ?");
    expect("unless the border is attacked", CONDITION_AGGRESSION, "not aggression");
    expect("as long as there is no attack", CONDITION_AGGRESSION, "not aggression");
    expect("if Norway's parliament agrees", CONDITION_APPROVAL, "approval NOR");
    expect_day("by the end of June", "2026-02-10", "2026-06-30");
    expect_day("in March", "2026-09-01", "2027-03-31");
    expect_day("by 2030", "2026-02-10", "2030-12-31");
    expect_day("on 15 May", "2026-02-10", "2026-05-15");
    expect_day("before 2026-04-05", "2026-02-10", "2026-04-05");
    expect_day("in February 2028", "2026-02-10", "2028-02-29");
    static const char *const months[][2] = {
        { "in January", "2026-01-31" },   { "in February", "2026-02-28" }, { "in March", "2026-03-31" },
        { "in April", "2026-04-30" },     { "in May", "2026-05-31" },      { "in June", "2026-06-30" },
        { "in July", "2026-07-31" },      { "in August", "2026-08-31" },   { "in September", "2026-09-30" },
        { "in October", "2026-10-31" },   { "in November", "2026-11-30" }, { "in December", "2026-12-31" },
    };
    for (size_t i = 0; i < sizeof months / sizeof *months; i++)
        expect_day(months[i][0], "2026-01-01", months[i][1]);
    expect_day("soon", "2026-02-10", "");
    printf("%d passed, %d failed\n", passed, failed);
    return failed != 0;
}
