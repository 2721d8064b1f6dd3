"""What the cores and oneDNN can do, measured in the same run."""

from driver.contest import interleaved
from driver.context import say
from driver.paths import WORKER
from driver.worker import Worker, WorkerFailed

TITLE = "Limits"
NOTE = ("A large matrix product is what the cores can do. The bare convolutions are a network's convolutions as oneDNN "
        "primitives and nothing else: no ReLU, no addition, no pooling, each with the layout that it likes best. *As described* "
        "computes every layer in full, *as run* leaves out what nobody reads, as the engine does. Billions of multiplications a second, "
        "and images a second.")


def run(context):
    side, architecture = context.chosen["side"], context.chosen["architecture"]
    cases = [("resnet50-v1", 224, 1), ("resnet50-v1", 224, 8), (architecture, side, 1),
             (architecture, side, 8)]
    result = {"product": {}, "convolutions": []}
    with Worker("limits", [WORKER], context.variables()) as worker:
        arithmetics = []
        for arithmetic in ("fp32", "bf16", "int8"):
            try:
                worker.ask("product", side=256, arithmetic=arithmetic, times=1)
                arithmetics.append(arithmetic)
            except WorkerFailed as reason:
                say(f"without {arithmetic}: {reason}")

        def product(arithmetic):
            return worker.ask("product", side=context.amount.product_side, arithmetic=arithmetic,
                              times=2)["products_per_s"]

        figures = interleaved(context.amount.rounds,
                              {a: (lambda a=a: product(a)) for a in arithmetics})
        result["product"] = {a: series.json() for a, series in figures.items()}

        for name, size, batch in dict.fromkeys(cases):
            say(f"bare convolutions, {name} at {size}, batch {batch}")

            def bare(arithmetic, layers):
                return worker.ask("bare", architecture=name, side=size, arithmetic=arithmetic,
                                  batch=batch, workers=1, threads=context.threads,
                                  times=24 // batch,
                                  layers=layers)

            work = {}
            turns = {}
            for arithmetic in arithmetics:
                for layers in ("described", "run"):
                    def turn(a=arithmetic, which=layers):
                        said = bare(a, which)
                        work[which] = said["products_per_s"] / said["images_per_s"]
                        return said["images_per_s"]
                    turns[arithmetic, layers] = turn
            for (arithmetic, layers), series in interleaved(context.amount.folder_rounds,
                                                            turns).items():
                result["convolutions"].append(
                    {"architecture": name, "side": size, "batch": batch, "layers": layers,
                     "arithmetic": arithmetic, "images_per_s": series.json(),
                     "products_per_image": work[layers]})
    return result
