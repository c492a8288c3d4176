/* Articles and statements made by hand, for tests of the ledger. */
#include "tests/ledger_help.h"

static struct party_list read_parties(struct arena *arena, const char *list)
{
    struct party_list parties = { 0 };
    struct text rest = text_of(list);
    while (rest.length) {
        struct text code = text_cut(&rest, ';'), name = text_cut(&code, ':');
        ARENA_PUSH(arena, &parties, (struct party){ .text = name, .code = code });
    }
    return parties;
}

static uint32_t read_means(const char *list)
{
    uint32_t means = 0;
    struct text rest = text_of(list);
    while (rest.length)
        means |= 1u << record_means_of(text_cut(&rest, ';'));
    return means;
}

static void read_links(struct arena *arena, const char *list, struct statement *statement)
{
    struct text rest = text_of(list);
    while (rest.length) {
        struct text to = text_cut(&rest, ';'), kind = text_cut(&to, ' ');
        ARENA_PUSH(arena, &statement->links, (struct link){ (enum link_kind)record_link_of(kind), to.at[0] - '0' });
    }
}

static struct statement make_statement(struct arena *arena, const struct said *said, int n, size_t from, struct text sentence)
{
    struct statement statement = { .n = n, .act = (enum act)record_act_of(text_of(said->act)), .confidence = 750 };
    statement.status = said->status ? (enum status)record_status_of(text_of(said->status)) : STATUS_ACTUAL;
    statement.sentence = (struct span){ from, from + sentence.length };
    statement.sentence_text = sentence;
    statement.trigger = (struct span){ from, from + 4 };
    statement.trigger_text = text_slice(sentence, 0, 4);
    statement.actors = read_parties(arena, said->actors);
    statement.recipients = read_parties(arena, said->recipients);
    statement.object_text = text_of(said->object);
    statement.means = read_means(said->means);
    statement.amount_text = text_of(said->amount);
    if (said->condition) {
        struct text words = text_of(said->condition);
        statement.has_condition = true;
        statement.condition = (enum condition)record_condition_of(text_cut(&words, ':'));
        statement.condition_text = words;
    }
    read_links(arena, said->links, &statement);
    return statement;
}

struct report report_make(struct arena *arena, const char *id, const char *published, const struct said *said, size_t count)
{
    struct report report = { .article = { .id = text_of(id), .title = arena_print(arena, "Title of %s", id),
                                          .publisher = TEXT("Daily Test"), .published = text_of(published) } };
    struct buffer text;
    char hash[65];
    buffer_init(&text, 0);
    for (size_t i = 0; i < count; i++)
        buffer_print(&text, "État %zu of %s: %s %s.\n\n", i + 1, id, said[i].actors, said[i].act);
    report.article.text = arena_copy(arena, buffer_text(&text));
    record_article_hash(&report.article, hash);
    struct text rest = report.article.text;
    for (size_t i = 0; i < count; i++) {
        struct text line = text_cut(&rest, '\n');
        size_t from = (size_t)(line.at - report.article.text.at);
        struct statement statement = make_statement(arena, &said[i], (int)i + 1, from, line);
        record_set_id(&statement, hash);
        ARENA_PUSH(arena, &report.statements, statement);
        text_cut(&rest, '\n');
    }
    buffer_release(&text);
    return report;
}

bool report_append(struct ledger *ledger, const struct report *report, enum ledger_outcome *outcome, struct error *err)
{
    struct ledger_entry entry = { &report->article, &report->statements, "test", 1772366400000 };
    return ledger_append(ledger, &entry, outcome, err);
}
