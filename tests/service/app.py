"""`osteon app`: a private folder, a free port, and the browser."""
import stat
import sys
import tempfile

from reading_room import *


def start(folder, *options):
    """With a browser that only writes down what it was to open."""
    programs = folder / "bin"
    programs.mkdir(exist_ok=True)
    opener = programs / "xdg-open"
    opener.write_text(f'#!/bin/sh\necho "$1" >"{folder}/opened"\n')
    opener.chmod(0o755)
    environment = {**os.environ, "XDG_DATA_HOME": str(folder / "share"), "PATH": f"{programs}:{os.environ['PATH']}"}
    process = subprocess.Popen([OSTEON, "app", "-m", str(STAGE / "tiny"), "--threads", "1", *options],
                               stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, env=environment)
    return process, process.stdout.readline().strip()


def test_it_opens_what_it_serves_from_a_folder_that_nobody_else_can_read():
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        process, address = start(folder)
        until = time.monotonic() + 60
        while not (folder / "opened").exists() or not (folder / "opened").read_text():
            assert time.monotonic() < until
            time.sleep(0.05)
        assert (folder / "opened").read_text().strip() == address and address.startswith("http://127.0.0.1:")
        assert stat.S_IMODE((folder / "share" / "osteon").stat().st_mode) == 0o700
        where, key = address.removeprefix("http://").split("/")

        def get(path, cookie=""):
            connection = http.client.HTTPConnection(where)
            connection.request("GET", path, headers={"Cookie": cookie})
            response = connection.getresponse()
            answer = Answer(response.status, response.headers, response.read())
            connection.close()
            return answer

        # The key in the address becomes a cookie; who has neither is not let in.
        welcome = get("/" + key)
        assert welcome.status == 303 and welcome.headers["Location"] == "./", welcome
        cookie = welcome.headers["Set-Cookie"].split(";")[0]
        assert get("/api/v1/session", cookie).json["user"] == "local"
        problem(get("/api/v1/session"), 401, "unauthorised")
        problem(get("/api/v1/radiographs", cookie[:-1] + "x"), 401, "unauthorised")
        assert "Set-Cookie" not in get("/?key=guess").headers
        process.terminate()
        assert process.wait(timeout=30) == 0
        process.stdout.close()


def test_two_of_one_user_take_two_ports_and_share_the_folder():
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        one, first = start(folder, "--no-browser")
        two, second = start(folder, "--no-browser")
        assert first != second and second
        assert not (folder / "opened").exists()
        for process in (one, two):
            process.terminate()
            assert process.wait(timeout=30) == 0
            process.stdout.close()


run_tests(sys.modules[__name__])
