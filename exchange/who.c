/* Who a party is: a state, an organisation, a group; its country. */
#include "exchange/inner.h"

static const struct { const char *three, *two; } countries[] = {
#define COUNTRY(three, two) { three, two },
#include "exchange/countries.def"
#undef COUNTRY
};

/* Sorted by alpha-3. */
const char *who_country(struct text code)
{
    for (size_t low = 0, high = sizeof countries / sizeof *countries; low < high;) {
        size_t middle = (low + high) / 2;
        int order = text_compare(code, text_of(countries[middle].three));
        if (!order)
            return countries[middle].two;
        if (order < 0)
            high = middle;
        else
            low = middle + 1;
    }
    return NULL;
}

/* Without names only the code tells something, and only where the party is known by nothing else. */
enum exchange_kind who_is(const struct exchange *exchange, struct text code, struct text *name)
{
    enum exchange_kind kind = exchange->who ? exchange->who(exchange->names, code, name) : EXCHANGE_UNKNOWN;
    if (kind != EXCHANGE_UNKNOWN || !code.length || (name->length && !text_equals(*name, code)))
        return kind;
    *name = code;
    return who_country(code) ? EXCHANGE_STATE : EXCHANGE_ORGANISATION;
}
