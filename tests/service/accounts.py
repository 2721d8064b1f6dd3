"""Who may do what: passwords, sessions, tokens, roles, and what other addresses than loopback need."""
import sys
import tempfile

from reading_room import *

FILM = STAGE / "films" / "good" / "hand.png"


def sign_in(room, user, password):
    answer = room.send_json("POST", "/api/v1/session", {"user": user, "password": password})
    return answer, answer.headers.get("Set-Cookie", "").split(";")[0]


def with_accounts(folder):
    data = pathlib.Path(folder) / "data"
    account(data, "anna", "admin", "correct horse")
    account(data, "ben", "reader", "battery staple")
    return data


def test_with_accounts_everybody_signs_in():
    with tempfile.TemporaryDirectory() as folder:
        with ReadingRoom(data=with_accounts(folder)) as room:
            for method, path in (("GET", "/api/v1/session"), ("GET", "/api/v1/radiographs"), ("GET", "/metrics"),
                                 ("POST", "/api/v1/radiographs"), ("GET", "/api/v1/pack"), ("GET", "/api/v1/audit"),
                                 ("POST", "/v2/models/tiny/infer"), ("GET", "/v2/models/tiny")):
                answer = room.ask(method, path)
                problem(answer, 401, "unauthorised")
                assert answer.headers["WWW-Authenticate"] == "Bearer"
            for path in ("/", "/v2/health/live", "/api/openapi.json"):
                assert room.get(path).status == 200, path
            for user, password in (("anna", "wrong"), ("nobody", "correct horse"), ("", ""), ("anna", "")):
                problem(sign_in(room, user, password)[0], 401, "unauthorised")
            answer, cookie = sign_in(room, "ben", "battery staple")
            assert answer.status == 204 and "HttpOnly" in answer.headers["Set-Cookie"], answer.headers
            assert "SameSite=Strict" in answer.headers["Set-Cookie"]
            assert room.get("/api/v1/session", headers={"Cookie": cookie}).json == {
                "user": "ben", "role": "reader", "sign_in_required": True}
            # A form of another site can send the cookie's request, but not this header.
            problem(room.upload(FILM, headers={"Cookie": cookie}), 403, "forbidden")
            sent = room.upload(FILM, headers={"Cookie": cookie, "X-Osteon": "1"})
            assert sent.status == 202, sent
            problem(room.get("/api/v1/audit", headers={"Cookie": cookie}), 403, "forbidden")
            _, admin = sign_in(room, "anna", "correct horse")
            entries = room.get("/api/v1/audit", headers={"Cookie": admin}).json["items"]
            assert any(e["user"] == "ben" and e["action"] == "upload" for e in entries), entries
            assert any(e["action"] == "sign_in_refused" for e in entries)
            assert "wrong" not in json.dumps(entries) and "nobody" not in json.dumps(entries)
            out = room.ask("DELETE", "/api/v1/session", headers={"Cookie": cookie, "X-Osteon": "1"})
            assert out.status == 204 and "Max-Age=0" in out.headers["Set-Cookie"]
            problem(room.get("/api/v1/session", headers={"Cookie": cookie}), 401, "unauthorised")
            problem(room.get("/api/v1/session", headers={"Cookie": "osteon_session=" + "0" * 64}), 401, "unauthorised")


def test_programs_use_tokens():
    with tempfile.TemporaryDirectory() as folder:
        data = with_accounts(folder)
        secret = token(data, "ben")
        with ReadingRoom(data=data) as room:
            bearer = {"Authorization": f"Bearer {secret}"}
            item, = room.upload(FILM, headers=bearer).json["items"]
            assert room.finding(item["id"], headers=bearer)["status"] == "done"
            for wrong in ("Bearer ", "Bearer " + secret[:-1], "Basic " + secret, secret):
                problem(room.get("/api/v1/session", headers={"Authorization": wrong}), 401, "unauthorised")
            listed = subprocess.run([OSTEON, "account", "list", "--data", data], check=True, text=True,
                                    capture_output=True).stdout
            assert "admin \tanna" in listed and "reader\tben" in listed and secret not in listed, listed
            subprocess.run([OSTEON, "account", "remove", "ben", "--data", data], check=True)
            problem(room.get("/api/v1/session", headers=bearer), 401, "unauthorised")
            room.stop()
            for file in pathlib.Path(data).rglob("*"):
                if file.is_file():
                    content = file.read_bytes()
                    assert secret.encode() not in content and b"correct horse" not in content, file
            assert secret not in room.logged() and "correct horse" not in room.logged()


def test_guessing_passwords_is_slow():
    with tempfile.TemporaryDirectory() as folder:
        with ReadingRoom("--sign-ins-a-minute", 3, data=with_accounts(folder)) as room:
            for _ in range(3):
                problem(sign_in(room, "anna", "wrong")[0], 401, "unauthorised")
            problem(sign_in(room, "anna", "correct horse")[0], 429, "too_many_requests")


def test_uploads_of_one_client_have_a_rate():
    with ReadingRoom("--uploads-a-minute", 3) as room:
        assert room.upload(*[(f"{n}.png", FILM.read_bytes()) for n in range(3)]).status == 202
        problem(room.upload(FILM), 429, "too_many_requests")


def refused(*options):
    with tempfile.TemporaryDirectory() as folder:
        room = ReadingRoom(*options, data=pathlib.Path(folder) / "data")
        done = subprocess.run(room.command(), capture_output=True, text=True, timeout=60)
        assert done.returncode == 2 and not done.stdout, done
        return done.stderr


def test_other_addresses_need_accounts_and_tls_or_a_proxy():
    assert "--tls-cert" in refused("--host", "0.0.0.0")
    assert "osteon account add" in refused("--host", "0.0.0.0", "--behind-proxy")
    assert "osteon account add" in refused("--behind-proxy")
    assert "--tls-key" in refused("--tls-cert", "cert.pem")
    assert "cert.pem" in refused("--tls-cert", "cert.pem", "--tls-key", "key.pem")


def test_tls():
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        made = subprocess.run(["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256",
                               "-nodes", "-keyout", folder / "key.pem", "-out", folder / "cert.pem", "-days", "2",
                               "-subj", "/CN=localhost"], capture_output=True)
        assert made.returncode == 0, made.stderr
        data = with_accounts(folder)
        with ReadingRoom("--host", "0.0.0.0", "--tls-cert", folder / "cert.pem", "--tls-key", folder / "key.pem",
                         "--head-seconds", 3, data=data, tls=True) as room:
            answer, cookie = sign_in(room, "anna", "correct horse")
            assert answer.status == 204 and "; Secure" in answer.headers["Set-Cookie"], answer.headers
            assert "Strict-Transport-Security" in answer.headers
            headers = {"Cookie": cookie, "X-Osteon": "1"}
            item, = room.upload(FILM, headers=headers).json["items"]
            room.finding(item["id"], headers=headers)
            file = room.get(f"/api/v1/radiographs/{item['id']}/file", headers=headers)
            assert file.body == FILM.read_bytes()
            # Plain HTTP, half a handshake and silence are no TLS; others are served meanwhile.
            plain = socket.create_connection(("127.0.0.1", room.port), timeout=60)
            plain.sendall(b"GET / HTTP/1.1\r\n\r\n")
            read_all(plain)
            silent = [socket.create_connection(("127.0.0.1", room.port), timeout=60) for _ in range(5)]
            assert room.get("/v2/health/live").status == 200
            assert all(s.recv(100) == b"" for s in silent)


def test_behind_a_proxy_its_word_is_taken():
    with tempfile.TemporaryDirectory() as folder:
        with ReadingRoom("--behind-proxy", "--sign-ins-a-minute", 1, data=with_accounts(folder)) as room:
            def attempt(client):
                return room.send_json("POST", "/api/v1/session", {"user": "anna", "password": "correct horse"},
                                      {"X-Forwarded-For": client, "X-Forwarded-Proto": "https",
                                       "X-Forwarded-Host": "films.example", "Origin": "https://films.example"})
            answer = attempt("192.0.2.1")
            assert answer.status == 204 and "; Secure" in answer.headers["Set-Cookie"], answer
            problem(attempt("6.6.6.6, 192.0.2.1"), 429, "too_many_requests")
            assert attempt("192.0.2.2").status == 204


def test_a_name_keeps_other_names_out():
    with tempfile.TemporaryDirectory() as folder:
        with ReadingRoom("--name", "films.example") as room:
            assert room.get("/api/v1/pack", headers={"Host": "films.example:443"}).status == 200
            problem(room.get("/api/v1/pack", headers={"Host": "localhost"}), 421, "forbidden")


run_tests(sys.modules[__name__])
