"""Records written in a line: `send the {item=red box} {day=tomorrow}`, with a mark round the words of each slot."""

import re
from datetime import date

from taskdata.foundation.records import Example, Source, Span, identify

DAY = date(2026, 3, 11)
_MARK = re.compile(r"\{(\w+)=([^}]*)\}")


def make_example(marked: str) -> Example:
    """The record of a marked request; what it answers does not matter."""
    parts, spans, end, length = list[str](), list[Span](), 0, 0
    for mark in _MARK.finditer(marked):
        parts += [marked[end : mark.start()], mark[2]]
        length += len(parts[-2])
        spans.append(Span(slot=mark[1], start=length, end=length + len(mark[2])))
        length, end = length + len(mark[2]), mark.end()
    text = "".join((*parts, marked[end:]))
    return Example(
        id=identify(text, DAY.isoformat(), []),
        category="out",
        reference_date=DAY,
        history=[],
        input=text,
        output={},
        spans=spans,
        facets={},
        source=Source(kind="template", group="g"),
        split="train",
    )
