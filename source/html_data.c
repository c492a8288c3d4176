/* Schema.org's data in JSON-LD: the one that describes the page's article gives its facts. */
#include <jansson.h>

#include "source/html_data.h"

enum { DEEPEST = 8, MOST_AUTHORS = 12, LONGEST_FACT = 4096 /* bytes */ };

void html_data_set(struct text *fact, struct text value, struct arena *arena)
{
    if (fact->length || !value.length)
        return;
    value = text_slice(value, 0, LONGEST_FACT);
    bool has_markup = text_find(value, TEXT("&")) < value.length || text_find(value, TEXT("<")) < value.length;
    *fact = utf8_repair(html_squeeze(has_markup ? html_paragraphs(utf8_repair(value, arena), arena) : value, arena), arena);
}

static struct text text_of_json(const json_t *value)
{
    return json_is_string(value) ? (struct text){ json_string_value(value), json_string_length(value) } : TEXT("");
}

/* Values of several come as a list, or as an object that has a name. */
static struct text name_of(const json_t *value)
{
    if (json_is_array(value))
        value = json_array_get(value, 0);
    if (!json_is_object(value))
        return text_of_json(value);
    struct text name = text_of_json(json_object_get(value, "name"));
    return name.length ? name : text_of_json(json_object_get(value, "legalName"));
}

static struct text address_of(const json_t *value)
{
    return json_is_object(value) ? text_of_json(json_object_get(value, "@id")) : text_of_json(value);
}

static bool has_type(const json_t *object, const char *word)
{
    const json_t *type = json_object_get(object, "@type");
    if (json_is_array(type))
        type = json_array_get(type, 0);
    struct text name = text_of_json(type);
    return text_find(name, text_of(word)) < name.length;
}

static bool is_article(const json_t *object)
{
    if (has_type(object, "WebPage") || has_type(object, "ItemList") || has_type(object, "Video") || has_type(object, "Image"))
        return false;
    return has_type(object, "Article") || has_type(object, "Posting") || has_type(object, "Report") || has_type(object, "Review") ||
           json_object_get(object, "headline");
}

/* The object of a graph that is named by its "@id". */
static const json_t *resolve(const json_t *value, const json_t *root)
{
    struct text id = json_is_object(value) ? text_of_json(json_object_get(value, "@id")) : TEXT("");
    const json_t *graph = json_is_object(root) ? json_object_get(root, "@graph") : root;
    size_t i;
    json_t *item;
    if (!id.length || json_object_get(value, "name"))
        return value;
    json_array_foreach(graph, i, item)
        if (text_equals(text_of_json(json_object_get(item, "@id")), id))
            return item;
    return value;
}

static void set_authors(const json_t *value, const json_t *root, struct arena *arena, struct html_facts *facts)
{
    struct buffer names;
    if (facts->linked_author.length)
        return;
    buffer_init(&names, 4096);
    size_t count = json_is_array(value) ? json_array_size(value) : 1;
    for (size_t i = 0; i < count && i < MOST_AUTHORS; i++) {
        struct text name = name_of(resolve(json_is_array(value) ? json_array_get(value, i) : value, root));
        if (!name.length || text_starts(name, TEXT("http")))
            continue;
        buffer_add_string(&names, names.length ? ", " : "");
        buffer_add(&names, name);
    }
    html_data_set(&facts->linked_author, buffer_text(&names), arena);
    buffer_release(&names);
}

/* The text keeps its paragraphs: those of its markup, or its line breaks. */
static void set_body(struct text body, struct arena *arena, struct html_facts *facts)
{
    bool has_markup = text_find(body, TEXT("</")) < body.length || text_find(body, TEXT("&")) < body.length;
    if (!facts->body.length)
        facts->body = text_trim(has_markup ? html_paragraphs(body, arena) : arena_copy(arena, body));
}

static void take_article(const json_t *object, const json_t *root, struct arena *arena, struct html_facts *facts)
{
    struct text headline = text_of_json(json_object_get(object, "headline"));
    html_data_set(&facts->linked_title, headline.length ? headline : text_of_json(json_object_get(object, "name")), arena);
    html_data_set(&facts->linked_date, text_of_json(json_object_get(object, "datePublished")), arena);
    html_data_set(&facts->linked_date, text_of_json(json_object_get(object, "dateCreated")), arena);
    html_data_set(&facts->changed, text_of_json(json_object_get(object, "dateModified")), arena);
    html_data_set(&facts->linked_publisher, name_of(resolve(json_object_get(object, "publisher"), root)), arena);
    html_data_set(&facts->linked_publisher, name_of(resolve(json_object_get(object, "sourceOrganization"), root)), arena);
    html_data_set(&facts->linked_language, text_of_json(json_object_get(object, "inLanguage")), arena);
    html_data_set(&facts->open_url, address_of(json_object_get(object, "mainEntityOfPage")), arena);
    set_body(text_of_json(json_object_get(object, "articleBody")), arena, facts);
    set_authors(json_object_get(object, "author"), root, arena, facts);
}

static void take_value(const json_t *value, const json_t *root, int depth, struct arena *arena, struct html_facts *facts)
{
    size_t i;
    json_t *item;
    if (depth > DEEPEST)
        return;
    json_array_foreach(value, i, item)
        take_value(item, root, depth + 1, arena, facts);
    if (!json_is_object(value))
        return;
    if (is_article(value) && !facts->linked_title.length)
        take_article(value, root, arena, facts);
    take_value(json_object_get(value, "@graph"), root, depth + 1, arena, facts);
    take_value(json_object_get(value, "mainEntity"), root, depth + 1, arena, facts);
    if (has_type(value, "WebPage"))
        html_data_set(&facts->changed, text_of_json(json_object_get(value, "datePublished")), arena);
    if (has_type(value, "WebSite") || has_type(value, "NewsMediaOrganization"))
        html_data_set(&facts->site_name, name_of(value), arena);
}

/* What is often wrong in such scripts: line breaks in strings, a comma before a closing bracket, comments around the whole. */
static struct text mend(struct text script, struct arena *arena)
{
    size_t from = 0, comma = 0;
    bool in_string = false;
    while (from < script.length && script.at[from] != '{' && script.at[from] != '[')
        from++;
    struct text copy = arena_copy(arena, text_slice(script, from, script.length));
    char *at = (char *)copy.at;
    if (text_starts(copy, TEXT("[CDATA[")))
        return mend(text_slice(copy, 7, copy.length), arena);
    for (size_t i = 0; i < copy.length; i++) {
        if ((unsigned char)at[i] < ' ')
            at[i] = ' '; /* breaks that are meant are written as \\n */
        if (in_string && at[i] == '\\')
            i++;
        else if (at[i] == '"')
            in_string = !in_string;
        else if (!in_string && (at[i] == '}' || at[i] == ']') && comma)
            at[comma] = ' ';
        if (i < copy.length && at[i] != ' ')
            comma = !in_string && at[i] == ',' ? i : 0;
    }
    return copy;
}

void html_data_take(struct text script, struct arena *arena, struct html_facts *facts)
{
    struct text json = mend(script, arena);
    json_t *root = json_loadb(json.at, json.length, JSON_DISABLE_EOF_CHECK | JSON_ALLOW_NUL, NULL);
    take_value(root, root, 0, arena, facts);
    json_decref(root);
}
