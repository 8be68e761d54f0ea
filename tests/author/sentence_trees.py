"""Random sentence patterns as trees of our own, with what they are written as and what they say.

Nothing of the parser is used here: the spelling and the saying of a tree are this file's own.
"""

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass

from hypothesis import strategies as st

MARKS = ",.!?;:"
SPECIAL = "()[]{}<>|*\\"


@dataclass(frozen=True)
class Words:
    text: str


@dataclass(frozen=True)
class SlotHole:
    name: str
    form: str | None


@dataclass(frozen=True)
class Row:
    parts: tuple["Tree", ...]


@dataclass(frozen=True)
class OneOf:
    options: tuple["Tree", ...]
    weights: tuple[float | None, ...]
    optional: bool


Tree = Words | SlotHole | Row | OneOf


find_blank_before_weight = re.compile(r"\s\*").search
"""It parts the words from the weight and is not said: what that makes of words is worked out by hand elsewhere."""


def write(tree: Tree) -> str:
    """The tree in the notation."""
    match tree:
        case Words(text):
            return "".join(f"\\{letter}" if letter in SPECIAL else letter for letter in text)
        case SlotHole(name, form):
            return "{" + name + (f".{form}" if form else "") + "}"
        case Row(parts):
            return "".join(map(write, parts))
        case OneOf(options, weights, optional):
            inside = "|".join(map(_write_option, options, weights))
            return f"[{inside}]" if optional else f"({inside})"


def _write_option(option: Tree, weight: float | None) -> str:
    return write(option) if weight is None else f"{write(option)}*{weight:g}"


def say_all(tree: Tree) -> set[str]:
    """Every sentence of the tree, spaces put right."""
    return {put_spaces_right(text) for text in _say(tree)}


def _say(tree: Tree) -> Iterator[str]:
    match tree:
        case Words(text):
            yield text
        case SlotHole(name):
            yield "{" + name + "}"
        case Row(parts):
            for said in itertools.product(*(list(_say(part)) for part in parts)):
                yield "".join(said)
        case OneOf(options, _, optional):
            for option in options:
                yield from _say(option)
            if optional:
                yield ""


def put_spaces_right(text: str) -> str:
    """One blank for many, none outside, none before a mark: letter by letter, as the page on templates says it."""
    said = ""
    for word in text.split():
        said += word if not said or word[0] in MARKS else f" {word}"
    return said


def _fits(tree: Tree) -> bool:
    """Whether it says something everywhere and has no blank before a dot that leads a word (".5", ".env")."""
    few = len(list(_say(tree))) <= 200
    return (
        few and not any(re.search(r"\s\.\w", text) for text in _say(tree)) and not find_blank_before_weight(write(tree))
    )


def _optional(options: list[Tree], optional: bool, weights: list[float | None]) -> OneOf:
    return OneOf(tuple(options), tuple(weights[: len(options)]), optional)


def draw_trees(letters: str, *, weights: bool, forms: bool) -> st.SearchStrategy[Tree]:
    """Trees over words of these letters, none of whose alternatives is blank."""
    words = st.text(letters, min_size=1, max_size=8).filter(str.strip).map(Words)
    form = st.sampled_from([None, "verb", "noun"]) if forms else st.none()
    holes = st.builds(SlotHole, st.sampled_from(["title", "due", "a1_b"]), form)
    weight = st.sampled_from([None, 3.0, 0.5, 1.0]) if weights else st.none()

    def grow(inner: st.SearchStrategy[Tree]) -> st.SearchStrategy[Tree]:
        rows = st.lists(inner, min_size=2, max_size=4).map(lambda parts: Row(tuple(parts)))
        options = st.lists(inner, min_size=1, max_size=3)
        chances = st.lists(weight, min_size=3, max_size=3)
        return rows | st.builds(_optional, options, st.booleans(), chances)

    leaves: st.SearchStrategy[Tree] = words | holes
    return st.recursive(leaves, grow, max_leaves=10).filter(_fits)
