"""The template files that proven wordings are written to: added to at the end, and otherwise left alone."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from small_pack import FAMILIES, PACK, write_pack

from taskdata.author.load import load_pack
from taskdata.foundation.errors import InputError
from taskdata.foundation.pack import Provenance, Template
from taskdata.io.files import read_pack_files
from taskdata.workflows.paraphrase_files import NewSentence, render_files
from taskdata.workflows.paraphrase_templates import NewTemplates, write_templates

ROOT = Path("pack")
SEND, STOP = "templates/paraphrases/send_plain.yaml", "templates/paraphrases/stop_plain.yaml"
SCHEMA = "schemas/templates.schema.json"
OF, PROMPT = "<start> <the> {item}", "rephrase_templates 1 (0a1b2c)"


def new(sentence: str, of: str = OF, family: str = "send_plain", model: str = "large-1") -> NewSentence:
    return NewSentence(family, of, model, PROMPT, sentence)


OUT, OFF, AWAY = new("see the {item} out"), new("off with the {item}"), new("away, {item}!", model="large-2")
WAY = new("on with the {item}", of="get <the> {item} on its way")
STAY = new("let the {item} be", of="hold <the> {item}", family="stop_plain")

BEGUN = """\
# Wordings that a language model gave for sentences of this family, each proven before it was written.
# They are templates like any other: change them, or take them out. What you move to `refused:` never comes again.
paraphrases:
  send_plain:
    - of: "<start> <the> {item}"
      model: "large-1"
      prompt: "rephrase_templates 1 (0a1b2c)"
      sentences:
        - "see the {item} out"
        - "off with the {item}"
"""
ADDED = """\
    - of: "get <the> {item} on its way"
      model: "large-1"
      prompt: "rephrase_templates 1 (0a1b2c)"
      sentences:
        - "on with the {item}"
"""


def list_paraphrases(files: Mapping[str, str], family: str = "send_plain") -> list[Template]:
    return [one for one in load_pack(ROOT, files).families[family].templates if one.provenance]


def test_a_new_file() -> None:
    assert render_files(ROOT, PACK, [OUT, OFF]) == {SEND: BEGUN}


def test_what_is_written_is_read_as_it_is() -> None:
    files = {**PACK, **render_files(ROOT, PACK, [OUT, OFF, AWAY, WAY])}
    parents = {one.text: one.id for one in load_pack(ROOT, PACK).families["send_plain"].templates}

    assert [(one.text, one.provenance) for one in list_paraphrases(files)] == [
        (one.sentence, Provenance(parents[one.of], one.model, PROMPT)) for one in (OUT, OFF, AWAY, WAY)
    ]


def test_sentences_that_came_alike_stand_together() -> None:
    """One entry for those of one sentence, model and prompt that come one behind the other, in their order."""
    text = render_files(ROOT, PACK, [OUT, AWAY, OFF])[SEND]

    entries = yaml.safe_load(text)["paraphrases"]["send_plain"]
    assert [(one["model"], one["sentences"]) for one in entries] == [
        ("large-1", [OUT.sentence]),
        ("large-2", [AWAY.sentence]),
        ("large-1", [OFF.sentence]),
    ]


def test_each_family_has_its_file() -> None:
    texts = render_files(ROOT, PACK, [OUT, STAY])

    assert set(texts) == {SEND, STOP}
    assert [list(yaml.safe_load(texts[name])["paraphrases"]) for name in (SEND, STOP)] == [
        ["send_plain"],
        ["stop_plain"],
    ]


def test_nothing_new_is_no_file() -> None:
    assert render_files(ROOT, PACK, []) == {}


def test_the_schema_is_named_where_the_pack_has_it() -> None:
    """So that an editor completes the file; the path leads from its folder."""
    text = render_files(ROOT, {**PACK, SCHEMA: "{}"}, [OUT, OFF])[SEND]
    assert text == f"# yaml-language-server: $schema=../../{SCHEMA}\n{BEGUN}"


def test_a_file_is_added_to_at_its_end() -> None:
    assert render_files(ROOT, {**PACK, SEND: BEGUN}, [WAY]) == {SEND: BEGUN + ADDED}


FIRST, LAST = '        - "see the {item} out"\n', '        - "off with the {item}"\n'
WITH_RULE = f"# My own head.\n\n\nrules: {{own: (own|mine)}}   # for below\n{BEGUN}".replace("see the", "see <own>")


@pytest.mark.parametrize(
    "edited",
    [
        BEGUN.replace(LAST, ""),
        BEGUN.replace('"off with the {item}"', "'off at once with the {item}'   # mine"),
        BEGUN + "    # the last word\n",
        BEGUN + "# at the margin\n",
        WITH_RULE,
        BEGUN.replace("paraphrases:", "action: send\nparaphrases:   # looked through"),
        BEGUN.replace('"off with the {item}"', "|-\n          off with\n          the {item}"),
        BEGUN.replace("      sentences:\n", "\n      # two of them\n      sentences:\n\n"),
        BEGUN.replace('    - of: "', "    -\n      # one\n      of: ").replace(
            '{item}"\n      model', "{item}\n      model"
        ),
        BEGUN.replace(f"\n{FIRST}{LAST}", ' ["see the {item} out", "off {item}"]\n'),
        BEGUN.rstrip("\n"),
    ],
)
def test_comments_and_hand_edits_stay(edited: str) -> None:
    files = {**PACK, SEND: edited}
    before = [one.text for one in list_paraphrases(files)]
    assert before

    text = render_files(ROOT, files, [WAY])[SEND]

    assert text == edited.removesuffix("\n") + "\n" + ADDED
    assert [one.text for one in list_paraphrases({**files, SEND: text})] == [*before, WAY.sentence]


def test_blank_lines_at_the_end_go() -> None:
    assert render_files(ROOT, {**PACK, SEND: f"{BEGUN}\n\n"}, [WAY]) == {SEND: BEGUN + ADDED}


def test_an_empty_file_is_begun_anew() -> None:
    assert render_files(ROOT, {**PACK, SEND: ""}, [OUT, OFF]) == {SEND: BEGUN}


CANNOT = (
    "pack/templates/paraphrases: the new sentences cannot be added at the end of these files; let each end with its "
    "list of `paraphrases`, indented as it was written, or take it away and have a new one\n"
)


FLOW = "paraphrases: {send_plain: [{of: '<start> <the> {item}', model: m, prompt: p, sentences: ['a {item}']}]}\n"
FURTHER_IN = BEGUN.replace("\n    - of", "\n      - of").replace("\n      model", "\n        model")
FURTHER_IN = FURTHER_IN.replace("\n      prompt", "\n        prompt").replace("\n      sent", "\n        sent")
FURTHER_OUT = BEGUN.replace("\n    ", "\n  ").replace("\n      -", "\n    -")
OTHER_BEHIND = (
    BEGUN
    + """\
  stop_plain:
    - of: hold <the> {item}
      model: m
      prompt: p
      sentences:
        - let the {item} be
"""
)
NO_SENTENCE = "the family 'stop_plain' has no sentence 'get <the> {item} on its way'"
OPEN_TEXT = BEGUN + "rules:\n  the: (the|my)\n  more: |\n    a\n"


@pytest.mark.parametrize(
    ("edited", "told"),
    [
        (f"{BEGUN}axes: {{mood: [glad]}}\n", f"{SEND}:12:"),
        (f"{BEGUN}...\n", f"{SEND}:12:"),
        (FLOW, f"{SEND}:2:"),
        (OTHER_BEHIND, NO_SENTENCE),
        (FURTHER_IN, f"{SEND}:11:"),
        (FURTHER_OUT, f"{SEND}:11:"),
        ("# all taken out\n", f"{SEND}:2:"),
        ("paraphrases:\n  stop_plain:\n", NO_SENTENCE),
        (OPEN_TEXT, "'on with the {item}' would be no sentence of 'send_plain'"),
    ],
)
def test_a_file_that_cannot_be_added_to_is_refused(edited: str, told: str) -> None:
    with pytest.raises(InputError) as refused:
        render_files(ROOT, {**PACK, SEND: edited}, [WAY])

    assert str(refused.value).startswith(CANNOT), refused.value
    assert told in str(refused.value)


def test_paraphrases_that_were_moved_to_another_file_are_refused() -> None:
    with pytest.raises(InputError) as refused:
        render_files(ROOT, {**PACK, "templates/all.yaml": BEGUN}, [WAY])

    assert f"{SEND}:4:3: 'send_plain' is declared in templates/all.yaml:4 already; put its lines there" in str(
        refused.value
    )


def test_nothing_is_written_where_one_file_cannot_be(tmp_path: Path) -> None:
    """Also not for the other family, whose file could be added to."""
    files = {**PACK, SEND: BEGUN, STOP: "# all taken out\n"}
    write_pack(tmp_path, files)
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}

    with pytest.raises(InputError, match="stop_plain"):
        write_templates(tmp_path, NewTemplates([WAY, STAY]))

    assert {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()} == before


def test_what_is_written_stands_in_the_pack(tmp_path: Path) -> None:
    write_pack(tmp_path, {**PACK, SEND: BEGUN})

    assert write_templates(tmp_path, NewTemplates([WAY, STAY])) == [SEND, STOP]

    files = read_pack_files(tmp_path)
    assert files[SEND] == BEGUN + ADDED
    assert [one.text for one in list_paraphrases(files, "stop_plain")] == [STAY.sentence]


def test_without_sentences_nothing_is_written(tmp_path: Path) -> None:
    write_pack(tmp_path, PACK)
    assert write_templates(tmp_path, NewTemplates()) == []
    assert not (tmp_path / "templates/paraphrases").exists()


@pytest.mark.parametrize(
    "name", ["yes", "null", "5", "it's", "a: b", "# x", "- x", "[x]", "Über", "a/b", "../../up", "a\\b"]
)
def test_a_family_may_have_any_name(name: str) -> None:
    """Its file has a name that stays in the folder."""
    quoted = '"' + name.replace("\\", "\\\\") + '"'
    files = {**PACK, FAMILIES: PACK[FAMILIES].replace("  send_plain:\n", f"  {quoted}:\n")}
    texts = render_files(ROOT, files, [new("see the {item} out", family=name)])

    (file,) = texts
    assert Path(file).parent == Path("templates/paraphrases")
    assert [one.text for one in list_paraphrases({**files, **texts}, name)] == [OUT.sentence]


ODD = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\\(){}[]<>|*"), max_size=30)


@given(ODD, ODD, st.text(st.characters(exclude_categories=["Cs"])))
def test_quotes_and_odd_characters_survive(before: str, after: str, model: str) -> None:
    sentence = f"so {before} {{item}} {after} then"
    files = {**PACK, **render_files(ROOT, PACK, [new(sentence, model=model), OUT])}

    first, second = list_paraphrases(files)
    assert first.text == sentence
    assert first.provenance is not None
    assert first.provenance.model == model
    assert second.text == OUT.sentence


@pytest.mark.parametrize(
    "sentence",
    [
        r'say "{item}" \(now\) \\ \{x\} \[y\] \<z\> a\|b 3\*4',
        "it's #1: the {item}, yes - no & ! % @ ` ?",
        "\u2028 \u2029 \x85 \x7f \xa0 \ufeff \u200d \x00 \t {item} é ß 中 😀",
        "{item}\n\nand so on: \\{item\\}",
        "null {item}", "- {item}", "{item}: {speed}", "    {item}    ",
    ],
)  # fmt: skip
def test_so_do_these(sentence: str) -> None:
    files = {**PACK, **render_files(ROOT, PACK, [new(sentence)])}
    assert [one.text for one in list_paraphrases(files)] == [sentence]


def test_the_sentence_that_is_reworded_may_have_them_too() -> None:
    odd = r"""the "{item}" \(mine\): it's off, isn’t it? \\"""
    files = {**PACK, FAMILIES: PACK[FAMILIES].replace("- hold <the> {item}", "- '" + odd.replace("'", "''") + "'")}
    texts = render_files(ROOT, files, [new("let {item} be", of=odd, family="stop_plain")])

    assert [one.text for one in list_paraphrases({**files, **texts}, "stop_plain")] == ["let {item} be"]


def test_run_after_run_adds_behind_the_last() -> None:
    files: dict[str, str] = dict(PACK)
    runs: Sequence[NewSentence] = (OUT, AWAY, WAY, STAY)
    for one in runs:
        files.update(render_files(ROOT, files, [one]))

    assert [one.text for one in list_paraphrases(files)] == [OUT.sentence, AWAY.sentence, WAY.sentence]
    assert [one.text for one in list_paraphrases(files, "stop_plain")] == [STAY.sentence]
