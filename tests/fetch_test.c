/* The fetch room where it needs no network: addresses, which of them are private, robots.txt, Retry-After, the clock. */
#include <arpa/inet.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

#include "fetch/inner.h"

static void check_url(const char *words, const char *base, const char *whole, const char *origin, const char *path)
{
    struct arena arena = { 0 };
    struct fetch_url url;
    struct error err = { .code = ERROR_NONE };
    bool good = fetch_url_parse(text_of(words), text_of(base), &arena, &url, &err);
    if (!whole) {
        assert_false(good);
        assert_int_equal(err.code, ERROR_INPUT);
    } else {
        if (!good)
            fail_msg("%s", err.message);
        assert_string_equal(url.whole.at, whole);
        assert_string_equal(url.origin.at, origin);
        assert_string_equal(url.path.at, path);
    }
    arena_release(&arena);
}

static void test_urls(void **state)
{
    char longer[FETCH_URL_BYTES + 64] = "http://a.example/";
    check_url("HTTP://News.Example:80/a/../b?q=1#part", "", "http://news.example/b?q=1", "http://news.example", "/b?q=1");
    check_url("https://news.example", "", "https://news.example/", "https://news.example", "/");
    check_url("  https://news.example:8443/x y\n", "", "https://news.example:8443/x%20y", "https://news.example:8443", "/x%20y");
    check_url("../b.html", "https://news.example/a/c/feed.xml", "https://news.example/a/b.html", "https://news.example",
        "/a/b.html");
    check_url("//other.example/b", "https://news.example/a", "https://other.example/b", "https://other.example", "/b");
    check_url("http://[2001:DB8::1]/", "", "http://[2001:db8::1]/", "http://[2001:db8::1]", "/");
    check_url("file:///etc/passwd", "", NULL, NULL, NULL);
    check_url("file:///etc/passwd", "https://news.example/feed", NULL, NULL, NULL);
    check_url("gopher://news.example/", "https://news.example/feed", NULL, NULL, NULL);
    check_url("javascript:alert(1)", "https://news.example/feed", NULL, NULL, NULL);
    check_url("https://name:word@news.example/", "", NULL, NULL, NULL);
    check_url("news.example/feed", "", NULL, NULL, NULL);
    check_url("http://", "", NULL, NULL, NULL);
    check_url("", "", NULL, NULL, NULL);
    memset(longer + strlen(longer), 'a', sizeof longer - strlen(longer) - 1);
    check_url(longer, "", NULL, NULL, NULL);
}

static bool is_public(const char *number)
{
    struct sockaddr_in v4 = { .sin_family = AF_INET };
    struct sockaddr_in6 v6 = { .sin6_family = AF_INET6 };
    if (inet_pton(AF_INET, number, &v4.sin_addr) == 1)
        return address_is_public((struct sockaddr *)&v4);
    assert_int_equal(inet_pton(AF_INET6, number, &v6.sin6_addr), 1);
    return address_is_public((struct sockaddr *)&v6);
}

static void test_addresses(void **state)
{
    static const char *const private[] = { "127.0.0.1", "127.255.0.1", "0.0.0.0", "10.1.2.3", "172.16.0.1", "172.31.255.255",
        "192.168.1.1",
        "169.254.169.254", "100.64.0.1", "192.0.2.1", "198.18.0.1", "203.0.113.9", "224.0.0.1", "255.255.255.255", "::", "::1",
            "fe80::1",
        "fc00::1", "fd12::1", "ff02::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "64:ff9b::a00:1", "64:ff9b:1::1",
            "2001:db8::1", "2001::1",
        "2002:7f00:1::", "2002:c0a8:101::1", "3fff::1", "fec0::1", "100::1" };
    static const char *const public[] = { "1.1.1.1", "9.255.255.255", "11.0.0.1", "172.15.0.1", "172.32.0.1", "192.167.1.1",
        "192.169.0.1",
        "100.63.255.255", "100.128.0.1", "198.17.0.1", "198.20.0.1", "223.255.255.255", "2606:4700::1111", "2a00:1450::1",
            "::ffff:8.8.8.8",
        "64:ff9b::808:808", "2002:808:808::1", "2001:4860::1" };
    for (size_t i = 0; i < sizeof private / sizeof private[0]; i++)
        if (is_public(private[i]))
            fail_msg("%s is private", private[i]);
    for (size_t i = 0; i < sizeof public / sizeof public[0]; i++)
        if (!is_public(public[i]))
            fail_msg("%s is public", public[i]);
}

static void test_looks(void **state)
{
    static const char *const private[] = { "localhost", "LOCALHOST.", "a.localhost", "127.0.0.1", "127.0.0.1.", "[::1]",
        "[fe80::1%25eth0]",
                                           "169.254.169.254" };
    static const char *const public[] = { "news.example", "notlocalhost", "8.8.8.8", "[2606:4700::1111]", "" };
    for (size_t i = 0; i < sizeof private / sizeof private[0]; i++)
        assert_true(address_looks_private(text_of(private[i])));
    for (size_t i = 0; i < sizeof public / sizeof public[0]; i++)
        assert_false(address_looks_private(text_of(public[i])));
}

static bool allows(const char *file, const char *path)
{
    struct arena arena = { 0 };
    struct robots robots;
    robots_parse(text_of(file), TEXT("troth"), &arena, &robots);
    bool allowed = robots_allows(&robots, text_of(path));
    arena_release(&arena);
    return allowed;
}

/* The groups of a file, and which of them are for us. */
static void test_robots_groups(void **state)
{
    assert_true(allows("", "/a"));
    assert_true(allows("this is no robots.txt\n\n<html>", "/a"));
    assert_false(allows("User-agent: *\nDisallow: /", "/a"));
    assert_true(allows("User-agent: *\nDisallow: /", "/robots.txt"));
    assert_true(allows("User-agent: *\nDisallow:", "/a"));
    assert_true(allows("User-agent: other\nDisallow: /", "/a"));
    assert_true(allows("User-agent: trothsayer\nDisallow: /", "/a"));
    assert_false(allows("user-AGENT : Troth/2.0\ndisallow : /", "/a"));
    assert_true(allows("User-agent: *\nDisallow: /\n\nUser-agent: troth\nDisallow: /b", "/a"));
    assert_false(allows("User-agent: *\nDisallow: /\n\nUser-agent: troth\nDisallow: /b", "/b"));
    assert_false(allows("User-agent: a\nUser-agent: troth\nUser-agent: b\nDisallow: /x", "/x"));
    assert_true(allows("User-agent: troth\nDisallow: /x\nUser-agent: b\nDisallow: /y", "/y"));
    assert_false(allows("User-agent: troth\nDisallow: /x\nUser-agent: b\nDisallow: /y\nUser-agent: troth\nDisallow: /z", "/z"));
    assert_false(allows("User-agent: troth\nSitemap: https://a.example/s\nCrawl-delay: 2\nDisallow: /x", "/x"));
    assert_false(allows("\xef\xbb\xbfUser-agent: troth # we\rDisallow: /x # this", "/x"));
    assert_true(allows("Disallow: /", "/a"));
}

/* Which rule wins, stars, ends, and escapes. */
static void test_robots_rules(void **state)
{
    assert_true(allows("User-agent: *\nDisallow: /a\nAllow: /a/b", "/a/b/c"));
    assert_false(allows("User-agent: *\nDisallow: /a\nAllow: /a/b", "/a/c"));
    assert_true(allows("User-agent: *\nDisallow: /page\nAllow: /page", "/page"));
    assert_false(allows("User-agent: *\nAllow: /\nDisallow: /a", "/ab"));
    assert_false(allows("User-agent: *\nDisallow: /*.pdf$", "/x/y.pdf"));
    assert_true(allows("User-agent: *\nDisallow: /*.pdf$", "/x/y.pdf?z"));
    assert_false(allows("User-agent: *\nDisallow: /*.pdf", "/x/y.pdf?z"));
    assert_false(allows("User-agent: *\nDisallow: /a*b*c$", "/a1b2c3c"));
    assert_true(allows("User-agent: *\nDisallow: /a*b*c$", "/a1b2c3"));
    assert_true(allows("User-agent: *\nDisallow: /x$", "/xy"));
    assert_false(allows("User-agent: *\nDisallow: /x$", "/x"));
    assert_true(allows("User-agent: *\nDisallow: /X", "/x"));
    assert_false(allows("User-agent: *\nDisallow: /foo/bar?baz=%68ttp", "/foo/bar?baz=http"));
    assert_false(allows("User-agent: *\nDisallow: /\xe3\x83\x84", "/%E3%83%84"));
    assert_false(allows("User-agent: *\nDisallow: /%e3%83%84", "/\xe3\x83\x84"));
    assert_false(allows("User-agent: *\nDisallow: /a%2fb", "/a%2Fb"));
    assert_true(allows("User-agent: *\nDisallow: /a%2fb", "/a/b"));
    assert_false(allows("User-agent: *\nDisallow: *", "/a"));
    assert_false(allows("User-agent: *\nDisallow: /%", "/%"));
    assert_false(allows("User-agent: *\nDisallow: /%4", "/%4"));
}

static long long delay_of(const char *file)
{
    struct arena arena = { 0 };
    struct robots robots;
    robots_parse(text_of(file), TEXT("troth"), &arena, &robots);
    arena_release(&arena);
    return robots.delay_ms;
}

static void test_robots_delay(void **state)
{
    assert_int_equal(delay_of("User-agent: *\nCrawl-delay: 10"), 10000);
    assert_int_equal(delay_of("User-agent: *\nCrawl-delay: 0.5"), 500);
    assert_int_equal(delay_of("User-agent: *\nCrawl-delay: -3"), 0);
    assert_int_equal(delay_of("User-agent: *\nCrawl-delay: 99999999999999999999"), 3600000);
    assert_int_equal(delay_of("User-agent: *\nCrawl-delay: 10\nUser-agent: troth\nDisallow:"), 0);
}

/* A file made to be slow is read and matched in time that grows with its length. */
static void test_robots_hostile(void **state)
{
    enum { MANY = 200000 };
    struct buffer file, path;
    buffer_init(&file, 0);
    buffer_init(&path, 0);
    buffer_add_string(&file, "User-agent: *\n");
    for (int i = 0; i < MANY; i++)
        buffer_add_string(&file, i % 7 ? "Disallow: /*a*a*a*b\n" : "Disallow: /*aaaaaaaaaaaaaaaaaaab$\n");
    buffer_add_char(&path, '/');
    for (int i = 0; i < 2000; i++)
        buffer_add_char(&path, 'a');
    assert_true(allows(file.at, path.at));
    buffer_release(&file);
    buffer_release(&path);
}

static void test_retry_after(void **state)
{
    const long long now = 784111777000; /* Sun, 06 Nov 1994 08:49:37 GMT */
    assert_int_equal(retry_after(TEXT("120"), now), now + 120000);
    assert_int_equal(retry_after(TEXT(" 120 "), now), now + 120000);
    assert_int_equal(retry_after(TEXT("Sun, 06 Nov 1994 08:50:37 GMT"), now), now + 60000);
    assert_int_equal(retry_after(TEXT("Sun, 06 Nov 1994 08:40:37 GMT"), now), 0);
    assert_int_equal(retry_after(TEXT("999999999999999999999999"), now), now + 7LL * 24 * 3600 * 1000);
    assert_int_equal(retry_after(TEXT("Fri, 31 Dec 9999 23:59:59 GMT"), now), now + 7LL * 24 * 3600 * 1000);
    assert_int_equal(retry_after(TEXT("0"), now), 0);
    assert_int_equal(retry_after(TEXT("-5"), now), 0);
    assert_int_equal(retry_after(TEXT("soon"), now), 0);
    assert_int_equal(retry_after(TEXT(""), now), 0);
}

static void test_clock(void **state)
{
    struct fetch_clock clock;
    assert_true(fetch_clock_parse("432@1000", &clock));
    assert_int_equal(clock.speed, 432);
    assert_int_equal(clock.begins_ms, 1000);
    assert_false(fetch_clock_parse("432", &clock));
    assert_false(fetch_clock_parse("0@1", &clock));
    assert_false(fetch_clock_parse("2@1x", &clock));
    struct fetch_clock plain = { 0 };
    assert_true(fetch_clock_now(&plain) > 1700000000000);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_urls), cmocka_unit_test(test_addresses), cmocka_unit_test(test_looks),
            cmocka_unit_test(test_robots_groups),
        cmocka_unit_test(test_robots_rules), cmocka_unit_test(test_robots_delay), cmocka_unit_test(test_robots_hostile),
        cmocka_unit_test(test_retry_after), cmocka_unit_test(test_clock),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
