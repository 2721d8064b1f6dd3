"""A real `osteon serve` for a test, and the little that is needed to talk to it.

Every test file here is a program: it starts servers of its own with ReadingRoom, and fails with the
first assertion that does not hold.
"""
import http.client
import json
import os
import pathlib
import shutil
import signal
import socket
import ssl
import subprocess
import sys
import tempfile
import time

OSTEON = os.environ["OSTEON"]
STAGE = pathlib.Path(os.environ["STAGE"])  # packs `tiny`, `always`, `never`, `unsure`, and films/
SOURCES = pathlib.Path(os.environ["SOURCES"])

SKIPPED = 77


def skip(why):
    print("skipped:", why)
    sys.exit(SKIPPED)


class Answer:
    def __init__(self, status, headers, body):
        self.status, self.headers, self.body = status, headers, body

    @property
    def json(self):
        return json.loads(self.body)

    def __repr__(self):
        return f"{self.status} {self.body[:500]!r}"


class ReadingRoom:
    """Serves until the end of the `with`."""

    def __init__(self, *options, pack="tiny", data=None, store=None, user=None, tls=False):
        self.options, self.pack, self.user, self.tls = options, pack, user, tls
        self.folder = pathlib.Path(data or tempfile.mkdtemp(prefix="osteon-room-"))
        self.owned = data is None
        self.store = store
        self.process = None
        self.port = None
        self.log = tempfile.NamedTemporaryFile(prefix="osteon-log-", suffix=".jsonl")

    def command(self):
        command = [OSTEON, "serve", "--port", "0", "--data", self.folder, "--model", STAGE / self.pack,
                   "--threads", "1", *self.options]
        if "--min-free-mib" not in self.options:  # a test's machine may be nearly full
            command += ["--min-free-mib", 0]
        return [str(word) for word in command] + (["--store", self.store] if self.store else [])

    def start(self):
        self.process = subprocess.Popen(self.command(), stdout=subprocess.PIPE,
                                        stderr=open(self.log.name, "ab"), text=True)
        line = self.process.stdout.readline()
        if not line:
            raise AssertionError(f"the service did not start: {self.logged()}")
        self.port = int(line.rsplit(":", 1)[1])
        return self

    def logged(self):
        return pathlib.Path(self.log.name).read_text()

    def kill(self):
        """As a power cut would: no chance to tidy up."""
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()
        self.process.stdout.close()

    def stop(self):
        """Politely; the exit code."""
        self.process.send_signal(signal.SIGTERM)
        code = self.process.wait(timeout=60)
        self.process.stdout.close()
        return code

    def __enter__(self):
        return self.start()

    def __exit__(self, *failure):
        if self.process.poll() is None:
            self.stop()
        if failure[0] is not None:
            print(self.logged()[-4000:], file=sys.stderr)
        if self.owned:
            shutil.rmtree(self.folder, ignore_errors=True)

    def connect(self, timeout=60):
        if self.tls:
            context = ssl.create_default_context()
            context.check_hostname = False
            context.verify_mode = ssl.CERT_NONE
            return http.client.HTTPSConnection("127.0.0.1", self.port, timeout=timeout, context=context)
        return http.client.HTTPConnection("127.0.0.1", self.port, timeout=timeout)

    def ask(self, method, path, body=None, headers=None, connection=None):
        own = connection is None
        connection = connection or self.connect()
        connection.request(method, path, body=body, headers=headers or {})
        response = connection.getresponse()
        answer = Answer(response.status, response.headers, response.read())
        if own:
            connection.close()
        return answer

    def get(self, path, **more):
        return self.ask("GET", path, **more)

    def send_json(self, method, path, value, headers=None):
        return self.ask(method, path, json.dumps(value),
                        {"Content-Type": "application/json", **(headers or {})})

    def upload(self, *files, headers=None, **fields):
        """files: (name, bytes) or paths."""
        body, kind = form([(f.name, f.read_bytes()) if isinstance(f, pathlib.Path) else f for f in files],
                          fields)
        return self.ask("POST", "/api/v1/radiographs", body, {"Content-Type": kind, **(headers or {})})

    def finding(self, id, headers=None):
        """Waits for it."""
        until = time.monotonic() + 90
        while time.monotonic() < until:
            answer = self.get(f"/api/v1/radiographs/{id}?wait=30", headers=headers)
            assert answer.status == 200, answer
            if answer.json["status"] in ("done", "failed"):
                return answer.json
        raise AssertionError(f"no answer for {id}: {answer}")

    def raw(self, data, timeout=30):
        """What comes back for bytes on the wire."""
        with socket.create_connection(("127.0.0.1", self.port), timeout=timeout) as s:
            try:
                s.sendall(data)
                s.shutdown(socket.SHUT_WR)
            except OSError:
                pass  # it has answered and closed before it heard everything
            return read_all(s)


def read_all(s):
    got = b""
    try:
        while piece := s.recv(65536):
            got += piece
    except (ConnectionResetError, TimeoutError):
        pass
    return got


def form(files, fields=None, boundary="boundary-of-the-test"):
    body = b""
    for name, value in (fields or {}).items():
        body += f'--{boundary}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode()
    for name, content in files:
        body += (f'--{boundary}\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n'
                 f"Content-Type: application/octet-stream\r\n\r\n").encode() + content + b"\r\n"
    return body + f"--{boundary}--\r\n".encode(), f"multipart/form-data; boundary={boundary}"


def phantom(path, *options):
    """A drawn radiograph; the same for the same seed."""
    subprocess.run([OSTEON, "phantom", str(path), *map(str, options)], check=True, capture_output=True)
    return path


def phantoms(folder, count, size="96x128", **more):
    """`count` different ones."""
    subprocess.run([OSTEON, "phantom", str(folder), "--count", str(count), "--size", size, *more.get("options", [])],
                   check=True, capture_output=True)
    return sorted(p for p in pathlib.Path(folder).rglob("*") if p.is_file())[:count]


def problem(answer, status, code):
    """Checks that an answer is a problem document of this kind, and returns it."""
    assert answer.status == status, answer
    assert answer.headers["Content-Type"].startswith("application/problem+json"), answer.headers
    body = answer.json
    assert body["status"] == status and body["code"] == code, body
    assert body["detail"] and body["title"] and body["type"], body
    if status in (429, 503):
        assert int(answer.headers["Retry-After"]) > 0
    return body


def account(data, name, role, password, store=None):
    subprocess.run([OSTEON, "account", "add", name, "--role", role, "--data", str(data),
                    *(["--store", store] if store else [])],
                   input=password + "\n", text=True, check=True, capture_output=True)


def token(data, name, store=None):
    done = subprocess.run([OSTEON, "account", "token", name, "--data", str(data),
                           *(["--store", store] if store else [])],
                          text=True, check=True, capture_output=True)
    return done.stdout.strip()


def run_tests(module):
    """Runs every function of a test file whose name begins with `test_`, in order."""
    chosen = sys.argv[1:]
    for name, function in list(vars(module).items()):
        if name.startswith("test_") and (not chosen or name in chosen):
            print(name.removeprefix("test_").replace("_", " "), flush=True)
            function()
