#!/usr/bin/python3
"""check_onnxruntime.py MAKE_EXPORTS NODE_MODULES: ONNX Runtime finds the engine's scores, and multiplies int8 as int8."""
import json
import pathlib
import shutil
import subprocess
import sys

try:
    import numpy
    import onnx
except ImportError as missing:
    print(f"skipped: {missing}; ./dev setup test installs it")
    sys.exit(77)

import exports

make_exports, modules = sys.argv[1], pathlib.Path(sys.argv[2])
if not shutil.which("node") or not (modules / "onnxruntime-node").is_dir():
    print(f"skipped: ONNX Runtime is not in {modules}; ./dev bench --quick fetches it")
    sys.exit(77)


def run(kind, files):
    side = str(kind.images.shape[-1])
    program = pathlib.Path(__file__).parent / "onnxruntime.mjs"
    done = subprocess.run(["node", program, modules, side, kind.folder / "input.f32", *files],
                          check=True, stdout=subprocess.PIPE, text=True)
    return {pathlib.Path(file): numpy.array(rows) for file, rows in json.loads(done.stdout).items()}


def operators(file):
    return [node.op_type for node in onnx.load(file).graph.node]


def reads_whole_numbers(file, operation):
    """Whether what the operation reads was rounded just before."""
    nodes = onnx.load(file).graph.node
    makers = {name: node.op_type for node in nodes for name in node.output}
    return any(makers.get(node.input[0]) == "QuantizeLinear" for node in nodes if node.op_type == operation)


def check_fused(file):
    """One kernel from every convolution of the backbone but the stem, and from every addition of its blocks."""
    given, made = operators(file), operators(f"{file}.optimized")
    values = "ReduceLogSumExp" in given  # a head at every place is a convolution at fp32
    assert made.count("QLinearConv") == given.count("Conv") - 1 - values, (file, made)
    assert made.count("Conv") + made.count("FusedConv") == 1 + values, (file, made)
    blocks = given.count("Add") - ("Resize" in given) - values
    assert made.count("QLinearAdd") == blocks, (file, made)
    assert not reads_whole_numbers(f"{file}.optimized", "MaxPool"), f"{file}: the slow pool"


checked = 0
for kind in exports.kinds(make_exports):
    for file, found in run(kind, kind.files("fp32")).items():
        print(f"{kind.folder.name}/fp32/{file.name}:",
              exports.check_fp32("ONNX Runtime", file, found, kind.said["fp32"][file.stem]))
        checked += 1
    for file, found in run(kind, kind.files("int8")).items():
        check_fused(file)
        for precision, said in kind.said.items():
            print(f"{kind.folder.name}/int8/{file.name}, from the engine at {precision}:",
                  exports.check_int8("ONNX Runtime", file, found, said[file.stem]))
        checked += 1
assert checked == 42, checked
