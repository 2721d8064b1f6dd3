"""The results as Markdown."""

from driver import machine, targets
from driver.contest import Series, significant
from driver.workloads import (classic, cold, dicom, folder, growth, latency, limits, masked,
                              stages)


def series(figure, scale=1.0, digits=3):
    return Series(figure["rounds"]).text(scale, digits) if figure else "-"


def megabytes(count):
    return "-" if not count else f"{count / 1e6:.0f}"


def grid(head, rows):
    lines = ["| " + " | ".join(head) + " |", "|" + "---|" * len(head)]
    return lines + ["| " + " | ".join(str(cell) for cell in row) + " |" for row in rows]


def latency_tables(result):
    lines = []
    for threads, rows in result.items():
        lines += ["", f"Threads: {threads}", ""]
        lines += grid(["", "ms", "as a multiple of Osteon's", "scores within", "memory, MB"],
                      [[name, series(row["seconds"], 1e3), series(row["times_osteon"]),
                        "-" if row["within"] is None else f"{row['within']:.1g}",
                        megabytes(row["peak_bytes"])] for name, row in rows.items()])
    return lines


def cold_table(result):
    return grid(["", "s", "as a multiple of Osteon's", "peak memory, MB"],
                [[name, series(row["seconds"]), series(row["times_osteon"]),
                  megabytes(row["peak_bytes"])] for name, row in result.items()])


def folder_tables(result):
    lines = []
    for threads, rows in result["threads"].items():
        lines += ["", f"Threads: {threads}", ""]
        peers = list(next(iter(rows.values()))["times_onnx_runtime"])
        lines += grid(["", "images/s", *(f"times ONNX Runtime {p}" for p in peers), "peak memory, MB"],
                      [[name, series(row["images_per_s"]),
                        *(series(row["times_onnx_runtime"][p]) for p in peers),
                        megabytes(row["peak_bytes"])] for name, row in rows.items()])
    lines += ["", "The network with its heads and the decision, as the folder runs it, one film at a time on each core, and "
              "the bare convolutions at the same precision and input size, in whatever batch is fastest:", ""]
    lines += grid(["", "network, images/s", "of the convolutions as described", "as run"],
                  [[precision, series(row["images_per_s"]),
                    series(row["bare_described"]["share"], 100) + " %",
                    series(row["bare_run"]["share"], 100) + " %"]
                   for precision, row in result["network"].items()])
    return lines


def dicom_table(result):
    return grid(["", "images/s", "peak memory, MB"],
                [[name, series(row["images_per_s"]), megabytes(row["peak_bytes"])]
                 for name, row in result.items()])


def classic_table(result):
    return grid(["", "images/s", "times PyTorch's"],
                [[name, series(row["images_per_s"]), series(row["times_four_networks"])]
                 for name, row in result.items()])


def growth_table(result):
    return grid(["images", "ms for each", "peak memory, MB"],
                [[f"{int(count):,}", series(row["seconds_per_image"], 1e3),
                  megabytes(row["peak_bytes"])] for count, row in result.items()])


def limits_tables(result):
    arithmetics = list(result["product"])
    lines = grid(["", *(f"{a}" for a in arithmetics)],
                 [["matrix product, 10⁹ multiplications/s",
                   *(series(result["product"][a], 1e-9) for a in arithmetics)]])
    rows = {}
    for case in result["convolutions"]:
        name = (f"{case['architecture']}, {case['side']} × {case['side']}, batch {case['batch']}, "
                f"as {case['layers']}: images/s")
        rows.setdefault(name, {})[case["arithmetic"]] = series(case["images_per_s"])
    return lines + [f"| {name} | " + " | ".join(row[a] for a in arithmetics) + " |"
                    for name, row in rows.items()]


def stages_tables(result):
    kinds = list(result)
    names = list(result[kinds[0]]["warm"])
    first = list(result[kinds[0]]["first"])
    ms = lambda value: significant(value * 1e3)
    rows = [[name, *(ms(result[kind]["warm"][name]) for kind in kinds)] for name in names]
    rows += [[f"*first:* {name}", *(ms(result[kind]["first"][name]) for kind in kinds)]
             for name in first]
    return grid([f"ms at {result[kinds[0]]['precision']}", *kinds], rows)


def masked_tables(result):
    lines = ["", "AVX-512 with VNNI, folder:", ""]
    lines += grid(["", "images/s", "times ONNX Runtime fp32"],
                  [[name, series(row["images_per_s"]), series(row["times_onnx_runtime"])]
                   for name, row in result["vnni"].items()])
    lines += ["", "AVX2, latency:", ""]
    lines += grid(["", "ms", "as a multiple of Osteon's fp32"],
                  [[name, series(row["seconds"], 1e3), series(row["times_osteon"])]
                   for name, row in result["avx2"].items()])
    return lines


# In the order of the report: key, module, table.
SECTIONS = (("stages", stages, stages_tables), ("latency", latency, latency_tables),
            ("cold", cold, cold_table), ("folder", folder, folder_tables),
            ("dicom", dicom, dicom_table), ("classic", classic, classic_table),
            ("growth", growth, growth_table), ("masked", masked, masked_tables),
            ("limits", limits, limits_tables))


def targets_table(results):
    rows = targets.table(results)
    return grid(["", "floor", "aim", "reached", "meets"],
                [[row["what"], targets.text(row["floor"], row["unit"]),
                  targets.text(row["aim"], row["unit"]),
                  targets.text(row["reached"], row["unit"]), row["met"]] for row in rows])


def markdown(results):
    lines = [machine.line(results["machine"], results["chosen"]), "",
             f"{results['date']}, threads: {results['threads']}, {results['films']}; "
             f"{'; '.join(results['versions'])}. Medians, with the lowest and the highest "
             "round; ratios are of the same round.", ""]
    if results["quick"]:
        lines += ["**A quick run: it shows that everything works. Its figures say nothing.**", ""]
    if results["neighbours"]:
        lines += [f"**The machine was not alone: {results['neighbours']}.**", ""]
    lines += ["### Targets", "", *targets_table(results)]
    for key, module, table in SECTIONS:
        if key in results:
            lines += ["", f"### {module.TITLE}", "", module.NOTE, "", *table(results[key])]
    return "\n".join(lines) + "\n"
