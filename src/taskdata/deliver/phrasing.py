"""How differently a set of requests is phrased, told from their words alone."""

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import chain
from math import ceil
from typing import Any, NamedTuple

from taskdata.foundation.records import Example
from taskdata.foundation.text import strip_outer

OPENING = 3
"""Words of a request that are its opening; a shorter request is its own."""
COMMONEST = 10
SHORT, LONG = 4, 15
_CLOSING = " .!?…"


class Request(NamedTuple):
    """What was said, and the same with each slot as `{slot}`."""

    text: str
    masked: str


def mask_slots(example: Example) -> Request:
    """The request of an example, and what is left of it when the name of each slot stands in for its words."""
    parts, end = [], 0
    for span in sorted(example.spans, key=lambda span: span.start):
        parts += [example.input[end : span.start], "{", span.slot, "}"]
        end = span.end
    return Request(example.input, "".join((*parts, example.input[end:])))


def measure_phrasing(requests: Iterable[Request]) -> dict[str, Any]:
    """The measures of a set of requests, whatever their order; None where there is nothing to measure."""
    said = list(requests)
    texts = [split_words(text) for text, _ in said]
    masked = [split_words(masked) for _, masked in said]
    return {
        "requests": len(said),
        **{f"distinct_{size}": measure_distinct(texts, size) for size in (1, 2, 3)},
        "masked_distinct_2": measure_distinct(masked, 2),
        **_measure_skeletons(said),
        "commonest_openings": _measure_openings(texts),
        "words": _measure_lengths([len(words) for words in texts]),
    }


def split_words(text: str) -> list[str]:
    """The words between blanks in lower case, without the marks around them; what is nothing but marks is no word."""
    return [word for word in map(strip_outer, text.casefold().split()) if word]


def make_skeleton(masked: str) -> str:
    """What requests share that differ in the words of their slots, in case and in the mark at the end at most."""
    return masked.casefold().rstrip(_CLOSING)


def measure_distinct(texts: Iterable[Sequence[str]], size: int) -> float | None:
    """Distinct-n: different runs of `size` words as a share of all such runs, none of them across two requests."""
    shifts = range(size)
    runs = list(chain.from_iterable(zip(*(words[shift:] for shift in shifts), strict=False) for words in texts))
    return take_share(len(set(runs)), len(runs))


def take_share(count: float, of: float) -> float | None:
    """The share, rounded as reports show it; None of nothing."""
    return round(count / of, 4) if of else None


def find_largest(counts: Counter[str]) -> tuple[str, int] | None:
    """What is counted most often, of equals the first by its letters."""
    return min(counts.items(), key=lambda item: (-item[1], item[0]), default=None)


def _measure_skeletons(said: Sequence[Request]) -> dict[str, Any]:
    counts = Counter(make_skeleton(masked) for _, masked in said)
    largest = find_largest(counts)
    shown = largest and {"skeleton": largest[0], "share": take_share(largest[1], len(said))}
    return {"skeletons": len(counts), "largest_skeleton": shown}


def _measure_openings(texts: Sequence[Sequence[str]]) -> float | None:
    counts = Counter(tuple(words[:OPENING]) for words in texts)
    return take_share(sum(count for _, count in counts.most_common(COMMONEST)), len(texts))


def _measure_lengths(lengths: Sequence[int]) -> dict[str, Any]:
    ordered, many = sorted(lengths), len(lengths)
    return {
        "mean": round(sum(ordered) / many, 2) if many else None,
        **{f"p{percent}": ordered[ceil(percent * many / 100) - 1] if many else None for percent in (5, 50, 95)},
        "four_or_fewer": take_share(sum(length <= SHORT for length in ordered), many),
        "fifteen_or_more": take_share(sum(length >= LONG for length in ordered), many),
    }
