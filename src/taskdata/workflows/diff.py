"""`taskdata diff`: what changed between two datasets."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import orjson

from taskdata.build.wording import is_apart
from taskdata.deliver.dataset_changes import KINDS, Comparison, ExampleChange, Kind
from taskdata.deliver.dataset_counts import FACETS, Counts, list_differences, list_families, list_settings
from taskdata.deliver.label_changes import LabelChanges
from taskdata.foundation.errors import InputError
from taskdata.foundation.pack import Pack
from taskdata.foundation.records import Example
from taskdata.io.files import read_lines
from taskdata.slots.base import Slot
from taskdata.workflows.dataset_files import DatasetFile, LineFaults, open_whole, read_examples

SHOWN = 10
"""How many changes of a kind are kept to be shown."""
Sink = Callable[[ExampleChange], object]


@dataclass(frozen=True)
class DatasetDiff:
    """Two datasets, what they have, and how the second differs from the first.

    `labels` is how labels changed, field by field; `first` are the first changes of each kind.
    """

    a: DatasetFile
    b: DatasetFile
    compared: Comparison
    labels: LabelChanges
    first: Mapping[Kind, Sequence[ExampleChange]]
    settings: Sequence[tuple[str, Any, Any]] = field(default=())

    @property
    def differs(self) -> bool:
        """Whether any example is another one, or the sets were made with other settings; their order does not count."""
        return bool(self.settings) or self.compared.counts.total() > 0

    def to_json(self) -> dict[str, Any]:
        """The summary for programs."""
        one = self.compared
        families = list_families(one.old, one.new)
        return {
            "a": {"path": str(self.a.path), "n": one.old.n},
            "b": {"path": str(self.b.path), "n": one.new.n},
            "differs": self.differs,
            "examples": {"kept": one.kept, **{kind: one.counts[kind] for kind in KINDS}},
            "leaks": [leak.to_json() for leak in one.list_leaks()],
            "labels": [change.to_json() for change in self.labels.list_changes()],
            "settings": [{"name": name, "a": old, "b": new} for name, old, new in self.settings],
            "shares": {name: [row.to_json() for row in list_differences(one.old, one.new, name)] for name in FACETS},
            "families": [row.to_json() for row in families],
            "templates": {
                "new": sorted(one.new.templates.keys() - one.old.templates.keys()),
                "gone": sorted(one.old.templates.keys() - one.new.templates.keys()),
            },
        }


def diff_datasets(
    pack: Pack, slots: Mapping[str, Slot], a: Path, b: Path, sink: Sink = lambda change: None
) -> DatasetDiff:
    """What changed from one dataset to another, each a file or a folder; every change is handed to `sink`.

    The pack tells which field says what an output does, its slots which words stay in one split.

    What is gone comes first, in the order of the first dataset, then the others in the order of the second. Both are
    read twice, and of their examples little is kept. Raises InputError with all that cannot be read in either.
    """
    files = _open_both(a, b)
    apart = frozenset(name for name, slot in slots.items() if is_apart(slot))
    old, new = (Counts(apart, pack.usecase.discriminator) for _ in range(2))
    compared = Comparison(old, new)
    _read_all(files, (compared.add_old, compared.add_new))
    compared.finish()
    labels, first = LabelChanges(), {kind: list[ExampleChange]() for kind in KINDS}
    for change in _list_changes(files, compared):
        sink(change)
        if len(first[change.kind]) < SHOWN:
            first[change.kind].append(change)
        if change.kind == "relabelled" and change.before:
            labels.add(change.before.output, change.example.output)
    settings = list_settings(files[0].manifest, files[1].manifest)
    return DatasetDiff(files[0], files[1], compared, labels, first, settings)


def _list_changes(files: Sequence[DatasetFile], compared: Comparison) -> Iterator[ExampleChange]:
    """Every change; of two datasets without any, nothing is read again."""
    if compared.counts.total():
        yield from compared.list_changes(*(_read_changed(file.path, compared) for file in files))


def _read_changed(path: Path, compared: Comparison) -> Iterator[Example]:
    """The examples of a file that changed; all of its lines were found to be records before."""
    for _, line in read_lines(path):
        if compared.is_changed(orjson.loads(line)["id"]):
            yield Example.model_validate_json(line)


def _open_both(a: Path, b: Path) -> list[DatasetFile]:
    opened, faults = list[DatasetFile](), list[str]()
    for path in (a, b):
        try:
            opened.append(open_whole(path))
        except InputError as error:
            faults.append(str(error))
    if faults:
        raise InputError("\n".join(dict.fromkeys(faults)))
    return opened


def _read_all(files: Iterable[DatasetFile], takers: Iterable[Callable[[Example], bool]]) -> None:
    """Hand the examples of each file to its taker. Raises InputError with the faults of all files."""
    faults: list[str] = []
    for file, take in zip(files, takers, strict=True):
        try:
            faults += _read(file.path, take)
        except InputError as error:
            faults.append(str(error))
    if faults:
        raise InputError("\n".join(faults))


def _read(path: Path, take: Callable[[Example], bool]) -> list[str]:
    """Hand over the examples of a file; the lines whose id stands in it already."""
    doubled = LineFaults(path, "lines with such an id")
    for number, example in read_examples(path):
        if not take(example):
            doubled.add(
                number, f"the id {example.id} stands in this file already; each example stands in a dataset once"
            )
    return doubled.list_told()
