/* Entries of the acts as the matcher uses them. lexicon/acts/README.md says what they mean. */
#ifndef TROTH_READING_ACTS_H
#define TROTH_READING_ACTS_H

#include "reading/words.h"
#include "record/record.h"

enum { ACTS_SLOTS = 8, ACTS_MORE = 4, ACTS_NONE = ACT_COUNT }; /* ACTS_NONE: the sense of lexicon/acts/none.txt, no act at all */

enum entry_kind {
#define KIND(name, text) ENTRY_##name,
#include "reading/kinds.def"
#undef KIND
    ENTRY_KINDS
};

enum slot_name { SLOT_SUBJ, SLOT_OBJ, SLOT_IOBJ, SLOT_XCOMP, SLOT_THAT, SLOT_AS, SLOT_PREP };

enum slot_role {
    ROLE_RECIPIENT, /* R */
    ROLE_OBJECT,    /* O */
    ROLE_EITHER,    /* RO */
    ROLE_TRIGGER,   /* W */
    ROLE_ACTOR,     /* A */
    ROLE_CLASS,     /* @class of a subject */
    ROLE_ANY,       /* subj=any */
};

struct slot {
    uint8_t name; /* enum slot_name */
    uint8_t role; /* enum slot_role */
    bool required;
    bool firm;         /* nothing else than what passes, or a name, is taken for it: the verb has many senses */
    struct text prep;  /* SLOT_PREP: "to" */
    class_set classes;  /* 0: no test */
};

/* A noun of a light verb: its head, and a word that must stand with it ("red" of "red line"). */
struct light_noun {
    uint64_t look; /* words_look of the noun */
    struct text noun, with; /* `with` may be empty */
};

/* Entries are many, and looked at by chance: what tells that one does not match stands in its first 64 bytes, and what all words of
 * a line share (slots, nouns, classes) is there once for them. */
struct entry {
    uint16_t act;  /* enum act, or ACTS_NONE */
    uint8_t kind;  /* enum entry_kind */
    uint8_t slot_count, more_count;
    bool if_negated, if_past, if_passive, if_order;
    bool if_disputed; /* somebody else disputes what its clause says: "which Chad denies" */
    bool if_aside; /* what it says is told of what it stands beside: "rifles that the army said were stolen" */
    bool if_own, if_contrary, if_blaming, if_hedged; /* its clause is about who speaks; says no; has a word of blame; an "if" */
    bool if_other; /* its clause is about somebody public who is not who speaks: "hopes that Chad will stop" */
    bool if_grave; /* its clause foresees something grave: "warns that it could lead to war" */
    bool if_bare;  /* its clause has a bare verb: "insists that Chad leave" */
    bool if_several; /* several public act: "Chad and Mali held drills" */
    bool dropped;  /* an overlay has an entry of the same words */
    uint16_t noun_count;
    int weight;  /* the heavier entry wins at the same head */
    int number;  /* order of loading: the smaller wins among equals */
    struct slot *slots;            /* [slot_count] */
    struct text *more;             /* [more_count] what must stand with the head, beside the word that it is found by */
    struct light_noun *nouns;      /* [noun_count] */
    const class_set *noun_classes; /* "@meetings" among the nouns; NULL: none */
    struct text words;             /* the canonical words, as the file has them */
    struct text file;
    int line;
};

struct acts {
    struct { struct entry **items; size_t count, room; } entries;
};

/* Loads the files of folder/acts into `acts` and hangs every entry on the words that find it. With `overlay`, files may be missing,
 * and an entry takes the place of all entries of the same act, words and kind. */
bool acts_load(struct acts *acts, struct words *words, const char *folder, bool overlay, struct arena *arena, struct error *err);

/* Reads the slots "obj=R! of=O not!" of one entry into it. */
bool acts_read_slots(struct entry *entry, const struct words *words, const struct lexfile *file, struct text slots,
                     struct error *err);

/* Reads "giving+doing" into bits; `at` is where an error is put. */
bool acts_read_classes(class_set *classes, const struct words *words, const struct lexfile *file, struct text names,
                       struct error *err);

const char *acts_kind_text(int kind);

/* The name of a slot that is no preposition: "obj". */
const char *acts_slot_text(int name);

#endif
