/* What kind of content a source has, told by its first bytes. */
#include "source/kind.h"

#include <string.h>

#include "source/stream.h"

enum {
    LOOKED_AT = 8000,     /* bytes, as Git does to tell binary files */
    LEAST_HEADERS = 2,    /* lines of a mail's head that are known by name */
    LONGEST_HEADER = 76,  /* bytes of a header's name */
};

static const struct {
    const char *start;
    size_t length;
    const char *why;
} wrong_starts[] = {
#define START(start, why) { start, sizeof(start) - 1, why },
    START("\x1f\x8b", "this is compressed twice; unpack it once: zcat FILE.gz | troth read -")
    START("\x28\xb5\x2f\xfd", "this is compressed twice; unpack it once: zstdcat FILE.zst | troth read -")
    START("BZh", "this is compressed with bzip2; unpack it first: bzcat FILE.bz2 | troth read -")
    START("\xfd" "7zXZ", "this is compressed with xz; unpack it first: xzcat FILE.xz | troth read -")
    START("PK\x03\x04", "this is a ZIP archive or an office document; unpack it or save it as plain text first")
    START("\xd0\xcf\x11\xe0", "this is an office document; save it as plain text first")
    START("{\\rtf", "this is rich text (RTF); save it as plain text first")
#undef START
};

/* Elements with which a page begins that has no doctype. */
static const char *const page_starts[] = { "<!doctype html", "<html", "<head", "<body", "<title", "<meta", "<article", "<main",
                                           "<div", "<p>", "<h1", "<table", "<script", "<link", "<p ", "<section", "<base",
                                           "<style" };

static const char *const headers[] = { "from", "to", "cc", "subject", "date", "message-id", "mime-version", "received",
                                       "return-path", "delivered-to", "reply-to", "content-type", "dkim-signature", "sender",
                                       "list-id",
                                       "list-unsubscribe", "x-mailer", "precedence" };

const char *kind_name(enum kind kind)
{
    static const char *const names[KIND_COUNT] = {
        [KIND_TEXT] = "plain text", [KIND_MARKDOWN] = "Markdown", [KIND_LINES] = "JSON Lines", [KIND_OBJECTS] = "JSON",
        [KIND_PAGE] = "a web page", [KIND_FEED] = "a feed", [KIND_ARCHIVE] = "a web archive", [KIND_MAIL] = "an e-mail",
        [KIND_MAILBOX] = "a mailbox",
        [KIND_PDF] = "a PDF", [KIND_FOLDER] = "a folder", [KIND_UTF16] = "UTF-16", [KIND_WRONG] = "no text",
    };
    return names[kind];
}

static bool starts_nocase(struct text text, struct text prefix)
{
    return text.length >= prefix.length && text_equals_nocase(text_slice(text, 0, prefix.length), prefix);
}

static struct text skip_to(struct text text, const char *mark)
{
    size_t at = text_find(text, text_of(mark));
    return text_slice(text, at + strlen(mark), text.length);
}

/* Behind an XML declaration, comments and a document type: where the root element begins. */
static struct text at_root(struct text rest)
{
    for (;;) {
        rest = text_trim(rest);
        if (text_starts(rest, TEXT("<?")))
            rest = skip_to(rest, "?>");
        else if (text_starts(rest, TEXT("<!--")))
            rest = skip_to(rest, "-->");
        else
            return rest;
    }
}

/* A document type with an internal part goes to "]>", another one to ">". */
static struct text behind_doctype(struct text rest)
{
    if (!starts_nocase(rest, TEXT("<!doctype")))
        return rest;
    size_t end = text_find(rest, TEXT(">")), bracket = text_find(rest, TEXT("["));
    return at_root(bracket < end ? skip_to(rest, "]>") : skip_to(rest, ">"));
}

static struct text element_at(struct text root)
{
    size_t to = 1;
    while (to < root.length && !strchr(" \t\r\n/>", root.at[to]))
        to++;
    struct text name = text_slice(root, 1, to);
    size_t colon = text_find(name, TEXT(":"));
    return colon < name.length ? text_slice(name, colon + 1, name.length) : name;
}

static bool is_page_start(struct text rest)
{
    for (size_t i = 0; i < sizeof page_starts / sizeof page_starts[0]; i++)
        if (starts_nocase(rest, text_of(page_starts[i])))
            return true;
    return false;
}

/* KIND_TEXT where it is no markup. */
static enum kind markup_kind(struct text start, struct text type, const char **why)
{
    struct text first = text_trim(start), rest = at_root(first);
    bool is_told = starts_nocase(type, TEXT("text/html")) || starts_nocase(type, TEXT("application/xhtml"));
    if (!first.length || first.at[0] != '<')
        return is_told && text_find(start, TEXT("</")) < start.length ? KIND_PAGE : KIND_TEXT;
    if (is_page_start(rest))
        return KIND_PAGE;
    struct text root = behind_doctype(rest);
    if (!root.length || root.at[0] != '<')
        return is_told || text_starts(first, TEXT("<!--")) ? KIND_PAGE : KIND_TEXT;
    struct text name = element_at(root);
    if (text_is(name, "rss") || text_is(name, "feed") || text_is(name, "RDF"))
        return KIND_FEED;
    if (is_told || text_equals_nocase(name, TEXT("html")) || is_page_start(root))
        return KIND_PAGE;
    if (!text_starts(first, TEXT("<?xml")))
        return KIND_TEXT;
    *why = "this is XML, but no feed and no page; save the article's text as plain text or JSON Lines first";
    return KIND_WRONG;
}

static bool is_known_header(struct text name)
{
    for (size_t i = 0; i < sizeof headers / sizeof headers[0]; i++)
        if (text_equals_nocase(name, text_of(headers[i])))
            return true;
    return false;
}

/* The name of a header's line, without its colon; empty where the line is none. */
static struct text header_name(struct text line)
{
    size_t i = 0;
    while (i < line.length && i < LONGEST_HEADER && line.at[i] > ' ' && line.at[i] < 127 && line.at[i] != ':')
        i++;
    bool is_name = i && i < line.length && line.at[i] == ':';
    return text_slice(line, 0, is_name ? i : 0);
}

/* A head of nothing but header lines, in which who wrote stands beside at least one more of the usual ones. The line of a mailbox
 * ("From ana@example.org Mon …") may come first. */
static bool is_mail(struct text start)
{
    int known = 0;
    bool has_from = false, is_first = true;
    for (struct text rest = start; rest.length; is_first = false) {
        struct text line = text_cut(&rest, '\n');
        if (line.length && line.at[line.length - 1] == '\r')
            line.length--;
        if (!line.length || !rest.length)
            break;
        if ((!is_first && (line.at[0] == ' ' || line.at[0] == '\t')) || (is_first && text_starts(line, TEXT("From "))))
            continue;
        struct text name = header_name(line);
        if (!name.length)
            return false;
        known += is_known_header(name);
        has_from |= text_equals_nocase(name, TEXT("from"));
    }
    return has_from && known >= LEAST_HEADERS;
}

static bool is_all_of(struct text line, char mark)
{
    for (size_t i = 0; i < line.length; i++)
        if (line.at[i] != mark)
            return false;
    return line.length >= 3;
}

/* A page's front matter, a heading or a link in the manner of Markdown within the first bytes. */
static bool is_markdown(struct text start)
{
    struct text rest = text_trim(start), first = text_trim(text_cut(&rest, '\n'));
    bool front = is_all_of(first, '-') && text_find(rest, TEXT("\n---")) < rest.length;
    bool heading = text_starts(first, TEXT("# ")) || text_starts(first, TEXT("## "));
    bool underlined = is_all_of(text_trim(text_cut(&rest, '\n')), '=');
    bool link = text_find(start, TEXT("](http")) < start.length || text_find(start, TEXT("](/")) < start.length;
    return front || heading || underlined || link || text_find(start, TEXT("\n## ")) < start.length;
}

static const char *wrong_content(struct text start)
{
    for (size_t i = 0; i < sizeof wrong_starts / sizeof wrong_starts[0]; i++)
        if (text_starts(start, (struct text){ wrong_starts[i].start, wrong_starts[i].length }))
            return wrong_starts[i].why;
    struct text looked_at = text_slice(start, 0, LOOKED_AT);
    if (text_find(looked_at, (struct text){ "", 1 }) < looked_at.length)
        return "this is binary, not text";
    return NULL;
}

static enum kind json_kind(struct text rest, const char **why)
{
    if (rest.length && rest.at[0] == '[' && text_starts(text_trim(text_slice(rest, 1, rest.length)), TEXT("{"))) {
        *why = "this is one JSON array; write an article a line: jq -c '.[]' FILE | troth read -";
        return KIND_WRONG;
    }
    if (!text_starts(rest, TEXT("{")))
        return KIND_TEXT;
    struct text first = text_trim(text_cut(&rest, '\n'));
    return text_is(first, "{") ? KIND_OBJECTS : KIND_LINES;
}

enum kind kind_of(struct text start, struct text type, size_t *skip, const char **why)
{
    *why = NULL;
    *skip = text_starts(start, TEXT("\xef\xbb\xbf")) ? 3 : 0;
    if (text_starts(start, TEXT("\xff\xfe")) || text_starts(start, TEXT("\xfe\xff")))
        return KIND_UTF16;
    struct text rest = text_trim(text_slice(start, *skip, start.length));
    if (text_starts(rest, TEXT("%PDF-")))
        return KIND_PDF;
    if (text_starts(rest, TEXT("WARC/")))
        return KIND_ARCHIVE;
    enum kind kind = markup_kind(rest, type, why);
    if (kind != KIND_TEXT)
        return kind;
    *why = wrong_content(start);
    if (*why)
        return KIND_WRONG;
    kind = json_kind(rest, why);
    if (kind != KIND_TEXT)
        return kind;
    if (is_mail(rest))
        return text_starts(rest, TEXT("From ")) ? KIND_MAILBOX : KIND_MAIL;
    return is_markdown(rest) ? KIND_MARKDOWN : KIND_TEXT;
}
