"""What sentence a seed becomes: which of its words are holes, in which forms, and what it sets besides."""

from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from seed_tools import REPOSITORY, Record, create

from taskdata.build.example import Builder, Draw
from taskdata.build.seed_sentences import SeedSentence
from taskdata.foundation.pack import Pack
from taskdata.foundation.seeds import Seed
from taskdata.workflows.open_pack import open_pack
from taskdata.workflows.seed_judging import SeedJudge

FRIDAY = date(2026, 11, 20)


@cache
def open_judge() -> tuple[Pack, SeedJudge, Builder]:
    pack, slots = open_pack(Path(REPOSITORY))
    return pack, SeedJudge(pack, slots), Builder(pack, slots)


def make(text: str, output: Record) -> SeedSentence:
    seed = Seed(id="0123456789abcdef", kind="failure", input=text, reference_date=FRIDAY)
    sentence = open_judge()[1].make_sentence(seed, output, 1)
    assert sentence is not None
    return sentence


def change(**changes: Any) -> Record:
    named: Record = {key: changes.pop(key) for key in ("task_id", "task_title") if key in changes}
    return {"action": "update_task", **named, "changes": changes}


def query(**filters: Any) -> Record:
    return {"action": "query_tasks", "filters": filters}


def error(kind: str, message: str, follow: str | None = None) -> Record:
    return {
        "action": "error",
        "error_type": kind,
        "message": message,
        **({"suggested_followup": follow} if follow else {}),
    }


WHICH = "Which day should I use instead?"
SENTENCES: list[tuple[str, Record, str, dict[str, Any]]] = [
    ("chuck call the plumber on my list for tomorrow", create("Call the plumber", "2026-11-21"),
     "chuck {title.verb} on my list for {due.bare}", {}),
    ("Pay rent on the 1st.", create("Pay rent", "2026-12-01"), "{title.bare} {due.alone}", {}),
    ("assign task 4 to Nora Keller", change(task_id=4, assignee="Nora Keller"),
     "assign task {id.digits} to {person.name}", {}),
    ("assign #4 to @nora", change(task_id=4, assignee="Nora"), "assign {id.hash} to {person.at}", {}),
    ("take the date off task 5", change(task_id=5, due_date=None), "take the date off task {id.digits}",
     {"changes.due_date": None}),
    ("rename the report task to quarterly report", change(task_title="Report", title="Quarterly report"),
     "rename the {task.old_name} task to {new_title.new_name}", {}),
    ("YO ADD GYM ON FRIDAY", create("GYM", "2026-11-27"), "yo add {title.noun} {due.alone}", {}),
    ("what's overdue for sam", query(assignee="Sam", overdue=True), "what's overdue for {person.name}?",
     {"filters.overdue": True}),
    ("create a task for feb 30 to pay rent",
     error("invalid_date", 'I can\'t use "feb 30" as a date because that day doesn\'t exist.', WHICH),
     "create a task for {bad_date.bare} to {title.verb}",
     {"error_type": "invalid_date", "message": 'I can\'t use "{bad_date}" as a date because that day doesn\'t exist.',
      "suggested_followup": WHICH}),
    ("snooze task 7 by two days", error("unsupported_action", "I can't move a date by a number of days."),
     "snooze task 7 by two days",
     {"error_type": "unsupported_action", "message": "I can't move a date by a number of days."}),
    ("what's on my list for tomorrow", query(due_from="2026-11-21", due_to="2026-11-21"),
     "what's on my list {when.alone}?", {}),
    ("find tasks about the Clotilde account", query(text="Clotilde account"), "find tasks about the {text.topic}", {}),
    ("show overdue tasks tagged billing", query(tag="billing", overdue=True), "show overdue tasks tagged {tag.word}",
     {"filters.overdue": True}),
    ("assign task 4 to sam (please)", change(task_id=4, assignee="Sam"),
     "assign task {id.digits} to {person.name} \\(please\\)", {}),
]  # fmt: skip


@pytest.mark.parametrize(("text", "output", "sentence", "sets"), SENTENCES, ids=lambda one: str(one)[:40])
def test_sentence(text: str, output: Record, sentence: str, sets: dict[str, Any]) -> None:
    made = make(text, output)
    assert made.template.text == sentence
    assert {".".join(path): value for path, value in made.template.sets.items()} == sets


@pytest.mark.parametrize(("text", "output", "sentence", "sets"), SENTENCES, ids=lambda one: str(one)[:40])
def test_the_seed_is_an_example_of_its_own(text: str, output: Record, sentence: str, sets: dict[str, Any]) -> None:
    example = make(text, output).example
    assert (example.input, example.output) == (text, output)
    assert example.source.model_dump(include={"kind", "parent", "group"}) == {
        "kind": "failure", "parent": "0123456789abcdef", "group": "seed/0123456789abcdef",
    }  # fmt: skip
    assert open_judge()[1].verifier.verify_example(example).faults == ()


@pytest.mark.parametrize(("text", "output", "sentence", "sets"), SENTENCES, ids=lambda one: str(one)[:40])
def test_most_of_what_it_says_is_proven(text: str, output: Record, sentence: str, sets: dict[str, Any]) -> None:
    """All but a slip in words that an answer repeats."""
    pack, judge, builder = open_judge()
    template = make(text, output).template
    draws = [Draw(template, pack.families[template.family], 1, at, "train") for at in range(25)]
    made = [example for draw in draws if (example := builder.build(draw, lambda words: True))]
    assert len(made) > 20
    refused = [example.input for example in made if not judge.verifier.verify_example(example).ok]
    assert len(refused) <= 2, refused


def test_the_nearest_family() -> None:
    assert (
        make("assign task 4 to Nora Keller", change(task_id=4, assignee="Nora Keller")).nearest.family
        == "update_assignee"
    )
    assert make("whats overdue", query(overdue=True)).nearest.family == "query_overdue"
