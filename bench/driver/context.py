"""What every workload is given: the pack, the films, how many threads, and how much of everything."""

import dataclasses
import pathlib
import shutil
import subprocess
import sys

from driver import films, machine
from driver.paths import OSTEON, PROGRAMS, RESULTS, ROOT, WORKER
from driver.worker import Worker, WorkerFailed


BAD_ARGUMENT = 2  # osteon's exit code when what was asked for cannot be had


@dataclasses.dataclass
class Amount:
    """How much is done. A quick run shows that everything works; its figures say little."""
    rounds: int = 5           # turns of each contestant
    folder_rounds: int = 3    # the same where a turn takes long
    images: int = 12          # in one turn of a latency
    films: int = 3000         # in the folder
    slow_films: int = 400     # of those, for Osteon where it is slower
    peer_films: int = 240     # of those, for ONNX Runtime
    torch_films: int = 64     # of those, for PyTorch
    dicom: int = 200
    growth: tuple = (1000, 10000)
    batches: int = 6          # in one turn of a rate
    product_side: int = 4096


QUICK = Amount(rounds=2, folder_rounds=1, images=2, films=96, slow_films=48, peer_films=16,
               torch_films=8, dicom=8, growth=(64, 128), batches=1, product_side=1024)


def say(text):
    print(text, file=sys.stderr, flush=True)


class Context:
    def __init__(self, options):
        self.amount = QUICK if options.quick else Amount()
        if options.long:
            self.amount = dataclasses.replace(self.amount, growth=(*self.amount.growth, 100000))
        self.pack = pathlib.Path(options.model or ROOT / "models/osteon-base").resolve()
        self.threads = options.threads
        self.folder = options.folder
        self.made = {}
        self.machine = machine.facts()
        with self.osteon("auto") as worker:
            self.chosen = worker.opened
        self.precisions = self._precisions()
        self.models = self._models()

    def _precisions(self):
        """Those that this CPU and this pack have."""
        found = []
        for precision in ("fp32", "bf16", "int8"):
            try:
                self.osteon(precision).close()
                found.append(precision)
            except WorkerFailed as reason:
                say(f"without {precision}: {reason}")
        return found

    def _models(self):
        """precision -> the pack's networks as ONNX files; without int8 where the pack has no ranges."""
        models = {"fp32": exported(self.pack, "fp32")}
        try:
            models["int8"] = exported(self.pack, "int8")
        except subprocess.CalledProcessError as failed:
            if failed.returncode != BAD_ARGUMENT:
                raise SystemExit(f"bench: {failed.stderr.strip()}")
            say(f"without ONNX Runtime int8: {failed.stderr.strip()}")
        return models

    def variables(self, threads=None):
        """Of each program's environment, for as many threads."""
        return {"OMP_NUM_THREADS": str(threads or self.threads)}

    def osteon(self, precision, pack=None, threads=None, variables=None):
        """A worker with the pack opened."""
        worker = Worker(f"Osteon {precision}", [WORKER],
                        {**self.variables(threads), **(variables or {})})
        try:
            worker.opened = worker.ask("open", pack=str(pack or self.pack), precision=precision)
        except WorkerFailed:
            worker.close()
            raise
        return worker

    def films(self, count):
        """A folder of so many small films."""
        if count not in self.made:
            if self.folder is None:
                drawn = films.small(self.amount.films, say)
                self.made[count] = films.linked(drawn, "films", count)
            else:
                self.made[count] = films.linked(self.folder, "given", count, anew=True)
        return self.made[count]

    def dicom(self):
        return films.large(self.amount.dicom, say)


def exported(pack, precision):
    folder = RESULTS / "onnx" / pack.name / precision
    subprocess.run([OSTEON, "model", "export", pack, "--precision", precision, "--out", folder,
                    "--replace"], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
                   text=True)
    return folder


def classic_pack(with_ranges, films):
    """The classic design as a pack of Osteon's, for int8 with ranges measured on some films."""
    plain, quantized = RESULTS / "classic-pack", RESULTS / "classic-pack-int8"
    subprocess.run([PROGRAMS / "make_classic_pack", plain], check=True)
    if not with_ranges:
        return plain
    shutil.rmtree(quantized, ignore_errors=True)
    subprocess.run([OSTEON, "model", "quantize", "--model", plain, "--calibrate", films, "--limit",
                    "16", "--out", quantized], check=True, stdout=subprocess.DEVNULL,
                   stderr=subprocess.DEVNULL)
    return quantized
