/* The opened model as the language room's own files see it. */
#ifndef TROTH_LANGUAGE_INNER_H
#define TROTH_LANGUAGE_INNER_H

#include "language/features.h"
#include "language/language.h"
#include "language/lemma.h"
#include "language/model.h"
#include "language/net.h"
#include "language/split.h"
#include "language/table.h"

struct text_list {
    struct text *items;
    size_t count;
};

struct language {
    struct model *model;
    struct arena arena;
    struct net net;
    struct split_model *split;
    struct table words, forms;   /* vocabulary; forms with their part of speech (lemma_key) */
    struct text *lemmas;         /* of the forms */
    struct text_list tags;       /* of the Penn Treebank */
    struct lemma_rule *rules;
    char version[64];
};

struct language_scratch {
    struct net_scratch *net;
    struct net_word words[NET_LONGEST];
    uint32_t features[NET_LONGEST][FEATURE_COUNT];
    struct finite_hint hints[NET_LONGEST]; /* of the words read last */
    int unseen[NET_LONGEST]; /* words whose lemma is in no list */
};

#endif
