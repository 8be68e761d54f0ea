"""Every row of every format has its day, its request and its label, whatever these are."""

import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from format_tools import DIALOGUES, FORMATS, TABLES, make_record, read_format, show_typed, write_records
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from small_pack import PACK, USECASE

from taskdata.author.load import load_pack
from taskdata.foundation.pack import Pack
from taskdata.workflows.dataset_files import open_dataset_file
from taskdata.workflows.export import Export, choose_format
from taskdata.workflows.export_target import write_export

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=30) | st.sampled_from(
    ["=1+1", "+1", "-1", "@x", "NA", "null", "", "1e5", "\r", "a\r\nb", "\n", '"', "it's", ",", "🎉 é", " x ", "\u2028",
     "\0"]
)  # fmt: skip
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**63), 2**63) | st.floats(allow_nan=False, allow_infinity=False) | TEXTS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=3),
    max_leaves=6,
)
FIELDS = st.dictionaries(TEXTS.filter(lambda key: key != "action"), VALUES, max_size=3)


@st.composite
def records(draw: st.DrawFn, number: int) -> dict[str, Any]:
    """A record whose action stands anywhere among its fields."""
    fields = list(draw(FIELDS).items())
    fields.insert(draw(st.integers(0, len(fields))), ("action", draw(st.sampled_from(["send", "stop"]))))
    day = draw(st.dates(date(1900, 1, 1), date(2100, 12, 31)))
    text = draw(TEXTS.filter(bool))
    return make_record(number, input=text, output=dict(fields), reference_date=day.isoformat())


TEN = st.tuples(*(records(number) for number in range(10)))


def load(prompt: str = "Today is {reference_date}.") -> Pack:
    return load_pack(Path(), {**PACK, USECASE: PACK[USECASE].replace("Today is {reference_date}.", prompt)})


PACKS: Mapping[str, Pack] = {"date": load(), "weekday": load("It is {weekday}."), "nothing": load("Be brief.")}


def write(pack: Pack, source: Path, name: str, *, has_system: bool) -> bytes:
    made = Export(pack, open_dataset_file(source), choose_format(name), has_system=has_system)
    out = source.with_name("out")
    write_export(made, out)
    return (out / made.files[0].name).read_bytes()


def say_asked(record: Mapping[str, Any]) -> str:
    """The request behind its day."""
    weekday = WEEKDAYS[date.fromisoformat(record["reference_date"]).weekday()]
    return f"[{record['reference_date']}, {weekday}] {record['input']}"


@pytest.mark.parametrize("name", FORMATS)
@given(ten=TEN, prompt=st.sampled_from(["date", "weekday", "nothing", "none"]))
@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_no_row_loses_its_day_its_request_or_its_label(
    name: str, ten: tuple[dict[str, Any], ...], prompt: str, tmp_path: Path
) -> None:
    source = write_records(tmp_path / "data.jsonl", ten)
    data = write(PACKS["date" if prompt == "none" else prompt], source, name, has_system=prompt != "none")
    rows = read_format(name, data)
    assert len(rows) == 10
    for record, row in zip(ten, rows, strict=True):
        is_bare = name in TABLES or prompt == "date"
        assert row.asked == (record["input"] if is_bare else say_asked(record))
        assert record["reference_date"] in row.text
        in_order = name != "openai-tools"
        assert show_typed(row.label, in_order=in_order) == show_typed(record["output"], in_order=in_order)


@pytest.mark.parametrize("name", FORMATS)
def test_the_same_records_give_the_same_bytes(name: str, tmp_path: Path) -> None:
    source = write_records(tmp_path / "data.jsonl", map(make_record, range(12)))
    first, second = (write(PACKS["date"], source, name, has_system=True) for _ in range(2))
    assert first == second


SYSTEM, USER = {"role": "system", "content": "Today is 2025-03-04."}, {"role": "user", "content": "send box 0"}
LABEL = '{"action":"send","item":"box 0"}'
ANSWER = {"role": "assistant", "content": LABEL}
ID = "0000000000000000"
ROWS: Mapping[str, Any] = {
    "openai-chat": {"messages": [SYSTEM, USER, ANSWER]},
    "messages": {"messages": [SYSTEM, USER, ANSWER], "id": ID, "category": "out"},
    "prompt-completion": {"prompt": [SYSTEM, USER], "completion": [ANSWER], "id": ID, "category": "out"},
    "alpaca": {"instruction": "Today is 2025-03-04.", "input": "send box 0", "output": LABEL, "id": ID},
    "sharegpt": {
        "id": ID,
        "conversations": [
            {"from": "system", "value": "Today is 2025-03-04."},
            {"from": "human", "value": "send box 0"},
            {"from": "gpt", "value": LABEL},
        ],
    },
    "llama-factory": {"system": "Today is 2025-03-04.", "instruction": "send box 0", "output": LABEL, "id": ID},
    "pairs": {
        "input": "send box 0", "reference_date": "2025-03-04", "output": {"action": "send", "item": "box 0"},
    },
}  # fmt: skip
BARE = "[2025-03-04, Tuesday] send box 0"
BARE_ROWS: Mapping[str, Any] = {
    "openai-chat": {"messages": [{"role": "user", "content": BARE}, ANSWER]},
    "alpaca": {"instruction": BARE, "input": "", "output": LABEL, "id": ID},
    "llama-factory": {"system": "", "instruction": BARE, "output": LABEL, "id": ID},
    "pairs": ROWS["pairs"],
}


def write_first(tmp_path: Path, name: str, *, has_system: bool) -> Any:
    source = write_records(tmp_path / "data.jsonl", map(make_record, range(10)))
    return json.loads(write(PACKS["date"], source, name, has_system=has_system).split(b"\n")[0])


@pytest.mark.parametrize("name", ROWS)
def test_a_row_with_the_system_prompt(name: str, tmp_path: Path) -> None:
    row = write_first(tmp_path, name, has_system=True)
    assert show_typed(row) == show_typed(ROWS[name])


@pytest.mark.parametrize("name", BARE_ROWS)
def test_a_row_without_it(name: str, tmp_path: Path) -> None:
    assert write_first(tmp_path, name, has_system=False) == BARE_ROWS[name]


def test_a_row_with_functions(tmp_path: Path) -> None:
    row = write_first(tmp_path, "openai-tools", has_system=True)
    call = {
        "id": "call_0000000000000000",
        "type": "function",
        "function": {"name": "send", "arguments": '{"item":"box 0"}'},
    }
    assert row["messages"] == [SYSTEM, USER, {"role": "assistant", "tool_calls": [call]}]
    assert row["parallel_tool_calls"] is False
    assert list(row) == ["messages", "tools", "parallel_tool_calls"]
    assert [(tool["type"], tool["function"]["name"], tool["function"]["description"]) for tool in row["tools"]] == [
        ("function", "send", "a parcel is sent"),
        ("function", "stop", "a parcel is stopped"),
    ]


def test_the_table(tmp_path: Path) -> None:
    """Edge cases are joined; what a record does not have is empty."""
    source = write_records(
        tmp_path / "data.jsonl",
        [
            make_record(1, split="test", input='say "=1"'),
            make_record(2, split="test", facets={}, source={"kind": "real", "group": "g"}),
        ],
    )
    assert write(PACKS["date"], source, "csv", has_system=True).decode().split("\r\n") == [
        "id,split,category,reference_date,input,output,action,style,family,source_kind,edge_cases",
        '0000000000000001,test,out,2025-03-04,"say ""=1""","{""action"":""send"",""item"":""box 1""}",'
        "send,tidy,send_plain,template,a;b",
        '0000000000000002,test,out,2025-03-04,send box 2,"{""action"":""send"",""item"":""box 2""}",,,,real,',
        "",
    ]


@pytest.mark.parametrize("name", DIALOGUES)
def test_files_are_written_while_they_are_read(name: str) -> None:
    """A row is given before the next dialogue is asked for: nothing waits in memory for the end."""
    from taskdata.deliver.formats.base import Domain
    from taskdata.foundation.records import Example
    from taskdata.serving.functions import list_functions
    from taskdata.workflows.dialogues import DialogueMaker

    pack, asked = PACKS["date"], list[int]()
    made = choose_format(name).made(Domain("parcels", "action", list_functions(pack)))
    maker = DialogueMaker(pack, has_system=True)

    def give(number: int) -> Any:
        asked.append(number)
        return maker.make(Example.model_validate_json(json.dumps(make_record(number))))

    pieces = made.write(map(give, range(5)))
    assert next(iter(pieces)).endswith(b"\n")
    assert asked == [0]
