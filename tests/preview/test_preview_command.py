"""`taskdata preview`: what is shown of a family, a template, a slot, a contrast or a sentence, and of what is none."""

import json
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from roomy_pack import ROOMY
from small_pack import FAMILIES, write_pack

from taskdata.cli import main


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    return write_pack(tmp_path, ROOMY)


def preview(pack: Path, *arguments: str, colour: bool = False) -> Result:
    result = CliRunner().invoke(main, ["preview", "--pack", str(pack), *arguments], color=colour)
    assert isinstance(result.exception, SystemExit | None), result.exception
    return result


def read_rows(pack: Path, *arguments: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in preview(pack, *arguments, "--json").stdout.splitlines()]


def test_without_arguments_every_family_has_a_line(pack: Path) -> None:
    lines = preview(pack).stdout.splitlines()
    assert [line.split()[:4] for line in lines] == [
        ["send_plain", "9", "templates", "send"],
        ["send_how", "2", "templates", "send"],
        ["stop_plain", "9", "templates", "stop"],
    ]


def test_of_a_family_so_many_different_examples_are_shown_each_verified(pack: Path) -> None:
    rows = read_rows(pack, "send_plain", "-n", "12")
    inputs = [row["example"]["input"] for row in rows]
    assert len(set(inputs)) == 12
    assert {row["example"]["source"]["family"] for row in rows} == {"send_plain"}
    assert [row["faults"] for row in rows] == [[]] * 12
    assert all(row["example"]["output"]["action"] == "send" for row in rows)


def test_the_same_seed_shows_the_same_and_another_one_others(pack: Path) -> None:
    first = preview(pack, "send_plain", "-n", "5").stdout
    assert preview(pack, "send_plain", "-n", "5").stdout == first
    assert preview(pack, "send_plain", "-n", "5", "--seed", "1").stdout != first


def test_a_template_is_named_by_its_line_from_the_folder_of_the_pack_or_from_here(
    pack: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Line 38 says "stop <the> {item}"."""
    named = read_rows(pack, f"{FAMILIES}:38", "-n", "3")
    assert all(" stop " in f" {row['example']['input'].lower()} " for row in named)
    monkeypatch.chdir(pack / "templates")
    for place in ("families.yaml:38", str(pack / f"{FAMILIES}:38")):
        again = read_rows(pack, place, "-n", "3")
        assert [row["example"] for row in again] == [row["example"] for row in named]
        assert {row["place"] for row in again} == {"families.yaml:38"}


def test_the_head_tells_how_much_a_template_can_say(pack: Path) -> None:
    """2 words for "the" x (5 x 5 + 5 x 3 things) = 80 requests, in 2 frames 160."""
    head = preview(pack, f"{FAMILIES}:38").stdout.splitlines()[2]
    assert head.strip() == "2 sentences in 2 frames, 160 requests"


def test_slots_are_marked_in_the_text_and_in_colour_on_a_terminal(pack: Path) -> None:
    plain = preview(pack, f"{FAMILIES}:38", "-n", "1").stdout
    assert "]item" in plain
    assert "\x1b[" not in plain
    assert "\x1b[36m" in preview(pack, f"{FAMILIES}:38", "-n", "1", colour=True).stdout


def test_what_the_verifier_refuses_is_shown_with_the_reason(pack: Path) -> None:
    result = preview(pack, "ship my {item} tomorrow", "--family", "send_plain", "-n", "2")
    assert result.exit_code == 1
    assert result.stdout.count("refused: not_labelled: $.day: ") == 2


def test_a_sentence_takes_rules_frame_and_label_of_its_family(pack: Path) -> None:
    rows = read_rows(pack, "do <start> <the> {item} at last", "--family", "send_how", "-n", "20")
    assert [row["faults"] for row in rows] == [[]] * 20
    assert {row["example"]["output"]["action"] for row in rows} == {"send"}
    assert {row["example"]["input"].lower().startswith(("please", "pls", "plz")) for row in rows} == {True, False}


def test_a_sentence_may_be_given_with_what_it_sets(pack: Path) -> None:
    row = read_rows(
        pack, "{say: 'rush my {item}', set: {speed: fast}, frame: none}", "--family", "send_plain", "-n", "1"
    )[0]
    assert row["example"]["output"]["speed"] == "fast"
    faulty = preview(pack, "{say: 'rush my {itme}', set: {speed: fast}}", "--family", "send_plain")
    assert faulty.stderr.splitlines()[:3] == [
        "the sentence:1:16: there is no slot 'itme'; did you mean 'item'?",
        "    {say: 'rush my {itme}', set: {speed: fast}}",
        "                   ^",
    ]


def test_of_a_sentence_without_a_family_it_is_shown_what_is_heard(pack: Path) -> None:
    row = read_rows(pack, "stop my {item}", "-n", "1")[0]
    assert row["readings"][0]["output"] == {"action": "stop", "item": row["values"]["item"]}
    assert "heard as" in preview(pack, "stop my {item}", "-n", "1").stdout
    assert "not understood: 'zap'" in preview(pack, "zap {day}", "-n", "1").stdout


def test_of_a_slot_every_form_is_shown_with_its_values(pack: Path) -> None:
    rows = read_rows(pack, "speed")
    said = {row["words"]: row["value"] for row in rows}
    assert said == {
        "by express": "fast",
        "at full speed": "fast",
        "by ordinary mail": "slow",
        "by standard mail": "slow",
    }
    assert "{item.many}" in preview(pack, "item").stdout
    assert {row["form"] for row in read_rows(pack, "item.many")} == {"many"}
    assert preview(pack, "item.mnay").exit_code == 2


def test_faults_of_a_sentence_are_told_with_a_caret(pack: Path) -> None:
    result = preview(pack, "ship {itme} (now")
    assert result.exit_code == 2
    assert result.stderr.splitlines() == [
        "the sentence:1:6: there is no slot 'itme'; did you mean 'item'?",
        "    ship {itme} (now",
        "         ^",
        "the sentence:1:13: '(' is never closed; add ')'",
        "    ship {itme} (now",
        "                ^",
    ]


@pytest.mark.parametrize(
    ("what", "told"),
    [
        (("send_plan",), "there is no family, contrast or slot 'send_plan'; did you mean 'send_plain'?"),
        (("ship it", "--family", "send_hwo"), "--family: there is no family 'send_hwo'; did you mean 'send_how'?"),
        ((f"{FAMILIES}:37:3",), ""),
        ((f"{FAMILIES}:5",), f"{FAMILIES}:5: no family, sentence or slot begins on this line; the nearest is line 8"),
        (("other.yaml:5",), "other.yaml: this is no template file of the pack"),
    ],
)
def test_what_is_not_there_is_told(pack: Path, what: tuple[str, ...], told: str) -> None:
    result = preview(pack, *what)
    assert (result.exit_code, told in result.stderr) == (2 if told else 0, True), result.output


def test_a_pack_with_faults_is_not_previewed(tmp_path: Path) -> None:
    files = {**ROOMY, FAMILIES: ROOMY[FAMILIES].replace('"stop <the> {item}"', '"stop <the> {itme}"')}
    result = preview(write_pack(tmp_path, files), "send_plain")
    assert (result.exit_code, "there is no slot 'itme'" in result.stderr) == (2, True)


def test_watching_shows_it_anew_when_a_file_is_saved(pack: Path) -> None:
    command = [sys.executable, "-c", "from taskdata.cli import main; main()"]
    options = ["preview", f"{FAMILIES}:38", "-n", "1", "--watch", "--pack", str(pack)]
    with subprocess.Popen([*command, *options], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        heads = (line for line in process.stdout if "requests" in line)
        assert "160 requests" in next(heads)
        changed = ROOMY[FAMILIES].replace('"stop <the> {item}"', '"(stop|halt|end) <the> {item}"')
        (pack / FAMILIES).write_text(changed, encoding="utf-8")
        assert "480 requests" in next(heads)
        process.send_signal(signal.SIGINT)
    assert process.returncode == 130
