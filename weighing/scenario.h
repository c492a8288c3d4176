/* A scenario as it is written: lines taken apart, names not yet looked up. doc/weighing.md tells how one is written. */
#ifndef TROTH_WEIGHING_SCENARIO_H
#define TROTH_WEIGHING_SCENARIO_H

#include "record/record.h"
#include "weighing/weighing.h"

/* Where something is said, for messages: a file and line, or an option and 0. */
struct place {
    const char *file;
    int line;
};

/* "a and not b", "at least 2 of (a, b, c)". */
enum expression_kind { EXPRESSION_NAME, EXPRESSION_NOT, EXPRESSION_AT_LEAST };

struct expression {
    enum expression_kind kind;
    struct text name;
    long long need;
    struct expression **parts;
    int count;
};

enum directive_kind {
    DIRECTIVE_IF,      /* name; value "not" where it fails */
    DIRECTIVE_WITH,    /* name */
    DIRECTIVE_WITHOUT, /* name */
    DIRECTIVE_BELIEVE, /* name: a rule or an id */
    DIRECTIVE_DOUBT,   /* name: an id */
    DIRECTIVE_CHANCE,  /* name, number: billionths */
    DIRECTIVE_NEED,    /* name, means, amount, recipient */
    DIRECTIVE_REQUIRE, /* name, expression */
    DIRECTIVE_EVENT,   /* name, words, number or CHANCE_NONE */
    DIRECTIVE_DEFINE,  /* name, expression */
    DIRECTIVE_PLEDGE,  /* name: who; means, amount, recipient, expression or NULL */
    DIRECTIVE_FURTHER, /* the same without expression */
    DIRECTIVE_UNIT,    /* name, amount: "0.9 euro" */
    DIRECTIVE_ALIAS,   /* name, words: a code */
    DIRECTIVE_GROUP,   /* name, words: codes parted by blanks */
};

struct directive {
    enum directive_kind kind;
    struct place place;
    struct text name, words, amount, recipient;
    uint32_t means; /* bit 1 << enum means */
    int number;
    bool is_not;
    struct expression *expression;
};

struct scenario {
    struct { struct directive *items; size_t count, room; } directives;
    struct text recipient, by, as_of, known_by; /* empty: not said */
    bool circles_move, is_alone, statements_fail;
    bool is_near; /* only what `if` bears on is wanted */
    struct arena *arena;
    scenario_open_fn open;
    void *context;
};

/* Reads an expression; false and `err` with the place. */
bool expression_read(struct text words, struct place place, struct arena *arena, struct expression **out, struct error *err);

#endif
