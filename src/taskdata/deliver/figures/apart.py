"""Splits, and the proof from the file itself that they share nothing."""

from collections.abc import Mapping, Sequence
from itertools import combinations
from typing import TYPE_CHECKING, Any

from taskdata.deliver.figures.frame import count_rows, list_pairs, order_splits
from taskdata.deliver.figures.model import Leak, SplitFigures
from taskdata.deliver.quotas import Cells
from taskdata.deliver.tally import list_apart
from taskdata.foundation.records import Example
from taskdata.foundation.usecase import UseCase

if TYPE_CHECKING:
    import pandas

_KINDS = ("groups", "words", "inputs")
Shared = Mapping[str, "pandas.DataFrame"]
"""By what splits may share, a table of its values, one row for each split that has it."""


def list_shared(frame: "pandas.DataFrame", examples: Sequence[Example], apart: frozenset[str]) -> Shared:
    """What may stand in one split only: groups, requests, and the words of the slots named, where there are any."""
    tables = {"groups": frame[["split", "group"]], "inputs": frame[["split", "said"]]}
    if apart:
        tables["words"] = list_pairs(frame, (list_apart(example, apart) for example in examples), "word")
    return {kind: table.set_axis(["split", "value"], axis=1).drop_duplicates() for kind, table in tables.items()}


def describe_splits(
    frame: "pandas.DataFrame", shared: Shared, usecase: UseCase, cells: Cells | None
) -> tuple[SplitFigures, ...]:
    """Each split that occurs, with the targets of its cells."""
    return tuple(_describe_split(frame, shared, usecase, cells, split) for split in order_splits(frame["split"]))


def _describe_split(
    frame: "pandas.DataFrame", shared: Shared, usecase: UseCase, cells: Cells | None, split: str
) -> SplitFigures:
    part = frame[frame["split"] == split]
    part = part.assign(split=part["split"].cat.remove_unused_categories())
    targets = {category: count for (of, category), count in (cells or {}).items() if of == split}
    sizes = {kind: int((table["split"] == split).sum()) for kind, table in shared.items()}
    return SplitFigures(
        name=split,
        n=len(part),
        share=len(part) / len(frame),
        target=sum(targets.values()) if targets else None,
        groups=sizes["groups"],
        words=sizes.get("words"),
        categories=count_rows(
            part, "category", len(part), names=usecase.categories, targets=targets, about=usecase.categories,
            in_order=True,
        ),
    )  # fmt: skip


def find_leaks(shared: Shared, told: Mapping[str, Any] | None) -> tuple[Leak, ...]:
    """What each pair of splits shares, beside what a manifest tells of it."""
    splits = order_splits(shared["groups"]["split"])
    return tuple(_find_leak(shared, told, one, other) for one, other in combinations(splits, 2))


def _find_leak(shared: Shared, told: Mapping[str, Any] | None, one: str, other: str) -> Leak:
    found = {kind: _count_common(table, one, other) for kind, table in shared.items()}
    said = None if told is None else told.get(" and ".join(sorted((one, other))))
    return Leak(
        one=one,
        other=other,
        groups=found["groups"],
        words=found.get("words"),
        inputs=found["inputs"],
        is_told_alike=None if said is None else all(said.get(kind) == found[kind] for kind in _KINDS if kind in found),
    )


def _count_common(table: "pandas.DataFrame", one: str, other: str) -> int:
    """How many values two splits have in common; each stands there once for each of its splits."""
    return int(table.loc[table["split"].isin((one, other)), "value"].duplicated().sum())
