"""The records of a dataset: ids, keys, spans, files."""

import hashlib
import json
import re
from collections.abc import Sequence
from itertools import pairwise

import pytest
from dataset_tools import SPLITS, Record, fold_plainly, make_files, read_records

KEYS = ["id", "category", "reference_date", "history", "input", "output", "spans", "facets", "source", "split"]
SOURCE_KEYS = ["kind", "family", "template", "group", "parent", "model", "prompt"]


@pytest.fixture(scope="module")
def records() -> Sequence[Record]:
    return read_records(make_files(500)["dataset.jsonl"])


def test_the_keys_stand_in_the_order_that_was_promised(records: Sequence[Record]) -> None:
    for record in records:
        assert list(record) == KEYS
        assert list(record["source"]) == SOURCE_KEYS
        assert all(list(span) == ["slot", "start", "end"] for span in record["spans"])


def test_the_values_are_of_the_types_that_were_promised(records: Sequence[Record]) -> None:
    for record in records:
        assert re.fullmatch(r"\d{4}-\d\d-\d\d", record["reference_date"])
        assert record["history"] == []
        assert record["input"].strip() == record["input"] != ""
        assert isinstance(record["output"], dict)
        assert record["source"]["kind"] == "template"
        assert isinstance(record["facets"]["edge_cases"], list)
        assert {"action", "style"} <= record["facets"].keys()
        assert record["facets"]["action"] == record["output"]["action"]


def test_the_id_is_the_hash_of_what_was_said(records: Sequence[Record]) -> None:
    for record in records:
        said = {key: record[key] for key in ("history", "input", "reference_date")}
        canonical = json.dumps(said, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
        assert record["id"] == hashlib.sha256(canonical.encode("utf-8")).hexdigest()[:16]


def test_an_id_by_hand() -> None:
    from taskdata.foundation.records import identify

    canonical = '{"history":[],"input":"call Zoë \\"now\\" – asap","reference_date":"2025-12-29"}'
    expected = hashlib.sha256(canonical.encode("utf-8")).hexdigest()[:16]

    assert identify('call Zoë "now" – asap', "2025-12-29", []) == expected


def test_no_two_examples_share_an_id_or_a_request(records: Sequence[Record]) -> None:
    assert len({record["id"] for record in records}) == 500
    assert len({fold_plainly(record["input"]) for record in records}) == 500


def test_spans_stand_in_order_inside_the_input_and_do_not_overlap(records: Sequence[Record]) -> None:
    for record in records:
        ends = [0]
        for span in record["spans"]:
            assert ends[-1] <= span["start"] < span["end"] <= len(record["input"])
            ends.append(span["end"])


@pytest.mark.parametrize(("slot", "path"), [("title", ("data", "title")), ("task", ("task_title",))])
def test_the_span_of_a_title_cuts_the_title_out_of_the_input(
    records: Sequence[Record], slot: str, path: Sequence[str]
) -> None:
    checked = 0
    for record in records:
        value = record["output"]
        for key in path:
            value = value.get(key, {})
        for span in record["spans"]:
            if span["slot"] == slot and isinstance(value, str):
                cut = record["input"][span["start"] : span["end"]]
                assert cut[1:] == value[1:]
                assert cut[0].upper() == value[0] or cut[0] == value[0]
                checked += 1
    assert checked >= 20


def test_spans_count_code_points() -> None:
    wide = [r for r in read_records(make_files(2000)["dataset.jsonl"]) if len(r["input"]) != len(r["input"].encode())]

    assert wide, "no request with letters beyond ASCII"
    for record in wide:
        for span in record["spans"]:
            cut = record["input"][span["start"] : span["end"]]
            assert cut.strip() == cut != ""


@pytest.mark.parametrize("n", [10, 500, 2000])
def test_each_split_file_has_exactly_the_lines_of_the_dataset_in_their_order(n: int) -> None:
    files = make_files(n)
    lines = files["dataset.jsonl"].splitlines(keepends=True)

    for split in SPLITS:
        own = [line for line in lines if json.loads(line)["split"] == split]
        assert b"".join(own) == files[f"{split}.jsonl"]
    assert {json.loads(line)["split"] for line in lines} <= set(SPLITS)


def test_the_files_are_utf8_json_lines() -> None:
    for name, content in make_files(2000).items():
        text = content.decode("utf-8")
        assert "\r" not in text
        assert not text.startswith("\ufeff")
        if name.endswith(".jsonl") and text:
            assert text.endswith("}\n")
            assert "\\u00" not in text, "letters are written as such, not as escapes"
            assert all(isinstance(json.loads(line), dict) for line in text.split("\n")[:-1])


def test_the_dataset_is_mixed(records: Sequence[Record]) -> None:
    # 500 in blocks of one category would change category 3 times; at random about 500 * (1 - .3) = 350 times
    changes = sum(one["category"] != other["category"] for one, other in pairwise(records))

    assert changes > 250
