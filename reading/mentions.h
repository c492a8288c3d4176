/* Mentions: every place in the article where somebody who can act is named, told as a name or pronoun, with a code. */
#ifndef TROTH_READING_MENTIONS_H
#define TROTH_READING_MENTIONS_H

#include "language/language.h"
#include "record/record.h"

enum mention_kind {
    MENTION_STATE,        /* "Ukraine", "Kyiv", "the Kremlin", "Ukrainian" */
    MENTION_ORGANISATION, /* "NATO", "the European Commission" */
    MENTION_GROUP,        /* armed groups and parties: "Hamas" */
    MENTION_PERSON,       /* named people, and their pronouns and titles ("the president") */
    MENTION_BODY,         /* ministries, forces, parliaments, courts, envoys, officials: somebody who speaks or acts for a state */
    MENTION_COLLECTIVE,   /* "26 nations", "European allies", "the two leaders", "Western officials" */
    MENTION_OTHER,        /* private persons, companies, crowds */
};

struct mention {
    int sentence;
    int from, to; /* tokens [from, to) of the name itself, without title */
    int head;     /* its head token: the one that a verb's subject or object relation points at (the title's head, if that is it) */
    int entity;   /* the same number for the same one across the article; -1: unknown */
    uint8_t kind; /* enum mention_kind */
    bool is_public;    /* may be an actor by doc/reading.md, rule of choice 1 */
    bool is_pronoun;   /* "he", "they", "it", "who" */
    bool is_seat;      /* told by a seat of power, which may be a mere place: "Paris" */
    bool is_people;    /* "Iranians": the public of a state, which may act for it or be a crowd */
    bool is_modifier;  /* demonym or name that modifies a noun: "Russian warnings", "Macron's plan", "NATO membership" */
    struct text text;  /* shortest full name in this sentence without title, or what the pronoun stands for */
    struct text code;  /* empty: null */
    struct span span;
    struct text file;  /* the lexicon line that gave the code, for evidence; empty when the article's own words did */
    int line;
    const struct party *members; /* those it stands for where they are several ("US and Ukrainian officials", "they"); or NULL */
    int member_count;
};

struct mention_table {
    struct mention *items; /* in the order of the text */
    size_t count, room;
    int **at; /* [sentence][token]: the mention whose head, or any word, is that token; -1 none. Heads win over words. */
    struct party_list issuers; /* the parties of a joint statement, who say what nobody else is named for; else empty */
};

struct actor_lexicon; /* states, organisations, groups, people, titles, collectives: lexicon/actors/ */

/* Loads the files of lexicon/actors/ from `folder`, then from `overlay` unless it is NULL. What it makes lives in `arena`. */
const struct actor_lexicon *actors_load(const char *folder, const char *overlay, struct arena *arena, struct error *err);

/* Finds all mentions, resolves pronouns, titles and surnames within the article (what the text tells, "French President Emmanuel
 * Macron", is remembered), uses article->published for who held which office. */
void mentions_find(const struct actor_lexicon *actors, const struct article *article, const struct document *document,
                   struct arena *arena, struct mention_table *out);

/* The mention at a token, or NULL. */
const struct mention *mention_at(const struct mention_table *table, int sentence, int token);

/* The mention as a party of a statement. */
struct party mention_party(const struct mention *mention);

/* Appends every party named by the nominal headed by `token`: the mention there (its members, where it has some) and those
 * coordinated
 * with it, in the order of the text. A nominal that is no mention gives nothing. Returns how many were added. */
int mentions_parties(const struct mention_table *table, const struct document *document, int sentence, int token,
                     struct arena *arena, struct party_list *out);

/* "Chad-Niger talks": whether a hyphen joins another name to the one at `token`, which modifies a noun. */
bool mentions_are_hyphened(const struct mention_table *table, const struct document *document, int sentence, int token);

/* A code for a text alone ("French foreign ministry", "Kyiv"): for PLV-like pairs, filters of the command line and tests. Empty
 * if unknown. */
struct text actors_code_of(const struct actor_lexicon *actors, struct text name, struct text published);

/* The code of a publisher that speaks for itself in what it publishes; empty for newspapers and news agencies. */
struct text actors_code_of_publisher(const struct actor_lexicon *actors, struct text name, struct text published);

#endif
