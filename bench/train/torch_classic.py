#!/usr/bin/python3
"""One epoch of one head of the classic recipe, as it is usually written in PyTorch:
torch_classic.py WEIGHTS FILE_OF_IMAGES

Every image is read and prepared anew and goes through the frozen backbone in fp32, as in the
project that the recipe comes from. FILE_OF_IMAGES names an image a line. Prints as JSON the seconds
for each image of training and of validation.
"""

import json
import os
import pathlib
import random
import sys
import time

import numpy
import torch
from PIL import Image
from torch import nn

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "peers"))
import resnet

SIDE = 224
BATCH = 64


def prepare(path, mirrored):
    image = Image.open(path).convert("L").resize((SIDE, SIDE), Image.BILINEAR)
    values = numpy.asarray(image, numpy.float32) - 114
    return torch.from_numpy(numpy.ascontiguousarray(values[:, ::-1] if mirrored else values))


class Images(torch.utils.data.Dataset):
    def __init__(self, paths, mirrored):
        self.paths = paths
        self.mirrored = mirrored

    def __len__(self):
        return len(self.paths)

    def __getitem__(self, index):
        mirrored = self.mirrored and random.random() < 0.5
        return prepare(self.paths[index], mirrored)[None], index % 2


def main():
    weights, listing = sys.argv[1:3]
    paths = open(listing).read().splitlines()
    torch.manual_seed(1)
    torch.set_num_threads(os.cpu_count())
    backbone = resnet.Backbone().eval().requires_grad_(False)
    resnet.load(backbone, weights)
    head = nn.Sequential(nn.Linear(backbone.features, 128), nn.ReLU(), nn.Linear(128, 50),
                         nn.ReLU(), nn.Linear(50, 2))
    optimizer = torch.optim.Adam(head.parameters(), lr=1e-4)
    loss_of = nn.CrossEntropyLoss()
    loader = lambda mirrored: torch.utils.data.DataLoader(
        Images(paths, mirrored), BATCH, shuffle=mirrored, num_workers=min(2, os.cpu_count()))

    begun = time.perf_counter()
    for images, labels in loader(True):
        loss = loss_of(head(backbone(images).mean((2, 3))), labels)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    trained = time.perf_counter()
    with torch.no_grad():
        for images, labels in loader(False):
            loss_of(head(backbone(images).mean((2, 3))), labels)
    judged = time.perf_counter()
    print(json.dumps({"train": (trained - begun) / len(paths),
                      "valid": (judged - trained) / len(paths)}))


if __name__ == "__main__":
    main()
