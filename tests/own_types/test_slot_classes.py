"""What a slot type of a package may set beside the usual: forms, parts, values of the day, single words."""

import json
from pathlib import Path
from typing import Any

import pytest
from own_tools import make_pack, run, write_package
from small_pack import FAMILIES, PACK, SCHEMA, SLOTS, USECASE, write_pack

_CODE = """\
import re
from taskdata.extend import ClosedSlot, Keys, WordSlot


class Week(ClosedSlot):
    FORMS = ("this", "next")
    PARTS = ("year", "week")
    DATED = True

    def say(self, chance, form, day):
        if form == "this" and day.weekday() > 4:
            return None  # at the weekend nobody knows which one is meant
        return f"{form} week", self.find(form, day)

    def find(self, form, day):
        year, week, _ = (day if form == "this" else day.fromordinal(day.toordinal() + 7)).isocalendar()
        return {"year": year, "week": week}

    def hear(self, text, day):
        # the shorter mention comes last, and lies in the longer one
        for shape in (r"(?i)\\b(this|next) week(?: now)?\\b", r"(?i)\\b(this|next) week\\b"):
            for match in re.finditer(shape, text):
                yield match.start(), match.end(), self.find(match[1].lower(), day)


class WeightKeys(Keys):
    most: int


class Weight(WordSlot):
    keys: WeightKeys

    def say(self, chance, form, day):
        tenths = 1 + chance.below(10 * self.keys.most)
        return f"{tenths / 10}kg", tenths / 10

    def read(self, word):
        match = re.fullmatch(r"(?i)(\\d+\\.\\d+|\\d+)(?:kg)?", word)
        return float(match[1]) if match else None
"""


def make_files() -> dict[str, str]:
    """The small pack with a week, of which the output has the number, and a weight."""
    slots = PACK[SLOTS].replace(
        "  other_day: {like: day}\n",
        "  other_day: {like: day}\n  week: {type: week}\n  load: {type: weight, most: 30}\n",
    )
    field = "      item: {slot: item}\n      week: {slot: week.week}\n      load: {slot: load}\n      speed:"
    said = '      - "<start> <the> {item} {week.next}"\n      - "<start> {load} of <the> {item} {week}"\n'
    schema = '"week": {"type": "integer"},\n        "load": {"type": "number"},\n        "speed": {"enum"'
    return {
        **PACK,
        USECASE: PACK[USECASE].replace(
            "{train: 0.8, validation: 0.1, test: 0.1}", "{train: 1, validation: 0, test: 0}"
        ),
        SLOTS: slots.replace("      item: {slot: item}\n      speed:", field),
        SCHEMA: PACK[SCHEMA].replace('"speed": {"enum"', schema),
        FAMILIES: PACK[FAMILIES].replace(
            "  stop_plain:\n", f"  send_by_week:\n    action: send\n    sentences:\n{said}  stop_plain:\n"
        ),
    }


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    entries = {"slots": "week = MODULE:Week\nweight = MODULE:Weight"}
    return write_package(tmp_path_factory.mktemp("site"), _CODE, entries, "taskdata-parcels")


@pytest.fixture(scope="module")
def pack(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_pack(tmp_path_factory.mktemp("pack"), make_files())


def verify(site: Path, pack: Path, file: Path, *lines: dict[str, Any]) -> list[tuple[list[str], list[str]]]:
    """The codes of the faults of each line, and what was not checked."""
    file.write_text("".join(json.dumps(line) + "\n" for line in lines), "utf-8")
    done = run([site], "verify", "--json", "--pack", pack, file)
    verdicts = [json.loads(line) for line in done.stdout.splitlines()]
    return [([fault["code"] for fault in verdict["faults"]], verdict["unchecked"]) for verdict in verdicts]


def send(text: str, day: str | None = "2025-03-04", **fields: Any) -> dict[str, Any]:
    output = {"action": "send", "item": "red box", **fields}
    return {"input": text, "output": output, **({"reference_date": day} if day else {})}


def test_check(site: Path, pack: Path) -> None:
    done = run([site], "check", "--pack", pack)
    assert (done.returncode, done.stdout) == (0, ""), done.stdout + done.stderr


def test_generate(site: Path, pack: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert run([site], "generate", "-n", 150, "--pack", pack, "-o", out).returncode == 0
    records = [json.loads(line) for line in (out / "dataset.jsonl").read_text("utf-8").splitlines()]
    weeks = [record for record in records if "week" in record["output"]]
    loads = [record["output"]["load"] for record in records if "load" in record["output"]]
    assert {record["facets"]["wordings"]["week"] for record in weeks} == {"this", "next"}
    assert len(set(loads)) > 5
    assert all(0.1 <= load <= 30 for load in loads)
    for record in weeks:
        assert record["output"]["week"] in range(1, 54)
    assert (out / "rejected.jsonl").read_bytes() == b""


def test_values_of_the_day(site: Path, pack: Path, tmp_path: Path) -> None:
    """2025-03-04 is a Tuesday of week 10 of its year."""
    found = verify(
        site, pack, tmp_path / "pairs.jsonl",
        send("ship the red box next week", week=11),
        send("ship the red box This Week now", week=10),
        send("ship my red box next week", week=10),
        send("ship my red box next week", None, week=40),
    )  # fmt: skip
    assert found == [([], []), ([], []), (["wrong_value"], []), ([], ["days"])]


def test_single_words(site: Path, pack: Path, tmp_path: Path) -> None:
    found = verify(
        site, pack, tmp_path / "pairs.jsonl",
        send("Ship 2.5KG of the red box this week.", load=2.5, week=10),
        send("ship 7 of the red box this week", load=7.0, week=10),
        send("ship 2.5kg of my red box this week", load=25.0, week=10),
        send("ship 2.5kg of my red box this week", load=2, week=10),
    )  # fmt: skip
    assert [codes for codes, _ in found] == [[], [], ["not_said"], ["not_said"]]


def test_hear(site: Path, pack: Path) -> None:
    done = run([site], "hear", "ship 2.5kg of my red box next week", "--json", "--on", "2025-03-04", "--pack", pack)
    reading = json.loads(done.stdout)["readings"][0]
    assert reading["output"] == {"action": "send", "item": "red box", "week": 11, "load": 2.5}


@pytest.mark.parametrize(("code", "told"), [("1 / 0", "fails in the slot 'to' to read '"), ("{1}", "it reads '")])
def test_a_word_that_cannot_be_read(tmp_path: Path, code: str, told: str) -> None:
    code = f"""\
from taskdata.extend import WordSlot
class Email(WordSlot):
    def say(self, chance, form, day):
        return "abc", "abc"
    def read(self, word):
        return {code}
"""
    site = write_package(tmp_path / "site", code, {"slots": "email = MODULE:Email"})
    pack = write_pack(tmp_path / "pack", make_pack("{}", "  to: {type: email}\n"))
    done = run([site], "generate", "-n", 20, "--pack", pack)
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1), done.stderr
    assert told in done.stderr.replace("slot 'cc'", "slot 'to'")  # they are of one type: either may be the first
