"""Trains with TRL for a few steps: `train_trl.py FORMAT FILE WORK`.

It tells in WORK/told.json what was read, what of it bears loss, and the loss of each step.
"""

import json
import sys
from pathlib import Path
from typing import Any

from datasets import load_dataset  # type: ignore[import-untyped]
from tiny_model import decode_learnt, make_model, make_tokenizer
from trl import SFTConfig, SFTTrainer  # type: ignore[import-not-found]

_MARKED = ("messages", "openai-chat", "openai-tools")


def write_alpaca_prompt(row: dict[str, str]) -> dict[str, str]:
    """Alpaca's own wording, as prompt and completion."""
    given = f"\n\n### Input:\n{row['input']}" if row["input"] else ""
    return {"prompt": f"### Instruction:\n{row['instruction']}{given}\n\n### Response:\n", "completion": row["output"]}


def make_trainer(name: str, file: Path, work: Path) -> Any:
    """The trainer, with the data as it prepares them."""
    rows = load_dataset("json", data_files=str(file), split="train", cache_dir=str(work / "cache"))
    if name == "alpaca":
        rows = rows.map(write_alpaca_prompt, remove_columns=rows.column_names)
    tokenizer = make_tokenizer(file)
    config = SFTConfig(
        output_dir=str(work / "out"),
        max_steps=4,
        per_device_train_batch_size=4,
        learning_rate=1e-2,
        lr_scheduler_type="constant",
        max_length=None,
        assistant_only_loss=name in _MARKED,
        use_cpu=True,
        bf16=False,
        gradient_checkpointing=False,
        logging_steps=1,
        save_strategy="no",
        report_to="none",
        disable_tqdm=True,
        seed=0,
    )
    return SFTTrainer(model=make_model(tokenizer), args=config, train_dataset=rows, processing_class=tokenizer)


def main(name: str, file: Path, work: Path) -> None:
    """Train, then go through the very batches that the model is given."""
    trainer = make_trainer(name, file, work)
    trainer.train()
    tokenizer = trainer.processing_class
    learnt, read = list[str](), list[str]()
    for batch in trainer.get_train_dataloader():
        for labels, ids, mask in zip(batch["labels"], batch["input_ids"], batch["attention_mask"], strict=True):
            learnt.append(decode_learnt(tokenizer, labels))
            read.append(str(tokenizer.decode(ids[mask.bool()])))
    losses = [entry["loss"] for entry in trainer.state.log_history if "loss" in entry]
    (work / "told.json").write_text(json.dumps({"losses": losses, "learnt": learnt, "read": read}), "utf-8")


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3]))
