/* The model file: reading, checking and writing its sections. */
#include "language/model.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { HEADER = 32, ENTRY = 24, MAX_MODEL = 256 * 1024 * 1024, ARRAY_ALIGN = MODEL_ALIGN };

static const char magic[8] = { 'T', 'R', 'O', 'T', 'H', 'M', 'D', 'L' };

struct model {
    char *bytes;
    size_t length;
    uint64_t checksum;
};

static uint32_t get32(const char *at)
{
    const unsigned char *p = (const unsigned char *)at;
    return p[0] | (uint32_t)p[1] << 8 | (uint32_t)p[2] << 16 | (uint32_t)p[3] << 24;
}

static uint64_t get64(const char *at)
{
    return get32(at) | (uint64_t)get32(at + 4) << 32;
}

static void put32(char *at, uint32_t number)
{
    for (int i = 0; i < 4; i++)
        at[i] = (char)(number >> (8 * i));
}

static void put64(char *at, uint64_t number)
{
    put32(at, (uint32_t)number);
    put32(at + 4, (uint32_t)(number >> 32));
}

/* FNV-1a over words of eight bytes: fast enough to check a file at every start. */
static uint64_t sum_of(const char *bytes, size_t length)
{
    uint64_t h = 14695981039346656037ull;
    size_t i = 0;
    for (; i + 8 <= length; i += 8)
        h = (h ^ get64(bytes + i)) * 1099511628211ull, h ^= h >> 29;
    for (; i < length; i++)
        h = (h ^ (unsigned char)bytes[i]) * 1099511628211ull;
    return h;
}

static bool read_file(struct model *model, const char *path, struct error *err)
{
    FILE *from = fopen(path, "rb");
    if (!from)
        return error_set(err, ERROR_SYSTEM, "model '%s' cannot be opened: %s", path, strerror(errno));
    bool ok = fseek(from, 0, SEEK_END) == 0;
    long size = ok ? ftell(from) : -1;
    ok = size >= 0 && size <= MAX_MODEL && fseek(from, 0, SEEK_SET) == 0;
    if (ok) {
        model->length = (size_t)size;
        size_t room = (model->length + MODEL_ALIGN) / MODEL_ALIGN * MODEL_ALIGN;
        model->bytes = aligned_alloc(MODEL_ALIGN, room);
        ok = model->bytes && fread(model->bytes, 1, model->length, from) == model->length;
    }
    fclose(from);
    return ok || error_set(err, ERROR_MODEL, "model '%s' cannot be read, or is no model file", path);
}

static bool check_file(struct model *model, const char *path, struct error *err)
{
    if (model->length < HEADER || memcmp(model->bytes, magic, sizeof magic))
        return error_set(err, ERROR_MODEL, "'%s' is no model file of Troth", path);
    if (get32(model->bytes + 8) != MODEL_FORMAT)
        return error_set(err, ERROR_MODEL, "model '%s' has format %u, this program reads format %d; use the model "
                         "that came with it", path, get32(model->bytes + 8), MODEL_FORMAT);
    uint32_t sections = get32(model->bytes + 12);
    if (get64(model->bytes + 16) != model->length || sections > MODEL_MAX_SECTIONS || HEADER + sections * ENTRY > model->length)
        return error_set(err, ERROR_MODEL, "model '%s' is cut off or damaged: its length is not what it says", path);
    model->checksum = sum_of(model->bytes + HEADER, model->length - HEADER);
    if (model->checksum != get64(model->bytes + 24))
        return error_set(err, ERROR_MODEL, "model '%s' is damaged: its checksum does not match", path);
    for (uint32_t i = 0; i < sections; i++) {
        const char *entry = model->bytes + HEADER + i * ENTRY;
        uint64_t from = get64(entry + 8), length = get64(entry + 16);
        if (from > model->length || length > model->length - from || from % MODEL_ALIGN)
            return error_set(err, ERROR_MODEL, "model '%s' is damaged: section %u lies outside the file", path, i + 1);
    }
    return true;
}

struct model *model_open(const char *path, struct error *err)
{
    struct model *model = memory_take(sizeof *model);
    *model = (struct model){ 0 };
    if (read_file(model, path, err) && check_file(model, path, err))
        return model;
    model_free(model);
    return NULL;
}

void model_free(struct model *model)
{
    if (model)
        free(model->bytes);
    free(model);
}

bool model_section(const struct model *model, const char *name, struct text *section, struct error *err)
{
    char padded[9] = { 0 };
    strncpy(padded, name, 8);
    for (uint32_t i = 0; i < get32(model->bytes + 12); i++) {
        const char *entry = model->bytes + HEADER + i * ENTRY;
        if (memcmp(entry, padded, 8))
            continue;
        *section = (struct text){ model->bytes + get64(entry + 8), (size_t)get64(entry + 16) };
        return true;
    }
    return error_set(err, ERROR_MODEL, "the model has no section '%s'", name);
}

uint64_t model_checksum(const struct model *model)
{
    return model->checksum;
}

static void pad(struct buffer *bytes, size_t align)
{
    while (bytes->length % align)
        buffer_add_char(bytes, '\0');
}

static bool write_file(const char *path, struct text bytes, struct error *err)
{
    struct arena arena = { 0 };
    const char *fresh = arena_print(&arena, "%s.new", path).at;
    FILE *to = fopen(fresh, "wb");
    bool ok = to && fwrite(bytes.at, 1, bytes.length, to) == bytes.length;
    if (to && fclose(to))
        ok = false;
    ok = ok && rename(fresh, path) == 0;
    if (!ok)
        error_set(err, ERROR_SYSTEM, "model '%s' cannot be written: %s", path, strerror(errno));
    arena_release(&arena);
    return ok;
}

bool model_write(const char *path, const struct model_part *parts, int count, struct error *err)
{
    struct buffer bytes;
    buffer_init(&bytes, 0);
    for (int i = 0; i < HEADER + count * ENTRY; i++)
        buffer_add_char(&bytes, '\0');
    for (int i = 0; i < count; i++) {
        pad(&bytes, MODEL_ALIGN);
        char *entry = bytes.at + HEADER + i * ENTRY;
        strncpy(entry, parts[i].name, 8);
        put64(entry + 8, bytes.length);
        put64(entry + 16, parts[i].bytes.length);
        buffer_add(&bytes, parts[i].bytes);
    }
    memcpy(bytes.at, magic, sizeof magic);
    put32(bytes.at + 8, MODEL_FORMAT);
    put32(bytes.at + 12, (uint32_t)count);
    put64(bytes.at + 16, bytes.length);
    put64(bytes.at + 24, sum_of(bytes.at + HEADER, bytes.length - HEADER));
    bool ok = write_file(path, buffer_text(&bytes), err);
    buffer_release(&bytes);
    return ok;
}

static struct text take(struct model_reader *reader, size_t length)
{
    if (reader->bad || length > reader->rest.length) {
        reader->bad = true;
        return (struct text){ "", 0 };
    }
    struct text taken = text_slice(reader->rest, 0, length);
    reader->rest = text_slice(reader->rest, length, reader->rest.length);
    return taken;
}

uint32_t model_read_u32(struct model_reader *reader)
{
    struct text four = take(reader, 4);
    return four.length == 4 ? get32(four.at) : 0;
}

struct text model_read_text(struct model_reader *reader)
{
    return take(reader, model_read_u32(reader));
}

/* Sections begin at multiples of 64, so alignment within the section is alignment in memory. */
const void *model_read_array(struct model_reader *reader, size_t count, size_t item_size)
{
    size_t off = (uintptr_t)reader->rest.at % ARRAY_ALIGN;
    take(reader, off ? ARRAY_ALIGN - off : 0);
    if (item_size && count > SIZE_MAX / item_size)
        reader->bad = true;
    struct text bytes = take(reader, reader->bad ? 0 : count * item_size);
    return reader->bad ? NULL : bytes.at;
}

void model_add_u32(struct buffer *section, uint32_t number)
{
    char four[4];
    put32(four, number);
    buffer_add(section, (struct text){ four, 4 });
}

void model_add_text(struct buffer *section, struct text text)
{
    model_add_u32(section, (uint32_t)text.length);
    buffer_add(section, text);
}

void model_add_array(struct buffer *section, const void *items, size_t count, size_t item_size)
{
    pad(section, ARRAY_ALIGN);
    buffer_add(section, (struct text){ items, count * item_size });
}
