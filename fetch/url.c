/* Addresses taken apart, put in one form, and refused where they are none that is fetched. */
#include <curl/curl.h>

#include "fetch/fetch.h"

bool fetch_is_url(const char *input)
{
    struct text words = text_of(input);
    return text_equals_nocase(text_slice(words, 0, 7), TEXT("http://")) ||
           text_equals_nocase(text_slice(words, 0, 8), TEXT("https://"));
}

/* One part as a copy in the arena; empty where there is none. */
static struct text part_of(CURLU *parts, CURLUPart which, struct arena *arena)
{
    char *part;
    if (curl_url_get(parts, which, &part, CURLU_NO_DEFAULT_PORT) != CURLUE_OK)
        return TEXT("");
    struct text copy = arena_copy(arena, text_of(part));
    curl_free(part);
    return copy;
}

static struct text lower_of(struct text text, struct arena *arena)
{
    struct text copy = arena_copy(arena, text);
    char *at = (char *)copy.at;
    for (size_t i = 0; i < copy.length; i++)
        if (at[i] >= 'A' && at[i] <= 'Z')
            at[i] = (char)(at[i] + 'a' - 'A');
    return copy;
}

/* For messages: an address that is too long, or has bytes in it that steer, does not belong there whole. */
static struct text shown(struct text words, struct arena *arena)
{
    enum { MOST = 200 };
    struct text start = utf8_repair(text_slice(words, 0, MOST), arena);
    return words.length > MOST ? arena_print(arena, "%.*s...", (int)start.length, start.at) : start;
}

static bool refuse(struct text words, const char *why, struct arena *arena, struct error *err)
{
    struct text start = shown(words, arena);
    return error_set(err, ERROR_INPUT, "%.*s: %s", (int)start.length, start.at, why);
}

/* The host in lower case, and neither fragment nor name and password. */
static const char *settle(CURLU *parts, struct arena *arena)
{
    struct text scheme = part_of(parts, CURLUPART_SCHEME, arena);
    struct text host = lower_of(part_of(parts, CURLUPART_HOST, arena), arena);
    if (!text_is(scheme, "http") && !text_is(scheme, "https"))
        return "only http and https addresses are fetched";
    if (part_of(parts, CURLUPART_USER, arena).length || part_of(parts, CURLUPART_PASSWORD, arena).length)
        return "addresses with a name and password in them are not fetched";
    if (!host.length || curl_url_set(parts, CURLUPART_HOST, host.at, 0) != CURLUE_OK)
        return "this is no address: it names no host";
    curl_url_set(parts, CURLUPART_FRAGMENT, NULL, 0);
    return NULL;
}

static void take_parts(CURLU *parts, struct arena *arena, struct fetch_url *url)
{
    struct text scheme = part_of(parts, CURLUPART_SCHEME, arena), port = part_of(parts, CURLUPART_PORT, arena);
    struct text path = part_of(parts, CURLUPART_PATH, arena), query = part_of(parts, CURLUPART_QUERY, arena);
    url->whole = part_of(parts, CURLUPART_URL, arena);
    url->host = part_of(parts, CURLUPART_HOST, arena);
    url->origin = arena_print(arena, "%s://%s%s%s", scheme.at, url->host.at, port.length ? ":" : "", port.at);
    url->path = arena_print(arena, "%s%s%s", path.at, query.length ? "?" : "", query.at);
}

bool fetch_url_parse(struct text words, struct text base, struct arena *arena, struct fetch_url *url, struct error *err)
{
    enum { FORM = CURLU_NON_SUPPORT_SCHEME | CURLU_URLENCODE };
    CURLU *parts = curl_url();
    const char *why = NULL;
    struct text copy = arena_copy(arena, text_trim(words));
    if (copy.length > FETCH_URL_BYTES)
        why = "the address is too long";
    else if (memchr(copy.at, '\0', copy.length))
        why = "this is no address";
    else if (base.length && curl_url_set(parts, CURLUPART_URL, arena_copy(arena, base).at, FORM) != CURLUE_OK)
        why = "this is no address, nor is that of its page";
    else if (curl_url_set(parts, CURLUPART_URL, copy.at, FORM) != CURLUE_OK)
        why = base.length || fetch_is_url(copy.at) ? "this is no address"
                                                   : "this is no address; it should begin with http:// or https://";
    else
        why = settle(parts, arena);
    if (!why) {
        take_parts(parts, arena, url);
        why = url->whole.length > FETCH_URL_BYTES ? "the address is too long" : NULL;
    }
    curl_url_cleanup(parts);
    return !why || refuse(words, why, arena, err);
}
