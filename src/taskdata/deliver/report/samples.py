"""A few examples that stand in the page unpacked: to be seen at once, and without scripts."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from taskdata.foundation.records import Example
from taskdata.foundation.text import escape_controls

COLOURS = 8
"""So many colours the slots have in turn."""


@dataclass(frozen=True, slots=True)
class PieceOfText:
    """A piece of a request; `slot` is what says it, None of the words between, `colour` the slot's number."""

    text: str
    slot: str | None = None
    colour: int = 0


@dataclass(frozen=True, slots=True)
class Sample:
    """An example as it is shown: its request in pieces, its day, its label as formatted JSON."""

    id: str
    category: str
    split: str
    day: str
    pieces: Sequence[PieceOfText]
    label: str


def choose_samples(examples: Sequence[Example], categories: Mapping[str, str], slots: Sequence[str]) -> list[Sample]:
    """One example of each category, in the order of the use case: the first that says two slots, if any does."""
    chosen: dict[str, Example] = {}
    for example in examples:
        known = chosen.get(example.category)
        if known is None or (len(known.spans) < 2 <= len(example.spans)):
            chosen[example.category] = example
    colours = {slot: place % COLOURS for place, slot in enumerate(slots)}
    return [_show(chosen[category], colours) for category in categories if category in chosen]


def _show(example: Example, colours: Mapping[str, int]) -> Sample:
    day = example.reference_date
    return Sample(
        id=example.id,
        category=example.category,
        split=example.split,
        day=f"{day:%a} {day.isoformat()}",
        pieces=list(_cut(example, colours)),
        label=escape_controls_in_lines(json.dumps(example.output, ensure_ascii=False, indent=2)),
    )


def _cut(example: Example, colours: Mapping[str, int]) -> Iterator[PieceOfText]:
    end, text = 0, example.input
    for span in sorted(example.spans, key=lambda span: span.start):
        if span.start < end:
            continue
        yield PieceOfText(escape_controls_in_lines(text[end : span.start]))
        said = escape_controls_in_lines(text[span.start : span.end])
        yield PieceOfText(said, span.slot, colours.get(span.slot, 0))
        end = span.end
    yield PieceOfText(escape_controls_in_lines(text[end:]))


def escape_controls_in_lines(text: str) -> str:
    """The text with the signs that cannot be seen written out; its lines stay lines."""
    return "\n".join(map(escape_controls, text.split("\n")))
