"""The report of `taskdata verify --fix-report`: what is wrong with each faulty pair, and what it may have to say."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import orjson

from taskdata.check.listening import Listened, Listener, Reading
from taskdata.check.verifier import LONGEST, Pair, Verifier
from taskdata.foundation.branches import read_choice
from taskdata.foundation.pack import Pack
from taskdata.foundation.records import dump_canonical
from taskdata.io.files import LINE_LIMIT
from taskdata.workflows.hear import reading_to_json, vote_to_json
from taskdata.workflows.verify import LineVerdict


class FixReport:
    """Makes the lines of a report, for one pack."""

    def __init__(self, pack: Pack, verifier: Verifier) -> None:
        self._verifier = verifier
        self._kind = pack.usecase.discriminator
        self._listener = Listener(pack, verifier.reader)

    def concerns(self, line: LineVerdict) -> bool:
        """Whether a line belongs into the report: it has a fault, or a suspect day."""
        return bool(not line.verdict.ok or line.suspects)

    def render(self, line: LineVerdict) -> bytes:
        """The line of the report: the record as it was, its faults, what was heard, and what it should say.

        `record` is a text where the line is no JSON, and null where it is too long. `proposed` is an output that
        verifies, where one reading alone has such a one, else null.
        """
        heard = self._listen(line)
        rest = {
            "faults": [fault.model_dump() for fault in line.verdict.faults],
            "suspects": [vote_to_json(*suspect) for suspect in line.suspects],
            "heard": _show_heard(heard) if heard else None,
            "proposed": self._propose(line, heard) if heard and not line.verdict.ok else None,
        }
        head = b'{"line":%d,"record":%b,' % (line.line, _show_record(line.raw))
        return head + orjson.dumps(rest)[1:] + b"\n"

    def _listen(self, line: LineVerdict) -> Listened | None:
        record = line.record
        if record is None or len(record.input) > LONGEST:
            return None
        return self._listener.listen(record.input, record.reference_date)

    def _propose(self, line: LineVerdict, heard: Listened) -> Any:
        """The output of the one reading that verifies; None where there are more or none, or the label has it."""
        label = line.record.output if line.record else None
        fitting = [one.output for one in heard.readings if self._is_clear(one, label, heard.day)]
        fitting = [output for output in fitting if self._verifier.verify_pair(Pair(heard.text, output, heard.day)).ok]
        if len(fitting) != 1 or heard.unknown:
            return None
        return None if dump_canonical(fitting[0]) == dump_canonical(label) else fitting[0]

    def _is_clear(self, reading: Reading, label: Any, day: date | None) -> bool:
        """Whether an output can be proposed: whole, of known days, and of another kind than the label by its words."""
        if reading.action is None or reading.is_chosen:
            return False
        if day is None and any(ground.is_dated for ground in reading.grounds):
            return False
        kinds = [read_choice(one, self._kind) for one in (label, reading.output) if isinstance(one, Mapping)]
        return not reading.is_bare or (len(kinds) == 2 and kinds[0] == kinds[1])


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
