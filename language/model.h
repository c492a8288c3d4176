/* The model file: named sections of bytes behind a header that is checked on load.
 *
 *     "TROTHMDL"  u32 format  u32 sections  u64 length of the file  u64 checksum of all bytes after the header
 *     sections × { char name[8]; u64 offset; u64 length }     offsets count from the file's start, in multiples of 64
 *
 * All numbers are little-endian. */
#ifndef TROTH_LANGUAGE_MODEL_H
#define TROTH_LANGUAGE_MODEL_H

#include <stdint.h>

#include "base/base.h"

enum { MODEL_FORMAT = 1, MODEL_ALIGN = 64, MODEL_MAX_SECTIONS = 64 };

struct model;

/* Opens and checks a model file; NULL and `err` (ERROR_MODEL, ERROR_SYSTEM) on failure. */
struct model *model_open(const char *path, struct error *err);
void model_free(struct model *model);

/* The bytes of a section, valid as long as the model, aligned to 64; false and `err` when there is none of that name. */
bool model_section(const struct model *model, const char *name, struct text *section, struct error *err);

/* The file's checksum: tells versions of a model apart. */
uint64_t model_checksum(const struct model *model);

/* A section to be written. */
struct model_part {
    const char *name; /* at most 8 bytes */
    struct text bytes;
};

/* Writes a model file, under a temporary name first, so that a broken write leaves the old file as it was. */
bool model_write(const char *path, const struct model_part *parts, int count, struct error *err);

/* Reading a section piece by piece; every length is checked, and once one was wrong all further pieces are empty and `bad` is
 * set. */
struct model_reader {
    struct text rest;
    bool bad;
};
uint32_t model_read_u32(struct model_reader *reader);
struct text model_read_text(struct model_reader *reader);                  /* u32 length, bytes */
/* Borrowed, aligned to its items by padding. */
const void *model_read_array(struct model_reader *reader, size_t count, size_t item_size);

void model_add_u32(struct buffer *section, uint32_t number);
void model_add_text(struct buffer *section, struct text text);
void model_add_array(struct buffer *section, const void *items, size_t count, size_t item_size);

#endif
