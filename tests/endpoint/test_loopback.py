"""The loopback server, asked by the real client and by plain sockets."""

import asyncio
import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import openai
import pytest
from loopback import (
    CHAT,
    Call,
    LoopbackServer,
    Reply,
    always,
    answer,
    by_request,
    cut,
    drip,
    empty,
    fail,
    garbage,
    hang,
    in_turn,
    limiting,
    recorded,
    refusing_schema,
    reset,
    reword,
)
from openai import AsyncOpenAI, DefaultAsyncHttpxClient, DefaultHttpxClient, OpenAI
from openai.types.chat import ChatCompletion

ROOT = Path(__file__).parents[2]
RAW = b"POST /v1/chat/completions HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\n{}"
SCHEMA = {"type": "object", "properties": {"first": {"type": "string"}, "second": {"type": "string"}}}
ASKED_SCHEMA = {"type": "json_schema", "json_schema": {"name": "wordings", "schema": SCHEMA}}


@pytest.fixture(scope="module")
def client() -> Iterator[OpenAI]:
    with OpenAI(
        base_url="http://127.0.0.1:9/v1",
        api_key="secret",
        max_retries=0,
        http_client=DefaultHttpxClient(trust_env=False),
    ) as client:
        yield client


def chat(client: OpenAI, server: LoopbackServer, said: str = "hello", **options: Any) -> ChatCompletion:
    messages: Any = [{"role": "user", "content": said}]
    at_server = client.with_options(base_url=server.base_url)
    completion: ChatCompletion = at_server.chat.completions.create(model="any", messages=messages, **options)
    return completion


def content_of(completion: ChatCompletion) -> str | None:
    return completion.choices[0].message.content


def connect(server: LoopbackServer) -> socket.socket:
    host, _, port = server.base_url.removeprefix("http://").removesuffix("/v1").partition(":")
    return socket.create_connection((host, int(port)), timeout=2)


def receive(connection: socket.socket) -> bytes:
    """Everything up to the end of the stream."""
    return b"".join(iter(lambda: connection.recv(4096), b""))


def wait_for(condition: Callable[[], bool]) -> None:
    end = time.monotonic() + 2
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.005)


def test_an_answer_is_a_chat_completion(client: OpenAI) -> None:
    with LoopbackServer(always(answer("Grüße", usage=(7, 3)))) as server:
        completion = chat(client, server)

    assert completion.object == "chat.completion"
    assert completion.model == "any"
    assert completion.choices[0].finish_reason == "stop"
    assert completion.choices[0].message.role == "assistant"
    assert content_of(completion) == "Grüße"
    assert completion.usage is not None
    assert (completion.usage.prompt_tokens, completion.usage.completion_tokens, completion.usage.total_tokens) == (
        7,
        3,
        10,
    )


def test_an_answer_can_refuse_end_early_and_tell_no_usage(client: OpenAI) -> None:
    script = in_turn(answer(None, refusal="no"), answer("half", finish="length", usage=None))
    with LoopbackServer(script) as server:
        refused, short = chat(client, server), chat(client, server)

    assert (content_of(refused), refused.choices[0].message.refusal) == (None, "no")
    assert (short.choices[0].finish_reason, short.usage) == ("length", None)


def test_an_answer_without_choices(client: OpenAI) -> None:
    with LoopbackServer(always(empty())) as server:
        assert chat(client, server).choices == []


def test_calls_are_told_as_they_came(client: OpenAI) -> None:
    with LoopbackServer(always(answer("yes"))) as server:
        client.with_options(base_url=server.base_url).models.list()
        chat(client, server, "one", temperature=0.5)
        chat(client, server, "two")

    assert [(call.path, call.number) for call in server.calls] == [("/v1/models", 1), (CHAT, 1), (CHAT, 2)]
    assert server.count == 2
    models, one, two = server.calls
    assert models.body is None
    assert one.headers["authorization"] == "Bearer secret"
    assert one.body == {"model": "any", "messages": [{"role": "user", "content": "one"}], "temperature": 0.5}
    assert models.at <= one.at <= two.at <= time.monotonic()


def test_a_delay_comes_before_the_answer(client: OpenAI) -> None:
    with LoopbackServer(always(answer("late", delay=0.1))) as server:
        start = time.monotonic()
        chat(client, server)
        assert time.monotonic() - start >= 0.1


@pytest.mark.parametrize(
    ("status", "error", "kind"),
    [
        (400, openai.BadRequestError, "invalid_request_error"),
        (401, openai.AuthenticationError, "invalid_request_error"),
        (404, openai.NotFoundError, "invalid_request_error"),
        (429, openai.RateLimitError, "rate_limit_error"),
        (503, openai.InternalServerError, "server_error"),
        (529, openai.InternalServerError, "server_error"),
    ],
)
def test_a_failure_has_its_status_and_an_error_body(
    client: OpenAI, status: int, error: type[openai.APIStatusError], kind: str
) -> None:
    script = always(fail(status, retry_after="7", message="not now", code="busy"))
    with LoopbackServer(script) as server, pytest.raises(error) as caught:
        chat(client, server)

    assert caught.value.status_code == status
    assert caught.value.response.headers["retry-after"] == "7"
    assert caught.value.body == {"message": "not now", "type": kind, "param": None, "code": "busy"}


def test_a_failure_repeats_the_key_only_when_told(client: OpenAI) -> None:
    with LoopbackServer(in_turn(fail(401), fail(401, echo_key=True))) as server:
        with pytest.raises(openai.AuthenticationError) as silent:
            chat(client, server)
        with pytest.raises(openai.AuthenticationError, match="Bearer secret"):
            chat(client, server)

    assert "secret" not in str(silent.value)
    assert "retry-after" not in silent.value.response.headers


def test_a_client_with_retries_retries(client: OpenAI) -> None:
    with LoopbackServer(in_turn(fail(500, retry_after="0.01"), answer("at last"))) as server:
        assert content_of(chat(client.with_options(max_retries=1), server)) == "at last"

    assert server.count == 2


def test_a_client_that_gives_up_waiting_is_no_longer_under_way(client: OpenAI) -> None:
    with LoopbackServer(in_turn(hang(60), answer("yes"))) as server:
        with pytest.raises(openai.APITimeoutError):
            chat(client, server, timeout=0.05)
        time.sleep(0.05)
        chat(client, server)
        assert (server.count, server.most_at_once) == (2, 1)


def test_what_hangs_is_closed_at_last_without_a_byte() -> None:
    with LoopbackServer(always(hang(0.05))) as server, connect(server) as connection:
        connection.sendall(RAW)
        assert receive(connection) == b""


def test_a_reset_is_a_reset(client: OpenAI) -> None:
    with LoopbackServer(always(reset())) as server:
        with pytest.raises(openai.APIConnectionError):
            chat(client, server)
        with connect(server) as connection:
            connection.sendall(RAW)
            with pytest.raises(ConnectionResetError):
                connection.recv(1)


def test_a_cut_answer_promises_more_than_comes(client: OpenAI) -> None:
    with LoopbackServer(always(cut("x" * 100))) as server:
        with pytest.raises(openai.APIConnectionError):
            chat(client, server)
        with connect(server) as connection:
            connection.sendall(RAW)
            head, _, body = receive(connection).partition(b"\r\n\r\n")

    promised = int(head.rpartition(b"content-length: ")[2])
    assert len(body) == promised // 2


def test_an_answer_drips(client: OpenAI) -> None:
    with LoopbackServer(always(drip("drop", 0.001))) as server:
        start = time.monotonic()
        assert content_of(chat(client, server)) == "drop"
        assert time.monotonic() - start >= 0.1  # for more than 100 bytes


def test_garbage_is_no_json(client: OpenAI) -> None:
    with LoopbackServer(in_turn(garbage("{not"), garbage("<html>", "text/html"))) as server:
        with pytest.raises(json.JSONDecodeError):
            chat(client, server)
        page: object = chat(client, server)
        assert page == "<html>"  # the client tells no error here


def test_a_connection_is_kept_for_the_next_call() -> None:
    with LoopbackServer(always(answer("yes"))) as server, connect(server) as connection:
        for _ in range(3):
            connection.sendall(RAW)
            answered = connection.recv(4096)
            assert answered.startswith(b"HTTP/1.1 200 OK\r\n")
            assert answered.endswith(b"}")

    assert server.count == 3


def test_the_most_calls_at_once_are_counted() -> None:
    async def ask_all(server: LoopbackServer) -> None:
        gate = asyncio.Semaphore(8)
        http = DefaultAsyncHttpxClient(trust_env=False)
        async with AsyncOpenAI(base_url=server.base_url, api_key="any", max_retries=0, http_client=http) as client:

            async def ask() -> None:
                async with gate:
                    await client.chat.completions.create(model="any", messages=[])

            await asyncio.gather(*(ask() for _ in range(40)))

    with LoopbackServer(always(answer("yes", delay=0.03))) as server:
        asyncio.run(ask_all(server))

    assert (server.count, server.most_at_once) == (40, 8)


def test_replies_in_turn_and_the_last_one_repeats(client: OpenAI) -> None:
    with LoopbackServer(in_turn(answer("a"), answer("b"))) as server:
        assert [content_of(chat(client, server)) for _ in range(4)] == ["a", "b", "b", "b"]


def test_answers_are_made_from_the_request(client: OpenAI) -> None:
    with LoopbackServer(by_request(lambda body: body["messages"][-1]["content"].upper())) as server:
        assert content_of(chat(client, server, "loud")) == "LOUD"


def test_a_schema_is_refused_and_other_formats_are_not(client: OpenAI) -> None:
    with LoopbackServer(refusing_schema(always(answer("{}")))) as server:
        with pytest.raises(openai.InternalServerError):
            chat(client, server, response_format=ASKED_SCHEMA)
        chat(client, server, response_format={"type": "json_object"})
        chat(client, server)


def test_calls_above_the_rate_are_refused() -> None:
    script = limiting(2, always(answer("yes")), retry_after="1")
    times = [0.0, 0.1, 0.2, 0.9, 1.05, 1.06, 1.2]
    calls = [Call(number, CHAT, {}, {}, at) for number, at in enumerate(times)]
    answered = [script(call).respond(call) for call in calls]

    assert [one.status for one in answered] == [200, 200, 429, 429, 200, 429, 200]
    assert answered[2].headers["retry-after"] == "1"


def test_an_error_in_the_script_is_told_to_the_client_and_raised(client: OpenAI) -> None:
    def stumble(call: Call) -> Reply:
        raise ZeroDivisionError

    told = pytest.raises(openai.InternalServerError, match="ZeroDivisionError")
    with pytest.raises(ZeroDivisionError), LoopbackServer(stumble) as server, told:
        chat(client, server)


def test_an_error_in_the_with_comes_before_one_in_the_script(client: OpenAI) -> None:
    with (
        pytest.raises(openai.InternalServerError),
        LoopbackServer(by_request(lambda body: str(body["none"]))) as server,
    ):
        chat(client, server)


@pytest.mark.parametrize(
    ("raw", "status"),
    [
        (b"POST /v1/chat/completions HTTP/1.1\r\nContent-Length: 2\r\n\r\n{]", b"400"),
        (b"GET /v1/chat/completions HTTP/1.1\r\n\r\n", b"404"),
        (b"GET /v1/nothing?a=b HTTP/1.1\r\n\r\n", b"404"),
    ],
)
def test_what_the_api_does_not_have_is_an_error(raw: bytes, status: bytes) -> None:
    with LoopbackServer(always(answer("yes"))) as server, connect(server) as connection:
        connection.sendall(raw)
        assert connection.recv(4096).startswith(b"HTTP/1.1 " + status)


def test_the_server_ends_while_calls_hang_and_leaves_no_thread() -> None:
    with ExitStack() as connections:
        with LoopbackServer(always(hang(60))) as server:
            hanging, idle = (connections.enter_context(connect(server)) for _ in range(2))
            hanging.sendall(RAW)
            wait_for(lambda: server.count == 1)
        assert (hanging.recv(1), idle.recv(1)) == (b"", b"")

    assert [thread for thread in threading.enumerate() if thread.name == "loopback"] == []


def test_a_port_can_be_named_and_used_again(client: OpenAI) -> None:
    with LoopbackServer(always(answer("one"))) as first:
        assert content_of(chat(client, first)) == "one"
        port = int(first.base_url.removesuffix("/v1").rpartition(":")[2])
        with pytest.raises(OSError, match="in use"), LoopbackServer(always(answer("two")), port=port):
            pass
    with LoopbackServer(always(answer("two")), port=port) as second:
        assert second.base_url == first.base_url
        assert content_of(chat(client, second)) == "two"


def test_the_model_is_listed(client: OpenAI) -> None:
    with LoopbackServer(always(empty())) as server:
        models = client.with_options(base_url=server.base_url).models.list()

    assert [model.id for model in models] == ["loopback"]


def make_lines(*said: str) -> bytes:
    """A file of requests for a batch, with what is said as their ids."""
    bodies = [{"model": "any", "messages": [{"role": "user", "content": text}]} for text in said]
    lines = [
        {"custom_id": text, "method": "POST", "url": CHAT, "body": body}
        for text, body in zip(said, bodies, strict=True)
    ]
    return "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines).encode()


def make_batch(client: OpenAI, *said: str) -> str:
    file = client.files.create(file=("asked.jsonl", make_lines(*said)), purpose="batch")
    batch = client.batches.create(
        input_file_id=file.id, endpoint="/v1/chat/completions", completion_window="24h", metadata={"run": "1"}
    )
    assert (batch.status, batch.metadata, batch.input_file_id) == ("validating", {"run": "1"}, file.id)
    return batch.id


def read_results(client: OpenAI, file: str | None) -> list[dict[str, Any]]:
    assert file is not None
    return [json.loads(line) for line in client.files.content(file).text.splitlines()]


def test_a_file_is_kept(client: OpenAI) -> None:
    content = make_lines("grüße", "a \x85 b", "--")
    with LoopbackServer(always(answer("yes"))) as server:
        at_server = client.with_options(base_url=server.base_url)
        file = at_server.files.create(file=("asked.jsonl", content), purpose="batch")
        assert (file.filename, file.bytes, file.purpose) == ("asked.jsonl", len(content), "batch")
        assert at_server.files.content(file.id).content == content


def test_a_batch_is_in_progress_and_then_completed(client: OpenAI) -> None:
    echo = by_request(lambda body: body["messages"][0]["content"] + "!")
    with LoopbackServer(echo, batch_polls=2) as server:
        at_server = client.with_options(base_url=server.base_url)
        batch = make_batch(at_server, "eins", "zwei")
        looks = [at_server.batches.retrieve(batch) for _ in range(4)]
        results = read_results(at_server, looks[-1].output_file_id)

    assert [look.status for look in looks] == ["in_progress", "in_progress", "completed", "completed"]
    assert looks[0].output_file_id is None
    assert looks[-1].error_file_id is None
    assert looks[-1].request_counts is not None
    assert looks[-1].request_counts.to_dict() == {"total": 2, "completed": 2, "failed": 0}
    assert [(line["custom_id"], line["response"]["status_code"], line["error"]) for line in results] == [
        ("eins", 200, None),
        ("zwei", 200, None),
    ]
    bodies = [ChatCompletion.model_validate(line["response"]["body"]) for line in results]
    assert [content_of(body) for body in bodies] == ["eins!", "zwei!"]
    assert server.count == 0


def test_requests_of_a_batch_that_fail_stand_in_its_error_file(client: OpenAI) -> None:
    script = in_turn(fail(400, message="bad"), reset(), garbage("{"), answer("yes"))
    with LoopbackServer(script, batch_polls=0) as server:
        at_server = client.with_options(base_url=server.base_url)
        done = at_server.batches.retrieve(make_batch(at_server, "a", "b", "c", "d"))
        right = read_results(at_server, done.output_file_id)
        wrong = read_results(at_server, done.error_file_id)

    assert done.request_counts is not None
    assert done.request_counts.to_dict() == {"total": 4, "completed": 1, "failed": 3}
    assert [line["custom_id"] for line in right] == ["d"]
    assert [line["custom_id"] for line in wrong] == ["a", "b", "c"]
    assert wrong[0]["response"]["status_code"] == 400
    assert wrong[0]["response"]["body"]["error"]["message"] == "bad"
    assert [(line["response"], line["error"]["code"]) for line in wrong[1:]] == [(None, "server_error")] * 2


def test_a_batch_can_be_cancelled_till_it_is_done(client: OpenAI) -> None:
    with LoopbackServer(always(answer("yes")), batch_polls=0) as server:
        at_server = client.with_options(base_url=server.base_url)
        first, second = make_batch(at_server, "a"), make_batch(at_server, "b")
        assert at_server.batches.cancel(first).status == "cancelling"
        assert [at_server.batches.retrieve(first).status for _ in range(2)] == ["cancelled", "cancelled"]
        at_server.batches.retrieve(second)
        with pytest.raises(openai.ConflictError):
            at_server.batches.cancel(second)


def test_files_and_batches_that_are_not_there(client: OpenAI) -> None:
    with LoopbackServer(always(answer("yes"))) as server:
        at_server = client.with_options(base_url=server.base_url)
        for ask in (at_server.files.content, at_server.batches.retrieve, at_server.batches.cancel):
            with pytest.raises(openai.NotFoundError, match="there is no none here"):
                ask("none")
        with pytest.raises(openai.NotFoundError):
            at_server.batches.create(input_file_id="none", endpoint="/v1/chat/completions", completion_window="24h")


def test_recorded_answers(client: OpenAI) -> None:
    line = json.dumps({"messages": [{"content": "hello", "role": "user"}], "content": "recorded"})
    with LoopbackServer(recorded([line])) as server:
        assert content_of(chat(client, server, "hello")) == "recorded"
        with pytest.raises(openai.NotFoundError, match="no answer is recorded for this request"):
            chat(client, server, "other")


@pytest.mark.parametrize(
    ("said", "asked", "expected"),
    [
        (
            "Say anew:\nbook a room",
            {"response_format": ASKED_SCHEMA},
            {"first": "room a book", "second": "a book room"},
        ),
        ('Fill {"wording_1", "wording_2"}:\nbook it\n', {}, {"wording_1": "it book", "wording_2": "book it"}),
        ("book", {"response_format": {"type": "json_object"}}, {}),
    ],
)
def test_rewording_has_each_key(said: str, asked: dict[str, Any], expected: dict[str, str]) -> None:
    turns = [{"role": "user", "content": "before"}, {"role": "user", "content": said}]
    assert json.loads(reword({"messages": [*turns, {"role": "assistant", "content": "x"}], **asked})) == expected


@pytest.mark.parametrize("recording", [False, True])
def test_it_runs_in_the_foreground_till_it_is_stopped(client: OpenAI, tmp_path: Path, recording: bool) -> None:
    answers = tmp_path / "answers.jsonl"
    answers.write_text(json.dumps({"messages": [{"role": "user", "content": "wording_1\nmove it"}], "content": "kept"}))
    options = ["--answers", str(answers)] if recording else ["--delay", "0.01"]
    with subprocess.Popen(
        [sys.executable, "-m", "tests.endpoint.loopback", "--port", "0", *options],
        cwd=ROOT,
        env={**os.environ, "PYTHONWARNINGS": "error"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout is not None
        base_url = process.stdout.readline().strip()
        messages: Any = [{"role": "user", "content": "wording_1\nmove it"}]
        completion = client.with_options(base_url=base_url).chat.completions.create(model="any", messages=messages)
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=5)

    assert content_of(completion) == ("kept" if recording else '{"wording_1": "it move"}')
    assert (out, err, process.returncode) == ("1 calls\n", "", 0)
