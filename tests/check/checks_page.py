"""Writes `docs/checks.md` from a run of `taskdata verify`: `python tests/check/checks_page.py docs/checks.md`."""

import json
import sys
import tempfile
from collections.abc import Mapping, Sequence
from contextlib import chdir
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from click.testing import CliRunner

from taskdata.cli import main
from taskdata.deliver.splits import Splits
from taskdata.foundation.records import Example, FaultCode, dump_canonical, identify
from taskdata.workflows.open_pack import open_pack
from taskdata.workflows.produce import find_leak

ROOT: Final = Path(__file__).parents[2]
FILE: Final = "pairs.jsonl"
Label = Mapping[str, Any]
Line = Mapping[str, Any] | str


@dataclass(frozen=True)
class Check:
    """A code, what it means, what to do, and lines of which the last has this fault and no other."""

    code: FaultCode
    means: str
    mend: str
    lines: Sequence[Line]


@dataclass(frozen=True)
class Group:
    """Checks of one kind, with a word on what they are about."""

    name: str
    about: str
    checks: Sequence[Check]


def _pair(text: str, output: Label, day: str = "2026-03-11") -> Label:
    return {"input": text, "reference_date": day, "output": output}


def _create(title: str, **changed: Any) -> Label:
    data = {"title": title, "priority": "medium", "due_date": None, "status": "pending"}
    return {"action": "create_task", "data": data | changed}


def _error(kind: str, message: str) -> Label:
    return {"action": "error", "error_type": kind, "message": message}


def _record(text: str, title: str, **changed: Any) -> Label:
    day, start = "2026-03-11", text.find(title)
    return {
        "id": identify(text, day, []),
        "category": "create",
        "reference_date": day,
        "history": [],
        "input": text,
        "output": _create(title[:1].upper() + title[1:]),
        "spans": [{"slot": "title", "start": start, "end": start + len(title)}],
        "facets": {},
        "source": {"kind": "template", "family": "my_family", "template": "my_family/1", "group": "my_family/1"},
        "split": "train",
    } | changed


_Q4: Final = "Create a high priority task to review the Q4 budget by Friday"
_LEAKED: Final = _record("add task: renew the library card", "renew the library card", split="benchmark")

GROUPS: Final = (
    Group(
        "Shape",
        "Whether the output is one that the application can read. Where it is not, nothing further is looked at.",
        (
            Check(
                "schema",
                "The output is not of the pack's schema: a key, a type or a value that is not allowed there.",
                "Write what the message names as allowed.",
                [_pair("add task: order printer paper", _create("Order printer paper", priority="urgent"))],
            ),
            Check(
                "wording",
                "A text that the model would write itself breaks a rule of the persona in `usecase.yaml`.",
                "Write the text anew; the message names the rule and the words.",
                [_pair("Create a task for Thursday", _error("missing_title", "You forgot the title."))],
            ),
        ),
    ),
    Group(
        "Label against request",
        "Is every value of the label said in the request, or its default? Is everything that was said in the label?",
        (
            Check(
                "not_said",
                "The label has a value that the request does not say.",
                "Take the value out, or copy it word for word; the message tells what holds where nothing is said.",
                [_pair("add task: team standup prep", _create("Team standup prep", priority="high"))],
            ),
            Check(
                "not_labelled",
                "The request says something that the label lacks.",
                "Put the value that the message names into the label.",
                [_pair("show my high priority tasks", {"action": "query_tasks", "filters": {}})],
            ),
            Check(
                "wrong_value",
                "Both speak of a field, and they differ.",
                "Write the value that the words have by the labelling guide.",
                [_pair(_Q4, _create("Review the Q4 budget", priority="high", due_date="2026-01-03"), "2025-12-29")],
            ),
            Check(
                "two_values",
                "The request gives one field two values.",
                "No label with one of them is right; label it as the error that it is.",
                [
                    _pair(
                        "set task 5 to high priority and low priority",
                        {"action": "update_task", "task_id": 5, "changes": {"priority": "high"}},
                    )
                ],
            ),
            Check(
                "past",
                "A day that must lie ahead is before the reference date.",
                "Label it as the error that it is, or mend the reference date.",
                [_pair("add send invoices due yesterday", _create("Send invoices", due_date="2026-03-10"))],
            ),
            Check(
                "swallowed",
                "A text of the label ends in words that are a value of another field.",
                "Cut the words off the text, and put their value into its field.",
                [_pair(_Q4, _create("Review the Q4 budget by Friday", priority="high"), "2025-12-29")],
            ),
        ),
    ),
    Group(
        "Reading",
        "The request is read along every sentence that the pack knows, without a look at the label. The label's "
        "reading must be the best.",
        (
            Check(
                "unexplained",
                "Words of the request are in neither the label nor the framing that the pack knows.",
                "Put them where they belong; if they are framing, add the sentence to the pack.",
                [_pair("add task: water the office begonias", _create("Water the office"))],
            ),
            Check(
                "other_value",
                "The values are said, but the request as a whole reads better with another value.",
                "Write the value that the message names, unless the reading is wrong.",
                [_pair("add buy milk to my list", _create("Milk"))],
            ),
            Check(
                "wrong_action",
                "The request reads as another action than the label's.",
                "Label it as the action that the message names.",
                [_pair("mark task 12 as done", {"action": "delete_task", "task_id": 12})],
            ),
            Check(
                "wrong_error",
                "The request is an error, and of another type than the label's.",
                "Write the type that the message names, and a message that fits it.",
                [_pair("Create a task for tomorrow", _error("missing_task", "I need to know which task."))],
            ),
            Check(
                "no_evidence",
                "The label is an error of a kind that the request does not show.",
                "Label what the request asks for; the message tells what the error would need.",
                [_pair("milk and eggs for the picnic", _error("invalid_date", "I can't find that day."))],
            ),
            Check(
                "ambiguous",
                "The request has two readings of which none is better, or cannot be told apart from a note to oneself. "
                "No proof that the label is wrong.",
                "Reword the request so that it says which is meant, or leave it out.",
                [_pair("cancel the dentist", {"action": "delete_task", "task_title": "Dentist"})],
            ),
        ),
    ),
    Group(
        "Record",
        "Whether a full record is true to itself. Bare pairs have none of this.",
        (
            Check(
                "id",
                "The id is not the hash of what was said.",
                "Write the id that the message names.",
                [_record("add task: call the school", "call the school", id="0123456789abcdef")],
            ),
            Check(
                "category",
                "The category is not the one of the label's action.",
                "Write the category that the message names.",
                [_record("add task: call the bank", "call the bank", category="query")],
            ),
            Check(
                "spans",
                "A span is no stretch of the input, of no slot of the pack, overlaps another, or holds other words "
                "than the label.",
                "Count in code points from 0, the end excluded.",
                [
                    _record(
                        "add task: call the plumber",
                        "call the plumber",
                        spans=[{"slot": "title", "start": 0, "end": 8}],
                    )
                ],
            ),
            Check(
                "leftover",
                "The input of a record from a template shows that it is one: an unfilled hole, a doubled word.",
                "Mend the template.",
                [_record("add task: call the  vet", "call the  vet")],
            ),
        ),
    ),
    Group(
        "File",
        "Whether a line can be looked at, and goes together with the lines above it.",
        (
            Check(
                "unreadable",
                "The line is no JSON, too long, or neither a record nor a pair.",
                "Mend the line; the others were checked.",
                ['{"input": "add milk", "outptu": {}}'],
            ),
            Check(
                "too_long",
                "The request has more than 2,000 characters; nothing is looked at.",
                "Shorten the request.",
                [_pair("add task: " + "very " * 400 + "long", _create("Long"))],
            ),
            Check(
                "duplicate",
                "The same request on the same day, case and punctuation aside, stood higher up, with the same label.",
                "Keep one of the lines.",
                [
                    _pair("add task: book flights", _create("Book flights")),
                    _pair("Add task: book flights!", _create("Book flights")),
                ],
            ),
            Check(
                "contradiction",
                "The same request on the same day stood higher up, with another label.",
                "Keep the line whose label is right.",
                [
                    _pair(
                        "play some jazz", _error("out_of_scope", "I can't play music; I can only manage your tasks.")
                    ),
                    _pair("play some jazz", _error("out_of_scope", "I'm only able to help with tasks.")),
                ],
            ),
            Check(
                "leakage",
                "In `rejected.jsonl` of `taskdata generate` only: the words belong to another split.",
                "Nothing: the example was refused, and another one was made.",
                [_LEAKED],
            ),
        ),
    ),
)

_INTRO: Final = """\
# What is checked

<!-- Computed by `make pages`: change tests/check/checks_page.py and what it reads, not this page. -->

`taskdata verify FILE` prints a fault as `FILE:LINE: code: path: message`. Each code is shown here with a line that has
this fault and no other, and with what is printed for it; the lines of this page, one below the other, are the file
`{file}`. Where two lines are shown, the second is at fault. Paths begin at the output (`$.data.title`), those of the
record's own keys at the record (`$.id`, `$.input`). Build scripts on codes and paths: messages are for people.
A pack may name [checks of installed packages](own-types.md) besides these.

| code | group | means |
|---|---|---|
{rows}"""

_SUSPECT: Final = _pair(
    "remind me to call the landlord twelve days from today",
    _create("Call the landlord", due_date="2026-05-12"),
    "2026-04-30",
)
_OUTRO: Final = """
## No fault: a suspect day

For pairs, and for records that come from logs and users, two date parsers from elsewhere are asked about every day
that stands in a label which is ok otherwise. Where both name one other day than the label, stderr says so. It is no
fault and does not change the exit code: [which day a phrase means](dates.md) is not theirs to settle.

{lines}

```
{printed}
```
"""


def list_checks() -> list[Check]:
    """The checks of all groups, in the order of the page."""
    return [check for group in GROUPS for check in group.checks]


def render_page() -> str:
    """The page. A line that does not show its fault, alone or as that of another action, raises AssertionError."""
    printed = _run_all()
    rows = "".join(f"| [`{c.code}`](#{c.code}) | {g.name.lower()} | {c.means} |\n" for g in GROUPS for c in g.checks)
    groups = "".join(
        f"\n## {group.name}\n\n{group.about}\n" + "".join(map(_render_check, group.checks, _take(printed, group)))
        for group in GROUPS
    )
    outro = _OUTRO.format(lines=_show_lines([_SUSPECT]), printed=_verify([_SUSPECT])[1].splitlines()[0])
    return _INTRO.format(rows=rows, file=FILE) + groups + outro


def _take(printed: Mapping[str, str], group: Group) -> list[str]:
    return [printed[check.code] for check in group.checks]


def _render_check(check: Check, printed: str) -> str:
    return (
        f"\n### `{check.code}`\n\n{check.means}\n\n{_show_lines(check.lines)}\n\n```\n{printed}\n```\n\n{check.mend}\n"
    )


def _show_lines(lines: Sequence[Line]) -> str:
    return "\n".join(("```jsonl", *map(_shorten, lines), "```"))


def _shorten(line: Line) -> str:
    text = line if isinstance(line, str) else json.dumps(line, ensure_ascii=False)
    return text.replace("very " * 400, "very very ... very ")


def _run_all() -> dict[str, str]:
    """What is printed for each code."""
    checks = [check for check in list_checks() if check.code != "leakage"]
    lines = [line for check in checks for line in check.lines]
    faults: dict[int, list[str]] = {}
    for fault in _verify(lines)[0].splitlines():
        faults.setdefault(int(fault.split(":")[1]), []).append(fault)
    printed, number = {"leakage": _leak()}, 0
    for check in checks:
        for line in check.lines[:-1]:
            number += 1
            assert number not in faults, (line, faults[number])
        number += 1
        told = faults.get(number, [])
        codes = [one.split(": ")[1] for one in told]
        assert codes in ([check.code], ["wrong_action", check.code]), (check.code, told)
        printed[check.code] = "\n".join(told)
    return printed


def _verify(lines: Sequence[Line]) -> tuple[str, str]:
    """What the command prints for a file of these lines, to stdout and to stderr."""
    text = "".join((line if isinstance(line, str) else json.dumps(line)) + "\n" for line in lines)
    with tempfile.TemporaryDirectory() as folder, chdir(folder):
        Path(FILE).write_text(text, "utf-8")
        result = CliRunner().invoke(main, ["verify", FILE, "--pack", str(ROOT)])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result.stdout, result.stderr


def _leak() -> str:
    pack, _ = open_pack(ROOT)
    fault = find_leak(Example.model_validate_json(dump_canonical(_LEAKED)), frozenset({"title"}), Splits(pack))
    assert fault is not None
    return fault.model_dump_json()


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(render_page(), "utf-8")
