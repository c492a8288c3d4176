/* Lines in nothing but capitals ("CHAD CLOSES BORDER WITH MALI"), where no letter tells of a name. */
#ifndef TROTH_LANGUAGE_CAPITALS_H
#define TROTH_LANGUAGE_CAPITALS_H

#include "language/inner.h"

/* Writes its words as they are written elsewhere: as the article's text has them, else as the lists do. Returns the forms as they
 * were, for headline_restore; NULL, and nothing changed, for another sentence. */
struct text *capitals_write_small(const struct language *language, struct sentence *sentence, struct text body,
                                  struct arena *arena);

#endif
