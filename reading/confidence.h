/* How sure a reading is: features of a frame, weighed as learned from marked articles (lexicon/confidence.txt). */
#ifndef TROTH_READING_CONFIDENCE_H
#define TROTH_READING_CONFIDENCE_H

#include "reading/frames.h"

enum { CONFIDENCE_FEATURES = 128, CONFIDENCE_MANY = 192 };

/* One line of the file: "threaten verb | -120", weights in hundredths of a logit. */
struct confidence_weight {
    unsigned long long hash; /* of the feature's name; 0: free place */
    int weight;
};

struct confidence {
    struct confidence_weight *weights; /* open addressing */
    size_t count, room;                /* room is a power of two, 0 while nothing is learned */
    unsigned char *looks; /* [room] bits by other digits of the hashes: few features without a weight have their bit set */
    int threshold;                     /* thousandths: statements below are left out */
};

/* What is known of a frame beside itself. */
struct circumstances {
    const struct view *view;
    const struct frame *frame;
    const struct frame *around;  /* the frame in whose slot it lies, or NULL */
    int around_slot;             /* enum slot_name */
    const struct mention *actor; /* or NULL */
    const struct attribution *attribution; /* around the trigger, or NULL */
    bool actor_is_speaker;
    bool own_side; /* who speaks is another of the actor's state or group */
    bool has_speaker;
    int status;                  /* enum status */
    const struct words *words;   /* for the names of classes */
    int object;                  /* head token of the object, -1 */
    const struct statement *statement;
    bool told_before;            /* the same act of the same actor stands earlier in the article */
};

/* Features by the text_hash of their names. */
struct features {
    unsigned long long hashes[CONFIDENCE_FEATURES];
    int count;
    struct arena *arena; /* where the names live, NULL: they are not kept */
    struct text *names;  /* [count] as they stand in the file, or NULL */
};

bool confidence_load(struct confidence *confidence, const char *folder, const char *overlay, struct arena *arena,
                     struct error *err);

/* The weights of recipients.txt: whom an act is directed at. */
bool confidence_load_recipients(struct confidence *weights, const char *folder, const char *overlay, struct arena *arena,
                                struct error *err);

/* The features of a frame, with their names where there is an arena for them (NULL: whoever only reads needs none). */
void confidence_features(const struct circumstances *circumstances, struct arena *names, struct features *features);

/* The weight of one feature by the text_hash of its name, 0 where it has none. */
int confidence_weight(const struct confidence *confidence, unsigned long long hash);

/* The sum of the weights of many. */
int confidence_sum(const struct confidence *confidence, const unsigned long long *hashes, int count);

/* The sum of the weights in hundredths of a logit as a probability in thousandths; whole numbers only, so that it is the same on
 * every machine. */
int confidence_thousandths(int hundredths);

int confidence_of(const struct confidence *confidence, const struct features *features);

#endif
