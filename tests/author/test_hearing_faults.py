"""Faults of what is only heard: its sentences, framing and spellings, shapes of slots, evidence."""

from typing import get_type_hints

import pytest
from heard_pack import HEARD_PACK, HEARING, REFUSALS
from small_pack import FAMILIES, SLOTS, Breakage, assert_only_fault, breakage, find_problems

from taskdata.foundation.pack import Framing

HINTS = get_type_hints(Framing)
SEND = "    action: send\n    command"
REFUSE = "  refuse_more:\n    action: refuse\n"
SET = "    set: {why: too_far}\n    sentences:\n"
ODD = "    about: nobody can tell\n"
ODD_SAYS = '    sentences:\n      - "check {item}"\n'
FAR = "    shapes:\n      abroad: ["
LIKE_SEND = "too_far: {like: [send], signs: [far]}"

NAME_FAULTS = [
    breakage("unknown action", HEARING, SEND, "    action: @@sned\n    command", "'sned'", "did you mean 'send'"),
    breakage("unknown slot", HEARING, "<hurl> the {item}", "<hurl> the @@{itme}", "'itme'", "did you mean 'item'"),
    breakage("unknown slot before", HEARING, '"I have to"', '"I have @@{itme}"', "'itme'", "did you mean 'item'"),
    breakage("unknown slot after", HEARING, '"to {any}"', '"to @@{nay}"', "'nay'"),
    breakage("unknown slot of framing", HEARING, "because {any}", "because @@{itme}", "'itme'"),
    breakage("unknown slot of a rule", HEARING, "[{any} like]", "[@@{nay} like]", "'nay'"),
    breakage("unknown form", HEARING, "check {item}", "check @@{item.mnay}", "'mnay'", "did you mean 'many'"),
    breakage("form of any", HEARING, "{any} to the moon", "@@{any.many} to the moon", "'any'", "'many'"),
    breakage("unknown rule", HEARING, "<hurl> the", "@@<hrul> the", "<hrul>", "did you mean 'hurl'"),
    breakage("unknown rule of framing", HEARING, "[there|again]", "@@<hrul>", "<hrul>", "did you mean 'hurl'"),
    breakage("rule of another file", HEARING, "check {item}", "check @@<the> {item}", "<the>"),
    breakage("unknown framing", HEARING, "  before:\n    - ", "  @@bfore:\n    - ", "'bfore'", "did you mean 'before'"),
    breakage("unknown key", HEARING, "    command: true", "    @@comand: true", "'comand'", "did you mean 'command'"),
    breakage("unknown section", HEARING, "framing:\n", "@@framin:\n", "'framin'", "did you mean 'framing'"),
    breakage("field that the action lacks", HEARING, SEND, "    set: {@@sped: slow}\n" + SEND, "'sped'", "'speed'"),
    breakage("value that the field lacks", HEARING, SEND, "    set: {speed: @@slwo}\n" + SEND, "'slwo'", "'slow'"),
    breakage("part of one value", HEARING, SEND, "    set: {@@item.size: 2}\n" + SEND, "'item'", "no parts"),
    breakage("value that evidence lacks", HEARING, "why: too_far", "why: @@tofar", "'tofar'", "did you mean 'too_far'"),
    breakage("field beside the evidence", HEARING, "why: too_far", "why: too_far, @@words: x", "`why`", "'words'"),
    breakage("no field of the evidence", HEARING, "why: too_far", "@@wyh: too_far", "'wyh'", "did you mean 'why'"),
    breakage("no value", HEARING, REFUSE + SET, REFUSE.replace("  r", "  @@r") + "    sentences:\n", "`why`", "`set:"),
    breakage("sign of no slot", SLOTS, "signs: [far]", "signs: [@@fra]", "'fra'", "did you mean 'far'"),
    breakage("lack of no slot", SLOTS, "lacks: [item]", "lacks: [@@itme]", "'itme'", "did you mean 'item'"),
    breakage("without no slot", SLOTS, LIKE_SEND, "too_far: {without: [day, @@spede]}", "'spede'", "'speed'"),
    breakage("evidence of no value", SLOTS, LIKE_SEND, f"@@to_far: {LIKE_SEND[9:]}", "'to_far'", "'too_far'"),
    breakage("evidence of no field", SLOTS, "field: why", "field: @@wyh", "'wyh'", "did you mean 'why'"),
    breakage("shape of no value", SLOTS, FAR, FAR.replace("abroad", "@@abraod"), "'abraod'", "did you mean 'abroad'"),
]

SHAPE_FAULTS = [
    breakage("nothing heard", HEARING, "  odd:\n" + ODD + ODD_SAYS, "  odd:\n    @@about: x\n", "`sentences`"),
    breakage("before without action", HEARING, ODD, '    @@before: ["so"]\n', "`before`", "`action:`"),
    breakage("after without action", HEARING, ODD, '    @@after: ["so"]\n', "`after`", "`action:`"),
    breakage("words without action", HEARING, ODD, "    @@words: [so]\n", "`words`", "`action:`"),
    breakage("set without action", HEARING, ODD, "    @@set: {why: too_far}\n", "`set`", "`action:`"),
    breakage("set without sentences", HEARING, ODD + ODD_SAYS, "    @@action: send\n    set: {speed: slow}\n"
             "    words: [so]\n", "`set`", "`sentences`"),
    breakage("no lines", HEARING, "  anywhere: [kindly]", "  anywhere: @@[]", "at least 1"),
    breakage("empty sentence", HEARING, '"check {item}"', '"@@[check]"', "nothing at all"),
    breakage("empty framing", HEARING, '"and then"', '"@@"', "empty"),
    breakage("empty word between", HEARING, "words: [straight]", 'words: [straight, "@@ "]', "says nothing"),
    breakage("two words between", HEARING, "words: [straight]", "words: [@@right away]", "'right away'", "one word"),
    breakage("empty stray word", HEARING, "stray: [hmm, by, out]", 'stray: [hmm, "@@"]', "`stray`"),
    breakage("two words spelt", HEARING, "  thru: ", "  @@out thru: ", "'out thru'", "one word"),
    breakage("spelt as nothing", HEARING, "thru: through", 'thru: "@@"', "says nothing"),
    breakage("list of spellings", HEARING, "thru: through", "thru: @@[through]", "text"),
    breakage("long form", HEARING, '- "check {item}"', '- @@{say: "check {item}"}', "text"),
    breakage("bracket", HEARING, '"check {item}"', '"check @@[{item}"', "never closed"),
    breakage("no regular expression", SLOTS, '["to [a-z]+land"]', '["@@to [a-z+land"]', "regular expression"),
    breakage("flags in a shape", SLOTS, '["to [a-z]+land"]', '["@@to (?i)[a-z]+land"]', "regular expression"),
    breakage("two halves of a shape", SLOTS, '["to [a-z]+land"]', '["@@to)|(land"]', "regular expression"),
    breakage("shape of nothing", SLOTS, '["to [a-z]+land"]', '["@@(?:to )?[a-z]*"]', "needs a word"),
    breakage("value without shapes", SLOTS, '["to [a-z]+land"]', "@@[]", "at least 1"),
    breakage("never nothing", SLOTS, "never: [overseas box]", 'never: ["@@"]', "says nothing"),
    breakage("slot named any", SLOTS, "  far:\n", "  @@any: {like: day}\n  far:\n", "{any}", "another name"),
    breakage("too many commands", SLOTS, LIKE_SEND, "too_far: {like: [send], commands: @@3}", "equal to 2"),
    breakage("noise that is a word", SLOTS, "noise: true", "noise: @@loud", "true or false"),
    breakage("lack without comparison", SLOTS, "{like: [send], lacks: [item]}", "@@{lacks: [item]}", "`like`"),
]  # fmt: skip


@pytest.mark.parametrize("broken", NAME_FAULTS)
def test_a_name_of_nothing(broken: Breakage) -> None:
    assert_only_fault(broken, HEARD_PACK)


@pytest.mark.parametrize("broken", SHAPE_FAULTS)
def test_a_key_or_value_of_the_wrong_shape(broken: Breakage) -> None:
    assert_only_fault(broken, HEARD_PACK)


@pytest.mark.parametrize("kind", [kind for kind, hint in HINTS.items() if hint == frozenset[str]])
def test_framing_that_is_words_lists_single_ones(kind: str) -> None:
    head, framing, rest = HEARD_PACK[HEARING].partition("framing:\n")
    rest = "".join(line for line in rest.splitlines(keepends=True) if not line.startswith(f"  {kind}: ["))
    (problem,) = find_problems({**HEARD_PACK, HEARING: f"{head}{framing}  {kind}: [so, by now]\n{rest}"})
    assert (problem.line, problem.column) == (head.count("\n") + 2, len(f"  {kind}: [so, ") + 1)
    assert "'by now'" in problem.message
    assert f"`{kind}`" in problem.message


def test_the_pack_that_is_broken_here_has_no_fault() -> None:
    assert find_problems(HEARD_PACK) == []


def test_any_stands_in_no_sentence_that_is_said() -> None:
    text = HEARD_PACK[FAMILIES].replace("- hold <the> {item}", '- "hold {any}"')
    assert ["'any'" in problem.message for problem in find_problems({**HEARD_PACK, FAMILIES: text})] == [True]


def test_a_rule_with_any_stands_in_no_sentence_that_is_said() -> None:
    """Not even where the rules of a file serve both: the fault is where the rule has it."""
    both = HEARD_PACK[REFUSALS].replace("action: refuse\n", 'rules:\n  odd: "by {any}"\nheard:\n  thrown:\n'
        '    action: send\n    sentences: ["<odd> throw {item}"]\naction: refuse\n')  # fmt: skip
    assert find_problems({**HEARD_PACK, REFUSALS: both}) == []
    used = both.replace('"send it"', '"send it <odd>"')
    assert [(p.file, p.line, p.column) for p in find_problems({**HEARD_PACK, REFUSALS: used})] == [(REFUSALS, 2, 12)]


def test_an_unknown_action_hides_no_fault_of_its_sentences() -> None:
    text = HEARD_PACK[HEARING].replace(SEND, "    action: sned\n    command").replace("the {item}", "the {itme}")
    assert len(find_problems({**HEARD_PACK, HEARING: text})) == 2


def test_the_same_entry_in_two_files_is_shown_at_the_second() -> None:
    (problem,) = find_problems({**HEARD_PACK, "templates/more.yaml": "spellings:\n  thru: through\n"})
    line = HEARD_PACK[HEARING].splitlines().index("  thru: through") + 1
    assert (problem.file, problem.line, problem.column) == ("templates/more.yaml", 2, 3)
    assert f"{HEARING}:{line} " in problem.message
