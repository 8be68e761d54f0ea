"""A tokenizer and a model made on the spot, in the trainers' own virtual environment: random, small, and offline."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tokenizers import Tokenizer, decoders, models, pre_tokenizers, trainers  # type: ignore[import-not-found]
from transformers import LlamaConfig, LlamaForCausalLM, PreTrainedTokenizerFast  # type: ignore[import-not-found]

START, END, PAD = "<|im_start|>", "<|im_end|>", "<|pad|>"
TEMPLATE = """\
{%- if tools -%}{{ '<|im_start|>tools\\n' + tools | tojson + '<|im_end|>' }}{%- endif -%}
{%- for message in messages -%}
{{ '<|im_start|>' + message['role'] + '\\n' }}
{%- if message['role'] == 'assistant' -%}
{%- generation -%}
{%- if message['tool_calls'] -%}
{{ message['tool_calls'][0]['function']['name'] + ' ' + message['tool_calls'][0]['function']['arguments'] }}
{%- else -%}
{{ message['content'] }}
{%- endif -%}
{{ '<|im_end|>' }}
{%- endgeneration -%}
{%- else -%}
{{ message['content'] + '<|im_end|>' }}
{%- endif -%}
{%- endfor -%}
{%- if add_generation_prompt -%}{{ '<|im_start|>assistant\\n' }}{%- endif -%}
"""
"""ChatML without line ends behind turns; what the assistant says is marked, so that it alone may bear loss."""


def make_tokenizer(file: Path) -> Any:
    """A byte-level tokenizer, so that no text is unknown, trained on the texts of a file."""
    tokenizer = Tokenizer(models.BPE())
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    tokenizer.decoder = decoders.ByteLevel()
    alphabet = pre_tokenizers.ByteLevel.alphabet()
    trainer = trainers.BpeTrainer(vocab_size=600, special_tokens=[PAD, START, END], initial_alphabet=alphabet)
    tokenizer.train_from_iterator(_list_texts(file), trainer)
    return PreTrainedTokenizerFast(
        tokenizer_object=tokenizer,
        eos_token=END,
        pad_token=PAD,
        chat_template=TEMPLATE,
        clean_up_tokenization_spaces=False,
    )


def make_model(tokenizer: Any) -> Any:
    """A Llama of some 25 thousand parameters."""
    config = LlamaConfig(
        vocab_size=len(tokenizer),
        hidden_size=16,
        intermediate_size=32,
        num_hidden_layers=2,
        num_attention_heads=2,
        max_position_embeddings=4096,
        eos_token_id=tokenizer.eos_token_id,
        pad_token_id=tokenizer.pad_token_id,
        bos_token_id=None,
    )
    return LlamaForCausalLM(config)


def decode_learnt(tokenizer: Any, labels: Any) -> str:
    """The text of the tokens that bear loss."""
    return str(tokenizer.decode([int(token) for token in labels if token != -100]))


def _list_texts(file: Path) -> Iterator[str]:
    for line in file.read_text("utf-8").splitlines():
        yield json.dumps(json.loads(line), ensure_ascii=False)
