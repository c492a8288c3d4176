/* Charts as SVG: how far each need is covered, and means by actor: due, conditional, missing. Light or dark as the reader's screen
 * is. */
#include <stdlib.h>

#include "command/weighed.h"
#include "record/record.h"

enum {
    LEFT = 24,
    NAMES = 190,
    CELL = 64,
    ROW = 30,
    BAR = 420,
    TOP = 64,
    BAR_ROW = 50,
    HEADS = 84,
    ACTORS_MOST = 60,
    NAME_COLUMNS = 26
};

/* How a commitment counts in a chart. */
enum part { PART_DUE, PART_CONDITIONAL, PART_MISSING, PART_COUNT };

static const char *const part_classes[] = { "due", "open", "gone" };

struct cell_counts {
    int counts[PART_COUNT];
};

struct chart_row {
    struct text name;
    bool has_code;
    struct cell_counts cells[MEANS_COUNT];
    int total;
};

struct chart {
    struct weighed *weighed;
    struct buffer *out;
    struct { struct chart_row *items; size_t count, room; } rows;
    int columns[MEANS_COUNT], column_count; /* means that somebody promises or refuses */
    int width, y;
};

static void add_text(struct buffer *out, struct text text)
{
    for (size_t i = 0; i < text.length; i++) {
        unsigned char c = (unsigned char)text.at[i];
        if (c == '&')
            buffer_add_string(out, "&amp;");
        else if (c == '<')
            buffer_add_string(out, "&lt;");
        else if (c == '>')
            buffer_add_string(out, "&gt;");
        else
            buffer_add_char(out, c < ' ' ? ' ' : (char)c);
    }
}

/* A text at a place; longer ones end in "…". */
static void add_label(struct chart *chart, const char *class, int x, int y, struct text text, int columns)
{
    struct buffer cut;
    buffer_init(&cut, 0);
    if (output_columns(text) > columns)
        output_cell(&cut, text, columns);
    else
        buffer_add(&cut, text);
    buffer_print(chart->out, "<text class=\"%s\" x=\"%d\" y=\"%d\">", class, x, y);
    add_text(chart->out, buffer_text(&cut));
    buffer_add_string(chart->out, "</text>\n");
    buffer_release(&cut);
}

static enum part part_of(enum verdict verdict)
{
    switch (verdict) {
    case VERDICT_FALLS_DUE:
    case VERDICT_OWED:
    case VERDICT_GIVEN:
        return PART_DUE;
    case VERDICT_LOST:
    case VERDICT_DECLINED:
        return PART_MISSING;
    default:
        return PART_CONDITIONAL;
    }
}

static struct chart_row *row_of(struct chart *chart, const struct weighing_entry *entry)
{
    struct text name = weighed_actor(chart->weighed, entry);
    for (size_t i = 0; i < chart->rows.count; i++)
        if (text_equals(chart->rows.items[i].name, name))
            return &chart->rows.items[i];
    struct chart_row row = { .name = name, .has_code = entry->row->actor_code.length };
    ARENA_PUSH(&chart->weighed->arena, &chart->rows, row);
    return &chart->rows.items[chart->rows.count - 1];
}

static int by_name(const void *a, const void *b)
{
    const struct chart_row *x = a, *y = b;
    return x->has_code != y->has_code ? y->has_code - x->has_code : text_compare(x->name, y->name);
}

static void collect(struct chart *chart, weighed_fits_fn fits, void *context)
{
    bool is_used[MEANS_COUNT] = { false };
    for (size_t i = 0; i < chart->weighed->made.entries.count; i++) {
        const struct weighing_entry *entry = &chart->weighed->made.entries.items[i];
        int means = record_means_of(entry->row->means);
        if (!fits(context, (int)i))
            continue;
        means = means < 0 ? MEANS_OTHER : means;
        struct chart_row *row = row_of(chart, entry);
        row->cells[means].counts[part_of(entry->verdict)]++;
        row->total++;
        is_used[means] = true;
    }
    for (int i = 0; i < MEANS_COUNT; i++)
        if (is_used[i])
            chart->columns[chart->column_count++] = i;
    if (chart->rows.count)
        qsort(chart->rows.items, chart->rows.count, sizeof *chart->rows.items, by_name);
}

static void add_style(struct chart *chart)
{
    buffer_add_string(
        chart->out,
        "<style>\n"
        "text { font: 13px system-ui, 'Segoe UI', 'DejaVu Sans', sans-serif; fill: #1d2433 }\n"
        ".title { font-size: 18px; font-weight: 600 } .small { font-size: 11px } .faint { fill: #667085 } .right { text-anchor: "
        "end }\n"
        ".middle { text-anchor: middle } .inside { text-anchor: middle; font-size: 12px; font-weight: 600; fill: #ffffff }\n"
        ".page { fill: #ffffff } .line { stroke: #e4e7ec } .empty { fill: #f2f4f7 } .need { stroke: #1d2433; stroke-width: 2 }\n"
        ".due { fill: #0f766e } .gone { fill: #ffffff; stroke: #b42318; stroke-width: 1.5; stroke-dasharray: 4 3 }\n"
        ".open { fill: url(#hatch); stroke: #b7791f; stroke-width: 1.5 } .stripe { stroke: #d69e2e; stroke-width: 3 } .ground { "
        "fill: #fdf3dc }\n"
        ".inopen { fill: #7a4f09 } .ingone { fill: #b42318 }\n"
        "@media (prefers-color-scheme: dark) {\n"
        "text { fill: #e6e9ef } .faint { fill: #98a2b3 } .page { fill: #14181f } .line { stroke: #2a313c } .empty { fill: #1e242d "
        "}\n"
        ".need { stroke: #e6e9ef } .due { fill: #14a394 } .gone { fill: #14181f; stroke: #f97066 } .open { stroke: #e0b14c }\n"
        ".stripe { stroke: #a7792a } .ground { fill: #3a2f17 } .inside { fill: #ffffff } .inopen { fill: #f7d98c } .ingone { fill: "
        "#f97066 }\n"
        "}\n</style>\n"
        "<defs><pattern id=\"hatch\" width=\"8\" height=\"8\" patternUnits=\"userSpaceOnUse\" patternTransform=\"rotate(45)\">"
        "<rect class=\"ground\" width=\"8\" height=\"8\"/><line class=\"stripe\" x1=\"0\" y1=\"0\" x2=\"0\" "
        "y2=\"8\"/></pattern></defs>\n");
}

static void add_box(struct chart *chart, const char *class, double x, int y, double width, int height)
{
    if (width >= 0.5)
        buffer_print(chart->out, "<rect class=\"%s\" x=\"%.1f\" y=\"%d\" width=\"%.1f\" height=\"%d\" rx=\"4\"/>\n", class, x, y,
                     width, height);
}

static void add_legend(struct chart *chart)
{
    static const struct { const char *class, *text; int width;
    } parts[] = {
        { "due", "due or owed", 116 },
        { "open", "conditional, possible, disputed", 226 },
        { "gone", "missing: declined or lost", 190 },
    };
    int x = LEFT;
    for (int i = 0; i < PART_COUNT; i++) {
        add_box(chart, parts[i].class, x, chart->y, 16, 16);
        add_label(chart, "small", x + 23, chart->y + 12, text_of(parts[i].text), 60);
        x += parts[i].width;
    }
    chart->y += 34;
}

/* "3 000 of 5 000 soldiers: short" */
static struct text told(struct chart *chart, int number, const struct assessment *got)
{
    const struct weighing_requirement *requirement = &chart->weighed->made.requirements.items[number];
    const struct need *need = &chart->weighed->made.weighing.needs.items[number];
    struct text sure = weighed_amount(chart->weighed, requirement, got->sure),
                wanted = weighed_amount(chart->weighed, requirement, need->amount);
    if (!requirement->what.length)
        return text_of(weighing_cover_text(got->cover));
    return arena_print(&chart->weighed->arena, "%.*s of %.*s%s%.*s: %s", (int)sure.length, sure.at, (int)wanted.length, wanted.at,
                       requirement->unit.length ? " " : "", (int)requirement->unit.length, requirement->unit.at,
                       weighing_cover_text(got->cover));
}

/* What is sure, what is open, and what is missing up to the mark of the need. */
static void add_bar(struct chart *chart, int number, const struct assessment *got)
{
    const struct need *need = &chart->weighed->made.weighing.needs.items[number];
    double whole = (double)need->amount, there = (double)got->sure + (double)got->open,
           scale = BAR / (there > whole ? there : whole);
    double sure = (double)got->sure * scale, open = (double)got->open * scale, missing = (whole - there) * scale, x = LEFT + NAMES;
    add_label(chart, "name", LEFT, chart->y + 15, need->name, NAME_COLUMNS);
    add_box(chart, "empty", x, chart->y, BAR, 22);
    add_box(chart, "due", x, chart->y, sure, 22);
    add_box(chart, "open", x + sure, chart->y, open, 22);
    add_box(chart, "gone", x + sure + open, chart->y, missing, 22);
    buffer_print(chart->out, "<line class=\"need\" x1=\"%.1f\" x2=\"%.1f\" y1=\"%d\" y2=\"%d\"/>\n", x + whole * scale,
                 x + whole * scale, chart->y - 4, chart->y + 26);
    struct text words = told(chart, number, got);
    if (got->has_chance && got->low == got->high)
        words = arena_print(&chart->weighed->arena, "%.*s, chance %.3g", (int)words.length, words.at, got->low);
    else if (got->has_chance)
        words = arena_print(&chart->weighed->arena, "%.*s, chance %.3g to %.3g", (int)words.length, words.at, got->low, got->high);
    add_label(chart, "small faint", LEFT + NAMES, chart->y + 38, words, 90);
    chart->y += BAR_ROW;
}

/* One cell: its parts side by side, each with its number. */
static void add_cell(struct chart *chart, const struct cell_counts *cell, int x, int y)
{
    static const char *const inside[] = { "inside", "inside inopen", "inside ingone" };
    int kinds = 0, at = 0;
    for (int i = 0; i < PART_COUNT; i++)
        kinds += cell->counts[i] > 0;
    add_box(chart, "empty", x, y, CELL - 6, ROW - 6);
    for (int i = 0; i < PART_COUNT; i++) {
        int width = kinds ? (CELL - 6 - 2 * (kinds - 1)) / kinds : 0, left = x + at * (width + 2);
        if (!cell->counts[i])
            continue;
        add_box(chart, part_classes[i], left, y, width, ROW - 6);
        add_label(chart, inside[i], left + width / 2, y + 16, arena_print(&chart->weighed->arena, "%d", cell->counts[i]), 6);
        at++;
    }
}

static void add_matrix(struct chart *chart)
{
    for (int i = 0; i < chart->column_count; i++) {
        int x = LEFT + NAMES + i * CELL + CELL / 2 - 8, y = chart->y + HEADS - 24;
        buffer_print(chart->out, "<text class=\"small\" transform=\"translate(%d %d) rotate(-40)\">%s</text>\n", x, y,
                     record_means_text((enum means)chart->columns[i]));
    }
    chart->y += HEADS - 14;
    for (size_t i = 0; i < chart->rows.count && i < ACTORS_MOST; i++) {
        add_label(chart, "name", LEFT, chart->y + 16, chart->rows.items[i].name, NAME_COLUMNS);
        for (int j = 0; j < chart->column_count; j++)
            add_cell(chart, &chart->rows.items[i].cells[chart->columns[j]], LEFT + NAMES + j * CELL, chart->y);
        chart->y += ROW;
    }
    if (chart->rows.count > ACTORS_MOST)
        add_label(chart, "small faint", LEFT, chart->y + 14,
                  arena_print(&chart->weighed->arena, "and %zu more actors", chart->rows.count - ACTORS_MOST), 60);
    chart->y += chart->rows.count > ACTORS_MOST ? ROW : 0;
}

/* What the numbers are. */
static void add_note(struct chart *chart)
{
    add_label(chart, "small faint", LEFT, chart->y + 18,
              TEXT("Numbers count commitments; an actor's are told apart by how they stand."), 80);
    chart->y += ROW;
}

static void add_content(struct chart *chart, const struct assessment *assessments)
{
    size_t needs = assessments ? chart->weighed->made.weighing.needs.count : 0;
    add_label(chart, "title", LEFT, 38, text_of(needs ? "What is needed, and what is there" : "Commitments by actor and means"),
              80);
    chart->y = TOP;
    add_legend(chart);
    for (size_t i = 0; i < needs; i++)
        add_bar(chart, (int)i, &assessments[i]);
    if (chart->rows.count) {
        add_matrix(chart);
        add_note(chart);
    }
    chart->y += 16;
}

void chart_add(struct weighed *weighed, const struct assessment *assessments, weighed_fits_fn fits, void *context)
{
    struct buffer content;
    struct chart chart = { .weighed = weighed, .out = &content };
    buffer_init(&content, 0);
    collect(&chart, fits, context);
    int matrix = LEFT + NAMES + chart.column_count * CELL + 40, least = LEFT + NAMES + BAR + LEFT;
    chart.width = matrix > least ? matrix : least;
    add_style(&chart);
    buffer_print(&content, "<rect class=\"page\" width=\"100%%\" height=\"100%%\"/>\n");
    add_content(&chart, assessments);
    buffer_print(&weighed->out,
                 "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" viewBox=\"0 0 %d %d\" role=\"img\" "
                 "aria-label=\"Commitments by actor and means: due, conditional, missing\">\n",
                 chart.width, chart.y, chart.width, chart.y);
    buffer_add(&weighed->out, buffer_text(&content));
    buffer_add_string(&weighed->out, "</svg>\n");
    buffer_release(&content);
}
