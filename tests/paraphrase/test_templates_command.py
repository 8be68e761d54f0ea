"""`taskdata paraphrase templates`, with a server on loopback in the place of a model."""

import json
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
import yaml
from loopback import Call, LoopbackServer, Reply, always, answer, by_request, fail
from paraphrase_tools import REPOSITORY, be_model, copy_pack, read_jsonl, run

from taskdata.workflows.open_pack import open_pack

_REMIND = re.compile(r"^(?:remind me|set a reminder|make me a (?:reminder|task)|nudge me|ping me) to ")
WORDINGS = ("I really must not forget to {}, so remind me", "hey there, give me a reminder to {} please, ok?", "{}!!")
FAMILY = ("paraphrase", "templates", "--model", "loopback", "--family", "create_plain")
PAGE = "templates/paraphrases/create_plain.yaml"
SOME = ("--limit", 16)


def reword(request: str, number: int) -> str:
    """Two good wordings of a reminder and a bad one; of anything else, its words alone."""
    if not _REMIND.match(request):
        return "no idea what you mean"
    return WORDINGS[number - 1].format(_REMIND.sub("", request))


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    return copy_pack(tmp_path)


def list_new(pack: Path) -> list[tuple[str, list[str]]]:
    file = pack / "templates/paraphrases/create_plain.yaml"
    entries = yaml.safe_load(file.read_text("utf-8"))["paraphrases"]["create_plain"]
    return [(entry["of"], entry["sentences"]) for entry in entries]


def test_wordings_become_templates_of_their_parents_group(pack: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with LoopbackServer(by_request(be_model(reword))) as server:
        came = run(*FAMILY, *SOME, folder=pack, monkeypatch=monkeypatch, server=server.base_url)
    assert came.exit_code == 0, came.stderr

    of, sentences = list_new(pack)[0]
    form = re.search(r"\{title\.\w+\}", of)
    assert form is not None
    assert sentences == [wording.format(form[0]) for wording in WORDINGS[:2]]
    loaded, _ = open_pack(pack)
    by_text = {template.text: template for template in loaded.families["create_plain"].templates}
    parent, child = by_text[of], by_text[sentences[0]]
    assert (child.group, child.sets, child.edge_cases) == (parent.group, parent.sets, parent.edge_cases)
    assert child.provenance is not None
    assert child.provenance.parent == parent.id
    assert child.provenance.model == "loopback"
    assert re.fullmatch(r"rephrase_templates \d+ \([0-9a-f]{6}\)", child.provenance.prompt)
    text = (pack / PAGE).read_text("utf-8")
    assert text.startswith("# yaml-language-server: $schema=../../schemas/templates.schema.json\n")


def test_what_is_refused_is_kept_with_its_reason_and_asked_for_once_more(
    pack: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with LoopbackServer(by_request(be_model(reword))) as server:
        came = run(*FAMILY, "--limit", 4, folder=pack, monkeypatch=monkeypatch, server=server.base_url)
        asked = [call.body["messages"] for call in server.calls]
    first = [messages for messages in asked if len(messages) == 2]
    again = [messages for messages in asked if len(messages) == 4]
    assert len(first) == len(again) == 4
    assert all("These cannot be used:" in messages[-1]["content"] for messages in again)
    assert all(re.search(r"^- way_3: .*\d*\w+", messages[-1]["content"], re.MULTILINE) for messages in again)
    refused = read_jsonl(pack / ".taskdata/templates.rejected.jsonl")
    assert refused
    assert {"of", "parent", "texts", "sentence", "manner", "model", "prompt", "faults"} == refused[0].keys()
    assert all(one["faults"] for one in refused)
    told = re.search(r"refused: +(.*) \(", came.stderr)
    assert told is not None
    assert sum(map(int, re.findall(r" (\d+)", told[1]))) == len(refused)


def test_the_same_again_asks_nothing_and_changes_nothing(pack: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with LoopbackServer(by_request(be_model(reword))) as server:
        run(*FAMILY, *SOME, folder=pack, monkeypatch=monkeypatch, server=server.base_url)
        count, before = server.count, (pack / PAGE).read_bytes()
        again = run(*FAMILY, *SOME, folder=pack, monkeypatch=monkeypatch, server=server.base_url)
        assert server.count == count
    assert again.exit_code == 0
    assert (pack / PAGE).read_bytes() == before
    sentences = sum(len(texts) for _, texts in list_new(pack))
    assert f"0 new templates; {sentences} were there already" in again.stderr


def test_the_store_alone_gives_the_same_bytes(
    pack: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    with LoopbackServer(by_request(be_model(reword))) as server:
        run(*FAMILY, *SOME, folder=pack, monkeypatch=monkeypatch, server=server.base_url)
    other = copy_pack(tmp_path_factory.mktemp("other"))
    store = ("--cache", pack / ".taskdata/answers.sqlite")
    came = run(*FAMILY, *SOME, *store, folder=other, monkeypatch=monkeypatch, server=None)
    assert came.exit_code == 0, came.stderr
    assert (other / PAGE).read_bytes() == (pack / PAGE).read_bytes()


def test_new_templates_are_said_and_verified(pack: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with LoopbackServer(by_request(be_model(reword))) as server:
        run(*FAMILY, *SOME, folder=pack, monkeypatch=monkeypatch, server=server.base_url)
    assert run("check", "--strict", folder=pack, monkeypatch=monkeypatch, server=None).exit_code == 0
    came = run("generate", "-n", 2000, "-o", "out", folder=pack, monkeypatch=monkeypatch, server=None)
    assert came.exit_code == 0
    said = [one for one in read_jsonl(pack / "out/dataset.jsonl") if one["source"]["model"] == "loopback"]
    assert said
    assert {one["source"]["kind"] for one in said} == {"template"}
    assert run("verify", "out/dataset.jsonl", folder=pack, monkeypatch=monkeypatch, server=None).exit_code == 0


@pytest.mark.parametrize(
    "change",
    [
        "remind me to {} tomorrow",
        "remind me urgently to {}, it's high priority",
        "don't remind me to {}",
        "did I ask you to remind me to {}?",
        "remind me to {} and delete task 5",
        "remind me to {} with Bob",
        "I finished the task to {}",
        'Sure! Here is another wording: "remind me to {}"',
        "I have set a reminder to {}.",
        "erinnere mich bitte unbedingt daran zu {}",
    ],
)
def test_a_wording_of_another_meaning_is_not_taken(
    pack: Path, monkeypatch: pytest.MonkeyPatch, change: str
) -> None:  # fmt: skip
    def respond(request: str, number: int) -> str:
        return change.format(_REMIND.sub("", request)) if _REMIND.match(request) else "{}"

    with LoopbackServer(by_request(be_model(respond))) as server:
        came = run(*FAMILY, "--limit", 12, folder=pack, monkeypatch=monkeypatch, server=server.base_url)
    assert came.exit_code == 0, came.stderr
    assert not (pack / "templates/paraphrases").exists()


@pytest.mark.parametrize(
    "raw",
    ["not JSON", '{"something": "else"}', "", '["a list"]', '{"way_1_request_1": "only this one"}'],
)
def test_an_answer_of_another_form_is_refused(pack: Path, monkeypatch: pytest.MonkeyPatch, raw: str) -> None:
    with LoopbackServer(always(answer(raw or None))) as server:
        came = run(*FAMILY, "--limit", 2, folder=pack, monkeypatch=monkeypatch, server=server.base_url)
    assert came.exit_code == 0
    assert "refused:  no_wording 12" in came.stderr, "three wordings of two templates, asked for twice"


def test_a_dry_run_tells_the_price_and_its_pilot_is_not_paid_for_again(
    pack: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    terms = ("--limit", 10, "--price-in", 2, "--price-out", 4)
    with LoopbackServer(by_request(be_model(reword))) as server:
        quiet = run(*FAMILY, *terms, "--dry-run", "--pilot", 0, folder=pack, monkeypatch=monkeypatch,
                    server=server.base_url)  # fmt: skip
        assert (quiet.exit_code, server.count) == (0, 0)
        assert re.search(r"calls: +10, and up to as many again", quiet.stderr)
        assert "estimated from the words" in quiet.stderr
        assert "not known without pilot calls" in quiet.stderr
        dry = run(*FAMILY, *terms, "--dry-run", folder=pack, monkeypatch=monkeypatch, server=server.base_url)
        assert (dry.exit_code, server.count) == (0, 3)
        assert not (pack / "templates/paraphrases").exists()
        # Seven are not asked yet, and what was refused of the three is to be asked again: 10 tokens out each.
        assert re.search(r"calls: +10, .*; 3 are answered in", dry.stderr)
        assert re.search(r"about \d+ in and 100 out \(by 3 pilot call\(s\)\)", dry.stderr)
        assert re.search(r"about \$0\.00\d+,", dry.stderr)
        run(*FAMILY, *terms, folder=pack, monkeypatch=monkeypatch, server=server.base_url)
        asked = [json.dumps(call.body["messages"]) for call in server.calls]
    assert 10 < len(asked) <= 20, "ten questions, most asked again once"
    assert len(asked) == len(set(asked))


def test_a_price_in_the_use_case_is_found(pack: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with (pack / "usecase.yaml").open("a") as file:
        file.write("prices:\n  loopback: {input: 1000000, output: 0}\n")
    with LoopbackServer(by_request(be_model(reword))) as server:
        came = run(*FAMILY, "--limit", 1, folder=pack, monkeypatch=monkeypatch, server=server.base_url)
        assert server.count == 2
    assert "$40.00" in came.stderr


def test_a_cap_stops_and_keeps_what_came(pack: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with LoopbackServer(by_request(be_model(reword))) as server:
        came = run(*FAMILY, *SOME, "--max-calls", 21, "--at-once", 1, folder=pack, monkeypatch=monkeypatch,
                   server=server.base_url)  # fmt: skip
        assert server.count == 21
        assert came.exit_code == 1
        assert "--max-calls 21 is reached" in came.stderr
        assert list_new(pack)
        whole = run(*FAMILY, *SOME, folder=pack, monkeypatch=monkeypatch, server=server.base_url)
        assert whole.exit_code == 0
        asked = [json.dumps(call.body["messages"]) for call in server.calls]
    assert len(asked) == len(set(asked))


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("--max-cost", "1"), "--max-cost needs the price of 'loopback'"),
        (("--price-in", "1"), "--price-in and --price-out are given together"),
        (("--family", "creat_plain"), "no such family"),
    ],
)
def test_what_cannot_be_asked_is_told(
    pack: Path, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...], told: str
) -> None:
    came = run(*FAMILY, *arguments, folder=pack, monkeypatch=monkeypatch, server="http://127.0.0.1:9/v1")
    assert came.exit_code == 2
    assert told in came.stderr
    assert "Traceback" not in came.stderr


def test_nothing_is_sent_without_an_endpoint(pack: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    came = run(*FAMILY, folder=pack, monkeypatch=monkeypatch, server=None)
    assert came.exit_code == 2
    assert "no endpoint is named" in came.stderr
    unnamed = run(*FAMILY[:2], folder=pack, monkeypatch=monkeypatch, server=None)
    assert unnamed.exit_code == 2
    assert "--model" in unnamed.stderr


def test_a_key_that_is_refused_is_not_shown(pack: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_BASE_URL", "unused")
    with LoopbackServer(always(fail(401, echo_key=True))) as server:
        monkeypatch.chdir(pack)
        environment = {"OPENAI_API_KEY": "sk-the-secret", "OPENAI_BASE_URL": server.base_url}
        from click.testing import CliRunner

        from taskdata.cli import main

        came = CliRunner().invoke(main, list(FAMILY), env=environment)
    assert came.exit_code == 2
    assert "OPENAI_API_KEY" in came.stderr
    assert "sk-the-secret" not in came.output + came.stderr
    files = (file for file in (pack / ".taskdata").iterdir())
    assert all(b"sk-the-secret" not in file.read_bytes() for file in files)


def test_another_model_has_to_read_the_same(pack: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The second model reads every wording but one kind as it is meant."""
    model = be_model(reword)

    def decide(call: Call) -> Reply:
        if call.body["model"] != "parser":
            return answer(model(call.body))
        said = call.body["messages"][-1]["content"]
        title = re.sub(r".*(?:forget|reminder) to (.*?)(?:, so remind me| please, ok\?)$", r"\1", said)
        priority = "high" if said.startswith("hey there") else "medium"
        data = {"title": title[:1].upper() + title[1:], "priority": priority, "due_date": None, "status": "pending"}
        return answer(json.dumps({"action": "create_task", "data": data}))

    with LoopbackServer(decide) as server:
        run(*FAMILY, *SOME, "--round-trip", "parser", folder=pack, monkeypatch=monkeypatch, server=server.base_url)
    new = [sentence for _, sentences in list_new(pack) for sentence in sentences]
    assert new
    assert all(sentence.startswith("I really must not forget to") for sentence in new)
    codes = [one["faults"][0]["code"] for one in read_jsonl(pack / ".taskdata/templates.rejected.jsonl")]
    assert "round_trip" in codes


def test_a_batch_is_handed_in_waited_for_and_collected(pack: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with LoopbackServer(by_request(be_model(reword)), batch_polls=1) as server:

        def step(name: str) -> Any:
            return run(*FAMILY, "--limit", 9, "--batch", name, folder=pack, monkeypatch=monkeypatch,
                       server=server.base_url)  # fmt: skip

        assert "9 questions handed in" in step("submit").stderr
        assert "handed in" not in step("submit").stderr.split("ask how")[0], "what is in a batch is not handed in twice"
        assert "in_progress, 9 questions" in step("status").stderr
        collected = step("collect")
        assert "9 answers taken, 0 questions failed" in collected.stderr
        assert server.count == 0, "no call was made beside the batch"
    assert list_new(pack)
    assert "9 of 9 templates asked about" in collected.stderr


def test_what_was_taken_out_in_review_does_not_come_again(pack: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with LoopbackServer(by_request(be_model(reword))) as server:
        run(*FAMILY, *SOME, folder=pack, monkeypatch=monkeypatch, server=server.base_url)
    (pack / PAGE).write_text(
        (pack / PAGE).read_text("utf-8").replace("      sentences:\n", "      refused:\n", 1), "utf-8"
    )
    before = (pack / PAGE).read_bytes()
    again = run(*FAMILY, *SOME, folder=pack, monkeypatch=monkeypatch, server=None)
    assert again.exit_code == 0, again.stderr
    assert "2 were taken out in review" in again.stderr
    assert (pack / PAGE).read_bytes() == before
    loaded, _ = open_pack(pack)
    said = {template.text for template in loaded.families["create_plain"].templates}
    assert not said & set(yaml.safe_load(before)["paraphrases"]["create_plain"][0]["refused"])


def test_runs_at_once_on_one_pack_lose_nothing(pack: Path) -> None:
    """Each asks for other wordings; what each says it has written is there."""

    def decide(call: Call) -> Reply:
        seed = len({w for w in ("student", "manager", "parent") if w in str(call.body)})
        return answer(be_model(lambda request, number: reword(request, 1 + (number + seed) % 2))(call.body))

    with LoopbackServer(decide) as server:
        environment = os.environ | {"OPENAI_BASE_URL": server.base_url, "PYTHONPATH": str(REPOSITORY / "src")}
        command = [sys.executable, "-c", "from taskdata.cli import run; run()", *map(str, (*FAMILY, "--limit", 24))]
        runs = [
            subprocess.Popen([*command, "--seed", seed], cwd=pack, env=environment, stderr=subprocess.PIPE, text=True)
            for seed in ("1", "2")
        ]
        talks = [one.communicate(timeout=120)[1] for one in runs]
    assert [one.returncode for one in runs] == [0, 0], talks
    told = [int(found[1]) for talk in talks if (found := re.search(r"accepted: (\d+) new", talk))]
    assert sum(told) == sum(len(sentences) for _, sentences in list_new(pack)) > 0


def test_a_batch_under_way_is_not_paid_for_twice(pack: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with LoopbackServer(by_request(be_model(reword)), batch_polls=9) as server:
        run(*FAMILY, "--limit", 3, "--batch", "submit", folder=pack, monkeypatch=monkeypatch, server=server.base_url)
        came = run(*FAMILY, "--limit", 3, folder=pack, monkeypatch=monkeypatch, server=server.base_url)
        assert server.count == 0
    assert came.exit_code == 2
    assert "3 of these questions are in a batch that is under way" in came.stderr


def test_a_model_that_thinks_first_gets_longer_answers(pack: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An answer that broke off is asked for anew where more is allowed: it is another question."""
    model = be_model(reword)

    def decide(call: Call) -> Reply:
        return answer(model(call.body)) if call.body["max_tokens"] >= 4000 else answer("<think>hm", finish="length")

    with LoopbackServer(decide) as server:
        short = run(*FAMILY, *SOME, folder=pack, monkeypatch=monkeypatch, server=server.base_url)
        long = run(*FAMILY, *SOME, "--longest", 4000, folder=pack, monkeypatch=monkeypatch, server=server.base_url)
    assert "0 new templates" in short.stderr
    assert long.exit_code == 0, long.stderr
    assert list_new(pack)


def test_a_dead_server_is_told_however_few_the_questions(pack: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("taskdata.io.asking._FIRST_WAIT", 0.01)
    came = run(*FAMILY, "--limit", 2, folder=pack, monkeypatch=monkeypatch, server="http://127.0.0.1:9/v1")
    assert came.exit_code == 2
    assert "see that the server runs" in came.stderr


def test_what_failed_in_a_batch_is_handed_in_again(pack: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    model = be_model(reword)
    handed: list[str] = []

    def decide(call: Call) -> Reply:
        handed.append(json.dumps(call.body["messages"]))
        return fail(500) if len(handed) in (2, 5) else answer(model(call.body))

    with LoopbackServer(decide, batch_polls=0) as server:
        for step in ("submit", "collect", "submit", "collect"):
            came = run(*FAMILY, "--limit", 6, "--batch", step, "--price-in", 1, "--price-out", 1,
                       folder=pack, monkeypatch=monkeypatch, server=server.base_url)  # fmt: skip
            if len(handed) == 6 and step == "collect":
                # Four answers of 20 and 10 tokens at a dollar a million, and half of that.
                assert (
                    "4 answers taken, 2 questions failed and may be handed in again; 80 tokens in, 40 out"
                    in came.stderr
                )
                assert "$0.000060 at half price" in came.stderr
                assert came.exit_code == 1, "two templates could not be asked about"
    assert "2 answers taken, 0 questions failed" in came.stderr
    assert came.exit_code == 0
    assert handed[6:] == [handed[1], handed[4]]


@pytest.mark.skipif(not hasattr(os, "killpg"), reason="needs POSIX signals")
def test_an_interrupt_keeps_what_came_and_nothing_is_asked_twice(pack: Path) -> None:
    arguments = [*map(str, (*FAMILY, *SOME)), "--at-once", "2"]
    command = [sys.executable, "-c", "from taskdata.cli import run; run()", *arguments]
    with LoopbackServer(lambda call: answer(be_model(reword)(call.body), delay=0.15)) as server:
        environment = os.environ | {"OPENAI_BASE_URL": server.base_url, "PYTHONPATH": str(REPOSITORY / "src")}
        process = subprocess.Popen(command, cwd=pack, env=environment, stderr=subprocess.PIPE, text=True)
        until = time.monotonic() + 60
        while server.count < 8 and time.monotonic() < until:
            time.sleep(0.02)
        process.send_signal(signal.SIGINT)
        _, talk = process.communicate(timeout=60)
        assert process.returncode == 130, talk
        assert "waiting for the answers under way" in talk
        assert "interrupted; " in talk
        stopped_at = server.count
        assert list_new(pack), "what was proven so far is written"
        done = subprocess.run(command, cwd=pack, env=environment, stderr=subprocess.PIPE, text=True, check=False)
        assert done.returncode == 0, done.stderr
        asked = [json.dumps(call.body["messages"]) for call in server.calls]
    assert stopped_at < len(asked)
    assert len(asked) == len(set(asked))
