"""`taskdata hear TEXT`: what is shown, what is said on stderr, and the exit codes."""

import json
import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from hypothesis import given, settings
from hypothesis import strategies as st

from taskdata.check.listening import Listener
from taskdata.check.oracle import DateOracle
from taskdata.check.verifier import Verifier
from taskdata.cli import main
from taskdata.cli.hear_page import render_answer
from taskdata.workflows.hear import Answer
from taskdata.workflows.open_pack import open_pack

ROOT = Path(__file__).parents[2]
MONDAY = "2025-12-29"
Q4 = "Create a high priority task to review the Q4 budget by Friday"


PACK, SLOTS = open_pack(ROOT)


@pytest.fixture(autouse=True)
def opened_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """The pack is read once for all calls of the command."""
    monkeypatch.setattr("taskdata.workflows.open_pack.open_pack", lambda folder: (PACK, SLOTS))


@pytest.fixture(scope="module")
def listener() -> Listener:
    return Listener(PACK, Verifier(PACK, SLOTS).reader)


def hear(text: str, *options: str, on: str | None = MONDAY, stdin: str | bytes = "", **how: Any) -> Result:
    """Run the command with the built-in pack; only an exit may end it."""
    day = () if on is None else ("--on", on)
    result = CliRunner().invoke(main, ["hear", text, *day, *options, "--pack", str(ROOT)], input=stdin, **how)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


def read_marks(stdout: str) -> dict[str, str]:
    """The words over the marks, by the name under them."""
    text, marks, *names = stdout.split("\n\n")[0].splitlines()
    found = {}
    for mark in re.finditer(r"\^+", marks):
        name = next(match[0] for row in names if (match := re.compile(r"\S+").match(row, mark.start())))
        found[name] = text[mark.start() : mark.end()]
    return found


def test_the_words_of_each_slot_are_marked_and_named() -> None:
    result = hear(Q4)
    assert result.exit_code == 0
    assert read_marks(result.stdout) == {
        "priority": "high priority", "title": "review the Q4 budget", "due": "by Friday"
    }  # fmt: skip


def test_the_best_reading_is_readable_json_with_what_each_value_stands_on() -> None:
    """2025-12-29 is a Monday; its Friday is 2026-01-02."""
    parts = hear(Q4).stdout.split("\n\n")
    head, *label = parts[1].splitlines()
    assert head == "reads as create_task"
    assert json.loads("".join(label)) == {
        "action": "create_task",
        "data": {"title": "Review the Q4 budget", "priority": "high", "due_date": "2026-01-02", "status": "pending"},
    }
    assert [line.split() for line in parts[2].splitlines()][3] == [
        "due", "'by", "Friday'", "->", "2026-01-02", "(Friday)", "$.data.due_date",
    ]  # fmt: skip
    assert "not said: $.data.status 'pending'" in parts[2]


def test_it_says_that_it_only_proposes() -> None:
    assert "only proposed" in hear(Q4).stderr


def test_json() -> None:
    result = hear(Q4, "--json")
    answer = json.loads(result.stdout)
    assert list(answer) == [
        "text", "reference_date", "understood", "two_readings", "readings", "days", "not_understood",
    ]  # fmt: skip
    assert (answer["text"], answer["reference_date"]) == (Q4, MONDAY)
    assert (answer["understood"], answer["two_readings"], answer["not_understood"]) == (True, False, [])
    best = answer["readings"][0]
    assert best["output"]["data"]["due_date"] == "2026-01-02"
    (due,) = [value for value in best["values"] if value["path"] == "$.data.due_date"]
    assert due == {
        "path": "$.data.due_date", "value": "2026-01-02", "basis": "words",
        "slot": "due", "words": "by Friday", "start": 52, "end": 61,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("text", "on", "vote", "means", "theirs"),
    [
        pytest.param("remind me to call mum by Friday", MONDAY, "confirm", "2026-01-02", "2026-01-02", id="confirm"),
        pytest.param("add task: pay rent on Feb 30", "2026-01-05", "abstain", None, None, id="no such day"),
        pytest.param("show my tasks due after friday", MONDAY, "confirm", "2026-01-02", "2026-01-02", id="span"),
        pytest.param(
            "add task: pay rent twelve days from today",
            "2026-04-30",
            "suspect",
            "2026-05-12",
            "2026-04-30",
            id="suspect",
        ),
    ],
)
def test_vote_on_each_day(text: str, on: str, vote: str, means: str | None, theirs: str | None) -> None:
    (day,) = json.loads(hear(text, "--json", on=on).stdout)["days"]
    assert (day["vote"], day["means"], day["parsedatetime"]) == (vote, means, theirs)


def test_a_suspect_day_is_shown_with_the_days_of_both_parsers() -> None:
    told = hear("add task: pay rent twelve days from today", on="2026-04-30").stdout
    (line,) = [line for line in told.splitlines() if "suspect" in line]
    assert "'twelve days from today' -> 2026-05-12 (Tuesday)" in line
    assert "dateparser 2026-04-30, parsedatetime 2026-04-30" in line


def test_of_an_error_its_type_and_its_evidence() -> None:
    result = hear("add task: pay rent on Feb 30")
    assert result.exit_code == 0
    assert "reads as error 'invalid_date'" in result.stdout
    assert re.search(r"due +'on Feb 30' +-> a day that does not exist +\$\.error_type", result.stdout)


def test_two_readings() -> None:
    """A command of its own, or something that the speaker has to do: "find the report" is not said of a task."""
    answer = json.loads(hear("cancel the dentist", "--json").stdout)
    assert None in [reading["action"] for reading in answer["readings"]]
    assert "both a command of its own and something to do" in hear("cancel the dentist").stdout


def test_further_readings_cost_at_most_one_more(listener: Listener) -> None:
    told = listener.listen("call mum asap at 5pm", date(2025, 12, 29))
    costs = [reading.cost for reading in told.readings]
    assert len(costs) > 1
    assert costs == sorted(costs) and costs[-1] <= costs[0] + 1.0001
    assert len({json.dumps([reading.action, reading.output]) for reading in told.readings}) == len(costs)


def test_words_that_are_not_understood_are_listed() -> None:
    result = hear("show my tasks due blorptember", "--json")
    answer = json.loads(result.stdout)
    assert answer["not_understood"] == ["blorptember"] or "blorptember" in str(answer["readings"][0]["output"])


def test_nothing_understood_is_exit_1() -> None:
    result = hear("asdfgh")
    assert result.exit_code == 1
    assert "nothing is understood" in result.stdout
    assert json.loads(hear("asdfgh", "--json").stdout)["understood"] is False


@pytest.mark.parametrize("day", ["soon", "2026-02-30", "20260311", "2026-W01-1", "0001-01-01", ""])
def test_a_bad_date_is_one_sentence_and_exit_2(day: str) -> None:
    result = hear(Q4, on=day)
    assert (result.exit_code, result.stdout, len(result.stderr.splitlines())) == (2, "", 1)
    assert "--on" in result.stderr and "2025-12-29" in result.stderr


@pytest.mark.parametrize("text", ["", "  ", "x " * 1001], ids=["empty", "blank", "too long"])
def test_text_that_cannot_be_heard_is_one_sentence_and_exit_2(text: str) -> None:
    result = hear(text)
    assert (result.exit_code, result.stdout, len(result.stderr.splitlines())) == (2, "", 1)


def test_standard_input_is_heard() -> None:
    assert hear("-", "--json", stdin=f"{Q4}\n").stdout == hear(Q4, "--json").stdout


def test_standard_input_that_is_no_utf8_is_exit_2() -> None:
    result = hear("-", stdin=b"\xff\xfe\x00")
    assert (result.exit_code, len(result.stderr.splitlines())) == (2, 1)


def test_without_a_day_it_is_today_and_stderr_says_so() -> None:
    before = date.today()
    result = hear("remind me to call mum today", "--json", on=None)
    due = json.loads(result.stdout)["readings"][0]["output"]["data"]["due_date"]
    assert before.isoformat() <= due <= date.today().isoformat()
    assert due in result.stderr and "--on" in result.stderr


def test_colour_can_be_left_out() -> None:
    assert "\x1b[" in hear(Q4, color=True).stdout
    assert "\x1b[" not in hear(Q4, color=True, env={"NO_COLOR": "1"}).stdout
    assert "\x1b[" not in hear(Q4).stdout


def test_a_long_request_is_broken_into_lines_and_no_mark_is_lost() -> None:
    text = "add a task to " + "very " * 30 + "slowly paint the fence by Friday"
    page = hear(text).stdout.split("\n\n")[0].splitlines()
    assert max(map(len, page)) <= 100
    said = "".join(line[2:] for line in page if "^" not in line and "title" not in line and "due" not in line)
    assert said == text
    assert "".join(page).count("^") == len(text) - len("add a task to ") - 1


def test_wide_signs_keep_the_marks_in_place() -> None:
    """Each of the two signs of the title takes two columns."""
    _, marks, first, second = hear("add task: 牛乳 by Friday").stdout.splitlines()[:4]
    assert marks == "  " + " " * 10 + "^^^^" + " " + "^^^^^^^^^"
    assert (first, second) == (" " * 12 + "title", " " * 17 + "due")


TEXTS = st.one_of(
    st.text(min_size=1, max_size=40),
    st.lists(
        st.sampled_from(
            ["add", "task", "5", "done", "by", "friday", "urgent", "milk", "\t", "\x1b[31m", "🙂", ",", "#a"]
        ),
        min_size=1,
        max_size=12,
    ).map(" ".join),
)


@given(text=TEXTS)
@settings(max_examples=150, deadline=None)
def test_any_text_is_heard_and_shown(listener: Listener, text: str) -> None:
    """Words stand where they are said to stand; nothing unprintable reaches the terminal; no column is off."""
    told = listener.listen(text, date(2025, 12, 29))
    answer = Answer(told, told.vote(DateOracle()))
    for reading in answer.to_json()["readings"]:
        for value in reading["values"]:
            assert value["words"] is None or text[value["start"] : value["end"]] == value["words"]
    page = re.sub(r"\x1b\[\d*m", "", render_answer(answer))
    assert all(sign.isprintable() for sign in page.replace("\n", ""))


def test_a_bare_order_that_may_be_a_command_has_two_readings() -> None:
    """As `verify` says of it; a bare thing to do with a day has one."""
    pack, slots = open_pack(None)
    listener = Listener(pack, Verifier(pack, slots).reader)
    day = date(2026, 3, 11)
    assert listener.listen("cancel the dentist", day).is_tied
    assert not listener.listen("dentist friday", day).is_tied


def test_the_readme_shows_what_is_printed() -> None:
    shown = re.search(
        r'\$ taskdata hear "(.*)" --on (\S+)\n(.*?)```', (ROOT / "README.md").read_text("utf-8"), re.DOTALL
    )
    assert shown is not None
    result = hear(shown[1], on=shown[2])
    assert shown[3] == result.stdout + result.stderr
