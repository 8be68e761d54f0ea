"""The production line: draws are built, verified and taken until every quota is met."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, Protocol

from taskdata.build.example import Builder, Draw
from taskdata.check.duplicates import Seen
from taskdata.check.verifier import Verifier
from taskdata.deliver.balance import Cell, make_cell
from taskdata.deliver.quotas import Cells
from taskdata.deliver.splits import Splits
from taskdata.deliver.tally import list_apart
from taskdata.foundation.errors import QuotaError
from taskdata.foundation.pack import Pack, Template
from taskdata.foundation.records import Example, Fault
from taskdata.foundation.split_names import BENCHMARK
from taskdata.foundation.text import fold
from taskdata.slots.base import Slot
from taskdata.slots.phrase import Phrase
from taskdata.workflows.contrasts import ContrastMaker, take_contrasts
from taskdata.workflows.store import Store

Progress = Callable[[int], None]


class OtherSource(Protocol):
    """Something beside templates that gives examples, when those of the templates are there to begin from."""

    def plan(self, cells: Cells) -> Cells:
        """How many places of each cell it may fill."""
        ...

    def fill(self, line: "Line", places: Cells) -> None:
        """Give the line what there is, at most so many for each cell."""
        ...

    def describe(self) -> Mapping[str, Any]:
        """What the manifest tells of it, under keys of its own."""
        ...


class SeedSource(Protocol):
    """What comes from outside: it gives its examples before the templates do."""

    def fill(self, line: "Line", cells: Mapping[tuple[str, str], Cell]) -> None:
        """Give the line what there is, and raise what families are due."""
        ...


class Line:
    """One run."""

    def __init__(
        self, pack: Pack, slots: Mapping[str, Slot], seed: int, seen: Seen, progress: Progress, folder: Path | None
    ) -> None:
        self.pack, self.seed, self._seen, self._progress = pack, seed, seen, progress
        self._apart = frozenset(name for name, slot in slots.items() if isinstance(slot, Phrase) and slot.apart)
        self.store = Store(seed, self._apart, folder)
        self.repeated = 0
        """Draws that said what is taken already."""
        self._splits = Splits(pack)
        self._builder, self._verifier = Builder(pack, slots), Verifier(pack, slots)
        self._templates = {t.id: t for family in pack.families.values() for t in family.templates}
        self._cells: dict[tuple[str, str], Cell] = {}
        self._next_index: dict[str, int] = {}
        self._refused: dict[tuple[str, str], list[Fault]] = {}
        """By split and category, the first fault of each draft that was refused."""

    def run(self, cells: Cells, seeds: SeedSource | None = None, other_source: OtherSource | None = None) -> None:
        """Fill every cell: contrasts first, seeds, templates, then what another source gives, and templates again.

        Raises QuotaError where a cell cannot be filled.
        """
        made = self._cells = {key: self._make_cell(*key, quota) for key, quota in cells.items()}
        take_contrasts(ContrastMaker(self.pack, self._splits, self._builder, self.seed), cells, made, self._accept_all)
        if seeds:
            seeds.fill(self, made)
        kept_free = other_source.plan(cells) if other_source else {}
        for key, cell in made.items():
            self._fill(cell, kept_free.get(key, 0))
        if other_source:
            other_source.fill(self, kept_free)
            for cell in made.values():
                self._fill(cell)

    def take(self, example: Example) -> list[Fault]:
        """Take in an example of another source, into the cell of its split and category; the faults if it is refused.

        Whoever gives more than a cell was kept free for finds it full.
        """
        if self._seen.is_known(example.input):
            return [Fault(code="duplicate", path="$.input", message="the request is there already")]
        faults = self._find_faults(example)
        if not faults:
            self._keep(example)
            self._cells[example.split, example.category].take(self._templates[str(example.source.template)])
        return faults

    def exclude(self, text: str) -> None:
        """Keep a request out."""
        self._seen.exclude(text)

    def take_seed(self, example: Example, template: Template) -> bool:
        """Take in an example of a seed's own template, into the cell of its split and category, if nothing is wrong."""
        if not self._accept_all([example]):
            return False
        self._templates[template.id] = template
        self._cells[example.split, example.category].take(template)
        return True

    def draw(self, template: Template, split: str) -> Example | None:
        """The next draw of a template; None where it cannot be said."""
        index = self._next_index.get(template.id, 0)
        self._next_index[template.id] = index + 1
        draw = Draw(template, self.pack.families[template.family], self.seed, index, split)
        return self._builder.build(draw, lambda words: self._splits.of_words(words) == split)

    def _make_cell(self, split: str, category: str, quota: int) -> Cell:
        families = self.pack.families.values()
        groups = {t.group: self._splits.of_group(t.group) for family in families for t in family.templates}
        return make_cell(split, category, quota, self.seed, families, groups)

    def _fill(self, cell: Cell, kept_free: int = 0) -> None:
        """Fill a cell but for so many places; the families get their shares of what is filled."""
        cell.quota -= kept_free
        self._fill_up(cell)
        cell.quota += kept_free

    def _fill_up(self, cell: Cell) -> None:
        while cell.missing > 0:
            if not cell.templates and not cell.try_again():
                raise QuotaError(_explain_shortage(cell, self._refused.get((cell.split, cell.category), [])))
            for template, count in cell.plan():
                self._take(cell, template, count)

    def _take(self, cell: Cell, template: Template, count: int) -> None:
        """Take so many examples of a template, or find that it has no more."""
        misses = 0
        while count and misses < cell.patience:
            example = self.draw(template, cell.split)
            if example is None or not self._accept_all([example]):
                misses += 1
                continue
            count, misses = count - 1, 0
            cell.take(template)
        if count:
            cell.exhaust(template)

    def _accept_all(self, examples: Sequence[Example]) -> bool:
        """Accept all of them, or none where one is refused, is taken already or is the same as another."""
        if any(self._seen.is_known(example.input) for example in examples):
            self.repeated += 1
            return False
        if len(examples) > 1 and len({fold(example.input) for example in examples}) < len(examples):
            return False
        refused = [(example, faults) for example in examples if (faults := self._find_faults(example))]
        for example, faults in refused:
            self.store.refuse(example, faults)
            self._refused.setdefault((example.split, example.category), []).append(faults[0])
        if refused:
            return False
        for example in examples:
            self._keep(example)
        return True

    def _keep(self, example: Example) -> None:
        self._seen.exclude(example.input)
        self.store.keep(example)
        self._progress(1)

    def _find_faults(self, example: Example) -> list[Fault]:
        leak = find_leak(example, self._apart, self._splits)
        return [leak] if leak else list(self._verifier.verify_example(example).faults)


def find_leak(example: Example, apart: frozenset[str], splits: Splits) -> Fault | None:
    """The fault that the words of a slot that keeps splits apart belong to another split than the example's."""
    for words in list_apart(example, apart):
        if (home := splits.of_words(words)) != example.split:
            message = f"{words!r} belongs to {home} and stands in {example.split}"
            return Fault(code="leakage", path="$.input", message=message)
    return None


def _explain_shortage(cell: Cell, refused: Sequence[Fault]) -> str:
    got = sum(cell.taken.values())
    head = f"{cell.split}, category '{cell.category}': {cell.quota} examples are asked for, and the pack gives {got}"
    if not cell.families:
        return (
            f"{head} ({cell.quota} too few): no template of this category is in this split; add templates of this "
            f"category"
        )
    fewer = "make `benchmark` in usecase.yaml smaller" if cell.split == BENCHMARK else "ask for fewer with -n"
    if len(refused) > got:
        first = refused[0]
        return (
            f"{head} ({cell.missing} too few): {len(refused)} drafts were refused, the first by {first.code} "
            f"({first.path}): {first.message}; see `taskdata check --draw`"
        )
    return (
        f"{head} ({cell.missing} too few): its {len(cell.families)} families with templates in this split have nothing "
        f"new left to say; {fewer}, or add templates of this category"
    )
