"""Questions asked of a real server on loopback that behaves in every bad way: what is kept, repeated, given up."""

import sqlite3
import time
from collections.abc import Sequence
from pathlib import Path

import orjson
import pytest
from loopback import (
    Call,
    LoopbackServer,
    Reply,
    Script,
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
    refusing_schema,
    reset,
)

from taskdata.foundation.errors import InputError
from taskdata.foundation.exchange import Answer, Ask
from taskdata.foundation.usecase import Price
from taskdata.io.answers import AnswerStore
from taskdata.io.asking import Asker, StoppedError, UnansweredError, run_until_done
from taskdata.io.bill import Bill, Limits
from taskdata.io.endpoint import Address, Endpoint, EndpointError, find_address

KEY = "sk-secret-of-the-test"
GOOD = '{"wording_1": "put milk on my list"}'


def make_ask(number: int = 1, model: str = "loopback") -> Ask:
    return Ask(model, ({"role": "user", "content": f"request {number}"},), ("wording_1",), "test 1", 100)


class Run:
    """Asks all questions in one loop; what came of each, in their order."""

    def __init__(self, folder: Path, limits: Limits | None = None, timeout: float = 5.0) -> None:
        self.store = AnswerStore(folder / "answers.sqlite")
        self.limits, self.timeout = limits or Limits(), timeout
        self.bill = Bill()
        self.asker: Asker

    def ask(self, server: LoopbackServer | None, asks: Sequence[Ask]) -> list[Answer | Exception | None]:
        endpoint = Endpoint(Address(server.base_url, KEY), self.timeout) if server else None
        asker = self.asker = Asker(endpoint, self.store, self.limits, self.bill)
        came: list[Answer | Exception | None] = [None] * len(asks)

        async def work(numbered: tuple[int, Ask]) -> None:
            try:
                came[numbered[0]] = await asker.ask(numbered[1])
            except UnansweredError as error:
                came[numbered[0]] = error
            except StoppedError as error:
                came[numbered[0]] = error
                raise

        run_until_done(asker, lambda: asker.run(enumerate(asks), work), lambda: None)
        self.store.close()
        self.store = AnswerStore(self.store.path)
        return came

    def ask_once(self, server: LoopbackServer | None) -> Answer | Exception | None:
        return self.ask(server, [make_ask()])[0]


@pytest.fixture(autouse=True)
def short_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("taskdata.io.asking._FIRST_WAIT", 0.02)


def read_text(answer: Answer | Exception | None) -> str | None:
    assert isinstance(answer, Answer), answer
    return answer.text


@pytest.mark.parametrize(
    "bad",
    [
        fail(429),
        fail(429, retry_after="0.05"),
        fail(500),
        fail(502),
        fail(503),
        fail(408),
        reset(),
        cut(GOOD),
        garbage("<html>bad gateway</html>", "text/html"),
        garbage('{"choices": '),
        hang(30),
        drip(GOOD, 0.05),
    ],
    ids=["429", "429 with Retry-After", "500", "502", "503", "408", "reset", "half an answer", "html", "half a JSON",
         "no answer", "a slow drip"],
)  # fmt: skip
def test_what_may_pass_is_asked_again(bad: Reply, tmp_path: Path) -> None:
    run = Run(tmp_path, timeout=0.4)
    with LoopbackServer(in_turn(answer("{}"), bad, answer(GOOD))) as server:
        run.ask(server, [make_ask(0)])  # the server has shown that it takes the format of the question
        assert read_text(run.ask_once(server)) == GOOD
        assert server.count == 3


def test_retry_after_is_heeded(tmp_path: Path) -> None:
    with LoopbackServer(in_turn(fail(429, retry_after="0.5"), answer(GOOD))) as server:
        Run(tmp_path).ask_once(server)
        first, second = server.calls
    assert 0.45 <= second.at - first.at <= 2


def test_a_long_retry_after_does_not_outlast_the_question(tmp_path: Path) -> None:
    began = time.monotonic()
    run = Run(tmp_path, Limits(seconds_an_ask=0.5))
    with (
        LoopbackServer(always(fail(429, retry_after="3600"))) as server,
        pytest.raises(EndpointError, match=r"a question came to nothing; the last: .* 429"),
    ):
        run.ask_once(server)
    assert time.monotonic() - began < 5


def test_all_wait_while_the_server_wants_to_rest(tmp_path: Path) -> None:
    with LoopbackServer(limiting(10, always(answer(GOOD, delay=0.1)), retry_after="0.6")) as server:
        came = Run(tmp_path, Limits(at_once=30)).ask(server, [make_ask(number) for number in range(40)])
        calls = server.count
    assert [read_text(one) for one in came] == [GOOD] * 40
    assert calls <= 110, "each round of refusals halves how many are asked at once"


@pytest.mark.parametrize("reply", [empty(), answer(None), answer("  "), answer(None, refusal="I will not")])
def test_an_answer_without_text_is_an_answer(reply: Reply, tmp_path: Path) -> None:
    """It may be paid for, so that it is kept, and not asked for by itself again."""
    run = Run(tmp_path)
    with LoopbackServer(always(reply)) as server:
        for _ in range(2):
            came = run.ask_once(server)
            assert isinstance(came, Answer)
            assert came.text is None
        assert server.count == 1


def test_a_server_that_is_gone_is_not_asked_for_ever(tmp_path: Path) -> None:
    with LoopbackServer(always(answer(GOOD))) as server:
        pass
    run = Run(tmp_path, Limits(at_once=4, tries=2))
    with pytest.raises(EndpointError, match=r"a question came to nothing.*127\.0\.0\.1"):
        run.ask(server, [make_ask(number) for number in range(100)])


def test_a_server_that_goes_stops_the_run_and_what_came_is_kept(tmp_path: Path) -> None:
    run = Run(tmp_path, Limits(at_once=1, tries=1))
    with LoopbackServer(in_turn(answer(GOOD), fail(400))) as server:
        came = run.ask(server, [make_ask(number) for number in range(100)])
        assert server.count <= 10
    assert read_text(came[0]) == GOOD
    assert run.asker.stopped is not None
    assert "in a row" in run.asker.stopped


@pytest.mark.parametrize(
    ("reply", "told"),
    [
        (fail(401, echo_key=True), "OPENAI_API_KEY"),
        (fail(403), "OPENAI_API_KEY"),
        (fail(404), "--model"),
        (fail(429, code="insufficient_quota"), "account"),
    ],
)
def test_what_will_never_pass_ends_the_run(reply: Reply, told: str, tmp_path: Path) -> None:
    run = Run(tmp_path, Limits(at_once=2))
    with LoopbackServer(always(reply)) as server, pytest.raises(EndpointError, match=told) as error:
        run.ask(server, [make_ask(number) for number in range(50)])
    assert server.count <= 2
    assert KEY not in str(error.value)


def test_a_refused_question_leaves_the_others(tmp_path: Path) -> None:
    def decide(call: Call) -> Reply:
        return fail(400, message="filtered") if "request 1" in str(call.body) else answer(GOOD)

    with LoopbackServer(decide) as server:
        came = Run(tmp_path, Limits(at_once=1)).ask(server, [make_ask(0), make_ask(1), make_ask(2)])
    assert isinstance(came[1], UnansweredError)
    assert "filtered" in str(came[1])
    assert read_text(came[2]) == GOOD


def test_a_server_without_schemas_is_asked_in_another_way(tmp_path: Path) -> None:
    with LoopbackServer(refusing_schema(always(answer(GOOD)))) as server:
        run = Run(tmp_path, Limits(at_once=1))
        came = run.ask(server, [make_ask(number) for number in range(3)])
        kinds = [call.body["response_format"]["type"] for call in server.calls]
        last = server.calls[-1].body
    assert run.bill.calls == 5, "every request counts"
    assert [read_text(one) for one in came] == [GOOD] * 3
    assert kinds == ["json_schema", "json_schema", "json_object", "json_object", "json_object"], "once may be chance"
    assert '"wording_1"' in last["messages"][-1]["content"], "the schema is told in words"


def test_a_server_that_takes_no_format_is_asked_in_words(tmp_path: Path) -> None:
    def decide(call: Call) -> Reply:
        return fail(400) if "response_format" in call.body else answer(GOOD)

    with LoopbackServer(decide) as server:
        assert read_text(Run(tmp_path).ask_once(server)) == GOOD
        assert server.count == 3


def test_a_server_that_wants_another_name_for_the_length_gets_it(tmp_path: Path) -> None:
    def decide(call: Call) -> Reply:
        if "max_tokens" in call.body:
            return fail(400, message="Unsupported parameter: 'max_tokens'; use 'max_completion_tokens' instead.")
        return answer(GOOD)

    with LoopbackServer(decide) as server:
        assert read_text(Run(tmp_path).ask_once(server)) == GOOD
        assert server.calls[-1].body["max_completion_tokens"] == 100
        assert server.calls[-1].body["response_format"]["type"] == "json_schema"


def test_a_server_that_fails_now_and_then_is_still_asked_by_schema(tmp_path: Path) -> None:
    with LoopbackServer(in_turn(fail(500), answer(GOOD))) as server:
        Run(tmp_path, Limits(at_once=1)).ask(server, [make_ask(number) for number in range(3)])
        kinds = {call.body["response_format"]["type"] for call in server.calls}
    assert kinds == {"json_schema"}


def test_an_overloaded_server_says_how_long_to_wait(tmp_path: Path) -> None:
    with LoopbackServer(in_turn(fail(503, retry_after="0.5"), answer(GOOD))) as server:
        Run(tmp_path).ask_once(server)
        first, second = server.calls
    assert second.at - first.at >= 0.45


def test_a_stop_does_not_wait_for_a_server_that_wants_to_rest(tmp_path: Path) -> None:
    """A call that is under way when the stop comes, and is then refused, is not tried again."""
    began = time.monotonic()
    with LoopbackServer(always(fail(429, retry_after="40", delay=0.3))) as server:
        Run(tmp_path, Limits(at_once=3, max_seconds=0.2)).ask(server, [make_ask(number) for number in range(9)])
    assert time.monotonic() - began < 5


def test_answers_come_in_while_something_is_worked_out(tmp_path: Path) -> None:
    """Slow work beside many calls with a short timeout: no answer is given up that has come."""
    asks = [make_ask(number) for number in range(40)]
    store = AnswerStore(tmp_path / "answers.sqlite")
    with LoopbackServer(always(answer(GOOD, delay=0.2))) as server:
        asker = Asker(Endpoint(Address(server.base_url, KEY), 1.0), store, Limits(at_once=20))

        async def work(ask: Ask) -> None:
            await asker.ask(ask)
            await asker.compute(lambda: time.sleep(0.1))

        run_until_done(asker, lambda: asker.run(asks, work), lambda: None)
        assert server.count == 40
    store.close()


@pytest.mark.parametrize("key", ["sk-secret\n", "sk-secret\r\n", "  sk-secret "])
def test_a_key_out_of_a_file_is_taken_without_what_stands_around_it(key: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", key)
    assert find_address().key == "sk-secret"


@pytest.mark.parametrize("key", ["sk-\u00e9", "sk-a\x07b", "sk-a\nb"])
def test_a_key_that_cannot_be_sent_is_refused_and_not_shown(key: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", key)
    with pytest.raises(EndpointError, match="OPENAI_API_KEY") as error:
        find_address()
    assert "sk-" not in str(error.value)


def test_no_answer_is_asked_for_twice(tmp_path: Path) -> None:
    run, asks = Run(tmp_path), [make_ask(number) for number in range(20)]
    with LoopbackServer(by_request(lambda body: str(body["messages"][0]["content"]))) as server:
        first = run.ask(server, asks)
        again = run.ask(server, asks)
        assert server.count == 20
    offline = run.ask(None, asks)
    texts = [read_text(one) for one in first]
    assert texts == [f"request {number}" for number in range(20)]
    assert [read_text(one) for one in again] == [read_text(one) for one in offline] == texts
    assert (run.bill.calls, run.bill.answered, run.bill.from_store) == (20, 20, 40)


def test_the_key_of_a_question_is_all_that_the_answer_depends_on() -> None:
    ask = make_ask()
    others = [
        Ask("another", ask.messages, ask.fields, ask.prompt, ask.max_tokens),
        Ask(ask.model, ({"role": "system", "content": "request 1"},), ask.fields, ask.prompt, ask.max_tokens),
        Ask(ask.model, ask.messages, ("wording_2",), ask.prompt, ask.max_tokens),
        Ask(ask.model, ask.messages, ask.fields, "test 2", ask.max_tokens),
        Ask(ask.model, ask.messages, ask.fields, ask.prompt, 101),
    ]
    assert len({ask.key, *(other.key for other in others)}) == 6
    assert make_ask().key == ask.key


def test_what_came_is_stored_before_it_is_read(tmp_path: Path) -> None:
    """A raw answer that cannot be read today is there for a reader that can."""
    run = Run(tmp_path, Limits(tries=1))
    with LoopbackServer(always(garbage('{"almost": "an answer"}'))) as server, pytest.raises(EndpointError):
        run.ask_once(server)
    stored = run.store.find(make_ask().key)
    assert stored is not None
    assert stored.raw == b'{"almost": "an answer"}'


def test_the_key_is_kept_nowhere(tmp_path: Path) -> None:
    def decide(call: Call) -> Reply:
        assert call.headers["authorization"] == f"Bearer {KEY}"
        return answer(f"your key is {KEY}")

    run = Run(tmp_path)
    with LoopbackServer(decide) as server:
        assert read_text(run.ask_once(server)) == "your key is ***"
    assert KEY not in repr(run.asker.endpoint and run.asker.endpoint.address)
    assert all(KEY.encode() not in file.read_bytes() for file in tmp_path.iterdir())


def test_so_many_calls_and_no_more(tmp_path: Path) -> None:
    run = Run(tmp_path, Limits(at_once=8, max_calls=13))
    with LoopbackServer(always(answer(GOOD, delay=0.01))) as server:
        came = run.ask(server, [make_ask(number) for number in range(50)])
        assert server.count == 13
    assert sum(isinstance(one, Answer) for one in came) == 13
    assert run.asker.stopped == "--max-calls 13 is reached"


def test_so_many_dollars_and_no_more(tmp_path: Path) -> None:
    """An answer of 20 and 10 tokens costs $40 here, and what is held back for one $214: 14 tokens in, 100 out."""
    run = Run(tmp_path, Limits(at_once=4, max_cost=1000))
    run.bill = Bill({"loopback": Price(input=1_000_000, output=2_000_000)})
    with LoopbackServer(always(answer(GOOD, delay=0.01))) as server:
        run.ask(server, [make_ask(number) for number in range(500)])
        assert run.bill.dollars == 40 * server.count
    assert 1000 - 214 < run.bill.dollars <= 1000, "calls under way are waited for, and what they leave is spent"
    assert "--max-cost 1000" in str(run.asker.stopped)


def test_so_many_seconds_and_no_more(tmp_path: Path) -> None:
    run = Run(tmp_path, Limits(at_once=2, max_seconds=0.5))
    began = time.monotonic()
    with LoopbackServer(always(answer(GOOD, delay=0.2))) as server:
        came = run.ask(server, [make_ask(number) for number in range(50)])
        assert 3 <= server.count <= 6
        assert sum(isinstance(one, Answer) for one in came) == server.count, "what was under way is taken"
    assert time.monotonic() - began < 3


def test_a_cap_does_not_wait_for_a_server_that_wants_to_rest(tmp_path: Path) -> None:
    began = time.monotonic()
    with LoopbackServer(always(fail(429, retry_after="60"))) as server:
        Run(tmp_path, Limits(max_seconds=0.3)).ask(server, [make_ask(number) for number in range(5)])
    assert time.monotonic() - began < 5


def test_no_more_at_once_than_allowed(tmp_path: Path) -> None:
    with LoopbackServer(always(answer(GOOD, delay=0.05))) as server:
        Run(tmp_path, Limits(at_once=7)).ask(server, [make_ask(number) for number in range(40)])
        assert server.most_at_once == 7


@pytest.mark.parametrize("limits", [Limits(requests_a_minute=600), Limits(tokens_a_minute=600 * 107)])
def test_no_faster_than_allowed(limits: Limits, tmp_path: Path) -> None:
    """Ten a second; a question is booked with its 7 tokens and the 100 of the longest answer."""
    with LoopbackServer(always(answer(GOOD))) as server:
        Run(tmp_path, limits).ask(server, [make_ask(number) for number in range(12)])
        times = [call.at for call in server.calls]
    assert 1.0 <= times[-1] - times[0] <= 2.5


def test_uncounted_tokens_are_estimated(tmp_path: Path) -> None:
    """Nine letters are a token at the most: 40 are five."""
    run = Run(tmp_path)
    with LoopbackServer(always(answer("x" * 40, usage=None))) as server:
        run.ask_once(server)
    assert (run.bill.tokens_in, run.bill.tokens_out, run.bill.uncounted) == (6, 5, 1)


def test_two_stores_of_one_file_at_once(tmp_path: Path) -> None:
    path = tmp_path / "answers.sqlite"
    one, other = AnswerStore(path), AnswerStore(path)
    for number in range(200):
        (one, other)[number % 2].put(f"{number % 150}", b"{}", f"{number}".encode())
    found = other.find("49")
    assert found is not None
    assert found.raw == b"199"
    assert sqlite3.connect(path).execute("pragma integrity_check").fetchone() == ("ok",)
    one.close()
    other.close()


def test_a_store_that_is_none_is_told(tmp_path: Path) -> None:
    path = tmp_path / "answers.sqlite"
    path.write_bytes(b"this is no database at all, but some other file that was here before" * 20)
    with pytest.raises(InputError, match=r"answers\.sqlite: cannot be used as the store of answers .*--cache"):
        AnswerStore(path)


def test_nothing_is_sent_unless_an_endpoint_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("OPENAI_BASE_URL", raising=False)
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)
    with pytest.raises(EndpointError, match="no endpoint is named"):
        find_address()
    monkeypatch.setenv("OPENAI_BASE_URL", "localhost:8000")
    with pytest.raises(EndpointError, match="http://"):
        find_address()
    monkeypatch.setenv("OPENAI_BASE_URL", "http://127.0.0.1:8000/v1")
    assert find_address().host == "127.0.0.1:8000"
    monkeypatch.delenv("OPENAI_BASE_URL")
    monkeypatch.setenv("OPENAI_API_KEY", KEY)
    assert find_address().host == "api.openai.com"


def test_answers_that_mix_kinds_of_trouble_all_come_in_the_end(tmp_path: Path) -> None:
    """Every other call goes wrong, each in another way."""
    bad = [fail(500), reset(), fail(429), cut(GOOD), garbage("?"), fail(503)]

    def decide(call: Call) -> Reply:
        return bad[call.number // 2 % len(bad)] if call.number % 2 == 0 else answer(call.body["messages"][0]["content"])

    script: Script = decide
    with LoopbackServer(script) as server:
        came = Run(tmp_path, Limits(at_once=6, tries=12)).ask(server, [make_ask(number) for number in range(60)])
    assert [read_text(one) for one in came] == [f"request {number}" for number in range(60)]


def test_the_request_is_what_servers_expect(tmp_path: Path) -> None:
    with LoopbackServer(always(answer(GOOD))) as server:
        Run(tmp_path).ask_once(server)
        body = server.calls[0].body
    schema = body["response_format"]["json_schema"]
    assert schema["strict"] is True
    assert schema["schema"] == {
        "type": "object",
        "properties": {"wording_1": {"type": "string"}},
        "required": ["wording_1"],
        "additionalProperties": False,
    }
    assert {key for key in body if key not in ("response_format", "messages", "model")} == {"max_tokens"}
    assert orjson.loads(make_ask().canonical)["fields"] == ["wording_1"]
