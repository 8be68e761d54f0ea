"""`taskdata verify FILE`: what is read, what is printed, and the exit codes."""

import json
import tracemalloc
from collections.abc import Iterator
from pathlib import Path
from time import process_time
from typing import Any

import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st
from right_pairs import RIGHT
from wrong_pairs import WRONG, change

from taskdata.check.duplicates import Seen
from taskdata.cli import main
from taskdata.foundation.hash_table import HashTable
from taskdata.foundation.records import identify
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


def verify(path: Path, *options: str, stdin: str | bytes = "") -> Result:
    """Run the command; only an exit may end it."""
    result = CliRunner().invoke(main, ["verify", str(path), *options], input=stdin)
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
    "a number of 65 bits": '{"input": "delete task 5", "output": {"task_id": 18446744073709551616}}',
    "too deep to be written": '{"input": "x", "output": ' + "[" * 260 + "]" * 260 + "}",
    "nearly too deep": '{"input": "x", "output": ' + "[" * 1010 + "]" * 1010 + "}",
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
    "a key twice": '{"input": "x", "output": {"a": 1, "b": {"c": 1, "c": 1}}}',
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


@pytest.mark.parametrize("line", ["[", "]", "[{", ' [{"input": "add milk",'])
def test_a_list_over_several_lines_is_called_one(tmp_path: Path, line: str) -> None:
    (answer,) = verify_lines(tmp_path, line)
    assert "one object a line" in answer["faults"][0]["message"]


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


def test_nothing_of_a_line_can_steer_the_terminal(tmp_path: Path) -> None:
    told = verify(write(tmp_path, make_pair() | {"\x1b[31m": 1})).stdout
    assert "\x1b" not in told and r"\x1b[31m" in told


# The end of the run


def test_counts_of_the_codes_with_the_first_line_of_each(tmp_path: Path) -> None:
    wrong = make_pair("mum", output=change("mum", "data", "due_date", to="2025-12-29"))
    result = verify(write(tmp_path, make_pair(), "{", wrong, "[]", make_pair()))
    assert [line.split() for line in result.stderr.splitlines()] == [
        ["1", "of", "5", "ok"],
        ["2", "unreadable", "first", "in", "line", "2"],
        ["1", "wrong_value", "first", "in", "line", "3"],
        ["1", "duplicate", "first", "in", "line", "5"],
    ]


def test_days_that_were_not_checked_are_told(tmp_path: Path) -> None:
    undated = {key: value for key, value in make_pair("mum").items() if key != "reference_date"}
    result = verify(write(tmp_path, make_pair(), undated))
    assert result.stderr.splitlines() == [
        "2 of 2 ok",
        "1 line(s) without a reference_date: their days were not checked",
    ]


# Standard input


def test_standard_input_is_verified(tmp_path: Path) -> None:
    lines = write(tmp_path, make_pair(), "{", make_pair("mum")).read_bytes()
    result = verify(Path("-"), stdin=lines)
    assert result.exit_code == 1
    assert result.stdout.startswith("<stdin>:2: unreadable: $: ")
    assert len(result.stdout.splitlines()) == 1
    assert "2 of 3 ok" in result.stderr


def test_standard_input_with_a_byte_order_mark(tmp_path: Path) -> None:
    assert verify(Path("-"), stdin=b"\xef\xbb\xbf" + json.dumps(make_pair()).encode()).exit_code == 0


@pytest.mark.parametrize(("content", "told"), [(b"", "empty"), (json.dumps(make_pair()).encode("utf-16"), "UTF-8")])
def test_unusable_standard_input_is_one_message_and_exit_2(content: bytes, told: str) -> None:
    result = verify(Path("-"), stdin=content)
    assert (result.exit_code, result.stdout, len(result.stderr.splitlines())) == (2, "", 1)
    assert "<stdin>" in result.stderr and told in result.stderr


# Any size


def test_progress_is_told_in_bytes_of_the_file(tmp_path: Path) -> None:
    told: list[int] = []
    path = write(tmp_path, make_pair(), "", "x" * 3_000_000, make_pair("mum"))
    assert len(list(verify_file(PACK, SLOTS, path, told.append))) == 3
    assert sum(told) == path.stat().st_size


@given(st.lists(st.tuples(st.integers(0, 2**64 - 1) | st.integers(0, 40), st.integers(0, 2**64 - 1))))
def test_a_table_of_hashes_is_like_a_dict(pairs: list[tuple[int, int]]) -> None:
    """0 and 1 are one key: as good as any other collision of two hashes."""
    table, model = HashTable(), dict[int, int]()
    for key, value in pairs:
        assert (key in table) == ((key or 1) in model)
        known = model.get(key or 1)
        assert table.setdefault(key, value) == known
        model.setdefault(key or 1, value)
        assert len(table) == len(model)


def test_a_table_of_hashes_grows() -> None:
    table = HashTable()
    for key in range(1, 20_001):
        assert table.setdefault(key * 2**44 + 7, key) is None
    assert all(table.setdefault(key * 2**44 + 7, 0) == key for key in range(1, 20_001))


def test_a_line_that_was_seen_takes_a_few_bytes() -> None:
    """16 bytes a place, of which 53 to 80% are used: at most 30 a line."""
    count, seen = 40_000, Seen()
    tracemalloc.start()
    for number in range(count):
        assert seen.find_faults(f"request {number}", "2026-03-11", {}, number) == []
    kept, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert kept < 32 * count


def test_the_line_and_the_label_are_remembered_in_a_large_file() -> None:
    seen, far = Seen(), 12_345_678_901
    assert seen.find_faults("add milk", "2026-03-11", {"a": 1}, far) == []
    (same,) = seen.find_faults("Add milk!", "2026-03-11", {"a": 1}, far + 1)
    (other,) = seen.find_faults("add milk", "2026-03-11", {"a": 2}, far + 2)
    assert (same.code, other.code) == ("duplicate", "contradiction")
    assert all(f"line {far} " in fault.message for fault in (same, other))


# Suspect days

TWELVE = {
    "input": "remind me to call the landlord twelve days from today",
    "reference_date": "2026-04-30",
    "output": {
        "action": "create_task",
        "data": {"title": "Call the landlord", "priority": "medium", "due_date": "2026-05-12", "status": "pending"},
    },
}
"""Both parsers take it for the reference day; twelve days after April 30 is May 12."""


def test_a_suspect_day_is_told_and_is_no_fault(tmp_path: Path) -> None:
    path = write(tmp_path, make_pair(), TWELVE)
    result = verify(path)
    assert (result.exit_code, result.stdout) == (0, "")
    told = result.stderr.splitlines()[0]
    assert told == (
        "line 2: 'twelve days from today' -> 2026-05-12 (Tuesday); "
        "dateparser and parsedatetime say 2026-04-30 (Thursday)"
    )
    assert "2 of 2 ok" in result.stderr
    answers = [json.loads(line) for line in verify(path, "--json").stdout.splitlines()]
    assert answers[1] == {"line": 2, "id": None, "ok": True, "faults": [], "unchecked": []}


def test_only_days_of_right_labels_from_outside_are_asked_about(tmp_path: Path) -> None:
    """Not those of a label that is wrong already, nor of a day that is unknown, nor of our own records."""
    wrong = TWELVE | {"output": {"action": "delete_task", "task_id": 4}}
    undated = {key: value for key, value in TWELVE.items() if key != "reference_date"}
    text = str(TWELVE["input"])
    record = read_record(
        input=text,
        output=TWELVE["output"],
        reference_date=TWELVE["reference_date"],
        category="create",
        spans=[],
        id=identify(text, str(TWELVE["reference_date"]), []),
    )
    real = record | {"input": f"please {text}", "source": record["source"] | {"kind": "real"}}
    real["id"] = identify(real["input"], real["reference_date"], [])
    verdicts = list(verify_file(PACK, SLOTS, write(tmp_path, wrong, undated, record, real)))
    assert [verdict.verdict.ok for verdict in verdicts] == [False, True, True, True]
    assert [len(verdict.suspects) for verdict in verdicts] == [0, 0, 0, 1]


# The fix report


def report(folder: Path, *lines: Any) -> list[dict[str, Any]]:
    """The report on the lines."""
    out = folder / "fixes.jsonl"
    verify(write(folder, *lines), "--fix-report", str(out), "--force")
    return [json.loads(line) for line in out.read_bytes().splitlines()]


def test_the_report_has_what_is_wrong_what_was_heard_and_what_to_write(tmp_path: Path) -> None:
    wrong = make_pair("q4_budget", output=change("q4_budget", "data", "due_date", to="2026-01-03"))
    out = tmp_path / "fixes.jsonl"
    result = verify(write(tmp_path, make_pair(), wrong), "--fix-report", str(out))
    assert result.exit_code == 1
    assert str(out) in result.stderr.splitlines()[-1]
    (fix,) = [json.loads(line) for line in out.read_bytes().splitlines()]
    assert list(fix) == ["line", "record", "faults", "suspects", "heard", "proposed"]
    assert (fix["line"], fix["record"], fix["suspects"]) == (2, wrong, [])
    assert [(fault["code"], fault["path"]) for fault in fix["faults"]] == [("wrong_value", "$.data.due_date")]
    assert fix["proposed"] == RIGHT["q4_budget"][2] == fix["heard"]["output"]
    words = {value["path"]: value["words"] for value in fix["heard"]["values"]}
    assert words == {
        "$.data.title": "review the Q4 budget",
        "$.data.priority": "high priority",
        "$.data.due_date": "by Friday",
        "$.data.status": None,
    }


def test_what_is_proposed_is_right_and_verifies(tmp_path: Path) -> None:
    """Of the wrong pairs of the tables that get a proposal, it is the right label."""
    wrong = [
        make_pair(name, output=label)
        for name, _, label in WRONG
        if RIGHT[name][2]["action"] != "error" and "data" in label
    ]
    proposals = [(fix["record"]["input"], fix["proposed"]) for fix in report(tmp_path, *wrong) if fix["proposed"]]
    right = {text: label for _, text, label in RIGHT.values()}
    assert len(proposals) > len(wrong) / 2
    assert [(text, said) for text, said in proposals if said != right[text]] == []


def test_lines_that_are_no_pairs_are_reported_as_they_were(tmp_path: Path) -> None:
    nan, bad, list_line, long = '{"input": "x", "output": NaN}', b'{"input": "a\xc3("', "[1,  2]", "y" * 1_000_001
    fixes = report(tmp_path, nan, bad, list_line, long)
    assert [fix["record"] for fix in fixes] == [nan, '{"input": "a\ufffd("', [1, 2], None]
    assert all(fix["heard"] is None and fix["proposed"] is None for fix in fixes)


def test_nothing_is_proposed_that_is_not_clear(tmp_path: Path) -> None:
    """An error, whose words are the author's; a day that depends on an unknown one; the label itself."""
    error = make_pair("no_title", output=make_pair("milk")["output"])
    undated = {"input": "remind me to call mum by Friday", "output": change("mum", "data", "priority", to="high")}
    fixes = report(tmp_path, error, undated, make_pair("mum"), make_pair("mum"))
    assert [fix["line"] for fix in fixes] == [1, 2, 4]
    assert [fix["proposed"] for fix in fixes] == [None, None, None]
    assert fixes[0]["heard"]["output"] == {"action": "error", "error_type": "missing_title"}
    assert fixes[1]["heard"]["output"] is None
    days = [value for value in fixes[1]["heard"]["values"] if value["path"] == "$.data.due_date"]
    assert [(day["value"], day["words"]) for day in days] == [(None, "by Friday")]


def test_a_suspect_day_is_in_the_report(tmp_path: Path) -> None:
    (fix,) = report(tmp_path, make_pair(), TWELVE)
    assert (fix["faults"], fix["proposed"]) == ([], None)
    assert fix["suspects"] == [
        {
            "words": "twelve days from today", "asked": "twelve days from today", "means": "2026-05-12",
            "vote": "suspect", "dateparser": "2026-04-30", "parsedatetime": "2026-04-30",
        }
    ]  # fmt: skip


def test_the_report_of_a_right_file_is_empty_and_said_to_be(tmp_path: Path) -> None:
    out = tmp_path / "fixes.jsonl"
    result = verify(write(tmp_path, make_pair()), "--fix-report", str(out))
    assert (result.exit_code, out.read_bytes()) == (0, b"")
    assert "0 line(s)" in result.stderr


def test_the_report_is_written_whole_or_not_at_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def break_off(*_: object) -> Iterator[tuple[int, bytes]]:
        yield 1, b"{"
        raise KeyboardInterrupt

    out = tmp_path / "fixes.jsonl"
    out.write_text("old")
    path = write(tmp_path, "{")
    monkeypatch.setattr("taskdata.io.files.read_input", break_off)
    result = verify(path, "--fix-report", str(out), "--force")
    assert result.exit_code == 130
    assert out.read_text() == "old"
    assert sorted(file.name for file in tmp_path.iterdir()) == ["fixes.jsonl", "pairs.jsonl"]


def test_a_report_in_the_way_is_kept(tmp_path: Path) -> None:
    out = tmp_path / "fixes.jsonl"
    out.write_text("old")
    result = verify(write(tmp_path, "{"), "--fix-report", str(out))
    assert (result.exit_code, out.read_text(), len(result.stderr.splitlines())) == (2, "old", 1)
    assert "--force" in result.stderr and "--fix-report" in result.stderr


def test_the_report_never_replaces_the_file_itself(tmp_path: Path) -> None:
    path = write(tmp_path, "{")
    assert verify(path, "--fix-report", str(path), "--force").exit_code == 2
    assert path.read_bytes() == b"{\n"


def test_a_report_that_cannot_be_written_is_told_before_the_work(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    result = verify(write(tmp_path, "{"), "--fix-report", str(tmp_path / "file" / "fixes.jsonl"))
    assert (result.exit_code, result.stdout, len(result.stderr.splitlines())) == (2, "", 1)
