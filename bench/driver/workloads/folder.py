"""(c), (e) and (h): a folder of small films end to end, and how much of the convolutions' own speed is left."""

import itertools
import json

from driver import films, peers
from driver.contest import interleaved
from driver.context import say
from driver.paths import OSTEON, PEERS
from driver.process import run as run_process

TITLE = "A folder"
NOTE = ("Images a second, decoding included. Osteon's figure is of `osteon predict FOLDER --csv` from the process's "
        "start to its end; the peers' are without their start. *With boxes* is `--json`, which looks again from near at the "
        "boxes of each film with a finding; no peer does. ONNX Runtime decodes with sharp beside the network, in "
        "batches of 8; PyTorch is a plain loop with Pillow. Slower contestants read fewer of the films.")


def osteon_rate(context, precision, count, threads, memory, key, variables=None, pack=None, form="--csv"):
    """Of `osteon predict` on so many films; its peak memory goes into `memory` as `key`."""
    folder = context.films(count)
    done = run_process([OSTEON, "predict", folder, form, "--model", pack or context.pack,
                        "--precision", precision, "--threads", threads],
                       {**context.variables(threads), **(variables or {})})
    header = 1 if form == "--csv" else 0
    lines = done.out.count("\n") - header
    if lines != count:
        raise SystemExit(f"bench: osteon read {lines} of {count} films in {folder}")
    memory[key] = max(memory.get(key, 0), done.peak_bytes)
    return count / done.seconds


def ort_rate(context, precision, number, count, threads, memory, key):
    """Each round reads other films."""
    first = number * count % max(1, context.amount.films - count + 1)
    done = run_process(["node", PEERS / "ort_folder.mjs", context.pack, context.models[precision],
                        threads, first, count, context.films(context.amount.films)],
                       context.variables(threads))
    if done.out.count("\n") != count:
        raise SystemExit("bench: ONNX Runtime did not answer for every film")
    memory[key] = max(memory.get(key, 0), done.peak_bytes)
    said = json.loads(done.err.splitlines()[-1])
    return said["images"] / said["seconds"]


def rates(context, threads, memory):
    """The folder itself, in turns. With one thread beside the usual number, less of it."""
    amount = context.amount
    part = 1 if threads == context.threads else 3
    turns = {}
    for precision in context.precisions:
        whole = precision == context.chosen["precision"] and part == 1
        count = amount.films if whole else amount.slow_films // part
        turns[f"Osteon {precision}"] = (
            lambda p=precision, n=count: osteon_rate(context, p, n, threads, memory, f"Osteon {p}"))
        if whole:
            turns[f"Osteon {precision}, with boxes"] = (
                lambda p=precision, n=count // 3: osteon_rate(
                    context, p, n, threads, memory, f"Osteon {p}, with boxes", form="--json"))
    for precision in context.models:
        turns[f"ONNX Runtime {precision}"] = (
            lambda p=precision, rounds=itertools.count(): ort_rate(
                context, p, next(rounds), amount.peer_films // part, threads, memory,
                f"ONNX Runtime {p}"))
    precision = "bf16" if "bf16" in context.precisions else "fp32"
    files = films.files_in(context.films(amount.films))[:amount.torch_films // part]
    with peers.torch(context, threads, precision) as torch:
        torch.ask("folder", files=files[:4])
        turns[torch.name] = lambda: torch.ask("folder", files=files)["images_per_s"]
        figures = interleaved(amount.folder_rounds, turns, say)
        memory[torch.name] = torch.peak_memory()
    return figures


def network_share(context, precision):
    """The network part as the folder runs it, each worker with its own thread and one film at a time, and the bare
    convolutions at the same precision and size in whatever way is fastest."""
    threads = context.threads
    amount = context.amount
    files = films.files_in(context.films(amount.films))[:16]
    with context.osteon(precision) as worker:
        worker.ask("prepare", files=files, out="/dev/null")

        def network():
            return worker.ask("throughput", batch=1, workers=threads, threads=threads,
                              times=8 * amount.batches)["images_per_s"]

        def bare(layers):
            return max(worker.ask("bare", architecture=context.chosen["architecture"],
                                  side=context.chosen["side"], arithmetic=precision, batch=batch,
                                  workers=workers, threads=threads,
                                  times=max(1, 8 * amount.batches // batch),
                                  layers=layers)["images_per_s"]
                       for batch in (1, 8) for workers in dict.fromkeys((threads, 1)))

        figures = interleaved(amount.folder_rounds, {
            "network": network, "described": lambda: bare("described"),
            "run": lambda: bare("run")})
    network = figures["network"]
    return {"images_per_s": network.json(),
            **{f"bare_{layers}": {"images_per_s": figures[layers].json(),
                                  "share": network.over(figures[layers]).json()}
               for layers in ("described", "run")}}


def run(context):
    result = {"threads": {}, "network": {}}
    for threads in dict.fromkeys((context.threads, 1)):
        say(f"folder, threads: {threads}")
        memory = {}
        figures = rates(context, threads, memory)
        result["threads"][str(threads)] = {
            name: {"images_per_s": series.json(), "peak_bytes": memory[name],
                   "times_onnx_runtime": {p: series.over(figures[f"ONNX Runtime {p}"]).json()
                                          for p in context.models}}
            for name, series in figures.items()}
    for precision in context.precisions:
        say(f"network part, {precision}")
        result["network"][precision] = network_share(context, precision)
    return result
