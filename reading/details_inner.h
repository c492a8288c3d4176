/* What the files of details*.c share: the lexicon of details and walks over a sentence's tree. */
#ifndef TROTH_READING_DETAILS_INNER_H
#define TROTH_READING_DETAILS_INNER_H

#include "reading/details.h"
#include "reading/details_patterns.h"

/* How often a sentence tells of each class of means. */
struct class_counts {
    bool is_counted;
    uint8_t of[MEANS_COUNT];
};

struct detail_lexicon {
    struct patterns means;      /* means.txt: value is bits of enum means */
    const struct pattern **defaults; /* those of means with the flag `default`, in their order; NULL ends */
    struct patterns openers;    /* openers.txt: how a condition begins; value is enum opener_kind */
    struct patterns conditions; /* conditions.txt: value is enum condition */
    struct patterns caveats;    /* caveats.txt: how a caveat begins */
    struct patterns times;      /* times.txt */
    struct patterns amounts;    /* amounts.txt */
    struct patterns statuses;   /* status.txt: value is enum status, flags enum status_place */
    struct class_counts *told;  /* [sentence] of the document at hand; NULL: of none */
};

/* Flags of means.txt. */
enum {
    MEANS_WEAK = 1,    /* counts only where nothing stronger is there: "aid" */
    MEANS_CONTEXT = 2, /* the one of its classes that the words around in the article tell most often: "aid" */
    MEANS_REFER = 4,   /* stands for something told before: "the deal" */
    MEANS_BLOCK = 8,   /* words that say nothing of means, and hide those within: "peace of mind" */
    MEANS_DEFAULT = 16, /* for the acts named where nothing else is found */
    MEANS_TRIGGER = 32, /* only as the trigger */
};

bool means_load(struct detail_lexicon *lexicon, const char *folder, const char *overlay, struct arena *arena, struct error *err);
bool openers_load(struct patterns *patterns, const char *folder, const char *overlay, struct arena *arena, struct error *err);
bool conditions_load(struct patterns *patterns, const char *folder, const char *overlay, struct arena *arena, struct error *err);
bool caveats_load(struct patterns *patterns, const char *folder, const char *overlay, struct arena *arena, struct error *err);
bool times_load(struct patterns *patterns, const char *folder, const char *overlay, struct arena *arena, struct error *err);
bool amounts_load(struct patterns *patterns, const char *folder, const char *overlay, struct arena *arena, struct error *err);
bool statuses_load(struct patterns *patterns, const char *folder, const char *overlay, struct arena *arena, struct error *err);

/* Whether `token` is `top` or stands under it. */
bool tree_under(const struct sentence *sentence, int token, int top);

/* The tokens [*from, *to) around `top` that stand under it without a gap. */
void tree_edges(const struct sentence *sentence, int top, int *from, int *to);

/* The first child of `top` with this relation, or -1. */
int tree_child(const struct sentence *sentence, int top, enum deprel rel);

/* The first child that marks a nominal's case or a clause ("to", "if", "with"), or -1. */
int tree_marker(const struct sentence *sentence, int top);

bool tree_is(const struct sentence *sentence, int token, const char *word); /* lemma or form, case aside; false outside */
bool tree_is_verb(const struct sentence *sentence, int token);
bool tree_is_finite(const struct sentence *sentence, int verb); /* it has a subject of its own or a finite auxiliary or form */

/* Whether a number counts the noun after it: "2030 tents", and not "the 2030 goals" of a name. */
bool tree_is_counted(const struct sentence *sentence, int number);

/* Whether the statement's words stand under `token` or it under them: on one path through complements, objects and coordination,
 * and not in a relative clause or another speaker's words. */
bool tree_same_clause(const struct site *site, int token);

static inline uint32_t site_act(const struct site *site)
{
    return 1u << site->act;
}

static inline struct detail detail_at(int from, int to, const struct pattern *pattern)
{
    return (struct detail){ .found = true, .from = from, .to = to, .value = pattern ? (int)pattern->value : 0,
                            .file = pattern ? pattern->file : (struct text){ 0 }, .line = pattern ? pattern->line : 0 };
}

#endif
