"""Reads a folder with LLaMA-Factory's own loader: `read_llama_factory.py DATASET FOLDER WORK`.

It tells in WORK/told.json what was read, and what of it bears loss.
"""

import importlib.machinery
import json
import sys
import types
from pathlib import Path
from typing import Any

from tiny_model import decode_learnt, make_tokenizer

_NEVER_USED = "torchaudio"
"""LLaMA-Factory imports it for sounds; there is no build of it that runs without a GPU."""
sys.modules[_NEVER_USED] = types.ModuleType(_NEVER_USED)
sys.modules[_NEVER_USED].__spec__ = importlib.machinery.ModuleSpec(_NEVER_USED, None)


def read_dataset(name: str, folder: Path, work: Path) -> tuple[Any, Any]:
    """The tokenizer, and the dataset as LLaMA-Factory trains on it."""
    from llamafactory.data import get_dataset, get_template_and_fix_tokenizer  # type: ignore[import-not-found]
    from llamafactory.hparams import DataArguments, ModelArguments  # type: ignore[import-not-found]
    from transformers import Seq2SeqTrainingArguments  # type: ignore[import-not-found]

    tokenizer = make_tokenizer(folder / "train.jsonl")
    data = DataArguments(dataset=name, dataset_dir=str(folder), template="chatml", cutoff_len=4096)
    model = ModelArguments(model_name_or_path="none", cache_dir=str(work / "cache"))
    training = Seq2SeqTrainingArguments(output_dir=str(work / "out"), report_to="none", do_train=True)
    template = get_template_and_fix_tokenizer(tokenizer, data)
    return tokenizer, get_dataset(template, model, data, training, "sft", tokenizer)["train_dataset"]


def main(name: str, folder: Path, work: Path) -> None:
    """Decode what is read, and what bears loss."""
    tokenizer, rows = read_dataset(name, folder, work)
    told = {
        "learnt": [decode_learnt(tokenizer, row["labels"]) for row in rows],
        "read": [str(tokenizer.decode(row["input_ids"])) for row in rows],
    }
    (work / "told.json").write_text(json.dumps(told), "utf-8")


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3]))
