/* What the files of mentions*.c share: the finder of one article, its entities, and what one sentence is found to name. */
#ifndef TROTH_READING_MENTIONS_INNER_H
#define TROTH_READING_MENTIONS_INNER_H

#include "reading/actors.h"

/* Somebody, across the article. */
struct entity {
    struct text full, code, file;
    int line;
    const struct actor *actor; /* NULL: known from the article alone */
    uint8_t kind, gender;
    bool plural, is_public;
    int count; /* mentions in the first pass */
    int rank;  /* for states: last place named, in the order of the text */
};

/* What a sentence names, before it becomes a mention. */
struct found {
    int from, to, head;
    int wide_from;         /* with title and modifiers */
    int entity;
    uint8_t kind, gender, form, title_kind;
    bool plural, is_public, is_pronoun, is_modifier, swallowed, is_definite;
    struct text text, code, file;
    int line;
    const struct title *title; /* of a nominal, or before a name */
};

struct found_list {
    struct found *items;
    size_t count, room;
};

/* Open-addressed map from a text to a number. */
struct dictionary {
    struct dictionary_slot { struct text key; int value; } *slots;
    size_t count, room;
};
int dictionary_get(const struct dictionary *dictionary, struct text key); /* -1: not there */
void dictionary_put(struct dictionary *dictionary, struct text key, int value, struct arena *arena);

enum { LONGEST_KEY = 160, RECENT = 48 };

/* Beside each mention in the table, what pronouns look for. */
struct note {
    int entity, sentence, token, paragraph;
    uint8_t kind, gender, deprel;
    bool plural, is_quoted, is_modifier, is_public, is_pronoun;
};

struct finder {
    const struct actor_lexicon *lexicon;
    const struct article *article;
    const struct document *document;
    struct arena *arena;
    struct mention_table *out;
    int day;
    bool learning; /* first pass: names and titles are remembered, nothing comes out */

    struct { struct entity *items; size_t count, room; } entities;
    struct dictionary by_name;    /* folded full name → entity */
    struct dictionary by_surname; /* folded surname → entity; -2: of several */
    struct dictionary by_title;   /* title's name → entity that last bore it */
    int *of_actor;                /* lexicon number → entity, or -1 */
    bool *elsewhere;              /* lexicon number → the article speaks of another thing of that name */

    /* the sentence at hand */
    int index;
    const struct sentence *sentence;
    struct found_list found;
    int *owner;       /* [token] → found, or -1 */
    bool *quoted;     /* [token] inside quotation marks */
    size_t token_room;
    bool in_quote;    /* a quotation is open from before */
    int clock;        /* counts state mentions */

    struct note recent[RECENT]; /* a ring, the newest at (recent_count - 1) % RECENT */
    int recent_count;

    int main_state;  /* entity of the state most often named; -1 */
    int author;      /* entity in whose name the document speaks; -1 */
    int turn;        /* entity whose turn it is in a transcript; -1 */
    int speaker;     /* entity that spoke last; -1 */
    int speaker_paragraph;
    struct { int *items; size_t count, room; } waiting; /* mentions "I", "we" of this paragraph, to be resolved at its end */
};

/* mentions_entities.c */
int entity_of_actor(struct finder *finder, const struct actor *actor);
int entity_of_name(struct finder *finder, int from, int to);
void entity_learn_surname(struct finder *finder, int entity, int from, int to);
int entity_of_surname(const struct finder *finder, int token);

/* mentions_names.c: names of the lexicon, of the article, and unknown ones */
void names_find(struct finder *finder);
size_t names_key(const struct finder *finder, int from, int to, char *key);
const struct phrase_slot *names_longest(const struct finder *finder, int from, bool titles, int *to);

/* mentions_nominals.c: "the French foreign ministry", "European allies" */
void nominals_find(struct finder *finder);

/* mentions_pronouns.c */
void pronouns_find(struct finder *finder);
void pronouns_resolve(struct finder *finder, struct found *found, size_t order);
void pronouns_speaker(struct finder *finder);
void pronouns_end_paragraph(struct finder *finder);

/* mentions.c */
struct found *found_add(struct finder *finder, struct found found);
int found_head(const struct sentence *sentence, int from, int to); /* the token of the range whose head lies outside */
bool found_is_free(const struct finder *finder, int from, int to);
struct text found_text(const struct finder *finder, int from, int to);

#endif
