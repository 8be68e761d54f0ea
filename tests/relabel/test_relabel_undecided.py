"""`taskdata relabel`: what is kept, what is listed for people and why, and what they decide."""

import json
from pathlib import Path
from typing import Any

import pytest
from changed_pack import read_jsonl, run
from parcels import (
    Files,
    Record,
    as_pair,
    as_real,
    drop_template,
    edit,
    hold_bricks,
    make_pack,
    rename_item,
    send_box,
    send_crate,
    write_lines,
)
from small_pack import FAMILIES, PACK, SLOTS

GOODS = {"action": "send", "goods": "red box", "speed": "fast"}
"""The label of the red box where the field `item` is `goods`."""


class Desk:
    """A folder with a file, a pack, and what became of them."""

    def __init__(self, folder: Path, files: Files, *lines: Any) -> None:
        self.folder, self.out = folder, folder / "out.jsonl"
        self.pack, self.file = make_pack(folder, files), write_lines(folder / "in.jsonl", *lines)
        self.code, self.told = self.relabel("-o", self.out)

    def relabel(self, *options: Any) -> tuple[int, str]:
        """Run the command; the exit code and what stands on stderr."""
        result = run("relabel", self.file, "--pack", self.pack, *options)
        return result.exit_code, result.stderr

    @property
    def records(self) -> list[Record]:
        return read_jsonl(self.out)

    @property
    def undecided(self) -> list[Record]:
        return read_jsonl(self.folder / "out.undecided.jsonl")

    def decide(self, *decided: Any) -> tuple[int, str]:
        """Fill these decisions into the list, hand it back, and replace what was written before."""
        filled = [line | {"decided": one} for line, one in zip(self.undecided, decided, strict=True)]
        path = write_lines(self.folder / "decided.jsonl", *filled)
        return self.relabel("-o", self.out, "--decided", path, "--force")


def test_a_template_that_is_gone_is_for_a_person(tmp_path: Path) -> None:
    """The one reading of the request is only proposed."""
    desk = Desk(tmp_path, drop_template(rename_item()), hold_bricks(), send_box())
    assert desk.code == 1
    assert [record["output"] for record in desk.records] == [{"action": "stop", "goods": "bundle of bricks"}]
    (line,) = desk.undecided
    message = line.pop("message")
    assert line == {
        "line": 2,
        "id": send_box()["id"],
        "input": "Send the red box by express.",
        "reference_date": "2025-03-10",
        "reason": "template",
        "output": {"action": "send", "item": "red box", "speed": "fast"},
        "proposed": GOODS,
        "decided": None,
    }
    assert send_box()["source"]["template"] in message
    assert 'schema: $: lacks "goods"' in message
    assert "1 template   first in line 2" in desk.told


def test_a_label_that_verifies_stays_without_its_template(tmp_path: Path) -> None:
    files = edit(PACK, FAMILIES, '"<start> <the> {item} {speed}"', '"<start> <the> {item} [out] {speed}"')
    desk = Desk(tmp_path, files, send_box())
    assert (desk.code, desk.records, desk.undecided) == (0, [send_box()], [])
    assert "1 generated record(s) keep a proven label that no template gives now" in desk.told


def test_spans_of_slots_that_are_gone_are_left_out(tmp_path: Path) -> None:
    """The label is proven as it is; of its words, only those of the slots that there still are can be shown."""
    files = {name: text.replace("{speed", "{pace").replace("slot: speed", "slot: pace") for name, text in PACK.items()}
    desk = Desk(tmp_path, edit(files, SLOTS, "  speed:\n", "  pace:\n"), send_box())
    expected = send_box()
    assert desk.records == [expected | {"spans": [span for span in expected["spans"] if span["slot"] == "item"]}]


@pytest.mark.parametrize("kind", ["real", "failure"])
def test_labels_of_people_stay_if_they_verify(tmp_path: Path, kind: str) -> None:
    real = as_real(send_box())
    real["source"]["kind"] = kind
    real["facets"] = {}
    moved = real | {"category": "halt"}
    desk = Desk(tmp_path, edit(PACK, SLOTS, '  - "<colour> <piece>"', '  - "<colour> <piece> set"'), real, moved)
    assert desk.code == 0
    assert desk.records == [real, real]  # the category is that of the action, whatever the record said


def test_labels_of_people_are_never_rebuilt(tmp_path: Path) -> None:
    """Even where they name a template."""
    real = as_real(send_box())
    real["source"]["template"] = send_box()["source"]["template"]
    desk = Desk(tmp_path, rename_item(), real, as_pair(send_box()))
    assert desk.records == []
    assert [(line["line"], line["reason"], line["proposed"]) for line in desk.undecided] == [
        (1, "label", GOODS),
        (2, "label", GOODS),
    ]
    assert [line["id"] for line in desk.undecided] == [real["id"], None]


def test_pairs_stay_if_they_verify(tmp_path: Path) -> None:
    pair = as_pair(send_box())
    undated = {"output": pair["output"], "input": pair["input"]}
    desk = Desk(tmp_path, PACK, pair, undated)
    assert (desk.code, desk.records) == (0, [pair, undated])
    assert desk.out.read_bytes() == desk.file.read_bytes()
    assert "1 line(s) without a reference_date" in desk.told


def test_words_that_the_slot_does_not_hear_any_more(tmp_path: Path) -> None:
    desk = Desk(tmp_path, edit(PACK, SLOTS, "fast: [by express, ", "fast: ["), send_box(), send_crate())
    assert [record["input"] for record in desk.records] == [send_crate()["input"]]
    (line,) = desk.undecided
    assert (line["reason"], line["proposed"]) == ("words", None)  # "red box by express" is not what was the item
    assert "'by express'" in line["message"]
    assert "'speed'" in line["message"]


def test_a_slot_that_is_gone_from_a_template_that_is_not(tmp_path: Path) -> None:
    """It stood in a rule, say: the sentence is the same, the slot in it has another name."""
    old = send_box()
    old["spans"][1]["slot"] = "tempo"
    desk = Desk(tmp_path, rename_item(), old)
    assert [(line["reason"], line["proposed"]) for line in desk.undecided] == [("slot", GOODS)]
    assert "'tempo'" in desk.undecided[0]["message"]


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        pytest.param({"id": "0123456789abcdef"}, "id: $.id", id="another id"),
        pytest.param({"input": "Send the red box by express and sea."}, "unexplained: $", id="another request"),
    ],
)
def test_records_that_are_not_true_to_themselves(tmp_path: Path, changed: Record, code: str) -> None:
    desk = Desk(tmp_path, rename_item(), send_box(**changed))
    assert [line["reason"] for line in desk.undecided] == ["rebuilt"]
    assert code in desk.undecided[0]["message"]


def test_a_record_without_the_name_of_its_template(tmp_path: Path) -> None:
    old = send_box()
    old["source"]["template"] = None
    desk = Desk(tmp_path, rename_item(), old)
    assert [(line["reason"], line["proposed"]) for line in desk.undecided] == [("template", GOODS)]
    assert desk.undecided[0]["message"].startswith("the record does not say from which template it was made; ")


def cut_span() -> Record:
    """The red box with a span that has only the box, out of which another label would come."""
    record = send_box()
    record["spans"][0]["start"] += len("red ")
    return record


def test_a_span_that_was_cut_gives_no_label(tmp_path: Path) -> None:
    desk = Desk(tmp_path, rename_item(), cut_span())
    assert [(line["reason"], line["proposed"]) for line in desk.undecided] == [("rebuilt", None)]


def test_a_label_that_is_proven_is_stronger_than_a_span(tmp_path: Path) -> None:
    desk = Desk(tmp_path, PACK, cut_span())
    assert desk.records == [send_box() | {"spans": send_box()["spans"][1:]}]


def test_a_span_outside_of_the_request(tmp_path: Path) -> None:
    old = send_box()
    old["spans"][1] |= {"start": 90, "end": 99}
    desk = Desk(tmp_path, rename_item(), old)
    assert [line["reason"] for line in desk.undecided] == ["words"]


def test_lines_that_cannot_be_read_are_told_and_the_rest_goes_on(tmp_path: Path) -> None:
    desk = Desk(tmp_path, rename_item(), send_box(), "{", "", "[]", hold_bricks())
    assert desk.code == 1
    assert [record["input"] for record in desk.records] == [send_box()["input"], hold_bricks()["input"]]
    assert f"{desk.file}:2: unreadable: this is not JSON" in desk.told
    assert f"{desk.file}:4: unreadable: the line is no JSON object" in desk.told
    assert "4 lines: 2 relabelled, 0 unchanged, 0 undecided, 2 unreadable" in desk.told
    assert desk.undecided == []


# Decisions


def test_a_decision_is_taken_in_its_place(tmp_path: Path) -> None:
    desk = Desk(tmp_path, drop_template(rename_item()), send_box(), hold_bricks(), as_pair(send_box()))
    assert len(desk.undecided) == 2
    code, told = desk.decide(GOODS, None)
    assert code == 0  # the pair has the same request on the same day: one decision is enough
    assert "3 lines: 1 relabelled, 0 unchanged, 2 decided, 0 undecided" in told
    record, bricks, pair = desk.records
    assert record == (send_box() | {"output": GOODS})
    assert bricks["output"] == {"action": "stop", "goods": "bundle of bricks"}
    assert pair == as_pair(send_box() | {"output": GOODS})
    assert desk.undecided == []


def test_the_result_of_decisions_verifies_and_needs_none_again(tmp_path: Path) -> None:
    files = edit(rename_item(), FAMILIES, '"<start> <the> {item} {speed}"', '"<start> <the> {item} [out] {speed}"')
    desk = Desk(tmp_path, files, send_box())
    desk.decide(desk.undecided[0]["proposed"])
    assert run("verify", desk.out, "--pack", desk.pack).exit_code == 0
    desk.file = desk.out
    code, _ = desk.relabel("-o", tmp_path / "again.jsonl")
    assert (code, (tmp_path / "again.jsonl").read_bytes()) == (0, desk.out.read_bytes())


def test_a_decision_holds_when_the_result_is_relabelled(tmp_path: Path) -> None:
    """The template still gives no label for it; what the person said is proven, and stays."""
    desk = Desk(tmp_path, rename_item(), cut_span())
    assert desk.decide(GOODS)[0] == 0
    assert desk.records == [send_box() | {"output": GOODS, "spans": send_box()["spans"][1:]}]
    desk.file = desk.out
    code, told = desk.relabel()
    assert (code, told) == (
        0,
        "1 lines: 0 relabelled, 1 unchanged, 0 undecided\n"
        "1 generated record(s) keep a proven label that no template gives now\nnothing is written without -o\n",
    )


def test_a_decision_may_be_another_action(tmp_path: Path) -> None:
    """The category follows the action; a span that does not hold with the new label is left out."""
    real = as_real(hold_bricks(), output={"action": "send", "item": "bundle of bricks"}, category="out")
    desk = Desk(tmp_path, PACK, real)
    assert [line["reason"] for line in desk.undecided] == ["label"]
    assert desk.decide({"action": "stop", "item": "bundle of bricks"})[0] == 0
    assert desk.records == [as_real(hold_bricks())]


def test_a_wrong_decision_stays_open_with_its_fault(tmp_path: Path) -> None:
    desk = Desk(tmp_path, drop_template(rename_item()), send_box(), hold_bricks())
    wrong = {"action": "send", "goods": "blue box", "speed": "fast"}
    code, told = desk.decide(wrong)
    assert code == 1
    assert f"{desk.file}:1: decision: {tmp_path / 'decided.jsonl'}:1: the output does not verify: not_said" in told
    (line,) = desk.undecided
    assert (line["reason"], line["decided"]) == ("decision", wrong)
    assert [record["input"] for record in desk.records] == [hold_bricks()["input"]]


def test_a_record_may_be_dropped(tmp_path: Path) -> None:
    desk = Desk(tmp_path, drop_template(rename_item()), send_box(), hold_bricks())
    code, told = desk.decide("drop")
    assert code == 0
    assert "1 dropped" in told
    assert [record["input"] for record in desk.records] == [hold_bricks()["input"]]


def test_what_nobody_decided_stays_open(tmp_path: Path) -> None:
    desk = Desk(tmp_path, drop_template(rename_item()), send_box())
    before = desk.undecided
    assert desk.decide(None)[0] == 1
    assert desk.undecided == before


def test_a_decision_that_nothing_asks_for_is_told(tmp_path: Path) -> None:
    """A label that is certain is not for a person to change here."""
    desk = Desk(tmp_path, drop_template(rename_item()), send_box())
    path = write_lines(tmp_path / "decided.jsonl", desk.undecided[0] | {"decided": "drop"})
    write_lines(desk.file, hold_bricks())
    code, told = desk.relabel("--decided", path)
    assert code == 0
    assert f"{path}:1: no undecided line of {desk.file} has this request" in told


def test_decisions_of_several_files(tmp_path: Path) -> None:
    real = as_real(hold_bricks())
    desk = Desk(tmp_path, drop_template(rename_item()), send_box(), real)
    first, second = desk.undecided
    one = write_lines(tmp_path / "one.jsonl", first | {"decided": GOODS})
    two = write_lines(tmp_path / "two.jsonl", first, second | {"decided": second["proposed"]})
    code, _ = desk.relabel("-o", desk.out, "--force", "--decided", one, "--decided", two)
    assert code == 0
    assert [record["output"] for record in desk.records] == [GOODS, {"action": "stop", "goods": "bundle of bricks"}]


@pytest.mark.parametrize(
    ("line", "told"),
    [
        pytest.param("{", "this is not JSON", id="no JSON"),
        pytest.param({"decided": {"action": "send"}}, "'line'", id="no line of a list"),
        pytest.param({"decided": "yes"}, "'decided' must be the right output", id="a word"),
        pytest.param({"decided": [1]}, "'decided' must be the right output", id="a list"),
        pytest.param({"decidet": "drop"}, "'decidet'", id="a misspelt key"),
    ],
)
def test_a_list_that_cannot_be_read_is_exit_2(tmp_path: Path, line: Any, told: str) -> None:
    desk = Desk(tmp_path, drop_template(rename_item()), send_box())
    whole = "line" not in told and isinstance(line, dict)
    path = write_lines(tmp_path / "decided.jsonl", "", desk.undecided[0] | line if whole else line)
    code, message = desk.relabel("--decided", path)
    assert code == 2
    assert message.startswith(f"taskdata: {path}:2: ")
    assert told in message
    assert message.count("\n") == 1


def test_two_decisions_that_contradict_each_other_are_exit_2(tmp_path: Path) -> None:
    desk = Desk(tmp_path, drop_template(rename_item()), send_box())
    (line,) = desk.undecided
    path = write_lines(tmp_path / "decided.jsonl", line | {"decided": GOODS}, line | {"decided": "drop"})
    code, message = desk.relabel("--decided", path)
    assert code == 2
    assert message == f"taskdata: {path}:2: {path}:1 decides the same request otherwise; keep one of the two\n"


def test_the_summary_for_programs(tmp_path: Path) -> None:
    desk = Desk(tmp_path, drop_template(rename_item()), send_box(), hold_bricks(), send_crate(), "{")
    result = run("relabel", desk.file, "--pack", desk.pack, "--json")
    assert json.loads(result.stdout) == {
        "lines": 4,
        "unchanged": 0,
        "updated": 0,
        "relabelled": 2,
        "decided": 0,
        "dropped": 0,
        "undecided": 1,
        "unreadable": 1,
        "kept": 0,
        "reasons": {"template": 1, "unreadable": 1},
        "without_reference_date": 0,
        "label_changes": [{"kind": "renamed", "path": "$.goods", "old": "$.item", "count": 2, "otherwise": 0}],
        "categories": {"halt": {"before": 1, "after": 1}, "out": {"before": 2, "after": 1}},
        "moved": [],
        "torn_groups": 0,
    }
    assert result.exit_code == 1
