"""What changed between two datasets, example by example: found by ids and hashes, told from a second look."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, NamedTuple

from taskdata.answers.showing import join_path
from taskdata.deliver.dataset_counts import Counts
from taskdata.foundation.records import ABSENT, Example, dump_canonical, dump_example
from taskdata.foundation.split_names import TRAIN
from taskdata.foundation.text import fold

Kind = Literal["relabelled", "moved", "provenance", "details", "added", "gone"]
KINDS: tuple[Kind, ...] = ("relabelled", "moved", "provenance", "details", "added", "gone")
"""relabelled: another output. moved: another split. provenance: another source. details: another category, other spans
or facets. added, gone: only in the second, only in the first."""
_DETAILS = ("category", "spans", "facets")


class _Mark(NamedTuple):
    """What is kept of an example: hashes of its parts, and its split."""

    output: int
    split: str
    source: int
    details: int


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A field that is another one now; ABSENT where it was not there, or is not any more."""

    path: str
    old: Any
    new: Any

    def to_json(self) -> dict[str, Any]:
        """The same for programs: without a side that is not there."""
        told = {"path": self.path, "old": self.old, "new": self.new}
        return {key: value for key, value in told.items() if value is not ABSENT}


@dataclass(frozen=True, slots=True)
class ExampleChange:
    """One change of one example: as it is now, or was where it is gone; and `before`, where it is in both.

    It leaks where it was measured with before and is trained on now, or the other way round.
    """

    kind: Kind
    example: Example
    before: Example | None = None
    fields: tuple[FieldChange, ...] = ()

    @property
    def leaks(self) -> bool:
        """Whether one dataset trains on what the other measures with."""
        return self.kind == "moved" and TRAIN in (self.fields[0].old, self.fields[0].new)

    def to_json(self) -> dict[str, Any]:
        """The change for programs."""
        one = self.example
        told: dict[str, Any] = {
            "change": self.kind,
            "id": one.id,
            "reference_date": one.reference_date.isoformat(),
            "input": one.input,
            "split": one.split,
        }
        if self.kind in ("added", "gone"):
            return {**told, "output": one.output}
        told["fields"] = [field.to_json() for field in self.fields]
        return {**told, "leaks": self.leaks} if self.kind == "moved" else told


@dataclass(frozen=True, slots=True)
class Leak:
    """What one dataset measures with in a split and the other trains on: groups, words kept apart, the same requests.

    `measured` is the dataset that measures, a or b.
    """

    measured: Literal["a", "b"]
    split: str
    groups: tuple[str, ...]
    trained: int
    """How many examples of these groups the other one trains on."""
    words: tuple[str, ...]
    inputs: int

    def to_json(self) -> dict[str, Any]:
        """The same for programs."""
        return {
            "measured": self.measured,
            "split": self.split,
            "groups": list(self.groups),
            "trained": self.trained,
            "words": list(self.words),
            "inputs": self.inputs,
        }


@dataclass
class Comparison:
    """Two datasets, looked at once: the first whole, then the second. Of an example it keeps hashes and its split."""

    old: Counts = field(default_factory=Counts)
    new: Counts = field(default_factory=Counts)
    counts: Counter[Kind] = field(default_factory=Counter)
    """How many changes of each kind there are; complete when `finish` was called."""
    kept: int = 0
    """How many examples are in both, changed or not."""
    _marks: dict[int, _Mark] = field(default_factory=dict)
    _changed: dict[int, tuple[Kind, ...]] = field(default_factory=dict)
    """By id, what changed of an example that is in both."""
    _met: set[int] = field(default_factory=set)
    """The ids of the second dataset."""
    _inputs: dict[int, set[str]] = field(default_factory=dict)
    """By the hash of a request of the first dataset, its splits."""
    _shared: dict[tuple[Literal["a", "b"], str], set[int]] = field(default_factory=dict)

    def add_old(self, example: Example) -> bool:
        """Take in an example of the first dataset; False where its id is there already."""
        number = int(example.id, 16)
        if number in self._marks:
            return False
        self._marks[number] = _mark(example)
        self.old.add(example)
        self._inputs.setdefault(hash(fold(example.input)), set()).add(example.split)
        return True

    def add_new(self, example: Example) -> bool:
        """Take in an example of the second dataset, when all of the first are there; False as `add_old`."""
        number = int(example.id, 16)
        if number in self._met:
            return False
        self._met.add(number)
        self.new.add(example)
        self._note_input(example)
        mark = self._marks.get(number)
        if mark is None:
            self.counts["added"] += 1
            return True
        self.kept += 1
        if kinds := _list_kinds(mark, _mark(example)):
            self._changed[number] = kinds
            self.counts.update(kinds)
        return True

    def finish(self) -> None:
        """Count what is gone, when all examples are there."""
        self.counts["gone"] = len(self._marks.keys() - self._met)

    def _note_input(self, example: Example) -> None:
        said = hash(fold(example.input))
        for split in self._inputs.get(said, ()):
            if example.split == TRAIN != split:
                self._shared.setdefault(("a", split), set()).add(said)
            elif split == TRAIN != example.split:
                self._shared.setdefault(("b", example.split), set()).add(said)

    def list_leaks(self) -> list[Leak]:
        """What one dataset measures with and the other trains on."""
        sides: tuple[tuple[Literal["a", "b"], Counts, Counts], ...] = (
            ("a", self.old, self.new),
            ("b", self.new, self.old),
        )
        leaks = [
            self._find_leak(name, split, measuring, training)
            for name, measuring, training in sides
            for split in sorted(measuring.groups)
            if split != TRAIN
        ]
        return [leak for leak in leaks if leak.groups or leak.words or leak.inputs]

    def _find_leak(self, name: Literal["a", "b"], split: str, measuring: Counts, training: Counts) -> Leak:
        trained = training.groups.get(TRAIN, Counter())
        groups = sorted(measuring.groups[split].keys() & trained.keys())
        words = sorted(measuring.words[split] & training.words.get(TRAIN, set()))
        inputs = len(self._shared.get((name, split), ()))
        return Leak(name, split, tuple(groups), sum(trained[group] for group in groups), tuple(words), inputs)

    def is_changed(self, name: str) -> bool:
        """Whether the example with this id is not the same in both datasets: only in one, or changed."""
        number = int(name, 16)
        return number in self._changed or (number in self._marks) != (number in self._met)

    def list_changes(self, old: Iterable[Example], new: Iterable[Example]) -> Iterator[ExampleChange]:
        """Every change, from a second look at the examples, those that did not change left out or not.

        What is gone comes first, in the order of the first dataset, then the others in the order of the second. Of what
        changed, the old record is kept until its new one comes.
        """
        before: dict[int, bytes] = {}
        for example in old:
            number = int(example.id, 16)
            if number not in self._met:
                yield ExampleChange("gone", example)
            elif number in self._changed:
                before[number] = dump_example(example)
        for example in new:
            number = int(example.id, 16)
            if number not in self._marks:
                yield ExampleChange("added", example)
            elif number in before:
                was = Example.model_validate_json(before.pop(number))
                for kind in self._changed[number]:
                    yield ExampleChange(kind, example, was, tuple(_list_fields(kind, was, example)))


def _mark(example: Example) -> _Mark:
    details = [example.category, [(one.slot, one.start, one.end) for one in example.spans], example.facets]
    source = example.source
    made = (source.kind, source.family, source.template, source.group, source.parent, source.model, source.prompt)
    return _Mark(hash(dump_canonical(example.output)), example.split, hash(made), hash(dump_canonical(details)))


def _list_kinds(old: _Mark, new: _Mark) -> tuple[Kind, ...]:
    """What changed of an example."""
    changed: dict[Kind, bool] = {
        "relabelled": old.output != new.output,
        "moved": old.split != new.split,
        "provenance": old.source != new.source,
        "details": old.details != new.details,
    }
    return tuple(kind for kind, is_other in changed.items() if is_other)


def _list_fields(kind: Kind, old: Example, new: Example) -> Iterator[FieldChange]:
    match kind:
        case "relabelled":
            yield from compare_values(old.output, new.output)
        case "moved":
            yield FieldChange("$.split", old.split, new.split)
        case "provenance":
            yield from compare_values(old.source.model_dump(), new.source.model_dump(), "$.source")
        case "details":
            one, other = (record.model_dump(mode="json", include=set(_DETAILS)) for record in (old, new))
            yield from compare_values(one, other)


def compare_values(old: Mapping[str, Any], new: Mapping[str, Any], path: str = "$") -> Iterator[FieldChange]:
    """Every field that differs between two objects, by its JSON path; a list is one field, and so is what comes whole.

    In the order of the first, then what only the second has.
    """
    for key in dict.fromkeys([*old, *new]):
        one, other = old.get(key, ABSENT), new.get(key, ABSENT)
        if isinstance(one, Mapping) and isinstance(other, Mapping):
            yield from compare_values(one, other, join_path(path, key))
        elif one is ABSENT or other is ABSENT or dump_canonical(one) != dump_canonical(other):
            yield FieldChange(join_path(path, key), one, other)
