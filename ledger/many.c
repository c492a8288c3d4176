/* A question about a long list, asked for some of it at a time. */
#include "ledger/many.h"

static void add_list(struct buffer *out)
{
    for (int i = 1; i <= MANY_AT_ONCE; i++)
        buffer_print(out, i == 1 ? "(?%d" : ", ?%d", i);
    buffer_add_char(out, ')');
}

void many_init(struct many *many, struct ledger *ledger, const char *sql, const long long *numbers, const struct text *texts,
               size_t count, struct error *err)
{
    struct buffer whole;
    *many = (struct many){ .ledger = ledger, .numbers = numbers, .texts = texts, .count = count };
    buffer_init(&whole, 0);
    for (; *sql; sql++)
        if (*sql == '#')
            add_list(&whole);
        else
            buffer_add_char(&whole, *sql);
    many->query = db_make(ledger, buffer_text(&whole), err);
    buffer_release(&whole);
}

void many_release(struct many *many)
{
    db_end(many->query);
}

/* The next values; the last one fills up the places that are left. */
static void ask(struct many *many)
{
    for (int place = 1; place <= MANY_AT_ONCE; place++) {
        size_t at = many->asked + (size_t)place - 1 < many->count ? many->asked + (size_t)place - 1 : many->count - 1;
        if (many->numbers)
            db_bind_number(many->query, place, many->numbers[at]);
        else
            db_bind_always(many->query, place, many->texts[at]);
    }
    many->asked += MANY_AT_ONCE;
    many->is_running = true;
}

int many_next(struct many *many, struct error *err)
{
    if (!many->query)
        return -1;
    for (;;) {
        int got = many->is_running ? db_next(many->ledger, many->query, err) : 0;
        if (got)
            return got;
        many->is_running = false;
        if (many->asked >= many->count)
            return 0;
        ask(many);
    }
}
