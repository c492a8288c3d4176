/* Between the files that make features: how a name is added to the list. */
#ifndef TROTH_READING_FEATURES_INNER_H
#define TROTH_READING_FEATURES_INNER_H

#include "reading/confidence.h"

/* Adds a sign whose name is made of a format of %s, %d and %.*s alone; the list is cut at its ceiling. */
__attribute__((format(printf, 2, 3))) void features_add(struct features *features, const char *format, ...);

#define ADD(...) features_add(features, __VA_ARGS__)
#define SHOW(text) (int)(text).length, (text).at

/* "pledge", or "none" for a sense that is no act. */
const char *features_act_text(uint16_t act);

/* How the act is told: how much its word may mean, in which clause it stands, of what, when and between whom. */
void features_telling(const struct circumstances *c, struct features *features);

#endif
