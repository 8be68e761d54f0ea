"""Examples rewritten whole: each wording becomes a record of its parent's label, group and split, if it is proven."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from taskdata.check.rephrasing import Rephrasing
from taskdata.check.verifier import Verifier
from taskdata.foundation.exchange import Ask
from taskdata.foundation.pack import Pack
from taskdata.foundation.records import Example, Fault
from taskdata.io.asking import Asker
from taskdata.paraphrase.manners import Manner, draw_manners
from taskdata.paraphrase.questions import Questions
from taskdata.slots.base import Slot
from taskdata.workflows.wordings import Collector, RoundTrip, Wording

STYLE = "paraphrase"
"""What stands as the style of a rewritten example: the model has typed it."""


@dataclass(frozen=True)
class ExampleJob:
    """An example that new wordings are wanted for, and the question that asks for them."""

    parent: Example
    manners: tuple[Manner, ...]
    ask: Ask


class ExampleRephraser:
    """Has examples of one pack reworded, and proves what comes."""

    def __init__(self, pack: Pack, slots: Mapping[str, Slot], questions: Questions, seed: int) -> None:
        self._pack, self._questions, self._seed = pack, questions, seed
        self._verifier = Verifier(pack, slots)
        self._rephrasing = Rephrasing(self._verifier, slots, pack.usecase.paraphrasing)

    def plan(self, parent: Example) -> ExampleJob:
        """The question for one example; it hangs on the example, the seed and the pack's prompts and axes alone."""
        count = self._pack.usecase.paraphrasing.wordings
        manners = draw_manners(self._pack.axes, parent.id, self._seed, count)
        return ExampleJob(parent, tuple(manners), self._questions.ask_for_requests(parent, manners))

    def find_parent_fault(self, parent: Example) -> str | None:
        """Why an example cannot be rephrased, if it cannot: its own label is not proven."""
        faults = self._verifier.verify_example(parent).faults
        return f"{faults[0].code}: {faults[0].message}" if faults else None

    async def rephrase(self, job: ExampleJob, asker: Asker, round_trip: RoundTrip | None) -> list[Wording]:
        """The wordings that came, each with its record where it has a text, and what speaks against it."""
        names = {name: (name,) for name in job.ask.fields}

        async def judge(wording: Wording) -> Wording:
            made, faults = await asker.compute(lambda: self._prove(job.parent, wording))
            if not faults and round_trip is not None:
                fault = await round_trip.find_fault(made)
                faults = [fault] if fault else []
            return replace(wording, examples=(made,), faults=tuple(faults))

        return await Collector(asker, self._questions).collect(job.ask, names, job.manners, judge)

    def _prove(self, parent: Example, wording: Wording) -> tuple[Example, list[Fault]]:
        made = self._make(parent, wording)
        return made, self._rephrasing.find_faults(parent, made)

    def _make(self, parent: Example, wording: Wording) -> Example:
        made = self._rephrasing.reword(parent, wording.texts[0])
        asked = {"model": self._questions.model, "prompt": wording.prompt}
        facets = {**parent.facets, "style": STYLE, "manner": dict(wording.manner)}
        return made.model_copy(update={"facets": facets, "source": made.source.model_copy(update=asked)})


def list_accepted(collected: Sequence[Sequence[Wording]]) -> list[Wording]:
    """The proven wordings of many examples: the first of each, then the second of each, and so on."""
    good = [[wording for wording in wordings if wording.ok] for wordings in collected]
    longest = max(map(len, good), default=0)
    return [wordings[turn] for turn in range(longest) for wordings in good if turn < len(wordings)]
