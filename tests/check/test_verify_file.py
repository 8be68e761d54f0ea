"""`taskdata verify FILE`: what is read, what is printed, and the exit codes."""

import json
from pathlib import Path
from time import process_time
from typing import Any

import pytest
from click.testing import CliRunner, Result
from right_pairs import RIGHT
from wrong_pairs import change

from taskdata.cli import main
from taskdata.workflows.open_pack import open_pack
from taskdata.workflows.verify import verify_file

PACK, SLOTS = open_pack(None)
DATASET = Path(__file__).parents[2] / "data" / "mvp" / "dataset.jsonl"


def make_pair(name: str = "milk", **changed: Any) -> dict[str, Any]:
    """A right pair as the JSON of a line, with other keys changed."""
    day, text, label = RIGHT[name]
    return {"input": text, "output": label, "reference_date": day} | changed


def read_record(**changed: Any) -> dict[str, Any]:
    """A query of the committed dataset, with other keys changed."""
    records = map(json.loads, DATASET.read_text(encoding="utf-8").splitlines())
    record: dict[str, Any] = next(r for r in records if r["output"] == {"action": "query_tasks", "filters": {}})
    return record | changed


def verify(path: Path, *options: str) -> Result:
    """Run the command; only an exit may end it."""
    result = CliRunner().invoke(main, ["verify", str(path), *options])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


def write(folder: Path, *lines: Any) -> Path:
    """A file of lines; what is neither text nor bytes is written as JSON."""
    raw = [x if isinstance(x, bytes) else (x if isinstance(x, str) else json.dumps(x)).encode() for x in lines]
    path = folder / "pairs.jsonl"
    path.write_bytes(b"".join(line + b"\n" for line in raw))
    return path


def verify_lines(folder: Path, *lines: Any) -> list[dict[str, Any]]:
    """The answers for the lines, without opening the pack anew."""
    return [verdict.to_json() for verdict in verify_file(PACK, SLOTS, write(folder, *lines))]


def list_codes(answer: dict[str, Any]) -> list[str]:
    """The codes of an answer's faults."""
    return [fault["code"] for fault in answer["faults"]]


def test_answer_has_the_shape_of_the_contract(tmp_path: Path) -> None:
    wrong = make_pair("q4_budget", output=change("q4_budget", "data", "due_date", to="2026-01-03"))
    bare = {key: value for key, value in make_pair("stretch").items() if key != "reference_date"}
    record = read_record()
    path = write(tmp_path, record, make_pair(), wrong, bare, "{")
    result = verify(path, "--json")
    answers = [json.loads(line) for line in result.stdout.splitlines()]
    assert result.exit_code == 1
    assert all(list(answer) == ["line", "id", "ok", "faults", "unchecked"] for answer in answers)
    assert [answer["line"] for answer in answers] == [1, 2, 3, 4, 5]
    assert [answer["id"] for answer in answers] == [record["id"], None, None, None, None]
    assert [answer["ok"] for answer in answers] == [True, True, False, True, False]
    assert [bool(answer["unchecked"]) for answer in answers] == [False, False, False, True, False]
    assert all(list(fault) == ["code", "path", "message"] for answer in answers for fault in answer["faults"])
    assert list_codes(answers[2]) == ["wrong_value"]
    assert list_codes(answers[4]) == ["unreadable"]


def test_all_right_is_exit_0_and_talk_goes_to_stderr(tmp_path: Path) -> None:
    result = verify(write(tmp_path, make_pair(), make_pair("mum")))
    assert (result.exit_code, result.stdout) == (0, "")
    assert "2 of 2 ok" in result.stderr


def test_without_json_each_fault_is_a_line_with_file_and_number(tmp_path: Path) -> None:
    path = write(tmp_path, make_pair(), make_pair("mum", output=change("mum", "data", "due_date", to=None)))
    result = verify(path)
    assert result.exit_code == 1
    assert result.stdout.startswith(f"{path}:2: wrong_value: $.data.due_date: ")
    assert "1 of 2 ok" in result.stderr


@pytest.mark.parametrize(
    ("content", "told"),
    [
        pytest.param(b"", "empty", id="empty"),
        pytest.param(b"\n \n\r\n", "empty", id="blank lines only"),
        pytest.param(json.dumps(make_pair()).encode("utf-16"), "UTF-8", id="UTF-16"),
        pytest.param(json.dumps(make_pair()).encode("utf-16-le"), "UTF-8", id="UTF-16 without a mark"),
        pytest.param(b"\0" * 100, "UTF-8", id="NUL bytes"),
    ],
)
def test_unusable_file_is_one_message_and_exit_2(tmp_path: Path, content: bytes, told: str) -> None:
    path = tmp_path / "pairs.jsonl"
    path.write_bytes(content)
    result = verify(path, "--json")
    assert (result.exit_code, result.stdout) == (2, "")
    assert len(result.stderr.splitlines()) == 1
    assert str(path) in result.stderr
    assert told in result.stderr


@pytest.mark.parametrize("name", ["missing.jsonl", "."])
def test_no_file_is_exit_2(tmp_path: Path, name: str) -> None:
    result = verify(tmp_path / name)
    assert result.exit_code == 2
    assert len(result.stderr.splitlines()) == 1


def test_byte_order_mark_and_windows_line_ends_are_read(tmp_path: Path) -> None:
    path = tmp_path / "pairs.jsonl"
    lines = [json.dumps(make_pair(name)) for name in ("milk", "mum")]
    path.write_bytes(b"\xef\xbb\xbf" + "\r\n".join(lines).encode())
    assert verify(path).exit_code == 0


def test_blank_lines_are_passed_over_and_counted(tmp_path: Path) -> None:
    answers = verify_lines(tmp_path, "", make_pair(), "   ", make_pair("mum"))
    assert [answer["line"] for answer in answers] == [2, 4]


UNREADABLE = {
    "broken JSON": '{"input": "add milk"',
    "an array": "[1, 2]",
    "a text": '"add milk"',
    "null": "null",
    "invalid UTF-8": b'{"input": "a\xc3(", "output": {}}',
    "a NUL byte": b'{"input": "a\0b", "output": {}}',
    "a lone surrogate": '{"input": "\\ud800", "output": {}}',
    "not a number": '{"input": "x", "output": {"a": NaN}}',
    "too deep": '{"input": "x", "output": ' + "[" * 5000 + "]" * 5000 + "}",
    "over the limit": '{"input": "' + "x" * 10_000_000 + '", "output": {}}',
    "no output": {"input": "x"},
    "no input": {"output": {}},
    "nothing": {},
    "a blank input": make_pair(input="  "),
    "an input that is no text": make_pair(input=3),
    "a day in words": make_pair(reference_date="soon"),
    "a day that does not exist": make_pair(reference_date="2026-02-30"),
    "a day that is a number": make_pair(reference_date=20260311),
    "an unknown key in a pair": make_pair(color="red"),
}


@pytest.mark.parametrize("line", UNREADABLE.values(), ids=UNREADABLE.keys())
def test_line_that_cannot_be_read_is_told_and_the_rest_goes_on(tmp_path: Path, line: Any) -> None:
    first, second = verify_lines(tmp_path, line, make_pair())
    assert (list_codes(first), first["id"], first["ok"], first["line"]) == (["unreadable"], None, False, 1)
    assert (second["ok"], second["line"]) == (True, 2)


@pytest.mark.parametrize("key", list(read_record()))
def test_record_without_a_key_is_unreadable_and_the_key_is_named(tmp_path: Path, key: str) -> None:
    (answer,) = verify_lines(tmp_path, {k: v for k, v in read_record().items() if k != key})
    assert list_codes(answer) == ["unreadable"]
    assert key in answer["faults"][0]["message"]


def test_unknown_key_of_a_pair_is_named(tmp_path: Path) -> None:
    (answer,) = verify_lines(tmp_path, make_pair(color="red"))
    assert "color" in answer["faults"][0]["message"]


def test_history_is_refused_for_now(tmp_path: Path) -> None:
    (answer,) = verify_lines(tmp_path, read_record(history=[{"role": "user", "content": "hello"}]))
    assert list_codes(answer) == ["unreadable"]
    assert "history" in answer["faults"][0]["message"]


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        pytest.param({"id": "0" * 16}, "id", id="id"),
        pytest.param({"category": "create"}, "category", id="category"),
        pytest.param({"spans": [{"slot": "title", "start": 0, "end": 900}]}, "spans", id="span too long"),
        pytest.param({"spans": [{"slot": "title", "start": 5, "end": 5}]}, "spans", id="empty span"),
        pytest.param({"spans": [{"slot": "nosuch", "start": 0, "end": 2}]}, "spans", id="span of no slot"),
        pytest.param({"split": "dev"}, "unreadable", id="split"),
        pytest.param({"extra": 1}, "unreadable", id="extra key"),
    ],
)
def test_record_that_is_not_true_to_itself(tmp_path: Path, changed: dict[str, Any], code: str) -> None:
    (answer,) = verify_lines(tmp_path, read_record(**changed))
    assert list_codes(answer) == [code]


def test_the_same_request_again_is_a_duplicate_on_the_same_day(tmp_path: Path) -> None:
    same = make_pair(input="Add buy milk, to my list!")
    later = make_pair(reference_date="2026-03-12")
    first, again, another_day = verify_lines(tmp_path, make_pair(), same, later)
    assert first["ok"]
    assert list_codes(again) == ["duplicate"]
    assert another_day["ok"]


def test_two_labels_of_one_request_are_a_contradiction(tmp_path: Path) -> None:
    """One request has one wording of `message`."""
    other = make_pair("jazz", output=change("jazz", "message", to="I can't do that."))
    first, contrary = verify_lines(tmp_path, make_pair("jazz"), other)
    assert first["ok"]
    assert list_codes(contrary) == ["contradiction"]
    assert "line 1 " in contrary["faults"][0]["message"] and "another label" in contrary["faults"][0]["message"]


def test_a_wrong_label_does_not_speak_against_the_right_one(tmp_path: Path) -> None:
    wrong = make_pair(output=change("milk", "data", "priority", to="low"))
    assert [answer["ok"] for answer in verify_lines(tmp_path, wrong, make_pair(), wrong)] == [False, True, False]


@pytest.mark.parametrize(
    "words", ["tomorrow", "yesterday", "next Friday", "in 9 months", "this weekend", "on the 15th"]
)
@pytest.mark.parametrize("day", ["9999-12-31", "0001-01-01"])
def test_ends_of_the_calendar(tmp_path: Path, day: str, words: str) -> None:
    """A day beyond the calendar is no reason to stop."""
    request = make_pair("all", input=f"show my tasks due {words}", reference_date=day)
    assert [answer["line"] for answer in verify_lines(tmp_path, request, make_pair())] == [1, 2]


@pytest.mark.parametrize("word", ["friday ", "1/", "the day after ", "this ", "#a", "milk "])
def test_time_grows_with_the_request_and_not_with_its_square(tmp_path: Path, word: str) -> None:
    spent = []
    for count in (250, 2000):
        start = process_time()
        verify_lines(tmp_path, make_pair(input="add buy milk " + word * count))
        spent.append(process_time() - start)
    assert spent[1] < 20 * spent[0] + 0.3, spent
