"""Sentences that cannot be read, wherever in a pack they stand."""

import pytest
from small_pack import FAMILIES, SLOTS, STYLES, Breakage, assert_only_fault, breakage

HOLD = "- hold <the> {item}"
HOW = '"<start> <the> {item} {speed}"'
THE = "the: (the *3|my)"

SENTENCE_FAULTS = [
    breakage("round bracket never closed", FAMILIES, HOLD, "- @@(hold|keep <the> {item}", "'('", "never closed"),
    breakage("square bracket never closed", FAMILIES, HOW, '"<start> <the> {item} @@[{speed}"', "'['", "never closed"),
    breakage("brace never closed", FAMILIES, "{item.many} out", "@@{item.many out", "'{'", "never closed"),
    breakage("angle never closed", FAMILIES, HOLD, "- hold @@<the {item}", "'<'", "never closed"),
    breakage("round bracket never opened", FAMILIES, HOLD, "- hold@@) <the> {item}", "')'"),
    breakage("square bracket never opened", FAMILIES, HOLD, "- hold@@] <the> {item}", "']'"),
    breakage("brace never opened", FAMILIES, HOLD, "- hold <the> {item}@@}", "'}'"),
    breakage("angle never opened", FAMILIES, HOLD, "- hold@@> <the> {item}", "'>'"),
    breakage("brackets of two kinds", FAMILIES, HOLD, "- (hold|keep@@] <the> {item}", "']'", "')'"),
    breakage("empty round group", FAMILIES, HOLD, "- hold @@() <the> {item}", "nothing"),
    breakage("empty square group", FAMILIES, HOLD, "- hold @@[] <the> {item}", "nothing"),
    breakage("group of a blank", FAMILIES, HOLD, "- hold @@[ ] <the> {item}", "nothing"),
    breakage("slot without a name", FAMILIES, HOLD, "- hold <the> @@{} {item}", "names no slot"),
    breakage("bar outside of brackets", FAMILIES, HOLD, "- hold @@| keep <the> {item}", "'|'", "( )"),
    breakage("weight outside of brackets", FAMILIES, HOLD, "- hold <the> {item} @@*3", "weight", "\\*"),
    breakage("weight of zero in a rule", FAMILIES, THE, "the: (the @@*0|my)", "'*0'", "above 0"),
    breakage("weight that is no number", FAMILIES, THE, "the: (the @@*often|my)", "'*often'", "above 0"),
    breakage(
        "weight in the middle of an alternative", FAMILIES, THE, "the: (the @@*3 same|my)", "end of an alternative"
    ),
    breakage(
        "fault in a phrase of a choice",
        SLOTS,
        "by (ordinary|standard) mail",
        "by @@(ordinary|standard mail",
        "'('",
        "never closed",
    ),
    breakage("slot in a phrase of a choice", SLOTS, "by (ordinary|standard) mail", "by @@{item} mail", "{item}"),
    breakage("rule in a phrase of a choice", SLOTS, "by (ordinary|standard) mail", "by @@<start> mail", "<start>"),
    breakage(
        "fault in a line of a grammar", SLOTS, "(pears|plums|bricks)", "@@(pears|plums|bricks", "'('", "never closed"
    ),
    breakage("fault in a frame", STYLES, "please {request}", "please {request}@@)", "')'"),
    breakage("empty sentence", FAMILIES, HOLD, '- "@@"', "empty"),
    breakage("sentence of blanks", FAMILIES, HOLD, '- "@@  "', "empty"),
    breakage("backslash at the end", FAMILIES, HOLD, "- hold <the> {item}@@\\", "\\"),
    breakage("rule leading to itself", FAMILIES, THE, "the: (the *3|@@<the> same)", "<the>", "itself"),
    breakage(
        "rules in a ring",
        FAMILIES,
        "start: (send|ship|dispatch)\n  the: (the *3|my)",
        "start: (send|ship|dispatch)\n  the: (the *3|my|<of>)\n  of: of @@<the>",
        "<the>",
        "itself",
    ),
    breakage("rule of a grammar leading to itself", SLOTS, "piece: (box|", "piece: (@@<piece>|", "<piece>", "itself"),
    breakage("fault behind an escaped quote", FAMILIES, HOW, '"\\"<start>\\" <the> {item} @@{sped}"', "'sped'"),
    breakage("fault behind a doubled quote", FAMILIES, HOW, "'send ''now'' <the> {item} @@{sped}'", "'sped'"),
    breakage("fault in a folded block", FAMILIES, HOLD, "- >-\n        hold <the>\n        @@{itme}", "'itme'"),
    breakage("fault in a literal block", FAMILIES, HOLD, "- |-\n        hold <the> @@{itme}", "'itme'"),
    breakage(
        "fault on the second line of a plain sentence", FAMILIES, HOLD, "- hold <the>\n        @@{itme}", "'itme'"
    ),
]


@pytest.mark.parametrize("broken", SENTENCE_FAULTS)
def test_a_sentence_that_cannot_be_read(broken: Breakage) -> None:
    assert_only_fault(broken)
