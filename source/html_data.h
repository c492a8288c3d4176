/* What a page's data for machines (schema.org as JSON-LD) say of its article. For html_facts.c alone. */
#ifndef TROTH_SOURCE_HTML_DATA_H
#define TROTH_SOURCE_HTML_DATA_H

#include "source/html.h"

/* Takes the facts of one script; those that are known stay. Broken JSON gives what could be mended, or nothing. */
void html_data_take(struct text script, struct arena *arena, struct html_facts *facts);

/* `*fact` becomes `value`, without markup and entities, unless it holds something. */
void html_data_set(struct text *fact, struct text value, struct arena *arena);

#endif
