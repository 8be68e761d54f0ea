"""Paraphrases in a dataset: a share of each quota is kept free for rewordings of examples that are in it."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from itertools import islice
from math import ceil, floor
from typing import Any

from taskdata.deliver.quotas import Cells
from taskdata.foundation.chance import hash_text
from taskdata.foundation.errors import InputError
from taskdata.foundation.pack import Pack
from taskdata.foundation.records import Example, Fault
from taskdata.io.asking import Asker
from taskdata.slots.base import Slot
from taskdata.workflows.asking import Outcome, Session, Told
from taskdata.workflows.paraphrase_examples import Acceptance, may_rephrase
from taskdata.workflows.produce import Line
from taskdata.workflows.rephrase_examples import ExampleJob, ExampleRephraser, list_accepted
from taskdata.workflows.wordings import RoundTrip, Wording

Key = tuple[str, str]
MOST_SHARE = 0.75
"""Of each quota: every parent stays in the dataset, and few have more than three good wordings."""


@dataclass
class Paraphrases:
    """Fills what is kept free: round after round more parents are asked about, until enough is proven.

    A parent is an example of the same cell; it stays in the dataset.
    """

    pack: Pack
    slots: Mapping[str, Slot]
    session: Session
    share: float
    seed: int
    watch: Callable[[int], AbstractContextManager[Told]]
    """Opens a bar for so many questions."""
    on_interrupt: Callable[[], None]
    asked: int = 0
    accepted: int = 0
    codes: Counter[str] = field(default_factory=Counter)
    prompts: set[str] = field(default_factory=set)
    stopped: str | None = None
    interrupted: bool = False

    def __post_init__(self) -> None:
        if not 0 < self.share <= MOST_SHARE:
            raise InputError(f"--paraphrase {self.share:g}: the share is above 0 and at most {MOST_SHARE:g}")
        self._rephraser = ExampleRephraser(self.pack, self.slots, self.session.questions, self.seed)

    async def rephrase(self, job: ExampleJob, asker: Asker, round_trip: RoundTrip | None) -> list[Wording]:
        """As `ExampleRephraser.rephrase`."""
        return await self._rephraser.rephrase(job, asker, round_trip)

    def plan(self, cells: Cells) -> Cells:
        """The share of each cell, rounded down."""
        return {key: floor(self.share * quota) for key, quota in cells.items()}

    def fill(self, line: Line, places: Cells) -> None:
        """Give the line the proven paraphrases, at most so many for each cell."""
        examples = list(line.store.read_examples())
        acceptance, waiting, left = Acceptance(examples), self.list_parents(examples), Counter(places)
        while jobs := self.plan_round(left, waiting):
            outcome = self._ask(jobs)
            self._take(line, acceptance, left, jobs, outcome)
            if outcome.stopped:
                self.stopped, self.interrupted = outcome.stopped, outcome.interrupted
                return

    def list_parents(self, examples: Iterable[Example]) -> dict[Key, Iterator[Example]]:
        """The examples that may be rephrased, by cell, in an order of the seed."""
        parents: dict[Key, list[Example]] = {}
        for example in examples:
            if may_rephrase(example):
                parents.setdefault((example.split, example.category), []).append(example)
        return {key: iter(sorted(found, key=self._order)) for key, found in parents.items()}

    def _order(self, example: Example) -> int:
        return hash_text("rephrase", self.seed, example.id)

    def plan_round(self, left: Counter[Key], waiting: Mapping[Key, Iterator[Example]]) -> list[ExampleJob]:
        """A job for as many parents of each cell as would do if all of their wordings were good."""
        each = self.pack.usecase.paraphrasing.wordings
        jobs = []
        for key, count in left.items():
            parents = islice(waiting.get(key, iter(())), ceil(count / each))
            jobs += [self._rephraser.plan(parent) for parent in parents]
        return jobs

    def _ask(self, jobs: list[ExampleJob]) -> Outcome[Wording]:
        with self.watch(len(jobs)) as told:
            return self.session.run(jobs, self.rephrase, told, self.on_interrupt)

    def _take(
        self, line: Line, acceptance: Acceptance, left: Counter[Key], jobs: list[ExampleJob], outcome: Outcome[Wording]
    ) -> None:
        self.asked += len(jobs) - outcome.unasked
        for wordings in outcome.wordings:
            for wording in wordings or ():
                if not wording.ok:
                    self._refuse(line, wording, list(wording.faults))
        for wording in list_accepted([wordings or [] for wordings in outcome.wordings]):
            example = wording.examples[0]
            key = (example.split, example.category)
            if left[key] > 0:
                fault = acceptance.find_fault(example)
                faults = [fault] if fault else line.take(example)
                if faults:
                    self._refuse(line, wording, faults)
                    continue
                acceptance.add(example)
                left[key] -= 1
                self.accepted += 1
                self.prompts.add(wording.prompt)

    def _refuse(self, line: Line, wording: Wording, faults: list[Fault]) -> None:
        self.codes[faults[0].code] += 1
        for example in wording.examples[:1]:
            line.store.refuse(example, faults)

    def describe(self) -> dict[str, Any]:
        """What the manifest tells of them: what was asked for and what came, and nothing of what it took."""
        told = {
            "share": self.share,
            "model": self.session.terms.model,
            "prompts": sorted(self.prompts),
            "asked": self.asked,
            "accepted": self.accepted,
            "refused": dict(sorted(self.codes.items())),
        }
        return {"paraphrases": told}


@dataclass
class FirstRound:
    """Finds out what would be asked first, and asks nothing."""

    paraphrases: Paraphrases
    jobs: list[ExampleJob] = field(default_factory=list)

    def plan(self, cells: Cells) -> Cells:
        """As `Paraphrases.plan`."""
        return self.paraphrases.plan(cells)

    def fill(self, line: Line, places: Cells) -> None:
        """Note what would be asked."""
        self.jobs = self.paraphrases.plan_round(
            Counter(places), self.paraphrases.list_parents(line.store.read_examples())
        )

    def describe(self) -> dict[str, Any]:
        """Nothing."""
        return {}
