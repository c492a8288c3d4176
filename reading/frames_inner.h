/* What the files about the actor of a frame share. */
#ifndef TROTH_READING_FRAMES_INNER_H
#define TROTH_READING_FRAMES_INNER_H

#include "reading/frames.h"

/* Whether somebody public speaks the words at a token. */
bool frames_speaker_is_known(const struct reader *reader, const struct view *view, int at);

/* The verb's subject becomes the actor, where it is public; `own_is_plain`: a subject of its own is plainly that. */
bool frames_take_subject(const struct reader *reader, const struct view *view, struct frame *frame, int verb, bool own_is_plain);

/* A point of a resolution acts for the council that its paragraph opens with. */
bool frames_take_paragraph(const struct reader *reader, const struct view *view, struct frame *frame, int verb);

/* The public name to the left of a verb that has no subject in the tree; -1. */
int frames_name_to_left(const struct reader *reader, const struct view *view, int verb);

/* Whoever does what a noun tells of becomes the actor. */
bool frames_take_from_noun(const struct reader *reader, const struct view *view, struct frame *frame);

#endif
