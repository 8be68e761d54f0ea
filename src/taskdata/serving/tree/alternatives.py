"""An object with conditions as several without: what a server can be told that knows fields only."""

from dataclasses import replace

from taskdata.serving.tree.cases import MOST_CASES, Case, conjoin_all, keep_same
from taskdata.serving.tree.kinds import admits
from taskdata.serving.tree.nodes import Condition, Field, Literals, Model, Note, Plain, Record


def list_alternatives(model: Model, record: Record) -> list[Record]:
    """The objects of which an object is one, each without conditions; empty where no object fulfils them all."""
    known, _ = split_conditions(record)
    cases = conjoin_all(*(condition.cases for condition in known))
    found = [one for case in cases if (one := _apply(model, record, case))]
    return [one for index, one in enumerate(found) if one not in found[:index]]


def split_conditions(record: Record) -> tuple[list[Condition], list[Note]]:
    """The conditions that are few enough to be spelled out together, and notes of the others."""
    known, notes, count = list[Condition](), list[Note](), 1
    for condition in record.conditions:
        if count * len(condition.cases) > MOST_CASES:
            notes.append(Note(condition.keyword, condition.place))
        else:
            known.append(condition)
            count *= len(condition.cases)
    return known, notes


def _apply(model: Model, record: Record, case: Case) -> Record | None:
    """The object in one case, None where it cannot be: a key is needed that it may not have."""
    names = {one.name for one in record.fields}
    if not record.is_open and case.needed - names:
        return None
    fields = [_narrow(model, one, case) for one in record.fields if one.name not in case.absent]
    fields += [Field(name, Plain("any"), True) for name in sorted(case.needed - names)]
    if any(one.needed for one in record.fields if one.name in case.absent):
        return None
    if any(one.needed and one.node == Literals(()) for one in fields):
        return None
    needed = sum(one.needed for one in fields)
    rules = {key: value for key, value in record.rules.items() if key != "minProperties" or value > needed}
    return replace(record, fields=tuple(fields), conditions=(), rules=rules)


def _narrow(model: Model, one: Field, case: Case) -> Field:
    needed = one.needed or one.name in case.needed
    values = case.allowed.get(one.name)
    if values is None:
        return replace(one, needed=needed)
    known = model.find(one.node)
    left = tuple(value for value in values if admits(model.find, known, value))
    if isinstance(known, Literals):
        left = keep_same(known.values, left)
        if len(left) == len(known.values):
            return replace(one, needed=needed)
    return Field(one.name, Literals(left, getattr(known, "about", "")), needed)
