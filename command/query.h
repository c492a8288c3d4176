/* What list, book and show share: the ledger, what to look for, the form of the answer, and names for people. */
#ifndef TROTH_COMMAND_QUERY_H
#define TROTH_COMMAND_QUERY_H

#include "command/options.h"
#include "command/output.h"
#include "ledger/ledger.h"
#include "reading/reading.h"

enum form { FORM_TABLE, FORM_CSV, FORM_JSONL, FORM_SVG };

struct query {
    struct ledger *ledger;
    bool has_lent_ledger, has_lent_names; /* by whoever asked (struct options) */
    struct directory *directory; /* NULL where the lexicon is not at hand: names as the ledger has them */
    struct ledger_filter filter;
    enum form form;
    bool has_colour;
    int width;
};

/* The ledger's name or address: --ledger, else $TROTH_LEDGER, else troth.db. */
const char *query_path(const struct options *options);

/* Opens the ledger for reading and understands the filters; an actor's name becomes its code where the lexicon knows it. False and
 * `err`: no ledger there, or a filter that names no act, means or state. */
bool query_open(struct query *query, const struct options *options, struct error *err);

/* The names that the lexicon knows, as help: NULL without an error where it is not at hand, unless --lexicon asked for one. */
bool query_open_directory(const struct options *options, struct directory **directory, struct error *err);

/* The same without a ledger. */
bool query_begin(struct query *query, const struct options *options, struct error *err);
void query_close(struct query *query);

/* A name for people: the lexicon's for the code, else the text, else the code. */
struct text query_name(const struct query *query, struct text code, struct text text);

/* The first digits of an id, enough for people to type. */
struct text query_short(struct text id);

/* Appends the sequence that begins a colour, or ends it (COLOUR_NONE); nothing where there are no colours. */
enum colour { COLOUR_NONE, COLOUR_BOLD, COLOUR_DIM, COLOUR_GREEN, COLOUR_YELLOW, COLOUR_RED, COLOUR_MAGENTA, COLOUR_CYAN };
void query_colour(const struct query *query, enum colour colour, struct buffer *out);

/* The colour of a commitment's state. */
enum colour query_state_colour(struct text state);

#endif
