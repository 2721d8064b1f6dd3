#!/usr/bin/python3
"""One step of fine-tuning, as it is usually written in PyTorch: torch_step.py SIDE BATCH STEPS

The same network, precision, losses and frozen parts as bench/train_step.cpp: the stem and the first
stage are not trained and their batch norms use the statistics that they have, the others those of
the batch. Prints the seconds of
every step as a JSON array; two steps before them are not counted.
"""

import json
import math
import os
import pathlib
import sys
import time

import torch
from torch import nn
from torch.nn import functional

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "peers"))
import resnet

PARTS = 8
UNCOUNTED = 2


class Network(nn.Module):
    def __init__(self):
        super().__init__()
        self.backbone = resnet.Backbone()
        self.router = nn.Linear(self.backbone.features, PARTS + 1)
        self.experts = nn.Conv2d(self.backbone.features, PARTS, 1)
        self.box = nn.Conv2d(self.backbone.features, 4, 1)

    def forward(self, images):
        features = self.backbone(images)
        places = self.experts(features).float()
        pooled = places.flatten(2).logsumexp(2) - math.log(places[0, 0].numel())
        return (self.router(features.mean((2, 3))).float(), pooled, places,
                self.box(features).float().clamp(-4, 4).exp())


def focal(scores, shown):
    each = functional.binary_cross_entropy_with_logits(scores, shown, reduction="none")
    chance = scores.sigmoid()
    wrong = shown * (1 - chance) + (1 - shown) * chance
    return (each * wrong ** 2 * 0.5).sum() / (len(scores) * 0.75)


def box_loss(said, true, shown):
    """1 - generalised IoU (Rezatofighi et al., CVPR 2019)."""
    area = lambda box: (box[:, 0] + box[:, 2]) * (box[:, 1] + box[:, 3])
    common = area(torch.minimum(said, true))
    around = area(torch.maximum(said, true))
    either = area(said) + area(true) - common
    return ((1 - common / either + (around - either) / around) * shown).nan_to_num(0).sum() / (
        len(said) * 0.75)


def main():
    side, batch, steps = map(int, sys.argv[1:4])
    torch.manual_seed(1)
    torch.set_num_threads(os.cpu_count())
    network = Network().to(memory_format=torch.channels_last).train()
    average = Network()
    average.load_state_dict(network.state_dict())
    for frozen in (network.backbone.conv1, network.backbone.bn1, network.backbone.layer1):
        frozen.requires_grad_(False).eval()
    learned = [p for p in network.parameters() if p.requires_grad]
    optimizer = torch.optim.AdamW(learned, lr=1e-4, weight_decay=0.02)

    images = (60 * torch.randn(batch, 1, side, side)).contiguous(memory_format=torch.channels_last)
    parts = torch.arange(batch) % PARTS
    labels = (torch.arange(batch) % 2).float()
    bf16 = any("avx512_bf16" in line or "amx_bf16" in line for line in open("/proc/cpuinfo"))
    seconds = []
    for step in range(-UNCOUNTED, steps):
        begun = time.perf_counter()
        with torch.autocast("cpu", torch.bfloat16, enabled=bf16):
            router, experts, places, boxes = network(images)
        cells = places.shape[-1]
        shown = torch.zeros(batch, cells, cells)
        shown[1::2, cells // 2, cells // 2] = 1
        own = places[torch.arange(batch), parts]
        loss = (0.5 * functional.cross_entropy(router, parts, label_smoothing=0.05)
                + functional.binary_cross_entropy_with_logits(
                    experts[torch.arange(batch), parts], labels)
                + focal(own, shown)
                + 0.3 * box_loss(boxes, torch.ones_like(boxes), shown))
        optimizer.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(learned, 5)
        optimizer.step()
        with torch.no_grad():
            for to, new in zip(average.parameters(), network.parameters()):
                to.lerp_(new, 0.002)
        if step >= 0:
            seconds.append(time.perf_counter() - begun)
    print(json.dumps(seconds))


if __name__ == "__main__":
    main()
