/* The open lexicon as the reading's own files see it. */
#ifndef TROTH_READING_LEXICON_H
#define TROTH_READING_LEXICON_H

#include "reading/acts.h"
#include "reading/confidence.h"
#include "reading/details.h"
#include "reading/frames.h"
#include "reading/mentions.h"
#include "reading/quotes.h"
#include "reading/reading.h"

struct lexicon {
    struct arena arena;
    struct words words;
    struct acts acts;
    const struct actor_lexicon *actors;
    const struct detail_lexicon *details;
    const struct quote_lexicon *quotes;
    struct confidence confidence, recipients;
    class_set transparent, quantities, papers, raising, planning; /* bits of the classes with these names */
    char version[32];
};

/* Eight hex digits from the names and bytes of every .txt file under the folder, and under the overlay where there is one. */
bool lexicon_digest(const char *path, const char *overlay, char digits[9], struct arena *arena, struct error *err);

#endif
