"""What may be wrong with a contrast: in its declaration, and in what its members say."""

from collections.abc import Mapping
from pathlib import Path

import pytest
from click.testing import CliRunner
from small_pack import PACK, Breakage, assert_only_fault, breakage, find_problems, write_pack

from taskdata.cli import main

CONTRASTS = "templates/contrasts.yaml"
WITH_CONTRASTS: Mapping[str, str] = {
    **PACK,
    CONTRASTS: """\
contrasts:
  send_or_stop:
    kind: verbs
    frame: command
    words: {piece: "(red|blue|green|grey) (box|crate|barrel) of (pears|plums|bricks)"}
    members:
      - {family: send_plain, say: "send back the {item}", given: {item: "old <piece>"}}
      - {family: stop_plain, say: "hold back the {item}", given: {item: "old <piece>"}}

rules:
  the: (the *3|my)
""",
}
FIRST = '      - {family: send_plain, say: "send back the {item}", given: {item: "old <piece>"}}\n'
SECOND = '      - {family: stop_plain, say: "hold back the {item}", given: {item: "old <piece>"}}\n'

HELD = "held_contrast"


def in_second(old: str, new: str) -> str:
    """The second member with something else in it."""
    return SECOND.replace(old, new)


DECLARATION_FAULTS = [
    breakage(
        "one member",
        CONTRASTS,
        f"    members:\n{FIRST}{SECOND}",
        f"    members:\n      @@{FIRST.strip()}\n",
        "two members",
    ),
    breakage("no kind", CONTRASTS, "  send_or_stop:\n    kind: verbs\n", "  @@send_or_stop:\n", "'kind'", "missing"),
    breakage("unknown family", CONTRASTS, "stop_plain", "@@stop_plane", "'stop_plane'", "did you mean 'stop_plain'"),
    breakage("unknown slot", CONTRASTS, "hold back the {item}", "hold back the {item} @@{itme}", "'itme'", "'item'"),
    breakage("unknown frame set", CONTRASTS, "frame: command", "frame: @@comand", "'comand'", "'command'"),
    breakage("unknown word", CONTRASTS, SECOND, in_second("<piece>", "@@<peice>"), "'peice'", "did you mean 'piece'"),
    breakage("word of nobody", CONTRASTS, "words: {", "words: {@@colour: red, ", "<colour>", "take it out"),
    breakage("slot that is not said", CONTRASTS, SECOND, in_second("given: {", "given: {@@day: today, "), "'day'"),
    breakage("bracket too few", CONTRASTS, SECOND, in_second("old <piece>", "@@(old <piece>"), "never closed"),
    breakage("unknown form", CONTRASTS, SECOND, in_second("old <piece>", "@@{item.some} <piece>"), "'some'"),
    breakage("member twice", CONTRASTS, SECOND, SECOND + in_second('say: "', 'say: "@@'), "already"),
    breakage(
        "sentence of the family",
        CONTRASTS,
        SECOND,
        '      - {family: stop_plain, say: "@@hold <the> {item}"}\n' + SECOND,
        "templates/families.yaml",
        "already",
    ),
]


def test_the_pack_with_a_contrast_is_sound() -> None:
    assert find_problems(WITH_CONTRASTS) == []


@pytest.mark.parametrize("broken", DECLARATION_FAULTS)
def test_a_fault_of_the_declaration_is_told_in_its_place(broken: Breakage) -> None:
    assert_only_fault(broken, WITH_CONTRASTS)


def check(folder: Path, old: str, new: str) -> str:
    assert WITH_CONTRASTS[CONTRASTS].count(old) == 1
    without_rules = WITH_CONTRASTS[CONTRASTS].partition("\nrules:")[0] + "\n"
    files = {**WITH_CONTRASTS, CONTRASTS: without_rules.replace(old, new)}
    result = CliRunner().invoke(main, ["check", "--draw", "--pack", str(write_pack(folder, files))])
    assert result.exit_code == (1 if result.stdout else 0), result.output
    return result.stdout


def test_a_sound_contrast_is_no_fault(tmp_path: Path) -> None:
    assert check(tmp_path, "kind: verbs", "kind: verbs") == ""


def test_members_that_say_the_same_are_a_fault(tmp_path: Path) -> None:
    told = check(tmp_path, "hold back the", "send back the")

    assert f"{tmp_path}/{CONTRASTS}:2:3: two members say the same: " in told


def test_members_that_cannot_be_said_together_are_a_fault(tmp_path: Path) -> None:
    """All that they can say is held for the benchmark, by its hash, and the contrast is not."""
    told = check(tmp_path, '"(red|blue|green|grey) (box|crate|barrel) of (pears|plums|bricks)"', '"red box"')

    assert f"{tmp_path}/{CONTRASTS}:2:3: its members cannot be said together in " in told


def test_a_kind_that_is_in_no_dataset_is_a_fault(tmp_path: Path) -> None:
    """The hash of a name decides: this one is below 0.15."""
    told = check(tmp_path, "  send_or_stop:", f"  {HELD}:")

    assert f"{tmp_path}/{CONTRASTS}:2:3: every contrast of the kind 'verbs' is held for the benchmark" in told


def test_more_members_than_a_set_has_room_for_are_a_fault(tmp_path: Path) -> None:
    files = {**WITH_CONTRASTS, "usecase.yaml": WITH_CONTRASTS["usecase.yaml"] + "contrasts: {once_in: 1}\n"}
    result = CliRunner().invoke(main, ["check", "--pack", str(write_pack(tmp_path, files))])

    assert (
        f"{tmp_path}/{CONTRASTS}:2:3: the contrasts of train have 1 members of the category 'halt', "
        "and a set of 1 has 0 there" in result.stdout
    )
