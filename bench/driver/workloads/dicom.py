"""(d): large DICOM objects end to end."""

from driver.contest import interleaved
from driver.context import say
from driver.paths import OSTEON
from driver.process import run as run_process

TITLE = "Large DICOM"
NOTE = "Films of 2000 x 2500 pixels and 12 bits, uncompressed, drawn; `osteon predict FOLDER --csv`, start included."


def run(context):
    folder = context.dicom()
    count = context.amount.dicom
    memory = {}

    def turn(precision):
        done = run_process([OSTEON, "predict", folder, "--csv", "--model", context.pack,
                            "--precision", precision, "--threads", context.threads],
                           context.variables())
        memory[precision] = max(memory.get(precision, 0), done.peak_bytes)
        if done.out.count("\n") != count + 1:  # with the header
            raise SystemExit(f"bench: not every object in {folder} was answered")
        return count / done.seconds

    figures = interleaved(context.amount.folder_rounds,
                          {p: (lambda p=p: turn(p)) for p in context.precisions}, say)
    return {f"Osteon {p}": {"images_per_s": series.json(), "peak_bytes": memory[p]}
            for p, series in figures.items()}
