"""What a card tells: the figures, and what follows from them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from taskdata.deliver.figures.compute import list_from_production
from taskdata.deliver.figures.model import Figures
from taskdata.deliver.figures.rows import Row
from taskdata.deliver.figures.telling import find_command, find_limits
from taskdata.foundation.records import Example
from taskdata.foundation.usecase import UseCase

MARKER = "<!-- Written by taskdata"
"""Begins the comment that stands in every card, so that a README.md of another hand is never taken for one."""
_SIZES = (
    (1_000, "n<1K"),
    (10_000, "1K<n<10K"),
    (100_000, "10K<n<100K"),
    (1_000_000, "100K<n<1M"),
    (10_000_000, "1M<n<10M"),
)
_LARGER = "10M<n<100M"


@dataclass(frozen=True)
class Card:
    """A card. parts: the file that has each split, by its name; whole: the file that the figures are of.

    guide: the file of the pack that tells what requests mean, where it has one. shown: a few examples.
    """

    figures: Figures
    usecase: UseCase
    parts: Mapping[str, str]
    whole: str
    guide: str | None
    shown: Sequence[Example]

    @property
    def size_category(self) -> str:
        """The size as the Hub names it."""
        return next((name for most, name in _SIZES if self.figures.n < most), _LARGER)

    @property
    def tags(self) -> list[str]:
        """The words by which it is found, each once."""
        made = ["synthetic"] if self.figures.origins.from_production < self.figures.n else []
        return list(dict.fromkeys([*made, *self.usecase.publishing.tags]))

    @cached_property
    def is_exact(self) -> bool | None:
        """Whether every category has its target, in all and in each split; None where there are no targets."""
        rows = [*self.figures.categories, *(row for split in self.figures.splits for row in split.categories)]
        if any(row.target is None for row in rows if row.count):
            return None
        return all(row.count == (row.target or 0) for row in rows)

    @property
    def is_apart(self) -> bool:
        """Whether no two splits share anything."""
        return all(leak.is_none for leak in self.figures.leaks)

    @property
    def command(self) -> str | None:
        """What makes the set anew, where one command does."""
        return find_command(self.figures)

    @property
    def families_used(self) -> int:
        """How many families have an example."""
        return sum(family.row.count > 0 for family in self.figures.families)

    def list_limits(self) -> list[str]:
        """What the data does not have: as the use case says, and as the figures do."""
        return [*self.usecase.publishing.limits, *find_limits(self.figures)]


def mark_card(file: str) -> str:
    """The comment that stands in the card of a file, and in no other."""
    return f"{MARKER} of {file}. It is written anew with the data: what is changed here is lost then. -->"


def choose_shown(examples: Sequence[Example], figures: Figures) -> list[Example]:
    """An example of each category that has one, of usual length; none that comes of a real request."""
    usual = figures.characters.p50
    told = list_from_production(examples)
    made = [example for example in examples if example.id not in told]
    shown = []
    for row in figures.categories:
        of_it = [example for example in made if example.category == row.name]
        if of_it:
            shown.append(min(of_it, key=lambda example: (abs(len(example.input) - usual), example.id)))
    return shown


def list_commonest(rows: Sequence[Row], most: int) -> list[Row]:
    """The rows with the highest counts, those without any left out."""
    return [row for row in sorted(rows, key=lambda row: (-row.count, row.name)) if row.count][:most]
