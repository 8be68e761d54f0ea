"""Examples as a table: one row an example, with what is counted of it; computed once for all figures."""

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import orjson

from taskdata.deliver.figures.rows import Row
from taskdata.deliver.phrasing import split_words
from taskdata.foundation.exchange import estimate_tokens
from taskdata.foundation.records import Example
from taskdata.foundation.split_names import SPLITS
from taskdata.foundation.text import fold

if TYPE_CHECKING:
    import pandas

USUAL_FACETS = frozenset({"action", "style", "edge_cases", "wordings"})


def flatten(examples: Sequence[Example]) -> "pandas.DataFrame":
    """The table of examples, in their order; lengths in characters, words and estimated tokens.

    The type of its column `split` knows which splits occur, in the order of SPLITS; so do tables made from it.
    """
    import pandas

    frame = pandas.DataFrame.from_records(map(_flatten_one, examples))
    there = set(frame["split"])
    return frame.astype({"split": pandas.CategoricalDtype([split for split in SPLITS if split in there])})


def _flatten_one(example: Example) -> dict[str, Any]:
    facets, source = example.facets, example.source
    label = orjson.dumps(example.output).decode()
    return {
        "split": example.split,
        "category": example.category,
        "action": _show(facets.get("action")),
        "style": _show(facets.get("style")),
        "family": source.family,
        "template": source.template,
        "group": source.group,
        "kind": source.kind,
        "model": source.model,
        "date": example.reference_date,
        "said": fold(example.input),
        "characters": len(example.input),
        "words": len(split_words(example.input)),
        "label_characters": len(label),
        "request_tokens": estimate_tokens(example.input),
        "label_tokens": estimate_tokens(label),
    }


def list_pairs(frame: "pandas.DataFrame", of_each: Iterable[Iterable[Any]], name: str) -> "pandas.DataFrame":
    """A table with a row for each thing of each example: its `name`, and the example's split."""
    import pandas

    pairs = [(split, one) for split, these in zip(frame["split"], of_each, strict=True) for one in these]
    return pandas.DataFrame(pairs, columns=["split", name]).astype({"split": frame["split"].dtype})


def list_facet(example: Example, name: str) -> list[str]:
    """The values of a facet: those of a list, `key: value` of an object, else the one that there is."""
    value = example.facets.get(name)
    if isinstance(value, list):
        return [_show(one) or "null" for one in value]
    if isinstance(value, Mapping):
        return [f"{key}: {_show(one) or 'null'}" for key, one in value.items()]
    return [shown] if (shown := _show(value)) is not None else []


def count_rows(
    frame: "pandas.DataFrame", column: str, of: int, *, names: Iterable[str] = (),
    targets: Mapping[str, int] | None = None, about: Mapping[str, str] | None = None, in_order: bool = False,
) -> tuple[Row, ...]:  # fmt: skip
    """A row for each value of a column, and for each of `names`, whether it occurs or not; `of` is what shares are of.

    By falling count and then by name; `in_order`, first those of `names` as they stand there.
    """
    counts: dict[str, dict[str, int]] = {name: {} for name in names}
    sizes = frame.groupby([column, "split"], sort=False, observed=True).size()
    for (name, split), count in zip(sizes.index.tolist(), sizes.tolist(), strict=True):
        counts.setdefault(name, {})[split] = count
    splits = order_splits(frame["split"])
    rows = [
        Row(
            name,
            sum(parts.values()),
            take_share(sum(parts.values()), of),
            {split: parts.get(split, 0) for split in splits},
            (targets or {}).get(name),
            (about or {}).get(name, ""),
        )
        for name, parts in counts.items()
    ]
    places = {name: place for place, name in enumerate(names)} if in_order else {}
    return tuple(sorted(rows, key=lambda row: (places.get(row.name, len(places)), -row.count, row.name)))


def order_splits(splits: "pandas.Series[str]") -> list[str]:
    """The splits that occur in the dataset, whatever part of it the column is of, in the order of SPLITS."""
    return splits.cat.categories.tolist()


def take_share(count: int, of: int) -> float | None:
    """The share; None of nothing."""
    return count / of if of else None


def _show(value: Any) -> str | None:
    if value is None:
        return None
    return value if isinstance(value, str) else orjson.dumps(value).decode()
