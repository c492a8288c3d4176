/* The room's SQL in PostgreSQL's words: ?1 becomes $1, and a few names differ. */
#include <ctype.h>

#include "ledger/postgres.h"

static bool is_word(char c)
{
    return isalnum((unsigned char)c) || c == '_';
}

static void add_word(struct text word, struct buffer *out)
{
    static const char *const names[][2] = {
        { "INTEGER", "BIGINT" }, { "instr", "strpos" }, { "group_concat", "string_agg" },
    };
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (text_is(word, names[i][0]))
            word = text_of(names[i][1]);
    buffer_add(out, word);
}

/* Columns are folded by bytes, as they are ordered; so must be what they are compared with, whatever the database's language. */
static void add_value(int number, struct buffer *out)
{
    bool is_folded = text_ends(buffer_text(out), TEXT("lower(")) || text_ends(buffer_text(out), TEXT("upper("));
    buffer_print(out, is_folded ? "$%d::text COLLATE \"C\"" : "$%d", number);
}

int postgres_translate(struct text sql, struct buffer *out)
{
    int most = 0;
    for (size_t from = 0, to; from < sql.length; from = to) {
        char c = sql.at[from];
        to = from + 1;
        if (c == '\'' || c == '"') {
            while (to < sql.length && sql.at[to++] != c)
                ;
            buffer_add(out, text_slice(sql, from, to));
        } else if (c == '?') {
            int number = 0;
            for (; to < sql.length && isdigit((unsigned char)sql.at[to]); to++)
                number = 10 * number + sql.at[to] - '0';
            add_value(number, out);
            most = number > most ? number : most;
        } else if (is_word(c)) {
            while (to < sql.length && is_word(sql.at[to]))
                to++;
            add_word(text_slice(sql, from, to), out);
        } else {
            buffer_add_char(out, c);
        }
    }
    return most;
}
