/* Features of a frame for its confidence: what is met again in other articles, and nothing of one article alone. */
#include "reading/features_inner.h"

#include <stdarg.h>
#include <string.h>

/* What a sign of a format stands for: a text for %s and %.*s, a number's digits in `room` for %d. */
static struct text piece_of(const char **format, va_list *list, char room[16])
{
    if (**format == '.') {
        int length = va_arg(*list, int);
        *format += 3;
        return (struct text){ va_arg(*list, const char *), (size_t)length };
    }
    if (*(*format)++ == 's')
        return text_of(va_arg(*list, const char *));
    int number = va_arg(*list, int), at = 16;
    unsigned rest = number < 0 ? 0u - (unsigned)number : (unsigned)number;
    do
        room[--at] = (char)('0' + rest % 10);
    while (rest /= 10);
    if (number < 0)
        room[--at] = '-';
    return (struct text){ room + at, (size_t)(16 - at) };
}

void features_add(struct features *features, struct arena *arena, const char *format, ...)
{
    enum { LONGEST = 400 };
    char name[LONGEST], room[16];
    size_t length = 0;
    va_list list;
    if (features->count == CONFIDENCE_FEATURES)
        return;
    va_start(list, format);
    while (*format && length < LONGEST)
        if (*format != '%') {
            name[length++] = *format++;
        } else {
            format++;
            struct text piece = piece_of(&format, &list, room);
            size_t fits = piece.length < LONGEST - length ? piece.length : LONGEST - length;
            if (fits)
                memcpy(name + length, piece.at, fits);
            length += fits;
        }
    va_end(list);
    features->names[features->count++] = arena_copy(arena, (struct text){ name, length });
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

static void add_entry(const struct circumstances *c, struct arena *arena, struct features *features)
{
    const struct entry *entry = c->frame->entry;
    const struct view *view = c->view;
    const char *act = features_act_text(c->frame->act), *kind = acts_kind_text(entry->kind);
    struct text lemma = view_token(view, c->frame->head)->lemma;
    ADD("any");
    ADD("act %s", act);
    ADD("kind %s %s", kind, act);
    ADD("kind %s", kind);
    ADD("word %s %.*s", act, SHOW(lemma));
    ADD("entry %s %s %.*s", act, kind, SHOW(entry->words));
    if (entry->kind == ENTRY_LIGHT && c->frame->helper >= 0)
        ADD("noun %s %.*s", act, SHOW(view_token(view, c->frame->helper)->lemma));
    if (c->frame->loose) {
        ADD("loose");
        ADD("loose %s", act);
        ADD("loose %s %.*s", act, SHOW(entry->words));
    }
    ADD("required %d %s", entry->weight / 100, kind);
    ADD("filled %d", c->frame->weight - 4 * entry->weight);
    ADD("rivals %d", c->frame->rivals > 2 ? 2 : c->frame->rivals);
    if (c->frame->outdone) {
        ADD("outdone");
        ADD("outdone %s %s", act, features_act_text(c->frame->outdone->act));
        ADD("outdone %s %.*s %s", act, SHOW(lemma), features_act_text(c->frame->outdone->act));
    }
    if (c->frame->part_of) {
        ADD("part");
        ADD("part %s %s", kind, acts_kind_text(c->frame->part_of->kind));
        ADD("part %s %s", act, features_act_text(c->frame->part_of->act));
    }
    for (int i = 0; i < entry->slot_count; i++)
        if (c->frame->fillers[i] >= 0)
            ADD("slot %s %d %.*s %d", act, entry->slots[i].name, SHOW(entry->slots[i].prep), c->frame->as_recipient[i]);
}

static void add_actor(const struct circumstances *c, struct arena *arena, struct features *features)
{
    const char *act = features_act_text(c->frame->act), *source = source_texts[c->frame->source];
    const char *kind = acts_kind_text(c->frame->entry->kind);
    ADD("source %s %s", source, kind);
    ADD("source %s %s", source, act);
    if (c->actor) {
        ADD("actor %d %s%s", c->actor->kind, source, c->actor->is_pronoun ? " pronoun" : "");
        ADD("actor %d %s", c->actor->kind, act);
        ADD("code %s", c->actor->code.length ? "known" : "none");
        ADD("in title %d %s", c->actor_in_title, kind);
        ADD("named %d %s", c->actor_rank, kind);
        int far = c->actor->head > c->frame->head ? c->actor->head - c->frame->head : c->frame->head - c->actor->head;
        ADD("far %s %d", kind, far < 3 ? far : far < 6 ? 3 : far < 12 ? 6 : 12);
    }
    ADD("recipient %d %s", c->has_recipient, act);
    ADD("recipient %d %s", c->has_recipient, kind);
    ADD("object %d %s", c->has_object, act);
    ADD("speaker %d %s", c->has_speaker, act);
    if (c->actor_is_speaker)
        ADD("actor speaks %s", act);
    ADD("before %d %s", c->told_before, kind);
}

static void add_grammar(const struct circumstances *c, struct arena *arena, struct features *features)
{
    const struct view *view = c->view;
    int head = c->frame->head;
    const char *kind = acts_kind_text(c->frame->entry->kind), *act = features_act_text(c->frame->act);
    const struct token *token = view_token(view, head);
    ADD("tag %.*s %s", SHOW(token->xpos), kind);
    ADD("tag %.*s %s", SHOW(token->xpos), act);
    ADD("relation %s %s", language_deprel_text((enum deprel)token->deprel), kind);
    ADD("passive %d %s", c->frame->passive, kind);
    for (int child = view->first[head]; child >= 0; child = view->next[child]) {
        enum deprel rel = view_rel(view, child);
        struct text lemma = view_token(view, child)->lemma;
        if (rel == DEPREL_AUX || rel == DEPREL_MARK || rel == DEPREL_CASE || rel == DEPREL_DET)
            ADD("with %s %.*s", kind, SHOW(lemma));
        if (rel == DEPREL_AUX || rel == DEPREL_MARK)
            ADD("with %s %.*s", act, SHOW(lemma));
        if (rel == DEPREL_ADVMOD && view_is(view, child, "instead"))
            ADD("with %s instead", act);
        if (rel == DEPREL_ADVMOD && view_is(view, child, "not"))
            ADD("with %s not", act);
    }
    if (token->head >= 0) {
        struct text up = view_token(view, token->head)->lemma;
        ADD("under %s %.*s", language_deprel_text((enum deprel)token->deprel), SHOW(up));
    }
}

void features_classes(const struct circumstances *c, const char *role, int token, struct arena *arena, struct features *features)
{
    const struct word *word = c->view->lemma[token];
    for (int n = 0; word && n < c->words->class_count; n++)
        if (word->classes >> n & 1)
            ADD("%s @%.*s %s", role, SHOW(c->words->classes[n]), features_act_text(c->frame->act));
}

/* Words of blame in the words of a clause tell an accusation from a plain report. */
static void add_content(const struct circumstances *c, struct arena *arena, struct features *features)
{
    static const char *const told[] = { "bad", "wrongs", "crimes", "good", "harm", "threats" };
    const struct view *view = c->view;
    if (c->object < 0)
        return;
    features_classes(c, "object", c->object, arena, features);
    ADD("thing %s %.*s", features_act_text(c->frame->act), SHOW(view_token(view, c->object)->lemma));
    ADD("object is %s %s", language_upos_text((enum upos)view_token(view, c->object)->upos), features_act_text(c->frame->act));
    uint16_t act = c->frame->act;
    bool judges = act == ACT_ACCUSE || act == ACT_CLAIM || act == ACT_THREATEN || act == ACT_SUPPORT || act == ACT_DENY
               || act == ACT_REQUEST;
    for (size_t t = 0; judges && t < sizeof told / sizeof *told; t++) {
        int class = words_class(c->words, text_of(told[t])), count = 0;
        for (int i = view->left[c->object]; i < view->right[c->object] && class >= 0; i++)
            count += view->lemma[i] && (view->lemma[i]->classes >> class & 1);
        if (count)
            ADD("within %s %s", told[t], features_act_text(c->frame->act));
    }
}

/* The clauses that the trigger lies in: "relcl" of a noun, "advcl after", "ccomp say". */
static void add_path(const struct circumstances *c, struct arena *arena, struct features *features)
{
    const struct view *view = c->view;
    const char *kind = acts_kind_text(c->frame->entry->kind);
    int at = c->frame->head;
    for (int steps = 0; steps < 6 && view_token(view, at)->head >= 0; steps++) {
        enum deprel rel = view_rel(view, at);
        int up = view_token(view, at)->head, mark = view_child(view, at, DEPREL_MARK);
        bool clause = rel == DEPREL_ADVCL || rel == DEPREL_ACL || rel == DEPREL_ACL_RELCL || rel == DEPREL_CCOMP || rel == DEPREL_XCOMP
                   || rel == DEPREL_PARATAXIS || rel == DEPREL_CSUBJ;
        if (clause && mark >= 0)
            ADD("path %s %.*s %s", language_deprel_text(rel), SHOW(view_token(view, mark)->lemma), kind);
        if (clause)
            ADD("path %s %s %d", language_deprel_text(rel), kind, steps > 1 ? 2 : steps);
        if (rel == DEPREL_CCOMP || rel == DEPREL_ACL)
            features_classes(c, rel == DEPREL_ACL ? "of" : "told", up, arena, features);
        at = up;
    }
}

static void add_place(const struct circumstances *c, struct arena *arena, struct features *features)
{
    const char *act = features_act_text(c->frame->act), *kind = acts_kind_text(c->frame->entry->kind);
    const struct sentence *sentence = c->view->sentence;
    const char *quoted = !c->attribution ? "plain" : c->attribution->direct ? "direct" : "indirect";
    ADD("words %s %s", quoted, act);
    ADD("words %s %s", quoted, kind);
    if (c->around) {
        ADD("in %s %d", features_act_text(c->around->act), c->around_slot);
        ADD("in any %d %s", c->around_slot, kind);
    } else {
        ADD("in none %s", kind);
    }
    ADD("title %d %s", sentence->is_title, kind);
    int place = sentence->is_title ? 0 : 1 + c->view->index;
    ADD("place %s", place < 3 ? "first" : place < 8 ? "early" : place < 20 ? "middle" : "late");
    ADD("length %s", sentence->token_count < 12 ? "short" : sentence->token_count < 30 ? "middle" : "long");
    ADD("status %s %s", record_status_text((enum status)c->status), act);
    ADD("means %d %s", c->means != 0, act);
}

void confidence_features(const struct circumstances *circumstances, struct arena *arena, struct features *features)
{
    features->count = 0;
    add_entry(circumstances, arena, features);
    add_actor(circumstances, arena, features);
    add_grammar(circumstances, arena, features);
    add_content(circumstances, arena, features);
    add_path(circumstances, arena, features);
    add_place(circumstances, arena, features);
    features_telling(circumstances, arena, features);
    features_said(circumstances, arena, features);
}
