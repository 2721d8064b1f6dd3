"""(g): ever more images: the time of each and the memory of all must stay what they are."""

from driver.contest import Series
from driver.context import say
from driver.workloads.folder import osteon_rate

TITLE = "Ever more images"
NOTE = "`osteon predict FOLDER --json` over links to the same films; once each, but for the smallest."


def run(context):
    precision = context.chosen["precision"]
    result = {}
    for place, count in enumerate(context.amount.growth):
        say(f"{count} images")
        memory = {}
        rates = Series(osteon_rate(context, precision, count, context.threads, memory, "peak")
                       for _ in range(3 if place == 0 else 1))
        result[str(count)] = {"seconds_per_image": Series(1 / r for r in rates.values).json(),
                              "peak_bytes": memory["peak"]}
    return result
