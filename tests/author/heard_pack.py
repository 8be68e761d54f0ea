"""The small pack with what is only heard, and an action whose field rests on evidence."""

from collections.abc import Mapping

from small_pack import PACK, SCHEMA, SLOTS

HEARING, REFUSALS = "templates/hearing.yaml", "templates/refusals.yaml"

_BRANCH = """,
    {
      "type": "object",
      "required": ["action", "why"],
      "additionalProperties": false,
      "properties": {
        "action": {"const": "refuse"},
        "why": {"$ref": "#/$defs/why"},
        "words": {"type": "string"}
      }
    }
  ],
  "$defs": {"why": {"enum": ["no_item", "too_far", "unclear"]}}
}
"""

_ACTION = """\
  refuse:
    category: halt
    output:
      action: refuse
    evidence:
      field: why
      values:
        no_item: {like: [send], lacks: [item]}
        too_far: {like: [send], signs: [far]}
        unclear: {noise: true}
"""

_FAR = """\
  other_day: {like: day}
  far:
    type: choice
    forms:
      place:
        abroad: [abroad, overseas]
    shapes:
      abroad: ["to [a-z]+land"]
    never: [overseas box]
"""

_REFUSALS = """\
action: refuse

families:
  refuse_item:
    set: {why: no_item, words: "Which one?"}
    sentences:
      - "send it"
  refuse_far:
    set: {why: too_far, words: "Too far."}
    sentences:
      - "send it {far}"
"""

_HEARING = """\
rules:
  hurl: "(hurl|fling) [{any} like]"

framing:
  before:
    - "(hi|hello) [there|again] [,]"
  after:
    - "[,] because {any}"
  joins:
    - "and then"
  nothing: [it, this thing]
  anywhere: [kindly]
  never_first: [to]
  never_last: [the]
  stray: [hmm, by, out]

heard:
  send_more:
    about: other words for sending
    action: send
    command: true
    sentences:
      - "<hurl> the {item}"
    before:
      - "I have to"
    after:
      - "to {any}"
    words: [straight]
  odd:
    about: nobody can tell
    sentences:
      - "check {item}"
  refuse_more:
    action: refuse
    set: {why: too_far}
    sentences:
      - "{any} to the moon"

spellings:
  y'all: you all
  thru: through
"""

HEARD_PACK: Mapping[str, str] = {
    **PACK,
    SCHEMA: PACK[SCHEMA].removesuffix("\n  ]\n}\n") + _BRANCH,
    SLOTS: PACK[SLOTS].replace("  other_day: {like: day}\n", _FAR) + _ACTION,
    REFUSALS: _REFUSALS,
    HEARING: _HEARING,
}
