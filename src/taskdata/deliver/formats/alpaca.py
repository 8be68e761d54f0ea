"""Alpaca's format: instruction, input, output."""

from collections.abc import Mapping
from typing import Any

from taskdata.deliver.formats.base import Dialogue, LineFormat
from taskdata.deliver.formats.names import ABOUT


class Alpaca(LineFormat):
    """The system prompt is the `instruction` and the request its `input`; without one, the request is the instruction.

    Beside them stands the example's `id`.
    """

    about = ABOUT["alpaca"]

    def make_row(self, dialogue: Dialogue) -> Mapping[str, Any]:
        """All of it is text; the output is JSON."""
        asked = (dialogue.user, "") if dialogue.system is None else (dialogue.system, dialogue.user)
        return {
            "instruction": asked[0],
            "input": asked[1],
            "output": dialogue.assistant,
            "id": dialogue.example.id,
        }


FORMAT = Alpaca
