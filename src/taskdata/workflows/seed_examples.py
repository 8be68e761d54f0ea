"""Seeds in a dataset: each as it was said, then varied, and more of the families that are like them."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from math import floor

from taskdata.build.seed_sentences import SeedSentence
from taskdata.deliver.balance import Cell
from taskdata.deliver.quotas import apportion
from taskdata.foundation.chance import hash_text
from taskdata.foundation.pattern import Hole, list_leaves
from taskdata.foundation.split_names import BENCHMARK
from taskdata.workflows.produce import Line

Key = tuple[str, str]
MOST_EACH = 6
"""Examples of one seed: more would make its wording common, whatever the others are."""
MOST_TYPED = 1
_PATIENCE = 20
"""Draws in a row without a new example after which a seed has nothing more to say."""


@dataclass(frozen=True, slots=True)
class Sown:
    """A seed with a proven label, as a sentence in its split.

    One that is held is not said word for word. One that is silent is not said at all: a sentence of the benchmark says
    the same; its family gets more all the same.
    """

    sentence: SeedSentence
    is_held: bool
    is_silent: bool = False
    is_fixed: bool = False
    """Whether it is said as it was or not at all: it cannot be varied, or its words may tell of a person."""

    @property
    def id(self) -> str:
        """The id of the seed."""
        return str(self.sentence.example.source.parent)

    @property
    def most_varied(self) -> int:
        """How many variations there may be: few of what has no holes, since only its typing differs."""
        if self.is_silent or self.is_fixed:
            return 0
        has_holes = any(isinstance(leaf, Hole) for leaf in list_leaves(self.sentence.template.pattern))
        return MOST_EACH - 1 if has_holes else MOST_TYPED

    @property
    def key(self) -> Key:
        """The cell that it gives examples to."""
        return self.sentence.example.split, self.sentence.example.category


@dataclass
class SeedExamples:
    """Gives a line the seeds of its splits, at most a share of each quota."""

    seeds: Sequence[Sown]
    texts: Sequence[str]
    """What all seeds say: no template says the same in another place."""
    share: float
    seed: int
    verbatim: Counter[str] = field(default_factory=Counter)
    varied: Counter[str] = field(default_factory=Counter)
    """By seed, how many examples there are of it."""
    lifted: Counter[str] = field(default_factory=Counter)
    """By family, how many more it gets than its share."""

    def fill(self, line: Line, cells: Mapping[Key, Cell]) -> None:
        """Give the line its seeds, and raise what is due to the families that they are nearest to."""
        for key, cell in cells.items():
            own = [sown for sown in self.seeds if sown.key == key]
            room = cell.missing if key[0] == BENCHMARK else min(floor(self.share * cell.quota), cell.missing)
            if own and room:
                self._fill_cell(line, cell, sorted(own, key=self._order), room)
        for text in self.texts:
            line.exclude(text)
        for text in self.texts:
            line.exclude(text)

    def _order(self, sown: Sown) -> int:
        return hash_text("seed", self.seed, sown.id)

    def _fill_cell(self, line: Line, cell: Cell, seeds: Sequence[Sown], room: int) -> None:
        given = Counter[str]()
        for sown in seeds:
            sentence, is_sayable = sown.sentence, not (sown.is_held or sown.is_silent)
            if given.total() < room and is_sayable and line.take_seed(sentence.example, sentence.template):
                self.verbatim[sown.id] += 1
                given[sentence.template.family] += 1
        if cell.split != BENCHMARK:
            self._vary(line, cell, seeds, given, room)
            self._lift(cell, seeds, given, room)

    def _vary(self, line: Line, cell: Cell, seeds: Sequence[Sown], given: Counter[str], room: int) -> None:
        """Go round the seeds, one example each, until the room is full or nobody has more to say."""
        waiting = [sown for sown in seeds if sown.most_varied]
        while waiting and given.total() < room:
            going_on = []
            for sown in waiting:
                if given.total() < room and self._say(line, sown, cell.split):
                    self.varied[sown.id] += 1
                    given[sown.sentence.template.family] += 1
                    if self.varied[sown.id] < sown.most_varied:
                        going_on.append(sown)
            waiting = going_on

    def _say(self, line: Line, sown: Sown, split: str) -> bool:
        for _ in range(_PATIENCE):
            example = line.draw(sown.sentence.template, split)
            if example is not None and line.take_seed(example, sown.sentence.template):
                return True
        return False

    def _lift(self, cell: Cell, seeds: Sequence[Sown], given: Counter[str], room: int) -> None:
        """Leave the rest of the room to the families of the seeds, by their numbers; none gets twice its share."""
        families = Counter(sown.sentence.template.family for sown in seeds)
        shares = apportion(room - given.total(), dict(sorted(families.items())))
        due = {name: floor(cell.count_due(name)) if name in cell.families else 0 for name in shares}
        for name, share in shares.items():
            more = min(share, due[name])
            cell.lifts[name] = given[name] + more
            self.lifted[name] += more
