"""Whatever is sent, the answer is clear, the memory stays bounded, and the next client is served."""
import re
import struct
import sys
import tempfile
import threading
import zlib

from reading_room import *

FILMS = STAGE / "films"
GOOD = FILMS / "good" / "hand.png"


def memory_mib(room):
    status = pathlib.Path(f"/proc/{room.process.pid}/status").read_text()
    return int(re.search(r"VmHWM:\s+(\d+)", status)[1]) // 1024


def still_serves(room):
    answer = room.upload(GOOD)
    assert answer.status == 202, answer
    assert room.finding(answer.json["items"][0]["id"])["status"] == "done"


def soon_serves(room):
    """Once the places of those that went without a word are free again."""
    until = time.monotonic() + 60
    while room.get("/v2/health/live").status == 503:
        assert time.monotonic() < until
        time.sleep(0.02)
    still_serves(room)


def status_of(reply):
    return int(reply.split(b" ", 2)[1]) if reply else None


def test_what_is_no_image_is_refused_at_the_door():
    with ReadingRoom() as room:
        problem(room.upload(("a.png", b"")), 422, "unreadable")
        problem(room.upload(("a.png", b"GIF89a" + b"\0" * 100)), 415, "unsupported")
        problem(room.upload(("a.dcm", b"Patient: Erika Mustermann")), 415, "unsupported")
        several = room.upload(("a.txt", b"text"), GOOD, ("b.exe", b"MZ\x90"))
        assert several.status == 202, several
        a, b, c = several.json["items"]
        assert a["problem"]["code"] == c["problem"]["code"] == "unsupported" and b["id"], several
        none = room.upload(("a.txt", b"text"), ("b.txt", b"text"))
        assert none.status == 415 and len(none.json["items"]) == 2, none
        problem(room.upload(GOOD, part="tail"), 400, "bad_argument")
        given, = room.upload(GOOD, part="knee").json["items"]
        assert room.finding(given["id"])["finding"]["part"] == "knee"


def png(width, height, rows):
    chunk = lambda kind, data: struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0))
            + chunk(b"IDAT", rows) + chunk(b"IEND", b""))


def test_bombs_are_refused_by_what_they_declare():
    with ReadingRoom() as room:
        still_serves(room)
        before = memory_mib(room)
        huge = png(2**31 - 1, 2**31 - 1, zlib.compress(b"\0" * 1000))
        # 2 GiB of zeros for a small picture: a thousandth of it on the wire.
        packer = zlib.compressobj(9)
        rows = b"".join(packer.compress(bytes(1 << 20)) for _ in range(256)) + packer.flush()
        bloated = png(100, 100, rows)
        dicom = bytearray((FILMS / "good" / "hip.dcm").read_bytes())
        at = dicom.index(b"\x28\x00\x10\x00US\x02\x00")  # Rows
        dicom[at + 8:at + 10] = b"\xff\xff"
        at = dicom.index(b"\x28\x00\x11\x00US\x02\x00")  # Columns
        dicom[at + 8:at + 10] = b"\xff\xff"
        items = room.upload(("huge.png", huge), ("bloated.png", bloated), ("huge.dcm", bytes(dicom))).json["items"]
        states = [room.finding(i["id"]) for i in items]
        assert states[0]["status"] == states[2]["status"] == "failed", states
        assert states[0]["problem"]["code"] in ("unsupported", "unreadable"), states
        still_serves(room)
        assert memory_mib(room) - before < 100, (before, memory_mib(room))


def test_an_upload_beyond_the_limits_costs_no_memory():
    with ReadingRoom("--max-file-mib", 2, "--max-request-mib", 8, "--max-files", 5) as room:
        still_serves(room)
        before = memory_mib(room)
        large = ("large.png", GOOD.read_bytes() + bytes(3 << 20))
        problem(room.upload(large), 413, "too_large")
        both = room.upload(large, GOOD)
        assert both.status == 202 and both.json["items"][0]["problem"]["code"] == "too_large", both
        problem(room.upload(*[("a.png", b"x")] * 6), 413, "too_large")
        # Declared: refused before a byte of it is read.
        reply = room.raw(b"POST /api/v1/radiographs HTTP/1.1\r\nHost: localhost\r\nContent-Type: multipart/form-data; "
                         b"boundary=x\r\nContent-Length: 99999999999\r\n\r\n")
        assert status_of(reply) == 413 and b"Connection: close" in reply, reply
        assert memory_mib(room) - before < 30, (before, memory_mib(room))
        still_serves(room)


def test_malformed_forms_are_refused():
    with ReadingRoom() as room:
        post = lambda body, kind: room.ask("POST", "/api/v1/radiographs", body, {"Content-Type": kind})
        body, kind = form([("a.png", GOOD.read_bytes())])
        problem(post(body, "application/json"), 415, "unsupported")
        problem(post(body, "multipart/form-data"), 400, "bad_argument")
        problem(post(body, "multipart/form-data; boundary=" + "b" * 71), 400, "bad_argument")
        problem(post(body, "multipart/form-data; boundary=another"), 400, "bad_argument")
        problem(post(body[:-20], kind), 400, "bad_argument")
        problem(post(b"", kind), 400, "bad_argument")
        problem(post(b"--boundary-of-the-test--\r\n", kind), 400, "bad_argument")
        problem(post(body.replace(b'name="file"', b'name="image"'), kind), 400, "bad_argument")
        problem(post(body.replace(b"Content-Disposition", b"Content-Position"), kind), 400, "bad_argument")
        fields, _ = form([], {"study": "x" * 5000})
        problem(post(fields, kind), 400, "bad_argument")
        line = b"--boundary-of-the-test\r\n" + b"X: " + b"y" * 10000
        problem(post(line, kind), 400, "bad_argument")
        still_serves(room)


def test_malformed_json_is_refused():
    with ReadingRoom() as room:
        id = room.upload(GOOD).json["items"][0]["id"]
        put = lambda body: room.ask("PUT", f"/api/v1/radiographs/{id}/opinion", body, {"Content-Type": "application/json"})
        for body in (b"", b"{", b"[]", b'"agree"', b"\xff\xfe", b"{" * 100_000, b"[" * 1_000_000,
                     b'{"opinion": "agree", "comment": "\xff"}', b'{"opinion":"agree","comment":"\\ud800"}',
                     b'{"opinion": "agree", "boxes": [{"left":1e999,"top":0,"width":1,"height":1}]}'):
            problem(put(body), 400, "bad_argument")
        problem(put(b" " * (2 << 20)), 413, "too_large")
        still_serves(room)


def test_tricks_with_names_become_no_path():
    with tempfile.TemporaryDirectory() as folder:
        # So deep that every trick below ends in a folder of this test's own: other tests write beside it.
        data = pathlib.Path(folder) / "a" / "b" / "data"
        data.parent.mkdir(parents=True)
        with ReadingRoom(data=data) as room:
            check_tricks(room)
        beside = [path for path in pathlib.Path(folder).rglob("*") if not path.is_relative_to(data)]
        assert beside == [data.parent.parent, data.parent], beside


def check_tricks(room):
    for sent, kept in (("../../../evil.png", "evil.png"), ("/etc/passwd", "passwd"), ("C:\\x\\y.png", "y.png"),
                       ("..", "unnamed"), ("", "unnamed"), ("a%2f..%2fb.png", "a%2f..%2fb.png"),
                       ("\x01\x1b[31m.png", None), ("x" * 4000, None), ("<script>alert(1)</script>.png", None)):
        item, = room.upload((sent, GOOD.read_bytes())).json["items"]
        name = room.get(f"/api/v1/radiographs/{item['id']}").json["name"]
        assert kept is None or name == kept, (sent, name)
        assert "/" not in name and len(name.encode()) <= 255 and "\x1b" not in name or kept is None, name
    for path in ("/../../etc/passwd", "/..%2f..%2fetc/passwd", "/assets/../../../etc/passwd", "//etc/passwd",
                 "/api/v1/radiographs/..", "/api/v1/radiographs/%00", "/api/v1/radiographs/" + "x" * 3000,
                 "/api/v1/radiographs/'%20OR%201=1--"):
        problem(room.get(path), 404, "not_found")


def test_broken_http_is_refused():
    with ReadingRoom() as room:
        host = b"Host: localhost\r\n"
        for request, wanted in (
                (b"nonsense\r\n\r\n", (400, None)), (b"GET\r\n\r\n", (400, None)), (b"\0" * 5000, (400, None)),
                (b"GET / HTTP/9.9\r\n\r\n", (400, None)),
                (b"GET /" + b"a" * 10000 + b" HTTP/1.1\r\n" + host + b"\r\n", (400, 414)),
                (b"GET / HTTP/1.1\r\n" + b"A: " + b"b" * 100000 + b"\r\n\r\n", (400, None)),
                (b"GET / HTTP/1.1\r\n" + b"A: b\r\n" * 20000 + b"\r\n", (400, None)),
                (b"POST /api/v1/radiographs HTTP/1.1\r\n" + host + b"Transfer-Encoding: chunked\r\n\r\n"
                 + b"f" * 100000, (411,)),
                (b"POST /api/v1/radiographs HTTP/1.1\r\n" + host + b"Content-Length: -5\r\n\r\n", (411, 400)),
                (b"POST /api/v1/radiographs HTTP/1.1\r\n" + host + b"Content-Length: 10\r\n\r\nabc", (400, 415)),
                (b"PUT /api/v1/radiographs HTTP/1.1\r\n" + host + b"Content-Length: 3\r\n\r\nabc", (405,)),
                (b"GET / HTTP/1.1\r\n" + host + host + b"\r\n", (400,)),
                (b"POST /api/v1/radiographs HTTP/1.1\r\n" + host + b"Content-Length: 0\r\nContent-Length: 9\r\n\r\n", (400,)),
                (b"BREW / HTTP/1.1\r\n" + host + b"\r\n", (400, 405)),
                (b"GET /nowhere HTTP/1.1\r\n" + host + b"\r\n", (404,)),
                # Many overlapping ranges would be many copies.
                (b"GET /api/v1/pack HTTP/1.1\r\n" + host + b"Range: bytes=" + b"0-," * 600 + b"0-\r\nConnection: close\r\n\r\n",
                 (200, 416)),
                (b"GET /api/v1/pack HTTP/1.1\r\n" + host + b"Range: bytes=" + b"0-," * 2700 + b"0-\r\nConnection: close\r\n\r\n",
                 (200, 400, 416))):
            got = status_of(room.raw(request))
            assert got in wanted, (request[:80], got)
        assert room.process.poll() is None
        gzip = room.ask("POST", "/v2/models/tiny/infer", zlib.compress(bytes(1 << 20)), {"Content-Encoding": "gzip"})
        problem(gzip, 415, "unsupported")
        still_serves(room)


def test_hosts_and_origins_that_are_not_ours_are_refused():
    with ReadingRoom() as room:
        problem(room.get("/api/v1/radiographs", headers={"Host": "evil.example"}), 421, "forbidden")
        problem(room.get("/api/v1/radiographs", headers={"Host": "127.0.0.1.evil.example:80"}), 421, "forbidden")
        assert room.get("/api/v1/radiographs", headers={"Host": "localhost"}).status == 200
        assert room.get("/v2/health/live", headers={"Host": "10.1.2.3:80"}).status == 200
        for origin in ("http://evil.example", "null", f"http://localhost:{room.port + 1}"):
            problem(room.upload(GOOD, headers={"Origin": origin}), 403, "forbidden")
        assert room.upload(GOOD, headers={"Origin": f"http://127.0.0.1:{room.port}"}).status == 202


def test_slow_and_silent_clients_hold_nobody_up():
    # Short for a test, and yet so long that a busy machine does not end what this test is still at.
    with ReadingRoom("--max-connections", 8, "--head-seconds", 3, "--body-seconds", 3) as room:
        silent = [socket.create_connection(("127.0.0.1", room.port)) for _ in range(8)]
        for s in silent:
            s.sendall(b"GET / HT")
        # All places are taken by requests that do not end: a clear answer, then room again.
        full = room.raw(b"GET /v2/health/live HTTP/1.1\r\nHost: localhost\r\n\r\n")
        assert status_of(full) == 503 and b"Retry-After" in full, full
        soon_serves(room)
        for s in silent:
            s.close()
        # One byte of a head, then one more, and so on: the whole head has a time, not each byte.
        drip = socket.create_connection(("127.0.0.1", room.port))
        cut_off = False
        try:
            for byte in b"GET /v2/health/live HTTP/1.1\r\nX: " + b"y" * 1000:  # for 50 s
                drip.sendall(bytes([byte]))
                time.sleep(0.05)
        except OSError:
            cut_off = True
        assert cut_off
        # A body that trickles.
        body = socket.create_connection(("127.0.0.1", room.port))
        body.sendall(b"POST /api/v1/radiographs HTTP/1.1\r\nHost: localhost\r\nContent-Type: multipart/form-data; "
                     b"boundary=x\r\nContent-Length: 100000\r\n\r\n--x\r\n")
        body.settimeout(60)
        assert status_of(body.recv(65536)) == 408
        # A client that asks and does not read.
        for _ in range(3):
            deaf = socket.create_connection(("127.0.0.1", room.port))
            deaf.sendall(b"GET /api/v1/pack HTTP/1.1\r\nHost: localhost\r\n\r\n" * 50)
        still_serves(room)
        # Half-open: closed by the client without a word.
        for _ in range(20):
            s = socket.create_connection(("127.0.0.1", room.port))
            s.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            s.sendall(b"POST /api/v1/radiographs HTTP/1.1\r\n")
            s.close()
        soon_serves(room)


def test_nothing_that_identifies_is_in_the_log():
    with ReadingRoom() as room:
        film = FILMS / "good" / "hip.dcm"
        item, = room.upload(("Mustermann_Erika.dcm", film.read_bytes())).json["items"]
        room.finding(item["id"])
        room.upload(("Mustermann_Erika.txt", b"no image"))
        room.get(f"/api/v1/radiographs/{item['id']}/overlay.png?patient=Mustermann")
        room.get("/Mustermann")
        room.stop()
        log = room.logged()
        for word in ("Mustermann", "MUSTERMANN", "Erika", item["id"], item["study"], ".dcm"):
            assert word not in log, word
        lines = [json.loads(line) for line in log.splitlines()]
        requests = [line for line in lines if line["event"] == "request"]
        assert {"method", "route", "status", "ms", "bytes", "at"} <= set(requests[0]), requests[0]
        assert any(r["route"] == "/api/v1/radiographs/{id}/overlay.png" for r in requests)
        assert any(r["route"] == "none" and r["status"] == 404 for r in requests)


run_tests(sys.modules[__name__])
