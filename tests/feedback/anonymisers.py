"""Anonymisers for tests, and what they make of a text."""

from collections.abc import Collection, Mapping
from functools import cache
from pathlib import Path

import yaml

from taskdata.feedback.anonymise import Anonymiser
from taskdata.foundation.records import Json
from taskdata.foundation.usecase import Privacy

SECRET = b"0123456789abcdef0123456789abcdef"
SLOTS = Path(__file__).parents[2] / "templates" / "slots.yaml"
WORDS = (
    "report",
    "plumber",
    "lease",
    "leak",
    "budget",
    "clean",
    "add",
    "call",
    "kitchen",
    "pay",
    "bill",
    "will",
    "mark",
)


@cache
def heard() -> tuple[str, ...]:
    """The names that the built-in pack hears beside those of faker."""
    names: tuple[str, ...] = tuple(yaml.safe_load(SLOTS.read_text("utf-8"))["slots"]["person"]["heard"])
    return names


def make(secret: bytes = SECRET, hidden: Collection[str] = (), **privacy: list[str]) -> Anonymiser:
    """An anonymiser of a secret and what a use case says of privacy."""
    return Anonymiser(secret, Privacy(**privacy), heard(), WORDS, hidden)


@cache
def usual() -> Anonymiser:
    """The one that most tests use."""
    return make()


def after(text: str, anonymiser: Anonymiser | None = None) -> str:
    """What becomes of a request."""
    line = (anonymiser or usual()).anonymise({"input": text}).line["input"]
    assert isinstance(line, str)
    return line


def kinds(line: Mapping[str, Json] | str) -> dict[str, int]:
    """What is replaced in a line, or in a request."""
    return dict(usual().anonymise({"input": line} if isinstance(line, str) else line).replaced)
