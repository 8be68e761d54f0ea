"""A schema as TypeScript: an interface for each kind of answer, and their union."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from taskdata.serving.tree.alternatives import list_alternatives
from taskdata.serving.tree.kinds import find_tellers
from taskdata.serving.tree.merging import CHOICES
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
from taskdata.serving.type_words import join_types, show_value, write_list

_KINDS = {"integer": "number", "any": "unknown"}
_WHOLE = "type: integer"
"""What is told of whole numbers: to TypeScript, they are numbers."""
_HINTS = {"date": "A day, written YYYY-MM-DD.", "date-time": "Date and time, as in RFC 3339."}
_KEY = re.compile(r"[A-Za-z_$][A-Za-z0-9_$]*")
_NO_WORD = re.compile(r"[^A-Za-z0-9]+")
_STEP = "  "
_GLOBAL = frozenset({
    "Array", "Boolean", "Date", "Error", "Function", "Iterator", "Map", "Number", "Object", "Omit", "Partial", "Pick",
    "Promise", "Readonly", "Record", "RegExp", "Required", "Set", "String", "Symbol",
})  # fmt: skip
"""Names of the language itself, which an import had better not hide."""


def write_typescript(model: Model) -> tuple[str, list[Note]]:
    """A module of types, and what they do not enforce."""
    writer = _Writer(model)
    return writer.write(), writer.notes


class _Writer:
    def __init__(self, model: Model) -> None:
        self._model = model
        self.notes = list(model.notes)
        self._whole = _to_name(model.name)
        self._taken = {self._whole}
        self._names = {
            name: self._take(name) for name, node in model.definitions.items() if not isinstance(node, (Plain, Named))
        }
        self._declared = list[str]()

    def write(self) -> str:
        """The module: the answer first, then what it is made of, in the order of the schema."""
        root = self._model.root
        if isinstance(root, Choice):
            records = tuple(one for one in map(self._model.find, root.options) if isinstance(one, Record))
            tellers = find_tellers(self._model.find, records) if records else []
            names = [self._write_option(option, tellers) for option in root.options]
            self._declare_type(self._whole, names, self._model.about)
        else:
            self._declare(self._whole, replace(root, about=self._model.about))
        for name, node in self._model.definitions.items():
            if name in self._names:
                self._declare(self._names[name], node)
        return "\n".join(self._declared)

    def _write_option(self, option: Node, tellers: list[str]) -> str:
        """The name of an option of the answer; an object without a name is called by the value that tells it apart."""
        if not isinstance(option, Record):
            return self._write(option, "")
        told = [one.node for one in option.fields if one.name in tellers[:1]]
        values = [str(value) for node in told if isinstance(node, Literals) for value in node.values[:1]]
        name = self._take(values[0] if values else f"{self._whole} 1")
        self._declare(name, option)
        return name

    def _take(self, name: str) -> str:
        """A free name, which is taken from now on."""
        plain = _to_name(name)
        plain += self._whole if plain in _GLOBAL else ""
        names = (plain, *(f"{plain.rstrip('0123456789')}{number}" for number in range(2, len(self._taken) + 3)))
        taken = next(one for one in names if one not in self._taken)
        self._taken.add(taken)
        return taken

    def _declare(self, name: str, node: Node) -> None:
        if not isinstance(node, Record):
            self._declare_type(name, [self._write(node, "")], self._find_hint(node))
            return
        variants = self._list_variants(node)
        if len(variants) == 1:
            self._declared.append(
                f"{_comment(_tell(node), '')}export interface {name} {self._write_body(variants[0], '')}\n"
            )
            return
        names = [self._take(f"{name} by {' '.join(_list_needed(one, node))}") for one in variants]
        self._declare_type(name, names, _tell(node))
        for one, variant in zip(names, variants, strict=True):
            self._declared.append(f"export interface {one} {self._write_body(variant, '')}\n")

    def _declare_type(self, name: str, types: Iterable[str], about: str) -> None:
        self._declared.append(f"{_comment(about, '')}export type {name} = {join_types(dict.fromkeys(types))};\n")

    def _list_variants(self, record: Record) -> list[Record]:
        """The objects of an either-or; a key that one of them must not have is there and never has a value."""
        self._note(record)
        self.notes += [Note(one.keyword, one.place) for one in record.conditions if one.keyword not in CHOICES]
        chosen = tuple(one for one in record.conditions if one.keyword in CHOICES)
        found = list_alternatives(self._model, replace(record, conditions=chosen))
        return [replace(one, fields=tuple(_restore(record, one))) for one in found] or [record]

    def _write(self, node: Node, indent: str) -> str:
        match node:
            case Named(name=name):
                return self._names.get(name) or self._write(self._model.definitions[name], indent)
            case Literals(values=values):
                return join_types(map(show_value, values)) or "never"
            case Choice(options=options):
                return join_types(dict.fromkeys(self._write(option, indent) for option in options))
            case Sequence(item=item):
                self._note(node)
                return write_list(self._write(item, indent))
            case Record():
                return join_types(self._write_body(one, indent) for one in self._list_variants(node))
        self._note(node)
        self.notes += [Note(_WHOLE, node.place)] if node.kind == "integer" else []
        return _KINDS.get(node.kind, node.kind)

    def _write_body(self, record: Record, indent: str) -> str:
        inner = indent + _STEP
        lines = [self._write_field(one, inner) for one in record.fields]
        lines += [f"{inner}[key: string]: unknown;\n"] if record.is_open else []
        return f"{{\n{''.join(lines)}{indent}}}" if lines else "Record<string, never>"

    def _write_field(self, one: Field, indent: str) -> str:
        key = one.name if _KEY.fullmatch(one.name) else show_value(one.name)
        about = _tell(one.node) or self._find_hint(one.node)
        mark = "" if one.needed else "?"
        return f"{_comment(about, indent)}{indent}{key}{mark}: {self._write(one.node, indent)};\n"

    def _find_hint(self, node: Node) -> str:
        """What is told of a node that has a name elsewhere, or of the first of several that it may be."""
        found = self._model.find(node)
        options = found.options if isinstance(found, Choice) else ()
        return _tell(found) or next((told for one in options if (told := _tell(self._model.find(one)))), "")

    def _note(self, node: Plain | Sequence | Record) -> None:
        self.notes += list_lost(node, ())


def _to_name(text: str) -> str:
    """The text as the name of a type: its words, each with a capital."""
    name = "".join(word[0].upper() + word[1:] for word in _NO_WORD.split(text) if word) or "Answer"
    return name if name[0].isalpha() else f"Type{name}"


def _list_needed(variant: Record, record: Record) -> list[str]:
    """The keys that a variant needs and the object as such does not."""
    always = {one.name for one in record.fields if one.needed}
    return [one.name for one in variant.fields if one.needed and one.name not in always]


def _restore(record: Record, variant: Record) -> Iterator[Field]:
    kept = {one.name: one for one in variant.fields}
    for one in record.fields:
        yield kept.get(one.name, Field(one.name, Literals(()), False))


def _tell(node: Node) -> str:
    """What is told of a node: its description, else how its text is written."""
    return node.about or (_HINTS.get(node.rules.get("format", ""), "") if isinstance(node, Plain) else "")


def _comment(about: str, indent: str) -> str:
    """A comment for the reader of the types, on one line."""
    return f"{indent}/** {' '.join(about.split()).replace('*/', '* /')} */\n" if about.strip() else ""
