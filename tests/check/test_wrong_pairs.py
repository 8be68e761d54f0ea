"""Wrong pairs are refused: a right pair's request with a label that has one planted error."""

from datetime import date

import pytest
from labels import MON, Label, create, delete, error, query, update
from right_pairs import RIGHT
from wrong_pairs import WRONG, change

from taskdata.check.verifier import Pair, Verifier
from taskdata.foundation.records import Verdict
from taskdata.workflows.open_pack import open_pack

VERIFIER = Verifier(*open_pack(None))


def _verify(name: str, label: Label) -> Verdict:
    day, text, _ = RIGHT[name]
    return VERIFIER.verify_pair(Pair(text, label, date.fromisoformat(day)))


@pytest.mark.parametrize(("name", "planted", "label"), WRONG, ids=[f"{name}: {planted}" for name, planted, _ in WRONG])
def test_wrong_pair_is_refused(name: str, planted: str, label: Label) -> None:
    assert label != RIGHT[name][2], planted
    assert not _verify(name, label).ok


def test_a_command_is_no_chatter() -> None:
    """What is asked for between two changes must be in the label, whoever it names."""
    text = "make task 12 low priority, assign it to Femi and move it to friday"
    day = date(2029, 6, 27)  # a Wednesday
    changes = {"priority": "low", "due_date": "2029-06-29"}
    assert not VERIFIER.verify_pair(Pair(text, update(12, **changes), day)).ok
    assert VERIFIER.verify_pair(Pair(text, update(12, **changes, assignee="Femi"), day)).ok


@pytest.mark.parametrize(
    "text",
    [
        "what's the weather",
        "who won the game",
        "how do i cook rice",
        "when is easter",
        "turn off the lights",
        "translate hello to french",
        "set a timer for 10 minutes",
        "export everything to csv",
        "share my list with Sam",
        "archive task 4",
        "snooze task 3",
        "undo that",
        "delete task 5",
        "don't call mom",
        "assign task 3 to Bob",
        "show tasks for Ana",
        "what is on Bob's plate",
    ],
)
def test_a_question_or_an_order_is_no_title(text: str) -> None:
    assert not VERIFIER.verify_pair(Pair(text, create(text[:1].upper() + text[1:]), date(2026, 11, 25))).ok


@pytest.mark.parametrize(
    "title", ["Call mom, no, dad", "Call mom I mean dad", "Call mom, scratch that, dad", "Call mom, correction, dad"]
)
def test_what_is_taken_back_is_no_title(title: str) -> None:
    request = f"remind me to {title[:1].lower()}{title[1:]}"
    assert not VERIFIER.verify_pair(Pair(request, create(title), date(2026, 11, 25))).ok


@pytest.mark.parametrize(
    "title", ["Call the vet about the party", "Organize the spice rack", "Do the laundry", "Upload the invoice"]
)
def test_a_bare_thing_to_do_is_one(title: str) -> None:
    assert VERIFIER.verify_pair(Pair(title.lower(), create(title.capitalize()), date(2026, 11, 25))).faults == ()


def test_table_is_sound() -> None:
    planted = [(name, what) for name, what, _ in WRONG]
    assert len(planted) == len(set(planted)) >= 200


def test_the_saturday_of_the_use_case_is_refused_in_plain_words() -> None:
    """2025-12-29 is a Monday, its Friday 2026-01-02; the use case wrote the Saturday."""
    assert RIGHT["q4_budget"][0] == MON
    (fault,) = _verify("q4_budget", change("q4_budget", "data", "due_date", to="2026-01-03")).faults
    assert (fault.code, fault.path) == ("wrong_value", "$.data.due_date")
    for told in ("2026-01-03", "Saturday", "'by Friday'", "2026-01-02"):
        assert told in fault.message


@pytest.mark.parametrize(
    ("name", "path", "to", "code", "place", "told"),
    [
        ("standup", ("data", "priority"), "high", "not_said", "$.data.priority", "'high'"),
        ("standup", ("data", "title"), "Team standup", "other_value", "$.data.title", "'Team standup prep'"),
        ("standup", ("data", "title"), "Standup preparation", "not_said", "$.data.title", "word for word"),
        ("standup", ("data", "color"), "red", "schema", "$.data", "color"),
        ("mum", ("data", "due_date"), None, "wrong_value", "$.data.due_date", "'tomorrow'"),
        ("week", ("filters", "due_to"), "2026-01-03", "wrong_value", "$.filters.due_to", "'this week'"),
        ("done_12", ("task_id",), 13, "not_said", "$.task_id", "13"),
        ("move", ("changes", "due_date"), "2026-01-09", "wrong_value", "$.changes.due_date", "'Friday'"),
        ("no_title", ("message",), "I need a title!", "wording", "$.message", "exclamation mark"),
        ("past", ("error_type",), "invalid_date", "wrong_error", "$.error_type", "past_due_date"),
    ],
)
def test_fault_names_its_place_and_the_words(
    name: str, path: tuple[str, ...], to: object, code: str, place: str, told: str
) -> None:
    faults = _verify(name, change(name, *path, to=to)).faults
    assert [(fault.code, fault.path) for fault in faults] == [(code, place)]
    assert told in faults[0].message


@pytest.mark.parametrize(
    ("text", "label", "reads_as"),
    [
        ("set task 4 to extreme priority", update(4, priority="high"), "error 'invalid_priority'"),
        ("mark task 4 as on hold", update(4, status="pending"), "error 'invalid_status'"),
        ("remind me to pay rent on Feb 30", create("Pay rent"), "error 'invalid_date'"),
        ("remind me to call mom last Friday", create("Call mom"), "error 'past_due_date'"),
        ("push it to Friday", update(4, due_date="2026-11-27"), "error 'missing_task'"),
        ("add a task for tomorrow", create("Task", due="2026-11-26"), "error 'missing_title'"),
        ("...", create("Milk"), "error 'unclear'"),
        ("delete task 7", create("Delete task 7", due="2026-11-26"), "delete_task"),
    ],
)
def test_a_label_of_another_action_is_told_which_one_it_should_be(text: str, label: Label, reads_as: str) -> None:
    first, *_ = VERIFIER.verify_pair(Pair(text, label, date(2026, 11, 25))).faults
    assert (first.code, first.path) == ("wrong_action", "$.action")
    assert f"reads as {reads_as}" in first.message


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("un-complete task 9", update(9, status="completed")),
        ("show non-urgent tasks", query(priority="high")),
        ("show tasks excluding completed ones", query(status="completed", text="tasks excluding")),
        ("task 18 isn't urgent anymore, set it to low", create("18 isn't urgent anymore, set it to low")),
        ("task 9 can wait", create("9 can wait")),
        ("when is the report due", create("When is the report")),
        ("what's next on my list?", create("What's next")),
        ("delete overdue tasks", query(overdue=True, text="delete")),
        ("hide completed tasks", query(status="completed", text="hide")),
        ("add milk; show my list", create("Milk; show my list")),
        ("add milk. add eggs.", create("Milk. add eggs")),
        ("remind me to call mom. never mind", create("Call mom. never mind")),
        ("add milk, nah scrap that", create("Milk, nah scrap that")),
        ("remind me on Friday November 26 to call mom", create("Call mom", due="2026-11-26")),  # a Thursday
        ("remind me to call mom at 15:30", create("Call mom at 15:30")),
        ("assign task 5 to everyone", update(5, assignee="Everyone")),
        ("assign task 5 to the marketing team", update(5, assignee="The Marketing Team")),
        ("assign task 5 to Bob and Sue", update(5, assignee="Bob And Sue")),
        ("assign all tasks to Bob", update("All tasks", assignee="Bob")),
        ("delete task 5-7", delete(5)),
        ("assign task 5 to Bob, no, Sue", update(5, assignee="Bob")),
        (
            "mark task 5, sorry, task 6 as done",
            error("multiple_actions", "I can only do one thing at a time.", "Which one should I do first?"),
        ),
        ("mark my first task as done", update("First", status="completed")),
        (
            "mark task 4 as on hold",
            error("invalid_status", 'I can\'t use "archived" as a status.', "Which status should I set?"),
        ),
    ],
)
def test_wrong_pair_that_passed_once_is_refused(text: str, label: Label) -> None:
    assert not VERIFIER.verify_pair(Pair(text, label, date(2026, 11, 25))).ok


def test_a_value_with_its_day_is_told_once() -> None:
    label = create("Buy cat food in two weeks", due="2026-12-09")
    (fault,) = VERIFIER.verify_pair(Pair("remind me to buy cat food in two weeks", label, date(2026, 11, 25))).faults
    assert fault.code == "swallowed"


def test_two_readings_come_with_what_would_settle_them() -> None:
    (fault,) = VERIFIER.verify_pair(Pair("close the accounts", create("Close the accounts"), date(2026, 11, 25))).faults
    assert fault.code == "ambiguous"
    assert "reword it until one is left, or leave the pair out" in fault.message


def test_every_second_value_is_a_fault() -> None:
    verdict = _verify("two_levels", {"action": "update_task", "task_id": 5, "changes": {"priority": "high"}})
    assert [fault.code for fault in verdict.faults] == ["wrong_action", "two_values"]
