"""For packages that provide slot types, checks and formats of their own: all that they may build on.

An entry point of the group `taskdata.slots` names a class derived from ClosedSlot or WordSlot; its name is the `type`
that packs write. One of the group `taskdata.checks` names a function: it takes a Pair, and its settings as keyword-only
parameters, and gives a list of Findings; its name is the code of the faults. One of the group `taskdata.formats` names
a class derived from LineFormat or Format; its name is what `taskdata export --format` takes.
"""

from taskdata.check.verifier import Pair
from taskdata.deliver.formats.base import Dialogue, Domain, Format, Limits, LineFormat
from taskdata.foundation.chance import Chance
from taskdata.foundation.own_checks import Finding
from taskdata.slots.own import ClosedSlot, Keys, WordSlot

__all__ = [
    "Chance", "ClosedSlot", "Dialogue", "Domain", "Finding", "Format", "Keys", "Limits", "LineFormat", "Pair",
    "WordSlot",
]  # fmt: skip
