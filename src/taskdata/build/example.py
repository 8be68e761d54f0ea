"""One example, from its key: template, number of the draw, seed, split."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import permutations
from typing import Any, NamedTuple

from taskdata.build.days import draw_day
from taskdata.build.meaning import build_output
from taskdata.build.pieces import Skeleton, Worded, assemble
from taskdata.build.sharing import Deal, MemberWriter
from taskdata.build.typing_style import Typist
from taskdata.build.wording import Keeps, Sentences, UnsayableError, is_apart, is_paired, say_slots
from taskdata.foundation.chance import Chance, Wheel
from taskdata.foundation.output import take_part
from taskdata.foundation.pack import Family, Pack, Template
from taskdata.foundation.records import Example, Source, Span, identify
from taskdata.foundation.text import fold
from taskdata.slots.base import Said, Slot


@dataclass(frozen=True, slots=True)
class Draw:
    """What an example is made from; the same draw gives the same example."""

    template: Template
    family: Family
    seed: int
    index: int
    split: str


class _Sayings(NamedTuple):
    skeleton: Skeleton
    said: Mapping[str, Said]
    day: date
    chance: Chance


class Builder:
    """Builds examples of one pack."""

    def __init__(self, pack: Pack, slots: Mapping[str, Slot]) -> None:
        self.pack, self.slots = pack, slots
        styles = pack.styles
        self._styles = Wheel(list(styles), [style.weight for style in styles.values()])
        self._sentences, self._typist = Sentences(pack.frames), Typist(styles, pack.swaps)
        self._apart = {name for name, slot in slots.items() if is_apart(slot)}

    def build(self, draw: Draw, keeps: Keeps) -> Example | None:
        """The example of a draw, or None where the draw cannot be said."""
        try:
            skeleton, said, day, chance = (self._say_member if draw.template.contrast else self._say)(draw, keeps)
        except UnsayableError:
            return None
        if _collides(draw.family, said) or self._overlaps(said):
            return None
        style = draw.template.style or chance.spin(self._styles)
        words = {name: Worded(one.words, name, self.slots[name].keeps_typing) for name, one in said.items()}
        typed = self._typist.type(skeleton, words, style, chance)
        if not all(keeps(piece.words) for piece in typed if piece.slot in self._apart):
            return None  # a slip of the finger made another title of it, one that belongs elsewhere
        return self._record(draw, typed, said, style, day)

    def _say(self, draw: Draw, keeps: Keeps) -> _Sayings:
        """What is said, on which day, and the draws that are left for how it is typed."""
        chance = Chance(draw.seed, draw.template.id, draw.index)
        day = draw_day(self.pack.usecase.reference_dates, chance)
        skeleton = self._sentences.draw(draw.template, chance, chance)
        return _Sayings(skeleton, say_slots(skeleton, self.slots, chance, day, keeps), day, chance)

    def _say_member(self, draw: Draw, keeps: Keeps) -> _Sayings:
        """The same for a member of a contrast: of one index, all members share day, words and typing."""
        deal = Deal(self.pack.contrasts[draw.template.group], draw.seed, draw.index)
        day = draw_day(self.pack.usecase.reference_dates, deal.roll("reference date"))
        skeleton = self._sentences.draw(draw.template, deal.roll("sentence"), deal.roll("frame"))
        said = MemberWriter(deal, self.slots, day, keeps).say(skeleton, draw.template)
        return _Sayings(skeleton, said, day, deal.roll("typing"))

    def _record(self, draw: Draw, typed: Sequence[Worded], said: Mapping[str, Said], style: str, day: date) -> Example:
        text, spans = assemble(typed)
        words = {piece.slot: piece.words for piece in typed if piece.slot is not None}
        values = {name: self.slots[name].read(words[name], one.value, day) for name, one in said.items()}
        action = self.pack.actions[draw.family.action]
        return Example(
            id=identify(text, day.isoformat(), []),
            category=draw.family.category,
            reference_date=day,
            history=[],
            input=text,
            output=build_output(action.output, draw.template, values, words),
            spans=[Span(slot=slot, start=start, end=end) for slot, start, end in spans],
            facets={
                "action": action.name,
                "style": style,
                "edge_cases": list(draw.template.edge_cases),
                "wordings": {name: one.kind for name, one in said.items()},
                **self._tell_contrast(draw),
            },
            source=_name_source(draw.template),
            split=draw.split,  # type: ignore[arg-type]  # one of the four by construction
        )

    def _overlaps(self, said: Mapping[str, Said]) -> bool:
        """Whether the words of a slot stand inside those of another ("get Omar a card", for Omar), but for a pair."""
        if len(said) < 2:
            return False
        folded = [(f" {fold(one.words)} ", is_paired(self.slots[name], one.kind)) for name, one in said.items()]
        return any(one in other and not (tied and paired) for (one, tied), (other, paired) in permutations(folded, 2))

    def _tell_contrast(self, draw: Draw) -> dict[str, str]:
        contrast = draw.template.contrast
        return {"contrast": self.pack.contrasts[contrast].kind} if contrast else {}


def _name_source(template: Template) -> Source:
    """Where the example comes from: the seed of its template, or the model and the prompt of a paraphrased one."""
    asked, origin = template.provenance, template.origin
    return Source(
        kind=origin.kind if origin else "template",
        family=template.family,
        template=template.id,
        group=template.group,
        parent=origin.seed if origin else None,
        model=asked.model if asked else None,
        prompt=asked.prompt if asked else None,
    )


def _collides(family: Family, said: Mapping[str, Said]) -> bool:
    """Whether slots that must differ have the same value."""
    values = [_first_part(said[name].value) for name in family.differ if name in said]
    return len(values) != len(set(values))


def _first_part(value: Any) -> Any:
    plain = take_part(value, None)
    return next(iter(plain.values()), None) if isinstance(plain, dict) else plain
