"""The metrics, worked out of the scores; all intervals that are not Wilson's come from one drawing of the cases."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from taskdata.answers.showing import show_place
from taskdata.evaluate.figures import Figure, Share, make_drawn_share, make_share
from taskdata.evaluate.metrics import ALL, Latency, Metrics, Part
from taskdata.evaluate.resampling import Bounds, Ratio, divide, resample_ratios
from taskdata.evaluate.scoring import Score
from taskdata.foundation.statistics import bound_quantile, find_quantile

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Array = NDArray[np.float64]

Key = tuple[str, str]
"""What a group of cases has in common: a kind of mark and its value."""
_CATEGORY, _NOT_DEFAULT, _MEAN = "category", ("not default", ""), "mean"
_MEANS = ("latency_ms", "cost_usd", "tokens_in", "tokens_out")
"""What is averaged over the replies in which it was measured."""


def measure(scores: Sequence[Score], categories: Sequence[str]) -> Metrics:
    """The metrics of these scores, the categories and what marks the cases in the order in which they are given."""
    groups = _group(scores, categories)
    bounds = _draw(scores, groups)
    parts = {key: _measure_part([scores[at] for at in found], bounds[key]) for key, found in groups.items()}
    by_mark: dict[str, dict[str, Part]] = defaultdict(dict)
    for (mark, value), part in parts.items():
        if mark != _CATEGORY:
            by_mark[mark][value] = part
    readable = [score for score in scores if score.value is not None]
    means = {name: _average(scores, name, bounds[_MEAN, name]) for name in _MEANS}
    return Metrics(
        n=len(scores),
        parts={value: part for (mark, value), part in parts.items() if mark == _CATEGORY},
        query_accuracy=_count(bool(one.same_query) for one in scores if one.same_query is not None),
        by_field=_measure_fields(scores),
        not_default=_measure_not_default(scores, bounds[_NOT_DEFAULT]),
        extra_field_rate=make_share(
            sum(len(one.extra) for one in readable), sum(one.given for one in readable), len(readable)
        ),
        missing_field_rate=make_share(
            sum(len(one.missing) for one in readable), sum(len(one.fields) for one in readable), len(readable)
        ),
        error_type_accuracy=_count(bool(one.kind_right) for one in scores if one.is_error),
        false_alarms=_count(one.gives_error for one in scores if not one.is_error),
        errors_missed=_count(not one.gives_error for one in scores if one.is_error),
        latency=_measure_latency(scores, means["latency_ms"]),
        cost=means["cost_usd"],
        tokens_in=means["tokens_in"],
        tokens_out=means["tokens_out"],
        confusion=_confuse(scores),
        by_mark=by_mark,
    )


def _count(hits: Iterable[bool]) -> Share:
    known = list(hits)
    return make_share(sum(known), len(known))


def _group(scores: Sequence[Score], categories: Sequence[str]) -> dict[Key, list[int]]:
    """The numbers of the scores of each group: the whole first, the categories, then what marks the cases."""
    groups: dict[Key, list[int]] = {(_CATEGORY, ALL): list(range(len(scores)))}
    groups.update(((_CATEGORY, name), []) for name in categories)
    for number, score in enumerate(scores):
        groups.setdefault((_CATEGORY, score.case.category), []).append(number)
        for mark, values in score.case.marks.items():
            for value in values:
                groups.setdefault((mark, value), []).append(number)
    head = {key: found for key, found in groups.items() if key[0] == _CATEGORY}
    return {**head, **{key: groups[key] for key in sorted(groups.keys() - head.keys())}}


def _draw(scores: Sequence[Score], groups: Mapping[Key, Sequence[int]]) -> dict[Key, Bounds | None]:
    """The interval of the field accuracy of each group, and of what else is a ratio of sums over the cases."""
    import numpy as np

    right = np.array([score.fields_right for score in scores], dtype=np.float64)
    of = np.array([len(score.fields) for score in scores], dtype=np.float64)
    pairs = {key: (_choose(right, found), _choose(of, found)) for key, found in groups.items()}
    pairs |= {_NOT_DEFAULT: _list_not_default(scores), **{(_MEAN, name): _list_known(scores, name) for name in _MEANS}}
    columns: dict[str, Array] = {}
    ratios: dict[str, Ratio] = {}
    names = {key: f"{key[0]} {key[1]}" for key in pairs}
    for key, (above, below) in pairs.items():
        name = names[key]
        columns[f"{name} above"], columns[f"{name} below"] = above, below
        ratios[name] = divide(f"{name} above", f"{name} below")
    bounds = resample_ratios(columns, ratios)
    return {key: bounds[name] for key, name in names.items()}


def _choose(values: "Array", numbers: Sequence[int]) -> "Array":
    """The values of these cases, 0 of all others."""
    import numpy as np

    chosen = np.zeros_like(values)
    chosen[list(numbers)] = values[list(numbers)]
    return chosen


def _list_pair(above: Iterable[float], below: Iterable[float]) -> tuple["Array", "Array"]:
    import numpy as np

    return np.array(list(above), dtype=np.float64), np.array(list(below), dtype=np.float64)


def _list_not_default(scores: Sequence[Score]) -> tuple["Array", "Array"]:
    said = _list_said(scores)
    return _list_pair((sum(one) for one in said), (len(one) for one in said))


def _list_said(scores: Sequence[Score]) -> list[list[bool]]:
    """Of each score, whether the fields are right of which something was said."""
    return [[field.right for field in score.fields if not field.is_default] for score in scores]


def _list_known(scores: Sequence[Score], name: str) -> tuple["Array", "Array"]:
    """A figure of each reply, 0 where it was not measured; and whether it was."""
    found = [_find_figure(score, name) for score in scores]
    return _list_pair((one or 0.0 for one in found), (one is not None for one in found))


def _find_figure(score: Score, name: str) -> float | None:
    figure: float | None = getattr(score.reply, name) if score.reply else None
    return figure


def _measure_part(scores: Sequence[Score], bounds: Bounds | None) -> Part:
    right, of = sum(score.fields_right for score in scores), sum(len(score.fields) for score in scores)
    return Part(
        json_validity=_count(score.is_json for score in scores),
        schema_validity=_count(score.is_valid for score in scores),
        exact_match=_count(score.is_exact for score in scores),
        field_accuracy=make_drawn_share(right, of, len(scores), bounds),
    )


def _measure_fields(scores: Sequence[Score]) -> dict[str, Share]:
    found: dict[str, list[bool]] = defaultdict(list)
    for score in scores:
        for field in score.fields:
            found[show_place(field.path)].append(field.right)
    return {path: _count(found[path]) for path in sorted(found)}


def _measure_not_default(scores: Sequence[Score], bounds: Bounds | None) -> Share:
    said = _list_said(scores)
    n = sum(bool(fields) for fields in said)
    return make_drawn_share(sum(map(sum, said)), sum(map(len, said)), n, bounds)


def _measure_latency(scores: Sequence[Score], mean: Figure) -> Latency:
    times = sorted(time for score in scores if (time := _find_figure(score, "latency_ms")) is not None)
    p50, p95 = (
        Figure(find_quantile(times, share), *(bound_quantile(times, share) if times else (None, None)), len(times))
        for share in (0.5, 0.95)
    )
    return Latency(p50, p95, mean)


def _average(scores: Sequence[Score], name: str, bounds: Bounds | None) -> Figure:
    known = [figure for score in scores if (figure := _find_figure(score, name)) is not None]
    if not known:
        return Figure(None, None, None, 0)
    low, high = bounds or (None, None)
    return Figure(sum(known) / len(known), low, high, len(known))


def _confuse(scores: Sequence[Score]) -> dict[str, dict[str, int]]:
    counts = Counter((score.action, score.answered) for score in scores)
    confusion: dict[str, dict[str, int]] = defaultdict(dict)
    for (right, given), count in sorted(counts.items()):
        confusion[right][given] = count
    return confusion
