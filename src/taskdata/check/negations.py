"""Values that are said not to be so: "isn't done", "no longer urgent", "non-urgent", "all except completed ones"."""

import re

from taskdata.slots.base import Mention

_LONGEST = 40
_NEGATED = re.compile(
    r"(?:(?<!\w)(?:not|never|no longer|cannot|neither|nor)|n['’]t"
    r"|(?<!\w)(?:is|are|was|were|has|have|had|did|does|do|wo|ca|ai)nt)"
    r"(?:\s+(?:yet|been|being|really|actually|even|ever|at all|very|that|so|all|i|we|you|it|a|an|the|quite|exactly|just"
    r"|considered|marked|as)){0,3}\s+$"
    r"|(?<!\w)(?:un|non)-?$|(?<!\w)(?:except|excluding|without|besides|other\s+than|apart\s+from|anything\s+but)"
    r"(?:\s+(?:for|the|any|my|those|ones|marked|that|which|are|is|all)){0,3}\s+$",
    re.IGNORECASE,
)


def is_negated(text: str, mention: Mention) -> bool:
    """Whether a negation stands straight before a mention, but for words such as "yet" and "really"."""
    return _NEGATED.search(text, max(0, mention.start - _LONGEST), mention.start) is not None
