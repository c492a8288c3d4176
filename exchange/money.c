/* Amounts in words as money, and days as days. */
#include <ctype.h>

#include "exchange/inner.h"

bool money_of(struct text amount, const char **currency, long long *thousandths)
{
    struct text name;
    *currency = ledger_amount(amount, thousandths, &name) ? ledger_currency_code(name) : NULL;
    return *currency;
}

void money_print(long long thousandths, struct buffer *out)
{
    unsigned long long size = thousandths < 0 ? -(unsigned long long)thousandths : (unsigned long long)thousandths;
    unsigned rest = (unsigned)(size % 1000);
    buffer_print(out, "%s%llu", thousandths < 0 ? "-" : "", size / 1000);
    if (!rest)
        return;
    int digits = rest % 100 == 0 ? 1 : rest % 10 == 0 ? 2 : 3;
    buffer_print(out, ".%0*u", digits, digits == 1 ? rest / 100 : digits == 2 ? rest / 10 : rest);
}

static bool has_form(struct text text, const char *form)
{
    for (size_t i = 0; form[i]; i++)
        if (i >= text.length || (form[i] == '0' ? !isdigit((unsigned char)text.at[i]) : text.at[i] != form[i]))
            return false;
    return true;
}

struct text day_of(struct text published, struct arena *arena)
{
    if (has_form(published, "0000-00-00"))
        return text_slice(published, 0, 10);
    if (has_form(published, "0000-00") && published.length == 7)
        return arena_print(arena, "%.*s-01", 7, published.at);
    if (has_form(published, "0000") && published.length == 4)
        return arena_print(arena, "%.*s-01-01", 4, published.at);
    return TEXT("");
}
