"""Self-BLEU: how much the requests of a set repeat each other."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from taskdata.foundation.chance import hash_text

SAMPLE = 300
"""Requests of a set that are compared, each with all others of them: the more there are, the higher is the measure."""
_ORDER = 4

Runs = Counter[tuple[str, ...]]


def measure_self_bleu(texts: Iterable[str], size: int = SAMPLE) -> float | None:
    """The mean BLEU-4 of each request against all others of a sample, from 0 to 1; None for fewer than two.

    The sample is drawn by a hash of the request, so it is the same whatever their order.
    """
    scores = score_each(sorted(texts, key=hash_text)[:size])
    return round(sum(scores) / len(scores), 4) if len(scores) > 1 else None


def score_each(texts: Sequence[str]) -> list[float]:
    """The BLEU-4 of each text with all others as references, from 0 to 1: exactly what sacrebleu gives one by one.

    Its settings for a sentence are kept: the tokeniser 13a, here on lower case, the smoothing "exp" where an order has
    no match, and no order above the number of words. The runs of words are counted once for all texts, where
    sacrebleu counts those of all references anew for each text.
    """
    # Here, since what measures nothing should not wait for it.
    from sacrebleu.metrics.bleu import BLEU
    from sacrebleu.metrics.helpers import extract_all_word_ngrams

    tokenise = BLEU(lowercase=True, effective_order=True).tokenizer
    counted = [extract_all_word_ngrams(tokenise(text.lower().rstrip()), 1, _ORDER) for text in texts]
    first, second = _find_largest(runs for runs, _ in counted)
    lengths = Counter(length for _, length in counted)
    scores = []
    for runs, length in counted:
        matched, total = _match(runs, first, second)
        score = BLEU.compute_bleu(
            matched, total, length, _find_closest(length, lengths), smooth_method="exp", effective_order=True
        )
        scores.append(score.score / 100)
    return scores


def _find_largest(counted: Iterable[Runs]) -> tuple[Runs, Runs]:
    """How often each run of words occurs in the text that has it most often, and in the next one."""
    first, second = Runs(), Runs()
    for runs in counted:
        for run, count in runs.items():
            largest = first[run]
            first[run] = max(count, largest)
            second[run] = max(second[run], min(count, largest))
    return first, second


def _match(runs: Runs, first: Runs, second: Runs) -> tuple[list[int], list[int]]:
    """For each order, how many runs of a text another text has as well, and how many there are.

    The others have a run at most as often as the first text does, or as the second where this text is the first.
    """
    matched, total = [0] * _ORDER, [0] * _ORDER
    for run, count in runs.items():
        most = first[run] if first[run] > count else second[run]
        matched[len(run) - 1] += min(count, most)
        total[len(run) - 1] += count
    return matched, total


def _find_closest(length: int, lengths: Mapping[int, int]) -> int:
    """The length of another text that is closest to that of this one, the shorter of two."""
    if lengths[length] > 1:
        return length
    others = (other for other in lengths if other != length)
    return min(others, key=lambda other: (abs(other - length), other), default=0)
