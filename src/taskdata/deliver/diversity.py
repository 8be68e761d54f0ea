"""How diverse and how balanced a dataset is: every figure that is reported of it, computed in this one place."""

from calendar import monthrange
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from heapq import nsmallest
from typing import Any

from taskdata.deliver.coverage import SlotPair, SlotValues, Values, count_values, cover_pairs
from taskdata.deliver.phrasing import find_largest, mask_slots, measure_phrasing, take_share
from taskdata.deliver.self_bleu import measure_self_bleu
from taskdata.foundation.pack import Pack
from taskdata.foundation.records import Example

MOST = 10_000
"""Examples that are measured at most; of more than these, a sample."""


def draw_sample(examples: Iterable[Example]) -> list[Example]:
    """What is measured of a dataset: the examples of the least ids, which are hashes; the same in whatever order."""
    return nsmallest(MOST, examples, key=lambda example: example.id)


def measure_diversity(pack: Pack, examples: Iterable[Example]) -> dict[str, Any]:
    """The measures of a dataset, the same in whatever order its examples come.

    What `draw_sample` gives of a dataset may stand for it. Shares go from 0 to 1; of nothing there is none, but None.
    """
    sample = draw_sample(examples)
    reader = SlotValues(pack)
    said = [reader.read(example) for example in sample]
    categories: dict[str, list[int]] = {}
    for place, example in enumerate(sample):
        categories.setdefault(example.category, []).append(place)
    parts = {
        category: _measure_part(
            [sample[at] for at in places], [said[at] for at in places], reader.together.get(category, set())
        )
        for category, places in sorted(categories.items())
    }
    whole = _measure_part(sample, said, set().union(*reader.together.values()))
    return {
        "measured_on": len(sample),
        "whole": {**whole, "self_bleu": measure_self_bleu(example.input for example in sample)},
        "category": parts,
        "largest_family": _find_largest_family(sample),
        "chosen_values": count_values(said, reader.chosen),
        "reference_dates": _measure_days(sample),
    }


def _measure_part(examples: Sequence[Example], said: Sequence[Values], together: Iterable[SlotPair]) -> dict[str, Any]:
    pairs = cover_pairs(together, said).values()
    count, of = sum(count for count, _ in pairs), sum(of for _, of in pairs)
    return {
        **measure_phrasing(map(mask_slots, examples)),
        "value_pairs": {"count": count, "of": of, "share": take_share(count, of)},
    }


def _find_largest_family(examples: Sequence[Example]) -> Mapping[str, Any] | None:
    largest = find_largest(Counter(str(example.source.family) for example in examples))
    return largest and {"family": largest[0], "share": take_share(largest[1], len(examples))}


def _measure_days(examples: Sequence[Example]) -> dict[str, Any]:
    days = [example.reference_date for example in examples]
    weekdays = Counter(f"{day:%A}" for day in sorted(days, key=date.weekday))
    return {
        "different": len(set(days)),
        "weekdays": {name: take_share(count, len(days)) for name, count in weekdays.items()},
        "month_ends": take_share(sum(day.day == monthrange(day.year, day.month)[1] for day in days), len(days)),
        "leap_days": sum((day.month, day.day) == (2, 29) for day in days),
    }
