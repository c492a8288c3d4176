/* Whom an act may be directed at: everybody whom the sentence names, and those whom the article named before, each with what speaks
 * for it. Which of them it is, or nobody, is learned (lexicon/recipients.txt). */
#ifndef TROTH_READING_AIMS_H
#define TROTH_READING_AIMS_H

#include "reading/fields.h"

enum { MOST_AIMS = 16, AIM_WAYS = 64, AIM_NAMES = 3 };

struct aim {
    struct party party;
    int token; /* that names it in the sentence, -1: it was named before */
    bool own;  /* somebody else of the actor's own state: "Congress blamed the White House" */
    unsigned long long ways[AIM_WAYS]; /* signs that speak for it, "relation obj", by the text_hash of their names */
    struct text names[AIM_WAYS];       /* ... and these names, where the reading keeps them */
    int way_count;
};

/* The first is nobody. */
struct aims {
    struct aim items[MOST_AIMS];
    int count;
    struct party_list by_rule; /* what the rules give */
    bool only_others;          /* nobody of the actor's own state is meant, though one is named */
    bool is_settled;           /* ... since the object is a pledge told before ("praised the promises") or a private party */
    struct text endings[AIM_NAMES]; /* a way stands in the file alone, with the act and with its group: "", " aid", " <giving>" */
};

/* Finds the aims of a frame whose statement has actors, object and status; `object` is the object's head, -1. */
void aims_find(const struct reading *reading, const struct view *view, const struct frame *frame, int object,
               const struct statement *statement, struct aims *out);

/* The number of the likeliest; of equals the first. */
int aims_best(const struct confidence *weights, const struct aims *aims);

/* Adds to the statement's recipients what comes of the choice of an aim. */
void fields_take_aim(const struct reading *reading, const struct view *view, const struct aims *aims, int best,
                     struct statement *out);

/* Whether two parties are the same for the choice: by code, or by name where there is none. */
bool aims_same(const struct party *a, const struct party *b);

/* What the describing functions look at. */
struct aiming {
    const struct reading *reading;
    const struct view *view;
    const struct frame *frame;
    const struct statement *statement;
    int object;
};

/* Adds a way to what speaks for an aim, once; its name is made of a format of %s, %d and %.*s alone. */
__attribute__((format(printf, 3, 4))) void aims_describe(const struct aiming *aiming, struct aim *aim, const char *format, ...);

/* What the grammar says of a name at a token; what the frame says of nobody. */
void aims_add_grammar(const struct aiming *aiming, struct aim *aim, int at);
void aims_add_nobody(const struct aiming *aiming, struct aim *aim);

/* What the article told before of each aim, and what of the act. */
void aims_add_history(const struct aiming *aiming, struct aims *out);

/* What a party is told by: its code, or its name. */
struct text aims_key(const struct party *party);

/* Whether a list has the party; whether two lists have one in common. */
bool aims_is_among(const struct party_list *list, const struct party *party);
bool aims_share(const struct party_list *a, const struct party_list *b);

/* Acts of one group, " <giving>": what is rare for one act may be frequent for its group. */
struct text aims_group_of(uint16_t act);

#endif
