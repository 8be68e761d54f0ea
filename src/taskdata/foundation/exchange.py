"""What is asked of a language model, and what comes back: frozen values, without any way to send them."""

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any

import orjson

from taskdata.foundation.records import dump_canonical

_PIECE = re.compile(r"_?[A-Za-z]{1,9}|[^\W\d_]{1,2}|\d{1,3}|[^\w\s]{1,3}|_+|\n")
"""About what a tokenizer makes a token of: on the prompts, requests and labels of two packs in English, within 3% of
the true counts of the encodings o200k_base and cl100k_base. The answers then tell the true count."""
TOKENS_A_MESSAGE = 4
"""What marks where a message begins and ends, and whose it is."""


@dataclass(frozen=True)
class Ask:
    """One question: messages to a model, and the flat object of texts that is the answer.

    `fields` are the keys of that object; without any, the answer is JSON as the messages describe it.
    """

    model: str
    messages: tuple[Mapping[str, str], ...]
    fields: tuple[str, ...]
    prompt: str
    """The prompt with its version, as it stands in the provenance."""
    max_tokens: int
    """The longest answer that is asked for."""
    is_free: bool = False
    """Whether the answer is taken as the model gives it, without a word to the server about its form."""
    temperature: float | None = None
    """None for the server's own."""

    @cached_property
    def canonical(self) -> bytes:
        """The question as canonical JSON: all that the answer depends on, and nothing of how it is sent."""
        question: dict[str, Any] = {
            "model": self.model,
            "messages": [dict(message) for message in self.messages],
            "fields": list(self.fields),
            "prompt": self.prompt,
            "max_tokens": self.max_tokens,
        }
        if self.is_free:
            question["is_free"] = True
        if self.temperature is not None:
            question["temperature"] = self.temperature
        return dump_canonical(question)

    @cached_property
    def key(self) -> str:
        """32 hex digits of the SHA-256 of the canonical question."""
        return hashlib.sha256(self.canonical).hexdigest()[:32]

    @property
    def schema(self) -> dict[str, Any] | None:
        """The JSON Schema of the answer: every key required, nothing beside; as strict servers take it."""
        if not self.fields:
            return None
        return {
            "type": "object",
            "properties": {name: {"type": "string"} for name in self.fields},
            "required": list(self.fields),
            "additionalProperties": False,
        }

    def estimate_tokens(self) -> int:
        """About how many tokens the question has."""
        return sum(estimate_tokens(message["content"]) + TOKENS_A_MESSAGE for message in self.messages)


@dataclass(frozen=True, slots=True)
class Answer:
    """What a model answered; the tokens are None where the server does not count them."""

    text: str | None
    refusal: str | None = None
    is_cut: bool = False
    tokens_in: int | None = None
    tokens_out: int | None = None
    seconds: float = 0.0
    from_store: bool = False


@lru_cache(maxsize=4096)
def estimate_tokens(text: str) -> int:
    """About how many tokens a text has."""
    return len(_PIECE.findall(text))


class UnreadableAnswerError(Exception):
    """What came is no answer of a chat model at all."""


def read_answer(raw: bytes, *, seconds: float = 0.0, from_store: bool = False) -> Answer:
    """The answer in the body of a chat completion. Raises UnreadableAnswerError where it is none."""
    try:
        body = orjson.loads(raw)
        choices, usage = body["choices"], body.get("usage") or {}
    except (orjson.JSONDecodeError, KeyError, TypeError, AttributeError) as error:
        raise UnreadableAnswerError("the answer is no chat completion") from error
    first = choices[0] if isinstance(choices, Sequence) and choices and isinstance(choices[0], Mapping) else {}
    message = first.get("message")
    message = message if isinstance(message, Mapping) else {}
    return Answer(
        text=_read_text(message.get("content")),
        refusal=_read_text(message.get("refusal")),
        is_cut=first.get("finish_reason") == "length",
        tokens_in=_read_count(usage, "prompt_tokens"),
        tokens_out=_read_count(usage, "completion_tokens"),
        seconds=seconds,
        from_store=from_store,
    )


def _read_text(value: Any) -> str | None:
    return value if isinstance(value, str) and value.strip() else None


def _read_count(usage: Any, key: str) -> int | None:
    value = usage.get(key) if isinstance(usage, Mapping) else None
    return value if isinstance(value, int) and value >= 0 else None
