"""How cost grows with size: 1 is in step with it, 2 is four times the cost for twice the size."""

from __future__ import annotations

import math
from collections.abc import Sequence

Point = tuple[float, float]
"""A size and its cost."""


def exponent(points: Sequence[Point]) -> float | None:
    """The slope of the logarithm of cost over that of size, by least squares; none where no slope can be told."""
    logs = [(math.log(size), math.log(cost)) for size, cost in points if size > 0 and cost > 0]
    if len({size for size, _cost in logs}) < 2:
        return None
    size_mean = sum(size for size, _cost in logs) / len(logs)
    cost_mean = sum(cost for _size, cost in logs) / len(logs)
    rise = sum((size - size_mean) * (cost - cost_mean) for size, cost in logs)
    return rise / sum((size - size_mean) ** 2 for size, _cost in logs)


def last_exponent(points: Sequence[Point]) -> float | None:
    """The slope between the two largest sizes."""
    return exponent(sorted(points)[-2:])
