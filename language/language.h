/* The language room: an article's text becomes sentences of tokens with tags, lemmas and a dependency tree (Universal
 * Dependencies v2), and names. It knows English through a trained model, and nothing of politics.
 *
 *     struct language *language = language_open("model/english.model", &err);
 *     struct language_scratch *scratch = language_scratch_new(language);          one for each thread
 *     struct document document;
 *     language_read(language, scratch, title, text, &arena, &document);
 *
 * The same text and model give the same bytes on any machine and with any number of threads. */
#ifndef TROTH_LANGUAGE_LANGUAGE_H
#define TROTH_LANGUAGE_LANGUAGE_H

#include <stdint.h>

#include "base/base.h"

enum upos {
#define UPOS(name) UPOS_##name,
#include "language/upos.def"
#undef UPOS
    UPOS_COUNT
};

enum deprel {
#define DEPREL(name, text) DEPREL_##name,
#include "language/deprel.def"
#undef DEPREL
    DEPREL_COUNT
};

enum token_flag {
    TOKEN_SPACE_BEFORE = 1,  /* blank or nothing stands before it in the text */
    TOKEN_IN_MULTIWORD = 2,  /* part of a multiword token ("do" and "n't" of "don't") */
    TOKEN_MULTIWORD_GOES_ON = 4, /* ... and not its first word */
};

/* One syntactic word. It is always a run of the text: its form is text_slice(text, span). */
struct token {
    struct span span;  /* bytes of the text it was read from (the title's, when the sentence is the title) */
    struct text form;  /* borrowed from the text */
    struct text lemma; /* lives in the document's arena or in the model */
    struct text xpos;  /* Penn Treebank tag, lives in the model: "VBD" */
    uint8_t upos;      /* enum upos */
    uint8_t deprel;    /* enum deprel */
    uint8_t flags;     /* enum token_flag */
    int32_t head;      /* index of the head in the sentence, -1 for the root */
};

enum name_kind { NAME_PERSON, NAME_PLACE, NAME_ORGANISATION, NAME_OTHER };

/* A name: tokens [from, to) of a sentence, without the title before a person. */
struct name {
    int32_t from, to;
    uint8_t kind;                  /* enum name_kind */
    int32_t title_from, title_to;  /* the words of the title or role before it, empty when equal */
};

struct sentence {
    struct token *tokens;
    int32_t token_count;
    struct name *names; /* in the order of the text, not overlapping */
    int32_t name_count;
    struct span span;       /* from the first token to the end of the last */
    int32_t paragraph;      /* 0, 1, ... in the text */
    bool is_title;          /* spans count in the title, not in the text */
    bool opens_paragraph;
    bool is_capitals;       /* a line in nothing but capitals */
};

struct document {
    struct text title, text; /* borrowed */
    struct sentence *sentences; /* the title first, if there is one, then in the order of the text */
    int32_t sentence_count;
};

struct language;         /* a model: constant once open, shared by threads */
struct language_scratch; /* what one thread works with */

/* Opens a model file; checks magic, version, lengths. NULL and `err` on failure. */
struct language *language_open(const char *path, struct error *err);
void language_free(struct language *language);

/* The model's version, as printed by `troth --version`: "english 1 (9f2c31ab)", the digits from the file's content. */
const char *language_version(const struct language *language);

struct language_scratch *language_scratch_new(const struct language *language);
void language_scratch_free(struct language_scratch *scratch);

/* Reads a title (may be empty) and a text into `document`, whose parts live in `arena`. Never fails: hostile text gives poor trees.
 * Blank lines part paragraphs; a line feed alone is a blank within a paragraph, unless both lines look like whole lines of a list.
 * A title that writes nearly every word large is read as if it did so with names alone; the text tells which they are.
 * The text must be well-formed UTF-8 (utf8_repair). */
void language_read(const struct language *language, struct language_scratch *scratch, struct text title, struct text text,
                   struct arena *arena, struct document *document);

/* Tags and parses a sentence whose tokens' forms, spans and flags are given; fills the rest and finds names. */
void language_parse(const struct language *language, struct language_scratch *scratch, struct arena *arena,
                    struct sentence *sentence);

/* Appends the document as CoNLL-U, with "# newpar", "# text" and SpaceAfter=No. */
void language_write_conllu(const struct document *document, struct buffer *out);

/* Takes the next sentence out of CoNLL-U, forms and spacing alone, tags and trees left aside. `*rest` moves past it, `*line`
 * counts. `comments` gets the sentence's comment lines. Returns 1 for a sentence, 0 at the end, -1 and `err` where a line is
 * broken. */
int language_next_conllu(struct text *rest, int *line, const char *file, struct arena *arena, struct sentence *sentence,
                         struct text *comments, struct error *err);

/* "nsubj:pass" for DEPREL_NSUBJ_PASS; the number for a text, or -1. */
const char *language_deprel_text(enum deprel deprel);
int language_deprel_of(struct text text);
const char *language_upos_text(enum upos upos);
int language_upos_of(struct text text);

#endif
