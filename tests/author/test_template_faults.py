"""Every way to break a template file is found in its place, once, and in words that tell what to do."""

import pytest
from small_pack import (
    FAMILIES,
    PACK,
    SLOTS,
    STYLES,
    Breakage,
    apply_breakage,
    assert_only_fault,
    breakage,
    find_problems,
)

YAML_FAULTS = [
    breakage("bracket never closed", STYLES, "[pls, plz]\n", "[pls, plz\n\n@@frames: {}\nrules: ", "not YAML"),
    breakage("quote in the middle", FAMILIES, '"<start> <the> {item}"', '"<start>" @@<the> {item}', "not YAML"),
    breakage("tab", FAMILIES, "    weight: 2\n    sentences", "    weight: 2\n@@\tsentences", "not YAML", "tab"),
    breakage("wrong indent", FAMILIES, "    about: a thing", "     about: x\n    @@action: send\n    about: a thing", "YAML"),
    breakage("duplicate key", FAMILIES, "    weight: 2\n", "    weight: 2\n    @@weight: 3\n", "'weight'", "twice"),
    breakage("duplicate family", FAMILIES, "  stop_plain:\n", "  @@send_how:\n", "'send_how'", "twice"),
    breakage("list as key", STYLES, "    please: [", "    please: [x]\n    @@[a, b]: [", "key", "list"),
    breakage("second document", STYLES, "frames:\n", "@@---\nframes:\n", "not YAML", "document"),
]  # fmt: skip

SHAPE_FAULTS = [
    breakage("unknown key of a file", STYLES, "swaps:\n", "@@swpas:\n", "'swpas'", "not a key", "did you mean 'swaps'"),
    breakage("unknown key of a family", FAMILIES, "    weight: 2\n", "    @@wieght: 2\n", "'wieght'", "not a key"),
    breakage("unknown key of a sentence", FAMILIES, "        weight: 2\n", "        @@wait: 2\n", "'wait'", "not a key"),
    breakage("unknown key of a slot", SLOTS, "    apart: true\n", "    @@aparte: true\n", "'aparte'", "not a key"),
    breakage("missing key of an action", SLOTS, "    category: out\n    output:", "    @@output:", "'category'", "missing"),
    breakage("missing key of a slot", SLOTS, "    grammar: items\n    apart", "    @@apart", "'grammar'", "missing"),
    breakage("missing weight of a style", STYLES, "{weight: 3, case", "{@@case", "'weight'", "missing"),
    breakage("sentences missing", FAMILIES, "    action: stop\n    sentences:", "    @@action: stop\n    rules:", "'sentences'"),
    breakage("no sentences", FAMILIES, "    action: stop\n    sentences:\n      - hold <the> {item}\n      - {say: \"keep <the> {item} here\", frame: none}\n",
             "    action: stop\n    sentences: @@[]\n", "at least 1"),
    breakage("neither say nor sentences", FAMILIES, '{say: "keep <the> {item} here", frame: none}', "@@{frame: none}", "`say`", "`sentences`"),
    breakage("slot without a type", SLOTS, "  other_day: {like: day}", "  other_day: @@{kind: day}", "type"),
    breakage("slot of an unknown type", SLOTS, "    type: choice", "    type: @@chioce", "'chioce'", "'choice'"),
    breakage("weight that is a word", FAMILIES, "    weight: 2\n", "    weight: @@heavy\n", "number"),
    breakage("weight of zero", FAMILIES, "    weight: 2\n", "    weight: @@0\n", "greater than 0"),
    breakage("negative weight of a kind", SLOTS, "{tomorrow: 2,", "{tomorrow: @@-2,", "greater than 0"),
    breakage("text where a list belongs", FAMILIES, "    edge_cases: [speed]", "    edge_cases: @@speed", "list"),
    breakage("number where a word belongs", FAMILIES, "edge_cases: [speed]", "edge_cases: [@@7]", "string"),
    breakage("unknown case of a style", STYLES, "case: lower", "case: @@upper", "'lower'"),
    breakage("too many slips", STYLES, "end: none, ", "end: none, slips: @@9, ", "3"),
    breakage("bare no as a phrase", SLOTS, "fast: [by express,", "fast: [@@no,", "no", "quotes"),
    breakage("bare off as then", SLOTS, "      way:\n", "      way:\n        then: @@off\n", "off", "quotes"),
    breakage("bare on as a key", SLOTS, "        fast: [", "        @@on: [", "on", "quotes"),
    breakage("bare yes in a sentence", FAMILIES, "- hold <the> {item}", "- @@yes", "yes", "quotes"),
    breakage("number as a phrase", SLOTS, "fast: [by express,", "fast: @@[24,", "'fast'", "quotes"),
    breakage("form that is a word", SLOTS, "      way:\n        fast: [by express, at full speed]\n        slow: [\"by (ordinary|standard) mail\"]\n",
             "      way: @@fast\n", "form"),
    breakage("line of a grammar that is a number", SLOTS, '- "<colour> (boxes|crates|barrels)"', "- @@12", "quotes"),
    breakage("empty form of a grammar", SLOTS, 'many:\n      - "<colour> (boxes|crates|barrels)"', "many: @@[]", "list of sentences"),
    breakage("rules of a grammar as list", SLOTS, "      colour: (red|green|blue|grey|brown)\n      piece: (box|crate|barrel|basket|bundle)\n    thing:\n      - \"<colour> <piece>\"\n      - \"<piece> of (pears|plums|bricks)\"\n    many:\n      - \"<colour> (boxes|crates|barrels)\"",
             "      @@- red\n    thing: [box]\n    many: [boxes]", "`rules`", "mapping"),
]  # fmt: skip

NAME_FAULTS = [
    breakage("unknown slot", FAMILIES, "- hold <the> {item}", "- hold <the> @@{itme}", "'itme'", "did you mean 'item'"),
    breakage("unknown slot in quotes", FAMILIES, '"<start> <the> {item} {speed}"', '"<start> <the> {item} @@{sped}"', "'sped'", "did you mean 'speed'"),
    breakage("unknown slot in the long form", FAMILIES, "say: get <the> {item} on", "say: get <the> @@{thing_sent} on", "'thing_sent'"),
    breakage("unknown slot in a rule", FAMILIES, "start: (send|ship|dispatch)", "start: (send|ship @@{itemm}|dispatch)", "'itemm'", "'item'"),
    breakage("unknown form of a phrase", FAMILIES, "{item.many} out", "@@{item.more} out", "'item'", "'more'", "many", "thing"),
    breakage("unknown form of a choice", FAMILIES, "{speed.way}", "@@{speed.weight}", "'speed'", "'weight'", "way"),
    breakage("unknown form of a day", FAMILIES, "{speed.way} {day}", "{speed.way} @@{day.plural}", "'day'", "'plural'"),
    breakage("unknown rule", FAMILIES, "- hold <the> {item}", "- hold @@<teh> {item}", "<teh>", "did you mean 'the'"),
    breakage("unknown rule in a grammar", SLOTS, "<piece> of (pears", "@@<peice> of (pears", "<peice>", "did you mean 'piece'"),
    breakage("unknown rule in a frame", STYLES, '"please {request}"', '"@@<plaese> {request}"', "<plaese>"),
    breakage("unknown slot in a frame", STYLES, '"please {request}"', '"please {request} or @@{item}"', "'item'"),
    breakage("frame without a request", STYLES, '- "please {request}"', '- "@@please"', "{request}"),
    breakage("unknown frame set of a sentence", FAMILIES, "here\", frame: none}", "here\", frame: @@comand}", "'comand'", "did you mean 'command'"),
    breakage("unknown frame set of a file", FAMILIES, "frame: command\n", "frame: @@comand\n", "'comand'", "did you mean 'command'"),
    breakage("unknown frame set of a family", FAMILIES, "    action: stop\n", "    action: stop\n    frame: @@comand\n", "'comand'", "did you mean 'command'"),
    breakage("unknown action", FAMILIES, "action: stop", "action: @@stpo", "'stpo'", "did you mean 'stop'"),
    breakage("no action", FAMILIES, "  stop_plain:\n    action: stop\n", "  @@stop_plain:\n", "no action", "`action:`"),
    breakage("unknown category", SLOTS, "category: halt", "category: @@hlat", "'hlat'", "did you mean 'halt'"),
    breakage("unknown grammar", SLOTS, "grammar: items", "grammar: @@itms", "'itms'", "did you mean 'items'"),
    breakage("like to nothing", SLOTS, "{like: day}", "{like: @@dya}", "'dya'", "did you mean 'day'"),
    breakage("like to itself", SLOTS, "{like: day}", "{like: @@other_day}", "'other_day'"),
    breakage("like to a like", SLOTS, "{like: day}", "{like: day}\n  third_day: {like: @@other_day}", "'other_day'"),
    breakage("unknown slot of an output", SLOTS, "speed: {slot: speed}", "speed: {slot: @@sped}", "'sped'", "did you mean 'speed'"),
    breakage("unknown slot in a list", SLOTS, "{slot: [day, other_day]}", "{slot: [day, @@otherday]}", "'otherday'", "'other_day'"),
    breakage("unknown part of a slot", SLOTS, "speed: {slot: speed}", "speed: {slot: @@speed.level}", "'speed'", "'level'"),
    breakage("unknown slot of needs", SLOTS, "speed: {slot: speed}", "speed: {slot: speed, needs: @@dya}", "'dya'", "did you mean 'day'"),
    breakage("unknown key of an output", SLOTS, "speed: {slot: speed}", "speed: {slot: speed, @@defualt: slow}", "'defualt'", "default"),
    breakage("join of one word", SLOTS, "speed: {slot: speed}", "speed: {join: @@speed}", "list"),
    breakage("join of a number", SLOTS, "speed: {slot: speed}", "speed: {join: @@5}", "list"),
    breakage("unknown kind of day", SLOTS, "{tomorrow: 2,", "{@@tomorow: 2,", "'tomorow'", "did you mean 'tomorrow'"),
    breakage("unknown list of swaps", STYLES, "swaps: short}", "swaps: @@shrot}", "'shrot'", "did you mean 'short'"),
    breakage("evidence like no action", SLOTS, "  stop:\n    category: halt\n", "  stop:\n    category: halt\n    evidence: {field: action, values: {stop: {like: [@@sned]}}}\n", "'sned'", "did you mean 'send'"),
    breakage("evidence of no slot", SLOTS, "  stop:\n    category: halt\n", "  stop:\n    category: halt\n    evidence: {field: action, values: {stop: {says: [@@itme]}}}\n", "'itme'", "did you mean 'item'"),
    breakage("differ with a slot nobody says", FAMILIES, "edge_cases: [speed]", "differ: [day, @@other_day]", "'other_day'", "no sentence"),
    breakage("set with a slot nobody says", FAMILIES, "- hold <the> {item}", '- {say: "@@hold <the> {item}", set: {item: "{speed}"}}', "'speed'", "`item`"),
]  # fmt: skip
SENTENCE_FAULTS = [
    breakage("round bracket never closed", FAMILIES, "- hold <the> {item}", "- @@(hold|keep <the> {item}", "'('", "never closed"),
    breakage("square bracket never closed", FAMILIES, '"<start> <the> {item} {speed}"', '"<start> <the> {item} @@[{speed}"', "'['", "never closed"),
    breakage("brace never closed", FAMILIES, "{item.many} out", "@@{item.many out", "'{'", "never closed"),
    breakage("angle never closed", FAMILIES, "- hold <the> {item}", "- hold @@<the {item}", "'<'", "never closed"),
    breakage("round bracket never opened", FAMILIES, "- hold <the> {item}", "- hold@@) <the> {item}", "')'"),
    breakage("square bracket never opened", FAMILIES, "- hold <the> {item}", "- hold@@] <the> {item}", "']'"),
    breakage("brace never opened", FAMILIES, "- hold <the> {item}", "- hold <the> {item}@@}", "'}'"),
    breakage("angle never opened", FAMILIES, "- hold <the> {item}", "- hold@@> <the> {item}", "'>'"),
    breakage("brackets of two kinds", FAMILIES, "- hold <the> {item}", "- (hold|keep@@] <the> {item}", "']'", "')'"),
    breakage("empty round group", FAMILIES, "- hold <the> {item}", "- hold @@() <the> {item}", "nothing"),
    breakage("empty square group", FAMILIES, "- hold <the> {item}", "- hold @@[] <the> {item}", "nothing"),
    breakage("group of a blank", FAMILIES, "- hold <the> {item}", "- hold @@[ ] <the> {item}", "nothing"),
    breakage("slot without a name", FAMILIES, "- hold <the> {item}", "- hold <the> @@{} {item}", "names no slot"),
    breakage("bar outside of brackets", FAMILIES, "- hold <the> {item}", "- hold @@| keep <the> {item}", "'|'", "( )"),
    breakage("weight outside of brackets", FAMILIES, "- hold <the> {item}", "- hold <the> {item} @@*3", "weight", "\\*"),
    breakage("weight of zero in a rule", FAMILIES, "the: (the *3|my)", "the: (the @@*0|my)", "'*0'", "above 0"),
    breakage("weight that is no number", FAMILIES, "the: (the *3|my)", "the: (the @@*often|my)", "'*often'", "above 0"),
    breakage("weight in the middle of an alternative", FAMILIES, "the: (the *3|my)", "the: (the @@*3 same|my)", "end of an alternative"),
    breakage("fault in a phrase of a choice", SLOTS, "by (ordinary|standard) mail", "by @@(ordinary|standard mail", "'('", "never closed"),
    breakage("slot in a phrase of a choice", SLOTS, "by (ordinary|standard) mail", "by @@{item} mail", "{item}"),
    breakage("rule in a phrase of a choice", SLOTS, "by (ordinary|standard) mail", "by @@<start> mail", "<start>"),
    breakage("fault in a line of a grammar", SLOTS, "(pears|plums|bricks)", "@@(pears|plums|bricks", "'('", "never closed"),
    breakage("fault in a frame", STYLES, "please {request}", "please {request}@@)", "')'"),
    breakage("empty sentence", FAMILIES, "- hold <the> {item}", '- "@@"', "empty"),
    breakage("sentence of blanks", FAMILIES, "- hold <the> {item}", '- "@@  "', "empty"),
    breakage("backslash at the end", FAMILIES, "- hold <the> {item}", "- hold <the> {item}@@\\", "\\"),
    breakage("rule leading to itself", FAMILIES, "the: (the *3|my)", "the: (the *3|@@<the> same)", "<the>", "itself"),
    breakage("rules in a ring", FAMILIES, "start: (send|ship|dispatch)\n  the: (the *3|my)", "start: (send|ship|dispatch)\n  the: (the *3|my|<of>)\n  of: of @@<the>", "<the>", "itself"),
    breakage("rule of a grammar leading to itself", SLOTS, "piece: (box|", "piece: (@@<piece>|", "<piece>", "itself"),
    breakage("fault behind an escaped quote", FAMILIES, '"<start> <the> {item} {speed}"', '"\\"<start>\\" <the> {item} @@{sped}"', "'sped'"),
    breakage("fault behind a doubled quote", FAMILIES, '"<start> <the> {item} {speed}"', "'send ''now'' <the> {item} @@{sped}'", "'sped'"),
    breakage("fault in a folded block", FAMILIES, "- hold <the> {item}", "- >-\n        hold <the>\n        @@{itme}", "'itme'"),
    breakage("fault in a literal block", FAMILIES, "- hold <the> {item}", "- |-\n        hold <the> @@{itme}", "'itme'"),
    breakage("fault on the second line of a plain sentence", FAMILIES, "- hold <the> {item}", "- hold <the>\n        @@{itme}", "'itme'"),
]  # fmt: skip

VALUE_FAULTS = [
    breakage("choice without phrases", SLOTS, "      way:\n        fast: [by express, at full speed]\n        slow: [\"by (ordinary|standard) mail\"]\n",
             "      way: @@{}\n", "phrase"),
    breakage("value without phrases", SLOTS, "fast: [by express, at full speed]", "fast: @@[]", "'fast'", "phrase"),
    breakage("frame set without frames", STYLES, 'command:\n    - {say: "{request}", weight: 5}\n    - "please {request}"', "command: @@[]", "frame"),
    breakage("number from more to less", SLOTS, "  other_day: {like: day}", "  other_day: {like: day}\n  size: @@{type: number, min: 9, max: 3}", "min", "max"),
    breakage("person without names", SLOTS, "  other_day: {like: day}", "  other_day: {like: day}\n  who: @@{type: person}", "names"),
    breakage("names of an unknown locale", SLOTS, "  other_day: {like: day}", "  other_day: {like: day}\n  who: {type: person, faker: {@@en_XX: 5}}", "en_XX"),
    breakage("tags without words", SLOTS, "  other_day: {like: day}", "  other_day: {like: day}\n  tag: {type: tags, words: @@[]}", "at least 1"),
    breakage("days without a kind", SLOTS, "kinds: {tomorrow: 2, weekday: 1}", "kinds: @@{}", "at least 1"),
    breakage("swap without words", STYLES, "please: [pls, plz]", "please: @@[]", "at least 1"),
]  # fmt: skip


@pytest.mark.parametrize("broken", YAML_FAULTS)
def test_a_file_that_is_no_yaml(broken: Breakage) -> None:
    assert_only_fault(broken)


@pytest.mark.parametrize("broken", SHAPE_FAULTS)
def test_a_key_or_value_of_the_wrong_shape(broken: Breakage) -> None:
    assert_only_fault(broken)


@pytest.mark.parametrize("broken", NAME_FAULTS)
def test_a_name_of_nothing(broken: Breakage) -> None:
    assert_only_fault(broken)


@pytest.mark.parametrize("broken", SENTENCE_FAULTS)
def test_a_sentence_that_cannot_be_read(broken: Breakage) -> None:
    assert_only_fault(broken)


@pytest.mark.parametrize("broken", VALUE_FAULTS)
def test_a_declaration_that_leaves_nothing_to_say(broken: Breakage) -> None:
    assert_only_fault(broken)


def test_the_small_pack_has_no_fault() -> None:
    assert find_problems(PACK) == []


@pytest.mark.parametrize("file", [SLOTS, FAMILIES, STYLES])
@pytest.mark.parametrize("text", ["", "\n\n", "# nothing yet\n"])
def test_an_empty_file_is_the_one_fault(file: str, text: str) -> None:
    problems = find_problems({**PACK, file: text})
    assert [str(problem) for problem in problems] == [f"{file}:1:1: the file is empty"]


@pytest.mark.parametrize("text", ["- a\n- b\n", "just words\n", "12\n"])
def test_a_file_that_is_no_mapping_is_the_one_fault(text: str) -> None:
    problems = find_problems({**PACK, STYLES: text})
    assert [(problem.file, problem.line, problem.column) for problem in problems] == [(STYLES, 1, 1)]


def test_a_family_in_two_files_is_shown_at_the_second_and_names_the_line_of_the_first() -> None:
    further = "action: stop\nfamilies:\n  stop_plain:\n    sentences: [halt <the> {item}]\nrules: {the: the}\n"
    problems = find_problems({**PACK, "templates/more.yaml": further})
    line = PACK[FAMILIES].split("  stop_plain:")[0].count("\n") + 1
    assert [(p.file, p.line, p.column) for p in problems] == [("templates/more.yaml", 3, 3)]
    assert f"{FAMILIES}:{line} " in problems[0].message
    assert "'stop_plain'" in problems[0].message


def test_a_sentence_that_is_there_twice_is_shown_at_the_second_and_names_the_first() -> None:
    text = PACK[FAMILIES].replace('{say: "keep <the> {item} here", frame: none}', "hold <the> {item}")
    (problem,) = find_problems({**PACK, FAMILIES: text})
    first, second = (n for n, line in enumerate(text.splitlines(), 1) if line == "      - hold <the> {item}")
    assert (problem.line, problem.column) == (second, 9)
    assert f"{FAMILIES}:{first} " in problem.message


def test_the_faults_of_all_files_are_told_at_once_by_file_and_line() -> None:
    files: dict[str, str] = {**PACK}
    for old, new, file in [
        ("- hold <the> {item}", "- hold <teh> {itme}", FAMILIES),
        ("weight: 2\n    sentences", "weight: 0\n    sentences", FAMILIES),
        ("please {request}", "please {reqest}", STYLES),
        ("{like: day}", "{like: dya}", SLOTS),
        ("shares: {out: 0.6, halt: 0.4}\nsizes", "shares: {out: 0.6, halt: 0.5}\nsizes", "usecase.yaml"),
    ]:
        assert files[file].count(old) == 1
        files[file] = files[file].replace(old, new)
    problems = find_problems(files)
    assert [(p.file, p.line) for p in problems] == sorted((p.file, p.line) for p in problems)
    told = {p.file: [q.message for q in problems if q.file == p.file] for p in problems}
    assert list(told) == [FAMILIES, SLOTS, STYLES, "usecase.yaml"]
    assert "greater than 0" in told[FAMILIES][0]
    assert "'dya'" in told[SLOTS][0]
    assert "'reqest'" in told[STYLES][0]
    assert "1.1" in told["usecase.yaml"][0]


def test_several_faults_of_one_sentence_are_all_told() -> None:
    text = PACK[FAMILIES].replace("- hold <the> {item}", "- hold <teh> {itme} [] now)")
    problems = find_problems({**PACK, FAMILIES: text})
    assert [problem.column for problem in problems] == [14, 20, 27, 33]
    assert len({problem.line for problem in problems}) == 1


def test_a_slip_in_one_file_does_not_blame_the_others() -> None:
    """What the broken file would declare is not called unknown elsewhere."""
    files = {**PACK, SLOTS: PACK[SLOTS].replace("    apart: true", "    aparte: true")}
    assert {problem.file for problem in find_problems(files)} == {SLOTS}


def test_a_rule_that_is_used_often_tells_its_fault_once() -> None:
    files, place = apply_breakage(Breakage("", FAMILIES, "the: (the *3|my)", "the: (the *3|@@{my})", ()))
    assert [(p.line, p.column) for p in find_problems(files)] == [place]


def test_an_alias_that_holds_itself_is_a_fault() -> None:
    files = {**PACK, STYLES: PACK[STYLES].replace("[pls, plz]", "&loop [pls, *loop]")}
    assert {problem.file for problem in find_problems(files)} == {STYLES}


@pytest.mark.parametrize("section", ["styles", "frames"])
def test_a_pack_without_a_section_that_it_needs(section: str) -> None:
    text = PACK[STYLES].replace(f"{section}:\n", f"{section}_:\n", 1)
    kept = "\n".join(block for block in text.split("\n\n") if not block.startswith(f"{section}_"))
    assert find_problems({**PACK, STYLES: kept + "\n"})


def test_a_pack_without_families_is_none() -> None:
    kept = {name: text for name, text in PACK.items() if name != FAMILIES}
    assert find_problems(kept)


@pytest.mark.parametrize("ending", ["\r\n", "\n"])
def test_line_ends_do_not_matter(ending: str) -> None:
    assert find_problems({name: text.replace("\n", ending) for name, text in PACK.items()}) == []
