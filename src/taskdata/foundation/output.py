"""How an output is built from what was said: a tree that is read twice, to build and to check."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
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
    """The first of the references that was said, else the default, else nothing; a day may be refused if it is past."""

    references: tuple[Reference, ...]
    default: Any = ABSENT
    not_past: bool = False


@dataclass(frozen=True, slots=True)
class Joined:
    """All references that were said, joined; nothing if there is none."""

    references: tuple[Reference, ...]
    glue: str


@dataclass(frozen=True, slots=True)
class Fields:
    """An object; it is there even when none of its fields is."""

    fields: Mapping[str, "Output"]


Output = Constant | FromSlots | Joined | Fields


def list_leaves(output: Output, path: Path = ()) -> Iterator[tuple[Path, Constant | FromSlots | Joined]]:
    """Every field that is no object, with its path."""
    if isinstance(output, Fields):
        for name, inner in output.fields.items():
            yield from list_leaves(inner, (*path, name))
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
