"""What became of the lines that were relabelled: counts, and how labels changed."""

from collections import Counter
from dataclasses import dataclass, field
from typing import Any, get_args

from taskdata.deliver.label_changes import LabelChanges
from taskdata.foundation.records import Example
from taskdata.workflows.relabel import Kind, Outcome


@dataclass
class RelabelSummary:
    """Counts outcomes one by one; what it keeps depends on the pack, not on how many there are."""

    lines: int = 0
    kept: int = 0
    """Generated examples whose label no template gives any more, and is proven as it is."""
    unchecked: int = 0
    """Lines that are settled, but for their days: they have no reference date."""
    kinds: Counter[str] = field(default_factory=Counter)
    reasons: Counter[str] = field(default_factory=Counter)
    firsts: dict[str, int] = field(default_factory=dict)
    """By reason, the first line."""
    changes: LabelChanges = field(default_factory=LabelChanges)
    moved: Counter[tuple[str, str]] = field(default_factory=Counter)
    """How many records went from one category to another."""
    before: Counter[str] = field(default_factory=Counter)
    after: Counter[str] = field(default_factory=Counter)
    """Records by category, as they were and as they are written."""
    _splits: dict[str, set[str]] = field(default_factory=dict)
    """By group of generated examples, the splits that it stands in."""
    _joined: set[str] = field(default_factory=set)
    """The groups that a record of another one came to."""

    @property
    def is_whole(self) -> bool:
        """Whether nothing is left to decide or to mend."""
        return not (self.kinds["undecided"] or self.kinds["unreadable"])

    def add(self, outcome: Outcome) -> None:
        """Count an outcome."""
        self.lines += 1
        self.kinds[outcome.kind] += 1
        self.kept += outcome.is_kept
        if outcome.unsettled:
            self.reasons[outcome.unsettled.reason] += 1
            self.firsts.setdefault(outcome.unsettled.reason, outcome.line)
        if outcome.old and outcome.new:
            self.changes.add(outcome.old.output, outcome.new.output)
            self.unchecked += outcome.new.reference_date is None
        if isinstance(outcome.old, Example):
            self.before[outcome.old.category] += 1
            if isinstance(outcome.new, Example):
                self._compare(outcome.old, outcome.new)

    def _compare(self, old: Example, new: Example) -> None:
        self.after[new.category] += 1
        if old.category != new.category:
            self.moved[old.category, new.category] += 1
        if new.source.template:
            self._splits.setdefault(new.source.group, set()).add(new.split)
        if old.source.group != new.source.group:
            self._joined.add(new.source.group)

    def count_torn(self) -> int:
        """How many groups took in records of another one, and stand in two splits or more now."""
        return sum(len(self._splits[group]) > 1 for group in self._joined)

    def to_json(self) -> dict[str, Any]:
        """The summary for programs."""
        return {
            "lines": self.lines,
            **{kind: self.kinds[kind] for kind in get_args(Kind)},
            "kept": self.kept,
            "reasons": dict(self.reasons.most_common()),
            "without_reference_date": self.unchecked,
            "label_changes": [change.to_json() for change in self.changes.list_changes()],
            "categories": {
                name: {"before": self.before[name], "after": self.after[name]}
                for name in sorted(self.before.keys() | self.after.keys())
            },
            "moved": [{"from": old, "to": new, "count": n} for (old, new), n in sorted(self.moved.items())],
            "torn_groups": self.count_torn(),
        }
