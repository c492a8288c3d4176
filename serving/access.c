/* Who may ask what: tokens with roles, hashed at rest, and requests that a strange page makes a browser send. */
#include <openssl/sha.h>
#include <stdio.h>

#include "serving/inner.h"

static enum role role_of(struct text name)
{
    return text_is(name, "read")     ? ROLE_READ
           : text_is(name, "review") ? ROLE_REVIEW
           : text_is(name, "admin")  ? ROLE_ADMIN
                                     : ROLE_NONE;
}

/* "review anna 5e884898..." */
static bool read_line(struct serving *serving, struct text line, int number, struct error *err)
{
    struct text rest = text_trim(line), role = text_cut(&rest, ' ');
    rest = text_trim(rest);
    struct text name = text_cut(&rest, ' '), hash = text_trim(rest);
    struct token token = { .role = role_of(role) };
    if (!role.length || *role.at == '#')
        return true;
    if (token.role == ROLE_NONE || !name.length || hash.length != 64)
        return error_at(err, ERROR_INPUT, serving->settings.tokens, number, 0,
                        "a line is a role (read, review, admin), a name and the SHA-256 of a token in 64 hex digits");
    memcpy(token.hash, hash.at, 64);
    token.name = arena_copy(&serving->arena, name);
    ARENA_PUSH(&serving->arena, &serving->tokens, token);
    return true;
}

bool access_read_tokens(struct serving *serving, struct error *err)
{
    char line[512];
    const char *path = serving->settings.tokens;
    FILE *file = path ? fopen(path, "re") : NULL;
    bool good = true;
    if (path && !file)
        return error_set(err, ERROR_SYSTEM, "%s: the file of tokens cannot be read", path);
    for (int number = 1; good && file && fgets(line, sizeof line, file); number++)
        good = read_line(serving, text_of(line), number, err);
    if (file)
        fclose(file);
    if (good && path && !serving->tokens.count)
        return error_set(err, ERROR_INPUT, "%s: no token in the file; see doc/serve.md for its form", path);
    return good;
}

/* Plain SHA-256, so that people can make lines with sha256sum. */
static void access_hash(struct text token, char hex[65])
{
    unsigned char digest[SHA256_DIGEST_LENGTH];
    SHA256((const unsigned char *)token.at, token.length, digest);
    for (int i = 0; i < SHA256_DIGEST_LENGTH; i++)
        snprintf(hex + 2 * i, 3, "%02x", digest[i]);
}

/* Takes as long for one that is nearly right as for any other. */
static bool same_hash(const char *a, const char *b)
{
    unsigned difference = 0;
    for (int i = 0; i < 64; i++)
        difference |= (unsigned char)(a[i] | 0x20) ^ (unsigned char)(b[i] | 0x20);
    return !difference;
}

enum role access_role(const struct serving *serving, struct MHD_Connection *connection, struct text *name)
{
    const char *given = MHD_lookup_connection_value(connection, MHD_HEADER_KIND, "Authorization");
    char hash[65];
    enum role best = ROLE_NONE;
    if (!serving->tokens.count)
        return ROLE_ADMIN;
    if (!given || strncmp(given, "Bearer ", 7))
        return ROLE_NONE;
    access_hash(text_of(given + 7), hash);
    for (size_t i = 0; i < serving->tokens.count; i++) {
        const struct token *token = &serving->tokens.items[i];
        if (same_hash(hash, token->hash) && token->role > best) {
            best = token->role;
            *name = token->name;
        }
    }
    return best;
}

/* "localhost:8080", "[::1]" without its port. */
static bool is_local_name(struct text host)
{
    static const char *const names[] = { "localhost", "127.0.0.1", "[::1]" };
    for (size_t i = 0; i < 3; i++) {
        struct text name = text_of(names[i]);
        if (text_starts(host, name) && (host.length == name.length || host.at[name.length] == ':'))
            return true;
    }
    return false;
}

/* Strange pages can neither set a header of our own nor, by a name that they made point here, read the answers (DNS rebinding). */
bool access_is_own(const struct serving *serving, struct MHD_Connection *connection, bool is_write)
{
    const char *host = MHD_lookup_connection_value(connection, MHD_HEADER_KIND, "Host");
    const char *site = MHD_lookup_connection_value(connection, MHD_HEADER_KIND, "Sec-Fetch-Site");
    if (!serving->tokens.count && (!host || !is_local_name(text_of(host))))
        return false;
    if (!is_write)
        return true;
    return MHD_lookup_connection_value(connection, MHD_HEADER_KIND, "X-Troth") &&
           (!site || !strcmp(site, "same-origin") || !strcmp(site, "none"));
}
