/* Rows of a table become reports with statements, by templates. */
#include "command/mapping.h"

#include <stdio.h>

#include "base/near.h"
#include "command/output.h"

enum key { KEY_ID, KEY_TITLE, KEY_PUBLISHER, KEY_PUBLISHED, KEY_URL, KEY_TEXT, ARTICLE_KEYS, KEY_READER = ARTICLE_KEYS, KEY_GROUP,
           REPORT_KEYS };

enum statement_key {
    KEY_SKIP, KEY_SENTENCE, KEY_TRIGGER, KEY_ACT, KEY_STATUS, KEY_ACTOR, KEY_RECIPIENT, KEY_SPEAKER, KEY_MEANS, KEY_OBJECT,
    KEY_CONDITION, KEY_CAVEAT, KEY_WHEN, KEY_AMOUNT, KEY_OWN_ID, KEY_N, KEY_LINKS, KEY_CONFIDENCE, KEY_IN_TITLE, KEY_SPANS,
        STATEMENT_KEYS
};

static const char *const report_keys[] = { "id", "title", "publisher", "published", "url", "text", "reader", "group" };
static const char *const statement_keys[] = {
    "skip", "sentence", "trigger", "act", "status", "actor", "recipient", "speaker", "means", "object", "condition", "caveat",
    "when", "amount", "id", "n", "links", "confidence", "in_title", "spans",
};

/* "{year}-{month:2}": words, and columns with the digits that they are filled up to. */
struct piece_of_template {
    struct text words;
    int column, digits; /* column: in `columns`, -1 for words */
};

struct template {
    struct { struct piece_of_template *items; size_t count, room; } pieces;
    int line; /* 0: not given */
};

struct form {
    struct template keys[STATEMENT_KEYS];
    int line;
};

struct mapping {
    const char *path;
    struct arena *arena;
    struct { struct text *items; size_t count, room; } columns; /* that templates name; "name?": it may lack */
    int *bound;                                                 /* [columns.count]: where the table has them */
    struct template report[REPORT_KEYS];
    struct { struct form *items; size_t count, room; } forms;
};

static int column_of(struct mapping *mapping, struct text name)
{
    for (size_t i = 0; i < mapping->columns.count; i++)
        if (text_equals(mapping->columns.items[i], name))
            return (int)i;
    ARENA_PUSH(mapping->arena, &mapping->columns, name);
    return (int)mapping->columns.count - 1;
}

static bool read_template(struct mapping *mapping, struct text value, int line, struct template *template, struct error *err)
{
    template->line = line;
    while (value.length) {
        size_t open = text_find(value, TEXT("{"));
        if (open)
            ARENA_PUSH(mapping->arena, &template->pieces, (struct piece_of_template){ text_slice(value, 0, open), -1, 0 });
        if (open == value.length)
            return true;
        value = text_slice(value, open + 1, value.length);
        size_t close = text_find(value, TEXT("}"));
        if (close == value.length)
            return error_at(err, ERROR_INPUT, mapping->path, line, 0, "'{' is never closed");
        struct text digits = text_slice(value, 0, close), name = text_trim(text_cut(&digits, ':'));
        int number = digits.length ? digits.at[0] - '0' : 0;
        if (digits.length > 1 || number < 0 || number > 9 || !name.length)
            return error_at(err, ERROR_INPUT, mapping->path, line, 0, "'{%.*s}' is no {column} or {column:digits}", (int)close,
                            value.at);
        ARENA_PUSH(mapping->arena, &template->pieces, (struct piece_of_template){ TEXT(""), column_of(mapping, name), number });
        value = text_slice(value, close + 1, value.length);
    }
    return true;
}

static int find_key(const char *const *keys, int count, struct text key)
{
    for (int i = 0; i < count; i++)
        if (text_is(key, keys[i]))
            return i;
    return -1;
}

static bool read_line(struct mapping *mapping, struct text whole, int line, struct error *err)
{
    struct text value = whole, key = text_trim(text_cut(&value, '='));
    if (text_is(key, "[statement]")) {
        ARENA_PUSH(mapping->arena, &mapping->forms, (struct form){ .line = line });
        return true;
    }
    struct form *form = mapping->forms.count ? &mapping->forms.items[mapping->forms.count - 1] : NULL;
    const char *const *keys = form ? statement_keys : report_keys;
    int count = form ? STATEMENT_KEYS : REPORT_KEYS, found = find_key(keys, count, key);
    if (found >= 0)
        return read_template(mapping, text_trim(value), line, form ? &form->keys[found] : &mapping->report[found], err);
    const char *near = near_name(key, keys, count);
    return error_at(err, ERROR_INPUT, mapping->path, line, 0, "'%.*s' is no key of a %s%s%s%s", (int)key.length, key.at,
                    form ? "statement" : "report", near ? "; did you mean '" : "", near ? near : "", near ? "'?" : "");
}

static bool check_forms(const struct mapping *mapping, struct error *err)
{
    static const int wanted[] = { KEY_SENTENCE, KEY_ACT, KEY_ACTOR };
    if (!mapping->forms.count)
        return error_set(err, ERROR_INPUT, "%s: no [statement]; trackers/README.md tells how a mapping is written", mapping->path);
    for (size_t i = 0; i < mapping->forms.count; i++)
        for (size_t k = 0; k < sizeof wanted / sizeof *wanted; k++)
            if (!mapping->forms.items[i].keys[wanted[k]].line)
                return error_at(err, ERROR_INPUT, mapping->path, mapping->forms.items[i].line, 0, "a statement needs %s",
                                statement_keys[wanted[k]]);
    return true;
}

struct mapping *mapping_open(const char *path, struct arena *arena, struct error *err)
{
    struct mapping *mapping = arena_take(arena, sizeof *mapping);
    struct text rest;
    *mapping = (struct mapping){ .path = path, .arena = arena };
    if (!output_read_file(path, arena, &rest, err))
        return NULL;
    for (int line = 1; rest.length; line++) {
        struct text whole = text_trim(text_cut(&rest, '\n'));
        if (whole.length && whole.at[0] != '#' && !read_line(mapping, whole, line, err))
            return NULL;
    }
    return check_forms(mapping, err) ? mapping : NULL;
}

bool mapping_bind(struct mapping *mapping, const struct csv_row *header, const char *file, struct error *err)
{
    mapping->bound = arena_take(mapping->arena, (mapping->columns.count + 1) * sizeof *mapping->bound);
    for (size_t i = 0; i < mapping->columns.count; i++) {
        struct text name = mapping->columns.items[i];
        bool may_lack = text_ends(name, TEXT("?"));
        name.length -= may_lack;
        mapping->bound[i] = -1;
        for (int k = 0; k < header->count; k++)
            if (text_equals(header->fields[k], name))
                mapping->bound[i] = k;
        if (mapping->bound[i] < 0 && !may_lack)
            return error_at(err, ERROR_INPUT, file, header->line, 0, "there is no column '%.*s', which %s asks for",
                            (int)name.length, name.at, mapping->path);
    }
    return true;
}

/* A row on its way. */
struct filling {
    const struct mapping *mapping;
    const struct csv_row *row;
    const char *file;
    struct arena *arena;
};

static struct text value_of(const struct filling *filling, int column)
{
    int at = filling->mapping->bound[column];
    return at >= 0 && at < filling->row->count ? filling->row->fields[at] : TEXT("");
}

static struct text fill(const struct filling *filling, const struct template *template)
{
    struct buffer out;
    buffer_init(&out, 0);
    for (size_t i = 0; i < template->pieces.count; i++) {
        const struct piece_of_template *piece = &template->pieces.items[i];
        struct text value = piece->column < 0 ? piece->words : value_of(filling, piece->column);
        for (int missing = piece->digits - (int)value.length; missing > 0; missing--)
            buffer_add_char(&out, '0');
        buffer_add(&out, value);
    }
    struct text made = arena_copy(filling->arena, buffer_text(&out));
    buffer_release(&out);
    return template->pieces.count > 1 ? text_trim(made) : made; /* an empty column leaves blanks around */
}

/* "10-17"; empty: still to be found, or nowhere where the places are known. */
static bool take_span(const struct filling *filling, struct text value, struct span none, struct span *span, struct error *err)
{
    unsigned from, to;
    int end = 0;
    *span = none;
    if (!value.length)
        return true;
    if (sscanf(value.at, "%u-%u%n", &from, &to, &end) < 2 || (size_t)end != value.length || from > to)
        return error_at(err, ERROR_INPUT, filling->file, filling->row->line, 0, "'%.*s' is no span; write it as 10-17",
                        (int)value.length,
                        value.at);
    *span = (struct span){ from, to };
    return true;
}

/* "France | FRA; Spain | ESP", or "France | FRA | 0-6". */
static bool take_parties(const struct filling *filling, struct text value, struct span none, struct party_list *list,
                         struct error *err)
{
    while (value.length) {
        struct text span = exchange_cut(&value, ';');
        struct text name = exchange_plain(exchange_cut(&span, '|'), filling->arena);
        struct text code = exchange_plain(exchange_cut(&span, '|'), filling->arena);
        struct party party = { .text = name.length ? name : code, .code = code };
        if (!take_span(filling, exchange_plain(span, filling->arena), none, &party.span, err))
            return false;
        if (party.text.length)
            ARENA_PUSH(filling->arena, list, party);
    }
    return true;
}

/* Number of a name in a closed list; false and `err` for another. */
static bool take_name(const struct filling *filling, const struct template *template, const char *const *names, int count,
                      int *number, struct error *err)
{
    struct text value = fill(filling, template);
    *number = find_key(names, count, value);
    if (*number >= 0)
        return true;
    const char *near = near_name(value, names, count);
    return error_at(err, ERROR_INPUT, filling->file, filling->row->line, 0,
                    "line %d of %s makes '%.*s', which is none of its list%s%s%s", template->line, filling->mapping->path,
                    (int)value.length, value.at, near ? "; did you mean '" : "", near ? near : "", near ? "'?" : "");
}

static bool take_means(const struct filling *filling, const struct template *template, uint32_t *means, struct error *err)
{
    struct text value = fill(filling, template);
    while (value.length) {
        struct text one = text_trim(text_cut(&value, ';'));
        int number = find_key(record_means_names(), MEANS_COUNT, one);
        if (one.length && number < 0)
            return error_at(err, ERROR_INPUT, filling->file, filling->row->line, 0,
                            "line %d of %s makes '%.*s', which is no means", template->line, filling->mapping->path,
                            (int)one.length, one.at);
        *means |= one.length ? 1u << number : 0;
    }
    return true;
}

/* The class, and the words behind a bar: "ceasefire | once the war ends". */
static bool take_condition(const struct filling *filling, const struct template *template, struct statement *statement,
                           struct error *err)
{
    struct text words = fill(filling, template), class = text_trim(text_cut(&words, '|'));
    int number = record_condition_of(class);
    if (!class.length)
        return true;
    if (number < 0)
        return error_at(err, ERROR_INPUT, filling->file, filling->row->line, 0,
                        "line %d of %s makes '%.*s', which is no class of conditions", template->line, filling->mapping->path,
                        (int)class.length, class.at);
    statement->has_condition = true;
    statement->condition = (enum condition)number;
    statement->condition_text = text_trim(words);
    statement->condition_span = EXCHANGE_FIND;
    return true;
}

static bool take_names(const struct filling *filling, const struct form *form, struct statement *statement, struct error *err)
{
    const struct template *keys = form->keys;
    int act, status = STATUS_ACTUAL;
    if (!take_name(filling, &keys[KEY_ACT], record_act_names(), ACT_COUNT, &act, err) ||
        (keys[KEY_STATUS].line && !take_name(filling, &keys[KEY_STATUS], record_status_names(), STATUS_COUNT, &status, err)) ||
        !take_means(filling, &keys[KEY_MEANS], &statement->means, err) ||
        !take_condition(filling, &keys[KEY_CONDITION], statement, err))
        return false;
    statement->act = (enum act)act;
    statement->status = (enum status)status;
    return true;
}

/* "sentence 0-54; trigger 10-17": the others stand nowhere. Where nothing is given all are still to be found. */
static bool take_spans(const struct filling *filling, struct text value, struct statement *statement, struct error *err)
{
    struct { const char *name; struct span *span; } spans[] = {
        { "sentence", &statement->sentence }, { "trigger", &statement->trigger }, { "object", &statement->object },
        { "condition", &statement->condition_span }, { "caveat", &statement->caveat }, { "when", &statement->when },
        { "amount", &statement->amount },
    };
    enum { COUNT = sizeof spans / sizeof *spans };
    for (int i = 0; i < COUNT; i++)
        *spans[i].span = value.length ? (struct span){ 0, 0 } : EXCHANGE_FIND;
    while (value.length) {
        struct text one = text_trim(text_cut(&value, ';')), name = text_cut(&one, ' ');
        int i = 0;
        while (i < COUNT && !text_is(name, spans[i].name))
            i++;
        if (i == COUNT)
            return error_at(err, ERROR_INPUT, filling->file, filling->row->line, 0,
                            "'%.*s' has no span of its own; sentence, trigger, object, "
                            "condition, caveat, when and amount have", (int)name.length, name.at);
        if (!take_span(filling, arena_copy(filling->arena, text_trim(one)), (struct span){ 0, 0 }, spans[i].span, err))
            return false;
    }
    return true;
}

static bool take_words(const struct filling *filling, const struct form *form, struct statement *statement, struct error *err)
{
    const struct template *keys = form->keys;
    struct party_list speakers = { 0 };
    struct text spans = fill(filling, &keys[KEY_SPANS]);
    struct span none = spans.length ? (struct span){ 0, 0 } : EXCHANGE_FIND;
    statement->sentence_text = fill(filling, &keys[KEY_SENTENCE]);
    statement->trigger_text = fill(filling, &keys[KEY_TRIGGER]);
    statement->object_text = fill(filling, &keys[KEY_OBJECT]);
    statement->caveat_text = fill(filling, &keys[KEY_CAVEAT]);
    statement->when_text = fill(filling, &keys[KEY_WHEN]);
    statement->amount_text = fill(filling, &keys[KEY_AMOUNT]);
    if (!take_spans(filling, spans, statement, err) ||
        !take_parties(filling, fill(filling, &keys[KEY_ACTOR]), none, &statement->actors, err) ||
        !take_parties(filling, fill(filling, &keys[KEY_RECIPIENT]), none, &statement->recipients, err) ||
        !take_parties(filling, fill(filling, &keys[KEY_SPEAKER]), none, &speakers, err))
        return false;
    if (speakers.count)
        statement->speaker = speakers.items[0];
    return true;
}

/* "restates 1; revises 3" */
static bool take_links(const struct filling *filling, struct text value, struct statement *statement, struct error *err)
{
    while (value.length) {
        struct text to = text_trim(text_cut(&value, ';')), kind = text_cut(&to, ' ');
        int number = record_link_of(kind), target = 0, end = 0;
        to = arena_copy(filling->arena, to);
        if (number < 0 || sscanf(to.at, "%d%n", &target, &end) < 1 || (size_t)end != to.length)
            return error_at(err, ERROR_INPUT, filling->file, filling->row->line, 0,
                            "'%.*s %.*s' is no link; write it as: restates 1; revises 2",
                            (int)kind.length, kind.at, (int)to.length, to.at);
        ARENA_PUSH(filling->arena, &statement->links, (struct link){ (enum link_kind)number, target });
    }
    return true;
}

/* What a table has that statements were exported to, and few others have. */
static bool take_rest(const struct filling *filling, const struct form *form, struct statement *statement, struct error *err)
{
    struct text id = text_trim(fill(filling, &form->keys[KEY_OWN_ID])), n = text_trim(fill(filling, &form->keys[KEY_N]));
    struct text confidence = text_trim(fill(filling, &form->keys[KEY_CONFIDENCE]));
    double value = 1;
    int end = 0;
    statement->in_title = text_is(text_trim(fill(filling, &form->keys[KEY_IN_TITLE])), "true");
    if (id.length && strspn(id.at, "0123456789abcdef") != 32)
        return error_at(err, ERROR_INPUT, filling->file, filling->row->line, 0,
                        "'%.*s' has not the form of a statement's id (32 hexadecimal "
                        "digits); leave it out and one is made", (int)id.length, id.at);
    memcpy(statement->id, id.at, id.length);
    if (n.length && (sscanf(n.at, "%d%n", &statement->n, &end) < 1 || (size_t)end != n.length || statement->n < 1))
        return error_at(err, ERROR_INPUT, filling->file, filling->row->line, 0, "'%.*s' is no number 1, 2, 3 of a statement",
                        (int)n.length, n.at);
    if (confidence.length && (sscanf(confidence.at, "%lf%n", &value, &end) < 1 || (size_t)end != confidence.length ||
                              !(value >= 0 && value <= 1)))
        return error_at(err, ERROR_INPUT, filling->file, filling->row->line, 0, "'%.*s' is no confidence from 0 to 1",
                        (int)confidence.length, confidence.at);
    statement->confidence = (int)(value * 1000 + 0.5);
    return take_links(filling, text_trim(fill(filling, &form->keys[KEY_LINKS])), statement, err);
}

static bool is_zero(struct text number)
{
    for (size_t i = 0; i < number.length; i++)
        if (number.at[i] != '0' && number.at[i] != '.')
            return false;
    return number.length > 0;
}

/* A statement is skipped where the two values behind `skip` are the same: "{money} 0". */
static bool is_skipped(const struct filling *filling, const struct form *form)
{
    struct text rest = fill(filling, &form->keys[KEY_SKIP]), value = text_cut(&rest, ' ');
    return form->keys[KEY_SKIP].line && (text_equals(value, text_trim(rest)) || (is_zero(value) && is_zero(text_trim(rest))));
}

struct text mapping_group(const struct mapping *mapping, const struct csv_row *row, struct arena *arena)
{
    struct filling filling = { mapping, row, "", arena };
    return fill(&filling, &mapping->report[KEY_GROUP]);
}

bool mapping_row(const struct mapping *mapping, const struct csv_row *row, const char *file, struct arena *arena,
                 struct exchange_line *line, struct exchange_report *report, struct error *err)
{
    struct filling filling = { mapping, row, file, arena };
    struct text *const fields[ARTICLE_KEYS] = { &line->article.id, &line->article.title, &line->article.publisher,
                                                &line->article.published, &line->article.url, &line->article.text };
    *line = (struct exchange_line){ .has_article = true, .has_statement = true, .row.line = row->line };
    for (int i = 0; i < ARTICLE_KEYS; i++)
        *fields[i] = fill(&filling, &mapping->report[i]);
    line->reader = fill(&filling, &mapping->report[KEY_READER]);
    for (size_t i = 0; i < mapping->forms.count; i++) {
        const struct form *form = &mapping->forms.items[i];
        struct statement *statement = &line->row.statement;
        *statement = (struct statement){ .n = 0 };
        if (is_skipped(&filling, form))
            continue;
        if (!take_names(&filling, form, statement, err) || !take_words(&filling, form, statement, err) ||
            !take_rest(&filling, form, statement, err) || !exchange_join(report, line, arena, err))
            return false;
    }
    return true;
}
