"""Questions handed in as batches, which servers answer within a day at a lower price."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import orjson

from taskdata.foundation.errors import InputError
from taskdata.foundation.exchange import Ask, UnreadableAnswerError, read_answer
from taskdata.io.answers import AnswerStore, Batch
from taskdata.io.asking import find_answer
from taskdata.io.endpoint import Address, build_request

if TYPE_CHECKING:
    from openai import OpenAI
    from openai.types import Batch as OpenAIBatch

_MOST_REQUESTS = 50_000
"""OpenAI's limit on the requests of one batch."""
_PATH: Final = "/v1/chat/completions"
_WINDOW: Final = "24h"
_UNDER_WAY = ("validating", "in_progress", "finalizing", "cancelling")
PRICE_SHARE = 0.5
"""What an answer costs in a batch, as a share of its usual price, by OpenAI's price list."""


class Collected(NamedTuple):
    """What came of batches: answers with their tokens, questions that failed, and the batches still under way."""

    answers: int
    failed: int
    tokens_in: int
    tokens_out: int
    left: list[Batch]


class BatchDesk:
    """Hands batches in, asks how they are, and takes their answers; which are there stands in the store."""

    def __init__(self, address: Address, store: AnswerStore, timeout: float) -> None:
        self._address, self._store, self._timeout = address, store, timeout

    @contextmanager
    def _open(self) -> Iterator["OpenAI"]:
        """The client; its errors are told as InputError, without the key."""
        import openai

        try:
            with openai.OpenAI(
                api_key=self._address.key, base_url=self._address.url, timeout=self._timeout
            ) as client:  # fmt: skip
                yield client
        except openai.APIError as error:
            told = self._address.hide_key(str(error))
            raise InputError(f"{self._address.host}: the batch cannot be handled ({told})") from error

    def submit(self, asks: Sequence[Ask]) -> list[Batch]:
        """Hand in the questions that are neither answered nor in a batch already, each once."""
        waiting = self._store.list_waiting()
        fresh = {ask.key: ask for ask in asks if ask.key not in waiting and find_answer(self._store, ask) is None}
        chosen = list(fresh.values())
        with self._open() as client:
            return [
                self._hand_in(client, chosen[start : start + _MOST_REQUESTS])
                for start in range(0, len(chosen), _MOST_REQUESTS)
            ]

    def _hand_in(self, client: "OpenAI", asks: Sequence[Ask]) -> Batch:
        lines = b"".join(orjson.dumps(_write_line(ask)) + b"\n" for ask in asks)
        file = client.files.create(file=("requests.jsonl", lines), purpose="batch")
        made = client.batches.create(input_file_id=file.id, endpoint=_PATH, completion_window=_WINDOW)
        batch = Batch(made.id, made.status, len(asks))
        self._store.note_batch(batch, {ask.key: ask.canonical for ask in asks})
        return batch

    def look(self) -> list[Batch]:
        """The batches that are not collected yet, each with the state that the server tells now."""
        batches = self._store.list_batches()
        if batches:
            with self._open() as client:
                for batch in batches:
                    self._store.update_batch(batch.id, _tell_state(client.batches.retrieve(batch.id)))
        return self._store.list_batches()

    def collect(self) -> Collected:
        """Take in the answers of all batches that are done."""
        came, failed = list[bytes](), 0
        with self._open() as client:
            for batch in self._store.list_batches():
                told = client.batches.retrieve(batch.id)
                self._store.update_batch(batch.id, told.status)
                if told.status in _UNDER_WAY:
                    continue
                if told.errors and told.errors.data:
                    self._store.close_batch(batch.id, {})  # its questions may be handed in again
                    raise InputError(f"batch {batch.id}: {self._address.hide_key(_tell_state(told))}")
                answers = self._read_answers(client, told.output_file_id)
                self._store.close_batch(batch.id, answers)
                came += answers.values()
                failed += batch.requests - len(answers)
        return Collected(len(came), failed, *_count_tokens(came), self._store.list_batches())

    def _read_answers(self, client: "OpenAI", file: str | None) -> dict[str, bytes]:
        if file is None:
            return {}
        lines = client.files.content(file).content.splitlines()
        return dict(filter(None, map(self._read_line, lines)))

    def _read_line(self, line: bytes) -> tuple[str, bytes] | None:
        """The key and the body of an answer; None of a line that failed or cannot be read."""
        try:
            told: Any = orjson.loads(line)
            response = told["response"]
            if response["status_code"] != 200:
                return None
            body = orjson.dumps(response["body"])
            return str(told["custom_id"]), self._address.hide_key(body.decode()).encode()
        except (orjson.JSONDecodeError, KeyError, TypeError):
            return None


def _tell_state(batch: "OpenAIBatch") -> str:
    """The state of a batch, with what is wrong with it where it failed as a whole."""
    errors = batch.errors.data if batch.errors and batch.errors.data else []
    return f"{batch.status} ({errors[0].message})" if errors else str(batch.status)


def _count_tokens(answers: Iterable[bytes]) -> tuple[int, int]:
    """The tokens that the server has counted, in and out."""
    tokens_in = tokens_out = 0
    for raw in answers:
        with suppress(UnreadableAnswerError):
            answer = read_answer(raw)
            tokens_in, tokens_out = tokens_in + (answer.tokens_in or 0), tokens_out + (answer.tokens_out or 0)
    return tokens_in, tokens_out


def _write_line(ask: Ask) -> Mapping[str, Any]:
    return {"custom_id": ask.key, "method": "POST", "url": _PATH, "body": build_request(ask)}
