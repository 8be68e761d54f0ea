"""TRL's conversational prompts with completions: the chat template applies, and the completion alone is learnt."""

from collections.abc import Mapping
from typing import Any

from taskdata.deliver.formats.base import Dialogue, LineFormat
from taskdata.deliver.formats.names import ABOUT


class PromptCompletion(LineFormat):
    """A row is `prompt` and `completion`, lists of messages, with the example's `id` and `category`."""

    about = ABOUT["prompt-completion"]

    def make_row(self, dialogue: Dialogue) -> Mapping[str, Any]:
        """The answer is the one message of the completion."""
        example = dialogue.example
        row = {"prompt": dialogue.prompt, "completion": [dialogue.answer]}
        return {**row, "id": example.id, "category": example.category}


FORMAT = PromptCompletion
