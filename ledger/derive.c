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

/* Given, but how much of what was promised? Another amount, or none named, is a part; where no amount was promised, the whole. */
static enum state after_gift(const struct version *version, const struct step *step)
{
    if (version->state == STATE_FULFILLED || !version->is_promised || !version->amount.length)
        return STATE_FULFILLED;
    return text_equals_nocase(version->amount, step->amount) ? STATE_FULFILLED : STATE_FULFILLED_IN_PART;
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
 * not change what was promised. */
static void take_details(struct version *version, const struct step *step)
{
    if (step->act == ACT_AID && version->is_promised) {
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

/* What differs from what the commitment said before. Within one article two amounts are two things, unless one is said to revise
 * the other; a delivery's amount is no change of what was promised. */
static int compare(const struct version *before, const struct step *step, enum state after, struct change changes[CHANGES_MOST])
{
    int count = 0;
    bool may_differ = step->revises || step->article != before->last_article;
    bool promises = step->act == ACT_PLEDGE || step->act == ACT_OFFER;
    if (has_turned(before->state, after))
        changes[count++] = (struct change){ "act", text_of(state_text(before->state)), text_of(state_text(after)),
                                            before->stands_on };
    if (!may_differ || !promises || !is_promised(before->state) || !is_promised(after))
        return count;
    if (before->amount.length && step->amount.length && !text_equals_nocase(before->amount, step->amount))
        changes[count++] = (struct change){ "amount", before->amount, step->amount, before->stands_on };
    if (step->condition_class.length && !text_equals(before->condition_class, step->condition_class))
        changes[count++] = (struct change){ "condition", before->condition, step->condition, before->stands_on };
    return count;
}

/* The same act told again in the same article: a headline has no room for the condition that the report then gives. */
static const char *tell_again(struct version *version, const struct step *step)
{
    fill_details(version, step);
    if (version->state == STATE_PLEDGED && version->condition_class.length)
        version->state = STATE_CONDITIONAL;
    return "restated";
}

static const char *act_again(struct version *version, const struct step *step, struct change changes[CHANGES_MOST], int *count)
{
    struct version before = *version;
    enum state after = after_act(version, step);
    bool counts = step->status == STATUS_ACTUAL || step->status == STATUS_FUTURE;
    if (after == STATE_PLEDGED && version->condition_class.length && !has_turned(before.state, after))
        after = STATE_CONDITIONAL;
    *count = before.stands_on ? compare(&before, step, after, changes) : 0;
    bool is_new = after != before.state || *count || step->revises || !version->stands_on;
    if (is_refused(after) && !is_refused(before.state))
        version->condition_class = version->condition = version->amount = (struct text){ "", 0 };
    version->state = after;
    version->is_promised = (version->is_promised || is_promised(after)) && !is_refused(after);
    if (counts || !is_firm(before.state)) {
        take_details(version, step);
        version->stands_on = step->statement;
    }
    if (*count || step->revises) {
        version->is_revised = true;
        return "revised";
    }
    return is_new ? record_act_text(step->act) : "repeated";
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

int derive_step(struct version *version, const struct step *step, const char **effect, struct change changes[CHANGES_MOST])
{
    int count = 0;
    if (step->is_own && step->restates && version->stands_on)
        *effect = tell_again(version, step);
    else if (step->is_own)
        *effect = act_again(version, step, changes, &count);
    else if (step->disputes)
        *effect = dispute(version);
    else
        *effect = revise_elsewhere(version, step, &changes[count++]);
    if (step->is_own)
        version->last_article = step->article;
    if (!version->stands_on)
        version->stands_on = step->statement;
    return count;
}
