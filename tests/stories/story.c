/* Reads files of stories. */
#include <stdlib.h>

#include "tests/stories/story.h"

/* The file that is being read. */
struct reader {
    const char *path;
    int line;
    struct arena *arena;
    struct error *err;
};

static bool fail(const struct reader *reader, const char *what, struct text words)
{
    return error_set(reader->err, ERROR_INPUT, "%s:%d: %s: '%.*s'", reader->path, reader->line, what, (int)words.length, words.at);
}

/* "Norway:NOR, some allies" */
static struct party_list read_parties(struct text list, struct arena *arena)
{
    struct party_list parties = { 0 };
    while (list.length) {
        struct text code = text_trim(text_cut(&list, ',')), name = text_cut(&code, ':');
        ARENA_PUSH(arena, &parties, (struct party){ .text = name, .code = code });
    }
    return parties;
}

static bool read_means(struct reader *reader, struct text list, struct statement *statement)
{
    while (list.length) {
        struct text name = text_trim(text_cut(&list, ','));
        int means = record_means_of(name);
        if (means < 0)
            return fail(reader, "unknown means", name);
        statement->means |= 1u << means;
    }
    return true;
}

/* "pledge by Norway:NOR to Moldova:MDA" */
static bool read_head(struct reader *reader, struct text head, struct statement *statement)
{
    size_t by = text_find(head, TEXT(" by ")), to = text_find(head, TEXT(" to "));
    int act = record_act_of(text_slice(head, 0, by));
    if (act < 0 || by == head.length)
        return fail(reader, "expected 'ACT by NAME:CODE to NAME:CODE'", head);
    statement->act = (enum act)act;
    statement->actors = read_parties(text_slice(head, by + 4, to), reader->arena);
    statement->recipients = read_parties(text_slice(head, to + 4, head.length), reader->arena);
    return true;
}

static bool read_condition(struct reader *reader, struct text value, struct statement *statement)
{
    int class = record_condition_of(text_cut(&value, ':'));
    if (class < 0)
        return fail(reader, "expected 'condition CLASS: words'", value);
    statement->has_condition = true;
    statement->condition = (enum condition)class;
    statement->condition_text = text_trim(value);
    return true;
}

static bool read_field(struct reader *reader, struct text field, struct statement *statement)
{
    struct text value = field, name = text_cut(&value, ' ');
    int link = record_link_of(name), status = record_status_of(value);
    if (link >= 0)
        ARENA_PUSH(reader->arena, &statement->links, (struct link){ (enum link_kind)link, atoi(value.at) });
    else if (text_is(name, "means"))
        return read_means(reader, value, statement);
    else if (text_is(name, "condition"))
        return read_condition(reader, value, statement);
    else if (text_is(name, "object"))
        statement->object_text = value;
    else if (text_is(name, "amount"))
        statement->amount_text = value;
    else if (text_is(name, "caveat"))
        statement->caveat_text = value;
    else if (text_is(name, "when"))
        statement->when_text = value;
    else if (text_is(name, "speaker"))
        statement->speaker = read_parties(value, reader->arena).items[0];
    else if (text_is(name, "status") && status >= 0)
        statement->status = (enum status)status;
    else
        return fail(reader, "unknown field", field);
    return true;
}

/* "A C", or "-" for none. */
static bool read_groups(struct reader *reader, struct text list, uint32_t *groups)
{
    for (*groups = 0; list.length;) {
        struct text name = text_cut(&list, ' ');
        if (name.length != 1 || (*name.at != '-' && (*name.at < 'A' || *name.at > 'Z')))
            return fail(reader, "expected commitments as letters, or '-'", name);
        if (*name.at != '-')
            *groups |= 1u << (*name.at - 'A');
    }
    return true;
}

/* ": pledge by …; means air; object radars = A" */
static bool read_statement(struct reader *reader, struct text line, struct story_report *report, int paragraph)
{
    struct statement statement = { .status = STATUS_ACTUAL, .n = (int)report->statements.count + 1, .confidence = 1000 };
    struct story_mark mark = { .line = reader->line, .paragraph = paragraph, .words = line };
    size_t equals = line.length;
    while (equals > 0 && line.at[--equals] != '=')
        ;
    struct text fields = text_trim(text_slice(line, 1, equals));
    if (!equals || !read_groups(reader, text_trim(text_slice(line, equals + 1, line.length)), &mark.groups))
        return equals ? false : fail(reader, "expected '= A' at the end, the commitment it belongs to", line);
    if (!read_head(reader, text_cut(&fields, ';'), &statement))
        return false;
    while (fields.length)
        if (!read_field(reader, text_trim(text_cut(&fields, ';')), &statement))
            return false;
    statement.in_title = !paragraph;
    ARENA_PUSH(reader->arena, &report->statements, statement);
    ARENA_PUSH(reader->arena, &report->marks, mark);
    return true;
}

/* "2026-02-10 | Harbour Dispatch | Norway pledges radars" */
static bool read_report(struct reader *reader, struct text line, struct story *story)
{
    struct text rest = line, published = text_trim(text_cut(&rest, '|')), publisher = text_trim(text_cut(&rest, '|'));
    if (!rest.length)
        return fail(reader, "expected 'DAY | PUBLISHER | TITLE'", line);
    struct article article = { .id = arena_print(reader->arena, "r%zu", story->reports.count), .title = text_trim(rest),
                               .publisher = publisher, .published = published };
    ARENA_PUSH(reader->arena, &story->reports, (struct story_report){ .article = article });
    return true;
}

static struct text join(struct text a, struct text b, struct arena *arena)
{
    return a.length ? arena_print(arena, "%.*s\n\n%.*s", (int)a.length, a.at, (int)b.length, b.at) : b;
}

/* Gives the statements their places, once the report's text is whole. */
static void place_statements(struct story_report *report)
{
    struct text rest = report->article.text, line = report->article.title;
    char hash[65];
    record_article_hash(&report->article, hash);
    for (int paragraph = 0, n = 0; (size_t)n < report->statements.count; paragraph++) {
        size_t from = paragraph ? (size_t)(line.at - report->article.text.at) : 0;
        for (int k = 0; (size_t)n < report->statements.count && report->marks.items[n].paragraph == paragraph; n++, k++) {
            struct statement *statement = &report->statements.items[n];
            statement->sentence = (struct span){ from, from + line.length };
            statement->sentence_text = line;
            statement->trigger = (struct span){ from + (size_t)k, from + (size_t)k + 1 };
            record_set_id(statement, hash);
        }
        do
            line = text_cut(&rest, '\n');
        while (!line.length && rest.length);
    }
}

static bool read_line(struct reader *reader, struct text line, struct story_list *stories, int *paragraph)
{
    struct story *story = stories->count ? &stories->items[stories->count - 1] : NULL;
    struct story_report *report = story && story->reports.count ? &story->reports.items[story->reports.count - 1] : NULL;
    if (text_starts(line, TEXT("== "))) {
        ARENA_PUSH(reader->arena, stories,
                   (struct story){ .title = text_slice(line, 3, line.length), .line = reader->line });
        return true;
    }
    if (!story || !line.length)
        return true;
    if (line.length > 10 && line.at[4] == '-' && line.at[7] == '-') {
        *paragraph = 0;
        return read_report(reader, line, story);
    }
    if (!report)
        return fail(reader, "expected a report, 'DAY | PUBLISHER | TITLE'", line);
    if (*line.at == ':')
        return read_statement(reader, line, report, *paragraph);
    ++*paragraph;
    report->article.text = join(report->article.text, line, reader->arena);
    return true;
}

bool story_read(const char *path, struct text text, struct arena *arena, struct story_list *stories, struct error *err)
{
    struct reader reader = { .path = path, .arena = arena, .err = err };
    int paragraph = 0;
    size_t first = stories->count;
    while (text.length) {
        reader.line++;
        if (!read_line(&reader, text_trim(text_cut(&text, '\n')), stories, &paragraph))
            return false;
    }
    for (size_t i = first; i < stories->count; i++)
        for (size_t k = 0; k < stories->items[i].reports.count; k++)
            place_statements(&stories->items[i].reports.items[k]);
    return true;
}
