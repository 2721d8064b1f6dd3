"""A peer's side of the bench: commands as lines of JSON on standard input, an answer to each on standard output."""

import json
import sys
import time


def serve(commands):
    """commands: name -> function of the command's fields that returns the answer's."""
    for line in sys.stdin:
        command = json.loads(line)
        try:
            answer = commands[command.pop("do")](**command)
        except Exception as error:  # the bench decides what a failure means
            answer = {"error": f"{type(error).__name__}: {error}"}
        print(json.dumps(answer), flush=True)


def timed(times, work):
    """Seconds of each of `times` calls; one before them is not counted."""
    seconds = []
    for call in range(-1, times):
        begun = time.perf_counter()
        work(max(call, 0))
        if call >= 0:
            seconds.append(time.perf_counter() - begun)
    return {"seconds": seconds}


def two_networks(router, expert, parts, image):
    """What one radiograph asks for: the router, then the expert of the part that it names."""
    scores = router(image)[0]
    part = max(range(len(parts)), key=lambda i: scores[i])
    return scores, expert(parts[part], image)[0]
