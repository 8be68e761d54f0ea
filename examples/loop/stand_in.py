"""A stand-in for a fine-tuned model: it knows the right answers of some files, and fails in known ways.

It speaks OpenAI's API on this machine. Which requests it fails at hangs on their words alone, so that a run can be
repeated. Of the families that the manifest of a dataset says are answered (--learned), it makes the faults of content
no more, as a model that was trained on that dataset should.

    python examples/loop/stand_in.py data/benchmark.jsonl --port 8765
"""

import argparse
import hashlib
import json
import re
import sys
import time
from collections.abc import Callable, Iterable, Mapping
from datetime import date, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

Output = dict[str, Any]
DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
TRAINED = 0.25
"""What is left of the faults of JSON when it was trained on what went wrong."""
SECONDS = 0.02
"""How long an answer takes."""


def shift_day(output: Output) -> str:
    """Every day is one too late."""
    text = json.dumps(output)
    return DAY.sub(lambda found: (date.fromisoformat(found[0]) + timedelta(days=1)).isoformat(), text)


def invent_field(output: Output) -> str:
    """A field that no schema has."""
    return json.dumps({**output, "confidence": 0.9})


def drop_field(output: Output) -> str:
    """The last field of the innermost object is missing."""
    kept = json.loads(json.dumps(output))
    inner = next((value for value in kept.values() if isinstance(value, dict) and value), kept)
    inner.popitem()
    return json.dumps(kept)


def ask_back(output: Output) -> str:
    """An error where something was to be done."""
    return json.dumps({"action": "error", "error_type": "unclear", "message": "I do not know what you mean."})


WRAPPED: tuple[tuple[float, Callable[[Output], str]], ...] = (
    (0.03, lambda output: f"```json\n{json.dumps(output)}\n```"),
    (0.02, lambda output: f"Sure, here it is: {json.dumps(output)}"),
    (0.02, lambda output: json.dumps(output)[:-7]),
)
"""Faults of the JSON, each with its share; asked again, the stand-in gets it right."""
WRONG: tuple[tuple[float, Callable[[Output], str]], ...] = (
    (0.05, shift_day),
    (0.04, invent_field),
    (0.04, drop_field),
    (0.03, ask_back),
)
"""Faults of the content."""


class StandIn:
    """What the model knows, and how it fails."""

    def __init__(self, lines: Iterable[str], learned: frozenset[str]) -> None:
        records = [json.loads(line) for line in lines]
        self._known = {(one["input"], one["reference_date"]): one for one in records}
        self._learned = learned

    def answer(self, messages: list[Mapping[str, str]]) -> str:
        """The answer to a request, on the day that the system prompt tells."""
        day = DAY.search(messages[0]["content"])
        record = self._known.get((messages[1]["content"], day[0] if day else ""))
        if record is None:
            return "I never heard of that."
        spoil = self._choose_fault(record, is_asked_again=len(messages) > 2)
        return spoil(record["output"]) if spoil else json.dumps(record["output"])

    def _choose_fault(self, record: Mapping[str, Any], *, is_asked_again: bool) -> Callable[[Output], str] | None:
        """How it fails at a request, if it does."""
        share = int(hashlib.sha256(record["input"].encode()).hexdigest()[:8], 16) / 16**8
        for size, spoil in WRAPPED:
            if share < size:
                is_overcome = bool(self._learned) and share > TRAINED * size
                return None if is_asked_again or is_overcome else spoil
            share -= size
        for size, spoil in WRONG:
            if share < size:
                return None if record["source"]["family"] in self._learned else spoil
            share -= size
        return None


def make_handler(model: StandIn) -> type[BaseHTTPRequestHandler]:
    """What the server does with a call."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        wbufsize = -1  # head and body leave together

        def do_POST(self) -> None:
            time.sleep(SECONDS)
            asked = json.loads(self.rfile.read(int(self.headers["content-length"])))
            text = model.answer(asked["messages"])
            sizes = sum(len(message["content"]) for message in asked["messages"]) // 4, len(text) // 4
            message = {"role": "assistant", "content": text}
            body = json.dumps(
                {
                    "id": "stand-in", "object": "chat.completion", "created": 0, "model": asked["model"],
                    "choices": [{"index": 0, "message": message, "finish_reason": "stop"}],
                    "usage": {"prompt_tokens": sizes[0], "completion_tokens": sizes[1], "total_tokens": sum(sizes)},
                }
            ).encode()  # fmt: skip
            self.send_response(200)
            self.send_header("content-type", "application/json")
            self.send_header("content-length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *arguments: Any) -> None:  # noqa: A002
            """Nothing is told of each call."""

    return Handler


def list_learned(manifest: Path) -> frozenset[str]:
    """The families that a dataset answers failures of."""
    groups = json.loads(manifest.read_text("utf-8")).get("seeds", {}).get("groups", [])
    return frozenset(group["family"] for group in groups if group["examples"]["train"])


def main() -> None:
    """Serve until the process is ended."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("gold", type=Path, nargs="+", help="files whose answers it knows")
    parser.add_argument("--port", type=int, default=8765)
    parser.add_argument("--learned", type=Path, help="the manifest of the dataset that it was trained on")
    options = parser.parse_args()
    learned = list_learned(options.learned) if options.learned else frozenset()
    lines = [line for file in options.gold for line in file.read_text("utf-8").splitlines()]
    model = StandIn(lines, learned)
    server = ThreadingHTTPServer(("127.0.0.1", options.port), make_handler(model))
    sys.stdout.write(f"the stand-in listens on http://127.0.0.1:{server.server_address[1]}/v1\n")
    sys.stdout.flush()
    server.serve_forever()


if __name__ == "__main__":
    main()
