/* Finding commitments, and what changed in them. */
#include <stdlib.h>

#include "ledger/commitments.h"
#include "ledger/driver.h"
#include "ledger/marks.h"
#include "ledger/reviews.h"
#include "ledger/search.h"
#include "ledger/statements.h"

/* SQL: the act of a statement, as reviewers corrected it last. */
#define ACT_NOW(alias) "coalesce((SELECT n.act FROM reviewed n WHERE n.statement = " alias ".statement), " alias ".act)"

#define COMMITMENTS(ground, sentence, speaker, publisher, act, confidence, article, from)                                         \
    "SELECT c.id, c.actor, c.actor_code, c.recipient, c.recipient_code, c.means, c.state, c.object, c.condition_class, "           \
    "c.condition, c.caveat, c.\"when\", c.amount, c.first_said, c.last_said, "                                                   \
    ground ", " sentence ", " speaker ", " publisher ", "                                                                        \
    "c.statements, c.articles, c.is_disputed, c.is_revised, " act ", " confidence ", " article ", c.sources, c.statement "         \
    "FROM commitments c " from "WHERE true"
#define GROUND "JOIN statements s USING (statement) "

static const char commitments[] =
    COMMITMENTS("s.id", "s.sentence", "(SELECT p.text FROM parties p WHERE p.statement = s.statement AND p.role = 'speaker')",
                "a.publisher", ACT_NOW("s"), "s.confidence", "s.article", GROUND "JOIN articles a USING (article) ");
const char commitments_in_brief[] = COMMITMENTS("s.id", "''", "''", "''", ACT_NOW("s"), "s.confidence", "s.article", GROUND);
/* Of the past: the ground of then is looked up once it is known that the commitment is asked for. */
static const char commitments_alone[] = COMMITMENTS("''", "''", "''", "''", "''", "0", "0", "");
#undef GROUND
#undef COMMITMENTS

static const char commitments_order[] =
    " ORDER BY lower(coalesce(c.actor_code, c.actor)), coalesce(c.actor_code, c.actor), c.means IS NULL, c.means, "
    "c.recipient_code IS NULL AND c.recipient IS NULL, coalesce(c.recipient_code, c.recipient), c.id";

#define PLACE "coalesce(c.last_said, '') || '~' || c.id"

/* A name fits the one that the book shows, or another that one of the commitment's own statements gives: a minister's, say. Of what
 * is asked about now reviewers have the last word; of the past the readers. */
static bool add_party(struct selection *query, const char *role, struct text who, bool is_now, struct arena *arena,
                      struct error *err)
{
    struct text by_code = arena_print(arena, "c.%s_code = ?", role);
    struct text by_name =
        arena_print(arena, "(c.%s IN " SELECT_NAMED " OR c.id IN (SELECT v.commitment FROM %s p CROSS JOIN "
                    "versions v CROSS JOIN commitments k WHERE v.statement = p.statement AND k.id = v.commitment "
                    "AND v.is_own = 1 AND p.role = '%s' AND p.code = k.%s_code AND p.text IN " SELECT_NAMED "))",
                    role, is_now ? "statement_parties" : "parties", role, role);
    return select_party(query, who, by_code.at, by_name.at, arena, err);
}

static void add_state(struct selection *query, struct text state)
{
    if (text_is(state, "disputed"))
        select_string(query, " AND c.is_disputed = 1");
    else if (text_is(state, "revised"))
        select_string(query, " AND c.is_revised = 1");
    else
        select_add(query, "c.state = ?", state);
}

#define THIS_STATEMENT "c.id IN (SELECT v.commitment FROM versions v JOIN statements m USING (statement) WHERE m.id = ?"
#define FORMER_STATEMENT " UNION ALL SELECT f.commitment FROM former_versions f JOIN statements m USING (statement) WHERE m.id = ?"

#define EVER_ON                                                                                                                  \
    "(SELECT commitment, statement, said, system_from, '99999' AS system_to FROM versions UNION ALL "                            \
    "SELECT commitment, statement, said, system_from, system_to FROM former_versions)"

/* A statement that bore on it by then has these words. */
static bool add_search(struct selection *query, const struct ledger_filter *filter, struct arena *arena, struct error *err)
{
    bool is_now = past_is_now(&filter->time);
    struct past_bounds bounds = past_bounds_of(&filter->time, arena);
    if (!filter->search.length)
        return true;
    select_string(query, is_now ? " AND c.id IN (SELECT v.commitment FROM versions v WHERE true"
                                : " AND c.id IN (SELECT v.commitment FROM " EVER_ON " AS v WHERE true");
    if (!is_now) {
        select_add(query, "v.said <= ?", bounds.said);
        select_add(query, "v.system_from <= ? AND v.system_to > ?", bounds.learned);
    }
    bool good = search_add(query, "v.statement", filter->search, arena, err);
    select_string(query, ")");
    return good;
}

/* What does not depend on the time of the question. */
static bool add_identity(struct selection *query, const struct ledger_filter *filter, struct arena *arena, struct error *err)
{
    select_add(query, "c.id >= ? AND c.id < ? || 'g'", filter->id);
    select_add(query, past_is_now(&filter->time) ? THIS_STATEMENT ")" : THIS_STATEMENT FORMER_STATEMENT ")", filter->statement);
    select_add(query, "c.means = ?", filter->means);
    int act = record_act_of(filter->act);
    if (filter->act.length && (act < 0 || !derive_binds((enum act)act))) /* no commitment comes of it */
        select_string(query, " AND false");
    if (filter->has_no_recipient)
        select_string(query, " AND c.recipient_code IS NULL AND c.recipient IS NULL");
    bool is_now = past_is_now(&filter->time);
    return add_search(query, filter, arena, err) && add_party(query, "actor", filter->actor, is_now, arena, err) &&
           add_party(query, "recipient", filter->recipient, is_now, arena, err);
}

/* An act that many statements have is soon met from commitment to commitment; one that few have may not be for long. */
static bool add_act(struct selection *query, struct text act, struct error *err)
{
    bool are_few;
    if (!act.length)
        return true;
    if (!select_are_few(query->ledger, SQL_FEW_OF_ACT, act, &are_few, err))
        return false;
    select_add(query,
               are_few ? "c.id IN (SELECT v.commitment FROM statements m CROSS JOIN versions v WHERE m.statement IN "
                         STATEMENTS_OF_ACT " AND v.statement = m.statement AND v.is_own = 1 AND " ACT_NOW("m") " = ?)"
                       : "EXISTS (SELECT 1 FROM versions v JOIN statements m USING (statement) WHERE v.commitment = c.id "
                         "AND v.is_own = 1 AND " ACT_NOW("m") " = ?)", act);
    return true;
}

/* A report between two days, and not only around them; of most commitments their first and last day tell. */
static bool add_days(struct selection *query, const struct ledger_filter *filter, struct error *err)
{
    bool are_few = false;
    if (filter->until.length && !select_are_few(query->ledger, SQL_FEW_BY_DAY, filter->until, &are_few, err))
        return false;
    select_add(query, PLACE " >= ?", filter->since);
    select_add(query, are_few ? "c.id IN (SELECT k.id FROM commitments k WHERE k.first_said <= ? UNION ALL "
                                "SELECT k.id FROM commitments k WHERE k.first_said IS NULL)"
                              : "(c.first_said IS NULL OR c.first_said <= ?)", filter->until);
    if (filter->since.length || filter->until.length) {
        select_string(query, " AND EXISTS (SELECT 1 FROM versions v WHERE v.commitment = c.id AND v.said <> ''");
        select_add(query, "v.said >= ?", filter->since);
        select_add(query, "v.said <= ?", filter->until);
        select_string(query, ")");
    }
    return true;
}

static bool add_present(struct selection *query, const struct ledger_filter *filter, struct error *err)
{
    select_string(query, " AND c.statements > 0");
    if (!add_act(query, filter->act, err) || !add_days(query, filter, err))
        return false;
    select_add(query, "instr(lower(c.object), lower(?)) > 0", filter->words);
    select_add(query, "c.condition_class = ?", filter->condition);
    add_state(query, filter->state);
    return true;
}

/* What was first said or known later was not there, and its words need not be looked up. What reviews have changed since is asked
 * itself. */
static void add_past(struct selection *query, const struct ledger_filter *filter, struct arena *arena)
{
    const char *const former = "EXISTS (SELECT 1 FROM former_versions f WHERE f.commitment = c.id)";
    struct past_bounds bounds = past_bounds_of(&filter->time, arena);
    if (!filter->time.known_by.length) {
        select_add(query, "(c.first_said IS NULL OR c.first_said <= ?)", bounds.said);
        return;
    }
    select_add(query, arena_print(arena, "(c.first_said IS NULL OR c.first_said <= ? OR %s)", former).at, bounds.said);
    select_add(query,
               arena_print(arena, "(EXISTS (SELECT 1 FROM versions k WHERE k.commitment = c.id AND k.system_from <= ?) OR %s)",
                                  former).at, bounds.learned);
}

struct ledger_commitment commitments_read(struct query *query, bool is_brief)
{
    return (struct ledger_commitment){
        .id = db_text(query, 0), .actor = db_text(query, 1), .actor_code = db_text(query, 2), .recipient = db_text(query, 3),
        .recipient_code = db_text(query, 4), .means = db_text(query, 5), .state = db_text(query, 6), .object = db_text(query, 7),
        .condition_class = db_text(query, 8), .condition = db_text(query, 9), .caveat = db_text(query, 10),
        .when = db_text(query, 11), .amount = db_text(query, 12), .first_said = db_text(query, 13), .last_said = db_text(query, 14),
        .statement = db_text(query, 15),         .sentence = db_text(query, 16), .speaker = db_text(query, 17),
        .publisher = db_text(query, 18),
        .statements = (int)db_number(query, 19), .articles = (int)db_number(query, 20), .is_disputed = db_number(query, 21),
        .is_revised = db_number(query, 22), .act = db_text(query, 23), .confidence = (int)db_number(query, 24),
        .article = db_number(query, 25), .sources = (int)db_number(query, 26), .ground = db_number(query, 27),
        .is_brief = is_brief,
    };
}

/* A question about the past on its way: rows are taken back to what they were. */
struct looking_back {
    struct ledger *ledger;
    const struct ledger_filter *filter;
    struct past_bounds bounds;
    bool may_have_marks;
    struct arena arena; /* for one row */
    bool has_act, has_day; /* of the row: an own act that the filter asks for; a report between its days */
    struct past past;
};

static bool notice(void *context, const struct past_step *step, struct error *err)
{
    struct looking_back *back = context;
    const struct placed *placed = step->placed;
    struct text since = back->filter->since, until = back->filter->until;
    back->has_act |= placed->step.is_own && text_is(back->filter->act, record_act_text(placed->step.act));
    back->has_day |= placed->said.length && (!since.length || text_compare(placed->said, since) >= 0) &&
                     (!until.length || text_compare(placed->said, until) <= 0);
    return true;
}

static bool has_state(const struct version *version, struct text state)
{
    return !state.length || text_is(state, state_text(version->state)) || (version->is_disputed && text_is(state, "disputed")) ||
           (version->is_revised && text_is(state, "revised"));
}

/* ASCII case ignored, as SQL's lower() does. */
static bool has_words(struct text object, struct text words)
{
    for (size_t at = 0; at + words.length <= object.length; at++)
        if (text_equals_nocase(text_slice(object, at, at + words.length), words))
            return true;
    return false;
}

static bool fits(const struct looking_back *back)
{
    const struct ledger_filter *filter = back->filter;
    const struct version *version = &back->past.version;
    return back->past.statements && has_state(version, filter->state) && has_words(version->object, filter->words) &&
           (!filter->condition.length || text_equals(filter->condition, version->condition_class));
}

/* Whether the filter asks about the single statements of a commitment. */
static bool asks_steps(const struct ledger_filter *filter)
{
    return filter->act.length || filter->since.length || filter->until.length;
}

/* 1: its single statements are such as the filter asks for; 0: they are not; -1 and `err`. */
static int has_steps(struct looking_back *back, struct text commitment, struct error *err)
{
    const struct ledger_filter *filter = back->filter;
    back->has_act = !filter->act.length;
    back->has_day = !filter->since.length && !filter->until.length;
    if (asks_steps(filter) && !past_walk(back->ledger, commitment, &back->bounds, &back->arena, notice, back, err))
        return -1;
    return back->has_act && back->has_day;
}

/* The words on which the commitment stood, and its act as reviewers had it by then. */
static bool find_ground(struct looking_back *back, struct ledger_commitment *row, struct error *err)
{
    bool is_reviewed = false;
    struct query *query = db_query(back->ledger, SQL_STANDS_ON);
    struct text *const fields[] = { &row->statement, &row->sentence, &row->speaker, &row->publisher, &row->act };
    db_bind_number(query, 1, back->past.version.stands_on);
    int got = db_next(back->ledger, query, err);
    for (int i = 0; got > 0 && i < 5; i++)
        *fields[i] = arena_copy(&back->arena, db_text(query, i));
    struct step step = { .statement = back->past.version.stands_on };
    if (got > 0) {
        int act = record_act_of(row->act);
        step.act = act < 0 ? ACT_COUNT : (enum act)act;
        row->confidence = (int)db_number(query, 5);
        row->article = db_number(query, 6);
        is_reviewed = db_number(query, 7);
    }
    db_done(query);
    if (got <= 0 || !is_reviewed)
        return got >= 0;
    if (!reviews_step(back->ledger, &back->bounds.learned, reviews_no_end, &back->arena, &step, err))
        return false;
    row->act = step.act < ACT_COUNT ? text_of(record_act_text(step.act)) : row->act;
    return true;
}

/* How many of its reports by then were independent: all, where none of today's is a copy of another. `row` has today's numbers. */
static bool count_sources(struct looking_back *back, struct ledger_commitment *row, struct error *err)
{
    int has_former = row->sources == row->articles ? past_has_former(back->ledger, row->id, err) : 1;
    if (has_former <= 0) {
        row->sources = back->past.articles;
        return has_former == 0;
    }
    struct query *query = db_query(back->ledger, SQL_SOURCES_BY);
    long long sources = 0;
    db_bind_always(query, 1, row->id);
    db_bind_always(query, 2, back->bounds.said);
    db_bind_always(query, 3, back->bounds.learned);
    bool good = db_answer(back->ledger, query, &sources, err);
    row->sources = (int)sources;
    return good;
}

/* Whether all that was said was said by then, so that the row of today is that of the day; marks and moments may make it
 * another. */
static bool is_of_today(const struct looking_back *back, const struct ledger_commitment *row)
{
    const struct ledger_filter *filter = back->filter;
    return !back->may_have_marks && !asks_steps(filter) && !filter->time.known_by.length && row->last_said.length &&
           text_compare(row->last_said, back->bounds.said) <= 0;
}

static bool fits_today(struct looking_back *back, const struct ledger_commitment *row)
{
    int state = state_of(row->state);
    back->past = (struct past){ .statements = row->statements };
    back->past.version = (struct version){ .state = state < 0 ? STATE_NONE : (enum state)state, .is_disputed = row->is_disputed,
                                           .is_revised = row->is_revised, .object = row->object,
                                           .condition_class = row->condition_class, .stands_on = row->ground };
    return fits(back);
}

/* 1: the row as it was; 0: it was not there, or does not fit; -1 and `err`. */
static int look_back(struct looking_back *back, struct ledger_commitment *row, struct error *err)
{
    if (row->first_said.length && text_compare(row->first_said, back->bounds.said) > 0 &&
        (!back->filter->time.known_by.length || past_has_former(back->ledger, row->id, err) == 0))
        return 0;
    arena_reset(&back->arena);
    if (is_of_today(back, row))
        return !fits_today(back, row) ? 0 : find_ground(back, row, err) ? 1 : -1;
    back->past = (struct past){ 0 };
    if (!past_state(back->ledger, row->id, &back->bounds, &back->arena, &back->past, err) ||
        (back->may_have_marks && !marks_apply(back->ledger, row->id, &back->bounds, &back->past.version, err)))
        return -1;
    int fit = fits(back) ? has_steps(back, row->id, err) : 0;
    if (fit <= 0)
        return fit;
    if (!count_sources(back, row, err))
        return -1;
    const struct version *version = &back->past.version;
    row->state = text_of(state_text(version->state));
    row->object = version->object;
    row->condition_class = version->condition_class;
    row->condition = version->condition;
    row->caveat = version->caveat;
    row->when = version->when;
    row->amount = version->amount;
    row->first_said = back->past.first_said;
    row->last_said = back->past.last_said;
    row->statements = back->past.statements;
    row->articles = back->past.articles;
    row->is_disputed = version->is_disputed;
    row->is_revised = version->is_revised;
    return find_ground(back, row, err) ? 1 : -1;
}

/* Of the past, the words are looked up for each row anyway. */
static bool is_in_brief(const struct ledger_filter *filter)
{
    return filter->is_brief && past_is_now(&filter->time);
}

static bool give_commitments(struct looking_back *back, struct query *query, ledger_commitment_fn each, void *context,
                             struct error *err)
{
    bool is_now = past_is_now(&back->filter->time), is_brief = is_in_brief(back->filter);
    int got = query ? 1 : -1, most = back->filter->most, given = 0;
    while (got > 0 && (!most || given < most) && (got = db_next(back->ledger, query, err)) > 0) {
        struct ledger_commitment row = commitments_read(query, is_brief);
        int fit = is_now ? 1 : look_back(back, &row, err);
        got = fit < 0 || (fit > 0 && !each(context, &row, err)) ? -1 : 1;
        given += fit > 0;
    }
    return got >= 0;
}

/* A page begins behind a place in the order of days, the last first; of the past, whose days are known later, in that of ids. */
static void add_page(struct selection *query, const struct ledger_filter *filter, struct arena *arena)
{
    struct text id = filter->after;
    if (past_is_now(&filter->time)) {
        select_add(query, PLACE " < ?", filter->after);
        select_string(query, arena_print(arena, " ORDER BY " PLACE " DESC LIMIT %d) ORDER BY " PLACE " DESC", filter->most).at);
        return;
    }
    text_cut(&id, '~');
    select_add(query, "c.id < ?", id);
    select_string(query, " ORDER BY c.id DESC");
}

bool ledger_commitments(struct ledger *ledger, const struct ledger_filter *filter, ledger_commitment_fn each, void *context,
                        struct error *err)
{
    struct selection selection;
    struct arena arena = { 0 };
    struct looking_back back = { .ledger = ledger, .filter = filter, .bounds = past_bounds_of(&filter->time, &arena) };
    struct query *query = NULL;
    bool is_brief = is_in_brief(filter), is_now = past_is_now(&filter->time);
    back.may_have_marks = ledger->mode != LEDGER_READ || marks_are_there(ledger, err); /* who reads sees one moment all along */
    select_init(&selection, ledger, !is_now ? commitments_alone : is_brief ? commitments_in_brief : commitments);
    if (filter->most && is_now) /* words are looked up for the page alone */
        select_string(&selection, " AND c.id IN (SELECT c.id FROM commitments c WHERE true");
    if (add_identity(&selection, filter, &arena, err) && (!is_now || add_present(&selection, filter, err))) {
        if (!is_now)
            add_past(&selection, filter, &arena);
        if (filter->most)
            add_page(&selection, filter, &arena);
        else if (!is_brief)
            select_string(&selection, commitments_order);
        query = select_query(&selection, err);
    }
    bool good = give_commitments(&back, query, each, context, err);
    db_end(query);
    select_release(&selection);
    arena_release(&back.arena);
    arena_release(&arena);
    return good;
}

/* Changes on their way out, of a question about the past. */
struct giving_changes {
    struct ledger *ledger;
    ledger_revision_fn each;
    void *context;
    struct arena arena;
};

static struct text id_of(struct giving_changes *giving, statement_number number)
{
    struct query *query = db_query(giving->ledger, SQL_ID_OF);
    struct error ignored;
    db_bind_number(query, 1, number);
    struct text id = db_next(giving->ledger, query, &ignored) > 0 ? arena_copy(&giving->arena, db_text(query, 0)) : TEXT("");
    db_done(query);
    return id;
}

static int by_what(const void *a, const void *b)
{
    const struct change *x = a, *y = b;
    return text_compare(text_of(x->what), text_of(y->what));
}

static bool give_changes(void *context, const struct past_step *step, struct error *err)
{
    struct giving_changes *giving = context;
    struct change changes[CHANGES_MOST];
    for (int i = 0; i < step->change_count; i++)
        changes[i] = step->changes[i];
    qsort(changes, (size_t)step->change_count, sizeof *changes, by_what);
    for (int i = 0; i < step->change_count; i++) {
        struct ledger_revision row = { text_of(changes[i].what), changes[i].before, changes[i].after,
                                       id_of(giving, changes[i].earlier), id_of(giving, step->placed->step.statement),
                                       step->placed->said };
        if (!giving->each(giving->context, &row, err))
            return false;
    }
    return true;
}

static bool revisions_by(struct ledger *ledger, struct text commitment, const struct ledger_time *time, ledger_revision_fn each,
                         void *context, struct error *err)
{
    struct giving_changes giving = { .ledger = ledger, .each = each, .context = context };
    struct past_bounds bounds = past_bounds_of(time, &giving.arena);
    bool good = past_walk(ledger, commitment, &bounds, &giving.arena, give_changes, &giving, err);
    arena_release(&giving.arena);
    return good;
}

bool ledger_revisions(struct ledger *ledger, struct text commitment, const struct ledger_time *time, ledger_revision_fn each,
                      void *context, struct error *err)
{
    if (!past_is_now(time))
        return revisions_by(ledger, commitment, time, each, context, err);
    struct query *query = db_query(ledger, SQL_REVISIONS);
    int got = 1;
    db_bind_always(query, 1, commitment);
    while (got > 0 && (got = db_next(ledger, query, err)) > 0) {
        struct ledger_revision row = { db_text(query, 0), db_text(query, 1), db_text(query, 2),
                                       db_text(query, 3), db_text(query, 4), db_text(query, 5) };
        got = each(context, &row, err) ? 1 : -1;
    }
    db_done(query);
    return got == 0;
}
