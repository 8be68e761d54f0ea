"""A pack that cannot give what is asked for: exit code 1, and one message that says what ran out."""

import json
import re
import shutil
from pathlib import Path

import pytest
from dataset_tools import REPOSITORY, assert_refused, is_held, read_folder, read_records, run_inside, run_outside

SENTENCES = ["blorp", "fnord gabble", "wibble wobble wubble", "zorf quux", "grault plugh xyzzy"]
GROUP = next(name for number in range(99) if not is_held("group", name := f"only_{number}"))

ERRORS = """\
action: error
families:
  unclear:
    set: {error_type: unclear, message: "I did not understand that. What would you like to do with your tasks?"}
    sentences:
"""


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    """The built-in pack without contrasts, and with five requests in the category error: one group, and so in train."""
    folder = tmp_path / "pack"
    folder.mkdir()
    for name in ("schemas", "templates"):
        shutil.copytree(REPOSITORY / name, folder / name)
    shutil.copy(REPOSITORY / "usecase.yaml", folder)
    for file in (folder / "templates").glob("*.yaml"):
        if re.search(r"^action: error$", file.read_text("utf-8"), flags=re.MULTILINE):
            file.unlink()
    entries = "".join(f'      - {{say: "{sentence}", group: {GROUP}}}\n' for sentence in SENTENCES)
    (folder / "templates" / "error.yaml").write_text(ERRORS + entries)
    (folder / "templates" / "contrasts.yaml").write_text("slots: {named_day: {type: date, kinds: {weekday: 1}}}\n")
    styles = (folder / "templates" / "styles.yaml").read_text()
    plain = re.sub(r"^styles:\n(  .*\n)+", "styles:\n  plain: {weight: 1}\n", styles, flags=re.MULTILINE)
    (folder / "templates" / "styles.yaml").write_text(plain)
    return folder


def test_what_the_pack_has_is_given(pack: Path, tmp_path: Path) -> None:
    # 40 examples: 4 errors. Validation has 4 examples: 1.6 1.2 0.8 0.4 is 2 1 1 0, test too; so 4 errors for training.
    result = run_inside("generate", "-n", 40, "--pack", pack, "-o", tmp_path / "out")

    assert result.exit_code == 0, result.output
    lines = read_folder(tmp_path / "out")["train.jsonl"].decode().splitlines()
    assert sum('"category":"error"' in line for line in lines) == 4


def test_a_category_that_runs_out_in_train(pack: Path, tmp_path: Path) -> None:
    # 100 examples: 10 errors, of which 8 for training; the pack has 5
    result = run_inside("generate", "-n", 100, "--pack", pack, "-o", tmp_path / "out")

    assert_refused(result, 1, "train", "'error'", " 8 ", "gives 5", "3 too few")
    assert not (tmp_path / "out").exists()


def test_a_category_that_a_split_has_no_template_of(pack: Path, tmp_path: Path) -> None:
    # 60 examples: 6 errors. Validation has 6 examples: 2.4 1.8 1.2 0.6 is 2 2 1 1, test too; so 4 errors for training.
    result = run_inside("generate", "-n", 60, "--pack", pack, "-o", tmp_path / "out")

    assert_refused(result, 1, "validation", "'error'", " 1 ", "gives 0", "1 too few")


def test_a_benchmark_that_cannot_be_filled(pack: Path, tmp_path: Path) -> None:
    result = run_inside("generate", "--benchmark", "--pack", pack, "-o", tmp_path / "out")

    assert_refused(result, 1, "benchmark", "'error'", " 200 ", "gives 0")
    assert not (tmp_path / "out").exists()


def test_exclusion_can_use_a_pack_up(pack: Path, tmp_path: Path) -> None:
    (tmp_path / "old.jsonl").write_text("".join(f'{{"input": "{text.upper()}."}}\n' for text in SENTENCES))

    # 20 examples: 2 errors. Validation has 2 examples: 0.8 0.6 0.4 0.2 is 1 1 0 0, test too; so both are for training.
    result = run_inside("generate", "-n", 20, "--pack", pack, "--exclude", tmp_path / "old.jsonl")

    assert_refused(result, 1, "train", "'error'", " 2 ", "gives 0", "2 too few")


def test_what_a_folder_held_is_kept_when_a_category_runs_out(pack: Path, tmp_path: Path) -> None:
    folder = tmp_path / "out"
    folder.mkdir()
    (folder / "dataset.jsonl").write_text("the old one\n")

    assert run_inside("generate", "-n", 100, "--pack", pack, "-o", folder, "--force").exit_code == 1

    assert read_folder(folder) == {"dataset.jsonl": b"the old one\n"}


def test_three_examples_in_three_even_splits_come_to_an_end(pack: Path) -> None:
    splits = "splits: {train: 0.34, validation: 0.33, test: 0.33}"
    usecase = (pack / "usecase.yaml").read_text()
    (pack / "usecase.yaml").write_text(re.sub(r"^splits: .*", splits, usecase, flags=re.MULTILINE))

    done = run_outside("generate", "-n", 3, "--pack", pack, limit=20)

    assert done.returncode in (0, 1), done.stderr.decode()
    assert b"Traceback" not in done.stderr


def test_what_the_verifier_refuses_is_written_with_its_faults_and_made_up_for(pack: Path, tmp_path: Path) -> None:
    errors = pack / "templates" / "error.yaml"
    errors.write_text(errors.read_text() + f'      - {{say: "quux quux", group: {GROUP}, weight: 9}}\n')

    result = run_inside("generate", "-n", 40, "--pack", pack, "-o", tmp_path / "out")

    assert result.exit_code == 0, result.output
    files = read_folder(tmp_path / "out")
    refused = read_records(files["rejected.jsonl"])
    assert [entry["example"]["input"].lower().rstrip(".") for entry in refused] == ["quux quux"] * len(refused)
    assert {fault["code"] for entry in refused for fault in entry["faults"]} == {"leftover"}
    assert json.loads(files["manifest.json"])["rejected"] == {"leftover": len(refused)}
    assert len(read_records(files["dataset.jsonl"])) == 40
    assert b"quux quux" not in files["dataset.jsonl"].lower()
