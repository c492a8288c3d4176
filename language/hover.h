/* What a page shows only when a pointer rests on a name, and its text then has behind it: the full name, run together with
 * headlines about him, and "MORE" ("Sen. Jane Roe Jane Ann RoeSenate splits on tariffs … MORE (D-Ohio) said"); and
 * the buttons of a player of videos. */
#ifndef TROTH_LANGUAGE_HOVER_H
#define TROTH_LANGUAGE_HOVER_H

#include "base/base.h"

/* The text with blanks in their place, as long as before. It lives in `arena`, or is the text itself, where there is none. */
struct text hover_hide(struct text text, struct arena *arena);

#endif
