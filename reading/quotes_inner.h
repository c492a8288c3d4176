/* What the files of quotes*.c share: the lexicon of saying, an article's tokens in one row, its quotation marks, its cues. */
#ifndef TROTH_READING_QUOTES_INNER_H
#define TROTH_READING_QUOTES_INNER_H

#include "reading/lexfile.h"
#include "reading/quotes.h"

enum {
    QUOTES_WORDS = 3,
    QUOTES_PREPOSITIONS = 10,
    QUOTES_WINDOW = 300, /* words of a content outside quotation marks: keeps the time linear in endless sentences */
};

enum quotes_kind {
    QUOTES_VERB, QUOTES_NOUN, QUOTES_ADJECTIVE, QUOTES_MARKER, QUOTES_ADVERB, QUOTES_LIGHT, QUOTES_DOCUMENT, QUOTES_HELPER,
    QUOTES_WITHIN, QUOTES_TELLER,
};

/* What may be the content of a cue: lexicon/quotes/README.md. */
enum quotes_frame {
    FRAME_QUOTE = 1,   /* words in quotation marks, or any around an inserted "she said" */
    FRAME_THAT = 2,    /* a finite clause */
    FRAME_TO = 4,      /* an infinitive */
    FRAME_ING = 8,     /* a gerund */
    FRAME_OBJ = 16,    /* a nominal */
    FRAME_PERSON = 32, /* an object beside a clause is whom it is told to, and no content */
    FRAME_NEEDS_SOURCE = 64, /* a cue only where a source is named */
    FRAME_BESIDE = 256, /* an object only beside a preposition ("saw it as a threat") or of a document */
    FRAME_RAISE = 128, /* the subject is part of the content, and nobody is the source: "seems to be closed" */
};

struct quotes_entry {
    uint8_t kind;   /* enum quotes_kind */
    uint16_t frames; /* bits of enum quotes_frame */
    struct text words[QUOTES_WORDS]; /* lemmas; the first finds the entry */
    int word_count;
    struct text prepositions[QUOTES_PREPOSITIONS]; /* of what is content: "warn of" */
    int preposition_count;
    struct text file;
    int line;
    int next; /* the next entry with the same first word, -1: none */
    bool dropped; /* an overlay has the same words */
};

struct cue_slot {
    unsigned hash; /* of the first word, cut */
    int first;     /* the first entry that begins with it; -1: free */
};

enum { QUOTES_LOOKS = 1 << 13 };

struct quote_lexicon {
    uint8_t looks[QUOTES_LOOKS / 8]; /* bits: an entry begins with a word of this sketch (text_sketch); it is asked first */
    struct { struct quotes_entry *items; size_t count, room; } entries;
    struct cue_slot *slots; /* [slot_count] by the hash of the first word */
    size_t slot_count; /* a power of two */
};

/* The first entry whose first word is `word` (compared in lower case), -1: none. The others follow by `next`. */
int quotes_lookup(const struct quote_lexicon *lexicon, struct text word);

/* Whether an entry of one word has this kind. */
bool quotes_has_kind(const struct quote_lexicon *lexicon, struct text word, enum quotes_kind kind);

/* Tokens [from, to) of the whole article, counted through all sentences. */
struct run {
    int from, to;
};

/* Words between quotation marks, marks included. */
struct quoted {
    struct run run;
    int joins;       /* the region of the next paragraph that goes on with it, -1: none */
    bool is_full;    /* says something by itself, unlike quoted words within a reporter's sentence */
    bool is_taken;   /* some attribution has it */
};

/* The article's tokens in one row, with what is asked of them again and again. */
struct page {
    const struct document *document;
    struct arena *arena;
    int count;
    const struct token **tokens; /* [count] */
    int *sentence; /* [count] */
    int *base;     /* [sentence_count + 1]: number of its first token */
    int *head;     /* [count], -1: root */
    int *child;    /* [count]: first dependent, -1: none */
    int *sibling;  /* [count]: next dependent of the same head, -1: none */
    int *left;     /* [count]: first token of the subtree */
    int *right;    /* [count]: last token of the subtree */
    int *region;   /* [count]: number of the quoted words it stands in, -1: none */
    struct { struct quoted *items; size_t count, room; } quoted;
};

/* A word that signals attribution, and what was found around it. */
struct cue {
    const struct quotes_entry *entry;
    int token;            /* the verb, noun, adjective or marker */
    struct run span;      /* the words of the cue */
    struct run source;    /* empty: none */
    int source_token;     /* its head, -1: none */
    struct { struct run *items; size_t count, room; } content;
    bool is_passive, is_inserted;
    bool has_subject;     /* the source is its own subject, not that of a verb above it */
    bool by_document;     /* the source is one: "the survey showed" */
    bool is_told;         /* the content is a clause or quoted words */
    bool is_dropped;      /* its words belong to another cue */
    bool has_marks;       /* quoted words stand right before or behind it */
    int phrase_from, phrase_to; /* cue, source and adjuncts: "she told reporters on Friday" */
};

struct cue_list {
    struct cue *items;
    size_t count, room;
};

struct seeker {
    const struct quote_lexicon *lexicon;
    struct page page;
    struct cue_list cues; /* in the order of the text */
    int *cue_at;          /* [count]: number of the cue whose token it is, -1: none */
};

/* quotes_page.c */
void page_init(struct page *page, const struct document *document, struct arena *arena);
int page_child(const struct page *page, int token, enum deprel deprel); /* first dependent with that relation, -1: none */
bool page_is(const struct page *page, int token, const char *lower);   /* form, in lower case; false outside the article */
bool page_lemma_is(const struct page *page, int token, const char *lemma);
bool page_is_finite(const struct page *page, int token); /* by its tag: a verb, or a modal one */
/* A verb that is tagged as a noun: "The airline plans to hire", "Radio Oslo reports that", "to announce". */
bool page_is_verb_as_noun(const struct page *page, int token);
/* The tag by which a clause is told from others: of its first auxiliary, or of the verb itself. */
struct text page_clause_tag(const struct page *page, int verb);
bool page_same_sentence(const struct page *page, int a, int b);
bool page_same_paragraph(const struct page *page, int a, int b);
int page_sentence_from(const struct page *page, int token);
int page_sentence_to(const struct page *page, int token); /* without final punctuation */
bool page_is_under(const struct page *page, int token, int ancestor);
struct run page_nominal(const struct page *page, int head);

/* quotes_marks.c: finds quoted words. */
void marks_find(struct page *page);

/* quotes_cues.c: finds cues, and the words that belong to them. */
void cues_find(struct seeker *seeker);

/* quotes_sources.c */
void sources_find(struct seeker *seeker, struct cue *cue);

/* quotes_contents.c: what trees tell. */
void contents_find(struct seeker *seeker, struct cue *cue);

/* quotes_direct.c: what quotation marks and inserted clauses tell. */
void direct_find(struct seeker *seeker);

#endif
