"""A server on this machine that speaks the OpenAI API as a script decides, counts its calls, and misbehaves on command.

    with LoopbackServer(in_turn(fail(429, retry_after="1"), answer("yes"))) as server:
        client = OpenAI(base_url=server.base_url, api_key="any")

As a stand-in for a model: `python -m tests.endpoint.loopback --port 8765`.
"""

import argparse
import asyncio
import json
import re
import signal
import socket
import struct
import sys
import threading
import time
from collections import Counter, deque
from collections.abc import Awaitable, Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from functools import partial
from http.client import responses
from itertools import chain, repeat
from pathlib import Path
from types import TracebackType
from typing import Any, Self

CHAT = "/v1/chat/completions"
JSON = "application/json"
USAGE = (20, 10)
WORDING = re.compile(r"\bwording_\d+\b")


@dataclass(frozen=True)
class Call:
    """What a client sent: the first call of a path is number 1, names of headers are lower-case, `at` is monotonic.

    The body is read from JSON; of an upload it is a dict of the fields. A line of a batch is a call as well, with its
    place in the file as its number.
    """

    number: int
    path: str
    headers: Mapping[str, str]
    body: Any
    at: float


class WatchedReader(asyncio.StreamReader):
    """A reader that knows that the client has gone, also while nothing is read."""

    def __init__(self) -> None:
        super().__init__()
        self.gone = asyncio.Event()

    def feed_eof(self) -> None:
        self.gone.set()
        super().feed_eof()

    def set_exception(self, exc: Exception) -> None:
        self.gone.set()
        super().set_exception(exc)


@dataclass(frozen=True)
class Connection:
    """Both directions of a connection with a client."""

    reader: WatchedReader
    writer: asyncio.StreamWriter

    async def pause(self, seconds: float) -> None:
        """Wait that long; raise ConnectionResetError as soon as the client has gone."""
        if not seconds:
            return
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self.reader.gone.wait()
                raise ConnectionResetError


async def send_whole(connection: Connection, head: bytes, body: bytes) -> None:
    """Send all at once."""
    connection.writer.write(head + body)
    await connection.writer.drain()


async def send_slowly(seconds: float, connection: Connection, head: bytes, body: bytes) -> None:
    """Send the head, and the body a byte at a time."""
    connection.writer.write(head)
    for byte in body:
        await connection.pause(seconds)
        connection.writer.write(bytes([byte]))
    await connection.writer.drain()


async def send_half(connection: Connection, head: bytes, body: bytes) -> None:
    """Send the head and half of the body that it promises, and close."""
    connection.writer.write(head + body[: len(body) // 2])
    connection.writer.close()


async def send_nothing(connection: Connection, head: bytes, body: bytes) -> None:
    """Close."""
    connection.writer.close()


async def send_reset(connection: Connection, head: bytes, body: bytes) -> None:
    """Close with a RST."""
    no_linger = struct.pack("ii", 1, 0)
    connection.writer.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, no_linger)
    connection.writer.transport.abort()


BREAKING = (send_half, send_nothing, send_reset)
Deliver = Callable[[Connection, bytes, bytes], Awaitable[None]]


@dataclass(frozen=True)
class Response:
    """What HTTP says of a call."""

    status: int
    body: bytes
    headers: Mapping[str, str] = field(default_factory=dict)

    @property
    def head(self) -> bytes:
        """The status line and the headers, to the empty line."""
        headers = {"content-type": JSON, "content-length": str(len(self.body)), **self.headers}
        lines = [f"HTTP/1.1 {self.status} {responses.get(self.status, 'Unknown')}"]
        lines += [f"{name}: {value}" for name, value in headers.items()]
        return "\r\n".join([*lines, "", ""]).encode()


@dataclass(frozen=True)
class Reply:
    """What a script decides on a call: the response, after how many seconds, and in which way it is sent."""

    respond: Callable[[Call], Response]
    delay: float = 0.0
    deliver: Deliver = send_whole


Script = Callable[[Call], Reply]


def tell(payload: object, status: int = 200, **headers: str) -> Response:
    """A response with a JSON body."""
    return Response(status, json.dumps(payload, ensure_ascii=False).encode(), headers)


def answer(
    content: str | None,
    *,
    refusal: str | None = None,
    finish: str = "stop",
    usage: tuple[int, int] | None = USAGE,
    delay: float = 0.0,
) -> Reply:
    """A chat completion; `usage` is the tokens of the prompt and of the completion, or None for an API without it."""
    message = {"role": "assistant", "content": content, "refusal": refusal}
    choice = {"index": 0, "message": message, "finish_reason": finish, "logprobs": None}
    return Reply(lambda call: tell(complete(call, [choice], usage)), delay)


def empty() -> Reply:
    """A chat completion without choices."""
    return Reply(lambda call: tell(complete(call, [], USAGE)))


def complete(call: Call, choices: Sequence[object], usage: tuple[int, int] | None) -> dict[str, Any]:
    """The body of a chat completion."""
    body = {
        "id": f"chatcmpl-{call.number}",
        "object": "chat.completion",
        "created": int(time.time()),
        "model": call.body.get("model"),
        "choices": choices,
    }
    if usage:
        prompt, completion = usage
        tokens = {"prompt_tokens": prompt, "completion_tokens": completion, "total_tokens": prompt + completion}
        body["usage"] = tokens
    return body


def fail(
    status: int,
    *,
    retry_after: str | None = None,
    message: str = "the script fails this call",
    code: str | None = None,
    echo_key: bool = False,
    delay: float = 0.0,
) -> Reply:
    """An error as the API tells it; `echo_key` repeats the Authorization header in the message."""
    headers = {"retry-after": retry_after} if retry_after is not None else {}
    kind = "rate_limit_error" if status == 429 else "invalid_request_error" if status < 500 else "server_error"

    def respond(call: Call) -> Response:
        key = f": {call.headers.get('authorization')}" if echo_key else ""
        return tell({"error": {"message": message + key, "type": kind, "param": None, "code": code}}, status, **headers)

    return Reply(respond, delay)


def hang(seconds: float) -> Reply:
    """Nothing for that long, or till the client goes; then the connection is closed without a byte."""
    return replace(answer(None), delay=seconds, deliver=send_nothing)


def reset() -> Reply:
    """The connection is reset without a byte."""
    return replace(answer(None), deliver=send_reset)


def cut(content: str) -> Reply:
    """An answer that breaks off in the middle of its body."""
    return replace(answer(content), deliver=send_half)


def drip(content: str, seconds_per_byte: float) -> Reply:
    """An answer that comes a byte at a time."""
    return replace(answer(content), deliver=partial(send_slowly, seconds_per_byte))


def garbage(text: str, content_type: str = JSON) -> Reply:
    """A success whose body is this text, which is no JSON."""
    return Reply(lambda call: Response(200, text.encode(), {"content-type": content_type}))


def always(reply: Reply) -> Script:
    """The same reply to every call."""
    return lambda call: reply


def in_turn(*replies: Reply) -> Script:
    """The first reply to the first call, and so on; the last one repeats."""
    turns = chain(replies, repeat(replies[-1]))
    return lambda call: next(turns)


def by_request(function: Callable[[Any], str]) -> Script:
    """An answer whose content is made from the body of the request."""
    return lambda call: answer(function(call.body))


def refusing_schema(then: Script) -> Script:
    """A 500 where a JSON schema is asked for, as llama.cpp gives for one that it cannot use."""

    def decide(call: Call) -> Reply:
        if (call.body.get("response_format") or {}).get("type") == "json_schema":
            return fail(500, message="failed to parse grammar")
        return then(call)

    return decide


def limiting(per_second: int, then: Script, retry_after: str | None = None) -> Script:
    """A 429 for each call beyond this many within a second; the calls that are refused do not count."""
    taken: deque[float] = deque(maxlen=per_second)

    def decide(call: Call) -> Reply:
        if len(taken) == per_second and call.at - taken[0] < 1:
            return fail(429, retry_after=retry_after, message="rate limit reached", code="rate_limit_exceeded")
        taken.append(call.at)
        return then(call)

    return decide


def recorded(lines: Iterable[str], delay: float = 0.0) -> Script:
    """Answers from JSON lines with `messages` and `content`; a 404 for messages that no line has."""
    answers = {name_request(line): line["content"] for line in map(json.loads, lines)}

    def decide(call: Call) -> Reply:
        key = name_request(call.body)
        if key not in answers:
            return fail(404, message="no answer is recorded for this request", delay=delay)
        return answer(answers[key], delay=delay)

    return decide


def name_request(body: Mapping[str, Any]) -> str:
    """The same text for the same messages."""
    return json.dumps(body["messages"], sort_keys=True)


def reword(body: Any) -> str:
    """A JSON object whose texts turn round the words of what the user said last.

    It has each property of the schema that is asked for, or each key like wording_1 that the user names.
    """
    said = next((turn["content"] for turn in reversed(body["messages"]) if turn["role"] == "user"), "")
    schema = (body.get("response_format") or {}).get("json_schema", {}).get("schema", {})
    keys = schema.get("properties") or dict.fromkeys(WORDING.findall(said))
    words = said.strip().rpartition("\n")[2].split()[::-1]
    return json.dumps({key: " ".join(rotate(words, turn)) for turn, key in enumerate(keys)}, ensure_ascii=False)


def rotate(words: list[str], turn: int) -> list[str]:
    """The words from another one on, so that each wording is its own."""
    start = turn % max(len(words), 1)
    return words[start:] + words[:start]


@dataclass(frozen=True)
class Request:
    """What HTTP says of a call, before its body is read."""

    method: str
    path: str
    headers: Mapping[str, str]
    body: bytes

    def parse_body(self) -> Any:
        """The fields of an upload, the value of a JSON text, the text where it is none, or None where it is empty."""
        if not self.body:
            return None
        boundary = re.search(r'boundary="?([^";]+)', self.headers.get("content-type", ""))
        if boundary:
            return dict(split_upload(self.body, boundary[1].encode()))
        with suppress(ValueError):
            return json.loads(self.body)
        return self.body.decode(errors="replace")


def split_upload(body: bytes, boundary: bytes) -> Iterator[tuple[str, str]]:
    """The fields of a multipart body, and the name of the file as `filename`."""
    for part in (b"\r\n" + body).split(b"\r\n--" + boundary)[1:-1]:
        head, _, content = part.partition(b"\r\n\r\n")
        names = dict(re.findall(r'\b(name|filename)="([^"]*)"', head.decode()))
        yield names["name"], content.decode()
        if "filename" in names:
            yield "filename", names["filename"]


async def read_request(reader: asyncio.StreamReader) -> Request:
    """The next request; raise IncompleteReadError where the client closes."""
    first, *lines = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").splitlines()
    method, target, _ = first.split(" ")
    pairs = (line.partition(":") for line in lines if line)
    headers = {name.lower(): value.strip() for name, _, value in pairs}
    if "transfer-encoding" in headers:
        raise NotImplementedError("a body that is sent in chunks")
    body = await reader.readexactly(int(headers.get("content-length", 0)))
    return Request(method, target.partition("?")[0], headers, body)


@dataclass
class Batch:
    """A batch: what the API tells of it, its requests, and for how many looks it is not done yet."""

    told: dict[str, Any]
    calls: Mapping[str, Call]
    looks: int


class Batches:
    """Files and batches in memory; a script makes the results when a batch is seen to be completed."""

    def __init__(self, script: Script, polls: int) -> None:
        self._script = script
        self._polls = polls
        self._files: dict[str, str] = {}
        self._batches: dict[str, Batch] = {}

    def upload(self, call: Call) -> Response:
        """Keep a file."""
        name = self._keep(call.body["file"])
        known = {"filename": call.body.get("filename", "file"), "purpose": call.body["purpose"]}
        size = len(self._files[name].encode())
        now = int(time.time())
        return tell({"id": name, "object": "file", "bytes": size, "created_at": now, "status": "processed", **known})

    def send_file(self, call: Call, name: str) -> Response:
        """The content of a file."""
        if name not in self._files:
            return miss(call, name)
        return Response(200, self._files[name].encode(), {"content-type": "application/octet-stream"})

    def create(self, call: Call) -> Response:
        """Take the requests of an uploaded file."""
        file = call.body["input_file_id"]
        if file not in self._files:
            return miss(call, file)
        calls = dict(read_batch(self._files[file], call))
        counts = {"total": len(calls), "completed": 0, "failed": 0}
        name = f"batch_{len(self._batches) + 1}"
        told = {"id": name, "object": "batch", "status": "validating", "created_at": int(time.time()), **call.body}
        self._batches[name] = Batch({**told, "request_counts": counts}, calls, self._polls)
        return tell(self._batches[name].told)

    def look(self, call: Call, name: str) -> Response:
        """What has become of a batch, which gets on each time that it is asked for."""
        batch = self._batches.get(name)
        if batch is None:
            return miss(call, name)
        if batch.told["status"] == "cancelling":
            batch.told["status"] = "cancelled"
        elif batch.told["status"] in ("validating", "in_progress"):
            self._advance(batch)
        return tell(batch.told)

    def cancel(self, call: Call, name: str) -> Response:
        """Stop a batch that is not done: it is cancelling, and cancelled when it is asked for next."""
        batch = self._batches.get(name)
        if batch is None:
            return miss(call, name)
        if batch.told["status"] not in ("validating", "in_progress"):
            return fail(409, message=f"a batch that is {batch.told['status']} cannot be cancelled").respond(call)
        batch.told["status"] = "cancelling"
        return tell(batch.told)

    def _keep(self, content: str) -> str:
        name = f"file-{len(self._files) + 1}"
        self._files[name] = content
        return name

    def _advance(self, batch: Batch) -> None:
        if batch.looks:
            batch.looks -= 1
            batch.told["status"] = "in_progress"
            return
        results = [result_of(name, call, self._script(call)) for name, call in batch.calls.items()]
        right, wrong = (self._keep_results(results, kind) for kind in (True, False))
        counts = {"total": len(results), "completed": sum(map(is_right, results))}
        counts["failed"] = counts["total"] - counts["completed"]
        batch.told |= {"status": "completed", "completed_at": int(time.time()), "request_counts": counts}
        batch.told |= {"output_file_id": right, "error_file_id": wrong}

    def _keep_results(self, results: Sequence[Mapping[str, Any]], kind: bool) -> str | None:
        lines = [json.dumps(result, ensure_ascii=False) + "\n" for result in results if is_right(result) == kind]
        return self._keep("".join(lines)) if lines else None


def read_batch(content: str, created: Call) -> Iterator[tuple[str, Call]]:
    """The requests of a file by their own ids, each as a call with the headers of the one that made the batch."""
    for number, line in enumerate(filter(None, content.split("\n")), start=1):
        request = json.loads(line)
        yield request["custom_id"], Call(number, request["url"], created.headers, request["body"], created.at)


def result_of(name: str, call: Call, reply: Reply) -> dict[str, Any]:
    """A line of results: the response with its status, or an error where the reply could not have been read."""
    response = reply.respond(call)
    told: dict[str, Any] = {"id": f"batch_req_{call.number}", "custom_id": name, "response": None, "error": None}
    try:
        if reply.deliver in BREAKING:
            raise ValueError
        body = json.loads(response.body)
    except ValueError:
        return {**told, "error": {"code": "server_error", "message": "the request was not answered"}}
    return {**told, "response": {"status_code": response.status, "request_id": f"req_{call.number}", "body": body}}


def is_right(result: Mapping[str, Any]) -> bool:
    """Whether a line of results is of a request that went well."""
    return result["response"] is not None and result["response"]["status_code"] == 200


def miss(call: Call, name: str) -> Response:
    """The error for what is not there."""
    return fail(404, message=f"there is no {name} here").respond(call)


def list_models() -> Response:
    """The only model."""
    return tell({"object": "list", "data": [{"id": "loopback", "object": "model", "created": 0, "owned_by": "tests"}]})


class LoopbackServer:
    """A server in a thread of its own, for as long as the `with` lasts.

    The script is asked from one thread. What it raises is a 500 to the client and is raised again at the end of the
    `with`, as is an error in the server. A batch is in progress the first `batch_polls` times that it is asked for; the
    requests in it are not among `calls`, and those that fail stand in its error file, as with OpenAI.
    """

    def __init__(self, script: Script, *, port: int = 0, batch_polls: int = 1) -> None:
        self._script = script
        self._port = port
        self._batches = Batches(script, batch_polls)
        self._lock = threading.Lock()
        self._calls: list[Call] = []
        self._numbers: Counter[str] = Counter()
        self._at_once = self._most_at_once = 0
        self._faults: list[Exception] = []
        self._ready = threading.Event()

    @property
    def base_url(self) -> str:
        """What a client is given."""
        return f"http://127.0.0.1:{self._port}/v1"

    @property
    def calls(self) -> list[Call]:
        """All calls so far, of every path, as they came."""
        with self._lock:
            return list(self._calls)

    @property
    def count(self) -> int:
        """How many calls there were for a chat completion."""
        with self._lock:
            return self._numbers[CHAT]

    @property
    def most_at_once(self) -> int:
        """How many calls for a chat completion were under way at the same time, at the most."""
        return self._most_at_once

    def __enter__(self) -> Self:
        listening = socket.create_server(("127.0.0.1", self._port), backlog=1024)
        self._port = listening.getsockname()[1]
        self._thread = threading.Thread(target=lambda: asyncio.run(self._serve(listening)), name="loopback")
        self._thread.start()
        self._ready.wait()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self._loop.call_soon_threadsafe(self._stop.set)
        self._thread.join()
        if error is None and self._faults:
            raise self._faults[0]

    async def _serve(self, listening: socket.socket) -> None:
        self._loop, self._stop = asyncio.get_running_loop(), asyncio.Event()
        server = await self._loop.create_server(self._connect, sock=listening, backlog=1024)
        self._ready.set()
        await self._stop.wait()
        self._loop.remove_reader(listening)
        for _ in range(10):  # what is accepted begins, or else its socket would not be closed with the loop
            await asyncio.sleep(0)
        server.close()

    def _connect(self) -> asyncio.StreamReaderProtocol:
        reader = WatchedReader()
        return asyncio.StreamReaderProtocol(
            reader, lambda _, writer: self._converse(Connection(reader, writer)), loop=self._loop
        )

    async def _converse(self, connection: Connection) -> None:
        writer = connection.writer
        try:
            while not writer.is_closing():
                await self._handle(connection, await read_request(connection.reader))
        except (ConnectionError, asyncio.IncompleteReadError):
            pass  # the client has gone
        except asyncio.CancelledError:
            writer.transport.abort()
        except Exception as fault:
            self._faults.append(fault)
        finally:
            writer.close()
            with suppress(ConnectionError):
                await writer.wait_closed()

    async def _handle(self, connection: Connection, request: Request) -> None:
        call = self._note(request)
        with self._counted(call):
            try:
                reply = self._decide(request.method, call)
                response = reply.respond(call)
            except Exception as fault:
                self._faults.append(fault)
                reply = fail(500, message=f"the script failed with {fault!r}")
                response = reply.respond(call)
            await connection.pause(reply.delay)
            await reply.deliver(connection, response.head, response.body)

    def _note(self, request: Request) -> Call:
        body = request.parse_body()
        with self._lock:
            self._numbers[request.path] += 1
            call = Call(self._numbers[request.path], request.path, request.headers, body, time.monotonic())
            self._calls.append(call)
        return call

    @contextmanager
    def _counted(self, call: Call) -> Iterator[None]:
        """While this lasts, the call is under way."""
        one = int(call.path == CHAT)
        self._at_once += one
        self._most_at_once = max(self._most_at_once, self._at_once)
        try:
            yield
        finally:
            self._at_once -= one

    def _decide(self, method: str, call: Call) -> Reply:
        if (method, call.path) != ("POST", CHAT):
            return Reply(partial(self._respond, method))
        if not isinstance(call.body, dict):
            return fail(400, message="the body is no JSON object")
        return self._script(call)

    def _respond(self, method: str, call: Call) -> Response:
        """The response to a call that no script is asked for."""
        match [method, *call.path.split("/")[2:]]:
            case ["GET", "models"]:
                return list_models()
            case ["POST", "files"]:
                return self._batches.upload(call)
            case ["GET", "files", name, "content"]:
                return self._batches.send_file(call, name)
            case ["POST", "batches"]:
                return self._batches.create(call)
            case ["GET", "batches", name]:
                return self._batches.look(call, name)
            case ["POST", "batches", name, "cancel"]:
                return self._batches.cancel(call, name)
        return miss(call, f"{method} {call.path}")


def main() -> None:
    """Stand in for a model till Ctrl-C."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("--port", type=int, default=8765)
    parser.add_argument("--delay", type=float, default=0.0, help="seconds before each answer")
    parser.add_argument("--answers", type=Path, help="JSON lines with messages and content")
    options = parser.parse_args()
    script: Script = lambda call: answer(reword(call.body), delay=options.delay)  # noqa: E731
    if options.answers:
        with options.answers.open(encoding="utf-8") as lines:
            script = recorded(lines, options.delay)
    run(LoopbackServer(script, port=options.port))


def run(server: LoopbackServer) -> None:
    """Serve in the foreground; tell the base URL, and at the end how many calls there were."""
    stops = {signal.SIGINT, signal.SIGTERM}
    signal.pthread_sigmask(signal.SIG_BLOCK, stops)  # a second Ctrl-C, or a shell that ignores it, changes nothing
    with server:
        sys.stdout.write(f"{server.base_url}\n")
        sys.stdout.flush()
        signal.sigwait(stops)
        sys.stdout.write(f"{server.count} calls\n")


if __name__ == "__main__":
    main()
