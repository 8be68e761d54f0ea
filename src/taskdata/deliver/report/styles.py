"""What a style of typing does, in words, out of its declaration."""

from collections.abc import Iterator

from taskdata.foundation.pack import Style

_CASES = {"sentence": "a capital at the start", "lower": "no capitals"}
_ENDS = {"mark": "a mark at the end", "none": "no mark at the end"}


def describe_style(style: Style | None) -> str:
    """What the style does to a request, in a few words; None is a style that the pack does not have."""
    if style is None:
        return "none of the styles of the pack"
    return ", ".join(_list_changes(style)) or "as the sentence is written"


def _list_changes(style: Style) -> Iterator[str]:
    if style.case in _CASES:
        yield _CASES[style.case]
    if style.end in _ENDS:
        yield _ENDS[style.end]
    if style.commas == "drop":
        yield "no commas"
    if style.apostrophes == "drop":
        yield "no apostrophes"
    if style.swaps:
        yield "abbreviations"
    if style.slips:
        yield "a slip of the finger" if style.slips == 1 else f"{style.slips} slips of the finger"
