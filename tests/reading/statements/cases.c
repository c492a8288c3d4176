/* statement_cases MODEL LEXICON FILE...: runs the text cases of statements, see README.md. */
#include <stdio.h>
#include <string.h>

#include "reading/reading.h"
#include "tests/cases.h"

struct run {
    const struct language *language;
    const struct lexicon *lexicon;
    struct language_scratch *scratch;
};

static bool contains(struct text whole, struct text part)
{
    return text_find(whole, part) < whole.length;
}

static bool is_party(const struct party *party, struct text name)
{
    return party->code.length ? text_equals(party->code, name) : text_equals_nocase(party->text, name);
}

/* Whether every name of the list "FRA, DEU" is among the parties. */
static bool has_parties(const struct party_list *parties, struct text names)
{
    while (names.length) {
        struct text name = text_trim(text_cut(&names, ','));
        bool found = false;
        for (size_t i = 0; i < parties->count; i++)
            found |= is_party(&parties->items[i], name);
        if (!found)
            return false;
    }
    return true;
}

static bool has_means(const struct statement *statement, struct text names)
{
    while (names.length) {
        int means = record_means_of(text_trim(text_cut(&names, ',')));
        if (means < 0 || !(statement->means & (1u << means)))
            return false;
    }
    return true;
}

static bool has_link(const struct statement *statement, const struct statement_list *all, struct text value)
{
    struct text kind = text_cut(&value, ' ');
    for (size_t i = 0; i < statement->links.count; i++) {
        const struct link *link = &statement->links.items[i];
        const struct statement *other = &all->items[link->to - 1];
        if (text_is(kind, record_link_text(link->kind)) && text_is(text_trim(value), record_act_text(other->act)))
            return true;
    }
    return false;
}

static bool has_field(const struct statement *s, const struct statement_list *all, struct text name, struct text value)
{
    if (text_is(name, "trigger"))
        return contains(s->trigger_text, value);
    if (text_is(name, "object"))
        return contains(s->object_text, value);
    if (text_is(name, "when"))
        return contains(s->when_text, value);
    if (text_is(name, "amount"))
        return contains(s->amount_text, value);
    if (text_is(name, "caveat"))
        return contains(s->caveat_text, value);
    if (text_is(name, "means"))
        return has_means(s, value);
    if (text_is(name, "link"))
        return has_link(s, all, value);
    if (text_is(name, "speaker"))
        return text_is(value, "-") ? !s->speaker.text.length : is_party(&s->speaker, value);
    if (text_is(name, "status"))
        return text_is(value, record_status_text(s->status));
    if (text_is(name, "condition"))
        return text_is(value, "-") ? !s->has_condition : s->has_condition && text_is(value, record_condition_text(s->condition));
    return false;
}

/* "pledge by NOR to UKR": act and parties. */
static bool fits_head(const struct statement *statement, struct text head)
{
    size_t by = text_find(head, TEXT(" by ")), to = text_find(head, TEXT(" to "));
    struct text act = text_slice(head, 0, by < to ? by : to);
    if (!text_is(text_trim(act), record_act_text(statement->act)))
        return false;
    if (by < head.length && !has_parties(&statement->actors, text_trim(text_slice(head, by + 4, to))))
        return false;
    return to >= head.length || has_parties(&statement->recipients, text_trim(text_slice(head, to + 4, head.length)));
}

static bool fits(const struct statement *statement, const struct statement_list *all, struct text claim)
{
    if (!fits_head(statement, text_trim(text_cut(&claim, ';'))))
        return false;
    while (claim.length) {
        struct text value = text_trim(text_cut(&claim, ';')), name = text_cut(&value, ' ');
        if (!has_field(statement, all, name, text_trim(value)))
            return false;
    }
    return true;
}

static bool holds(const struct statement_list *statements, struct text claim)
{
    if (text_is(claim, "none"))
        return !statements->count;
    bool negative = text_starts(claim, TEXT("*"));
    claim = text_trim(text_slice(claim, negative, claim.length));
    for (size_t i = 0; i < statements->count; i++)
        if (fits(&statements->items[i], statements, claim))
            return !negative;
    return negative;
}

static struct article article_of(struct text input)
{
    struct article article = { .id = TEXT("case"), .published = TEXT("2025-06-02"), .text = input };
    static const char *const names[] = { "title: ", "published: ", "publisher: " };
    struct text *const fields[] = { &article.title, &article.published, &article.publisher };
    for (int i = 0; i < 3; i++)
        for (int k = 0; k < 3; k++)
            if (text_starts(article.text, text_of(names[k]))) {
                struct text line = text_cut(&article.text, '\n');
                *fields[k] = text_slice(line, strlen(names[k]), line.length);
            }
    return article;
}

static void tell_what_was_read(const struct statement_list *statements, struct buffer *out)
{
    for (size_t i = 0; i < statements->count; i++) {
        const struct statement *s = &statements->items[i];
        buffer_print(out, "      read: %s by", record_act_text(s->act));
        for (size_t k = 0; k < s->actors.count; k++)
            buffer_print(out, " %.*s [%.*s]", (int)s->actors.items[k].text.length, s->actors.items[k].text.at,
                         (int)s->actors.items[k].code.length, s->actors.items[k].code.at);
        buffer_add_string(out, " to");
        for (size_t k = 0; k < s->recipients.count; k++)
            buffer_print(out, " [%.*s]", (int)s->recipients.items[k].code.length, s->recipients.items[k].code.at);
        buffer_print(out, " ‘%.*s’ object ‘%.*s’ %d\n", (int)s->trigger_text.length, s->trigger_text.at,
                     (int)s->object_text.length, s->object_text.at, s->confidence);
    }
}

static void check(void *context, const struct test_case *test, struct arena *arena, struct buffer *wrong)
{
    const struct run *run = context;
    struct document document;
    struct statement_list statements;
    struct article article = article_of(test->input);
    language_read(run->language, run->scratch, article.title, article.text, arena, &document);
    reading_read(run->lexicon, &article, &document, arena, &statements);
    for (struct text rest = test->expected; rest.length;) {
        struct text claim = text_trim(text_cut(&rest, '\n'));
        if (claim.length && !holds(&statements, claim))
            buffer_print(wrong, "      does not hold: %.*s\n", (int)claim.length, claim.at);
    }
    if (wrong->length)
        tell_what_was_read(&statements, wrong);
}

int main(int argc, char **argv)
{
    struct error err;
    struct cases cases = { .program = "statement_cases" };
    struct run run = { 0 };
    if (argc < 4) {
        fputs("usage: statement_cases MODEL LEXICON FILE...\n", stderr);
        return 2;
    }
    struct language *language = language_open(argv[1], &err);
    struct lexicon *lexicon = language ? lexicon_open(argv[2], NULL, &err) : NULL;
    if (!lexicon) {
        fprintf(stderr, "statement_cases: %s\n", err.message);
        language_free(language);
        return 3;
    }
    run = (struct run){ language, lexicon, language_scratch_new(language) };
    const struct cases_kind kind = { .check = check };
    for (int i = 3; i < argc; i++)
        cases_run_file(&cases, &kind, &run, argv[i]);
    language_scratch_free(run.scratch);
    lexicon_free(lexicon);
    language_free(language);
    return cases_end(&cases);
}
