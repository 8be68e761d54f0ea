"""The flat columns of a dataset as a table: texts, some of which may be missing."""

from collections.abc import Mapping
from typing import Any

from taskdata.deliver.formats.base import Dialogue

COLUMNS = (
    "id", "split", "category", "reference_date", "input", "output", "action", "style", "family", "source_kind",
    "edge_cases",
)  # fmt: skip
_BETWEEN = ";"


def make_cells(dialogue: Dialogue) -> dict[str, str | None]:
    """The cells by column: the label is JSON text, edge cases are joined with `;`, and None is what is missing."""
    example = dialogue.example
    cells = (
        example.id, example.split, example.category, dialogue.reference_date, example.input, dialogue.assistant,
        _read(example.facets, "action"), _read(example.facets, "style"), example.source.family, example.source.kind,
        _join(example.facets.get("edge_cases")),
    )  # fmt: skip
    return dict(zip(COLUMNS, cells, strict=True))


def _read(facets: Mapping[str, Any], name: str) -> str | None:
    value = facets.get(name)
    return None if value is None else str(value)


def _join(cases: Any) -> str:
    return _BETWEEN.join(map(str, cases)) if isinstance(cases, list) else ""
