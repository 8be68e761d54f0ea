"""ShareGPT's format: a conversation whose turns say who they are from."""

from collections.abc import Mapping
from typing import Any

from taskdata.deliver.formats.base import Dialogue, LineFormat
from taskdata.deliver.formats.names import ABOUT

_FROM = {"system": "system", "user": "human", "assistant": "gpt"}


class ShareGPT(LineFormat):
    """A row is `conversations`, with the example's `id`."""

    about = ABOUT["sharegpt"]

    def make_row(self, dialogue: Dialogue) -> Mapping[str, Any]:
        """The turns of system, human and gpt."""
        turns = [
            {"from": _FROM[message["role"]], "value": message["content"]}
            for message in (*dialogue.prompt, dialogue.answer)
        ]
        return {"id": dialogue.example.id, "conversations": turns}


FORMAT = ShareGPT
