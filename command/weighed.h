/* What due and weigh share: a scenario made of a file and options, brought together with a ledger, and how commitments are shown.
 */
#ifndef TROTH_COMMAND_WEIGHED_H
#define TROTH_COMMAND_WEIGHED_H

#include "command/query.h"
#include "command/table.h"
#include "weighing/weighing.h"

struct weighed {
    struct query query;
    struct arena arena;
    struct weighing_names names;
    struct scenario *scenario;
    struct weighing_case made;
    struct buffer out;
    bool has_failed; /* words could not be looked up while the answer was made: then `failure` tells why */
    struct error failure;
};

/* Reads the scenario (a file, or NULL) and the options, opens the ledger unless the scenario stands alone, and settles it. `as_of`:
 * a day in place of --as-of, or NULL. False and `err`; to be closed either way. */
bool weighed_open(struct weighed *weighed, const struct options *options, const char *file, const char *as_of, struct error *err);

/* The same from the options alone, with only what --if bears on and what stands beside it. */
bool weighed_open_near(struct weighed *weighed, const struct options *options, struct error *err);
void weighed_close(struct weighed *weighed);

/* Whether all was found that the answer shows; false and `err`. */
bool weighed_is_whole(const struct weighed *weighed, struct error *err);

/* Names for people. */
struct text weighed_actor(const struct weighed *weighed, const struct weighing_entry *entry);
struct text weighed_recipient(const struct weighed *weighed, const struct weighing_entry *entry);
struct text weighed_assumption(struct weighed *weighed, int assumption);

/* What an entry still lacks, in words, parted by "; ". */
struct text weighed_lacks(struct weighed *weighed, int entry);

/* Appends a section of the page: its title, and the entries that `fits` says, by actor. Returns how many. */
typedef bool (*weighed_fits_fn)(void *context, int entry);
int weighed_section(struct weighed *weighed, const char *title, weighed_fits_fn fits, void *context);

/* Appends the entries that fit as rows of CSV, after a header, or as JSON Lines. */
void weighed_rows(struct weighed *weighed, weighed_fits_fn fits, void *context);

/* A chart of means by actor. */
void chart_add(struct weighed *weighed, const struct assessment *assessments, weighed_fits_fn fits, void *context);

/* Thousandths, or a count, as a decimal number: with blanks between thousands, or plain. */
struct text weighed_amount(struct weighed *weighed, const struct weighing_requirement *requirement, long long amount);
struct text weighed_plain(struct weighed *weighed, const struct weighing_requirement *requirement, long long amount);

#endif
