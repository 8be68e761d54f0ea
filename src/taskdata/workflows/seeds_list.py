"""`taskdata seeds list`: what went wrong, in groups, and which groups the dataset in hand answers."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import orjson

from taskdata.feedback.groups import GroupKey, find_day, name_group
from taskdata.foundation.errors import InputError
from taskdata.foundation.records import Example
from taskdata.io.files import read_lines
from taskdata.workflows.inputs import DATASET_FILE, locate_dataset
from taskdata.workflows.seed_judging import JudgedSeed
from taskdata.workflows.verify import parse_line

_SHOWN = 3
"""Seeds that are shown of each group."""
USUAL_DATASET = Path("data/mvp")


@dataclass
class ListedGroup:
    """Seeds that went wrong alike, the rejected left out; without a key, requests of real users.

    `answered` is how many examples of the dataset come of them, None where there is no dataset to look at.
    """

    key: GroupKey | None
    states: Counter[str] = field(default_factory=Counter)
    first: date | None = None
    last: date | None = None
    shown: list[JudgedSeed] = field(default_factory=list)
    answered: int | None = None
    trained: int = 0
    """How many of these are trained on."""

    def add(self, judged: JudgedSeed) -> None:
        """Count a seed; the first ones with different requests are kept to be shown."""
        self.states[judged.state] += 1
        if day := find_day(judged.seed):
            self.first, self.last = min(self.first or day, day), max(self.last or day, day)
        if len(self.shown) < _SHOWN and judged.seed.input not in [one.seed.input for one in self.shown]:
            self.shown.append(judged)

    @property
    def count(self) -> int:
        """How many seeds there are."""
        return self.states.total()

    def to_json(self) -> dict[str, Any]:
        """The group for programs."""
        return {
            "kind": self.key.kind if self.key else "real",
            "path": self.key.path if self.key else None,
            "family": self.key.family if self.key else None,
            "seeds": self.count,
            "states": dict(sorted(self.states.items())),
            "first": self.first.isoformat() if self.first else None,
            "last": self.last.isoformat() if self.last else None,
            "answered": self.answered,
            "trained": self.trained,
            "examples": [_show(one) for one in self.shown],
        }


def _show(judged: JudgedSeed) -> dict[str, Any]:
    return {
        "id": judged.seed.id,
        "state": judged.state,
        "input": judged.seed.input,
        "went_wrong": [finding.model_dump() for finding in judged.findings],
    }


@dataclass
class Listing:
    """All seeds of a pack in groups, the largest first; `states` counts all of them."""

    states: Counter[str]
    kinds: Counter[str]
    groups: list[ListedGroup]
    dataset: Path | None


def list_seeds(judged: Iterable[JudgedSeed], dataset: Path | None) -> Listing:
    """Gather seeds into groups, and count what a dataset answers. Raises InputError where it cannot be read."""
    answers = _count_answers(dataset) if dataset else Counter[tuple[str, bool]]()
    groups: dict[GroupKey | None, ListedGroup] = {}
    states, kinds = Counter[str](), Counter[str]()
    for one in judged:
        states[one.state] += 1
        kinds[one.seed.kind] += 1
        if one.state == "rejected":
            continue
        key = name_group(one.findings[0], one.family) if one.findings else None
        group = groups.setdefault(key, ListedGroup(key, answered=0 if dataset else None))
        group.add(one)
        if group.answered is not None:
            group.answered += answers[one.seed.id, False]
            group.trained += answers[one.seed.id, True]
    ordered = sorted(groups.values(), key=lambda group: (-group.count, _sort_key(group.key)))
    return Listing(states, kinds, ordered, dataset)


def _sort_key(key: GroupKey | None) -> tuple[str, ...]:
    return tuple(str(part or "") for part in key or ("real",))


def find_dataset(root: Path, named: Path | None) -> Path | None:
    """The file of the dataset in hand: the one that is named, or that of a folder; else the usual one if it is there.

    Raises InputError where what is named is not there.
    """
    if named is not None:
        return locate_dataset(named)
    usual = root / USUAL_DATASET / DATASET_FILE
    return usual if usual.is_file() else None


def _count_answers(path: Path) -> Counter[tuple[str, bool]]:
    """By seed, how many examples of a dataset come of it; of those to train on alone, as well."""
    counts = Counter[tuple[str, bool]]()
    for example in _read_examples(path):
        counts[str(example.source.parent), False] += 1
        counts[str(example.source.parent), True] += example.split == "train"
    return counts


def _read_examples(path: Path) -> Iterator[Example]:
    for number, line in read_lines(path):
        try:
            if orjson.loads(line)["source"]["kind"] not in ("failure", "real"):
                continue
            record = parse_line(line)
        except (ValueError, KeyError, TypeError) as error:
            raise InputError(f"{path}:{number}: this is no record of a dataset") from error
        if isinstance(record, Example):
            yield record
