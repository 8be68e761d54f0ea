"""An output that a request may have to give, for a person to look at."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from taskdata.check.listening import Listened, Listener, Reading
from taskdata.check.verifier import LONGEST, Pair, Verifier
from taskdata.foundation.pack import Pack
from taskdata.foundation.records import dump_canonical


class Proposer:
    """Listens to requests without their labels, and proposes an output where only one will do."""

    def __init__(self, pack: Pack, verifier: Verifier) -> None:
        self._verifier = verifier
        self._listener = Listener(pack, verifier.reader)

    def listen(self, text: str, day: date | None) -> Listened | None:
        """What the request may mean; None where it is too long to be read."""
        return None if len(text) > LONGEST else self._listener.listen(text, day)

    def propose(self, heard: Listened, label: Any) -> Any:
        """The output of the one reading that verifies; None where there are more or none, or the label has it."""
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
        return not reading.is_bare or self._may_be_of(label, reading)

    def _may_be_of(self, label: Any, reading: Reading) -> bool:
        """Whether the label is of the action that was read, or of one that the pack does not have."""
        if not isinstance(label, Mapping):
            return False
        action = self._verifier.find_action(label)
        return action is None or action.name == reading.action
