"""What checks of packages see and say, and where they run."""

import json
from pathlib import Path
from typing import Any

import pytest
from own_tools import list_told, run, write_package
from small_pack import PACK, USECASE, write_pack

_CODE = """\
from taskdata.extend import Finding


def no_please(pair):
    if "please" in pair.input.lower():
        yield Finding("says please")


def in_season(pair, *, last: int, colours: list[str] = ["red"]):
    if pair.reference_date is None or pair.reference_date.month <= last:
        return []
    return [Finding(f"{colour} is out of season", "$.item") for colour in colours if colour in pair.output["item"]]
"""
_ENTRIES = {"checks": "no_please = MODULE:no_please\nin_season = MODULE:in_season"}
_TRAIN = PACK[USECASE].replace("{train: 0.8, validation: 0.1, test: 0.1}", "{train: 1, validation: 0, test: 0}")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_package(tmp_path_factory.mktemp("site"), _CODE, _ENTRIES, "taskdata-house")


def declare(folder: Path, checks: str) -> Path:
    return write_pack(folder, {**PACK, USECASE: f"{_TRAIN}checks: {checks}\n"})


def verify(site: Path, pack: Path, *pairs: tuple[str, str | None, Any]) -> list[list[dict[str, str]]]:
    """The faults of each pair of request, day and output."""
    lines = [
        {"input": text, "output": output, **({"reference_date": day} if day else {})} for text, day, output in pairs
    ]
    file = pack / "pairs.jsonl"
    file.write_text("".join(json.dumps(line) + "\n" for line in lines), "utf-8")
    done = run([site], "verify", "--json", "--pack", pack, file)
    return [json.loads(line)["faults"] for line in done.stdout.splitlines()]


RED = {"action": "stop", "item": "red box"}


def test_settings_day_and_path(site: Path, tmp_path: Path) -> None:
    found = verify(
        site, declare(tmp_path, "{in_season: {last: 6}}"),
        ("hold the red box", "2025-07-01", RED),
        ("hold the red box", "2025-06-30", RED),
        ("hold my red box", None, RED),
        ("hold the blue box", "2025-07-01", {"action": "stop", "item": "blue box"}),
    )  # fmt: skip
    fault = {"code": "in_season", "path": "$.item", "message": "red is out of season"}
    assert found == [[fault], [], [], []]


def test_a_list_as_a_setting(site: Path, tmp_path: Path) -> None:
    pack = declare(tmp_path, "{in_season: {last: 6, colours: [blue, box]}}")
    (faults,) = verify(site, pack, ("hold the blue box", "2025-07-01", {"action": "stop", "item": "blue box"}))
    assert [fault["message"] for fault in faults] == ["blue is out of season", "box is out of season"]


def test_after_the_checks_that_are_built_in_and_in_the_order_of_the_pack(site: Path, tmp_path: Path) -> None:
    pack = declare(tmp_path, "{no_please: {}, in_season: {last: 6}}")
    found = verify(
        site, pack,
        ("please hold the red box", "2025-07-01", RED),
        ("please hold the red box", "2025-07-02", {"action": "stop", "item": "red crate"}),
        ("please hold the red box", "2025-07-03", {"action": "stop", "item": 7}),
    )  # fmt: skip
    codes = [[fault["code"] for fault in faults] for faults in found]
    assert codes == [["no_please", "in_season"], ["not_said", "no_please", "in_season"], ["schema"]]


def test_records_as_well(site: Path, tmp_path: Path) -> None:
    """A dataset of a pack without the check is held against the same pack with it."""
    plain, out = declare(tmp_path / "plain", "{}"), tmp_path / "out"
    assert run([site], "generate", "-n", 100, "--pack", plain, "-o", out).returncode == 0
    records = [json.loads(line) for line in (out / "dataset.jsonl").read_text("utf-8").splitlines()]
    polite = [record["id"] for record in records if "please" in record["input"].lower()]
    done = run(
        [site], "verify", "--json", "--pack", declare(tmp_path / "strict", "{no_please: {}}"), out / "dataset.jsonl"
    )
    verdicts = [json.loads(line) for line in done.stdout.splitlines()]
    assert polite
    assert [verdict["id"] for verdict in verdicts if not verdict["ok"]] == polite


def test_some_draws_of_each_template_are_refused(site: Path, tmp_path: Path) -> None:
    """That is no fault of the templates: `check` passes, and `generate` takes the others."""
    pack, out = declare(tmp_path, "{no_please: {}}"), tmp_path / "out"
    assert run([site], "check", "--draw", "--pack", pack).returncode == 0
    assert run([site], "generate", "-n", 100, "--pack", pack, "-o", out).returncode == 0
    assert "please" not in (out / "dataset.jsonl").read_text("utf-8").lower()
    refused = [json.loads(line) for line in (out / "rejected.jsonl").read_text("utf-8").splitlines()]
    assert {fault["code"] for one in refused for fault in one["faults"]} == {"no_please"}
    manifest = json.loads((out / "manifest.json").read_text("utf-8"))
    assert manifest["packages"] == {"taskdata-house": "2.5"}
    assert manifest["rejected"] == {"no_please": len(refused)}


def test_a_setting_that_is_required(site: Path, tmp_path: Path) -> None:
    done = run([site], "check", "--pack", declare(tmp_path, "{in_season: {}}"))
    assert done.returncode == 1
    (told,) = list_told(done.stdout)
    assert told.endswith("usecase.yaml:32:10: the key 'last' is missing here"), done.stdout
