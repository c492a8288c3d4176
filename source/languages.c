/* Articles in other languages are set aside, and paragraphs in other languages are not read. */
#include "source/inner.h"
#include "source/tongue.h"

enum {
    LEAST_PARAGRAPH = 10,   /* words by which a paragraph's language is told */
    LEAST_HITS = 4,         /* small words of another language: a paragraph may be a list of names */
    LEAST_SHARE = 20,       /* hundredths */
    LEAST_ENGLISH = 25,     /* hundredths of an article's words: fewer are a quotation in somebody else's report */
};

/* How many words of an article are in which language. */
struct shares {
    int english, foreign;
    const char *code, *name; /* of the largest foreign paragraph */
    int largest;
};

static void blank_line(struct text line)
{
    char *at = (char *)line.at;
    for (size_t i = 0; i < line.length; i++)
        at[i] = '\n';
}

/* Counts each line's words; where `blank` is true, those in another language become line feeds. */
static void walk_lines(const struct tongue_table *table, struct text text, bool blank, struct shares *shares)
{
    while (text.length) {
        struct text line = text_cut(&text, '\n');
        struct tongue tongue = tongue_of(table, line);
        if (tongue.words < LEAST_PARAGRAPH || !tongue.code)
            continue;
        bool is_clear = tongue.hits >= LEAST_HITS && tongue.hits * 100 >= LEAST_SHARE * tongue.words;
        if (tongue_is_english(&tongue) || !is_clear) {
            shares->english += tongue.words;
            continue;
        }
        shares->foreign += tongue.words;
        if (blank)
            blank_line(line);
        if (tongue.words > shares->largest) {
            shares->largest = tongue.words;
            shares->code = tongue.code;
            shares->name = tongue.name;
        }
    }
}

static void set_aside(struct source_article *article, const char *name, struct arena *arena)
{
    article->aside = arena_print(arena, "%s:%d: this is in %s and is set aside; troth reads English", article->file, article->line,
                                 name);
}

/* Too little text to tell: what page or feed say counts. */
static void judge_declared(struct source_article *article, struct arena *arena)
{
    struct text rest = article->language, primary = text_cut(&rest, '-');
    const char *name = tongue_name(primary);
    if (primary.length && !text_equals_nocase(primary, TEXT("en")) && name)
        set_aside(article, name, arena);
}

void source_judge_language(struct source_article *article, const struct tongue_table *table, struct arena *arena)
{
    struct shares shares = { 0 };
    struct tongue whole = tongue_of_both(table, article->title, article->text);
    if (!whole.code) {
        judge_declared(article, arena);
        return;
    }
    walk_lines(table, article->text, false, &shares);
    bool is_english = shares.foreign ? shares.english * 100 >= LEAST_ENGLISH * (shares.english + shares.foreign)
                                     : tongue_is_english(&whole);
    if (is_english) {
        article->language = TEXT("en");
        if (!shares.foreign)
            return;
        article->text = arena_copy(arena, article->text);
        walk_lines(table, article->text, true, &shares);
        if (!article->warning.length)
            article->warning = arena_print(arena, "%s:%d: paragraphs in %s are left out; troth reads English", article->file,
                                           article->line, shares.name);
        return;
    }
    if (shares.name)
        whole = (struct tongue){ .code = shares.code, .name = shares.name, .words = shares.largest };
    article->language = text_of(whole.code);
    set_aside(article, whole.name, arena);
}
