"""What is only heard is understood, and changes nothing of what is said."""

import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from heard_pack import HEARD_PACK, HEARING
from small_pack import PACK, USECASE, write_pack

from taskdata.author.load import load_pack
from taskdata.cli import main
from taskdata.slots.make import make_slots

UNHEARD = {name: text for name, text in HEARD_PACK.items() if name != HEARING}
RED_BOX = {"action": "send", "item": "red box"}


def run(*arguments: str) -> Result:
    result = CliRunner().invoke(main, arguments)
    assert isinstance(result.exception, SystemExit | None), result.exception
    return result


def generate(folder: Path, files: Mapping[str, str]) -> bytes:
    """The bytes of a dataset that is all for training: the pack is too small for more."""
    usecase = files[USECASE].replace("{train: 0.8, validation: 0.1, test: 0.1}", "{train: 1, validation: 0, test: 0}")
    pack = write_pack(folder / "pack", {**files, USECASE: usecase})
    result = run("generate", "-n", "40", "--seed", "2", "-o", str(folder / "data"), "--pack", str(pack))
    assert result.exit_code == 0, result.output
    return (folder / "data" / "dataset.jsonl").read_bytes()


def list_codes(folder: Path, files: Mapping[str, str], text: str, output: Mapping[str, Any]) -> list[str]:
    """The codes of the faults of one pair."""
    pack, pairs = write_pack(folder / ("heard" if HEARING in files else "unheard"), files), folder / "pairs.jsonl"
    pairs.write_text(json.dumps({"input": text, "reference_date": "2025-03-04", "output": output}), "utf-8")
    answer = json.loads(run("verify", str(pairs), "--json", "--pack", str(pack)).stdout)
    return [fault["code"] for fault in answer["faults"]]


def test_a_pack_without_what_is_only_heard_generates(tmp_path: Path) -> None:
    lines = generate(tmp_path, PACK).splitlines()
    assert len({json.loads(line)["input"] for line in lines}) == 40


def test_nothing_that_is_only_heard_is_said(tmp_path: Path) -> None:
    """The same bytes with it and without it."""
    assert generate(tmp_path / "heard", HEARD_PACK) == generate(tmp_path / "unheard", UNHEARD)


HEARD = [
    ("other words for a command", "Fling the red box", RED_BOX),
    ("words that do not matter", "hurl something like the red box", RED_BOX),
    ("what stands before all", "hello there, hurl the red box", RED_BOX),
    ("what stands before one", "I have to hurl the red box", RED_BOX),
    ("what stands behind one", "hurl the red box to my aunt", RED_BOX),
    ("a reason", "hurl the red box, because she waits", RED_BOX),
    ("a word that may stand anywhere", "hurl the kindly red box", RED_BOX),
    ("a value by its sentences", "cows fly to the moon", {"action": "refuse", "why": "too_far"}),
    ("words that mean nothing", "out by", {"action": "refuse", "why": "unclear"}),
]


@pytest.mark.parametrize(("text", "output"), [row[1:] for row in HEARD], ids=[row[0] for row in HEARD])
def test_what_is_heard_is_understood(tmp_path: Path, text: str, output: Mapping[str, Any]) -> None:
    assert list_codes(tmp_path, HEARD_PACK, text, output) == []
    assert list_codes(tmp_path, UNHEARD, text, output) != []


def test_without_an_action_a_sentence_has_two_readings(tmp_path: Path) -> None:
    assert list_codes(tmp_path, HEARD_PACK, "check red box", RED_BOX) == ["ambiguous"]
    assert list_codes(tmp_path, UNHEARD, "check red box", RED_BOX) == ["unexplained"]


@pytest.mark.parametrize("place", ["abroad", "to Finland"])
def test_a_phrase_or_a_shape_is_a_sign(tmp_path: Path, place: str) -> None:
    text = f"send the red box {place}"
    assert list_codes(tmp_path, HEARD_PACK, text, {"action": "refuse", "why": "too_far"}) == []
    assert list_codes(tmp_path, HEARD_PACK, text, RED_BOX) == ["wrong_action"]


@pytest.mark.parametrize(
    ("text", "heard"),
    [
        ("the overseas crate", ["overseas"]),
        ("the overseas box", []),
        ("to Finland and abroad", ["to Finland", "abroad"]),
        ("into Finland", []),
    ],
)
def test_shapes_are_heard_and_what_is_never_a_phrase_is_not(text: str, heard: list[str]) -> None:
    far = make_slots(load_pack(Path("pack"), HEARD_PACK))["far"]
    mentions = far.hear(text, date(2025, 3, 4))
    assert [text[mention.start : mention.end] for mention in mentions] == heard
    assert {mention.value for mention in mentions} <= {"abroad"}


@pytest.mark.parametrize(("old", "new"), [("the {item}", "the {item} you'll need"), ("y'all", "y’all")])
def test_apostrophes_do_not_count(tmp_path: Path, old: str, new: str) -> None:
    files = {**HEARD_PACK, HEARING: HEARD_PACK[HEARING].replace(old, new).replace("I have to", "I have you all to")}
    text = "I have yall to hurl the red box" + " youll need" * (old != "y'all")
    assert list_codes(tmp_path, files, text, RED_BOX) == []
