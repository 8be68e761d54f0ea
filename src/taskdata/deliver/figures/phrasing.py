"""The diversity of a dataset as values, out of what its manifest tells or what is measured now."""

from collections.abc import Mapping
from typing import Any

from taskdata.deliver.figures.model import Diversity, Phrasing


def read_diversity(told: Mapping[str, Any], doubled: int, *, is_told: bool) -> Diversity:
    """The measures of `measure_diversity` as values."""
    return Diversity(
        is_told=is_told,
        measured_on=told["measured_on"],
        whole=_read_part("all", told["whole"]),
        categories=tuple(_read_part(name, part) for name, part in told["category"].items()),
        doubled=doubled,
    )


def _read_part(name: str, told: Mapping[str, Any]) -> Phrasing:
    largest, words, pairs = told["largest_skeleton"] or {}, told["words"], told["value_pairs"]
    return Phrasing(
        name=name,
        requests=told["requests"],
        skeletons=told["skeletons"],
        distinct_1=told["distinct_1"],
        distinct_2=told["distinct_2"],
        distinct_3=told["distinct_3"],
        masked_distinct_2=told["masked_distinct_2"],
        largest_skeleton=largest.get("skeleton"),
        largest_skeleton_share=largest.get("share"),
        commonest_openings=told["commonest_openings"],
        words_mean=words["mean"],
        words_p5=words["p5"],
        words_p50=words["p50"],
        words_p95=words["p95"],
        four_or_fewer=words["four_or_fewer"],
        fifteen_or_more=words["fifteen_or_more"],
        value_pairs=pairs["count"],
        value_pairs_of=pairs["of"],
        self_bleu=told.get("self_bleu"),
    )
