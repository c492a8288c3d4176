/* CoNLL-U, the format of Universal Dependencies: writing documents, taking sentences out of files. */
#include <limits.h>
#include <string.h>

#include "language/language.h"

static const char *const upos_texts[] = {
#define UPOS(name) #name,
#include "language/upos.def"
#undef UPOS
};

static const char *const deprel_texts[] = {
#define DEPREL(name, text) text,
#include "language/deprel.def"
#undef DEPREL
};

enum { FIELD_ID, FIELD_FORM, FIELD_MISC = 9, FIELD_COUNT };

static int index_of(struct text text, const char *const *texts, int count)
{
    for (int i = 0; i < count; i++)
        if (text_is(text, texts[i]))
            return i;
    return -1;
}

const char *language_deprel_text(enum deprel deprel)
{
    return (unsigned)deprel < DEPREL_COUNT ? deprel_texts[deprel] : "dep";
}

int language_deprel_of(struct text text)
{
    return index_of(text, deprel_texts, DEPREL_COUNT);
}

const char *language_upos_text(enum upos upos)
{
    return (unsigned)upos < UPOS_COUNT ? upos_texts[upos] : "X";
}

int language_upos_of(struct text text)
{
    return index_of(text, upos_texts, UPOS_COUNT);
}

/* Appends `text` on one line: every run of blanks and control characters becomes one space. */
static void add_line(struct buffer *out, struct text text)
{
    size_t from = 0;
    for (size_t i = 0; i < text.length; i++) {
        if ((unsigned char)text.at[i] > ' ')
            continue;
        buffer_add(out, text_slice(text, from, i));
        if (i > from)
            buffer_add_char(out, ' ');
        from = i + 1;
    }
    buffer_add(out, text_slice(text, from, text.length));
}

static void add_field(struct buffer *out, struct text text)
{
    if (text.length)
        add_line(out, text);
    else
        buffer_add_char(out, '_');
    buffer_add_char(out, '\t');
}

static bool is_glued(const struct token *next)
{
    return next && !(next->flags & TOKEN_SPACE_BEFORE);
}

static bool goes_on(const struct token *next)
{
    return next && next->flags & TOKEN_MULTIWORD_GOES_ON;
}

/* The token after `at`, in this sentence or the one after it, or NULL where the text or the paragraph ends. */
static const struct token *token_after(const struct document *document, int32_t s, int32_t at)
{
    const struct sentence *sentence = &document->sentences[s];
    if (at + 1 < sentence->token_count)
        return &sentence->tokens[at + 1];
    const struct sentence *next = s + 1 < document->sentence_count ? sentence + 1 : NULL;
    if (!next || !next->token_count || next->is_title != sentence->is_title || next->opens_paragraph)
        return NULL;
    return &next->tokens[0];
}

/* The range line "3-4  don't" before the first word of a multiword token. */
static void add_range(struct buffer *out, const struct document *document, int32_t s, int32_t first)
{
    const struct sentence *sentence = &document->sentences[s];
    int32_t last = first;
    while (last + 1 < sentence->token_count && goes_on(&sentence->tokens[last + 1]))
        last++;
    if (last == first)
        return;
    buffer_print(out, "%d-%d\t", first + 1, last + 1);
    for (int32_t i = first; i <= last; i++)
        buffer_add(out, sentence->tokens[i].form);
    buffer_print(out, "\t_\t_\t_\t_\t_\t_\t_\t%s\n", is_glued(token_after(document, s, last)) ? "SpaceAfter=No" : "_");
}

/* Within a multiword token the spacing stands in its range line. */
static void add_word(struct buffer *out, const struct document *document, int32_t s, int32_t at)
{
    const struct token *token = &document->sentences[s].tokens[at];
    const struct token *next = token_after(document, s, at);
    bool in_multiword = token->flags & TOKEN_MULTIWORD_GOES_ON || goes_on(next);
    buffer_print(out, "%d\t", at + 1);
    add_field(out, token->form);
    add_field(out, token->lemma);
    add_field(out, text_of(language_upos_text(token->upos)));
    add_field(out, token->xpos);
    buffer_print(out, "_\t%d\t%s\t_\t%s\n", token->head + 1, language_deprel_text(token->deprel),
                 is_glued(next) && !in_multiword ? "SpaceAfter=No" : "_");
}

static void add_sentence(struct buffer *out, const struct document *document, int32_t s)
{
    const struct sentence *sentence = &document->sentences[s];
    struct text whole = sentence->is_title ? document->title : document->text;
    if (s == 0)
        buffer_add_string(out, "# newdoc\n");
    if (s == 0 || sentence->opens_paragraph || sentence->is_title != sentence[-1].is_title)
        buffer_add_string(out, "# newpar\n");
    buffer_add_string(out, "# text = ");
    add_line(out, text_slice(whole, sentence->span.from_byte, sentence->span.to_byte));
    buffer_add_char(out, '\n');
    for (int32_t i = 0; i < sentence->token_count; i++) {
        if (sentence->tokens[i].flags & TOKEN_IN_MULTIWORD && !(sentence->tokens[i].flags & TOKEN_MULTIWORD_GOES_ON))
            add_range(out, document, s, i);
        add_word(out, document, s, i);
    }
    buffer_add_char(out, '\n');
}

void language_write_conllu(const struct document *document, struct buffer *out)
{
    for (int32_t s = 0; s < document->sentence_count; s++)
        if (document->sentences[s].token_count)
            add_sentence(out, document, s);
}

/* What has been read of one sentence. */
struct block {
    struct token *items;
    size_t count, room;
    size_t length;      /* bytes of the sentence's text so far */
    long range_to;      /* the last word of the open multiword token, 0 when there is none */
    long range_from;
    bool space_after;   /* after the last word or multiword token */
    bool range_space;   /* after the open multiword token */
};

static bool number_of(struct text text, long *number)
{
    *number = 0;
    for (size_t i = 0; i < text.length; i++) {
        if (text.at[i] < '0' || text.at[i] > '9' || *number > INT_MAX / 10 - 1)
            return false;
        *number = *number * 10 + (text.at[i] - '0');
    }
    return text.length > 0 && *number > 0;
}

static bool split_fields(struct text line, struct text *fields)
{
    int count = 0;
    bool more = true;
    while (more && count < FIELD_COUNT) {
        more = memchr(line.at, '\t', line.length) != NULL;
        fields[count++] = text_cut(&line, '\t');
    }
    return count == FIELD_COUNT && !more;
}

static bool says_no_space(struct text misc)
{
    while (misc.length)
        if (text_is(text_cut(&misc, '|'), "SpaceAfter=No"))
            return true;
    return false;
}

static bool open_range(struct block *block, const struct text *fields)
{
    struct text to = fields[FIELD_ID];
    struct text from = text_cut(&to, '-');
    if (block->range_to || !number_of(from, &block->range_from) || !number_of(to, &block->range_to))
        return false;
    block->range_space = !says_no_space(fields[FIELD_MISC]);
    return block->range_from == (long)block->count + 1 && block->range_to >= block->range_from;
}

static bool add_token(struct block *block, const struct text *fields, struct arena *arena)
{
    long id;
    if (!number_of(fields[FIELD_ID], &id) || id != (long)block->count + 1 || !fields[FIELD_FORM].length)
        return false;
    struct token token = { .form = fields[FIELD_FORM], .head = -1 };
    bool goes_on = block->range_to && id > block->range_from;
    if (block->range_to)
        token.flags |= TOKEN_IN_MULTIWORD;
    if (goes_on)
        token.flags |= TOKEN_MULTIWORD_GOES_ON;
    else if (block->space_after)
        token.flags |= TOKEN_SPACE_BEFORE;
    block->length += block->count && token.flags & TOKEN_SPACE_BEFORE;
    token.span = (struct span){ block->length, block->length + token.form.length };
    block->length = token.span.to_byte;
    block->space_after = block->range_to ? block->range_space : !says_no_space(fields[FIELD_MISC]);
    if (id == block->range_to)
        block->range_to = 0;
    ARENA_PUSH(arena, block, token);
    return true;
}

/* Returns NULL, or what is wrong with the line. */
static const char *take_line(struct text line, struct block *block, struct arena *arena)
{
    struct text fields[FIELD_COUNT];
    if (!split_fields(line, fields))
        return "a word needs 10 fields parted by tabs";
    if (memchr(fields[FIELD_ID].at, '.', fields[FIELD_ID].length))
        return NULL; /* an empty node of the enhanced graph */
    if (memchr(fields[FIELD_ID].at, '-', fields[FIELD_ID].length))
        return open_range(block, fields) ? NULL : "the range of a multiword token does not fit";
    return add_token(block, fields, arena) ? NULL : "the number of a word is not the next one, or its form is empty";
}

/* The sentence's text, so that the spans and forms of its tokens are places in one text. */
static void close_block(struct block *block, struct arena *arena, struct sentence *sentence)
{
    char *text = arena_take(arena, block->length + 1);
    memset(text, ' ', block->length);
    for (size_t i = 0; i < block->count; i++) {
        struct token *token = &block->items[i];
        memcpy(text + token->span.from_byte, token->form.at, token->form.length);
        token->form.at = text + token->span.from_byte;
    }
    *sentence = (struct sentence){ .tokens = block->items, .token_count = (int32_t)block->count, .span = { 0, block->length } };
}

int language_next_conllu(struct text *rest, int *line, const char *file, struct arena *arena, struct sentence *sentence,
                         struct text *comments, struct error *err)
{
    struct block block = { .space_after = true };
    *comments = (struct text){ rest->at, 0 };
    while (rest->length) {
        struct text row = text_cut(rest, '\n');
        ++*line;
        if (row.length && row.at[row.length - 1] == '\r')
            row.length--;
        if (!row.length && block.count)
            break;
        if (!row.length)
            continue;
        if (row.at[0] == '#' && !block.count) {
            if (!comments->length)
                comments->at = row.at;
            comments->length = (size_t)(row.at + row.length - comments->at);
            continue;
        }
        const char *wrong = row.at[0] == '#' ? NULL : take_line(row, &block, arena);
        if (wrong) {
            error_at(err, ERROR_INPUT, file, *line, 0, "%s", wrong);
            return -1;
        }
    }
    if (block.range_to) {
        error_at(err, ERROR_INPUT, file, *line, 0, "a multiword token lacks its last words");
        return -1;
    }
    if (!block.count)
        return 0;
    close_block(&block, arena, sentence);
    return 1;
}
