"""What a guarded request gives: the output to act on, and how it was come by."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Attempt:
    """One answer of the model: its text, None where there was none, and what was wrong with it, each in a sentence.

    repaired: its object was taken out of a fence or the text around it, and used. `seconds` is how long it took.
    """

    text: str | None
    faults: tuple[str, ...]
    repaired: bool
    seconds: float


@dataclass(frozen=True, slots=True)
class Guarded:
    """What a request gives: an output of the pack's schema, always, and every answer of the model on the way to it.

    ok: the model said it. Where it is False, `output` is the pack's fallback. The output is the caller's own to change.
    """

    output: dict[str, Any]
    ok: bool
    attempts: tuple[Attempt, ...]
