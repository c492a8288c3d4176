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

static void hash_parts(const struct text *parts, size_t count, unsigned char out[32])
{
    EVP_MD_CTX *digest = EVP_MD_CTX_new();
    EVP_DigestInit_ex(digest, EVP_sha256(), NULL);
    for (size_t i = 0; i < count; i++)
        add_part(digest, parts[i]);
    EVP_DigestFinal_ex(digest, out, NULL);
    EVP_MD_CTX_free(digest);
}

void record_hash(const struct text *parts, size_t count, char hex[65])
{
    unsigned char sum[32];
    hash_parts(parts, count, sum);
    to_hex(sum, sizeof sum, hex);
}

void record_article_hash(const struct article *article, char hex[65])
{
    record_hash((struct text[]){ article->title, article->text }, 2, hex);
}

void record_set_id(struct statement *statement, const char article_hash[65])
{
    char place[96];
    unsigned char sum[32];
    snprintf(place, sizeof place, "%s %zu %zu", statement->in_title ? "title" : "text", statement->trigger.from_byte,
             statement->trigger.to_byte);
    hash_parts((struct text[]){ text_of(article_hash), text_of(place), text_of(record_act_text(statement->act)) }, 3, sum);
    to_hex(sum, 16, statement->id);
}
