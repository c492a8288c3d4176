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

void html_judge(struct html_blocks *blocks, const int weights[2][FEATURE_COUNT])
{
    html_judge_first(blocks, weights[0]);
    html_judge_second(blocks, weights[1]);
}

/* What says something to people when it stands alone; most marks only count among others. */
static bool is_reason(int feature)
{
    return (feature >= FEATURE_COPYRIGHT && feature <= FEATURE_POINTS) || (feature >= FEATURE_IN_NAV && feature <= FEATURE_OUT_MAIN) ||
           (feature >= FEATURE_OUT_BODY && feature <= FEATURE_FAR_MEDIA) || feature == FEATURE_UNDER_POINTER || feature == FEATURE_SHORT_LINK ||
           feature == FEATURE_LONG_LINK || feature == FEATURE_BEFORE || feature == FEATURE_BEHIND || feature == FEATURE_PARENT_NONE ||
           feature == FEATURE_GRAND_NONE || feature == FEATURE_ALIKE_NONE || (feature >= FEATURE_ITEM_LINK && feature <= FEATURE_LATER_NOTE) ||
           feature == FEATURE_ABOVE_TITLE || feature == FEATURE_DATED || feature == FEATURE_NO_WORDS || feature == FEATURE_NUMBER;
}

const char *html_reason(const struct html_block *block)
{
    int worst = -1;
    for (int feature = 0; feature < FEATURE_COUNT; feature++)
        if (html_has(block, (enum html_feature)feature) && is_reason(feature) &&
            html_weights[1][feature] < (worst < 0 ? 0 : html_weights[1][worst]))
            worst = feature;
    return worst < 0 ? "too little about it is as in articles" : meanings[worst];
}
