"""How a phenomenon is found in a request: by its text, by its label, or by what its template says of itself."""

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

Line = Mapping[str, Any]
Says = Callable[[Line], bool]

_OPENING = re.compile(
    r"^(?:(?:hey|hi|hello|ok|okay|alright|um|uh|so|oh|hmm|well|please|pls|plz|just|go ahead and|quick question|"
    r"just checking|(?:can|could|would|will) (?:you|u)(?: please| pls| plz)?|"
    r"(?:i need|i want|i would like|i'?d like) (?:you|u) to)\b[, ]*)+",
    re.IGNORECASE,
)


def text(pattern: str) -> Says:
    """Whether the request says this anywhere, in any case; ’ and ' are one."""
    shape = re.compile(pattern, re.IGNORECASE)
    return lambda line: shape.search(line["input"].replace("’", "'")) is not None


def core_of(line: Line) -> str:
    """The request without what may be put before any request: hey, please, can you."""
    said: str = line["input"].replace("’", "'")
    return _OPENING.sub("", said) or said


def core(pattern: str) -> Says:
    """Whether the request begins like this, greetings and polite words aside."""
    shape = re.compile(pattern, re.IGNORECASE)
    return lambda line: shape.match(core_of(line)) is not None


def count_words(line: Line) -> int:
    """How many words, as white space parts them."""
    return len(line["input"].split())


def has(*fields: str) -> Says:
    """Whether the label has a value for one of these fields."""

    def says(line: Line) -> bool:
        output = line["output"]
        parts = [output, *(output[key] for key in ("data", "changes", "filters") if key in output)]
        return any(part.get(field) is not None for part in parts for field in fields)

    return says


def said(*slots: str) -> Says:
    """Whether words of one of these slots stand in the request."""
    return lambda line: any(span["slot"] in slots for span in line["spans"])


def is_error(*kinds: str) -> Says:
    """Whether the answer is an error of one of these types."""
    return lambda line: line["output"].get("error_type") in kinds


def case(*names: str) -> Says:
    """Whether the template says of itself that it is such a case."""
    return lambda line: not set(names).isdisjoint(line["facets"].get("edge_cases", []))


def is_slip(line: Line) -> bool:
    """Whether a slip of the finger was found in it, see `mark_slips`."""
    return bool(line["slipped"])


def mark_slips(lines: Sequence[Line]) -> list[Line]:
    """The lines with what is typed with a slip marked: in that style, with a word that no other style has."""
    words = [set(re.findall(r"[a-z]{4,}", line["input"].lower())) for line in lines]
    styles = [line["facets"].get("style") for line in lines]
    known = set().union(*(found for found, style in zip(words, styles, strict=True) if not style.startswith("slip")))
    return [
        {**line, "slipped": style in ("slip", "slip_lower") and not found <= known}
        for line, found, style in zip(lines, words, styles, strict=True)
    ]


def either(*ways: Says) -> Says:
    """Whether one of the ways fits."""
    return lambda line: any(way(line) for way in ways)


def without(way: Says, *others: Says) -> Says:
    """Whether the first fits and none of the others."""
    return lambda line: way(line) and not any(other(line) for other in others)


def opens_with_day(line: Line) -> bool:
    """Whether a day or a time stands before everything else, but for its preposition."""
    opening = len(line["input"]) - len(core_of(line))
    places = [span["start"] for span in line["spans"] if span["slot"] in ("due", "other_due", "day", "time")]
    return any(line["input"][opening:place].lower().strip() in ("", "on", "by", "for", "due") for place in places)


def has_gerund_title(line: Line) -> bool:
    """Whether a title of two words and more begins with a verb in -ing."""
    words = line["output"]["data"]["title"].lower().split()
    nouns = (
        "wedding",
        "parking",
        "meeting",
        "morning",
        "evening",
        "spring",
        "string",
        "heating",
        "building",
        "housing",
    )
    return len(words) > 1 and words[0].endswith("ing") and words[0] not in nouns


def mentions_twice(line: Line) -> bool:
    """Whether a create names its title twice, or the same thing: "set a reminder to remind me"."""
    plain = re.sub(r"[^\w ]", "", line["input"].lower())
    title = re.sub(r"[^\w ]", "", line["output"]["data"]["title"].lower())
    rest = plain.replace(title, " ", 1)
    stems = (r"\bremind", r"\blist\b", r"\bto ?do\b", r"\btask\b")
    return plain.count(title) > 1 or any(len(re.findall(stem, rest)) > 1 for stem in stems)
