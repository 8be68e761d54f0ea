"""Forms of a slot that are drawn in pairs: what may be wrong with the two lists, and that they stay together."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from small_pack import FAMILIES, PACK, SLOTS, USECASE, Breakage, assert_only_fault, breakage, write_pack

from taskdata.cli import main

WOODS, THINGS = "(oak|elm|ash|yew|fir|box)", "(desk|shelf|stool|bench|door)"
OLD = f"""\
    old:
      - "{WOODS} {THINGS}"
      - "<colour> <piece>"
"""
NEW = f"""\
    new:
      - "sanded {WOODS} {THINGS}"
      - "<colour> <piece> of plums"
"""
Record = dict[str, Any]
WITH_PAIRS: Mapping[str, str] = {
    **PACK,
    SLOTS: PACK[SLOTS]
    .replace("    apart: true\n", "    apart: true\n    pairs: {old: new}\n")
    .replace("\nactions:", f"{OLD}{NEW}\nactions:")
    .replace("  other_day: {like: day}", "  other_day: {like: day}\n  goods: {like: item}")
    .replace("      item: {slot: item}\n", '      item: {join: [item, goods], with: " for "}\n'),
}
PAIR_FAULTS = [
    breakage("a form that is not there", SLOTS, "pairs: {old: new}", "pairs: {old: @@news}", "no form 'news'"),
    breakage("a line without its pair", SLOTS, NEW, "    @@" + NEW[4:-31], "'old' has 2 lines", "'new' has 1"),
    breakage("another order", SLOTS, f"sanded {WOODS} {THINGS}", f"@@sanded {THINGS} {WOODS}", f"as {SLOTS}:30"),
    breakage("an alternative more", SLOTS, '"sanded (oak', '"@@sanded (teak|oak', "same alternatives"),
    breakage("another weight", SLOTS, '"sanded (oak', '"@@sanded (oak *2', "same alternatives"),
]
CONTRAST = """\
contrasts:
  send_or_stop:
    kind: verbs
    words: {}
    members:
      - {family: send_plain, say: "send back the {item.old}"}
      - {family: stop_plain, say: "hold back the {goods.new}"}

rules:
  the: (the *3|my)
"""


@pytest.mark.parametrize("broken", PAIR_FAULTS)
def test_lists_that_are_no_pairs(broken: Breakage) -> None:
    assert_only_fault(broken, WITH_PAIRS)


PIECES = {
    **{f"{wood} {thing}": f"sanded {wood} {thing}"
       for wood in ("oak", "elm", "ash", "yew", "fir", "box") for thing in ("desk", "shelf", "stool", "bench", "door")},
    **{f"{colour} {piece}": f"{colour} {piece} of plums"
       for colour in ("red", "green", "blue", "grey", "brown")
       for piece in ("box", "crate", "barrel", "basket", "bundle")},
}  # fmt: skip
"""Each old thing with the new one."""


def make_records(folder: Path, files: Mapping[str, str]) -> list[Record]:
    usecase = files[USECASE].replace("{train: 0.8, validation: 0.1, test: 0.1}", "{train: 1.0}")
    pack = write_pack(folder, {**files, USECASE: f"{usecase}contrasts: {{once_in: 20, every: 20}}\n"})
    result = CliRunner().invoke(main, ["generate", "-n", "100", "--pack", str(pack)])
    assert result.exit_code == 0, result.output
    return [json.loads(line) for line in result.stdout.splitlines()]


def find_said(record: Record, slot: str) -> str:
    """The words of a slot."""
    span = next(span for span in record["spans"] if span["slot"] == slot)
    return str(record["input"][span["start"] : span["end"]]).lower()


def test_a_pair_takes_one_line_and_the_same_alternatives(tmp_path: Path) -> None:
    families = PACK[FAMILIES].replace('"<start> <the> {item} {speed}"', '"<start> <the> {item.old} {speed}"')
    paired = families.replace("hold <the> {item}", '"swap {item.old} for {goods.new}"')

    records = make_records(tmp_path, {**WITH_PAIRS, FAMILIES: paired})

    swapped = [record for record in records if {span["slot"] for span in record["spans"]} == {"item", "goods"}]
    assert len(swapped) > 10
    assert len({find_said(record, "item") for record in swapped}) > 5
    for record in swapped:
        assert find_said(record, "goods") == PIECES[find_said(record, "item")]


def test_the_members_of_a_contrast_say_one_pair(tmp_path: Path) -> None:
    records = make_records(tmp_path, {**WITH_PAIRS, "templates/contrasts.yaml": CONTRAST})

    sent, held = (
        [record for record in records if record["facets"].get("contrast") and record["category"] == category]
        for category in ("out", "halt")
    )
    assert len(sent) > 1
    assert sorted(find_said(one, "goods") for one in held) == sorted(PIECES[find_said(one, "item")] for one in sent)
