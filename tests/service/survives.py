"""Killed at any moment, full, or out of disk: nothing that was acknowledged is lost or doubled."""
import random
import sys
import tempfile
import threading

from reading_room import *

FILMS = STAGE / "films"
KILLS = int(os.environ.get("OSTEON_TEST_KILLS", "6"))


def test_a_kill_at_any_moment_loses_and_doubles_nothing():
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        films = phantoms(folder / "films", 40)
        seed = random.SystemRandom().randrange(10**6)
        print("seed", seed)
        chance = random.Random(seed)
        acknowledged = {}
        room = ReadingRoom("--lease", 1, "--attempts", 1000, data=folder / "data")
        at = 0
        for _ in range(KILLS):
            room.start()
            killer = threading.Timer(chance.uniform(0.05, 0.8), room.kill)
            killer.start()
            try:
                while at < len(films) * 50:
                    film = films[at % len(films)]
                    name = f"{at}.png"
                    at += 1
                    answer = room.upload((name, film.read_bytes()))
                    if answer.status == 202:
                        acknowledged[name] = answer.json["items"][0]["id"]
            except (OSError, http.client.HTTPException, json.JSONDecodeError):
                pass
            killer.join()
        assert acknowledged
        with room:
            for name, id in acknowledged.items():
                radiograph = room.finding(id)
                assert radiograph["status"] == "done" and radiograph["name"] == name, radiograph
            seen, after = [], ""
            while after is not None:
                page = room.get(f"/api/v1/radiographs?limit=500&after={after}").json
                seen += [i["id"] for i in page["items"]]
                after = page["next"]
            assert len(seen) == len(set(seen)) == page["total"]
            # What was on disk when the kill came, but not yet acknowledged, may be there once.
            assert 0 <= len(seen) - len(acknowledged) <= KILLS, (len(seen), len(acknowledged))
            assert set(acknowledged.values()) <= set(seen)
        # Of uploads that were cut off nothing is left, but what the store clears away an hour later: a
        # kill interrupts one at most.
        assert not any((folder / "data" / "uploads").iterdir())
        assert len(list((folder / "data" / "incoming").iterdir())) <= KILLS
        print(len(acknowledged), "acknowledged over", KILLS, "kills")


def test_a_polite_stop_gives_back_what_has_not_begun():
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        films = phantoms(folder / "films", 24, size="640x640")
        room = ReadingRoom("--batch", 2, data=folder / "data").start()
        ids = [i["id"] for i in room.upload(*films).json["items"]]
        assert room.stop() == 0
        with room:
            left = room.get("/api/v1/radiographs?status=reading").json["total"]
            assert left <= 2, left  # nothing waits for a lease to end
            assert all(room.finding(id)["status"] == "done" for id in ids)


def test_a_full_queue_says_when_to_come_back():
    with tempfile.TemporaryDirectory() as folder:
        films = phantoms(pathlib.Path(folder) / "films", 5)
        with ReadingRoom("--queue", 3, "--no-worker") as room:
            for film in films[:3]:
                assert room.upload(film).status == 202
            problem(room.upload(films[3]), 503, "queue_full")
            answer = room.upload(films[3], films[4])
            assert answer.status == 503 and int(answer.headers["Retry-After"]) > 0
            assert answer.json["items"][0]["problem"]["code"] == "queue_full"
            assert room.get("/api/v1/statistics").json["queue"] == {"waiting": 3, "reading": 0, "limit": 3}
            # Removing one makes room.
            id = room.get("/api/v1/radiographs").json["items"][0]["id"]
            room.ask("DELETE", f"/api/v1/radiographs/{id}")
            assert room.upload(films[3]).status == 202


def test_a_full_disk_is_said_and_leaves_nothing_behind():
    with ReadingRoom("--min-free-mib", 1_000_000) as room:
        problem(room.upload(FILMS / "good" / "hand.png"), 507, "disk_full")
        assert room.get("/api/v1/radiographs").json["total"] == 0


def test_what_is_old_enough_goes():
    with tempfile.TemporaryDirectory() as folder:
        room = ReadingRoom("--no-worker", data=pathlib.Path(folder) / "data")
        with room:
            room.upload(FILMS / "good" / "hand.png")
        import sqlite3
        file = pathlib.Path(folder) / "data" / "osteon.sqlite"
        with sqlite3.connect(file) as database:
            database.execute("UPDATE radiographs SET received = received - 3 * 86400000")
        room.options += ("--keep", "2")
        with room:
            until = time.monotonic() + 60
            while room.get("/api/v1/radiographs").json["total"] > 0:
                assert time.monotonic() < until
                time.sleep(0.1)


run_tests(sys.modules[__name__])
