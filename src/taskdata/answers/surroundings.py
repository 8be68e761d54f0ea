"""What stands around the JSON in an answer: where its values begin, and what the rest is."""

import re
from collections.abc import Iterator

from taskdata.answers.scanning import FENCE, Flaw, Scan
from taskdata.answers.showing import show_text
from taskdata.answers.strings import OPENING

_QUOTE = "[" + "".join(OPENING) + "]"
_CANDIDATE = re.compile(
    rf"\{{(?=\s*+(?:{_QUOTE}|\}}|\Z|[^\W\d][\w$-]*+\s*+:))"
    rf"|\[(?=\s*+(?:[{{\[\]]|{_QUOTE}|-?\d+\s*+[,\]]|(?:true|false|null)\b))"
)
"""Where a value may begin in the midst of prose, which has brackets of its own."""
_THINKING = "think|thinking|thought|reasoning|scratchpad"
_THOUGHTS = re.compile(rf"\s*<({_THINKING})>(?:.*?</\1>|.*\Z)", re.DOTALL | re.IGNORECASE)
THOUGHT = re.compile(rf"</?(?:{_THINKING})>", re.IGNORECASE)
"""The tags round what was thought aloud."""
_FENCE_LINE = re.compile(
    r"(?:```+|~~~+)[ \t]*(?:(?:json[5cl]?|javascript|js|typescript|python|py|yaml|text|txt|plaintext)\b)?",
    re.IGNORECASE,
)
_LEAD = re.compile(rf"[\s\ufeff]*+(?:{_FENCE_LINE.pattern})?[\s\ufeff`'\"]*+", re.IGNORECASE)
_STRAY = re.compile(r"[\s{}()\[\],:;\"'\\\ufeff\u200b\u200c\u200d\u2060]+")
_KEY_FIRST = re.compile(rf"\s*{_QUOTE}\w+{_QUOTE}\s*:")
_NOTATIONS = (
    (
        "YAML, or the like",
        re.compile(r"(?:[ \t-]*[\"']?[a-z_]+[\"']?[ \t]*[:=][^\n]*+(?:\n|\Z)(?:[ \t]*-[^\n]*+(?:\n|\Z))*+)+"),
    ),
    ("a call", re.compile(r"\[?[A-Za-z_][\w.]*\(.*\)\]?;?", re.DOTALL)),
    ("tags", re.compile(r"<([a-zA-Z_]++)[^>]*+>.*</\1>", re.DOTALL)),
)


def find_values(text: str) -> list[Scan]:
    """The values in a text, read as far as they go; the last may be one that is not whole.

    A bracket at the very beginning begins a value; one in prose only where JSON follows it. Lists in prose, and
    empty objects, count only where there is no object. What was thought aloud before the answer is passed over, to the
    end where the thought has none.
    """
    thought = _THOUGHTS.match(text)
    scans = list(_scan_all(text, thought.end() if thought else 0))
    objects = [scan for scan in scans if text[scan.start] == "{" and len(scan.written) != 2]
    return objects or scans


def _scan_all(text: str, at: int) -> Iterator[Scan]:
    lead = _LEAD.match(text, at)
    first = lead.end() if lead else at
    begins = first if text.startswith("{", first) or text == "[" else _find_candidate(text, at)
    while begins is not None:
        scan = Scan(text, begins).run()
        is_passed_over = scan.state == "broken" and text[begins] == "[" and begins != first
        if not is_passed_over:
            yield scan
            if scan.state != "whole":
                return
        begins = _find_candidate(text, max(scan.at, begins + 1))


def _find_candidate(text: str, at: int) -> int | None:
    match = _CANDIDATE.search(text, at)
    return match.start() if match else None


def judge_surroundings(text: str, scans: list[Scan]) -> tuple[dict[Flaw, str], bool]:
    """What is wrong around the values, and whether they are still certain to be what was meant."""
    before, *between = _list_rest(text, scans)
    rest = [_FENCE_LINE.sub(" ", part).strip() for part in (before, *between)]
    flaws: dict[Flaw, str] = {}
    if any(FENCE.search(part) for part in (before, *between)):
        flaws["fenced"] = "the JSON stands in a fence of backticks"
    joined = " ".join(part for part in rest if part)
    if not joined and len(scans) > 1:
        flaws["prose"] = f"the answer has {len(scans)} JSON values after one another"
    if not joined:
        return flaws, True
    if _KEY_FIRST.match(rest[0]) or (scans[-1].state == "whole" and rest[-1][:1] in tuple("}]")):
        return {**flaws, "broken_json": f"a bracket is too many or missing: {show_text(joined)} is left over"}, False
    return {**flaws, **_judge_rest(joined, rest)}, True


def _judge_rest(joined: str, rest: list[str]) -> dict[Flaw, str]:
    if set(joined) <= {"`", " "}:
        return {"fenced": "the JSON stands in backticks"}
    if joined == "," and rest[-1]:
        return {"trailing_comma": "the answer has a comma behind its last bracket"}
    if rest[0] and rest[0] == rest[-1] and rest[0] in OPENING:
        return {"quotes": "the JSON stands in quotes"}
    if _STRAY.fullmatch(joined):
        return {"broken_json": f"the answer has {show_text(joined)} outside of its JSON"}
    return {"prose": f"the answer has text beside its JSON: {show_text(joined)}"}


def _list_rest(text: str, scans: list[Scan]) -> list[str]:
    """What stands before the first value, between them, and behind the last where that is whole."""
    ends = [0, *(scan.at if scan.state == "whole" else len(text) for scan in scans)]
    return [text[end:start] for end, start in zip(ends, [*(scan.start for scan in scans), len(text)], strict=True)]


def judge_without_json(text: str) -> dict[Flaw, str]:
    """What an answer is in which no JSON begins."""
    bare = _FENCE_LINE.sub(" ", text).strip()
    flaws: dict[Flaw, str] = {"fenced": "the answer stands in a fence of backticks"} if FENCE.search(text) else {}
    if _KEY_FIRST.match(bare) or bare[:1] in tuple("{}[]") or _STRAY.fullmatch(bare):
        return {**flaws, "broken_json": f"the answer is no JSON, though it begins like a part of it: {show_text(bare)}"}
    for name, notation in _NOTATIONS:
        if notation.fullmatch(bare):
            return {**flaws, "broken_json": f"the answer is in another notation, {name}: {show_text(bare)}"}
    return {"prose": f"the answer is text without JSON: {show_text(bare)}"}
