"""(a) and (h): one radiograph at a time, everything warm: the router's scores and those of one expert."""

from driver import films, peers
from driver.contest import interleaved
from driver.context import say
from driver.paths import RESULTS
from driver.worker import WorkerFailed

TITLE = "One image, warm"
NOTE = ("Milliseconds from the prepared input to router's and expert's scores. A peer runs two networks, the router and "
        "then the expert of the part that it names; Osteon runs the backbone that they share once. `examine()` is "
        "everything that Osteon does with a decoded radiograph besides: whether it can be judged, the limb, "
        "contrast and size, heatmap and boxes. *Scores within* is the largest difference from Osteon's at fp32.")


def contestants_of(context, threads):
    """name -> worker, each with its scores checked; those that cannot be had are named."""
    inputs = RESULTS / "inputs.f32"
    files = films.files_in(context.films(context.amount.films))[:4]
    reference = None
    workers, within = {}, {}

    def enter(name, precision, make, own):
        nonlocal reference
        try:
            worker = make()
            if own:
                worker.ask("prepare", files=files, out=str(inputs))
                said = worker.ask("scores", files=files)
            else:
                worker.ask("inputs", file=str(inputs), side=context.chosen["side"])
                said = worker.ask("scores")
            reference = reference or said
            within[name] = peers.check(worker, precision, said, reference)
            workers[name] = worker
        except WorkerFailed as reason:
            say(f"without {name}: {reason}")

    for precision in context.precisions:
        enter(f"Osteon {precision}", precision,
              lambda p=precision: context.osteon(p, threads=threads), True)
    for precision in context.models:
        enter(f"ONNX Runtime {precision}", precision,
              lambda p=precision: peers.onnx_runtime(context, threads, p), False)
    for precision in ("fp32", "bf16"):
        if precision in context.precisions:
            enter(f"PyTorch {precision}", precision,
                  lambda p=precision: peers.torch(context, threads, p), False)
    enter("OpenCV fp32", "fp32", lambda: peers.opencv(context, threads), False)
    return workers, within, files


def measure(context, threads):
    workers, within, files = contestants_of(context, threads)
    times = context.amount.images

    def turn(worker, what, **fields):
        seconds = sorted(worker.ask(what, times=times, **fields)["seconds"])
        return seconds[len(seconds) // 2]

    turns = {name: (lambda w=worker: turn(w, "latency")) for name, worker in workers.items()}
    best = f"Osteon {context.chosen['precision']}"
    turns[f"{best}, examine()"] = lambda: turn(workers[best], "examine", file=files[0])
    figures = interleaved(context.amount.rounds, turns, say)
    memory = {name: worker.peak_memory() for name, worker in workers.items()}
    names = {name: worker.opened.get("name", name) for name, worker in workers.items()}
    for worker in workers.values():
        worker.close()
    return figures, within, memory, names


def run(context):
    result = {}
    for threads in dict.fromkeys((context.threads, 1)):
        say(f"latency, threads: {threads}")
        figures, within, memory, names = measure(context, threads)
        best = figures[f"Osteon {context.chosen['precision']}"]
        result[str(threads)] = {
            name: {"seconds": series.json(), "times_osteon": series.over(best).json(),
                   "within": within.get(name), "peak_bytes": memory.get(name),
                   "version": names.get(name, name)}
            for name, series in figures.items()}
    return result
