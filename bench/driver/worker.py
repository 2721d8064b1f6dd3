"""A program that stays warm between its turns: commands as lines of JSON, an answer to each."""

import json
import os
import subprocess


class WorkerFailed(Exception):
    pass


class Worker:
    def __init__(self, name, command, variables=None):
        self.name = name
        self.process = subprocess.Popen(
            [str(word) for word in command], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
            text=True, env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1", **(variables or {})})

    def ask(self, what, **fields):
        try:
            self.process.stdin.write(json.dumps({"do": what, **fields}) + "\n")
            self.process.stdin.flush()
            line = self.process.stdout.readline()
        except BrokenPipeError:
            line = ""
        if not line:
            raise WorkerFailed(f"{self.name} ended with {self.process.wait()} at '{what}'")
        answer = json.loads(line)
        if "error" in answer:
            raise WorkerFailed(f"{self.name}: {what}: {answer['error']}")
        return answer

    def peak_memory(self):
        """Bytes, of the process so far."""
        for line in open(f"/proc/{self.process.pid}/status"):
            if line.startswith("VmHWM:"):
                return int(line.split()[1]) * 1024
        return 0

    def close(self):
        self.process.stdin.close()
        self.process.wait()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()
