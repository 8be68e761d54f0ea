"""The system prompt of a pack: the same in training, in evaluation and in production."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Protocol

from taskdata.foundation.prompts import DATE_HOLE, DAY_HOLES, HOLE, fill
from taskdata.foundation.usecase import UseCase
from taskdata.serving.brief import write_brief


def mark_day(day: date) -> str:
    """What stands before a request where no system prompt tells the day on which it was said."""
    return f"[{day.isoformat()}, {day:%A}] "


class Specified(Protocol):
    """A pack, or as much of it as says what a model answers."""

    @property
    def usecase(self) -> UseCase:
        """Its use case."""
        ...

    @property
    def schema(self) -> Mapping[str, Any]:
        """The JSON Schema of the answers."""
        ...


class SystemPrompt:
    """The system prompt with all filled in but the day.

    `calls`: an answer is the call of a function and no JSON text, for which a pack may have a prompt of its own.
    """

    def __init__(self, pack: Specified, *, calls: bool = False) -> None:
        usecase = pack.usecase
        template = (calls and usecase.persona.tools_prompt) or usecase.persona.system_prompt
        values = {
            "domain": usecase.domain,
            "persona": usecase.persona.about,
            "schema": write_brief(pack.schema, usecase.discriminator),
        }
        self._text = fill(template, values)
        holes = {hole[1] for hole in HOLE.finditer(template)}
        self.tells_day = bool(holes & DAY_HOLES)
        """Whether something in it hangs on the day."""
        self.tells_date = DATE_HOLE in holes
        """Whether the model reads in it which day it is."""

    def fill(self, day: date | None) -> str:
        """The prompt for a request that was said on a day; without one, its holes stay."""
        return fill(self._text, {"reference_date": day.isoformat(), "weekday": f"{day:%A}"} if day else {})

    def write_request(self, request: str, day: date | None) -> str:
        """The request as the model reads it: with the day before it, where the prompt does not tell which it is."""
        return request if self.tells_date or day is None else f"{mark_day(day)}{request}"
