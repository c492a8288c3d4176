"""Makes a PDF press release of two pages for tests: make_pdf.py > FILE. A head and a foot on each page, a large title, wrapped paragraphs."""
import sys

PAGES = [
    [("F1", 9, 60, 800, "Ministry of Harbours"), ("F1", 9, 60, 30, "Page 1 of 2"),
     ("F1", 20, 60, 740, "Norway helps with ships"),
     ("F1", 11, 60, 700, "Oslo, 5 March 2026. Norway pledged two ships to Ukraine, the minister"), ("F1", 11, 60, 686, "said on Thursday, in the har-"),
     ("F1", 11, 60, 672, "bour of the capital. The weather was fine."),
     ("F1", 11, 60, 640, "France pledged 50 tanks to Ukraine, and the talks about them went on until"), ("F1", 11, 60, 626, "the evening, when both sides")],
    [("F1", 9, 60, 800, "Ministry of Harbours"), ("F1", 9, 60, 30, "Page 2 of 2"),
     ("F1", 11, 60, 740, "went home. Poland pledged 50 jets to Ukraine.")],
]


def main():
    parts = ["<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [%s] /Count %d >>"
             % (" ".join("%d 0 R" % (5 + 2 * i) for i in range(len(PAGES))), len(PAGES)),
             "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>", "<< /CreationDate (D:20260306093000Z) >>"]
    for number, page in enumerate(PAGES):
        text = "".join("BT /%s %d Tf %d %d Td (%s) Tj ET\n" % line for line in page)
        parts.append("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R /Resources << /Font << /F1 3 0 R >> >> >>" % (6 + 2 * number))
        parts.append("<< /Length %d >>\nstream\n%sendstream" % (len(text), text))
    out, places = "%PDF-1.4\n", []
    for number, part in enumerate(parts, 1):
        places.append(len(out))
        out += "%d 0 obj\n%s\nendobj\n" % (number, part)
    start = len(out)
    out += "xref\n0 %d\n0000000000 65535 f \n%s" % (len(parts) + 1, "".join("%010d 00000 n \n" % place for place in places))
    out += "trailer\n<< /Size %d /Root 1 0 R /Info 4 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(parts) + 1, start)
    sys.stdout.buffer.write(out.encode())


main()
