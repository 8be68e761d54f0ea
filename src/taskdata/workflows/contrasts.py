"""The contrasts of a dataset: all members of one are made together, before everything else, or none of them."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import count

from taskdata.build.example import Builder, Draw
from taskdata.deliver.balance import Cell
from taskdata.deliver.quotas import Cells
from taskdata.deliver.splits import Splits
from taskdata.foundation.chance import hash_text
from taskdata.foundation.pack import Contrast, Pack
from taskdata.foundation.records import Example

MOST_UNSAID, MOST_REFUSED = 2000, 20
"""Draws without a round after which a contrast is used up: two values that both fall to a small split are rare."""


@dataclass(frozen=True, slots=True)
class ContrastMaker:
    """Draws rounds of contrasts."""

    pack: Pack
    splits: Splits
    builder: Builder
    seed: int

    def plan(self, cells: Cells) -> list[Contrast]:
        """The contrasts of a dataset, each as often as it is said there; the last turn falls to some of them only."""
        n, often = sum(cells.values()), self.pack.usecase.contrasts
        planned: list[Contrast] = []
        for split in dict.fromkeys(split for split, _ in cells):
            own = [c for c in self.pack.contrasts.values() if c.members and self.splits.of_group(c.name) == split]
            own.sort(key=lambda contrast: hash_text(self.seed, contrast.name))
            turns = len(own) * n // often.once_in
            turns = min(turns, max(len(own), len(own) * n // often.every))
            planned += [own[turn % len(own)] for turn in range(turns)]
        return planned

    def draw(self, contrast: Contrast, index: int) -> list[Example] | None:
        """The members of a contrast with the same words, or None where they cannot be said together."""
        split = self.splits.of_group(contrast.name)
        examples: list[Example] = []
        for member in contrast.members:
            draw = Draw(member, self.pack.families[member.family], self.seed, index, split)
            example = self.builder.build(draw, lambda words: self.splits.of_words(words) == split)
            if example is None:
                return None
            examples.append(example)
        return examples


def take_contrasts(
    maker: ContrastMaker,
    cells: Cells,
    made: Mapping[tuple[str, str], Cell],
    accept: Callable[[Sequence[Example]], bool],
) -> None:
    """Take the contrasts that are planned out of the quotas of the cells, as far as they have room for all members."""
    rounds: dict[str, Iterator[bool]] = {}
    for contrast in maker.plan(cells):
        keys = list_cells(maker.pack, maker.splits, contrast)
        if any(number > made[key].missing for key, number in Counter(keys).items()):
            continue
        turns = rounds.setdefault(contrast.name, _accept_rounds(maker, contrast, accept))
        if next(turns, False):
            for key, member in zip(keys, contrast.members, strict=True):
                made[key].take(member)


def list_cells(pack: Pack, splits: Splits, contrast: Contrast) -> list[tuple[str, str]]:
    """The cells out of whose quotas the members of a contrast are taken, in their order."""
    split = splits.of_group(contrast.name)
    return [(split, pack.families[member.family].category) for member in contrast.members]


def _accept_rounds(
    maker: ContrastMaker, contrast: Contrast, accept: Callable[[Sequence[Example]], bool]
) -> Iterator[bool]:
    """True for every round that was accepted, until the contrast is used up."""
    unsaid = refused = 0
    for index in count():
        examples = maker.draw(contrast, index)
        if examples and accept(examples):
            unsaid = refused = 0
            yield True
        unsaid, refused = unsaid + (examples is None), refused + (examples is not None)
        if unsaid > MOST_UNSAID or refused > MOST_REFUSED:
            return
