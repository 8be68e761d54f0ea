"""What servers and compilers themselves make of the exported schemas: xgrammar, llguidance, llama.cpp and tsc.

They live in an environment of their own, and these tests run by `make test-serving` alone.
"""

import json
import os
import subprocess
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from schema_tools import (
    PACKS,
    STARTER,
    Labelled,
    break_label,
    export,
    is_valid,
    loosen,
    mix_labels,
    put_in_order,
    read_notes,
    write,
)

HERE = Path(__file__).parent
SERVING = Path(os.environ["SERVING"]).absolute()
ENGINES = pytest.mark.parametrize("engine", ["xgrammar", "llguidance", "xgrammar-gbnf", "llama.cpp"])
ALL = pytest.mark.parametrize("pack", PACKS.values(), ids=PACKS)
TARGETS = {"xgrammar": "vllm", "llguidance": "vllm", "xgrammar-gbnf": "llama-cpp", "llama.cpp": "llama-cpp"}


@cache
def make_vocabulary() -> str:
    file = SERVING / "bytes.gguf"
    subprocess.run([SERVING / "bin/python", HERE / "make_vocabulary.py", file], check=True, capture_output=True)
    return str(file)


def judge(engine: str, pack: Labelled, texts: list[str]) -> list[bool]:
    """Which of the texts the engine accepts as whole answers of the pack."""
    written = export(TARGETS[engine], pack.folder).stdout
    if TARGETS[engine] == "vllm":
        written = json.dumps(json.loads(written)["structured_outputs"]["json"])
    asked: dict[str, Any] = {"engine": engine, "grammar": written, "texts": texts}
    command: list[str | Path] = [SERVING / "bin/python", HERE / "judge_grammars.py"]
    if engine == "llama.cpp":
        command, asked = ["node", HERE / "judge_llama.mjs"], {**asked, "vocabulary": make_vocabulary()}
    environment = {**os.environ, "SERVING_MODULES": str(SERVING / "node_modules")}
    came = subprocess.run(command, input=json.dumps(asked), capture_output=True, text=True, env=environment)
    assert came.returncode == 0, came.stderr
    told = json.loads(came.stdout)
    assert len(told) == len(texts)
    return list(told)


@ENGINES
@ALL
def test_every_label_is_accepted(engine: str, pack: Labelled) -> None:
    texts = [write(label) for label in pack.labels]
    assert [text for text, accepted in zip(texts, judge(engine, pack, texts), strict=True) if not accepted] == []


@ENGINES
@ALL
def test_what_is_wrong_is_refused(engine: str, pack: Labelled) -> None:
    loose = loosen(pack.schema, read_notes(export(TARGETS[engine], pack.folder).stderr))
    labels = pack.labels[::20]
    answers = [broken for label in labels for broken in break_label(label)] + list(mix_labels(labels))
    wrong = [write(put_in_order(pack.schema, answer)) for answer in answers if not is_valid(loose, answer)]
    wrong += [text for label in labels for text in (write(label)[:-1], f"{write(label)}.", f"Sure! {write(label)}")]
    assert len(wrong) > 600
    assert [text for text, accepted in zip(wrong, judge(engine, pack, wrong), strict=True) if accepted] == []


@ENGINES
def test_texts_with_signs_that_json_escapes_are_accepted(engine: str) -> None:
    said = ['the "big" one', "a\\b", "line\nbreak", "über 5 €", "\U0001f600"]
    texts = [write({"action": "play_music", "music": text}) for text in said]
    assert judge(engine, STARTER, texts) == [True] * len(texts)


def compile_types(folder: Path, pack: Labelled, lines: list[str]) -> str:
    """What `tsc` says of a module of constants that have the exported types; empty where it has no fault."""
    (folder / "answers.ts").write_text(export("typescript", pack.folder).stdout, "utf-8")
    union = "HomeAction" if pack is STARTER else "Action"
    source = f'import type {{ {union} as Answer }} from "./answers";\n' + "\n".join(lines)
    (folder / "labels.ts").write_text(source, "utf-8")
    command = [str(SERVING / "node_modules/.bin/tsc"), "--strict", "--noEmit", "--target", "es2022", "labels.ts"]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True).stdout


def write_constant(number: int, answer: Any) -> str:
    return f"export const a{number}: Answer = {json.dumps(answer)};"


@ALL
def test_the_types_compile_with_every_label(pack: Labelled, tmp_path: Path) -> None:
    lines = [write_constant(number, label) for number, label in enumerate(pack.labels)]
    assert compile_types(tmp_path, pack, lines) == ""


@ALL
def test_wrong_answers_do_not_compile(pack: Labelled, tmp_path: Path) -> None:
    """Each is marked as wrong, and the compiler complains of a mark where it finds nothing wrong."""
    loose = loosen(pack.schema, read_notes(export("typescript", pack.folder).stderr))
    answers = [broken for label in pack.labels[::20] for broken in break_label(label)]
    wrong = [answer for answer in answers if not is_valid(loose, answer)]
    assert len(wrong) > 600
    lines = [f"// @ts-expect-error\n{write_constant(number, answer)}" for number, answer in enumerate(wrong)]
    assert compile_types(tmp_path, pack, lines) == ""


def test_the_compiler_tells_which_action_it_is(tmp_path: Path) -> None:
    lines = [
        "export function tell(answer: Answer): string {",
        "  switch (answer.action) {",
        '    case "set_light": return answer.state;',
        '    case "set_heating": return String(answer.degrees);',
        '    case "play_music": return answer.music;',
        '    case "error": return answer.message;',
        "  }",
        "}",
    ]
    assert compile_types(tmp_path, STARTER, lines) == ""
    assert "does not exist" in compile_types(tmp_path, STARTER, [line.replace("degrees", "state") for line in lines])
