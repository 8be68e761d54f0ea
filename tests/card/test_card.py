"""The card of a dataset: what it says, what it does not know, and whose file it never replaces."""

import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from card_tools import PUBLISHED, describe, generate, read_records
from small_pack import PACK, USECASE

from taskdata.deliver.audit_judgements import find_version
from taskdata.foundation.errors import InputError
from taskdata.foundation.records import Example
from taskdata.workflows.card import write_card
from taskdata.workflows.open_pack import open_pack

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("made")
    generate(folder)
    return folder


@pytest.fixture(scope="module")
def card(made: Path) -> str:
    return describe(made)


def read_front(card: str) -> dict[str, Any]:
    _, front, _ = card.split("---\n", 2)
    read: dict[str, Any] = yaml.safe_load(front)
    return read


def test_front_matter(card: str) -> None:
    front = read_front(card)
    assert front["license"] == "mit"
    assert front["language"] == ["no"]  # which YAML would take for false
    assert front["pretty_name"] == "Parcels by chat"
    assert front["size_categories"] == ["n<1K"]
    assert front["task_categories"] == ["text-generation"]
    assert front["tags"] == ["synthetic", "parcels"]
    assert front["configs"] == [
        {"config_name": "default", "data_files": [
            {"split": split, "path": f"{split}.jsonl"} for split in ("train", "validation", "test")
        ]}
    ]  # fmt: skip


def test_the_features_are_the_keys_of_a_record(made: Path, card: str) -> None:
    record = read_records(made / "data" / "dataset.jsonl")[0]
    assert [one["name"] for one in read_front(card)["dataset_info"]["features"]] == list(record)


def test_what_it_tells(made: Path, card: str) -> None:
    manifest = json.loads((made / "data" / "manifest.json").read_text("utf-8"))
    assert "These are 10 requests, each with the JSON that a model must answer. Every label was proven" in card
    # 0.6 and 0.4 of ten, one of each measuring split goes to the larger
    assert "| out | a parcel is sent | 4 | 1 | 1 | 6 | 60.0% | 6 |" in card
    assert "| halt | a parcel is stopped | 4 | 0 | 0 | 4 | 40.0% | 4 |" in card
    assert (
        "Every number is exactly what the specification asks for; in each split it is the nearest whole number." in card
    )
    assert "| train and test | 0 | 0 | 0 |" in card
    assert f"(hash `{manifest['pack']['hash']}`), seed 0" in card
    assert manifest["files"]["dataset.jsonl"] in card
    assert "taskdata generate -n 10 --seed 0 -o DIR" in card
    assert "No person has judged a sample yet." in card
    assert "No example comes of a real request." in card
    assert "valid: `json_validity` more than 0.95, on at least 50 examples" in card
    assert "To fine-tune small model" in card
    assert "labelling guide" not in card
    assert card.endswith("The data is under the licence `mit`.\n")


def test_the_same_data_gives_the_same_card(made: Path, card: str) -> None:
    assert describe(made) == card


def test_without_a_licence(tmp_path: Path) -> None:
    generate(tmp_path, PACK)
    card = describe(tmp_path)
    assert "license" not in read_front(card)
    assert "No licence is declared" in card
    assert "set `publishing.license` in `usecase.yaml`" in card


def test_texts_of_the_pack_break_neither_front_matter_nor_tables(tmp_path: Path) -> None:
    hostile = "A: [b] | # {c} --- \\U0001F600 `x` <script>alert(1)</script>"
    usecase = PUBLISHED[USECASE].replace("title: Parcels by chat", f'title: "{hostile}"')
    generate(tmp_path, {**PUBLISHED, USECASE: usecase.replace("out: a parcel is sent", f'out: "{hostile}"')})
    card = describe(tmp_path)
    assert read_front(card)["pretty_name"] == hostile.replace("\\U0001F600", "\U0001f600")
    assert "<script>" not in card.split("---\n", 2)[2]
    row = next(line for line in card.splitlines() if line.startswith("| out |"))
    assert row.replace("\\|", "").count("|") == 9


def test_the_guide_of_a_pack_is_named(tmp_path: Path) -> None:
    generate(tmp_path)
    (tmp_path / "pack" / "LABELLING.md").write_text("How it is labelled.", encoding="utf-8")
    assert "the labelling guide, `LABELLING.md` of the pack" in describe(tmp_path)


def test_a_readme_of_another_hand_is_not_replaced(tmp_path: Path) -> None:
    readme = generate(tmp_path) / "README.md"
    readme.write_text("# My notes\n", encoding="utf-8")
    with pytest.raises(InputError, match="was not written by taskdata; move it away, or replace it by the card with"):
        describe(tmp_path)
    assert readme.read_text("utf-8") == "# My notes\n"
    assert "# Parcels by chat" in describe(tmp_path, force=True)


def test_a_card_is_of_a_whole_folder(made: Path) -> None:
    with pytest.raises(InputError, match=r"a part of the dataset in .*, and a card is of all of it; name the folder"):
        describe(made, made / "data" / "train.jsonl")


def test_a_file_that_nobody_vouches_for(tmp_path: Path, made: Path) -> None:
    lone = tmp_path / "lone.jsonl"
    lone.write_bytes((made / "data" / "train.jsonl").read_bytes())
    card = describe(made, lone)
    assert read_front(card)["configs"][0]["data_files"] == [{"split": "train", "path": "lone.jsonl"}]
    assert "No manifest vouches for them" in card
    assert "Every label was proven" not in card
    assert "taskdata generate" not in card
    assert "not known" in next(line for line in card.splitlines() if line.startswith("| out |"))


def test_several_splits_in_one_file_are_not_called_train(tmp_path: Path, made: Path) -> None:
    lone = tmp_path / "all.jsonl"
    lone.write_bytes((made / "data" / "dataset.jsonl").read_bytes())
    assert read_front(describe(made, lone))["configs"][0]["data_files"] == [{"split": "examples", "path": "all.jsonl"}]


def test_files_of_splits_that_hold_other_examples_get_no_card(tmp_path: Path) -> None:
    """`load_dataset` reads the files of the splits: a card may not speak for others than those."""
    folder = generate(tmp_path)
    with (folder / "test.jsonl").open("a") as file:
        file.write("\n")
    with pytest.raises(InputError, match=r"test\.jsonl should hold the examples of that split out of dataset\.jsonl"):
        describe(tmp_path)


def test_the_card_of_another_file_is_not_lost(tmp_path: Path) -> None:
    folder = generate(tmp_path)
    card = describe(tmp_path)
    lone = folder / "lone.jsonl"
    lone.write_bytes((folder / "train.jsonl").read_bytes())
    with pytest.raises(InputError, match=r"this is a card, and not that of lone\.jsonl"):
        describe(tmp_path, lone)
    assert (folder / "README.md").read_text("utf-8") == card
    assert describe(tmp_path) == card


def test_a_leak_is_told(tmp_path: Path, made: Path) -> None:
    records = read_records(made / "data" / "dataset.jsonl")
    twin = {**records[0], "split": next(split for split in ("train", "test") if split != records[0]["split"])}
    lone = tmp_path / "leaky.jsonl"
    lone.write_text("".join(json.dumps(record) + "\n" for record in [*records, twin]), encoding="utf-8")
    card = describe(made, lone)
    assert "**This does not hold here.**" in card
    assert "- Splits share groups, words or requests; what is measured on them is too good." in card


def test_requests_from_production_are_told_and_not_shown(tmp_path: Path, made: Path) -> None:
    records = read_records(made / "data" / "dataset.jsonl")
    real = [{**record, "source": {**record["source"], "kind": "real"}} for record in records[:9]]
    lone = tmp_path / "real.jsonl"
    lone.write_text("".join(json.dumps(record) + "\n" for record in [*real, *records[9:]]), encoding="utf-8")
    card = describe(made, lone)
    assert "9 examples come of requests from production." in card
    assert "this data is not free of personal data" in card
    assert [record["input"] for record in real if f"\n{record['input']}\n" in card] == []
    assert "- Of 10 requests, 1 are made, as the records say themselves; the others come of what users said." in card


def test_what_people_found(tmp_path: Path) -> None:
    """Of ten, all six of `out` and one of `halt` are judged; one label of `out` is wrong."""
    folder = generate(tmp_path)
    examples = [Example.model_validate_json(line) for line in (folder / "dataset.jsonl").read_bytes().splitlines()]
    outs, halts = ([one for one in examples if one.category == category] for category in ("out", "halt"))
    said = [(outs[0], "wrong"), *((one, "right") for one in (*outs[1:], halts[0]))]
    journal = [
        {"id": one.id, "version": find_version(one), "judge": "Ann Smith", "label": label, "natural": None}
        for one, label in said
    ]
    (folder / "dataset.audit.jsonl").write_text("".join(json.dumps(one) + "\n" for one in journal), encoding="utf-8")
    card = describe(tmp_path)
    assert "People judged a sample (7 examples, 1 judge):" in card
    # all of `out` are known, so that one in six is no estimate
    assert "| labels, out | 6 | 1 | 16.7% | 16.7% to 16.7% |" in card
    assert "| labels, all | 7 | 1 | 10.0% |" in card
    assert "| requests that nobody would say, all | 0 | 0 | no data | no data |" in card
    assert "Ann" not in card
    assert "No person has judged" not in card


def test_paraphrases_and_seeds_are_told(tmp_path: Path) -> None:
    manifest = generate(tmp_path) / "manifest.json"
    told = json.loads(manifest.read_text("utf-8"))
    told["paraphrases"] = {"model": "m-1", "asked": 5, "accepted": 3, "refused": {"not_said": 2, "ambiguous": 2}}
    told["seeds"] = {"states": {"open": 1, "ready": 2}, "examples": {"verbatim": 2, "varied": 4}}
    told["packages"] = {"own-types": "1.2"}
    manifest.write_text(json.dumps(told), encoding="utf-8")
    card = describe(tmp_path)
    assert "A language model (m-1) was asked to reword 5 examples: 3 wordings were proven" in card
    assert "4 refused." in card
    assert "Requests from production, 1 open, 2 ready, gave 2 examples as they were said and 4 varied ones." in card
    assert "installed packages took part: own-types 1.2" in card
    assert "taskdata generate" not in card  # one command does not do it


def test_a_request_cannot_leave_its_block(tmp_path: Path, made: Path) -> None:
    record = read_records(made / "data" / "dataset.jsonl")[0]
    said = "```\n# not a heading <script>"
    lone = tmp_path / "lone.jsonl"
    lone.write_text(json.dumps({**record, "input": said, "spans": []}), encoding="utf-8")
    assert f"\n````text\n{said}\n````\n" in describe(made, lone)


def test_the_card_of_the_benchmark(tmp_path: Path) -> None:
    benchmark = ROOT / "data" / "benchmark.jsonl"
    for name in ("benchmark.jsonl", "benchmark.manifest.json"):
        (tmp_path / name).write_bytes(benchmark.with_name(name).read_bytes())
    card = write_card(*open_pack(ROOT), tmp_path / "benchmark.jsonl").read_text("utf-8")
    assert read_front(card)["configs"][0]["data_files"] == [{"split": "benchmark", "path": "benchmark.jsonl"}]
    assert "taskdata generate --benchmark --seed 0" in card
    assert "none of which it may be trained on" in card
    assert "`docs/labelling.md` of the pack" in card


def test_what_nothing_vouches_for_is_not_known_to_be_free_of_personal_data(tmp_path: Path, made: Path) -> None:
    lone = tmp_path / "few.jsonl"
    lone.write_bytes(b"".join((made / "data" / "dataset.jsonl").read_bytes().splitlines(keepends=True)[:3]))
    card = describe(made, lone)
    assert "Not known: the records say of themselves that none comes of a real request" in card
    assert "- All requests are made; none was said by a user, as the records say themselves." in card


def test_it_shows_the_system_prompt(made: Path, card: str) -> None:
    first = min(record["reference_date"] for record in read_records(made / "data" / "dataset.jsonl"))
    assert f"on {first}:\n\n```text\nToday is {first}.\n```" in card
