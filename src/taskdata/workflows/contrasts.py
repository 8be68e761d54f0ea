"""The contrasts of a dataset: all members of one are made together, before everything else, or none of them."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from taskdata.build.example import Builder, Draw
from taskdata.deliver.balance import Cell
from taskdata.deliver.quotas import Cells
from taskdata.deliver.splits import Splits
from taskdata.foundation.chance import hash_text
from taskdata.foundation.pack import Contrast, Pack
from taskdata.foundation.records import Example

MOST_DRAWS = 4000
"""Draws in a row without a round after which a contrast counts as used up: two titles of one small split are rare."""


@dataclass(frozen=True, slots=True)
class ContrastMaker:
    """Draws rounds of contrasts."""

    pack: Pack
    splits: Splits
    builder: Builder
    seed: int

    def plan(self, cells: Cells) -> list[Contrast]:
        """The contrasts of a dataset, each as often as it is said there; the last turn falls to some of them only."""
        n, every = sum(cells.values()), self.pack.usecase.contrasts.every
        planned: list[Contrast] = []
        for split in dict.fromkeys(split for split, _ in cells):
            own = [c for c in self.pack.contrasts.values() if c.members and self.splits.of_group(c.name) == split]
            own.sort(key=lambda contrast: hash_text(self.seed, contrast.name))
            planned += [own[turn % len(own)] for turn in range(len(own) * n // every)]
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
    drawn: Counter[str] = Counter()
    for contrast in maker.plan(cells):
        home = maker.splits.of_group(contrast.name)
        keys = [(home, maker.pack.families[member.family].category) for member in contrast.members]
        if any(count > made[key].missing for key, count in Counter(keys).items()):
            continue
        for _ in range(MOST_DRAWS):
            examples = maker.draw(contrast, drawn[contrast.name])
            drawn[contrast.name] += 1
            if examples and accept(examples):
                for key, member in zip(keys, contrast.members, strict=True):
                    made[key].take(member)
                break
