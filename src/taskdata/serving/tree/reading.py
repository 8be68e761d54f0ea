"""The schema of a pack as a tree."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from taskdata.foundation.branches import follow_references
from taskdata.serving.tree.cases import MOST_CASES, Case
from taskdata.serving.tree.kinds import TYPES, admits, are_apart
from taskdata.serving.tree.logic import Logic
from taskdata.serving.tree.merging import ANNOTATIONS, HEADING, Merged
from taskdata.serving.tree.nodes import (
    Choice,
    Condition,
    Field,
    Literals,
    Model,
    Named,
    Node,
    Note,
    Plain,
    Record,
    Sequence,
)

_DEEPEST = 30
"""A schema that is still not read behind so many levels goes on for ever."""
_RULES = {
    "string": ("minLength", "maxLength", "pattern", "format"),
    "number": ("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"),
    "array": ("minItems", "maxItems", "uniqueItems"),
    "object": ("minProperties", "maxProperties"),
}
_RULES["integer"] = _RULES["number"]
_TREATED = {
    "array": ("items",),
    "object": ("properties", "required", "additionalProperties", "dependentRequired"),
}
_SIGNS = (
    ("properties", "object"),
    ("items", "array"),
    *((rule, kind) for kind, rules in _RULES.items() for rule in rules),
)


def read_model(schema: Mapping[str, Any]) -> Model:
    """The tree of a JSON Schema. What it cannot hold is in its notes; nothing of the schema is an error."""
    return _Reader(schema).read()


class _Reader:
    def __init__(self, schema: Mapping[str, Any]) -> None:
        self._schema = schema
        self._definitions: dict[str, Node] = {}
        self._names: dict[str, str] = {}
        self._notes: list[Note] = []
        self._exclusive: list[tuple[str, list[Node]]] = []

    def read(self) -> Model:
        top = follow_references(self._schema, self._schema) or {}
        told = {**top, **{key: value for key, value in self._schema.items() if key in ANNOTATIONS}}
        root = self._read(self._schema, "#", 0)
        for place, options in self._exclusive:
            if not self._are_apart(options):
                self._note("oneOf", place)
        name = told.get(HEADING)
        about = told.get("description")
        return Model(
            name=name if isinstance(name, str) and name.strip() else "Answer",
            about=about if isinstance(about, str) else "",
            root=root,
            definitions=self._definitions,
            notes=tuple(dict.fromkeys(self._notes)),
        )

    def _note(self, keyword: str, place: str) -> None:
        self._notes.append(Note(keyword, place))

    def _read(self, part: Any, place: str, depth: int) -> Node:
        if part is False:
            return Literals(())
        if depth > _DEEPEST:
            self._note("$ref", place)
        if not isinstance(part, Mapping) or depth > _DEEPEST:
            return Plain("any", place=place)
        if "$ref" in part and part.keys() <= ANNOTATIONS | {"$ref"}:
            found = self._refer(part["$ref"], place, depth)
            return replace(found, about=part.get("description", ""))
        merged = Merged(place)
        self._merge(merged, part, place, depth)
        for keyword, where in merged.clashes:
            self._note(keyword, where)
        return self._read_merged(merged, depth)

    def _refer(self, pointer: Any, place: str, depth: int) -> Named | Plain:
        target = self._schema if pointer == "#" else follow_references(self._schema, {"$ref": pointer})
        if target is None:
            self._note("$ref", place)
            return Plain("any", place=place)
        if pointer not in self._names:
            name = self._name(str(pointer))
            self._names[pointer] = name
            self._definitions[name] = Plain("any")
            self._definitions[name] = self._read(target, str(pointer), depth + 1)
        return Named(self._names[pointer])

    def _name(self, pointer: str) -> str:
        """A name for a definition: the last part of its pointer, with a number where that is taken."""
        last = pointer.rpartition("/")[2].replace("~1", "/").replace("~0", "~").strip("#") or "root"
        names = (last, *(f"{last}_{number}" for number in range(2, len(self._definitions) + 3)))
        return next(name for name in names if name not in self._definitions)

    def _merge(self, merged: Merged, part: Mapping[str, Any], place: str, depth: int) -> None:
        if "$ref" in part:
            target = follow_references(self._schema, {"$ref": part["$ref"]})
            if target is None or depth > _DEEPEST:
                self._note("$ref", place)
            else:
                self._merge(merged, target, str(part["$ref"]), depth + 1)
        merged.add(part, place)
        for index, inner in enumerate(part.get("allOf", ())):
            if isinstance(inner, Mapping):
                self._merge(merged, inner, f"{place}/allOf/{index}", depth + 1)

    def _read_merged(self, merged: Merged, depth: int) -> Node:
        words = merged.keywords
        about = words.get("description", "")
        if isinstance(words.get("enum"), list):
            return Literals(tuple(_list_values(words)), about)
        if merged.choices and not self._holds_cases(merged):
            return self._read_choice(merged, depth)
        kinds = self._list_kinds(words, merged)
        options = tuple(self._read_kind(kind, merged, depth) for kind in kinds)
        self._note_unknown(merged, kinds)
        return options[0] if len(options) == 1 else Choice(options, about)

    def _list_kinds(self, words: Mapping[str, Any], merged: Merged) -> list[str]:
        given = words.get("type")
        kinds = [given] if isinstance(given, str) else given if isinstance(given, list) else []
        known = [kind for kind in kinds if kind in TYPES]
        return known or [
            next((kind for sign, kind in _SIGNS if sign in words), "object" if merged.ifs or merged.nots else "any")
        ]

    def _note_unknown(self, merged: Merged, kinds: list[str]) -> None:
        known = {"type", *ANNOTATIONS, *(rule for rules in _RULES.values() for rule in rules)}
        treated = {one for kind in kinds for one in _TREATED.get(kind, ())}
        harmless = {one for kind in _TREATED for one in _TREATED[kind]} if "any" not in kinds else set()
        for keyword in merged.keywords.keys() - known - treated - harmless:
            self._note(keyword, merged.places[keyword])
        for place in [place for place, _ in merged.nots] if "object" not in kinds else []:
            self._note("not", place)

    def _read_kind(self, kind: str, merged: Merged, depth: int) -> Node:
        words, place = merged.keywords, merged.place
        about = words.get("description", "")
        rules = {key: words[key] for key in _RULES.get(kind, ()) if words.get(key, False) is not False}
        match kind:
            case "array":
                return Sequence(self._read(words.get("items", True), f"{place}/items", depth + 1), rules, about, place)
            case "object":
                return self._read_record(merged, rules, depth)
        return Plain(kind, rules, about, place)

    def _read_record(self, merged: Merged, rules: Mapping[str, Any], depth: int) -> Record:
        words, place = merged.keywords, merged.place
        needed = words.get("required", ())
        named = words.get("properties", {})
        fields = tuple(
            Field(name, self._read(part, f"{place}/properties/{name}", depth + 1), name in needed)
            for name, part in {**named, **{name: True for name in needed if name not in named}}.items()
            if part is not False or name in needed
        )
        rest = words.get("additionalProperties", True)
        if isinstance(rest, Mapping) and rest:
            self._note("additionalProperties", place)
        left = {key: value for key, value in rules.items() if key != "minProperties" or value > len(needed)}
        conditions = tuple(self._list_conditions(merged, fields))
        return Record(fields, conditions, left, rest is not False, words.get("description", ""), place)

    def _list_conditions(self, merged: Merged, fields: tuple[Field, ...]) -> Iterator[Condition]:
        logic = Logic(self._find, fields)
        for keyword, place, parts in merged.choices:
            yield from self._condition(keyword, place, logic.choose(keyword, parts))
        for key, needs in merged.keywords.get("dependentRequired", {}).items():
            cases = [Case(absent=frozenset({key})), Case(frozenset({key, *needs}))]
            yield from self._condition("dependentRequired", merged.place, cases)
        for place, rule in merged.ifs:
            yield from self._condition("if", place, logic.decide(rule))
        for place, part in merged.nots:
            yield from self._condition("not", place, logic.refuse(part))

    def _condition(self, keyword: str, place: str, cases: list[Case] | None) -> Iterator[Condition]:
        if cases is None or len(cases) > MOST_CASES:
            self._note(keyword, place)
        else:
            yield Condition(keyword, place, tuple(cases))

    def _holds_cases(self, merged: Merged) -> bool:
        """Whether the choices of a part only say which of its own keys are there, and with which values."""
        known = merged.keywords.get("properties", {})
        fields = tuple(Field(name, Plain("any"), False) for name in known)
        return bool(known) and all(
            Logic(self._find, fields).read(part) is not None for _, _, parts in merged.choices for part in parts
        )

    def _read_choice(self, merged: Merged, depth: int) -> Node:
        """The options of the first choice, each with all that is said beside it; a second choice is only noted."""
        (keyword, place, parts), *others = merged.choices
        for other, where, _ in others:
            self._note(other, where)
        beside = {key: value for key, value in merged.keywords.items() if key not in ANNOTATIONS}
        options = []
        for index, part in enumerate(parts):
            target = follow_references(self._schema, part) or {}
            needed = {key: value for key, value in beside.items() if target.get(key) != value}
            whole = {"allOf": [needed, part]} if needed else part
            options.append(self._read(whole, f"{place}/{keyword}/{index}", depth + 1))
        if keyword == "oneOf":
            self._exclusive.append((place, options))
        return Choice(tuple(options), merged.keywords.get("description", ""))

    def _are_apart(self, options: list[Node]) -> bool:
        return all(are_apart(self._find, one, other) for at, one in enumerate(options) for other in options[:at])

    def _find(self, node: Node) -> Node:
        """What a node is, its references followed."""
        for _ in range(_DEEPEST):
            if not isinstance(node, Named):
                return node
            node = self._definitions[node.name]
        return Plain("any")


def _list_values(words: Mapping[str, Any]) -> Iterator[Any]:
    """The listed values that are of the type as well."""
    given = words.get("type", sorted(TYPES))
    types = tuple(Plain(kind) for kind in ([given] if isinstance(given, str) else given))
    for value in words["enum"]:
        if any(admits(lambda node: node, one, value) for one in types):
            yield value
