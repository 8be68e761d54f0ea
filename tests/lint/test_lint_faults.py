"""What is wrong or doubtful in a pack that loads: each in its place, in telling words, and nothing else."""

from pathlib import Path

import pytest
from roomy_pack import ROOMY, check, lint_broken
from small_pack import FAMILIES, SCHEMA, SLOTS, STYLES, USECASE, Breakage, breakage, write_pack

PLAIN = '      - "<start> <the> {item.many} out"\n'
SIZE = "{n: 50, shares: {out: 0.6, halt: 0.4}}"
CRITERION = '{name: valid, metric: json_validity, op: ">", target: 0.95, min_n: 50}'
CAPABILITY = '{name: parse, about: it parses, metric: json_validity, op: ">", target: 0.95}'
SPEED_OUTPUT = "      speed: {slot: speed}\n"

FAULTS = [
    breakage(
        "value that the schema does not have",
        SLOTS,
        "        slow: [",
        "        @@slwo: [",
        "'slwo'",
        "no value of `speed`",
        "send",
        "did you mean 'slow'",
    ),
    breakage(
        "field that the schema does not have",
        SLOTS,
        SPEED_OUTPUT,
        "      @@sped: {slot: speed}\n",
        "'send' has no field 'sped'",
        "did you mean 'speed'",
    ),
    breakage(
        "set that the schema does not have",
        FAMILIES,
        PLAIN,
        PLAIN + '      - {say: "<start> <the> {item} on tiptoe", set: {speed: @@gently}}\n',
        "'gently' is no value of `speed`",
        "known are fast, slow",
    ),
    breakage(
        "field that must be there and is not said",
        FAMILIES,
        PLAIN,
        PLAIN + "      - @@send it off\n",
        "not of the schema",
        "item",
    ),
    breakage(
        "same sentence with another label",
        FAMILIES,
        '      - "stop <the> {item}"\n',
        '      - "stop <the> {item}"\n      - "@@let my {item} go"\n',
        "'let my {item.thing} go'",
        "templates/families.yaml:22",
        "there it is send, here stop",
    ),
    breakage(
        "more than the pack can say of the smallest size",
        USECASE,
        f"{SIZE}\n  - {{n: 60, counts: {{out: 36, halt: 24}}}}",
        "{n: @@2000, counts: {out: 60, halt: 1940}}",
        "a set of 2000 needs 1552 examples of 'halt' in train",
        "add sentences",
    ),
    breakage(
        "a size that is there twice",
        USECASE,
        SIZE,
        f"{SIZE}\n  - {{n: @@50, counts: {{out: 30, halt: 20}}}}",
        "the size 50 is here twice",
    ),
    breakage(
        "slip in the output of an action",
        SLOTS,
        SPEED_OUTPUT,
        "      speed: {@@slto: speed, default: slow}\n",
        "'slto' is not a key",
        "did you mean 'slot'",
    ),
    breakage(
        "constant that the schema does not have",
        SLOTS,
        SPEED_OUTPUT,
        "      @@speed: fats\n",
        "'fats' is no value of `speed`",
        "did you mean 'fast'",
    ),
    breakage(
        "phrase with two values",
        SLOTS,
        '["by (ordinary|standard) mail"]',
        '["by (ordinary|standard) mail", @@at full speed]',
        "'at full speed' stands for 'fast' already, and not for 'slow' as well",
    ),
    breakage(
        "value that is said and set",
        FAMILIES,
        '      - "<start> <the> {item} {speed}"\n',
        '      - {say: "@@<start> <the> {item} {speed}", set: {speed: fast}}\n',
        "this says {speed}, and sets `speed`, which has its value",
    ),
    breakage(
        "quotes that would be said",
        FAMILIES,
        '      - "stop <the> {item}"\n',
        "      - @@“stop <the> {item}”\n",
        "these quotes would be said",
        "straight ones",
    ),
    breakage(
        "sentence that begins with a bracket",
        FAMILIES,
        '      - "stop <the> {item}"\n',
        "      - [now] @@stop <the> {item}\n",
        "stands in quotes",
    ),
    breakage(
        "tab",
        FAMILIES,
        '      - "stop <the> {item}"\n',
        '@@\t- "stop <the> {item}"\n',
        "a tab stands here",
    ),
    breakage(
        "rule of the persona for a field that is none",
        USECASE,
        "  fields: {}\n",
        "  fields: {@@itme: {max_chars: 9, max_sentences: 1}}\n",
        "no output has the field 'itme'",
        "did you mean 'item'",
    ),
    breakage("share in percent", USECASE, CRITERION, CRITERION.replace("0.95", "@@95"), "from 0 to 1", "0.95 for 95%"),
    breakage("never met", USECASE, CRITERION, CRITERION.replace("0.95", "@@1"), "never be met"),
    breakage(
        "always met", USECASE, CAPABILITY, CAPABILITY.replace('">", target: 0.95', '">=", target: @@0'), "always met"
    ),
    breakage(
        "criterion twice",
        USECASE,
        f"  - {CRITERION}\n",
        f"  - {CRITERION}\n  - {CRITERION.replace('valid,', '@@valid,')}\n",
        "'valid' is here twice",
    ),
]

WARNINGS = [
    breakage(
        "never decided",
        USECASE,
        CRITERION,
        CRITERION.replace("min_n: 50", "category: halt, min_n: @@50"),
        "needs 50 examples of 'halt'",
        "the benchmark has 20",
    ),
    breakage(
        "sentence that another says as well",
        FAMILIES,
        '      - "<the> {item} stays here"\n',
        '      - "<the> {item} stays here"\n      - "@@my  {item} stays here"\n',
        "all that this says",
        "templates/families.yaml:35",
    ),
    breakage(
        "larger size that cannot be filled",
        USECASE,
        "{n: 60, counts: {out: 36, halt: 24}}",
        "{n: @@900000, counts: {out: 36, halt: 899964}}",
        "a set of 900000 needs 719972 examples of 'halt' in train",
    ),
    breakage(
        "family that says next to nothing",
        FAMILIES,
        "  stop_plain:\n",
        '  @@stop_all:\n    action: stop\n    weight: 0.2\n    sentences: ["stop <the> {item.few} [now]"]\n'
        "    frame: none\n  stop_plain:\n",
        "the family 'stop_all' says 8 requests in all",
    ),
    breakage(
        "family that is due more than it says",
        FAMILIES,
        "  stop_plain:\n",
        "  @@stop_all:\n    action: stop\n    weight: 9\n    sentences: ['stop <the> {item.few} (now|at once|here)']\n"
        "    frame: none\n  stop_plain:\n",
        "is due 18 of the smallest set",
        "it says 12 different requests",
    ),
    breakage(
        "capital at the start",
        FAMILIES,
        '      - "stop <the> {item}"\n',
        '      - "@@(Stop|halt) <the> {item}"\n',
        "begins with a capital",
    ),
    breakage(
        "full stop at the end",
        FAMILIES,
        '      - "stop <the> {item}"\n',
        '      - "@@stop <the> {item} there."\n',
        "ends in a full stop",
    ),
    breakage(
        "please in a framed sentence",
        FAMILIES,
        '      - "stop <the> {item}"\n',
        '      - "@@please stop <the> {item}"\n',
        "begins with 'please', as some of the frames 'command' do",
    ),
    breakage(
        "alternative that dominates",
        FAMILIES,
        '      - "stop <the> {item}"\n',
        '      - "@@(stop *30|halt) <the> {item}"\n',
        "one is drawn in 97% of all cases",
    ),
    breakage(
        "sentence that dominates",
        FAMILIES,
        "say: get <the> {item} on its way\n        weight: 2\n",
        "say: @@get <the> {item} on its way\n        weight: 200\n",
        "of the sentences of 'send_plain'",
        "drawn in 96% of all cases",
    ),
    breakage(
        "family that dominates",
        FAMILIES,
        "  @@send_plain:\n    about: a thing is sent\n    action: send\n    weight: 2\n".replace("@@", ""),
        "  @@send_plain:\n    about: a thing is sent\n    action: send\n    weight: 20\n",
        "of the families of 'out'",
        "drawn in 95% of all cases",
    ),
    breakage("unused rule of a file", FAMILIES, "  the: (the *3|my)\n", "  the: (the *3|my)\n  @@a: (a|an)\n", "<a>"),
    breakage(
        "unused slot",
        SLOTS,
        "  other_day: {like: day}\n",
        "  other_day: {like: day}\n  @@third_day: {like: day}\n",
        "'third_day'",
    ),
    breakage("unused grammar", SLOTS, "\nactions:\n", "  @@places:\n    town: [oslo, rome]\n\nactions:\n", "'places'"),
    breakage("unused frame set", STYLES, "frames:\n", 'frames:\n  @@question: ["{request}?"]\n', "'question'"),
    breakage("unused swaps", STYLES, "swaps:\n", "swaps:\n  @@long:\n    pls: [please]\n", "'long'"),
    breakage(
        "metric that nearly is one",
        USECASE,
        CRITERION,
        CRITERION.replace("json_validity", "@@json_valdity"),
        "did you mean 'json_validity'",
    ),
]
FEW = {**ROOMY, SLOTS: ROOMY[SLOTS].replace("    many:\n", "    few: [sack, tin]\n    many:\n")}


def test_the_whole_pack_is_clean(tmp_path: Path) -> None:
    result = check(write_pack(tmp_path, ROOMY), "--strict", "--draw")
    assert (result.exit_code, result.stdout) == (0, ""), result.output


@pytest.mark.parametrize("broken", FAULTS)
def test_a_fault_is_told_in_its_place(tmp_path: Path, broken: Breakage) -> None:
    result, place = lint_broken(tmp_path, broken)
    assert_told(result.stdout, place, broken.words)
    assert result.exit_code == 1
    assert result.stderr == "1 fault(s)\n"


@pytest.mark.parametrize("broken", WARNINGS)
def test_a_warning_is_told_and_stops_nothing(tmp_path: Path, broken: Breakage) -> None:
    result, place = lint_broken(tmp_path, broken, FEW)
    assert_told(result.stdout, f"{place}warning: ", broken.words)
    assert result.exit_code == 0
    assert result.stderr.startswith("ok: ")
    assert "1 warning(s)" in result.stderr
    assert check(tmp_path, "--strict").exit_code == 1


def test_a_field_that_nothing_gives_is_told_at_the_output_of_its_action(tmp_path: Path) -> None:
    schema = ROOMY[SCHEMA].replace('"speed": {', '"note": {"type": "string"}, "speed": {')
    result = check(write_pack(tmp_path, {**ROOMY, SCHEMA: schema}))
    words = ("`note`", "no slot and no sentence")
    assert_told(result.stdout, f"{tmp_path}/{SLOTS}:31:5: warning: ", words)


def test_a_field_that_many_sentences_say_for_nothing_is_told_once_at_the_output(tmp_path: Path) -> None:
    slots = ROOMY[SLOTS].replace("      item: {slot: item}\n      speed:", "      item: box\n      speed:")
    result = check(write_pack(tmp_path, {**ROOMY, SLOTS: slots}))
    words = ("11 sentences of 'send' say {item}", "templates/families.yaml:13", "this output makes nothing of it")
    assert_told(result.stdout, f"{tmp_path}/{SLOTS}:31:5: ", words)


def test_a_number_of_more_than_64_bits_is_told(tmp_path: Path) -> None:
    slots = ROOMY[SLOTS].replace(
        "      action: stop\n      item: {slot: item}\n", f"      action: stop\n      item: {10**30}\n"
    )
    result = check(write_pack(tmp_path, {**ROOMY, SLOTS: slots}))
    assert result.exit_code == 1
    assert f"$.item: says {10**30}, which is a number; it must be a text" in result.stdout


def test_a_text_that_breaks_a_rule_of_the_persona_is_told(tmp_path: Path) -> None:
    usecase = ROOMY[USECASE].replace(
        "  fields: {}\n", "  fields: {note: {max_chars: 9, max_sentences: 1, refuse: {shouting: '!'}}}\n"
    )
    schema = ROOMY[SCHEMA].replace('"speed": {', '"note": {"type": "string"}, "speed": {')
    families = ROOMY[FAMILIES].replace(
        PLAIN, PLAIN + '      - {say: "<start> <the> {item} loudly", set: {note: "go!"}}\n'
    )
    result = check(write_pack(tmp_path, {**ROOMY, USECASE: usecase, SCHEMA: schema, FAMILIES: families}))
    assert_told(result.stdout, f"{tmp_path}/{FAMILIES}:15:16: ", ("rule of the persona", "shouting", "'!'"))


def test_a_form_that_says_nothing_on_any_day_is_told(tmp_path: Path) -> None:
    """Nobody says "on tomorrow": a slot with that kind of day alone has nothing for the form behind "on"."""
    slots = ROOMY[SLOTS].replace("{tomorrow: 2, weekday: 1}", "{tomorrow: 2}")
    families = ROOMY[FAMILIES].replace(PLAIN, PLAIN + '      - "<start> <the> {item} on {day.name}"\n')
    result = check(write_pack(tmp_path, {**ROOMY, SLOTS: slots, FAMILIES: families}))
    words = ("{day.name} says nothing on any day from 2025-01-01 to 2025-12-31",)
    assert_told(result.stdout, f"{tmp_path}/{FAMILIES}:15:10: ", words)


def test_what_is_only_heard_may_not_mean_another_action_than_a_template(tmp_path: Path) -> None:
    heard = 'heard:\n  halting:\n    action: stop\n    sentences:\n      - "let my {item} go"\n'
    result = check(write_pack(tmp_path, {**ROOMY, "templates/heard.yaml": heard}))
    words = ("'let my {item.thing} go' is heard here as stop", "templates/families.yaml:22 for send")
    assert_told(result.stdout, f"{tmp_path}/templates/heard.yaml:5:10: ", words)


def assert_told(output: str, beginning: str, words: tuple[str, ...]) -> None:
    told = [line for line in output.splitlines() if not line.startswith("    ")]
    assert len(told) == 1, output
    assert told[0].startswith(beginning), f"{beginning} is due:\n{output}"
    assert [word for word in words if word not in told[0]] == [], output
