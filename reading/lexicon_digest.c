/* The version of a lexicon: a digest of the names and bytes of its files, in byte order of their paths. */
#include <dirent.h>
#include <errno.h>
#include <openssl/evp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "reading/lexicon.h"

static int no_hidden(const struct dirent *entry)
{
    return entry->d_name[0] != '.';
}

static int by_bytes(const struct dirent **a, const struct dirent **b)
{
    return strcmp((*a)->d_name, (*b)->d_name);
}

static bool add_file(EVP_MD_CTX *digest, const char *root, const char *name, struct arena *arena, struct error *err)
{
    struct lexfile file;
    if (!lexfile_read(&file, root, name, arena, err))
        return false;
    EVP_DigestUpdate(digest, name, strlen(name) + 1);
    EVP_DigestUpdate(digest, file.content.at, file.content.length);
    return true;
}

/* Two levels: the files of the folder itself and those of its folders. */
static bool add_folder(EVP_MD_CTX *digest, const char *root, const char *inner, struct arena *arena, struct error *err)
{
    struct dirent **entries = NULL;
    struct text path = arena_print(arena, "%s/%s", root, inner);
    int count = scandir(path.at, &entries, no_hidden, by_bytes);
    if (count < 0)
        return errno == ENOTDIR || error_set(err, ERROR_SYSTEM, "%s: cannot be read: %s", path.at, strerror(errno));
    bool ok = true;
    for (int i = 0; i < count; i++) {
        struct text name = arena_print(arena, "%s%s%s", inner, inner[0] ? "/" : "", entries[i]->d_name);
        if (ok && text_ends(name, TEXT(".txt")))
            ok = add_file(digest, root, name.at, arena, err);
        else if (ok && !inner[0])
            ok = add_folder(digest, root, name.at, arena, err);
        free(entries[i]);
    }
    free(entries);
    return ok;
}

bool lexicon_digest(const char *path, const char *overlay, char digits[9], struct arena *arena, struct error *err)
{
    unsigned char sum[EVP_MAX_MD_SIZE];
    EVP_MD_CTX *digest = EVP_MD_CTX_new();
    EVP_DigestInit_ex(digest, EVP_sha256(), NULL);
    bool ok = add_folder(digest, path, "", arena, err) && (!overlay || add_folder(digest, overlay, "", arena, err));
    EVP_DigestFinal_ex(digest, sum, NULL);
    EVP_MD_CTX_free(digest);
    snprintf(digits, 9, "%02x%02x%02x%02x", sum[0], sum[1], sum[2], sum[3]);
    return ok;
}
