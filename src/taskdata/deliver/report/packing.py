"""The examples as they stand in the page: packed so small that ten thousand of them fit into it.

What is packed is text of `2 n + 1` lines: a head as JSON, the inputs and the outputs of `n` examples, each as JSON.
What repeats stands in the head once, in columns: `values` as JSON texts, and `at`, the place of each example's value
among them, -1 where it has none. The browser unpacks it, and makes every record anew to the letter.
"""

import zlib
from base64 import b64encode
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from heapq import nsmallest
from typing import Any

import orjson

from taskdata.foundation.pack import Pack, Template
from taskdata.foundation.records import Example

MOST = 10_000
"""Examples in one page; of more, an even sample."""
_MOST_BYTES = 16_000_000
"""Of requests and labels together: what a browser takes without a thought."""
_SOURCE = ("kind", "family", "template", "group", "parent", "model", "prompt")
_USUAL = ("style", "edge_cases", "wordings")
_MOST_VALUES = 300


@dataclass(frozen=True, slots=True)
class Filter:
    """Something to choose examples by: the name of its column, its key in the address, and what it is called.

    A hidden one is not offered; what is shown of an example leads to it.
    """

    column: str
    key: str
    heading: str
    is_hidden: bool = False


def choose_shown(examples: Sequence[Example]) -> list[Example]:
    """The examples for the page, in their order: all, or of too many those of the least ids, which are hashes."""
    left, room = nsmallest(MOST, ((example.id, at) for at, example in enumerate(examples))), _MOST_BYTES
    taken: list[int] = []
    for _, at in left:
        room -= len(examples[at].input) + len(orjson.dumps(examples[at].output))
        if room < 0 and taken:
            break
        taken.append(at)
    return [examples[at] for at in sorted(taken)]


def rank_slots(examples: Iterable[Example]) -> list[str]:
    """The slots that are said, the commonest first; a slot's place is its colour."""
    counts = Counter(span.slot for example in examples for span in example.spans)
    return sorted(counts, key=lambda slot: (-counts[slot], slot))


def pack_examples(examples: Sequence[Example], slots: Sequence[str], pack: Pack, fields: Iterable[str]) -> str:
    """The examples as deflated text in base64. `fields` are the JSON paths of outputs that are offered as filters."""
    outputs = [orjson.dumps(example.output) for example in examples]
    columns = dict(_list_columns(examples, sorted(fields)))
    head = {
        "ids": "".join(example.id for example in examples),
        "slots": slots,
        "spans": _pack_spans(examples, slots),
        "columns": [{"name": name, **column} for name, column in columns.items()],
        "offered": [
            {"column": one.column, "key": one.key, "heading": one.heading, "hidden": one.is_hidden}
            for one in _list_filters(columns)
        ],
        "places": _list_places(columns["source.template"]["values"], pack),
    }
    lines = [orjson.dumps(head), *(orjson.dumps(example.input) for example in examples), *outputs]
    return b64encode(zlib.compress(b"\n".join(lines), 9)).decode()


def _pack_spans(examples: Iterable[Example], slots: Sequence[str]) -> list[list[int]]:
    places = {slot: place for place, slot in enumerate(slots)}
    return [
        [number for span in example.spans for number in (places[span.slot], span.start, span.end - span.start)]
        for example in examples
    ]


def _list_columns(examples: Sequence[Example], fields: Sequence[str]) -> Iterator[tuple[str, dict[str, Any]]]:
    """All that a record has beside its id, its request, its label and its spans; then the fields of labels."""
    yield "category", _make_column(example.category for example in examples)
    yield "reference_date", _make_column(example.reference_date for example in examples)
    yield "history", _make_column(example.history for example in examples)
    for name in _SOURCE:
        yield f"source.{name}", _make_column(getattr(example.source, name) for example in examples)
    for name in dict.fromkeys(name for example in examples for name in example.facets):
        yield f"facets.{name}", _make_column(example.facets.get(name, _NOTHING) for example in examples)
    yield "split", _make_column(example.split for example in examples)
    for path in fields:
        yield path, _make_column(_read_field(example.output, path[2:].split(".")) for example in examples)


_NOTHING = object()


def _make_column(values: Iterable[Any]) -> dict[str, Any]:
    known: dict[str, int] = {}
    at = [-1 if value is _NOTHING else known.setdefault(orjson.dumps(value).decode(), len(known)) for value in values]
    return {"values": list(known), "at": at}


def _read_field(output: Any, keys: Sequence[str]) -> Any:
    """The value at a path, a list of those in a list where the path leads through one."""
    for place, key in enumerate(keys):
        name, in_list, _ = key.partition("[*]")
        if not isinstance(output, Mapping) or name not in output:
            return _NOTHING
        output = output[name]
        if in_list:
            inner = [_read_field(one, keys[place + 1 :]) for one in output] if isinstance(output, list) else []
            return [one for one in inner if one is not _NOTHING] or _NOTHING
    return output


def _list_filters(columns: Mapping[str, Mapping[str, Any]]) -> Iterator[Filter]:
    """What examples are chosen by, in the order in which it is offered; what all have alike is not."""
    own = [name for name in columns if name.startswith("facets.") and name[7:] not in ("action", *_USUAL)]
    offered = [
        Filter("split", "split", "Split"),
        Filter("category", "category", "Category"),
        Filter("facets.action", "action", "Action"),
        *(Filter(path, path, path.removeprefix("$.")) for path in columns if path.startswith("$.")),
        Filter("source.family", "family", "Family"),
        Filter("facets.style", "style", "Style"),
        Filter("facets.edge_cases", "edge", "Edge case"),
        Filter("facets.wordings", "wording", "Wording"),
        Filter("source.kind", "source", "Source"),
        Filter("source.model", "model", "Model"),
        *(Filter(name, name, name[7:].replace("_", " ").capitalize()) for name in own),
    ]
    for one in offered:
        if one.column in columns and len(columns[one.column]["values"]) > 1:
            many = one.column in own and len(columns[one.column]["values"]) > _MOST_VALUES
            yield Filter(one.column, one.key, one.heading, is_hidden=many)
    yield Filter("source.template", "template", "Template", is_hidden=True)
    yield Filter("source.group", "group", "Group", is_hidden=True)


def _list_places(templates: Iterable[str], pack: Pack) -> list[list[str] | None]:
    """For each template that is used, where it stands in the pack now and what its author wrote; None of one gone."""
    known = {template.id: template for template in _list_templates(pack)}
    used = (known.get(orjson.loads(identity)) for identity in templates)
    return [None if one is None else [str(one.place), one.text] for one in used]


def _list_templates(pack: Pack) -> Iterator[Template]:
    for family in pack.families.values():
        yield from family.templates
    for contrast in pack.contrasts.values():
        yield from contrast.members
