/* Which addresses belong to the public internet, and which to a machine or network of its own. */
#include <arpa/inet.h>
#include <netinet/in.h>

#include "fetch/inner.h"

/* Special purposes in IPv4: the first address and how many bits of it count. */
static const struct {
    uint32_t from;
    int bits;
} special4[] = {
    { 0x00000000, 8 },  /* this network */
    { 0x0a000000, 8 },  /* private */
    { 0x64400000, 10 }, /* shared by a provider's customers */
    { 0x7f000000, 8 },  /* loopback */
    { 0xa9fe0000, 16 }, /* link-local, and the data of cloud machines */
    { 0xac100000, 12 }, /* private */
    { 0xc0000000, 24 }, /* protocol assignments */
    { 0xc0000200, 24 }, /* examples in documents */
    { 0xc0586300, 24 }, /* relays of 6to4 */
    { 0xc0a80000, 16 }, /* private */
    { 0xc6120000, 15 }, /* benchmarks */
    { 0xc6336400, 24 }, /* examples in documents */
    { 0xcb007100, 24 }, /* examples in documents */
    { 0xe0000000, 4 },  /* many at once */
    { 0xf0000000, 4 },  /* reserved, and broadcast */
};

static bool is_public4(uint32_t address)
{
    for (size_t i = 0; i < sizeof special4 / sizeof special4[0]; i++)
        if ((address ^ special4[i].from) >> (32 - special4[i].bits) == 0)
            return false;
    return true;
}

static uint32_t number_at(const uint8_t *at)
{
    return (uint32_t)at[0] << 24 | (uint32_t)at[1] << 16 | (uint32_t)at[2] << 8 | at[3];
}

/* Global unicast is 2000::/3; in it lie 2001::/23 (tunnels, measurements, identifiers), the examples and 6to4. */
static bool is_public6(const uint8_t at[16])
{
    static const uint8_t mapped[12] = { 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff };
    static const uint8_t translated[12] = { 0, 0x64, 0xff, 0x9b };
    if (!memcmp(at, mapped, 12) || !memcmp(at, translated, 12))
        return is_public4(number_at(at + 12));
    uint32_t first = number_at(at);
    if (first >> 29 != 1 || first >> 9 == 0x20010000u >> 9 || first == 0x20010db8 || first >> 12 == 0x3fff0000u >> 12)
        return false;
    return first >> 16 != 0x2002 || is_public4(number_at(at + 2));
}

bool address_is_public(const struct sockaddr *address)
{
    if (address->sa_family == AF_INET)
        return is_public4(ntohl(((const struct sockaddr_in *)address)->sin_addr.s_addr));
    return address->sa_family == AF_INET6 && is_public6(((const struct sockaddr_in6 *)address)->sin6_addr.s6_addr);
}

bool address_looks_private(struct text host)
{
    char name[INET6_ADDRSTRLEN + 2];
    uint8_t bytes[16];
    if (host.length && host.at[host.length - 1] == '.')
        host.length--;
    if (text_equals_nocase(host, TEXT("localhost")) ||
        (host.length > 10 && text_equals_nocase(text_slice(host, host.length - 10, host.length), TEXT(".localhost"))))
        return true;
    bool is6 = host.length > 2 && host.at[0] == '[';
    struct text number = is6 ? text_slice(host, 1, host.length - 1) : host;
    if (number.length >= sizeof name)
        return false;
    memcpy(name, number.at, number.length);
    name[number.length] = '\0';
    name[strcspn(name, "%")] = '\0';
    if (inet_pton(is6 ? AF_INET6 : AF_INET, name, bytes) != 1)
        return false;
    return is6 ? !is_public6(bytes) : !is_public4(number_at(bytes));
}
