"""For taskdata: e-mail addresses as a slot type, a check that requests are short, and a format of three columns."""

import re
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Annotated

from pydantic import Field

from taskdata.extend import Chance, ClosedSlot, Dialogue, Finding, Format, Keys, Pair

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


class Tsv(Format):
    """A line has the day, the request and the label, with tabs between them."""

    about = "the day, what is said, and the label as JSON, with tabs between them"
    suffix = ".tsv"
    is_dialogue = False

    def write(self, dialogues: Iterable[Dialogue]) -> Iterator[bytes]:
        """Tabs and line ends in a request become blanks; in JSON there are none."""
        for dialogue in dialogues:
            said = re.sub(r"[\t\r\n]", " ", dialogue.user)
            yield f"{dialogue.reference_date}\t{said}\t{dialogue.assistant}\n".encode()
