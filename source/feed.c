/* Feeds: RSS of every version, RSS 1.0 (RDF) and Atom become lists of entries. */
#include <string.h>

#include <libxml/uri.h>

#include "source/html.h"
#include "source/inner.h"
#include "source/xml.h"

enum { MOST_ENTRIES = 100000, LONGEST_START = 16 << 10 };

/* What a walk through a feed needs. */
struct reading {
    struct source_feed *feed;
    struct arena *arena;
    struct text base;      /* of relative addresses */
    int broken;            /* entries that are no well-formed XML */
};

/* One line of plain text from a field that may hold markup. */
static struct text plain(struct text value, struct arena *arena)
{
    bool has_markup = text_find(value, TEXT("<")) < value.length || text_find(value, TEXT("&")) < value.length;
    struct text text = has_markup ? html_paragraphs(value, arena) : value;
    return html_squeeze(text, arena);
}

static struct text absolute(struct text address, struct text base, struct arena *arena)
{
    address = text_trim(address);
    if (!address.length || !base.length || memchr(address.at, 0, address.length))
        return address;
    xmlChar *whole = xmlBuildURI(BAD_CAST arena_copy(arena, address).at, BAD_CAST arena_copy(arena, base).at);
    struct text made = whole ? arena_copy(arena, text_of((const char *)whole)) : address;
    xmlFree(whole);
    return made;
}

static void set_once(struct text *field, struct text value)
{
    if (!field->length)
        *field = value;
}

/* Atom's person has a name in it; RSS writes "desk@example.org (Ana Ruiz)". */
static struct text author_of(xmlNode *node, struct arena *arena)
{
    for (xmlNode *child = xml_element(node->children); child; child = xml_element(child->next))
        if (text_is(xml_name(child), "name"))
            return plain(xml_text(child, arena), arena);
    struct text whole = plain(xml_text(node, arena), arena);
    size_t open = text_find(whole, TEXT("("));
    bool has_address = text_find(text_slice(whole, 0, open), TEXT("@")) < open;
    if (has_address && open < whole.length && whole.at[whole.length - 1] == ')')
        return text_trim(text_slice(whole, open + 1, whole.length - 1));
    return whole;
}

/* Atom's text is plain, escaped HTML or XHTML, as its type tells; that of RSS is escaped HTML. */
static struct text markup_of(xmlNode *node, struct arena *arena)
{
    return xml_element(node->children) ? xml_inside(node, arena) : xml_text(node, arena);
}

/* Atom links say what they are for; that of RSS is its text. */
static void take_link(struct reading *reading, xmlNode *node, struct text *url)
{
    struct text href = xml_attribute(node, "href", reading->arena), rel = xml_attribute(node, "rel", reading->arena);
    if (href.length && rel.length && !text_is(rel, "alternate"))
        return;
    set_once(url, absolute(href.length ? href : xml_text(node, reading->arena), reading->base, reading->arena));
}

/* Dates of the entry's making come before those of its change. */
struct dates {
    struct text made, changed;
};

static void take_field(struct reading *reading, xmlNode *node, struct source_entry *entry, struct dates *dates)
{
    struct arena *arena = reading->arena;
    struct text name = xml_name(node), prefix = xml_prefix(node);
    if (text_is(prefix, "media") || text_is(prefix, "itunes") || text_is(prefix, "source"))
        return;
    if (text_is(name, "title"))
        set_once(&entry->title, plain(markup_of(node, arena), arena));
    else if (text_is(name, "origLink"))
        entry->url = absolute(xml_text(node, arena), reading->base, arena);
    else if (text_is(name, "link"))
        take_link(reading, node, &entry->url);
    else if (text_is(name, "guid") || text_is(name, "id"))
        set_once(&entry->guid, text_trim(xml_text(node, arena)));
    else if (text_is(name, "creator") || text_is(name, "author"))
        set_once(&entry->author, author_of(node, arena));
    else if (text_is(name, "description") || text_is(name, "summary"))
        set_once(&entry->summary, text_trim(markup_of(node, arena)));
    else if (text_is(name, "encoded") || text_is(name, "content"))
        set_once(&entry->content, text_trim(markup_of(node, arena)));
    else if (text_is(name, "pubDate") || text_is(name, "published") || text_is(name, "issued") || text_is(name, "date"))
        set_once(&dates->made, html_day(text_trim(xml_text(node, arena)), arena));
    else if (text_is(name, "updated") || text_is(name, "modified"))
        set_once(&dates->changed, html_day(text_trim(xml_text(node, arena)), arena));
    else if (text_is(name, "language"))
        set_once(&entry->language, text_trim(xml_text(node, arena)));
}

/* A guid that says it is an address stands in for a missing link. */
static void take_entry(struct reading *reading, xmlNode *node, int line)
{
    struct source_entry entry = { .line = line };
    struct dates dates = { { "", 0 }, { "", 0 } };
    entry.language = xml_attribute(node, "lang", reading->arena);
    for (xmlNode *child = xml_element(node->children); child; child = xml_element(child->next))
        take_field(reading, child, &entry, &dates);
    entry.published = dates.made.length ? dates.made : dates.changed;
    bool is_address = text_starts(entry.guid, TEXT("http://")) || text_starts(entry.guid, TEXT("https://"));
    if (!entry.url.length && is_address)
        entry.url = entry.guid;
    set_once(&entry.guid, entry.url);
    if (entry.title.length || entry.summary.length || entry.content.length || entry.url.length)
        ARENA_PUSH(reading->arena, &reading->feed->entries, entry);
}

static bool is_entry(const xmlNode *node)
{
    return text_is(xml_name(node), "item") || text_is(xml_name(node), "entry");
}

/* Where the feed's own address is not known, its site's stands in for it. */
static void take_feed_link(struct reading *reading, xmlNode *node)
{
    take_link(reading, node, &reading->feed->url);
    set_once(&reading->base, reading->feed->url);
}

/* A field of the whole feed. */
static void take_head(struct reading *reading, xmlNode *node)
{
    struct source_feed *feed = reading->feed;
    struct text name = xml_name(node), prefix = xml_prefix(node);
    if (text_is(name, "title") && !prefix.length)
        set_once(&feed->title, plain(markup_of(node, reading->arena), reading->arena));
    else if (text_is(name, "link") && !prefix.length)
        take_feed_link(reading, node);
    else if (text_is(name, "language"))
        set_once(&feed->language, text_trim(xml_text(node, reading->arena)));
}

/* Fields and entries of a feed or channel; `with_entries` is false where the entries are taken one by one. */
static void take_all(struct reading *reading, xmlNode *parent, bool with_entries)
{
    for (xmlNode *node = xml_element(parent->children); node; node = xml_element(node->next)) {
        if (is_entry(node)) {
            if (with_entries && reading->feed->entries.count < MOST_ENTRIES)
                take_entry(reading, node, (int)xmlGetLineNo(node));
        } else if (text_is(xml_name(node), "channel")) {
            take_all(reading, node, with_entries);
        } else {
            take_head(reading, node);
        }
    }
}

/* The place of "<item" or "<entry" as a whole name, text.length where there is none. */
static size_t find_tag(struct text text, size_t from, const char *tag)
{
    struct text word = text_of(tag);
    for (size_t at = from; at < text.length; at += word.length) {
        at += text_find(text_slice(text, at, text.length), word);
        size_t end = at + word.length;
        if (end < text.length && strchr(" \t\r\n>", text.at[end]))
            return at;
    }
    return text.length;
}

/* An entry alone, in a root that declares what the feed's root does. */
static void take_piece(struct reading *reading, struct text start, struct text piece, int line)
{
    bool is_whole;
    struct text name = start;
    name = text_slice(text_cut(&name, '>'), 1, start.length);
    size_t to = 0;
    while (to < name.length && !strchr(" \t\r\n/", name.at[to]))
        to++;
    struct text root = arena_print(reading->arena, "%.*s%.*s</%.*s>", (int)start.length, start.at, (int)piece.length, piece.at,
                                   (int)to, name.at);
    xmlDoc *document = xml_parse(root, &is_whole);
    xmlNode *entry = document ? xml_element(xmlDocGetRootElement(document)->children) : NULL;
    reading->broken += !is_whole;
    if (entry && is_entry(entry))
        take_entry(reading, entry, line);
    xmlFreeDoc(document);
}

static int lines_in(struct text text)
{
    int count = 0;
    for (size_t i = 0; i < text.length; i++)
        count += text.at[i] == '\n';
    return count;
}

/* A feed that is broken somewhere: each entry is taken for itself, so that one mistake costs one. */
static void take_pieces(struct reading *reading, struct text utf8, const char *tag, const char *end_tag)
{
    size_t root = find_tag(utf8, 0, "<rss"), at = 0;
    root = root < utf8.length ? root : find_tag(utf8, 0, "<feed");
    root = root < utf8.length ? root : find_tag(utf8, 0, "<rdf:RDF");
    size_t close = root + text_find(text_slice(utf8, root, utf8.length), TEXT(">"));
    if (close >= utf8.length || close - root > LONGEST_START)
        return;
    struct text start = text_slice(utf8, root, close + 1);
    int line = 1;
    while (reading->feed->entries.count < MOST_ENTRIES) {
        size_t from = find_tag(utf8, at, tag);
        if (from == utf8.length)
            return;
        size_t to = from + text_find(text_slice(utf8, from, utf8.length), text_of(end_tag));
        size_t next = find_tag(utf8, from + 1, tag);
        size_t end = to < next ? to + strlen(end_tag) : next;
        line += lines_in(text_slice(utf8, at, from));
        take_piece(reading, start, text_slice(utf8, from, end), line);
        line += lines_in(text_slice(utf8, from, end));
        at = end;
    }
}

/* Control characters are none in XML, and end a tree. */
static struct text without_controls(struct text utf8, struct arena *arena)
{
    struct text copy = arena_copy(arena, utf8);
    char *at = (char *)copy.at;
    for (size_t i = 0; i < copy.length; i++)
        if ((unsigned char)at[i] < ' ' && at[i] != '\n' && at[i] != '\t' && at[i] != '\r')
            at[i] = ' ';
    return copy;
}

static bool take_tree(struct reading *reading, struct text utf8)
{
    bool is_whole;
    xmlDoc *document = xml_parse(utf8, &is_whole);
    xmlNode *root = document ? xmlDocGetRootElement(document) : NULL;
    struct text name = root ? xml_name(root) : TEXT("");
    bool is_feed = text_is(name, "rss") || text_is(name, "feed") || text_is(name, "RDF");
    if (is_feed) {
        reading->feed->language = xml_attribute(root, "lang", reading->arena);
        set_once(&reading->base, xml_attribute(root, "base", reading->arena));
        take_all(reading, root, is_whole);
        if (!is_whole)
            take_pieces(reading, utf8, text_is(name, "feed") ? "<entry" : "<item", text_is(name, "feed") ? "</entry>" : "</item>");
    }
    xmlFreeDoc(document);
    return is_feed;
}

bool source_read_feed(const struct source_bytes *given, struct arena *arena, struct source_feed *feed, struct error *err)
{
    *feed = (struct source_feed){ 0 };
    if (given->bytes.length > SOURCE_LARGEST_FEED)
        return error_at(err, ERROR_LIMIT, given->name, 0, 0, "a feed larger than %d MB is left out", SOURCE_LARGEST_FEED >> 20);
    struct reading reading = { .feed = feed, .arena = arena, .base = given->url };
    struct text utf8 = without_controls(html_decode(given, arena, &feed->warning), arena);
    if (!take_tree(&reading, text_trim(utf8)))
        return error_at(err, ERROR_INPUT, given->name, 1, 0, "this is no feed: RSS or Atom is expected");
    if (reading.broken && !feed->warning.length)
        feed->warning = arena_print(arena, "%s: %d of the feed's entries %s broken XML; what of %s can be understood is read",
                                    given->name,
                                    reading.broken, reading.broken == 1 ? "is" : "are", reading.broken == 1 ? "it" : "them");
    return true;
}
