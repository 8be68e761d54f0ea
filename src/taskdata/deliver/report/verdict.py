"""What a stranger needs to decide whether to trust a dataset: what is proven, what is not, and what nobody knows."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from taskdata.deliver.figures.model import Figures, Leak, Proof
from taskdata.deliver.figures.rows import Row
from taskdata.deliver.figures.telling import tell_pack

_SIGNS = {"good": "✓", "bad": "✕", "doubt": "?", "plain": "–"}
_MOST = 4


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at. state: `good`, `bad`, `doubt` of what is not known, `plain` of what is neither.

    brief: the same in a few words, for the sentence at the top. command: how to find out, or to mend it; may be empty.
    """

    state: str
    heading: str
    sentence: str
    brief: str
    command: str = ""

    @property
    def sign(self) -> str:
        """The state as a sign, so that it is not told by colour alone."""
        return _SIGNS[self.state]


@dataclass(frozen=True, slots=True)
class Verdict:
    """What stands at the top of the page: the worst of the findings, a sentence, and all of them."""

    state: str
    sentence: str
    findings: Sequence[Finding]

    @property
    def sign(self) -> str:
        """The state as a sign."""
        return _SIGNS[self.state]


def judge(figures: Figures) -> Verdict:
    """The findings on labels, shares, splits and what people said."""
    findings = [_judge_labels(figures.proof), _judge_shares(figures), _judge_splits(figures), _judge_audit(figures)]
    *first, last = [finding.brief for finding in findings]
    sentence = f"{', '.join(first)}; {last}."
    machine = {finding.state for finding in findings[:3]}
    state = "bad" if "bad" in machine else "doubt" if "doubt" in machine else "good"
    return Verdict(state, sentence[0].upper() + sentence[1:], findings)


def _judge_labels(proof: Proof) -> Finding:
    if proof.strays:
        return Finding(
            "bad",
            "Files of splits hold other examples",
            f"{' and '.join(proof.strays)} should hold the examples of that split out of {proof.file}, and do not: "
            "whoever loads them gets other examples than those shown here. Generate the dataset anew.",
            "files of splits hold other examples",
        )
    if proof.state == "vouched":
        return Finding(
            "good",
            "Every label is proven",
            "This is the very file that its manifest vouches for, by SHA-256. Each label was verified against its "
            f"request and the schema before it was written, by taskdata {proof.version}{_tell_pack(proof)}.",
            "every label is proven",
        )
    why = {
        "changed": "The file is not the one that its manifest tells of: it was changed after it was made.",
        "unknown": "No manifest stands beside the file, so nothing tells how it was made.",
    }
    return Finding(
        "doubt",
        "Not known whether the labels are right",
        f"{why[proof.state]} What finds out, label by label:",
        "whether the labels are right is not known",
        f"taskdata verify {proof.file}{tell_pack(proof)}",
    )


def _tell_pack(proof: Proof) -> str:
    if proof.is_pack_now is None:
        return f" with the pack {proof.pack_hash}"
    if proof.is_pack_now:
        return " with the pack as it is now"
    return f" with the pack as it was then ({proof.pack_hash}); it has changed since, and so may its rules have"


def _judge_shares(figures: Figures) -> Finding:
    rows = [("", row) for row in figures.categories]
    rows += [(f"{split.name}: ", row) for split in figures.splits for row in split.categories]
    known = [(where, row) for where, row in rows if row.target is not None]
    if not known:
        return Finding(
            "plain",
            "No shares were asked for",
            f"The use case plans no set of this kind, so the {len(figures.categories)} categories have no targets.",
            "shares have no target",
        )
    wrong = [(where, row) for where, row in known if row.count != row.target]
    if wrong:
        return Finding("bad", "Shares are not as planned", _list_wrong(wrong), "shares are not as planned")
    splits = " and in each split" if any(where for where, _ in known) and len(figures.splits) > 1 else ""
    return Finding(
        "good",
        "Shares are exact",
        f"Each of the {len(figures.categories)} categories has its number to the example, in the whole{splits}.",
        "shares are exact",
    )


def _list_wrong(wrong: Sequence[tuple[str, Row]]) -> str:
    told = [f"{where}{row.name} has {row.count:,} instead of {row.target:,}" for where, row in wrong[:_MOST]]
    more = f"; and {len(wrong) - _MOST} more" if len(wrong) > _MOST else ""
    return f"{'; '.join(told)}{more}."


def _judge_splits(figures: Figures) -> Finding:
    leaking = [leak for leak in figures.leaks if not leak.is_none]
    if leaking:
        sentence = "; ".join(_tell_leak(leak) for leak in leaking)
        return Finding("bad", "Splits leak", f"{sentence}.", "splits share what they must not")
    if not figures.leaks:
        held = " It was made from templates and words that no dataset uses." if figures.proof.is_benchmark else ""
        sentence = f"All examples are of one split, {figures.splits[0].name}.{held}"
        return Finding("plain", "One split alone", sentence, "there is one split alone")
    words = ", no word that has to stay in one split" if figures.leaks[0].words is not None else ""
    return Finding(
        "good",
        "Nothing leaks between splits",
        f"No two splits share a request, no template or what was made of it{words}. Counted anew in this very file.",
        "splits share nothing",
    )


def _tell_leak(leak: Leak) -> str:
    parts = [(leak.inputs, "requests"), (leak.groups, "groups of templates"), (leak.words or 0, "words kept apart")]
    told = ", ".join(f"{count:,} {what}" for count, what in parts if count)
    return f"{leak.one} and {leak.other} share {told}"


def _judge_audit(figures: Figures) -> Finding:
    audit = figures.audit
    if audit is None or not audit.judged:
        return Finding(
            "doubt",
            "No person has judged it",
            "Rules prove a label; whether people talk like that, and mean that, only people can say. To draw a sample:",
            "no person has judged a sample yet",
            f"taskdata audit {figures.proof.file} -n 150 -o sample.csv{tell_pack(figures.proof)}",
        )
    rates = " ".join(_tell_rates(figures))
    people = "one person" if audit.judges == 1 else f"{audit.judges:,} people"
    return Finding(
        "plain",
        f"People have judged {audit.judged:,}",
        f"{rates} Told by {people}, with the 95% interval.",
        f"people have judged {audit.judged:,} examples",
    )


def _tell_rates(figures: Figures) -> Iterator[str]:
    if figures.audit:
        for rate, what in ((figures.audit.label[0], "wrong labels"), (figures.audit.natural[0], "unnatural requests")):
            if rate.share:
                yield f"{what.capitalize()}: {rate.share.rate:.1%} ({rate.share.low:.1%} to {rate.share.high:.1%})."
