/* Features of a frame for its confidence: what is met again in other articles, and nothing of one article alone. */
#include "reading/features_inner.h"

#include "reading/signs.h"

void features_add(struct features *features, const char *format, ...)
{
    va_list list;
    if (features->count == CONFIDENCE_FEATURES)
        return;
    va_start(list, format);
    struct sign sign = signs_make(features->arena, format, list);
    va_end(list);
    if (features->names)
        features->names[features->count] = sign.name;
    features->hashes[features->count++] = sign.hash;
}

static const char *const source_texts[] = {
#define SOURCE(name, text, meaning) text,
#include "reading/sources.def"
#undef SOURCE
};

const char *features_act_text(uint16_t act)
{
    return act == ACTS_NONE ? "none" : record_act_text((enum act)act);
}

static void add_entry(const struct circumstances *c, struct features *features)
{
    const struct entry *entry = c->frame->entry;
    const struct view *view = c->view;
    const char *act = features_act_text(c->frame->act), *kind = acts_kind_text(entry->kind);
    struct text lemma = view_token(view, c->frame->head)->lemma;
    ADD("any");
    ADD("word %s %.*s", act, SHOW(lemma));
    ADD("entry %s %s %.*s", act, kind, SHOW(entry->words));
    ADD("filled %d", c->frame->weight - 4 * entry->weight);
    ADD("loose %d %s", c->frame->loose, act);
    ADD("loose %d %s", c->frame->loose, kind);
    ADD("rivals %d", c->frame->rivals > 2 ? 2 : c->frame->rivals);
    if (c->frame->outdone) {
        ADD("outdone");
        ADD("outdone %s %.*s %s", act, SHOW(lemma), features_act_text(c->frame->outdone->act));
        ADD("outdone %s by %s", act, features_act_text(c->frame->outdone->act));
    }
    if (c->frame->entry->if_order)
        ADD("order");
    if (c->frame->part_of) {
        ADD("part");
        ADD("part %s %s", act, features_act_text(c->frame->part_of->act));
    }
}

static void add_actor(const struct circumstances *c, struct features *features)
{
    const char *act = features_act_text(c->frame->act), *source = source_texts[c->frame->source];
    const char *kind = acts_kind_text(c->frame->entry->kind);
    ADD("source %s %s", source, kind);
    ADD("source %s %s", source, act);
    if (c->actor) {
        ADD("actor %d %s%s", c->actor->kind, source, c->actor->is_pronoun ? " pronoun" : "");
        ADD("actor %d %s", c->actor->kind, act);
        ADD("code %s", c->actor->code.length ? "known" : "none");
        int far = c->actor->head > c->frame->head ? c->actor->head - c->frame->head : c->frame->head - c->actor->head;
        ADD("far %s %d", kind, far < 3 ? far : far < 6 ? 3 : far < 12 ? 6 : 12);
    }
    if (c->actor_is_speaker)
        ADD("actor speaks %s", act);
    ADD("before %d %s", c->told_before, kind);
}

/* "Opting instead to pay", wherever the tree hangs the word. */
static bool is_instead(const struct view *view, int verb)
{
    bool found = view_child_word(view, verb, DEPREL_ADVMOD, "instead") >= 0;
    for (int child = view->first[verb]; child >= 0 && !found; child = view->next[child])
        if (view_rel(view, child) == DEPREL_XCOMP || view_rel(view, child) == DEPREL_ADVCL)
            found = view_child_word(view, child, DEPREL_ADVMOD, "instead") >= 0;
    return found;
}

static void add_grammar(const struct circumstances *c, struct features *features)
{
    const struct view *view = c->view;
    int head = c->frame->head;
    const char *act = features_act_text(c->frame->act);
    const struct token *token = view_token(view, head);
    ADD("tag %.*s %s", SHOW(token->xpos), act);
    if (is_instead(view, head))
        ADD("with %s instead", act);
    if (token->head >= 0) {
        struct text up = view_token(view, token->head)->lemma;
        ADD("under %s %.*s", language_deprel_text((enum deprel)token->deprel), SHOW(up));
    }
}

/* The classes that a word belongs to, as "role @class act". */
static void add_classes(const struct circumstances *c, const char *role, int token, struct features *features)
{
    const struct word *word = c->view->lemma[token];
    for (int n = 0; word && n < c->words->class_count; n++)
        if (classes_have(&word->classes, n))
            ADD("%s @%.*s %s", role, SHOW(c->words->classes[n]), features_act_text(c->frame->act));
}

static void add_object(const struct circumstances *c, struct features *features)
{
    if (c->object < 0)
        return;
    add_classes(c, "object", c->object, features);
    ADD("thing %s %.*s", features_act_text(c->frame->act), SHOW(view_token(c->view, c->object)->lemma));
}

/* The clauses that the trigger lies in: "relcl" of a noun, "advcl after", "ccomp say". */
static void add_path(const struct circumstances *c, struct features *features)
{
    const struct view *view = c->view;
    const char *kind = acts_kind_text(c->frame->entry->kind);
    int at = c->frame->head;
    for (int steps = 0; steps < 6 && view_token(view, at)->head >= 0; steps++) {
        enum deprel rel = view_rel(view, at);
        int mark = view_child(view, at, DEPREL_MARK);
        bool clause = rel == DEPREL_ADVCL || rel == DEPREL_ACL || rel == DEPREL_ACL_RELCL || rel == DEPREL_CCOMP
                   || rel == DEPREL_XCOMP || rel == DEPREL_PARATAXIS || rel == DEPREL_CSUBJ;
        if (clause && mark >= 0)
            ADD("path %s %.*s %s", language_deprel_text(rel), SHOW(view_token(view, mark)->lemma), kind);
        at = view_token(view, at)->head;
    }
}

static void add_place(const struct circumstances *c, struct features *features)
{
    const char *act = features_act_text(c->frame->act), *kind = acts_kind_text(c->frame->entry->kind);
    const struct sentence *sentence = c->view->sentence;
    const char *quoted = !c->attribution ? "plain" : c->attribution->direct ? "direct" : "indirect";
    ADD("words %s %s", quoted, act);
    if (c->around)
        ADD("in %s %d", features_act_text(c->around->act), c->around_slot);
    else
        ADD("in none %s", kind);
    int place = sentence->is_title ? 0 : 1 + c->view->index;
    ADD("place %s", place < 3 ? "first" : place < 8 ? "early" : place < 20 ? "middle" : "late");
    ADD("length %s", sentence->token_count < 12 ? "short" : sentence->token_count < 30 ? "middle" : "long");
    ADD("status %s %s", record_status_text((enum status)c->status), act);
}

void confidence_features(const struct circumstances *circumstances, struct arena *names, struct features *features)
{
    features->count = 0;
    features->arena = names;
    features->names = names ? arena_take(names, CONFIDENCE_FEATURES * sizeof *features->names) : NULL;
    add_entry(circumstances, features);
    add_actor(circumstances, features);
    add_grammar(circumstances, features);
    add_object(circumstances, features);
    add_path(circumstances, features);
    add_place(circumstances, features);
    features_telling(circumstances, features);
}
