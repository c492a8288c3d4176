/* What the article told before of those whom an act may be directed at: how often they were aimed at or acted, how much it is about
 * them, and whether the sentence before names them. */
#include "reading/aims.h"

#define ADD(...) aims_describe(aiming, aim, __VA_ARGS__)

static const char *often(int count)
{
    return count > 2 ? "often" : count ? "before" : "never";
}

static void add_deeds(const struct aiming *aiming, struct text group, struct aim *aim)
{
    const struct statement_list *kept = aiming->reading->kept;
    int aimed = 0, alike = 0, by_actor = 0, acted = 0;
    for (size_t i = 0; i < kept->count; i++) {
        const struct statement *old = &kept->items[i];
        bool receives = aims_is_among(&old->recipients, &aim->party);
        aimed += receives;
        alike += receives && text_equals(aims_group_of((uint16_t)old->act), group);
        by_actor += receives && aims_share(&old->actors, &aiming->statement->actors);
        acted += aims_is_among(&old->actors, &aim->party);
    }
    ADD("aimed at %s", often(aimed));
    ADD("aimed alike %s", often(alike));
    ADD("by actor %s", often(by_actor));
    ADD("acted %s", often(acted));
}

/* How many of a hundred names of somebody public are the aim's. */
static void add_share(const struct aiming *aiming, const char *place, struct aim *aim)
{
    const struct text name = aims_key(&aim->party);
    int all = 0, own = 0;
    for (size_t i = 0; i < aiming->reading->salience.count; i++) {
        const struct salience *one = &aiming->reading->salience.items[i];
        bool is_own = text_equals_nocase(one->name, name);
        all += one->count;
        own += is_own ? one->count : 0;
        if (is_own && one->in_title)
            ADD("in title %s", place);
    }
    int share = all ? 100 * own / all : 0;
    const char *much = share > 30 ? "most" : share > 15 ? "much" : share > 5 ? "some" : "little";
    ADD("share %s", much);
    ADD("share %s %s", much, place);
}

/* How a sentence names one with a code. */
static const char *named_in(const struct aiming *aiming, int sentence, const struct aim *aim)
{
    const struct mention_table *table = &aiming->reading->mentions;
    const char *how = "none";
    for (int at = 0; at < aiming->reading->views[sentence].count; at++) {
        const struct mention *mention = mention_at(table, sentence, at);
        if (!mention || mention->head != at || !aim->party.code.length || !text_equals(mention->code, aim->party.code))
            continue;
        enum deprel rel = view_rel(&aiming->reading->views[sentence], at);
        if (rel == DEPREL_NSUBJ || rel == DEPREL_NSUBJ_PASS)
            return "subject";
        how = "named";
    }
    return how;
}

/* Whether the sentences before and after name it, and as their subject. */
static void add_beside(const struct aiming *aiming, const char *place, struct aim *aim)
{
    int index = aiming->view->index;
    if (index > 0)
        ADD("sentence before %s %s", named_in(aiming, index - 1, aim), place);
    if (index + 1 < (int)aiming->reading->document->sentence_count)
        ADD("sentence after %s %s%s", named_in(aiming, index + 1, aim), place, index ? "" : " first");
}

enum { NEAR = 2 };

/* How many sentences before this one a statement is told; more than NEAR: farther, or in the title. */
static int sentences_back(const struct aiming *aiming, const struct statement *old)
{
    const struct sentence *sentences = aiming->reading->document->sentences;
    int back = 1, index = aiming->view->index;
    while (back <= NEAR && (index < back || sentences[index - back].span.from_byte != old->sentence.from_byte))
        back++;
    return back;
}

/* What the aim has just done, and whether to whom acts now: who is answered, denied or thanked. */
static void add_answered(const struct aiming *aiming, struct aims *out)
{
    const struct statement_list *kept = aiming->reading->kept;
    for (size_t k = kept->count; k-- > 0;) {
        const struct statement *old = &kept->items[k];
        if (sentences_back(aiming, old) > NEAR)
            return;
        bool on_actor = aims_share(&old->recipients, &aiming->statement->actors);
        for (int i = 1; i < out->count; i++) {
            struct aim *aim = &out->items[i];
            if (!aims_is_among(&old->actors, &aim->party))
                continue;
            ADD("did %s", record_act_text(old->act));
            if (on_actor)
                ADD("did on actor");
        }
    }
}

/* Whether the last statement of the same act was directed at anybody. */
static void add_last(const struct aiming *aiming, struct aim *aim)
{
    const struct statement_list *kept = aiming->reading->kept;
    for (size_t i = kept->count; i-- > 0;)
        if (kept->items[i].act == aiming->statement->act) {
            ADD("nobody last %s", kept->items[i].recipients.count ? "somebody" : "nobody");
            return;
        }
}

void aims_add_history(const struct aiming *aiming, struct aims *out)
{
    for (int i = 1; i < out->count; i++) {
        struct aim *aim = &out->items[i];
        const char *place = aim->token < 0 ? "far" : "here";
        add_deeds(aiming, out->endings[2], aim);
        add_share(aiming, place, aim);
        add_beside(aiming, place, aim);
    }
    add_answered(aiming, out);
    add_last(aiming, &out->items[0]);
}
