"""The files of a drafted pack, with comments for whoever makes it better."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from taskdata.foundation.output import Path, set_value
from taskdata.propose.naming import MARK, make_name, show_yaml
from taskdata.propose.slots import Proposal
from taskdata.propose.stubs import Family, Stub

_STYLES = """\
# How people type, and what they put round a request. What a request means is never changed by it.
styles:
  tidy: {weight: 2, case: sentence, end: mark}
  open: {weight: 2, case: sentence, end: none}
"""
_LOWER = "  lower: {weight: 2, case: lower, end: none}\n"
_EXACT = """\
# A style with `case: lower` is left out: some free text has capitals that must stay.
"""
_FRAMES = """
frames:
  command:                       # round sentences that begin with a verb
    - {say: "{request}", weight: 5}
    - {say: "please {request}", weight: 2}
    - "{request} please"
    - {say: "(can|could) you [please] {request}?", weight: 2}
    - "(hey|hi|ok), {request}"
    - "I (want|need) you to {request}"

framing:                         # words that are understood anywhere, and mean nothing
  anywhere: [please, pls, hey, hi, hello, ok]
"""


def render_styles(exact: bool) -> str:
    """`templates/styles.yaml`."""
    return f"{_STYLES}{_EXACT if exact else _LOWER}{_FRAMES}"


def render_actions(stubs: Iterable[Stub], notes: Mapping[str, Sequence[str]]) -> str:
    """`templates/actions.yaml`."""
    lines = [
        "# How the answer of each action is built from what people say: {slot: name} is what was said for that slot",
        "# (see slots.yaml), with `default:` for what was not said; anything else is always the same.",
        "actions:",
    ]
    for stub in stubs:
        lines += [f"  {show_yaml(stub.name)}:", f"    category: {show_yaml(stub.name)}", "    output:"]
        lines += _render_fields(_nest(stub.fields), "      ") or ["      {}"]
        lines += [f"      # {MARK}: {note}" for note in notes.get(stub.name, ())]
        if stub.chooser:
            lines += [
                "    evidence:                    # what shows each kind in a request; {}: only its own sentences do",
                f"      field: {show_yaml(stub.chooser)}",
                f"      values:                    # {MARK}: see docs/templates.md: {{like: [action], lacks: [slot]}}",
                *(f"        {show_yaml(value)}: {{}}" for value in stub.values),
            ]
        lines.append("")
    return "\n".join(lines)


def _nest(fields: Mapping[Path, Any]) -> dict[str, Any]:
    nested: dict[str, Any] = {}
    for path, shown in fields.items():
        set_value(nested, path, _Leaf(shown))
    return nested


class _Leaf:
    """A field, so that its mapping is not taken for an object."""

    def __init__(self, shown: Any) -> None:
        self.text = show_yaml(shown)


def _render_fields(nested: Mapping[str, Any], indent: str) -> list[str]:
    lines = []
    for key, value in nested.items():
        if isinstance(value, _Leaf):
            lines.append(f"{indent}{show_yaml(key)}: {value.text}")
        else:
            lines += [f"{indent}{show_yaml(key)}:", *_render_fields(value, f"{indent}  ")]
    return lines


def render_slots(proposals: Sequence[Proposal]) -> str:
    """`templates/slots.yaml`."""
    lines = [
        "# A slot is a hole in a sentence: people say something there, and its value goes into the answer.",
        f"# All of this was proposed from the schema. {MARK}: write what your people say.",
        "slots:" if proposals else "slots: {}",
    ]
    for proposal in proposals:
        lines += [f"{f'  {show_yaml(proposal.name)}:':<24} # {proposal.hint}", *_render_spec(proposal.spec)]
    grammars = [proposal for proposal in proposals if proposal.lines]
    lines += ["", "grammars:"] if grammars else []
    for proposal in grammars:
        lines += [f"  {show_yaml(proposal.name)}:", "    words:"]
        lines += [f"      - {_quote(line)}" for line in proposal.lines]
    return "\n".join(lines) + "\n"


def _render_spec(spec: Mapping[str, Any]) -> list[str]:
    lines = []
    for key, value in spec.items():
        if key == "forms":
            lines += ["    forms:"]
            for form, phrases in value.items():
                lines += [
                    f"      {show_yaml(form)}:",
                    *(f"        {show_yaml(one)}: {show_yaml(said)}" for one, said in phrases.items()),
                ]
        else:
            lines.append(f"    {key}: {show_yaml(value)}")
    return lines


def render_families(stub: Stub) -> str:
    """The file of an action."""
    lines = [
        f"# What people say for the action {show_yaml(stub.name)}.",
        f"# {MARK}: these sentences run, and nobody talks like that. Read what they make (`taskdata generate`), and",
        "# write how people ask: several wordings for each meaning. Keep the slots, change the words.",
        f"action: {show_yaml(stub.name)}",
        "",
        "families:",
    ]
    for family in stub.families:
        lines += [*_render_family(family), ""]
    return "\n".join(lines)


def _render_family(family: Family) -> list[str]:
    lines = [f"  {show_yaml(make_name(family.name))}:", f"    about: {_quote(family.about)}"]
    lines += [f"    frame: {family.frame}"] if family.frame else []
    if family.sets:
        lines += [f"    set:                         # what the answer says; {MARK}: your own words"]
        lines += [f"      {show_yaml(key)}: {show_yaml(value)}" for key, value in family.sets.items()]
    return [*lines, "    sentences:", *(f"      - {_quote(sentence)}" for sentence in family.sentences)]


def _quote(text: str) -> str:
    """Text in quotes: a sentence may hold signs that YAML takes for its own."""
    return show_yaml(f"\n{text}").replace("\\n", "", 1)
