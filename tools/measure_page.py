#!/usr/bin/env python3
"""How long until the first board of a ledger is drawn, in headless Chromium.

usage: measure_page.py TROTH LEDGER [TIMES]

Each time the page is loaded anew without the browser's cache, then once more with it (F5). Prints the first load after the server's start, then the
medians, from the beginning of the navigation to the frame in which the board stands.
"""
import pathlib
import shutil
import statistics
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "tests"))
from browser import Browser # noqa: E402
from serve_server import Server # noqa: E402

WATCH = """new MutationObserver((changes, watcher) => {
  if (!document.querySelector('.board a.field')) return;
  watcher.disconnect();
  requestAnimationFrame(() => { window.boardDrawn = performance.now(); });
}).observe(document, { childList: true, subtree: true });"""


def drawn_ms(browser, url):
    browser.call("Page.navigate", url="about:blank")
    browser.call("Page.navigate", url=url)
    if not browser.until("window.boardDrawn > 0", 60):
        sys.exit("measure_page.py: no board was drawn")
    return browser.tell("window.boardDrawn")


def main(troth, ledger, times="9"):
    program = shutil.which("chromium") or shutil.which("chromium-browser")
    if not program:
        sys.exit("measure_page.py: there is no chromium; apt-get install chromium")
    with tempfile.TemporaryDirectory() as folder:
        server = Server(troth, ledger)
        browser = Browser(program, folder)
        try:
            url = "http://127.0.0.1:%d/" % server.port
            browser.size(1280, 900)
            browser.call("Page.addScriptToEvaluateOnNewDocument", source=WATCH)
            first = drawn_ms(browser, url)
            without, again = [], []
            for _ in range(int(times)):
                browser.call("Network.setCacheDisabled", cacheDisabled=True)
                without.append(drawn_ms(browser, url))
                browser.call("Network.setCacheDisabled", cacheDisabled=False)
                again.append(drawn_ms(browser, url))
        finally:
            browser.stop()
            server.stop()
    print("the board is drawn after %.0f ms at first, %.0f ms without the browser's cache, %.0f ms with it (medians of %d)"
          % (first, statistics.median(without), statistics.median(again), len(again)))


main(*sys.argv[1:])
