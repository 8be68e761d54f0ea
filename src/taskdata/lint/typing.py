"""Sentences that carry what styles and frames add: a capital at the start, a full stop, the words of a frame."""

import re
from functools import cache

from taskdata.foundation.pattern import Choice, Hole, Pattern, Sequence, Text
from taskdata.foundation.text import fold
from taskdata.lint.memory import Remembered
from taskdata.lint.subject import Problems, Subject, warning

_CAPITAL = re.compile(r"\s*(?!I\b)[A-Z]")
_STOP = re.compile(r".*\w\.\s*", re.DOTALL)


def find_typing(subject: Subject) -> Problems:
    """Templates of which an alternative begins with a capital, ends with a full stop or begins as its frames do."""

    find_first, find_last = _find_ends(1), _find_ends(-1)

    @cache
    def list_openings(frames: str) -> list[str]:
        found = (text for frame in subject.pack.frames[frames] for text in find_first(frame.pattern))
        return sorted({fold(text) for text in found if text.strip()})

    for template in subject.templates:
        first, last = find_first(template.pattern), find_last(template.pattern)
        if any(map(_CAPITAL.match, first)):
            yield warning(template.place, "this begins with a capital; write it small, for styles add capitals")
        if any(map(_STOP.fullmatch, last)):
            yield warning(template.place, "this ends in a full stop; take it out, for styles add full stops")
        for opening in list_openings(template.frame) if template.frame else ():
            if any(f"{fold(text)} ".startswith(f"{opening} ") for text in first):
                message = f"this begins with '{opening}', as some of the frames '{template.frame}' do"
                yield warning(template.place, f"{message}; take it out, or write `frame: none`")
                break


def _find_ends(step: int) -> Remembered[list[str]]:
    """Finds the words at the front (step 1) or at the end (-1) of sentences; none of those that have a slot there."""

    @Remembered
    def find(pattern: Pattern) -> list[str]:
        match pattern:
            case Text(text):
                return [text]
            case Choice(options):
                return [text for option in options for text in find(option)]
            case Sequence(parts):
                found: list[str] = []
                for part in parts[::step]:
                    ends = find(part)
                    found += [text for text in ends if text.strip()]
                    if isinstance(part, Hole) or (ends and all(text.strip() for text in ends)):
                        break
                return found
        return []

    return find
