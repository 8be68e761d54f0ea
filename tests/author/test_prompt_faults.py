"""Prompts and axes of a pack, and what the use case says of asking: faults, and what becomes of what is sound."""

import hashlib
from collections.abc import Mapping
from pathlib import Path

import pytest
from small_pack import PACK, USECASE, Breakage, assert_only_fault, breakage, find_problems

from taskdata.author.load import load_pack
from taskdata.foundation.pack import Pack
from taskdata.foundation.usecase import Paraphrasing, Price

PROMPTS = "templates/prompts.yaml"
WITH_PROMPTS: Mapping[str, str] = {
    **PACK,
    PROMPTS: """\
prompts:
  rephrase_requests:
    version: "2.1"
    system: "You serve this: {domain} You answer in {JSON} and {}."
    user: |
      Give {count} wordings, each in its manner:
      {manners}

      Keep {kept} of the request: {request}
  rephrase_templates:
    version: short_2
    user: "{requests} {manners}"
  ask_again:
    version: "1"
    user: "{refused} {manners}"
  parse_back:
    version: "1"
    user: "{request} on {reference_date}, as {schema}"

axes:
  mood:
    - glad
    - sad
  who speaks: [a boss]
""",
}
KEPT = "Keep {kept} of"
VERSION = 'version: "2.1"'
AGAIN = """\
  ask_again:
    version: "1"
    user: "{refused} {manners}"
"""
ALL_PROMPTS = WITH_PROMPTS[PROMPTS][: WITH_PROMPTS[PROMPTS].index("\naxes:")]
MOODS = "\n    - glad\n    - sad\n"

PROMPT_FAULTS = [
    breakage(
        "unknown prompt",
        PROMPTS,
        "  rephrase_requests:",
        "  @@rephrase_request:",
        "'rephrase_request'",
        "did you mean 'rephrase_requests'",
    ),
    breakage(
        "prompt like no other",
        PROMPTS,
        "  ask_again:",
        "  @@greet:",
        "nothing is asked with 'greet'",
        "rephrase_requests, rephrase_templates, ask_again, parse_back",
    ),
    breakage(
        "unknown hole in a prompt",
        PROMPTS,
        "{domain}",
        "@@{domian}",
        "nothing fills the hole {domian}",
        "did you mean 'domain'",
    ),
    breakage(
        "hole of another prompt", PROMPTS, KEPT, "Keep {kept} @@{weekday} of", "{weekday}", "known are count, domain"
    ),
    breakage("needed hole misspelt", PROMPTS, KEPT, "Keep @@{kpet} of", "{kpet}", "did you mean 'kept'"),
    breakage(
        "needed hole with a blank in it",
        PROMPTS,
        AGAIN,
        f"  @@{AGAIN.lstrip().replace('{refused}', '{refused }')}",
        "{refused}",
    ),
    breakage(
        "needed hole missing", PROMPTS, AGAIN, f"  @@{AGAIN.lstrip().replace('{refused}', '')}", "never says {refused}"
    ),
    breakage("hole in quotes", PROMPTS, '"{refused} {manners}"', '"\\"{refused}\\" {manners} @@{x}"', "the hole {x}"),
    breakage("prompt without a user", PROMPTS, AGAIN, '  @@ask_again:\n    version: "1"\n', "'user'", "missing"),
    breakage(
        "prompt without a version",
        PROMPTS,
        "  rephrase_templates:\n    version: short_2\n",
        "  @@rephrase_templates:\n",
        "'version'",
        "missing",
    ),
    breakage("version with a blank", PROMPTS, VERSION, 'version: "@@2 b"', "'2 b' is no version", "letters, digits"),
    breakage("empty version", PROMPTS, VERSION, 'version: "@@"', "'' is no version"),
    breakage("version that is a number", PROMPTS, VERSION, "version: @@2.1", "text", "quotes"),
    breakage("unknown key of a prompt", PROMPTS, "    system: ", "    @@sytem: ", "'sytem'", "did you mean 'system'"),
    breakage("prompt that is a text", PROMPTS, AGAIN, "  ask_again: @@again\n", "mapping"),
    breakage("prompts that are a list", PROMPTS, ALL_PROMPTS, "prompts: @@[]\n", "mapping of names"),
]

AXIS_FAULTS = [
    breakage("value of an axis twice", PROMPTS, MOODS, f"{MOODS}    - @@glad\n", "'glad' is here twice"),
    breakage("axis without values", PROMPTS, MOODS, " @@[]\n", "at least 1"),
    breakage("axis that is a text", PROMPTS, MOODS, " @@glad\n", "list"),
    breakage("value of an axis that is a number", PROMPTS, "- sad", "- @@5", "text", "quotes"),
    breakage("axis of nothing", PROMPTS, MOODS, "@@\n", "list"),
    breakage("axis twice", PROMPTS, "  who speaks:", "  @@mood:", "'mood'", "twice"),
]

NO_RISKS = "risks: []\n"


def asking(name: str, line: str, *words: str) -> object:
    """A fault in a line that the use case has besides."""
    return breakage(name, USECASE, NO_RISKS, f"{NO_RISKS}{line}\n", *words)


ASKING_FAULTS = [
    asking("no wordings", "paraphrasing: {wordings: @@0}", "greater than or equal to 1"),
    asking("ten wordings at once", "paraphrasing: {wordings: @@10}", "less than or equal to 9"),
    asking("half a wording", "paraphrasing: {wordings: @@2.5}", "whole number"),
    asking(
        "fewest words above the most", "paraphrasing: @@{min_words: 5, max_words: 4}", "min_words (5)", "above", "(4)"
    ),
    asking("fewest words above the usual most", "paraphrasing: @@{min_words: 41}", "min_words (41)", "above", "(40)"),
    asking("no words", "paraphrasing: {min_words: @@0}", "greater than or equal to 1"),
    asking("refused pattern that is none", "paraphrasing: {refuse: {odd: '@@(a'}}", "(a", "no regular expression"),
    asking("unknown key of paraphrasing", "paraphrasing: {@@max_word: 9}", "'max_word'", "did you mean 'max_words'"),
    asking("price without its output", "prices: {@@large-1: {input: 2}}", "'output'", "missing"),
    asking("price below zero", "prices: {large-1: {input: @@-2, output: 8}}", "greater than or equal to 0"),
    asking("price that is a word", "prices: {large-1: {input: @@dear, output: 8}}", "number"),
    asking("price without end", "prices: {large-1: {input: @@.inf, output: 8}}", "number"),
    asking("unknown key of a price", "prices: {large-1: {input: 2, output: 8, @@outptu: 8}}", "'outptu'", "'output'"),
    asking("price that is no mapping", "prices: {large-1: @@2}", "mapping"),
]


def load(files: Mapping[str, str]) -> Pack:
    return load_pack(Path("pack"), files)


@pytest.mark.parametrize("broken", [*PROMPT_FAULTS, *AXIS_FAULTS])
def test_a_prompt_or_an_axis_that_cannot_be_used(broken: Breakage) -> None:
    assert_only_fault(broken, WITH_PROMPTS)


@pytest.mark.parametrize("broken", ASKING_FAULTS)
def test_what_the_use_case_says_of_asking(broken: Breakage) -> None:
    assert_only_fault(broken)


@pytest.mark.parametrize(
    ("more", "mend"),
    [
        (f"prompts:\n{AGAIN}", "'ask_again' is declared in templates/prompts.yaml:13 already; keep one of them"),
        ("axes:\n  mood: [calm]\n", "'mood' is declared in templates/prompts.yaml:21 already; put its lines under"),
    ],
)
def test_a_prompt_or_an_axis_in_two_files(more: str, mend: str) -> None:
    (problem,) = find_problems({**WITH_PROMPTS, "templates/z.yaml": more})

    assert (problem.file, problem.line, problem.column) == ("templates/z.yaml", 2, 3)
    assert mend in problem.message


def test_sound_prompts_are_those_of_the_pack() -> None:
    """A brace that is no hole stays a brace."""
    pack = load(WITH_PROMPTS)
    assert set(pack.prompts) == {"rephrase_requests", "rephrase_templates", "ask_again", "parse_back"}
    prompt = pack.prompts["rephrase_requests"]

    filled = prompt.fill(
        {"domain": "parcels", "count": "2", "manners": "glad", "kept": "box", "request": "send {kept}"}
    )

    assert filled == [
        {"role": "system", "content": "You serve this: parcels You answer in {JSON} and {}."},
        {
            "role": "user",
            "content": "Give 2 wordings, each in its manner:\nglad\n\nKeep box of the request: send {kept}",
        },
    ]


def test_without_a_system_text_the_user_speaks_alone() -> None:
    filled = load(WITH_PROMPTS).prompts["ask_again"].fill({"refused": "one", "manners": "glad"})

    assert filled == [{"role": "user", "content": "one glad"}]


def test_a_prompt_is_called_by_its_version_and_a_hash_of_its_texts() -> None:
    """The hash shows a change whose author kept the version."""
    prompt = load(WITH_PROMPTS).prompts["rephrase_templates"]
    digest = hashlib.sha256(b"\0{requests} {manners}").hexdigest()[:6]
    assert prompt.name_version("rephrase_templates") == f"rephrase_templates short_2 ({digest})"

    changed = prompt.model_copy(update={"system": "Be brief."})
    assert changed.name_version("rephrase_templates") != prompt.name_version("rephrase_templates")


def test_sound_axes_are_those_of_the_pack_in_their_order() -> None:
    assert load(WITH_PROMPTS).axes == {"mood": ("glad", "sad"), "who speaks": ("a boss",)}


def test_axes_may_stand_in_several_files() -> None:
    assert set(load({**WITH_PROMPTS, "templates/z.yaml": "axes: {pace: [slow]}\n"}).axes) == {
        "mood",
        "who speaks",
        "pace",
    }


def test_a_pack_needs_neither_prompts_nor_axes() -> None:
    pack = load(PACK)
    assert (dict(pack.prompts), dict(pack.axes), dict(pack.usecase.prices)) == ({}, {}, {})
    assert pack.usecase.paraphrasing == Paraphrasing(wordings=3, min_words=1, max_words=40, refuse={})


def test_what_the_use_case_says_of_asking_is_read() -> None:
    paraphrasing = "paraphrasing: {wordings: 9, min_words: 2, max_words: 2, refuse: {sign: '!'}}\n"
    more = f"{paraphrasing}prices: {{large-1: {{input: 0, output: 8.5}}}}\n"
    usecase = load({**PACK, USECASE: PACK[USECASE] + more}).usecase

    assert usecase.paraphrasing == Paraphrasing(wordings=9, min_words=2, max_words=2, refuse={"sign": "!"})
    assert usecase.prices == {"large-1": Price(input=0, output=8.5)}
