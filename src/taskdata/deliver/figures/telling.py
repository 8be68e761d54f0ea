"""What follows from the figures in words, the same on the page and on the card."""

from collections.abc import Iterator, Sequence

from taskdata.deliver.figures.model import Figures, Proof
from taskdata.deliver.figures.rows import Row

_MOST_NAMED = 12


def find_command(figures: Figures) -> str | None:
    """What makes the whole set anew; None where that is not known, or where it takes more than a command."""
    proof = figures.proof
    if proof.state != "vouched" or figures.origins.paraphrases or None in (proof.seed, proof.set_n):
        return None
    what = "--benchmark" if proof.is_benchmark else f"-n {proof.set_n}"
    return f"taskdata generate {what} --seed {proof.seed} -o DIR{tell_pack(proof)}"


def tell_pack(proof: Proof) -> str:
    """What a command needs beside its own options, so that it finds the pack; empty for the built-in one."""
    return " --pack PACK" if proof.needs_pack else ""


def find_limits(figures: Figures) -> list[str]:
    """What the data does not have or what is not known of it, a sentence each."""
    return [*_find_doubts(figures), *_find_gaps(figures)]


def _find_doubts(figures: Figures) -> Iterator[str]:
    if figures.proof.state != "vouched":
        yield "No manifest vouches for this file, so nobody knows whether its labels are proven."
    if figures.proof.strays:
        yield f"The figures are of {figures.proof.file}; other examples stand in {', '.join(figures.proof.strays)}."
    if not all(leak.is_none for leak in figures.leaks):
        yield "Splits share groups, words or requests; what is measured on them is too good."
    if figures.proof.is_pack_now is False:
        yield "The pack has changed since the data was made."
    if figures.audit is None:
        yield "No person has judged a sample of it yet."


def _find_gaps(figures: Figures) -> Iterator[str]:
    yield "Every example is a single turn."
    yield from _tell_made(figures)
    families = [family for family in figures.families if family.action is not None]
    lacking = sum(family.row.count == 0 for family in families)
    if lacking and not figures.proof.is_benchmark:
        have = "has" if lacking == 1 else "have"
        yield f"{lacking:,} of the {len(families):,} families of the pack {have} no example in it."
    yield from _tell_small(figures, [family.row for family in families])
    never = [f"{row.name} in {field.path}" for field in figures.values for row in field.rows if not row.count]
    if never:
        more = f" and {len(never) - _MOST_NAMED:,} more" if len(never) > _MOST_NAMED else ""
        yield f"Allowed by the schema, and in no label: {', '.join(never[:_MOST_NAMED])}{more}."


def _tell_made(figures: Figures) -> Iterator[str]:
    """How many requests nobody said; what records say of themselves is told as that, where nothing vouches for them."""
    made = figures.n - figures.origins.from_production
    said = "" if figures.proof.state == "vouched" else ", as the records say themselves"
    if made == figures.n:
        yield f"All requests are made; none was said by a user{said}."
    elif made:
        yield f"Of {figures.n:,} requests, {made:,} are made{said}; the others come of what users said."


def _tell_small(figures: Figures, families: Sequence[Row]) -> Iterator[str]:
    """Which splits have so few examples that most of what is trained on is not measured with them."""
    trained = [row for row in families if row.splits.get("train")]
    for split in figures.splits:
        met = sum(bool(row.splits.get(split.name)) for row in trained)
        if split.name != "train" and trained and met < len(trained):
            yield (
                f"The split {split.name} has an example of {met:,} of the {len(trained):,} families that are trained "
                f"on; what it measures says nothing of the others."
            )
