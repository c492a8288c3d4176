/* Brings a new article's statements to their commitments: who belongs where, and who revises or disputes whom. */
#include <ctype.h>

#include "ledger/copies.h"
#include "ledger/gather.h"
#include "ledger/marks.h"
#include "ledger/queue.h"
#include "ledger/rulings.h"
#include "ledger/settle.h"

/* The work on one article. */
struct gathering {
    struct ledger *ledger;
    const struct gathered *article;
    struct arena *arena;
    struct identity_list *identities; /* [statement] */
    long long source;                 /* the first article of the same text */
    bool *is_disputed;                /* [statement] it disputes another one, or is disputed */
    bool has_rulings;                 /* somebody has overruled which statements make one commitment */
    struct pending_list touched;
};

struct text gather_day(struct text published)
{
    size_t length = published.length < 10 ? published.length : 10;
    for (size_t i = 0; i < 4; i++)
        if (i >= length || !isdigit((unsigned char)published.at[i]))
            return TEXT("");
    for (size_t i = 4; i < length; i++)
        if (i == 4 || i == 7 ? published.at[i] != '-' : !isdigit((unsigned char)published.at[i]))
            return text_slice(published, 0, 4);
    return text_slice(published, 0, length);
}

static void bind_party(struct query *query, int place, const struct party *party)
{
    if (!party)
        return;
    db_bind(query, place, party->code);
    db_bind(query, place + 1, party->text.length ? party->text : party->code);
}

/* A statement's part in a commitment. `target` is 0 for none. */
static void add_part(struct gathering *work, const struct identity *identity, size_t index, bool is_own, enum link_kind kind,
                     statement_number target)
{
    struct part part = { .index = index, .is_own = is_own };
    if (kind == LINK_RESTATES)
        part.restates = target;
    else if (kind == LINK_REVISES)
        part.revises = target;
    else
        part.disputes = target;
    pending_add(pending_of(&work->touched, identity, work->arena), part, work->arena);
}

/* Two things of a statement may come to the same commitment: a package of food and tents, say. */
static bool settle_all(struct gathering *work, struct identity_list *list, statement_number number, struct error *err)
{
    struct identity_list settled = { 0 };
    for (size_t i = 0; i < list->count; i++) {
        int was_placed = work->article->first ? settle_again(work->ledger, number, &list->items[i], err) : 0;
        if (was_placed < 0 ||
            (!was_placed && !settle_identity(work->ledger, &work->touched, &list->items[i], work->article->said, err)) ||
            (work->has_rulings && !rulings_apply(work->ledger, number, work->article->upto, list->items[i].id, err)))
            return false;
        if (!identity_find(&settled, list->items[i].id))
            ARENA_PUSH(work->arena, &settled, list->items[i]);
    }
    *list = settled;
    return true;
}

static bool add_own(struct gathering *work, size_t index, struct error *err)
{
    struct identity_list *list = &work->identities[index];
    if (!settle_all(work, list, work->article->numbers[index], err))
        return false;
    for (size_t i = 0; i < list->count; i++) {
        add_part(work, &list->items[i], index, true, LINK_RESTATES, 0);
        pending_find(&work->touched, list->items[i].id)->own++;
    }
    return true;
}

/* What a link does to the commitments of its target. A thing told again counts where it is the same thing; a change or a dispute
 * counts wherever it comes from, but a withdrawal or refusal of the same thing speaks for itself. */
static void add_effect(struct gathering *work, size_t index, enum link_kind kind, size_t target)
{
    const struct identity_list *list = &work->identities[target];
    for (size_t i = 0; i < list->count; i++) {
        bool is_own = identity_find(&work->identities[index], list->items[i].id) != NULL;
        if (kind != LINK_RESTATES || is_own)
            add_part(work, &list->items[i], index, is_own, kind, work->article->numbers[target]);
    }
}

/* Whether `inner` tells what the claimant says of somebody else: "Russia claimed that Norway had dropped its plan" has a
 * withdrawal too. */
static bool stands_inside(const struct statement *inner, const struct statement *claim)
{
    if (inner == claim || inner->in_title != claim->in_title || inner->sentence.from_byte != claim->sentence.from_byte ||
        !(inner->speaker.text.length || inner->speaker.code.length))
        return false;
    for (size_t i = 0; i < claim->actors.count; i++)
        if (identity_same_party(&claim->actors.items[i], &inner->speaker))
            return true;
    return false;
}

enum { INSIDE_REACH = 16 }; /* statements around a claim that can be of its sentence */

/* A dispute of a claim is one of everything that is claimed. */
static void dispute_inside(struct gathering *work, size_t said, size_t disputed_by)
{
    const struct statement_list *list = work->article->statements;
    size_t from = said > INSIDE_REACH ? said - INSIDE_REACH : 0,
    to = said + INSIDE_REACH < list->count ? said + INSIDE_REACH : list->count;
    for (size_t i = from; i < to; i++)
        if (i != disputed_by && stands_inside(&list->items[i], &list->items[said]))
            add_effect(work, disputed_by, LINK_DISPUTES, i);
}

static bool add_dispute(struct gathering *work, size_t said, size_t disputed_by, const char *rule, struct error *err)
{
    struct query *query = db_query(work->ledger, SQL_ADD_DISPUTE);
    db_bind_number(query, 1, work->article->numbers[said]);
    db_bind_number(query, 2, work->article->numbers[disputed_by]);
    db_bind(query, 3, text_of(rule));
    db_bind(query, 4, work->article->learned);
    dispute_inside(work, said, disputed_by);
    work->is_disputed[said] = work->is_disputed[disputed_by] = true;
    return db_run(work->ledger, query, err);
}

static bool follow_links(struct gathering *work, size_t index, struct error *err)
{
    const struct statement *statement = &work->article->statements->items[index];
    for (size_t i = 0; i < statement->links.count; i++) {
        const struct link *link = &statement->links.items[i];
        bool counts = link->kind == LINK_RESTATES || link->kind == LINK_REVISES || link->kind == LINK_DISPUTES;
        if (counts)
            add_effect(work, index, link->kind, (size_t)link->to - 1);
        if (link->kind == LINK_DISPUTES && !add_dispute(work, (size_t)link->to - 1, index, "link", err))
            return false;
    }
    return true;
}

static bool names(const struct party_list *list, const struct party_list *others)
{
    for (size_t i = 0; i < list->count; i++)
        for (size_t k = 0; k < others->count; k++)
            if (identity_same_party(&list->items[i], &others->items[k]))
                return true;
    return false;
}

static bool has_dispute(const struct statement *statement)
{
    for (size_t i = 0; i < statement->links.count; i++)
        if (statement->links.items[i].kind == LINK_DISPUTES)
            return true;
    return false;
}

enum { DENIAL_REACH = 6 }; /* statements between a claim and its denial: about two paragraphs */

/* A denial without a link answers the nearest claim or accusation before it that is about the one who denies. */
static bool answer_claim(struct gathering *work, size_t index, struct error *err)
{
    const struct statement *items = work->article->statements->items, *denial = &items[index];
    if (denial->act != ACT_DENY || denial->status != STATUS_ACTUAL || has_dispute(denial))
        return true;
    for (size_t back = 1; back <= DENIAL_REACH && back <= index; back++) {
        const struct statement *claim = &items[index - back];
        if ((claim->act == ACT_CLAIM || claim->act == ACT_ACCUSE) && names(&claim->recipients, &denial->actors))
            return add_dispute(work, index - back, index, "denial", err);
    }
    return true;
}

/* 1: no report of the same text carries the commitment already; 0: one does; -1 and `err`. */
static int is_source(struct gathering *work, const char *commitment, struct error *err)
{
    long long article = work->article->article;
    int is_carried = work->source == article ? 0 : copies_carry(work->ledger, commitment, article, work->source, err);
    return is_carried < 0 ? -1 : !is_carried;
}

/* The commitment as it stands now. One that is new gets its names from the first of the article's statements on it. */
static bool keep_commitment(struct gathering *work, const struct pending *pending, const struct version *version, bool is_source,
                            struct error *err)
{
    const struct identity *identity = pending->identity;
    struct query *query = db_query(work->ledger, SQL_ADD_COMMITMENT);
    db_bind(query, 1, text_of(identity->id));
    bind_party(query, 2, identity->actor);
    if (identity->means >= 0)
        db_bind(query, 4, text_of(record_means_text(identity->means)));
    bind_party(query, 5, identity->recipient);
    versions_bind(query, 7, version);
    db_bind(query, 17, work->article->said);
    db_bind_number(query, 18, pending->own);
    db_bind_number(query, 19, is_source);
    return db_run(work->ledger, query, err);
}

static bool bring(struct gathering *work, const struct pending *pending, bool has_marks, struct error *err)
{
    const char *commitment = pending->identity->id;
    struct version version;
    int source = is_source(work, commitment, err);
    return source >= 0 && versions_add(work->ledger, pending, work->article, work->arena, &version, err) &&
           keep_commitment(work, pending, &version, source, err) &&
           (!has_marks || versions_refresh(work->ledger, commitment, work->arena, err));
}

static bool bring_all(struct gathering *work, struct error *err)
{
    pending_settle(&work->touched);
    int has_marks = work->touched.count ? marks_are_there(work->ledger, err) : 0;
    for (size_t i = 0; has_marks >= 0 && i < work->touched.count; i++)
        if (!bring(work, work->touched.items[i], has_marks, err))
            return false;
    return has_marks >= 0;
}

bool gather_article(struct ledger *ledger, const struct gathered *article, struct arena *arena, struct error *err)
{
    size_t count = article->statements->count;
    struct gathering work = { .ledger = ledger, .article = article, .arena = arena };
    int has_rulings = rulings_are_there(ledger, article->upto, err);
    work.has_rulings = has_rulings > 0;
    work.source = article->article;
    if (has_rulings < 0 || (!article->first && !copies_add(ledger, article->article, article->text, arena, &work.source, err)))
        return false;
    work.identities = arena_take(arena, (count + 1) * sizeof *work.identities);
    work.is_disputed = arena_take(arena, (count + 1) * sizeof *work.is_disputed);
    struct identity_article report = identity_article(article->statements, article->title, article->hash, arena);
    for (size_t i = 0; i < count; i++)
        identity_of(&report, i, arena, &work.identities[i]);
    for (size_t i = 0; i < count; i++)
        if (!add_own(&work, i, err))
            return false;
    for (size_t i = 0; i < count; i++)
        if (!follow_links(&work, i, err) || !answer_claim(&work, i, err))
            return false;
    return bring_all(&work, err) && (article->first || queue_add(ledger, article, work.is_disputed, err));
}
