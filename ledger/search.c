/* Search by words: what somebody writes becomes what the database's own search understands. */
#include "ledger/search.h"

#include <ctype.h>

#include "ledger/driver.h"

/* A word, or several in quotes. */
struct term {
    struct text words; /* letters and digits, parted by single blanks; empty where there were only signs */
    bool is_beginning, is_unwanted, is_or;
};

struct terms {
    struct term *items;
    size_t count, room;
};

/* Punctuation and symbols beyond ASCII part words too. */
static bool is_letter(uint32_t point)
{
    if (point < 0x80)
        return isalnum((int)point);
    return point >= 0xc0 && (point < 0x2000 || point >= 0x2c00) && point != 0xd7 && point != 0xf7;
}

static struct text words_of(struct text part, struct arena *arena)
{
    struct buffer out;
    bool has_gap = false;
    buffer_init(&out, 0);
    for (size_t at = 0, length; at < part.length; at += length) {
        bool is_word = is_letter(utf8_at(part, at, &length));
        if (is_word && has_gap && out.length)
            buffer_add_char(&out, ' ');
        if (is_word)
            buffer_add(&out, text_slice(part, at, at + length));
        has_gap = !is_word;
    }
    struct text words = arena_copy(arena, buffer_text(&out));
    buffer_release(&out);
    return words;
}

/* Takes the next term from the front; false at the end. */
static bool next_term(struct text *rest, struct term *term, struct arena *arena)
{
    *rest = text_trim(*rest);
    *term = (struct term){ .is_unwanted = rest->length && *rest->at == '-' };
    struct text word = text_slice(*rest, term->is_unwanted, rest->length);
    if (!rest->length)
        return false;
    bool is_quoted = word.length && *word.at == '"';
    word = text_slice(word, is_quoted, word.length);
    struct text part = text_cut(&word, is_quoted ? '"' : ' ');
    *rest = word;
    term->is_or = !is_quoted && text_is(part, "OR");
    term->is_beginning = !is_quoted && text_ends(part, TEXT("*"));
    term->words = words_of(utf8_fold(part, arena), arena);
    return true;
}

static void add_term(const struct driver *driver, const struct term *term, struct buffer *out)
{
    buffer_add_char(out, driver->signs.quote);
    buffer_add(out, term->words);
    buffer_add_char(out, driver->signs.quote);
    if (term->is_beginning)
        buffer_add_string(out, driver->signs.begins);
}

/* Those from `from` up to the next OR: first what must be there, then what must not. False where nothing must. */
static bool add_group(const struct driver *driver, const struct terms *terms, size_t *from, struct buffer *out)
{
    size_t wanted = 0, end = *from;
    while (end < terms->count && !terms->items[end].is_or)
        end++;
    for (int unwanted = 0; unwanted < 2; unwanted++)
        for (size_t i = *from; i < end; i++) {
            if (terms->items[i].is_unwanted != unwanted)
                continue;
            if (wanted++)
                buffer_add_string(out, unwanted ? driver->signs.without : driver->signs.both);
            else if (unwanted)
                return false;
            add_term(driver, &terms->items[i], out);
        }
    *from = end + 1;
    return wanted;
}

static bool write_expression(const struct driver *driver, struct text words, struct arena *arena, struct buffer *out)
{
    struct terms terms = { 0 };
    struct term term;
    while (next_term(&words, &term, arena))
        if (term.is_or || term.words.length)
            ARENA_PUSH(arena, &terms, term);
    bool good = terms.count;
    for (size_t from = 0; good && from < terms.count + (terms.count && terms.items[terms.count - 1].is_or);) {
        if (from)
            buffer_add_string(out, driver->signs.either);
        good = add_group(driver, &terms, &from, out);
    }
    return good;
}

bool search_add(struct selection *selection, const char *column, struct text words, struct arena *arena, struct error *err)
{
    struct buffer out;
    const struct driver *driver = selection->ledger->driver;
    if (!words.length)
        return true;
    buffer_init(&out, 0);
    bool good = write_expression(driver, words, arena, &out) ||
                error_set(err, ERROR_USAGE,
                          "search: '%.*s' leaves nothing to look for; give a word that must be there, as in: radar -tanks",
                          (int)(words.length < 200 ? words.length : 200), words.at);
    good = good && (!driver->follow || driver->follow(selection->ledger, err));
    if (good)
        select_add(selection, arena_print(arena, "%s IN (%s)", column, driver->found).at, arena_copy(arena, buffer_text(&out)));
    buffer_release(&out);
    return good;
}
