"""What a schema says about the keys of one object beside their values: its either-or, and its ifs."""

from collections.abc import Callable, Mapping
from typing import Any

from taskdata.serving.tree.cases import Case, choose_one, conjoin_all, negate
from taskdata.serving.tree.merging import ANNOTATIONS
from taskdata.serving.tree.nodes import Field, Literals, Node, Plain


class Logic:
    """Reads what a schema says about the keys of one object."""

    def __init__(self, find: Callable[[Node], Node], fields: tuple[Field, ...]) -> None:
        self._find = find
        self._fields = {one.name: one.node for one in fields}

    def choose(self, keyword: str, parts: list[Any]) -> list[Case] | None:
        """The cases of `oneOf` or `anyOf`."""
        choices = [cases for part in parts if (cases := self.read(part)) is not None]
        if len(choices) < len(parts):
            return None
        return (
            choose_one(choices, self._list_values) if keyword == "oneOf" else [one for some in choices for one in some]
        )

    def decide(self, rule: Mapping[str, Any]) -> list[Case] | None:
        """The cases of `if`, `then` and `else`."""
        asked, then, other = (self.read(rule.get(key, True)) for key in ("if", "then", "else"))
        if asked is None or then is None or other is None:
            return None
        against = negate(asked, self._list_values)
        return None if against is None else [*conjoin_all(asked, then), *conjoin_all(against, other)]

    def refuse(self, part: Any) -> list[Case] | None:
        """The cases of `not`."""
        inner = self.read(part)
        return None if inner is None else negate(inner, self._list_values)

    def read(self, part: Any) -> list[Case] | None:
        """The cases of a schema that only speaks of keys and listed values; None where it says more."""
        if part is True:
            return [Case()]
        if part is False:
            return []
        if not isinstance(part, Mapping) or part.keys() - ANNOTATIONS - {"required", "properties", "not", "type"}:
            return None
        found = [Case(needed=frozenset(part.get("required", ())))]
        for key, value in part.get("properties", {}).items():
            case = self._read_value(key, value)
            if case is None:
                return None
            found = conjoin_all(found, [case])
        if "not" in part:
            against = self.refuse(part["not"])
            return None if against is None else conjoin_all(found, against)
        return found if part.get("type", "object") == "object" else None

    def _read_value(self, key: str, value: Any) -> Case | None:
        if key not in self._fields:
            return None
        if value is True or (isinstance(value, Mapping) and not value.keys() - ANNOTATIONS):
            return Case()
        if value is False:
            return Case(absent=frozenset({key}))
        if isinstance(value, Mapping) and not value.keys() - ANNOTATIONS - {"const", "enum", "type"}:
            if "const" in value:
                return Case(allowed={key: (value["const"],)})
            if isinstance(value.get("enum"), list):
                return Case(allowed={key: tuple(value["enum"])})
        return None

    def _list_values(self, key: str) -> tuple[Any, ...] | None:
        match self._find(self._fields.get(key, Plain("any"))):
            case Literals(values=values):
                return values
            case Plain(kind="boolean"):
                return (False, True)
        return None
