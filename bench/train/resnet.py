"""ResNet-50 v1 up to its third stage, with PyTorch's usual modules, and its weights from a file."""

import json
import struct

import numpy
import torch
from torch import nn


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


class Backbone(nn.Module):
    """Grey input; 1,024 features for every 16 pixels."""

    features = 1024

    def __init__(self):
        super().__init__()
        self.conv1 = nn.Conv2d(1, 64, 7, 2, 3, bias=False)
        self.bn1 = nn.BatchNorm2d(64)
        self.relu = nn.ReLU(inplace=True)
        self.pool = nn.MaxPool2d(3, 2, 0, ceil_mode=True)
        self.layer1 = self._stage(64, 64, 3, 1)
        self.layer2 = self._stage(256, 128, 4, 2)
        self.layer3 = self._stage(512, 256, 6, 2)

    @staticmethod
    def _stage(inputs, width, blocks, stride):
        return nn.Sequential(
            Block(inputs, width, stride), *(Block(4 * width, width, 1) for _ in range(blocks - 1)))

    def forward(self, x):
        x = self.pool(self.relu(self.bn1(self.conv1(x))))
        return self.layer3(self.layer2(self.layer1(x)))


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
    tensors["conv1.weight"] = tensors["conv1.weight"].sum(1, keepdim=True)
    backbone.load_state_dict({name: tensors[name] for name in backbone.state_dict()
                              if not name.endswith("num_batches_tracked")}, strict=False)
