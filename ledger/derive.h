/* The rules by which statements, one after the other, make and change the state of a commitment. Pure: no database. */
#ifndef TROTH_LEDGER_DERIVE_H
#define TROTH_LEDGER_DERIVE_H

#include "base/base.h"
#include "record/record.h"

enum state {
#define STATE(name, text, meaning) STATE_##name,
#include "ledger/states.def"
#undef STATE
    STATE_COUNT
};

const char *state_text(enum state state);
int state_of(struct text name); /* or -1 */

/* Numbers of statements, the primary key; 0: none. */
typedef long long statement_number;

/* What a commitment had come to before the article whose statements are looked at: what they are compared with. */
struct earlier {
    enum state state;
    struct text amount, condition_class, condition;
    statement_number stands_on; /* 0: nothing was said yet */
};

/* What a commitment has come to. All zeros: nothing yet. Texts are borrowed. */
struct version {
    enum state state;
    bool is_disputed, is_revised; /* now or once */
    bool is_promised;             /* promised once, and not refused since */
    struct text object, condition_class, condition, caveat, when, amount;
    statement_number stands_on; /* 0: nothing was said yet */
    long long article;          /* of the last step, where it was in this round; else 0 */
    struct earlier earlier;     /* as of before that article */
};

/* A statement that bears on a commitment. Texts are borrowed, and must outlive the versions made from them. */
struct step {
    statement_number statement;
    long long article;
    bool is_own; /* the actor's own act on this thing; else only a statement that revises or disputes one */
    statement_number restates, revises, disputes; /* statements; 0: none */
    enum act act;
    enum status status;
    struct text object, condition_class, condition, caveat, when, amount;
};

/* What one statement changed. */
struct change {
    const char *what; /* "act", "amount", "condition", "thing" */
    struct text before, after;
    statement_number earlier;
};

enum { CHANGES_MOST = 4 }; /* of one step */

/* Takes one statement further: changes `version`, tells the effect (a word for people) and writes the changes. Returns how many. */
int derive_step(struct version *version, const struct step *step, const char **effect, struct change changes[CHANGES_MOST]);

/* Whether the act makes or changes a commitment of its actor: pledge, offer, decline, withdraw, aid. */
bool derive_binds(enum act act);

#endif
