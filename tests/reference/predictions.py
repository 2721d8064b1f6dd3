"""Random predictions.csv files, and what both checks need to look into one."""
import csv
import json
import math
import pathlib
import random
import subprocess
import sys
import tempfile

try:
    import numpy
    import scipy.stats
    import sklearn.metrics
except ImportError as missing:
    print(f"skipped: {missing.name} is not installed (Debian: python3-sklearn)")
    sys.exit(77)

PARTS = ["hand", "knee", "hip"]
SENSITIVE, SPECIFIC = 0.3, 0.7


def word(probability):
    if probability is None:
        return "cannot_answer"
    return "fracture" if probability >= SPECIFIC else "possible" if probability >= SENSITIVE else "none"


def random_rows(seed, count=60):
    """Images with ties; hips are all positive, so that a part has one class only."""
    dice = random.Random(seed)
    rows = []
    for i in range(count):
        part = dice.choice(PARTS)
        positive = part == "hip" or dice.random() < 0.3
        # A tenth of the values are 0, 0.1, ... so that many tie, and some lie on a threshold.
        draw = min(1.0, max(0.0, dice.gauss(0.6 if positive else 0.4, 0.25)))
        given = round(draw, 1) if dice.random() < 0.6 else draw
        said_part = part if dice.random() < 0.85 else dice.choice(PARTS + [None])
        said = None if said_part is None else given if said_part == part else round(dice.random(), 1)
        rows.append({"file": f"{i}.png", "group": str(i // dice.choice([1, 2, 3])), "part": part,
                     "positive": int(positive), "given": given, "said_part": said_part, "said": said})
    return rows


def write(path, rows):
    with open(path, "w", newline="") as out:
        table = csv.writer(out)
        table.writerow(
            "file subset group study true_part positive width height part part_probability finding "
            "probability reason sensitive_threshold specific_threshold finding_given_part "
            "probability_given_part reason_given_part sensitive_threshold_given_part "
            "specific_threshold_given_part score_given_part".split())
        for row in rows:
            said = row["said"] is not None
            table.writerow([
                row["file"], "test", row["group"], row["file"], row["part"], row["positive"], 300, 400,
                row["said_part"] or "", 0.9 if said else "", word(row["said"]),
                repr(row["said"]) if said else "", "" if said else "unsupported_part",
                SENSITIVE if said else "", SPECIFIC if said else "",
                word(row["given"]), repr(row["given"]), "", SENSITIVE, SPECIFIC, ""])


def osteon(*arguments):
    done = subprocess.run([sys.argv[1], *map(str, arguments)], capture_output=True, text=True)
    if done.returncode != 0:
        sys.exit(f"osteon {' '.join(map(str, arguments))}: {done.returncode}\n{done.stderr}")
    return json.loads(done.stdout)


def scratch():
    return tempfile.TemporaryDirectory()


class Sample:
    """Cases of one of the two questions as arrays."""

    def __init__(self, rows, in_sequence):
        self.y = numpy.array([row["positive"] for row in rows], dtype=int)
        self.groups = [row["group"] for row in rows]
        wrong = numpy.array([in_sequence and row["said_part"] != row["part"] for row in rows], dtype=bool)
        values = [row["said"] if in_sequence else row["given"] for row in rows]
        self.p = numpy.array([0.0 if value is None else value for value in values])
        self.said = {}
        for name, threshold in (("sensitive", SENSITIVE), ("specific", SPECIFIC)):
            answered = numpy.array([value is not None and value >= threshold for value in values], dtype=bool)
            self.said[name] = numpy.where(wrong, 1 - self.y, answered).astype(int)


def same(found, expected, what):
    if expected is None or (isinstance(expected, float) and math.isnan(expected)):
        assert found is None, f"{what}: {found}, where there is none"
    else:
        assert found is not None, f"{what}: none, where there is {expected}"
        assert abs(found - expected) < 1e-9, f"{what}: {found}, not {expected}"
