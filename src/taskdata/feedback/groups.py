"""Failures that went wrong alike: counted by what went wrong, where, and in which family of requests."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from taskdata.foundation.seeds import FailureKind, Finding, Seed

_EXAMPLES = 5


class GroupKey(NamedTuple):
    """What the failures of a group have in common; the family is None where it is unknown."""

    kind: FailureKind
    path: str
    family: str | None


@dataclass(slots=True)
class Group:
    """How many failures went wrong alike, the first and the last day of them, and the ids of the first few.

    The days are None where the logs tell none.
    """

    key: GroupKey
    count: int = 0
    first: date | None = None
    last: date | None = None
    examples: tuple[str, ...] = ()

    def add(self, seed: Seed) -> None:
        """Count one more failure."""
        self.count += 1
        if len(self.examples) < _EXAMPLES and seed.id not in self.examples:
            self.examples += (seed.id,)
        if (day := find_day(seed)) is not None:
            self.first = day if self.first is None else min(self.first, day)
            self.last = day if self.last is None else max(self.last, day)


def name_group(finding: Finding, family: str | None) -> GroupKey:
    """The group of a failure whose first finding this is."""
    return GroupKey(finding.kind, finding.path, family)


def find_day(seed: Seed) -> date | None:
    """The day on which the request was said: None where the log tells none and one was assigned."""
    if seed.timestamp is not None:
        return seed.timestamp.date()
    return None if seed.is_day_assigned else seed.reference_date


def gather_groups(failures: Iterable[tuple[Seed, Sequence[Finding], str | None]]) -> list[Group]:
    """The groups of failures, each with its findings and its family: the largest first, then by key.

    What is kept of the failures is one record for each group.
    """
    groups: dict[GroupKey, Group] = {}
    for seed, findings, family in failures:
        key = name_group(findings[0], family)
        groups.setdefault(key, Group(key)).add(seed)
    return sorted(groups.values(), key=_rank)


def _rank(group: Group) -> tuple[int, str, str, bool, str]:
    kind, path, family = group.key
    return -group.count, kind, path, family is not None, family or ""
