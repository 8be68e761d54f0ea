"""OpenAI's fine-tuning: messages, the answer as JSON text.

Its limits are those that OpenAI publishes: ten examples at least and 65,536 tokens an example, by the guide to
supervised fine-tuning (developers.openai.com/api/docs/guides/supervised-fine-tuning), where longer ones are cut off at
their end, which is the answer; 512 MB a file, by the reference of the Files API. Rows have no further keys, because the
upload refuses what it does not know.
"""

from collections.abc import Mapping
from typing import Any

from taskdata.deliver.formats.base import Dialogue, Limits, LineFormat
from taskdata.deliver.formats.names import ABOUT

LIMITS = Limits("OpenAI's guide to fine-tuning", least_examples=10, most_tokens=65_536, most_bytes=512 * 1024 * 1024)


class OpenAIChat(LineFormat):
    """A row is `messages`: system, user, assistant."""

    about = ABOUT["openai-chat"]
    limits = LIMITS

    def make_row(self, dialogue: Dialogue) -> Mapping[str, Any]:
        """The messages alone."""
        return {"messages": [*dialogue.prompt, dialogue.answer]}


FORMAT = OpenAIChat
