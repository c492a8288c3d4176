/* The actor lexicon as the reading's own files see it: who has which names, and the phrases that find them. */
#ifndef TROTH_READING_ACTORS_H
#define TROTH_READING_ACTORS_H

#include "reading/mentions.h"

enum gender { GENDER_UNKNOWN, GENDER_MALE, GENDER_FEMALE };

/* Days are numbers that compare like dates: 20250905. */
struct actor {
    struct text code, canonical, file;
    struct text office;    /* of a person: "president", or several parted by commas */
    int line;
    uint8_t kind;          /* up to MENTION_PERSON; MENTION_OTHER: a name to pass over */
    uint8_t gender;        /* enum gender, of a person */
    bool replaced;         /* an overlay has an entry of the same name */
    int from_day, to_day;  /* in office; 0 and 99999999 where open */
    int number;            /* its place in the lexicon */
};

enum title_kind {
    TITLE_ROLE,       /* one person who speaks for a state or organisation: "foreign minister" */
    TITLE_BODY,       /* "government", "ministry", "troops" */
    TITLE_OFFICIALS,  /* several persons of one state: "officials"; without a state a collective */
    TITLE_COLLECTIVE, /* several states: "nations", "allies" */
    TITLE_REGION,     /* names of many states: "Europe", "the West" */
    TITLE_PRIVATE,    /* persons and companies that are no public actor: "analyst", "residents" */
    TITLE_COUNTRY,    /* stands for a state named before: "the country", "Kingdom" */
    TITLE_KINDS
};

struct title {
    struct text name, code, file; /* name: the first of its line; code: the one it always has ("congressman": USA), or empty */
    struct text states;           /* of a country: codes of those that can be called so ("island"); empty: all */
    int line;
    uint8_t kind, gender;
    bool plural;
};

enum phrase_form {
    FORM_NAME,     /* "Ukraine", "Emmanuel Macron" */
    FORM_DEMONYM,  /* "Ukrainian" */
    FORM_SEAT,     /* "Kyiv" */
    FORM_BODY,     /* "Bundestag" */
    FORM_DEFINITE, /* "alliance", for an organisation named before */
    FORM_SURNAME,  /* "Macron" */
    FORM_ELSEWHERE, /* "Atlanta" tells that Georgia is not the state */
    FORM_TITLE,
    FORM_SAYING,   /* a verb of saying */
    FORM_PLACE,    /* a preposition of place */
};

struct phrase {
    struct text surface;
    uint8_t form;
    bool exact;   /* capitals count: "US", "WHO" */
    bool capital; /* must begin with a capital */
    const struct actor *actor;
    const struct title *title;
    const struct phrase *next; /* of the same key, in the order of loading */
};

struct phrase_slot {
    struct text key;            /* letters and digits of the phrase, folded, without blanks */
    const struct phrase *first; /* NULL: only the beginning of a phrase */
    bool goes_on;               /* longer keys begin with this one */
};

/* Where a key's slot is. */
struct phrase_place {
    uint32_t hash; /* the upper half of the key's */
    uint32_t slot; /* its number and one; 0: free */
};

enum { ACTOR_LOOKS = 1 << 16 };

struct actor_lexicon {
    /* bits: a key of this sketch (text_sketch) is there; asked first, as most words begin no phrase */
    uint8_t looks[ACTOR_LOOKS / 8];
    struct { struct actor **items; size_t count, room; } actors;
    struct { struct title **items; size_t count, room; } titles;
    struct { struct phrase_slot *items; size_t count, room; } slots;
    struct phrase_place *places; /* open addressing by the keys' hashes */
    size_t place_room; /* a power of two */
};

/* The slot of a key, or NULL. */
const struct phrase_slot *actors_slot(const struct actor_lexicon *lexicon, struct text key);

/* The same in steps, so that what many words need comes from memory at once: actors_at(l, k, actors_begin(l, k)) is
 * actors_slot(l, k). 0: there is none. */
unsigned long long actors_begin(const struct actor_lexicon *lexicon, struct text key);
void actors_fetch(const struct actor_lexicon *lexicon, unsigned long long begun);
const struct phrase_slot *actors_at(const struct actor_lexicon *lexicon, struct text key, unsigned long long begun);

/* Appends the letters and digits of `form`, folded, to `key` (of `room` bytes); returns the new length, or 0 when there is no
 * room. */
size_t actors_key(struct text form, char *key, size_t length, size_t room, struct arena *arena);

/* Whether the words `surface` may stand for the phrase, looking at capitals. */
bool actors_fits(const struct phrase *phrase, struct text surface);

/* 20250905 for "2025-09-05…", 20250000 for "2025"; 0 where there is no date. */
int actors_day(struct text published);

/* Of several bearers of a name, the one in office on `day`, else the one nearest to it; the first one where `day` is 0. NULL
 * when none
 * has `form`. */
const struct phrase *actors_choose(const struct phrase *first, struct text surface, int day);

#endif
