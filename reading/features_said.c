/* Features of what a verb of saying is said to say: words of blame about another party, of praise, duty, threat or promise. */
#include "reading/features_inner.h"

enum { KINDS = 8 };

/* What is counted in the words that are said. */
struct said {
    int words[KINDS];  /* of each class, once a sentence piece */
    int length;        /* tokens */
    bool others;       /* somebody public beside who speaks is named */
    bool other_acts;   /* ... as the subject of a verb */
    bool own;          /* "we", "I", or the speaker's own name as a subject */
    bool negated, must, will, question;
};

static const char *const kinds[KINDS] = { "bad", "wrongs", "crimes", "harm", "threats", "good", "giving", "talking" };

static bool is_subject(const struct view *view, int token)
{
    enum deprel rel = view_rel(view, token);
    return rel == DEPREL_NSUBJ || rel == DEPREL_NSUBJ_PASS || rel == DEPREL_NSUBJ_OUTER;
}

static void look_at_party(const struct circumstances *c, const struct view *view, int token, struct said *said)
{
    const struct mention *mention = mention_at(c->mentions, view->index, token);
    struct text own = c->statement->actors.items[0].code;
    if (frames_is_we(view, token))
        said->own |= is_subject(view, token);
    if (!mention || mention->head != token || !mention->is_public)
        return;
    bool same = own.length ? text_equals(own, mention->code) : text_equals(c->statement->actors.items[0].text, mention->text);
    said->others |= !same;
    said->other_acts |= !same && is_subject(view, token);
    said->own |= same && is_subject(view, token);
}

static void look_at_word(const struct circumstances *c, const struct view *view, int token, struct said *said)
{
    for (int k = 0; k < KINDS; k++) {
        int class = words_class(c->words, text_of(kinds[k]));
        said->words[k] += class >= 0 && view->lemma[token] && (view->lemma[token]->classes >> class & 1);
    }
    said->negated |= view_is(view, token, "not") || view_is(view, token, "n't") || view_is(view, token, "no");
    said->must |= view_is(view, token, "must") || view_is(view, token, "should") || view_is(view, token, "need");
    said->will |= view_is(view, token, "will") || view_is(view, token, "would");
    said->question |= view_is(view, token, "?");
    look_at_party(c, view, token, said);
}

static void look_at(const struct circumstances *c, const struct attribution *told, struct said *said)
{
    for (size_t i = 0; i < told->content.count; i++) {
        const struct stretch *piece = &told->content.items[i];
        for (int token = piece->from; token < piece->to; token++)
            look_at_word(c, &c->views[piece->sentence], token, said);
        said->length += piece->to - piece->from;
    }
}

/* The attribution whose cue the trigger is, or NULL. */
static const struct attribution *told_by(const struct circumstances *c)
{
    for (size_t i = 0; i < c->attributions->count; i++) {
        const struct attribution *one = &c->attributions->items[i];
        for (size_t k = 0; k < one->cue.count; k++) {
            const struct stretch *cue = &one->cue.items[k];
            if (cue->sentence == c->view->index && c->frame->head >= cue->from && c->frame->head < cue->to && one->content.count)
                return one;
        }
    }
    return NULL;
}

void features_said(const struct circumstances *c, struct arena *arena, struct features *features)
{
    const char *act = features_act_text(c->frame->act);
    const struct attribution *told = told_by(c);
    struct said said = { 0 };
    ADD("tells %d %s", told != NULL, act);
    if (!told)
        return;
    look_at(c, told, &said);
    for (int k = 0; k < KINDS; k++)
        if (said.words[k]) {
            ADD("says %s %s", kinds[k], act);
            ADD("says %s %d%d %s", kinds[k], said.others, said.other_acts, act);
            if (said.words[k] > 1)
                ADD("says much %s %s", kinds[k], act);
        }
    int bad = said.words[0] + said.words[1] + said.words[2];
    ADD("blames %d %d %d %s", bad > 3 ? 3 : bad, said.others, said.words[5] > 0, act);
    ADD("says of others %d%d %s", said.others, said.other_acts, act);
    ADD("says of itself %d%d %s", said.own, said.other_acts, act);
    ADD("says not %d %s", said.negated, act);
    ADD("says must %d %s", said.must, act);
    ADD("says will %d %s", said.will, act);
    if (said.question)
        ADD("says what? %s", act);
    ADD("says in %s %s", told->direct ? "quotes" : told->nested ? "nested" : "words", act);
    ADD("says long %d %s", said.length < 4 ? 1 : said.length < 10 ? 4 : said.length < 25 ? 10 : 25, act);
}
