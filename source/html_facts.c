/* What a page says of its article: data for machines, Open Graph, meta, links, times and headings; and the choice among them. */
#include "source/html_data.h"

#include <stddef.h>

#include "source/inner.h"

enum {
    LEAST_TITLE = 12,       /* bytes that are left of a title when a site's name is cut off */
    LONGEST_DATED = 120,    /* bytes of a line that tells a day */
    LONGEST_NAME = 80,      /* bytes of an author's or a publisher's name in a line */
    LINES_BEFORE = 12,      /* blocks before the text in which a day and an author are looked for */
};

static const struct {
    const char *name;
    size_t fact; /* where it stands in struct html_facts */
} known[] = {
#define META(name, fact) { name, offsetof(struct html_facts, fact) },
#include "source/html_meta.def"
#undef META
};

static void take_meta(const struct html_node *node, struct arena *arena, struct html_facts *facts)
{
    const char *const keys[] = { "property", "name", "itemprop", "http-equiv" };
    struct text content = html_attribute(node, "content");
    for (size_t key = 0; key < sizeof keys / sizeof keys[0] && content.length; key++) {
        struct text name = html_attribute(node, keys[key]);
        for (size_t i = 0; name.length && i < sizeof known / sizeof known[0]; i++)
            if (text_equals_nocase(name, text_of(known[i].name)))
                html_data_set((struct text *)((char *)facts + known[i].fact), content, arena);
    }
}

/* What microdata and RDFa say within the page. */
static void take_property(const struct html_node *node, struct arena *arena, struct html_facts *facts)
{
    struct text name = html_attribute(node, "itemprop");
    if (!name.length)
        name = html_attribute(node, "property");
    if (!name.length)
        return;
    struct text content = html_attribute(node, "content"), when = html_attribute(node, "datetime");
    struct text value = content.length ? content : when.length ? when : TEXT("");
    bool is_date = text_is(name, "datePublished") || text_is(name, "dateCreated") || text_is(name, "schema:datePublished");
    if (!is_date && !text_is(name, "author") && !text_is(name, "headline") && !text_is(name, "publisher"))
        return;
    if (!value.length)
        value = html_text(node, arena);
    if (is_date)
        html_data_set(&facts->item_date, value, arena);
    else if (text_is(name, "author") && value.length < LONGEST_NAME)
        html_data_set(&facts->author, value, arena);
    else if (text_is(name, "publisher") && value.length < LONGEST_NAME)
        html_data_set(&facts->other_site, value, arena);
    else if (text_is(name, "headline"))
        html_data_set(&facts->open_title, value, arena);
}

static bool is_change(struct text text)
{
    return text_find(text, TEXT("odified")) < text.length || text_find(text, TEXT("pdated")) < text.length ||
           text_find(text, TEXT("changed")) < text.length;
}

/* A time that tells of a change is none of publication. */
static void take_time(const struct html_node *node, struct arena *arena, struct html_facts *facts)
{
    struct text when = html_attribute(node, "datetime"), text = html_text(node, arena);
    struct text day = html_day(when.length ? when : text, arena);
    if (!day.length)
        day = html_day(text, arena);
    bool changed = is_change(html_attribute(node, "class")) || is_change(html_attribute(node, "itemprop")) || is_change(text);
    html_data_set(changed ? &facts->changed : &facts->time, day, arena);
}

/* The heading that the page's title repeats; else the first one that is long enough to be one. */
static void take_heading(const struct html_node *node, struct arena *arena, struct html_facts *facts)
{
    struct text text = html_text(node, arena);
    bool is_repeated = text.length >= LEAST_TITLE && text_find(facts->title, text) < facts->title.length;
    if (text.length &&
        (facts->heading.length < LEAST_TITLE || (is_repeated && text_find(facts->title, facts->heading) == facts->title.length)))
        facts->heading = text;
}

static void take_link(const struct html_node *node, struct arena *arena, struct html_facts *facts)
{
    struct text relation = html_attribute(node, "rel"), address = html_attribute(node, "href");
    if (text_equals_nocase(relation, TEXT("canonical")))
        html_data_set(&facts->url, address, arena);
    else if (text_equals_nocase(relation, TEXT("author")) && node->tag == HTML_A && html_text(node, arena).length < LONGEST_NAME)
        html_data_set(&facts->author, html_text(node, arena), arena);
}

static void take_node(const struct html_node *node, struct arena *arena, struct html_facts *facts)
{
    switch (node->tag) {
    case HTML_META: take_meta(node, arena, facts); break;
    case HTML_SCRIPT:
        if (text_equals_nocase(html_attribute(node, "type"), TEXT("application/ld+json")))
            html_data_take(html_raw_text(node, arena), arena, facts);
        break;
    case HTML_LINK:
    case HTML_A: take_link(node, arena, facts); break;
    case HTML_BASE: html_data_set(&facts->base, html_attribute(node, "href"), arena); break;
    case HTML_TITLE: html_data_set(&facts->title, html_text(node, arena), arena); break;
    case HTML_H1: take_heading(node, arena, facts); break;
    case HTML_TIME: take_time(node, arena, facts); break;
    case HTML_HTML: html_data_set(&facts->language, html_attribute(node, "lang"), arena); break;
    default: break;
    }
    if (node->attributes && node->tag != HTML_META)
        take_property(node, arena, facts);
}

void html_facts_gather(const struct html_tree *tree, struct arena *arena, struct html_facts *facts)
{
    for (const struct html_node *node = tree->root; node; node = html_next(tree->root, node))
        if (node->attributes || node->tag > HTML_UNKNOWN)
            take_node(node, arena, facts);
}

/* -- the choice -- */

static struct text first_of(const struct text *texts, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (texts[i].length)
            return texts[i];
    return TEXT("");
}
#define FIRST_OF(...)                                                                                                              \
    first_of((const struct text[]){ __VA_ARGS__ }, sizeof((const struct text[]){ __VA_ARGS__ }) / sizeof(struct text))

/* The server's name of a URL, without "www.". */
static struct text host_of(struct text url)
{
    size_t at = text_find(url, TEXT("://"));
    struct text rest = at < url.length ? text_slice(url, at + 3, url.length) : TEXT("");
    struct text host = text_cut(&rest, '/');
    return text_starts(host, TEXT("www.")) ? text_slice(host, 4, host.length) : host;
}

static struct text origin_of(struct text url)
{
    size_t at = text_find(url, TEXT("://"));
    if (at == url.length)
        return TEXT("");
    size_t end = text_find(text_slice(url, at + 3, url.length), TEXT("/"));
    return text_slice(url, 0, at + 3 + end);
}

static bool is_absolute(struct text url)
{
    return text_starts(url, TEXT("http://")) || text_starts(url, TEXT("https://"));
}

/* An address made whole by what is known of the page's own; empty for what is none of the web. */
static struct text absolute(struct text url, struct text origin, struct arena *arena)
{
    if (is_absolute(url))
        return url;
    if (text_starts(url, TEXT("//")))
        return arena_print(arena, "https:%.*s", (int)url.length, url.at);
    if (text_starts(url, TEXT("/")) && origin.length)
        return arena_print(arena, "%.*s%.*s", (int)origin.length, origin.at, (int)url.length, url.at);
    return TEXT("");
}

/* A canonical address that is the whole site's says nothing of the article. */
static bool is_home(struct text url)
{
    return url.length <= origin_of(url).length + 1;
}

static struct text choose_url(const struct html_facts *facts, struct text url, struct arena *arena)
{
    struct text origin = FIRST_OF(origin_of(url), origin_of(facts->open_url), origin_of(facts->base), origin_of(facts->url));
    const struct text told[] = { absolute(facts->url, origin, arena), absolute(facts->open_url, origin, arena), url };
    for (size_t i = 0; i < sizeof told / sizeof told[0]; i++)
        if (told[i].length && !is_home(told[i]))
            return told[i];
    return first_of(told, sizeof told / sizeof told[0]);
}

/* Where the last (or, `from_left`, the first) mark between a title and a site's name stands, and how long it is. */
static size_t site_mark(struct text title, bool from_left, size_t *mark_length)
{
    static const char *const marks[] = { " | ", " - ", " — ", " – ", " :: ", " » ", " · ", " • ", " / ", "| " };
    size_t found = title.length;
    for (size_t at = 0; at < title.length; at++)
        for (size_t i = 0; i < sizeof marks / sizeof marks[0]; i++)
            if (text_starts(text_slice(title, at, title.length), text_of(marks[i])) && (!from_left || found == title.length)) {
                found = at;
                *mark_length = strlen(marks[i]);
                at += *mark_length - 1;
                break;
            }
    return found;
}

/* Small letters and digits of a name, without "the": for comparing. */
static struct text bare_name(struct text name, struct arena *arena)
{
    char *to = arena_take(arena, name.length + 1);
    size_t length = 0;
    for (size_t i = 0; i < name.length; i++) {
        char c = name.at[i];
        if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (unsigned char)c >= 0x80)
            to[length++] = c;
        else if (c >= 'A' && c <= 'Z')
            to[length++] = (char)(c + 32);
    }
    struct text bare = { to, length };
    return text_starts(bare, TEXT("the")) ? text_slice(bare, 3, length) : bare;
}

static bool is_name_of(struct text part, struct text publisher, struct text host, struct arena *arena)
{
    struct text a = bare_name(part, arena), b = bare_name(publisher, arena), c = bare_name(host, arena);
    if (!a.length)
        return true;
    /* "Courier News" is a name of the Courier; "The Courier's view of the talks" is a title. */
    bool of_publisher = b.length && ((text_starts(a, b) && a.length <= b.length + 10) || (a.length >= 3 && text_starts(b, a)));
    return of_publisher || (a.length >= 3 && text_starts(c, a)) || (c.length > 4 && text_starts(a, c) && a.length <= c.length + 10);
}

/* Cuts the site's name off a title, at either end; where `is_whole` (a <title>) any short last part is taken for one. */
static struct text cut_site(struct text title, struct text publisher, struct text host, bool is_whole, struct arena *arena)
{
    for (int round = 0; round < 3; round++) {
        size_t length = 0, at = site_mark(title, false, &length);
        struct text last = text_slice(title, at + length, title.length);
        if (at >= title.length || at < LEAST_TITLE)
            break;
        bool is_guess = is_whole && !round && last.length * 2 < at;
        if (!is_guess && !is_name_of(last, publisher, host, arena))
            break;
        title = text_trim(text_slice(title, 0, at));
    }
    size_t length = 0, at = site_mark(title, true, &length);
    if (at < title.length && title.length - at >= LEAST_TITLE && is_name_of(text_slice(title, 0, at), publisher, host, arena))
        title = text_trim(text_slice(title, at + length, title.length));
    return title;
}

static struct text choose_title(const struct html_facts *facts, struct text publisher, struct text host, struct arena *arena)
{
    struct text said = FIRST_OF(facts->linked_title, facts->open_title);
    struct text title = cut_site(FIRST_OF(said, facts->title), publisher, host, !said.length, arena);
    struct text heading = cut_site(facts->heading, publisher, host, false, arena);
    bool is_logo = is_name_of(heading, publisher, host, arena) || heading.length < LEAST_TITLE;
    struct text start = bare_name(title, arena);
    bool is_cut = text_ends(title, TEXT("…")) || text_ends(title, TEXT("..."));
    if (start.length && text_starts(bare_name(heading, arena), start) && (is_cut || heading.length > title.length))
        return heading;
    if (!title.length || (!said.length && !is_logo))
        return is_logo && title.length ? title : heading;
    return title;
}

/* "© 2026 The Harbour Courier. All rights reserved." names a publisher. */
static struct text publisher_of_rights(struct text line)
{
    static const char *const ends[] = { ". ", ", ", " All ", " all ", " | ", " - ", "\n" };
    struct text rest = line;
    size_t sign = text_find(line, TEXT("©"));
    if (sign < line.length)
        rest = text_slice(line, sign + 2, line.length);
    else if ((sign = text_find(line, TEXT("opyright"))) < line.length)
        rest = text_slice(line, sign + 8, line.length);
    else
        return TEXT("");
    while (rest.length && (strchr(" 0123456789-,.()c", rest.at[0]) || text_starts(rest, TEXT("©")) || text_starts(rest, TEXT("–"))))
        rest = text_slice(rest, text_starts(rest, TEXT("–")) ? 3 : text_starts(rest, TEXT("©")) ? 2 : 1, rest.length);
    if (text_starts(rest, TEXT("by ")))
        rest = text_slice(rest, 3, rest.length);
    for (size_t i = 0; i < sizeof ends / sizeof ends[0]; i++)
        rest = text_slice(rest, 0, text_find(rest, text_of(ends[i])));
    rest = text_trim(rest);
    while (rest.length && strchr(" .,-0123456789", rest.at[rest.length - 1]))
        rest.length--;
    return rest.length < LONGEST_NAME ? rest : TEXT("");
}

static struct text rights_of_page(const struct html_facts *facts, const struct html_blocks *blocks)
{
    struct text name = publisher_of_rights(facts->rights);
    for (size_t i = blocks->count; i-- && !name.length;)
        if (html_has(&blocks->items[i], FEATURE_COPYRIGHT))
            name = publisher_of_rights(blocks->items[i].text);
    return name;
}

/* The part of a <title> that stands for the site, where the title itself is the heading. */
static struct text site_of_title(const struct html_facts *facts)
{
    size_t length = 0, at = site_mark(facts->title, false, &length);
    struct text last = text_slice(facts->title, at + length, facts->title.length);
    bool is_apart = facts->heading.length && text_find(facts->heading, last) == facts->heading.length;
    return at < facts->title.length && last.length < LONGEST_NAME && (is_apart || last.length < at) ? last : TEXT("");
}

static struct text choose_publisher(const struct html_facts *facts, const struct html_blocks *blocks, struct text url)
{
    struct text name = FIRST_OF(facts->linked_publisher, facts->site_name, facts->other_site, site_of_title(facts),
                                rights_of_page(facts, blocks));
    if (text_starts(name, TEXT("@")))
        name = text_slice(name, 1, name.length);
    name = text_slice(name, 0, text_find(name, TEXT(" | ")));
    return name.length && !is_absolute(name) ? name : host_of(url);
}

/* The first kept block; the count where there is none. */
static size_t text_begin(const struct html_blocks *blocks)
{
    size_t i = 0;
    while (i < blocks->count && !blocks->items[i].is_kept)
        i++;
    return i;
}

static struct text day_before(const struct html_blocks *blocks, struct arena *arena)
{
    size_t begin = text_begin(blocks);
    for (size_t i = begin; i-- && i + LINES_BEFORE > begin;) {
        struct text text = blocks->items[i].text;
        struct text day = text.length < LONGEST_DATED && !is_change(text) ? html_day(text, arena) : TEXT("");
        if (day.length)
            return day;
    }
    return TEXT("");
}

/* "OSLO, 5 March 2026 –" at the beginning, or a short line below the text. */
static struct text day_within(const struct html_blocks *blocks, struct arena *arena)
{
    size_t begin = text_begin(blocks);
    struct text day = begin < blocks->count ? html_day(text_slice(blocks->items[begin].text, 0, LONGEST_DATED), arena) : TEXT("");
    for (size_t i = begin; i < blocks->count && !day.length; i++)
        if (blocks->items[i].text.length < LONGEST_DATED && html_has(&blocks->items[i], FEATURE_DATED) &&
            !is_change(blocks->items[i].text))
            day = html_day(blocks->items[i].text, arena);
    return day;
}

static struct text choose_day(const struct html_facts *facts, const struct html_blocks *blocks, struct text url,
                              struct arena *arena)
{
    const struct text told[] = { facts->linked_date, facts->meta_date, facts->item_date, facts->time, url };
    struct text day = TEXT("");
    for (size_t i = 0; i < sizeof told / sizeof told[0] && !day.length; i++)
        day = html_day(told[i], arena);
    return FIRST_OF(day, day_before(blocks, arena), day_within(blocks, arena), html_day(facts->changed, arena));
}

/* What stands behind an author's name: a day, an account, a post. */
static struct text cut_name(struct text name)
{
    static const char *const ends[] = { " | ", " @", " on ", "\n", " • ", " · " };
    for (size_t i = 0; i < sizeof ends / sizeof ends[0]; i++)
        name = text_slice(name, 0, text_find(name, text_of(ends[i])));
    return text_trim(name);
}

static struct text without_by(struct text name)
{
    name = cut_name(name);
    if (name.length > 3 && text_equals_nocase(text_slice(name, 0, 3), TEXT("by ")))
        name = text_trim(text_slice(name, 3, name.length));
    return is_absolute(name) ? TEXT("") : name;
}

/* "Petra Moll yesterday": a name ends where a word in small letters follows that is no part of names. */
static struct text end_of_name(struct text line)
{
    static const char *const parts[] = { "and", "de",  "der", "den", "van", "von", "la", "le", "da",
                                         "di",  "del", "al",  "bin", "dos", "du",  "e",  "y",  "ten" };
    for (struct text rest = line; rest.length;) {
        struct text word = text_cut(&rest, ' ');
        bool is_part = !word.length || word.at[0] < 'a' || word.at[0] > 'z';
        for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++)
            is_part |= text_is(word, parts[i]);
        if (!is_part)
            return text_trim(text_slice(line, 0, (size_t)(word.at - line.at)));
    }
    return line;
}

static struct text byline(const struct html_blocks *blocks)
{
    size_t begin = text_begin(blocks);
    for (size_t i = begin; i-- && i + LINES_BEFORE > begin;) {
        struct text text = blocks->items[i].text, name = text_cut(&text, '\n');
        bool is_by = text_starts(name, TEXT("By ")) || text_starts(name, TEXT("BY "));
        if (is_by && name.length < LONGEST_NAME)
            return end_of_name(text_trim(text_slice(name, 3, text_find(name, TEXT("|")))));
    }
    return TEXT("");
}

/* "en" of "en-GB", "en_US". */
static struct text language_of(struct text told, struct arena *arena)
{
    size_t length = 0;
    while (length < told.length && ((told.at[length] | 32) >= 'a' && (told.at[length] | 32) <= 'z'))
        length++;
    return length == 2 || length == 3 ? utf8_lower(text_slice(told, 0, length), arena) : TEXT("");
}

void html_facts_choose(const struct html_facts *facts, const struct html_blocks *blocks, struct text url, struct arena *arena,
                       struct source_article *article)
{
    struct article *to = &article->article;
    to->url = choose_url(facts, url, arena);
    to->publisher = choose_publisher(facts, blocks, to->url);
    to->title = choose_title(facts, to->publisher, host_of(to->url), arena);
    to->published = choose_day(facts, blocks, to->url, arena);
    article->author = FIRST_OF(without_by(facts->linked_author), without_by(facts->author), without_by(byline(blocks)));
    article->language = language_of(FIRST_OF(facts->language, facts->linked_language), arena);
}
