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

import jsonschema

from reading_room import *

FILMS = STAGE / "films"
GOOD = [FILMS / "good" / name for name in ("hand.png", "knee.png", "foot.jpg", "hip.dcm")]


def check_schema(room, method, pattern, answer):
    """Holds an answer against what the OpenAPI description says of this route and status."""
    description = room.get("/api/openapi.json").json
    operation = description["paths"][pattern][method.lower()]
    replies = operation["responses"]
    reply = replies.get(str(answer.status), replies["default"])
    if "$ref" in reply:
        reply = description["components"]["responses"]["Problem"]
    if "content" not in reply:
        assert answer.body == b"", answer
        return
    (kind, content), = reply["content"].items()
    assert answer.headers["Content-Type"].split(";")[0] == kind, (pattern, answer.headers["Content-Type"])
    if not kind.endswith("json"):
        return
    jsonschema.Draft202012Validator({**content["schema"], "components": description["components"]}).validate(
        answer.json)


def ask(room, method, pattern, body=None, headers=None, query="", **places):
    path = pattern
    for name, value in places.items():
        path = path.replace("{" + name + "}", value)
    answer = room.ask(method, path + query, body, headers)
    check_schema(room, method, pattern, answer)
    return answer


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
    with tempfile.TemporaryDirectory() as folder, ReadingRoom("--gather-ms", 2000, "--batch", 8) as room:
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
        assert 0.2 <= time.monotonic() - began < 3


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


def test_figures_pack_audit_and_metrics():
    with ReadingRoom(pack="always") as room:
        items = room.upload(*GOOD, FILMS / "blank.png", FILMS / "bad" / "truncated.png").json["items"]
        for item in items:
            room.finding(item["id"])
        room.send_json("PUT", f"/api/v1/radiographs/{items[0]['id']}/opinion", {"opinion": "agree"})
        room.get(f"/api/v1/radiographs/{items[0]['id']}/overlay.png")
        figures = ask(room, "GET", "/api/v1/statistics").json
        day, = figures["days"]
        assert day["read"] == 5 and day["cannot_answer"] == 1 and day["failed"] == 1, day
        assert sum(part["fracture"] for part in day["by_part"].values()) == 4, day
        assert figures["agreement"] == {"agree": 1, "disagree": 0, "unsure": 0}
        assert figures["latency_ms"]["p50"] > 0 and figures["queue"]["limit"] == 1000
        pack = ask(room, "GET", "/api/v1/pack").json
        assert pack["name"] == "tiny" and len(pack["parts"]) == 8 and pack["input"]["formats"][0], pack
        audit = ask(room, "GET", "/api/v1/audit").json["items"]
        actions = {(entry["action"], entry["subject"], entry["user"]) for entry in audit}
        for action in ("upload", "opinion", "view"):
            assert (action, items[0]["id"], "local") in actions, actions
        metrics = ask(room, "GET", "/metrics").body.decode()
        assert 'osteon_uploads_total{known="false"} 6' in metrics, metrics
        assert 'finding="cannot_answer"} 1' in metrics and 'osteon_failures_total{code="unreadable"} 1' in metrics
        assert 'osteon_requests_total{method="POST",route="/api/v1/radiographs",status="202"} 1' in metrics
        assert items[0]["id"] not in metrics
        session = ask(room, "GET", "/api/v1/session").json
        assert session == {"user": "local", "role": "admin", "sign_in_required": False}
        problem(ask(room, "POST", "/api/v1/session", json.dumps({"user": "a", "password": "b"}),
                    {"Content-Type": "application/json"}), 409, "bad_argument")


def test_the_open_inference_protocol():
    import base64
    with ReadingRoom(pack="always") as room:
        assert ask(room, "GET", "/v2/health/live").json == {"live": True}
        until = time.monotonic() + 30
        while ask(room, "GET", "/v2/health/ready").status != 200:
            assert time.monotonic() < until
            time.sleep(0.05)
        assert ask(room, "GET", "/v2/models/{name}/ready", name="tiny").json["ready"]
        assert ask(room, "GET", "/v2").json["name"] == "osteon"
        model = ask(room, "GET", "/v2/models/{name}", name="tiny").json
        assert [i["name"] for i in model["inputs"]] == ["image", "prepared"], model
        side = model["inputs"][1]["shape"][2]
        infer = lambda value, name="tiny": ask(room, "POST", "/v2/models/{name}/infer", json.dumps(value),
                                               {"Content-Type": "application/json"}, name=name)
        files = [base64.b64encode(f.read_bytes()).decode() for f in GOOD]
        image = {"name": "image", "shape": [len(files)], "datatype": "BYTES", "data": files}
        answer = infer({"id": "42", "inputs": [image]})
        assert answer.status == 200, answer
        assert answer.json["id"] == "42" and answer.json["model_name"] == "tiny"
        outputs = {o["name"]: o for o in answer.json["outputs"]}
        assert outputs["finding"]["data"] == ["fracture"] * 4 and outputs["finding"]["shape"] == [4]
        lines = subprocess.run([OSTEON, "predict", "--json", "-m", STAGE / "always", *GOOD], check=True,
                               capture_output=True).stdout.splitlines()
        for line, probability, part in zip(map(json.loads, lines), outputs["probability"]["data"], outputs["part"]["data"]):
            assert abs(line["probability"] - probability) < 1e-3 and line["part"] == part
        assert [o["name"] for o in infer({"inputs": [image], "outputs": [{"name": "part"}]}).json["outputs"]] == ["part"]
        zeros = {"name": "prepared", "datatype": "FP32", "shape": [2, 1, side, side], "data": [0.0] * (2 * side * side)}
        flat = infer({"inputs": [zeros]}).json["outputs"]
        nested = infer({"inputs": [{**zeros, "data": [[[[0.0] * side] * side]] * 2}]}).json["outputs"]
        assert flat == nested and flat[0]["shape"] == [2]
        photograph = {**image, "shape": [1], "data": [base64.b64encode((FILMS / "photograph.png").read_bytes()).decode()]}
        said = {o["name"]: o["data"] for o in infer({"inputs": [photograph]}).json["outputs"]}
        assert said["finding"] == ["cannot_answer"] and said["probability"] == [-1.0] and said["reason"] == ["not_a_radiograph"]
        for wrong in ([], {}, {"inputs": []}, {"inputs": [1]}, {"inputs": [image, image]},
                      {"inputs": [{**image, "datatype": "FP32"}]}, {"inputs": [{**image, "data": ["%%%"] * 4}]},
                      {"inputs": [{**image, "shape": [3]}]}, {"inputs": [{**image, "data": None}]},
                      {"inputs": [{**image, "shape": ["4"]}]}, {"inputs": [{**image, "name": 7}]},
                      {"inputs": [{**zeros, "shape": [1, 1, side, side]}]}, {"inputs": [{**zeros, "shape": [1, 1, 1, 1]}]},
                      {"inputs": [{**zeros, "shape": [10**12, 1, side, side]}]}, {"inputs": [{**zeros, "data": ["x"]}]},
                      {"inputs": [image], "outputs": [{"name": "nothing"}]}):
            problem(infer(wrong), 400, "bad_argument")
        problem(infer({"inputs": [{**image, "shape": [1], "data": ["AAAA"]}]}), 422, "unreadable")
        problem(infer({"inputs": [image]}, name="another"), 404, "not_found")

        # As Triton's own client sends it: the bytes behind the JSON, whose length a header says.
        def infer_binary(tensor, binary, length=None):
            text = json.dumps({"inputs": [{**tensor, "parameters": {"binary_data_size": len(binary)}}]}).encode()
            return ask(room, "POST", "/v2/models/{name}/infer", text + binary,
                       {"Inference-Header-Content-Length": str(len(text) if length is None else length)}, name="tiny")
        binary = b"".join(struct.pack("<I", f.stat().st_size) + f.read_bytes() for f in GOOD)
        without = {k: v for k, v in image.items() if k != "data"}
        assert infer_binary(without, binary).json["outputs"] == answer.json["outputs"]
        empty = {"name": "prepared", "datatype": "FP32", "shape": [2, 1, side, side]}
        assert infer_binary(empty, bytes(2 * side * side * 4)).json["outputs"] == flat
        for wrong in ((without, binary[:-1]), (without, binary + b"x"), (without, b"\xff\xff\xff\xff"), (without, b""),
                      (empty, bytes(7)), (without, binary, 10**9), (without, binary, 3), (without, binary, "x")):
            problem(infer_binary(*wrong), 400, "bad_argument")


def test_the_description_names_every_route_and_is_openapi():
    with ReadingRoom() as room:
        description = room.get("/api/openapi.json").json
        assert description["openapi"] == "3.1.0"
        ids = [o["operationId"] for path in description["paths"].values() for o in path.values()]
        assert len(ids) == len(set(ids)) >= 28, ids
        for schema in description["components"]["schemas"].values():
            jsonschema.Draft202012Validator.check_schema(schema)
        for path, operations in description["paths"].items():
            for operation in operations.values():
                named = {p["name"] for p in operation.get("parameters", []) if p["in"] == "path"}
                assert named == {s[1:-1] for s in path.split("/") if s.startswith("{")}, path
                assert operation["responses"] and operation["summary"]
        try:
            from openapi_spec_validator import validate
        except ImportError:
            print("  (openapi-spec-validator is not installed: its own schema was not asked)")
            return
        validate(description)


def test_the_page_or_how_to_build_it_is_at_the_root():
    with ReadingRoom() as room:
        answer = room.get("/")
        assert answer.status == 200 and b"<html" in answer.body.lower(), answer
        policy = answer.headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy and "script-src 'self';" in policy and "frame-ancestors 'none'" in policy
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["Referrer-Policy"] == "no-referrer"


run_tests(sys.modules[__name__])
