"""Paraphrases of sentences that stand in a pack: what may be wrong with them, and what becomes of sound ones."""

from collections.abc import Mapping
from pathlib import Path

import pytest
from click.testing import CliRunner
from small_pack import FAMILIES, PACK, Breakage, assert_only_fault, breakage, find_problems, write_pack

from taskdata.author.load import load_pack
from taskdata.cli import main
from taskdata.foundation.errors import Spot
from taskdata.foundation.pack import Provenance, Template

PARAPHRASES = "templates/paraphrases/send_plain.yaml"
ENTRIES = """\
    - of: get <the> {item} on its way
      model: large-1
      prompt: rephrase_templates 1 (0a1b2c)
      sentences:
        - "I would like the {item} to leave"
        - the {item} has to be off
    - of: "something is due to leave {day}"
      model: large-1
      prompt: rephrase_templates 1 (0a1b2c)
      sentences:
        - off with it {day}
    - of: get <the> {item} on its way
      model: large-2
      prompt: rephrase_templates 2 (3d4e5f)
      sentences:
        - see the {item} out
"""
WITH_PARAPHRASES: Mapping[str, str] = {
    **PACK,
    FAMILIES: PACK[FAMILIES].replace(
        "  send_how:\n",
        """\
      - frame: none
        style: tidy
        group: leaving
        edge_cases: [odd]
        set: {speed: slow, item: "What leaves {day}"}
        sentences:
          - say: "something is due to leave {day}"
            weight: 3
  send_how:
""",
    ),
    PARAPHRASES: f"paraphrases:\n  send_plain:\n{ENTRIES}",
}
FIRST = ENTRIES[: ENTRIES.index("    - of: ", 1)]
LEAVE, OFF, OUT = "I would like the {item} to leave", "the {item} has to be off", "see the {item} out"
OF = "of: get <the> {item} on its way\n      model: large-2"

PARAPHRASE_FAULTS = [
    breakage(
        "paraphrases of an unknown family",
        PARAPHRASES,
        "  send_plain:\n",
        "  @@send_plian:\n",
        "no family 'send_plian'",
        "did you mean 'send_plain'",
    ),
    breakage(
        "paraphrase of a sentence that is not there",
        PARAPHRASES,
        OF,
        OF.replace("of: get", "of: @@got"),
        "'send_plain' has no sentence 'got <the> {item} on its way'",
        "changed or taken out",
        "take this out",
    ),
    breakage(
        "paraphrase of a sentence of another family",
        PARAPHRASES,
        OF,
        OF.replace("get <the> {item} on its way", "@@hold <the> {item}"),
        "'send_plain' has no sentence 'hold <the> {item}'",
    ),
    breakage(
        "paraphrase of what one sentence says",
        PARAPHRASES,
        "get <the> {item} on its way\n      model: large-2",
        '"@@get the {item} on its way"\n      model: large-2',
        "has no sentence 'get the {item} on its way'",
    ),
    breakage(
        "paraphrase of a paraphrase",
        PARAPHRASES,
        "get <the> {item} on its way\n      model: large-2",
        "@@the {item} has to be off\n      model: large-2",
        "'the {item} has to be off' is a paraphrase itself, in templates/paraphrases/send_plain.yaml:8",
        "name the sentence that it rewords",
    ),
    breakage(
        "paraphrase twice in an entry",
        PARAPHRASES,
        OFF,
        '"@@I would like the {item} to leave"',
        "stands in templates/paraphrases/send_plain.yaml:7 already",
    ),
    breakage(
        "paraphrase twice in two entries",
        PARAPHRASES,
        OUT,
        "@@the {item} has to be off",
        "stands in templates/paraphrases/send_plain.yaml:8 already",
    ),
    breakage(
        "paraphrase that is a sentence of the family",
        PARAPHRASES,
        OUT,
        '"@@<start> <the> {item}"',
        "stands in templates/families.yaml:13 already",
    ),
    breakage(
        "unknown slot in a paraphrase", PARAPHRASES, LEAVE, LEAVE.replace("{item}", "@@{itme}"), "'itme'", "'item'"
    ),
    breakage(
        "unknown form in a paraphrase", PARAPHRASES, LEAVE, LEAVE.replace("{item}", "@@{item.some}"), "'item'", "'some'"
    ),
    breakage("rule of another file in a paraphrase", PARAPHRASES, OFF, "@@<the> {item} has to be off", "no rule <the>"),
    breakage("bracket too few in a paraphrase", PARAPHRASES, LEAVE, LEAVE.replace("the", "@@(the"), "never closed"),
    breakage("paraphrase that may say nothing", PARAPHRASES, OFF, '"@@[the {item}]"', "nothing at all"),
    breakage("empty paraphrase", PARAPHRASES, OFF, '"@@"', "empty"),
    breakage(
        "paraphrase that lacks what its sentence repeats",
        PARAPHRASES,
        "off with it {day}",
        "@@off with it",
        "does not say 'day'",
        "`item`",
    ),
    breakage(
        "unknown key of a paraphrase",
        PARAPHRASES,
        "      model: large-2",
        "      @@modle: large-2",
        "'modle'",
        "did you mean 'model'",
    ),
    breakage("long form of a paraphrase", PARAPHRASES, OUT, "@@{say: out, weight: 2}", "text"),
    breakage("paraphrase without its model", PARAPHRASES, OF, "@@of: get <the> {item} on its way", "'model'"),
    breakage(
        "paraphrase without its prompt",
        PARAPHRASES,
        "    - of: get <the> {item} on its way\n      model: large-2\n      prompt: rephrase_templates 2 (3d4e5f)\n",
        "    - @@of: get <the> {item} on its way\n      model: large-2\n",
        "'prompt'",
        "missing",
    ),
    breakage(
        "entry without paraphrases",
        PARAPHRASES,
        "      sentences:\n        - see the {item} out\n",
        "      sentences: @@[]\n",
        "at least 1",
    ),
    breakage("family without paraphrases", PARAPHRASES, f"\n{ENTRIES}", " @@[]\n", "at least 1"),
    breakage(
        "paraphrases that are a list", PARAPHRASES, f"\n  send_plain:\n{ENTRIES}", " @@[]\n", "a mapping of names"
    ),
    breakage("paraphrase that is a number", PARAPHRASES, OFF, "@@5", "text", "quotes"),
]


def load(files: Mapping[str, str]) -> dict[str, Template]:
    """The templates of the family, by their sentence."""
    return {one.text: one for one in load_pack(Path("pack"), files).families["send_plain"].templates}


@pytest.mark.parametrize("broken", PARAPHRASE_FAULTS)
def test_a_paraphrase_that_cannot_be_used(broken: Breakage) -> None:
    assert_only_fault(broken, WITH_PARAPHRASES)


def test_a_family_has_its_paraphrases_in_one_file() -> None:
    (problem,) = find_problems({**WITH_PARAPHRASES, "templates/paraphrases/z.yaml": WITH_PARAPHRASES[PARAPHRASES]})

    assert (problem.file, problem.line, problem.column) == ("templates/paraphrases/z.yaml", 2, 3)
    assert f"'send_plain' is declared in {PARAPHRASES}:2 already; put its lines there" in problem.message


def test_a_sentence_that_could_not_be_read_is_not_told_to_be_missing() -> None:
    """One slip in it is one fault, however many paraphrases it has."""
    slip = WITH_PARAPHRASES[FAMILIES].replace("        weight: 2\n", "        sentences: [x]\n")
    (problem,) = find_problems({**WITH_PARAPHRASES, FAMILIES: slip})

    assert problem.file == FAMILIES


def test_a_family_that_could_not_be_read_is_not_told_to_be_missing() -> None:
    slip = WITH_PARAPHRASES[FAMILIES].replace("    about: a thing is sent\n    action: send\n", "    action: sned\n")
    problems = find_problems({**WITH_PARAPHRASES, FAMILIES: slip})

    assert [problem.file for problem in problems] == [FAMILIES]


def test_a_member_of_a_contrast_has_no_paraphrases() -> None:
    """Its wording is its point."""
    contrast = """\
contrasts:
  send_or_stop:
    kind: verbs
    members:
      - {family: send_plain, say: "send back the {item}"}
      - {family: stop_plain, say: "hold back the {item}"}
"""
    of_member = WITH_PARAPHRASES[PARAPHRASES].replace(
        OF, OF.replace("get <the> {item} on its way", '"send back the {item}"')
    )
    (problem,) = find_problems({**WITH_PARAPHRASES, "templates/z.yaml": contrast, PARAPHRASES: of_member})

    assert (problem.file, problem.line) == (PARAPHRASES, 14)
    assert "has no sentence 'send back the {item}'" in problem.message


def test_a_member_of_a_contrast_is_no_paraphrase() -> None:
    contrast = """\
contrasts:
  send_or_stop:
    kind: verbs
    members:
      - {family: send_plain, say: "see the {item} out"}
      - {family: stop_plain, say: "hold back the {item}"}
"""
    (problem,) = find_problems({**WITH_PARAPHRASES, "templates/z.yaml": contrast})

    assert (problem.file, problem.line, problem.column) == ("templates/z.yaml", 5, 36)
    assert f"stands in {PARAPHRASES}:18 already" in problem.message


def test_a_paraphrase_is_of_its_sentence() -> None:
    """In its group, with what it sets and is special for; typed in its style, and without the frame round it."""
    templates = load(WITH_PARAPHRASES)
    parent, child = templates["something is due to leave {day}"], templates["off with it {day}"]

    assert (child.group, child.style, child.edge_cases) == ("leaving", "tidy", ("odd",))
    assert child.sets == parent.sets == {("speed",): "slow", ("item",): "What leaves {day}"}
    assert child.provenance == Provenance(parent.id, "large-1", "rephrase_templates 1 (0a1b2c)")
    assert child.place == Spot(PARAPHRASES, 13, 11)
    assert child.family == "send_plain"
    assert child.id != parent.id


def test_without_a_group_of_its_own_a_sentence_gives_its_id() -> None:
    """So that both are in one split."""
    templates = load(WITH_PARAPHRASES)
    parent = templates["get <the> {item} on its way"]

    assert parent.group == parent.id
    assert {templates[text].group for text in (LEAVE, OFF, OUT)} == {parent.id}


def test_no_frame_is_put_round_a_paraphrase() -> None:
    """The model worded it whole."""
    templates = load(WITH_PARAPHRASES)

    assert templates["get <the> {item} on its way"].frame == "command"
    assert [templates[text].frame for text in (LEAVE, OFF, OUT)] == [None, None, None]


def test_the_paraphrases_of_a_sentence_weigh_as_much_as_it_together() -> None:
    """Three of a weight of 2 in two entries, one of a weight of 3; no other sentence weighs otherwise for it."""
    before, after = load(PACK), load(WITH_PARAPHRASES)

    assert [after[text].weight for text in (LEAVE, OFF, OUT)] == [pytest.approx(2 / 3)] * 3
    assert after["off with it {day}"].weight == after["something is due to leave {day}"].weight == 3
    assert {text: one.weight for text, one in before.items()}.items() <= {
        text: one.weight for text, one in after.items()
    }.items()


def test_a_template_that_a_person_wrote_is_as_it_was() -> None:
    """Its id, its group and its place in the family do not change, and so neither does its split."""
    before, after = list(load(PACK).values()), list(load(WITH_PARAPHRASES).values())

    assert [one.text for one in after if one.provenance] == [
        LEAVE,
        OFF,
        "off with it {day}",
        OUT,
    ]
    assert after[: len(before)] == before
    assert all(one.provenance is None for one in before)


def test_a_file_of_paraphrases_may_have_rules_of_its_own() -> None:
    own = WITH_PARAPHRASES[PARAPHRASES].replace(OFF, "<this> {item} has to be off") + "rules: {this: (this|that)}\n"
    templates = load({**WITH_PARAPHRASES, PARAPHRASES: own})

    assert "<this> {item} has to be off" in templates


@pytest.mark.parametrize(
    ("wording", "told"),
    [
        (OUT, None),
        ("see it out", f'{PARAPHRASES}:18:11: the output of this sentence is not of the schema: $: lacks "item"'),
        (
            "hold the {item}",
            f"{FAMILIES}:34:9: 'hold the {{item.thing}}' is said in {PARAPHRASES}:18 too, with another",
        ),
    ],
)
def test_what_a_paraphrase_says_is_checked_as_what_any_sentence_says(
    tmp_path: Path, wording: str, told: str | None
) -> None:
    files = {**WITH_PARAPHRASES, PARAPHRASES: WITH_PARAPHRASES[PARAPHRASES].replace(OUT, wording)}
    result = CliRunner().invoke(main, ["check", "--pack", str(write_pack(tmp_path, files))])

    assert result.exit_code == (1 if told else 0), result.output
    assert result.stdout == "" if told is None else f"{tmp_path}/{told}" in result.stdout, result.output
