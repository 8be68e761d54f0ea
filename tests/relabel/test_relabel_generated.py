"""`taskdata relabel`: labels of generated examples are built anew, and are those that the changed pack generates."""

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from changed_pack import (
    ALL_EDITS,
    DATASET,
    RENAME_FIELD,
    ROOT,
    change_pack,
    read_jsonl,
    replace_all,
    run,
)
from parcels import (
    DAY,
    HOLD,
    HOW,
    Record,
    edit,
    hold_bricks,
    make_pack,
    make_record,
    rename_item,
    rename_slow,
    send_box,
    send_crate,
    write_lines,
)
from small_pack import FAMILIES, PACK, SLOTS

from taskdata.author.families import identify_template


def rename_by_hand(output: Any, field: str = "") -> Any:
    """An output of the built-in pack as it must be under ALL_EDITS."""
    if isinstance(output, dict):
        named = {{"due_date": "deadline"}.get(key, key): rename_by_hand(inner, key) for key, inner in output.items()}
        if field == "data":
            del named["status"]
            named["source"] = "chat"
        return named
    renamed = {
        ("action", "delete_task"): "remove_task",
        ("priority", "medium"): "normal",
        ("sort_by", "due_date"): "deadline",
    }
    return output if isinstance(output, list) else renamed.get((field, output), output)


@pytest.fixture(scope="module")
def changed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return change_pack(tmp_path_factory.mktemp("changed"), *ALL_EDITS)


@pytest.fixture(scope="module")
def relabelled(changed: Path) -> Path:
    out = changed.parent / "new.jsonl"
    result = run("relabel", DATASET, "--pack", changed, "-o", out)
    assert result.exit_code == 0, result.stderr
    return out


def test_an_unchanged_pack_gives_the_same_bytes(tmp_path: Path) -> None:
    out = tmp_path / "same.jsonl"
    result = run("relabel", DATASET, "--pack", ROOT, "-o", out)
    assert result.exit_code == 0
    assert out.read_bytes() == DATASET.read_bytes()
    assert (tmp_path / "same.undecided.jsonl").read_bytes() == b""
    assert result.stderr == "500 lines: 0 relabelled, 500 unchanged, 0 undecided\n"


def test_every_label_is_the_renamed_one(relabelled: Path) -> None:
    """The renaming by hand knows nothing of templates; it and what was built from them must be the same."""
    for old, new in zip(read_jsonl(DATASET), read_jsonl(relabelled), strict=True):
        facets = old["facets"] | {"action": rename_by_hand(old["facets"]["action"], "action")}
        assert new == old | {"output": rename_by_hand(old["output"]), "facets": facets}
    assert relabelled.with_name("new.undecided.jsonl").read_bytes() == b""


def test_the_file_is_the_one_that_the_changed_pack_generates(changed: Path, relabelled: Path, tmp_path: Path) -> None:
    """The changes touch no sentence, so that the same seed draws the same requests."""
    run("generate", "-o", tmp_path / "anew", "--pack", changed, "-n", 500, "--seed", 0)
    run("generate", "-o", tmp_path / "old", "--pack", ROOT, "-n", 500, "--seed", 0)
    assert run("relabel", tmp_path / "old" / "dataset.jsonl", "--pack", changed, "-o", tmp_path / "n").exit_code == 0
    assert (tmp_path / "n").read_bytes() == (tmp_path / "anew" / "dataset.jsonl").read_bytes()


def test_the_result_verifies(changed: Path, relabelled: Path) -> None:
    result = run("verify", relabelled, "--pack", changed)
    assert (result.exit_code, result.stdout) == (0, "")
    assert "500 of 500 ok" in result.stderr


def test_members_of_contrasts_and_given_words_are_among_them(relabelled: Path) -> None:
    facets = [record["facets"] for record in read_jsonl(relabelled)]
    assert sum("contrast" in one for one in facets) >= 30
    assert sum("given" in one["wordings"].values() for one in facets) >= 20


def test_the_summary_tells_how_fields_changed(changed: Path) -> None:
    """Counted in the old file with nothing but JSON."""
    summary = json.loads(run("relabel", DATASET, "--pack", changed, "--json").stdout)
    old = [record["output"] for record in read_jsonl(DATASET)]
    new_tasks = [output["data"] for output in old if "data" in output]
    dated = sum("due_date" in output.get("changes", {}) for output in old)
    medium = sum(data["priority"] == "medium" for data in new_tasks)
    told = {(one["kind"], one["path"], one.get("old")): one for one in summary["label_changes"]}
    assert told["renamed", "$.data.deadline", "$.data.due_date"]["count"] == len(new_tasks)
    assert told["renamed", "$.changes.deadline", "$.changes.due_date"]["count"] == dated
    assert told["added", "$.data.source", None] == {
        "kind": "added", "path": "$.data.source", "value": "chat", "count": len(new_tasks)
    }  # fmt: skip
    assert told["removed", "$.data.status", None]["count"] == len(new_tasks)
    assert told["replaced", "$.data.priority", "medium"]["value"] == "normal"
    assert told["replaced", "$.data.priority", "medium"]["count"] == medium
    deleted = sum(output["action"] == "delete_task" for output in old)
    assert told["replaced", "$.action", "delete_task"]["count"] == deleted
    assert summary["lines"] == 500
    assert summary["relabelled"] == sum(output != rename_by_hand(output) for output in old)
    assert summary["unchanged"] == 500 - summary["relabelled"]


def test_families_that_were_renamed_and_a_new_category(tmp_path: Path) -> None:
    """Their sentences stand word for word under another name; what deletes belongs to another category."""
    pack = change_pack(
        tmp_path,
        replace_all(r"^  delete_(\w+):$", r"  remove_\1:", "templates/delete.yaml"),
        replace_all(r"family: delete_", "family: remove_", "templates/contrasts.yaml"),
        replace_all(r"^(  delete_task:\n    category: )update$", r"\1create", "templates/actions.yaml"),
        RENAME_FIELD,
    )
    result = run("relabel", DATASET, "--pack", pack, "-o", tmp_path / "new.jsonl")
    assert result.exit_code == 0
    moved = Counter[str]()
    for old, new in zip(read_jsonl(DATASET), read_jsonl(tmp_path / "new.jsonl"), strict=True):
        if old["output"]["action"] == "delete_task":
            moved[old["category"]] += 1
            assert (new["category"], new["output"], new["split"]) == ("create", old["output"], old["split"])
            assert new["source"]["family"] == old["source"]["family"].replace("delete_", "remove_")
            assert new["source"]["template"] == old["source"]["template"].replace("delete_", "remove_")
    count = moved["update"]
    assert f"  {count} went from update to create\n" in result.stderr
    assert f"create       200 (40.0%) -> {200 + count} ({40 + count / 5:.1f}%)" in result.stderr
    assert run("verify", tmp_path / "new.jsonl", "--pack", pack).exit_code == 0


# The small pack: every label by hand


def relabel_small(folder: Path, files: Any, *lines: Any) -> tuple[list[Record], list[Record]]:
    """The records that come out for these lines, and the undecided ones."""
    out = folder / "out.jsonl"
    result = run("relabel", write_lines(folder / "in.jsonl", *lines), "--pack", make_pack(folder, files), "-o", out)
    assert result.exit_code < 2, result.stderr
    undecided = read_jsonl(folder / "out.undecided.jsonl")
    assert result.exit_code == (1 if undecided else 0)
    return read_jsonl(out), undecided


def test_fields_and_values_of_the_small_pack(tmp_path: Path) -> None:
    records, undecided = relabel_small(
        tmp_path, rename_slow(rename_item()), send_box(), send_crate(), hold_bricks(split="test")
    )
    assert [record["output"] for record in records] == [
        {"action": "send", "goods": "red box", "speed": "fast"},
        {"action": "send", "goods": "green crate", "speed": "standard", "day": "2025-03-11"},
        {"action": "stop", "goods": "bundle of bricks"},
    ]
    assert [record["id"] for record in records] == [send_box()["id"], send_crate()["id"], hold_bricks()["id"]]
    assert [record["split"] for record in records] == ["train", "train", "test"]
    assert undecided == []


def test_words_that_mean_something_else_now(tmp_path: Path) -> None:
    """Not the old label with other names, but what the pack says of the words: express is slow from now on."""
    files = edit(PACK, SLOTS, "fast: [by express, at full speed]", "fast: [at full speed]")
    files = edit(
        files, SLOTS, 'slow: ["by (ordinary|standard) mail"]', 'slow: ["by (ordinary|standard) mail", by express]'
    )
    records, _ = relabel_small(tmp_path, files, send_box())
    assert records[0]["output"] == {"action": "send", "item": "red box", "speed": "slow"}


def test_what_the_pack_says_of_a_template_is_brought_up_to_date(tmp_path: Path) -> None:
    """The label stays, its edge cases and its group do not; facets that the pack does not know stay as they are."""
    files = edit(PACK, FAMILIES, "    edge_cases: [speed]", "    edge_cases: [hurry]")
    files = edit(files, FAMILIES, f'      - "{HOW}"', f'      - {{say: "{HOW}", group: hows}}')
    old = send_box()
    old["facets"] |= {"edge_cases": ["speed"], "channel": "mail"}
    records, _ = relabel_small(tmp_path, files, old)
    expected = json.loads(json.dumps(old))
    expected["facets"]["edge_cases"] = ["hurry"]
    expected["source"]["group"] = "hows"
    assert records == [expected]
    summary = json.loads(run("relabel", tmp_path / "in.jsonl", "--pack", tmp_path / "pack", "--json").stdout)
    assert (summary["updated"], summary["relabelled"], summary["label_changes"]) == (1, 0, [])


def test_a_group_that_joins_two_splits_is_told(tmp_path: Path) -> None:
    files = edit(PACK, FAMILIES, f'      - "{HOW}"', f'      - {{say: "{HOW}", group: all}}')
    files = edit(files, FAMILIES, f"      - {HOLD}", f'      - {{say: "{HOLD}", group: all}}')
    path = write_lines(tmp_path / "in.jsonl", send_box(), hold_bricks(split="test"), send_crate(split="test"))
    result = run("relabel", path, "--pack", make_pack(tmp_path, files))
    assert "1 group(s) stand in two splits now" in result.stderr


CONTRASTS = """
contrasts:
  keep_or_send:
    kind: order
    words: {thing: (red box|grey crate)}
    members:
      - {family: stop_plain, say: "keep back the {item}", given: {item: <thing>}}
      - {family: send_plain, say: "bring the {item} back", given: {item: <thing>}}
  keep_or_ship:
    kind: verb
    words: {thing: (red box|grey crate)}
    members:
      - {family: stop_plain, say: "keep back the {item}", given: {item: <thing>}}
      - {family: send_plain, say: "ship the {item} back", given: {item: <thing>}}
"""


def keep_back(group: str, kind: str) -> Record:
    """A member of a contrast; the id of its template is of the sentence and of what it is given."""
    output = {"action": "stop", "item": "red box"}
    sentence = "keep back the {item}\nitem: <thing>"
    record = make_record("keep back the red box", output, {"item": "red box"}, "stop_plain", sentence)
    record["facets"] |= {"wordings": {"item": "given"}, "contrast": kind}
    record["source"]["group"] = group
    return record


def test_members_of_contrasts_stay_in_their_own(tmp_path: Path) -> None:
    """Two contrasts have the same member: the group tells which one; a contrast that is gone is neither of them."""
    files = {**rename_item(), "templates/contrasts.yaml": CONTRASTS.replace("kind: order", "kind: keep_or_send")}
    old = [keep_back("keep_or_send", "order"), keep_back("keep_or_ship", "verb"), keep_back("gone", "verb")]
    records, undecided = relabel_small(tmp_path, files, *old)
    assert [record["output"] for record in records] == [{"action": "stop", "goods": "red box"}] * 2
    assert [record["facets"]["contrast"] for record in records] == ["keep_or_send", "verb"]
    assert [record["source"]["group"] for record in records] == ["keep_or_send", "keep_or_ship"]
    assert [(line["line"], line["reason"]) for line in undecided] == [(3, "template")]
    assert "contrasts.yaml:7" in undecided[0]["message"]


def test_a_sentence_that_belongs_to_no_contrast_any_more(tmp_path: Path) -> None:
    record = send_box()
    record["facets"]["contrast"] = "verb"
    record["source"]["group"] = "keep_or_ship"
    records, _ = relabel_small(tmp_path, PACK, record)
    assert records == [send_box()]


def test_a_sentence_that_went_to_another_family_means_what_that_one_means(tmp_path: Path) -> None:
    """Held parcels are sent now: that is what the pack says, and the request verifies so."""
    files = edit(PACK, FAMILIES, f"      - {HOLD}\n", "      - stop <the> {item}\n")
    files = edit(files, FAMILIES, "      - say: get <the> {item}", f"      - {HOLD}\n      - say: get <the> {{item}}")
    records, _ = relabel_small(tmp_path, files, hold_bricks())
    (new,) = records
    assert new["output"] == {"action": "send", "item": "bundle of bricks"}
    assert (new["category"], new["facets"]["action"], new["source"]["family"]) == ("out", "send", "send_plain")
    assert new["source"]["template"] == identify_template("send_plain", HOLD)


def test_a_paraphrase_is_built_from_the_template_of_its_parent(tmp_path: Path) -> None:
    old = send_box()
    paraphrase = send_box(
        source=old["source"] | {"kind": "paraphrase", "parent": old["id"], "model": "m", "prompt": "p"}
    )
    records, _ = relabel_small(tmp_path, rename_item(), paraphrase)
    assert records == [paraphrase | {"output": {"action": "send", "goods": "red box", "speed": "fast"}}]


def test_the_day_counts_on_which_it_was_said(tmp_path: Path) -> None:
    """Not the day that stood in the label: what stands there is not looked at."""
    assert DAY == "2025-03-10"
    old = send_crate()
    old["output"]["day"] = "1999-01-01"
    records, _ = relabel_small(tmp_path, rename_item(), old)
    assert records[0]["output"]["day"] == "2025-03-11"
