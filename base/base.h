/* The common base that every room may include. */
#ifndef TROTH_BASE_BASE_H
#define TROTH_BASE_BASE_H

#include "base/arena.h"
#include "base/buffer.h"
#include "base/error.h"
#include "base/near.h"
#include "base/text.h"
#include "base/utf8.h"

#endif
