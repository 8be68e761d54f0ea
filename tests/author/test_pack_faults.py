"""Faults of a pack as a whole: all are told, each once, in order, and none for the guilt of another."""

import pytest
from small_pack import FAMILIES, PACK, SLOTS, STYLES, USECASE, Breakage, apply_breakage, find_problems


def test_the_small_pack_has_no_fault() -> None:
    assert find_problems(PACK) == []


@pytest.mark.parametrize("file", [SLOTS, FAMILIES, STYLES])
@pytest.mark.parametrize("text", ["", "\n\n", "# nothing yet\n"])
def test_an_empty_file_is_the_one_fault(file: str, text: str) -> None:
    told = [str(problem) for problem in find_problems({**PACK, file: text}) if problem.file == file]
    assert told == [f"{file}:1:1: the file is empty"]


@pytest.mark.parametrize("text", ["- a\n- b\n", "just words\n", "12\n"])
def test_a_file_that_is_no_mapping_is_the_one_fault(text: str) -> None:
    problems = [problem for problem in find_problems({**PACK, STYLES: text}) if problem.file == STYLES]
    assert [(problem.line, problem.column) for problem in problems] == [(1, 1)]
    assert "TemplateFile" not in problems[0].message


def test_a_family_in_two_files_is_shown_at_the_second_and_names_the_line_of_the_first() -> None:
    further = "action: stop\nfamilies:\n  stop_plain:\n    sentences: [halt it]\n"
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
    for file, old, new in [
        (FAMILIES, "- hold <the> {item}", "- hold <teh> {itme}"),
        (FAMILIES, "start: (send|", "start: now] (send|"),
        (STYLES, "please {request}", "please {reqest}"),
        (SLOTS, "{like: day}", "{like: dya}"),
        (USECASE, "shares: {out: 0.6, halt: 0.4}\nsizes", "shares: {out: 0.6, halt: 0.5}\nsizes"),
    ]:
        assert files[file].count(old) == 1
        files[file] = files[file].replace(old, new)
    problems = find_problems(files)
    assert [(p.file, p.line, p.column) for p in problems] == sorted((p.file, p.line, p.column) for p in problems)
    told = [
        (p.file, word)
        for p in problems
        for word in ("']'", "<teh>", "'itme'", "'dya'", "'reqest'", "1.1")
        if word in p.message
    ]
    assert told == [
        (FAMILIES, "']'"),
        (FAMILIES, "<teh>"),
        (FAMILIES, "'itme'"),
        (SLOTS, "'dya'"),
        (STYLES, "'reqest'"),
        (USECASE, "1.1"),
    ]


def test_several_faults_of_one_sentence_are_all_told() -> None:
    text = PACK[FAMILIES].replace("- hold <the> {item}", "- hold <teh> {itme} [] now)")
    problems = find_problems({**PACK, FAMILIES: text})
    assert [problem.column for problem in problems] == [14, 20, 27, 33]
    assert len({problem.line for problem in problems}) == 1


BLAMELESS = [
    (SLOTS, "    apart: true", "    aparte: true"),
    (SLOTS, "kinds: {tomorrow", "kinds: tomorrow\n    x: {tomorrow"),
    (SLOTS, "{like: day}", "{like: day"),
    (STYLES, "case: lower", "case: upper"),
    (STYLES, "[pls, plz]", "[pls, plz"),
]


@pytest.mark.parametrize(("file", "old", "new"), BLAMELESS)
def test_a_slip_in_one_file_does_not_blame_the_others(file: str, old: str, new: str) -> None:
    """What the broken file would declare is not called unknown elsewhere."""
    assert PACK[file].count(old) == 1
    problems = find_problems({**PACK, file: PACK[file].replace(old, new)})
    assert {problem.file for problem in problems} == {file}


def test_a_wrong_value_does_not_hide_the_faults_of_other_sentences() -> None:
    text = PACK[FAMILIES].replace("weight: 2\n    sentences", "weight: 0\n    sentences")
    problems = find_problems({**PACK, FAMILIES: text.replace("- hold <the> {item}", "- hold <the> {itme}")})
    assert [word for word in ("greater than 0", "'itme'") if not any(word in p.message for p in problems)] == []


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
