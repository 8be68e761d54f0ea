"""Wordings that were refused, written beside what was made."""

from collections import Counter
from collections.abc import Mapping, Sequence

from taskdata.foundation.records import RejectedWording


def show_rejected(refused: Sequence[RejectedWording]) -> bytes:
    """The refused wordings, one JSON object a line."""
    return b"".join(wording.model_dump_json().encode() + b"\n" for wording in refused)


def count_codes(refused: Sequence[RejectedWording]) -> Mapping[str, int]:
    """How many were refused, by the code of the first fault, the commonest first."""
    return dict(Counter(wording.faults[0].code for wording in refused).most_common())
