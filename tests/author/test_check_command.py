"""`taskdata check --pack DIR`: exit codes, one line a fault, and never a traceback."""

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from small_pack import FAMILIES, PACK, SCHEMA, SLOTS, STYLES, USECASE, write_pack

from taskdata.cli import main


def run_check(folder: Path, *options: str) -> Result:
    return CliRunner().invoke(main, ["check", "--pack", str(folder), *options])


def check(folder: Path, files: Mapping[str, str]) -> Result:
    return run_check(write_pack(folder, files))


def replace(file: str, old: str, new: str) -> dict[str, str]:
    assert PACK[file].count(old) == 1
    return {**PACK, file: PACK[file].replace(old, new)}


def assert_told(result: Result, code: int, *words: str) -> None:
    assert isinstance(result.exception, SystemExit | None), result.exception
    assert result.exit_code == code, result.output
    assert "Traceback" not in result.output
    assert [word for word in words if word not in result.output] == [], result.output


def test_a_pack_without_faults_is_ok(tmp_path: Path) -> None:
    result = check(tmp_path, PACK)
    assert_told(result, 0)
    assert result.stdout == ""
    assert "2 actions" in result.stderr
    assert "3 families" in result.stderr
    assert "7 templates" in result.stderr


def test_each_fault_is_one_line_on_stdout_with_its_place(tmp_path: Path) -> None:
    files = {**replace(FAMILIES, "- hold <the> {item}", "- hold <teh> {itme}")}
    files[STYLES] = files[STYLES].replace("please {request}", "please {request}]")
    result = check(tmp_path, files)
    assert_told(result, 1)
    lines = [line for line in result.stdout.splitlines() if not line.startswith("    ")]
    places = [f"{FAMILIES}:26:14", f"{FAMILIES}:26:20", f"{STYLES}:12:24"]
    assert [line.split(": ")[0] for line in lines] == [f"{tmp_path}/{place}" for place in places]
    assert "3 fault" in result.stderr


@pytest.mark.parametrize(("where", "shown"), [(".", FAMILIES), ("..", f"pack/{FAMILIES}")])
def test_a_file_is_named_as_it_can_be_opened_from_the_current_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, where: str, shown: str
) -> None:
    pack = write_pack(tmp_path / "pack", replace(FAMILIES, "- hold <the> {item}", "- hold <teh> {item}"))
    monkeypatch.chdir(pack / where)
    assert run_check(pack).stdout.startswith(f"{shown}:26:14: ")


def test_a_fault_that_only_a_draw_shows_is_named_in_the_same_way(tmp_path: Path) -> None:
    result = run_check(write_pack(tmp_path, replace(FAMILIES, "{item.many} out", "{item.many} tomorrow")), "--draw")
    assert_told(result, 1, f"{tmp_path}/{FAMILIES}:14:10: 'Send ", "'tomorrow'")


def test_another_command_tells_how_many_faults_stop_it(tmp_path: Path) -> None:
    pack = write_pack(tmp_path, replace(FAMILIES, "- hold <the> {item}", "- hold <teh> {itme}"))
    result = CliRunner().invoke(main, ["generate", "-n", "10", "--pack", str(pack)])
    assert_told(result, 2, "the pack has 2 faults:\n", f"\n{pack}/{FAMILIES}:26:14: ", f"\n{pack}/{FAMILIES}:26:20: ")


def test_another_command_tells_a_single_fault_alone(tmp_path: Path) -> None:
    pack = write_pack(tmp_path, replace(FAMILIES, "- hold <the> {item}", "- hold <teh> {item}"))
    result = CliRunner().invoke(main, ["generate", "-n", "10", "--pack", str(pack)])
    assert_told(result, 2, f"taskdata: {pack}/{FAMILIES}:26:14: ")


def test_a_folder_that_is_no_pack(tmp_path: Path) -> None:
    assert_told(run_check(tmp_path), 2, str(tmp_path), "usecase.yaml")


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    assert_told(run_check(tmp_path / "none"), 2, "none")


def test_a_file_that_is_not_utf_8(tmp_path: Path) -> None:
    write_pack(tmp_path, PACK)
    (tmp_path / STYLES).write_bytes("frames: {command: ['été {request}']}".encode("latin-1"))
    assert_told(run_check(tmp_path), 2, "styles.yaml", "UTF-8")


def test_a_file_that_may_not_be_read(tmp_path: Path) -> None:
    write_pack(tmp_path, PACK)
    (tmp_path / STYLES).unlink()
    (tmp_path / STYLES).mkdir()
    assert_told(run_check(tmp_path), 2, "styles.yaml")


def test_a_byte_order_mark_does_no_harm(tmp_path: Path) -> None:
    write_pack(tmp_path, PACK)
    for name in (STYLES, USECASE, SCHEMA):
        (tmp_path / name).write_text(PACK[name], encoding="utf-8-sig")
    assert_told(run_check(tmp_path), 0)


def test_a_control_character_is_shown_in_its_line(tmp_path: Path) -> None:
    result = check(tmp_path, replace(STYLES, "please {request}", "please\x07 {request}"))
    assert_told(result, 1, f"{STYLES}:12:", "not YAML")


def test_templates_with_the_other_ending_are_not_passed_over(tmp_path: Path) -> None:
    files = {name: text for name, text in PACK.items() if name != FAMILIES}
    result = check(tmp_path, {**files, "templates/families.yml": PACK[FAMILIES]})
    assert "3 families" in result.output or "families.yml" in result.output


def test_templates_in_folders_are_read(tmp_path: Path) -> None:
    files = {name: text for name, text in PACK.items() if name != FAMILIES}
    assert_told(check(tmp_path, {**files, "templates/more/deep/families.yaml": PACK[FAMILIES]}), 0, "3 families")


def add_slot(slot: str) -> dict[str, str]:
    """A further slot `odd`, and a sentence that says it."""
    files = replace(SLOTS, "  other_day: {like: day}", "  other_day: {like: day}\n  odd: " + slot)
    sentence = PACK[FAMILIES].replace("- hold <the> {item}", '- "hold <the> {item} {odd}"')
    return {**files, FAMILIES: sentence}


GRAVE = {
    "no styles": {**PACK, STYLES: PACK[STYLES][PACK[STYLES].index("swaps:") :]},
    "no frames": {**PACK, STYLES: PACK[STYLES][: PACK[STYLES].index("frames:")]},
    "no families": {name: text for name, text in PACK.items() if name != FAMILIES},
    "no templates": {name: PACK[name] for name in (USECASE, SCHEMA)},
    "grammar of rules only": replace(
        SLOTS, PACK[SLOTS][PACK[SLOTS].index("    thing:") : PACK[SLOTS].index("\nactions:")], ""
    ),
    "number from more to less": add_slot("{type: number, min: 9, max: 3}"),
    "person without names": add_slot("{type: person}"),
    "names of an unknown locale": add_slot("{type: person, faker: {en_XX: 5}}"),
    "tags without words": add_slot("{type: tags, words: []}"),
    "days without a kind": add_slot("{type: date, kinds: {}}"),
    "spans of an unknown kind": add_slot("{type: span, kinds: {this_wek: 1}}"),
    "choice without a form": add_slot("{type: choice, forms: {}}"),
    "choice without a phrase": add_slot("{type: choice, forms: {way: {fast: []}}}"),
    "like to itself": add_slot("{like: odd}"),
    "swap without words": replace(STYLES, "please: [pls, plz]", "please: []"),
    "unknown kind of day": replace(SLOTS, "{tomorrow: 2,", "{tomorow: 2,"),
    "unknown form of a day": replace(FAMILIES, "{day}", "{day.plural}"),
    "unknown swaps": replace(STYLES, "swaps: short", "swaps: shrot"),
    "frame without a request": replace(STYLES, "please {request}", "please"),
    "sentence that may be empty": replace(FAMILIES, "- hold <the> {item}", '- "[hold <the> {item}]"'),
    "slot that the output does not use": replace(SLOTS, "      speed: {slot: speed}\n", ""),
    "slot that the output needs is not said": replace(FAMILIES, "- hold <the> {item}", "- hold it"),
    "set that the schema does not know": replace(
        FAMILIES, "- hold <the> {item}", "- {say: hold it, set: {thing: box}}"
    ),
    "deep nesting": replace(FAMILIES, "- hold <the> {item}", '- "' + "(" * 1500 + "a" + ")" * 1500 + '"'),
    "deep yaml": replace(STYLES, "[pls, plz]", "[" * 3000 + "]" * 3000),
    "alias of itself": replace(STYLES, "[pls, plz]", "&loop [pls, *loop]"),
    "rule in a choice": replace(SLOTS, "by (ordinary|standard) mail", "by <start> mail"),
    "discriminator that nobody has": replace(USECASE, "discriminator: action", "discriminator: act"),
    "branch without a constant": replace(SCHEMA, '"action": {"const": "send"}', '"action": {"type": "string"}'),
    "reference to nothing": replace(SCHEMA, '"oneOf": [', '"oneOf": [{"$ref": "#/$defs/third"},'),
    "join of a number": replace(SLOTS, "speed: {slot: speed}", "speed: {join: 5}"),
    "persona pattern that is none": replace(
        USECASE, "fields: {}", "fields: {item: {max_chars: 9, max_sentences: 1, refuse: {odd: '(a'}}}"
    ),
}


@pytest.mark.parametrize("name", GRAVE)
def test_what_would_stop_a_dataset_is_found_beforehand(tmp_path: Path, name: str) -> None:
    assert_told(check(tmp_path, GRAVE[name]), 1, "fault")


def test_the_command_ends_without_a_traceback_in_a_process_of_its_own(tmp_path: Path) -> None:
    write_pack(tmp_path, replace(FAMILIES, "- hold <the> {item}", "- (hold|keep <the> {item}"))
    ran = subprocess.run(
        [sys.executable, "-c", "from taskdata.cli import main; main()", "check", "--pack", str(tmp_path)],
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"},
        check=False,
    )
    assert ran.returncode == 1
    assert ran.stdout.startswith(f"{tmp_path}/{FAMILIES}:26:9: '(' is never closed")
    assert ran.stdout.count("\n") == 3
    assert "Traceback" not in ran.stderr


@pytest.mark.parametrize("schema", ['"hello"', "[]", "12", "null", "true"])
def test_a_schema_that_is_no_object(tmp_path: Path, schema: str) -> None:
    pack = write_pack(tmp_path, {**PACK, SCHEMA: schema})
    assert_told(run_check(pack), 1, SCHEMA, "not a JSON Schema")


@pytest.mark.parametrize("file", ["usecase.yaml", FAMILIES])
def test_a_file_that_holds_only_null_is_a_fault(tmp_path: Path, file: str) -> None:
    pack = write_pack(tmp_path, {**PACK, file: "null\n"})
    assert_told(run_check(pack), 1, f"{file}:1:1", "empty")
