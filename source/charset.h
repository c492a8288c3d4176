/* Bytes in any charset become UTF-8. For the source room alone. */
#ifndef TROTH_SOURCE_CHARSET_H
#define TROTH_SOURCE_CHARSET_H

#include "base/base.h"

/* `bytes`, written in the charset that `name` names as web pages and mails do ("ISO-8859-1" means windows-1252 there, as in the
 * WHATWG Encoding Standard), as UTF-8 in `arena`; `bytes` itself where nothing changes. What is no character becomes U+FFFD and is
 * counted in `*wrong`. False when there is no such charset: then the bytes are taken as UTF-8. */
bool charset_decode(struct text bytes, struct text name, struct arena *arena, struct text *utf8, int *wrong);

/* Whether a text that called itself UTF-8 has one byte a character: more of its letters are none (`wrong`, of charset_decode) than
 * are some. */
bool charset_is_false(struct text utf8, int wrong);

/* "koi8-r" of "text/html; charset=koi8-r"; empty where none is named. */
struct text charset_of_type(struct text type);

#endif
