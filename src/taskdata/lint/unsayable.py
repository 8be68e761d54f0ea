"""Sentences that cannot be said, whatever the day."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from functools import cache

from taskdata.foundation.pack import Template
from taskdata.foundation.pattern import Choice, Hole, Pattern, Sequence, list_leaves
from taskdata.foundation.usecase import Dates
from taskdata.lint.samples import say_sample
from taskdata.lint.subject import Problems, Subject, fault

_FIRST_DAYS = 24
"""Days of the range on which a form is tried first; only of one that says nothing on these, all are."""
_CanSay = Callable[[str, str | None], bool]


def find_unsayable(subject: Subject) -> Problems:
    """Templates all of whose sentences name a form of a slot that says nothing on any day of the range."""

    @cache
    def can_say(slot: str, form: str | None) -> bool:
        days = _list_days(subject.pack.usecase.reference_dates)
        return any(say_sample(subject.pack, subject.slots[slot], form, day) for day in days)

    for template in subject.templates:
        if not _is_sayable(template.pattern, can_say):
            yield fault(template.place, _explain(template, can_say, subject.pack.usecase.reference_dates))


def _list_days(dates: Dates) -> Iterator[date]:
    """Some days evenly over the range, then all of them."""
    length = (dates.last - dates.first).days + 1
    some = range(0, length, max(length // _FIRST_DAYS, 1))
    for index in (*some, *range(length)):
        yield dates.first + timedelta(days=index)


def _is_sayable(pattern: Pattern, can_say: _CanSay) -> bool:
    match pattern:
        case Hole(slot, form):
            return can_say(slot, form)
        case Sequence(parts):
            return all(_is_sayable(part, can_say) for part in parts)
        case Choice(options):
            return any(_is_sayable(option, can_say) for option in options)
    return True


def _explain(template: Template, can_say: _CanSay, dates: Dates) -> str:
    holes = (leaf for leaf in list_leaves(template.pattern) if isinstance(leaf, Hole))
    names = dict.fromkeys(_name(hole) for hole in holes if not can_say(hole.slot, hole.form))
    return (
        f"{' and '.join(names)} says nothing on any day from {dates.first} to {dates.last}, so this sentence never can "
        f"be said; widen `reference_dates`, or what the slot says"
    )


def _name(hole: Hole) -> str:
    return f"{{{hole.slot}.{hole.form}}}" if hole.form else f"{{{hole.slot}}}"
