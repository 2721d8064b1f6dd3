#!/usr/bin/python3
"""check_evaluate.py OSTEON: the figures of `osteon evaluate` are scikit-learn's, ties and one-class
parts included, and the bootstrap is the one that docs/metrics.md describes."""
import pathlib
import warnings

from predictions import PARTS, Sample, numpy, osteon, random_rows, same, scratch, sklearn, write

m = sklearn.metrics
warnings.filterwarnings("ignore")


def ratio(part, whole):
    return part / whole if whole else None


def expected(sample, prevalence):
    y, p = sample.y, sample.p
    both = 0 < y.sum() < len(y)
    figures = {"auroc": m.roc_auc_score(y, p) if both else None,
               "auprc": m.average_precision_score(y, p) if y.any() else None,
               "brier": float(((p - y) ** 2).mean()) if len(set(y)) < 2 else m.brier_score_loss(y, p)}
    if both:
        away, found, _ = m.roc_curve(y, p, drop_intermediate=False)
        figures["sensitivity_at_specificity_90"] = found[1 - away >= 0.9 - 1e-12].max()
    else:
        figures["sensitivity_at_specificity_90"] = None
    bins = numpy.minimum((p * 15).astype(int), 14)
    figures["ece"] = sum(abs(p[bins == k].mean() - y[bins == k].mean()) * (bins == k).mean()
                         for k in range(15) if (bins == k).any())
    for name, said in sample.said.items():
        tn, fp, fn, tp = (int(x) for x in m.confusion_matrix(y, said, labels=[0, 1]).ravel())
        sensitivity, specificity = ratio(tp, tp + fn), ratio(tn, tn + fp)
        figures[name] = {
            "true_positive": tp, "false_positive": fp, "true_negative": tn, "false_negative": fn,
            "accuracy": m.accuracy_score(y, said), "sensitivity": sensitivity, "specificity": specificity,
            "kappa": m.cohen_kappa_score(y, said, labels=[0, 1]) if len(set(y) | set(said)) > 1 else None,
            "f1": m.f1_score(y, said) if tp + fp + fn else None}
        if prevalence is None:
            figures[name]["ppv"] = m.precision_score(y, said) if said.any() else None
            figures[name]["npv"] = m.precision_score(y, said, pos_label=0) if not said.all() else None
        elif sensitivity is None or specificity is None:
            figures[name]["ppv"] = figures[name]["npv"] = None
        else:
            right, wrong = sensitivity * prevalence, (1 - specificity) * (1 - prevalence)
            cleared, missed = specificity * (1 - prevalence), (1 - sensitivity) * prevalence
            figures[name]["ppv"], figures[name]["npv"] = ratio(right, right + wrong), ratio(cleared, cleared + missed)
    return figures


def compare(found, wanted, what):
    for name, value in wanted.items():
        if isinstance(value, dict):
            compare(found[name], value, f"{what}, {name}")
        else:
            same(found[name], value, f"{what}, {name}")


def check_router(found, rows):
    truth = [row["part"] for row in rows]
    said = [row["said_part"] or "none" for row in rows]
    same(found["accuracy"], m.accuracy_score(truth, said), "router, accuracy")
    same(found["kappa"], m.cohen_kappa_score(truth, said), "router, kappa")
    for part in PARTS:
        hit = [one == part for one in truth], [one == part for one in said]
        same(found["classes"][part]["sensitivity"], m.recall_score(*hit), f"router, {part}")
        same(found["classes"][part]["ppv"], m.precision_score(*hit), f"router, {part}")
        same(found["classes"][part]["f1"], m.f1_score(*hit), f"router, {part}")


class SplitMix64:
    """Steele, Lea and Flood 2014."""

    def __init__(self, seed):
        self.state = seed

    def below(self, count):
        mask = 2 ** 64 - 1
        self.state = (self.state + 0x9E3779B97F4A7C15) & mask
        z = self.state
        z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & mask
        z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & mask
        return (z ^ (z >> 31)) % count


def bootstrapped_auroc(sample, resamples, seed):
    rows = {}
    for i, group in enumerate(sample.groups):
        rows.setdefault(group, []).append(i)
    groups = list(rows.values())
    dice, values = SplitMix64(seed), []
    for _ in range(resamples):
        drawn = [row for _ in groups for row in groups[dice.below(len(groups))]]
        if 0 < sample.y[drawn].sum() < len(drawn):
            values.append(m.roc_auc_score(sample.y[drawn], sample.p[drawn]))
    return numpy.quantile(values, [0.025, 0.975])


def check(rows, folder, prevalence):
    table = pathlib.Path(folder) / "predictions.csv"
    write(table, rows)
    stated = [] if prevalence is None else ["--prevalence", prevalence]
    found = osteon("evaluate", "--from", table, "--json", "--resamples", 0, *stated)
    for question, in_sequence in (("experts_given_part", False), ("in_sequence", True)):
        compare(found[question]["pooled"], expected(Sample(rows, in_sequence), prevalence), question)
        of_parts = {part: expected(Sample([row for row in rows if row["part"] == part], in_sequence), prevalence)
                    for part in PARTS if any(row["part"] == part for row in rows)}
        for part, figures in of_parts.items():
            compare(found[question]["regions"][part], figures, f"{question}, {part}")
        exist = [figures["auroc"] for figures in of_parts.values() if figures["auroc"] is not None]
        same(found[question]["macro"]["auroc"], numpy.mean(exist) if exist else None, f"{question}, macro")
    check_router(found["router"], rows)


with scratch() as folder:
    for seed in range(12):
        print(f"seed {seed}")
        check(random_rows(seed), folder, None if seed % 2 else 0.05)
    rows = random_rows(99)
    write(pathlib.Path(folder) / "predictions.csv", rows)
    found = osteon("evaluate", "--from", folder, "--json", "--resamples", 200, "--seed", 5)
    low, high = bootstrapped_auroc(Sample(rows, False), 200, 5)
    same(found["experts_given_part"]["pooled"]["auroc_interval"][0], low, "low end")
    same(found["experts_given_part"]["pooled"]["auroc_interval"][1], high, "high end")
print("the same")
