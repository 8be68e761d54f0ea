"""Personal data that was overlooked: a pseudonym stands for it in all that is kept, at once."""

import json
from pathlib import Path

from asked_terminal import AskedTerminal
from review_tools import SEND, make_seed, name, read_decisions, read_lines, run, write_seeds

FOLDER = Path("data") / "seeds"


def hide(root: Path, *lines: str) -> str:
    """Type these lines, one at each question."""
    terminal = AskedTerminal("seeds", "review", "--pack", root, "--by", "anna", NO_COLOR="1")
    terminal.type(*lines)
    assert terminal.close()[0] == 0, terminal.said
    return terminal.said


def read_all(root: Path) -> str:
    """All that is kept of seeds, and worked out from them."""
    files = (path for folder in (FOLDER, ".taskdata") for path in sorted((root / folder).iterdir()))
    return "".join(path.read_bytes().decode("utf-8", "replace") for path in files)


def test_words_are_hidden_in_all_seeds_decisions_and_the_regression_set(tmp_path: Path) -> None:
    item = {**SEND, "item": "Zörnfeldt crate"}
    seeds = [
        make_seed(1, "send the Zörnfeldt crate", raw_output='{"action": "stop",\n"item": "Z\\u00f6rnfeldt crate"}'),
        make_seed(2, "hold my green crate", error="by zörnfeldt", more={"who": ["ZÖRNFELDT"], "n": 1}, kind="real"),
        make_seed(3, "send the red box"),
    ]
    root = write_seeds(tmp_path, *seeds)
    untouched = (root / FOLDER / "seeds.jsonl").read_text("utf-8").splitlines()[2]
    said = hide(root, "j", json.dumps(item), "a", "hide zörnfeldt", "a", "q")
    assert "a pseudonym stands for them in 2 seed(s)" in said
    kept = read_all(root).casefold()
    assert "rnfeldt" not in kept
    first, second, third = (root / FOLDER / "seeds.jsonl").read_text("utf-8").splitlines()
    assert third == untouched
    seed = json.loads(first)
    made = seed["input"].removeprefix("send the ").removesuffix(" crate")
    assert made[0].isupper()
    assert seed["id"] == name(1)
    assert seed["replaced"] == {"hidden": 1}
    assert json.loads(seed["raw_output"])["item"] == f"{made} crate"
    assert json.loads(second)["error"] == f"by {made.lower()}"
    assert json.loads(second)["more"] == {"who": [made.upper()], "n": 1}
    assert read_decisions(root)[name(1)]["output"] == {**SEND, "item": f"{made} crate"}
    assert [one["output"]["item"] for one in read_lines(root, "regression")] == [f"{made} crate"]
    assert run("verify", root / FOLDER / "regression.jsonl", "--pack", root).exit_code == 0


def test_words_stay_hidden_in_the_label_that_is_being_written(tmp_path: Path) -> None:
    root = write_seeds(tmp_path, make_seed(1, "send the Quibbleton box"))
    said = hide(root, "e", "item=Quibbleton box", "", "h", "Quibbleton", "a")
    item = read_decisions(root)[name(1)]["output"]["item"]
    assert "Quibbleton" not in item
    assert item.removesuffix(" box") in said
    assert "1 accepted" in said


def test_what_cannot_be_hidden_is_told_and_changes_nothing(tmp_path: Path) -> None:
    root = write_seeds(tmp_path, make_seed(1))
    before = (root / FOLDER / "seeds.jsonl").read_bytes()
    said = hide(root, "h", "", "h ...", "h one two three four five", "q")
    assert said.count("name the words to hide, 4 of them at most") == 2
    assert (root / FOLDER / "seeds.jsonl").read_bytes() == before
    assert not (root / FOLDER / "hidden.txt").exists()
