"""A pack's router and experts as PyTorch networks, each whole: backbone, pooling and head."""

import json
import math
import pathlib

import torch
from torch import nn

import resnet


class Network(nn.Module):
    def __init__(self, backbone, film, pooling, layers):
        super().__init__()
        self.backbone = backbone
        self.film = film  # over the whole film, for a router; else over the places
        self.pooling = pooling
        self.layers = layers

    def forward(self, image):
        places, last = self.backbone.maps(image)
        if self.pooling == "log_mean_exp":
            values = nn.functional.conv2d(
                places, self.layers[0].weight[:, :, None, None], self.layers[0].bias)
            values = values.float().flatten(2)
            return values.logsumexp(2) - math.log(values.shape[2])
        seen = places.mean((2, 3))
        if self.film and last is not None:
            seen = torch.cat((seen, last.mean((2, 3))), 1)
        for layer in self.layers[:-1]:
            seen = layer(seen).relu()
        return self.layers[-1](seen)


def _linear(tensors, name):
    weight = tensors[name + ".weight"]
    layer = nn.Linear(weight.shape[1], weight.shape[0])
    with torch.no_grad():
        layer.weight.copy_(weight)
        layer.bias.copy_(tensors[name + ".bias"])
    return layer


def _network(folder, pack, heads, stage, film):
    entry = pack["backbones"][stage["backbone"]]
    backbone = resnet.Backbone(entry["architecture"])
    resnet.load(backbone, folder / entry["file"])
    names = [f"{stage['head']}.hidden.{n}" for n in range(len(stage.get("hidden", [])))]
    layers = nn.ModuleList(_linear(heads, name) for name in names + [stage["head"]])
    pooling = "mean" if film else stage.get("pooling", "mean")
    return Network(backbone, film, pooling, layers).eval().requires_grad_(False)


class Pack:
    """Networks of a pack, made when they are asked for; no two share anything."""

    def __init__(self, folder):
        self.folder = pathlib.Path(folder)
        self.json = json.loads((self.folder / "pack.json").read_text())
        self.heads = resnet.read_safetensors(self.folder / self.json["heads"])
        self.parts = self.json["router"]["parts"]
        self.side = self.json["input"]["side"]

    def router(self):
        return _network(self.folder, self.json, self.heads, self.json["router"], True)

    def expert(self, part):
        stage = next(e for e in self.json["experts"] if e["part"] == part)
        return _network(self.folder, self.json, self.heads, stage, False)
