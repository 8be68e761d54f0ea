"""Examples as dialogues: what a model reads before it answers, and the answer."""

import orjson

from taskdata.deliver.formats.base import Dialogue
from taskdata.foundation.pack import Pack
from taskdata.foundation.records import Example
from taskdata.serving.system_prompt import SystemPrompt, mark_day


class DialogueMaker:
    """Makes dialogues with the system prompt of a pack, or without one.

    `calls`: the answers will be calls of functions, for which a pack may have a prompt of its own.
    """

    def __init__(self, pack: Pack, *, has_system: bool, calls: bool = False) -> None:
        self._prompt = SystemPrompt(pack, calls=calls) if has_system else None

    def make(self, example: Example) -> Dialogue:
        """The dialogue; where no system prompt tells the date, it stands before the request, with its weekday."""
        day, label = example.reference_date, _write_label(example)
        if self._prompt is None:
            return Dialogue(example, None, f"{mark_day(day)}{example.input}", label)
        return Dialogue(example, self._prompt.fill(day), self._prompt.write_request(example.input, day), label)


def make_bare(example: Example) -> Dialogue:
    """The dialogue for a format that has the date in a column: no system prompt, and the bare request."""
    return Dialogue(example, None, example.input, _write_label(example))


def _write_label(example: Example) -> str:
    return orjson.dumps(example.output).decode()
