"""Two workers and one PostgreSQL: one is killed in the middle, and every radiograph has one finding."""
import sys
import tempfile

from reading_room import *

COUNT = int(os.environ.get("OSTEON_TEST_IMAGES", "200"))


def worker(store, data, *options):
    command = [OSTEON, "work", "--store", store, "--data", data, "--model", STAGE / "tiny", "--threads", 1,
               "--lease", 2, *options]
    process = subprocess.Popen([str(w) for w in command], stdout=subprocess.PIPE, text=True)
    assert process.stdout.readline() == "working\n"
    return process


def test_one_of_two_workers_is_killed_in_the_middle():
    store = os.environ.get("OSTEON_TEST_POSTGRESQL")
    if not store:
        skip("OSTEON_TEST_POSTGRESQL names no server; tests/store/with_postgresql starts one")
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        films = phantoms(folder / "films", COUNT)
        with ReadingRoom("--no-worker", "--queue", COUNT, store=store, data=folder / "data") as room:
            ids = []
            for at in range(0, COUNT, 50):
                ids += [i["id"] for i in room.upload(*films[at:at + 50]).json["items"]]
            assert len(set(ids)) == COUNT
            doomed = worker(store, folder / "data")
            other = worker(store, folder / "data")
            done = lambda: room.get("/api/v1/radiographs?status=done&limit=1").json["total"]
            while done() < COUNT // 5:
                time.sleep(0.01)
            doomed.kill()
            doomed.wait()
            doomed.stdout.close()
            at_kill = done()
            assert at_kill < COUNT, "the kill came too late to show anything"
            until = time.monotonic() + 300
            while done() < COUNT:
                assert time.monotonic() < until, (done(), COUNT)
                time.sleep(0.1)
            print(f"{at_kill} of {COUNT} were done when one worker was killed; all are now")
            figures = room.get("/api/v1/statistics").json
            assert sum(day["read"] for day in figures["days"]) == COUNT, figures
            assert figures["queue"]["waiting"] == figures["queue"]["reading"] == 0, figures
            assert all(room.get(f"/api/v1/radiographs/{id}").json["finding"] for id in ids)
            other.terminate()
            assert other.wait(timeout=30) == 0
            other.stdout.close()


run_tests(sys.modules[__name__])
