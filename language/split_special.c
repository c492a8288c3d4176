/* Addresses, file names, emoticons and runs of punctuation: tokens that no rule for words or numbers would leave whole. */
#include <string.h>

#include "language/split_chars.h"
#include "language/split_words.h"

/* Top-level domains that occur without a scheme in prose; two-letter ones that are also English words are left out. */
static const char *const domains[] = {
    "com", "org", "net", "edu", "gov", "mil", "info", "biz", "int", "uk", "eu", "ru", "ua", "de", "fr", "ca", "au", "nz", "jp",
    "cn", "ch", "nl", "se", "dk", "pl", "il", "ir", "br", "mx", "tv", "io", "ly", "co", NULL
};

static const char *const file_ends[] = {
    "doc", "docx", "pdf", "xls", "xlsx", "ppt", "pptx", "txt", "jpg", "jpeg", "png", "gif", "htm", "html", "zip", "exe", "mp3",
    "mp4", "csv", "xml", "url", "php", NULL
};

static const char *const emoticons[] = {
    ":-)", ":-(", ";-)", ":-D", ":-P", ":-/", ":-|", ":'(", "=)", "=(", ":)", ":(", ";)", ":D", ":P", ":p", ":/", ":|", ":3",
    "<3", "^_^", "8-)", "(...)", NULL
};

static bool is_name_char(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
}

static bool is_mail_char(char c)
{
    return is_name_char(c) || c == '.' || c == '+' || c == '%';
}

static size_t name_end(struct text text, size_t at, size_t end)
{
    while (at < end && is_name_char(text.at[at]))
        at++;
    return at;
}

/* The end of labels parted by points: "example.org"; `*last` is where the last label begins, `*labels` how many there are. */
static size_t labels_end(struct text text, size_t at, size_t end, size_t *last, int *labels)
{
    *labels = 0;
    size_t stop = at;
    while (true) {
        size_t to = name_end(text, at, end);
        if (to == at)
            return stop;
        *last = at;
        stop = to;
        ++*labels;
        if (to + 1 >= end || text.at[to] != '.')
            return stop;
        at = to + 1;
    }
}

/* An address ends before the punctuation of the sentence around it; a closing bracket stays if its opening is inside. */
static size_t trim_address(struct text text, size_t at, size_t end)
{
    while (end > at) {
        size_t length = 1;
        while (end - length > at && ((unsigned char)text.at[end - length] & 0xc0) == 0x80)
            length++;
        char c = text.at[end - length];
        bool closes = c == ')' && !memchr(text.at + at, '(', end - at);
        bool is_quote = split_apostrophe(text, end - length) || (unsigned char)c >= 0x80;
        if (!closes && !is_quote && !strchr(".,;:!?\"'>]}*", c))
            break;
        end -= length;
    }
    return end;
}

static size_t with_scheme(struct text text, size_t at, size_t end)
{
    struct text rest = text_slice(text, at, end);
    size_t letters = 0;
    while (letters < rest.length && letters < 10 && split_char_at(rest, letters, &(size_t){ 0 }) & SPLIT_LETTER)
        letters++;
    struct text after = text_slice(rest, letters, rest.length);
    bool has_scheme = letters > 1 && text_starts(after, TEXT("://"));
    if (!has_scheme && !text_starts(rest, TEXT("www.")) && !text_starts(rest, TEXT("mailto:")) &&
        !text_starts(rest, TEXT("doi:10")))
        return 0;
    size_t stop = at;
    while (stop < end && !strchr("<>\"", text.at[stop]))
        stop++;
    return trim_address(text, at, stop) - at;
}

static size_t mail(struct text text, size_t at, size_t end)
{
    size_t to = at, last;
    int labels;
    while (to < end && is_mail_char(text.at[to]))
        to++;
    if (to == at || to >= end || text.at[to] != '@')
        return 0;
    size_t stop = labels_end(text, to + 1, end, &last, &labels);
    return labels > 0 ? stop - at : 0;
}

static size_t handle(struct text text, size_t at, size_t end)
{
    if (text.at[at] != '@' && text.at[at] != '#')
        return 0;
    size_t to = at + 1;
    while (to < end && is_name_char(text.at[to]) && text.at[to] != '-')
        to++;
    size_t last = to;
    int labels;
    size_t stop = labels_end(text, at + 1, end, &last, &labels);
    if (text.at[at] == '@' && labels > 1 && split_is_one_of(text_slice(text, last, stop), domains))
        return stop - at; /* "@example.org" */
    bool begins_with_letter = to > at + 2 && split_char_at(text, at + 1, &(size_t){ 0 }) & SPLIT_LETTER;
    return begins_with_letter ? to - at : 0;
}

/* "rec.boats.repair": the first label of a newsgroup's name tells it. */
static bool is_newsgroup(struct text name, int labels)
{
    static const char *const hierarchies[] = { "alt", "comp", "humanities", "misc", "news", "rec", "sci", "soc", "talk", NULL };
    return labels > 2 && split_is_one_of(text_slice(name, 0, text_find(name, TEXT("."))), hierarchies);
}

/* "example.com", "news.example.co.uk/path", "Report-2.doc". Lower-case labels or a well-known ending must make it plausible. */
static size_t bare_domain(struct text text, size_t at, size_t end)
{
    size_t last = at;
    int labels;
    size_t stop = labels_end(text, at, end, &last, &labels);
    struct text ending = text_slice(text, last, stop);
    if (labels < 2 || !(split_is_one_of(ending, domains) || split_is_one_of(ending, file_ends)))
        return is_newsgroup(text_slice(text, at, stop), labels) ? stop - at : 0;
    bool is_short = ending.length == 2;
    if (is_short && labels < 3 && !(ending.at[0] >= 'a' && text.at[at] >= 'a'))
        return 0;
    if (stop < end && text.at[stop] == '/' && stop + 1 < end)
        stop = trim_address(text, at, end);
    return stop - at;
}

/* "w/", "w/o" and "b/c", where nothing else follows. */
static size_t slashed_word(struct text text, size_t at, size_t end)
{
    static const char *const words[] = { "w/o", "w/", "b/c", NULL };
    size_t to = at, length;
    while (to < end && (text.at[to] == '/' || split_char_at(text, to, &length) & SPLIT_ALNUM))
        to++;
    return split_is_one_of(text_slice(text, at, to), words) ? to - at : 0;
}

size_t split_address(struct text text, size_t at, size_t end)
{
    size_t (*const kinds[])(struct text, size_t, size_t) = { with_scheme, mail, handle, bare_domain, slashed_word };
    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++) {
        size_t length = kinds[i](text, at, end);
        if (length)
            return length;
    }
    return 0;
}

/* An emoticon of letters or digits (":D", ":3") must not be the beginning of a word. */
static size_t emoticon(struct text text, size_t at, size_t end)
{
    struct text rest = text_slice(text, at, end);
    for (const char *const *face = emoticons; *face; face++) {
        size_t length = strlen(*face), next;
        if (!text_starts(rest, text_of(*face)))
            continue;
        if (split_char_at(rest, length, &next) & SPLIT_ALNUM || (rest.length > length && rest.at[length] == '/'))
            continue;
        return length;
    }
    return 0;
}

static size_t run_of(struct text text, size_t at, size_t end, const char *marks)
{
    size_t to = at;
    while (to < end && text.at[to] && strchr(marks, text.at[to]))
        to++;
    return to - at;
}

/* The same character of several bytes, again and again: "——", "……". */
static size_t same_again(struct text text, size_t at, size_t end)
{
    size_t length, to;
    split_char_at(text, at, &length);
    for (to = at + length; to + length <= end && !memcmp(text.at + to, text.at + at, length); to += length)
        ;
    return to - at;
}

size_t split_mark_run(struct text text, size_t at, size_t end)
{
    size_t length = emoticon(text, at, end);
    if (length)
        return length;
    char c = text.at[at];
    if (c == '.' || c == '!' || c == '?')
        length = run_of(text, at, end, ".!?");
    else if (strchr("-=*_~+^<>|\\$", c))
        length = run_of(text, at, end, strchr("-=", c) && run_of(text, at, end, "-=") > 3 ? "-=" : (char[]){ c, '\0' });
    else if (c == '\'' || c == '`')
        length = at + 1 < end && text.at[at + 1] == c ? 2 : 0;
    else if ((unsigned char)c >= 0x80)
        length = same_again(text, at, end);
    return length > 1 && (unsigned char)c < 0x80 ? length : (unsigned char)c >= 0x80 ? length : 0;
}
