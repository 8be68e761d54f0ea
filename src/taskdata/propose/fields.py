"""The fields of an action, read out of its branch of the schema."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from taskdata.foundation.branches import ALTERNATIVES, follow_references
from taskdata.foundation.errors import InputError
from taskdata.foundation.output import Path

Rule = Mapping[str, Any]
_NULL = {"type": "null"}
_DEEPEST = 4
_NOTATION = ("slot", "join")


@dataclass(frozen=True, slots=True)
class FieldOf:
    """A field that is no object: where it stands, its rule with references followed, and when it is there.

    `name` is the end of its path that no other field of the action has.
    """

    path: tuple[str, ...]
    rule: Rule
    required: bool
    nullable: bool
    name: str = ""

    @property
    def label(self) -> str:
        """The dotted path."""
        return ".".join(self.path)


def list_fields(schema: Rule, branch: Rule) -> list[FieldOf]:
    """The fields of a branch, those of inner objects too, in the order of the schema.

    Raises InputError where the notation has no room for the name of one.
    """
    fields = list(_walk(schema, settle(schema, branch)[0], ()))
    return [replace(field, name=_name(field.path, [other.path for other in fields])) for field in fields]


def _name(path: Path, others: Sequence[Path]) -> str:
    """The shortest end of a path that is the end of no other."""
    for count in range(1, len(path)):
        if sum(other[-count:] == path[-count:] for other in others) == 1:
            return "_".join(path[-count:])
    return "_".join(path)


def _walk(schema: Rule, rule: Rule, path: tuple[str, ...]) -> Iterator[FieldOf]:
    required = rule.get("required", ())
    for name, part in rule.get("properties", {}).items():
        if part is False:
            continue
        if name in _NOTATION:
            raise InputError(
                f"a field named '{name}' means something else in templates/actions.yaml; give it another name"
            )
        inner, nullable = settle(schema, part)
        if inner.get("properties") and len(path) < _DEEPEST:
            yield from _walk(schema, inner, (*path, name))
        else:
            yield FieldOf((*path, name), inner, name in required, nullable)


def settle(schema: Rule, part: Any) -> tuple[Rule, bool]:
    """A rule with its references followed and the parts of `allOf` put together, and whether it allows null.

    Of several alternatives that are no constants, the first counts.
    """
    rule = dict(follow_references(schema, part) or {})
    for one in rule.pop("allOf", ()):
        rule = _merge(settle(schema, one)[0], rule)
    if isinstance(rule.get("items"), Mapping):
        rule["items"] = follow_references(schema, rule["items"]) or {}
    nullable = False
    for key in ALTERNATIVES:
        options = [settle(schema, option) for option in rule.pop(key, ()) if isinstance(option, Mapping)]
        nullable |= any(option == _NULL or null for option, null in options)
        told = [option for option, _ in options if option != _NULL]
        if told and all("const" in option for option in told):
            rule = {**rule, "enum": [option["const"] for option in told]}
        elif told and not all(option.keys() == {"required"} for option in told):
            rule = _merge(told[0], rule)
    return _drop_null(rule, nullable)


def _drop_null(rule: dict[str, Any], nullable: bool) -> tuple[Rule, bool]:
    kinds, allowed = rule.get("type"), rule.get("enum")
    if isinstance(kinds, list):
        nullable |= "null" in kinds
        kinds = [kind for kind in kinds if kind != "null"]
        rule["type"] = kinds[0] if kinds else "null"
    if isinstance(allowed, list) and None in allowed:
        nullable = True
        rule["enum"] = [value for value in allowed if value is not None]
    return rule, nullable


def _merge(one: Rule, other: Rule) -> dict[str, Any]:
    """Both rules at once; of what both say, properties and required keys are put together, else the second counts."""
    merged = {**one, **other}
    if "properties" in one and "properties" in other:
        merged["properties"] = {**one["properties"], **other["properties"]}
    if "required" in one and "required" in other:
        merged["required"] = list(dict.fromkeys((*one["required"], *other["required"])))
    return merged
