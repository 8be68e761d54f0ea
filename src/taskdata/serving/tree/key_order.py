"""Whether the labels of a pack have their keys in the order of its schema, to which constrained answers are held."""

from collections.abc import Iterator, Mapping
from typing import Any

from taskdata.foundation.branches import follow_references, list_branches, read_constant
from taskdata.foundation.output import Fields, Output
from taskdata.foundation.pack import Pack


def list_misplaced(pack: Pack) -> list[str]:
    """A sentence for each object whose keys the pack writes in another order than the schema lists them."""
    discriminator = pack.usecase.discriminator
    branches = {branch.constant: branch.target for branch in list_branches(pack.schema, discriminator)}
    found = [
        sentence
        for action in pack.actions.values()
        for sentence in _compare(pack.schema, branches.get(read_constant(action, discriminator)), action.output, "$")
    ]
    return list(dict.fromkeys(found))


def _compare(schema: Mapping[str, Any], part: Any, output: Output, path: str) -> Iterator[str]:
    properties = (follow_references(schema, part) or {}).get("properties", {})
    if not isinstance(output, Fields):
        return
    written = [name for name in output.fields if name in properties]
    listed = [name for name in properties if name in output.fields]
    if written != listed:
        yield (
            f"{path}: labels have the keys {', '.join(written)}, the schema lists {', '.join(listed)}; an answer is "
            f"held to the order of the schema, so write both in one order"
        )
    for name in written:
        yield from _compare(schema, properties[name], output.fields[name], f"{path}.{name}")
