/* Opening, preparing and closing what troth-weigh and troth-aim work with. */
#include "training/desk.h"

bool desk_open(struct desk *desk, const char *lexicon, const char *model, struct error *err)
{
    *desk = (struct desk){ 0 };
    if (!(desk->lexicon = lexicon_open(lexicon, NULL, err)) || !(desk->language = language_open(model, err)))
        return false;
    desk->scratch = language_scratch_new(desk->language);
    return true;
}

void desk_close(struct desk *desk)
{
    language_scratch_free(desk->scratch);
    language_free(desk->language);
    lexicon_free(desk->lexicon);
    weights_release(&desk->names);
    arena_release(&desk->arena);
}

void desk_prepare(const struct desk *desk, const struct article *article, struct arena *arena, struct document *document,
                  struct reading *reading)
{
    language_read(desk->language, desk->scratch, article->title, article->text, arena, document);
    read_prepare(reading, desk->lexicon, article, document, arena);
}
