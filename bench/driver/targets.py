"""What was promised of the speed, and what was reached. All but the first are of the precision chosen."""

from driver.contest import significant


def _median(result, *path):
    """A figure somewhere in the results, or nothing where it was not measured."""
    for key in path:
        if not isinstance(result, dict) or key not in result:
            return None
        result = result[key]
    return result["median"] if isinstance(result, dict) else result


def _best_peak(results, threads):
    folder = results.get("folder", {}).get("threads", {}).get(threads, {})
    return _median(folder, f"Osteon {results['chosen']['precision']}", "peak_bytes")


def table(results):
    """Rows of: what, floor, aim, reached, met ("aim", "floor" or "no"); reached as text."""
    chosen = f"Osteon {results['chosen']['precision']}"
    threads = str(results["threads"])
    latency = results.get("latency", {}).get(threads, {})
    folder = results.get("folder", {}).get("threads", {}).get(threads, {})
    cold, masked = results.get("cold", {}), results.get("masked", {})
    share = results.get("folder", {}).get("network", {}).get(results["chosen"]["precision"], {})
    classic = {name: row for name, row in results.get("classic", {}).items()
               if name.startswith("Osteon") and "alone" not in name}

    def row(what, floor, aim, value, unit="x", less=False):
        if value is None:
            return {"what": what, "floor": floor, "aim": aim, "unit": unit, "reached": None,
                    "met": "not measured"}
        def reaches(limit):
            return limit is not None and (value <= limit if less else value >= limit)

        if floor is None and aim is None:
            met = "-"
        else:
            met = "aim" if reaches(aim) else "floor" if reaches(floor) else "no"
        return {"what": what, "floor": floor, "aim": aim, "unit": unit, "reached": value,
                "met": met}

    def scaled(value, factor):
        return None if value is None else value * factor

    rows = [
        row("(a) latency, router and expert, warm, against ONNX Runtime fp32 doing two networks",
            8, 15, _median(latency, "ONNX Runtime fp32", "times_osteon")),
        row("(a) the same, against ONNX Runtime int8", None, None,
            _median(latency, "ONNX Runtime int8", "times_osteon")),
        row("(b) cold start to answer", 0.30, 0.15, _median(cold, chosen, "seconds"), "s",
            less=True),
        row("(b) cold start, against the PyTorch script", None, 15,
            _median(cold, "PyTorch fp32", "times_osteon")),
        row("(c) folder, against ONNX Runtime fp32", 8, 13,
            _median(folder, chosen, "times_onnx_runtime", "fp32")),
        row("(c) the same, against ONNX Runtime int8", None, None,
            _median(folder, chosen, "times_onnx_runtime", "int8")),
        row("network part of (c), of the bare convolutions as described", 75, 90,
            scaled(_median(share, "bare_described", "share"), 100), "%"),
        row("the same, of the bare convolutions as run", 75, 90,
            scaled(_median(share, "bare_run", "share"), 100), "%"),
        row("(d) large DICOM", 25, 60, _median(results.get("dicom", {}), chosen, "images_per_s"),
            "images/s"),
        row("(e) peak memory, folder", 400, 250, scaled(_best_peak(results, threads), 1e-6), "MB",
            less=True),
        row("int8 on AVX-512 VNNI, folder, against ONNX Runtime fp32", 4, 6,
            _median(masked, "vnni", "Osteon int8, AVX-512 with VNNI", "times_onnx_runtime")),
        row("fp32 on AVX2 only, against OpenCV under the same mask", 1, 1.3,
            _median(masked, "avx2", "OpenCV fp32, AVX2", "times_osteon")),
    ]
    rows[-2:-2] = [row(f"(f) {name}, against four networks in PyTorch", 20, 35,
                       figures["times_four_networks"]["median"])
                   for name, figures in classic.items()]
    return rows


def text(value, unit):
    joined = "" if unit in ("x", "%") else " "
    return "-" if value is None else f"{significant(value)}{joined}{'×' if unit == 'x' else unit}"
