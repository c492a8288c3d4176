/* The rules by which statements, one after the other, make and change the state of a commitment.
 *
 *     pledge           pledged, or conditional where it depends on something; after a delivery: fulfilled in part
 *     offer            conditional, where nothing firmer was said
 *     aid              fulfilled, or in part where another amount or more had been promised; still to come: as a pledge
 *     decline          declined; after a promise: withdrawn
 *     withdraw         withdrawn
 *     possible         possible, where nothing firmer was said
 *     negated          of a refusal: possible; of anything else nothing
 *     told again       fills in what the first telling left out
 *     revised          by a statement on another thing: revised; by one on the same thing: the new state
 *     disputed         disputed, until the actor speaks again */
#include "ledger/amount.h"
#include "ledger/derive.h"

static const char *const states[] = {
#define STATE(name, text, meaning) text,
#include "ledger/states.def"
#undef STATE
};

const char *state_text(enum state state)
{
    return states[state];
}

int state_of(struct text name)
{
    for (int i = 0; i < STATE_COUNT; i++)
        if (text_is(name, states[i]))
            return i;
    return -1;
}

bool derive_binds(enum act act)
{
    return act == ACT_PLEDGE || act == ACT_OFFER || act == ACT_DECLINE || act == ACT_WITHDRAW || act == ACT_AID;
}

static bool is_promised(enum state state)
{
    return state == STATE_PLEDGED || state == STATE_CONDITIONAL;
}

static bool is_given(enum state state)
{
    return state == STATE_FULFILLED || state == STATE_FULFILLED_IN_PART;
}

static bool is_refused(enum state state)
{
    return state == STATE_DECLINED || state == STATE_WITHDRAWN;
}

/* What was only possible, revised away or disputed gives way to anything; a promise, a gift and a refusal do not give way to a
 * maybe. */
static bool is_firm(enum state state)
{
    return is_promised(state) || is_given(state) || is_refused(state);
}

static enum state after_promise(enum state state, const struct step *step)
{
    if (is_given(state))
        return STATE_FULFILLED_IN_PART;
    return step->condition_class.length ? STATE_CONDITIONAL : STATE_PLEDGED;
}

/* Given, but how much of what was promised? Another amount, none named, or what is called a part is a part; where no amount was
 * promised, the whole. */
static enum state after_gift(const struct version *version, const struct step *step)
{
    if (version->state == STATE_FULFILLED || !version->is_promised || !version->amount.length)
        return STATE_FULFILLED;
    bool is_whole = amount_is_same(version->amount, step->amount) && !amount_is_part(step->object);
    return is_whole ? STATE_FULFILLED : STATE_FULFILLED_IN_PART;
}

static enum state after_negated(enum state state, enum act act)
{
    bool opens = act == ACT_DECLINE && !is_promised(state) && !is_given(state);
    return opens ? STATE_POSSIBLE : state;
}

static enum state after_act(const struct version *version, const struct step *step)
{
    enum state state = version->state;
    if (step->status == STATUS_NEGATED)
        return after_negated(state, step->act);
    if (step->status == STATUS_POSSIBLE)
        return is_firm(state) ? state : STATE_POSSIBLE;
    switch (step->act) {
    case ACT_PLEDGE:
        return after_promise(state, step);
    case ACT_OFFER:
        return is_promised(state) || is_given(state) ? state : STATE_CONDITIONAL;
    case ACT_DECLINE:
        return is_promised(state) || is_given(state) || state == STATE_WITHDRAWN ? STATE_WITHDRAWN : STATE_DECLINED;
    case ACT_WITHDRAW:
        return STATE_WITHDRAWN;
    case ACT_AID:
        return step->status == STATUS_FUTURE ? after_promise(state, step) : after_gift(version, step);
    default:
        return state;
    }
}

static void take(struct text *field, struct text news)
{
    if (news.length)
        *field = news;
}

static void fill(struct text *field, struct text news)
{
    if (!field->length)
        *field = news;
}

static void fill_details(struct version *version, const struct step *step)
{
    fill(&version->object, step->object);
    fill(&version->caveat, step->caveat);
    fill(&version->when, step->when);
    fill(&version->amount, step->amount);
    if (!version->condition_class.length && step->condition_class.length) {
        version->condition_class = step->condition_class;
        version->condition = step->condition;
    }
}

/* A later statement that says nothing of the condition does not lift it: reports leave out what they think is known. A gift does
 * not change what was promised, and "its plan" is no better word for what is withdrawn. */
static void take_details(struct version *version, const struct step *step)
{
    bool is_about_promise = step->act == ACT_AID || step->act == ACT_DECLINE || step->act == ACT_WITHDRAW;
    if (is_about_promise && version->is_promised) {
        fill_details(version, step);
        return;
    }
    take(&version->object, step->object);
    take(&version->caveat, step->caveat);
    take(&version->when, step->when);
    take(&version->amount, step->amount);
    if (step->condition_class.length) {
        version->condition_class = step->condition_class;
        version->condition = step->condition;
    }
}

static bool has_turned(enum state before, enum state after)
{
    return (is_promised(before) && is_refused(after)) || (is_refused(before) && (is_promised(after) || is_given(after)));
}

/* An article's statements are compared with what stood before the article: within it, two amounts are two things. Only where one is
 * said to revise the other are they compared with each other. */
static struct earlier compared_with(const struct version *version, const struct step *step)
{
    if (!step->revises)
        return version->earlier;
    return (struct earlier){ version->state, version->amount, version->condition_class, version->condition, version->stands_on };
}

/* What a promise changes of an earlier one. What the article has said already is not told twice. */
static int compare(const struct version *now, const struct step *step, struct change changes[CHANGES_MOST])
{
    struct earlier was = compared_with(now, step);
    int count = 0;
    bool promises = (step->act == ACT_PLEDGE || step->act == ACT_OFFER) && step->status != STATUS_NEGATED;
    if (!promises || !is_promised(was.state))
        return 0;
    if (amount_differs(was.amount, step->amount) && !amount_is_same(now->amount, step->amount))
        changes[count++] = (struct change){ "amount", was.amount, step->amount, was.stands_on };
    bool is_new = step->condition_class.length && !text_equals(was.condition_class, step->condition_class);
    if (is_new && !text_equals(now->condition_class, step->condition_class))
        changes[count++] = (struct change){ "condition", was.condition, step->condition, was.stands_on };
    return count;
}

/* The same act told again in the same article: a headline has no room for the condition that the report then gives. */
static const char *tell_again(struct version *version, const struct step *step, struct change changes[CHANGES_MOST], int *count)
{
    *count = compare(version, step, changes);
    if (*count)
        take_details(version, step);
    fill_details(version, step);
    if (version->state == STATE_PLEDGED && version->condition_class.length)
        version->state = STATE_CONDITIONAL;
    version->is_revised |= *count > 0;
    return *count ? "revised" : "restated";
}

/* What the act does to what was said before. */
static void take_act(struct version *version, const struct step *step, enum state after)
{
    bool counts = step->status == STATUS_ACTUAL || step->status == STATUS_FUTURE;
    bool was_firm = is_firm(version->state);
    if (is_refused(after) && !is_refused(version->state))
        version->condition_class = version->condition = version->amount = version->when = (struct text){ "", 0 };
    version->state = after;
    if (counts || !was_firm) {
        take_details(version, step);
        version->stands_on = step->statement;
    }
    version->is_promised = (version->is_promised || is_promised(after)) && !is_refused(after);
}

static const char *act_again(struct version *version, const struct step *step, struct change changes[CHANGES_MOST], int *count)
{
    struct version before = *version;
    enum state after = after_act(version, step);
    if (after == STATE_PLEDGED && version->condition_class.length && !has_turned(before.state, after))
        after = STATE_CONDITIONAL;
    *count = compare(&before, step, changes);
    if (has_turned(before.state, after))
        changes[(*count)++] = (struct change){ "act", text_of(state_text(before.state)), text_of(state_text(after)),
                                               before.stands_on };
    take_act(version, step, after);
    if (*count || step->revises) {
        version->is_revised = true;
        return "revised";
    }
    return after != before.state || !before.stands_on ? record_act_text(step->act) : "repeated";
}

static const char *revise_elsewhere(struct version *version, const struct step *step, struct change *change)
{
    *change = (struct change){ "thing", version->object, step->object, step->revises };
    version->state = STATE_REVISED;
    version->is_revised = true;
    version->stands_on = step->statement;
    return "revised";
}

static const char *dispute(struct version *version)
{
    version->state = STATE_DISPUTED;
    version->is_disputed = true;
    return "disputed";
}

/* A new article: what it says is compared with what stood before it. */
static void turn_page(struct version *version, long long article)
{
    if (version->article == article)
        return;
    version->article = article;
    version->earlier = (struct earlier){ version->state, version->amount, version->condition_class, version->condition,
                                         version->stands_on };
}

int derive_step(struct version *version, const struct step *step, const char **effect, struct change changes[CHANGES_MOST])
{
    int count = 0;
    turn_page(version, step->article);
    if (step->is_own && step->restates && version->stands_on)
        *effect = tell_again(version, step, changes, &count);
    else if (step->is_own)
        *effect = act_again(version, step, changes, &count);
    else if (step->disputes)
        *effect = dispute(version);
    else
        *effect = revise_elsewhere(version, step, &changes[count++]);
    if (!version->stands_on)
        version->stands_on = step->statement;
    return count;
}
