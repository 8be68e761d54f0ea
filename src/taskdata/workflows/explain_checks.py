"""What speaks for an example today: each check with its outcome, the votes on its days, and why it is in its split."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from taskdata.build.wording import is_apart
from taskdata.check.days_said import SaidDay
from taskdata.check.oracle import DateOracle, Vote
from taskdata.check.verifier import Pair, Verifier
from taskdata.deliver.split_reasons import Home, explain_group, explain_words, list_bounds
from taskdata.deliver.splits import Splits
from taskdata.deliver.tally import list_apart
from taskdata.foundation.pack import Pack
from taskdata.foundation.records import Example, Fault
from taskdata.slots.base import Slot
from taskdata.workflows.hear import vote_to_json
from taskdata.workflows.produce import find_leak

CHECKS: Mapping[str, tuple[str, ...]] = {
    "shape": ("schema", "wording", "too_long"),
    "values": ("not_said", "not_labelled", "wrong_value", "two_values", "past", "swallowed"),
    "reading": ("unexplained", "other_value", "wrong_action", "wrong_error", "no_evidence", "ambiguous"),
    "record": ("id", "category", "spans", "leftover"),
    "split": ("leakage",),
}
"""The checks of an example, each with the codes of its faults."""
_AFTER_SHAPE = ("values", "reading")
"""What is not looked at where the shape has a fault."""


@dataclass(frozen=True, slots=True)
class Checked:
    """The verdict of today: the outcome of each check (None where it was not made), the faults, the votes on days."""

    outcomes: Mapping[str, bool | None]
    faults: Sequence[Fault]
    votes: Sequence[tuple[SaidDay, Vote]]

    def to_json(self) -> dict[str, Any]:
        """The same for programs."""
        return {
            "ok": not self.faults,
            "checks": dict(self.outcomes),
            "faults": [fault.model_dump() for fault in self.faults],
            "days": [vote_to_json(day, vote) for day, vote in self.votes],
        }


@dataclass(frozen=True, slots=True)
class SplitTold:
    """The split of an example and why: the home of its group, where the pack has it, and of its words that stay in one.

    `bounds` are the hashes that fall to each split.
    """

    split: str
    group: Home | None
    is_seed: bool
    words: Sequence[Home]
    bounds: Mapping[str, tuple[float, float]]

    def to_json(self) -> dict[str, Any]:
        """The same for programs."""
        return {
            "split": self.split,
            "group": asdict(self.group) if self.group else None,
            "words": [asdict(home) for home in self.words],
            "bounds": {split: list(ends) for split, ends in self.bounds.items()},
        }


def check_example(example: Example, pack: Pack, verifier: Verifier, splits: Splits) -> Checked:
    """The verdict of a pack on an example, check by check."""
    verdict = verifier.verify_example(example)
    leak = find_leak(example, _name_apart(verifier.reader.slots), splits)
    faults = [*verdict.faults, *([leak] if leak else [])]
    codes = {str(fault.code) for fault in faults}
    checks = {**CHECKS, **{name: (name,) for name in pack.usecase.checks}}
    outcomes: dict[str, bool | None] = {name: codes.isdisjoint(own) for name, own in checks.items()}
    if not outcomes["shape"]:
        outcomes |= dict.fromkeys((*_AFTER_SHAPE, *pack.usecase.checks), None)
    pair = Pair(example.input, example.output, example.reference_date)
    oracle = DateOracle()
    votes = [(day, oracle.vote(day.asked, day.day, example.reference_date)) for day in verifier.list_days(pair)]
    return Checked(outcomes, faults, votes)


def explain_split(example: Example, pack: Pack, splits: Splits, slots: Mapping[str, Slot]) -> SplitTold:
    """Why an example is in its split."""
    group = example.source.group
    known = {template.group for family in pack.families.values() for template in family.templates}
    return SplitTold(
        split=example.split,
        group=explain_group(pack, splits, group) if group in known else None,
        is_seed=example.source.kind in ("failure", "real"),
        words=[explain_words(pack, splits, words) for words in list_apart(example, _name_apart(slots))],
        bounds=list_bounds(pack.usecase),
    )


def _name_apart(slots: Mapping[str, Slot]) -> frozenset[str]:
    return frozenset(name for name, slot in slots.items() if is_apart(slot))
