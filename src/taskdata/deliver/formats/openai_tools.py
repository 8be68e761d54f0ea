"""OpenAI's fine-tuning with tools: each action is a function, and the answer a call of it."""

import re
from collections.abc import Mapping
from typing import Any

import orjson

from taskdata.deliver.formats.base import Dialogue, Domain, LineFormat
from taskdata.deliver.formats.names import ABOUT
from taskdata.deliver.formats.openai_chat import LIMITS
from taskdata.foundation.branches import read_choice
from taskdata.foundation.errors import InputError
from taskdata.foundation.exchange import estimate_tokens

_NAME = re.compile(r"[a-zA-Z0-9_-]{1,64}")


class OpenAITools(LineFormat):
    """A row is `messages`, whose last one calls a function, and `tools`, the functions of the whole pack.

    Raises InputError where the pack has an action whose name OpenAI does not take for a function.
    """

    about = ABOUT["openai-tools"]
    calls_functions = True
    limits = LIMITS

    def __init__(self, domain: Domain) -> None:
        super().__init__(domain)
        _check_names(domain.functions)
        self._tools = [{"type": "function", "function": function} for function in domain.functions.values()]
        self._tokens = estimate_tokens(orjson.dumps(self._tools).decode())

    def make_row(self, dialogue: Dialogue) -> Mapping[str, Any]:
        """The call has the output without the field that chooses the function."""
        output = dialogue.example.output
        function = self.domain.functions[read_choice(output, self.domain.discriminator) or ""]
        given = {key: value for key, value in output.items() if key != self.domain.discriminator}
        call = {
            "id": f"call_{dialogue.example.id}",
            "type": "function",
            "function": {"name": function["name"], "arguments": orjson.dumps(given).decode()},
        }
        messages = [*dialogue.prompt, {"role": "assistant", "tool_calls": [call]}]
        return {"messages": messages, "tools": self._tools, "parallel_tool_calls": False}

    def find_fault(self, dialogue: Dialogue) -> str | None:
        """An output that belongs to no function of the pack."""
        field = self.domain.discriminator
        if read_choice(dialogue.example.output, field) in self.domain.functions:
            return None
        return f"$.{field}: chooses no action of the pack's schema; `taskdata verify` tells what is wrong"

    def estimate_tokens(self, dialogue: Dialogue) -> int:
        """Those of the functions count, since each example has them."""
        return dialogue.estimate_tokens() + self._tokens


def _check_names(functions: Mapping[str, Mapping[str, Any]]) -> None:
    names = [str(function["name"]) for function in functions.values()]
    wrong = [f"'{name}'" for name in names if not _NAME.fullmatch(name)]
    if wrong:
        told = "OpenAI's names of functions have letters, digits, _ and -, 64 at most"
        raise InputError(f"{', '.join(wrong)} cannot be called: {told}; rename it in the pack's schema")
    if not names:
        raise InputError("the pack's schema has no branch that could be a function; use another format")


FORMAT = OpenAITools
