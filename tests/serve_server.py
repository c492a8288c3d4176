"""A `troth serve` for tests, and what they found wrong."""
import http.client
import json
import os
import re
import socket
import subprocess

WAIT_S = 20
CHECKS = []


def check(good, what):
    CHECKS.append((what, bool(good)))


def free_port():
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


def records(troth, *arguments):
    out = subprocess.run([troth, *arguments], capture_output=True, text=True, check=True).stdout
    return [json.loads(line) for line in out.splitlines()]


class Visitor:
    """Who asks a server, and brings back the cookie by which he sees what he wrote; `cookies` may be shared, as a browser's are by host."""

    def __init__(self, port, cookies=None):
        self.port, self.cookies = port, {} if cookies is None else cookies

    def ask(self, path, method="GET", body=None, headers=None):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=WAIT_S)
        cookie = {"Cookie": "; ".join(["theme=dark", *map("=".join, self.cookies.items())])} if self.cookies else {}
        connection.request(method, path, body, {**cookie, **(headers or {})})
        answer = connection.getresponse()
        content = answer.read()
        connection.close()
        given = re.match("(troth-stamp-[0-9a-f]{16})=([0-9]+);", answer.getheader("Set-Cookie") or "")
        if given and int(given[2]) > int(self.cookies.get(given[1], 0)):
            self.cookies[given[1]] = given[2]
        return answer.status, dict(answer.getheaders()), content

    def write(self, path, body):
        return self.ask(path, "POST", body if isinstance(body, bytes) else json.dumps(body).encode(), headers={"X-Troth": "1"})

    def data(self, path, *rest, **named):
        status, _, content = self.ask(path, *rest, **named)
        check(status == 200, "%s gives 200, not %d: %s" % (path, status, content[:200]))
        return json.loads(content)


class Server(Visitor):
    def __init__(self, troth, ledger, *options, stderr=None):
        super().__init__(free_port())
        self.process = subprocess.Popen([troth, "serve", "--ledger", ledger, "--port", str(self.port), *options], stdout=subprocess.PIPE, stderr=stderr, text=True)
        self.line = self.process.stdout.readline()

    def raw(self, bytes_sent):
        """What comes back for bytes as they are, until the server closes or says nothing for a second."""
        with socket.create_connection(("127.0.0.1", self.port), timeout=1) as connection:
            got = b""
            try:
                connection.sendall(bytes_sent)
                while more := connection.recv(1 << 16):
                    got += more
            except OSError:
                pass
            return got

    def memory_kb(self):
        """What it keeps for itself: the ledger's file, which it reads where the system keeps it, counts once for each connection otherwise."""
        with open("/proc/%d/status" % self.process.pid, encoding="ascii") as lines:
            return next(int(line.split()[1]) for line in lines if line.startswith("RssAnon"))

    def processor_s(self):
        with open("/proc/%d/stat" % self.process.pid, encoding="ascii") as line:
            fields = line.read().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def stop(self):
        self.process.terminate()
        check(self.process.wait(WAIT_S) == 0, "a server that is asked to end ends well")
