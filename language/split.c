/* The splitter: paragraphs, their tokens, and among these the ends of sentences. */
#include "language/split.h"

#include <string.h>

#include "language/model.h"
#include "language/split_features.h"
#include "language/split_paragraphs.h"
#include "language/split_words.h"

enum { MIN_BITS = 8, MAX_BITS = 24 };

/* A place is an end where the weights of its features sum to more than the threshold, or than nothing after a word with a stop of
 * its own: there a false end is as likely as a missed one. */
struct split_model {
    uint32_t mask;
    int32_t threshold;
    const int8_t *weights; /* [mask + 1] */
};

/* What the steps of one text hand on. `words` and `view` hold one paragraph and live in `scratch`. */
struct work {
    const struct split_model *model;
    struct text text;
    struct arena *arena;
    struct arena scratch;
    struct split_list *out;
    struct split_words words;
    struct split_view view;
    int32_t paragraph;
};

bool split_model_read(struct text section, struct arena *arena, struct split_model **out, struct error *err)
{
    struct model_reader reader = { .rest = section };
    uint32_t bits = model_read_u32(&reader);
    int32_t threshold = (int32_t)model_read_u32(&reader);
    bool fits = !reader.bad && bits >= MIN_BITS && bits <= MAX_BITS;
    const int8_t *weights = fits ? model_read_array(&reader, (size_t)1 << bits, 1) : NULL;
    if (!weights)
        return error_set(err, ERROR_MODEL, "the model's part for the ends of sentences is broken");
    *out = arena_take(arena, sizeof **out);
    **out = (struct split_model){ ((uint32_t)1 << bits) - 1, threshold, weights };
    return true;
}

static int32_t score_of(const struct work *work, size_t at)
{
    const struct split_model *model = work->model;
    uint32_t features[SPLIT_MAX_FEATURES];
    int32_t sum = split_is_abbreviation(work->words.items[at].form) ? 0 : -model->threshold;
    int count = split_features(&work->view, at, features);
    for (int i = 0; i < count; i++)
        sum += model->weights[features[i] & model->mask];
    return sum;
}

static bool is_form(const struct work *work, size_t at, const char *form)
{
    return at < work->words.count && text_is(work->words.items[at].form, form);
}

/* Whether a word, and no mark, stands there. */
static bool is_word(struct text form)
{
    unsigned char last = form.length ? (unsigned char)form.at[form.length - 1] : 0;
    return (last >= 'a' && last <= 'z') || (last >= 'A' && last <= 'Z') || (last >= '0' && last <= '9');
}

/* Pages put headings of links amid their paragraphs, without a stop around them: "(Reuters) Related article Chad calls a vote On
 * Friday, it …". A small word with a capital letter begins the text anew. */
static bool parts_link(const struct work *work, size_t first, size_t at)
{
    enum { LEAST_WORDS = 4 };
    static const char *const openers[] = {
        "A", "After", "An", "As", "At", "Before", "But", "Despite", "Earlier", "He", "Her", "His", "If", "In", "It", "Its", "Last",
        "Many", "Meanwhile", "On", "One", "She", "Since", "Some", "That", "The", "Their", "There", "These", "They", "This", "We",
        "When", "While", NULL,
    };
    if (is_form(work, at + 1, "Related") && is_form(work, at + 2, "article"))
        return true;
    if (at > 0 && is_form(work, at - 1, "Related") && is_form(work, at, "article"))
        return true;
    bool heads = first > 1 && is_form(work, first - 2, "Related") && is_form(work, first - 1, "article");
    return heads && at + 1 >= first + LEAST_WORDS && at + 1 < work->words.count
        && is_word(work->words.items[at].form) && text_is_any(work->words.items[at + 1].form, openers);
}

/* The last token of the sentence that begins at `first`. When none is found in time, the likeliest in the second half. */
static size_t find_end(struct work *work, size_t first)
{
    struct split_view *view = &work->view;
    size_t best = first;
    int32_t best_score = INT32_MIN;
    split_view_open(view, first);
    for (size_t at = first; at + 1 < view->count; at++) {
        split_view_pass(view, at);
        if (parts_link(work, first, at))
            return at;
        int32_t score = split_may_end(view, at) ? score_of(work, at) : INT32_MIN;
        if (score > 0)
            return at;
        size_t size = at + 1 - first;
        if (size > SPLIT_MAX_TOKENS / 2 && score >= best_score) {
            best = at;
            best_score = score;
        }
        if (size + 1 >= SPLIT_MAX_TOKENS) /* one is left for a full stop that may be parted from its word */
            return best;
    }
    return view->count - 1;
}

/* "etc." at the end of a sentence becomes "etc" and ".". */
static void part_last_stop(struct sentence *sentence)
{
    struct token *last = &sentence->tokens[sentence->token_count - 1];
    if (!split_gives_up_stop(last->form))
        return;
    struct token *stop = last + 1;
    *stop = (struct token){ .span = { last->span.to_byte - 1, last->span.to_byte }, .head = -1 };
    stop->form = (struct text){ last->form.at + last->form.length - 1, 1 };
    last->span.to_byte--;
    last->form.length--;
    sentence->token_count++;
}

static void add_sentence(struct work *work, size_t first, size_t last)
{
    size_t count = last + 1 - first;
    const struct token *from = &work->words.items[first];
    struct sentence sentence = { .paragraph = work->paragraph, .opens_paragraph = first == 0, .token_count = (int32_t)count };
    bool gains = split_gives_up_stop(from[count - 1].form);
    sentence.tokens = arena_take(work->arena, (count + gains) * sizeof *sentence.tokens);
    memcpy(sentence.tokens, from, count * sizeof *from);
    sentence.span = (struct span){ from[0].span.from_byte, from[count - 1].span.to_byte };
    part_last_stop(&sentence);
    ARENA_PUSH(work->arena, work->out, sentence);
}

static void split_paragraph(struct work *work, struct span paragraph)
{
    arena_reset(&work->scratch);
    work->words = (struct split_words){ 0 };
    split_words(work->text, paragraph.from_byte, paragraph.to_byte, &work->scratch, &work->words);
    size_t count = work->words.count;
    struct split_atom *atoms = arena_take(&work->scratch, count * sizeof *atoms);
    work->view = (struct split_view){ .atoms = atoms, .count = count };
    work->view.style = split_atoms(work->words.items, count, atoms);
    for (size_t first = 0, last; first < count; first = last + 1) {
        last = find_end(work, first);
        add_sentence(work, first, last);
    }
}

void split_text(const struct split_model *model, struct text text, struct arena *arena, struct split_list *out)
{
    struct work work = { .model = model, .text = text, .arena = arena, .out = out };
    struct split_paragraphs paragraphs = { .text = text };
    struct span paragraph;
    for (; split_next_paragraph(&paragraphs, &paragraph); work.paragraph++)
        split_paragraph(&work, paragraph);
    arena_release(&work.scratch);
}
