/* PDF files are taken apart by pdftotext of poppler-utils, a program of its own: what goes wrong there, goes wrong there alone. For
 * the source room alone. */
#ifndef TROTH_SOURCE_PDF_H
#define TROTH_SOURCE_PDF_H

#include "base/base.h"

enum {
    PDF_SECONDS = 30,           /* of processor time, and twice as many of waiting */
    PDF_MEMORY = 1 << 30,       /* bytes */
    PDF_LARGEST = 32 << 20,     /* bytes of what it may answer */
};

/* Pages, blocks, lines and words with their places, as `pdftotext -bbox-layout` writes them (XHTML), into `out`.
 * False and `err`. */
bool pdf_layout(struct text bytes, const char *name, struct buffer *out, struct error *err);

#endif
