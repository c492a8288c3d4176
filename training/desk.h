/* What troth-weigh and troth-aim work with: the rooms that read, the marked articles, the features by number. */
#ifndef TROTH_TRAINING_DESK_H
#define TROTH_TRAINING_DESK_H

#include "language/language.h"
#include "reading/read.h"
#include "training/gold.h"
#include "training/weights.h"

struct desk {
    struct lexicon *lexicon;
    struct language *language;
    struct language_scratch *scratch;
    struct gold gold;
    struct arena arena;
    struct weights_names names;
};

/* Opens the lexicon and the model; articles come by gold_read. The desk is to be closed also where this fails. */
bool desk_open(struct desk *desk, const char *lexicon, const char *model, struct error *err);
void desk_close(struct desk *desk);

/* Makes an article ready for candidates; everything lives in `arena`. */
void desk_prepare(const struct desk *desk, const struct article *article, struct arena *arena, struct document *document,
                  struct reading *reading);

#endif
