"""`taskdata init DIR`: a small pack that is complete, and used at once."""

import json
from collections import Counter
from pathlib import Path

import pytest
from init_tools import (
    EDITOR_SCHEMAS,
    REPOSITORY,
    STARTER,
    assert_refused,
    find_editor_schemas,
    generate,
    hear,
    list_folder,
    read_yaml,
    run,
    succeed,
)

from taskdata.deliver.splits import Splits
from taskdata.foundation.chance import hash_share
from taskdata.foundation.prompts import HOLES
from taskdata.foundation.usecase import UseCase
from taskdata.workflows.open_pack import open_pack
from taskdata.workflows.schemas import render_schemas

TEMPLATES = ("actions", "climate", "errors", "lights", "music", "slots", "styles")
PROMPTS = ("ask_again", "axes", "parse_back", "rephrase_requests", "rephrase_templates")


@pytest.fixture(scope="module")
def pack(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("new") / "my pack"
    succeed("init", folder)
    return folder


def test_what_is_written(pack: Path) -> None:
    expected = {"README.md", "usecase.yaml", "schemas/action.schema.json", *EDITOR_SCHEMAS}
    prompts = {f"templates/prompts/{name}.yaml" for name in PROMPTS}
    assert set(list_folder(pack)) == expected | prompts | {f"templates/{name}.yaml" for name in TEMPLATES}


def test_what_is_told(tmp_path: Path) -> None:
    result = succeed("init", tmp_path / "mine")

    assert result.stdout == ""
    assert "4 actions, 12 families, 91 templates" in result.stderr
    assert [name for name in list_folder(tmp_path / "mine") if f"  {name}\n" not in result.stderr] == []
    assert f"  taskdata check --pack {tmp_path / 'mine'}\n" in result.stderr
    assert f"  taskdata generate --pack {tmp_path / 'mine'} -o " in result.stderr


def test_in_its_own_folder_a_pack_needs_no_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    result = succeed("init", ".")
    assert "next:\n  taskdata check\n  taskdata preview\n  taskdata generate -o data\n" in result.stderr
    assert "100 examples in data" in succeed("generate", "-o", "data").stderr


@pytest.mark.parametrize("where", ["written", "in the repository"])
def test_check_finds_it_clean(pack: Path, where: str) -> None:
    result = succeed("check", "--pack", pack if where == "written" else STARTER)
    assert result.stderr == "ok: 4 actions, 12 families, 91 templates\n"


def test_it_generates_its_own_first_size(pack: Path, tmp_path: Path) -> None:
    records = generate(pack, tmp_path / "data")

    assert Counter(r["category"] for r in records) == {"lights": 40, "climate": 20, "music": 20, "error": 20}
    assert Counter(r["split"] for r in records) == {"train": 80, "validation": 10, "test": 10}
    assert (tmp_path / "data" / "rejected.jsonl").read_bytes() == b""
    assert succeed("verify", tmp_path / "data" / "dataset.jsonl", "--pack", pack).output.startswith("100 of 100 ok")


def test_it_generates_its_other_size_and_a_benchmark(pack: Path, tmp_path: Path) -> None:
    records = generate(pack, tmp_path / "data", "-n", 500)
    counted = Counter(record["category"] for record in records)
    assert counted == {"lights": 190, "climate": 110, "music": 100, "error": 100}

    succeed("generate", "--benchmark", "--pack", pack, "-o", tmp_path / "bench")
    lines = (tmp_path / "bench" / "benchmark.jsonl").read_text("utf-8").splitlines()
    assert Counter(json.loads(line)["category"] for line in lines) == dict.fromkeys(counted, 10)


def test_the_copy_says_what_the_repository_says(pack: Path, tmp_path: Path) -> None:
    ours = generate(STARTER, tmp_path / "ours", "-n", 50, "--seed", 3)
    assert generate(pack, tmp_path / "theirs", "-n", 50, "--seed", 3) == ours


@pytest.mark.parametrize(
    ("text", "output"),
    [
        ("turn off all the lights", {"action": "set_light", "room": "everywhere", "state": "off"}),
        ("Hall lights on please", {"action": "set_light", "room": "hall", "state": "on"}),
        ("dim the lounge lamps to 30 percent",
         {"action": "set_light", "room": "living_room", "state": "on", "brightness": 30}),
        ("set the heating to 21", {"action": "set_heating", "room": "everywhere", "degrees": 21, "from": None}),
        ("could you heat the bathroom to 24 degrees on friday?",
         {"action": "set_heating", "room": "bathroom", "degrees": 24, "from": "2026-03-13"}),
        ("play some happy blues in my bedroom", {"action": "play_music", "music": "happy blues", "room": "bedroom"}),
        ("put the news on", {"action": "play_music", "music": "news"}),
    ],
)  # fmt: skip
def test_what_is_understood(pack: Path, text: str, output: object) -> None:
    assert hear(pack, text) == output


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("switch on the light", "missing_room"),
        ("turn up the heat in the kitchen", "missing_degrees"),
        ("tell me a joke", "out_of_scope"),
    ],
)
def test_what_is_an_error(pack: Path, text: str, kind: str) -> None:
    assert hear(pack, text)["error_type"] == kind


@pytest.mark.parametrize(
    ("output", "code"),
    [
        ({"action": "set_light", "room": "kitchen", "state": "off"}, "wrong_value"),
        ({"action": "set_light", "room": "hall", "state": "on"}, "wrong_value"),
        ({"action": "set_light", "room": "kitchen", "state": "on", "brightness": 50}, "not_said"),
        ({"action": "error", "error_type": "missing_room", "message": "Which room do you mean?"}, "wrong_action"),
    ],
)
def test_a_wrong_label_is_refused(pack: Path, tmp_path: Path, output: object, code: str) -> None:
    pair = {"input": "turn on the kitchen lights", "reference_date": "2026-03-11", "output": output}
    (tmp_path / "pairs.jsonl").write_text(json.dumps(pair))

    result = run("verify", tmp_path / "pairs.jsonl", "--json", "--pack", pack)

    assert code in [fault["code"] for fault in json.loads(result.stdout)["faults"]], result.stdout


def test_the_readme_adds_a_sentence_as_it_says(tmp_path: Path) -> None:
    pack, line = tmp_path / "mine", '      - "turn {switch} the <lights> {room}"\n'
    succeed("init", pack)
    readme, path = (pack / "README.md").read_text("utf-8"), pack / "templates" / "lights.yaml"
    lights = path.read_text("utf-8")
    first, second = (
        '      - "kill the <lights> {room}"\n',
        '      - {say: "kill the <lights> {room}", set: {state: "off"}}\n',
    )
    assert (first in readme, second in readme, lights.count(line)) == (True, True, 1)

    path.write_text(lights.replace(line, line + first), "utf-8")
    refused = run("check", "--pack", pack)
    assert refused.exit_code == 1
    told, *shown = refused.stdout.replace(f"{pack}/", "").splitlines()
    assert "\n".join([told, *(line.removeprefix("    ") for line in shown)]) in readme, refused.stdout

    path.write_text(lights.replace(line, line + second), "utf-8")
    succeed("check", "--pack", pack)
    assert hear(pack, "kill the lights in the hall") == {"action": "set_light", "room": "hall", "state": "off"}


EXPLAINED_ABOVE = (
    "title", "contrasts", "paraphrasing", "privacy", "publishing", "prices", "checks", "labels", "go_no_go", "persona"
)  # fmt: skip


def test_the_use_case_has_every_key_and_explains_it() -> None:
    lines = (STARTER / "usecase.yaml").read_text("utf-8").splitlines()
    for key in UseCase.model_fields:
        at = next(index for index, line in enumerate(lines) if line.startswith(f"{key}:"))
        near = lines[at - 1 : at + 3] if key in EXPLAINED_ABOVE else lines[at : at + 1]
        assert any("#" in line for line in near), f"nothing explains {key}"


def test_it_can_be_paraphrased(pack: Path) -> None:
    """It has every prompt that is asked with, and the axes; none speaks of the built-in pack's domain."""
    opened, _ = open_pack(pack)
    assert set(opened.prompts) == set(HOLES)
    assert min(map(len, opened.axes.values())) > 1
    texts = " ".join(f"{prompt.system} {prompt.user}" for prompt in opened.prompts.values())
    assert [word for word in ("task", "title", "due", "priority", "note") if word in texts.lower()] == []


def test_it_is_of_another_domain_than_the_built_in_pack() -> None:
    ours, theirs = (read_yaml(root / "templates" / "actions.yaml")["actions"] for root in (STARTER, REPOSITORY))
    assert set(ours) & set(theirs) == {"error"}


def test_every_category_of_a_small_pack_is_in_every_split() -> None:
    """By its hash no sentence about lights would be in validation: the lowest that train can spare goes there."""
    pack, _ = open_pack(STARTER)
    splits = Splits(pack)
    found = {(f.category, splits.of_group(t.group)) for f in pack.families.values() for t in f.templates}
    assert {split for category, split in found if category == "lights"} >= {"train", "validation", "test"}

    families = [family for family in pack.families.values() if family.category == "lights"]
    lights = {t.group: hash_share("group", t.group) for family in families for t in family.templates}
    assert [group for group, share in lights.items() if 0.15 <= share < 0.235] == []
    moved = [group for group in lights if splits.of_group(group) == "validation"]
    assert moved == [min((g for g, share in lights.items() if share >= 0.32), key=lambda group: lights[group])]
    assert all(any(splits.of_group(t.group) == "train" for t in family.templates) for family in families)


def test_an_editor_finds_its_schemas(pack: Path) -> None:
    named = dict(find_editor_schemas(pack))
    assert named.pop("usecase.yaml") == (pack / "schemas/usecase.schema.json").resolve()
    assert set(named.values()) == {(pack / "schemas/templates.schema.json").resolve()}
    for path in ("usecase.schema.json", "templates.schema.json"):
        assert (pack / "schemas" / path).read_bytes() == render_schemas()[path]


@pytest.mark.parametrize(
    "there", ["usecase.yaml", "README.md", "schemas/own.json", "templates/deep/mine.yml", "schemas/usecase.schema.json"]
)
def test_nothing_is_overwritten_or_mixed_with_another_pack(tmp_path: Path, there: str) -> None:
    (tmp_path / there).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / there).write_text("mine")

    assert_refused(run("init", tmp_path), tmp_path, there)
    assert list_folder(tmp_path) == {there: b"mine"}


def test_other_files_of_the_folder_stay(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine")
    succeed("init", tmp_path)
    assert list_folder(tmp_path)["notes.txt"] == b"mine"
    succeed("check", "--pack", tmp_path)


@pytest.mark.parametrize("folder", ["file", "file/pack"])
def test_a_file_is_no_folder(tmp_path: Path, folder: str) -> None:
    (tmp_path / "file").write_text("mine")
    assert_refused(run("init", tmp_path / folder), tmp_path / "file")
    assert list_folder(tmp_path) == {"file": b"mine"}


def test_a_folder_must_be_named() -> None:
    assert_refused(run("init"), "DIR")
