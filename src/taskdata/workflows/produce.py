"""The production line: draws are built, verified and taken until every quota is met."""

from array import array
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from heapq import nsmallest
from pathlib import Path

from taskdata.build.example import Builder, Draw
from taskdata.check.duplicates import Seen
from taskdata.check.verifier import Verifier
from taskdata.deliver.balance import Cell, make_cell
from taskdata.deliver.quotas import Cells
from taskdata.deliver.splits import BENCHMARK, Splits
from taskdata.deliver.tally import Tally, list_apart
from taskdata.foundation.chance import hash_text
from taskdata.foundation.errors import QuotaError
from taskdata.foundation.pack import Pack, Template
from taskdata.foundation.records import Example, Fault, Rejected, dump_example
from taskdata.io.spool import Spool
from taskdata.slots.base import Slot
from taskdata.slots.phrase import Phrase

Progress = Callable[[int], None]
_SPLITS = ("train", "validation", "test", BENCHMARK)


class Line:
    """One run. What it makes is put aside on disk as it goes: it keeps under 100 bytes an example in memory."""

    def __init__(
        self, pack: Pack, slots: Mapping[str, Slot], seed: int, seen: Seen, progress: Progress, folder: Path | None
    ) -> None:
        apart = frozenset(name for name, slot in slots.items() if isinstance(slot, Phrase) and slot.apart)
        self.pack, self.seed, self.seen, self.progress = pack, seed, seen, progress
        self.tally = Tally(apart)
        self.made, self.refused = Spool(folder), Spool(folder)
        self.codes: Counter[str] = Counter()
        """How often each fault was found."""
        self.repeated = 0
        """Draws that said what is taken already."""
        self._ids, self._parts = array("Q"), bytearray()
        self._splits = Splits(pack)
        self._builder, self._verifier = Builder(pack, slots), Verifier(pack, slots)
        self._next_index: dict[str, int] = {}

    def run(self, cells: Cells) -> None:
        """Fill every cell. Raises QuotaError where one cannot be filled."""
        for (split, category), quota in cells.items():
            self._fill(self._make_cell(split, category, quota))

    def list_order(self, split: str | None = None) -> list[int]:
        """The numbers of the examples of one split, or of all, mixed by a hash: always in the same order."""
        part = _SPLITS.index(split) if split else None
        numbers = range(len(self._ids))
        chosen = numbers if part is None else [at for at in numbers if self._parts[at] == part]
        return sorted(chosen, key=lambda at: hash_text(self.seed, f"{self._ids[at]:016x}"))

    def draw_sample(self, most: int) -> Iterator[Example]:
        """So many examples, or all if there are fewer: those of the least ids."""
        numbers = nsmallest(most, range(len(self._ids)), key=self._ids.__getitem__)
        return map(Example.model_validate_json, self.made.read(numbers))

    def _make_cell(self, split: str, category: str, quota: int) -> Cell:
        families = self.pack.families.values()
        groups = {t.group: self._splits.of_group(t.group) for family in families for t in family.templates}
        return make_cell(split, category, quota, self.seed, families, groups)

    def _fill(self, cell: Cell) -> None:
        while cell.missing > 0:
            if not cell.templates and not cell.try_again():
                raise QuotaError(_explain_shortage(cell))
            for template, count in cell.plan():
                self._take(cell, template, count)

    def _take(self, cell: Cell, template: Template, count: int) -> None:
        """Take so many examples of a template, or find that it has no more."""
        misses = 0
        while count and misses < cell.patience:
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
        if self.seen.is_known(example.input):
            self.repeated += 1
            return False
        if faults := self._find_faults(example):
            self.codes.update(fault.code for fault in faults)
            self.refused.add(Rejected(example=example, faults=tuple(faults)).model_dump_json().encode() + b"\n")
            return False
        self.seen.exclude(example.input)
        self.tally.add(example)
        self.made.add(dump_example(example) + b"\n")
        self._ids.append(int(example.id, 16))
        self._parts.append(_SPLITS.index(example.split))
        return True

    def _find_faults(self, example: Example) -> list[Fault]:
        leak = find_leak(example, self.tally.apart, self._splits)
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
