"""What was refused, and what people found."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from taskdata.deliver.audit_rates import Audit, Tally
from taskdata.deliver.figures.model import AuditRate, HumanAudit, Refused, Rejects
from taskdata.deliver.figures.rows import Share
from taskdata.foundation.records import Rejected

_MOST_SHOWN = 20


def describe_rejects(refused: Sequence[Rejected]) -> Rejects:
    """What was refused, out of the drafts themselves."""
    faults = Counter(str(fault.code) for one in refused for fault in one.faults)
    return Rejects(len(refused), _order(faults), tuple(map(_show, refused[:_MOST_SHOWN])))


def count_rejects(codes: Mapping[str, int]) -> Rejects:
    """What was refused, where a manifest alone tells it: how often each fault was found, and of how many drafts not."""
    return Rejects(None if codes else 0, _order(codes), ())


def _order(codes: Mapping[str, int]) -> dict[str, int]:
    return dict(sorted(codes.items(), key=lambda item: (-item[1], item[0])))


def _show(one: Rejected) -> Refused:
    fault = one.faults[0]
    return Refused(one.example.input, one.example.output, fault.code, fault.path, fault.message)


def describe_audit(audit: Audit) -> HumanAudit | None:
    """The rates of an audit; None where nothing is judged. No judge is named."""
    if not audit.judged:
        return None
    return HumanAudit(
        label=tuple(map(_describe_rate, _list_tallies(audit.label))),
        natural=tuple(map(_describe_rate, _list_tallies(audit.natural))),
        judged=len(audit.judged),
        judges=len(audit.judges),
        left_out=audit.gone + audit.changed,
    )


def _list_tallies(whole: Tally) -> Iterable[Tally]:
    return (whole, *whole.parts)


def _describe_rate(tally: Tally) -> AuditRate:
    interval = tally.interval
    return AuditRate(
        name=tally.name,
        size=tally.size,
        judged=tally.of,
        faulty=tally.outcomes.get("faulty", 0),
        unsure=tally.outcomes.get("unsure", 0),
        disputed=tally.outcomes.get("disputed", 0),
        share=Share(interval.rate, interval.low, interval.high) if interval else None,
    )
