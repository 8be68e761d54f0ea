"""`taskdata preview`: what a family, a template, a slot or a sentence says, and how it is labelled."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from taskdata.build.days import draw_day
from taskdata.build.example import Builder, Draw
from taskdata.build.pieces import Worded, assemble
from taskdata.build.wording import Sentences, UnsayableError, say_slots
from taskdata.check.listening import Listened, Listener
from taskdata.check.verifier import Verifier
from taskdata.deliver.splits import Splits
from taskdata.foundation.chance import Chance, Wheel
from taskdata.foundation.pack import Contrast, Family, HeardSentence, Pack, Template
from taskdata.foundation.pattern import Text, count_sentences, draw_pieces, tidy_spaces
from taskdata.foundation.records import Example, Verdict
from taskdata.lint.capacity import Capacity
from taskdata.slots.base import Said
from taskdata.workflows.contrasts import ContrastMaker
from taskdata.workflows.open_pack import Opened, name_from_here
from taskdata.workflows.preview_target import Sentence, Target

_TRIES = 20
"""Draws that are tried for each example that is asked for."""


@dataclass(frozen=True, slots=True)
class Shown:
    """An example that would be made, and what the verifier says of it."""

    example: Example
    verdict: Verdict
    place: str


@dataclass(frozen=True, slots=True)
class Heard:
    """A request without a label, with what was said in its slots, and what the pack hears in it."""

    text: str
    day: date
    spans: Sequence[tuple[str, int, int]]
    values: Mapping[str, Any]
    listened: Listened


class Preview:
    """Draws of one pack, the same for the same seed; a sentence that stands in no file is taken into its family."""

    def __init__(self, opened: Opened, seed: int, target: Target) -> None:
        self.opened, self.seed = opened, seed
        self.pack, self.slots = _take_in(opened.pack, target), opened.slots
        self.splits = Splits(self.pack)
        self._verifier = Verifier(self.pack, self.slots)
        self._builder = Builder(self.pack, self.slots)

    def draw(self, target: Family | Template | Sentence, count: int) -> Iterator[Shown]:
        """So many different examples of a family or a template, fewer where it has no more to say."""
        template = target.template if isinstance(target, Sentence) else target
        family = template if isinstance(template, Family) else self.pack.families[template.family]
        templates = [t for t in family.templates if not t.contrast] if isinstance(template, Family) else [template]
        wheel = Wheel(templates, [one.weight for one in templates])
        seen: set[str] = set()
        for index in range(count * _TRIES):
            chosen = Chance(self.seed, "preview", family.name, index).spin(wheel)
            is_own = not isinstance(target, Sentence) and chosen.origin is None
            split = self.splits.of_group(chosen.group) if is_own else "train"
            example = self._builder.build(Draw(chosen, family, self.seed, index, split), lambda words: True)
            if example is None or example.input in seen:
                continue
            seen.add(example.input)
            yield self._show(example, chosen)
            if len(seen) == count:
                return

    def draw_contrast(self, contrast: Contrast, count: int) -> Iterator[Shown]:
        """Rounds of a contrast until so many examples are there, all members of a round together."""
        maker = ContrastMaker(self.pack, self.splits, self._builder, self.seed)
        shown = 0
        for index in range(count * _TRIES):
            for example, member in zip(maker.draw(contrast, index) or (), contrast.members, strict=False):
                yield self._show(example, member)
                shown += 1
            if shown >= count:
                return

    def _show(self, example: Example, template: Template) -> Shown:
        place = f"{name_from_here(template.place.file, self.pack.root)}:{template.place.line}"
        return Shown(example, self._verifier.verify_example(example), place)

    def hear(self, sentence: Sentence, count: int) -> Iterator[Heard]:
        """So many requests of a sentence without a family, with what the pack hears in each."""
        listener = Listener(self.pack, self._verifier.reader)
        sentences, seen = Sentences(self.pack.frames), set[str]()
        for index in range(count * _TRIES):
            chance = Chance(self.seed, sentence.template.id, index)
            day = draw_day(self.pack.usecase.reference_dates, chance)
            skeleton = sentences.draw(sentence.template, chance, chance)
            try:
                said = say_slots(skeleton, self.slots, chance, day, lambda words: True)
            except UnsayableError:
                continue
            pieces = [Worded(p, None, False) if isinstance(p, str) else _word(said, p.slot) for p in skeleton]
            text, spans = assemble(pieces)
            if text not in seen:
                seen.add(text)
                values = {name: one.value for name, one in said.items()}
                yield Heard(text, day, spans, values, listener.listen(text, day))
            if len(seen) == count:
                return


def _take_in(pack: Pack, target: Target) -> Pack:
    """The pack with a sentence of a family among its templates, so that it is read along it."""
    if not isinstance(target, Sentence) or target.family is None:
        return pack
    family = pack.families[target.family]
    if any(template.id == target.template.id for template in family.templates):
        return pack
    larger = replace(family, templates=(*family.templates, target.template))
    return replace(pack, families={**pack.families, family.name: larger})


def _word(said: Mapping[str, Said], slot: str) -> Worded:
    return Worded(said[slot].words, slot, False)


def say_slot(opened: Opened, name: str, count: int, seed: int) -> Iterator[tuple[str, date, Said]]:
    """So many different sayings of a slot, form by form or of the one form that is named: form, day, what was said."""
    name, _, wanted = name.partition(".")
    slot = opened.slots[name]
    for form in [wanted] if wanted else slot.forms():
        seen: set[str] = set()
        for index in range(count * _TRIES):
            chance = Chance(seed, "preview", name, form, index)
            day = draw_day(opened.pack.usecase.reference_dates, chance)
            said = slot.say(chance, form, day)
            if said and said.words not in seen:
                seen.add(said.words)
                yield form, day, said
            if len(seen) == count:
                break


def list_heard_texts(heard: HeardSentence, count: int, seed: int) -> list[str]:
    """So many sentences of a pattern that is only heard, slots as `{slot}`."""
    texts: dict[str, None] = {}
    for index in range(count * _TRIES):
        pieces = draw_pieces(heard.pattern, Chance(seed, "preview", heard.place, index))
        texts[tidy_spaces("".join(p.text if isinstance(p, Text) else f"{{{p.slot}}}" for p in pieces))] = None
    return list(texts)[:count]


# --- how much there is -------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Space:
    """How much templates can say: sentences with their slots masked, frames round them, and different requests.

    It is open where a slot says more than can be counted (a day, an amount); such a slot counts as one.
    """

    sentences: int
    frames: int
    requests: float
    is_open: bool


def measure_space(opened: Opened, templates: Sequence[Template]) -> Space:
    """The space of some templates of one frame, or of several."""
    pack = opened.pack
    bounded, whole = Capacity(pack, opened.slots, endless=1), Capacity(pack, opened.slots)
    requests = sum(map(bounded.of_template, templates))
    frames = max((bounded.of_frame(template) for template in templates), default=1)
    sentences = sum(count_sentences(template.pattern) for template in templates)
    return Space(sentences, frames, requests, sum(map(whole.of_template, templates)) != requests)
