"""Whether a pack says a sentence already, or nearly."""

from pathlib import Path

import pytest
from small_pack import FAMILIES, PACK, STYLES

from taskdata.author.load import load_with_places
from taskdata.author.single_sentence import link_single
from taskdata.foundation.pattern import Pattern
from taskdata.foundation.records import Fault
from taskdata.slots.make import make_slots
from taskdata.workflows.known_sentences import KnownSentences

LOADED = load_with_places(
    Path("pack"),
    {
        **PACK,
        FAMILIES: PACK[FAMILIES].replace(
            '      - {say: "keep <the> {item} here", frame: none}\n',
            """\
      - {say: "keep <the> {item} here", frame: none}
      - "(halt|freeze|stop) it all"
      - "what about {item} on {day.bare}?"
""",
        ),
        STYLES: PACK[STYLES].replace(
            '    - "please {request}"\n',
            """\
    - "please {request}"
    - "(could|would) you {request}?"
    - "{request}, thank you very much"
    - "so, {request}, and right away [then]"
""",
        ),
        "templates/contrasts.yaml": """\
contrasts:
  send_or_stop:
    kind: verbs
    members:
      - {family: send_plain, say: "leave nothing of {item} behind"}
      - {family: stop_plain, say: "leave it all where {item} is now"}
""",
        "templates/paraphrases/stop_plain.yaml": """\
paraphrases:
  stop_plain:
    - of: hold <the> {item}
      model: m
      prompt: p
      sentences:
        - "I would rather not see the {item} leave"
""",
    },
)
BIG = "(a|b|c|d|e|f|g|h|i|j) " * 4


def link(sentence: str, family: str = "stop_plain") -> Pattern:
    return link_single(LOADED, sentence, family).pattern


@pytest.fixture
def known() -> KnownSentences:
    return KnownSentences(LOADED.pack, make_slots(LOADED.pack))


def said(sentence: str, place: str) -> Fault:
    return Fault(code="near_duplicate", path="$.input", message=f"{sentence!r} is said in {place} already")


def near(sentence: str, family: str = "stop_plain") -> Fault:
    message = f"{sentence!r} differs in one word only from a sentence of '{family}'"
    return Fault(code="near_duplicate", path="$.input", message=message)


@pytest.mark.parametrize(
    ("sentence", "spelled", "place"),
    [
        ("hold the {item}", "hold the {item.thing}", "templates/families.yaml:26"),
        ("Hold my {item}!", "hold my {item.thing}", "templates/families.yaml:26"),
        ("hold the {item.thing}", "hold the {item.thing}", "templates/families.yaml:26"),
        ("freeze it all", "freeze it all", "templates/families.yaml:28"),
        (
            "what about {item} on {other_day.bare}",
            "what about {item.thing} on {day.bare}",
            "templates/families.yaml:29",
        ),
        ("ship my {item.many} out", "ship my {item.many} out", "templates/families.yaml:14"),
        ("get the {item}, on its way", "get the {item.thing} on its way", "templates/families.yaml:15"),
        (
            "i would rather not see the {item} leave",
            "i would rather not see the {item.thing} leave",
            "templates/paraphrases/stop_plain.yaml:7",
        ),
    ],
)
def test_what_the_pack_says_is_told_with_its_place(
    known: KnownSentences, sentence: str, spelled: str, place: str
) -> None:
    """In any family, whatever the case, the marks, and the form that is the first one anyway."""
    assert known.find_fault("stop_plain", link(sentence)) == said(spelled, place)


@pytest.mark.parametrize(
    "sentence",
    [
        "hold back the {item}",
        "hold {item}",
        "keep the {item} there",
        "keep the {item}",
        "halt it",
        "halt it all now",
        "what about {item} by {day.bare}",
        "please hold the {item}",
        "I would much rather not see the {item} leave",
    ],
)
def test_what_differs_in_one_word_is_told(known: KnownSentences, sentence: str) -> None:
    spelled = sentence.lower().replace("{item}", "{item.thing}")
    assert known.find_fault("stop_plain", link(sentence)) == near(spelled)


@pytest.mark.parametrize(
    "sentence",
    [
        "do not let the {item} go",
        "hold the {item} {day}",
        "hold the {item.many}",
        "hold the {item} back for now",
        "halt everything there is",
        "what about {item}?",
        "the {item} hold",
        "I'd rather not see the {item} leave",
    ],
)
def test_what_is_new_has_no_fault(known: KnownSentences, sentence: str) -> None:
    """Another slot, or another form of one, makes another sentence; so does another order."""
    assert known.find_fault("stop_plain", link(sentence)) is None


def test_a_sentence_of_another_family_may_be_near(known: KnownSentences) -> None:
    """With another meaning one word may be all the difference: the verifier has told them apart."""
    sentence = "hold back the {item}"
    assert known.find_fault("send_plain", link(sentence, "send_plain")) is None
    assert known.find_fault("stop_plain", link(sentence)) == near("hold back the {item.thing}")


@pytest.mark.parametrize(
    "sentence",
    [
        "could you hold the {item}?",
        "Would you hold the {item}",
        "hold the {item}, thank you very much!",
        "so, hold the {item}, and right away",
        "so hold the {item} and right away then",
    ],
)
def test_a_frame_round_a_sentence_makes_no_new_one(known: KnownSentences, sentence: str) -> None:
    assert known.find_fault("stop_plain", link(sentence)) == said("hold the {item.thing}", "templates/families.yaml:26")


def test_nor_does_one_round_a_sentence_that_is_near(known: KnownSentences) -> None:
    framed = link("could you keep the {item} right here?")
    assert known.find_fault("stop_plain", framed) == near("keep the {item.thing} right here")


@pytest.mark.parametrize("sentence", ["please", "could you", "so and right away", "please do not let {item} go"])
def test_what_begins_as_a_frame_does_may_be_new(known: KnownSentences, sentence: str) -> None:
    assert known.find_fault("stop_plain", link(sentence)) is None


def test_members_of_contrasts_are_not_counted(known: KnownSentences) -> None:
    """They are said in no other way, in words that are given to them."""
    assert known.find_fault("stop_plain", link("leave it all where {item} is now")) is None


def test_of_several_sentences_the_first_that_is_known_is_told(known: KnownSentences) -> None:
    pattern = link("(do not let the {item} go|keep the {item} here|hold the {item})")
    assert known.find_fault("stop_plain", pattern) == said("keep the {item.thing} here", "templates/families.yaml:27")


def test_what_was_added_is_known(known: KnownSentences) -> None:
    pattern = link("[now] do not let the {item} go away")
    assert known.find_fault("stop_plain", pattern) is None
    known.add("stop_plain", pattern, "this run")

    for sentence in ("now do not let the {item.thing} go away", "do not let the {item.thing} go away"):
        assert known.find_fault("stop_plain", link(sentence)) == said(sentence, "this run")
        assert known.find_fault("send_plain", link(sentence, "send_plain")) == said(sentence, "this run")
    changed = "do not let the {item.thing} run away"
    assert known.find_fault("stop_plain", link(changed)) == near(changed)
    assert known.find_fault("send_plain", link(changed, "send_plain")) is None


def test_where_it_was_said_first_is_told(known: KnownSentences) -> None:
    known.add("stop_plain", link("hold the {item}"), "this run")
    assert known.find_fault("stop_plain", link("hold the {item}")) == said(
        "hold the {item.thing}", "templates/families.yaml:26"
    )


def test_what_says_too_much_is_not_compared(known: KnownSentences) -> None:
    known.add("stop_plain", link(f"{BIG} then"), "this run")
    assert known.find_fault("stop_plain", link("a a a a then")) is None
    assert known.find_fault("stop_plain", link(f"(hold the {{item}}|{BIG})")) is None


def test_patterns_that_are_gone_leave_nothing_behind(known: KnownSentences) -> None:
    """Each is linked, asked about and forgotten, as in a run over many wordings."""
    verbs = [f"{one}{other}" for one in "abcdefgh" for other in ("ork", "ill", "ump", "ash")]
    for verb in verbs:
        sentence = f"{verb} whatever is {verb}ed before the {verb}ing of {{item.thing}}"
        assert known.find_fault("stop_plain", link(sentence)) is None, sentence
        known.add("stop_plain", link(sentence), verb)
        assert known.find_fault("stop_plain", link(sentence)) == said(sentence, verb)
