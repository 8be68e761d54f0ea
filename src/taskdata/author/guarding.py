"""What the use case says of guarding a model in production: what it is told, and what stands in for an answer."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from taskdata.answers.shape import Shape
from taskdata.author.documents import Place
from taskdata.author.names import suggest
from taskdata.foundation.prompts import HOLE
from taskdata.foundation.usecase import UseCase

_FAULTS = "faults"
_STEP = re.compile(r"\.([^.\[\]]+)|\[(\d+)\]|\['(.*?)'\]")


def check_question(usecase: UseCase, place: Place) -> None:
    """A question that does not tell the model what is wrong, or has another hole, is a fault."""
    here, text = place.inside("guard", "ask_again"), usecase.guard.ask_again
    unknown = [hole for hole in HOLE.finditer(text) if hole[1] != _FAULTS]
    for hole in unknown:
        near = suggest(hole[1], [_FAULTS]) or f"; {{{_FAULTS}}} is all that is filled in here"
        here.report(f"nothing fills the hole {{{hole[1]}}}{near}", offset=hole.start())
    if f"{{{_FAULTS}}}" not in text and not any(suggest(hole[1], [_FAULTS]) for hole in unknown):
        here.report(f"this never says {{{_FAULTS}}}, so that the model is not told what is wrong with its answer")


def check_fallback(usecase: UseCase, schema: Mapping[str, Any], place: Place) -> None:
    """An output that the schema does not allow cannot stand in for an answer."""
    if usecase.guard.fallback is None:
        return
    for fault in Shape(schema, usecase.discriminator).find_faults(usecase.guard.fallback):
        path = tuple(_read_path(fault.path))
        if place.inside("guard", "fallback", *path).path in place.document.values:
            lacks = not path
        else:
            path, lacks = path[:-1], True
        message = f"the fallback is not of the schema: {fault.path}: {fault.message}"
        place.inside("guard", "fallback", *path).report(message, at_key=lacks)


def _read_path(path: str) -> Iterator[str | int]:
    """The keys and indices of a JSON path."""
    for name, index, quoted in _STEP.findall(path):
        yield int(index) if index else name or quoted
