"""Values that are said not to be so: "isn't done", "no longer urgent"."""

import re

from taskdata.slots.base import Mention

_LONGEST = 40
_NEGATED = re.compile(
    r"(?:(?<!\w)(?:not|never|no longer|cannot|neither|nor)|n['’]t"
    r"|(?<!\w)(?:is|are|was|were|has|have|had|did|does|do|wo|ca|ai)nt)"
    r"(?:\s+(?:yet|been|being|really|actually|even|ever|at all|very|that|so|all|i|we|you|it|a|an|the|quite|exactly|just"
    r"|considered|marked|as)){0,3}\s+$",
    re.IGNORECASE,
)


def is_negated(text: str, mention: Mention) -> bool:
    """Whether a negation stands straight before a mention, but for words such as "yet" and "really"."""
    return _NEGATED.search(text, max(0, mention.start - _LONGEST), mention.start) is not None
