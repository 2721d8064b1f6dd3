"""ResNet-50 v1 with PyTorch's usual modules, as the architectures of Osteon's packs, and its weights from a file."""

import json
import struct

import numpy
import torch
from torch import nn
from torch.nn import functional


class Block(nn.Module):
    """1x1, 3x3, 1x1 and an addition; the stride sits in the first (v1)."""

    def __init__(self, inputs, width, stride):
        super().__init__()
        outputs = 4 * width
        self.conv1 = nn.Conv2d(inputs, width, 1, stride, bias=False)
        self.bn1 = nn.BatchNorm2d(width)
        self.conv2 = nn.Conv2d(width, width, 3, 1, 1, bias=False)
        self.bn2 = nn.BatchNorm2d(width)
        self.conv3 = nn.Conv2d(width, outputs, 1, bias=False)
        self.bn3 = nn.BatchNorm2d(outputs)
        self.relu = nn.ReLU(inplace=True)
        self.downsample = None
        if stride != 1 or inputs != outputs:
            self.downsample = nn.Sequential(
                nn.Conv2d(inputs, outputs, 1, stride, bias=False), nn.BatchNorm2d(outputs))

    def forward(self, x):
        kept = x if self.downsample is None else self.downsample(x)
        x = self.relu(self.bn1(self.conv1(x)))
        x = self.relu(self.bn2(self.conv2(x)))
        return self.relu(self.bn3(self.conv3(x)) + kept)


class Neck(nn.Module):
    """The last stage's map, twice as large, and the one before it, convolved further."""

    def __init__(self, fine, coarse, width):
        super().__init__()
        self.fine = self._seen(fine, width)
        self.coarse = self._seen(coarse, width)
        self.conv1 = nn.Conv2d(width, width, 3, 1, 1, bias=False)
        self.bn1 = nn.BatchNorm2d(width)
        self.conv2 = nn.Conv2d(width, width, 3, 1, 1, bias=False)
        self.bn2 = nn.BatchNorm2d(width)

    @staticmethod
    def _seen(inputs, width):
        return nn.Sequential(nn.Conv2d(inputs, width, 1, bias=False), nn.BatchNorm2d(width))

    def forward(self, before, last):
        x = functional.relu(self.fine(before) +
                            functional.interpolate(self.coarse(last), scale_factor=2.0))
        x = functional.relu(self.bn1(self.conv1(x)))
        return functional.relu(self.bn2(self.conv2(x)))


class Backbone(nn.Module):
    """Grey input; `features` for every place, and `film_features` for the whole film."""

    def __init__(self, architecture="resnet50-v1-layer3"):
        super().__init__()
        known = ("resnet50-v1", "resnet50-v1-layer3", "resnet50-v1-layer3-fine")
        if architecture not in known:
            raise ValueError(f"{architecture} is not one of {', '.join(known)}")
        self.conv1 = nn.Conv2d(1, 64, 7, 2, 3, bias=False)
        self.bn1 = nn.BatchNorm2d(64)
        self.relu = nn.ReLU(inplace=True)
        self.pool = nn.MaxPool2d(3, 2, 0, ceil_mode=True)
        self.layer1 = self._stage(64, 64, 3, 1)
        self.layer2 = self._stage(256, 128, 4, 2)
        self.layer3 = self._stage(512, 256, 6, 2)
        self.layer4 = self._stage(1024, 512, 3, 2) if architecture == "resnet50-v1" else None
        self.neck = Neck(512, 1024, 128) if architecture.endswith("-fine") else None
        self.features = 128 if self.neck else 2048 if self.layer4 else 1024
        self.film_features = self.features + (1024 if self.neck else 0)

    @staticmethod
    def _stage(inputs, width, blocks, stride):
        return nn.Sequential(
            Block(inputs, width, stride), *(Block(4 * width, width, 1) for _ in range(blocks - 1)))

    def maps(self, x):
        """The places' features, and under a neck the last stage's."""
        x = self.pool(self.relu(self.bn1(self.conv1(x))))
        before = self.layer2(self.layer1(x))
        last = self.layer3(before)
        if self.neck is not None:
            return self.neck(before, last), last
        return (last if self.layer4 is None else self.layer4(last)), None

    def forward(self, x):
        return self.maps(x)[0]


def read_safetensors(path):
    types = {"F32": numpy.float32, "F16": numpy.float16}
    with open(path, "rb") as file:
        header = json.loads(file.read(struct.unpack("<Q", file.read(8))[0]))
        begin = file.tell()
        tensors = {}
        for name, entry in header.items():
            if name == "__metadata__":
                continue
            file.seek(begin + entry["data_offsets"][0])
            count = entry["data_offsets"][1] - entry["data_offsets"][0]
            values = numpy.frombuffer(file.read(count), types[entry["dtype"]])
            tensors[name] = torch.from_numpy(
                values.astype(numpy.float32).reshape(entry["shape"]))
    return tensors


def load(backbone, path):
    tensors = read_safetensors(path)
    # A pack's stem is grey already.
    tensors["conv1.weight"] = tensors["conv1.weight"].sum(1, keepdim=True)
    backbone.load_state_dict({name: tensors[name] for name in backbone.state_dict()
                              if not name.endswith("num_batches_tracked")}, strict=False)
