"""What `usecase.yaml` must fulfil beyond its shape."""

from collections.abc import Mapping, Sequence
from math import isclose
from typing import Any

from taskdata.author.documents import Document, Place
from taskdata.author.guarding import check_question
from taskdata.author.models import check_model
from taskdata.author.names import suggest
from taskdata.author.own_checks import check_own_checks
from taskdata.author.prompts import check_system_prompt
from taskdata.foundation.pack import Family
from taskdata.foundation.usecase import Capability, Criterion, UseCase


def check_usecase(document: Document) -> UseCase | None:
    """The use case, without what is faulty in it, or None; whatever does not add up is reported in its place."""
    checked = check_model(document, UseCase) if document.data is not None else None
    usecase = checked.value if checked else None
    if usecase is None:
        return None
    place = Place(document, ())
    if checked and checked.whole:
        _check_sums(usecase, place)
    check_own_checks(usecase, place)
    check_question(usecase, place)
    check_system_prompt(usecase, place)
    _check_figures(usecase.capabilities, usecase, place.inside("capabilities"))
    _check_figures(usecase.success, usecase, place.inside("success"))
    _check_figures(usecase.go_no_go.criteria, usecase, place.inside("go_no_go", "criteria"))
    return usecase


def _check_figures(figures: Sequence[Capability | Criterion], usecase: UseCase, place: Place) -> None:
    for index, figure in enumerate(figures):
        if figure.category is not None:
            _check_category(figure.category, usecase, place.inside(index, "category"), at_key=False)


def check_filled(usecase: UseCase, families: Mapping[str, Family], place: Place) -> None:
    """A category that no family fills is a fault."""
    filled = {family.category for family in families.values()}
    for name in usecase.categories:
        if name not in filled:
            message = f"no family has an action of the category '{name}', so that there is nothing to fill it with"
            place.inside("categories", name).report(message, at_key=True)


def _check_sums(usecase: UseCase, place: Place) -> None:
    _check_shares(place.inside("shares"), usecase.shares, usecase)
    _check_sum(place.inside("splits"), usecase.splits)
    for index, size in enumerate(usecase.sizes):
        here = place.inside("sizes", index)
        if (size.shares is None) == (size.counts is None):
            here.report("a size has either `shares` or `counts`")
        if size.shares is not None:
            _check_shares(here.inside("shares"), size.shares, usecase)
        if size.counts is not None:
            _check_counts(here.inside("counts"), size.counts, size.n, usecase)
    _check_counts(place.inside("benchmark", "counts"), usecase.benchmark.counts, usecase.benchmark.n, usecase)


def _check_shares(place: Place, shares: dict[str, float], usecase: UseCase) -> None:
    _check_categories(place, shares, usecase)
    _check_sum(place, shares)


def _check_sum(place: Place, shares: dict[Any, float]) -> None:
    total = sum(shares.values())
    if not isclose(total, 1, abs_tol=1e-9):
        place.report(f"the shares sum to {total:g}; make them sum to 1", at_key=True)


def _check_counts(place: Place, counts: dict[str, int], n: int, usecase: UseCase) -> None:
    _check_categories(place, counts, usecase)
    total = sum(counts.values())
    if total != n or min(counts.values(), default=0) < 0:
        place.report(f"the counts sum to {total}; make them sum to {n}, none below 0", at_key=True)


def _check_categories(place: Place, found: dict[str, Any], usecase: UseCase) -> None:
    for name in found:
        _check_category(name, usecase, place.inside(name), at_key=True)
    for name in usecase.categories:
        if name not in found and not any(suggest(other, [name]) for other in found.keys() - usecase.categories.keys()):
            place.report(f"the category '{name}' has no entry here", at_key=True)


def _check_category(name: str, usecase: UseCase, place: Place, *, at_key: bool) -> None:
    if name not in usecase.categories:
        near = suggest(name, usecase.categories)
        place.report(f"there is no category '{name}'; it is none of `categories`{near}", at_key=at_key)
