"""What xgrammar or llguidance, the backends of vLLM, make of a schema or a grammar: run in .venv/serving, by JSON.

Standard input is `{"engine", "grammar", "texts"}`, standard output a list of true and false, one for each text.
xgrammar is imported with stand-ins for what it needs on a graphics card alone, which has 5 GB.
"""

import json
import sys
from collections.abc import Callable
from types import ModuleType
from unittest.mock import MagicMock

END = 256
BYTES = [bytes([number]) for number in range(256)]
LONG = {"whitespace_flexible": True}  # as vLLM asks for it


def judge_xgrammar(engine: str, grammar: str) -> Callable[[str], bool]:
    xgrammar = import_xgrammar()
    tokens = xgrammar.TokenizerInfo(
        [*BYTES, b"</s>"], vocab_type=xgrammar.VocabType.RAW, vocab_size=END + 1, stop_token_ids=[END]
    )
    compiler = xgrammar.GrammarCompiler(tokens)
    compiled = compiler.compile_grammar(grammar) if engine.endswith("gbnf") else compiler.compile_json_schema(grammar)

    def judge(text: str) -> bool:
        matcher = xgrammar.GrammarMatcher(compiled)
        return all(matcher.accept_token(token) for token in (*text.encode(), END))

    return judge


def import_xgrammar() -> ModuleType:
    import tvm_ffi  # type: ignore[import-not-found]  # noqa: F401  # before the stand-ins, which it would ask for more

    for name in ("torch", "transformers", "triton", "triton.language"):
        stand_in = MagicMock(name=name)
        stand_in.__path__, stand_in.__spec__ = [], None
        stand_in.Tensor = stand_in.dtype = stand_in.device = type(name, (), {})
        sys.modules[name] = stand_in
    import xgrammar  # type: ignore[import-not-found]

    return xgrammar  # type: ignore[no-any-return]


class Bytes:
    """A tokenizer of bytes, as llguidance asks for one."""

    eos_token_id, bos_token_id, special_token_ids = END, None, [END]
    tokens = [*BYTES, b"</s>"]

    def __call__(self, text: str | bytes) -> list[int]:
        return list(text if isinstance(text, bytes) else text.encode())


def judge_llguidance(engine: str, grammar: str) -> Callable[[str], bool]:
    from llguidance import LLMatcher, LLTokenizer, TokenizerWrapper  # type: ignore[import-not-found]

    tokenizer = LLTokenizer(TokenizerWrapper(Bytes()))
    compiled = LLMatcher.grammar_from_json_schema(grammar, defaults=LONG)
    if fault := LLMatcher.validate_grammar(compiled, tokenizer):
        raise SystemExit(f"llguidance does not take it: {fault}")

    def judge(text: str) -> bool:
        matcher, tokens = LLMatcher(tokenizer, compiled), list(text.encode())
        if matcher.validate_tokens(tokens) < len(tokens):
            return False
        matcher.consume_tokens(tokens)
        return bool(matcher.is_accepting())

    return judge


def main() -> None:
    asked = json.load(sys.stdin)
    make = judge_llguidance if asked["engine"] == "llguidance" else judge_xgrammar
    judge = make(asked["engine"], asked["grammar"])
    json.dump([bool(judge(text)) for text in asked["texts"]], sys.stdout)


if __name__ == "__main__":
    main()
