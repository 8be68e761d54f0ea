"""All figures of a dataset, from its examples and what is told of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any

from taskdata.deliver.audit_rates import Audit
from taskdata.deliver.diversity import measure_diversity
from taskdata.deliver.figures.apart import describe_splits, find_leaks, list_shared
from taskdata.deliver.figures.dates import measure_dates
from taskdata.deliver.figures.fields import count_days, count_values, list_fields, list_leaves
from taskdata.deliver.figures.frame import USUAL_FACETS, count_rows, flatten, list_facet, list_pairs
from taskdata.deliver.figures.judged import count_rejects, describe_audit, describe_rejects
from taskdata.deliver.figures.lengths import measure_lengths
from taskdata.deliver.figures.model import Diversity, Figures, Proof, Rejects, Tokens
from taskdata.deliver.figures.origins import (
    describe_contrasts,
    describe_families,
    describe_origins,
    find_from_production,
)
from taskdata.deliver.figures.phrasing import read_diversity
from taskdata.deliver.figures.rows import Row
from taskdata.deliver.figures.targets import plan_targets
from taskdata.foundation.branches import index_actions, name_action
from taskdata.foundation.exchange import TOKENS_A_MESSAGE, estimate_tokens
from taskdata.foundation.pack import Pack
from taskdata.foundation.records import Example, Rejected

if TYPE_CHECKING:
    import pandas

_MESSAGES = 3
"""System prompt, request, label."""


@dataclass(frozen=True)
class Sources:
    """What figures are computed from.

    examples: at least one, in the order of the file. manifest: what vouches for this very file, if anything does.
    apart: the slots whose words stay in one split. prompts: the system prompt, by reference date. refused: the
    drafts that were refused; None where they are not there to be looked at. audit: what people said, if they did.
    """

    pack: Pack
    examples: Sequence[Example]
    proof: Proof
    manifest: Mapping[str, Any] | None
    apart: frozenset[str]
    prompts: Mapping[date, str]
    refused: Sequence[Rejected] | None
    audit: Audit | None

    @cached_property
    def frame(self) -> "pandas.DataFrame":
        """The examples as a table."""
        return flatten(self.examples)

    @property
    def whole(self) -> Mapping[str, Any] | None:
        """The manifest, where the file has all examples that it tells of."""
        return self.manifest if self.manifest and self.manifest.get("n") == len(self.examples) else None


def compute_figures(sources: Sources) -> Figures:
    """All figures of a dataset; the same sources give the same figures."""
    frame, usecase, n = sources.frame, sources.pack.usecase, len(sources.examples)
    planned = plan_targets(usecase, n, set(frame["split"]), sources.manifest)
    shared = list_shared(frame, sources.examples, sources.apart)
    fields = list_fields(sources.pack.schema, usecase.discriminator)
    leaves = list_leaves(sources.examples, frame["split"], fields)
    cases = _count_facet(sources, "edge_cases")
    return Figures(
        n=n,
        proof=sources.proof,
        categories=count_rows(
            frame, "category", n, names=usecase.categories, targets=planned.categories, about=usecase.categories,
            in_order=True,
        ),
        splits=describe_splits(frame, shared, usecase, planned.cells),
        apart_slots=tuple(sorted(sources.apart)),
        leaks=find_leaks(shared, (sources.manifest or {}).get("leakage")),
        actions=_count_actions(sources),
        families=describe_families(frame, sources.pack),
        templates=int(frame["template"].nunique()),
        styles=count_rows(frame, "style", n, names=sources.pack.styles),
        edge_cases=cases,
        without_edge_case=sum(not list_facet(example, "edge_cases") for example in sources.examples),
        wordings=_count_facet(sources, "wordings"),
        facets=_count_own_facets(sources),
        origins=describe_origins(frame, len(list_from_production(sources.examples)), sources.manifest),
        values=count_values(leaves, fields),
        days=count_days(leaves, fields),
        characters=measure_lengths(frame["characters"]),
        words=measure_lengths(frame["words"]),
        label_characters=measure_lengths(frame["label_characters"]),
        dates=measure_dates(frame, usecase),
        diversity=_measure_diversity(sources),
        contrasts=describe_contrasts(frame, sources.pack),
        rejects=_describe_rejects(sources),
        audit=describe_audit(sources.audit) if sources.audit else None,
        tokens=_measure_tokens(sources),
        system_prompt=sources.prompts[min(sources.prompts)],
    )  # fmt: skip


def list_from_production(examples: Sequence[Example]) -> set[str]:
    """The ids of the examples that come of requests from outside."""
    return find_from_production((one.id, one.source.kind, one.source.parent) for one in examples)


def _count_actions(sources: Sources) -> tuple[Row, ...]:
    """By what the outputs themselves say, so that it holds whatever the facets are."""
    pack = sources.pack
    actions = index_actions(pack.actions.values(), pack.usecase.discriminator)
    chosen = (name_action(actions, example.output, pack.usecase.discriminator) for example in sources.examples)
    named = [[] if name is None else [name] for name in chosen]
    return count_rows(list_pairs(sources.frame, named, "value"), "value", len(named), names=pack.actions)


def _count_facet(sources: Sources, name: str) -> tuple[Row, ...]:
    pairs = list_pairs(sources.frame, (list_facet(example, name) for example in sources.examples), "value")
    return count_rows(pairs, "value", len(sources.examples))


def _count_own_facets(sources: Sources) -> dict[str, tuple[Row, ...]]:
    names = {name for example in sources.examples for name in example.facets} - USUAL_FACETS
    return {name: _count_facet(sources, name) for name in sorted(names)}


def _measure_diversity(sources: Sources) -> Diversity:
    told = sources.whole and sources.whole.get("diversity")
    measured = told or measure_diversity(sources.pack, sources.examples)
    return read_diversity(measured, int(sources.frame["said"].duplicated().sum()), is_told=bool(told))


def _describe_rejects(sources: Sources) -> Rejects | None:
    if sources.refused is not None:
        return describe_rejects(sources.refused)
    return count_rejects(sources.manifest["rejected"]) if sources.manifest and "rejected" in sources.manifest else None


def _measure_tokens(sources: Sources) -> Tokens:
    frame = sources.frame
    tokens = {day: estimate_tokens(prompt) for day, prompt in sources.prompts.items()}
    prompt = frame["date"].map(tokens.__getitem__)
    return Tokens(
        system_prompt=measure_lengths(prompt),
        request=measure_lengths(frame["request_tokens"]),
        label=measure_lengths(frame["label_tokens"]),
        example=measure_lengths(
            prompt + frame["request_tokens"] + frame["label_tokens"] + _MESSAGES * TOKENS_A_MESSAGE
        ),
    )
