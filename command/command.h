/* The program `troth`: its commands, and what they share. Each command takes the options and returns the exit status (0 done, 1 the
 * answer is no, 3 failed), with `err` completed where a message is due; main prints it.
 *
 *     int command_list(const struct options *options, struct error *err)
 *     {
 *         ...
 *         return output_finish(err);
 *     } */
#ifndef TROTH_COMMAND_COMMAND_H
#define TROTH_COMMAND_COMMAND_H

#include "base/base.h"
#include "command/engine.h"
#include "command/options.h"
#include "command/output.h"
#include "command/pipeline.h"

/* Runs the command that was asked for, or its help. */
int command_run(const struct options *options, struct error *err);

int command_read(const struct options *options, struct error *err);
int command_quotes(const struct options *options, struct error *err);
int command_parse(const struct options *options, struct error *err);
int command_article(const struct options *options, struct error *err);
int command_explain(const struct options *options, struct error *err);
int command_add(const struct options *options, struct error *err);
int command_watch(const struct options *options, struct error *err);
int command_list(const struct options *options, struct error *err);
int command_book(const struct options *options, struct error *err);
int command_disputes(const struct options *options, struct error *err);
int command_show(const struct options *options, struct error *err);
int command_history(const struct options *options, struct error *err);
int command_mark(const struct options *options, struct error *err);
int command_review(const struct options *options, struct error *err);
int command_merge(const struct options *options, struct error *err);
int command_split(const struct options *options, struct error *err);
int command_import(const struct options *options, struct error *err);
int command_export(const struct options *options, struct error *err);
int command_totals(const struct options *options, struct error *err);
int command_due(const struct options *options, struct error *err);
int command_weigh(const struct options *options, struct error *err);
int command_verify(const struct options *options, struct error *err);
int command_reread(const struct options *options, struct error *err);
int command_rebuild(const struct options *options, struct error *err);
int command_transfer(const struct options *options, struct error *err);
int command_serve(const struct options *options, struct error *err);
int command_help(const struct options *options, struct error *err);

#endif
