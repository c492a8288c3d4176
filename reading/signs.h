/* Signs: what speaks for or against a reading, told by the name that the files of weights have for it ("word aid send").
 * Whoever reads needs the name's hash alone. */
#ifndef TROTH_READING_SIGNS_H
#define TROTH_READING_SIGNS_H

#include <stdarg.h>

#include "base/base.h"

struct sign {
    unsigned long long hash; /* text_hash of the name */
    struct text name;        /* empty where it was not asked for */
};

/* The sign whose name is made of a format of %s, %d and %.*s alone. The name lives in `names`; NULL: it is not kept. */
struct sign signs_make(struct arena *names, const char *format, va_list list) __attribute__((format(printf, 2, 0)));

#endif
