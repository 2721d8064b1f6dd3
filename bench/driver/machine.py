"""What is measured on."""

import os
import pathlib
import re
import time

FEATURES = ("avx2", "avx_vnni", "avx512f", "avx512_vnni", "avx512_bf16", "amx_tile", "amx_bf16",
            "amx_int8")


def _ticks():
    """Of all cores since the machine's start: working, waiting for the host, and in all."""
    fields = [int(word) for word in pathlib.Path("/proc/stat").read_text().split("\n")[0].split()[1:9]]
    idle = fields[3] + fields[4]
    return sum(fields) - idle, fields[7], sum(fields)


class Neighbours:
    """Who else uses the machine: before the run, and, on a virtual machine, its host during it."""

    def __init__(self):
        before = _ticks()
        time.sleep(2)
        self.begun = _ticks()
        self.busy = (self.begun[0] - before[0]) / max(1, self.begun[2] - before[2])

    def text(self):
        """What a reader must know, or nothing."""
        now = _ticks()
        stolen = (now[1] - self.begun[1]) / max(1, now[2] - self.begun[2])
        said = []
        if self.busy > 0.05:
            said.append(f"{self.busy:.0%} of the cores were at work for others when the run began")
        if stolen > 0.01:
            said.append(f"the host took away {stolen:.0%} of the time")
        return "; ".join(said)


def facts():
    info = pathlib.Path("/proc/cpuinfo").read_text()
    model = re.search(r"^model name\s*: (.*)$", info, re.M)
    flags = set(re.search(r"^flags\s*: (.*)$", info, re.M)[1].split())
    memory = int(re.search(r"MemTotal:\s+(\d+)", pathlib.Path("/proc/meminfo").read_text())[1])
    return {"cpu": model[1] if model else "unknown", "cores": os.cpu_count(),
            "features": [name for name in FEATURES if name in flags],
            "memory_gb": round(memory * 1024 / 1e9)}


def line(facts, chosen):
    return (f"{facts['cpu']}, {facts['cores']} cores ({', '.join(facts['features'])}), "
            f"{facts['memory_gb']} GB; Osteon sees {chosen['cpu']} and chooses {chosen['precision']}"
            f"; {chosen['pack']}, {chosen['architecture']} at {chosen['side']} x {chosen['side']}")
