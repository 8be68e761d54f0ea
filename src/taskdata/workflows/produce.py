"""The production line: draws are built, verified and taken until every quota is met."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from taskdata.build.example import Builder, Draw
from taskdata.check.duplicates import Seen
from taskdata.check.verifier import Verifier
from taskdata.deliver.balance import Cell, make_cell
from taskdata.deliver.manifest import list_apart
from taskdata.deliver.quotas import Cells
from taskdata.deliver.splits import Splits
from taskdata.foundation.chance import hash_text
from taskdata.foundation.errors import QuotaError
from taskdata.foundation.pack import Pack, Template
from taskdata.foundation.records import Example, Fault, Rejected
from taskdata.foundation.text import fold
from taskdata.slots.base import Slot
from taskdata.slots.phrase import Phrase
from taskdata.workflows.contrasts import ContrastMaker, take_contrasts

_PATIENCE = 60
"""Draws in a row without a new example after which a template counts as used up."""

Progress = Callable[[int], None]


@dataclass
class Line:
    """One run: what was taken and what was refused."""

    pack: Pack
    slots: Mapping[str, Slot]
    seed: int
    seen: Seen
    progress: Progress
    examples: list[Example] = field(default_factory=list)
    rejected: list[Rejected] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.apart = frozenset(name for name, slot in self.slots.items() if isinstance(slot, Phrase) and slot.apart)
        self._splits = Splits(self.pack)
        self._builder = Builder(self.pack, self.slots)
        self._verifier = Verifier(self.pack, self.slots)
        self._next_index: dict[str, int] = {}

    def run(self, cells: Cells) -> None:
        """Fill every cell, with contrasts first. Raises QuotaError where one cannot be filled."""
        made = {key: self._make_cell(*key, quota) for key, quota in cells.items()}
        take_contrasts(ContrastMaker(self.pack, self._splits, self._builder, self.seed), cells, made, self._accept_all)
        for cell in made.values():
            self._fill(cell)
        self.examples.sort(key=lambda example: hash_text(self.seed, example.id))

    def _make_cell(self, split: str, category: str, quota: int) -> Cell:
        families = self.pack.families.values()
        groups = {t.group: self._splits.of_group(t.group) for family in families for t in family.templates}
        return make_cell(split, category, quota, self.seed, families, groups)

    def _fill(self, cell: Cell) -> None:
        while cell.missing > 0:
            if not cell.templates:
                raise QuotaError(_explain_shortage(cell))
            for template, count in cell.plan():
                self._take(cell, template, count)

    def _take(self, cell: Cell, template: Template, count: int) -> None:
        """Take so many examples of a template, or find that it has no more."""
        misses = 0
        while count and misses < _PATIENCE:
            example = self._draw(cell, template)
            if example is None or not self._accept(example):
                misses += 1
                continue
            count, misses = count - 1, 0
            cell.take(template)
            self.progress(1)
        if count:
            cell.exhaust(template)

    def _draw(self, cell: Cell, template: Template) -> Example | None:
        index = self._next_index.get(template.id, 0)
        self._next_index[template.id] = index + 1
        draw = Draw(template, cell.families[template.family], self.seed, index, cell.split)
        return self._builder.build(draw, lambda words: self._splits.of_words(words) == cell.split)

    def _accept(self, example: Example) -> bool:
        faults = self._find_faults(example)
        if faults:
            self.rejected.append(Rejected(example=example, faults=tuple(faults)))
            return False
        self.seen.exclude(example.input)
        self.examples.append(example)
        return True

    def _accept_all(self, examples: Sequence[Example]) -> bool:
        """Accept all of them, or none where one is refused or two are the same."""
        if len({fold(example.input) for example in examples}) < len(examples):
            return False
        refused = [(example, faults) for example in examples if (faults := self._find_faults(example))]
        self.rejected += [Rejected(example=example, faults=tuple(faults)) for example, faults in refused]
        if refused:
            return False
        for example in examples:
            self.seen.exclude(example.input)
            self.examples.append(example)
            self.progress(1)
        return True

    def _find_faults(self, example: Example) -> list[Fault]:
        if self.seen.is_known(example.input):
            return [Fault(code="duplicate", path="$.input", message="the same request is taken already")]
        leak = find_leak(example, self.apart, self._splits)
        return [leak] if leak else list(self._verifier.verify_example(example).faults)


def find_leak(example: Example, apart: frozenset[str], splits: Splits) -> Fault | None:
    """The fault that the words of a slot that keeps splits apart belong to another split than the example's."""
    for words in list_apart(example, apart):
        if (home := splits.of_words(words)) != example.split:
            message = f"{words!r} belongs to {home} and stands in {example.split}"
            return Fault(code="leakage", path="$.input", message=message)
    return None


def _explain_shortage(cell: Cell) -> str:
    got = sum(cell.taken.values())
    if not cell.families:
        return (
            f"{cell.split}, category '{cell.category}': {cell.quota} examples are asked for, the pack gives 0 "
            f"({cell.quota} too few): no template of this category is in this split; add templates of this category"
        )
    return (
        f"{cell.split}, category '{cell.category}': {cell.quota} examples are asked for, and the pack gives {got} "
        f"({cell.missing} too few): its {len(cell.families)} families with templates in this split have nothing new "
        f"left to say; ask for fewer with -n, or add templates of this category"
    )
