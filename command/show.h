/* The parts of `troth show`. */
#ifndef TROTH_COMMAND_SHOW_H
#define TROTH_COMMAND_SHOW_H

#include "command/query.h"

/* Appends a statement or commitment that has this whole id, as a page for people or as a line of JSON. */
bool show_statement(const struct query *query, struct text id, struct buffer *out, struct error *err);
bool show_commitment(const struct query *query, struct text id, struct buffer *out, struct error *err);

/* "  label     words", wrapped; nothing where the words are empty. */
void show_field(const struct query *query, const char *label, struct text words, struct buffer *out);

/* "Norway (NOR)". */
struct text show_party(const struct query *query, struct text code, struct text text, struct arena *arena);

#endif
