"""How much requests are alike: openings, word pairs, and how well each can be put together from the others."""

import math
import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

_ORDERS = (1, 2, 3, 4)
Words = Sequence[str]


def split_words(text: str) -> list[str]:
    """The words in lower case, marks left out."""
    return re.findall(r"[\w'#@/:-]*\w", text.lower())


def share_of_openings(requests: Sequence[Words], most: int = 10) -> float:
    """The share of requests that begin with one of the commonest openings of three words."""
    openings = Counter(tuple(words[:3]) for words in requests)
    return sum(count for _, count in openings.most_common(most)) / len(requests)


def share_of_distinct_pairs(requests: Sequence[Words]) -> float:
    """How many different pairs of neighbouring words there are, for each pair there is (distinct-2)."""
    pairs = [pair for words in requests for pair in pairwise(words)]
    return len(set(pairs)) / len(pairs)


def measure_self_bleu(requests: Sequence[Words]) -> float:
    """The mean BLEU of each request against all others, up to four words in a row; what is not met counts a tenth."""
    grams = [[_count_grams(words, order) for order in _ORDERS] for words in requests]
    tops = [_find_tops(grams, order) for order in range(len(_ORDERS))]
    lengths = Counter(map(len, requests))
    scores = []
    for words, own in zip(requests, grams, strict=True):
        logs = [_log_precision(own[order], tops[order]) for order in range(len(_ORDERS)) if own[order]]
        closest = min((n for n in lengths if lengths[n] > (n == len(words))), key=lambda n: (abs(n - len(words)), n))
        brevity = min(1.0, math.exp(1 - closest / len(words)))
        scores.append(brevity * math.exp(sum(logs) / len(logs)))
    return sum(scores) / len(scores)


def _count_grams(words: Words, order: int) -> Counter[tuple[str, ...]]:
    return Counter(tuple(words[at : at + order]) for at in range(len(words) - order + 1))


def _find_tops(grams: Sequence[Sequence[Counter[tuple[str, ...]]]], order: int) -> dict[tuple[str, ...], list[int]]:
    """The two highest counts of each run of words within one request: a request is held against the others only."""
    tops: dict[tuple[str, ...], list[int]] = {}
    for counts in grams:
        for gram, count in counts[order].items():
            tops[gram] = sorted([*tops.get(gram, [0, 0]), count], reverse=True)[:2]
    return tops


def _log_precision(own: Counter[tuple[str, ...]], tops: dict[tuple[str, ...], list[int]]) -> float:
    met = 0
    for gram, count in own.items():
        first, second = tops[gram]
        met += min(count, second if count == first else first)
    return math.log((met or 0.1) / own.total())
