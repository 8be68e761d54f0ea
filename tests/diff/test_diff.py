"""`taskdata diff` on datasets whose differences were counted by hand."""

import json
from pathlib import Path
from typing import Any

import pytest
from diff_sets import compare, identify, record, run, write_set

REPOSITORY = Path(__file__).parents[2]
MVP = REPOSITORY / "data" / "mvp"
BOX = record("send the red box", {"action": "send", "item": "Red box", "how": {"speed": "fast"}})
CRATE = record("ship a crate", family="asked", cases=["asked"], style="hasty")
BARREL = record("stop the barrel", {"action": "stop"}, "test", category="halt", family="stopped")
BUNDLE = record("hold the bundle", {"action": "stop"}, "validation", category="halt", family="held")


def change(one: dict[str, Any], **keys: Any) -> dict[str, Any]:
    return {**one, **keys}


def list_kinds(told: dict[str, Any]) -> list[tuple[str, str]]:
    return [(one["change"], one["input"]) for one in told["differences"]]


def test_two_equal_sets_differ_in_nothing_whatever_their_order(tmp_path: Path) -> None:
    told = compare(tmp_path, [BOX, CRATE, BARREL], [BARREL, BOX, CRATE])
    assert told["differs"] is False
    assert told["differences"] == told["leaks"] == told["labels"] == told["settings"] == told["families"] == []
    assert told["examples"] == {
        "kept": 3, "relabelled": 0, "moved": 0, "provenance": 0, "details": 0, "added": 0, "gone": 0,
    }  # fmt: skip
    page = run(tmp_path / "a.jsonl", tmp_path / "b.jsonl", "--exit-code").stdout
    assert page.endswith("nothing differs\n")


def test_what_is_added_and_gone(tmp_path: Path) -> None:
    told = compare(tmp_path, [BOX, CRATE, BARREL], [BOX, BUNDLE])
    assert (told["a"]["n"], told["b"]["n"]) == (3, 2)
    assert list_kinds(told) == [("gone", "ship a crate"), ("gone", "stop the barrel"), ("added", "hold the bundle")]
    assert told["differences"][2] == {
        "change": "added", "id": identify("hold the bundle", "2025-03-03"), "reference_date": "2025-03-03",
        "input": "hold the bundle", "split": "validation", "output": {"action": "stop"},
    }  # fmt: skip
    assert told["examples"]["kept"] == 1


def test_a_new_label_is_told_field_by_field(tmp_path: Path) -> None:
    new = {"action": "send", "item": "red box", "how": {"day": "2025-03-04"}}
    told = compare(tmp_path, [BOX, CRATE], [change(BOX, output=new), CRATE])
    assert list_kinds(told) == [("relabelled", "send the red box")]
    assert told["differences"][0]["fields"] == [
        {"path": "$.item", "old": "Red box", "new": "red box"},
        {"path": "$.how.speed", "old": "fast"},
        {"path": "$.how.day", "new": "2025-03-04"},
    ]
    assert {"kind": "replaced", "path": "$.item", "old": "Red box", "value": "red box", "count": 1} in told["labels"]


@pytest.mark.parametrize(
    ("old", "new"), [(1, 1.5), (1, True), (None, 0), ("1", 1), ([1, 2], [2, 1]), ({}, None), ({}, {"x": None})]
)
def test_values_are_told_apart_as_json_does(tmp_path: Path, old: Any, new: Any) -> None:
    sets = [[change(BOX, output={"action": "send", "value": value})] for value in (old, new)]
    assert list_kinds(compare(tmp_path, *sets)) == [("relabelled", "send the red box")]


def test_the_order_of_keys_is_no_new_label(tmp_path: Path) -> None:
    turned = dict(reversed(BOX["output"].items()))
    assert compare(tmp_path, [BOX], [change(BOX, output=turned)])["differs"] is False


def test_of_what_is_both_moved_and_relabelled_both_are_told(tmp_path: Path) -> None:
    source = {**BOX["source"], "family": "renamed"}
    other = change(BOX, output={"action": "stop"}, split="test", source=source, category="halt")
    told = compare(tmp_path, [BOX], [other])
    assert [kind for kind, _ in list_kinds(told)] == ["relabelled", "moved", "provenance", "details"]
    assert told["differences"][1]["fields"] == [{"path": "$.split", "old": "train", "new": "test"}]
    assert told["differences"][2]["fields"] == [{"path": "$.source.family", "old": "plain", "new": "renamed"}]
    assert told["differences"][3]["fields"] == [{"path": "$.category", "old": "out", "new": "halt"}]
    assert told["examples"]["kept"] == 1


def test_what_was_measured_with_and_is_trained_on_now_is_a_danger(tmp_path: Path) -> None:
    told = compare(tmp_path, [BOX, BARREL, BUNDLE], [BOX, change(BARREL, split="train"), change(BUNDLE, split="test")])
    leaks = {one["input"]: one["leaks"] for one in told["differences"]}
    assert leaks == {"stop the barrel": True, "hold the bundle": False}
    group = BARREL["source"]["group"]
    assert told["leaks"] == [
        {"measured": "a", "split": "test", "groups": [group], "trained": 1, "words": [], "inputs": 1}
    ]
    page = run(tmp_path / "a.jsonl", tmp_path / "b.jsonl").stdout
    assert "test of a and train of b share 1 request\n" in page
    assert page.index("danger") < page.index("\nexamples\n")


def test_a_request_leaks_on_another_day_and_typed_another_way_too(tmp_path: Path) -> None:
    asked = record("Stop the barrel!", {"action": "stop"}, "train", day="2025-04-04", family="other")
    told = compare(tmp_path, [BARREL], [asked])
    assert told["leaks"] == [{"measured": "a", "split": "test", "groups": [], "trained": 0, "words": [], "inputs": 1}]
    assert [kind for kind, _ in list_kinds(told)] == ["gone", "added"]


def test_a_group_leaks_without_any_request_that_is_the_same(tmp_path: Path) -> None:
    trained = [record(f"stop barrel {number}", family="stopped") for number in range(3)]
    told = compare(tmp_path, trained, [BARREL])
    group = BARREL["source"]["group"]
    assert told["leaks"] == [
        {"measured": "b", "split": "test", "groups": [group], "trained": 3, "words": [], "inputs": 0}
    ]


def test_words_that_should_stand_in_one_split_leak_in_another_sentence(tmp_path: Path) -> None:
    """The words `Red box` are those of the slot `item`; `now` is those of a slot that no rule keeps apart."""
    spans = [{"slot": "item", "start": 5, "end": 12}, {"slot": "speed", "start": 13, "end": 16}]
    measured = change(record("send red box now", split="test", family="one"), spans=spans)
    trained = change(record("stop Red box now", family="other"), spans=spans)
    told = compare(tmp_path, [measured], [trained])
    leak = {"measured": "a", "split": "test", "groups": [], "trained": 0, "words": ["red box"], "inputs": 0}
    assert told["leaks"] == [leak]
    page = run(tmp_path / "a.jsonl", tmp_path / "b.jsonl").stdout
    assert "test of a and train of b share 1 text that should stand in one split: red box\n" in page


def test_shares_are_of_each_set_and_families_come_by_how_much_they_changed(tmp_path: Path) -> None:
    old = [BOX, CRATE, BARREL, BUNDLE]  # 2 out and 2 halt; one of each family
    new = [BOX, CRATE, BARREL, *(record(f"send {n}", cases=["asked", "two"]) for n in range(5))]  # 7 out, 1 halt
    told = compare(tmp_path, old, new)
    assert told["shares"]["category"] == [
        {"name": "halt", "a": 2, "b": 1, "share_a": 0.5, "share_b": 0.125},
        {"name": "out", "a": 2, "b": 7, "share_a": 0.5, "share_b": 0.875},
    ]
    assert told["shares"]["edge_case"] == [
        {"name": "asked", "a": 1, "b": 6, "share_a": 0.25, "share_b": 0.75},
        {"name": "two", "a": 0, "b": 5, "share_a": 0.0, "share_b": 0.625},
    ]
    assert [(row["name"], row["a"], row["b"]) for row in told["families"]] == [
        ("plain", 1, 6), ("held", 1, 0), ("asked", 1, 1), ("stopped", 1, 1),
    ]  # fmt: skip
    assert told["templates"] == {"new": [], "gone": [BUNDLE["source"]["template"]]}
    page = run(tmp_path / "a.jsonl", tmp_path / "b.jsonl").stdout
    assert "families, by share: 0 new, 1 gone, 1 grown, 2 shrunk" in page


def test_half_of_a_set_has_the_same_shares(tmp_path: Path) -> None:
    told = compare(tmp_path, [BOX, CRATE, record("a"), record("b", family="asked", cases=["asked"], style="hasty")],
                   [BOX, CRATE])  # fmt: skip
    assert told["families"] == []
    page = run(tmp_path / "a.jsonl", tmp_path / "b.jsonl").stdout
    assert "shares: the same of every category, split, action, style, edge case, source" in page


def test_manifests_are_compared_where_they_know_the_files(tmp_path: Path) -> None:
    page = run(MVP, REPOSITORY / "examples" / "expenses" / "data").stdout
    told = json.loads(run(MVP, REPOSITORY / "examples" / "expenses" / "data", "--json").stdout)
    assert {"name": "pack.name", "a": "task-management", "b": "expense-tracking"} in told["settings"]
    assert "no manifest" not in page
    copied = write_set(
        tmp_path / "copy.jsonl", map(json.loads, (MVP / "dataset.jsonl").read_text("utf-8").splitlines())
    )
    assert json.loads(run(MVP, copied, "--json").stdout)["settings"] == []


def test_o_has_every_change_and_the_page_ten_of_a_kind(tmp_path: Path) -> None:
    a = write_set(tmp_path / "a.jsonl", [BOX])
    b = write_set(tmp_path / "b.jsonl", [BOX, *(record(f"send {n}") for n in range(12))])
    result = run(a, b, "-o", tmp_path / "out.jsonl")
    lines = [json.loads(line) for line in (tmp_path / "out.jsonl").read_text("utf-8").splitlines()]
    assert [one["input"] for one in lines] == [f"send {n}" for n in range(12)]
    assert result.stderr == f"12 changes in {tmp_path / 'out.jsonl'}\n"
    assert "send 9\n" in result.stdout
    assert "send 10\n" not in result.stdout
    assert "  and 2 more; -o writes all\n" in result.stdout


def test_the_page_fits_100_columns(tmp_path: Path) -> None:
    long = [record(f"send {'a very long parcel ' * 20}{n}", family=f"family_{'x' * 80}_{n}") for n in range(12)]
    b = write_set(tmp_path / "b.jsonl", [BOX, *(change(one, split="test") for one in long[:6]), *long[6:]])
    a = write_set(tmp_path / "a.jsonl", [change(BOX, output={"action": "x" * 90}), *long[:6]])
    page = run(a, b).stdout.splitlines()[2:]
    assert max(map(len, page)) <= 100
    assert any("measured with and trained on" in line for line in page)


def test_exit_codes(tmp_path: Path) -> None:
    a, b = write_set(tmp_path / "a.jsonl", [BOX]), write_set(tmp_path / "b.jsonl", [CRATE])
    run(a, b)
    run(a, b, "--exit-code", code=1)
    run(a, a, "--exit-code")


def test_all_that_is_wrong_is_told_at_once(tmp_path: Path) -> None:
    a = write_set(tmp_path / "a.jsonl", [BOX, CRATE, BOX])
    b = tmp_path / "b.jsonl"
    b.write_text('nonsense\n{"input": "a", "output": {}}\n')
    told = run(a, b, code=2).stderr
    assert told.startswith("taskdata: ")
    assert f"{a}:3: the id {BOX['id']} stands in this file already" in told
    assert f"{b}:1: this is not JSON" in told
    assert f"{b}:2: this is a bare pair" in told
    told = run(tmp_path / "none", tmp_path, code=2).stderr
    assert f"{tmp_path / 'none'}: cannot be read" in told
    assert f"{tmp_path}: there is no dataset.jsonl in this folder" in told


def test_what_is_read_is_never_written_over(tmp_path: Path) -> None:
    a, b = write_set(tmp_path / "a.jsonl", [BOX]), write_set(tmp_path / "b" / "dataset.jsonl", [CRATE])
    before = a.read_bytes()
    run(a, b.parent, "-o", a, "--force", code=2)
    run(a, b.parent, "-o", b, "--force", code=2)
    (tmp_path / "out").write_text("kept")
    assert "--force" in run(a, b, "-o", tmp_path / "out", code=2).stderr
    assert (a.read_bytes(), (tmp_path / "out").read_text()) == (before, "kept")


def test_what_steers_a_terminal_is_shown_as_an_escape(tmp_path: Path) -> None:
    a, b = write_set(tmp_path / "a.jsonl", [BOX]), write_set(tmp_path / "b.jsonl", [record("send \x1b[31m red")])
    assert "\x1b" not in run(a, b).stdout


def test_actions_are_those_of_the_labels_whatever_the_facets_say(tmp_path: Path) -> None:
    relabelled = change(BOX, output={"action": "stop", "item": "Red box"})
    told = compare(tmp_path, [BOX, CRATE], [relabelled, CRATE])
    rows = {row["name"]: (row["a"], row["b"]) for row in told["shares"]["action"]}
    assert rows == {"send": (2, 1), "stop": (0, 1)}


def test_a_folder_whose_splits_were_edited_is_refused(tmp_path: Path) -> None:
    a = write_set(tmp_path / "a" / "dataset.jsonl", [BOX])
    write_set(tmp_path / "a" / "train.jsonl", [CRATE])
    assert "train.jsonl should hold the examples of that split" in run(a.parent, a, code=2).stderr
    assert "nothing differs" in run(a, a).stdout
