/* Makes news out of treebanks: quotations and lists, with the ends of their sentences known. */
#include "training/split_variants.h"

enum {
    EVERY = 3,  /* a third of the sentences ... */
    LEAST = 30, /* ... that have at least so many bytes */
    KEPT = 2,   /* of half of the paragraphs; more costs more on text like the treebanks' than it gains on news */
    LISTS = 6,
    OPENERS = 8,
    CLOSERS = 10,
};

struct writer {
    struct arena *arena;
    uint64_t state;
    struct buffer text;
    struct { size_t *items; size_t count, room; } ends;
};

static uint32_t draw(struct writer *writer, uint32_t below)
{
    writer->state = writer->state * 6364136223846793005u + 1442695040888963407u;
    return (uint32_t)(writer->state >> 33) % below;
}

static const char *speaker(struct writer *writer)
{
    static const char *const speakers[] = {
        "he said.", "she said.", "said the minister.", "the spokesman said.", "The Herald reported.",
        "The Evening Post reported on Monday.", "Mr. Ames said.", "said Gen. Ilves.", "a U.S. official said.",
        "U.N. envoy Petra Lang said.", "President Ruiz told reporters.", "Brisk wrote on X.", "it said.",
        "they said in a statement.", "according to Reuters.", "NATO said.", "the White House said.",
    };
    return speakers[draw(writer, sizeof speakers / sizeof *speakers)];
}

static const char *announcer(struct writer *writer)
{
    static const char *const announcers[] = { "He said:", "The minister told reporters:", "In a statement, NATO said:",
        "She added:", "Gen. Ilves wrote:" };
    return announcers[draw(writer, sizeof announcers / sizeof *announcers)];
}

static const char *last_mark(struct writer *writer)
{
    static const char *const marks[] = { ".", ".", ".", "...", " ...", "!", "?" };
    return marks[draw(writer, sizeof marks / sizeof *marks)];
}

/* Where and for whom a report was written; goes on into the first sentence. */
static void write_dateline(struct writer *writer)
{
    static const char *const towns[] = { "OSLO", "GENEVA", "NEW YORK", "TEL AVIV", "WASHINGTON", "PARIS/ROME",
        "Nairobi, Kenya", "KYIV" };
    static const char *const agencies[] = { " (Reuters) - ", " (AP) \xe2\x80\x94 ", ", May 21 - ",
        ", Feb. 3 (AFP) \xe2\x80\x93 ", " (Kyodo) -- ", " - ", " \xe2\x80\x94 ", ", Sept 9 (Reuters) - " };
    buffer_add_string(&writer->text, towns[draw(writer, sizeof towns / sizeof *towns)]);
    buffer_add_string(&writer->text, agencies[draw(writer, sizeof agencies / sizeof *agencies)]);
}

/* The place after a blank in the middle of `sentence`, or 0. */
static size_t middle_blank(struct writer *writer, struct text sentence)
{
    size_t at = sentence.length / 4 + draw(writer, (uint32_t)(sentence.length / 2));
    while (at < sentence.length && sentence.at[at] != ' ')
        at++;
    return at + 4 < sentence.length ? at + 1 : 0;
}

static bool has_mark(struct text sentence)
{
    for (size_t i = 0; i < sentence.length; i++)
        if (sentence.at[i] == '"' || sentence.at[i] == '`' || sentence.at[i] == ':' || (unsigned char)sentence.at[i] == 0xe2)
            return true;
    return false;
}

static void write_quoted(struct writer *writer, struct text sentence)
{
    bool curly = draw(writer, 2);
    const char *open = curly ? "\xe2\x80\x9c" : "\"", *close = curly ? "\xe2\x80\x9d" : "\"";
    struct text words = text_slice(sentence, 0, sentence.length - 1);
    size_t middle = middle_blank(writer, sentence);
    switch (draw(writer, 5)) {
    case 0: /* “It rains,” he said. */
        buffer_print(&writer->text, "%s%.*s,%s %s", open, (int)words.length, words.at, close, speaker(writer));
        return;
    case 1: /* “It rains.” */
        buffer_print(&writer->text, "%s%.*s%s%s", open, (int)words.length, words.at, last_mark(writer), close);
        return;
    case 2: /* He said: “It rains.” */
        buffer_print(&writer->text, "%s %s%.*s.%s", announcer(writer), open, (int)words.length, words.at, close);
        return;
    default: /* It “rains.” and It “rains”. */
        buffer_add(&writer->text, text_slice(sentence, 0, middle));
        buffer_add_string(&writer->text, open);
        buffer_add(&writer->text, text_slice(words, middle, words.length));
        buffer_print(&writer->text, draw(writer, 3) ? ".%s" : "%s.", close);
    }
}

/* Sentences that begin with letters alone or hold abbreviations are rare in the treebanks. */
static const char *opener(struct writer *writer)
{
    static const char *const openers[] = {
        "NATO says ", "EU leaders hope ", "U.N. envoys say ", "UK ministers think ", "U.S. President Ruiz said ", "MPs say ",
        "Gen. Ilves hopes ", "Harrow Marine Inc. says ", "Dover Shipping Co. thinks ", "At 10 a.m. ", "On Jan. 15 ",
        "From 5 p.m. Monday ", "J. K. Brisk writes ", "Tents, stoves, etc. are there; ", "The wall is 12 ft. high, and ",
        "Thomas Alden Jr. says ", "Mr. Ames and Mrs. Lind agree ", "Bexley Steel Corp. and Tarn Ltd. say ",
        "The U.S. Senate and the U.N. Security Council know ",
    };
    return openers[draw(writer, sizeof openers / sizeof *openers)];
}

/* ... and so are abbreviations at their ends. */
static const char *closer(struct writer *writer)
{
    static const char *const closers[] = { " in the U.S.", " at 6 p.m.", " from Harrow Marine Inc.", " to the U.N.",
        " by Thomas Alden Jr.", ", etc.", " in Washington, D.C.", " for Tarn Ltd.", " in the U.K.", " at 11 a.m.",
        " in Building C.", " on X." };
    return closers[draw(writer, sizeof closers / sizeof *closers)];
}

static void write_sentence(struct writer *writer, struct text sentence)
{
    if (sentence.length >= LEAST && !draw(writer, OPENERS))
        buffer_add_string(&writer->text, opener(writer));
    bool is_plain = sentence.length >= LEAST && sentence.at[sentence.length - 1] == '.' && sentence.at[sentence.length - 2] != '.';
    if (is_plain && !has_mark(sentence) && !draw(writer, EVERY))
        write_quoted(writer, sentence);
    else if (is_plain && !draw(writer, CLOSERS))
        buffer_print(&writer->text, "%.*s%s", (int)sentence.length - 1, sentence.at, closer(writer));
    else
        buffer_add(&writer->text, sentence);
}

/* `dash` stands before each sentence, or is empty. */
static struct split_paragraph write_paragraph(struct writer *writer, const struct split_paragraph *paragraph, const char *dash)
{
    writer->ends.items = NULL;
    writer->ends.count = writer->ends.room = 0;
    buffer_reset(&writer->text);
    for (size_t i = 0, from = 0; i < paragraph->end_count; from = paragraph->ends[i++]) {
        if (i)
            buffer_add_char(&writer->text, ' ');
        else if (!*dash && !draw(writer, EVERY))
            write_dateline(writer);
        buffer_add_string(&writer->text, dash);
        write_sentence(writer, text_trim(text_slice(paragraph->text, from, paragraph->ends[i])));
        ARENA_PUSH(writer->arena, &writer->ends, writer->text.length);
    }
    return (struct split_paragraph){ arena_copy(writer->arena, buffer_text(&writer->text)), writer->ends.items,
                                     writer->ends.count };
}

void split_variants_add(struct split_corpus *corpus)
{
    struct writer writer = { .arena = &corpus->arena, .state = 1 };
    size_t count = corpus->count;
    buffer_init(&writer.text, 0);
    for (size_t i = 0; i < count; i++) {
        if (corpus->items[i].end_count < 2 || draw(&writer, KEPT))
            continue;
        struct split_paragraph variant = write_paragraph(&writer, &corpus->items[i], "");
        ARENA_PUSH(&corpus->arena, corpus, variant);
        if (draw(&writer, LISTS))
            continue;
        variant = write_paragraph(&writer, &corpus->items[i], draw(&writer, 2) ? "- " : "\xe2\x80\xa2 ");
        ARENA_PUSH(&corpus->arena, corpus, variant);
    }
    buffer_release(&writer.text);
}
