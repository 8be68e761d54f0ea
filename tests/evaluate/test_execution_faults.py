"""What is wrong with how a pack has its outputs run: told in its place by `taskdata check`, and by nothing run."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest
from roomy_pack import ROOMY, check, lint_broken
from small_pack import PACK, SCHEMA, Breakage, assert_only_fault, breakage, write_pack

from taskdata.author.load import load_pack
from taskdata.evaluate.execution import Executor
from taskdata.foundation.errors import InputError

EXECUTION = "templates/execution.yaml"
_TEXT = """\
execution:
  send:
    columns:
      item: {free_texts: [item]}
      speed: {values: [fast, slow]}
      day: {days: [day], may_be_empty: true}
    conditions:
      item: instr(item, :value)
      speed:
        fast: speed = 'fast'
        slow: speed = 'slow'
      day: day >= :value
"""
WITH_EXECUTION: Mapping[str, str] = {**ROOMY, EXECUTION: _TEXT}
ORDERED: Mapping[str, str] = {
    **WITH_EXECUTION,
    EXECUTION: _TEXT.replace("      speed:\n        fast: speed = 'fast'\n        slow: speed = 'slow'\n", "")
    + "    ordering:\n      by: speed\n      values: {fast: item, slow: day}\n",
}
ITEM, DAY, FAST = "      item: instr(item, :value)\n", "      day: day >= :value\n", "        fast: speed = 'fast'\n"
COLUMN = "      item: {free_texts: [item]}\n"
MANY = "".join(f"      {name}: {{values: {list(range(150))}}}\n" for name in ("one", "two"))
OTHERS = "      speed: {values: [fast, slow]}\n      day: {days: [day], may_be_empty: true}\n"

DECLARED = [
    breakage("an action that nobody knows", EXECUTION, "  send:\n", "  @@sent:\n", "no action 'sent'", "'send'"),
    breakage(
        "a field that the action does not have",
        EXECUTION,
        DAY,
        "      @@dya: day >= :value\n",
        "'send' has no field 'dya'",
        "did you mean 'day'",
    ),
    breakage(
        "a field that nothing is said of",
        EXECUTION,
        f"  send:\n    columns:\n{COLUMN}{OTHERS}    conditions:\n{ITEM}",
        f"  @@send:\n    columns:\n{OTHERS}    conditions:\n",
        "nothing is said of `item`",
        "would count as the same",
    ),
    breakage("a field twice", EXECUTION, DAY, f"{DAY}    equal: [@@day]\n", "'day' is declared twice"),
    breakage(
        "a value that the schema does not have",
        EXECUTION,
        FAST,
        "        @@fats: speed = 'fast'\n",
        "'fats' is no value here",
        "did you mean 'fast'",
    ),
    breakage(
        "a value that nothing is said of", EXECUTION, f"      speed:\n{FAST}", "      @@speed:\n", "the value 'fast'"
    ),
    breakage(
        "values where the schema lists none",
        EXECUTION,
        ITEM,
        "      @@item: {box: item = 'box'}\n",
        "the schema lists no values here",
        ":value",
    ),
    breakage(
        "a column that has its values from no condition",
        EXECUTION,
        "{days: [day], ",
        "{days: [day, @@speeed], ",
        "'speeed' is no path of `conditions`",
        "did you mean 'speed'",
    ),
    breakage(
        "a field that no column has its values from",
        EXECUTION,
        f"{COLUMN}{OTHERS}    conditions:\n{ITEM}",
        f"      item: {{values: [box]}}\n{OTHERS}    conditions:\n      @@item: instr(item, :value)\n",
        "no column has its values from 'item'",
    ),
    breakage(
        "a column of two kinds",
        EXECUTION,
        "item: {free_texts: [item]}",
        "item: @@{texts: [item], days: [day]}",
        "one of",
    ),
    breakage("a column that SQL cannot name", EXECUTION, COLUMN, '      "@@my item": {texts: [item]}\n', "letters"),
    breakage("the day of the machine without a word", EXECUTION, DAY, "      day: day >= @@date()\n", ":today"),
    breakage(
        "two columns that SQL takes for one",
        EXECUTION,
        COLUMN,
        f"{COLUMN}      @@Item: {{values: [box]}}\n",
        "'Item' and 'item' are one column to SQL",
    ),
    breakage("the day of the machine", EXECUTION, DAY, "      day: day >= date(@@'now')\n", ":today"),
    breakage(
        "a direction without its values",
        EXECUTION,
        DAY,
        f"{DAY}    ordering: @@{{by: speed, values: {{fast: day, slow: item}}, direction: day}}\n",
        "`direction` and `directions` belong together",
    ),
]

RUN = [
    breakage(
        "a column that is not there",
        EXECUTION,
        DAY,
        "      day: @@dday >= :value\n",
        "SQL fails",
        "no such column: dday",
    ),
    breakage("SQL that is none", EXECUTION, DAY, "      day: @@day is >= :value\n", "SQL fails", "syntax error"),
    breakage("a second statement", EXECUTION, DAY, '      day: "@@1); DELETE FROM x; --"\n', "SQL fails"),
    breakage("a parameter that nothing fills", EXECUTION, DAY, "      day: @@day >= :day\n", "SQL fails", "day"),
    breakage(
        "what may not be read", EXECUTION, DAY, "      day: @@day IN (SELECT name FROM sqlite_master)\n", "SQL fails"
    ),
    breakage("what is another each time", EXECUTION, DAY, "      day: @@day >= :value AND random() > 0\n", "SQL fails"),
    breakage("a file to load", EXECUTION, DAY, "      day: \"@@load_extension('x') = day >= :value\"\n", "SQL fails"),
    breakage(
        "a list that is none", EXECUTION, DAY, "      day: @@json_array_length(item) > :value\n", "malformed JSON"
    ),
]
"""What SQLite refuses, in its own words."""
IDLE = [
    breakage(
        "a condition that leaves all rows",
        EXECUTION,
        DAY,
        "      day: @@day >= :value OR 1\n",
        "leaves all of the rows",
        "$.day",
    ),
    breakage(
        "a condition that leaves no row",
        EXECUTION,
        FAST,
        "        fast: @@speed = 'quick'\n",
        "leaves none of the rows",
        "$.speed",
    ),
    breakage(
        "a value with the SQL of another",
        EXECUTION,
        "        slow: speed = 'slow'\n",
        "        slow: @@speed <> 'slow'\n",
        "leaves the same rows as 'fast' does",
    ),
    breakage(
        "a field with the SQL of another",
        EXECUTION,
        DAY,
        "      day: @@instr(item,  :value)\n",
        "`$.item` has the same SQL",
    ),
    breakage(
        "a condition that reads too much",
        EXECUTION,
        f"{OTHERS}    conditions:\n{ITEM}",
        f"{OTHERS}{MANY}    conditions:\n      item: @@instr(item, :value) AND one < two\n",
        "more than 20,000 rows",
    ),
    breakage(
        "a condition that looks at no value",
        EXECUTION,
        DAY,
        "      day: @@day >= :today\n",
        "the same rows whatever the value of `$.day` is",
    ),
]
ORDERS = [
    breakage(
        "an order that fails on some rows",
        EXECUTION,
        "values: {fast: item,",
        "values: {fast: @@json_array_length(item),",
        "SQL fails: malformed JSON",
    ),
    breakage(
        "an order that sorts nothing",
        EXECUTION,
        "values: {fast: item,",
        "values: {fast: @@length('item'),",
        "sorts nothing",
    ),
    breakage(
        "two orders that are one",
        EXECUTION,
        "values: {fast: item, slow: day}",
        "values: {fast: day, slow: @@julianday(day)}",
        "sorts as 'fast' does",
    ),
]


@pytest.mark.parametrize("broken", DECLARED)
def test_declared(broken: Breakage) -> None:
    assert_only_fault(broken, {**PACK, EXECUTION: _TEXT})


@pytest.mark.parametrize("broken", [*RUN, *IDLE])
def test_run(broken: Breakage, tmp_path: Path) -> None:
    assert_told(tmp_path, broken, WITH_EXECUTION)


@pytest.mark.parametrize("broken", ORDERS)
def test_sorted(broken: Breakage, tmp_path: Path) -> None:
    assert_told(tmp_path, broken, ORDERED)


def assert_told(tmp_path: Path, broken: Breakage, files: Mapping[str, str]) -> None:
    """`taskdata check` tells this fault, in its place and in telling words, and no other."""
    result, line = lint_broken(tmp_path, broken, files)
    assert result.exit_code == 1
    told = [row for row in result.output.splitlines() if row.startswith(str(tmp_path))]
    assert len(told) == 1, result.output
    assert told[0].startswith(line), result.output
    assert [word for word in broken.words if word not in told[0]] == [], told


@pytest.mark.parametrize("files", [WITH_EXECUTION, ORDERED])
def test_whole_packs_have_no_fault(files: Mapping[str, str], tmp_path: Path) -> None:
    result = check(write_pack(tmp_path, files), "--strict")
    assert (result.exit_code, result.stdout) == (0, ""), result.output


def run_day(sql: str) -> bool:
    """Whether two days are the same where the pack has this condition."""
    files = {**PACK, EXECUTION: _TEXT.replace("day >= :value", sql)}
    one, other = ({"action": "send", "item": "box", "day": day} for day in ("2025-03-11", "2025-03-12"))
    return Executor(load_pack(Path("pack"), files)).compare(one, other, date(2025, 3, 11)).same


@pytest.mark.parametrize(
    "sql",
    [
        "(WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n)",
        "length(zeroblob(1000000000))",
        "(SELECT count(*) FROM pragma_database_list)",
        "current_date",
        "writefile('x', day)",
    ],
)
def test_what_sql_may_not_do(sql: str) -> None:
    with pytest.raises(InputError, match=r"execution.yaml:\d+: this SQL fails: "):
        run_day(f"day >= :value AND {sql}")


def test_sql_that_takes_too_long_is_stopped() -> None:
    """Four lists of a hundred, each with each, for every row."""
    numbers = "[" + ",".join("1" * 100) + "]"
    many = ", ".join(f"json_each('{numbers}') AS t{index}" for index in range(5))
    with pytest.raises(InputError, match=r"execution.yaml:\d+: this SQL fails: interrupted"):
        run_day(f"day >= :value AND (SELECT count(*) FROM {many}) > 0")


LISTS = {
    **PACK,
    SCHEMA: PACK[SCHEMA].replace('"item": {"type": "string"},', '"item": {"type": "array"},'),
    EXECUTION: _TEXT.replace("free_texts", "sets").replace(
        "instr(item, :value)",
        '"NOT EXISTS (SELECT 1 FROM json_each(:value) WHERE value NOT IN (SELECT value FROM json_each(item)))"',
    ),
}


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (["a", "b"], ["b", "a"], True),
        (["a", "b"], ["a", "a", "b"], True),
        (["a", "b"], ["a"], False),
        (["a", "b"], ["a", "c"], False),
        ([], ["a"], False),
        (list("abcdefgh"), list("hgfedcba"), False),
    ],
)
def test_filters_that_are_lists(one: list[str], other: list[str], same: bool) -> None:
    """Rows that have all words of a list; of more than six words it is not tried, and only equal lists are the same."""
    executor = Executor(load_pack(Path("pack"), LISTS))
    expected, mine = ({"action": "send", "item": words} for words in (one, other))
    compared = executor.compare(expected, mine, date(2025, 3, 11))
    assert compared.same is same, compared
    assert executor.compare({"action": "send", "item": one}, {"item": one, "action": "send"}, date(2025, 3, 11)).same
