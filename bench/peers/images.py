"""From a file to a network's input with Pillow, as a script would do it: grey, fitted, centred."""

import numpy
from PIL import Image


def prepare(file, spec):
    """1 x 1 x side x side. Neither the limb nor the percentiles are looked for: less than Osteon does."""
    side = spec["side"]
    film = Image.open(file).convert("L")
    scale = side / max(film.size)
    film = film.resize([max(1, round(length * scale)) for length in film.size], Image.BILINEAR)
    square = Image.new("L", (side, side))
    square.paste(film, ((side - film.width) // 2, (side - film.height) // 2))
    grey = numpy.asarray(square, numpy.float32) / 255
    return (grey * spec["scale"] - spec["subtract"])[None, None]
