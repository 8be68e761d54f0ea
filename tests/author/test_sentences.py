"""Sentence patterns: what each says, how often, and what is told of one that cannot be read.

The places of faults are written into the sentences as `@@`, straight before the character meant.
"""

from collections import Counter

import pytest

from taskdata.author.sentences import parse_sentence
from taskdata.foundation.chance import Chance
from taskdata.foundation.pattern import Hole, Text, draw_pieces, list_leaves, list_texts, tidy_spaces

SAYS = {
    "add milk": ["add milk"],
    "(add|create|put)": ["add", "create", "put"],
    "(add|create) it": ["add it", "create it"],
    "[please] add": ["please add", "add"],
    "add [a|the] task": ["add a task", "add the task", "add task"],
    "add [a] [new] task": ["add a new task", "add a task", "add new task", "add task"],
    "add {title}": ["add {title}"],
    "add {title.gerund} {due}": ["add {title} {due}"],
    "[(a|b) c]": ["a c", "b c", ""],
    "(a [b|c]|d)": ["a b", "a c", "a", "d"],
    "((a))": ["a"],
    "(a|)": ["a", ""],
    "(|a)": ["", "a"],
    "(a *3|b)": ["a", "b"],
    "(a*3|b)": ["a", "b"],
    "(a * 3 | b)": ["a", "b"],
    "[a *0.2]": ["a", ""],
    "(re *3|un)open": ["reopen", "unopen"],
    "task[s *2]": ["tasks", "task"],
    "(say [it *2] *3|hush)": ["say it", "say", "hush"],
}
SPACES = {
    "add [a] task": ["add a task", "add task"],
    "  add   milk  ": ["add milk"],
    "add\tmilk\nnow": ["add milk now"],
    "task[s]": ["tasks", "task"],
    "re[-]open": ["re-open", "reopen"],
    "(re|un)open": ["reopen", "unopen"],
    "done [!]": ["done!", "done"],
    "done [?]": ["done?", "done"],
    "[hey] , add": ["hey, add", ", add"],
    "{title} , {due} ; {id} : x .": ["{title}, {due}; {id}: x."],
    "add milk [by friday][!]": ["add milk by friday!", "add milk by friday", "add milk!", "add milk"],
    "[please] [kindly]": ["please kindly", "please", "kindly", ""],
    "a - b": ["a - b"],
    "( add | put ) it": ["add it", "put it"],
    "do it; then go": ["do it; then go"],
    'say " hi "': ['say " hi "'],
    "#{tag}": ["#{tag}"],
    "'{title}'": ["'{title}'"],
    "add it for 5 pm": ["add it for 5 pm"],
    "add it at 5:30": ["add it at 5:30"],
}
ESCAPES = {
    r"\[x\]": ["[x]"],
    r"\(a\|b\)": ["(a|b)"],
    r"\{title\}": ["{title}"],
    r"\<rule\>": ["<rule>"],
    r"a \* b": ["a * b"],
    r"(a \*3|b)": ["a *3", "b"],
    r"a\\b": [r"a\b"],
    r"[\]]": ["]", ""],
    r"(\)|\()": [")", "("],
    r"\\[a]": ["\\a", "\\"],
}


@pytest.mark.parametrize(("written", "said"), [*SAYS.items(), *SPACES.items(), *ESCAPES.items()])
def test_what_a_sentence_says(written: str, said: list[str]) -> None:
    parsed = parse_sentence(written)
    assert parsed.faults == []
    assert sorted(list_texts(parsed.pattern)) == sorted(said)


@pytest.mark.parametrize("text", ["a b", "a, b!", "open .env", "5:30", ""])
def test_putting_spaces_right_twice_changes_nothing_more(text: str) -> None:
    assert tidy_spaces(tidy_spaces(f" {text}  ")) == tidy_spaces(text)


def test_a_hole_knows_its_slot_its_form_and_its_place() -> None:
    parsed = parse_sentence("add {title.gerund} [{due}]")
    holes = [leaf for leaf in list_leaves(parsed.pattern) if isinstance(leaf, Hole)]
    assert holes == [Hole("title", "gerund", 4), Hole("due", None, 20)]


@pytest.mark.parametrize("written", ["{ title }", "{title }", "{ title}"])
def test_blanks_inside_a_slot_do_not_matter(written: str) -> None:
    parsed = parse_sentence(written)
    assert parsed.faults == []
    assert list(list_texts(parsed.pattern)) == ["{title}"]


WEIGHTS = {
    "(add *3|create)": {"add": 3 / 4, "create": 1 / 4},
    "[please *0.2]": {"please": 1 / 6, "": 5 / 6},
    "[please]": {"please": 1 / 2, "": 1 / 2},
    "[a|the]": {"a": 1 / 3, "the": 1 / 3, "": 1 / 3},
    "[a *2|the]": {"a": 1 / 2, "the": 1 / 4, "": 1 / 4},
    "(a|b|c *0.5)": {"a": 0.4, "b": 0.4, "c": 0.2},
    "(a *3|(b|c *3))": {"a": 3 / 4, "b": 1 / 16, "c": 3 / 16},
    "(a|) (b *4|c)": {"a b": 0.4, "a c": 0.1, "b": 0.4, "c": 0.1},
    "[[a *3] *3]": {"a": 9 / 16, "": 7 / 16},
    "(a *.25|b *1.75)": {"a": 1 / 8, "b": 7 / 8},
    "(a *1000|b)": {"a": 1000 / 1001, "b": 1 / 1001},
}


@pytest.mark.parametrize(("written", "expected"), WEIGHTS.items())
def test_alternatives_are_drawn_by_weight(written: str, expected: dict[str, float]) -> None:
    pattern = parse_sentence(written).pattern
    draws = [draw_pieces(pattern, Chance("weights", n)) for n in range(4000)]
    drawn = Counter(tidy_spaces("".join(p.text for p in pieces if isinstance(p, Text))) for pieces in draws)
    assert set(drawn) <= set(expected)
    for words, share in expected.items():
        assert drawn[words] / 4000 == pytest.approx(share, abs=0.035), words


FAULTS = [
    ("@@(add|put it", "'('", "never closed", "')'"),
    ("add @@[a task", "'['", "never closed", "']'"),
    ("add @@{title", "'{'", "never closed", "'}'"),
    ("add @@{title to my list", "'{'", "never closed"),
    ("add @@<start", "'<'", "never closed", "'>'"),
    ("@@<start add it", "'<'", "never closed"),
    ("@@(a (b|c)", "'('", "never closed"),
    ("add it@@)", "')'", "\\)"),
    ("add it@@]", "']'", "\\]"),
    ("add it@@}", "'}'", "\\}"),
    ("add it@@>", "'>'", "\\>"),
    ("(add@@} it)", "'}'", "\\}"),
    ("(add@@] it", "']'", "')'", "column 1"),
    ("to [add@@) it", "')'", "']'", "column 4"),
    ("add @@() it", "nothing", "'('", "')'"),
    ("add @@[] it", "nothing", "'['", "']'"),
    ("add @@( ) it", "nothing"),
    ("add @@[ ] it", "nothing"),
    ("add @@(|) it", "nothing"),
    ("add @@( | ) it", "nothing"),
    ("add @@[*2] it", "nothing"),
    ("add@@|put it", "'|'", "( )"),
    ("add @@*3 it", "weight", "end of an alternative", "\\*"),
    ("(add @@*3 it|put it)", "weight", "end of an alternative"),
    ("(add @@*3 {title}|put it)", "weight"),
    ("(add@@*0|put)", "'*0'", "above 0"),
    ("(add @@*-2|put)", "'*-2'", "above 0"),
    ("(add @@*|put)", "'*'", "above 0"),
    ("(add @@*two|put)", "'*two'", "above 0"),
    ("(add @@*nan|put)", "'*nan'", "above 0"),
    ("(add @@*inf|put)", "'*inf'", "number"),
    ("(add @@**3|put)", "weight"),
    ("(do it@@; go)", "';'", "|"),
    ("add @@{}", "'{}'", "slot"),
    ("add @@{Title}", "'{Title}'", "slot", "lower-case"),
    ("add @@{1st}", "'{1st}'", "slot"),
    ("add @@{title.}", "'{title.}'", "slot.form"),
    ("add @@{title.a.b}", "'{title.a.b}'", "slot.form"),
    ("add @@{two words}", "'{two words}'", "slot"),
    ("add @@{ti{tle}", "slot"),
    ("@@<> it", "'<>'", "rule"),
    ("@@<Start> it", "'<Start>'", "rule", "lower-case"),
    ("@@<two words> it", "'<two words>'", "rule"),
    ("@@", "empty"),
    ("@@   ", "empty"),
    ("add milk@@\\", "\\"),
]


@pytest.mark.parametrize("row", FAULTS, ids=lambda row: str(row[0]))
def test_a_fault_is_told_once_in_its_place_and_in_telling_words(row: tuple[str, ...]) -> None:
    marked, *words = row
    parsed = parse_sentence(marked.replace("@@", ""))
    assert [offset for offset, _ in parsed.faults] == [marked.index("@@")], parsed.faults
    assert [word for word in words if word not in parsed.faults[0][1]] == [], parsed.faults[0][1]


SEVERAL = [
    "add @@[] to @@{} by @@<>",
    "add@@| put it@@)",
    "(a @@*0|b @@*x) @@{A} c@@]",
    "a@@} b@@> c@@] d@@)",
    "@@() and (x@@] and @@[y",
    "(a@@; b@@; c)",
]


@pytest.mark.parametrize("marked", SEVERAL)
def test_all_faults_of_a_sentence_are_told(marked: str) -> None:
    first, *rest = marked.split("@@")
    places = [len(first)]
    for piece in rest[:-1]:
        places.append(places[-1] + len(piece))
    parsed = parse_sentence(first + "".join(rest))
    assert sorted(offset for offset, _ in parsed.faults) == places


RECOVERED = {
    "add) milk": "add milk",
    "add {} milk": "add milk",
    "(add|put) milk]": "put milk",
    "[please add": "please add",
    "(add *0|put) it": "add it",
    "add <Start> milk": "add milk",
}


@pytest.mark.parametrize(("written", "said"), RECOVERED.items())
def test_what_could_be_read_is_kept(written: str, said: str) -> None:
    assert said in set(list_texts(parse_sentence(written).pattern))
