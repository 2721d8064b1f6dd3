#!/usr/bin/python3
"""check_exports.py MAKE_EXPORTS: exported files are valid ONNX, and others find the engine's scores in them.

At fp32 these are OpenCV and run_graph.py; at int8, which OpenCV 4.6 does not read, the latter alone.
"""
import sys

try:
    import cv2
    import numpy
    import onnx
except ImportError as missing:
    print(f"skipped: {missing}; ./dev setup test bench installs it")
    sys.exit(77)

import exports
import run_graph


def opencv_scores(file, images):
    network = cv2.dnn.readNetFromONNX(str(file))
    scores = []
    for image in images:
        network.setInput(image[None])
        scores.append(network.forward()[0].copy())
    return numpy.stack(scores)


def valid(file, precision):
    model = onnx.load(file)
    onnx.checker.check_model(model, full_check=True)
    assert model.opset_import[0].version >= 13, file
    assert model.graph.input[0].type.tensor_type.shape.dim[0].dim_param, f"{file}: a fixed batch"
    notes = {entry.key: entry.value for entry in model.metadata_props}
    assert {"osteon.pack", "osteon.version", "osteon.input", "osteon.network"} <= set(notes), notes
    assert notes["osteon.precision"] == precision, notes
    return model


checked = 0
for kind in exports.kinds(sys.argv[1]):
    for file in kind.files("fp32"):
        model, said = valid(file, "fp32"), kind.said["fp32"][file.stem]
        print(f"{kind.folder.name}/fp32/{file.name}, scores {said.min():.3g} to {said.max():.3g}:",
              exports.check_fp32("OpenCV", file, opencv_scores(file, kind.images), said),
              exports.check_fp32("run_graph.py", file, run_graph.run(model, kind.images), said), sep=" ")
        checked += 1
    for file in kind.files("int8"):
        found = run_graph.run(valid(file, "int8"), kind.images)
        for precision, said in kind.said.items():
            print(f"{kind.folder.name}/int8/{file.name}, from the engine at {precision}:",
                  exports.check_int8("run_graph.py", file, found, said[file.stem]))
        checked += 1
assert checked == 42, checked
