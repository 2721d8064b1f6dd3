"""Other CPUs, as far as this one can play them: instruction sets masked."""

import itertools

from driver import films, peers
from driver.contest import interleaved
from driver.context import say
from driver.paths import RESULTS
from driver.worker import WorkerFailed
from driver.workloads.folder import ort_rate, osteon_rate

TITLE = "Older CPUs"
NOTE = ("`ONEDNN_MAX_CPU_ISA` hides instructions from oneDNN, and so from Osteon and PyTorch; `ATEN_CPU_CAPABILITY` and "
        "`OPENCV_CPU_DISABLE` do the same in PyTorch and OpenCV. ONNX Runtime has no such switch and uses all that the CPU has. "
        "Folder: images a second end to end. Latency: milliseconds of router and expert.")

VNNI = {"ONEDNN_MAX_CPU_ISA": "AVX512_CORE_VNNI"}
AVX2 = {"ONEDNN_MAX_CPU_ISA": "AVX2", "ATEN_CPU_CAPABILITY": "avx2",
        "OPENCV_CPU_DISABLE": "AVX512-SKX"}


def vnni(context):
    """int8 with VNNI and no more, on the folder."""
    memory = {}
    turns = {f"ONNX Runtime {precision}, not masked": (
        lambda p=precision, rounds=itertools.count(): ort_rate(
            context, p, next(rounds), context.amount.peer_films // 2, context.threads, memory, p))
        for precision in context.models}
    for precision in context.precisions:
        if precision == "bf16":
            continue  # which that CPU would not have
        turns[f"Osteon {precision}, AVX-512 with VNNI"] = (
            lambda p=precision: osteon_rate(context, p, context.amount.slow_films // 2,
                                            context.threads, memory, p, VNNI))
    figures = interleaved(context.amount.folder_rounds, turns, say)
    slow = figures["ONNX Runtime fp32, not masked"]
    return {name: {"images_per_s": series.json(), "times_onnx_runtime": series.over(slow).json()}
            for name, series in figures.items()}


def avx2(context):
    """fp32 with AVX2 and no more."""
    files = films.files_in(context.films(context.amount.films))[:4]
    inputs = RESULTS / "inputs.f32"
    threads = context.threads
    makers = {"Osteon fp32, AVX2": lambda: context.osteon("fp32", variables=AVX2),
              "OpenCV fp32, AVX2": lambda: peers.opencv(context, threads, AVX2),
              "PyTorch fp32, AVX2": lambda: peers.torch(context, threads, "fp32", variables=AVX2),
              "ONNX Runtime fp32, not masked": lambda: peers.onnx_runtime(context, threads, "fp32")}
    workers, reference = {}, None
    for name, make in makers.items():
        try:
            worker = make()
            if name.startswith("Osteon"):
                worker.ask("prepare", files=files, out=str(inputs))
                said = reference = worker.ask("scores", files=files)
            else:
                worker.ask("inputs", file=str(inputs), side=context.chosen["side"])
                said = worker.ask("scores")
            peers.check(worker, "fp32", said, reference)
            workers[name] = worker
        except WorkerFailed as reason:
            say(f"without {name}: {reason}")

    def turn(worker):
        seconds = sorted(worker.ask("latency", times=context.amount.images)["seconds"])
        return seconds[len(seconds) // 2]

    figures = interleaved(context.amount.folder_rounds,
                          {name: (lambda w=worker: turn(w)) for name, worker in workers.items()}, say)
    for worker in workers.values():
        worker.close()
    mine = figures["Osteon fp32, AVX2"]
    return {name: {"seconds": series.json(), "times_osteon": series.over(mine).json()}
            for name, series in figures.items()}


def run(context):
    return {"vnni": vnni(context), "avx2": avx2(context)}
