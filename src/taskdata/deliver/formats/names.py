"""The formats by name, each with a sentence: what help and lists show, without loading any of them."""

from collections.abc import Mapping

ABOUT: Mapping[str, str] = {
    "openai-chat": "OpenAI's fine-tuning: messages, the answer as JSON text",
    "openai-tools": "OpenAI's fine-tuning: each action is a function, the answer a call of it",
    "messages": "TRL and others of Hugging Face: a list of messages",
    "prompt-completion": "TRL: messages before the answer, and the answer, which alone is learnt",
    "alpaca": "Alpaca: instruction, input, output",
    "sharegpt": "ShareGPT: conversations of system, human and gpt",
    "llama-factory": "LLaMA-Factory: its columns, with the dataset_info.json that declares them",
    "pairs": "a request and its label as an object, as `taskdata verify` reads them",
    "parquet": "a table in Parquet, the label as JSON text",
    "csv": "the same table in CSV",
}
"""In the order in which they are written."""
