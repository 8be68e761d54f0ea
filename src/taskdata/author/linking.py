"""Sentences parsed and linked: rules put in, every slot and rule that is named known."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from taskdata.author.documents import Document, Path
from taskdata.author.outputs import suggest
from taskdata.author.sentences import parse_sentence
from taskdata.foundation.pattern import Choice, Hole, Pattern, RuleRef, Sequence, Text, list_leaves


@dataclass(frozen=True, slots=True)
class Written:
    """A sentence as it stands in a file."""

    text: str
    document: Document
    path: Path

    def report(self, offset: int, message: str) -> None:
        """Note a fault `offset` characters into the sentence."""
        self.document.report(self.path, message, offset=offset)


@dataclass(slots=True)
class Linker:
    """Links sentences against one set of rules; `forms` maps each slot that may be named to its forms."""

    rules: Mapping[str, Written]
    forms: Mapping[str, frozenset[str] | None]
    linked: dict[str, Pattern] = field(default_factory=dict)
    open_rules: list[str] = field(default_factory=list)
    used: set[str] = field(default_factory=set)

    def link(self, written: Written) -> Pattern:
        """Parse the sentence and put in its rules; faults go to its document."""
        parsed = parse_sentence(written.text)
        for offset, message in parsed.faults:
            written.report(offset, message)
        return self._resolve(parsed.pattern, written)

    def link_rules(self) -> None:
        """Link every rule, used or not, so that the faults of all are known."""
        for name in self.rules:
            self._link_rule(name)

    def _resolve(self, pattern: Pattern, written: Written) -> Pattern:
        match pattern:
            case Sequence(parts):
                return Sequence(tuple(self._resolve(part, written) for part in parts))
            case Choice(options, weights):
                return Choice(tuple(self._resolve(option, written) for option in options), weights)
            case RuleRef(name, offset):
                return self._resolve_rule(name, offset, written)
            case Hole():
                self._check_hole(pattern, written)
        return pattern

    def _resolve_rule(self, name: str, offset: int, written: Written) -> Pattern:
        if name not in self.rules:
            written.report(offset, f"there is no rule <{name}>{suggest(name, self.rules)}")
            return Text("")
        if name in self.open_rules:
            written.report(offset, f"the rule <{name}> leads back to itself; a rule may not contain itself")
            return Text("")
        self.used.add(name)
        return self._link_rule(name)

    def _link_rule(self, name: str) -> Pattern:
        if name not in self.linked:
            self.open_rules.append(name)
            self.linked[name] = self.link(self.rules[name])
            self.open_rules.pop()
        return self.linked[name]

    def _check_hole(self, hole: Hole, written: Written) -> None:
        if hole.slot not in self.forms:
            written.report(hole.offset, f"there is no slot '{hole.slot}'{suggest(hole.slot, self.forms)}")
            return
        forms = self.forms[hole.slot]
        if hole.form and forms is not None and hole.form not in forms:
            known = ", ".join(sorted(forms)) or "none"
            written.report(hole.offset, f"the slot '{hole.slot}' has no form '{hole.form}'; it has {known}")


def name_holes(pattern: Pattern) -> set[str]:
    """The slots that some sentence of the pattern says."""
    return {leaf.slot for leaf in list_leaves(pattern) if isinstance(leaf, Hole)}
