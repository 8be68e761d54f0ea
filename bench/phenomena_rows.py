"""What people do when they ask: one row a phenomenon, with its real share and how it is counted here.

The real shares were counted by regular expressions in 1,721 requests that people wrote to assistants about lists,
reminders and calendars, of two public corpora. They are approximate, and floors: a dataset may have more of anything,
not less.
"""

from dataclasses import dataclass

from bench.phenomena_ways import (
    Says,
    case,
    core,
    count_words,
    either,
    has,
    has_gerund_title,
    is_error,
    is_slip,
    mentions_twice,
    opens_with_day,
    said,
    text,
    without,
)


@dataclass(frozen=True, slots=True)
class Row:
    """A phenomenon; `floor` stands where the real share is none for this product, and `note` says why."""

    name: str
    says: Says
    real: float | None = None
    within: str = ""
    floor: float | None = None
    note: str = ""


ASK = (
    r"(?:remind|add|put|set|make|create|show|tell|list|read|delete|remove|take|cross|mark|"
    r"move|push|cancel|drop|give|assign|bump|jot|note)\b"
)

FACT = (
    r"\b(?:i|we|he|she|they|it|there|my [\w' ]{2,20}?|the [\w' ]{2,20}?)\s?(?:am|is|are|was|"
    r"were|have|has|had|need|needs|want|wants|got|keep|"
    r"keeps|said|says|forgot|almost|just|can't|cant|don't|dont|won't|wont|haven't|havent|"
    r"should|must|still|'[smdv]\w*|m|ve|ll|d)\b"
)
MEMORY = core(r"(?:did i|have i|haven't i|didn't i|havent i|didnt i|do i already|had i)\b")
YES_NO = core(
    r"(?:do|does|is|are|was|were|am|has|have|did|can i|could i|may i|can we|any|anything|were there|have we)\b"
)
WH = core(r"(?:what|which|when|where|who|why|how|whats|whos|wheres|hows|whens)\b")
TELL = core(
    r"(?:read|tell|recite|show|list|give|run|walk|go through|pull|bring|find|search|look|"
    r"check|see|let me (?:see|hear|know)|filter|sort)\b"
)
DAY = r"(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?s?\b"
MONTH = r"(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)(?:uary|ruary|ch|il|ust|ember|tember|ober)?"

TYPING = [
    Row("all lower case", lambda line: line["input"] == line["input"].lower(), 0.24),
    Row("no final punctuation", without(lambda line: True, text(r"[.!?…]['\")]*$")), 0.49),
    Row(
        'a question without "?"',
        without(either(YES_NO, WH, MEMORY, text(r"^(?:can|could|would|will) (?:you|u)\b")), text(r"\?")),
        0.07,
    ),
    Row("misspellings", is_slip, 0.023, note="typed with a slip, with a word that the rest of the set has not"),
    Row(
        "a dropped apostrophe",
        text(r"\b(?:dont|doesnt|didnt|cant|wont|isnt|arent|havent|im|ive|id like|ill|whats|thats|lets|theres)\b"),
        0.01,
    ),
    Row(
        "slang spelling",
        text(r"\b(?:pls|plz|thx|u|gonna|gotta|wanna|cuz|bc|tmrw|tmr|tmw|abt|rn|lemme|gimme)\b|\bw/|(?<= )& "),
        0.01,
    ),
    Row(
        "run-on clauses, no mark between them",
        without(text(rf"{FACT}.{{6,}}\b(?:so |and |can you |please )*{ASK}|{FACT}.{{8,}}{FACT}"), text(r"[,.;:!?-].")),
        0.01,
    ),
    Row(
        "clipped grammar",
        either(
            core(
                r"(?:set|add|create|make|delete|remove|show|mark|check|need|send|put)\s+(?:new |"
                r"\w+ priority )?(?:reminder|task|todo|list|event)\b"
            ),
            text(r"\b(?:to|on|from|off|in) (?:to[- ]?do )?list\b"),
            core(
                r"(?:need|have) to\b|remind me (?!to\b|about\b|of\b|on\b|by\b|at\b|that\b|i\b|when\b|in\b|"
                r"this\b|later\b)[a-z]+ (?:the|my|a|an)\b"
            ),
        ),
        0.03,
    ),
    Row("four words or fewer", lambda line: count_words(line) <= 4, 0.07),
    Row("fifteen words or more", lambda line: count_words(line) >= 15, 0.03),
]
MANNERS = [
    Row("please", text(r"\b(?:please|pls|plz)\b"), 0.12),
    Row("please at the end", text(r"\b(?:please|pls|plz)[.!?]*$"), 0.03),
    Row("can / could / would you", text(r"\b(?:can|could|would|will) (?:you|u)\b"), 0.07),
    Row(
        "I need / want / would like",
        text(r"\bi(?:'d| would)? (?:really )?(?:need|want|wanna|like)\b|\bid like\b"),
        0.065,
    ),
    Row(
        "a statement first, the request after it",
        either(
            text(
                rf"^(?:\w+, )?{FACT}.{{4,}}(?:[,.;]|\bso|\band|\bcan you|\bcould you) ?(?:so |and |please |"
                rf"pls |can you |could you |you can )*{ASK}"
            ),
            case("statement_first"),
        ),
        0.02,
    ),
    Row(
        "a reason given",
        either(
            text(
                r"\b(?:because|cuz|since|so (?:that )?i (?:don'?t|can|remember|won'?t)|in case|"
                r"before i forget|i always forget|i keep|otherwise)\b"
            ),
            case("reason"),
        ),
        0.013,
    ),
    Row('"for me", thanks, again', text(r"\bfor me\b|\bthanks?\b|\bthx\b|\bagain\b"), 0.017),
]
THINGS = [
    Row('"list" or "todo"', text(r"\blists?\b|\bto[- ]?dos?\b"), 0.40),
    Row('"to do list"', text(r"\bto[- ]?do[- ]?list\b"), 0.14),
    Row('"remind", "reminder"', text(r"\bremind(?:er|ers|ing|s|ed)?\b"), 0.21),
    Row('"task"', text(r"\btasks?\b"), 0.015),
    Row(
        "family, boss, doctor, pet",
        text(
            r"\b(?:mom|mum|dad|mother|father|wife|husband|sister|brother|son|daughter|kids?|grandma|"
            r"grandpa|aunt|uncle|cousin|parents?|family|boss|manager|doctor|dr|dentist|vet|dog|cat|"
            r"puppy|kitten|pet|rabbit|hamster|babysitter|nurse|teacher|landlord)(?:'?s)?\b"
        ),
        0.05,
    ),
    Row("quoted titles", text(r"[\"“][^\"”]+[\"”]|(?<!\w)'[^']{3,}'(?!\w)"), 0.006),
    Row(
        '"it", "this", "that" as the thing',
        text(
            rf"\b{ASK}(?: \w+)? (?:it|this|that|them)(?: one)?\b|\b(?:about|of|do|finish|finished|"
            rf"done with) (?:it|this|that)\b|\b(?:its|it's) (?:due|deadline|status|priority)"
        ),
        0.02,
    ),
    Row(
        "nothing named at all",
        is_error("missing_title", "missing_task", "missing_change"),
        0.05,
        floor=0.02,
        note="is an error here, and the errors, a tenth of a set, have 13 types: a fifth of them is the floor",
    ),
]
QUERIES = [
    Row("yes/no question", without(YES_NO, MEMORY), 0.24, "query"),
    Row('"did I / have I put ..."', MEMORY, 0.07, "query"),
    Row("wh-question", WH, 0.33, "query"),
    Row(
        "read / tell / recite",
        TELL,
        0.23,
        "query",
        note="whoever types says show, list, find where whoever speaks says read: all are counted",
    ),
    Row("a statement", core(r"(?:i|i'm|i'd|i've|im|id|we|my|it's|not|sorry|mom)\b"), 0.07, "query"),
]
CREATES = [
    Row("no date at all", without(lambda line: True, has("due_date")), 0.58, "create"),
    Row("a gerund as title", has_gerund_title, 0.06, "create"),
    Row(
        "list or date first",
        either(
            opens_with_day,
            core(r"(?:to|on|onto|in|for) (?:my|the) (?:\w+[- ]){0,3}list\b|(?:my |the )?(?:to-?do |to do )?list\b"),
        ),
        0.04,
        "create",
    ),
    Row('"don\'t let me forget"', text(r"\bdo ?n[o']?t (?:let me )?forget\b"), 0.03, "create"),
    Row("double mention", mentions_twice, 0.006, "create"),
]
UPDATES = [
    Row(
        '"take off", "cross off", "scratch"',
        text(
            r"\b(?:take|taken|cross|crossed|scratch|scratched|check|checked|tick|ticked|strike|"
            r"get)\b.*\boff\b|\bscratch (?!that)"
        ),
        0.13,
        "update",
    ),
    Row(
        "clear everything",
        without(case("bulk"), text(r"\bassign|\bset all|\bmove|\bpush")),
        0.36,
        "error",
        floor=0.04,
        note="real share: of updates; an error here, and so counted among the errors: a third of all "
        "updates would be more than all errors",
    ),
    Row(
        '"I no longer need ..."',
        text(r"\bno longer (?:need|want)|\b(?:do not|do ?n'?t) (?:need|want)\b"),
        0.04,
        "update",
    ),
]
DATES = [
    Row(
        "relative day",
        text(
            r"\b(?:today|tonight|tomorrow|tmrw|tmr|tmw|yesterday|fortnight|weekend|(?:this|next|"
            r"last) (?:week|month)|(?:in|next) (?:\d+|a|an|one|two|three|four|five|six|seven|eight|"
            r"nine|ten|eleven|twelve|a couple of) (?:days?|weeks?|months?)|days? ago|weeks? ago|"
            r"from (?:now|today)|end of (?:the |this |next )?(?:day|week|month)|eod|eow|eom|cob)\b"
        ),
        0.15,
    ),
    Row("weekday", text(rf"\b{DAY}"), 0.07),
    Row(
        "month and day",
        text(
            rf"\b{MONTH}\.? \d|\b\d{{1,2}}(?:st|nd|rd|th)? (?:of )?{MONTH}\b|\b\d{{1,2}}/\d{{1,2}}\b|"
            rf"\b\d{{4}}-\d\d-\d\d\b"
        ),
        0.09,
    ),
    Row(
        "clock time",
        text(r"\b\d{1,2}(?::\d\d)? ?(?:am|pm|a\.m|p\.m)\b|\b\d{1,2}:\d\d\b|\b(?:noon|midday|midnight|o'?clock)\b"),
        0.07,
    ),
    Row(
        "bare ordinal",
        without(text(r"\bthe \d{1,2}(?:st|nd|rd|th)\b"), text(rf"\d(?:st|nd|rd|th) (?:of )?{MONTH}\b")),
        0.02,
    ),
    Row("part of day", text(r"\b(?:morning|afternoon|evening|night|tonight)\b"), 0.02),
    Row(
        'repeating ("every Monday")',
        text(
            rf"\b(?:every|each) (?:other |second |single )?(?:day|week|month|year|morning|afternoon|"
            rf"evening|night|weekday|{DAY})|\b(?:daily|weekly|monthly|yearly|recurring|repeat\w*)\b|"
            rf"\b(?:once|twice) a (?:day|week|month)"
        ),
        0.017,
        floor=0.005,
        note="repeating tasks are an error here, and the errors are a tenth of a set: one error in twenty is the floor",
    ),
    Row(
        'vague time ("later")',
        text(
            r"\b(?:later|soon|some ?day|sometime|some time|at some point|eventually|one of these days|"
            r"when i (?:can|have time))\b"
        ),
        0.01,
    ),
]
NEEDS = [
    Row("task ids", either(has("task_id"), text(r"\btask (?:number )?\d|#\d"))),
    Row("priorities", said("priority", "level", "asap")),
    Row("statuses", without(has("status"), has("title"))),
    Row("people", has("assignee")),
    Row("tags", has("tags", "tag")),
    Row("notes", has("notes")),
    Row("sorting", has("sort_by")),
    Row("limits", has("limit")),
    Row("counts", has("count_only")),
    Row("corrections", case("correction")),
    Row("out of scope", is_error("out_of_scope")),
]
GROUPS = {
    "How it is typed": TYPING, "How it is asked": MANNERS, "What it is about": THINGS, "Of queries": QUERIES,
    "Of creates": CREATES, "Of updates": UPDATES, "Days and times": DATES, "What the product needs besides": NEEDS,
}  # fmt: skip
