"""A schema as a grammar of llama.cpp (GBNF): every answer as one line of JSON without blanks, its keys in order.

What the notation knows is told in llama.cpp's own guide, grammars/README.md.
"""

import math
import re
from collections.abc import Collection

from taskdata.serving.targets.gbnf_numbers import write_range
from taskdata.serving.targets.gbnf_text import (
    BASICS,
    Piece,
    choose,
    count_of,
    find_basics,
    join,
    quote,
    quote_json,
    repeat,
)
from taskdata.serving.tree.alternatives import list_alternatives, split_conditions
from taskdata.serving.tree.nodes import (
    Choice,
    Field,
    Literals,
    Model,
    Named,
    Node,
    Note,
    Plain,
    Record,
    Sequence,
    list_lost,
)

_ROOT = "root"
_NO_NAME = re.compile(r"[^a-zA-Z0-9-]+")
_BOUNDS = ("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum")
_LONGEST = 2_000
"""Longer repetitions are refused by llama.cpp."""


def write_gbnf(model: Model) -> tuple[str, list[Note]]:
    """The grammar, its root first, and what it does not enforce."""
    writer = _Writer(model)
    return writer.write(), writer.notes


class _Writer:
    def __init__(self, model: Model) -> None:
        self._model = model
        self.notes = list(model.notes)
        self._rules: dict[str, str] = {_ROOT: ""}
        self._inner: dict[int, str] = {}
        self._names: dict[str, str] = {}
        for name, node in model.definitions.items():
            self._names[name] = self._find_basic(node) or self._take(name)

    def write(self) -> str:
        """The rules, a line each."""
        self._rules[_ROOT] = self._write(self._model.root, _ROOT).text
        for name, node in self._model.definitions.items():
            if self._names[name] not in BASICS:
                self._rules[self._names[name]] = self._write(node, self._names[name]).text
        rules = {**self._rules, **find_basics(self._rules.values())}
        return "".join(f"{name} ::= {body}\n" for name, body in rules.items())

    def _find_basic(self, node: Node) -> str | None:
        """The rule of every grammar that a node is, if any, so that it needs none of its own."""
        body = self._write_plain(node).text if isinstance(node, Plain) else ""
        return body if body in BASICS else None

    def _take(self, name: str) -> str:
        """A free name for a rule; it is taken from now on."""
        plain = _NO_NAME.sub("-", name).strip("-") or "rule"
        plain = plain if plain[0].isalpha() else f"rule-{plain}"
        names = (plain, *(f"{plain}-{number}" for number in range(2, len(self._rules) + 3)))
        taken = next(one for one in names if one not in self._rules and one not in BASICS)
        self._rules[taken] = ""
        return taken

    def _write(self, node: Node, rule: str) -> Piece:
        """The expression of a node; `rule` is the rule that it stands in, after which those that it needs are named."""
        match node:
            case Named(name=name):
                return Piece(self._names[name])
            case Literals(values=values):
                return choose(map(quote_json, values))
            case Choice(options=options):
                return choose(self._write(option, rule) for option in options)
            case Sequence():
                return self._write_sequence(node, rule)
            case Record():
                return self._write_record(node, rule)
        return self._write_plain(node)

    def _write_plain(self, node: Plain) -> Piece:
        match node.kind:
            case "string":
                return self._write_text(node)
            case "integer":
                return self._write_integer(node)
            case "number":
                return self._write_number(node)
            case "null":
                return quote("null")
        self._note(node, ())
        return Piece(node.kind)

    def _write_text(self, node: Plain) -> Piece:
        if node.rules.get("format") == "date":
            self._note(node, ("format",))
            return Piece("date")
        rules = {
            key: node.rules[key] for key in ("minLength", "maxLength") if node.rules.get(key, _LONGEST + 1) <= _LONGEST
        }
        self._note(node, rules)
        if not rules:
            return Piece("string")
        return join(
            quote('"'), repeat(Piece("char"), count_of(rules.get("minLength", 0), rules.get("maxLength"))), quote('"')
        )

    def _write_integer(self, node: Plain) -> Piece:
        self._note(node, _BOUNDS)
        rules = node.rules
        lows = [math.ceil(rules["minimum"])] if "minimum" in rules else []
        lows += [math.floor(rules["exclusiveMinimum"]) + 1] if "exclusiveMinimum" in rules else []
        highs = [math.floor(rules["maximum"])] if "maximum" in rules else []
        highs += [math.ceil(rules["exclusiveMaximum"]) - 1] if "exclusiveMaximum" in rules else []
        if not lows and not highs:
            return Piece("integer")
        return Piece(write_range(max(lows, default=None), min(highs, default=None)), splits=True)

    def _write_number(self, node: Plain) -> Piece:
        """A number; of its bounds, only that it is not below 0."""
        least = max(node.rules.get("minimum", -1), node.rules.get("exclusiveMinimum", -1))
        self._note(node, ("minimum",) if node.rules.get("minimum") == 0 else ())
        return Piece("decimal" if least >= 0 else "number")

    def _write_sequence(self, node: Sequence, rule: str) -> Piece:
        least, most = node.rules.get("minItems", 0), node.rules.get("maxItems")
        rules = {key for key in ("minItems", "maxItems") if node.rules.get(key, 0) <= _LONGEST}
        self._note(node, rules)
        most = most if "maxItems" in rules else None
        if most == 0:
            return quote("[]")
        item = self._write(node.item, rule)
        more = count_of(max(least - 1, 0), None if most is None else most - 1)
        items = join(item, repeat(join(quote(","), item), more)) if more != "{0}" else item
        return join(quote("["), items if least else repeat(items, "?"), quote("]"))

    def _write_record(self, record: Record, rule: str) -> Piece:
        self.notes += split_conditions(record)[1]
        self._note(record, ("minProperties",) if record.needs_some else ())
        if record.is_open:
            self.notes.append(Note("additionalProperties", record.place, narrows=True))
        return choose(self._write_fields(one, rule) for one in list_alternatives(self._model, record))

    def _write_fields(self, record: Record, rule: str) -> Piece:
        fields = [one for one in record.fields if one.node != Literals(())]
        if not any(one.needed for one in fields):
            return self._write_optional(fields, rule, record.needs_some)
        parts, is_first = [quote("{")], True
        for one in fields:
            pair = self._write_pair(one, rule)
            if not one.needed:
                parts.append(repeat(join(pair, quote(",")) if is_first else join(quote(","), pair), "?"))
                continue
            parts += [pair] if is_first else [quote(","), pair]
            is_first = False
        return join(*parts, quote("}"))

    def _write_pair(self, one: Field, rule: str) -> Piece:
        """A key and its value; an object in it is a rule of its own."""
        value = self._write_inner(one.node, f"{rule}-{one.name}") if isinstance(one.node, Record) else None
        return join(quote_json(one.name), quote(":"), value or self._write(one.node, rule))

    def _write_inner(self, node: Record, name: str) -> Piece:
        if id(node) not in self._inner:
            self._inner[id(node)] = rule = self._take(name)
            self._rules[rule] = self._write(node, rule).text
        return Piece(self._inner[id(node)])

    def _write_optional(self, fields: list[Field], rule: str, needs_some: bool) -> Piece:
        """An object of which no key is needed: any of them begins it, and those behind it may follow.

        What may follow the n-th is a rule of its own: so the grammar grows with the keys, not with their square.
        """
        if not fields:
            return quote("{}")
        starts, tail = list[Piece](), list[Piece]()
        for one in reversed(fields):
            pair = self._write_pair(one, rule)
            starts.insert(0, join(pair, *tail))
            if one is not fields[0]:
                name = self._take(f"{rule}-rest")
                self._rules[name] = join(repeat(join(quote(","), pair), "?"), *tail).text
                tail = [Piece(name)]
        keys = choose(starts)
        return join(quote("{"), keys if needs_some else repeat(keys, "?"), quote("}"))

    def _note(self, node: Plain | Sequence | Record, kept: Collection[str]) -> None:
        self.notes += list_lost(node, kept)
