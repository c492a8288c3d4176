/* Amounts in words as money, and days as days. */
#include <ctype.h>

#include "exchange/inner.h"

static const struct { const char *currency, *words, *code; } currencies[] = {
#define CURRENCY(currency, words, code) { currency, words, code },
#include "exchange/currencies.def"
#undef CURRENCY
};

/* "us$5" is no "s$5": the word must begin where it stands. */
static bool has_word(struct text words, struct text word)
{
    size_t at = text_find(words, word);
    return !word.length || (at < words.length && (!at || !isalpha((unsigned char)words.at[at - 1])));
}

bool money_of(struct text amount, const char **currency, long long *thousandths)
{
    struct arena arena = { 0 };
    struct text name;
    *currency = NULL;
    bool is_money = ledger_amount(amount, thousandths, &name) && name.length;
    struct text lower = utf8_lower(amount, &arena);
    for (size_t i = 0; is_money && !*currency && i < sizeof currencies / sizeof *currencies; i++)
        if (text_is(name, currencies[i].currency) && has_word(lower, text_of(currencies[i].words)))
            *currency = currencies[i].code;
    arena_release(&arena);
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
