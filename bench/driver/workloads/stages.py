"""Where the time of one radiograph goes."""

import statistics
import time

from driver import films
from driver.context import say
from driver.paths import WORKER
from driver.worker import Worker

TITLE = "Where the time of one radiograph goes"
NOTE = ("Milliseconds at the precision chosen, one radiograph at a time. What only a process's first radiograph pays is below: "
        "starting and linking the program, mapping the pack and laying out its weights, and the first run with all that it "
        "compiles. Heads and decision are a difference of two figures, and as uncertain as both.")


FIRST = {"start": "start the process", "open": "open the pack",
         "radiograph": "the first radiograph"}


def walk(seconds):
    """The stages in their order. The heads cannot be called alone: they are what examining a prepared input takes
    longer than the network."""
    stages = {"read and decode": seconds["read"],
              "can it be judged?": seconds["refuse"],
              "prepare: limb, contrast, size": seconds["prepare"],
              "network": seconds["network"],
              "heads and decision": max(0.0, seconds["prepared"] - seconds["network"]),
              "heatmap and boxes": seconds["explain"],
              "JSON": seconds["json"],
              "whole, measured at once": seconds["whole"]}
    if "limb" in seconds:
        stages["*of prepare:* finding the limb"] = seconds["limb"]
    return stages


def run(context):
    small = films.files_in(context.films(context.amount.films))
    by_ending = {file.rsplit(".", 1)[1]: file for file in reversed(small)}
    chosen = {f"small {ending}": file for ending, file in sorted(by_ending.items())}
    chosen["large dcm"] = films.files_in(context.dicom())[0]
    result = {}
    for kind, file in chosen.items():
        say(f"stages, {kind}")
        runs = []
        for _ in range(context.amount.folder_rounds):
            begun = time.time()
            with Worker("stages", [WORKER], context.variables()) as worker:
                runs.append(worker.ask("stages", pack=str(context.pack), precision="auto",
                                       file=file, times=2 * context.amount.images,
                                       start_s=begun))
        warm = {stage: statistics.median(second for one in runs for second in one["warm"][stage])
                for stage in runs[0]["warm"]}
        first = {name: statistics.median(one["first"][name] for one in runs)
                 for name in runs[0]["first"]}
        result[kind] = {"precision": runs[0]["precision"], "warm": walk(warm),
                        "first": {said: first[name] for name, said in FIRST.items()}}
    return result
