/* Reduced ordered binary decision diagrams (Bryant 1986): a function of yes-or-no variables as a graph, in which equal functions
 * are the same node. */
#ifndef TROTH_WEIGHING_DIAGRAM_H
#define TROTH_WEIGHING_DIAGRAM_H

#include "base/base.h"

enum { DIAGRAM_NO = 0, DIAGRAM_YES = 1, DIAGRAM_FULL = -1 }; /* the ends; no node: a limit was reached */

/* "If the variable is true, `high`, else `low`." The variable of a lower level is asked first. */
struct diagram_node {
    int level, low, high;
};

struct diagram_entry; /* a remembered result */

struct diagram {
    struct diagram_node *nodes; /* [count]; the first two are the ends, below all levels */
    int *slots;                 /* unique table: [slot_room] a node + 1, or 0 */
    struct diagram_entry *cache;
    int count, ceiling;
    size_t room, slot_room, cache_room;
    long long steps, most_steps;
};

/* At most `ceiling` nodes, and twenty times as many steps. */
void diagram_init(struct diagram *diagram, int ceiling);
void diagram_release(struct diagram *diagram);

/* The node that asks for the level and goes on to what it is given (levels below its own). */
int diagram_node(struct diagram *diagram, int level, int low, int high);

/* The same, kept although both ways lead to one node: for graphs of another meaning (sets.c). */
int diagram_keep(struct diagram *diagram, int level, int low, int high);

/* "If f then g, else h"; DIAGRAM_FULL when one of them is, or when a limit is reached. */
int diagram_choose(struct diagram *diagram, int f, int g, int h);

/* Whether parts (nodes) with these weights reach `need` together; NULL: each weighs one. Parts that ask early should come first. */
int diagram_at_least(struct diagram *diagram, long long need, const int *parts, const long long *weights, int count);

/* The best or worst that the variables of the marked levels can do: "there is a value for which f", "for all values f". */
int diagram_quantify(struct diagram *diagram, int f, const bool *is_marked, bool is_best);

#endif
