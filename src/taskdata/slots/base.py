"""What every slot type can do."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple, Protocol

from taskdata.foundation.chance import Chance
from taskdata.slots.book import Look

NO_SUCH_DAY = "no such day"
"""The value of a day that does not exist ("Feb 30")."""


@dataclass(frozen=True, slots=True)
class Said:
    """A drawn value: its words, what they stand for, and the kind of wording, for the reports."""

    words: str
    value: Any
    kind: str


class Mention(NamedTuple):
    """A value heard in a text; offsets in code points, those of `lead` framing at its front included."""

    slot: str
    start: int
    end: int
    value: Any
    lead: int = 0


class Slot(Protocol):
    """A slot of one type.

    A closed slot can be heard in any text. An open one (a title, a name) can only be located:
    found in a text by somebody who knows its value.
    """

    name: str
    hears_as: str
    """The name that all slots share which hear the same: this one's own, another's, or that of what they hear."""
    is_open: bool
    keeps_typing: bool
    """Whether a slip inside the words is copied into the value, and so does no harm."""

    price: float
    """What each of its words counts in readings of a request where nobody knows the value: less where it is certain."""
    is_apart: bool
    """Whether a mention is one wherever it stands: "overdue books" need not be overdue, "tomorrow books" are."""

    def needs_day(self, part: str | None) -> bool:
        """Whether the value, or this part of it, depends on the reference date."""
        ...

    def forms(self) -> Collection[str]:
        """The forms in which it can be said."""
        ...

    def say(self, chance: Chance, form: str | None, day: date) -> Said | None:
        """Draw a value; None where this form says nothing on this day."""
        ...

    def read(self, words: str, value: Any, day: date) -> Any:
        """The value of the words as they were typed in the end."""
        ...

    def hear(self, text: str, day: date) -> list[Mention]:
        """All mentions in the text, from left to right, none overlapping; [] for an open slot."""
        ...

    def may_hear(self, look: Look) -> bool:
        """Whether it is worth while to listen: False is certain, True is not."""
        ...

    def overhear(self, text: str, day: date) -> list[Mention]:
        """Everything that could be a mention, also inside of a longer one."""
        ...

    def locate(self, value: Any, text: str) -> list[tuple[int, int]]:
        """Where the value of an open slot stands in the text; [] for a closed one."""
        ...

    def widen(self, text: str, start: int, end: int) -> list[tuple[int, int]]:
        """The stretches that have the same value as this one: itself, and with words that only frame it."""
        ...

    def propose(self, words: str) -> Any:
        """The value that these words would have in an open slot, None where they cannot be one."""
        ...
