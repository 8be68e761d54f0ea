"""Templates reworded: instances are rephrased, made one pattern again, and kept where all that it says is proven."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from taskdata.author.single_sentence import link_single
from taskdata.build.example import Builder, Draw
from taskdata.build.instances import Instances, make_instances
from taskdata.check.rephrasing import Rephrasing
from taskdata.check.verifier import Verifier
from taskdata.deliver.splits import Splits
from taskdata.foundation.chance import hash_text
from taskdata.foundation.errors import PackError
from taskdata.foundation.exchange import Ask
from taskdata.foundation.pack import Family, Template
from taskdata.foundation.records import Fault
from taskdata.foundation.split_names import BENCHMARK
from taskdata.io.asking import Asker
from taskdata.paraphrase.aligning import UnalignedError, align
from taskdata.paraphrase.manners import Manner, draw_manners
from taskdata.paraphrase.questions import Questions, name_requests
from taskdata.workflows.open_pack import Opened
from taskdata.workflows.wordings import Collector, RoundTrip, Wording

INSTANCES = 3
"""Instances of a template that are rephrased at once."""
DRAWS = 12
"""Further requests of the new template that are built and verified, typed plainly."""


@dataclass(frozen=True)
class TemplateJob:
    """A template that new wordings are wanted for, its instances, and the question that asks for them."""

    family: Family
    parent: Template
    instances: Instances
    manners: tuple[Manner, ...]
    ask: Ask


class TemplateRephraser:
    """Has templates of one pack reworded, and proves what comes; what comes is never part of the pack meanwhile."""

    def __init__(self, opened: Opened, questions: Questions, seed: int) -> None:
        self._opened, self._questions, self._seed = opened, questions, seed
        pack, slots = opened.pack, opened.slots
        self._splits, self._builder, self._verifier = Splits(pack), Builder(pack, slots), Verifier(pack, slots)
        self._rephrasing = Rephrasing(self._verifier, slots, pack.usecase.paraphrasing)

    def choose(self, families: Sequence[str], limit: int | None) -> list[tuple[Family, Template]]:
        """The templates to reword, in an order of the seed: of some families or of all, so many at most.

        Left out are those that are kept for the benchmark, the members of contrasts, whose wording is their point, and
        those that are rewordings themselves.
        """
        pack = self._opened.pack
        chosen = [pack.families[name] for name in families] or pack.families.values()
        found = [(family, template) for family in chosen for template in family.templates if self._may_reword(template)]
        found.sort(key=lambda pair: hash_text("reword", self._seed, pair[1].id))
        return found[:limit]

    def _may_reword(self, template: Template) -> bool:
        own = template.contrast is None and template.provenance is None
        return own and self._splits.of_group(template.group) != BENCHMARK

    def plan(self, family: Family, template: Template) -> TemplateJob | None:
        """The question for one template; None where nothing can be said with it often enough.

        It hangs on the template, the seed and the pack's slots, prompts and axes alone.
        """
        split = self._splits.of_group(template.group)
        instances = make_instances(
            self._builder, family, template, INSTANCES, self._seed, split,
            lambda words: self._splits.of_words(words) == split,
        )  # fmt: skip
        if instances is None:
            return None
        pack = self._opened.pack
        manners = draw_manners(pack.axes, template.id, self._seed, pack.usecase.paraphrasing.wordings)
        ask = self._questions.ask_for_templates(instances.examples, manners)
        return TemplateJob(family, template, instances, tuple(manners), ask)

    async def rephrase(self, job: TemplateJob, asker: Asker, round_trip: RoundTrip | None) -> list[Wording]:
        """The wordings that came, each with its sentence where there is one, and what speaks against it."""
        ways = (f"way_{number}" for number in range(1, len(job.manners) + 1))
        names = {way: name_requests(way, len(job.instances.examples)) for way in ways}

        async def judge(wording: Wording) -> Wording:
            proven = await asker.compute(lambda: self._prove(job, wording))
            if proven.ok and round_trip is not None:
                fault = await round_trip.find_fault(proven.examples[0])
                return replace(proven, faults=(fault,) if fault else ())
            return proven

        return await Collector(asker, self._questions).collect(job.ask, names, job.manners, judge)

    def _prove(self, job: TemplateJob, wording: Wording) -> Wording:
        """The wording with its sentence, or what speaks against one of its texts, the sentence, or what it says."""
        pairs = list(zip(job.instances.examples, wording.texts, strict=True))
        made = tuple(self._rephrasing.reword(parent, text) for parent, text in pairs)
        for parent, example in zip(job.instances.examples, made, strict=True):
            if faults := self._rephrasing.find_faults(parent, example):
                return replace(wording, examples=made, faults=tuple(faults))
        try:
            sentence = align(job.instances.examples, job.instances.holes, wording.texts)
        except UnalignedError as error:
            return replace(
                wording, examples=made, faults=(Fault(code="unaligned", path="$.input", message=str(error)),)
            )
        faults = self._try(job, sentence)
        return replace(wording, examples=made, sentence=sentence, faults=tuple(faults))

    def _try(self, job: TemplateJob, sentence: str) -> list[Fault]:
        """What the verifier finds in requests of the new sentence, but for what may happen to one and not to all."""
        try:
            linked = link_single(self._opened.loaded, sentence, job.family.name)
        except PackError as error:
            return [Fault(code="unaligned", path="$.input", message=f"{sentence!r}: {error.problems[0].message}")]
        parent = job.parent
        style = job.instances.template.style  # a slip or a dropped comma is no matter of the wording
        template = replace(parent, id=linked.id, pattern=linked.pattern, frame=None, text=sentence, style=style)
        split, said = self._splits.of_group(parent.group), 0
        for index in range(DRAWS):
            draw = Draw(template, job.family, self._seed, index, split)
            example = self._builder.build(draw, lambda words: self._splits.of_words(words) == split)
            faults = self._verifier.verify_example(example).faults if example else ()
            said += example is not None
            if faults and example and faults[0].code != "leftover":
                message = f"{example.input!r}, which {sentence!r} says as well: {faults[0].message}"
                return [faults[0].model_copy(update={"message": message})]
        message = f"{sentence!r} can say nothing in the split of its parent"
        return [] if said else [Fault(code="unaligned", path="$.input", message=message)]
