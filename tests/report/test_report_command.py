"""`taskdata report`: what it writes, where, and what it refuses."""

import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner
from report_tools import make_record, parse, read, run, write_dataset
from small_pack import FAMILIES, PACK, SCHEMA, SLOTS, USECASE

from taskdata.cli import main

ROOT = Path(__file__).parents[2]


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return write_dataset(tmp_path / "data", [make_record("send the box"), make_record("hold it", category="halt")])


def test_page_and_card_stand_beside_the_data(tmp_path: Path, data: Path) -> None:
    result = run(tmp_path, str(data))

    assert result.exit_code == 0
    assert result.stdout == ""
    lines = result.stderr.splitlines()
    sizes = [max(1, round((data / name).stat().st_size / 1000)) for name in ("report.html", "README.md")]
    assert lines == [f"{data}/report.html: {sizes[0]} kB", f"{data}/README.md: {sizes[1]} kB"]


def test_the_file_may_be_named_instead_of_its_folder(tmp_path: Path, data: Path) -> None:
    assert run(tmp_path, str(data / "dataset.jsonl")).exit_code == 0
    assert (data / "report.html").is_file() and (data / "README.md").is_file()


def test_a_file_with_another_name_gives_the_page_its_name(tmp_path: Path, data: Path) -> None:
    (data / "dataset.jsonl").rename(data / "logged.jsonl")
    assert run(tmp_path, str(data / "logged.jsonl")).exit_code == 0
    assert (data / "logged.report.html").is_file() and not (data / "report.html").exists()


@pytest.mark.parametrize(
    ("arguments", "written"),
    [
        (("-o", "{}/out"), ["report.html"]),
        (("-o", "{}/out/seen.html"), ["seen.html"]),
        (("-o", "{}/out", "--no-card"), ["report.html"]),
    ],
)
def test_where_it_is_written(tmp_path: Path, data: Path, arguments: tuple[str, ...], written: list[str]) -> None:
    result = run(tmp_path, str(data), *(argument.format(tmp_path) for argument in arguments))

    assert result.exit_code == 0, result.stderr
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == written
    assert sorted(path.name for path in data.iterdir()) == ["dataset.jsonl"]


def test_the_same_data_gives_the_same_bytes_again_and_in_place(tmp_path: Path, data: Path) -> None:
    assert run(tmp_path, str(data)).exit_code == 0
    first = (data / "report.html").read_bytes()
    assert run(tmp_path, str(data)).exit_code == 0
    assert (data / "report.html").read_bytes() == first


@pytest.mark.parametrize("name", ["report.html", "README.md"])
def test_a_file_of_another_hand_is_not_lost(tmp_path: Path, data: Path, name: str) -> None:
    (data / name).write_text("mine")
    result = run(tmp_path, str(data))

    assert result.exit_code == 2
    assert str(data / name) in result.stderr and "--force" in result.stderr
    assert (data / name).read_text() == "mine"
    assert sorted(path.name for path in data.iterdir()) == sorted(["dataset.jsonl", name])
    assert run(tmp_path, str(data), "--force").exit_code == 0
    assert (data / name).read_text("utf-8") != "mine"


def test_a_card_stands_beside_its_data_alone(tmp_path: Path, data: Path) -> None:
    """It declares the files beside it; elsewhere it would declare what is not there."""
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "README.md").write_text("mine")
    assert run(tmp_path, str(data), "-o", str(tmp_path / "out")).exit_code == 0
    assert (tmp_path / "out" / "README.md").read_text() == "mine"


def test_a_part_of_a_dataset_has_a_page_and_no_card(tmp_path: Path, data: Path) -> None:
    write_dataset(data, [make_record("send the box")], repeated=0)
    manifest = json.loads((data / "manifest.json").read_text())
    manifest["files"]["train.jsonl"] = manifest["files"]["dataset.jsonl"]
    (data / "manifest.json").write_text(json.dumps(manifest))
    shutil.copy(data / "dataset.jsonl", data / "train.jsonl")

    refused = run(tmp_path, str(data / "train.jsonl"))
    assert (refused.exit_code, "--no-card" in refused.stderr) == (2, True)
    assert run(tmp_path, str(data / "train.jsonl"), "--no-card").exit_code == 0
    assert (data / "train.report.html").is_file()


def test_all_lines_that_cannot_be_read_are_told_at_once(tmp_path: Path, data: Path) -> None:
    file = data / "dataset.jsonl"
    file.write_text(f'{file.read_text()}no json\n{{"input": "a", "output": {{}}}}\n')
    result = run(tmp_path, str(data))

    assert result.exit_code == 2
    assert result.stderr.count("taskdata: ") == 1
    assert f"{file}:3: " in result.stderr and f"{file}:4: " in result.stderr
    assert not (data / "report.html").exists()


@pytest.mark.parametrize("source", ["nowhere", "nowhere.jsonl", "pack"])
def test_what_is_no_dataset_is_refused(tmp_path: Path, data: Path, source: str) -> None:
    assert run(tmp_path, str(data)).exit_code == 0
    result = run(tmp_path, str(tmp_path / source))
    assert result.exit_code == 2
    assert source in result.stderr


@pytest.mark.parametrize("pack", ["expenses", "starter"])
def test_other_packs(tmp_path: Path, pack: str) -> None:
    folder = ROOT / "examples" / pack
    made = ["generate", "-n", "40", "-o", str(tmp_path / "data"), "--pack", str(folder)]
    assert CliRunner().invoke(main, made).exit_code == 0
    result = CliRunner().invoke(main, ["report", str(tmp_path / "data"), "--pack", str(folder)])

    assert result.exit_code == 0, result.output
    page = parse(tmp_path / "data" / "report.html")
    assert read(page.xpath("//h1")[0]) == "40 examples"
    assert len(page.xpath("//article")) == len(page.xpath("//section[@id='shares']//tbody/tr"))


def test_a_pack_whose_labels_name_no_action(tmp_path: Path) -> None:
    one = {"type": "object", "required": ["item"], "properties": {"item": {"type": "string"}}}
    slots = PACK[SLOTS].split("  stop:\n    category: halt")[0].replace("      action: send\n", "")
    slots = slots.replace("      speed: {slot: speed}\n      day: {slot: [day, other_day]}\n", "")
    usecase = PACK[USECASE].replace("discriminator: action\n", "").replace("  halt: a parcel is stopped\n", "")
    for old, new in {
        "{out: 0.6, halt: 0.4}": "{out: 1}",
        "{out: 7, halt: 5}": "{out: 12}",
        "{out: 30, halt: 20}": "{out: 50}",
    }.items():
        usecase = usecase.replace(old, new)
    families = "families:\n  send_plain:\n    action: send\n    sentences: ['send the {item}']\n"
    files = {**PACK, USECASE: usecase, SCHEMA: json.dumps(one), SLOTS: slots, FAMILIES: families}
    data = write_dataset(tmp_path / "data", [make_record("send the box")])
    record = json.loads((data / "dataset.jsonl").read_text())
    del record["output"]["action"]
    write_dataset(data, [record])

    result = run(tmp_path, str(data), files=files)
    assert result.exit_code == 0, result.output
    assert read(parse(data / "report.html").xpath("//h1")[0]) == "1 example"


def test_a_dataset_that_is_made_with_its_page_replaces_no_file_of_another_hand(tmp_path: Path) -> None:
    made = tmp_path / "made"
    made.mkdir()
    (made / "README.md").write_text("mine")
    arguments = ["generate", "-n", "10", "-o", str(made), "--report", "--force", "--pack", str(tmp_path)]
    for name, text in PACK.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, "utf-8")
    result = CliRunner().invoke(main, arguments)

    assert result.exit_code == 2
    assert "README.md: no page or card of this dataset, and so not replaced; move it away" in result.stderr
    assert [path.name for path in made.iterdir()] == ["README.md"]
    (made / "README.md").unlink()
    for _ in range(2):  # what it wrote itself, it replaces
        assert CliRunner().invoke(main, arguments).exit_code == 0


def test_a_page_and_card_that_a_new_dataset_leaves_behind_are_told(tmp_path: Path) -> None:
    for name, text in PACK.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, "utf-8")
    made = tmp_path / "made"
    arguments = ["generate", "-n", "10", "-o", str(made), "--force", "--pack", str(tmp_path)]
    told = (
        f"taskdata: report.html and README.md there tell of the data before; `taskdata report {made}` writes them anew"
    )
    assert CliRunner().invoke(main, [*arguments, "--report"]).exit_code == 0
    assert told not in CliRunner().invoke(main, arguments).stderr  # the same data
    assert told in CliRunner().invoke(main, [*arguments, "--seed", "1"]).stderr
