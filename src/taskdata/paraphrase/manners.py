"""The manner of each wording: one value of every axis, drawn for the request and evenly within it."""

from collections.abc import Mapping, Sequence

from taskdata.foundation.chance import hash_text

Axes = Mapping[str, Sequence[str]]
Manner = Mapping[str, str]


def draw_manners(axes: Axes, unit: str, seed: int, count: int) -> list[Manner]:
    """The manners of the wordings of one request: no value of an axis comes again before all others have come.

    They hang on the request and the seed alone, so that whatever else is asked leaves them as they are.
    """
    orders = {axis: _order(values, seed, unit, axis) for axis, values in axes.items()}
    return [{axis: order[number % len(order)] for axis, order in orders.items()} for number in range(count)]


def _order(values: Sequence[str], seed: int, unit: str, axis: str) -> list[str]:
    return sorted(values, key=lambda value: hash_text("manner", seed, unit, axis, value))


def describe_manner(manner: Manner) -> str:
    """The manner in one line of a prompt."""
    return "; ".join(f"{axis}: {value}" for axis, value in manner.items()) or "as you like"
