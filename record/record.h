/* The nouns that pass between rooms: article, statement, and the closed lists of acts, means, conditions, links, statuses. */
#ifndef TROTH_RECORD_RECORD_H
#define TROTH_RECORD_RECORD_H

#include <stdint.h>

#include "base/base.h"

#define ACT(name, text, event, meaning) ACT_##name,
enum act {
#include "record/acts.def"
    ACT_COUNT
};
#undef ACT
#define MEANS(name, text, examples) MEANS_##name,
enum means {
#include "record/means.def"
    MEANS_COUNT
};
#undef MEANS
#define CONDITION(name, text, met) CONDITION_##name,
enum condition {
#include "record/conditions.def"
    CONDITION_COUNT
};
#undef CONDITION
#define LINK(name, text, meaning) LINK_##name,
enum link_kind {
#include "record/links.def"
    LINK_COUNT
};
#undef LINK
#define STATUS(name, text, meaning) STATUS_##name,
enum status {
#include "record/statuses.def"
    STATUS_COUNT
};
#undef STATUS

/* A report as it is read. All texts are well-formed UTF-8 and borrowed from whoever made the article. Empty means unknown. */
struct article {
    struct text id, title, publisher, published, url; /* published: "2025-09-05" or a longer ISO 8601 form */
    struct text text;                                 /* paragraphs parted by a blank line */
};

/* Who acts, receives or speaks. Empty `text` and `code` together mean nobody. */
struct party {
    struct text text; /* shortest full name in the sentence, or the name a pronoun stands for */
    struct text code; /* ISO 3166-1 alpha-3, an organisation's acronym, an armed group's name; empty for null */
    struct span span; /* where the sentence names it (the pronoun, when it is one); from == to when it is not in the sentence */
};

struct party_list {
    struct party *items;
    size_t count, room;
};

struct link {
    enum link_kind kind;
    int to; /* the other statement's n */
};

/* Why a field is as it is: which lexicon line and which words gave it. For `troth explain`. */
struct evidence {
    const char *field;     /* "act", "actors", "recipients", "object", "means", "condition", "status", "speaker", … */
    struct text file;      /* "acts/pledge.txt", or empty where no lexicon line was used */
    int line;              /* counts from 1; 0: none */
    struct text because;   /* for people: "subject of ‘pledged’", "object class by head noun ‘troops’" */
    struct span span;      /* the words */
};

/* One act that the article reports. Spans count in the article's text, or in its title where in_title is true. */
struct statement {
    char id[33];  /* hex: a hash of article, span and act (statement_set_id) */
    int n;        /* 1, 2, … within the article, in the order of the text */
    enum act act;
    enum status status;
    bool in_title;
    struct span sentence, trigger, object, condition_span, caveat, when, amount; /* from == to: none */
    struct text sentence_text, trigger_text, object_text, condition_text, caveat_text, when_text, amount_text; /* trigger and object
                                             may skip words, so the text says more than the span; empty: null */
    struct party_list actors, recipients;
    struct party speaker;
    uint32_t means;                                    /* bit 1 << enum means */
    bool has_condition;
    enum condition condition;
    struct { struct link *items; size_t count, room; } links;
    struct { struct evidence *items; size_t count, room; } evidence;
    int confidence; /* thousandths, 0 to 1000 */
};

struct statement_list {
    struct statement *items;
    size_t count, room;
};

/* Who said, believed or decided what. Each part is a list of spans of the article's text (or title). */
struct quote {
    struct { struct span *items; size_t count, room; } source, cue, content;
    bool in_title, direct; /* direct: the content stands wholly between quotation marks */
    struct party speaker;  /* the source with its code; empty when there is none */
};

struct quote_list {
    struct quote *items;
    size_t count, room;
};

const char *record_act_text(enum act act);
const char *record_event_text(enum act act); /* PLOVER 2.0, or NULL */
const char *record_means_text(enum means means);
const char *record_condition_text(enum condition condition);
const char *record_link_text(enum link_kind kind);
const char *record_status_text(enum status status);

/* All names of a list, in its order: ACT_COUNT, MEANS_COUNT … of them. */
const char *const *record_act_names(void);
const char *const *record_means_names(void);
const char *const *record_condition_names(void);
const char *const *record_link_names(void);
const char *const *record_status_names(void);

/* The names of the classes whose bits are set, parted by `separator`; ends in NUL and lives in `arena`. */
struct text record_means_list(uint32_t means, const char *separator, struct arena *arena);

/* Codes, names where there is none, parted by `separator`; ends in NUL and lives in `arena`. */
struct text record_party_list(const struct party_list *parties, const char *separator, struct arena *arena);

/* The number for a name, or -1. */
int record_act_of(struct text name);
int record_means_of(struct text name);
int record_condition_of(struct text name);
int record_link_of(struct text name);
int record_status_of(struct text name);

/* Content hash of an article: SHA-256 over title and text, 64 hex digits and NUL. */
void record_article_hash(const struct article *article, char hex[65]);

/* SHA-256 over parts, which are kept apart: ("ab", "c") differs from ("a", "bc"). 64 hex digits and NUL. */
void record_hash(const struct text *parts, size_t count, char hex[65]);

/* Fills statement->id from the article's content hash, the trigger's span and the act: reading twice gives the same id. */
void record_set_id(struct statement *statement, const char article_hash[65]);
void record_set_ids(struct statement *statements, size_t count, const char article_hash[65]); /* the same of many */

/* Writes the records of one article: give it the article and the versions of program, model and lexicon, and zeros for the rest. It
 * remembers how far code points are counted, so that records in the order of the text cost one walk through it. */
struct record_writer {
    const struct article *article;
    const char *reader; /* of statements */
    bool has_places;    /* of statements: the spans of caveat, time and amount too */
    struct utf8_counter title, text;
};

/* Appends one statement as a line of JSON (the record of doc/inputs.md), with a line feed. Spans are written in code points. */
void record_writer_statement(struct record_writer *writer, const struct statement *statement, struct buffer *out);

/* Appends one attribution as a line of JSON: article, source, cue, content as lists of [from, to) in code points, direct,
 * speaker. */
void record_writer_quote(struct record_writer *writer, const struct quote *quote, struct buffer *out);

/* One statement alone, as record_writer_statement. */
void record_write_statement(const struct article *article, const struct statement *statement, const char *reader,
                            struct buffer *out);

/* "[{"text": …, "code": …}]" as in the record. */
void record_write_parties(const struct article *article, bool in_title, const struct party_list *parties, struct buffer *out);

#endif
