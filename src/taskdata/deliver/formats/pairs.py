"""Bare pairs of a request and its label."""

from collections.abc import Mapping
from typing import Any

from taskdata.deliver.formats.base import Dialogue, LineFormat
from taskdata.deliver.formats.names import ABOUT


class Pairs(LineFormat):
    """A row is `input`, `reference_date` and `output`, an object; `taskdata verify` reads these keys and no others."""

    about = ABOUT["pairs"]
    is_dialogue = False

    def make_row(self, dialogue: Dialogue) -> Mapping[str, Any]:
        """What stands in the record."""
        example = dialogue.example
        return {"input": example.input, "reference_date": dialogue.reference_date, "output": example.output}


FORMAT = Pairs
