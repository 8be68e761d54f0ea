"""Names that nothing bears, and what may have been meant."""

from collections.abc import Iterable


def suggest(name: str, known: Iterable[str]) -> str:
    """`; did you mean 'x'?` for the nearest known name, or nothing."""
    from difflib import get_close_matches

    near = get_close_matches(name, [other for other in known if other != name], 1, 0.6)
    return f"; did you mean '{near[0]}'?" if near else ""


def suggest_or_list(name: str, known: Iterable[str]) -> str:
    """The nearest known name, or all of them where none is near."""
    names = list(known)
    return suggest(name, names) or f"; known are {', '.join(names)}"
