/* libtroth: reads news reports and official statements, and keeps the book on who promised what. The one header of the library.
 *
 *     struct troth_error err;
 *     struct troth *troth = troth_open(NULL, &err);                                  model and lexicon, once
 *     struct troth_input input = TROTH_INPUT("Oslo pledged 40 tanks to Ukraine.");
 *     struct troth_text records = TROTH_TEXT;
 *     if (!troth || !troth_read(troth, &input, &(struct troth_answer){ troth_collect, NULL, &records }, &err))
 *         fprintf(stderr, "%s\n", err.message);
 *     else
 *         fwrite(records.bytes, 1, records.length, stdout);                          JSON Lines, one statement a line
 *     troth_text_release(&records);
 *     troth_close(troth);
 *
 * WHAT COMES BACK. Every answer is JSON Lines in UTF-8: the records that the program `troth` prints, byte for byte (`troth parse`
 * gives CoNLL-U). doc/inputs.md has the fields of what is read, doc/ledger.md those of the ledger's. Spans in records count code
 * points; lengths in this header count bytes.
 *
 * OWNERSHIP. What a function is given is borrowed until it returns. What it returns belongs to the caller, who ends it with the
 * function named there; ending NULL does nothing. Bytes given to a callback are valid until the callback returns.
 *
 * ERRORS. A function that can fail returns false, or NULL, and then has completed `err`: kind, message, place; on success `err` is
 * left alone. `err` must not be NULL. Broken or hostile text is no error: it gives fewer records. Only when the system has no
 * memory left does the library end the program, with a message.
 *
 * THREADS. A struct troth and a struct troth_ledger are constant once open: any number of threads may use one at the same time. A
 * call works with threads of its own (`threads`), and calls back on the thread that called, in the order of the input: the same
 * answers for any number of threads. Open ones must not be used in a child after fork; a child opens its own. Nothing is printed,
 * no signal is touched, and the locale does not matter.
 *
 * THE INTERFACE STAYS. The library is libtroth.so.1: what is declared here keeps its meaning and layout for as long as the 1
 * stands. Structs with a `size` may grow at their end: TROTH_SETTINGS and TROTH_INPUT fill it in, and what an older caller does
 * not know of is as if it were zero. */
#ifndef TROTH_H
#define TROTH_H

#include <stdbool.h>
#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif
#pragma GCC visibility push(default)

/* The program's version, "0.1.0": static. */
const char *troth_version(void);

/* ---- errors ---- */

enum troth_kind {
    TROTH_NONE,    /* no error; of a problem: a warning, something was repaired */
    TROTH_USAGE,   /* wrong use: a question or option that there is not, a value out of its list, an ambiguous id */
    TROTH_SYSTEM,  /* the operating system refused: no such file, no permission, disk full */
    TROTH_BROKEN,  /* an input is not what it should be */
    TROTH_LEXICON, /* a lexicon file has a mistake */
    TROTH_MODEL,   /* the model file is missing, damaged or of another version */
    TROTH_LEDGER,  /* the ledger could not be opened, read or written */
    TROTH_LIMIT,   /* an input is larger than a stated limit */
    TROTH_ABSENT,  /* the answer is no: nothing has this id, the expected hash is none of the chain's */
    TROTH_STOPPED, /* a callback wanted no more */
};

struct troth_error {
    enum troth_kind kind;
    int line, column;   /* from 1; 0: not known */
    char file[512];     /* where it is, empty where it is nowhere in particular; cut where it is longer */
    char message[1024]; /* lower case, no full stop, with the place in front: "reports.jsonl:7: ..." */
};

/* ---- model and lexicon ---- */

struct troth_settings {
    size_t size;         /* sizeof(struct troth_settings) */
    const char *data;    /* the folder with model/, lexicon/, trackers/; NULL: $TROTH_DATA, else share/troth beside the library */
    const char *model;   /* this model file instead; NULL: that of `data` */
    const char *lexicon; /* a folder of your own, added to the shipped lexicon entry by entry; NULL: none */
};

#define TROTH_SETTINGS { sizeof(struct troth_settings), NULL, NULL, NULL }

struct troth; /* model and lexicon, constant once open: some 40 MB, in a fifth of a second */

/* Opens model and lexicon; NULL as settings: the shipped ones. NULL and `err` (TROTH_MODEL, TROTH_LEXICON with file, line and
 * column, TROTH_SYSTEM). Ends with troth_close. */
struct troth *troth_open(const struct troth_settings *settings, struct troth_error *err);
void troth_close(struct troth *troth);

/* Versions of program, model and lexicon, the record's `reader`: "troth 0.1.0, english 1 (9f2c31ab), lexicon 5f0e1b22". Lives as
 * long as `troth`. */
const char *troth_reader(const struct troth *troth);

/* ---- reading ---- */

/* What is read: files, or bytes in memory. What they are is told by their content, as by the program: plain text, whose first line
 * is the title; JSON Lines of articles (id, title, publisher, published, url, text); and whatever else doc/inputs.md names. */
struct troth_input {
    size_t size;              /* sizeof(struct troth_input) */
    const char *bytes;        /* in memory; NULL: `paths` are read */
    size_t length;            /* of `bytes` */
    const char *name;         /* what errors call them; NULL: "text" */
    const char *const *paths; /* [path_count], "-" is standard input */
    size_t path_count;
    int threads;              /* to work with; 0: one for each processor */
    bool is_conllu;           /* of troth_parse: CoNLL-U, whose tokens and sentences are kept */
};

/* An input of the text in a string, or of one file. */
#define TROTH_INPUT(string) { sizeof(struct troth_input), (string), sizeof(string) - 1, NULL, NULL, 0, 0, false }
#define TROTH_FILE(path) { sizeof(struct troth_input), NULL, 0, NULL, (const char *const[]){ (path) }, 1, 0, false }

/* Where answers go. */
struct troth_answer {
    /* Whole lines, of one or more records. False stops the call, which then fails with TROTH_STOPPED. */
    bool (*lines)(void *context, const char *bytes, size_t length);
    /* An input that could not be read and was left out, or a warning (TROTH_NONE); the rest goes on. NULL: nobody wants to know. */
    void (*problem)(void *context, const struct troth_error *problem);
    void *context;
};

/* The statements that the articles of an input make, one record a line, in the order of the input. Inputs that cannot be opened or
 * read are told by `problem` and left out. Memory does not grow with the input: about 2 MB a thread, and what one article needs. */
bool troth_read(const struct troth *troth, const struct troth_input *input, const struct troth_answer *answer,
                struct troth_error *err);

/* The attributions: who said, believed or decided what. */
bool troth_quotes(const struct troth *troth, const struct troth_input *input, const struct troth_answer *answer,
                  struct troth_error *err);

/* Sentences as trees, in CoNLL-U; of raw text, where nothing is a title, or of CoNLL-U. */
bool troth_parse(const struct troth *troth, const struct troth_input *input, const struct troth_answer *answer,
                 struct troth_error *err);

/* ---- a ledger ---- */

enum troth_mode {
    TROTH_ASK,  /* the ledger must be there */
    TROTH_KEEP, /* it is made if it is not there */
};

struct troth_ledger; /* which ledger, and what to ask it with. Each call opens the ledger anew and sees it as it is then. */

/* `address`: a file, or postgresql://user@host:port/database. Of the settings `data` and `lexicon` matter: by them names become
 * codes. NULL and `err` (TROTH_LEDGER, TROTH_SYSTEM). Ends with troth_ledger_close. */
struct troth_ledger *troth_ledger_open(const char *address, enum troth_mode mode, const struct troth_settings *settings,
                                       struct troth_error *err);
void troth_ledger_close(struct troth_ledger *ledger);

/* Reads reports and appends them with their statements. What was there already adds nothing. The answer is one record: ledger,
 * added, statements, known, printings, book (doc/ledger.md). When it fails, what the record tells as added is safe all the same. */
bool troth_ledger_add(const struct troth_ledger *ledger, const struct troth *troth, const struct troth_input *input,
                      const struct troth_answer *answer, struct troth_error *err);

/* Asks what a command of the program would answer: "list", "book", "disputes", "show", "history", "totals", "due", "weigh", and
 * every other that takes --ledger, those too that write: "mark", "import", "rebuild". `arguments` [count] are what would stand on
 * the command line: { "--actor", "France", "--as-of", "2026-03-01" }. The answer is JSON Lines where the command knows them and no
 * other form is asked for. TROTH_USAGE for what the command line would refuse, TROTH_ABSENT where its exit status would be 1. */
bool troth_ledger_ask(const struct troth_ledger *ledger, const char *question, const char *const *arguments, size_t count,
                      const struct troth_answer *answer, struct troth_error *err);

/* The same for a question that brings its own input in memory, in place of files: "import". */
bool troth_ledger_take(const struct troth_ledger *ledger, const char *question, const char *const *arguments, size_t count,
                       const struct troth_input *input, const struct troth_answer *answer, struct troth_error *err);

/* ---- answers kept whole ---- */

struct troth_text {
    char *bytes; /* NULL, or ended by a NUL that `length` does not count */
    size_t length, room;
};

#define TROTH_TEXT { NULL, 0, 0 }

/* A `lines` for answers whose `context` is a struct troth_text: appends. Ends with troth_text_release. */
bool troth_collect(void *context, const char *bytes, size_t length);
void troth_text_release(struct troth_text *text);

#pragma GCC visibility pop

#ifdef __cplusplus
}
#endif
#endif
