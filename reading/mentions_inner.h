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
    bool is_person; /* named people, public or not: what "he" and "she" look for */
    int count, weight; /* mentions in the first pass; and how much they tell of it as who acts */
};

/* What a sentence names, before it becomes a mention. */
struct found {
    int from, to, head;
    int wide_from;         /* with title and modifiers */
    int entity;
    uint8_t kind, gender, form;
    bool plural, is_public, is_person, is_pronoun, is_people, is_modifier;
    bool is_swallowed;     /* part of another one, and no mention of its own */
    bool is_aside;         /* where the report was written, "the Lind-era pact": nobody that it tells of */
    bool is_definite;      /* "the", "this", or nothing at all in a headline */
    bool is_bare;          /* a nominal whose own words do not tell of whom it is */
    struct text text, code, file;
    int line;
    const struct title *title; /* of a nominal, or before a name */
    int core_from;             /* where the title itself begins */
    int possessor;             /* token of "his" in "his envoy"; -1 */
    int owner_found;           /* found that owns or modifies it: "Trump" in "Trump's envoy"; -1 */
    const struct party *members;
    int member_count;
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
    int mention, entity, sentence, token, paragraph;
    uint8_t kind, gender, deprel;
    bool plural, is_person, is_quoted, is_modifier, is_public;
};

/* "I" and "we" of a quotation, and "our army", which takes the code alone. */
struct waiting {
    int mention;
    bool code_only;
};

/* Several who were named as one list: what "they" and "the three countries" look for. */
struct list_note {
    struct party_list parties;
    int sentence;
    bool is_subject, is_quoted;
};

enum { RECENT_LISTS = 8, WIDEST_NOMINAL = 9 /* tokens before a title that may belong to it */ };

/* What stands before a title. */
struct left {
    int core, to;      /* the title's tokens */
    int from;          /* where its modifiers begin, without article */
    int country;       /* found that modifies it: "French", "Kremlin", "Trump's"; -1 */
    int partner;       /* found coordinated before the country: "US" of "US and French officials"; -1 */
    int possessor;     /* token of "his"; -1 */
    bool is_definite, is_indefinite, is_genitive, has_quantity;
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
    struct dictionary by_code;    /* code of a state, organisation or group → its entity */
    int *of_actor;                /* lexicon number → entity, or -1 */
    bool *elsewhere;              /* lexicon number → the article speaks of another thing of that name */
    const struct phrase_slot ***opens_of; /* [sentence]: `opens` of each */

    /* the sentence at hand */
    int index;
    const struct sentence *sentence;
    struct found_list found;
    int *owner;       /* [token] → found, or -1 */
    bool *quoted;     /* [token] inside quotation marks */
    const struct phrase_slot **opens; /* [token] what begins with the word, or is it; NULL: nothing */
    size_t token_room;
    bool in_quote;    /* a quotation is open from before */

    struct note recent[RECENT]; /* a ring, the newest at (recent_count - 1) % RECENT */
    int recent_count;
    struct list_note lists[RECENT_LISTS]; /* a ring as well */
    int list_count;

    int main_state; /* entity of the state most often named; -1 */
    int next_state; /* of the one named most after it; -1 */
    int first_persons, quoted_persons; /* "I" and "we" outside quotations, and inside them */
    struct party_list group; /* those in whose common name the document speaks */
    bool is_common; /* it is a declaration or resolution of the group, who are "the parties" and "the council" in it */
    int joint;      /* organisation that was told to meet, in a statement by one of its members; -1 */
    int author;     /* entity in whose name the document speaks; -1 */
    int turn;       /* entity whose turn it is in a transcript; -1 */
    int speaker;    /* entity that was last said to speak, or -1, and the paragraph in which */
    int speaker_mention, speaker_paragraph;
    struct { struct waiting *items; size_t count, room; } waiting; /* of this paragraph, to be resolved when somebody speaks */
};

/* mentions_entities.c */
int entity_of_actor(struct finder *finder, const struct actor *actor);
int entity_of_name(struct finder *finder, int from, int to);
void entity_learn_surname(struct finder *finder, int entity, int from, int to);
int entity_of_surname(const struct finder *finder, int from, int to); /* -1: nobody's, -2: of several */
bool entity_is_knighthood(struct text word); /* "Sir", "Dame": who has it is called by it and the given name */
int entity_of_knight(const struct finder *finder, int given); /* "Sir Keir", at the given name */
int entity_of_state(struct finder *finder,
                    struct text code);  /* the state or organisation of a code, if the article names it; -1 */
void entity_of_title(struct finder *finder, const struct title *title, int entity); /* remembers who bears a title */
int entity_with_title(struct finder *finder, const struct title *title, struct text code); /* code may be empty; -1 */

/* mentions_names.c: names of the lexicon, of the article, and unknown ones */
void naming_find(struct finder *finder);
bool naming_is_portfolio(struct text word); /* "Affairs" of "Minister for Home Affairs" */
size_t naming_key(const struct finder *finder, int from, int to, char *key);
/* Fills what begins with each word of a sentence. */
void naming_open(const struct finder *finder, const struct sentence *sentence, const struct phrase_slot **opens);
const struct phrase_slot *naming_longest(const struct finder *finder, int from, bool titles, int *to);
const struct actor *naming_actor_of(const struct finder *finder, int from, int to,
                                    struct text code); /* a bearer of the name with that code */
bool naming_has_form(const struct finder *finder, struct text word, uint8_t form); /* FORM_SAYING, FORM_PLACE */

/* mentions_nominals.c: "the French foreign ministry", "European allies" */
void nominals_find(struct finder *finder);

/* mentions_left.c: what stands before a title */
struct left left_look(const struct finder *finder, int core, int to);
int left_quantity(const struct finder *finder, int from); /* "dozens of countries": where it begins; from itself otherwise */
bool left_is_article(struct text form, struct left *left);       /* notes in `left` which article it is */

/* mentions_definite.c: "the bloc", "the alliance"; "the North" */
bool definite_find(struct finder *finder, int token);
void definite_halves(struct finder *finder);

/* mentions_titles.c: names that stand beside a title, states that stand after it */
void titles_attach(struct finder *finder);

/* mentions_resolve.c: "the president", "the ministry", "the two leaders" */
void resolve_nominal(struct finder *finder, struct found *found);

/* mentions_teller.c: entities, of people and of states; -1 where nothing tells */
bool teller_tells(const struct finder *finder, const struct found *found); /* whether a verb of saying tells the clause */
int teller_own_force(struct finder *finder, const struct found *found);
int teller_bearer(struct finder *finder, const struct found *found); /* who bears the title in the state of who says the clause */
int teller_nearest_bearer(struct finder *finder,
                          const struct found *found); /* of several presidents named lately the one most spoken of; -1 */
bool teller_means_other(const struct found *found);                 /* "the regime": never one's own */
int teller_other_state(struct finder *finder, const struct found *found);

/* mentions_recent.c: what was named lately */
const struct note *recent_at(const struct finder *finder, int back); /* 0: the newest; NULL beyond the oldest */
void recent_add(struct finder *finder, const struct mention *mention, int mention_number, const struct found *found);

void recent_lists(struct finder *finder); /* remembers the lists of the sentence that has been written down */
const struct list_note *recent_list_at(const struct finder *finder, int back);

/* mentions_pronouns.c */
void pronouns_find(struct finder *finder);
void pronouns_resolve(struct finder *finder, struct found *found);

/* mentions_speaker.c: who speaks, for "I" and "we" */
void speaker_see(struct finder *finder);
void speaker_turn(struct finder *finder);
void speaker_end_paragraph(struct finder *finder);
void speaker_group(struct finder *finder);
void speaker_count(struct finder *finder);
int speaker_author(struct finder *finder); /* entity of the publisher, where the article is its own statement; -1 */

/* mentions_code.c */
bool actors_tell_news(struct text name); /* a newspaper or news agency */
const struct actor *code_of_words(const struct actor_lexicon *lexicon, struct text words, int day, bool whole, struct arena *arena);

/* mentions.c */
struct found *found_add(struct finder *finder, struct found found);
int found_head(const struct sentence *sentence, int from, int to); /* the token of the range whose head lies outside */
bool found_is_free(const struct finder *finder, int from, int to);
struct text found_text(const struct finder *finder, int from, int to);
bool found_is_firm(struct text lemma); /* a body that may well be nobody public: "company", "union" */
bool found_is_day(struct text form); /* of the week, "today", "yesterday" */
bool found_modifies(const struct finder *finder, int head); /* whether the token is a modifier of a noun */
void found_take_entity(const struct finder *finder, struct found *found,
                       int entity); /* code, kind, gender, evidence of an entity */

#endif
