/* story_cases [--read MODEL LEXICON] [--floor PERCENT] [--quiet] FILE...: whether the ledger brings together the statements that
 * belong to one commitment.
 *
 * All pairs of statements of a story are looked at: those that belong together by hand, and those that the ledger holds to
 * belong together. Printed are precision, recall and F1 over all pairs, for every file and in all, and the wrong pairs. With
 * --read the statements are not those given by hand, but what is read from the stories' texts: a statement that was not read
 * belongs to nothing. Under the floor the exit status is 1. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "reading/reading.h"
#include "tests/ledger_help.h"
#include "tests/stories/story.h"

struct pairs {
    long both, only_hand, only_ledger;
};

struct run {
    const struct language *language; /* NULL: statements are those given by hand */
    const struct lexicon *lexicon;
    struct language_scratch *scratch;
    char path[64]; /* of the ledger of a story */
    const char *file;
    bool is_quiet;
    long given, found; /* statements: by hand, and those of them that were read */
};

/* A statement of a story with the commitments that the ledger gives it. */
struct placed {
    const struct story_mark *mark;
    struct statement_list read; /* with --read: what was read of its report */
    int report, n;              /* n: of the ledger's statement; 0: it was not read */
    struct { struct text *items; size_t count, room; } commitments;
};

struct placed_list {
    struct placed *items;
    size_t count, room;
};

static void stop(const struct error *err)
{
    fprintf(stderr, "story_cases: %s\n", err->message);
    exit(3);
}

static int paragraph_of(const struct story_report *report, const struct statement *statement)
{
    struct text before = text_slice(report->article.text, 0, statement->sentence.from_byte);
    int count = 1;
    if (statement->in_title)
        return 0;
    for (size_t at; (at = text_find(before, TEXT("\n\n"))) < before.length; count++)
        before = text_slice(before, at + 2, before.length);
    return count;
}

static bool shares_actor(const struct statement *a, const struct statement *b)
{
    for (size_t i = 0; i < a->actors.count; i++)
        for (size_t k = 0; k < b->actors.count; k++)
            if (a->actors.items[i].code.length && text_equals(a->actors.items[i].code, b->actors.items[k].code))
                return true;
    return false;
}

/* The n of the statement that was read where this one is given: of its act, in its paragraph, by its actor where there are
 * several. */
static int find_read(const struct story_report *report, size_t index, const struct statement_list *read)
{
    const struct statement *given = &report->statements.items[index];
    int found = 0;
    for (size_t i = 0; i < read->count; i++) {
        const struct statement *one = &read->items[i];
        if (one->act != given->act || paragraph_of(report, one) != report->marks.items[index].paragraph)
            continue;
        if (!found || (shares_actor(one, given) && !shares_actor(&read->items[found - 1], given)))
            found = one->n;
    }
    return found;
}

static void append(struct run *run, struct ledger *ledger, const struct story_report *report, struct arena *arena,
                   struct statement_list *statements)
{
    struct error err;
    struct document document;
    enum ledger_outcome outcome;
    *statements = report->statements;
    if (run->language) {
        language_read(run->language, run->scratch, report->article.title, report->article.text, arena, &document);
        reading_read(run->lexicon, &report->article, &document, arena, statements);
    }
    struct ledger_entry entry = { &report->article, statements, "test", 1772366400000 };
    if (!ledger_append(ledger, &entry, &outcome, &err))
        stop(&err);
}

/* The commitments of every statement of the story: rows "r0|2|id". */
static void find_commitments(struct run *run, struct placed_list *placed, struct arena *arena)
{
    struct buffer rows;
    buffer_init(&rows, 0);
    ledger_ask(run->path, "SELECT a.id, s.n, v.commitment FROM versions v JOIN statements s USING (statement) "
               "JOIN articles a USING (article) WHERE v.is_own = 1", &rows);
    for (struct text rest = buffer_text(&rows); rest.length;) {
        struct text id = text_cut(&rest, '\n'), report = text_cut(&id, '|'), n = text_cut(&id, '|');
        for (size_t i = 0; i < placed->count; i++) {
            struct placed *one = &placed->items[i];
            if (one->n == atoi(n.at) && one->report == atoi(report.at + 1))
                ARENA_PUSH(arena, &one->commitments, arena_copy(arena, id));
        }
    }
    buffer_release(&rows);
}

static void place_story(struct run *run, const struct story *story, struct arena *arena, struct placed_list *placed)
{
    struct error err;
    struct statement_list read;
    struct ledger *ledger = ledger_open(run->path, LEDGER_WRITE, &err);
    if (!ledger || !ledger_begin(ledger, &err))
        stop(&err);
    for (size_t i = 0; i < story->reports.count; i++) {
        const struct story_report *report = &story->reports.items[i];
        append(run, ledger, report, arena, &read);
        for (size_t k = 0; k < report->statements.count; k++) {
            int n = run->language ? find_read(report, k, &read) : (int)k + 1;
            ARENA_PUSH(arena, placed, (struct placed){ .mark = &report->marks.items[k], .report = (int)i, .n = n });
        }
    }
    if (!ledger_commit(ledger, &err))
        stop(&err);
    ledger_close(ledger);
    find_commitments(run, placed, arena);
    ledger_remove(run->path);
}

static bool is_together(const struct placed *a, const struct placed *b)
{
    for (size_t i = 0; i < a->commitments.count; i++)
        for (size_t k = 0; k < b->commitments.count; k++)
            if (text_equals(a->commitments.items[i], b->commitments.items[k]))
                return true;
    return false;
}

static void tell(const struct run *run, const struct story *story, const struct placed *a, const struct placed *b, bool by_hand)
{
    printf("%s:%d: %.*s: %s\n", run->file, a->mark->line, (int)story->title.length, story->title.at,
           by_hand ? "belong together, but the ledger parts them" : "do not belong together, but the ledger holds so");
    printf("    %.*s\n    line %d%.*s\n", (int)a->mark->words.length, a->mark->words.at, b->mark->line,
           (int)b->mark->words.length, b->mark->words.at);
}

static void count_pairs(const struct run *run, const struct story *story, const struct placed_list *placed, struct pairs *pairs)
{
    for (size_t i = 0; i < placed->count; i++)
        for (size_t k = i + 1; k < placed->count; k++) {
            const struct placed *a = &placed->items[i], *b = &placed->items[k];
            bool by_hand = a->mark->groups & b->mark->groups, by_ledger = is_together(a, b);
            pairs->both += by_hand && by_ledger;
            pairs->only_hand += by_hand && !by_ledger;
            pairs->only_ledger += by_ledger && !by_hand;
            if (by_hand != by_ledger && !run->is_quiet)
                tell(run, story, a, b, by_hand);
        }
}

static double ratio(long part, long whole)
{
    return whole ? (double)part / (double)whole : 1;
}

static double f1_of(struct pairs pairs)
{
    return ratio(2 * pairs.both, 2 * pairs.both + pairs.only_hand + pairs.only_ledger);
}

static void print_pairs(const char *of, size_t stories, struct pairs pairs)
{
    printf("%-36s %3zu stories, %4ld pairs: precision %.3f, recall %.3f, F1 %.3f\n", of, stories, pairs.both + pairs.only_hand,
           ratio(pairs.both, pairs.both + pairs.only_ledger), ratio(pairs.both, pairs.both + pairs.only_hand), f1_of(pairs));
}

static void read_file(const char *path, struct buffer *out)
{
    FILE *from = fopen(path, "rb");
    char piece[4096];
    size_t length;
    while (from && (length = fread(piece, 1, sizeof piece, from)))
        buffer_add(out, (struct text){ piece, length });
    if (from)
        fclose(from);
}

static size_t run_file(struct run *run, const char *path, struct pairs *all)
{
    struct error err;
    struct arena arena = { 0 };
    struct buffer content;
    struct story_list stories = { 0 };
    struct pairs pairs = { 0 };
    buffer_init(&content, 0);
    read_file(run->file = path, &content);
    if (!story_read(path, buffer_text(&content), &arena, &stories, &err))
        stop(&err);
    for (size_t i = 0; i < stories.count; i++) {
        struct placed_list placed = { 0 };
        place_story(run, &stories.items[i], &arena, &placed);
        count_pairs(run, &stories.items[i], &placed, &pairs);
        run->given += (long)placed.count;
        for (size_t k = 0; k < placed.count; k++)
            run->found += placed.items[k].n > 0;
    }
    print_pairs(path, stories.count, pairs);
    *all = (struct pairs){ all->both + pairs.both, all->only_hand + pairs.only_hand, all->only_ledger + pairs.only_ledger };
    buffer_release(&content);
    arena_release(&arena);
    return stories.count;
}

static int run_files(struct run *run, char **files, int count, double floor)
{
    struct pairs all = { 0 };
    size_t stories = 0;
    snprintf(run->path, sizeof run->path, "/tmp/troth-stories-%d.db", (int)getpid());
    for (int i = 0; i < count; i++)
        stories += run_file(run, files[i], &all);
    print_pairs("all", stories, all);
    if (run->language)
        printf("%ld of %ld statements were read\n", run->found, run->given);
    bool good = stories && f1_of(all) >= floor;
    printf("%d passed, %d failed\n", good, !good);
    return good ? 0 : 1;
}

int main(int argc, char **argv)
{
    struct error err;
    struct run run = { 0 };
    struct language *language = NULL;
    struct lexicon *lexicon = NULL;
    double floor = 0;
    int at = 1;
    for (; at < argc && argv[at][0] == '-'; at++) {
        if (strcmp(argv[at], "--floor") == 0 && at + 1 < argc) {
            floor = atof(argv[++at]) / 100;
        } else if (strcmp(argv[at], "--quiet") == 0) {
            run.is_quiet = true;
        } else if (strcmp(argv[at], "--read") == 0 && at + 2 < argc && !language) {
            language = language_open(argv[at + 1], &err);
            if (!language || !(lexicon = lexicon_open(argv[at + 2], NULL, &err)))
                stop(&err);
            at += 2;
        } else {
            break;
        }
    }
    if (at >= argc || argv[at][0] == '-') {
        fputs("usage: story_cases [--read MODEL LEXICON] [--floor PERCENT] [--quiet] FILE...\n", stderr);
        return 2;
    }
    run.language = language;
    run.lexicon = lexicon;
    run.scratch = language ? language_scratch_new(language) : NULL;
    int status = run_files(&run, argv + at, argc - at, floor);
    language_scratch_free(run.scratch);
    lexicon_free(lexicon);
    language_free(language);
    return status;
}
