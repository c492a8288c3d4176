/* Commitments as IATI 2.03 activities: what was promised or given, with the money of each step as a transaction. */
#include "exchange/inner.h"

/* Codes of the standard's lists. */
enum { TYPE_COMMITMENT = 2, TYPE_DISBURSEMENT = 3, TYPE_PLEDGE = 12 };

struct iati {
    struct exchange *exchange;
    struct buffer out, links, transactions; /* of one activity */
    struct arena arena;                     /* for one activity */
    const struct ledger_commitment *row;
    struct { const char *currency; long long thousandths; } stands[2]; /* what is pledged and committed so far */
    struct text last_url;
};

/* Pipeline, implementation, closed, cancelled. NULL: nothing was ever promised or given, which is no activity. */
static const char *status_of(struct text state)
{
    static const struct { const char *state, *code; } codes[] = {
        { "possible", "1" }, { "pledged", "1" }, { "conditional", "1" }, { "due", "1" }, { "revised", "1" }, { "disputed", "1" },
        { "fulfilled in part", "2" }, { "fulfilled", "4" }, { "withdrawn", "5" },
    };
    for (size_t i = 0; i < sizeof codes / sizeof *codes; i++)
        if (text_is(state, codes[i].state))
            return codes[i].code;
    return NULL;
}

/* A gift is a disbursement; whoever binds itself commits; what is offered, possible or still to come is a pledge in the standard's
 * sense, which binds nobody. 0: no transaction. */
static int type_of(const struct statement *statement)
{
    bool is_actual = statement->status == STATUS_ACTUAL;
    if (statement->status == STATUS_NEGATED)
        return 0;
    switch (statement->act) {
    case ACT_AID: return is_actual ? TYPE_DISBURSEMENT : TYPE_PLEDGE;
    case ACT_PLEDGE: return is_actual ? TYPE_COMMITMENT : TYPE_PLEDGE;
    case ACT_OFFER: return TYPE_PLEDGE;
    case ACT_WITHDRAW: return is_actual ? TYPE_COMMITMENT : 0;
    default: return 0;
    }
}

/* The standard adds transactions up: a promise of another amount is told by the difference, one that is taken back by a negative
 * one. */
static bool difference(struct iati *iati, const struct statement *statement, int type, const char *currency, long long *thousandths)
{
    bool takes_back = statement->act == ACT_WITHDRAW, is_money = currency != NULL;
    size_t at = type == TYPE_COMMITMENT;
    const char *before = iati->stands[at].currency;
    bool is_same = before && (!is_money || text_is(text_of(before), currency));
    if (type == TYPE_DISBURSEMENT)
        return is_money;
    if (takes_back && !is_money)
        *thousandths = is_same ? iati->stands[at].thousandths : 0;
    if (!takes_back && !is_money)
        return false;
    long long now = takes_back ? (is_same ? iati->stands[at].thousandths : 0) - *thousandths : *thousandths;
    *thousandths = takes_back ? -*thousandths : is_same ? now - iati->stands[at].thousandths : now;
    iati->stands[at].currency = is_money ? currency : before;
    iati->stands[at].thousandths = now;
    return *thousandths != 0;
}

/* Whoever acts for a state or organisation is told as it. */
static struct text name_of(struct iati *iati, struct text code, struct text text)
{
    struct text name = TEXT("");
    if (code.length)
        who_is(iati->exchange, code, &name);
    return name.length ? name : text.length ? text : code;
}

static void add_transaction(struct iati *iati, const struct ledger_statement *row, int type, const char *currency,
                            long long thousandths,
                            struct text day)
{
    struct buffer *out = &iati->transactions;
    const struct ledger_commitment *commitment = iati->row;
    buffer_print(out, "    <transaction ref=\"%s\">\n", row->statement.id);
    buffer_print(out, "      <transaction-type code=\"%d\"/>\n", type);
    buffer_print(out, "      <transaction-date iso-date=\"%.*s\"/>\n", (int)day.length, day.at);
    buffer_print(out, "      <value currency=\"%s\" value-date=\"%.*s\">", currency, (int)day.length, day.at);
    money_print(thousandths, out);
    buffer_add_string(out, "</value>\n");
    xml_narrative(6, "description", "", row->statement.sentence_text, out);
    xml_narrative(6, "provider-org", "", name_of(iati, commitment->actor_code, commitment->actor), out);
    struct text receiver = name_of(iati, commitment->recipient_code, commitment->recipient);
    if (receiver.length)
        xml_narrative(6, "receiver-org", "", receiver, out);
    buffer_add_string(out, "    </transaction>\n");
}

/* An address is one where it has a scheme and no blanks. */
static bool is_address(struct text url)
{
    size_t colon = text_find(url, TEXT("://"));
    for (size_t i = 0; i < url.length; i++)
        if ((unsigned char)url.at[i] <= ' ' || text_find(TEXT("<>\"{}|\\^`"), text_slice(url, i, i + 1)) < 9)
            return false;
    return colon > 0 && colon < url.length;
}

static void add_link(struct iati *iati, const struct article *article)
{
    struct buffer *out = &iati->links;
    if (!is_address(article->url) || text_equals(article->url, iati->last_url))
        return;
    iati->last_url = arena_copy(&iati->arena, article->url);
    buffer_add_string(out, "    <document-link format=\"text/html\" url=\"");
    xml_add(article->url, out);
    buffer_add_string(out, "\">\n");
    xml_narrative(6, "title", "", article->title.length ? article->title : article->url, out);
    buffer_add_string(out, "      <category code=\"A12\"/>\n    </document-link>\n");
}

/* What is told again is no second payment. */
static bool add_step(void *context, const struct ledger_statement *row, struct error *err)
{
    struct iati *iati = context;
    const char *currency = NULL;
    long long thousandths = 0;
    bool is_news = text_is(row->effect, record_act_text(row->statement.act)) || text_is(row->effect, "revised");
    int type = is_news ? type_of(&row->statement) : 0;
    struct text day = day_of(row->article.published, &iati->arena);
    add_link(iati, &row->article);
    if (!type || !day.length)
        return true;
    money_of(row->statement.amount_text, &currency, &thousandths);
    if (difference(iati, &row->statement, type, currency, &thousandths))
        add_transaction(iati, row, type, currency ? currency : iati->stands[type == TYPE_COMMITMENT].currency, thousandths, day);
    return true;
}

/* Government, multilateral; of others nothing is known. */
static const char *organisation_type(struct iati *iati, struct text code, struct text name)
{
    enum exchange_kind kind = who_is(iati->exchange, code, &name);
    return who_country(code) ? " type=\"10\"" : kind == EXCHANGE_ORGANISATION ? " type=\"40\"" : "";
}

static void add_head(struct iati *iati, const struct ledger_commitment *row, const char *status, struct text day)
{
    const struct exchange *exchange = iati->exchange;
    struct buffer *out = &iati->out;
    struct text thing = row->object.length ? row->object : row->means.length ? row->means : row->sentence;
    buffer_print(out, "  <iati-activity xml:lang=\"en\"%s>\n    <iati-identifier>",
                 text_is(row->means, "humanitarian") ? " humanitarian=\"1\"" : "");
    xml_add(exchange->reporter_ref, out);
    buffer_print(out, "-%.*s</iati-identifier>\n    <reporting-org ref=\"", (int)row->id.length, row->id.at);
    xml_add(exchange->reporter_ref, out);
    buffer_add_string(out, "\" type=\"90\" secondary-reporter=\"1\"><narrative>");
    xml_add(exchange->reporter, out);
    buffer_add_string(out, "</narrative></reporting-org>\n");
    struct text actor = name_of(iati, row->actor_code, row->actor), to = name_of(iati, row->recipient_code, row->recipient);
    struct text title = arena_print(&iati->arena, "%.*s: %.*s%s%.*s", (int)actor.length, actor.at, (int)thing.length, thing.at,
                                    to.length ? " for " : "", (int)to.length, to.at);
    xml_narrative(4, "title", "", title, out);
    xml_narrative(4, "description", " type=\"1\"", row->sentence, out);
    buffer_print(out, "    <participating-org role=\"1\"%s><narrative>", organisation_type(iati, row->actor_code, row->actor));
    xml_add(actor, out);
    buffer_print(out, "</narrative></participating-org>\n    <activity-status code=\"%s\"/>\n", status);
    buffer_print(out, "    <activity-date type=\"%s\" iso-date=\"%.*s\"/>\n", *status == '2' || *status == '4' ? "2" : "1",
                 (int)day.length,
                 day.at);
    if (who_country(row->recipient_code))
        buffer_print(out, "    <recipient-country code=\"%s\"/>\n", who_country(row->recipient_code));
    if (row->means.length)
        xml_narrative(4, "sector", arena_print(&iati->arena, " vocabulary=\"99\" code=\"%.*s\"", (int)row->means.length,
                                               row->means.at).at,
                      row->means, out);
}

static void add_condition(struct iati *iati, const struct ledger_commitment *row)
{
    const char *type = text_is(row->condition_class, "compliance") ? " type=\"2\"" : " type=\"1\"";
    if (!row->condition_class.length)
        return;
    buffer_add_string(&iati->out, "    <conditions attached=\"1\">\n");
    xml_narrative(6, "condition", type, row->condition.length ? row->condition : row->condition_class, &iati->out);
    buffer_add_string(&iati->out, "    </conditions>\n");
}

static bool add(void *context, const struct ledger_commitment *row, struct error *err)
{
    struct iati *iati = context;
    const char *status = status_of(row->state);
    struct text day = day_of(row->first_said, &iati->arena);
    if (!status || !day.length) {
        iati->exchange->left_out++;
        return true;
    }
    iati->row = row;
    iati->last_url = TEXT("");
    memset(iati->stands, 0, sizeof iati->stands);
    buffer_reset(&iati->links);
    buffer_reset(&iati->transactions);
    add_head(iati, row, status, day);
    if (!ledger_history(iati->exchange->ledger, row->id, &iati->exchange->filter->time, add_step, iati, err))
        return false;
    buffer_add(&iati->out, buffer_text(&iati->transactions));
    buffer_add(&iati->out, buffer_text(&iati->links));
    add_condition(iati, row);
    buffer_add_string(&iati->out, "  </iati-activity>\n");
    arena_reset(&iati->arena);
    iati->exchange->rows++;
    return run_flush(iati->exchange, &iati->out, err);
}

bool iati_run(struct exchange *exchange, struct error *err)
{
    struct iati iati = { .exchange = exchange };
    struct buffer *const buffers[] = { &iati.out, &iati.links, &iati.transactions };
    for (int i = 0; i < 3; i++)
        buffer_init(buffers[i], 0);
    buffer_add_string(&iati.out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<iati-activities version=\"2.03\">\n");
    bool good = ledger_commitments(exchange->ledger, exchange->filter, add, &iati, err);
    buffer_add_string(&iati.out, "</iati-activities>\n");
    good = good && run_flush(exchange, &iati.out, err);
    for (int i = 0; i < 3; i++)
        buffer_release(buffers[i]);
    arena_release(&iati.arena);
    return good;
}
