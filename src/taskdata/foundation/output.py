"""How an output is built from what was said: a tree that is read twice, to build and to check."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from taskdata.foundation.records import ABSENT

Path = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Reference:
    """A slot, or a part of its value; it counts only if the slot `needs` was said as well."""

    slot: str
    part: str | None = None
    needs: str | None = None


@dataclass(frozen=True, slots=True)
class Constant:
    """A value that is always the same."""

    value: Any


@dataclass(frozen=True, slots=True)
class FromSlots:
    """The first of the references that was said, else the default, else nothing.

    A day may be refused if it is before, or after, the reference date.
    """

    references: tuple[Reference, ...]
    default: Any = ABSENT
    not_past: bool = False
    not_future: bool = False

    def refuses(self, value: Any, today: str) -> bool:
        """Whether a value is a day on the wrong side of the reference date; both as ISO dates."""
        if not isinstance(value, str):
            return False
        return (self.not_past and value < today) or (self.not_future and value > today)


@dataclass(frozen=True, slots=True)
class Joined:
    """All references that were said, joined; nothing if there is none."""

    references: tuple[Reference, ...]
    glue: str


@dataclass(frozen=True, slots=True)
class Fields:
    """An object; it is there even when none of its fields is."""

    fields: Mapping[str, "Output"]
    leaves: tuple[tuple[Path, Constant | FromSlots | Joined], ...] = field(init=False, repr=False, compare=False)
    """Every field in it that is no object, with its path."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "leaves", tuple(_find_leaves(self, ())))


Output = Constant | FromSlots | Joined | Fields


def list_leaves(output: Output) -> Iterable[tuple[Path, Constant | FromSlots | Joined]]:
    """Every field that is no object, with its path."""
    return output.leaves if isinstance(output, Fields) else [((), output)]


def _find_leaves(output: Output, path: Path) -> Iterator[tuple[Path, Constant | FromSlots | Joined]]:
    if isinstance(output, Fields):
        for name, inner in output.fields.items():
            yield from _find_leaves(inner, (*path, name))
    else:
        yield path, output


def list_slots(output: Output) -> list[str]:
    """The slots that the output is built from, each once, in the order of their first use."""
    seen: dict[str, None] = {}
    for _, leaf in list_leaves(output):
        if not isinstance(leaf, Constant):
            seen.update((reference.slot, None) for reference in leaf.references)
    return list(seen)


def show_path(path: Path) -> str:
    """The path as a JSON path."""
    return ".".join(("$", *path))


def take_part(value: Any, part: str | None) -> Any:
    """The part of a value, the value itself without one, or None where it has no such part."""
    if part is None:
        return value.get("text", value) if isinstance(value, dict) else value
    return value.get(part) if isinstance(value, dict) else None


def fill_output(output: Output, values: Mapping[str, Any]) -> Any:
    """The output that the values of the slots give; ABSENT where it is a field of which nothing was said."""
    match output:
        case Constant(value):
            return value
        case FromSlots(references, default):
            said = _list_said(references, values)
            return said[0] if said else default
        case Joined(references, glue):
            said = _list_said(references, values)
            return glue.join(map(str, said)) if said else ABSENT
        case Fields(fields):
            built = {name: fill_output(inner, values) for name, inner in fields.items()}
            return {name: value for name, value in built.items() if value is not ABSENT}


def set_value(built: dict[str, Any], path: Path, value: Any) -> None:
    """Put a value in at a path; objects on the way are made."""
    for key in path[:-1]:
        built = built.setdefault(key, {})
    built[path[-1]] = value


def _list_said(references: tuple[Reference, ...], values: Mapping[str, Any]) -> list[Any]:
    """The values of the references that were said; a slot said with the value null is said."""
    said = []
    for reference in references:
        if reference.slot not in values or (reference.needs and reference.needs not in values):
            continue
        value = values[reference.slot]
        part = take_part(value, reference.part)
        if part is not None or value is None:
            said.append(part)
    return said
