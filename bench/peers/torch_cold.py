#!/usr/bin/python3
"""One radiograph from nothing, as a PyTorch script does it: torch_cold.py PACK FILE"""

import json
import sys

import torch

import images
from networks import Pack

pack = Pack(sys.argv[1])
image = torch.from_numpy(images.prepare(sys.argv[2], pack.json["input"]))
with torch.no_grad():
    chances = pack.router()(image)[0].softmax(0)
    part = pack.parts[int(chances[:-1].argmax())]
    score = float(pack.expert(part)(image)[0, 0])
print(json.dumps({"part": part, "score": score}))
