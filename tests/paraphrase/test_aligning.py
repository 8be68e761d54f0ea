"""From rephrased instances back to one pattern."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from marked_examples import make_example

from taskdata.author.sentences import parse_sentence
from taskdata.foundation.pattern import Hole, list_texts, tidy_spaces
from taskdata.foundation.records import Example
from taskdata.paraphrase.aligning import UnalignedError, align

ITEM, DAY, WHO = Hole("item", None), Hole("day", "alone"), Hole("who", None)


def align_one(marked: str, wording: str, *holes: Hole) -> str:
    return align([make_example(marked)], holes, [wording])


def test_the_record_of_a_marked_request() -> None:
    made = make_example("send the {item=red box} {day=tomorrow} now")

    assert made.input == "send the red box tomorrow now"
    assert [(span.slot, made.input[span.start : span.end]) for span in made.spans] == [
        ("item", "red box"),
        ("day", "tomorrow"),
    ]


def test_three_instances_become_one_pattern() -> None:
    instances = [
        make_example("send the {item=red box} {day=tomorrow}"),
        make_example("send the {item=crate of plums} {day=on Friday}"),
        make_example("send the {item=bundle} {day=by March 3}"),
    ]
    wordings = [
        "Tomorrow I'd like the red box to go out.",
        "on Friday I'd like the crate of plums to go out.",
        "by March 3 I'd like the bundle to go out",
    ]

    assert align(instances, [ITEM, DAY], wordings) == "{day.alone} I'd like the {item} to go out"


@pytest.mark.parametrize(
    ("wording", "pattern"),
    [
        ("red box, off you go", "{item}, off you go"),
        ("Red box, off you go", "{item}, off you go"),
        ("off you go, RED BOX", "off you go, {item}"),
        ("off with the red box's lid", "off with the {item}'s lid"),
        ('off with the "red box"', 'off with the "{item}"'),
        ("the red box-like thing", "the {item}-like thing"),
        ("(red box)", r"\({item}\)"),
        ("red box", "{item}"),
        ("red box!", "{item}"),
        ("  off   with \n the\tred box ", "off with the {item}"),
    ],
)
def test_a_value_may_stand_anywhere(wording: str, pattern: str) -> None:
    assert align_one("send the {item=red box}", wording, ITEM) == pattern


@pytest.mark.parametrize(
    ("marked", "wording", "holes", "pattern"),
    [
        (
            "send {who=Ann} the {item=box of Ann}",
            "the box of Ann goes to Ann",
            (WHO, ITEM),
            "the {item} goes to {who}",
        ),
        (
            "send the {item=box of Ann} to {who=Ann}",
            "get Ann the box of Ann",
            (ITEM, WHO),
            "get {who} the {item}",
        ),
        ("send {item=box} {day=box day}", "on box day the box leaves", (ITEM, DAY), "on {day.alone} the {item} leaves"),
        ("send {item=five} {day=on the 5th}", "on the 5th, five go", (ITEM, DAY), "{day.alone}, {item} go"),
    ],
)
def test_a_value_may_stand_inside_another(marked: str, wording: str, holes: tuple[Hole, ...], pattern: str) -> None:
    """The longer one is found first, whichever comes first."""
    assert align_one(marked, wording, *holes) == pattern


@pytest.mark.parametrize(
    ("wording", "message"),
    [
        ("off with it", "'red box' is not there letter by letter"),
        ("off with the box that is red", "'red box' is not there letter by letter"),
        ("off with the red boxes", "'red box' is not there letter by letter"),
        ("off with the infrared box", "'red box' is not there letter by letter"),
        ("off with the red  box", "'red box' is not there letter by letter"),
        ("the red box, yes, the red box", "'red box' is there more than once"),
        ("Red box! Off with the red box", "'red box' is there more than once"),
    ],
)
def test_a_value_must_be_there_once_and_in_one_piece(wording: str, message: str) -> None:
    with pytest.raises(UnalignedError) as told:
        align_one("send the {item=red box}", wording, ITEM)
    assert str(told.value) == message


def test_a_value_that_stands_inside_another_only_is_missing() -> None:
    with pytest.raises(UnalignedError, match=r"^'Ann' is not there letter by letter$"):
        align_one("send {who=Ann} the {item=box of Ann}", "send the box of Ann", WHO, ITEM)


def test_two_values_of_the_same_words_are_not_told_apart() -> None:
    with pytest.raises(UnalignedError, match=r"^'Ann' is there more than once$"):
        align_one("send {item=Ann} to {who=Ann}", "Ann, meet Ann", ITEM, WHO)


def test_the_fault_of_any_instance_is_told() -> None:
    instances = [make_example("send the {item=red box}"), make_example("send the {item=crate}")]
    with pytest.raises(UnalignedError, match=r"^'crate' is not there letter by letter$"):
        align(instances, [ITEM], ["off with the red box", "off with the box"])


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("it’s late", "it's late"),
        ("it's late", "it’s late"),
        ("Red Box", "red box"),
        ("İzmir", "İZMIR"),
        ("$5.00", "$5.00"),
        ("#12", "#12"),
        ("a+b (c)", "A+B (C)"),
    ],
)
def test_case_and_kinds_of_apostrophes_do_not_count(value: str, said: str) -> None:
    assert align_one(f"note {{item={value}}}", f"write {said} down", ITEM) == "write {item} down"


@pytest.mark.parametrize(
    ("wording", "pattern"),
    [
        ("Off with the box", "off with the {item}"),
        ("A box is due", "a {item} is due"),
        ("I want the box gone", "I want the {item} gone"),
        ("I'd like the box gone", "I'd like the {item} gone"),
        ("I’m done with the box", "I’m done with the {item}"),
        ("Is the box gone?", "is the {item} gone?"),
        ("OK, off with the box", "OK, off with the {item}"),
        ("ASAP the box", "ASAP the {item}"),
        ("McCoy wants the box", "McCoy wants the {item}"),
        ("off with the box I have", "off with the {item} I have"),
        ("off with the box Anna has", "off with the {item} Anna has"),
    ],
)
def test_a_capital_of_the_start_goes_and_others_stay(wording: str, pattern: str) -> None:
    assert align_one("send {item=box}", wording, ITEM) == pattern


@pytest.mark.parametrize(
    ("end", "kept"),
    [(".", ""), ("!", ""), ("...", ""), (" !", ""), ("?", "?"), ("?!", "?"), (", please.", ", please"), (")", r"\)")],
)
def test_of_the_marks_at_the_end_a_question_mark_stays(end: str, kept: str) -> None:
    assert align_one("send {item=box}", f"off with the box now{end}", ITEM) == f"off with the {{item}} now{kept}"


def test_a_full_stop_inside_stays() -> None:
    assert align_one("send {item=box}", "Late again. Send the box.", ITEM) == "late again. Send the {item}"


def test_instances_may_differ_in_the_capital_and_the_mark_at_the_ends() -> None:
    instances = [make_example("send {item=box}"), make_example("send {item=crate}")]
    assert align(instances, [ITEM], ["Off with the box!", "off with the crate"]) == "off with the {item}"


def test_a_request_without_values_is_its_own_pattern() -> None:
    assert align([make_example("what is there")], [], ["What have you got?"]) == "what have you got?"


def test_words_that_differ_are_told_side_by_side() -> None:
    instances = [make_example("send the {item=red box}"), make_example("send the {item=crate}")]
    with pytest.raises(UnalignedError) as told:
        align(instances, [ITEM], ["Off with the red box.", "Away with the crate."])

    assert str(told.value) == "the words around the values differ: 'away with the {item}' / 'off with the {item}'"


def test_each_way_of_three_is_told_once() -> None:
    instances = [make_example(f"send the {{item={item}}}") for item in ("box", "crate", "bundle")]
    with pytest.raises(UnalignedError) as told:
        align(instances, [ITEM], ["off with the box", "off with the crate", "off with a bundle"])

    assert str(told.value) == "the words around the values differ: 'off with a {item}' / 'off with the {item}'"


def test_values_that_change_places_are_words_that_differ() -> None:
    instances = [make_example("send {item=box} to {who=Ann}"), make_example("send {item=crate} to {who=Bob}")]
    with pytest.raises(UnalignedError, match=r"differ: '\{item\} for \{who\}' / '\{who\} for \{item\}'$"):
        align(instances, [ITEM, WHO], ["box for Ann", "Bob for crate"])


def test_the_signs_of_the_notation_are_said_as_such() -> None:
    wording = r"so [now] (or never) <start> {day} a|b *3 c:\box send the box"
    marked = make_example("send {item=box}")
    with pytest.raises(UnalignedError, match="more than once"):
        align([marked], [ITEM], [wording])

    pattern = align([marked], [ITEM], [wording.replace(r"\box", r"\bin")])
    assert pattern == r"so \[now\] \(or never\) \<start\> \{day\} a\|b \*3 c:\\bin send the {item}"
    assert read(pattern) == [r"so [now] (or never) <start> {day} a|b *3 c:\bin send the {item}"]


def read(pattern: str) -> list[str]:
    """What a sentence says, once it is parsed; `{slot}` stands for a hole."""
    parsed = parse_sentence(pattern)
    assert parsed.faults == []
    return list(list_texts(parsed.pattern))


WORDS = st.text(alphabet="ab19 .,!?;:'\"-\\(){}[]<>|*#$&/", max_size=20)


@given(WORDS, WORDS)
def test_a_pattern_says_what_the_wording_said(before: str, after: str) -> None:
    """Nothing but white space changes, and the marks at the end that no template has."""
    instance: Example = make_example("send the {item=Zebra}")
    pattern = align([instance], [ITEM], [f"so {before} Zebra {after} then"])

    assert read(pattern) == [tidy_spaces(f"so {before} {{item}} {after} then")]


@given(WORDS)
def test_so_does_one_without_values(words: str) -> None:
    assert read(align([make_example("send it")], [], [f"so {words} then"])) == [tidy_spaces(f"so {words} then")]
