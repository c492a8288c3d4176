/* The page of `troth read --table`: an article's statements beside their sentences. */
#include "command/page.h"

#include <stdio.h>

#include "command/output.h"

enum {
    LEAST_BESIDE = 76, /* columns: on a narrower terminal sentences stand over their statements */
    NUMBER = 5,        /* columns of "  12 " */
};

static const char *const bold = "\033[1m", *const dim = "\033[2m", *const plain = "\033[0m";

struct page {
    const struct article *article;
    const struct page_form *form;
    struct arena *arena;
    struct buffer *out;
    int left, right; /* columns of the statements, and of the sentences */
};

static void add_style(struct page *page, const char *style)
{
    if (page->form->has_colour)
        buffer_add_string(page->out, style);
}

static void add_part(struct buffer *out, struct text part, const char *between)
{
    if (!part.length)
        return;
    if (out->length)
        buffer_add_string(out, between);
    buffer_add(out, part);
}

static void add_head(struct page *page)
{
    int column = 0;
    struct buffer about;
    const struct article *article = page->article;
    buffer_init(&about, 0);
    add_part(&about, article->publisher, "  ·  ");
    add_part(&about, article->published, "  ·  ");
    add_part(&about, article->url.length ? article->url : article->id, "  ·  ");
    add_style(page, bold);
    output_wrap(page->out, article->title.length ? article->title : TEXT("(no title)"), 0, page->form->width, &column);
    add_style(page, plain);
    buffer_add_char(page->out, '\n');
    column = 0;
    add_style(page, dim);
    output_wrap(page->out, buffer_text(&about), 0, page->form->width, &column);
    add_style(page, plain);
    buffer_add_string(page->out, "\n\n");
    buffer_release(&about);
}

/* "Emmanuel Macron (FRA)"; the code alone where nothing else is known, the text alone where it says the same. */
static void add_party(struct buffer *line, const struct party *party)
{
    if (!party->text.length) {
        buffer_add(line, party->code);
        return;
    }
    buffer_add(line, party->text);
    if (party->code.length && !text_equals_nocase(party->code, party->text))
        buffer_print(line, " (%.*s)", (int)party->code.length, party->code.at);
}

static void add_parties(struct buffer *line, const struct party_list *parties)
{
    for (size_t i = 0; i < parties->count; i++) {
        if (i)
            buffer_add_string(line, ", ");
        add_party(line, &parties->items[i]);
    }
}

static void add_means(struct buffer *line, uint32_t means)
{
    for (int i = 0; i < MEANS_COUNT; i++)
        if (means & 1u << i)
            add_part(line, text_of(record_means_text((enum means)i)), ", ");
}

static void add_row(struct page *page, struct buffer *rows, const struct buffer *line)
{
    int column = NUMBER;
    if (!line->length)
        return;
    buffer_print(rows, "%*s", NUMBER, "");
    output_wrap(rows, buffer_text(line), NUMBER, page->left, &column);
    buffer_add_char(rows, '\n');
}

static void add_labelled(struct page *page, struct buffer *rows, const char *label, struct text value)
{
    struct buffer line;
    if (!value.length)
        return;
    buffer_init(&line, 0);
    buffer_add_string(&line, label);
    buffer_add(&line, value);
    add_row(page, rows, &line);
    buffer_release(&line);
}

static void add_links(struct page *page, struct buffer *rows, const struct statement *statement)
{
    for (size_t i = 0; i < statement->links.count; i++) {
        const struct link *link = &statement->links.items[i];
        add_labelled(page, rows, "→ ", arena_print(page->arena, "%s %d", record_link_text(link->kind), link->to));
    }
}

static void add_who(struct page *page, struct buffer *rows, const struct statement *statement)
{
    struct buffer line;
    buffer_init(&line, 0);
    add_parties(&line, &statement->actors);
    if (statement->recipients.count) {
        buffer_add_string(&line, " → ");
        add_parties(&line, &statement->recipients);
    }
    add_row(page, rows, &line);
    buffer_release(&line);
}

static void add_what(struct page *page, struct buffer *rows, const struct statement *statement)
{
    struct buffer means, speaker;
    buffer_init(&means, 0);
    buffer_init(&speaker, 0);
    add_means(&means, statement->means);
    add_party(&speaker, &statement->speaker);
    add_labelled(page, rows, "", buffer_text(&means));
    add_labelled(page, rows, "amount: ", statement->amount_text);
    if (statement->has_condition)
        add_labelled(page, rows, "if ", arena_print(page->arena, "%s: %.*s", record_condition_text(statement->condition),
                                                    (int)statement->condition_text.length, statement->condition_text.at));
    add_labelled(page, rows, "but: ", statement->caveat_text);
    add_labelled(page, rows, "when: ", statement->when_text);
    add_labelled(page, rows, "said by ", buffer_text(&speaker));
    buffer_release(&means);
    buffer_release(&speaker);
}

static void add_statement(struct page *page, struct buffer *rows, const struct statement *statement)
{
    struct buffer line;
    buffer_init(&line, 0);
    buffer_print(&line, "%4d %s%s%s", statement->n, record_act_text(statement->act),
                 statement->status == STATUS_ACTUAL ? "" : ", ",
                 statement->status == STATUS_ACTUAL ? "" : record_status_text(statement->status));
    buffer_print(rows, "%.*s\n", (int)line.length, line.at);
    buffer_release(&line);
    add_who(page, rows, statement);
    add_what(page, rows, statement);
    add_links(page, rows, statement);
}

/* Which words of a sentence are triggers: counted in bytes that are no blanks, since wrapping changes nothing else. */
struct marks {
    struct span *triggers;
    size_t count;
    size_t at; /* bytes so far */
    bool is_on;
};

static size_t solid_bytes(struct text text)
{
    size_t count = 0;
    for (size_t i = 0; i < text.length; i++)
        count += (unsigned char)text.at[i] > ' ' && text.at[i] != 0x7f;
    return count;
}

static void find_marks(const struct page *page, const struct statement *first, size_t count, struct marks *marks)
{
    *marks = (struct marks){ arena_take(page->arena, count * sizeof *marks->triggers), count, 0, false };
    for (size_t i = 0; i < count; i++) {
        struct text side = first[i].in_title ? page->article->title : page->article->text;
        size_t from = solid_bytes(text_slice(side, first[i].sentence.from_byte, first[i].trigger.from_byte));
        size_t length = solid_bytes(text_slice(side, first[i].trigger.from_byte, first[i].trigger.to_byte));
        marks->triggers[i] = (struct span){ from, from + length };
    }
}

static bool is_marked(const struct marks *marks)
{
    for (size_t i = 0; i < marks->count; i++)
        if (marks->at >= marks->triggers[i].from_byte && marks->at < marks->triggers[i].to_byte)
            return true;
    return false;
}

/* A line of the wrapped sentence, with its triggers in bold. */
static void add_sentence_line(struct page *page, struct text line, struct marks *marks)
{
    for (size_t i = 0; i < line.length; i++) {
        bool solid = (unsigned char)line.at[i] > ' ', on = solid ? is_marked(marks) : marks->is_on;
        if (on != marks->is_on)
            add_style(page, on ? bold : plain);
        marks->is_on = on;
        buffer_add_char(page->out, line.at[i]);
        marks->at += solid;
    }
    if (marks->is_on)
        add_style(page, plain);
    marks->is_on = false;
}

/* The first line of a statement has its number and act: they stand out. */
static void add_left(struct page *page, struct text line)
{
    bool is_first = line.length > 3 && line.at[3] != ' ';
    if (is_first)
        add_style(page, bold);
    buffer_add(page->out, line);
    if (is_first)
        add_style(page, plain);
}

static void put_beside(struct page *page, struct text left, struct text right, struct marks *marks)
{
    while (left.length || right.length) {
        struct text a = text_cut(&left, '\n'), b = text_cut(&right, '\n');
        add_left(page, a);
        if (b.length) {
            buffer_print(page->out, "%*s", page->left + 2 - output_columns(a), "");
            add_sentence_line(page, b, marks);
        }
        buffer_add_char(page->out, '\n');
    }
}

static void put_over(struct page *page, struct text rows, struct text sentence, struct marks *marks)
{
    while (sentence.length) {
        struct text line = text_cut(&sentence, '\n');
        add_sentence_line(page, line, marks);
        buffer_add_char(page->out, '\n');
    }
    while (rows.length) {
        add_left(page, text_cut(&rows, '\n'));
        buffer_add_char(page->out, '\n');
    }
}

/* The statements of one sentence, and the sentence. */
static void add_group(struct page *page, const struct statement *first, size_t count)
{
    int column = 0;
    struct buffer rows, sentence;
    struct marks marks;
    find_marks(page, first, count, &marks);
    buffer_init(&rows, 0);
    buffer_init(&sentence, 0);
    for (size_t i = 0; i < count; i++)
        add_statement(page, &rows, &first[i]);
    output_wrap(&sentence, first->sentence_text, 0, page->right, &column);
    bool beside = page->form->width >= LEAST_BESIDE;
    (beside ? put_beside : put_over)(page, buffer_text(&rows), buffer_text(&sentence), &marks);
    buffer_add_char(page->out, '\n');
    buffer_release(&rows);
    buffer_release(&sentence);
}

static bool same_sentence(const struct statement *a, const struct statement *b)
{
    return a->in_title == b->in_title && a->sentence.from_byte == b->sentence.from_byte;
}

void page_write(const struct article *article, const struct statement_list *statements, const struct page_form *form,
                struct arena *arena, struct buffer *out)
{
    struct page page = { .article = article, .form = form, .arena = arena, .out = out };
    bool beside = form->width >= LEAST_BESIDE;
    page.left = beside ? form->width * 2 / 5 : form->width;
    page.right = beside ? form->width - page.left - 2 : form->width;
    add_head(&page);
    for (size_t i = 0, next; i < statements->count; i = next) {
        for (next = i + 1; next < statements->count && same_sentence(&statements->items[i], &statements->items[next]);)
            next++;
        add_group(&page, &statements->items[i], next - i);
    }
    if (!statements->count)
        buffer_add_string(out, "     no statement was found\n\n");
}
