"""TRL, and what else of Hugging Face reads conversations: a list of messages."""

from collections.abc import Mapping
from typing import Any

from taskdata.deliver.formats.base import Dialogue, LineFormat
from taskdata.deliver.formats.names import ABOUT


class Messages(LineFormat):
    """A row is `messages`, with the example's `id` and `category`, which trainers leave aside."""

    about = ABOUT["messages"]

    def make_row(self, dialogue: Dialogue) -> Mapping[str, Any]:
        """System, user, assistant."""
        example = dialogue.example
        return {"messages": [*dialogue.prompt, dialogue.answer], "id": example.id, "category": example.category}


FORMAT = Messages
