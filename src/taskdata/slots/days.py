"""Days and spans of days as slots: values are ISO dates."""

import re
from collections.abc import Collection
from datetime import date

from taskdata.foundation.chance import Chance, Wheel
from taskdata.foundation.slot_specs import DateSlot, SpanSlot
from taskdata.slots.base import NO_SUCH_DAY, Mention, Said
from taskdata.slots.book import Look
from taskdata.slots.closed import Closed
from taskdata.slots.dates.hear import hear_days, hear_spans, may_name_days
from taskdata.slots.dates.say import DAY_KINDS, SPAN_KINDS, say_day, say_span
from taskdata.slots.dates.say_past import PAST_DAY_KINDS, PAST_SPAN_KINDS

_TRIES = 12
_SLASHED = re.compile(r"\b(\d{1,2})/(\d{1,2})\b")
_LEAD = re.compile(r"(?:\b(?:by|on|at|before|due|for|until|till)\s+)+$", re.IGNORECASE)
"""The framing words straight before a day, which belong to its mention."""
_LONGEST_LEAD = 40


class Day(Closed):
    """A calendar day; one that does not exist has the value NO_SUCH_DAY."""

    FORMS = ("alone", "bare", "name")

    def __init__(self, name: str, spec: DateSlot, day_first: bool) -> None:
        self.name = name
        self.hears_as = "a past day" if spec.past else "a day"
        framed = {kind: weight for kind, weight in spec.kinds.items() if kind not in spec.only_alone}
        alone, behind = (Wheel(list(kinds), list(kinds.values())) for kinds in (spec.kinds, framed))
        self._wheels = {"alone": alone, "bare": behind, "name": behind}
        self._kinds = PAST_DAY_KINDS if spec.past else DAY_KINDS
        self._day_first, self._is_past = day_first, spec.past
        self._order = _put_day_first if day_first else str

    def needs_day(self, part: str | None) -> bool:
        """Always."""
        return True

    def forms(self) -> Collection[str]:
        """`alone` with its own preposition, `bare` behind one of the sentence."""
        return self.FORMS

    def say(self, chance: Chance, form: str | None, day: date) -> Said | None:
        """A kind by weight, and one of its phrasings; kinds that cannot be said today are drawn again."""
        wheel = self._wheels[form or "alone"]
        for _ in range(_TRIES if wheel.items else 0):
            kind = chance.spin(wheel)
            said = say_day(kind, day, chance, form or "alone", self._kinds)
            if said is not None:
                return Said(self._order(said.surface), _show_day(said.day), kind)
        return None

    def hear(self, text: str, day: date) -> list[Mention]:
        """Every day in the text; NO_SUCH_DAY where there is none."""
        heard = hear_days(text, day, day_first=self._day_first, is_past=self._is_past)
        return [
            Mention(self.name, m.start - lead, m.end, _show_day(m.day), lead)
            for m in heard
            for lead in (measure_lead(text, m.start),)
        ]

    def may_hear(self, look: Look) -> bool:
        """Whether a word of the calendar or a digit stands in the text."""
        return may_name_days(look.lower, is_past=self._is_past)


class DaySpan(Closed):
    """A span of days, with the parts `from` and `to`; an open end has no part."""

    FORMS = ("alone",)
    PARTS = ("from", "to")

    def __init__(self, name: str, spec: SpanSlot, day_first: bool) -> None:
        self.name = name
        self.hears_as = "a past span of days" if spec.past else "a span of days"
        self._wheel = Wheel(list(spec.kinds), list(spec.kinds.values()))
        self._kinds = PAST_SPAN_KINDS if spec.past else SPAN_KINDS
        self._day_first, self._is_past = day_first, spec.past
        self._order = _put_day_first if day_first else str

    def needs_day(self, part: str | None) -> bool:
        """Always."""
        return True

    def forms(self) -> Collection[str]:
        """One form: the whole phrase."""
        return self.FORMS

    def say(self, chance: Chance, form: str | None, day: date) -> Said | None:
        """A kind by weight, and one of its phrasings."""
        for _ in range(_TRIES):
            kind = chance.spin(self._wheel)
            said = say_span(kind, day, chance, self._kinds)
            if said is not None:
                return Said(self._order(said.surface), _show_span(said.first, said.last), kind)
        return None

    def hear(self, text: str, day: date) -> list[Mention]:
        """Every span in the text."""
        heard = hear_spans(text, day, day_first=self._day_first, is_past=self._is_past)
        return [Mention(self.name, m.start, m.end, _show_span(m.first, m.last)) for m in heard]

    def may_hear(self, look: Look) -> bool:
        """Whether a word of the calendar or a digit stands in the text."""
        return may_name_days(look.lower, is_past=self._is_past)


def _put_day_first(words: str) -> str:
    """ "1/5" as "5/1"; a first number above 12 is the day already."""
    return _SLASHED.sub(lambda found: f"{found[2]}/{found[1]}" if int(found[1]) <= 12 else found[0], words)


def measure_lead(text: str, start: int) -> int:
    """How long the framing words are that stand straight before a day or a span ("due by ")."""
    framed = _LEAD.search(text, max(0, start - _LONGEST_LEAD), start)
    return start - framed.start() if framed else 0


def _show_day(day: date | None) -> str:
    return day.isoformat() if day else NO_SUCH_DAY


def _show_span(first: date | None, last: date | None) -> dict[str, str]:
    ends = {"from": first, "to": last}
    return {end: day.isoformat() for end, day in ends.items() if day}
