"""What of the evidence for a value a request does not show, in words."""

from collections.abc import Sequence

from taskdata.check.evidence import differ, is_future, is_past
from taskdata.check.hearing import Ear
from taskdata.check.showing import show_value
from taskdata.foundation.pack import Evidence
from taskdata.slots.base import NO_SUCH_DAY, Mention


def explain_lack(evidence: Evidence | None, ear: Ear) -> str:
    """The first thing that the evidence asks for and the request lacks."""
    if evidence is None:
        return "the pack names nothing that would show it, and the request is none of its sentences"
    for lack in (_lack_sign, _lack_day, _lack_difference, _find_other):
        if told := lack(evidence, ear):
            return told
    if evidence.commands > 1:
        return "the request is not read as two requests that are joined"
    if evidence.noise:
        return "the request has words that make sense"
    if evidence.lacks:
        return f"the request is not read as one that leaves {' and '.join(map(repr, evidence.lacks))} open"
    return "the request is none of the sentences that show it"


def _lack_sign(evidence: Evidence, ear: Ear) -> str | None:
    asked = (*evidence.says, *evidence.signs)
    if not asked or any(ear.listen(name) for name in asked):
        return None
    return f"the request says nothing that is heard as {' or '.join(map(repr, asked))}"


def _lack_day(evidence: Evidence, ear: Ear) -> str | None:
    asked = (*evidence.impossible, *evidence.past, *evidence.future)
    if not asked:
        return None
    found = [mention for name in dict.fromkeys(asked) for mention in ear.listen(name)]
    if not found:
        return "the request names no day"
    values = [mention.value for mention in found]
    if evidence.impossible and NO_SUCH_DAY not in values:
        return f"every day that the request names exists: {_show_all(ear, found)}"
    if evidence.past and not any(is_past(value, ear) for value in values):
        return f"no day of the request is before {show_value(ear.day.isoformat())}: {_show_all(ear, found)}"
    if evidence.future and not any(is_future(value, ear) for value in values):
        return f"no day of the request is after {show_value(ear.day.isoformat())}: {_show_all(ear, found)}"
    return None


def _lack_difference(evidence: Evidence, ear: Ear) -> str | None:
    if not evidence.differ or any(differ([m.value for m in ear.listen(name)]) for name in evidence.differ):
        return None
    found = [mention for name in evidence.differ for mention in ear.listen(name)]
    return f"no field has two values{f': {_show_all(ear, found)}' if found else ''}"


def _find_other(evidence: Evidence, ear: Ear) -> str | None:
    found = [mention for name in evidence.without for mention in ear.listen(name)]
    return f"the request says {_show_all(ear, found)}" if found else None


def _show_all(ear: Ear, found: Sequence[Mention]) -> str:
    told = (f"{ear.text[one.start : one.end]!r} is {show_value(one.value)}" for one in found)
    return " and ".join(dict.fromkeys(told))
