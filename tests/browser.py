"""Chromium for tests, without a driver between: the DevTools protocol over two pipes."""
import base64
import json
import os
import subprocess
import time

WAIT_S = 30


class Browser:
    """One page of a browser with a profile of its own. `trouble`: what failed in scripts; `asked`: every address it asked for."""

    def __init__(self, program, folder):
        to_read, self.write_end = os.pipe()
        self.read_end, to_write = os.pipe()

        def connect():
            os.dup2(to_read, 13)
            os.dup2(to_write, 14)
            os.dup2(13, 3)
            os.dup2(14, 4)
        self.process = subprocess.Popen([program, "--headless=new", "--no-sandbox", "--disable-gpu", "--remote-debugging-pipe", "--hide-scrollbars",
                                         "--no-first-run", "--disable-background-networking", "--user-data-dir=" + os.path.join(folder, "profile")],
                                        preexec_fn=connect, close_fds=False, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        os.close(to_read)
        os.close(to_write)
        self.number, self.rest, self.session, self.trouble, self.asked = 0, b"", None, [], []
        target = self.call("Target.createTarget", url="about:blank")["targetId"]
        self.session = self.call("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in ("Page", "Runtime", "Network", "Log"):
            self.call(domain + ".enable")

    def message(self):
        while b"\0" not in self.rest:
            more = os.read(self.read_end, 1 << 16)
            if not more:
                raise RuntimeError("the browser went away")
            self.rest += more
        one, self.rest = self.rest.split(b"\0", 1)
        return json.loads(one)

    def call(self, method, **parameters):
        self.number += 1
        message = {"id": self.number, "method": method, "params": parameters}
        if self.session:
            message["sessionId"] = self.session
        os.write(self.write_end, json.dumps(message).encode() + b"\0")
        while True:
            got = self.message()
            if got.get("id") == self.number:
                if "error" in got:
                    raise RuntimeError(method + ": " + got["error"]["message"])
                return got["result"]
            if got.get("method") in ("Runtime.exceptionThrown", "Log.entryAdded"):
                self.trouble.append(json.dumps(got["params"])[:300])
            if got.get("method") == "Network.requestWillBeSent":
                self.asked.append(got["params"]["request"]["url"])

    def tell(self, words):
        got = self.call("Runtime.evaluate", expression=words, awaitPromise=True, returnByValue=True)
        if "exceptionDetails" in got:
            raise RuntimeError(json.dumps(got["exceptionDetails"])[:400])
        return got["result"].get("value")

    def until(self, words, seconds=WAIT_S):
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            try: # a page that is only coming in has nothing yet
                if self.tell(words):
                    return True
            except RuntimeError:
                pass
            time.sleep(0.05)
        return False

    def size(self, width, height):
        self.call("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=False)

    def shoot(self, path):
        with open(path, "wb") as out:
            out.write(base64.b64decode(self.call("Page.captureScreenshot", format="png")["data"]))

    def go(self, url):
        """Opens an address and waits until its view is drawn."""
        self.call("Page.navigate", url=url)
        return self.until("document.documentElement.dataset.ready === new URL(%s).pathname" % json.dumps(url))

    def press(self, key, modifiers=0):
        """A key as the keyboard sends it: "c", "Enter", "ArrowLeft"; modifiers 2: with Ctrl."""
        text = {} if modifiers else {"text": "\r"} if key == "Enter" else {"text": key} if len(key) == 1 else {}
        code = {"Enter": 13, "ArrowLeft": 37, "Escape": 27, "Tab": 9}.get(key, ord(key[0].upper()))
        for kind in ("keyDown", "keyUp"):
            self.call("Input.dispatchKeyEvent", type=kind, key=key, windowsVirtualKeyCode=code, modifiers=modifiers, **(text if kind == "keyDown" else {}))

    def point(self, where, clicks):
        """Moves the mouse to the middle of what a selector finds, and clicks there if wanted."""
        x, y = self.tell("(() => { const one = document.querySelector(%s); one.scrollIntoView({ block: 'center' }); const r = one.getClientRects()[0]; "
                         "return [r.x + r.width / 2, r.y + r.height / 2]; })()" % json.dumps(where))
        self.call("Input.dispatchMouseEvent", type="mouseMoved", x=x, y=y)
        for kind in ("mousePressed", "mouseReleased") * clicks:
            self.call("Input.dispatchMouseEvent", type=kind, x=x, y=y, button="left", clickCount=1)

    def click(self, where):
        self.point(where, 1)

    def stop(self):
        self.session = None
        self.call("Browser.close")
        self.process.wait(WAIT_S)
