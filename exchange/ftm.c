/* Statements as FollowTheMoney entities, one a line: a report is an Article, a statement an Event with its Documentation, a gift of
 * money a Payment besides, and whoever takes part a PublicBody, Organization, Person or LegalEntity. */
#include <stdlib.h>

#include "exchange/inner.h"

enum { ID_DIGITS = 40, LATELY = 4096 };

struct ftm {
    struct exchange *exchange;
    struct buffer out;
    struct arena arena;                   /* for one statement */
    unsigned long long lately[LATELY];    /* parties that were written: those who come again and again are not written each time */
    long long article;
    char document[ID_DIGITS + 1];
};

static struct text make_id(struct ftm *ftm, const char *kind, struct text a, struct text b)
{
    char hash[65];
    record_hash((struct text[]){ text_of(kind), a, b }, 3, hash);
    return arena_copy(&ftm->arena, (struct text){ hash, ID_DIGITS });
}

static void begin(struct ftm *ftm, struct text id, const char *schema)
{
    buffer_add_char(&ftm->out, '{');
    json_member(&ftm->out, "id", id);
    json_member(&ftm->out, "schema", text_of(schema));
    json_open(&ftm->out, "properties", '{');
    ftm->exchange->rows++;
}

static void end(struct ftm *ftm)
{
    buffer_add_string(&ftm->out, "}}\n");
}

/* Every property is a list. */
static void add(struct ftm *ftm, const char *key, struct text value)
{
    if (!value.length)
        return;
    json_open(&ftm->out, key, '[');
    json_item(&ftm->out, value);
    json_close(&ftm->out, ']');
}

/* A state stands here as its government. Of whom only a name is known, nobody can tell whether it is a person or an organ:
 * LegalEntity is what both have in common. */
static const char *schema_of(enum exchange_kind kind)
{
    switch (kind) {
    case EXCHANGE_STATE:
    case EXCHANGE_BODY: return "PublicBody";
    case EXCHANGE_ORGANISATION:
    case EXCHANGE_GROUP: return "Organization";
    case EXCHANGE_PERSON: return "Person";
    default: return "LegalEntity";
    }
}

static struct text lower(struct ftm *ftm, const char *code)
{
    return utf8_lower(text_of(code), &ftm->arena);
}

/* Writes a party, unless that was done lately, and returns its id: that of its code where it is the whole of it, else of code and
 * name. */
static struct text add_party(struct ftm *ftm, const struct party *party)
{
    struct text name = party->text;
    enum exchange_kind kind = who_is(ftm->exchange, party->code, &name);
    bool is_whole = party->code.length && (kind == EXCHANGE_STATE || kind == EXCHANGE_ORGANISATION || kind == EXCHANGE_GROUP);
    struct text id = make_id(ftm, "party", party->code, is_whole ? TEXT("") : utf8_fold(name, &ftm->arena));
    unsigned long long hash = text_hash(id), *seen = &ftm->lately[hash % LATELY];
    if (*seen == hash)
        return id;
    *seen = hash;
    begin(ftm, id, schema_of(kind));
    add(ftm, "name", name.length ? name : party->code);
    if (!text_equals(party->text, name))
        add(ftm, "alias", party->text);
    const char *country = who_country(party->code);
    if (country)
        add(ftm, kind == EXCHANGE_PERSON ? "nationality" : "country", lower(ftm, country));
    else if (is_whole && !text_equals(name, party->code))
        add(ftm, "abbreviation", party->code);
    end(ftm);
    return id;
}

struct ids {
    struct text *items;
    size_t count, room;
};

static struct ids add_parties(struct ftm *ftm, const struct party_list *parties)
{
    struct ids ids = { 0 };
    for (size_t i = 0; i < parties->count; i++)
        ARENA_PUSH(&ftm->arena, &ids, add_party(ftm, &parties->items[i]));
    return ids;
}

static void add_ids(struct ftm *ftm, const char *key, const struct ids *ids)
{
    if (!ids->count)
        return;
    json_open(&ftm->out, key, '[');
    for (size_t i = 0; i < ids->count; i++)
        json_item(&ftm->out, ids->items[i]);
    json_close(&ftm->out, ']');
}

static void add_document(struct ftm *ftm, const struct article *article)
{
    char hash[65];
    record_article_hash(article, hash);
    struct text id = make_id(ftm, "article", text_of(hash), TEXT(""));
    memcpy(ftm->document, id.at, ID_DIGITS);
    begin(ftm, id, "Article");
    add(ftm, "fileName", article->id);
    add(ftm, "title", article->title);
    add(ftm, "publisher", article->publisher);
    add(ftm, "publishedAt", article->published);
    add(ftm, "sourceUrl", article->url);
    add(ftm, "language", TEXT("eng"));
    if (ftm->exchange->has_text)
        add(ftm, "bodyText", article->text);
    end(ftm);
}

/* What all edges and events say of where they come from. */
static void add_origin(struct ftm *ftm, const struct ledger_statement *row)
{
    add(ftm, "date", row->article.published);
    add(ftm, "recordId", text_of(row->statement.id));
    add(ftm, "proof", text_of(ftm->document));
}

static void add_notes(struct ftm *ftm, const struct statement *s)
{
    const struct { const char *name; struct text value; } parts[] = {
        { "status", text_of(record_status_text(s->status)) }, { "amount", s->amount_text }, { "condition", s->condition_text },
        { "caveat", s->caveat_text }, { "when", s->when_text },
    };
    json_open(&ftm->out, "notes", '[');
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        if (parts[i].value.length)
            json_item(&ftm->out, arena_print(&ftm->arena, "%s: %.*s", parts[i].name, (int)parts[i].value.length,
                                             parts[i].value.at));
    json_close(&ftm->out, ']');
}

static void add_keywords(struct ftm *ftm, const struct statement *s)
{
    json_open(&ftm->out, "keywords", '[');
    json_item(&ftm->out, text_of(record_act_text(s->act)));
    for (int i = 0; i < MEANS_COUNT; i++)
        if (s->means & 1u << i)
            json_item(&ftm->out, text_of(record_means_text((enum means)i)));
    json_close(&ftm->out, ']');
}

static void add_event(struct ftm *ftm, const struct ledger_statement *row, struct text id, const struct ids *actors,
                      struct ids *involved)
{
    const struct statement *s = &row->statement;
    struct text what = s->object_text.length ? s->object_text : s->trigger_text.length ? s->trigger_text : s->sentence_text;
    if (s->speaker.text.length || s->speaker.code.length)
        ARENA_PUSH(&ftm->arena, involved, add_party(ftm, &s->speaker));
    begin(ftm, id, "Event");
    add(ftm, "name", arena_print(&ftm->arena, "%s: %.*s", record_act_text(s->act), (int)what.length, what.at));
    add(ftm, "summary", s->sentence_text);
    add_ids(ftm, "organizer", actors);
    add_ids(ftm, "involved", involved);
    add_keywords(ftm, s);
    add_notes(ftm, s);
    add_origin(ftm, row);
    end(ftm);
    begin(ftm, make_id(ftm, "documentation", id, text_of(ftm->document)), "Documentation");
    add(ftm, "document", text_of(ftm->document));
    add(ftm, "entity", id);
    add(ftm, "role", TEXT("reports"));
    add(ftm, "date", row->article.published);
    end(ftm);
}

/* Money that was given, by somebody to somebody: promises are no payments. */
static void add_payment(struct ftm *ftm, const struct ledger_statement *row, struct text event, const struct ids *actors,
                        const struct ids *recipients)
{
    const struct statement *s = &row->statement;
    const char *currency;
    long long thousandths;
    struct buffer amount;
    if (s->act != ACT_AID || s->status != STATUS_ACTUAL || !actors->count || !recipients->count ||
        !money_of(s->amount_text, &currency, &thousandths))
        return;
    buffer_init(&amount, 0);
    money_print(thousandths, &amount);
    begin(ftm, make_id(ftm, "payment", event, TEXT("")), "Payment");
    add_ids(ftm, "payer", actors);
    add_ids(ftm, "beneficiary", recipients);
    add(ftm, "amount", buffer_text(&amount));
    add(ftm, "currency", text_of(currency));
    add(ftm, "purpose", s->object_text);
    add(ftm, "summary", s->sentence_text);
    add_origin(ftm, row);
    end(ftm);
    buffer_release(&amount);
}

static bool add_statement(void *context, const struct ledger_statement *row, struct error *err)
{
    struct ftm *ftm = context;
    if (ftm->article != row->number)
        add_document(ftm, &row->article);
    ftm->article = row->number;
    struct ids actors = add_parties(ftm, &row->statement.actors), recipients = add_parties(ftm, &row->statement.recipients);
    struct ids involved = { 0 };
    for (size_t i = 0; i < recipients.count; i++)
        ARENA_PUSH(&ftm->arena, &involved, recipients.items[i]);
    struct text id = make_id(ftm, "statement", text_of(row->statement.id), TEXT(""));
    add_event(ftm, row, id, &actors, &involved);
    add_payment(ftm, row, id, &actors, &recipients);
    arena_reset(&ftm->arena);
    return run_flush(ftm->exchange, &ftm->out, err);
}

bool ftm_run(struct exchange *exchange, struct error *err)
{
    struct ftm *ftm = memory_take(sizeof *ftm);
    memset(ftm, 0, sizeof *ftm);
    ftm->exchange = exchange;
    buffer_init(&ftm->out, 0);
    bool good = ledger_statements(exchange->ledger, exchange->filter, add_statement, ftm, err);
    buffer_release(&ftm->out);
    arena_release(&ftm->arena);
    free(ftm);
    return good;
}
