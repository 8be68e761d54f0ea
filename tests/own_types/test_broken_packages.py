"""A package that is not right: one message that names it, exit code 2, no traceback."""

from pathlib import Path

import pytest
from own_tools import make_pack, run, write_package
from small_pack import write_pack

_SLOT = """\
from taskdata.extend import ClosedSlot, Keys

class Email(ClosedSlot):
    FORMS = FORMS_HERE
    def say(self, chance, form, day):
        return SAY_HERE
    def hear(self, text, day):
        return HEAR_HERE
"""
_DECLARED = "  to: {type: email}\n"
_OF = "the slot type 'email' of taskdata-odd 2.5 "
_HERE = f"{_OF}cannot be used in the slot 'to': it "


def slot(say: str = "('a@b.c', 'a@b.c')", hear: str = "[]", forms: str = "('plain',)") -> str:
    return _SLOT.replace("SAY_HERE", say).replace("HEAR_HERE", hear).replace("FORMS_HERE", forms)


def assert_refused(sites: list[Path], pack: Path, *words: str, command: tuple[object, ...] = ("generate",)) -> None:
    """The command says one thing, with these words, and does nothing."""
    done = run(sites, *command, "--pack", pack)
    assert (done.returncode, done.stdout) == (2, ""), done.stdout + done.stderr
    assert done.stderr.startswith("taskdata: ")
    assert done.stderr.count("\n") == 1, done.stderr
    told = done.stderr.replace("slot 'cc'", "slot 'to'")  # they are of one type: either may be the first
    assert [word for word in words if word not in told] == [], done.stderr


SLOT_CODE = {
    "import error": ("import nothing_like_it", f"{_OF}fails when it is imported: ModuleNotFoundError", "odd.py:1)"),
    "syntax error": ("def (", f"{_OF}fails when it is imported: SyntaxError"),
    "no such class": ("", f"{_OF}fails when it is imported: AttributeError", "'Email'"),
    "a function": ("def Email(keys): ...", f"{_OF}is no class that is derived from ClosedSlot or WordSlot"),
    "another class": ("class Email: ...", f"{_OF}is no class that is derived from ClosedSlot or WordSlot"),
    "keys of another type": (slot() + "    keys: dict\n", f"{_OF}has `keys` of a type that is not derived from"),
    "keys that are nowhere": (slot() + "    keys: 'Nowhere'\n", f"{_OF}fails to tell its keys: NameError"),
    "without hear": (slot().partition("    def hear")[0], f"{_OF}fails in the slot 'to' when it is made: TypeError"),
    "raises when made": (
        slot() + "    def __init__(self, keys):\n        super().__init__(keys)\n        self.x = 1 / 0\n",
        f"{_OF}fails in the slot 'to' when it is made: ZeroDivisionError: division by zero (", "taskdata_odd.py:11)",
    ),
    "no forms": (slot(forms="()"), f"{_HERE}has no FORMS"),
    "forms that are a text": (slot(forms="'plain'"), f"{_HERE}has 'plain' as FORMS, which is a tuple of names"),
    "say raises": (
        slot(say="day.nothing"), f"{_OF}fails in the slot 'to' to say the form 'plain' on 2025-", "AttributeError",
        "taskdata_odd.py:6)",
    ),
    "says no value": (slot(say="'a@b.c'"), f"{_HERE}says 'a@b.c'; `say` gives words"),
    "says null": (slot(say="('a@b.c', None)"), f"{_HERE}says ('a@b.c', None)"),
    "says what is not JSON": (slot(say="('a@b.c', {1})"), f"{_HERE}says ('a@b.c', {{1}})"),
    "says space": (slot(say="(' a@b.c', 'a@b.c')"), f"{_HERE}says (' a@b.c', 'a@b.c')"),
    "hear raises": (
        slot(hear="[text.index('no such')]"), f"{_OF}fails in the slot 'to' to hear '", "ValueError: substring not",
        "taskdata_odd.py:8)",
    ),
    "hear raises late": (slot(hear="(1 / 0 for _ in 'a')"), f"{_OF}fails in the slot 'to' to hear", "ZeroDivision"),
    "hears beyond": (slot(hear="[(0, 999, 'a')]"), f"{_HERE}hears (0, 999, 'a') in "),
    "hears nothing": (slot(hear="[(3, 3, 'a')]"), f"{_HERE}hears (3, 3, 'a') in "),
    "hears null": (slot(hear="[(0, 1, None)]"), f"{_HERE}hears (0, 1, None) in "),
    "hears no list": (slot(hear="None"), f"{_OF}fails in the slot 'to' to hear", "TypeError"),
}  # fmt: skip


@pytest.mark.parametrize("name", SLOT_CODE)
def test_slot_type(tmp_path: Path, name: str) -> None:
    code, *words = SLOT_CODE[name]
    site = write_package(tmp_path / "site", code, {"slots": "email = MODULE:Email"})
    assert_refused([site], write_pack(tmp_path / "pack", make_pack("{}", _DECLARED)), *words)


@pytest.mark.parametrize(
    "command",
    [("check", "--draw"), ("verify", "pairs.jsonl"), ("hear", "send it", "--on", "2025-03-04")],
    ids=lambda c: str(c[0]),
)
def test_every_command_tells_it(tmp_path: Path, command: tuple[str, ...]) -> None:
    site = write_package(tmp_path / "site", slot(hear="1 / 0"), {"slots": "email = MODULE:Email"})
    pack = write_pack(tmp_path / "pack", make_pack("{}", _DECLARED))
    pairs = tmp_path / "pairs.jsonl"
    pairs.write_text('{"input": "send it", "output": {"action": "send", "item": "it"}}', "utf-8")
    placed = tuple(str(pairs) if word == pairs.name else word for word in command)
    assert_refused([site], pack, f"{_OF}fails in the slot 'to' to hear ", "ZeroDivisionError", command=placed)


def test_keys_whose_validator_breaks(tmp_path: Path) -> None:
    code = """\
from pydantic import field_validator
from taskdata.extend import ClosedSlot, Keys

class OddKeys(Keys):
    names: list[str]

    @field_validator("names")
    @classmethod
    def check(cls, names):
        return names[7]

class Email(ClosedSlot):
    keys: OddKeys
"""
    site = write_package(tmp_path / "site", code, {"slots": "email = MODULE:Email"})
    pack = write_pack(tmp_path / "pack", make_pack("{}", "  to: {type: email, names: [a]}\n"))
    assert_refused([site], pack, f"{_OF}fails to check the keys of the slot 'to': IndexError", "taskdata_odd.py:10)")


@pytest.mark.parametrize("value", ["!!", "MODULE:Email:more", "taskdata_odd_", "taskdata_odd:Email.more"])
def test_an_entry_point_that_leads_nowhere(tmp_path: Path, value: str) -> None:
    site = write_package(tmp_path / "site", slot(), {"slots": f"email = {value}"})
    pack = write_pack(tmp_path / "pack", make_pack("{}", _DECLARED))
    assert_refused([site], pack, f"{_OF}fails when it is imported: ")


def test_two_packages_with_one_name(example: Path, tmp_path: Path) -> None:
    site = write_package(tmp_path / "site", slot(), {"slots": "email = MODULE:Email"})
    pack = write_pack(tmp_path / "pack", make_pack("{}"))
    told = "taskdata-email 1.0 and taskdata-odd 2.5 both provide the slot type 'email'; uninstall one of them"
    assert_refused([example, site], pack, told)


@pytest.mark.parametrize(("group", "name"), [("slots", "date"), ("slots", "like"), ("checks", "schema")])
def test_the_name_of_something_built_in(example: Path, tmp_path: Path, group: str, name: str) -> None:
    what = {"slots": "slot type", "checks": "check"}[group]
    site = write_package(tmp_path / "site", slot(), {group: f"{name} = MODULE:Email"})
    told = f"taskdata-odd 2.5 provides a {what} '{name}', which is built in; give its entry point another name"
    assert_refused([example, site], write_pack(tmp_path / "pack", make_pack()), told)


def test_a_broken_package_that_is_not_used_does_no_harm(example: Path, tmp_path: Path) -> None:
    entries = {"slots": "date = MODULE:Nothing\nother = MODULE:Nothing", "checks": "other = MODULE:Nothing"}
    site = write_package(tmp_path / "site", "1 / 0", entries)
    slot_of_words = "  to: {type: choice, forms: {plain: {x: [bob@x.org]}}}\n"
    pack = write_pack(tmp_path / "pack", make_pack("{}", slot_of_words))
    done = run([site], "check", "--pack", pack)
    assert (done.returncode, done.stdout) == (0, ""), done.stderr


_CHECK = "the check 'odd' of taskdata-odd 2.5 "
CHECK_CODE = {
    "import error": ("import nothing_like_it", f"{_CHECK}fails when it is imported: ModuleNotFoundError"),
    "a class": ("class odd: ...", f"{_CHECK}is no function"),
    "without a pair": ("def odd(): ...", f"{_CHECK}takes no pair in the first place"),
    "settings by place": ("def odd(pair, most: int = 3): ...", f"{_CHECK}takes 'most: int = 3'; its settings are"),
    "settings without type": ("def odd(pair, *, most=3): ...", f"{_CHECK}takes 'most=3'; its settings are"),
    "settings of no type": ("def odd(pair, *, most: 'Nothing' = 3): ...", f"{_CHECK}fails to tell its settings: Name"),
    "raises": ("def odd(pair):\n    return pair.outptu", f"{_CHECK}fails on the request '", "odd.py:2)"),
    "gives a text": ("def odd(pair):\n    return 'bad'", f"{_CHECK}gives 'b'; a check gives a list of Finding"),
    "gives nothing": ("def odd(pair): ...", f"{_CHECK}fails on the request '", "TypeError"),
}  # fmt: skip


@pytest.mark.parametrize("name", CHECK_CODE)
def test_check(example: Path, tmp_path: Path, name: str) -> None:
    code, *words = CHECK_CODE[name]
    site = write_package(tmp_path / "site", code, {"checks": "odd = MODULE:odd"})
    assert_refused([example, site], write_pack(tmp_path / "pack", make_pack("{odd: {}}")), *words)


def test_a_check_whose_name_is_no_code(example: Path, tmp_path: Path) -> None:
    site = write_package(tmp_path / "site", "def odd(pair): ...", {"checks": "Not-a-code = MODULE:odd"})
    pack = write_pack(tmp_path / "pack", make_pack("{Not-a-code: {}}"))
    assert_refused([example, site], pack, "the check 'Not-a-code' of taskdata-odd 2.5 cannot be a code of faults")
