"""What make_exports writes: packs of every kind, their ONNX files, and the engine's scores."""
import dataclasses
import json
import pathlib
import subprocess
import tempfile

import numpy

MOST = 1e-4  # at fp32; of large scores a float holds fewer places
# At int8, of the largest score of an output. Measured on these packs: up to 0.053 from fp32 and 0.046 from the engine
# at int8, which is itself up to 0.033 from fp32. A dropped bias, a unit of a half or of twice for one channel, or one unit
# for all channels of a layer make 0.2 to 0.6 of it.
MOST_INT8 = 0.1


@dataclasses.dataclass
class Kind:
    folder: pathlib.Path
    images: numpy.ndarray
    said: dict  # the engine's scores: precision -> name of a file -> images x outputs

    def files(self, precision):
        files = sorted((self.folder / precision).iterdir())
        assert {file.stem for file in files} == set(self.said["fp32"]), files
        return files


def kinds(make_exports):
    with tempfile.TemporaryDirectory() as scratch:
        subprocess.run([make_exports, scratch], check=True)
        for folder in sorted(pathlib.Path(scratch).iterdir()):
            said = json.loads((folder / "scores.json").read_text())
            side = said.pop("side")
            images = numpy.fromfile(folder / "input.f32", numpy.float32).reshape(-1, 1, side, side)
            yield Kind(folder, images, {precision: {name: numpy.array(rows)
                                                    for name, rows in files.items()}
                                        for precision, files in said.items()})


def check_fp32(who, file, found, said):
    assert found.shape == said.shape, (who, file, found.shape, said.shape)
    assert numpy.isfinite(said).all() and numpy.isfinite(found).all(), (who, file, said, found)
    apart = (numpy.abs(found - said) / numpy.maximum(1, numpy.abs(said))).max()
    assert apart <= MOST, (who, file, apart, said, found)
    return f"{who} within {apart:.1e}"


def check_int8(who, file, found, said):
    """said: the engine's scores at fp32 or int8."""
    assert found.shape == said.shape, (who, file, found.shape, said.shape)
    apart = (numpy.abs(found - said).max(0) / numpy.abs(said).max(0)).max()
    assert apart <= MOST_INT8, (who, file, apart, said, found)
    return f"{who} within {100 * apart:.1f} %"
