"""For taskdata: e-mail addresses as a slot type, and a check that requests are short."""

import re
from collections.abc import Iterator
from datetime import date
from typing import Annotated

from pydantic import Field

from taskdata.extend import Chance, ClosedSlot, Finding, Keys, Pair

_ADDRESS = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")


class EmailKeys(Keys):
    """What a pack writes beside `type: email`."""

    people: Annotated[list[str], Field(min_length=1)]
    domains: Annotated[list[str], Field(min_length=1)] = ["example.com"]


class Email(ClosedSlot):
    """An e-mail address; its value is in lower case, however it is typed."""

    keys: EmailKeys

    def say(self, chance: Chance, form: str, day: date) -> tuple[str, str]:
        """One of the people at one of the domains."""
        words = f"{chance.pick(self.keys.people)}@{chance.pick(self.keys.domains)}"
        return words, words.lower()

    def hear(self, text: str, day: date) -> Iterator[tuple[int, int, str]]:
        """Every address, known or not."""
        return ((match.start(), match.end(), match[0].lower()) for match in _ADDRESS.finditer(text))


def max_words(pair: Pair, *, most: Annotated[int, Field(ge=1)] = 30) -> list[Finding]:
    """A request has no more than `most` words."""
    words = len(pair.input.split())
    return [Finding(f"the request has {words} words; at most {most} are allowed")] if words > most else []
