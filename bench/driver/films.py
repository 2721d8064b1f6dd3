"""Radiographs to read: phantoms, drawn once and kept in build/bench."""

import pathlib
import shutil
import subprocess

from driver.paths import OSTEON, RESULTS

ENDINGS = (".png", ".jpg", ".jpeg", ".dcm")
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
    return _drawn("films", count, ("png", "jpeg"), "400x450", say)


def large(count, say):
    """12-bit DICOM as a detector gives them; few are drawn, and each is there several times."""
    return linked(_drawn("dicom", 16, ("dicom",), "2000x2500", say), "dicom", count)


def linked(folder, name, count, anew=False):
    """A folder of exactly `count` links to the files below another, over and over where there are fewer."""
    links = RESULTS / f"{name}-{count}"
    if anew:
        shutil.rmtree(links, ignore_errors=True)
    elif _complete(links, count):
        return links
    links.mkdir(parents=True, exist_ok=True)
    files = sorted(file for file in pathlib.Path(folder).rglob("*")
                   if file.suffix.lower() in ENDINGS)
    if not files:
        raise SystemExit(f"bench: {folder} holds no {', '.join(ENDINGS)}")
    # Parts and kinds mixed, as they come in a department.
    files = [files[i * 7919 % len(files)] for i in range(len(files))]
    for number in range(count):
        file = files[number % len(files)]
        link = links / f"{number:06}{file.suffix}"
        if not link.is_symlink():
            link.symlink_to(file.resolve())
    return links


def files_in(folder):
    return sorted(str(file) for file in folder.iterdir())
