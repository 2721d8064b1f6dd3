"""Each route of the API does what its description says; every answer fits its own schema."""
import csv
import io
import json
import pathlib
import struct
import subprocess
import sys
import tempfile
import threading

from described import *


def test_a_radiograph_goes_in_and_its_finding_comes_out():
    with ReadingRoom(pack="always") as room:
        answer = room.upload(*GOOD)
        assert answer.status == 202, answer
        check_schema(room, "POST", "/api/v1/radiographs", answer)
        items = answer.json["items"]
        assert [i["name"] for i in items] == [f.name for f in GOOD]
        assert all(i["status"] == "waiting" and not i["known"] for i in items)
        for item, film in zip(items, GOOD):
            radiograph = room.finding(item["id"])
            assert radiograph["status"] == "done", radiograph
            assert radiograph["finding"]["finding"] == "fracture", radiograph
            assert (radiograph["width"], radiograph["height"]) == (224, 288)
            # The service says what the command line says.
            line = json.loads(subprocess.run([OSTEON, "predict", "--json", "-m", STAGE / "always", film],
                                             check=True, capture_output=True).stdout)
            line.pop("file")
            assert radiograph["finding"] == line, (radiograph["finding"], line)


def test_bytes_that_were_read_before_are_answered_at_once():
    with ReadingRoom() as room:
        first, = room.upload(GOOD[0]).json["items"]
        done = room.finding(first["id"])
        again, = room.upload(("another name.png", GOOD[0].read_bytes())).json["items"]
        assert again["known"] and again["status"] == "done" and again["id"] != first["id"], again
        twin = room.get(f"/api/v1/radiographs/{again['id']}").json
        assert twin["finding"] == done["finding"] and twin["name"] == "another name.png"
        assert twin["width"] == done["width"], twin


def test_pictures_of_a_radiograph():
    with ReadingRoom(pack="always") as room:
        item, = room.upload(GOOD[1]).json["items"]
        id = item["id"]
        room.finding(id)
        base = "/api/v1/radiographs/{id}/"
        pixels = ask(room, "GET", base + "pixels", id=id)
        assert (pixels.headers["X-Osteon-Width"], pixels.headers["X-Osteon-Height"]) == ("224", "288")
        values = struct.unpack(f"<{224 * 288}H", pixels.body)
        assert max(values) > 2 * min(values)
        small = ask(room, "GET", base + "pixels", query="?longest=64", id=id)
        assert small.headers["X-Osteon-Height"] == "64" and len(small.body) == 64 * 50 * 2, small.headers
        mean = lambda v: sum(v) / len(v)
        assert abs(mean(values) - mean(struct.unpack("<3200H", small.body))) < 700
        for name, magic in (("thumbnail.png", b"\x89PNG"), ("overlay.png", b"\x89PNG"), ("report.pdf", b"%PDF-")):
            picture = ask(room, "GET", base + name, id=id)
            assert picture.status == 200 and picture.body.startswith(magic), picture
        thumbnail = ask(room, "GET", base + "thumbnail.png", id=id).body
        assert max(struct.unpack(">II", thumbnail[16:24])) == 256
        heatmap = ask(room, "GET", base + "heatmap", id=id).json
        assert len(heatmap["values"]) == heatmap["columns"] * heatmap["rows"]
        assert ask(room, "GET", base + "file", id=id).body == GOOD[1].read_bytes()
        finding = ask(room, "GET", base + "finding.json", id=id).json
        assert finding["file"] == "knee.png" and finding["finding"] == "fracture"
        head = room.ask("HEAD", f"/api/v1/radiographs/{id}/thumbnail.png")
        assert head.status == 200 and head.body == b""


def test_what_cannot_be_answered_says_why():
    with ReadingRoom() as room:
        names = ("blank.png", "small.png", "photograph.png", "truncated.jpg")
        items = room.upload(*[FILMS / name for name in names]).json["items"]
        said = [room.finding(i["id"])["finding"] for i in items]
        assert [s["reason"] for s in said] == ["blank", "too_small", "not_a_radiograph", None], said
        assert said[3]["incomplete"]
        assert all(s["finding"] == "cannot_answer" for s in said[:3])
        answer = ask(room, "GET", "/api/v1/radiographs/{id}/heatmap", id=items[0]["id"])
        problem(answer, 404, "not_found")
        photograph = ask(room, "GET", "/api/v1/radiographs/{id}/overlay.png", id=items[2]["id"])
        problem(photograph, 422, "not_a_radiograph")


def test_a_bad_file_costs_only_itself():
    with ReadingRoom("--batch", 16, "--gather-ms", 300) as room:
        bad = FILMS / "bad"
        files = [GOOD[0], bad / "truncated.png", GOOD[1], bad / "truncated.dcm", GOOD[2]]
        items = room.upload(*files).json["items"]
        states = [room.finding(i["id"]) for i in items]
        assert [s["status"] for s in states] == ["done", "failed", "done", "failed", "done"], states
        for state in (states[1], states[3]):
            assert state["problem"]["code"] == "unreadable" and state["problem"]["status"] == 422, state
            assert "MUSTERMANN" not in json.dumps(state)


def counted(room, name):
    line, = (l for l in room.get("/metrics").body.decode().splitlines() if l.startswith(name + " "))
    return float(line.split()[1])


def test_radiographs_that_arrive_together_run_together():
    with tempfile.TemporaryDirectory() as folder, ReadingRoom("--gather-ms", 10000, "--batch", 8) as room:
        # A batch that is full waits no longer, so that the 10 s are for a machine with much else to do.
        films = phantoms(pathlib.Path(folder) / "f", 16)
        answers = []
        senders = [threading.Thread(target=lambda f=f: answers.append(room.upload(f))) for f in films]
        for sender in senders:
            sender.start()
        for sender in senders:
            sender.join()
        for answer in answers:
            assert room.finding(answer.json["items"][0]["id"])["status"] == "done"
        assert counted(room, "osteon_batched_total") == 16
        assert counted(room, "osteon_batches_total") <= 3


def test_a_radiograph_alone_does_not_wait_long_for_company():
    with ReadingRoom("--gather-ms", 200, "--batch", 64) as room:
        room.finding(room.upload(GOOD[1]).json["items"][0]["id"])  # the first also prepares the network
        began = time.monotonic()
        room.finding(room.upload(GOOD[0]).json["items"][0]["id"])
        assert 0.2 <= time.monotonic() - began < 20  # and not until a batch of 64 is full


def test_views_of_a_study():
    with tempfile.TemporaryDirectory() as folder, ReadingRoom(pack="always") as room:
        first, = room.upload(GOOD[0]).json["items"]
        second, = room.upload(GOOD[1], study=first["study"]).json["items"]
        assert second["study"] == first["study"]
        for item in (first, second):
            room.finding(item["id"])
        study = ask(room, "GET", "/api/v1/studies/{id}", id=first["study"])
        assert len(study.json["radiographs"]) == 2 and study.json["finding"]["finding"] == "fracture"
        # DICOM objects of one study come together by themselves: the same object, with another byte of
        # pixels, still names it.
        dicom = GOOD[3].read_bytes()
        views = room.upload(("1.dcm", dicom), ("2.dcm", dicom[:-1] + bytes([dicom[-1] ^ 1]))).json["items"]
        assert views[0]["study"] == views[1]["study"] != first["study"], views
        gone = ask(room, "DELETE", "/api/v1/studies/{id}", id=first["study"])
        assert gone.status == 204
        problem(ask(room, "GET", "/api/v1/studies/{id}", id=first["study"]), 404, "not_found")
        problem(ask(room, "GET", "/api/v1/radiographs/{id}", id=first["id"]), 404, "not_found")
        problem(room.upload(GOOD[0], study="0" * 26), 400, "bad_argument")


def test_the_worklist_is_ordered_filtered_and_paged():
    with tempfile.TemporaryDirectory() as folder, ReadingRoom() as room:
        films = phantoms(pathlib.Path(folder) / "f", 7)
        ids = [room.upload(f).json["items"][0]["id"] for f in films]
        for id in ids:
            room.finding(id)
        route = "/api/v1/radiographs"
        newest = ask(room, "GET", route).json
        assert [i["id"] for i in newest["items"]] == ids[::-1] and newest["total"] == 7
        seen, after = [], ""
        while after is not None:
            page = ask(room, "GET", route, query=f"?limit=3&order=suspicion&after={after}").json
            seen += page["items"]
            after = page["next"]
        assert sorted(i["id"] for i in seen) == sorted(ids)
        probabilities = [i["finding"]["probability"] for i in seen]
        assert probabilities == sorted(probabilities, reverse=True), probabilities
        assert ask(room, "GET", route, query="?status=failed").json["total"] == 0
        assert ask(room, "GET", route, query="?finding=possible&status=done").json["total"] == 7
        assert ask(room, "GET", route, query="?from=2100-01-01").json["total"] == 0
        assert ask(room, "GET", route, query="?to=2100-01-01T00:00:00Z&opinion=none").json["total"] == 7
        for wrong in ("status=lost", "limit=0", "limit=x", "limit=501", "order=oldest", "from=yesterday",
                      "after=nowhere", "opinion=maybe", "finding=broken"):
            problem(ask(room, "GET", route, query="?" + wrong), 400, "bad_argument")


def test_a_reader_judges_and_the_table_of_verdicts_can_be_evaluated():
    with tempfile.TemporaryDirectory() as folder, ReadingRoom(pack="always") as room:
        folder = pathlib.Path(folder)
        films = phantoms(folder / "f", 4)
        ids = [room.upload(f).json["items"][0]["id"] for f in films]
        for id in ids:
            room.finding(id)
        opinion = "/api/v1/radiographs/{id}/opinion"
        put = lambda id, value: ask(room, "PUT", opinion, json.dumps(value), {"Content-Type": "application/json"}, id=id)
        box = {"left": 10, "top": 20, "width": 30, "height": 40}
        answer = put(ids[0], {"opinion": "agree", "comment": "Köhler's line, \"broken\"", "boxes": [box]})
        assert answer.json["opinion"]["by"] == "local" and answer.json["opinion"]["boxes"] == [box]
        put(ids[1], {"opinion": "disagree"})
        put(ids[2], {"opinion": "unsure"})
        put(ids[3], {"opinion": "unsure"})
        assert put(ids[3], {"opinion": "agree"}).json["opinion"]["opinion"] == "agree"
        assert ask(room, "GET", "/api/v1/radiographs", query="?opinion=agree").json["total"] == 2
        table = ask(room, "GET", "/api/v1/opinions.csv").body.decode()
        rows = {r["path"]: r for r in csv.DictReader(io.StringIO(table))}
        assert len(rows) == 3, table
        assert rows[ids[0]]["label"] == "fractured" and rows[ids[0]]["boxes"] == "10 20 30 40", rows
        assert rows[ids[1]]["label"] == "normal" and rows[ids[1]]["boxes"] == ""
        # As a reader would: the files beside the table, then `osteon evaluate`.
        (folder / "opinions.csv").write_text(table)
        for id in rows:
            (folder / id).write_bytes(room.get(f"/api/v1/radiographs/{id}/file").body)
        done = subprocess.run([OSTEON, "evaluate", f"csv:{folder}/opinions.csv", "-m", STAGE / "always",
                               "--out", folder / "out", "--resamples", "0"], capture_output=True, text=True)
        assert done.returncode == 0, done.stderr
        assert ask(room, "DELETE", opinion, id=ids[0]).status == 204
        problem(ask(room, "DELETE", opinion, id=ids[0]), 404, "not_found")
        for wrong in ({}, {"opinion": "maybe"}, {"opinion": "agree", "boxes": [{"left": 1}]}, {"opinion": 1},
                      {"opinion": "agree", "comment": 3}, {"opinion": "agree", "boxes": "all"},
                      {"opinion": "agree", "boxes": [{**box, "width": -1}]}, {"opinion": "agree", "more": 1},
                      {"opinion": "agree", "boxes": [box] * 101}, {"opinion": "agree", "comment": "x" * 10001}):
            problem(put(ids[0], wrong), 400, "bad_argument")
        problem(put("0" * 26, {"opinion": "agree"}), 404, "not_found")


def test_a_delete_deletes():
    with ReadingRoom() as room:
        item, = room.upload(("unlike-any-other-name.png", GOOD[0].read_bytes())).json["items"]
        id = item["id"]
        room.finding(id)
        room.get(f"/api/v1/radiographs/{id}/thumbnail.png")
        assert ask(room, "DELETE", "/api/v1/radiographs/{id}", id=id).status == 204
        for what in ("", "/pixels", "/thumbnail.png", "/overlay.png", "/report.pdf", "/heatmap", "/file", "/finding.json"):
            problem(ask(room, "GET", "/api/v1/radiographs/{id}" + what, id=id), 404, "not_found")
        problem(ask(room, "DELETE", "/api/v1/radiographs/{id}", id=id), 404, "not_found")
        room.stop()
        pixels = GOOD[0].read_bytes()
        for file in room.folder.rglob("*"):
            assert not file.is_file() or pixels not in file.read_bytes(), file


run_tests(sys.modules[__name__])
