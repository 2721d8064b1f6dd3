#!/usr/bin/python3
"""PyTorch with the pack's weights: traced, frozen and optimised for inference, at fp32 or bf16."""

import time
import warnings

import numpy
import torch

import images
from networks import Pack
from protocol import serve, timed, two_networks


# The number of places, which is the same for every image, becomes a constant of the trace.
warnings.filterwarnings("ignore", category=torch.jit.TracerWarning)


def made_fast(network, side, precision):
    """Of what PyTorch 1.13 offers without further packages, the fastest that was found for each
    precision: oneDNN's layouts for fp32, channels last for bf16."""
    example = torch.zeros(1, 1, side, side)
    with torch.no_grad():
        if precision == "bf16":
            network = network.to(torch.bfloat16).to(memory_format=torch.channels_last)
            traced = torch.jit.trace(network, example.to(torch.bfloat16))
            return torch.jit.freeze(traced.eval())
        traced = torch.jit.trace(network, example)
        return torch.jit.optimize_for_inference(torch.jit.freeze(traced.eval()))


def warm(network, image):
    """The first runs of a traced network are slower: it looks at them, and is optimised again."""
    for _ in range(3):
        network(image)


class Worker:
    def open(self, pack, threads, precision, plain=False):
        torch.set_num_threads(threads)
        torch.set_grad_enabled(False)
        pack = Pack(pack)
        self.pack = pack
        self.type = torch.bfloat16 if precision == "bf16" else torch.float32
        made = (lambda network: network) if plain else (
            lambda network: made_fast(network, pack.side, precision))
        self.router = made(pack.router())
        self.experts = {part: made(pack.expert(part)) for part in pack.parts}
        return {"name": f"PyTorch {torch.__version__.split('+')[0]} {precision}"}

    def inputs(self, file, side):
        values = numpy.fromfile(file, numpy.float32).reshape(-1, 1, 1, side, side)
        self.images = [torch.from_numpy(image).to(self.type) for image in values]
        for network in (self.router, *self.experts.values()):
            warm(network, self.images[0])
        return {}

    def scores(self):
        return {"router": [self.router(image)[0].float().tolist() for image in self.images],
                "expert": [[float(self.experts[part](image)[0, 0]) for part in self.pack.parts]
                           for image in self.images]}

    def _both(self, image):
        return two_networks(lambda i: self.router(i).float().tolist(),
                            lambda part, i: self.experts[part](i).float().tolist(),
                            self.pack.parts, image)

    def latency(self, times):
        return timed(times, lambda call: self._both(self.images[call % len(self.images)]))

    def folder(self, files):
        """Files one after another, decoding included, as a script does it."""
        begun = time.perf_counter()
        for file in files:
            self._both(torch.from_numpy(images.prepare(file, self.pack.json["input"])).to(self.type))
        return {"images_per_s": len(files) / (time.perf_counter() - begun)}


worker = Worker()
serve({"open": worker.open, "inputs": worker.inputs, "scores": worker.scores,
       "latency": worker.latency, "folder": worker.folder})
