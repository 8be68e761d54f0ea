"""What `usecase.yaml` and the schema must fulfil beyond their shape."""

from math import isclose
from typing import Any

import orjson

from taskdata.author.documents import Document, Path, check_model
from taskdata.foundation.errors import Problem
from taskdata.foundation.usecase import UseCase


def check_usecase(document: Document) -> UseCase | None:
    """The use case, or None; whatever does not add up is reported in its place."""
    usecase = check_model(document, UseCase)
    if usecase is None:
        return None
    _check_shares(document, ("shares",), usecase.shares, usecase)
    _check_sum(document, ("splits",), usecase.splits)
    for index, size in enumerate(usecase.sizes):
        path: Path = ("sizes", index)
        if (size.shares is None) == (size.counts is None):
            document.report(path, "a size has either `shares` or `counts`")
        if size.shares is not None:
            _check_shares(document, (*path, "shares"), size.shares, usecase)
        if size.counts is not None:
            _check_counts(document, (*path, "counts"), size.counts, size.n, usecase)
    _check_counts(document, ("benchmark", "counts"), usecase.benchmark.counts, usecase.benchmark.n, usecase)
    return usecase


def _check_shares(document: Document, path: Path, shares: dict[str, float], usecase: UseCase) -> None:
    _check_categories(document, path, shares, usecase)
    _check_sum(document, path, shares)


def _check_sum(document: Document, path: Path, shares: dict[Any, float]) -> None:
    total = sum(shares.values())
    if not isclose(total, 1, abs_tol=1e-9):
        document.report(path, f"the shares sum to {total:g}; make them sum to 1", at_key=True)


def _check_counts(document: Document, path: Path, counts: dict[str, int], n: int, usecase: UseCase) -> None:
    _check_categories(document, path, counts, usecase)
    if sum(counts.values()) != n or min(counts.values(), default=0) < 0:
        document.report(
            path, f"the counts sum to {sum(counts.values())}; make them sum to {n}, none below 0", at_key=True
        )


def _check_categories(document: Document, path: Path, found: dict[str, Any], usecase: UseCase) -> None:
    for name in found.keys() - usecase.categories.keys():
        document.report((*path, name), f"there is no category '{name}'; it is none of `categories`", at_key=True)
    for name in usecase.categories.keys() - found.keys():
        document.report(path, f"the category '{name}' has no entry here", at_key=True)


def parse_schema(file: str, text: str | None, problems: list[Problem]) -> dict[str, Any]:
    """The JSON Schema of the actions; `problems` grows where it is none."""
    import jsonschema_rs

    if text is None:
        problems.append(Problem(file, 0, 0, "the schema that usecase.yaml names is not there"))
        return {}
    try:
        schema = orjson.loads(text)
    except orjson.JSONDecodeError as error:
        problems.append(Problem(file, error.lineno, error.colno, f"this is not JSON ({error.msg})"))
        return {}
    try:
        jsonschema_rs.meta.validate(schema)
    except jsonschema_rs.ValidationError as error:
        where = "/".join(map(str, error.instance_path)) or "the top"
        problems.append(Problem(file, 1, 1, f"this is not a JSON Schema: at {where}: {error.message}"))
        return {}
    if not isinstance(schema, dict) or not isinstance(schema.get("oneOf"), list):
        problems.append(Problem(file, 1, 1, "the schema must list its actions under `oneOf`"))
        return {}
    return schema
