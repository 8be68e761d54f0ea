"""The report of `taskdata verify --fix-report`: what is wrong with each faulty pair, and what it may have to say."""

from typing import Any

import orjson

from taskdata.check.listening import Listened
from taskdata.check.verifier import Verifier
from taskdata.foundation.pack import Pack
from taskdata.io.files import LINE_LIMIT
from taskdata.workflows.hear import reading_to_json, vote_to_json
from taskdata.workflows.proposed_outputs import Proposer
from taskdata.workflows.verify import LineVerdict


class FixReport:
    """Makes the lines of a report, for one pack."""

    def __init__(self, pack: Pack, verifier: Verifier) -> None:
        self._proposer = Proposer(pack, verifier)

    def concerns(self, line: LineVerdict) -> bool:
        """Whether a line belongs into the report: it has a fault, or a suspect day."""
        return bool(not line.verdict.ok or line.suspects)

    def render(self, line: LineVerdict) -> bytes:
        """The line of the report: the record as it was, its faults, what was heard, and what it should say.

        `record` is a text where the line is no JSON, and null where it is too long. `proposed` is an output that
        verifies, where one reading alone has such a one, else null.
        """
        record = line.record
        heard = self._proposer.listen(record.input, record.reference_date) if record else None
        rest = {
            "faults": [fault.model_dump() for fault in line.verdict.faults],
            "suspects": [vote_to_json(*suspect) for suspect in line.suspects],
            "heard": _show_heard(heard) if heard else None,
            "proposed": self._propose(line, heard),
        }
        head = b'{"line":%d,"record":%b,' % (line.line, _show_record(line.raw))
        return head + orjson.dumps(rest)[1:] + b"\n"

    def _propose(self, line: LineVerdict, heard: Listened | None) -> Any:
        """What a faulty label should be, where that can be proposed."""
        if line.record is None or heard is None or line.verdict.ok:
            return None
        return self._proposer.propose(heard, line.record.output)


def _show_heard(heard: Listened) -> dict[str, Any] | None:
    """The best reading; null where there is none."""
    if not heard.readings:
        return None
    best = reading_to_json(heard.readings[0], heard.text, is_dated=heard.day is not None)
    return {**best, "two_readings": heard.is_tied, "not_understood": list(heard.unknown)}


def _show_record(raw: bytes) -> bytes:
    """The line as JSON: itself, where it is JSON."""
    if len(raw) > LINE_LIMIT:
        return b"null"
    try:
        orjson.loads(raw)
    except orjson.JSONDecodeError:
        return orjson.dumps(raw.decode(errors="replace"))
    return raw.strip()
