"""A request from outside as a sentence to say again: its values become holes, in the forms that fit."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Any, NamedTuple

from taskdata.build.answers import Answers
from taskdata.build.contexts import Contexts, Fit
from taskdata.build.evidence_slots import EvidenceSlots
from taskdata.build.nearest import Nearest
from taskdata.build.pieces import Skeleton
from taskdata.build.question_marks import QuestionMarks
from taskdata.build.seed_places import Place, cut_out, show_skeleton
from taskdata.foundation.errors import Spot
from taskdata.foundation.output import Path
from taskdata.foundation.pack import Action, Pack, SeedOrigin, Template
from taskdata.foundation.pattern import Hole, Text, list_leaves
from taskdata.foundation.pattern import Sequence as InOrder
from taskdata.foundation.records import Example, Source, Span, identify, read_path
from taskdata.foundation.seeds import SeedKind
from taskdata.slots.base import Mention, Slot
from taskdata.slots.choice import Choice
from taskdata.slots.days import Day, DaySpan, measure_lead
from taskdata.slots.phrase import Phrase

AS_TYPED = "as_typed"
"""The style of a request that a person typed."""


class Standing(NamedTuple):
    """A value of the output that somebody said, and where it stands: without a mention, in the sentence as a whole.

    Without a path it is in no field, as chatter beside an answer that is chosen on evidence.
    """

    path: Path | None
    mention: Mention | None


@dataclass(frozen=True, slots=True)
class Labelled:
    """A request from outside with its right output, and what stands where in it."""

    seed: str
    kind: SeedKind
    text: str
    day: date
    action: Action
    output: Mapping[str, Any]
    standing: Sequence[Standing]
    place: Spot


class _Chosen(NamedTuple):
    start: int
    form: str


@dataclass(frozen=True, slots=True)
class SeedSentence:
    """The template of a seed, with the template of the pack that is nearest, and the seed itself as an example.

    It cannot be varied where it names a day that is no hole: the label would be wrong on any other day.
    """

    template: Template
    nearest: Template
    example: Example
    is_variable: bool


class SeedSentences:
    """Makes the sentences of seeds, for one pack."""

    def __init__(
        self, pack: Pack, slots: Mapping[str, Slot], nearest: Nearest, evidence: EvidenceSlots, answers: Answers
    ) -> None:
        self._pack, self._slots = pack, slots
        self._contexts, self._nearest, self._evidence = Contexts(pack, slots), nearest, evidence
        self._answers, self._marks = answers, QuestionMarks(pack)

    def make(self, one: Labelled) -> SeedSentence | None:
        """The sentence of a seed; None where the pack has no sentence of its action."""
        places = self._place(one, self._list_said(one))
        nearest = self._nearest.find(one.action.name, one.output, cut_out(one.text, places))
        if nearest is None:
            return None
        sets = self._list_sets(one, places)
        if sets is None:  # no answer would be true of other evidence, so that it stays as it was said
            places = [place._replace(is_hole=place.is_hole and self._slots[place.slot].is_open) for place in places]
            sets = self._list_sets(one, places) or {(key,): value for key, value in one.output.items()}
        template = self._write(one, cut_out(one.text, [place for place in places if place.is_hole]), sets, nearest)
        is_variable = bool(one.action.evidence) or all(
            place.is_hole or self._slots[place.slot].is_open or not self._slots[place.slot].needs_day(None)
            for place in places
        )
        return SeedSentence(template, nearest, self._record(one, places, template), is_variable)

    def _list_said(self, one: Labelled) -> list[Mention]:
        """The mentions to make holes of, from left to right, none in another.

        Of an answer that is chosen on evidence, what the sentences with the same answer say goes first.
        """
        said = [standing.mention for standing in one.standing if standing.mention]
        said.sort(key=lambda mention: mention.start - mention.end)
        if one.action.evidence:
            alike = self._nearest.list_alike(one.action.name, one.output)
            opens = self._name_apart([m for m in said if self._slots[m.slot].is_open], alike)
            said = [*self._evidence.find(alike, one.text, one.day), *opens]
        kept: list[Mention] = []
        for mention in said:
            if all(mention.end <= other.start or other.end <= mention.start for other in kept):
                kept.append(mention)
        return sorted(kept, key=lambda mention: mention.start)

    def _name_apart(self, said: Sequence[Mention], alike: Sequence[Template]) -> list[Mention]:
        """The mentions, the second of one slot as one of a slot of its kind that the sentences of the pack say too."""
        known = {leaf.slot: None for one in alike for leaf in list_leaves(one.pattern) if isinstance(leaf, Hole)}
        named: dict[str, Mention] = {}
        for mention in sorted(said, key=lambda mention: mention.start):
            kind = self._pack.spec(mention.slot)
            names = (mention.slot, *(name for name in known if self._pack.spec(name) == kind))
            free = next((name for name in names if name not in named), None)
            if free:
                named[free] = mention._replace(slot=free)
        return list(named.values())

    def _place(self, one: Labelled, mentions: Sequence[Mention]) -> list[Place]:
        """Where the words of each slot stand, in which form, and whether they make a hole."""
        places, end = list[Place](), 0
        pairs = self._pair(mentions)
        for at, mention in enumerate(mentions):
            stop = mentions[at + 1].start if at + 1 < len(mentions) else len(one.text)
            last = places[-1] if places and places[-1].is_hole else None
            before = one.text[end : mention.start] or (Hole(last.slot, last.form) if last else "")
            fit = self._fit(one, mention, before, one.text[mention.end : stop], pairs.get(mention.slot))
            is_twice = sum(other.slot == mention.slot for other in mentions) > 1  # a sentence says each slot once
            place = Place(mention.slot, mention.start, mention.start, mention.end, None, is_hole=False)
            if fit is not None:
                said = max(fit.start, mention.start)
                place = Place(mention.slot, fit.start, said, mention.end, fit.form, is_hole=not is_twice)
            places.append(place)
            end = mention.end if place.is_hole else end
        return places

    def _pair(self, said: Sequence[Mention]) -> dict[str, Collection[str]]:
        """The forms that are left to slots of one grammar which has forms to be said together (old and new names)."""
        paired: dict[str, Collection[str]] = {}
        for one, other in pairwise(said):
            first, second = self._slots[one.slot], self._slots[other.slot]
            if isinstance(first, Phrase) and isinstance(second, Phrase) and first.spec.pairs == second.spec.pairs:
                paired |= {one.slot: first.spec.pairs.keys(), other.slot: second.spec.pairs.values()}
        return {slot: forms for slot, forms in paired.items() if forms}

    def _fit(
        self, one: Labelled, mention: Mention, before: str | Hole, behind: str, only: Collection[str] | None
    ) -> _Chosen | None:
        """The form that fits in the place of a mention: best with the words that lead to it, if it says such itself."""
        lead = one.text[mention.start : mention.start + mention.lead]
        starts = [(mention.start, before), *([(mention.start + mention.lead, lead)] if lead.strip() else [])]
        if isinstance(self._slots[mention.slot], DaySpan) and isinstance(before, str):
            size = measure_lead(one.text, mention.start)  # a span says its own preposition: "by Friday" for "for today"
            starts += [(mention.start - size, before[: len(before) - size])] if 0 < size < len(before) else []
        found = [
            (self._prefers(one, mention, start, fit), fit.score, _Chosen(start, fit.form))
            for start, near in starts
            for fit in self._contexts.find_fits(mention.slot, one.text[start : mention.end], near, behind)
            if self._may_be_hole(one, mention, fit) and (only is None or fit.form in only)
        ]
        return max(found, key=lambda one: one[:2])[2] if found else None

    def _prefers(self, one: Labelled, mention: Mention, start: int, fit: Fit) -> bool:
        """Whether a form goes before others that fit: a day says its own preposition exactly where the seed does.

        An answer repeats the day alone, so that there the preposition is the sentence's.
        """
        if not mention.lead:
            is_bare = fit.form != next(iter(self._slots[mention.slot].forms()))
            return fit.before > 0 or is_bare or not isinstance(self._slots[mention.slot], Day)
        with_lead = start < mention.start + mention.lead
        return not with_lead if one.action.evidence else with_lead and fit.alike > 0

    def _may_be_hole(self, one: Labelled, mention: Mention, fit: Fit) -> bool:
        """Whether other values would make as good a sentence.

        What has a fixed list of words must be known to stand between its neighbours, a span of days behind the word
        before it. Of an answer that is chosen on evidence it is that evidence, unless the answer repeats it; and what
        stands first is more than the open slot.
        """
        slot = self._slots[mention.slot]
        if one.action.evidence and slot.is_open:
            return fit.before > 0 and mention.start > 0
        if one.action.evidence and isinstance(slot, Choice | Phrase):
            return self._answers.repeats(one.output, one.text[mention.start : mention.end])
        if isinstance(slot, Choice):
            return fit.before > 0 and fit.behind > 0
        return not isinstance(slot, DaySpan) or fit.before > 0

    def _write(self, one: Labelled, skeleton: Skeleton, sets: Mapping[Path, Any], nearest: Template) -> Template:
        identity = f"seed/{one.seed}"
        if self._marks.needs_mark(one.text) and not one.text.rstrip().endswith("?"):
            skeleton = (*skeleton, "?")  # styles leave it out at times; without it they would put a full stop
        return Template(
            id=identity,
            family=nearest.family,
            group=identity,
            pattern=InOrder(tuple(Text(part) if isinstance(part, str) else part for part in skeleton)),
            frame=None,
            style=None,
            weight=1.0,
            edge_cases=(),
            sets=sets,
            place=one.place,
            text="".join(show_skeleton(skeleton)),
            origin=SeedOrigin(one.seed, one.kind),
        )

    def _list_sets(self, one: Labelled, places: Sequence[Place]) -> dict[Path, Any] | None:
        """What of the output no hole says, so that every request of the sentence has it; None if no answer fits all."""
        holes = [place for place in places if place.is_hole]
        if one.action.evidence:
            words = {hole.slot: one.text[hole.start : hole.end] for hole in holes}
            evidence = [hole.slot for hole in holes if not self._slots[hole.slot].is_open]
            return self._answers.set_answer(one.action.name, one.output, words, evidence)
        said = {(hole.slot, hole.end) for hole in holes}
        return {
            path: read_path(one.output, path)
            for path, mention in one.standing
            if path is not None and (mention is None or (mention.slot, mention.end) not in said)
        }

    def _record(self, one: Labelled, places: Sequence[Place], template: Template) -> Example:
        return Example(
            id=identify(one.text, one.day.isoformat(), []),
            category=one.action.category,
            reference_date=one.day,
            history=[],
            input=one.text,
            output=dict(one.output),
            spans=[Span(slot=place.slot, start=place.said, end=place.end) for place in places],
            facets={"action": one.action.name, "style": AS_TYPED, "edge_cases": [], "wordings": {}},
            source=Source(
                kind=one.kind, family=template.family, template=template.id, group=template.group, parent=one.seed
            ),
            split="train",
        )
