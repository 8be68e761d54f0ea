"""The branches of a schema of actions: one for each action, chosen by the constant of one field."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

_MOST_STEPS = 20
_INSIDE = "#/"


@dataclass(frozen=True, slots=True)
class Branch:
    """One branch of `oneOf`.

    `target` is what its references lead to, None where they lead to nothing; `constant` is what chooses it, None
    where nothing does.
    """

    schema: Any
    target: Mapping[str, Any] | None
    constant: str | None


def list_branches(schema: Mapping[str, Any], discriminator: str) -> Iterator[Branch]:
    """The branches of the schema, in its order."""
    for branch in schema["oneOf"]:
        target = follow_references(schema, branch)
        field = _get(_get(target, "properties"), discriminator)
        constant = _get(field, "const")
        yield Branch(branch, target, constant if isinstance(constant, str) else None)


def follow_references(schema: Mapping[str, Any], part: Any) -> Mapping[str, Any] | None:
    """What a part of the schema is when its references inside of it are followed; None where they lead to nothing."""
    for _ in range(_MOST_STEPS):
        if not isinstance(part, Mapping) or "$ref" not in part:
            return part if isinstance(part, Mapping) else None
        pointer, part = part["$ref"], schema
        if not isinstance(pointer, str) or not pointer.startswith(_INSIDE):
            return None
        for key in pointer.removeprefix(_INSIDE).split("/"):
            part = _get(part, key.replace("~1", "/").replace("~0", "~"))
    return None


def _get(holder: Any, key: str) -> Any:
    return holder.get(key) if isinstance(holder, Mapping) else None
