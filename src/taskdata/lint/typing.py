"""Sentences that carry what styles and frames add: a capital at the start, a full stop, the words of a frame."""

import re
from functools import cache

from taskdata.foundation.pattern import Choice, Hole, Pattern, Sequence, Text
from taskdata.lint.subject import Problems, Subject, warning

_CAPITAL = re.compile(r"\s*(?!I\b)[A-Z]")
_STOP = re.compile(r".*\w\.\s*", re.DOTALL)


def find_typing(subject: Subject) -> Problems:
    """Templates of which an alternative begins with a capital, ends with a full stop or begins as its frames do."""

    @cache
    def list_openings(frames: str) -> tuple[str, ...]:
        found = (text for frame in subject.pack.frames[frames] for text in _Ends().find(frame.pattern, 1))
        return tuple(sorted({_fold(text) for text in found if text.strip()}))

    ends = _Ends()
    for template in subject.templates:
        first, last = ends.find(template.pattern, 1), ends.find(template.pattern, -1)
        if any(map(_CAPITAL.match, first)):
            yield warning(template.place, "this begins with a capital; write it small, for styles add capitals")
        if any(map(_STOP.fullmatch, last)):
            yield warning(template.place, "this ends in a full stop; take it out, for styles add full stops")
        openings = list_openings(template.frame) if template.frame else ()
        for opening in openings:
            if any(_fold(text).startswith(opening) for text in first):
                message = f"this begins with '{opening.strip()}', as some of the frames '{template.frame}' do"
                yield warning(template.place, f"{message}; take it out, or write `frame: none`")
                break


def _fold(text: str) -> str:
    """As words are compared, with a blank behind, so that "pleased" does not begin with "please"."""
    return " ".join(text.lower().replace(",", "").split()) + " "


class _Ends:
    """The words at the front (step 1) or at the end (-1) of sentences; those of a rule are found once."""

    def __init__(self) -> None:
        self._known: dict[tuple[int, int], list[str]] = {}

    def find(self, pattern: Pattern, step: int) -> list[str]:
        """The words of each alternative; none of those that have a slot there."""
        key = (id(pattern), step)
        if key not in self._known:
            self._known[key] = self._find(pattern, step)
        return self._known[key]

    def _find(self, pattern: Pattern, step: int) -> list[str]:
        match pattern:
            case Text(text):
                return [text]
            case Choice(options):
                return [text for option in options for text in self.find(option, step)]
            case Sequence(parts):
                found: list[str] = []
                for part in parts[::step]:
                    ends = self.find(part, step)
                    found += [text for text in ends if text.strip()]
                    if isinstance(part, Hole) or (ends and all(text.strip() for text in ends)):
                        break
                return found
        return []
