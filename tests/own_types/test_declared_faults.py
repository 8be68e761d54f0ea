"""Faults of a pack that uses own types: told in their place, in the words that built-in ones have."""

from pathlib import Path

import pytest
from own_tools import TO, list_told, make_pack, run
from small_pack import CARET, FAMILIES, SLOTS, USECASE, write_pack


def place_of(text: str) -> tuple[str, str]:
    """The text without its mark, and the line and column of the mark."""
    before, mark, after = text.partition(CARET)
    assert mark
    return before + after, f"{before.count(chr(10)) + 1}:{len(before) - before.rfind(chr(10))}"


def assert_told(sites: list[Path], folder: Path, files: dict[str, str], *words: str) -> None:
    """`check` tells this one fault, at the mark that one of the files has."""
    (marked,) = (name for name, text in files.items() if CARET in text)
    text, place = place_of(files[marked])
    done = run(sites, "check", "--pack", write_pack(folder, {**files, marked: text}))
    assert (done.returncode, len(list_told(done.stdout))) == (1, 1), done.stdout + done.stderr
    where, message = list_told(done.stdout)[0].split(": ", 1)
    assert where == f"{folder}/{marked}:{place}", done.stdout
    assert [word for word in words if word not in message] == [], message


SLOT_FAULTS = {
    "unknown key": ("{type: email, people: [bob], @@domain: [x.org]}", "'domain' is not a key", "mean 'domains'?"),
    "unknown key like no other": ("{type: email, people: [bob], @@xyz: 1}", "known are type, people, domains"),
    "missing key": ("{type: email}", "the key 'people' is missing here"),
    "too few": ("{type: email, people: @@[]}", "this must have at least 1 entry"),
    "no list": ("{type: email, people: @@bob}", "this must be a list, such as [a, b]"),
    "no text in a list": ("{type: email, people: [bob, @@7]}", "this must be text; put it in quotes"),
    "near type": ("{@@type: emial, people: [bob]}", "'emial' is no type of slot; did you mean 'email'?"),
    "unknown type": ("{@@type: xyz}", "known are choice, phrase, date, ", ", email"),
    "type that is no text": ("{@@type: [email]}", "is no type of slot"),
}  # fmt: skip


@pytest.mark.parametrize("name", SLOT_FAULTS)
def test_fault_of_a_slot(example: Path, tmp_path: Path, name: str) -> None:
    declared, *words = SLOT_FAULTS[name]
    mark = "" if CARET in declared else CARET
    assert_told([example], tmp_path, make_pack("{}", f"  {mark}to: {declared}\n"), *words)


def test_a_type_whose_package_is_not_installed(tmp_path: Path) -> None:
    slot = TO.replace("type: email", "@@type: email")
    assert_told([], tmp_path, make_pack("{}", slot), "'email' is no type of slot; known are choice, phrase,")


def test_an_unknown_form(example: Path, tmp_path: Path) -> None:
    files = make_pack("{}")
    files[FAMILIES] = files[FAMILIES].replace("mail {cc}", "mail @@{cc.short}")
    assert_told([example], tmp_path, files, "the slot 'cc' has no form 'short'; it has plain")


def test_an_unknown_part(example: Path, tmp_path: Path) -> None:
    files = make_pack("{}")
    files[SLOTS] = files[SLOTS].replace("{slot: [to, cc]}", "{slot: [@@to.user, cc]}")
    assert_told([example], tmp_path, files, "the value of the slot 'to' has no part 'user'; it has none")


CHECK_FAULTS = {
    "not installed": ("{@@no_jargon: {}}", "no installed package provides the check 'no_jargon'; install the package"),
    "misspelt": ("{@@max_word: {}}", "no installed package provides the check 'max_word'; did you mean 'max_words'?"),
    "built in": ("{@@wording: {}}", "'wording' is built in, and checked in every pack; take it out"),
    "unknown setting": ("{max_words: {@@mots: 9}}", "'mots' is not a key that is known here; did you mean 'most'?"),
    "out of range": ("{max_words: {most: @@0}}", "this must be greater than or equal to 1"),
    "of another type": ("{max_words: {most: @@nine}}", "this must be a whole number"),
    "without settings": ("{max_words: @@null}", "this must be a mapping of keys to values"),
    "a list": ("@@[max_words]", "this must be a mapping of keys to values"),
}


@pytest.mark.parametrize("name", CHECK_FAULTS)
def test_fault_of_a_check(example: Path, tmp_path: Path, name: str) -> None:
    declared, *words = CHECK_FAULTS[name]
    assert_told([example], tmp_path, make_pack(declared), *words)


def test_without_its_package_a_check_is_a_fault_of_the_pack(example: Path, tmp_path: Path) -> None:
    files = make_pack("{max_words: {}}")
    files[SLOTS] = files[SLOTS].replace("{type: email, ", "{type: choice, forms: {plain: {x: [bob@x.org]}} } #")
    files[USECASE] = files[USECASE].replace("max_words", "@@max_words")
    assert_told([], tmp_path, files, "no installed package provides the check 'max_words'; install the package")
