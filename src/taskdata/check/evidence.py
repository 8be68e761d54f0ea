"""What a request must show for a value that no slot says: that an error is the error it is called."""

from collections.abc import Sequence
from itertools import combinations
from typing import Any

from taskdata.check.hearing import Ear, Stretch, is_quoted
from taskdata.foundation.pack import Evidence
from taskdata.slots.base import NO_SUCH_DAY


def list_signals(evidence: Evidence) -> list[str]:
    """The slots that are heard for the evidence."""
    heard = (evidence.says, evidence.signs, evidence.impossible, evidence.past, evidence.future, evidence.differ)
    return list(dict.fromkeys(slot for slots in (*heard, evidence.without) for slot in slots))


def list_needed(evidence: Evidence) -> list[tuple[str, ...]]:
    """Groups of slots, of each of which one must be heard."""
    groups = ((*evidence.says, *evidence.signs), evidence.impossible, evidence.past, evidence.future, evidence.differ)
    return [tuple(group) for group in groups if group]


def is_shown(evidence: Evidence, ear: Ear, covered: Sequence[Stretch] = (), own: bool = False) -> bool:
    """Whether the words outside of the covered stretches are the evidence; true where none is to be heard.

    In a sentence of the value's own no sign is needed. What a longer mention of another slot takes is no evidence.
    """
    others = [name for name, slot in ear.slots.items() if not slot.is_open]

    def list_told(names: Sequence[str]) -> list[Any]:
        heard = ((name, ear.hear(covered, (name, *others))) for name in names)
        return [m.value for name, one in heard for m in one.mentions.get(name, ()) if not is_quoted(ear.text, m)]

    said = evidence.says if own else (*evidence.says, *evidence.signs)
    if said and not list_told(said):
        return False
    if list_told(evidence.without):
        return False
    if evidence.impossible and NO_SUCH_DAY not in list_told(evidence.impossible):
        return False
    if evidence.past and not any(is_past(value, ear) for value in list_told(evidence.past)):
        return False
    if evidence.future and not any(is_future(value, ear) for value in list_told(evidence.future)):
        return False
    return not evidence.differ or any(differ(list_told([name])) for name in evidence.differ)


def may_be_shown(evidence: Evidence, ear: Ear) -> bool:
    """Whether it is worth while to look for the evidence: what it asks for is heard somewhere in the request."""

    def list_told(names: Sequence[str]) -> list[Any]:
        return [mention.value for name in names for mention in ear.listen(name)]

    said = (*evidence.says, *evidence.signs)
    return (
        not (said and not list_told(said))
        and not (evidence.impossible and NO_SUCH_DAY not in list_told(evidence.impossible))
        and not (evidence.past and not list_told(evidence.past))
        and not (evidence.future and not list_told(evidence.future))
        and not (evidence.differ and not any(differ(list_told([name])) for name in evidence.differ))
    )


def needs_day(evidence: Evidence | None) -> bool:
    """Whether the reference date decides."""
    return evidence is not None and bool(evidence.past or evidence.future or evidence.impossible)


def is_past(value: Any, ear: Ear) -> bool:
    """Whether a value is a day before the reference date."""
    return value not in (None, NO_SUCH_DAY) and bool(value < ear.day.isoformat())


def is_future(value: Any, ear: Ear) -> bool:
    """Whether a value is a day after the reference date."""
    return value not in (None, NO_SUCH_DAY) and bool(value > ear.day.isoformat())


def differ(values: Sequence[Any]) -> bool:
    """Whether there are two values; two with parts are one where they agree in every part that both have."""
    return any(_differ(one, other) for one, other in combinations(values, 2))


def _differ(one: Any, other: Any) -> bool:
    if isinstance(one, dict) and isinstance(other, dict):
        return any(str(one[part]) != str(other[part]) for part in one.keys() & other.keys())
    return str(one) != str(other)
