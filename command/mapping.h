/* How the rows of a hand-kept table become reports with statements: a small file that an analyst writes (trackers/README.md). */
#ifndef TROTH_COMMAND_MAPPING_H
#define TROTH_COMMAND_MAPPING_H

#include "base/base.h"
#include "exchange/exchange.h"
#include "source/source.h"

struct mapping;

/* Reads a mapping. NULL and `err` (ERROR_INPUT with file and line, ERROR_SYSTEM). Lives in `arena`. */
struct mapping *mapping_open(const char *path, struct arena *arena, struct error *err);

/* Binds the columns that the mapping names to those of a table. False and `err` (ERROR_INPUT) for one that the table lacks. */
bool mapping_bind(struct mapping *mapping, const struct csv_row *header, const char *file, struct error *err);

/* What rows that follow each other share where they make one report together; empty: a row is a report of its own. */
struct text mapping_group(const struct mapping *mapping, const struct csv_row *row, struct arena *arena);

/* Adds the statements of a row to a report, none where all of them are skipped. `*line` is filled with the last of them. False and
 * `err` (ERROR_INPUT with file and line) where a value is none of its closed list. Everything lives in `arena`. */
bool mapping_row(const struct mapping *mapping, const struct csv_row *row, const char *file, struct arena *arena,
                 struct exchange_line *line, struct exchange_report *report, struct error *err);

#endif
