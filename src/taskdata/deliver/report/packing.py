"""The examples as they stand in the page: packed so small that ten thousand of them fit into it.

What is packed is text of `2 n + 1` lines: a head as JSON, the inputs and the outputs of `n` examples, each as JSON.
What repeats stands in the head once, in columns: `values` as JSON texts, and `at`, the place of each example's value
among them, -1 where it has none. The browser unpacks it, and makes every record anew to the letter.
"""

import zlib
from base64 import b64encode
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict
from heapq import nsmallest
from typing import Any

import orjson

from taskdata.deliver.report.filters import ACTION, list_filters
from taskdata.foundation.branches import index_actions, name_action
from taskdata.foundation.pack import Pack, Template
from taskdata.foundation.records import Example

MOST = 10_000
"""Examples in one page; of more, an even sample."""
_MOST_BYTES = 16_000_000
"""Of requests and labels together: what a browser takes without a thought."""
_SOURCE = ("kind", "family", "template", "group", "parent", "model", "prompt")


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


def pack_examples(
    examples: Sequence[Example], slots: Sequence[str], pack: Pack, fields: Mapping[str, Sequence[str]]
) -> str:
    """The examples as deflated text in base64.

    `fields` are the JSON paths of outputs that are offered as filters, each with its values in order.
    """
    outputs = [orjson.dumps(example.output) for example in examples]
    columns = dict(_list_columns(examples, pack, sorted(fields)))
    values = {name: len(column["values"]) + (-1 in column["at"]) for name, column in columns.items()}
    head = {
        "ids": "".join(example.id for example in examples),
        "slots": slots,
        "spans": _pack_spans(examples, slots),
        "columns": [{"name": name, **column} for name, column in columns.items()],
        "offered": [asdict(one) for one in list_filters(values, list(pack.usecase.categories), fields)],
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


def _list_columns(
    examples: Sequence[Example], pack: Pack, fields: Sequence[str]
) -> Iterator[tuple[str, dict[str, Any]]]:
    """All that a record has beside its id, its request, its label and its spans; then what is read from them."""
    yield "category", _make_column(example.category for example in examples)
    yield "reference_date", _make_column(example.reference_date for example in examples)
    yield "history", _make_column(example.history for example in examples)
    for name in _SOURCE:
        yield f"source.{name}", _make_column(getattr(example.source, name) for example in examples)
    for name in dict.fromkeys(name for example in examples for name in example.facets):
        yield f"facets.{name}", _make_column(example.facets.get(name, _NOTHING) for example in examples)
    yield "split", _make_column(example.split for example in examples)
    yield ACTION, _make_column(_read_actions(examples, pack))
    for path in fields:
        yield path, _make_column(_read_field(example.output, path[2:].split(".")) for example in examples)


def _read_actions(examples: Iterable[Example], pack: Pack) -> Iterator[Any]:
    """What each label itself says that it does."""
    discriminator = pack.usecase.discriminator
    actions = index_actions(pack.actions.values(), discriminator)
    for example in examples:
        name = name_action(actions, example.output, discriminator)
        yield _NOTHING if name is None else name


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
