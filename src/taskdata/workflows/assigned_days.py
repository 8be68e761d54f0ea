"""The day on which a request was said, where its log does not tell."""

import re
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import Any

from taskdata.check.verifier import Pair, Verifier

_ISO_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_BEFORE, _BEHIND = 62, 31
"""How many days before and behind a day of the label the request may have been said: two months, and one."""


def assign_day(verifier: Verifier, text: str, expected: Mapping[str, Any] | None, usual: date) -> date:
    """The usual day; but where the right output is known and names days, the nearest day on which it is right.

    It is the usual day as well where there is no such day, so that the label is not proven.
    """
    named = sorted(_list_days(expected)) if expected else []
    if not named or verifier.verify_pair(Pair(text, expected, usual)).ok:
        return usual
    first, last = named[0] - timedelta(days=_BEFORE), named[-1] + timedelta(days=_BEHIND)
    days = [first + timedelta(days=at) for at in range((last - first).days + 1)]
    days.sort(key=lambda day: (day > named[0], abs((day - named[0]).days)))
    return next((day for day in days if verifier.verify_pair(Pair(text, expected, day)).ok), usual)


def _list_days(value: Any) -> Iterator[date]:
    if isinstance(value, Mapping):
        for inner in value.values():
            yield from _list_days(inner)
    elif isinstance(value, str) and _ISO_DAY.fullmatch(value):
        try:
            yield date.fromisoformat(value)
        except ValueError:
            return
