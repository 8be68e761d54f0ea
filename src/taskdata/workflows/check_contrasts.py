"""Whether the contrasts of a pack come into every set that is large enough for them: what `taskdata check` adds."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping

from taskdata.build.example import Builder
from taskdata.deliver.quotas import plan_cells
from taskdata.deliver.splits import Splits
from taskdata.foundation.errors import Problem
from taskdata.foundation.pack import Contrast, Pack
from taskdata.foundation.split_names import BENCHMARK
from taskdata.foundation.text import fold
from taskdata.slots.base import Slot
from taskdata.workflows.contrasts import MOST_UNSAID, ContrastMaker, list_cells

_ROUNDS = 12
"""Rounds of each contrast that are looked at for members that say the same."""


def find_held_contrasts(pack: Pack) -> Iterator[Problem]:
    """Contrasts that are in no set, or too many for the smallest that should have them all."""
    splits = Splits(pack)
    yield from _find_held_kinds(pack, splits)
    yield from _find_crowded(pack, splits)


def find_unsaid_contrasts(pack: Pack, slots: Mapping[str, Slot]) -> Iterator[Problem]:
    """Contrasts whose members cannot be said together, or say the same."""
    maker = ContrastMaker(pack, Splits(pack), Builder(pack, slots), 0)
    for contrast in pack.contrasts.values():
        message = _try_contrast(maker, contrast)
        if message:
            yield Problem(*contrast.place, message)


def _find_held_kinds(pack: Pack, splits: Splits) -> Iterator[Problem]:
    kinds: dict[str, list[Contrast]] = defaultdict(list)
    for contrast in pack.contrasts.values():
        kinds[contrast.kind].append(contrast)
    for kind, contrasts in kinds.items():
        if all(splits.of_group(contrast.name) == BENCHMARK for contrast in contrasts):
            yield Problem(
                *contrasts[0].place,
                f"every contrast of the kind '{kind}' is held for the benchmark, and so in no dataset; "
                f"add another one, or give this one another name",
            )


def _find_crowded(pack: Pack, splits: Splits) -> Iterator[Problem]:
    """Cells of the smallest set with all contrasts that have no room for them."""
    usecase = pack.usecase
    needed: dict[tuple[str, str], int] = Counter()
    last: dict[tuple[str, str], Contrast] = {}
    for contrast in pack.contrasts.values():
        for cell in list_cells(pack, splits, contrast):
            needed[cell] += 1
            last[cell] = contrast
    for (split, category), room in plan_cells(usecase.contrasts.once_in, usecase).items():
        if needed.get((split, category), 0) > room:
            yield Problem(
                *last[split, category].place,
                f"the contrasts of {split} have {needed[split, category]} members of the category '{category}', and a "
                f"set of {usecase.contrasts.once_in} has {room} there; take some out, or give one another name",
            )


def _try_contrast(maker: ContrastMaker, contrast: Contrast) -> str | None:
    """What is wrong with the first rounds of a contrast."""
    said = 0
    for index in range(MOST_UNSAID):
        examples = maker.draw(contrast, index)
        if examples is None:
            continue
        if len({fold(example.input) for example in examples}) < len(examples):
            return f"two members say the same: {examples[0].input!r}; say what they are told apart by"
        said += 1
        if said == _ROUNDS:
            break
    if said or not contrast.members:
        return None
    split = maker.splits.of_group(contrast.name)
    return (
        f"its members cannot be said together in {split}, where it is, in {MOST_UNSAID} tries; give `words` more to "
        f"say: each value that stays in one split must fall to {split}"
    )
