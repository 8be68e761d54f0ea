"""The seeds behind an example: the pack as they change it, and the one that the example comes from."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from taskdata.check.verifier import Verifier
from taskdata.foundation.pack import Pack, Template
from taskdata.foundation.records import Example
from taskdata.foundation.seeds import Finding
from taskdata.foundation.split_names import BENCHMARK
from taskdata.workflows.generate import USUAL_SHARE
from taskdata.workflows.open_pack import Opened, name_from_here
from taskdata.workflows.seed_store import SEEDS_FILE, SeedStore

_OUTSIDE = ("failure", "real")


@dataclass(frozen=True, slots=True)
class SeedTold:
    """The seed of an example: what was said, as far as the store has it, and what is known of it today.

    `is_verbatim` is whether the example says it word for word.
    """

    id: str
    kind: str
    place: str
    input: str
    state: str
    is_verbatim: bool
    findings: Sequence[Finding]

    def to_json(self) -> dict[str, Any]:
        """The same for programs."""
        return {
            "id": self.id,
            "kind": self.kind,
            "place": self.place,
            "input": self.input,
            "state": self.state,
            "is_verbatim": self.is_verbatim,
            "findings": [finding.model_dump() for finding in self.findings],
        }


@dataclass(frozen=True, slots=True)
class Sowing:
    """The pack as its seeds change it; of an example from outside its seed, the template of that, or why there is none.

    The verifier is one that is there already, if one is.
    """

    pack: Pack
    verifier: Verifier | None = None
    template: Template | None = None
    told: SeedTold | None = None
    missing: str | None = None


def open_seeds(opened: Opened, example: Example, seed: int) -> Sowing:
    """What the seeds of a pack have to do with an example. Raises InputError for a broken file of seeds."""
    store = SeedStore(opened.pack.root)
    is_outside = example.source.kind in _OUTSIDE
    if not store.exists():
        missing = f"the pack in {opened.pack.root} has no seeds; this one is {example.source.parent}"
        return Sowing(opened.pack, missing=missing if is_outside else None)
    from taskdata.workflows.seed_use import gather_seeds

    for_benchmark = example.split == BENCHMARK
    use = gather_seeds(store, opened.pack, opened.slots, USUAL_SHARE, seed, for_benchmark=for_benchmark)
    if not is_outside:
        return Sowing(use.pack)
    sown = next((one for one in use.examples.seeds if one.id == example.source.parent), None)
    template = sown.sentence.template if sown else None
    return _open_own(opened, use.pack, store, example, template)


def _open_own(opened: Opened, pack: Pack, store: SeedStore, example: Example, template: Template | None) -> Sowing:
    """The seed that an example comes from."""
    from taskdata.workflows.seed_judging import SeedJudge

    named = str(example.source.parent)
    found = next(((line, one) for line, one in store.read_seeds() if one.id == named), None)
    if found is None:
        place = name_from_here(SEEDS_FILE, pack.root)
        return Sowing(pack, missing=f"its seed {named} does not stand in {place} any more")
    line, seed = found
    judge = SeedJudge(opened.pack, opened.slots)
    judged = judge.judge(seed, store.read_decisions().get(seed.id), line)
    told = SeedTold(
        id=seed.id,
        kind=seed.kind,
        place=f"{name_from_here(SEEDS_FILE, pack.root)}:{line}",
        input=seed.input,
        state=judged.state,
        is_verbatim=example.input == seed.input,
        findings=judged.findings,
    )
    missing = None
    if told.is_verbatim:
        missing = "it is the seed word for word, so that nothing was drawn"
    elif template is None:
        missing = "its seed gives no examples today"
    return Sowing(pack, judge.verifier, template, told, missing)
