"""What the examples in the page are chosen by."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from taskdata.foundation.split_names import SPLITS

ACTION = "action"
"""The column of what the labels do; the facet of this name may say otherwise."""
_USUAL = ("action", "style", "edge_cases", "wordings")
_MOST_VALUES = 300


@dataclass(frozen=True, slots=True)
class Filter:
    """Something to choose examples by: the name of its column, its key in the address, and what it is called.

    order: its values as they are to be listed; those that are not in it come behind them, the commonest first.
    A hidden one is not offered; what is shown of an example, or counted, leads to it.
    """

    column: str
    key: str
    heading: str
    order: Sequence[str] = ()
    is_hidden: bool = False


def list_filters(
    columns: Mapping[str, int], categories: Sequence[str], fields: Mapping[str, Sequence[str]]
) -> Iterator[Filter]:
    """The filters in the order in which they are offered; what all examples have alike is not.

    columns: how many values each has, where having none counts as one. fields: by JSON path, the values that the schema
    lists, in its order.
    """
    own = [name for name in columns if name.startswith("facets.") and name[7:] not in _USUAL]
    offered = [
        Filter("split", "split", "Split", SPLITS),
        Filter("category", "category", "Category", categories),
        Filter(ACTION, "action", "Action"),
        *(Filter(path, path, path.removeprefix("$."), order) for path, order in sorted(fields.items())),
        Filter("source.family", "family", "Family"),
        Filter("facets.style", "style", "Style"),
        Filter("facets.edge_cases", "edge", "Edge case"),
        Filter("facets.wordings", "wording", "Wording"),
        Filter("source.kind", "source", "Source"),
        Filter("source.model", "model", "Model"),
        *(Filter(name, name, name[7:].replace("_", " ").capitalize()) for name in own),
    ]
    for one in offered:
        values = columns.get(one.column, 0)
        if values > 1:
            many = one.column in own and values > _MOST_VALUES
            yield Filter(one.column, one.key, one.heading, one.order, is_hidden=many)
    yield Filter("source.template", "template", "Template", is_hidden=True)
    yield Filter("source.group", "group", "Group", is_hidden=True)
