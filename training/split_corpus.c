/* Puts the sentences of a treebank together again to the paragraphs that they were taken from. */
#include "training/split_corpus.h"

#include <stdlib.h>
#include <zlib.h>

enum { LINE = 65536 };

/* The paragraph being put together, and what is known of the sentence being read. */
struct reading {
    struct split_corpus *corpus;
    struct buffer text;
    struct { size_t *items; size_t count, room; } ends;
    struct buffer sentence;
    bool opens;          /* the sentence begins a paragraph */
    bool is_glued;       /* no blank after its last word so far */
    bool next_is_glued;  /* no blank before it */
    int range_end;       /* last word of a multiword token, whose own line tells about the blank */
};

static void end_paragraph(struct reading *reading)
{
    struct split_corpus *corpus = reading->corpus;
    if (reading->ends.count) {
        struct split_paragraph paragraph = { arena_copy(&corpus->arena, buffer_text(&reading->text)), reading->ends.items,
                                             reading->ends.count };
        ARENA_PUSH(&corpus->arena, corpus, paragraph);
    }
    buffer_reset(&reading->text);
    reading->ends.items = NULL;
    reading->ends.count = reading->ends.room = 0;
}

static void end_sentence(struct reading *reading)
{
    if (reading->sentence.length) {
        if (reading->opens)
            end_paragraph(reading);
        if (reading->text.length && !reading->next_is_glued)
            buffer_add_char(&reading->text, ' ');
        buffer_add(&reading->text, buffer_text(&reading->sentence));
        ARENA_PUSH(&reading->corpus->arena, &reading->ends, reading->text.length);
        reading->next_is_glued = reading->is_glued;
    }
    buffer_reset(&reading->sentence);
    reading->opens = false;
    reading->range_end = 0;
}

static void read_comment(struct reading *reading, struct text line)
{
    if (text_starts(line, TEXT("# newpar")) || text_starts(line, TEXT("# newdoc")))
        reading->opens = true;
    else if (text_starts(line, TEXT("# text = ")))
        buffer_add(&reading->sentence, text_slice(line, 9, line.length));
}

static void read_word(struct reading *reading, struct text line)
{
    int id = atoi(line.at);
    struct text number = text_cut(&line, '\t');
    size_t hyphen = text_find(number, TEXT("-"));
    if (hyphen < number.length)
        reading->range_end = atoi(number.at + hyphen + 1);
    else if (id <= reading->range_end)
        return;
    reading->is_glued = text_find(line, TEXT("SpaceAfter=No")) < line.length;
}

bool split_corpus_read(struct split_corpus *corpus, const char *path, struct error *err)
{
    struct reading reading = { .corpus = corpus };
    gzFile from = gzopen(path, "rb");
    if (!from)
        return error_set(err, ERROR_SYSTEM, "treebank '%s' cannot be opened", path);
    char *line = memory_take(LINE);
    buffer_init(&reading.text, 0);
    buffer_init(&reading.sentence, 0);
    while (gzgets(from, line, LINE)) {
        struct text trimmed = text_trim(text_of(line));
        if (!trimmed.length)
            end_sentence(&reading);
        else if (trimmed.at[0] == '#')
            read_comment(&reading, trimmed);
        else
            read_word(&reading, trimmed);
    }
    end_sentence(&reading);
    end_paragraph(&reading);
    buffer_release(&reading.text);
    buffer_release(&reading.sentence);
    free(line);
    gzclose(from);
    return true;
}

void split_corpus_release(struct split_corpus *corpus)
{
    arena_release(&corpus->arena);
    *corpus = (struct split_corpus){ 0 };
}
