"""Radiographs to read: phantoms, drawn once and kept in build/bench."""

import pathlib
import subprocess

from driver.paths import OSTEON, RESULTS

PARTS = ("ankle", "elbow", "foot", "hand", "hip", "knee", "lower_leg", "shoulder")


def _draw(folder, arguments):
    subprocess.run([OSTEON, "phantom", folder, *map(str, arguments)], check=True,
                   stdout=subprocess.DEVNULL)


def _complete(folder, count):
    return folder.is_dir() and sum(1 for _ in folder.iterdir()) >= count


def _drawn(name, count, formats, size, say):
    """`count` phantoms, all different: every part, sound and broken."""
    folder = RESULTS / name
    if _complete(folder, count):
        return folder
    say(f"drawing {count} phantoms of {size} into {folder}")
    each = -(-count // (len(PARTS) * 2 * len(formats)))
    for number, kind in enumerate(formats):
        _draw(folder, ["--set", "--part", ",".join(PARTS), "--count", each, "--size", size,
                       "--format", kind, "--seed", 1 + number * each])
    return folder


def small(count, say):
    """Of about the size that most films of FracAtlas have, half PNG, half JPEG."""
    return linked(_drawn("films", count, ("png", "jpeg"), "400x450", say), "films", count)


def large(count, say):
    """12-bit DICOM as a detector gives them; few are drawn, and each is there several times."""
    return linked(_drawn("dicom", 16, ("dicom",), "2000x2500", say), "dicom", count)


def linked(folder, name, count):
    """A folder of exactly `count` files, which are links to those of another, over and over."""
    links = RESULTS / f"{name}-{count}"
    if _complete(links, count):
        return links
    links.mkdir(parents=True, exist_ok=True)
    files = sorted(pathlib.Path(folder).iterdir())
    # Parts and kinds mixed, as they come in a department.
    files = [files[i * 7919 % len(files)] for i in range(len(files))]
    for number in range(count):
        file = files[number % len(files)]
        link = links / f"{number:06}{file.suffix}"
        if not link.exists():
            link.symlink_to(file.resolve())
    return links


def files_in(folder):
    return sorted(str(file) for file in folder.iterdir())
