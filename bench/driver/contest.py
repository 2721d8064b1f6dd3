"""Contestants take turns, so that what slows the machine for a while slows them all."""

import statistics
import time


class Series:
    """One contestant's figure of each round."""

    def __init__(self, values):
        self.values = list(values)

    @property
    def median(self):
        return statistics.median(self.values)

    def over(self, other):
        """This figure as a multiple of another's, round by round."""
        return Series(a / b for a, b in zip(self.values, other.values))

    def text(self, scale=1.0, digits=3):
        """`median (lowest to highest)`"""
        values = sorted(value * scale for value in self.values)
        middle = f"{significant(self.median * scale, digits)}"
        if len(values) == 1:
            return middle
        return (f"{middle} ({significant(values[0], digits)} to "
                f"{significant(values[-1], digits)})")

    def json(self):
        return {"median": self.median, "rounds": self.values}


def significant(value, digits=3):
    """A number with so many places that say something, and no exponent."""
    text = f"{float(f'{value:.{digits}g}'):f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def interleaved(rounds, contestants, say=lambda text: None):
    """contestants: name -> function that works for a while and returns its figure. In every round
    each has its turn, in an order that moves on by one, so that none always follows the same."""
    figures = {name: [] for name in contestants}
    names = list(contestants)
    for number in range(rounds):
        for name in names[number % len(names):] + names[:number % len(names)]:
            time.sleep(0.1)  # the threads of the one before go to sleep
            figures[name].append(contestants[name]())
        say(f"round {number + 1} of {rounds}")
    return {name: Series(values) for name, values in figures.items()}
