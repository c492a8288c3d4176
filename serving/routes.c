/* The one table of routes: which one a request means, and the description of all as OpenAPI 3.1. */
#include "serving/inner.h"

const struct route routes[ROUTE_COUNT] = {
#define ROUTE(name, method, path, role, command, parameters, summary) { method, path, ROLE_##role, command, parameters, summary },
#include "serving/routes.def"
#undef ROUTE
};

static bool has_path(const struct route *route, struct text path, struct text *id)
{
    struct text wanted = text_of(route->path), fixed = wanted;
    *id = TEXT("");
    if (!text_ends(wanted, TEXT("{id}")))
        return text_equals(wanted, path);
    fixed.length -= 4;
    *id = text_slice(path, fixed.length, path.length);
    return text_starts(path, fixed) && id->length && !memchr(id->at, '/', id->length);
}

const struct route *routes_find(const char *method, struct text path, struct text *id, bool *is_path)
{
    *is_path = false;
    for (int i = 0; i < ROUTE_COUNT; i++) {
        if (!has_path(&routes[i], path, id))
            continue;
        *is_path = true;
        if (!strcmp(routes[i].method, method) || (!strcmp(method, "HEAD") && !strcmp(routes[i].method, "GET")))
            return &routes[i];
    }
    return NULL;
}

bool routes_takes(const struct route *route, struct text parameter)
{
    struct text rest = text_of(route->parameters);
    while (rest.length)
        if (text_equals(text_cut(&rest, ' '), parameter) && parameter.length)
            return true;
    return false;
}

bool routes_sums_up(const struct route *route)
{
    return route == &routes[ROUTE_BOARD] || route == &routes[ROUTE_GROWTH] || route == &routes[ROUTE_COUNTS] ||
           route == &routes[ROUTE_PROGRESS];
}

bool routes_holds(const struct route *route)
{
    return !text_ends(text_of(route->path), TEXT("{id}")) && route != &routes[ROUTE_ARTICLE];
}

bool routes_writes(const struct route *route)
{
    return !strcmp(route->method, "POST") && route->role >= ROLE_REVIEW && route != &routes[ROUTE_LEASE];
}

static void add_parameter(struct buffer *out, struct text name, const char *where, bool is_first)
{
    bool is_number = text_is(name, "limit") || text_is(name, "skip") || text_is(name, "actors") || text_is(name, "most");
    buffer_print(out, "%s{\"name\": ", is_first ? "" : ", ");
    buffer_add_json(out, name);
    buffer_print(out, ", \"in\": \"%s\", \"required\": %s, \"schema\": {\"type\": \"%s\"}}", where,
                 strcmp(where, "path") ? "false" : "true", is_number ? "integer" : "string");
}

/* What a review and a lease say; whatever else is sent is a report in any form that is read. */
#define STRINGS(name) "\"" name "\": {\"type\": \"string\"}"
static const char review_schema[] =
    "{\"type\": \"object\", \"required\": [\"kind\"], \"properties\": {"
    "\"kind\": {\"enum\": [\"confirm\", \"correct\", \"reject\", \"comment\", "
    "\"merge\", \"split\", \"retract\"]}, " STRINGS("statement") ", "
    "\"fields\": {\"type\": \"object\", \"additionalProperties\": {\"type\": \"string\"}}, "
    STRINGS("note") ", " STRINGS("by") ", " STRINGS("commitment") ", " STRINGS("target") ", "
    "\"statements\": {\"type\": \"array\", \"items\": {\"type\": \"string\"}}, \"seen\": {\"type\": \"integer\"}, "
    "\"retracts\": {\"type\": [\"array\", \"integer\"], \"items\": {\"type\": \"integer\"}}}}";
static const char lease_schema[] =
    "{\"type\": \"object\", \"properties\": {\"statement\": {\"type\": [\"string\", \"null\"]}, " STRINGS("by") "}}";
#undef STRINGS

static void add_body(struct buffer *out, const struct route *route)
{
    const char *schema = route == &routes[ROUTE_ADD_REVIEW] ? review_schema : route == &routes[ROUTE_LEASE] ? lease_schema : NULL;
    buffer_add_string(out, ", \"requestBody\": {\"required\": true, \"content\": {");
    if (schema)
        buffer_print(out, "\"application/json\": {\"schema\": %s}}}", schema);
    else
        buffer_add_string(out, "\"application/octet-stream\": {}}}");
}

static void add_operation(struct buffer *out, const struct route *route)
{
    struct text rest = text_of(route->parameters);
    bool is_first = true, is_post = !strcmp(route->method, "POST");
    buffer_print(out, "{\"summary\": ");
    buffer_add_json(out, text_of(route->summary));
    buffer_add_string(out, ", \"parameters\": [");
    if (text_ends(text_of(route->path), TEXT("{id}"))) {
        add_parameter(out, TEXT("id"), "path", true);
        is_first = false;
    }
    while (rest.length) {
        struct text name = text_cut(&rest, ' ');
        if (!name.length)
            continue;
        add_parameter(out, name, "query", is_first);
        is_first = false;
    }
    buffer_add_char(out, ']');
    if (is_post)
        add_body(out, route);
    buffer_print(out, ", \"responses\": {\"200\": {\"description\": \"the answer\", \"content\": {\"%s\": {}",
                 route == &routes[ROUTE_PARSE] ? "text/plain" : "application/json");
    if (routes_takes(route, TEXT("format")))
        buffer_add_string(out, ", \"text/csv\": {}");
    buffer_add_string(out, "}}, \"default\": {\"description\": \"what went wrong\", \"content\": {\"application/problem+json\": "
                           "{\"schema\": {\"$ref\": \"#/components/schemas/Problem\"}}}}}}");
}

void routes_describe(const char *version, struct buffer *out)
{
    buffer_print(out, "{\"openapi\": \"3.1.0\", \"info\": {\"title\": \"Troth\", \"version\": \"%s\", \"description\": "
                      "\"The answer to a write sets a cookie; who brings it sees what he wrote in every answer. "
                      "Others may see lists and sums as they were half a second ago.\"}, \"paths\": {", version);
    for (int i = 0; i < ROUTE_COUNT; i++) { /* the methods of a path stand behind each other */
        if (i && !strcmp(routes[i].path, routes[i - 1].path))
            buffer_add_string(out, ", ");
        else
            buffer_print(out, "%s\"%s\": {", i ? "}, " : "", routes[i].path);
        buffer_print(out, "\"%s\": ", strcmp(routes[i].method, "GET") ? "post" : "get");
        add_operation(out, &routes[i]);
    }
    buffer_add_string(out, "}}, \"components\": {\"schemas\": {\"Problem\": {\"type\": \"object\", "
                           "\"required\": [\"title\", \"status\"], "
                           "\"properties\": {\"title\": {\"type\": \"string\"}, \"status\": {\"type\": \"integer\"}, "
                           "\"detail\": {\"type\": \"string\"}}}}, \"securitySchemes\": {\"token\": {\"type\": \"http\", "
                           "\"scheme\": \"bearer\"}}}}\n");
}
