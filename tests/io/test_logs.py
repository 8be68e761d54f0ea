"""Logs are read from any kind of file, line by line; what cannot be read is told without a piece of it."""

import csv
import gzip
import io
import json
import random
import sys
import tracemalloc
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from time import process_time
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from taskdata.foundation.errors import InputError
from taskdata.foundation.records import Failure
from taskdata.io.log_records import NEEDS
from taskdata.io.logs import LogLine, UnreadableLine, parse_assignments, read_log

SECRET = "Xaver"
A, B, C = {"input": "a"}, {"input": "b"}, {"input": "c"}


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "log"


def read(file: Path, content: bytes | str, *maps: str, is_plain: bool | None = None) -> list[Any]:
    """Lines as pairs of number and object; unreadable ones as triples of number, reason, length."""
    file.write_bytes(content.encode() if isinstance(content, str) else content)
    items = list(read_log(file, parse_assignments(maps), is_plain=is_plain))
    return [
        (item.number, item.data) if isinstance(item, LogLine) else (item.number, item.reason, item.length)
        for item in items
    ]


def refuse(file: Path, content: bytes | str, *maps: str, is_plain: bool | None = None) -> str:
    with pytest.raises(InputError) as caught:
        read(file, content, *maps, is_plain=is_plain)
    message = str(caught.value)
    assert message.startswith(str(file))
    assert "\n" not in message
    assert SECRET not in message
    return message.removeprefix(str(file))


# Kinds of files


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ('{"input": "a"}\n{"input": "b"}\n', [(1, A), (2, B)]),
        ('\ufeff\n{"input": "a"}\r\n \n{"input": "b"}', [(2, A), (4, B)]),
        ('"a"\n"b"\n', [(1, A), (2, B)]),
        ('"a"\n{"input": "b"}\n', [(1, A), (2, B)]),
        ('[{"input": "a"}, {"input": "b"}]', [(1, A), (1, B)]),
        ('[\n  {\n    "input": "a"\n  },\n  {\n    "input": "b"\n  }\n]\n', [(2, A), (5, B)]),
        ('\n[\n{"input": "a"}\n,\n{"input": "b"}]\n\n', [(3, A), (5, B)]),
        ('["a", "b"]', [(1, A), (1, B)]),
        ('{\n "input": "a"\n}\n{\n "input": "b"\n}\n', [(1, A), (4, B)]),
        ("[]", []),
        (" [\n]\n", []),
        ("input\na\n\nb\n", [(1 + 1, A), (4, B)]),
        ("\ufeff\nInput,x\r\na,1\r\nb,\r\n", [(3, {"input": "a", "x": "1"}), (4, B)]),
        ('"x";"INPUT"\n1;a\n;b\n', [(2, {"x": "1", "input": "a"}), (3, B)]),
        ("input\tx\na,;|\t1\n", [(2, {"input": "a,;|", "x": "1"})]),
        ("input|x|y\na|1|\n", [(2, {"input": "a", "x": "1"})]),
        ("sep=;\ninput;a,b,c\na;1\n", [(3, {"input": "a", "a,b,c": "1"})]),
        ('input,x\n"a\n""b"", c",1\nb,2\n', [(2, {"input": 'a\n"b", c', "x": "1"}), (4, {"input": "b", "x": "2"})]),
        ("input\na, b; c\n", [(2, {"input": "a, b; c"})]),
        (",input\n0,a\n1,b\n", [(2, A), (3, B)]),
        ("input,x,y\na\n,,\nb,1\n", [(2, A), (3, "'input' must be text that is not blank", 3), (4, B | {"x": "1"})]),
        ("a\n\nb\n", [(1, A), (3, B)]),
        ("[urgent] a, b\n[ ] b\n", [(1, {"input": "[urgent] a, b"}), (2, {"input": "[ ] b"})]),
        ('"a" or b\n', [(1, {"input": '"a" or b'})]),
    ],
)
def test_every_kind_is_known_by_its_content(file: Path, content: str, expected: list[Any]) -> None:
    assert read(file, content) == expected
    assert read(file, gzip.compress(content.encode())) == expected
    for encoding in ("utf-16-le", "utf-16-be"):
        marked = ("\ufeff" + content.removeprefix("\ufeff")).encode(encoding)
        assert [item[:2] for item in read(file, marked)] == [item[:2] for item in expected]


def test_standard_input_is_read_as_a_file_is(monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[int] = []
    content = b'{"input": "a"}\n{"input": 1}\n'
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(content)))

    items = list(read_log(Path("-"), {}, progress=told.append))

    assert items == [LogLine(1, {"input": "a"}), UnreadableLine(2, "'input' must be text that is not blank", 13)]
    assert sum(told) == len(content)


def test_the_bytes_of_the_file_itself_are_told(file: Path) -> None:
    told: list[int] = []
    packed = gzip.compress(b'{"input": "a"}\n' * 50_000, mtime=0)
    file.write_bytes(packed)

    assert len(list(read_log(file, {}, progress=told.append))) == 50_000
    assert sum(told) == len(packed)


def test_files_that_were_packed_and_put_together_are_read_to_the_end(file: Path) -> None:
    packed = gzip.compress(b'{"input": "a"}\n', mtime=0) + gzip.compress(b'{"input": "b"}\n', mtime=0) + b"\0" * 512

    assert read(file, packed) == [(1, A), (2, B)]


FULL = {
    "input": "a",
    "raw_output": "{}",
    "reference_date": "2025-12-29",
    "timestamp": "2025-12-29T08:30:00+03:00",
    "expected": {"x": [1, None]},
    "error": "e",
    "model": "m",
    "latency_ms": 12.5,
    "own": "o",
}


def test_cells_become_what_the_keys_must_be(file: Path) -> None:
    row = '"{}",2025-12-29, 2025-12-29T08:30:00+03:00 ,"{""x"": [1, null]}",e,m,12.5,o'

    assert read(file, f"input,{','.join(list(FULL)[1:])}\na,{row}\n") == [(2, FULL)]


def test_what_is_read_is_a_failure(file: Path) -> None:
    [(_, data)] = read(file, json.dumps(FULL))

    assert data == FULL
    assert Failure.model_validate_json(json.dumps(data)).expected == {"x": [1, None]}


def test_there_is_a_sentence_for_every_key() -> None:
    texts = {key for key, field in Failure.model_fields.items() if field.annotation in (str, str | None)}

    assert list(NEEDS) == list(Failure.model_fields)
    assert {key for key, need in NEEDS.items() if need.startswith("must be text")} == texts


# Lines that cannot be read

JSON_FAULTS = [
    (f'{{"input": "{SECRET}"', "it is not JSON: it ends too early, at column 18"),
    (f'{{"input": {SECRET}}}', "it is not JSON from column 11 on"),
    ('{"input": "a", "x": 1e999}', "a number is too large; write one that 64 bits can hold"),
    ('{"input": "a", "x": 18446744073709551616}', "a number is too large; whole numbers may have 64 bits"),
    ('{"input": "a", "x": ' + "[" * 300 + "]" * 300 + "}", "too deep in one another"),
    ('{"input": "a", "x": ' + "[" * 220 + "]" * 220 + "}", "too deep in one another"),
    ('{"input": "a", "x": ' + "[" * 5000 + "]" * 5000 + "}", "too deep in one another"),
    (f'{{"input": "a", "{SECRET}": 1, "{SECRET}": 2}}', "a key stands twice in one object; keep one of the two"),
    ('{"input": "a", "x": NaN}', "it is not JSON from column 21 on"),
    ('{"input": "\\ud800"}', "it is not JSON from column"),
    ('{"text": "a"}', "'input' must be text that is not blank"),
    ('{"input": " \\n"}', "'input' must be text that is not blank"),
    ('{"input": ["a"]}', "'input' must be text that is not blank"),
    ('{"input": null}', "'input' must be text that is not blank"),
    (f'{{"input": "a", "raw_output": ["{SECRET}"]}}', "'raw_output' must be text"),
    ('{"input": "a", "error": 1}', "'error' must be text"),
    ('{"input": "a", "model": 1}', "'model' must be text"),
    (f'{{"input": "a", "expected": ["{SECRET}"]}}', "'expected' must be a JSON object"),
    ('{"input": "a", "expected": "{}"}', "'expected' must be a JSON object"),
    ('{"input": "a", "latency_ms": -1}', "'latency_ms' must be a number that is not negative"),
    ('{"input": "a", "latency_ms": "1"}', "'latency_ms' must be a number that is not negative"),
    ('{"input": "a", "reference_date": "2025-02-30"}', "'reference_date' must be a day such as"),
    ('{"input": "a", "reference_date": "86400"}', "'reference_date' must be a day such as"),
    ('{"input": "a", "timestamp": "2025-12-29T08:30:00"}', "'timestamp' must be a time with its offset, such as"),
    ('{"input": "a", "timestamp": "1700000000"}', "'timestamp' must be a time with its offset, such as"),
    ('{"input": "a", "timestamp": 1700000000}', "'timestamp' must be a time with its offset, such as"),
    ('{"input": "a", "x": "\0"}', "it has a NUL byte, which no text has"),
]


@pytest.mark.parametrize(("line", "reason"), JSON_FAULTS)
def test_a_line_that_cannot_be_read_keeps_no_other_from_it(file: Path, line: str, reason: str) -> None:
    first, second, third = read(file, f'{{"input": "a"}}\n{line}\n{{"input": "b"}}\n')

    assert (first, third) == ((1, A), (3, B))
    assert second[0] == 2
    assert reason in second[1]
    assert SECRET not in second[1]
    assert second[2] == len(line.encode()) + 1


@pytest.mark.parametrize("value", ["1", "null", "[]", "true"])
def test_a_line_that_is_json_but_no_object(file: Path, value: str) -> None:
    reason = "it is no JSON object; give each request as an object with the key 'input'"

    assert read(file, f'{{"input": "a"}}\n{value}\n') == [(1, A), (2, reason, len(value) + 1)]


@pytest.mark.parametrize(("line", "reason"), JSON_FAULTS)
@pytest.mark.parametrize("separator", [",", ",\n"])
def test_a_broken_object_keeps_no_other_from_being_read(file: Path, separator: str, line: str, reason: str) -> None:
    parts = ('{"input": "a"}', line, '{"input": "b"}')
    first, second, third = read(file, f"[{separator.join(parts)}]")

    assert (first, third) == ((1, A), (1 + 2 * separator.count("\n"), B))
    assert second[0] == 1 + separator.count("\n")
    assert "not JSON" in second[1] if "not JSON" in reason else reason in second[1]
    assert SECRET not in second[1]


def test_lines_are_told_of_objects_that_are_spread_over_some(file: Path) -> None:
    good = json.dumps([A | {"expected": {"x": [{}]}}, B], indent=2)
    broken = good.replace('"input": "a"', f'"input": {SECRET}')

    assert [item[0] for item in read(file, good)] == [2, 10]
    assert read(file, broken) == [(2, "it is not JSON from line 2 of it, column 14 on", 85), (10, B)]


def test_an_array_without_another_object_after_a_broken_one_says_so(file: Path) -> None:
    first, second = read(file, '[{"input": "a"},\n{"input": x}]\n')

    assert first == (1, A)
    assert second == (2, "it is not JSON from column 11 on; no object that can be read stands after it", 14)


def test_an_array_that_is_not_closed_says_so(file: Path) -> None:
    assert read(file, '[{"input": "a"},\n') == [
        (1, A),
        (2, "the list ends without ']', so the file may be cut short; get it anew", 0),
    ]


def test_what_stands_between_objects_of_an_array_is_told(file: Path) -> None:
    no_object = "it is no JSON object; give each request as an object with the key 'input'"

    assert read(file, '[{"input": "a"}, 12, {"input": "b"}, null]') == [
        (1, A),
        (1, no_object, 2),
        (1, B),
        (1, no_object, 4),
    ]


LONG = "it is longer than 100,000 bytes; cut it down, or leave it out"


@pytest.mark.parametrize("spare", [0, 1, 100_000, 1_000_000])
def test_a_line_over_the_limit_is_told_and_the_next_has_its_own_number(file: Path, spare: int) -> None:
    line = json.dumps({"input": "x" * (100_000 - 13 + spare)})
    size = len(line)
    assert size == 100_000 + spare
    told = (2, LONG, size + 1)

    found = read(file, f'{{"input": "a"}}\n{line}\n{{"input": "b"}}\n')
    assert (found[0], found[2]) == ((1, A), (3, B))
    assert (found[1] == told) == (spare > 0)
    in_array = read(file, f'[{{"input": "a"}},\n{line},\n{{"input": "b"}}]\n')
    assert (in_array[0], in_array[2]) == ((1, A), (3, B))
    assert (in_array[1][:2] == told[:2]) == (spare > 0)
    row = "x" * (100_000 - 1 + spare)
    in_table = read(file, f"input,x\na,\n{row},\nb,\n")
    assert (in_table[0], in_table[2]) == ((2, A), (4, B))
    assert (in_table[1] == (3, LONG, size + 1)) == (spare > 0)
    plain = read(file, f"a\n{'x' * size}\nb\n")
    assert (plain[0], plain[2]) == ((1, A), (3, B))
    assert (plain[1] == told) == (spare > 0)


NO_UTF8 = "it is not UTF-8 text; save it as UTF-8"


@pytest.mark.parametrize(
    ("before", "bad", "after", "number"),
    [
        (b'{"input": "a"}\n', b'{"input": "\xff"}\n', b'{"input": "b"}\n', 2),
        (b'[{"input": "a"},\n', b'{"input": "\xff"}', b',{"input": "b"}]\n', 2),
        (b"input,x\na,\n", b"\xe4,\n", b"b,\n", 3),
        (b"a\n", b"\xe4 and some more\n", b"b\n", 2),
    ],
)
def test_bytes_that_are_no_text_cost_one_line(file: Path, before: bytes, bad: bytes, after: bytes, number: int) -> None:
    found = read(file, before + bad + after)

    assert [item[1] for item in found] == [A, NO_UTF8, B]
    assert found[1] == (number, NO_UTF8, len(bad))


def test_half_a_pair_of_surrogates_costs_one_line(file: Path) -> None:
    content = "\ufeff" + '{"input": "a"}\n{"input": "\ud800"}\n{"input": "b"}\n'

    assert [item[1] for item in read(file, content.encode("utf-16-le", "surrogatepass"))] == [A, NO_UTF8, B]


# Tables that are broken


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (f"{SECRET},1,2", "it has 3 cells, and the header 2; quote cells that hold delimiters"),
        (f'"{SECRET}" x,1', "a quote or line end inside of a cell breaks it"),
        (f'"{SECRET},1', "a quote or line end inside of a cell breaks it"),
        (f"{SECRET}\rx,1", "a quote or line end inside of a cell breaks it"),
        (f"{SECRET}\0,1", "it has a NUL byte, which no text has"),
        (",1", "'input' must be text that is not blank"),
    ],
)
def test_a_row_that_is_broken_keeps_no_other_from_being_read(file: Path, row: str, reason: str) -> None:
    first, second, third, fourth = read(file, f'input,x\na,1\n{row}\n"b",2\nc,3\n')

    assert (first, third, fourth) == ((2, A | {"x": "1"}), (4, B | {"x": "2"}), (5, C | {"x": "3"}))
    assert second[0] == 3
    assert second[1].startswith(reason)
    assert SECRET not in second[1]
    assert second[2] == len(row) + 1


@pytest.mark.parametrize(
    ("column", "cell"),
    [
        ("expected", "[1]"), ("expected", "x"), ("expected", '"{""x"": 1, ""x"": 2}"'),
        ("latency_ms", "fast"), ("latency_ms", "-1"), ("latency_ms", "true"), ("latency_ms", "1_0"),
        ("timestamp", "2025-12-29 08:30"), ("reference_date", "29.12.2025"),
    ],
)  # fmt: skip
def test_a_cell_that_is_not_what_its_column_must_be(file: Path, column: str, cell: str) -> None:
    first, second = read(file, f"input,{column}\na,{cell}\nb,\n")

    assert (first[0], second) == (2, (3, B))
    assert first[1].startswith(f"'{column}' must be") or first[1].startswith("a key stands twice")


def test_rows_within_a_broken_one_are_read_only_where_they_are_whole(file: Path) -> None:
    found = read(file, 'input,x\n"a,1\nsome words\nb,2\n')

    assert [item[:2] for item in found[1:]] == [
        (3, "it may be a part of the row before it, of which the quotes are broken"),
        (4, B | {"x": "2"}),
    ]
    assert found[0][0] == 2


# Files that are damaged


@pytest.mark.parametrize(
    ("content", "data"),
    [
        ("".join(f'{{"input": "{n}"}}\n' for n in range(5000)), [{"input": str(n)} for n in range(5000)]),
        (json.dumps([{"input": str(n)} for n in range(5000)]), [{"input": str(n)} for n in range(5000)]),
        (
            "input,x\n" + "".join(f'"{n}","1\n1"\n' for n in range(5000)),
            [{"input": str(n), "x": "1\n1"} for n in range(5000)],
        ),
        ("".join(f"request {n}\n" for n in range(5000)), [{"input": f"request {n}"} for n in range(5000)]),
    ],
)  # fmt: skip
@pytest.mark.parametrize("share", [0.3, 0.5, 0.77])
def test_of_a_file_that_was_cut_short_all_is_given_that_is_whole(
    file: Path, content: str, data: list[dict[str, Any]], share: float
) -> None:
    packed = gzip.compress(content.encode(), mtime=0)

    *found, last = read(file, packed[: int(len(packed) * share)])

    assert 100 < len(found) < 5000
    assert [item[1] for item in found] == data[: len(found)]
    assert last[1] == "the compressed file is cut short here"


def test_of_a_file_that_is_damaged_all_before_it_is_given(file: Path) -> None:
    noise = random.Random(1)
    lines = "".join(f'{{"input": "{noise.random()}"}}\n' for _ in range(20_000))
    packed = bytearray(gzip.compress(lines.encode(), mtime=0))
    packed[-8:-4] = b"\0" * 4
    spoilt = packed[: len(packed) // 2] + noise.randbytes(100_000)

    *found, last = read(file, bytes(packed))
    assert len(found) == 20_000
    assert last == (20_001, "the compressed file is damaged from here on", 0)
    *found, last = read(file, bytes(spoilt))
    assert 5_000 < len(found) < 20_000
    assert last[1] == "the compressed file is damaged from here on"
    assert [item for item in found[:5_000] if len(item) == 3] == []


# Names


@pytest.mark.parametrize(
    "content",
    [
        '{"text": "a", "answer": "{}"}\n',
        '[{"text": "a", "answer": "{}"}]',
        "Text,ANSWER\na,{}\n",
    ],
)
def test_keys_and_columns_get_the_names_of_records(file: Path, content: str) -> None:
    assert [item[1] for item in read(file, content, "input=text", "raw_output = answer")] == [
        {"input": "a", "raw_output": "{}"}
    ]


def test_a_name_may_be_another_key_s(file: Path) -> None:
    line = '{"q": "a", "input": "{}"}\n'

    assert read(file, line, "input=q", "raw_output=input") == [(1, {"input": "a", "raw_output": "{}"})]


def test_two_keys_for_one_name(file: Path) -> None:
    reason = "'input' and 'text' both stand for 'input'; keep one of the two"

    assert read(file, '{"text": "a", "input": "b"}\n', "input=text") == [(1, reason, 28)]


def test_a_reason_has_the_name_of_the_file_as_well(file: Path) -> None:
    reason = "'input' (here 'text') must be text that is not blank"

    assert read(file, '{"text": "a"}\n{"text": " "}\n', "input=text") == [(1, A), (2, reason, 14)]


def test_a_mapped_key_that_no_object_has(file: Path) -> None:
    file.write_text('{"input": "a"}\n{"input": "b"}\n')
    items = read_log(file, {"raw_output": "answer"})

    assert [next(items), next(items)] == [LogLine(1, {"input": "a"}), LogLine(2, {"input": "b"})]
    with pytest.raises(InputError, match="--map raw_output=answer: no object has the key 'answer'"):
        next(items)


@pytest.mark.parametrize(
    ("assignments", "message"),
    [
        (["input"], "--map input: write the name of a record, '=' and that of the file, such as input=text"),
        (["=x"], "--map =x: write the name"),
        (["input="], "--map input=: write the name"),
        (["text=x"], "no record has 'text'; it may have input, raw_output, reference_date, timestamp, expected, error"),
        (["input=x", "input=y"], "--map input=y: 'input' is mapped already; name one column for it"),
        (["input=x", "error=x"], "--map error=x: 'x' is mapped already; give each column one name"),
    ],
)
def test_a_mapping_that_says_nothing(assignments: list[str], message: str) -> None:
    with pytest.raises(InputError) as caught:
        parse_assignments(assignments)
    assert message in str(caught.value)


def test_a_mapping_may_hold_an_equals_sign() -> None:
    assert parse_assignments(["input=a=b", " model = m "]) == {"input": "a=b", "model": "m"}


# Files that cannot be used


@pytest.mark.parametrize(
    ("content", "maps", "message"),
    [
        ("", (), ": the file is empty, or has only blank lines; name one with a request in it"),
        (" \n\n", (), ": the file is empty, or has only blank lines; name one with a request in it"),
        (
            gzip.compress(b"", mtime=0),
            (),
            ": the file is empty, or has only blank lines; name one with a request in it",
        ),
        (
            gzip.compress(b"abc", mtime=0)[:6],
            (),
            ": nothing of it can be unpacked (the compressed file is cut short here)",
        ),
        ("a".encode("utf-16-le"), (), ": this is not UTF-8 text; save it as UTF-8"),
        ("{}".encode("utf-32"), (), ": this is not UTF-8 text; save it as UTF-8"),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 99, (), ": this is not UTF-8 text; save it as UTF-8, as JSON"),
        ("größe\nübel\n".encode("latin-1"), (), ": this is not UTF-8 text; save it as UTF-8, as JSON"),
        ("input;größe\na;1\n".encode("latin-1"), (), ":1: the header is not UTF-8 text; save the file as 'CSV UTF-8'"),
        ("text,label\nXaver,1\n", (), ":1: there is no column 'input'; name the one of the request with --map input="),
        ("\nXaver\n", ("input=text",), ":2: there is no column 'text'; name the one of the request with --map input="),
        ("input,x\na,1\n", ("model=y",), ":1: there is no column 'y'; name one of the header with --map model="),
        ("input,Input\na,1\n", (), ":1: there are two columns for 'input'; rename or take out one of them"),
        ("input,text\na,1\n", ("input=text",), ":1: there are two columns for 'input'; rename or take out one"),
        ("input,Xaver,xaver\na,1\n", (), ":1: there are two columns with the same name; rename or take out one"),
        (
            'started\n{"input": "Xaver"}\n',
            (),
            ":2: this is a JSON object, and the lines before it are not; take them out",
        ),
        ("input,x\ra,1\rb,2\r", (), ": its lines end as those of old Macs do; save it with the line ends of"),
    ],
)
def test_a_file_that_cannot_be_used(file: Path, content: bytes | str, maps: tuple[str, ...], message: str) -> None:
    assert refuse(file, content, *maps).startswith(message)


def test_a_file_that_is_not_there_and_a_folder(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"gone: cannot be read \(no such file or directory\); name a file"):
        next(read_log(tmp_path / "gone", {}))
    with pytest.raises(InputError, match="this is a folder; name the file"):
        next(read_log(tmp_path, {}))


def test_plain_text_only_where_it_may_be(file: Path) -> None:
    looked_for = ":1: this is none of JSON lines, one JSON array of objects, or CSV with a column 'input'; where the"

    assert refuse(file, "a and b\n", is_plain=False).startswith(looked_for)
    assert read(file, "a and b\n", is_plain=True) == [(1, {"input": "a and b"})]
    assert read(file, "milk,eggs\nham,jam\n", is_plain=True) == [(1, {"input": "milk,eggs"}), (2, {"input": "ham,jam"})]
    assert "--map input=" in refuse(file, "milk,eggs\nham,jam\n")


# All kinds say the same

TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1, max_size=20)
WORDS = TEXTS.filter(lambda text: bool(text.strip()))
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**63), 2**64 - 1) | st.floats(-1e300, 1e300) | TEXTS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=3),
    max_leaves=5,
)  # fmt: skip
OPTIONAL = {
    "raw_output": TEXTS,
    "reference_date": st.dates().map(str),
    "timestamp": st.datetimes().map(lambda time: time.isoformat() + "+03:00"),
    "expected": st.dictionaries(TEXTS, VALUES, max_size=3),
    "error": TEXTS,
    "model": TEXTS,
    "latency_ms": st.integers(0, 10**6) | st.floats(0, 10**6),
    "own": TEXTS,
    "Own two": TEXTS,
}
OBJECTS = st.fixed_dictionaries({"input": WORDS}, optional=OPTIONAL)


def write_table(objects: Sequence[dict[str, Any]], delimiter: str) -> bytes:
    text = io.StringIO()
    writer = csv.DictWriter(text, ["input", *OPTIONAL], delimiter=delimiter)
    writer.writeheader()
    for data in objects:
        writer.writerow(
            {key: json.dumps(value) if key in ("expected", "latency_ms") else value for key, value in data.items()}
        )
    return text.getvalue().encode()


@settings(max_examples=60, deadline=None)
@given(st.lists(OBJECTS, min_size=1, max_size=5), st.sampled_from(",;\t|"), st.booleans())
def test_the_same_objects_come_back_from_every_kind(
    objects: list[dict[str, Any]], delimiter: str, is_ascii: bool
) -> None:
    lines = "\n".join(json.dumps(data, ensure_ascii=is_ascii) for data in objects).encode()
    compact = json.dumps(objects, ensure_ascii=is_ascii, separators=(",", ":")).encode()
    indented = json.dumps(objects, ensure_ascii=is_ascii, indent=2).encode()
    with TemporaryDirectory() as folder:
        file = Path(folder) / "log"
        for content in (lines, compact, indented, write_table(objects, delimiter)):
            assert [item[1] for item in read(file, content)] == objects
            assert [item[1] for item in read(file, gzip.compress(content, mtime=0))] == objects


@pytest.mark.parametrize(
    ("content", "good", "bad"),
    [
        ("input,x\n" + '"abc,1\n' * 20_001, 0, 20_001),
        ('input,x\n"abc\n' + "abc def,1\n" * 30_000, 30_000, 1),
        ('[{"input": "a},' + '{"input": "b"},' * 30_000 + '{"input": "b"}]', 30_001, 1),
        ("[" + '{"input": "a"},{"input": x},' * 10_000 + "]", 10_000, 10_000),
        ('[{"input": "a"},' + "{ " * 300_000, 1, 1),
        ('[{"input": "a"}, x ' + '{"x": 1} ' * 100_000, 1, 1),
    ],
)
def test_broken_files_are_read_in_a_time_that_grows_with_them(file: Path, content: str, good: int, bad: int) -> None:
    start = process_time()
    found = read(file, content)

    assert (sum(len(item) == 2 for item in found), sum(len(item) == 3 for item in found)) == (good, bad)
    assert process_time() - start < 10


@pytest.mark.parametrize(
    "content",
    [
        '{"input": "Xaver", "Xaver": {"Xaver": 1}}\n{"input": "Xaver"}\n',
        '[{"input": "Xaver", "Xaver": {"Xaver": 1}},\n{"input": "Xaver"}]\n',
        'input,expected\n"Xaver, Xaver","{""Xaver"": ""Xaver""}"\nXaver,\n',
    ],
)
def test_no_message_holds_a_piece_of_the_file(file: Path, content: str) -> None:
    for place in range(len(content)):
        for sign in ("", '"', "\0", "{", "]", "\\", ",", "\n"):
            try:
                found = read(file, content[:place] + sign + content[place + 1 :])
            except InputError as error:
                assert SECRET[1:] not in str(error)
            else:
                assert not any(SECRET[1:] in item[1] or SECRET[:-1] in item[1] for item in found if len(item) == 3)


@settings(max_examples=200, deadline=None)
@given(
    st.binary(max_size=60) | TEXTS.map(str.encode),
    st.sampled_from([b"{", b"[{", b"input,x\n", b"", b"\x1f\x8b", b"\xff\xfe"]),
)
def test_no_file_is_read_otherwise_than_to_its_end_or_refused(content: bytes, start: bytes) -> None:
    with TemporaryDirectory() as folder:
        try:
            for item in read(Path(folder) / "log", start + content):
                assert len(item) == 2 or not content.strip() or item[1].isascii()
        except InputError:
            pass


# Large files


@pytest.mark.parametrize("is_spread", [False, True])
def test_a_large_array_takes_little_memory(file: Path, is_spread: bool) -> None:
    text = json.dumps({"input": "a" * 1000, "expected": {"x": "ü" * 5000}}, indent=2 if is_spread else None)
    with file.open("w") as out:
        out.write("[" + text)
        for _ in range(2_699):
            out.write(", " + text)
        out.write("]")
    assert file.stat().st_size > 80_000_000

    tracemalloc.start()
    try:
        assert sum(isinstance(item, LogLine) for item in read_log(file, {})) == 2_700
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert peak < 4_000_000


def test_a_small_packed_file_that_is_large_unpacked_takes_little_memory(file: Path) -> None:
    file.write_bytes(gzip.compress(b'{"input": "a"}\n' + b" " * 60_000_000 + b'\n{"input": "b"}\n', mtime=0))

    tracemalloc.start()
    try:
        items = list(read_log(file, {}))
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert items == [LogLine(1, {"input": "a"}), UnreadableLine(2, LONG, 60_000_001), LogLine(3, {"input": "b"})]
    assert peak < 4_000_000
