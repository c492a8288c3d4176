/* What the files that bring a ledger and a scenario into a model share. */
#ifndef TROTH_WEIGHING_CASE_H
#define TROTH_WEIGHING_CASE_H

#include "ledger/ledger.h"
#include "weighing/keys.h"
#include "weighing/scenario.h"
#include "weighing/words.h"

struct actor_list {
    int *items;
    size_t count, room;
};

/* Who promises or receives: by code, else by name. */
struct who {
    struct text name;           /* of those by which reports call it the first by bytes */
    struct actor_list entries;  /* what it promises, rising */
    struct actor_list received; /* what it is promised, rising */
    bool is_out, is_in;         /* by `without` and `with` */
    long long body;             /* how many it stands for: 26 for "26 nations" */
    const struct formula *stands; /* that it stands by its word; NULL: not yet made */
};

/* Who promises something in one place, and that each of them gives it. */
struct crowd {
    const struct formula **parts; /* [count] */
    long long *weights;           /* [count] a body counts as many as it says */
    struct text *keys;            /* [count] who they are, rising */
    int count;
};

struct making {
    struct weighing_case *out;
    const struct scenario *scenario;
    const struct weighing_names *names; /* the caller's */
    struct weighing_names own;          /* the scenario's aliases, the ledger's names, then the caller's */
    struct arena *arena;
    struct keys keys;                   /* of who */
    struct { struct who *items; size_t count, room; } who; /* [keys] */
    struct keys spoken;                 /* names in reports */
    struct actor_list spoken_who;       /* [spoken] whose; of several the first by bytes */
    struct keys gives;                  /* "actor gives to recipient": helper pledges */
    struct actor_list gives_pledge;     /* [gives] */
    struct keys crowd_names;
    struct { struct crowd **items; size_t count, room; } crowds; /* [crowd_names] */
    struct { const struct directive **items; size_t count, room; } settings; /* [assumptions] what set it */
    struct error *err;
};

/* case_names.c: who and what is meant. */
int case_who(struct making *making, struct text code, struct text text);             /* added where new; -1: nobody */
bool case_find_who(struct making *making, const struct directive *at, struct text name,
                   int *who);                                                        /* false and err, with a suggestion */
struct text case_key(const struct making *making, int who);                          /* its code or name; empty for -1 */
struct text case_code(void *making, struct text name);                               /* for struct weighing_names */

/* case_rows.c: the commitments. */
bool case_load(struct making *making, struct ledger *ledger);
void case_add(struct making *making, struct ledger_commitment *row); /* one of the scenario's own */
struct ledger_commitment *case_copy(struct making *making, const struct ledger_commitment *row); /* in the arena */

/* case_near.c: of the book as it stands now. Gives the rows that a question about conditions needs: 1; 0: all of the ledger must be
 * looked at, nothing was given; -1 and err. The names of the whole ledger are known then. */
typedef ledger_commitment_fn case_row_fn;
int case_near(struct making *making, struct ledger *ledger, case_row_fn each, void *context);
bool case_names(struct making *making, struct ledger *ledger); /* so that names are found whose commitments are not there */

/* Which entries are for a recipient: by name, or by a report that is, where they name none. [entries], in the arena. */
bool *case_are_for(struct making *making, int recipient);

/* case_formulas.c: what a commitment waits for. */
const struct formula *case_formula(struct making *making, int entry);
const struct formula *case_expression(struct making *making, const struct directive *at, const struct expression *expression,
                                      int entry);
int case_condition(struct making *making, enum condition condition, struct text scope, struct text words);
int case_member(struct making *making, int who);
int case_belief(struct making *making, int entry);
bool case_check_definitions(struct making *making);

/* case_settings.c: what the scenario sets. */
bool case_apply(struct making *making);    /* everything but `if` */
bool case_assume(struct making *making);   /* `if` */
bool case_prepare(struct making *making);  /* who is in and out, before formulas are made */

/* case_needs.c: what it wants. */
bool case_needs(struct making *making);

/* Completes the error with the directive's place; returns false. */
bool case_fail(struct making *making, const struct directive *at, const char *format, ...) __attribute__((format(printf, 3, 4)));

#endif
