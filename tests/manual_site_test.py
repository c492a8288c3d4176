#!/usr/bin/env python3
"""The manual's site in a browser, from its files: every page fits a phone, some a wide screen too, dark and light, none has a violation of WCAG
2.2 AA that axe-core finds or asks anything of others, and the search finds what is there.

usage: manual_site_test.py SOURCE-FOLDER MADE-FOLDER RESULTS-FOLDER

The site is built into RESULTS/site, screenshots of some pages go into RESULTS. What is not here (chromium, axe-core) is told.
"""
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

from browser import Browser
from closing import close, skip

AXE = pathlib.Path(__file__).resolve().parent / "serving/node_modules/axe-core/axe.min.js"
RULES = ("axe.run({preload: false, runOnly: ['wcag2a','wcag2aa','wcag21a','wcag21aa','wcag22aa','best-practice']}).then(r => JSON.stringify(r.violations.map("
         "v => v.id + ': ' + v.nodes.slice(0, 2).map(n => n.html.slice(0, 120)).join(' | '))))")
SHOWN = ("index", "researcher", "ledger", "how", "limits", "commands")


def see(browser, page, scheme, width, height):
    browser.size(width, height)
    browser.call("Emulation.setEmulatedMedia", features=[{"name": "prefers-color-scheme", "value": scheme}])
    browser.call("Page.navigate", url=page.as_uri())
    return browser.until("document.readyState === 'complete' && !document.getElementById('search').hidden")


def check_page(browser, page, axe, results):
    windows = [("dark", "phone", 390, 844)] + [("light", "wide", 1440, 1000)] * (page.stem in SHOWN)
    for scheme, size, width, height in windows:
        name = f"{page.stem}, {scheme}, {size}"
        yield f"{name}: comes up", see(browser, page, scheme, width, height)
        yield f"{name}: fits", browser.tell("document.documentElement.scrollWidth <= innerWidth + 1")
        if page.stem in SHOWN:
            browser.shoot(os.path.join(results, f"{page.stem}-{size}-{scheme}.png"))
        if axe:
            browser.tell(axe + "; 0")
            wrong = browser.tell(RULES)
            yield f"{name}: {wrong}", wrong == "[]"


def check_search(browser, site, results):
    see(browser, site / "index.html", "light", 1440, 1000)
    browser.tell("document.getElementById('query').focus(); document.getElementById('query').value = 'as-of ledger';"
                 "document.getElementById('query').dispatchEvent(new Event('input'))")
    yield "the search finds pages", browser.tell("document.querySelectorAll('#found a').length > 2")
    browser.shoot(os.path.join(results, "search.png"))
    browser.tell("document.querySelector('#found a').click()")
    yield "and leads to them", browser.until("!location.pathname.endsWith('index.html') && location.hash.length > 1 && document.readyState === 'complete'")
    browser.tell("document.getElementById('query').value = 'qqqq'; document.getElementById('query').dispatchEvent(new Event('input'))")
    yield "what is nowhere is said to be", browser.tell("document.getElementById('count').textContent === 'nothing found'")


def main(source, made, results):
    program, site = shutil.which("chromium") or shutil.which("chromium-browser"), pathlib.Path(results).resolve() / "site"
    if not program:
        return skip("the manual in a browser", "chromium is not here")
    axe = AXE.read_text(encoding="utf-8") if AXE.exists() else ""
    if not axe:
        print("skipped: accessibility of the manual (axe-core is not here: npm ci --prefix tests/serving)")
    os.makedirs(results, exist_ok=True)
    subprocess.run([sys.executable, os.path.join(source, "tools/manual/build.py"), source, made, site], check=True, stdout=subprocess.DEVNULL)
    checks = []
    with tempfile.TemporaryDirectory() as folder:
        browser = Browser(program, folder)
        for page in sorted(site.glob("*.html")):
            checks += check_page(browser, page, axe, results)
        checks += check_search(browser, site, results)
        outside = [url for url in browser.asked if not url.startswith(("file:", "data:"))]
        checks += [(f"nothing is asked of others: {outside[:3]}", not outside), (f"no script fails: {browser.trouble[:3]}", not browser.trouble)]
        browser.stop()
    return close(checks)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
