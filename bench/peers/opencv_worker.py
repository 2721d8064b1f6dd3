#!/usr/bin/python3
"""OpenCV's DNN module with the exported networks."""

import pathlib

import cv2
import numpy

from protocol import serve, timed, two_networks


class Worker:
    def open(self, models, parts, threads):
        cv2.setNumThreads(threads)
        models = pathlib.Path(models)
        self.parts = parts
        self.router = cv2.dnn.readNetFromONNX(str(models / "router.onnx"))
        self.experts = {part: cv2.dnn.readNetFromONNX(str(models / f"expert-{part}.onnx"))
                        for part in parts}
        return {"name": f"OpenCV DNN {cv2.__version__}"}

    def inputs(self, file, side):
        self.images = numpy.fromfile(file, numpy.float32).reshape(-1, 1, 1, side, side)
        return {}

    @staticmethod
    def _run(network, image):
        network.setInput(image)
        return network.forward()

    def scores(self):
        return {"router": [self._run(self.router, image)[0].tolist() for image in self.images],
                "expert": [[float(self._run(self.experts[part], image)[0, 0])
                            for part in self.parts] for image in self.images]}

    def latency(self, times):
        return timed(times, lambda call: two_networks(
            lambda image: self._run(self.router, image),
            lambda part, image: self._run(self.experts[part], image),
            self.parts, self.images[call % len(self.images)]))


worker = Worker()
serve({"open": worker.open, "inputs": worker.inputs, "scores": worker.scores,
       "latency": worker.latency})
