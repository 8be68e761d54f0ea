"""What stands around a phrase: whether a word that can be a day is one there.

All texts here are folded (see `lower_in_place`), so patterns are in lower case with straight apostrophes.
"""

import re
from typing import Final

WORD_END: Final = r"(?!\w)(?!-\w)"
"""Nothing follows that would make the word part of a longer one; a possessive is no such thing."""

NUMBER_END: Final = r"(?![\w%])(?![-\u2013/]\w)(?![:.,]\d)"
"""Nothing follows that would make the number a time, a version, a share or one end of a range."""

_FRAMES: Final = frozenset(
    {"by", "on", "before", "until", "till", "til", "due", "after", "since", "through", "thru", "between"}
    | {"from", "to", "starting"}
)
_SHORT_FRAMES: Final = _FRAMES | {"this", "next", "last", "coming"} | {"for", "and", "or", "of", "eod", "cob", "day"}
_NEVER_A_DAY: Final = frozenset({"the", "a", "he", "she", "we", "i", "they", "it", "who", "you", "my", "our", "your"})
_OTHER_FEASTS: Final = frozenset(
    {"black", "good", "cyber", "ash", "easter", "palm", "shrove", "fat", "whit", "maundy", "super"}
)

_OPEN_RIGHT: Final = re.compile(
    r"\s*(?:$|[^\w\s'&+]|(?:at|in|on|by|to|for|and|or|until|till|from|through|thru|please|pls|plz|sorry|oops|wait|no|actually|rather|with|if|so|but"
    r"|\d{1,2}(?::\d\d)?\s*(?:am|pm)|noon|midday"
    r"|then|is|are|not|do|does|did|what|which|show|that|about|abt|re|[a-z]+\s+(?:me|us)|assigned|tagged|sorted|thanks|thank|thx|again|asap|eod|cob|before|after|onwards?|morning|afternoon|evening|night|noon|end\s+of)(?!\w))"
)
_SHORT_RIGHT: Final = re.compile(
    r"\s*(?:$|[^\w\s'-])|\s+(?:-|\d|at\s+\d|(?:this|next|last)\s+week|(?:to|through|thru|until|till|or)(?!\w)"
    r"|(?:morning|afternoon|evening|night|noon|midnight|eod|cob|end\s+of\s+(?:the\s+)?day)(?!\w))"
)
_SUN_OF_THE_SKY: Final = re.compile(
    r"\s+(?:and\s+moon|screen|cream|hats?|block|lotion|damage|room|flowers?|dress|rise|set|exposure|bath|protection"
    r"|tan|lamp|glasses|shades?|salutations?)(?!\w)"
)
_COUNTED_THING: Final = re.compile(
    r"\s+(?:floor|grade|quarter|time|draft|chapter|page|version|round|century|anniversary|birthday|place|item"
    r"|one|half|row|week|day|month|year|street|avenue|attempt|phase|edition|episode|season|batch|person|generation"
    r"|iteration|sprint|dose|of)s?(?!\w)"
)
_MEASURE: Final = re.compile(
    r"\s+(?:of|cups?|tsp|tbsp|teaspoons?|tablespoons?|inch|inches|lbs?|oz|pounds?|ounces?|miles?|stars?|hours?"
    r"|price|points?)(?!\w)"
)
_NUMBERED: Final = re.compile(
    r"(?:(?<!\w)(?:item|issue|number|id|step|version|bug)s?"
    r"|(?<!\w)n(?:o|r)\.?|#)\s*$"
)
_BETWEEN: Final = re.compile(r"(?<!\w)between\s[^.;?!]*\sand\s+$")
_PIECES: Final = re.compile(r"(?<!\w)(?:issue|number|room|step|part|page|chapter|version|section|row)s?\s+$")
_RECURRING: Final = re.compile(
    r"(?<!\w)(?:(?:every|each)(?:\s+(?:other|second|single|last|few))?|within(?:\s+the\s+next)?)\s+$"
)


def word_before(text: str, pos: int) -> str:
    """The word that ends before pos, "" at the start of the text, or the last mark if that is no word."""
    left = text[max(0, pos - 24) : pos].rstrip()
    if not left or not left[-1].isalnum():
        return left[-1:]
    return re.split(r"\W", left)[-1]


def is_framed(text: str, pos: int) -> bool:
    """Whether a word that introduces a day stands before pos: of two days "between ... and", one stands before both."""
    before = word_before(text, pos)
    return before in _FRAMES or (before == "and" and _BETWEEN.search(text, max(0, pos - 50), pos) is not None)


def is_short_weekday(text: str, pos: int, end: int) -> bool:
    """Whether "sun", "sat" or "wed" is a weekday here, and not the star, the chair or the wedding."""
    before = word_before(text, pos)
    if before in _NEVER_A_DAY or text.startswith("'", end) or _SUN_OF_THE_SKY.match(text, end):
        return False
    return not before.isalnum() or before in _SHORT_FRAMES or _SHORT_RIGHT.match(text, end) is not None


def is_other_feast(text: str, pos: int) -> bool:
    """Whether the weekday is the second half of a feast's name ("Good Friday")."""
    return word_before(text, pos) in _OTHER_FEASTS


def is_free_ordinal(text: str, pos: int, end: int, *, named: bool) -> bool:
    """Whether "the 3rd" is a day, and does not count the noun that follows."""
    if named or not text[:pos].strip() or word_before(text, pos) == "for" or is_framed(text, pos):
        return _COUNTED_THING.match(text, end) is None
    return _OPEN_RIGHT.match(text, end) is not None


def is_free_feast(text: str, pos: int, end: int) -> bool:
    """Whether the name of a feast is its day, and does not describe the noun that follows."""
    return is_framed(text, pos) or _OPEN_RIGHT.match(text, end) is not None


def is_measure(text: str, end: int) -> bool:
    """Whether the fraction before end measures something."""
    return _MEASURE.match(text, end) is not None


def is_number_of(text: str, pos: int) -> bool:
    """Whether the number at pos is the name of a thing ("item 5")."""
    return _NUMBERED.search(text, max(0, pos - 12), pos) is not None


def is_piece_of(text: str, pos: int) -> bool:
    """Whether the fraction at pos counts the pieces of a thing ("part 1/2")."""
    return _PIECES.search(text, max(0, pos - 12), pos) is not None


def is_recurring(text: str, pos: int) -> bool:
    """Whether the phrase at pos recurs or is a stretch of time ("every Friday", "within 3 days")."""
    return _RECURRING.search(text, max(0, pos - 20), pos) is not None
