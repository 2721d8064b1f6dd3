"""Asks the service, and holds each answer against the description that the service gives of itself."""
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
