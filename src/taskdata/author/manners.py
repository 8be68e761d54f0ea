"""How requests are framed and typed: frames, styles, swaps."""

from collections.abc import Mapping

from taskdata.author.documents import Document
from taskdata.author.known_slots import KnownSlots, SlotFacts
from taskdata.author.linking import Linker, Written
from taskdata.author.merge import Declared, Placed
from taskdata.foundation.pack import Frame, Style
from taskdata.foundation.pattern import count_holes

_REQUEST = "request"
_REQUEST_ONLY = KnownSlots({_REQUEST: SlotFacts(frozenset())}, where=" in a frame; {request} is what stands there")


def link_frames(declared: Declared) -> dict[str, tuple[Frame, ...]]:
    """Link the frames of every set; what is wrong with one is reported in its place."""
    return {placed.name: _link_set(placed, declared) for placed in declared.list_sound("frames")}


def _link_set(placed: Placed, declared: Declared) -> tuple[Frame, ...]:
    linker = make_linker(declared, placed.place.document, _REQUEST_ONLY)
    frames = []
    for index, entry in enumerate(placed.value):
        written = Written(entry.say, placed.place.inside(index, "say"))
        linked = linker.link(written)
        if linked.is_sound and count_holes(linked.pattern, _REQUEST) != {1}:
            written.report(0, "a frame has {request} once, outside of [ ]: there the sentence is put in")
        frames.append(Frame(linked.pattern, entry.weight))
    return tuple(frames)


def make_linker(declared: Declared, document: Document, slots: KnownSlots) -> Linker:
    """A linker for the sentences of a file."""
    rules = {
        name: Written(rule.value, rule.place) if isinstance(rule.value, str) else None
        for name, rule in declared.rules_of(document).items()
    }
    return Linker(rules, slots, all_rules="rules" not in declared.unsure)


def read_styles(declared: Declared) -> dict[str, Style]:
    """The styles; one that names swaps which are not there is a fault."""
    for placed in declared.list_sound("styles"):
        if placed.value.swaps is not None:
            declared.check_name("swaps", placed.value.swaps, "list of swaps", placed.place.inside("swaps"))
    return {placed.name: placed.value for placed in declared.list_sound("styles")}


def read_swaps(declared: Declared) -> Mapping[str, Mapping[str, tuple[str, ...]]]:
    """The swaps of each list, by the word in lower case."""
    return {
        placed.name: {word.lower(): tuple(others) for word, others in placed.value.items()}
        for placed in declared.list_sound("swaps")
    }
