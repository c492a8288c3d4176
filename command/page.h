/* The page of `troth read --table`: an article's statements beside their sentences. */
#ifndef TROTH_COMMAND_PAGE_H
#define TROTH_COMMAND_PAGE_H

#include "base/base.h"
#include "record/record.h"

struct page_form {
    int width;       /* columns */
    bool has_colour;
};

/* Appends the page. What is made on the way lives in `arena`. */
void page_write(const struct article *article, const struct statement_list *statements, const struct page_form *form,
                struct arena *arena, struct buffer *out);

#endif
