"""Conventions on text, each worked out by hand."""

import pytest

from taskdata.foundation.pattern import squeeze_spaces, tidy_spaces
from taskdata.foundation.text import capitalise_each, capitalise_first, fold, strip_outer


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Add milk", "add milk"),
        ("  ADD,  milk!! ", "add milk"),
        ("don't stop", "dont stop"),
        ("don’t stop", "dont stop"),
        ("re-open #5", "re open 5"),
        ('"Call Sam."', "call sam"),
        ("Straße", "strasse"),
        ("ÉLAN", "élan"),
        ("9:30pm", "9 30pm"),
        ("日本語。", "日本語"),
        ("!!!", "!!!"),
        (" ?? ", "??"),
        ("", ""),
    ],
)
def test_fold(text: str, folded: str) -> None:
    assert fold(text) == folded
    assert fold(folded) == folded


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("milk", "Milk"),
        ("review the Q4 budget", "Review the Q4 budget"),
        ("call client re contract issues", "Call client re contract issues"),
        ("iPhone setup", "iPhone setup"),
        ("eBay", "eBay"),
        ("macOS update", "macOS update"),
        ("setup iPhone", "Setup iPhone"),
        ("NDA for Sam", "NDA for Sam"),
        ("x-ray", "X-ray"),
        ("élan", "Élan"),
        ("3d print", "3d print"),
        ("a", "A"),
        ("", ""),
    ],
)
def test_capitalise_first(text: str, expected: str) -> None:
    assert capitalise_first(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("sam", "Sam"),
        ("mary ann", "Mary Ann"),
        ("McDonald", "McDonald"),
        ("SAM", "SAM"),
        ("o'neil", "O'neil"),
        ("josé maría", "José María"),
        ("", ""),
    ],
)
def test_capitalise_each(text: str, expected: str) -> None:
    assert capitalise_each(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('"milk"', "milk"),
        ("“milk”.", "milk"),
        (" 'milk', ", "milk"),
        ("(milk)", "milk"),
        ("Sam's milk", "Sam's milk"),
        ("9:30", "9:30"),
        ("#5", "#5"),
        ("?!", ""),
    ],
)
def test_strip_outer(text: str, expected: str) -> None:
    assert strip_outer(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("add  a   task", "add a task"),
        (" add\ttask\n", "add task"),
        ("done !", "done!"),
        ("well , yes ; no : maybe ?", "well, yes; no: maybe?"),
        ("version .5", "version .5"),
        ("wait ...", "wait..."),
        ("9:30 pm", "9:30 pm"),
        ("", ""),
    ],
)
def test_tidy_spaces(text: str, expected: str) -> None:
    assert tidy_spaces(text) == expected
    assert tidy_spaces(expected) == expected


@pytest.mark.parametrize(
    ("text", "expected"), [("  to ", " to "), (" ,  please", ", please"), (" ", " "), ("due \n by", "due by")]
)
def test_squeeze_spaces(text: str, expected: str) -> None:
    assert squeeze_spaces(text) == expected
