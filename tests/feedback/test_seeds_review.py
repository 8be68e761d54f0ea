"""Deciding about seeds on a terminal: each key, what is kept, what follows, and the regression set."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from asked_terminal import AskedTerminal
from review_tools import ASKED, SEND, make_seed, name, read_decisions, read_lines, review, run, write_seeds

ODD = "grommet zap qux"
"""A request that nobody understands."""
KEEP = {"action": "stop", "item": "green crate"}


def start(root: Path, *options: str, **env: str) -> AskedTerminal:
    """The command on a terminal, for anna."""
    return AskedTerminal("seeds", "review", "--pack", root, "--by", "anna", *options, **{"NO_COLOR": "1", **env})


def answer(root: Path, *lines: str, options: tuple[str, ...] = (), **env: str) -> str:
    """Type these lines, one at each question; gives what was said."""
    terminal = start(root, *options, **env)
    terminal.type(*lines)
    code, printed = terminal.close()
    assert (code, printed) == (0, ""), terminal.said
    return terminal.said.replace("\r\n", "\n")


def list_heads(text: str) -> list[str]:
    """The numbers of the seeds that were shown."""
    return re.findall(r"(\d+ of \d+) {3}", text)


def verify(root: Path) -> Any:
    """The verdict on the regression set."""
    return run("verify", root / "data" / "seeds" / "regression.jsonl", "--pack", root)


def test_a_seed_is_shown_with_all_that_is_known_of_it(tmp_path: Path) -> None:
    root = write_seeds(tmp_path, make_seed(1, "send the red box tomorrow", error="it is\x1b[2J wrong"))
    terminal = start(root, NO_COLOR="", FORCE_COLOR="")
    shown = terminal.wait_for(" > ").replace("\r\n", "\n")
    terminal.write("q")
    assert terminal.close()[0] == 0
    assert f"1 of 1   failure   open   Tuesday, 2025-03-04   {name(1)}" in shown
    assert "send the \x1b[36mred box\x1b[0m \x1b[33mtomorrow\x1b[0m" in shown
    assert "item: \x1b[36mred box\x1b[0m | day: \x1b[33mtomorrow" in shown
    assert "what went wrong:\n  wrong_action: $.action: " in shown
    assert r"the log says: it is\x1b[2J wrong" in shown
    assert 'the model\'s answer:\n  {"action": "stop", "item": "red box"}' in shown
    assert '\x1b[31m-   "action": "stop",\x1b[0m' in shown
    assert '\x1b[32m+   "action": "send",\x1b[0m' in shown
    assert re.search(
        r'proposed label:\n  \{\n    "action": "send",\n.*"day": "2025-03-05" +\x1b\[2mWednesday', shown, re.DOTALL
    )
    assert "it verifies" in shown


def test_an_assigned_day_and_a_long_answer_are_told(tmp_path: Path) -> None:
    raw = "\n".join(f"line {number}" for number in range(40))
    said = answer(write_seeds(tmp_path, make_seed(1, is_day_assigned=True, raw_output=raw)), "q")
    assert "2025-03-04 (assigned)" in said
    assert "line 14" in said
    assert "line 15" not in said
    assert "... and 25 more lines" in said


def test_accept_keeps_the_label_and_the_regression_set_is_verified(tmp_path: Path) -> None:
    root = write_seeds(tmp_path, make_seed(1), make_seed(2, "hold my green crate", kind="real"))
    said = answer(root, "a", "accept")
    kept = read_decisions(root)
    assert (kept[name(1)]["verdict"], kept[name(1)]["output"], kept[name(1)]["by"]) == ("accept", SEND, "anna")
    assert kept[name(2)]["output"] == KEEP
    (record,) = read_lines(root, "regression")
    assert (record["input"], record["output"], record["split"]) == (ASKED, SEND, "test")
    assert (record["source"]["kind"], record["source"]["parent"]) == ("failure", name(1))
    assert record["source"]["family"] == "send_plain"
    assert record["spans"] == [{"slot": "item", "start": 9, "end": 16}]
    assert verify(root).exit_code == 0
    assert "2 of 2 decided: 2 accepted, 0 rejected, 0 not proven; 0 left; next: taskdata generate" in said


def test_quit_and_go_on_where_it_was_left(tmp_path: Path) -> None:
    texts = [ASKED, "hold my green crate", "ship the blue barrel"]
    root = write_seeds(tmp_path, *(make_seed(at, text) for at, text in enumerate(texts)))
    first = answer(root, "a", "s", "q")
    assert list_heads(first) == ["1 of 3", "2 of 3", "3 of 3"]
    assert "1 of 3 decided: 1 accepted, 0 rejected, 0 not proven; 2 left" in first
    second = answer(root, "a", "a")
    assert list_heads(second) == ["1 of 2", "2 of 2"]
    assert texts[1] in second  # what was skipped comes again
    assert "no seed waits for a decision" in answer(root)


def test_enter_alone_and_what_is_no_answer_change_nothing(tmp_path: Path) -> None:
    root = write_seeds(tmp_path, make_seed(1))
    said = answer(root, "", "x", "a b", "?", "q")
    assert said.count("a(ccept)  e(dit)") == 5
    assert "'x' is no answer here" in said
    assert "'a b' is no answer here" in said
    assert "it is never trained on word for word" in said
    assert not read_decisions(root)
    assert not (root / "data" / "seeds" / "regression.jsonl").exists()


def test_back_and_decide_otherwise(tmp_path: Path) -> None:
    root = write_seeds(tmp_path, make_seed(1), make_seed(2, "hold my green crate"))
    said = answer(root, "a", "b", "r a test of ours", "a")
    assert list_heads(said) == ["1 of 2", "2 of 2", "1 of 2", "2 of 2"]
    kept = read_decisions(root)[name(1)]
    assert (kept["verdict"], kept["comment"], kept["output"]) == ("reject", "a test of ours", None)
    assert [one["input"] for one in read_lines(root, "regression")] == ["hold my green crate"]


def test_reject_asks_for_a_reason_which_may_be_empty(tmp_path: Path) -> None:
    root = write_seeds(tmp_path, make_seed(1, ODD))
    answer(root, "r", "b", "r", "")
    assert read_decisions(root)[name(1)]["comment"] == ""
    assert "no seed waits" in answer(root)


def test_test_only_is_held(tmp_path: Path) -> None:
    root = write_seeds(tmp_path, make_seed(1))
    said = answer(root, "t")
    assert read_decisions(root)[name(1)]["is_held"] is True
    assert "1 accepted (1 kept for tests only)" in said
    assert len(read_lines(root, "regression")) == 1


def test_edit_fields_until_they_are_right(tmp_path: Path) -> None:
    root = write_seeds(tmp_path, make_seed(1, "send the red box by express tomorrow", expected={**SEND, "day": "x"}))
    lines = [
        "day=2025-03-05",
        'speed="fa',
        "speed=fast",
        "-none",
        "item.x=1",
        "nonsense",
        "more.deep=[1]",
        "-more.deep",
    ]
    said = answer(root, "e", *lines, "-more", "", "a")
    assert read_decisions(root)[name(1)]["output"] == {**SEND, "day": "2025-03-05", "speed": "fast"}
    for fault in ("the value is not JSON", "no field 'none' to take out", "'item' is no object", "write path=value"):
        assert fault in said


def test_json_over_several_lines(tmp_path: Path) -> None:
    root = write_seeds(tmp_path, make_seed(1, "xyzzy", raw_output=None))
    label = ['{"action": "refuse",', '"why": "unclear", "words": "?"}']
    said = answer(root, "a", "j", "[1]", "j", '{"a": 1', "", "j", "", "j", *label, "a", "k")
    assert "there is no label yet" in said
    assert "this is no JSON object" in said
    assert "this is not JSON" in said
    assert read_decisions(root)[name(1)]["output"] == {"action": "refuse", "why": "unclear", "words": "?"}


def test_json_in_the_editor(tmp_path: Path) -> None:
    root = write_seeds(tmp_path, make_seed(1))
    editor = tmp_path / "editor.sh"
    editor.write_text("""#!/bin/sh\nsleep 1.1; sed -i 's/"red box"/"the red box"/' "$1"\n""", encoding="utf-8")
    editor.chmod(0o755)
    said = answer(root, "j", "s", EDITOR=str(editor))
    assert '"item": "the red box"' in said


def test_what_does_not_verify_is_shown_and_may_be_kept_unproven(tmp_path: Path) -> None:
    root = write_seeds(tmp_path, make_seed(1), make_seed(2, ODD))
    said = answer(root, "e", "item=blue box", "", "a", "b", "a", "e", "item=black box", "", "a", "k", "q")
    assert "not_said: $.item" in said or "wrong_value: $.item" in said
    assert said.count("the pack does not prove this label") == 3
    assert "0 accepted, 0 rejected, 1 not proven; 1 left" in said
    assert read_decisions(root)[name(1)]["output"] == {**SEND, "item": "black box"}
    assert [one["output"]["item"] for one in read_lines(root, "regression")] == ["black box"]
    assert verify(root).exit_code == 1
    again = answer(root, "s", "e", "item=red box", "", "a")  # first what nobody has decided, then what is not proven
    assert "failure   unproven" in again
    assert verify(root).exit_code == 0


def test_an_action_that_the_pack_does_not_know_is_kept_without_spans(tmp_path: Path) -> None:
    root = write_seeds(tmp_path, make_seed(1, ODD))
    answer(root, "j", '{"action": "zap"}', "a", "k")
    (record,) = read_lines(root, "regression")
    assert (record["spans"], record["source"]["family"]) == ([], None)
    assert record["source"]["group"] == f"seed/{name(1)}"


def test_the_same_request_is_decided_once(tmp_path: Path) -> None:
    seeds = [make_seed(1), make_seed(2), make_seed(3, kind="real"), make_seed(4, reference_date="2025-03-05")]
    root = write_seeds(tmp_path, *seeds)
    said = answer(root, "a", "b", "b", "b", "t", "q")
    assert "2 other seed(s) of the same request have the same label now" in said
    assert list_heads(said)[:2] == ["1 of 4", "4 of 4"]
    assert {one: kept["is_held"] for one, kept in read_decisions(root).items()} == dict.fromkeys(
        map(name, (1, 2, 3)), True
    )
    assert len(read_lines(root, "regression")) == 1
    assert "3 of 4 decided: 3 accepted (3 kept for tests only)" in said


def test_all_and_kind_and_ids(tmp_path: Path) -> None:
    ready = make_seed(1, expected=SEND)
    root = write_seeds(tmp_path, ready, make_seed(2, "hold my green crate", kind="real"), make_seed(3, ODD))
    assert list_heads(answer(root, "q")) == ["1 of 2"]
    assert list_heads(answer(root, "q", options=("--all",))) == ["1 of 3"]
    assert "hold my green" in answer(root, "q", options=("--kind", "real"))
    assert ODD in answer(root, "q", options=("--kind", "failure"))
    answer(root, "a", options=(name(1)[:8],))
    assert list_heads(answer(root, "q", options=(f"seed-{name(1)}",))) == ["1 of 1"]
    for wrong, told in (("ffffff", "no seeds have ids"), ("00", "write 6 of its hex digits"), ("zzzzzzz", "is no id")):
        refused = start(root, wrong)
        assert refused.close()[0] == 2
        assert told in refused.said


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="needs /proc")
def test_interrupted_is_130_and_what_was_decided_is_kept(tmp_path: Path) -> None:
    root = write_seeds(tmp_path, make_seed(1), make_seed(2, ODD))
    terminal = start(root)
    terminal.type("a")
    terminal.wait_for(" > ")
    assert terminal.interrupt() == 130
    assert "what was decided is kept in" in terminal.said
    assert list(read_decisions(root)) == [name(1)]


def test_what_another_person_decides_meanwhile_is_not_lost(tmp_path: Path) -> None:
    root = write_seeds(tmp_path, make_seed(1), make_seed(2, "hold my green crate"))
    terminal = start(root)
    terminal.wait_for(" > ")
    filled = tmp_path / "ben.jsonl"
    row = {"id": name(2), "decision": "accept", "label": KEEP}
    filled.write_text(json.dumps(row), encoding="utf-8")
    assert review(root, "--import", filled).exit_code == 0
    terminal.write("a")
    assert terminal.close()[0] == 0
    assert len(read_lines(root, "regression")) == 2


def test_without_a_terminal_it_names_the_way_by_files(tmp_path: Path) -> None:
    result = review(write_seeds(tmp_path, make_seed(1)))
    assert result.exit_code == 2
    assert "--export" in result.stderr
