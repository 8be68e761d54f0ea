"""What holds for any two datasets: a set beside itself, two sets the other way round, and the changes applied."""

import json
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from diff_sets import compare, record
from hypothesis import given, settings
from hypothesis import strategies as st

SPLITS = ("train", "validation", "test", "benchmark")
VALUES: st.SearchStrategy[Any] = st.sampled_from([None, 0, 1, "1", True, [], {}, {"deep": {"x": 1}}])
OUTPUTS = st.dictionaries(st.sampled_from(["item", "how", "a.b", "day"]), VALUES, max_size=3)
RECORDS = st.builds(
    lambda number, output, split, family, style, cases: record(
        f"send {number}", {"action": "send", **output}, split, family=family, style=style, cases=cases
    ),
    st.integers(0, 7), OUTPUTS, st.sampled_from(SPLITS), st.sampled_from("xyz"), st.sampled_from(["tidy", "hasty"]),
    st.lists(st.sampled_from("pq"), unique=True),
)  # fmt: skip
SETS = st.lists(RECORDS, min_size=1, max_size=8, unique_by=lambda one: one["id"])


def compare_sets(old: list[Any], new: list[Any]) -> dict[str, Any]:
    with TemporaryDirectory() as folder:
        return compare(Path(folder), old, new)


@settings(max_examples=25, deadline=None)
@given(SETS)
def test_a_set_beside_itself_differs_in_nothing(one: list[Any]) -> None:
    told = compare_sets(one, one[::-1])
    assert told["differs"] is False
    assert told["differences"] == told["families"] == []


@settings(max_examples=60, deadline=None)
@given(SETS, SETS)
def test_the_other_way_round_everything_is_mirrored(old: list[Any], new: list[Any]) -> None:
    there, back = compare_sets(old, new), compare_sets(new, old)
    names = {"added": "gone", "gone": "added"}
    assert {names.get(name, name): count for name, count in there["examples"].items()} == back["examples"]
    assert {_mirror(one) for one in there["differences"]} == {_show(one) for one in back["differences"]}
    assert sorted(map(_show_leak, there["leaks"])) == sorted(
        _show_leak({**leak, "measured": "ab".replace(leak["measured"], "")}) for leak in back["leaks"]
    )
    for facet, rows in there["shares"].items():
        turned = [{**row, "a": row["b"], "b": row["a"], "share_a": row["share_b"], "share_b": row["share_a"]}
                  for row in rows]  # fmt: skip
        assert turned == back["shares"][facet]


def _show(one: dict[str, Any]) -> tuple[Any, ...]:
    fields = [
        (field["path"], repr(field.get("old", "-")), repr(field.get("new", "-"))) for field in one.get("fields", [])
    ]
    return one["change"], one["id"], tuple(sorted(fields))


def _mirror(one: dict[str, Any]) -> tuple[Any, ...]:
    kind, name, fields = _show(one)
    return (
        {"added": "gone", "gone": "added"}.get(kind, kind),
        name,
        tuple((path, new, old) for path, old, new in fields),
    )


def _show_leak(leak: dict[str, Any]) -> tuple[Any, ...]:
    return leak["measured"], leak["split"], tuple(leak["groups"]), leak["trained"], tuple(leak["words"]), leak["inputs"]


@settings(max_examples=60, deadline=None)
@given(SETS, SETS)
def test_the_changes_make_the_second_set_out_of_the_first(old: list[Any], new: list[Any]) -> None:
    told = compare_sets(old, new)
    made = {one["id"]: json.loads(json.dumps(one)) for one in old}
    wanted = {one["id"]: one for one in new}
    for one in told["differences"]:
        if one["change"] == "gone":
            del made[one["id"]]
        elif one["change"] == "added":
            made[one["id"]] = wanted[one["id"]]
            assert one["output"] == wanted[one["id"]]["output"]
        for field in one.get("fields", []):
            _apply(made[one["id"]], one["change"], field)
    assert made == wanted
    assert told["examples"]["kept"] + told["examples"]["gone"] == len(old)
    assert told["examples"]["kept"] + told["examples"]["added"] == len(new)


def _apply(made: dict[str, Any], kind: str, field: dict[str, Any]) -> None:
    """Change one field of a record; paths of labels begin at the output."""
    path = field["path"].removeprefix("$").replace('["a.b"]', ".a\0b").strip(".")
    keys = [key.replace("\0", ".") for key in path.split(".")]
    holder = made["output"] if kind == "relabelled" else made
    for key in keys[:-1]:
        holder = holder[key]
    if "new" in field:
        holder[keys[-1]] = field["new"]
    else:
        del holder[keys[-1]]
