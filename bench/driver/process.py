"""A program from its start to its end: seconds, peak memory, output."""

import dataclasses
import os
import subprocess
import tempfile
import time


@dataclasses.dataclass
class Run:
    seconds: float
    peak_bytes: int
    out: str
    err: str


def run(command, variables=None):
    """Output goes to files, so that nobody has to be there to read it."""
    with tempfile.TemporaryFile("w+") as out, tempfile.TemporaryFile("w+") as err:
        begun = time.perf_counter()
        process = subprocess.Popen(
            [str(word) for word in command], stdout=out, stderr=err, stdin=subprocess.DEVNULL,
            env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1", **(variables or {})})
        _, status, used = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - begun
        process.returncode = os.waitstatus_to_exitcode(status)
        out.seek(0)
        err.seek(0)
        done = Run(seconds, used.ru_maxrss * 1024, out.read(), err.read())
    if process.returncode != 0:
        raise SystemExit(f"bench: {' '.join(map(str, command))} ended with {process.returncode}:\n"
                         f"{done.err[-2000:]}")
    return done
