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
        target = _follow(schema, branch)
        field = _get(_get(target, "properties"), discriminator)
        constant = _get(field, "const")
        yield Branch(branch, target, constant if isinstance(constant, str) else None)


def _follow(schema: Mapping[str, Any], branch: Any) -> Mapping[str, Any] | None:
    """What a branch is when its references inside of the schema are followed."""
    for _ in range(_MOST_STEPS):
        if not isinstance(branch, Mapping) or "$ref" not in branch:
            return branch if isinstance(branch, Mapping) else None
        pointer, branch = branch["$ref"], schema
        if not isinstance(pointer, str) or not pointer.startswith(_INSIDE):
            return None
        for key in pointer.removeprefix(_INSIDE).split("/"):
            branch = _get(branch, key.replace("~1", "/").replace("~0", "~"))
    return None


def _get(holder: Any, key: str) -> Any:
    return holder.get(key) if isinstance(holder, Mapping) else None
