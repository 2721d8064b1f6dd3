"""The runtimes that Osteon is held against, and the check that they compute the same."""

from driver.paths import PEERS, PYTHON
from driver.worker import Worker, WorkerFailed

# Of a score from Osteon's at fp32; at bf16 and int8 as much as `osteon doctor` allows for osteon-base.
FARTHEST = {"fp32": 1e-4, "bf16": 0.35, "int8": 3.7}


def onnx_runtime(context, threads, precision):
    worker = Worker(f"ONNX Runtime {precision}", ["node", PEERS / "ort_worker.mjs"],
                    context.variables(threads))
    worker.precision = precision
    worker.opened = worker.ask("open", models=str(context.models[precision]),
                               parts=context.chosen["parts"], threads=threads)
    return worker


def torch(context, threads, precision, pack=None, plain=False, variables=None):
    worker = Worker(f"PyTorch {precision}", [PYTHON, PEERS / "torch_worker.py"],
                    {**context.variables(threads), **(variables or {})})
    worker.precision = precision
    worker.opened = worker.ask("open", pack=str(pack or context.pack), threads=threads,
                               precision=precision, plain=plain)
    return worker


def opencv(context, threads, variables=None):
    worker = Worker("OpenCV", [PYTHON, PEERS / "opencv_worker.py"],
                    {**context.variables(threads), **(variables or {})})
    worker.precision = "fp32"
    worker.opened = worker.ask("open", models=str(context.models["fp32"]),
                               parts=context.chosen["parts"], threads=threads)
    return worker


def distance(said, reference):
    """The largest difference of a score, of a large one in its own size."""
    return max(abs(a - b) / max(1.0, abs(b))
               for kind in ("router", "expert")
               for row, right in zip(said[kind], reference[kind], strict=True)
               for a, b in zip(row, right, strict=True))


def check(worker, precision, said, reference):
    """Refuses to time what computes something else."""
    apart = distance(said, reference)
    if not apart <= FARTHEST[precision]:
        raise WorkerFailed(f"{worker.name} is not timed: its scores are up to {apart:.2g} from Osteon's "
                           f"at fp32, and {FARTHEST[precision]} is allowed at {precision}")
    return apart
