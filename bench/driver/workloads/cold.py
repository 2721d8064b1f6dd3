"""(b): from the process's start to its answer, the files in the page cache."""

from driver import films
from driver.contest import interleaved
from driver.context import say
from driver.paths import OSTEON, PEERS, PYTHON
from driver.process import run as run_process

TITLE = "One image, cold"
NOTE = ("Seconds from the start of a process to its end with the answer printed. The peers' scripts are those in "
        "`bench/peers`, as short as such scripts are: load router and one expert, decode, run both.")


def run(context):
    film = films.files_in(context.films(context.amount.films))[0]
    variables = context.variables()
    memory = {}

    def turn(name, command):
        done = run_process(command, variables)
        memory[name] = max(memory.get(name, 0), done.peak_bytes)
        return done.seconds

    commands = {f"Osteon {p}": [OSTEON, "predict", film, "--json", "--model", context.pack,
                                "--precision", p] for p in context.precisions}
    for precision, models in context.models.items():
        commands[f"ONNX Runtime {precision}"] = ["node", PEERS / "ort_cold.mjs", context.pack,
                                                 models, film]
    commands["PyTorch fp32"] = [PYTHON, PEERS / "torch_cold.py", context.pack, film]
    turns = {name: (lambda n=name, c=command: turn(n, c)) for name, command in commands.items()}
    for work in turns.values():
        work()  # into the page cache
    figures = interleaved(context.amount.rounds, turns, say)
    best = figures[f"Osteon {context.chosen['precision']}"]
    return {name: {"seconds": series.json(), "times_osteon": series.over(best).json(),
                   "peak_bytes": memory[name]} for name, series in figures.items()}
