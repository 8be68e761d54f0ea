"""One example, from its key: template, number of the draw, seed, split."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from taskdata.build.days import draw_day
from taskdata.build.meaning import build_output
from taskdata.build.pieces import Worded, assemble
from taskdata.build.sharing import Deal, MemberWriter
from taskdata.build.typing_style import apply_style
from taskdata.build.wording import Keeps, UnsayableError, is_apart, word_template
from taskdata.foundation.chance import Chance
from taskdata.foundation.output import take_part
from taskdata.foundation.pack import Family, Frame, Pack, Template
from taskdata.foundation.records import Example, Source, identify
from taskdata.foundation.text import fold
from taskdata.slots.base import Slot


@dataclass(frozen=True, slots=True)
class Draw:
    """What an example is made from; the same draw gives the same example."""

    template: Template
    family: Family
    seed: int
    index: int
    split: str


@dataclass(frozen=True)
class Builder:
    """Builds examples of one pack."""

    pack: Pack
    slots: Mapping[str, Slot]
    _styles: tuple[list[str], list[float]] = field(init=False)

    def __post_init__(self) -> None:
        styles = self.pack.styles
        object.__setattr__(self, "_styles", (list(styles), [style.weight for style in styles.values()]))

    def build(self, draw: Draw, keeps: Keeps) -> Example | None:
        """The example of a draw, or None where the draw cannot be said."""
        try:
            pieces, day, chance = self._word_member(draw, keeps) if draw.template.contrast else self._word(draw, keeps)
        except UnsayableError:
            return None
        if self._collides(draw.family, pieces) or _overlaps(pieces):
            return None
        style = draw.template.style or chance.pick_weighted(*self._styles)
        typed = apply_style(pieces, self.pack.styles[style], self.pack.swaps, chance)
        if not all(keeps(piece.words) for piece in typed if is_apart(self.slots, piece.slot)):
            return None  # a slip of the finger made another title of it, one that belongs elsewhere
        return self._record(draw, typed, style, day)

    def _word(self, draw: Draw, keeps: Keeps) -> tuple[list[Worded], date, Chance]:
        """What is said, on which day, and the draws that are left for how it is typed."""
        chance = Chance(draw.seed, draw.template.id, draw.index)
        day = draw_day(self.pack.usecase.reference_dates, chance)
        return word_template(draw.template, self._frames(draw), self.slots, chance, day, keeps), day, chance

    def _word_member(self, draw: Draw, keeps: Keeps) -> tuple[list[Worded], date, Chance]:
        """The same for a member of a contrast: of one index, all members share day, words and typing."""
        deal = Deal(self.pack.contrasts[draw.template.group], draw.seed, draw.index)
        day = draw_day(self.pack.usecase.reference_dates, deal.roll("reference date"))
        pieces = MemberWriter(deal, self.slots, day, keeps).word(draw.template, self._frames(draw))
        return pieces, day, deal.roll("typing")

    def _frames(self, draw: Draw) -> tuple[Frame, ...]:
        return self.pack.frames[draw.template.frame] if draw.template.frame else ()

    def _collides(self, family: Family, pieces: list[Worded]) -> bool:
        """Whether slots that must differ have the same value."""
        values = [_first_part(p.said.value) for p in pieces if p.slot in family.differ and p.said]
        return len(values) != len(set(values))

    def _record(self, draw: Draw, typed: list[Worded], style: str, day: date) -> Example:
        text, spans = assemble(typed)
        said = {piece.slot: piece for piece in typed if piece.slot is not None and piece.said is not None}
        values = {name: self._read(name, piece, day) for name, piece in said.items()}
        words = {name: piece.words for name, piece in said.items()}
        action = self.pack.actions[draw.family.action]
        return Example(
            id=identify(text, day.isoformat(), []),
            category=draw.family.category,
            reference_date=day,
            history=[],
            input=text,
            output=build_output(action.output, draw.template, values, words),
            spans=spans,
            facets={
                "action": action.name,
                "style": style,
                "edge_cases": list(draw.template.edge_cases),
                "wordings": {name: piece.said.kind for name, piece in said.items() if piece.said},
                **self._tell_contrast(draw),
            },
            source=Source(
                kind="template", family=draw.family.name, template=draw.template.id, group=draw.template.group
            ),
            split=draw.split,  # type: ignore[arg-type]  # one of the four by construction
        )

    def _tell_contrast(self, draw: Draw) -> dict[str, str]:
        contrast = draw.template.contrast
        return {"contrast": self.pack.contrasts[contrast].kind} if contrast else {}

    def _read(self, name: str, piece: Worded, day: date) -> Any:
        assert piece.said is not None
        return self.slots[name].read(piece.words, piece.said.value, day)


def _overlaps(pieces: list[Worded]) -> bool:
    """Whether the words of one slot stand inside those of another ("get Omar a card", for Omar)."""
    said = [(piece.slot, f" {fold(piece.words)} ") for piece in pieces if piece.slot is not None]
    return any(one in other for slot, one in said for name, other in said if slot != name)


def _first_part(value: Any) -> Any:
    plain = take_part(value, None)
    return next(iter(plain.values()), None) if isinstance(plain, dict) else plain
