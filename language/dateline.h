/* Datelines: where and when a report was filed, before its first sentence: "KYIV, Feb. 24 (Reuters) - ". */
#ifndef TROTH_LANGUAGE_DATELINE_H
#define TROTH_LANGUAGE_DATELINE_H

#include "language/language.h"

/* How many tokens the dateline has that the sentence begins with, its dash included; 0 where there is none. It looks at forms
 * alone. */
int dateline_length(const struct sentence *sentence);

#endif
