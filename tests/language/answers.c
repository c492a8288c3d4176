/* Runs the language room on the input of a case. */
#include "tests/language/answers.h"

#include "language/split_words.h"

void answer_tokens(const struct engine *engine, struct text input, struct arena *arena, struct buffer *out)
{
    struct split_words words = { 0 };
    split_words(input, 0, input.length, arena, &words);
    for (size_t i = 0; i < words.count; i++) {
        if (i)
            buffer_add_char(out, words.items[i].flags & TOKEN_MULTIWORD_GOES_ON ? '|' : ' ');
        buffer_add(out, words.items[i].form);
    }
    buffer_add_char(out, '\n');
}

void answer_sentences(const struct engine *engine, struct text input, struct arena *arena, struct buffer *out)
{
    struct split_list list = { 0 };
    split_text(engine->split, input, arena, &list);
    for (size_t i = 0; i < list.count; i++) {
        struct span span = list.items[i].span;
        if (i && list.items[i].opens_paragraph)
            buffer_add_char(out, '\n');
        buffer_add(out, text_slice(input, span.from_byte, span.to_byte));
        buffer_add_char(out, '\n');
    }
}

/* The title, if there is one, is the first line, behind "# ". */
static void read(const struct engine *engine, struct text input, struct arena *arena, struct document *document)
{
    struct text title = { "", 0 };
    if (text_starts(input, TEXT("# ")))
        title = text_cut(&input, '\n');
    language_read(engine->language, engine->scratch, title.length ? text_slice(title, 2, title.length) : title, input, arena,
                  document);
}

static struct text words_of(const struct document *document, const struct sentence *sentence, int from, int to)
{
    struct text whole = sentence->is_title ? document->title : document->text;
    return text_slice(whole, sentence->tokens[from].span.from_byte, sentence->tokens[to - 1].span.to_byte);
}

static void add_name(const struct document *document, const struct sentence *sentence, const struct name *name, struct buffer *out)
{
    static const char *const kinds[] = { "person", "place", "organisation", "other" };
    buffer_add_string(out, kinds[name->kind]);
    buffer_add_char(out, ' ');
    buffer_add(out, words_of(document, sentence, name->from, name->to));
    if (name->title_from < name->title_to) {
        buffer_add_string(out, " (");
        buffer_add(out, words_of(document, sentence, name->title_from, name->title_to));
        buffer_add_char(out, ')');
    }
    buffer_add_char(out, '\n');
}

void answer_names(const struct engine *engine, struct text input, struct arena *arena, struct buffer *out)
{
    struct document document;
    read(engine, input, arena, &document);
    for (int i = 0; i < document.sentence_count; i++)
        for (int k = 0; k < document.sentences[i].name_count; k++)
            add_name(&document, &document.sentences[i], &document.sentences[i].names[k], out);
}

static bool is_head(const struct sentence *sentence, const struct token *token, struct text form)
{
    return token->head < 0 ? text_is(form, "-") : text_equals(sentence->tokens[token->head].form, form);
}

/* "troops obj send", "plans VERB plan", "plans VERB". */
static bool token_fits(const struct sentence *sentence, const struct token *token, struct text what, struct text other)
{
    int upos = language_upos_of(what);
    if (upos >= 0)
        return token->upos == upos && (!other.length || text_equals(token->lemma, other));
    return token->deprel == language_deprel_of(what) && is_head(sentence, token, other);
}

static bool holds(const struct document *document, struct text claim)
{
    struct text form = text_cut(&claim, ' '), what = text_cut(&claim, ' ');
    for (int i = 0; i < document->sentence_count; i++) {
        const struct sentence *sentence = &document->sentences[i];
        for (int k = 0; k < sentence->token_count; k++)
            if (text_equals(sentence->tokens[k].form, form) && token_fits(sentence, &sentence->tokens[k], what, claim))
                return true;
    }
    return false;
}

void answer_trees(const struct engine *engine, struct text input, struct text claims, struct arena *arena, struct buffer *out)
{
    struct document document;
    read(engine, input, arena, &document);
    while (claims.length) {
        struct text line = text_cut(&claims, '\n'), claim = text_trim(line);
        bool forbidden = text_starts(claim, TEXT("* "));
        if (forbidden)
            claim = text_slice(claim, 2, claim.length);
        if (!claim.length || holds(&document, claim) != forbidden)
            continue;
        buffer_add(out, line);
        buffer_add_char(out, '\n');
    }
}
