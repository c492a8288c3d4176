/* The lines of a report become a whole: an article with its text, and statements whose spans hold in it. */
#include <stdlib.h>

#include "exchange/exchange.h"

static bool is_same(struct text a, struct text b)
{
    return text_equals(a, b);
}

bool exchange_is_of(const struct exchange_report *report, const struct exchange_line *line)
{
    const struct article *a = &report->article, *b = &line->article;
    if (a->id.length || b->id.length)
        return is_same(a->id, b->id);
    return is_same(a->title, b->title) && is_same(a->publisher, b->publisher) && is_same(a->published, b->published) &&
           is_same(a->url, b->url);
}

/* What one line says and another leaves out holds for both. */
static bool join_field(struct text *have, struct text more, const char *name, const struct exchange_report *report, int line,
                       struct error *err)
{
    if (have->length && more.length && !is_same(*have, more))
        return error_at(err, ERROR_INPUT, report->file, line, 0,
                        "%s: is another one than in line %d of the same article; all lines of an "
                        "article say the same of it", name, report->last_line);
    if (more.length)
        *have = more;
    return true;
}

bool exchange_join(struct exchange_report *report, const struct exchange_line *line, struct arena *arena, struct error *err)
{
    struct article *article = &report->article;
    const struct article *more = &line->article;
    int at = line->row.line;
    if (!join_field(&article->id, more->id, "article.id", report, at, err) ||
        !join_field(&article->title, more->title, "article.title", report, at, err) ||
        !join_field(&article->publisher, more->publisher, "article.publisher", report, at, err) ||
        !join_field(&article->published, more->published, "article.published", report, at, err) ||
        !join_field(&article->url, more->url, "article.url", report, at, err) ||
        !join_field(&article->text, more->text, "article.text", report, at, err) ||
        !join_field(&report->reader, line->reader, "reader", report, at, err))
        return false;
    report->first_line = report->first_line ? report->first_line : at;
    report->last_line = at;
    if (line->has_statement)
        ARENA_PUSH(arena, &report->rows, line->row);
    return true;
}

static bool wrong(const struct exchange_report *report, const struct exchange_row *row, struct error *err, const char *what)
{
    return error_at(err, ERROR_INPUT, report->file, row->line, 0, "%s", what);
}

static int by_n(const void *a, const void *b)
{
    const struct exchange_row *x = a, *y = b;
    return x->statement.n != y->statement.n ? (x->statement.n > y->statement.n) - (x->statement.n < y->statement.n)
                                            : (x->line > y->line) - (x->line < y->line);
}

/* Statements count 1, 2, 3 … in the ledger, whatever numbers they had. */
static int place_of(const struct exchange_report *report, int n)
{
    for (size_t low = 0, high = report->rows.count; low < high;) {
        size_t middle = (low + high) / 2;
        int have = report->rows.items[middle].statement.n;
        if (have == n)
            return (int)middle + 1;
        if (have < n)
            low = middle + 1;
        else
            high = middle;
    }
    return 0;
}

static bool relink(struct exchange_report *report, struct exchange_row *row, struct arena *arena, struct error *err)
{
    for (size_t i = 0; i < row->statement.links.count; i++) {
        struct link *link = &row->statement.links.items[i];
        int to = place_of(report, link->to);
        if (!to || link->to == row->statement.n)
            return wrong(report, row, err, arena_print(arena,
                                                       "links[%zu].to: statement %d is not another one of the article's; give all "
                                                       "of "
                                                       "its statements, or leave the link out", i, link->to).at);
        link->to = to;
    }
    return true;
}

static bool is_to_find(struct span span)
{
    return span.from_byte == EXCHANGE_FIND.from_byte;
}

static bool number(struct exchange_report *report, struct arena *arena, struct error *err)
{
    size_t given = 0;
    struct exchange_row *rows = report->rows.items;
    for (size_t i = 0; i < report->rows.count; i++)
        given += rows[i].statement.n > 0;
    if (given && given < report->rows.count)
        return wrong(report, &rows[0], err, "n: some statements of the article have it and others have not; give it to all or "
                                            "none");
    for (size_t i = 0; i < report->rows.count && !given; i++)
        rows[i].statement.n = (int)i + 1;
    if (report->rows.count)
        qsort(rows, report->rows.count, sizeof *rows, by_n);
    for (size_t i = 1; i < report->rows.count; i++)
        if (rows[i].statement.n == rows[i - 1].statement.n)
            return wrong(report, &rows[i], err, arena_print(arena,
                                                            "n: line %d has number %d too; each statement of an article has a "
                                                            "number of its own", rows[i - 1].line, rows[i].statement.n).at);
    for (size_t i = 0; i < report->rows.count; i++)
        if (!relink(report, &rows[i], arena, err))
            return false;
    for (size_t i = 0; i < report->rows.count; i++) {
        rows[i].statement.n = (int)i + 1;
        if (rows[i].statement.sentence.from_byte >= rows[i].statement.sentence.to_byte)
            rows[i].statement.sentence = EXCHANGE_FIND; /* a sentence stands somewhere */
    }
    return true;
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\n' || c == '\r' || c == '\t';
}

/* Whoever made the sentence may have turned line feeds, or a caption within it, into blanks. */
static bool has_words(struct text place, struct text sentence)
{
    for (size_t i = 0, j = 0, n, m; i < place.length || j < sentence.length; i += n, j += m) {
        uint32_t a = utf8_at(place, i, &n), b = utf8_at(sentence, j, &m);
        if (!n || !m || (a != b && !(m == 1 && is_blank(sentence.at[j]))))
            return false;
    }
    return true;
}

/* A text that is made of sentences. */
struct making {
    struct exchange_report *report;
    struct arena *arena;
    struct error *err;
    struct buffer text;
    size_t points; /* code points of `text` */
    struct utf8_counter counter;
};

/* One blank stands between sentences of a paragraph; of what else is missing, only the length is known. */
static bool pad(struct making *making, const struct exchange_row *row, size_t to)
{
    if (to > EXCHANGE_TEXT_CEILING)
        return wrong(making->report, row, making->err, "spans: one lies behind the end of any text (4 MB)");
    for (size_t missing = to - making->points; making->points < to; making->points++)
        buffer_add_char(&making->text, missing == 1 ? ' ' : '\n');
    return true;
}

/* Two sentences that overlap must say the same where they do. */
static bool lay(struct making *making, const struct exchange_row *row)
{
    struct text sentence = row->statement.sentence_text;
    struct span span = row->statement.sentence;
    size_t points = utf8_count(sentence);
    if (points != span.to_byte - span.from_byte)
        return wrong(making->report, row, making->err,
                     arena_print(making->arena, "spans.sentence: [%zu, %zu] are %zu code points, but the sentence has %zu",
                                 span.from_byte,
                                 span.to_byte, span.to_byte - span.from_byte, points).at);
    if (span.from_byte >= making->points) {
        if (!pad(making, row, span.from_byte))
            return false;
        buffer_add(&making->text, sentence);
        making->points += points;
        return true;
    }
    struct text rest = text_slice(buffer_text(&making->text), utf8_byte_of(&making->counter, buffer_text(&making->text),
                                                                           span.from_byte),
                                  making->text.length);
    size_t shared = rest.length < sentence.length ? rest.length : sentence.length;
    if (!is_same(text_slice(rest, 0, shared), text_slice(sentence, 0, shared)))
        return wrong(making->report, row, making->err, "spans.sentence: another sentence of the article stands there with other "
                                                       "words");
    buffer_add(&making->text, text_slice(sentence, shared, sentence.length));
    making->points += utf8_count(text_slice(sentence, shared, sentence.length));
    return true;
}

static int by_place(const void *a, const void *b)
{
    const struct statement *x = &(*(const struct exchange_row *const *)a)->statement;
    const struct statement *y = &(*(const struct exchange_row *const *)b)->statement;
    if (x->sentence.from_byte != y->sentence.from_byte)
        return x->sentence.from_byte < y->sentence.from_byte ? -1 : 1;
    return (x->n > y->n) - (x->n < y->n);
}

/* The end of the farthest span of a statement, or 0: a speaker may be named far behind what he said. */
static size_t reach_of(const struct statement *statement)
{
    const struct party_list *lists[] = { &statement->actors, &statement->recipients };
    size_t reach = is_to_find(statement->speaker.span) ? 0 : statement->speaker.span.to_byte;
    for (int k = 0; k < 2; k++)
        for (size_t i = 0; i < lists[k]->count; i++) {
            struct span span = lists[k]->items[i].span;
            if (!is_to_find(span) && span.to_byte > reach)
                reach = span.to_byte;
        }
    return reach;
}

/* Sentences that have a place, up to the first that has none; then as far as any of their spans. Returns how many, or -1. */
static int lay_placed(struct making *making, struct exchange_row **rows, size_t count)
{
    size_t placed = 0, reach = 0;
    for (; placed < count && !is_to_find(rows[placed]->statement.sentence); placed++) {
        size_t end = reach_of(&rows[placed]->statement);
        if (!lay(making, rows[placed]))
            return -1;
        reach = end > reach ? end : reach;
    }
    return reach <= making->points || pad(making, rows[0], reach) ? (int)placed : -1;
}

/* Sentences without a place become paragraphs at the end. */
static bool lay_all(struct making *making)
{
    struct { struct exchange_row **items; size_t count, room; } rows = { 0 };
    for (size_t i = 0; i < making->report->rows.count; i++)
        if (!making->report->rows.items[i].statement.in_title)
            ARENA_PUSH(making->arena, &rows, &making->report->rows.items[i]);
    if (rows.count)
        qsort(rows.items, rows.count, sizeof *rows.items, by_place);
    int placed = lay_placed(making, rows.items, rows.count);
    for (size_t i = (size_t)placed; placed >= 0 && i < rows.count; i++) {
        struct text sentence = rows.items[i]->statement.sentence_text, text = buffer_text(&making->text);
        if (sentence.length && text_find(text, sentence) < text.length)
            continue;
        buffer_add_string(&making->text, text.length ? "\n\n" : "");
        buffer_add(&making->text, sentence);
    }
    if (placed >= 0 && making->text.full)
        return wrong(making->report, rows.items[0], making->err, "the sentences of the article have over 4 MB");
    return placed >= 0;
}

static bool make_text(struct exchange_report *report, struct arena *arena, struct error *err)
{
    struct making making = { .report = report, .arena = arena, .err = err };
    buffer_init(&making.text, EXCHANGE_TEXT_CEILING);
    bool good = lay_all(&making);
    report->article.text = arena_copy(arena, buffer_text(&making.text));
    buffer_release(&making.text);
    return good;
}

/* A statement whose spans become bytes. */
struct placing {
    const struct exchange_report *report;
    const struct exchange_row *row;
    struct arena *arena;
    struct error *err;
    struct text side;
    struct utf8_counter *counter;
};

static bool to_bytes(struct placing *placing, const char *field, struct span *span)
{
    struct span points = *span;
    if (points.from_byte >= points.to_byte) {
        *span = (struct span){ 0, 0 };
        return true;
    }
    span->from_byte = utf8_byte_of(placing->counter, placing->side, points.from_byte);
    span->to_byte = utf8_byte_of(placing->counter, placing->side, points.to_byte);
    if (placing->counter->point == points.to_byte)
        return true;
    return wrong(placing->report, placing->row, placing->err,
                 arena_print(placing->arena, "%s: [%zu, %zu] goes beyond the %s, which has %zu code points", field,
                             points.from_byte,
                             points.to_byte, placing->row->statement.in_title ? "title" : "text", placing->counter->point).at);
}

/* Words without a place get the one where they stand in the sentence, or none; a place without words gets its words. */
static bool place(struct placing *placing, const char *field, struct text *words, struct span *span)
{
    const struct statement *statement = &placing->row->statement;
    if (!is_to_find(*span)) {
        bool good = to_bytes(placing, field, span);
        if (good && !words->length)
            *words = text_slice(placing->side, span->from_byte, span->to_byte);
        return good;
    }
    struct text sentence = text_slice(placing->side, statement->sentence.from_byte, statement->sentence.to_byte);
    size_t at = words->length ? text_find(sentence, *words) : sentence.length;
    size_t from = statement->sentence.from_byte + at;
    *span = at < sentence.length ? (struct span){ from, from + words->length } : (struct span){ 0, 0 };
    return true;
}

static bool place_sentence(struct placing *placing, struct statement *statement)
{
    struct text sentence = statement->sentence_text;
    if (is_to_find(statement->sentence)) {
        size_t at = text_find(placing->side, sentence);
        statement->sentence = (struct span){ at, at + sentence.length };
        if (!sentence.length)
            return wrong(placing->report, placing->row, placing->err, "sentence: is missing; a statement shows its words");
        return at < placing->side.length || wrong(placing->report, placing->row, placing->err, statement->in_title
               ? "sentence: does not stand in the article's title" : "sentence: does not stand so in the article's text; give it "
                                                                     "as it stands there");
    }
    if (!to_bytes(placing, "spans.sentence", &statement->sentence))
        return false;
    struct text there = text_slice(placing->side, statement->sentence.from_byte, statement->sentence.to_byte);
    if (!sentence.length)
        statement->sentence_text = there;
    if (!there.length)
        return wrong(placing->report, placing->row, placing->err, "sentence: is missing; a statement shows its words");
    return has_words(there, statement->sentence_text) ||
           wrong(placing->report, placing->row, placing->err,
                 "spans.sentence: other words stand there in the article's text; spans count code points");
}

static bool place_party(struct placing *placing, const char *field, struct party *party)
{
    struct text words = party->text;
    return place(placing, field, &words, &party->span);
}

static bool place_all(struct placing *placing, struct statement *statement)
{
    bool good = place_sentence(placing, statement) &&
                place(placing, "spans.trigger", &statement->trigger_text, &statement->trigger) &&
                place(placing, "spans.object", &statement->object_text, &statement->object) &&
                place(placing, "condition.span", &statement->condition_text, &statement->condition_span) &&
                place(placing, "spans.caveat", &statement->caveat_text, &statement->caveat) &&
                place(placing, "spans.when", &statement->when_text, &statement->when) &&
                place(placing, "spans.amount", &statement->amount_text, &statement->amount) &&
                place_party(placing, "speaker.span", &statement->speaker);
    for (size_t i = 0; good && i < statement->actors.count; i++)
        good = place_party(placing, "actors.span", &statement->actors.items[i]);
    for (size_t i = 0; good && i < statement->recipients.count; i++)
        good = place_party(placing, "recipients.span", &statement->recipients.items[i]);
    for (size_t i = 0; good && i < statement->evidence.count; i++)
        good = to_bytes(placing, "evidence.span", &statement->evidence.items[i].span);
    return good;
}

bool exchange_assemble(struct exchange_report *report, struct arena *arena, struct statement_list *statements, struct error *err)
{
    enum { ID_DIGITS = 32 };
    struct utf8_counter title = { 0, 0 }, text = { 0, 0 };
    char hash[65];
    *statements = (struct statement_list){ 0 };
    if (!number(report, arena, err) || (!report->article.text.length && !make_text(report, arena, err)))
        return false;
    record_article_hash(&report->article, hash);
    if (!report->article.id.length)
        report->article.id = arena_copy(arena, (struct text){ hash, ID_DIGITS });
    for (size_t i = 0; i < report->rows.count; i++) {
        struct exchange_row *row = &report->rows.items[i];
        bool in_title = row->statement.in_title;
        struct placing placing = { report, row, arena, err, in_title ? report->article.title : report->article.text,
                                   in_title ? &title : &text };
        if (!place_all(&placing, &row->statement))
            return false;
        if (!row->statement.id[0])
            record_set_id(&row->statement, hash);
        ARENA_PUSH(arena, statements, row->statement);
    }
    return true;
}
