/* A block is article when the weights of what can be told of it add up to more than nothing; then its neighbours have a say. */
#include "source/html.h"

static const char *const meanings[] = {
#define FEATURE(name, meaning) meaning,
#include "source/html_features.def"
#undef FEATURE
};

const int html_weights[2][FEATURE_COUNT] = {
#define WEIGHTS(name, first, second) [0][FEATURE_##name] = first, [1][FEATURE_##name] = second,
#include "source/html_weights.def"
#undef WEIGHTS
};

static int sum(const struct html_block *block, const int weights[FEATURE_COUNT])
{
    int total = 0;
    for (int set = 0; set < FEATURE_SETS; set++)
        for (unsigned long long bits = block->features[set]; bits; bits &= bits - 1)
            total += weights[64 * set + __builtin_ctzll(bits)];
    return total;
}

/* LOW, DOUBT, LIKELY, HIGH: thousandths of log odds. */
static int level_of(int score)
{
    return score < -2000 ? 0 : score < 0 ? 1 : score < 2000 ? 2 : 3;
}

static void set_neighbour(struct html_blocks *blocks, size_t i, long other, enum html_feature first)
{
    if (other >= 0 && (size_t)other < blocks->count)
        html_set(&blocks->items[i], (enum html_feature)((int)first + level_of(blocks->items[other].score)));
}

/* The mean score, by bytes, of what runs on within the same parent. */
static void set_parts(struct html_blocks *blocks)
{
    for (size_t from = 0, to; from < blocks->count; from = to) {
        const struct html_node *parent = blocks->items[from].node->parent;
        long long total = 0, bytes = 1;
        for (to = from; to < blocks->count && blocks->items[to].node->parent == parent; to++) {
            total += (long long)blocks->items[to].score * (long long)blocks->items[to].text.length;
            bytes += (long long)blocks->items[to].text.length;
        }
        for (size_t i = from; i < to; i++)
            html_set(&blocks->items[i], (enum html_feature)(FEATURE_PART_LOW + level_of((int)(total / bytes))));
    }
}

void html_judge_first(struct html_blocks *blocks, const int weights[FEATURE_COUNT])
{
    for (size_t i = 0; i < blocks->count; i++)
        blocks->items[i].score = sum(&blocks->items[i], weights);
    for (size_t i = 0; i < blocks->count; i++) {
        set_neighbour(blocks, i, (long)i - 2, FEATURE_BACK2_LOW);
        set_neighbour(blocks, i, (long)i - 1, FEATURE_BACK_LOW);
        set_neighbour(blocks, i, (long)i + 1, FEATURE_AHEAD_LOW);
        set_neighbour(blocks, i, (long)i + 2, FEATURE_AHEAD2_LOW);
    }
    set_parts(blocks);
}

void html_judge_second(struct html_blocks *blocks, const int weights[FEATURE_COUNT])
{
    for (size_t i = 0; i < blocks->count; i++) {
        blocks->items[i].score = sum(&blocks->items[i], weights);
        blocks->items[i].is_kept = blocks->items[i].score > 0;
    }
}

static const struct html_node *list_of(const struct html_node *node)
{
    enum { LEVELS = 3 };
    for (int level = 0; node && level < LEVELS; node = node->parent, level++)
        if (node->tag == HTML_UL || node->tag == HTML_OL)
            return node;
    return NULL;
}

/* A list is article or furniture as a whole, by the mean of its items. */
static void judge_lists(struct html_blocks *blocks)
{
    for (size_t from = 0, to; from < blocks->count; from = to) {
        const struct html_node *list = list_of(blocks->items[from].node);
        long long total = 0;
        for (to = from; to < blocks->count && list_of(blocks->items[to].node) == list; to++)
            total += (long long)blocks->items[to].score * (long long)blocks->items[to].text.length;
        for (size_t i = from; list && i < to; i++) {
            blocks->items[i].is_kept = total > 0;
            blocks->items[i].why = total <= 0 && blocks->items[i].score > 0 ? "in a list that is no article" : NULL;
        }
    }
}

/* Where no prose is kept, the likeliest is: a page of one paragraph is unlike most. */
static void keep_doubtful(struct html_blocks *blocks)
{
    enum { LEAST = -1000 }; /* thousandths of log odds */
    for (size_t i = 0; i < blocks->count; i++)
        if (blocks->items[i].is_kept && blocks->items[i].is_prose)
            return;
    for (size_t i = 0; i < blocks->count; i++) {
        struct html_block *block = &blocks->items[i];
        if (block->is_prose && html_has(block, FEATURE_INSIDE) && block->score > LEAST) {
            block->is_kept = true;
            block->why = NULL;
        }
    }
}

static bool is_heading(const struct html_block *block)
{
    return block->node->tag >= HTML_H1 && block->node->tag <= HTML_H6;
}

/* Why a kept block above the text is none of it, or NULL. */
static const char *head_reason(const struct html_block *block)
{
    enum { LONGEST = 100 }; /* bytes of a line with a day or an author */
    bool is_line = block->text.length < LONGEST &&
                   (block->features[FEATURE_TINY_STOP / 64] &
                    (1ull << FEATURE_TINY_OPEN % 64 | 1ull << FEATURE_SHORT_OPEN % 64 | 1ull << FEATURE_LINE_OPEN % 64));
    if (is_heading(block) && html_has(block, FEATURE_IS_TITLE))
        return "the title";
    if (is_line && (html_has(block, FEATURE_FURNITURE) || html_has(block, FEATURE_DATED) || html_has(block, FEATURE_IS_AUTHOR)))
        return "a day, an author or a credit above the text";
    if (html_has(block, FEATURE_LINKS_ALL))
        return "links above the text";
    return NULL;
}

/* Title, day and author often stand in the same element as the text. */
static void drop_head(struct html_blocks *blocks)
{
    for (size_t i = 0; i < blocks->count; i++) {
        struct html_block *block = &blocks->items[i];
        if (!block->is_kept)
            continue;
        block->why = head_reason(block);
        if (!block->why)
            return;
        block->is_kept = false;
    }
}

/* Why a kept block below the text is none of it, or NULL. */
static const char *tail_reason(const struct html_block *block)
{
    enum { LONGEST = 120 }; /* bytes of a pointer */
    if (html_has(block, FEATURE_LINKS_ALL))
        return "links below the text";
    bool is_pointer = html_has(block, FEATURE_COPYRIGHT) || (html_has(block, FEATURE_POINTS) && html_has(block, FEATURE_DOTS));
    return block->text.length < LONGEST && is_pointer ? "a note below the text" : NULL;
}

static void drop_tail(struct html_blocks *blocks)
{
    for (size_t i = blocks->count; i--;) {
        struct html_block *block = &blocks->items[i];
        if (!block->is_kept)
            continue;
        block->why = tail_reason(block);
        if (!block->why)
            return;
        block->is_kept = false;
    }
}

/* What stands for browsers without scripts comes as text where the page is broken around it. */
static bool is_markup(struct text text)
{
    return text_starts(text, TEXT("<")) && text_ends(text, TEXT(">")) && text_find(text, TEXT("=\"")) < text.length;
}

/* What no weight makes article: hidden text, other articles, and lines that would not be read. */
static void drop_certain(struct html_blocks *blocks)
{
    enum { LONGEST = 100 }; /* bytes of a line of furniture */
    for (size_t i = 0; i < blocks->count; i++) {
        struct html_block *block = &blocks->items[i];
        if (!block->is_kept)
            continue;
        if (html_has(block, FEATURE_IN_HIDDEN))
            block->why = "hidden";
        else if (html_has(block, FEATURE_LINKS_ALL) && html_has(block, FEATURE_CAPITALS))
            block->why = "a link in capital letters";
        else if (is_markup(block->text))
            block->why = "markup that is not meant to be read";
        else if (html_has(block, FEATURE_OTHER_ARTICLE))
            block->why = meanings[FEATURE_OTHER_ARTICLE];
        else if (html_has(block, FEATURE_FURNITURE) && block->text.length < LONGEST)
            block->why = "a credit, notice or link (source/furniture.def)";
        block->is_kept = !block->why;
    }
}

/* A front page has paragraphs, but each belongs to the linked heading above it. */
static void drop_teasers(struct html_blocks *blocks)
{
    enum { LEAST = 4 };
    size_t kept = 0, teasers = 0;
    for (size_t i = 0; i < blocks->count; i++) {
        const struct html_block *above = i ? &blocks->items[i - 1] : NULL;
        kept += blocks->items[i].is_kept;
        teasers += blocks->items[i].is_kept && above && !above->is_kept && is_heading(above) && html_is_mostly_links(above);
    }
    for (size_t i = 0; teasers >= LEAST && teasers == kept && i < blocks->count; i++)
        if (blocks->items[i].is_kept) {
            blocks->items[i].is_kept = false;
            blocks->items[i].why = "a teaser of another page";
        }
}

void html_judge(struct html_blocks *blocks, const int weights[2][FEATURE_COUNT])
{
    html_judge_first(blocks, weights[0]);
    html_judge_second(blocks, weights[1]);
    judge_lists(blocks);
    keep_doubtful(blocks);
    drop_certain(blocks);
    drop_head(blocks);
    drop_tail(blocks);
    drop_teasers(blocks);
}

/* What says something to people when it stands alone; most marks only count among others. */
static bool is_reason(int feature)
{
    return (feature >= FEATURE_COPYRIGHT && feature <= FEATURE_POINTS) ||
           (feature >= FEATURE_IN_NAV && feature <= FEATURE_OUT_MAIN) ||
           (feature >= FEATURE_OUT_BODY && feature <= FEATURE_FAR_MEDIA) || feature == FEATURE_UNDER_POINTER ||
           (feature >= FEATURE_ITEM_LINK && feature <= FEATURE_LATER_NOTE) || feature == FEATURE_SHORT_LINK ||
           feature == FEATURE_LONG_LINK || feature == FEATURE_BEFORE || feature == FEATURE_BEHIND ||
           feature == FEATURE_ABOVE_TITLE || feature == FEATURE_OTHER_ARTICLE || feature == FEATURE_DATED ||
           feature == FEATURE_NO_WORDS || feature == FEATURE_NUMBER;
}

const char *html_reason(const struct html_block *block)
{
    enum { LEAST = -100 }; /* thousandths of log odds that say something */
    int worst = -1;
    if (block->why)
        return block->why;
    for (int feature = 0; feature < FEATURE_COUNT; feature++)
        if (html_has(block, (enum html_feature)feature) && is_reason(feature) &&
            html_weights[1][feature] < (worst < 0 ? LEAST : html_weights[1][worst]))
            worst = feature;
    if (worst >= 0)
        return meanings[worst];
    return html_has(block, FEATURE_ALIKE_NONE) ? meanings[FEATURE_ALIKE_NONE] : "too little about it is as in articles";
}
