#!/usr/bin/python3
"""check_exports.py MAKE_EXPORTS: exported files are valid ONNX, and OpenCV finds the engine's scores."""
import json
import pathlib
import subprocess
import sys
import tempfile

try:
    import cv2
    import numpy
    import onnx
except ImportError as missing:
    print(f"skipped: {missing}; ./dev setup test installs it")
    sys.exit(77)

MOST = 1e-4


def opencv_scores(file, images):
    network = cv2.dnn.readNetFromONNX(str(file))
    scores = []
    for image in images:
        network.setInput(image[None])
        scores.append(network.forward()[0].copy())
    return numpy.stack(scores)


def check_file(file, images, said):
    model = onnx.load(file)
    onnx.checker.check_model(model, full_check=True)
    assert model.opset_import[0].version >= 13, file
    assert model.graph.input[0].type.tensor_type.shape.dim[0].dim_param, f"{file}: a fixed batch"
    keys = {entry.key for entry in model.metadata_props}
    assert {"osteon.pack", "osteon.version", "osteon.input", "osteon.network"} <= keys, keys
    said = numpy.array(said)
    found = opencv_scores(file, images)
    assert found.shape == said.shape, (file, found.shape, said.shape)
    assert numpy.isfinite(said).all() and numpy.isfinite(found).all(), (file, said, found)
    # Of large scores a float holds fewer places.
    error = numpy.abs(found - said) / numpy.maximum(1, numpy.abs(said))
    assert error.max() <= MOST, (file, error.max(), said, found)
    print(f"{file.parent.parent.name}/{file.name}: within {error.max():.1e}, "
          f"scores {said.min():.3g} to {said.max():.3g}")


with tempfile.TemporaryDirectory() as scratch:
    subprocess.run([sys.argv[1], scratch], check=True)
    checked = 0
    for folder in sorted(pathlib.Path(scratch).iterdir()):
        said = json.loads((folder / "scores.json").read_text())
        side = said.pop("side")
        images = numpy.fromfile(folder / "input.f32", numpy.float32).reshape(-1, 1, side, side)
        files = sorted((folder / "onnx").iterdir())
        assert {file.stem for file in files} == set(said), (files, said.keys())
        for file in files:
            check_file(file, images, said[file.stem])
            checked += 1
assert checked == 21, checked
