/* Content hashes: what makes two readings of the same words the same statement. */
#include <openssl/evp.h>
#include <stdio.h>
#include <string.h>

#include "record/record.h"

static void to_hex(const unsigned char *bytes, size_t count, char *hex)
{
    static const char digits[] = "0123456789abcdef";
    for (size_t i = 0; i < count; i++) {
        hex[2 * i] = digits[bytes[i] >> 4];
        hex[2 * i + 1] = digits[bytes[i] & 15];
    }
    hex[2 * count] = '\0';
}

/* A length before each part keeps "ab" + "c" apart from "a" + "bc". */
static void add_part(EVP_MD_CTX *digest, struct text part)
{
    unsigned char length[8];
    for (int i = 0; i < 8; i++)
        length[i] = (unsigned char)((unsigned long long)part.length >> (8 * i));
    EVP_DigestUpdate(digest, length, sizeof length);
    EVP_DigestUpdate(digest, part.at, part.length);
}

/* `digest` is set to SHA-256, and can be used again. */
static void hash_parts(EVP_MD_CTX *digest, const struct text *parts, size_t count, unsigned char out[32])
{
    for (size_t i = 0; i < count; i++)
        add_part(digest, parts[i]);
    EVP_DigestFinal_ex(digest, out, NULL);
    EVP_DigestInit_ex(digest, NULL, NULL);
}

static EVP_MD_CTX *open_digest(void)
{
    EVP_MD_CTX *digest = EVP_MD_CTX_new();
    EVP_DigestInit_ex(digest, EVP_sha256(), NULL);
    return digest;
}

void record_hash(const struct text *parts, size_t count, char hex[65])
{
    unsigned char sum[32];
    EVP_MD_CTX *digest = open_digest();
    hash_parts(digest, parts, count, sum);
    EVP_MD_CTX_free(digest);
    to_hex(sum, sizeof sum, hex);
}

void record_article_hash(const struct article *article, char hex[65])
{
    record_hash((struct text[]){ article->title, article->text }, 2, hex);
}

static void set_id(EVP_MD_CTX *digest, struct statement *statement, const char article_hash[65])
{
    char place[96];
    unsigned char sum[32];
    snprintf(place, sizeof place, "%s %zu %zu", statement->in_title ? "title" : "text", statement->trigger.from_byte,
             statement->trigger.to_byte);
    struct text parts[] = { text_of(article_hash), text_of(place), text_of(record_act_text(statement->act)) };
    hash_parts(digest, parts, 3, sum);
    to_hex(sum, 16, statement->id);
}

void record_set_ids(struct statement *statements, size_t count, const char article_hash[65])
{
    EVP_MD_CTX *digest = open_digest();
    for (size_t i = 0; i < count; i++)
        set_id(digest, &statements[i], article_hash);
    EVP_MD_CTX_free(digest);
}

void record_set_id(struct statement *statement, const char article_hash[65])
{
    record_set_ids(statement, 1, article_hash);
}
