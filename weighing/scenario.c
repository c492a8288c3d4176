/* Reads scenarios: one directive a line, comments after '#'. Options of the command line are directives too. */
#include <ctype.h>

#include "weighing/scenario.h"

/* The domains in which requirements are told, beside the means themselves (doc/weighing.md). */
static const struct { const char *name; enum means means; } domains[] = {
    { "land", MEANS_TROOPS }, { "sea", MEANS_NAVAL }, { "air", MEANS_AIR }, { "money", MEANS_FUNDING },
};

enum { DOMAINS = sizeof domains / sizeof *domains };

struct line {
    struct scenario *scenario;
    struct place place;
    struct text keyword, rest;
    struct error *err;
};

static bool fail(const struct line *line, const char *what, const char *example)
{
    return error_at(line->err, ERROR_INPUT, line->place.file, line->place.line, 0, "%s; write for example '%s'", what, example);
}

static bool add(struct line *line, struct directive directive)
{
    directive.place = line->place;
    ARENA_PUSH(line->scenario->arena, &line->scenario->directives, directive);
    return true;
}

/* The next word, or what stands between quotes, of `*rest`. */
static struct text next_word(struct text *rest)
{
    *rest = text_trim(*rest);
    if (rest->length && *rest->at == '"') {
        *rest = text_slice(*rest, 1, rest->length);
        return text_cut(rest, '"');
    }
    return text_cut(rest, ' ');
}

/* Cuts at a word that stands alone ("for", "if"); what stood before it. */
static struct text cut_at_word(struct text *rest, const char *word)
{
    struct text marked = { 0 }, all = *rest;
    char between[16] = " ";
    size_t length = strlen(word);
    memcpy(between + 1, word, length);
    between[length + 1] = ' ';
    marked = (struct text){ between, length + 2 };
    size_t at = text_find(all, marked);
    *rest = at < all.length ? text_trim(text_slice(all, at + marked.length, all.length)) : TEXT("");
    return text_trim(text_slice(all, 0, at));
}

/* Names parted by commas. */
static bool read_list(struct line *line, enum directive_kind kind, const char *example)
{
    if (!line->rest.length)
        return fail(line, "a name is missing", example);
    while (line->rest.length) {
        struct text name = text_trim(text_cut(&line->rest, ','));
        bool is_not = kind == DIRECTIVE_IF && text_starts(name, TEXT("not "));
        if (is_not)
            name = text_trim(text_slice(name, 4, name.length));
        if (name.length && *name.at == '"')
            name = next_word(&name);
        if (!name.length)
            return fail(line, "a name is missing", example);
        add(line, (struct directive){ .kind = kind, .name = name, .is_not = is_not });
    }
    return true;
}

/* "0.4", "40%": billionths. */
static bool read_chance(struct text word, int *chance)
{
    long long value = 0, scale = CHANCE_WHOLE;
    bool is_behind = false, is_percent = word.length > 1 && word.at[word.length - 1] == '%', has_digit = false;
    word.length -= is_percent;
    for (size_t i = 0; i < word.length; i++) {
        if (word.at[i] == '.' && !is_behind) {
            is_behind = true;
            continue;
        }
        if (!isdigit((unsigned char)word.at[i]) || (is_behind && scale < 10 && word.at[i] != '0') || value > 1000ll * CHANCE_WHOLE)
            return false;
        scale /= is_behind ? 10 : 1;
        value = is_behind ? value + scale * (word.at[i] - '0') : value * 10 + (long long)(word.at[i] - '0') * CHANCE_WHOLE;
        has_digit = true;
    }
    value /= is_percent ? 100 : 1;
    *chance = (int)value;
    return has_digit && value <= CHANCE_WHOLE;
}

/* "ceasefire = 0.4 USA=0.7" */
static bool read_chances(struct line *line)
{
    while (line->rest.length) {
        bool is_quoted = *line->rest.at == '"';
        struct text name = is_quoted ? next_word(&line->rest) : text_trim(text_cut(&line->rest, '='));
        line->rest = text_trim(line->rest);
        if (is_quoted && line->rest.length && *line->rest.at == '=')
            line->rest = text_slice(line->rest, 1, line->rest.length);
        struct text word = next_word(&line->rest);
        int chance;
        if (word.length && word.at[word.length - 1] == ',')
            word.length--;
        if (!name.length || !read_chance(word, &chance))
            return fail(line, "a chance is a name, '=' and a number from 0 to 1 with at most nine decimals",
                        "chance ceasefire = 0.4");
        add(line, (struct directive){ .kind = DIRECTIVE_CHANCE, .name = name, .number = chance });
        line->rest = text_trim(line->rest);
    }
    return true;
}

static bool wrong_means(const struct line *line, struct text name)
{
    const char *names[MEANS_COUNT + DOMAINS];
    for (int i = 0; i < MEANS_COUNT; i++)
        names[i] = record_means_names()[i];
    for (int i = 0; i < DOMAINS; i++)
        names[MEANS_COUNT + i] = domains[i].name;
    const char *near = near_name(name, names, MEANS_COUNT + DOMAINS);
    return error_at(line->err, ERROR_INPUT, line->place.file, line->place.line, 0, "unknown means '%.*s'; %s%s%s", (int)name.length,
                    name.at,
                    near ? "did you mean '"
                         : "there are land, sea, air, money, and troops, naval, arms, funding, guarantee and the others of "
                           "doc/reading.md",
                    near ? near : "", near ? "'?" : "");
}

/* "land+air" */
static bool read_means(const struct line *line, struct text names, uint32_t *means)
{
    *means = 0;
    while (names.length) {
        struct text name = text_trim(text_cut(&names, '+'));
        int found = record_means_of(name);
        for (int i = 0; i < DOMAINS; i++)
            if (text_is(name, domains[i].name))
                found = (int)domains[i].means;
        if (found < 0)
            return wrong_means(line, name);
        *means |= 1u << found;
    }
    return true;
}

/* "land: 15000 for UKR" or "\"first wave\" land+air: 20 jets" */
static bool read_need(struct line *line)
{
    static const char example[] = "need land: 15000 for UKR";
    struct directive need = { .kind = DIRECTIVE_NEED };
    bool has_name = line->rest.length && *line->rest.at == '"';
    if (has_name)
        need.name = next_word(&line->rest);
    if (text_find(line->rest, TEXT(":")) == line->rest.length)
        return fail(line, "a need is means, a colon and an amount", example);
    need.words = text_trim(text_cut(&line->rest, ':'));
    if (!read_means(line, need.words, &need.means))
        return false;
    need.recipient = line->rest;
    need.amount = cut_at_word(&need.recipient, "for");
    if (!has_name)
        need.name = need.words;
    if (!need.amount.length || !need.means)
        return fail(line, "a need is means, a colon and an amount", example);
    return add(line, need);
}

/* "USA: money 2 billion dollars for UKR if ceasefire" */
static bool read_pledge(struct line *line, enum directive_kind kind)
{
    static const char example[] = "pledge POL: land 3000 for UKR if ceasefire";
    struct directive pledge = { .kind = kind, .name = text_trim(text_cut(&line->rest, ':')) };
    struct text condition = text_trim(line->rest), means;
    pledge.recipient = cut_at_word(&condition, "if");
    pledge.amount = cut_at_word(&pledge.recipient, "for");
    means = next_word(&pledge.amount);
    pledge.amount = text_trim(pledge.amount);
    if (pledge.name.length && *pledge.name.at == '"')
        pledge.name = next_word(&pledge.name);
    if (!pledge.name.length || !means.length)
        return fail(line, "a pledge is who, a colon, means and an amount", example);
    if (!read_means(line, means, &pledge.means))
        return false;
    if (condition.length && !expression_read(condition, line->place, line->scenario->arena, &pledge.expression, line->err))
        return false;
    return add(line, pledge);
}

/* "NAME = EXPRESSION"; with a colon for a requirement. */
static bool read_defined(struct line *line, enum directive_kind kind, char mark, const char *example)
{
    struct directive directive = { .kind = kind };
    bool is_quoted = line->rest.length && *line->rest.at == '"';
    if (text_find(line->rest, (struct text){ &mark, 1 }) == line->rest.length)
        return fail(line, "a name, a mark and what it stands for are wanted", example);
    directive.name = is_quoted ? next_word(&line->rest) : text_trim(text_cut(&line->rest, mark));
    if (is_quoted)
        text_cut(&line->rest, mark);
    if (!directive.name.length)
        return fail(line, "a name is missing", example);
    return expression_read(line->rest, line->place, line->scenario->arena, &directive.expression, line->err) &&
           add(line, directive);
}

/* "e1 = 0.01 \"the pump fails\"" */
static bool read_event(struct line *line)
{
    static const char example[] = "event backstop = 0.7 \"the US provides a backstop\"";
    struct directive event = { .kind = DIRECTIVE_EVENT, .number = CHANCE_NONE };
    event.name = next_word(&line->rest);
    line->rest = text_trim(line->rest);
    if (line->rest.length && *line->rest.at == '=') {
        line->rest = text_slice(line->rest, 1, line->rest.length);
        if (!read_chance(next_word(&line->rest), &event.number))
            return fail(line, "a chance is a number from 0 to 1 with at most nine decimals", example);
    }
    event.words = line->rest.length ? next_word(&line->rest) : event.name;
    return event.name.length ? add(line, event) : fail(line, "an event wants a name", example);
}

/* "NAME = WORDS" */
static bool read_equal(struct line *line, enum directive_kind kind, const char *example)
{
    struct directive directive = { .kind = kind };
    bool is_quoted = line->rest.length && *line->rest.at == '"';
    directive.name = is_quoted ? next_word(&line->rest) : text_trim(text_cut(&line->rest, '='));
    if (is_quoted)
        text_cut(&line->rest, '=');
    directive.words = directive.amount = text_trim(line->rest);
    if (!directive.name.length || !directive.words.length)
        return fail(line, "a name, '=' and what it stands for are wanted", example);
    return add(line, directive);
}

static bool read_day(struct line *line, struct text *day)
{
    bool is_day = line->rest.length >= 10;
    for (size_t i = 0; is_day && i < 10; i++)
        is_day = i == 4 || i == 7 ? line->rest.at[i] == '-' : isdigit((unsigned char)line->rest.at[i]);
    *day = line->rest;
    return is_day || fail(line, "a day is wanted", "as-of 2026-03-01");
}

static bool read_circles(struct line *line)
{
    line->scenario->circles_move = text_is(line->rest, "move");
    return text_is(line->rest, "move") || text_is(line->rest, "wait") || fail(line, "circles either wait or move", "circles move");
}

static bool read_lines(struct scenario *scenario, const char *file, struct text content, const char *usual, struct error *err);

static bool read_needs(struct line *line)
{
    struct text content;
    const char *path;
    struct scenario *scenario = line->scenario;
    if (!scenario->open(scenario->context, line->place.file, line->rest, scenario->arena, &content, &path, line->err))
        return false;
    return read_lines(scenario, path, content, "need", line->err);
}

static bool wrong_keyword(const struct line *line)
{
    static const char *const keywords[] = { "if",      "with",  "without", "believe",  "doubt",   "chance", "need",      "needs",
                                            "require", "event", "define",  "pledge",   "further", "unit",   "alias",     "group",
                                            "for",     "by",    "as-of",   "known-by", "circles", "alone",  "statements" };
    enum { COUNT = sizeof keywords / sizeof *keywords };
    const char *near = near_name(line->keyword, keywords, COUNT);
    return error_at(line->err, ERROR_INPUT, line->place.file, line->place.line, 0, "unknown word '%.*s'; %s%s%s",
                    (int)line->keyword.length, line->keyword.at,
                    near ? "did you mean '"
                         : "a line begins with if, with, without, believe, chance, need or another word of "
                           "doc/weighing.md",
                    near ? near : "", near ? "'?" : "");
}

static bool read_assumed(struct line *line, bool *is_mine)
{
    *is_mine = true;
    if (text_is(line->keyword, "if"))
        return read_list(line, DIRECTIVE_IF, "if ceasefire");
    if (text_is(line->keyword, "with"))
        return text_find(line->rest, TEXT(":")) < line->rest.length ? read_pledge(line, DIRECTIVE_PLEDGE)
                                                                   : read_list(line, DIRECTIVE_WITH, "with USA");
    if (text_is(line->keyword, "without"))
        return read_list(line, DIRECTIVE_WITHOUT, "without USA");
    if (text_is(line->keyword, "believe"))
        return read_list(line, DIRECTIVE_BELIEVE, "believe neutral");
    if (text_is(line->keyword, "doubt"))
        return read_list(line, DIRECTIVE_DOUBT, "doubt 5f0e1b22");
    if (text_is(line->keyword, "chance"))
        return read_chances(line);
    if (text_is(line->keyword, "event"))
        return read_event(line);
    return *is_mine = false;
}

static bool read_wanted(struct line *line, bool *is_mine)
{
    *is_mine = true;
    if (text_is(line->keyword, "need"))
        return read_need(line);
    if (text_is(line->keyword, "needs"))
        return read_needs(line);
    if (text_is(line->keyword, "require"))
        return read_defined(line, DIRECTIVE_REQUIRE, ':', "require cover: ceasefire and USA");
    if (text_is(line->keyword, "define"))
        return read_defined(line, DIRECTIVE_DEFINE, '=', "define talks = ceasefire or agreement");
    if (text_is(line->keyword, "pledge"))
        return read_pledge(line, DIRECTIVE_PLEDGE);
    if (text_is(line->keyword, "further"))
        return read_pledge(line, DIRECTIVE_FURTHER);
    return *is_mine = false;
}

static bool read_settings(struct line *line)
{
    struct scenario *scenario = line->scenario;
    if (text_is(line->keyword, "unit"))
        return read_equal(line, DIRECTIVE_UNIT, "unit dollar = 0.9 euro");
    if (text_is(line->keyword, "alias"))
        return read_equal(line, DIRECTIVE_ALIAS, "alias \"the Americans\" = USA");
    if (text_is(line->keyword, "group"))
        return read_equal(line, DIRECTIVE_GROUP, "group \"26 nations\" = FRA GBR POL");
    if (text_is(line->keyword, "for"))
        return scenario->recipient = line->rest, line->rest.length || fail(line, "a recipient is missing", "for UKR");
    if (text_is(line->keyword, "by"))
        return read_day(line, &scenario->by);
    if (text_is(line->keyword, "as-of"))
        return read_day(line, &scenario->as_of);
    if (text_is(line->keyword, "known-by"))
        return read_day(line, &scenario->known_by);
    if (text_is(line->keyword, "circles"))
        return read_circles(line);
    if (text_is(line->keyword, "alone"))
        return scenario->is_alone = true;
    if (text_is(line->keyword, "statements"))
        return scenario->statements_fail = text_is(line->rest, "fail"),
               scenario->statements_fail || fail(line, "statements may fail", "statements fail");
    return wrong_keyword(line);
}

bool scenario_add(struct scenario *scenario, const char *file, int number, const char *keyword, struct text rest, struct error *err)
{
    struct line line = { scenario, { file, number }, text_of(keyword), text_trim(rest), err };
    bool is_mine;
    bool good = read_assumed(&line, &is_mine);
    if (!is_mine)
        good = read_wanted(&line, &is_mine);
    return is_mine ? good : read_settings(&line);
}

/* A comment begins with '#' at the start of a line or after a blank. */
static struct text without_comment(struct text line)
{
    for (size_t i = 0; i < line.length; i++)
        if (line.at[i] == '#' && (!i || line.at[i - 1] == ' ' || line.at[i - 1] == '\t'))
            return text_trim(text_slice(line, 0, i));
    return text_trim(line);
}

/* `usual`: the word with which a line begins that has none ("need" in a file of needs), or NULL. */
static bool read_lines(struct scenario *scenario, const char *file, struct text content, const char *usual, struct error *err)
{
    int number = 0;
    while (content.length) {
        struct text line = without_comment(text_cut(&content, '\n')), rest = line;
        number++;
        if (!line.length)
            continue;
        struct text keyword = text_cut(&rest, ' ');
        bool has_none = usual && !text_is(keyword, usual);
        if (!scenario_add(scenario, file, number, has_none ? usual : arena_copy(scenario->arena, keyword).at,
                          has_none ? line : rest, err))
            return false;
    }
    return true;
}

struct scenario *scenario_new(struct arena *arena, scenario_open_fn open, void *context)
{
    struct scenario *scenario = arena_take(arena, sizeof *scenario);
    *scenario = (struct scenario){ .arena = arena, .open = open, .context = context };
    return scenario;
}

void scenario_set_near(struct scenario *scenario)
{
    scenario->is_near = true;
}

bool scenario_is_alone(const struct scenario *scenario)
{
    return scenario->is_alone;
}

bool scenario_read(struct scenario *scenario, const char *file, struct text content, struct error *err)
{
    return read_lines(scenario, file, content, NULL, err);
}
