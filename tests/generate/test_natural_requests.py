"""What no person types, looked for in a whole dataset and in the benchmark."""

import re

import pytest
from dataset_tools import make_benchmark, make_files, read_records

OWNER_BEHIND_ARTICLE = re.compile(r"\b[Tt]he (?:[A-Z][a-z]+|dad|mom|grandma)'s|\b[Mm]y [A-Z][a-z]+'s")
"""A name is its own article: "the Suzanne's party"."""
ALL_SAID_TWICE = re.compile(r"\b(?:every|everything|all)\b.*\b(?:entire|whole) (?:list|to-?do)", re.IGNORECASE)
"""Everything on a list is the whole list already."""


@pytest.fixture(scope="module")
def requests() -> list[str]:
    lines = make_files(4000)["dataset.jsonl"] + make_benchmark()["benchmark.jsonl"]
    return [record["input"] for record in read_records(lines)]


@pytest.mark.parametrize("unnatural", [OWNER_BEHIND_ARTICLE, ALL_SAID_TWICE])
def test_no_request_says_what_no_person_types(unnatural: re.Pattern[str], requests: list[str]) -> None:
    assert [request for request in requests if unnatural.search(request)] == []


@pytest.mark.parametrize(
    ("unnatural", "request_text"),
    [
        (OWNER_BEHIND_ARTICLE, "is anything still open for the Suzanne's party"),
        (OWNER_BEHIND_ARTICLE, "Please reopen my Emily's recital task"),
        (ALL_SAID_TWICE, "remove every item on my entire list"),
    ],
)
def test_the_search_finds_what_it_is_for(unnatural: re.Pattern[str], request_text: str) -> None:
    assert unnatural.search(request_text)
