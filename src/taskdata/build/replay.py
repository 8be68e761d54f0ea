"""A draw made again, to tell how its example came to be: what was chosen in its sentence, and how it was typed."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from taskdata.build.days import draw_day
from taskdata.build.example import Builder, Draw
from taskdata.build.pieces import Skeleton, Worded
from taskdata.build.sharing import Deal
from taskdata.build.typing_style import Step, Typist
from taskdata.build.wording import Keeps, Sentences
from taskdata.foundation.chance import Chance, T, Wheel
from taskdata.foundation.pack import Frame, Pack, Template
from taskdata.foundation.pattern import Choice, Hole, Pattern, RuleRef, Text, count_sentences, tidy_spaces
from taskdata.foundation.pattern import Sequence as InOrder
from taskdata.foundation.records import Example
from taskdata.slots.base import Slot

Typed = tuple[Step, str]
"""A step of typing and the whole request behind it."""
_BARE_FRAME = "{request}"


@dataclass(frozen=True, slots=True)
class Choosing:
    """A place of a sentence where something was chosen: as its author wrote it, what it says, out of how many ways.

    It says nothing where what is optional was left out.
    """

    written: str
    said: str
    ways: int


@dataclass(frozen=True, slots=True)
class Replayed:
    """A draw made again: its example, what was chosen in the sentence, the frame round it if it has one, the typing."""

    draw: Draw
    example: Example
    choices: Sequence[Choosing]
    frame: str | None
    typing: Sequence[Typed]


class Replayer(Builder):
    """Builds examples as `Builder` does, and remembers of the last one what was chosen on the way."""

    def __init__(self, pack: Pack, slots: Mapping[str, Slot]) -> None:
        super().__init__(pack, slots)
        self._sentences = self._watched = _WatchedSentences(pack)
        self._typist = self._typing = _WatchedTypist(pack)

    def find(
        self, template: Template, seed: int, wanted: Example, keeps: Keeps, written: Pattern, most: int
    ) -> Replayed | None:
        """The draw of a template that gives the example, among the first `most` of a seed; None where none does.

        Said the same is what has the same id: the same words on the same day. `written` is the sentence with its rules
        by name, as it was parsed.
        """
        family = self.pack.families[template.family]
        for index in range(most):
            if self._draw_day(template, seed, index) != wanted.reference_date:
                continue
            draw = Draw(template, family, seed, index, wanted.split)
            made = self.build(draw, keeps)
            if made is not None and made.id == wanted.id:
                return self._tell(draw, made, written)
        return None

    def _draw_day(self, template: Template, seed: int, index: int) -> date:
        """The day of a draw: known before anything is said, so that most draws need not be made."""
        if template.contrast:
            chance = Deal(self.pack.contrasts[template.group], seed, index).roll("reference date")
        else:
            chance = Chance(seed, template.id, index)
        return draw_day(self.pack.usecase.reference_dates, chance)

    def _tell(self, draw: Draw, made: Example, written: Pattern) -> Replayed:
        spun = iter(self._watched.spun)
        choices = list(_trace(draw.template.pattern, written, spun))
        frame = _show_frame(spun) if draw.template.frame else None
        return Replayed(draw, made, choices, frame, self._typing.steps)


class _WatchedSentences(Sentences):
    """Sentences that remember what was spun for the last one."""

    def __init__(self, pack: Pack) -> None:
        super().__init__(pack.frames)
        self.spun: list[object] = []

    def draw(self, template: Template, chance: Chance, framing: Chance) -> Skeleton:
        self.spun = []
        own = _Recorder(chance, self.spun)
        return super().draw(template, own, own if framing is chance else _Recorder(framing, self.spun))


class _WatchedTypist(Typist):
    """A typist that remembers the steps of the last request."""

    def __init__(self, pack: Pack) -> None:
        super().__init__(pack.styles, pack.swaps)
        self.steps: list[Typed] = []

    def type(self, skeleton: Skeleton, words: Mapping[str, Worded], name: str, chance: Chance) -> list[Worded]:
        steps = list(self.list_steps(skeleton, words, name, chance))
        self.steps = [(step, "".join(piece.words for piece in pieces)) for step, pieces in steps]
        return steps[-1][1]


class _Recorder(Chance):
    """The draws of another one, with what its wheels gave put on a list."""

    def __init__(self, chance: Chance, spun: list[object]) -> None:
        self._draw, self._spun = chance.unit, spun

    def spin(self, wheel: Wheel[T]) -> T:
        item = super().spin(wheel)
        self._spun.append(item)
        return item


# --- what was chosen -----------------------------------------------------------------------------------------


def _trace(linked: Pattern, written: Pattern, spun: Iterator[object]) -> Iterator[Choosing]:
    """Every place of a sentence where something was chosen, rules under their names; `spun` is what was chosen."""
    if isinstance(linked, InOrder) and isinstance(written, InOrder):
        for part, as_written in zip(linked.parts, written.parts, strict=True):
            yield from _trace(part, as_written, spun)
        return
    said = _say_chosen(linked, spun)
    if (ways := count_sentences(linked)) > 1:
        yield Choosing(show_written(written), tidy_spaces(said), ways)


def _say_chosen(pattern: Pattern, spun: Iterator[object]) -> str:
    """What a pattern said, its slots by name."""
    match pattern:
        case InOrder(parts):
            return "".join([_say_chosen(part, spun) for part in parts])
        case Choice(options):
            chosen = next(spun)
            return _say_chosen(next(option for option in options if option is chosen), spun)
    return show_written(pattern)


def show_written(pattern: Pattern) -> str:
    """A pattern in the notation of sentences, without weights."""
    match pattern:
        case Text(text):
            return text
        case Hole(slot, form):
            return f"{{{slot}.{form}}}" if form else f"{{{slot}}}"
        case RuleRef(name):
            return f"<{name}>"
        case InOrder(parts):
            return "".join(map(show_written, parts))
        case Choice((*others, InOrder(()))):
            return f"[{'|'.join(map(show_written, others))}]"
        case Choice(options):
            return f"({'|'.join(map(show_written, options))})"


def _show_frame(spun: Iterator[object]) -> str | None:
    """The frame that was spun; None where it adds nothing, or there is none to spin."""
    frame = next(spun, None)
    if not isinstance(frame, Frame):
        return None
    said = tidy_spaces(_say_chosen(frame.pattern, spun))
    return None if said == _BARE_FRAME else said
