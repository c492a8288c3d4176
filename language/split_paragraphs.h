/* Where paragraphs begin and end. */
#ifndef TROTH_LANGUAGE_SPLIT_PARAGRAPHS_H
#define TROTH_LANGUAGE_SPLIT_PARAGRAPHS_H

#include "base/base.h"

struct split_paragraphs {
    struct text text;
    size_t at;        /* where the next line begins */
    size_t block_end; /* end of the lines without a blank one between them */
    size_t widest;    /* bytes of the longest of these lines */
};

/* Ready when all but `text` is zero. Gives the next paragraph, without the blanks around it; false after the last. */
bool split_next_paragraph(struct split_paragraphs *paragraphs, struct span *paragraph);

#endif
