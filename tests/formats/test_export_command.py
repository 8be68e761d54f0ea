"""`taskdata export` as users call it: where the files go, what is told, what is refused before anything is written."""

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, get_args

import pytest
from format_tools import EXPENSES, FORMATS, ROOT, export, make_record, read_records, write_records
from small_pack import FAMILIES, PACK, SCHEMA, SLOTS, USECASE, write_pack

from taskdata.foundation.records import Example
from taskdata.foundation.split_names import SPLITS

MVP = ROOT / "data" / "mvp"
DATASET = EXPENSES / "data"
OF_EXPENSES = ("--pack", EXPENSES)


@pytest.fixture(scope="module")
def pack(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_pack(tmp_path_factory.mktemp("pack"), PACK)


def assert_refused(arguments: tuple[object, ...], *words: str) -> str:
    """One message with exit code 2, and nothing on stdout."""
    came = export(*arguments)
    assert (came.exit_code, came.stdout) == (2, ""), came.output
    assert came.stderr.startswith("taskdata: ")
    assert [word for word in words if word not in came.stderr] == [], came.stderr
    return came.stderr


def test_a_folder_gets_a_file_for_each_split_and_the_numbers_are_told(tmp_path: Path, pack: Path) -> None:
    """Tokens are estimated by the pieces of words, and four more for each message: 12 here."""
    records = [make_record(number, split="train" if number < 10 else "test") for number in range(12)]
    source = write_records(tmp_path / "data.jsonl", records)
    out = tmp_path / "deep" / "out"
    came = export(source, "--format", "openai-chat", "-o", out, "--pack", pack)
    assert came.exit_code == 0
    assert came.stdout == ""
    assert sorted(path.name for path in out.iterdir()) == ["test.jsonl", "train.jsonl"]
    # Today is 202 5 - 03 - 04 . (9); send box 0 (3), send box 10 (3); {" action ":" send "," item ":" box 0 "} (10)
    assert came.stderr.splitlines() == [
        f"12 examples as openai-chat in {out}, the system prompt in each",
        "  train.jsonl       10 examples, about 34 tokens each, 34 at most, 340 in all",
        "  test.jsonl         2 examples, about 34 tokens each, 34 at most, 68 in all",
        "  within the limits of OpenAI's guide to fine-tuning: at least 10 examples to train on, "
        "65,536 tokens an example, 512 MB a file",
        "  tokens are an estimate; leave room for a tenth more",
        f"  no manifest beside it knows this very file; `taskdata verify {source}` proves its labels",
    ]


def test_a_file_that_its_manifest_knows(tmp_path: Path) -> None:
    came = export(DATASET, "--format", "pairs", "-o", tmp_path / "out", *OF_EXPENSES)
    assert "  its manifest knows this very file: every label was proven" in came.stderr


def test_one_file_for_one_split(tmp_path: Path) -> None:
    out = tmp_path / "held.jsonl"
    came = export(DATASET, "--format", "pairs", "--split", "test", "-o", out, *OF_EXPENSES)
    assert came.exit_code == 0, came.stderr
    expected = [record["input"] for record in read_records(DATASET / "test.jsonl")]
    assert [row["input"] for row in read_records(out)] == expected


def test_the_file_of_one_split_may_be_named(tmp_path: Path) -> None:
    came = export(DATASET / "test.jsonl", "--format", "csv", *OF_EXPENSES)
    whole = export(DATASET, "--format", "csv", "--split", "test", *OF_EXPENSES)
    assert came.exit_code == 0
    assert came.stdout == whole.stdout
    assert came.stdout_bytes.count(b"\r\n") == 31


def test_several_splits(tmp_path: Path) -> None:
    out = tmp_path / "out"
    came = export(DATASET, "--format", "messages", "--split", "test", "--split", "validation", "-o", out, *OF_EXPENSES)
    assert came.exit_code == 0
    assert sorted(path.name for path in out.iterdir()) == ["test.jsonl", "validation.jsonl"]


def test_the_benchmark_is_a_split_like_any_other(tmp_path: Path) -> None:
    came = export(ROOT / "data" / "benchmark.jsonl", "--format", "llama-factory", "-o", tmp_path / "out")
    assert came.exit_code == 0, came.stderr
    declared = json.loads((tmp_path / "out" / "dataset_info.json").read_text("utf-8"))
    assert {name: entry["file_name"] for name, entry in declared.items()} == {
        "task-management_benchmark": "benchmark.jsonl"
    }
    assert len(read_records(tmp_path / "out" / "benchmark.jsonl")) == 1000


def test_other_files_of_a_folder_stay(tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir()
    (out / "notes.txt").write_text("mine", "utf-8")
    arguments = (DATASET, "--format", "pairs", "-o", out, *OF_EXPENSES)
    assert_refused(arguments, "the folder is not empty", "--force")
    assert export(*arguments, "--force").exit_code == 0
    assert (out / "notes.txt").read_text("utf-8") == "mine"


def test_the_list_names_every_format_with_a_sentence() -> None:
    came = export("--list")
    assert came.exit_code == 0
    lines = dict(line.split("  ", 1) for line in came.stdout.splitlines())
    assert list(lines) == list(FORMATS)
    assert all(len(about.split()) > 3 for about in lines.values())


def test_help_says_what_each_format_is() -> None:
    told = export("--help").stdout
    assert "  llama-factory      LLaMA-Factory: its columns, with the dataset_info.json that declares them" in told


def test_splits_are_those_of_records() -> None:
    assert get_args(Example.model_fields["split"].annotation) == SPLITS


REFUSED: dict[str, tuple[Callable[[Path], tuple[object, ...]], tuple[str, ...]]] = {
    "a format that is near one": (
        lambda out: (DATASET, "--format", "mesages", "-o", out),
        ("there is no format 'mesages'; did you mean 'messages'?",),
    ),
    "a format that is none": (
        lambda out: (DATASET, "--format", "xxxx", "-o", out),
        ("there is no format 'xxxx'; known are openai-chat, openai-tools, messages",),
    ),
    "no such file": (lambda out: (out / "none.jsonl", "--format", "csv", "-o", out), ("cannot be read",)),
    "another pack": (
        lambda out: (DATASET, "--format", "csv", "-o", out, "--pack", ROOT),
        ("was made with the pack 'expense-tracking', and this pack is 'task-management'; name its own with --pack",),
    ),
    "a split that is not there": (
        lambda out: (DATASET, "--format", "csv", "--split", "benchmark", "-o", out, *OF_EXPENSES),
        ("there is no example of the split benchmark, only train, validation, test",),
    ),
    "several splits in one file": (
        lambda out: (DATASET, "--format", "csv", "-o", out / "all.csv", *OF_EXPENSES),
        ("one file holds one split, and here are train, validation and test", "--split", "-o"),
    ),
    "several splits on stdout": (
        lambda out: (DATASET, "--format", "csv", *OF_EXPENSES),
        ("<stdout>: one file holds one split", "--split", "-o"),
    ),
    "a table that is no text": (
        lambda out: (DATASET, "--format", "parquet", "--split", "test", *OF_EXPENSES),
        ("parquet is no text", "-o"),
    ),
    "what needs a folder": (
        lambda out: (DATASET, "--format", "llama-factory", "--split", "test", *OF_EXPENSES),
        ("llama-factory needs dataset_info.json beside its data; name a folder with -o",),
    ),
    "a file of another kind": (
        lambda out: (DATASET, "--format", "csv", "-o", out / "x.jsonl", *OF_EXPENSES),
        ("a file of csv ends in .csv",),
    ),
    "the dataset's own folder": (
        lambda out: (DATASET, "--format", "messages", "-o", DATASET, "--force", *OF_EXPENSES),
        ("here is the dataset itself; name another place with -o",),
    ),
    "the dataset's own file": (
        lambda out: (
            DATASET, "--format", "messages", "--split", "train", "-o", DATASET / "train.jsonl", "--force", *OF_EXPENSES,
        ),
        ("here is the dataset itself",),
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", REFUSED)
def test_what_is_refused(case: str, tmp_path: Path) -> None:
    make, words = REFUSED[case]
    before = {path.name: path.stat().st_mtime_ns for path in DATASET.iterdir()}
    assert_refused(make(tmp_path / "out"), *words)
    assert not (tmp_path / "out").exists()
    assert {path.name: path.stat().st_mtime_ns for path in DATASET.iterdir()} == before


def refuse_records(tmp_path: Path, pack: Path, records: list[Any], name: str, *words: str) -> str:
    source = write_records(tmp_path / "data.jsonl", records)
    told = assert_refused((source, "--format", name, "-o", tmp_path / "out", "--pack", pack), *words)
    assert not (tmp_path / "out").exists()
    return told


def test_openai_wants_ten_examples_to_train_on(tmp_path: Path, pack: Path) -> None:
    refuse_records(tmp_path, pack, [make_record(n) for n in range(9)], "openai-chat", "9 example(s) to train on",
                   "OpenAI's guide to fine-tuning wants at least 10")  # fmt: skip


def test_nine_to_test_on_are_enough(tmp_path: Path, pack: Path) -> None:
    source = write_records(tmp_path / "data.jsonl", [make_record(n, split="test") for n in range(9)])
    assert export(source, "--format", "openai-chat", "-o", tmp_path / "out", "--pack", pack).exit_code == 0


def test_openai_cuts_off_what_is_too_long(tmp_path: Path, pack: Path) -> None:
    """Nine letters are a token; 31 of the 65,536 are those of the system prompt, the label and the messages."""
    fits, over = "x" * 9 * 65_505, "x" * 9 * 65_506
    records = [make_record(n) for n in range(10)]
    records[3] = make_record(3, input=fits)
    source = write_records(tmp_path / "fits.jsonl", records)
    assert export(source, "--format", "openai-chat", "-o", tmp_path / "fits", "--pack", pack).exit_code == 0
    records[3] = make_record(3, input=over)
    told = refuse_records(tmp_path, pack, records, "openai-chat", "data.jsonl:4: this has about 65,537 tokens",
                          "allows 65,536 an example")  # fmt: skip
    assert told.count("\n") == 1


def test_all_lines_of_another_pack_are_counted_and_a_few_told(tmp_path: Path, pack: Path) -> None:
    records = [make_record(n, category="elsewhere") for n in range(12)]
    first = "data.jsonl:1: the pack 'parcels' has no category 'elsewhere'"
    told = refuse_records(tmp_path, pack, records, "csv", first, "--pack", "data.jsonl:5:", "... and 7 more lines")
    assert "data.jsonl:6:" not in told


def test_a_label_of_no_function(tmp_path: Path, pack: Path) -> None:
    records = [
        *(make_record(n) for n in range(10)),
        make_record(10, output={"action": "burn"}),
        make_record(11, output={}),
    ]
    refuse_records(tmp_path, pack, records, "openai-tools", "data.jsonl:11: $.action: chooses no action",
                   "data.jsonl:12: $.action: chooses no action")  # fmt: skip


def test_a_line_that_is_no_record(tmp_path: Path, pack: Path) -> None:
    source = tmp_path / "data.jsonl"
    source.write_text(json.dumps(make_record()) + '\n{"input": "x", "output": {}}\nno\n', "utf-8")
    told = assert_refused(
        (source, "--format", "csv", "-o", tmp_path / "out", "--pack", pack), "data.jsonl:2:", "data.jsonl:3:"
    )
    assert "a full record is needed" in told


def test_a_name_that_is_none_for_a_function(tmp_path: Path) -> None:
    files = {
        **PACK,
        SCHEMA: PACK[SCHEMA].replace('{"const": "send"}', '{"const": "send it"}'),
        SLOTS: PACK[SLOTS].replace("      action: send\n", "      action: send it\n"),
    }
    odd = write_pack(tmp_path / "pack", files)
    source = write_records(tmp_path / "data.jsonl", [make_record(n) for n in range(10)])
    arguments = (source, "--format", "openai-tools", "-o", tmp_path / "out", "--pack", odd)
    assert_refused(arguments, "'send it' cannot be called", "letters, digits, _ and -")


def make_plain_pack() -> dict[str, str]:
    """The small pack with one action, and no field that names it."""
    schema = {"type": "object", "required": ["item"], "properties": {"item": {"type": "string"}}}
    slots = PACK[SLOTS].split("  stop:\n    category: halt")[0].replace("      action: send\n", "")
    slots = slots.replace("      speed: {slot: speed}\n      day: {slot: [day, other_day]}\n", "")
    usecase = PACK[USECASE].replace("discriminator: action\n", "").replace("  halt: a parcel is stopped\n", "")
    usecase = usecase.replace("name: parcels\n", "name: parcels by chat\n").replace("{out: 0.6, halt: 0.4}", "{out: 1}")
    usecase = usecase.replace("{out: 7, halt: 5}", "{out: 12}").replace("{out: 30, halt: 20}", "{out: 50}")
    families = "families:\n  send_plain:\n    action: send\n    sentences: ['send the {item}']\n"
    return {**PACK, USECASE: usecase, SCHEMA: json.dumps(schema), SLOTS: slots, FAMILIES: families}


def test_a_pack_without_a_discriminator_has_one_function(tmp_path: Path) -> None:
    """It is named after the use case, and takes the whole output."""
    records = [make_record(n, output={"item": f"box {n}"}) for n in range(10)]
    source = write_records(tmp_path / "data.jsonl", records)
    came = export(source, "--format", "openai-tools", "--pack", write_pack(tmp_path / "pack", make_plain_pack()))
    assert came.exit_code == 0, came.stderr
    row = json.loads(came.stdout.split("\n")[0])
    parameters = {"type": "object", "properties": {"item": {"type": "string"}}, "required": ["item"]}
    declared = {"name": "parcels_by_chat", "description": "People send and stop parcels.", "parameters": parameters}
    assert row["tools"] == [{"type": "function", "function": declared}]
    function = row["messages"][-1]["tool_calls"][0]["function"]
    assert function == {"name": "parcels_by_chat", "arguments": '{"item":"box 0"}'}


@pytest.mark.parametrize("name", FORMATS)
def test_a_pack_without_a_discriminator_exports_in_every_format(name: str, tmp_path: Path) -> None:
    records = [make_record(n, output={"item": f"box {n}"}) for n in range(10)]
    source = write_records(tmp_path / "data.jsonl", records)
    plain = write_pack(tmp_path / "pack", make_plain_pack())
    came = export(source, "--format", name, "--pack", plain, "-o", tmp_path / "out")
    assert came.exit_code == 0, came.stderr


def test_parquet_needs_its_package(tmp_path: Path, pack: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    refuse_records(tmp_path, pack, [make_record()], "parquet", "pip install 'taskdata[parquet]'")


@pytest.mark.parametrize("name", ["validation.jsonl", "rejected.jsonl", "train.jsonl"])
def test_the_files_of_a_dataset_are_never_written_over(tmp_path: Path, pack: Path, name: str) -> None:
    """Also where the manifest does not know the dataset any more, since somebody has edited it."""
    source = write_records(tmp_path / "dataset.jsonl", [make_record(n) for n in range(3)])
    (tmp_path / name).write_text("kept", "utf-8")
    assert_refused((source, "--format", "messages", "-o", tmp_path / name, "--force", "--pack", pack),
                   "here is the dataset itself")  # fmt: skip
    assert (tmp_path / name).read_text("utf-8") == "kept"


def test_datasets_that_llama_factory_knows_already_stay(tmp_path: Path, pack: Path) -> None:
    source = write_records(tmp_path / "data.jsonl", [make_record(n) for n in range(3)])
    out = tmp_path / "out"
    out.mkdir()
    (out / "dataset_info.json").write_text('{"mine": {"file_name": "mine.json"}}', "utf-8")
    came = export(source, "--format", "llama-factory", "-o", out, "--force", "--pack", pack)
    assert came.exit_code == 0, came.stderr
    assert list(json.loads((out / "dataset_info.json").read_text("utf-8"))) == ["mine", "parcels_train"]
    (out / "dataset_info.json").write_text("[]", "utf-8")
    assert_refused((source, "--format", "llama-factory", "-o", out, "--force", "--pack", pack), "no object of datasets")


def test_what_calls_functions_has_a_prompt_of_its_own(tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert export(DATASET, "--format", "openai-tools", "-o", out, *OF_EXPENSES).exit_code == 0
    system = json.loads((out / "test.jsonl").read_text("utf-8").split("\n")[0])["messages"][0]["content"]
    assert system.startswith("You turn a request about expenses into one call of a function.\n")


def test_a_folder_whose_splits_were_edited_is_refused_and_its_files_are_not(tmp_path: Path, pack: Path) -> None:
    """Nobody may believe that an edit is in an export when it is not."""
    records = [make_record(0), make_record(1, split="test")]
    (tmp_path / "data").mkdir()
    write_records(tmp_path / "data" / "dataset.jsonl", records)
    train = write_records(tmp_path / "data" / "train.jsonl", [make_record(2)])
    assert_refused((tmp_path / "data", "--format", "pairs", "-o", tmp_path / "out", "--pack", pack),
                   "train.jsonl should hold the examples of that split", "name the file that you mean")  # fmt: skip
    assert export(train, "--format", "pairs", "-o", tmp_path / "out", "--pack", pack).exit_code == 0
