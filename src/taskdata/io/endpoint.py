"""The door to a language model: one question, one raw answer, and errors that say whether to try again."""

import asyncio
import os
import time
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from functools import cached_property
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import orjson

from taskdata.foundation.errors import InputError
from taskdata.foundation.exchange import Ask

if TYPE_CHECKING:
    from openai import APIStatusError, AsyncOpenAI

KEY, ADDRESS = "OPENAI_API_KEY", "OPENAI_BASE_URL"
DEFAULT_ADDRESS = "https://api.openai.com/v1"
_NO_KEY = "none"
"""What local servers get, which ask for no key."""
_LONGEST_MESSAGE = 300


class EndpointError(InputError):
    """The endpoint cannot be used at all, or no longer: no address, no such model, a key that is refused."""


class BusyError(Exception):
    """The server asks to slow down; `seconds` is how long it says to wait, if it says."""

    def __init__(self, message: str, seconds: float | None) -> None:
        self.seconds = seconds
        super().__init__(message)


class FlakyError(Exception):
    """Something went wrong that may go right the next time."""


class OtherWayError(Exception):
    """The server may not know the way in which it was asked, and is to be asked in another."""


class RefusedError(Exception):
    """The server does not take this question, and will not take it again."""


@dataclass(frozen=True)
class Address:
    """Where questions go, with the key that is sent there; the key is never shown."""

    url: str
    key: str
    source: str = ADDRESS
    """Where it was named, for messages."""

    @property
    def host(self) -> str:
        """The host alone, for messages."""
        return urlsplit(self.url).netloc.rpartition("@")[2] or self.url

    def hide_key(self, text: str) -> str:
        """The text without the key, should a server or the client have put it there."""
        return text.replace(self.key, "***") if self.key != _NO_KEY else text

    def __repr__(self) -> str:
        return f"Address({self.host!r})"


def is_address_named() -> bool:
    """Whether the environment names an endpoint."""
    return any(os.environ.get(name, "").strip() for name in (ADDRESS, KEY))


def find_address(named: str | None = None) -> Address:
    """The endpoint that is named: as given, by OPENAI_BASE_URL, or by a key alone, which means OpenAI's own.

    Raises EndpointError where none is named: nothing is sent anywhere by itself.
    """
    url, key = (os.environ.get(name, "").strip() for name in (ADDRESS, KEY))
    url, source = (named.strip(), "--base-url") if named is not None else (url, ADDRESS)
    if not (key.isascii() and key.isprintable()):
        raise EndpointError(f"{KEY} holds signs that no key has; set it anew")
    if not url and not key:
        raise EndpointError(
            f"no endpoint is named, and nothing is sent to one by itself: set {ADDRESS} to the address of a local or "
            f"other server (such as http://127.0.0.1:8000/v1), or {KEY} to use OpenAI's"
        )
    parts = urlsplit(url or DEFAULT_ADDRESS)
    if parts.scheme not in ("http", "https") or not parts.netloc:
        raise EndpointError(f"{source} is no address of an endpoint; write it as http://127.0.0.1:8000/v1")
    return Address(url or DEFAULT_ADDRESS, key or _NO_KEY, source)


class Endpoint:
    """Asks one server through the `openai` client; it must be used within one event loop.

    Servers differ in how they can be told to answer in JSON: by schema, as an object, or not at all. The first way
    that a server takes is kept.
    """

    def __init__(self, address: Address, timeout: float) -> None:
        self.address = address
        self._timeout = timeout
        self._format = 0
        self._format_is_sure = False
        self._length_key = "max_tokens"
        self._takes_temperature = True

    @cached_property
    def client(self) -> "AsyncOpenAI":
        """The client; it takes half a second to load, so only where something is sent."""
        from openai import AsyncOpenAI

        return AsyncOpenAI(
            api_key=self.address.key, base_url=self.address.url, max_retries=0, timeout=self._timeout
        )  # fmt: skip

    def load(self) -> None:
        """Load the client, so that the first question does not take the time for it."""
        _ = self.client

    async def close(self) -> None:
        """Let go of the connections."""
        if "client" in self.__dict__:
            await self.client.close()

    async def ask(self, ask: Ask, failures: int = 0) -> bytes:
        """The body of the server's answer as it came, without the key should it be in there.

        `failures` is how often this question has failed before: a server may fail once for any reason.

        Raises OtherWayError where it is to be asked at once again, BusyError, FlakyError, RefusedError for this
        question, EndpointError for all.
        """
        level = self._format
        try:
            request = build_request(ask, level, self._length_key)
            if not self._takes_temperature:
                request.pop("temperature", None)
            raw = await self._send(request)
        except _FormatError as error:
            self._step_down(level, error, ask, failures)
            raise OtherWayError(str(error)) from error
        self._format_is_sure = self._format_is_sure or level == self._format
        return raw

    def _step_down(self, level: int, error: "_FormatError", ask: Ask, failures: int) -> None:
        """Ask in the next simpler way from now on. Raises what is meant where that cannot be what was wrong."""
        if error.is_length:
            self._length_key = "max_completion_tokens"
            return
        if error.is_temperature:
            self._takes_temperature = False
            return
        is_chance = isinstance(error.meant, FlakyError) and not failures
        if is_chance or self._format_is_sure or level + 1 >= _FORMATS or not ask.fields:
            raise error.meant
        self._format = max(self._format, level + 1)

    async def _send(self, request: Mapping[str, Any]) -> bytes:
        import openai

        try:
            async with asyncio.timeout(self._timeout):
                response = await self.client.chat.completions.with_raw_response.create(**request)
                return self._hide(response.content)
        except TimeoutError as error:
            raise FlakyError(f"no whole answer within {self._timeout:g} s") from error
        except openai.APITimeoutError as error:
            raise FlakyError(f"no answer within {self._timeout:g} s") from error
        except openai.APIConnectionError as error:
            told = self.address.hide_key(_explain(error))
            raise FlakyError(f"the connection to {self.address.host} failed ({told})") from error
        except openai.APIStatusError as error:
            raise self._translate(error, request) from error

    def _hide(self, raw: bytes) -> bytes:
        key = self.address.key
        return raw.replace(key.encode(), b"***") if key != _NO_KEY else raw

    def _translate(self, error: "APIStatusError", request: Mapping[str, Any]) -> Exception:
        status, message = error.status_code, self.address.hide_key(_read_message(error))[:_LONGEST_MESSAGE]
        told = f"{self.address.host} answered {status}: {message}"
        if status == 429:
            if error.code == "insufficient_quota":
                return EndpointError(f"{told}; see what is left on the account")
            return BusyError(told, _read_wait(error.response.headers))
        if status in (401, 403):
            return EndpointError(f"{told}; see that {KEY} holds a key that may use this model")
        if status == 404:
            return EndpointError(f"{told}; see that --model and {self.address.source} are right")
        if status in (408, 409):
            return FlakyError(told)
        if status == 503 and (seconds := _read_wait(error.response.headers)) is not None:
            return BusyError(told, seconds)
        named = {key for key in ("max_tokens", "temperature") if status == 400 and key in message and key in request}
        meant = FlakyError(told) if status >= 500 else RefusedError(told)
        return _FormatError(meant, is_length="max_tokens" in named, is_temperature="temperature" in named)


class _FormatError(Exception):
    """What may have come from how the answer was asked for; `meant` is what it is if not."""

    def __init__(self, meant: Exception, *, is_length: bool, is_temperature: bool) -> None:
        self.meant, self.is_length, self.is_temperature = meant, is_length, is_temperature
        super().__init__(str(meant))


_FORMATS = 3
"""By schema, as an object, in words alone."""


def build_request(ask: Ask, level: int = 0, length_key: str = "max_tokens") -> dict[str, Any]:
    """The body of the request that asks in one of the ways: 0 by schema, 1 as an object, 2 in words alone."""
    messages = [dict(message) for message in ask.messages]
    request: dict[str, Any] = {"model": ask.model, "messages": messages, length_key: ask.max_tokens}
    if ask.temperature is not None:
        request["temperature"] = ask.temperature
    if ask.is_free:
        return request
    schema = ask.schema
    if schema is None:
        return request | ({"response_format": {"type": "json_object"}} if level < 2 else {})
    if level == 0:
        form = {"name": "answer", "strict": True, "schema": schema}
        return request | {"response_format": {"type": "json_schema", "json_schema": form}}
    told = f"Answer with one JSON object and nothing else, of this JSON Schema: {orjson.dumps(schema).decode()}"
    messages[-1]["content"] += f"\n\n{told}"
    return request | ({"response_format": {"type": "json_object", "schema": schema}} if level == 1 else {})


def _read_message(error: "APIStatusError") -> str:
    body = error.body
    message = body.get("message") if isinstance(body, Mapping) else None
    return str(message or error.message).replace("\n", " ")


def _read_wait(headers: Mapping[str, str]) -> float | None:
    """The seconds of Retry-After, which may be a date, or of its form in milliseconds."""
    for name, unit in (("retry-after-ms", 1000), ("retry-after", 1)):
        with suppress(KeyError, ValueError):
            return max(0.0, float(headers[name]) / unit)
    with suppress(KeyError, ValueError):
        return max(0.0, parsedate_to_datetime(headers["retry-after"]).timestamp() - time.time())
    return None


def _explain(error: Exception) -> str:
    cause = error.__cause__
    return str(cause) if cause and str(cause) else type(cause or error).__name__
