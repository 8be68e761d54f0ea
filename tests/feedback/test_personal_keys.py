"""What keys announce is replaced whole; what the log and the domain say with keys stays."""

import pytest
from anonymisers import kinds, usual

from taskdata.feedback.personal_keys import find_kind
from taskdata.foundation.records import Json


@pytest.mark.parametrize(
    ("key", "kind"),
    [
        ("user_id", "id"), ("customerId", "id"), ("email", "email"), ("userEmail", "email"), ("phone", "phone"),
        ("name", "name"), ("first_name", "name"), ("user", "name"), ("ip", "ip"), ("client_ip", "ip"),
        ("ip_address", "ip"), ("address", "address"), ("token", "token"), ("session", "token"), ("session_id", "id"),
        ("authorization", "token"), ("Authorization", "token"), ("password", "password"), ("api_key", "token"),
        ("model", None), ("model_name", None), ("token_count", None), ("max_tokens", None), ("request_id", None),
        ("user_agent", None), ("latency", None), ("action", None), ("file_name", None),
    ],
)  # fmt: skip
def test_find_kind(key: str, kind: str | None) -> None:
    assert find_kind(key) == kind


def test_whole_values() -> None:
    line: dict[str, Json] = {
        "input": "add call the bank", "user_id": 48213, "user": {"id": "u-77", "name": "Priya Sharma", "plan": "free"},
        "meta": {"client_ip": "10.1.2.3", "session": "a b c", "email": "x@y.org", "retries": 3}, "customerId": "c81",
    }  # fmt: skip
    made = usual().anonymise(line)
    assert made.line["input"] == "add call the bank"
    assert made.line["user_id"] != 48213
    assert len(str(made.line["user_id"])) == 5
    user, meta = made.line["user"], made.line["meta"]
    assert isinstance(user, dict)
    assert isinstance(meta, dict)
    assert user["plan"] == "free"
    assert meta["retries"] == 3
    assert not {"u-77", "Priya Sharma"} & set(map(str, user.values()))
    assert not {"10.1.2.3", "a b c", "x@y.org"} & set(map(str, meta.values()))
    assert made.line["customerId"] != "c81"
    assert made.replaced == {"id": 3, "name": 1, "ip": 1, "token": 1, "email": 1}


def test_what_a_key_tells_holds_for_all_texts() -> None:
    made = usual().anonymise({"input": "xyzander wants a report", "user": "Xyzander"}).line
    assert made["input"] == f"{str(made['user']).lower()} wants a report"


def test_days_and_latencies_stay() -> None:
    line: dict[str, Json] = {
        "input": "add milk", "reference_date": "2026-03-04", "timestamp": "2026-03-04T10:11:12+01:00",
        "latency_ms": 4155552671, "model": "gpt-4o-mini-2024-07-18", "error": None, "raw_output": None,
        "expected": {"due_date": "2026-03-05", "user": "everyone", "id": 4155552671, "done": True, "price": 1.5},
    }  # fmt: skip
    assert usual().anonymise(line).line == line
    assert kinds(line) == {}


def test_personal_key_of_unknown_object() -> None:
    made = usual().anonymise({"input": "add milk", "by": {"jane@acme.com": 2, "count": 3}}).line["by"]
    assert isinstance(made, dict)
    assert [key.split("@")[1] for key in made if "@" in key] == ["example.com"]
    assert made["count"] == 3


def test_line_is_not_changed() -> None:
    line: dict[str, Json] = {"input": "call Priya", "expected": {"title": "Call Priya"}}
    usual().anonymise(line)
    assert line == {"input": "call Priya", "expected": {"title": "Call Priya"}}
