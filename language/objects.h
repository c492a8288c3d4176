/* A verb with two objects side by side, "paid Peru a million", gives the first of them something: where that is a name or
 * pronoun, it is the indirect object (iobj of Universal Dependencies), whatever the network says. Not where the second tells
 * what the first is or becomes ("called it a slip"). */
#ifndef TROTH_LANGUAGE_OBJECTS_H
#define TROTH_LANGUAGE_OBJECTS_H

#include "language/language.h"

void objects_settle(struct sentence *sentence);

#endif
