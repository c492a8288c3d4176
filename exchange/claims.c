/* Statements as schema.org Claims, and disputes as ClaimReviews of them: one JSON-LD document. */
#include "exchange/inner.h"

struct claims {
    struct exchange *exchange;
    struct buffer out;
    struct arena arena;
};

/* A state that speaks is its government. Who is only a name may be an organ or a person, and nobody can tell. */
static const char *type_of(enum exchange_kind kind)
{
    switch (kind) {
    case EXCHANGE_STATE:
    case EXCHANGE_BODY: return "GovernmentOrganization";
    case EXCHANGE_PERSON: return "Person";
    case EXCHANGE_ORGANISATION:
    case EXCHANGE_GROUP: return "Organization";
    default: return "Thing";
    }
}

static void add_party(struct claims *claims, const char *key, const struct party *party)
{
    struct text name = party->text;
    enum exchange_kind kind = who_is(claims->exchange, party->code, &name);
    json_open(&claims->out, key, '{');
    json_member(&claims->out, "@type", text_of(type_of(kind)));
    json_member(&claims->out, "name", name.length ? name : party->code);
    json_member(&claims->out, "identifier", party->code);
    json_close(&claims->out, '}');
}

static void add_parties(struct claims *claims, const char *key, const struct party_list *parties)
{
    if (!parties->count)
        return;
    json_open(&claims->out, key, '[');
    for (size_t i = 0; i < parties->count; i++)
        add_party(claims, NULL, &parties->items[i]);
    json_close(&claims->out, ']');
}

static void add_report(struct claims *claims, const struct article *article)
{
    struct buffer *out = &claims->out;
    json_open(out, "appearance", '{');
    json_member(out, "@type", TEXT("NewsArticle"));
    json_member(out, "identifier", article->id);
    json_member(out, "headline", article->title);
    json_member(out, "url", article->url);
    json_member(out, "datePublished", article->published);
    if (article->publisher.length) {
        json_open(out, "publisher", '{');
        json_member(out, "@type", TEXT("Organization"));
        json_member(out, "name", article->publisher);
        json_close(out, '}');
    }
    json_close(out, '}');
}

static void add_keywords(struct claims *claims, const struct statement *s)
{
    json_open(&claims->out, "keywords", '[');
    json_item(&claims->out, text_of(record_act_text(s->act)));
    if (s->status != STATUS_ACTUAL)
        json_item(&claims->out, text_of(record_status_text(s->status)));
    for (int i = 0; i < MEANS_COUNT; i++)
        if (s->means & 1u << i)
            json_item(&claims->out, text_of(record_means_text((enum means)i)));
    json_close(&claims->out, ']');
}

/* The next thing of the document. */
static void begin(struct claims *claims, const char *kind, struct text id)
{
    buffer_add_string(&claims->out, claims->exchange->rows++ ? ",\n" : "\n");
    json_open(&claims->out, NULL, '{');
    json_member(&claims->out, "@type", text_of(kind));
    json_member(&claims->out, "@id", arena_print(&claims->arena, "urn:troth:%.*s", (int)id.length, id.at));
}

static bool end(struct claims *claims, struct error *err)
{
    json_close(&claims->out, '}');
    arena_reset(&claims->arena);
    return run_flush(claims->exchange, &claims->out, err);
}

/* Whoever the report names as the source has said it, else who acts: its words are the act. */
static bool add_claim(void *context, const struct ledger_statement *row, struct error *err)
{
    struct claims *claims = context;
    const struct statement *s = &row->statement;
    begin(claims, "Claim", text_of(s->id));
    json_member(&claims->out, "text", s->sentence_text);
    json_member(&claims->out, "abstract", s->object_text);
    if (s->speaker.text.length || s->speaker.code.length)
        add_party(claims, "author", &s->speaker);
    else
        add_parties(claims, "author", &s->actors);
    if (s->speaker.text.length || s->speaker.code.length)
        add_parties(claims, "about", &s->actors);
    add_parties(claims, "mentions", &s->recipients);
    json_member(&claims->out, "datePublished", row->article.published);
    add_report(claims, &row->article);
    add_keywords(claims, s);
    json_member(&claims->out, "creditText", row->reader);
    return end(claims, err);
}

static void add_reviewer(struct claims *claims, struct text actors)
{
    json_open(&claims->out, "author", '[');
    while (actors.length) {
        struct text one = text_trim(text_cut(&actors, ','));
        bool is_state = who_country(one);
        add_party(claims, NULL, &(struct party){ .text = is_state ? TEXT("") : one, .code = is_state ? one : TEXT("") });
    }
    json_close(&claims->out, ']');
}

/* No fact-checker's finding: the rating tells in words that somebody disputes it. */
static bool add_review(void *context, const struct ledger_dispute *row, struct error *err)
{
    struct claims *claims = context;
    const struct ledger_side *said = &row->statement, *denial = &row->disputed_by;
    begin(claims, "ClaimReview", arena_print(&claims->arena, "%.*s:%.*s", (int)denial->id.length, denial->id.at,
                                             (int)said->id.length,
                                             said->id.at));
    json_member(&claims->out, "claimReviewed", said->sentence);
    json_open(&claims->out, "itemReviewed", '{');
    json_member(&claims->out, "@type", TEXT("Claim"));
    json_member(&claims->out, "@id", arena_print(&claims->arena, "urn:troth:%.*s", (int)said->id.length, said->id.at));
    json_close(&claims->out, '}');
    json_open(&claims->out, "reviewRating", '{');
    json_member(&claims->out, "@type", TEXT("Rating"));
    json_member(&claims->out, "alternateName", TEXT("disputed"));
    json_close(&claims->out, '}');
    json_member(&claims->out, "reviewBody", denial->sentence);
    add_reviewer(claims, denial->actors);
    json_member(&claims->out, "datePublished", denial->said);
    return end(claims, err);
}

/* Disputes know the actor and the days of the filter; by act or means they are not told apart, so that they go with whole ledgers
 * only. */
static bool add_reviews(struct claims *claims, struct error *err)
{
    const struct ledger_filter *filter = claims->exchange->filter;
    if (filter->act.length || filter->means.length || filter->recipient.length)
        return true;
    return ledger_disputes(claims->exchange->ledger, filter, TEXT(""), add_review, claims, err);
}

bool claims_run(struct exchange *exchange, struct error *err)
{
    struct claims claims = { .exchange = exchange };
    buffer_init(&claims.out, 0);
    buffer_add_string(&claims.out, "{\"@context\": \"https://schema.org\", \"@graph\": [");
    bool good = run_flush(exchange, &claims.out, err) &&
                ledger_statements(exchange->ledger, exchange->filter, add_claim, &claims, err) && add_reviews(&claims, err);
    buffer_add_string(&claims.out, "\n]}\n");
    good = good && run_flush(exchange, &claims.out, err);
    buffer_release(&claims.out);
    arena_release(&claims.arena);
    return good;
}
