"""What programs ask beside radiographs: figures, metrics, inference, the description of the API; and the page."""
import base64
import json
import struct
import subprocess
import sys

import jsonschema

from described import *


def test_figures_pack_audit_and_metrics():
    with ReadingRoom(pack="always") as room:
        items = room.upload(*GOOD, FILMS / "blank.png", FILMS / "bad" / "truncated.png").json["items"]
        for item in items:
            room.finding(item["id"])
        room.send_json("PUT", f"/api/v1/radiographs/{items[0]['id']}/opinion", {"opinion": "agree"})
        room.get(f"/api/v1/radiographs/{items[0]['id']}/overlay.png")
        figures = ask(room, "GET", "/api/v1/statistics").json
        days = figures["days"]  # two of them when midnight comes meanwhile
        counts = [sum(day[what] for day in days) for what in ("read", "cannot_answer", "failed")]
        assert counts == [5, 1, 1], days
        assert sum(part["fracture"] for day in days for part in day["by_part"].values()) == 4, days
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
