#!/usr/bin/python3
"""check_compare.py OSTEON: the tests of `osteon compare` against brute force (DeLong, pair by pair)
and scipy (binomial, chi square)."""
import pathlib
import random

from predictions import Sample, numpy, osteon, random_rows, same, scipy, scratch, sklearn, write


def delong(y, a, b):
    """DeLong, DeLong and Clarke-Pearson 1988, equations 4 to 6: components pair by pair."""
    def components(p):
        wins = numpy.array([[(x > z) + 0.5 * (x == z) for z in p[y == 0]] for x in p[y == 1]])
        return wins.mean(axis=1), wins.mean(axis=0)
    positives_a, negatives_a = components(a)
    positives_b, negatives_b = components(b)
    covariance = (numpy.cov(positives_a, positives_b) / len(positives_a) +
                  numpy.cov(negatives_a, negatives_b) / len(negatives_a))
    variance = covariance[0, 0] + covariance[1, 1] - 2 * covariance[0, 1]
    difference = positives_b.mean() - positives_a.mean()
    z = difference / variance ** 0.5
    return difference, variance ** 0.5, z, 2 * scipy.stats.norm.sf(abs(z))


def check_mcnemar(found, y, a, b, what):
    only_a = int(((a == y) & (b != y)).sum())
    only_b = int(((b == y) & (a != y)).sum())
    assert (found["only_a_right"], found["only_b_right"]) == (only_a, only_b), what
    differ = only_a + only_b
    same(found["exact_p"], scipy.stats.binomtest(only_a, differ).pvalue if differ else 1.0, what)
    statistic = max(0, abs(only_a - only_b) - 1) ** 2 / differ if differ else 0.0
    same(found["chi_square"], statistic, what)
    same(found["chi_square_p"], scipy.stats.chi2.sf(statistic, 1), what)


def changed(rows, seed):
    """The same images by another pack, which mostly agrees."""
    dice = random.Random(seed)
    others = [dict(row) for row in rows]
    for row in others:
        if dice.random() < 0.5:
            row["given"] = round(min(1.0, max(0.0, row["given"] + dice.gauss(0, 0.2))), 1)
        if row["said_part"] == row["part"]:
            row["said"] = row["given"]
    dice.shuffle(others)
    return others


def check(seed, folder):
    rows = random_rows(seed)
    others = changed(rows, seed + 1000)
    write(folder / "a.csv", rows)
    write(folder / "b.csv", others)
    found = osteon("compare", folder / "a.csv", folder / "b.csv", "--json", "--resamples", 20)
    others.sort(key=lambda row: int(row["file"].split(".")[0]))
    for question, in_sequence in (("experts_given_part", False), ("in_sequence", True)):
        a, b = Sample(rows, in_sequence), Sample(others, in_sequence)
        pooled = found[question]["pooled"]
        same(pooled["auroc"]["a"], sklearn.metrics.roc_auc_score(a.y, a.p), question)
        same(pooled["auroc"]["b"], sklearn.metrics.roc_auc_score(b.y, b.p), question)
        names = ("difference", "standard_error", "z", "p")
        for name, value in zip(names, delong(a.y, a.p, b.p)):
            same(pooled["delong"][name], value, f"{question}, DeLong, {name}")
        for threshold in ("sensitive", "specific"):
            tests = pooled["mcnemar"][threshold]
            said_a, said_b = a.said[threshold], b.said[threshold]
            for name, of in (("accuracy", a.y >= 0), ("sensitivity", a.y == 1), ("specificity", a.y == 0)):
                check_mcnemar(tests[name], a.y[of], said_a[of], said_b[of], f"{question}, {threshold}, {name}")
        # Hips have one label only.
        assert found[question]["regions"]["hip"]["delong"] is None
        same(found[question]["regions"]["hip"]["auroc"]["difference"], None, question)


with scratch() as folder:
    for seed in range(12):
        print(f"seed {seed}")
        check(seed, pathlib.Path(folder))
print("the same")
