"""The questions on a terminal: answers, back, quit, and that every answer is kept at once."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from asked_terminal import AskedTerminal
from audit_tools import make_record, read_rates, write_dataset


class Terminal(AskedTerminal):
    """The command on a terminal, as the judge anna."""

    def __init__(self, path: Path, *options: str, **env: str) -> None:
        super().__init__("audit", path, "--judge", "anna", *options, **env)


def read_last(folder: Path) -> dict[str, tuple[Any, ...]]:
    """What is kept of each example, by id."""
    lines = (folder / "data.audit.jsonl").read_text(encoding="utf-8").splitlines()
    said = [json.loads(line) for line in lines]
    return {one["id"]: (one["label"], one["natural"], one["comment"]) for one in said}


def list_heads(text: str) -> list[str]:
    """The numbers of the examples that were shown."""
    return re.findall(r"(\d+ of \d+) {3}", text)


def test_example_is_shown_and_answers_are_kept(tmp_path: Path) -> None:
    path = write_dataset(tmp_path, [make_record(3)])
    terminal = Terminal(path)
    shown = terminal.wait_for(" > ")
    terminal.write("r")
    terminal.type("y")
    code, printed = terminal.close()
    assert code == 0
    assert "1 of 1   create   Thursday, 2026-03-12" in shown
    assert "\x1b[36mItem 3\x1b[0m by Friday" in shown
    assert "title: \x1b[36mItem 3\x1b[0m" in shown
    assert re.search(r'"due_date": "2026-03-13" +\x1b\[2mFriday', shown)
    assert "is the label right?" in shown
    assert read_last(tmp_path) == {"0000000000000003": ("right", "yes", "")}
    assert "1 of 1 examples judged by anna" in printed
    assert "\x1b" not in printed


def test_no_color_is_respected(tmp_path: Path) -> None:
    terminal = Terminal(write_dataset(tmp_path, [make_record(3)]), NO_COLOR="1")
    terminal.type("r", "y")
    terminal.close()
    assert "\x1b" not in terminal.said
    assert "Item 3 by Friday" in terminal.said


def test_what_is_not_fine_is_asked_for_a_comment(tmp_path: Path) -> None:
    terminal = Terminal(write_dataset(tmp_path, [make_record(3)]))
    terminal.type("maybe", "", "wrong", "no", "the day is late, naïve")
    assert terminal.close()[0] == 0
    assert "'maybe' is no answer here; write one of right, wrong, unsure, b or q" in terminal.said
    assert read_last(tmp_path) == {"0000000000000003": ("wrong", "no", "the day is late, naïve")}


def test_quit_and_go_on(tmp_path: Path) -> None:
    path = write_dataset(tmp_path)
    first = Terminal(path, "-n", "5")
    first.type("r", "y", "u", "q")
    code, printed = first.close()
    assert code == 0
    assert "1 of 5 judged" in first.said
    assert "2 of 40 examples judged" in printed
    second = Terminal(path, "-n", "5")
    second.type("n", "", "r", "y", "r", "y", "r", "y")
    assert second.close()[0] == 0
    assert list_heads(first.said) == ["1 of 5", "2 of 5"]
    assert list_heads(second.said) == ["2 of 5", "3 of 5", "4 of 5", "5 of 5"]
    assert sorted(read_last(tmp_path).values()) == [("right", "yes", "")] * 4 + [("unsure", "no", "")]
    third = Terminal(path, "-n", "5")
    assert third.close()[0] == 0
    assert "all 5 examples of this sample are judged by anna" in third.said


def test_back_goes_to_the_question_and_to_the_example_before(tmp_path: Path) -> None:
    path = write_dataset(tmp_path)
    terminal = Terminal(path, "-n", "4")
    terminal.type("w", "b", "", "no", "late")  # back from the second question to the first, which is left as it is
    terminal.type("r", "y", "b", "b", "r", "y", "r", "y", "q")  # at the third: back twice, to the first
    terminal.close()
    assert list_heads(terminal.said) == ["1 of 4", "2 of 4", "3 of 4", "2 of 4", "1 of 4", "3 of 4", "4 of 4"]
    assert list(read_last(tmp_path).values()) == [("right", "yes", "")] * 3  # what the comment was about is mended


@pytest.mark.parametrize("answers", [["w"], ["w", "n"], ["w", "n", "late"]])
def test_no_answer_is_lost_when_the_power_goes(tmp_path: Path, answers: list[str]) -> None:
    terminal = Terminal(write_dataset(tmp_path), "-n", "4")
    terminal.type(*answers)
    terminal.wait_for(" > ")
    terminal.kill()
    (kept,) = read_last(tmp_path).values()
    assert kept == (("wrong", None, ""), ("wrong", "no", ""), ("wrong", "no", "late"))[len(answers) - 1]


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="needs /proc")
def test_interrupted_is_130_and_what_was_said_is_kept(tmp_path: Path) -> None:
    terminal = Terminal(write_dataset(tmp_path), "-n", "4")
    terminal.type("r", "y")
    terminal.wait_for(" > ")
    assert terminal.interrupt() == 130
    assert "what was answered is kept in" in terminal.said
    assert list(read_last(tmp_path).values()) == [("right", "yes", "")]


def test_signs_that_steer_a_terminal_are_shown_as_escapes(tmp_path: Path) -> None:
    record = make_record(3, input="Item 3 \x1b[2J by \u202eFriday", output={"action": "\x1b[31m"})
    terminal = Terminal(write_dataset(tmp_path, [record]), NO_COLOR="1")
    terminal.type("q")
    terminal.close()
    assert r"Item 3 \x1b[2J by \u202eFriday" in terminal.said
    assert "\x1b" not in terminal.said


def test_each_judge_has_their_own_round(tmp_path: Path) -> None:
    path = write_dataset(tmp_path, [make_record(3)])
    for judge, answers in (("anna", ["r", "y"]), ("ben", ["w", "y", ""])):
        terminal = Terminal(path, "--judge", judge)
        terminal.type(*answers)
        terminal.close()
    assert read_rates(path)["label"]["disputed"] == 1


def test_folder_that_may_not_be_written_to_is_told_before_anything_is_asked(tmp_path: Path) -> None:
    path = write_dataset(tmp_path, [make_record(3)])
    (tmp_path / "data.audit.jsonl").mkdir()
    terminal = Terminal(path)
    assert terminal.close()[0] == 2
    assert "data.audit.jsonl: cannot be written" in terminal.said
    assert " > " not in terminal.said
