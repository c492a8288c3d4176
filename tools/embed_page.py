#!/usr/bin/env python3
"""Writes the files of the page as C arrays, so that the program carries them; index.html comes first.

usage: embed_page.py OUT.inc FILE...
"""
import os
import sys

TYPES = {".html": "text/html; charset=utf-8", ".js": "text/javascript; charset=utf-8", ".css": "text/css; charset=utf-8", ".svg": "image/svg+xml"}


def main(target, sources):
    with open(target, "w", encoding="ascii") as out:
        for number, source in enumerate(sources):
            with open(source, "rb") as file:
                content = file.read()
            rows = (",".join(map(str, content[at:at + 32])) for at in range(0, len(content), 32))
            out.write("static const unsigned char content_%d[] = {\n%s\n};\n" % (number, ",\n".join(rows)))
        out.write("static const struct asset assets[] = {\n")
        for number, source in enumerate(sources):
            kind = TYPES[os.path.splitext(source)[1]]
            out.write('    { "/%s", "%s", (const char *)content_%d, sizeof content_%d },\n'
                      % (os.path.basename(source), kind, number, number))
        out.write("};\n")


main(sys.argv[1], sys.argv[2:])
