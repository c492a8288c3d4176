/* Statements as PLOVER events, a line each. Field names are those of the codebook of the Open Event Data Alliance; claims and
 * denials have no event there and are left out. */
#include <ctype.h>
#include <stdlib.h>

#include "exchange/inner.h"

static const struct { const char *context, *request, *threaten, *mobilize; } means_of[MEANS_COUNT] = {
#define MEANS_OF(means, context, request, threaten, mobilize) [MEANS_##means] = { context, request, threaten, mobilize },
#include "exchange/plover.def"
#undef MEANS_OF
};

/* The quad category (1 and 2: cooperation in words and deeds, 3 and 4: conflict) and the scale from conflict to cooperation. */
static const struct { const char *event, *quad, *scale; } events[] = {
    { "AGREE", "1", "4.2" },    { "CONSULT", "1", "2.1" },  { "SUPPORT", "1", "4.6" },  { "CONCEDE", "1", "5.0" },
    { "COOPERATE", "2", "6.8" }, { "AID", "2", "7.4" },      { "RETREAT", "2", "7.6" },  { "REQUEST", "3", "-5.0" },
    { "ACCUSE", "3", "-2.0" },  { "REJECT", "3", "-4.2" },  { "THREATEN", "3", "-5.1" }, { "PROTEST", "4", "-6.6" },
    { "SANCTION", "4", "-5.2" }, { "MOBILIZE", "4", "-5.3" }, { "COERCE", "4", "-7.2" }, { "ASSAULT", "4", "-9.3" },
};

struct plover {
    struct exchange *exchange;
    struct buffer out;
    struct arena arena;
    struct utf8_counter title, text; /* of the article that the row before belonged to */
    long long article;
};

static void add_actor(struct plover *plover, const struct party *party)
{
    struct text name = party->text;
    enum exchange_kind kind = who_is(plover->exchange, party->code, &name);
    bool is_state = who_country(party->code);
    json_open(&plover->out, NULL, '{');
    if (is_state)
        json_member(&plover->out, "code", party->code);
    else if (kind == EXCHANGE_ORGANISATION)
        json_member(&plover->out, "code", TEXT("IGO"));
    if (is_state && kind != EXCHANGE_PERSON && kind != EXCHANGE_UNKNOWN)
        json_member(&plover->out, "sector", TEXT("GOV"));
    json_member(&plover->out, "actor_text", party->text);
    if (!is_state)
        json_member(&plover->out, "identifier_text", party->code.length ? party->code : TEXT(""));
    json_close(&plover->out, '}');
}

static void add_actors(struct plover *plover, const char *key, const struct party_list *parties)
{
    json_open(&plover->out, key, '[');
    for (size_t i = 0; i < parties->count; i++)
        add_actor(plover, &parties->items[i]);
    json_close(&plover->out, ']');
}

/* A date in the words that lies two years back or more: the act is no news. */
static bool is_historical(const struct ledger_statement *row)
{
    struct text when = row->statement.when_text, published = row->article.published;
    int today = published.length >= 4 ? atoi((char[]){ published.at[0], published.at[1], published.at[2], published.at[3], 0 }) : 0;
    for (size_t i = 0, digits = 0; i <= when.length; i++) {
        bool is_digit = i < when.length && isdigit((unsigned char)when.at[i]);
        if (!is_digit && digits == 4) {
            int year = atoi((char[]){ when.at[i - 4], when.at[i - 3], when.at[i - 2], when.at[i - 1], 0 });
            if (year >= 1000 && year < today - 1)
                return true;
        }
        digits = is_digit ? digits + 1 : 0;
    }
    return false;
}

/* A mode that means give, each once. */
static void add_means_modes(struct plover *plover, uint32_t means, enum act act)
{
    const char *given[MEANS_COUNT];
    int count = 0;
    for (int i = 0; i < MEANS_COUNT; i++) {
        const char *mode = !(means & 1u << i) ? NULL : act == ACT_THREATEN ? means_of[i].threaten
                           : act == ACT_MOBILIZE ? means_of[i].mobilize : means_of[i].request;
        for (int k = 0; mode && k < count; k++)
            mode = text_is(text_of(mode), given[k]) ? NULL : mode;
        if (!mode)
            continue;
        given[count++] = mode;
        json_item(&plover->out, text_of(mode));
    }
}

static void add_modes(struct plover *plover, const struct ledger_statement *row)
{
    static const char *const auxiliary[] = { [STATUS_FUTURE] = "future", [STATUS_POSSIBLE] = "hypothetical",
                                             [STATUS_NEGATED] = "negated" };
    const struct statement *s = &row->statement;
    json_open(&plover->out, "mode", '[');
    if (s->act == ACT_WITHDRAW)
        json_item(&plover->out, TEXT("withdraw"));
    else if (s->act == ACT_SANCTION)
        json_item(&plover->out, TEXT("discontinue"));
    else if (s->act == ACT_REQUEST || s->act == ACT_REJECT || s->act == ACT_DECLINE || s->act == ACT_THREATEN ||
             s->act == ACT_MOBILIZE)
        add_means_modes(plover, s->means, s->act);
    if (s->status != STATUS_ACTUAL)
        json_item(&plover->out, text_of(auxiliary[s->status]));
    if (is_historical(row))
        json_item(&plover->out, TEXT("historical"));
    json_close(&plover->out, ']');
}

static void add_contexts(struct plover *plover, uint32_t means)
{
    json_open(&plover->out, "context", '[');
    for (int i = 0; i < MEANS_COUNT; i++) {
        bool is_new = means & 1u << i && means_of[i].context;
        for (int k = 0; is_new && k < i; k++)
            is_new = !(means & 1u << k) || !means_of[k].context || !text_is(text_of(means_of[i].context), means_of[k].context);
        if (is_new)
            json_item(&plover->out, text_of(means_of[i].context));
    }
    json_close(&plover->out, ']');
}

/* Where the sentence stands, in code points; the title has no place in the text. */
static void add_place(struct plover *plover, const struct ledger_statement *row)
{
    const struct statement *s = &row->statement;
    struct text side = s->in_title ? row->article.title : row->article.text;
    struct utf8_counter *counter = s->in_title ? &plover->title : &plover->text;
    json_open(&plover->out, "text_info", '{');
    if (!s->in_title)
        buffer_print(&plover->out, "\"start\": %zu, \"end\": %zu", utf8_point_of(counter, side, s->sentence.from_byte),
                     utf8_point_of(counter, side, s->sentence.to_byte));
    json_close(&plover->out, '}');
}

static void add_source(struct plover *plover, const struct ledger_statement *row)
{
    json_open(&plover->out, "cite_info", '{');
    json_member(&plover->out, "citation", row->article.id);
    json_member(&plover->out, "title", row->article.title);
    json_member(&plover->out, "publication", row->article.publisher);
    json_member(&plover->out, "url", row->article.url);
    json_member(&plover->out, "language", TEXT("en"));
    json_member(&plover->out, "codebook", TEXT("PLOVER 2.0"));
    json_close(&plover->out, '}');
}

/* What PLOVER has no field for, in words. */
static void add_comment(struct plover *plover, const struct statement *s)
{
    const struct { const char *name; struct text value; } parts[] = {
        { "act", text_of(record_act_text(s->act)) }, { "object", s->object_text }, { "amount", s->amount_text },
        { "condition", s->condition_text }, { "caveat", s->caveat_text }, { "when", s->when_text }, { "speaker", s->speaker.text },
    };
    struct buffer words;
    buffer_init(&words, 0);
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        if (parts[i].value.length) {
            buffer_print(&words, "%s%s: ", words.length ? "; " : "", parts[i].name);
            buffer_add(&words, parts[i].value);
        }
    json_member(&plover->out, "comment", buffer_text(&words));
    buffer_release(&words);
}

static void add_event(struct plover *plover, const struct ledger_statement *row, const char *event)
{
    const struct statement *s = &row->statement;
    struct buffer *out = &plover->out;
    buffer_add_char(out, '{');
    json_member(out, "id", text_of(s->id));
    json_member(out, "date", day_of(row->article.published, &plover->arena));
    add_actors(plover, "source", &s->actors);
    if (s->recipients.count)
        add_actors(plover, "recipient", &s->recipients);
    json_open(out, "event", '[');
    json_item(out, text_of(event));
    json_close(out, ']');
    json_open(out, "event_text", '[');
    json_item(out, s->trigger_text);
    json_close(out, ']');
    for (size_t i = 0; i < sizeof events / sizeof *events; i++)
        if (text_is(text_of(event), events[i].event))
            buffer_print(out, ", \"quad_code\": %s, \"event_scale\": %s", events[i].quad, events[i].scale);
    add_modes(plover, row);
    add_contexts(plover, s->means);
    json_member(out, "link", row->article.id);
    json_member(out, "text", s->sentence_text);
    add_place(plover, row);
    add_source(plover, row);
    json_member(out, "coder", row->reader);
    json_member(out, "coded_date", text_slice(row->learned_at, 0, 10));
    add_comment(plover, s);
    buffer_add_string(out, "}\n");
}

/* An event without a day is none in PLOVER. */
static bool add(void *context, const struct ledger_statement *row, struct error *err)
{
    struct plover *plover = context;
    const char *event = record_event_text(row->statement.act);
    if (!event || !day_of(row->article.published, &plover->arena).length || !row->statement.actors.count) {
        plover->exchange->left_out++;
        return true;
    }
    if (plover->article != row->number)
        plover->title = plover->text = (struct utf8_counter){ 0, 0 };
    plover->article = row->number;
    add_event(plover, row, event);
    plover->exchange->rows++;
    arena_reset(&plover->arena);
    return run_flush(plover->exchange, &plover->out, err);
}

bool plover_run(struct exchange *exchange, struct error *err)
{
    struct plover plover = { .exchange = exchange };
    buffer_init(&plover.out, 0);
    bool good = ledger_statements(exchange->ledger, exchange->filter, add, &plover, err);
    buffer_release(&plover.out);
    arena_release(&plover.arena);
    return good;
}
