"""The system prompt of a pack: the same in training, in evaluation and in production."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Protocol

from taskdata.foundation.prompts import DAY_HOLES, HOLE, fill
from taskdata.foundation.usecase import UseCase
from taskdata.serving.brief import write_brief


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
    """The system prompt with all filled in but the day."""

    def __init__(self, pack: Specified) -> None:
        usecase = pack.usecase
        values = {
            "domain": usecase.domain,
            "persona": usecase.persona.about,
            "schema": write_brief(pack.schema, usecase.discriminator),
        }
        self._text = fill(usecase.persona.system_prompt, values)
        holes = {hole[1] for hole in HOLE.finditer(usecase.persona.system_prompt)}
        self.tells_day = bool(holes & DAY_HOLES)
        """Whether the model reads in it which day it is."""

    def fill(self, day: date | None) -> str:
        """The prompt for a request that was said on a day; without one, its holes stay."""
        return fill(self._text, {"reference_date": day.isoformat(), "weekday": f"{day:%A}"} if day else {})
