"""A command on a terminal that a test types on."""

import os
import pty
import signal
import subprocess
import sys
import time
from pathlib import Path

_START = (
    "import signal; signal.signal(signal.SIGINT, signal.default_int_handler); from taskdata.cli import main; main()"
)
"""Ctrl-C works even where the tests themselves run in the background, which hands on that it is ignored."""
_LEFT_OUT = ("NO_COLOR", "FORCE_COLOR", "EDITOR", "VISUAL")


class AskedTerminal:
    """The command on a terminal, with what it says there; what it prints as data goes to `stdout`."""

    def __init__(self, *arguments: object, **env: str) -> None:
        self._end, inner = pty.openpty()
        outer = {key: value for key, value in os.environ.items() if key not in _LEFT_OUT}
        self._process = subprocess.Popen(
            [sys.executable, "-c", _START, *map(str, arguments)],
            stdin=inner, stderr=inner, stdout=subprocess.PIPE, env={**outer, **env}, start_new_session=True,
        )  # fmt: skip
        os.close(inner)
        self.said = ""
        self._seen = 0

    def wait_for(self, words: str) -> str:
        """What is said up to the words, from where the last one ended."""
        while (at := self.said.find(words, self._seen)) < 0:
            self.said += self._read()
        start, self._seen = self._seen, at + len(words)
        return self.said[start : self._seen]

    def _read(self) -> str:
        try:
            chunk = os.read(self._end, 65536)
        except OSError:
            chunk = b""
        if not chunk:
            raise EOFError(f"it ended: {self.said}")
        return chunk.decode()

    def type(self, *lines: str) -> None:
        """Answer one question after the other."""
        for line in lines:
            self.wait_for(" > ")
            self.write(line)

    def write(self, line: str) -> None:
        """Type a line, whether or not there is a question."""
        os.write(self._end, line.encode() + b"\n")

    def kill(self) -> None:
        """End it as a power cut does."""
        self._process.kill()
        self.close()

    def interrupt(self) -> int:
        """Press Ctrl-C once it waits for an answer, which is a moment after it has asked."""
        stat = Path(f"/proc/{self._process.pid}/stat")
        while stat.read_text(encoding="utf-8").rpartition(")")[2].split()[0] != "S":
            time.sleep(0.01)
        self._process.send_signal(signal.SIGINT)
        return self.close()[0]

    def close(self) -> tuple[int, str]:
        """The exit code and what was printed."""
        try:
            output, _ = self._process.communicate(timeout=60)
        except subprocess.TimeoutExpired as error:
            self.kill()
            raise AssertionError(f"it asks for more: {self.said}") from error
        try:
            while True:
                self.said += self._read()
        except EOFError:
            os.close(self._end)
        return self._process.returncode, output.decode()
