"""An action in outline: what can be said for each of its fields, and which of them may be said together."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from taskdata.foundation.branches import Branch
from taskdata.foundation.errors import InputError
from taskdata.foundation.output import Path, set_value
from taskdata.propose.fields import FieldOf
from taskdata.propose.rules import find_days, is_list_of_texts
from taskdata.propose.slots import Proposal, Proposer
from taskdata.propose.values import Allowed

_ENOUGH_SETS, _MOST_SETS = 10, 60
_MOST_TOGETHER = 3
_ABSENT = object()


@dataclass(frozen=True, slots=True)
class Outline:
    """What is said and what is fixed in the output of an action."""

    said: list[Proposal]
    """Always said."""
    optional: list[Proposal]
    fixed: dict[Path, Any]
    """Constants and defaults."""
    fields: dict[Path, Any]
    """What the output has for each field, as it is written in the pack."""
    notes: list[str]


def outline_action(
    name: str, constant: str, fields: Sequence[FieldOf], discriminator: str | None, proposer: Proposer, allowed: Allowed
) -> Outline:
    """Find what can be said for each field, and how the output has it.

    Raises InputError where a field must be there and no value of it can be found.
    """
    outline = Outline([], [], {}, {}, [])
    span, spare = find_days(fields)
    spare += [field for field in fields if is_list_of_texts(field.rule)][1:]  # all that is heard behind `#` is one
    for field in fields:
        if field.path == (discriminator,):
            outline.fixed[field.path] = outline.fields[field.path] = constant
            continue
        constant_or_spare = (field.required and "const" in field.rule) or field in spare
        if span and field in span:
            known = _find([*outline.said, *outline.optional], field)
            _add(field, known or proposer.propose_span(*span, name), outline)
        elif not constant_or_spare and (proposal := proposer.propose(field, name)):
            _add(field, proposal, outline)
        else:
            _fix(name, field, allowed, outline)
    _keep_objects(fields, outline)
    return outline


def _add(field: FieldOf, proposal: Proposal, outline: Outline) -> None:
    """Have a field said, always if it must be there and has no default."""
    fallback = _find_default(field)
    outline.fields[field.path] = {"slot": proposal.references[field.path]}
    if fallback is not _ABSENT:
        outline.fields[field.path]["default"] = outline.fixed[field.path] = fallback
    always = field.required and fallback is _ABSENT
    if always and proposal in outline.optional:
        outline.optional.remove(proposal)
    if proposal not in [*outline.said, *outline.optional]:
        (outline.said if always else outline.optional).append(proposal)


def _keep_objects(fields: Iterable[FieldOf], outline: Outline) -> None:
    """Have the objects as well none of whose fields can be said."""
    for path in (field.path[:-1] for field in fields if len(field.path) > 1):
        if not any(other[: len(path)] == path for other in outline.fields):
            outline.fixed[path] = outline.fields[path] = {}


def _find(proposals: Iterable[Proposal], field: FieldOf) -> Proposal | None:
    return next((one for one in proposals if field.path in one.references), None)


def _find_default(field: FieldOf) -> Any:
    """What the output has where a field that must be there is not said."""
    if not field.required:
        return _ABSENT
    if "default" in field.rule:
        return field.rule["default"]
    return None if field.nullable else _ABSENT


def _fix(name: str, field: FieldOf, allowed: Allowed, outline: Outline) -> None:
    """Give a field for which nothing can be said a constant, or leave it out where it need not be there."""
    untold = f"nothing is proposed for the field `{field.label}`"
    if not field.required:
        outline.notes.append(f"{untold}; it is left out")
        return
    fallback, constant = _find_default(field), "const" in field.rule
    values = (
        [field.rule["const"]] if constant else [fallback] if fallback is not _ABSENT else allowed.invent(field.rule)
    )
    if not values:
        raise InputError(
            f"the field '{field.label}' of '{name}' must be there, and no value of it could be found; "
            'add one to the schema, such as "examples": ["..."] or a default'
        )
    outline.fixed[field.path] = outline.fields[field.path] = values[0]
    if not constant:
        outline.notes.append(f"{untold}, which must be there; it is always {values[0]!r}")


def list_sets(outline: Outline, branch: Branch, allowed: Allowed) -> list[tuple[Proposal, ...]]:
    """What may be said together, the least first: sets of slots whose output the schema allows."""
    found = []
    for chosen in _list_candidates(outline.optional):
        together = (*outline.said, *chosen)
        if allowed.check(branch.alone, build_sample(outline, together)):
            found.append(together)
        unsaid = [one for one in outline.optional if not any(one in some for some in found)]
        if len(found) >= (_MOST_SETS if unsaid else _ENOUGH_SETS):
            break
    return found


def _list_candidates(optional: Sequence[Proposal]) -> Iterator[tuple[Proposal, ...]]:
    for size in range(min(_MOST_TOGETHER, len(optional)) + 1):
        yield from combinations(optional, size)
    if len(optional) > _MOST_TOGETHER:
        yield tuple(optional)


def build_sample(outline: Outline, together: Iterable[Proposal]) -> dict[str, Any]:
    """The output that an example with these slots has."""
    values = {**outline.fixed}
    for proposal in together:
        values |= proposal.samples
    built: dict[str, Any] = {}
    for path in outline.fields:
        _open_object(built, path[:-1])
        if path in values:
            set_value(built, path, values[path])
    return built


def _open_object(built: dict[str, Any], path: Path) -> None:
    for key in path:
        built = built.setdefault(key, {})
