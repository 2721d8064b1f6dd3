"""Where everything lies."""

import pathlib

BENCH = pathlib.Path(__file__).resolve().parent.parent
ROOT = BENCH.parent
PEERS = BENCH / "peers"
PROGRAMS = ROOT / "build/release/bin"
RESULTS = ROOT / "build/bench"
OSTEON = PROGRAMS / "osteon"
WORKER = PROGRAMS / "bench_worker"
PYTHON = "/usr/bin/python3"  # Debian's, which has Debian's packages
