"""The requests that were answered wrongly, each with all that shows why; as many as a page can hold."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from html import escape

from taskdata.evaluate.figures import make_share
from taskdata.evaluate.page_diff import LONGEST, FieldDiff, cut, dump, list_differences
from taskdata.evaluate.page_groups import Breakdown, break_down
from taskdata.evaluate.page_words import show_value
from taskdata.evaluate.scoring import Score
from taskdata.foundation.seeds import Finding

Find = Callable[[Score], tuple[Finding, ...]]
MOST = 500
"""Requests on one page; the rest is in the log of failures."""
_BYTES = 1_100_000
"""About how much their own text may take; the marks around it take as much again at most."""
_AROUND, _AROUND_FIELD = 1_500, 170
_LONG = 1_500
_FEW = 100
_ROWS = 200


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong with an answer."""

    kind: str
    path: str
    message: str


@dataclass(frozen=True, slots=True)
class Failure:
    """One request with a wrong answer.

    `faults` are those that the fields do not show, `more_fields` is how many fields are left out. `raw` is the text as
    it came, None of an answer that could be read.
    """

    id: str
    line: int
    request: str
    day: str
    action: str
    answered: str
    family: str
    marks: Sequence[tuple[str, str]]
    kinds: Sequence[str]
    faults: Sequence[Fault]
    fields: Sequence[FieldDiff]
    more_fields: int
    expected: str
    given: str | None
    raw: str | None
    difference: str | None
    took: str


@dataclass(frozen=True, slots=True)
class Filter:
    """What the shown failures can be chosen by: a key of theirs, its name, and the values that there are."""

    key: str
    name: str
    values: Sequence[str]


@dataclass(frozen=True, slots=True)
class Failures:
    """The failures shown, of how many; of all of them how many have each kind of fault.

    silent: the ids of cases without any prediction, at first those that are shown. alike: how many answers are not
    equal to the expected output, but find the same.
    """

    shown: Sequence[Failure]
    total: int
    kinds: Breakdown
    filters: Sequence[Filter]
    silent: Sequence[str]
    silent_total: int
    alike: int


def list_failures(scores: Sequence[Score], find: Find) -> Failures:
    """The failures in the order of the test set; what was never answered is no failure of a model."""
    wrong = [score for score in scores if score.is_failure]
    found = [find(score) for score in wrong]
    shown = list(_take(_show(score, faults) for score, faults in zip(wrong, found, strict=True)))
    silent = [score.case.id for score in scores if score.reply is None]
    return Failures(
        shown=shown,
        total=len(wrong),
        kinds=_count_kinds(found),
        filters=_list_filters(shown),
        silent=[cut(name, _LONG) for name in silent[:_FEW]],
        silent_total=len(silent),
        alike=sum(score.is_right and not score.is_exact for score in scores),
    )


def _count_kinds(found: Sequence[Sequence[Finding]]) -> Breakdown:
    """In how many of the failures each kind of fault is."""
    counts = Counter(kind for findings in found for kind in {_name(one.kind) for one in findings})
    ranked = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    shares = {kind: make_share(count, len(found)) for kind, count in ranked}
    return break_down("kind of fault", shares, None, worst_first=False)


def _list_filters(shown: Sequence[Failure]) -> list[Filter]:
    return [
        Filter("kinds", "Fault", sorted({kind for one in shown for kind in one.kinds})),
        Filter("right", "Action", sorted({one.action for one in shown})),
        Filter("answered", "Answered with", sorted({one.answered for one in shown})),
        Filter("family", "Family", sorted({one.family for one in shown if one.family})),
    ]


def _take(failures: Iterable[Failure]) -> Iterable[Failure]:
    """As many from the start as fit on the page."""
    left = _BYTES
    for number, failure in enumerate(failures):
        left -= _weigh(failure)
        if number == MOST or left < 0:
            return
        yield failure


def _weigh(failure: Failure) -> int:
    """About how many bytes of the page it takes."""
    texts = [failure.request, failure.expected, failure.given or "", failure.raw or "", failure.difference or ""]
    texts += [f"{one.path}{one.expected}{one.given}" for one in failure.fields]
    texts += [one.path + one.message for one in failure.faults]
    own = sum(len(escape(text).encode(errors="replace")) for text in texts)
    return _AROUND + _AROUND_FIELD * len(failure.fields) + own


def _show(score: Score, findings: Sequence[Finding]) -> Failure:
    case, reply = score.case, score.reply
    text = reply.text if reply else None
    day = case.reference_date
    fields = list_differences(score)
    seen = {one.path for one in fields if one.state not in ("right", "free")}
    values = {name: ", ".join(found) for name, found in case.marks.items()}
    return Failure(
        id=cut(case.id, _LONG), line=case.line, request=cut(case.input, _LONG),
        day=f"{day:%A} {day.isoformat()}" if day else "",
        action=score.action, answered=score.answered, family=values.pop("family", ""),
        marks=[(name.replace("_", " ").replace(".", " "), value) for name, value in values.items() if name != "action"],
        kinds=list(dict.fromkeys(_name(one.kind) for one in findings)),
        faults=[
            Fault(_name(one.kind), cut(one.path, LONGEST), cut(one.message, _LONG))
            for one in findings[:_ROWS]
            if cut(one.path, LONGEST) not in seen
        ],
        fields=fields[:_ROWS], more_fields=max(0, len(fields) - _ROWS),
        expected=cut(dump(case.expected, pretty=True), _LONG),
        given=None if score.value is None else cut(dump(score.value, pretty=True), _LONG),
        raw=cut(text or "", _LONG) if score.value is None else None,
        difference=score.query_difference,
        took=show_value("latency_ms", reply.latency_ms) if reply and reply.latency_ms is not None else "",
    )  # fmt: skip


def _name(kind: str) -> str:
    return kind.replace("_", " ")
