"""Makes web archives for tests: make_archive.py KIND > FILE. Each record is a page of our own words.

plain    three pages, a picture, a redirect and a robots.txt, not compressed
members  the same, each record a gzip member of its own, as CC-NEWS has them
lying    a record whose length is too long, one whose length is too short, one that has none, and good ones between
damaged  members, of which one has a broken byte and one is cut off
nested   an archive within an archive
large N  members with pages of our own words until the file has N megabytes
"""
import gzip
import random
import sys

WHO = ["France", "Norway", "Poland", "Italy", "Spain", "Canada", "Japan", "Kenya"]
WORDS = ("the of and to in a was for on with the of and to in that harbour minister road winter bridge council grain market teacher river station paper window letter morning office engine "
         "report meeting border mountain garden hospital village song captain island storm market budget").split()


def pool(rng):
    """Paragraphs, and blocks of style sheets that do not compress well, from which large archives are put together."""
    paragraphs = ["<p>%s.</p>\n" % " ".join(rng.choice(WORDS) for _ in range(rng.randrange(20, 60))).capitalize() for _ in range(500)]
    return paragraphs, ["".join(rng.choice("abcdefghijklmnopqrstuvwxyz0123456789;:{}. ") for _ in range(2000)) for _ in range(500)]


POOL = pool(random.Random(11))


def page(number, rng=None):
    who = WHO[number % len(WHO)]
    text = "".join(rng.choices(POOL[0], k=rng.randrange(5, 40))) if rng else ""
    return ("<!DOCTYPE html><html lang='en'><head><title>%s helps, %d</title><style>%s</style></head><body><nav><a href='/'>Home</a></nav>"
            "<article><h1>%s helps, %d</h1><p>%s pledged %d tanks to Ukraine, the minister said on Thursday in the capital.</p>\n"
            "<p>The weather in the capital was fine, and the streets were full of people on their way home.</p>%s</article></body></html>"
            % (who, number, "".join(rng.choices(POOL[1], k=10)) if rng else "", who, number, who, number + 2, text)).encode()


def record(kind, url, body, media="application/http; msgtype=response", length=None):
    size = len(body) if length is None else length
    head = "WARC/1.0\r\nWARC-Type: %s\r\nWARC-Target-URI: %s\r\nWARC-Date: 2026-03-05T10:00:00Z\r\nContent-Type: %s\r\n" % (kind, url, media)
    if length != "none":
        head += "Content-Length: %s\r\n" % size
    return head.encode() + b"\r\n" + body + b"\r\n\r\n"


def answer(number, status="200 OK", media="text/html; charset=utf-8", body=None, rng=None, extra=""):
    return ("HTTP/1.1 %s\r\nContent-Type: %s\r\n%s\r\n" % (status, media, extra)).encode() + (page(number, rng) if body is None else body)


def response(number, **given):
    return record("response", "https://example.org/%d" % number, answer(number, **given))


def records():
    yield record("warcinfo", "", b"software: ours\r\n", "application/warc-fields")
    yield record("request", "https://example.org/0", b"GET /0 HTTP/1.1\r\n\r\n", "application/http; msgtype=request")
    yield response(0)
    yield response(50, media="image/png", body=b"\x89PNG\0\1\2WARC/1.0")
    yield response(51, status="301 Moved", body=b"")
    packed = gzip.compress(page(1))
    yield response(1, body=b"%x\r\n%s\r\n0\r\n\r\n" % (len(packed), packed), extra="Content-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n")
    yield response(2)


def main(kind, *rest):
    out = sys.stdout.buffer
    if kind == "plain":
        out.writelines(records())
    elif kind == "members":
        out.writelines(gzip.compress(each) for each in records())
    elif kind == "lying":
        long, short = answer(1), answer(3)
        out.writelines([response(0), record("response", "https://example.org/1", long, length=len(long) + 1000), response(2),
                        record("response", "https://example.org/3", short, length=100), response(4),
                        record("response", "https://example.org/5", answer(5), length="none"), response(6),
                        record("response", "https://example.org/7", answer(7), length=10 ** 14)])
    elif kind == "damaged":
        whole = [gzip.compress(response(number)) for number in range(6)]
        whole[1] = whole[1][:60] + bytes([whole[1][60] ^ 0xff]) + whole[1][61:]
        whole[3] = whole[3][:150]
        out.writelines(whole)
    elif kind == "nested":
        out.write(record("resource", "https://example.org/a.warc", response(1), ""))
    elif kind == "large":
        rng, number, written = random.Random(7), 0, 0
        while written < int(rest[0]) << 20:
            made = gzip.compress(response(number, rng=rng), 1)
            written += out.write(made)
            number += 1


main(*sys.argv[1:])
