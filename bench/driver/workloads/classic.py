"""(f): the design that Osteon replaces: four whole networks, two of them run for each radiograph."""

from driver import films, peers
from driver.contest import interleaved
from driver.context import classic_pack, say
from driver.paths import RESULTS
from driver.workloads.folder import osteon_rate

TITLE = "The classic design"
NOTE = ("A router and an expert each for elbow, hand and shoulder, all of them whole ResNet-50 at 224 x 224 with two "
        "hidden layers: eager PyTorch at fp32, one radiograph after another, decoding included, loading not. "
        "Osteon runs the same design as one pack, whose four heads share a backbone, and its own pack besides, "
        "each by `osteon predict FOLDER`. *Networks alone* is without decoding and preparation, one image at a time.")


def run(context):
    chosen = context.chosen["precision"]
    pack = classic_pack(chosen == "int8", context.films(context.amount.slow_films))
    threads = context.threads
    files = films.files_in(context.films(context.amount.films))
    inputs = RESULTS / "classic_inputs.f32"
    torch = peers.torch(context, threads, "fp32", pack=pack, plain=True)
    osteon = context.osteon(chosen, pack=pack)
    with context.osteon("fp32", pack=pack) as exact:
        exact.ask("prepare", files=files[:4], out=str(inputs))
        reference = exact.ask("scores", files=files[:4])
    osteon.ask("prepare", files=files[:4], out=str(inputs))
    torch.ask("inputs", file=str(inputs), side=osteon.opened["side"])
    within = peers.check(torch, "fp32", torch.ask("scores"), reference)

    def alone(worker):
        seconds = sorted(worker.ask("latency", times=context.amount.images)["seconds"])
        return 1 / seconds[len(seconds) // 2]

    memory = {}
    names = {"four": "PyTorch fp32, four networks", "same": f"Osteon {chosen}, the same design",
             "own": f"Osteon {chosen}, its own pack"}
    figures = interleaved(context.amount.folder_rounds, {
        names["four"]: lambda: torch.ask(
            "folder", files=files[:context.amount.torch_films])["images_per_s"],
        names["same"]: lambda: osteon_rate(context, chosen, context.amount.slow_films, threads,
                                           memory, "same", pack=pack),
        names["own"]: lambda: osteon_rate(context, chosen, context.amount.slow_films, threads,
                                          memory, "own"),
        names["four"] + ", networks alone": lambda: alone(torch),
        names["same"] + ", networks alone": lambda: alone(osteon)}, say)
    torch.close()
    osteon.close()
    slow = figures[names["four"]]
    result = {name: {"images_per_s": series.json(),
                     "times_four_networks": series.over(
                         figures[names["four"] + ", networks alone"] if "alone" in name else slow).json()}
              for name, series in figures.items()}
    result[names["four"]]["within"] = within
    return result
