/* The reading room: sentences become statements and attributions, through the lexicon. Nothing of storage.
 *
 * A reading is a pure function: the same article, document and lexicon give the same statements. */
#ifndef TROTH_READING_READING_H
#define TROTH_READING_READING_H

#include "base/base.h"
#include "language/language.h"
#include "record/record.h"

struct lexicon; /* constant once open, shared by threads */

/* Opens the lexicon in folder `path`; where `overlay` is not NULL, the files of that folder add to it and override it, entry by
 * entry. NULL and `err` (file:line:column, ERROR_LEXICON) on failure. */
struct lexicon *lexicon_open(const char *path, const char *overlay, struct error *err);
void lexicon_free(struct lexicon *lexicon);

/* "lexicon 5f0e1b22": the digits come from the content of its files. */
const char *lexicon_version(const struct lexicon *lexicon);

/* Reads the statements of an article, whose title and text `document` was made from, in the order of the text (title first), with
 * n, id, links and evidence. Everything lives in `arena`, or is borrowed from article, document and lexicon. Never fails. */
void reading_read(const struct lexicon *lexicon, const struct article *article, const struct document *document,
                  struct arena *arena, struct statement_list *out);

/* Reads the attributions: who said, believed or decided what. Ownership as above. */
void reading_quotes(const struct lexicon *lexicon, const struct article *article, const struct document *document,
                    struct arena *arena, struct quote_list *out);

/* Writes, for people, why sentence `sentence` of the document gave what it gave, or nothing: who is named, what was weighed and
 * what spoke for and against it, which words may tell of an act and what they lacked, which have no entry, and a line to add.
 * `everything`: also the tree, all that was weighed, and every entry that was tried. */
void reading_explain(const struct lexicon *lexicon, const struct article *article, const struct document *document,
                     int sentence, bool everything, struct arena *arena, struct buffer *out);

/* Writes, for people, what a statement's confidence is made of, a sign a line. */
void reading_explain_confidence(const struct lexicon *lexicon, const struct article *article, const struct document *document,
                                const struct statement *statement, struct arena *arena, struct buffer *out);

/* Who has which code: the lexicon's actors alone, opened in a few milliseconds. `path` and `overlay` as for lexicon_open. */
struct directory;
struct directory *directory_open(const char *path, const char *overlay, struct error *err);
void directory_free(struct directory *directory);

/* The code that a name stands for ("France", "Kyiv", "French foreign ministry"), and the name that a code is known by ("Norway");
 * empty where it is unknown. Borrowed from the directory. */
struct text directory_code(const struct directory *directory, struct text name);
struct text directory_name(const struct directory *directory, struct text code);

/* What a name stands for, by the lexicon: a state or who speaks for all of it ("Kyiv"), an organisation, an armed group or party,
 * an organ of one of these ("Bundestag"), a person. An empty name stands for its code. */
enum directory_kind {
    DIRECTORY_UNKNOWN, DIRECTORY_STATE, DIRECTORY_ORGANISATION, DIRECTORY_GROUP, DIRECTORY_BODY, DIRECTORY_PERSON
};
enum directory_kind directory_kind(const struct directory *directory, struct text name, struct text code);

#endif
