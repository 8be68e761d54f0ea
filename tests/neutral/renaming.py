"""A pack with every name in it replaced by a nonsense word: the same domain, said in a language that nobody knows.

Read, renamed and written again as data. What stays is what people say (words, shapes, spellings, choice values) and
what belongs to the engine: keys, slot types, their forms and parts, kinds of days, the holes of frames and `{any}`.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any

Data = dict[Any, Any]
_HOLE = re.compile(r"(?<!\\)\{([a-z][a-z0-9_]*)(?:\.([a-z][a-z0-9_]*))?\}")
_RULE = re.compile(r"(?<!\\)<([a-z][a-z0-9_]*)>")
_SQL_WORD = re.compile(r"'[^']*'|:?[A-Za-z_]\w*")
_HOLES_OF_ENGINE = ("request", "any")


class Names(dict[str, str]):
    """Nonsense for the names of one kind, made up as they come."""

    def __init__(self, stem: str) -> None:
        super().__init__()
        self._stem = stem

    def __missing__(self, name: str) -> str:
        self[name] = f"{self._stem}{len(self)}"
        return self[name]

    def keys_of(self, mapping: Data, inner: Callable[[Any], Any] = lambda value: value) -> Data:
        """The mapping with its keys renamed, and its values as `inner` has them."""
        return {self[name]: inner(value) for name, value in mapping.items()}

    def each(self, names: list[str]) -> list[str]:
        """The names renamed."""
        return [self[name] for name in names]


@dataclass
class Renaming:
    """The nonsense words of each kind, and how each part of a pack is written with them."""

    slot_specs: Mapping[str, Data]
    chosen_field: str
    """The field that is chosen on evidence: its values are names as well."""
    discriminator: str
    fields: Names = field(default_factory=partial(Names, "wug"))
    actions: Names = field(default_factory=partial(Names, "dax"))
    chosen: Names = field(default_factory=partial(Names, "blicket"))
    categories: Names = field(default_factory=partial(Names, "toma"))
    slots: Names = field(default_factory=partial(Names, "fep"))
    forms: Names = field(default_factory=partial(Names, "zav"))
    parts: Names = field(default_factory=partial(Names, "koba"))
    families: Names = field(default_factory=partial(Names, "gorp"))
    groups: Names = field(default_factory=partial(Names, "lorp"))
    grammars: Names = field(default_factory=partial(Names, "modi"))
    rules: Names = field(default_factory=partial(Names, "pilk"))
    frames: Names = field(default_factory=partial(Names, "rif"))
    styles: Names = field(default_factory=partial(Names, "sarn"))
    swaps: Names = field(default_factory=partial(Names, "tulver"))
    edge_cases: Names = field(default_factory=partial(Names, "vash"))
    definitions: Names = field(default_factory=partial(Names, "yalp"))
    heard: Names = field(default_factory=partial(Names, "quist"))
    kinds: Names = field(default_factory=partial(Names, "tiff"))
    """What contrasts are told apart by."""
    columns: Names = field(default_factory=partial(Names, "plim"))
    """Of the store on which outputs are run."""

    # --- names that belong to the pack in some places and to the engine in others ---------------------

    def kind_of(self, slot: str) -> str:
        """The type of a slot, `like` followed."""
        spec = self.slot_specs[slot]
        return str(self.kind_of(spec["like"]) if "like" in spec else spec["type"])

    def form(self, slot: str, form: str) -> str:
        """A form: the pack names those of choices and phrases."""
        return self.forms[form] if self.kind_of(slot) in ("choice", "phrase") else form

    def reference(self, name: str) -> str:
        """`slot` or `slot.part`: the pack names the parts of choices, and those of phrases but their text."""
        slot, dot, part = name.partition(".")
        kind = self.kind_of(slot)
        own = kind == "choice" or (kind == "phrase" and part != "text")
        return self.slots[slot] + dot + (self.parts[part] if own and part else part)

    def sentence(self, text: str) -> str:
        """A sentence with its slots, forms and rules renamed."""

        def rename(hole: re.Match[str]) -> str:
            slot, form = hole[1], hole[2]
            if slot in _HOLES_OF_ENGINE:
                return hole[0]
            return f"{{{self.slots[slot]}.{self.form(slot, form)}}}" if form else f"{{{self.slots[slot]}}}"

        return _RULE.sub(lambda rule: f"<{self.rules[rule[1]]}>", _HOLE.sub(rename, text))

    # --- template files --------------------------------------------------------------------------------

    def template_file(self, data: Data) -> Data:
        """A file under `templates/`."""
        sections: dict[str, Callable[[Any], Any]] = {
            "action": self.actions.__getitem__,
            "frame": self.frame,
            "rules": lambda rules: self.rules.keys_of(rules, self.sentence),
            "families": lambda families: self.families.keys_of(families, self.block),
            "actions": lambda actions: self.actions.keys_of(actions, self.action),
            "slots": lambda slots: self.slots.keys_of(slots, self.slot),
            "grammars": lambda grammars: self.grammars.keys_of(grammars, self.grammar),
            "styles": lambda styles: self.styles.keys_of(styles, self.style),
            "swaps": self.swaps.keys_of,
            "frames": lambda frames: self.frames.keys_of(frames, lambda said: [self.block(one) for one in said]),
            "heard": lambda heard: self.heard.keys_of(heard, self.heard_entry),
            "framing": lambda framing: {kind: [self.sentence(one) for one in said] for kind, said in framing.items()},
            "spellings": dict,
            "contrasts": lambda contrasts: self.groups.keys_of(contrasts, self.contrast),
            "paraphrases": lambda families: self.families.keys_of(families, self.paraphrases),
            "prompts": dict,
            "axes": dict,
            "execution": lambda actions: self.actions.keys_of(actions, self.execution),
        }
        return {section: sections[section](value) for section, value in data.items()}

    def frame(self, name: str) -> str:
        """A frame set; `none` is the engine's."""
        return name if name == "none" else self.frames[name]

    def block(self, entry: Any) -> Any:
        """A family, a template or a block of them."""
        if isinstance(entry, str):
            return self.sentence(entry)
        keys: dict[str, Callable[[Any], Any]] = {
            "action": self.actions.__getitem__,
            "frame": self.frame,
            "style": self.styles.__getitem__,
            "group": self.groups.__getitem__,
            "say": self.sentence,
            "set": self.sets,
            "differ": self.slots.each,
            "edge_cases": self.edge_cases.each,
            "sentences": lambda entries: [self.block(one) for one in entries],
        }
        return {key: keys[key](value) if key in keys else value for key, value in entry.items()}

    def paraphrases(self, entries: Any) -> Any:
        """The paraphrases of a family."""
        renamed = (
            {"of": self.sentence(one["of"]), "sentences": list(map(self.sentence, one["sentences"]))} for one in entries
        )
        return [{**entry, **new} for entry, new in zip(entries, renamed, strict=True)]

    def contrast(self, entry: Data) -> Data:
        """A contrast and its members."""
        keys: dict[str, Callable[[Any], Any]] = {
            "kind": self.kinds.__getitem__,
            "frame": self.frame,
            "style": self.styles.__getitem__,
            "words": lambda words: self.rules.keys_of(words, self.sentence),
            "members": lambda members: [self.member(member) for member in members],
        }
        return {key: keys[key](value) if key in keys else value for key, value in entry.items()}

    def member(self, entry: Data) -> Data:
        """One member of a contrast: a template that names its family and gives words to slots."""
        keys: dict[str, Callable[[Any], Any]] = {
            "family": self.families.__getitem__,
            "given": lambda given: self.slots.keys_of(given, self.sentence),
        }
        return self.block({key: keys[key](value) if key in keys else value for key, value in entry.items()})  # type: ignore[no-any-return]

    def heard_entry(self, entry: Data) -> Data:
        """Sentences that are only heard, and what stands round them; the words between them are plain words."""
        keys: dict[str, Callable[[Any], Any]] = {
            "action": self.actions.__getitem__,
            "set": self.sets,
            **dict.fromkeys(("sentences", "before", "after"), lambda lines: [self.sentence(line) for line in lines]),
        }
        return {key: keys[key](value) if key in keys else value for key, value in entry.items()}

    def sets(self, entry: Data) -> Data:
        """What a template sets, by dotted path."""
        renamed = {}
        for path, value in entry.items():
            if path == self.chosen_field:
                value = self.chosen[value]
            elif isinstance(value, str):
                value = _HOLE.sub(lambda hole: f"{{{self.slots[hole[1]]}}}", value)
            renamed[".".join(self.fields.each(path.split(".")))] = value
        return renamed

    def action(self, entry: Data) -> Data:
        """An action, with its output and its evidence."""
        renamed = {**entry, "category": self.categories[entry["category"]], "output": self.output(entry["output"])}
        if "evidence" in entry:
            values = self.chosen.keys_of(entry["evidence"]["values"], self.evidence)
            renamed["evidence"] = {"field": self.fields[entry["evidence"]["field"]], "values": values}
        return renamed

    def evidence(self, entry: Data) -> Data:
        """The evidence for one value."""
        return {
            key: (self.actions if key == "like" else self.slots).each(value) if isinstance(value, list) else value
            for key, value in entry.items()
        }

    def output(self, node: Any, name: str = "") -> Any:
        """How an output is built."""
        if not isinstance(node, dict):
            return self.actions[node] if name == self.discriminator else node
        if "slot" not in node and "join" not in node:
            return {self.fields[key]: self.output(value, key) for key, value in node.items()}
        renamed = dict(node)
        for key in node.keys() & {"slot", "join"}:
            named = node[key]
            renamed[key] = [self.joined(one) for one in named] if isinstance(named, list) else self.reference(named)
        return {**renamed, **({"needs": self.slots[node["needs"]]} if "needs" in node else {})}

    def joined(self, item: Any) -> Any:
        """One thing that a field is joined from."""
        if isinstance(item, str):
            return self.reference(item)
        return {"slot": self.reference(item["slot"]), "needs": self.slots[item["needs"]]}

    def slot(self, spec: Data) -> Data:
        """The declaration of a slot."""
        keys: dict[str, Callable[[Any], Any]] = {
            "like": self.slots.__getitem__,
            "grammar": self.grammars.__getitem__,
            "part": self.parts.__getitem__,
            "parts": self.parts.keys_of,
            "pairs": lambda pairs: {self.forms[old]: self.forms[new] for old, new in pairs.items()},
            "beside": lambda said: {words: self.parts.keys_of(value) for words, value in said.items()},
        }
        if spec.get("type") == "choice":
            keys["forms"] = lambda forms: self.forms.keys_of(forms, self.phrases)
        return {key: keys[key](value) if key in keys else value for key, value in spec.items()}

    def phrases(self, entries: Any) -> Any:
        """The phrases of one form of a choice."""
        if isinstance(entries, dict):
            return entries
        return [{**entry, "value": self.parts.keys_of(entry["value"])} for entry in entries]

    def grammar(self, entry: Data) -> Data:
        """A grammar: its forms and rules."""
        renamed = {
            self.forms[form]: [self.sentence(line) for line in lines]
            for form, lines in entry.items()
            if form != "rules"
        }
        rules = {"rules": self.rules.keys_of(entry["rules"], self.sentence)} if "rules" in entry else {}
        return {**renamed, **rules}

    def style(self, entry: Data) -> Data:
        """A style."""
        return {**entry, "swaps": self.swaps[entry["swaps"]]} if "swaps" in entry else entry

    # --- how outputs are run ---------------------------------------------------------------------------

    def path(self, path: str) -> str:
        """A dotted path of fields."""
        return ".".join(self.fields.each(path.split(".")))

    def sql(self, sql: Any) -> Any:
        """SQL with its columns renamed, or that of each value; what is quoted and the parameters are no columns."""
        if isinstance(sql, dict):
            return {value: self.sql(one) for value, one in sql.items()}

        def rename(word: re.Match[str]) -> str:
            return self.columns.get(word[0], word[0])

        return _SQL_WORD.sub(rename, sql)

    def execution(self, entry: Data) -> Data:
        """How the outputs of an action are run: its columns first, whose names are looked for in all SQL."""
        columns = self.columns.keys_of(entry["columns"], self.column)
        keys: dict[str, Callable[[Any], Any]] = {
            "columns": lambda _: columns,
            "conditions": lambda conditions: {self.path(path): self.sql(sql) for path, sql in conditions.items()},
            "ordering": self.ordering,
            "limiting": self.path,
            "counting": self.path,
            "equal": lambda paths: list(map(self.path, paths)),
        }
        return {key: keys[key](value) for key, value in entry.items()}

    def column(self, entry: Data) -> Data:
        """A column: the paths that it has its values from."""
        kinds = ("days", "numbers", "texts", "free_texts", "sets")
        return {key: list(map(self.path, value)) if key in kinds else value for key, value in entry.items()}

    def ordering(self, entry: Data) -> Data:
        """By what rows are sorted."""
        keys: dict[str, Callable[[Any], Any]] = {"by": self.path, "direction": self.path, "values": self.sql}
        return {key: keys[key](value) if key in keys else value for key, value in entry.items()}
