/* A large ledger as years of news make one: the same for the same seed. */
#ifndef TROTH_TESTS_LEDGER_BIG_H
#define TROTH_TESTS_LEDGER_BIG_H

#include "tests/ledger_help.h"

enum { BIG_EACH = 12 }; /* statements in a report */

/* What is told in which report. Two in five statements are on commitments, of which there are a fifth as many as statements; one in
 * ten of those has ten versions on average: ten some thousands, ninety some hundreds. */
struct big;

struct big *big_new(unsigned statements);
void big_free(struct big *big);
unsigned big_reports(const struct big *big);

/* Report `number` (from 0) in the order in which the book learns them: days rise, but for one in twenty that comes up to two years
 * late. All of it lives in `arena`. */
struct report big_report(const struct big *big, unsigned number, struct arena *arena, long long *learned_ms);

/* The day of report `number` were it not late: "2019-03-07", into `day`. */
void big_day(const struct big *big, unsigned number, char day[11]);

#endif
