/* The weighing room: what falls due if something happens, what a requirement hangs on, and how likely it is to be covered.
 *
 * A model is made of three things. An ASSUMPTION is something that may come about or not: a condition ("ceasefire@UKR"), a member
 * that stands by its word ("USA"), a statement that is believed. A PLEDGE is given when its formula over assumptions and other
 * pledges comes true. A NEED is an amount, and shares of pledges that add up towards it; it is covered when those that are given
 * reach it.
 *
 *     struct weighing weighing;
 *     weighing_init(&weighing, &arena);
 *     int truce = weighing_assume(&weighing, ASSUMPTION_CONDITION, TEXT("ceasefire"), TEXT("the fighting stops"));
 *     int force = weighing_pledge(&weighing, TEXT("force"), weighing_is(&weighing, truce));
 *     int need = weighing_need(&weighing, TEXT("land"), 15000);
 *     weighing_share(&weighing, need, weighing_given(&weighing, force), 20000, force);
 *     if (weighing_settle(&weighing, &err) && weighing_assess(&weighing, need, &limits, &arena, &assessment, &err)) ...
 *
 * THREE VALUES. Each assumption is true, false or undecided, and so is what follows from it (Kleene, Introduction to
 * Metamathematics, 1952, section 64): a formula is true (false) where it is true (false) however the undecided ones turn out,
 * reckoned part by part. "x or not x" is therefore undecided while x is. A need is covered where the true shares reach it, open
 * where it takes undecided ones.
 *
 * DEPENDENCE. Pledges that hang on pledges are evaluated together to the least fixed point (van Emden and Kowalski, The Semantics
 * of Predicate Logic as a Programming Language, 1976): what is given must follow from assumptions in finitely many steps. Pledges
 * that wait for each other do not set each other off: each is undecided and marked as in a circle, which is told (strongly
 * connected components: Tarjan 1972), and adds to no need. With `circles_move` such a group moves together (greatest fixed point).
 * A pledge that waits for another not to be given, which waits for the first, contradicts itself: an error.
 *
 * EXACT ANSWERS. "This need is covered" becomes a reduced ordered binary decision diagram over the assumptions (Bryant, Graph-Based
 * Algorithms for Boolean Function Manipulation, 1986), amounts added up by dynamic programming over what is still lacking, in
 * integers (Eén and Sörensson, Translating Pseudo-Boolean Constraints into SAT, 2006). The variables are ordered by FORCE (Aloul,
 * Markov and Sakallah 2003). From it come
 *   - linchpins: the minimal sets of assumptions whose failing uncovers the need although everything else comes about, the
 * undecided too (Rauzy, New Algorithms for Fault Trees Analysis, 1993). To fail is to turn out false, or true for what is only met
 * as "not". What is settled, and what has failed already and has no chance, is left out;
 *   - chances: the probability that the need is covered, assumptions being independent. An assumption without one is certain where
 * it is true, impossible where it is false; undecided ones without one give two bounds, the worst and the best that they can do;
 *   - worth: Birnbaum's importance (On the Importance of Different Components in a Multicomponent System, 1969): chance if the
 * assumption holds less chance if it fails. Undecided ones without a probability count as one half here. Probabilities are sums and
 * products of doubles in a fixed order: the same bytes everywhere, right to some fifteen digits. Where the diagram has more nodes
 * than it may, a seeded simulation gives the chance with its standard error (its bounds are wider where something undecided is met
 * both plain and as "not"), and linchpins are sought by trying. */
#ifndef TROTH_WEIGHING_WEIGHING_H
#define TROTH_WEIGHING_WEIGHING_H

#include "base/base.h"

enum truth { TRUTH_FALSE, TRUTH_UNDECIDED, TRUTH_TRUE };

struct world;
struct components;
struct keys;

enum assumption_kind { ASSUMPTION_CONDITION, ASSUMPTION_MEMBER, ASSUMPTION_STATEMENT };

enum { CHANCE_WHOLE = 1000000000, CHANCE_NONE = -1 };

struct assumption {
    enum assumption_kind kind;
    struct text name;  /* unique */
    struct text words; /* for people */
    enum truth holds;
    bool is_settled;   /* a fact: it cannot turn out otherwise */
    int chance;        /* that it holds, in billionths; CHANCE_NONE: not given */
};

/* Parts of which enough are true: "all of", "one of", "three of", amounts that reach a sum; or something that is not true. */
enum formula_kind { FORMULA_ASSUMPTION, FORMULA_PLEDGE, FORMULA_NOT, FORMULA_AT_LEAST };

struct formula {
    enum formula_kind kind;
    int subject;                   /* the assumption, or the pledge */
    int count;                     /* parts; one of FORMULA_NOT */
    const struct formula **parts;  /* [count] */
    const long long *weights;      /* [count], each from 0; NULL: each is one */
    int except;                    /* of FORMULA_AT_LEAST: a part that does not count, or -1 */
    long long need;                /* of FORMULA_AT_LEAST: the weights that must be true together */
};

struct pledge {
    struct text name; /* for messages */
    const struct formula *when;
    /* from weighing_settle */
    enum truth given;
    bool is_in_circle; /* it waits, by whatever way, for itself; or for others that do */
    int circle;        /* 0, 1, … the circle in which it stands, or -1 */
};

struct share {
    const struct formula *when;
    long long amount;
    int pledge; /* whose it is, or -1 */
};

struct need {
    struct text name;
    long long amount;
    struct {
        struct share *items;
        size_t count, room;
    } shares, further; /* further: what might be promised beyond; `when` is unused */
};

struct weighing {
    struct arena *arena; /* borrowed; everything lives there */
    struct { struct assumption *items; size_t count, room; } assumptions;
    struct { struct pledge *items; size_t count, room; } pledges;
    struct { struct need *items; size_t count, room; } needs;
    struct keys *names; /* of assumptions; NULL where there are none */
    bool circles_move;
    int circle_count;                /* from weighing_settle */
    struct world *least, *greatest;  /* from weighing_settle: what follows from the assumptions; what could, if circles set
                                        themselves off */
    struct components *components;
};

void weighing_init(struct weighing *weighing, struct arena *arena);

/* The number of the assumption with this name, added (undecided, no chance) where it is new. Texts are borrowed. */
int weighing_assume(struct weighing *weighing, enum assumption_kind kind, struct text name, struct text words);
int weighing_find(const struct weighing *weighing, struct text name); /* or -1 */

/* Adds a pledge or a need; returns its number. A pledge's formula may be set later, so that pledges can name each other. */
int weighing_pledge(struct weighing *weighing, struct text name, const struct formula *when);
int weighing_need(struct weighing *weighing, struct text name, long long amount);

/* Adds to a need: `amount` (from 0) counts when `when` is true. `further`: what might be promised beyond, while the pledge (or -1)
 * is not given. */
void weighing_share(struct weighing *weighing, int need, const struct formula *when, long long amount, int pledge);
void weighing_further(struct weighing *weighing, int need, long long amount, int pledge);

/* Formulas. `parts` and `weights` are copied. All of nothing is true, one of nothing false. */
const struct formula *weighing_is(struct weighing *weighing, int assumption);
const struct formula *weighing_given(struct weighing *weighing, int pledge);
const struct formula *weighing_not(struct weighing *weighing, const struct formula *part);
const struct formula *weighing_all(struct weighing *weighing, const struct formula *const *parts, int count);
const struct formula *weighing_one(struct weighing *weighing, const struct formula *const *parts, int count);
const struct formula *weighing_at_least(struct weighing *weighing, long long need, const struct formula *const *parts,
                                        const long long *weights, int count);

/* At least `need` of a crowd without one of it (its place; -1: of all). `parts` and `weights` are borrowed, for many formulas may
 * share them. */
const struct formula *weighing_others(struct weighing *weighing, long long need, const struct formula **parts,
                                      const long long *weights, int count, int except);

/* Brings all pledges to the fixed point. False and `err` (ERROR_INPUT: which pledges) where one waits for its own absence. */
bool weighing_settle(struct weighing *weighing, struct error *err);

/* The same once more, where since then only assumptions have changed or been added. */
void weighing_settle_again(struct weighing *weighing);

/* What a formula comes to, after weighing_settle. */
enum truth weighing_truth(const struct weighing *weighing, const struct formula *formula);

enum cover {
    COVER_FULL,  /* what is true reaches the need */
    COVER_OPEN,  /* it would with what is undecided */
    COVER_SHORT, /* it would not, but something is there or may be */
    COVER_NONE,  /* nothing is or may be there */
};

struct weighing_limits {
    long long nodes;          /* of the diagrams of one need; beyond: simulation */
    int sets;                 /* linchpins to list */
    unsigned long long seed;
    int draws;
};

/* A set of assumptions (of further shares: places in need->further), rising. */
struct weighing_set {
    int *items;
    bool *happen;  /* [count] of an assumption that is bad news when it comes about */
    int count;
    double chance; /* that all of them fail, where each has a chance; else -1 */
};

struct weighing_sets {
    struct weighing_set *items; /* the smallest first, then the likeliest */
    int count;                  /* listed */
    double total;               /* how many minimal sets there are (exact below 2^53) */
    int up_to;                  /* only sets of at most so many were sought; 0: all */
};

struct weighing_worth {
    int assumption;
    double importance;
};

struct assessment {
    enum cover cover;
    long long sure, open, circling; /* amounts: true, undecided, in circles */
    bool is_exact;                  /* from the diagram, not simulated */
    long long nodes;                /* of the diagram */
    double low, high;               /* chance that it is covered: equal where nothing is undecided without a chance */
    double error;                   /* standard error of both, where simulated; else 0 */
    bool has_chance;                /* some chance was given that bears on it */
    struct weighing_sets linchpins; /* empty where even everything undecided would not cover it */
    struct weighing_sets further;   /* smallest sets of further shares that would cover it, beyond what is true */
    struct { struct weighing_worth *items; size_t count, room; } worths; /* greatest first; empty where simulated */
};

/* Assesses one need, after weighing_settle. Results live in `arena`. */
bool weighing_assess(const struct weighing *weighing, int need, const struct weighing_limits *limits, struct arena *arena,
                     struct assessment *out, struct error *err);

/* What stands in a ledger, or is written in a scenario, brought into a model. */

struct ledger;
struct scenario;

/* Codes for names ("the US" is USA) and names for codes; empty where they are not known. */
struct weighing_names {
    struct text (*code)(void *context, struct text name);
    struct text (*name)(void *context, struct text code);
    void *context;
};

/* How a commitment stands in a scenario. */
enum verdict {
#define VERDICT(name, text, meaning) VERDICT_##name,
#include "weighing/verdicts.def"
#undef VERDICT
    VERDICT_COUNT
};

const char *weighing_verdict_text(enum verdict verdict);
const char *weighing_cover_text(enum cover cover); /* "covered", "open", "short", "uncovered" */

struct ledger_commitment;

/* A commitment in a case. Entry number i is pledge number i of the model. */
struct weighing_entry {
    struct ledger_commitment *row;       /* a copy, in brief: ledger_complete; of a pledge of the scenario's, what that says */
    int actor, recipient;                /* numbers of who they are in the case; -1: nobody */
    int belief;                          /* the assumption that its statement is believed, or -1 */
    bool is_added;                       /* by the scenario */
    bool is_later;                       /* dated after the scenario's day */
    enum truth before;                   /* without what the scenario's `if` assumes */
    enum verdict verdict;
};

/* A condition whose words were not understood beyond their class, with an entry that has it. */
struct weighing_open {
    int assumption, entry;
};

/* What a need is about. */
struct weighing_requirement {
    struct text what, unit, recipient;   /* "land+air", "jets", "UKR" */
    bool is_count;                       /* of states; the others are thousandths of the unit */
    struct { int *items; size_t count, room; } unmeasured; /* entries whose amount is not told in this unit */
    struct { int *items; size_t count, room; } further;    /* entries, by place in need->further */
};

struct weighing_case {
    struct weighing weighing;
    struct { struct weighing_entry *items; size_t count, room; } entries;
    struct { struct weighing_requirement *items; size_t count, room; } requirements; /* [needs] */
    struct { struct weighing_open *items; size_t count, room; } open;
    struct { int *items; size_t count, room; } assumed; /* what `if` assumes: assumptions */
};

/* Opens a file that a scenario names; `from` is the scenario's own file or option. */
typedef bool (*scenario_open_fn)(void *context, const char *from, struct text name, struct arena *arena, struct text *content,
                                 const char **path, struct error *err);

/* An empty scenario, in `arena`. */
struct scenario *scenario_new(struct arena *arena, scenario_open_fn open, void *context);

/* Adds the lines of a file, or one line: its word and the rest; `number` 0 for an option. Texts are borrowed. False and `err`
 * (ERROR_INPUT, file:line). */
bool scenario_read(struct scenario *scenario, const char *file, struct text content, struct error *err);
bool scenario_add(struct scenario *scenario, const char *file, int number, const char *word, struct text rest, struct error *err);

bool scenario_is_alone(const struct scenario *scenario); /* it asks no ledger */

/* Only what `if` bears on and what stands beside it is wanted, for the same recipients or of the same reports: of a large ledger
 * the rest need not be there. What is there stands as it would with all the rest. */
void scenario_set_near(struct scenario *scenario);

/* Brings a ledger's commitments (NULL: none) and a scenario into a model and settles it. Everything lives in `arena`. False and
 * `err`: ERROR_INPUT for names that nobody has, what contradicts itself, definitions that lead back to themselves; else the
 * ledger's. */
bool weighing_case_make(struct ledger *ledger, const struct scenario *scenario, const struct weighing_names *names,
                        struct arena *arena, struct weighing_case *out, struct error *err);

/* What an entry still lacks: the undecided assumptions in its way, at most `most`. Returns how many there are. */
int weighing_case_lacks(const struct weighing_case *weighed, int entry, int *assumptions, int most);

/* Which entries hang on something that `if` assumes, by whatever way: [entries], in `arena`. */
const bool *weighing_case_hanging(const struct weighing_case *weighed, struct arena *arena);

/* Which entries belong to a question about what `if` assumes: they fall due by it or hang on it, are for the same recipient as
 * such, or, without a recipient, of the same report, and wait for nothing else. [entries], in `arena`. */
const bool *weighing_case_near(const struct weighing_case *weighed, struct arena *arena);

#endif
