"""`taskdata paraphrase templates`: new wordings of templates, proven, written into the pack for review."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from taskdata.author.single_sentence import link_single
from taskdata.foundation.errors import InputError
from taskdata.foundation.records import RejectedWording
from taskdata.io.files import find_builtin, locking, read_pack_files, write_folder
from taskdata.paraphrase.questions import Questions
from taskdata.workflows.asking import Outcome
from taskdata.workflows.known_sentences import KnownSentences
from taskdata.workflows.open_pack import Opened
from taskdata.workflows.paraphrase_files import FOLDER, NewSentence, render_files, stands_in
from taskdata.workflows.rephrase_templates import TemplateJob, TemplateRephraser
from taskdata.workflows.wordings import Wording


@dataclass
class NewTemplates:
    """What a run has made: sentences for the pack, and the refused.

    Beside them, how many an earlier run has written, and how many a person has taken out since.
    """

    sentences: list[NewSentence] = field(default_factory=list)
    known: int = 0
    taken_out: int = 0
    refused: list[RejectedWording] = field(default_factory=list)


def check_pack_writable(root: Path) -> None:
    """Refuse a pack that lies inside the installed package. Raises InputError."""
    if root.resolve() == find_builtin().resolve() and root.name == "pack":
        raise InputError(
            f"{root}: this pack belongs to the installation, where nothing is written; copy it, and name the copy with "
            f"--pack"
        )


def plan_templates(
    opened: Opened, questions: Questions, seed: int, families: Sequence[str], limit: int | None
) -> tuple[TemplateRephraser, list[TemplateJob]]:
    """What to ask about: the templates of some families or of all, so many at most.

    Raises InputError where the pack has no such family.
    """
    unknown = [name for name in families if name not in opened.pack.families]
    if unknown:
        raise InputError(f"--family {unknown[0]}: the pack has no such family; `taskdata preview --list` names them")
    rephraser = TemplateRephraser(opened, questions, seed)
    planned = (rephraser.plan(family, template) for family, template in rephraser.choose(families, limit))
    return rephraser, [job for job in planned if job is not None]


def take_new(opened: Opened, jobs: Sequence[TemplateJob], outcome: Outcome[Wording], model: str) -> NewTemplates:
    """The proven sentences that the pack does not say yet, in the order of the jobs, and all that was refused."""
    known, made = KnownSentences(opened.pack, opened.slots), NewTemplates()
    for job, wordings in zip(jobs, outcome.wordings, strict=True):
        for wording in wordings or ():
            _take(opened, known, made, job, wording, model)
    made.sentences.sort(key=lambda one: one.family)
    return made


def _take(
    opened: Opened, known: KnownSentences, made: NewTemplates, job: TemplateJob, wording: Wording, model: str
) -> None:
    if not wording.ok or wording.sentence is None:
        made.refused.append(reject(job, wording, model))
        return
    pattern = link_single(opened.loaded, wording.sentence, job.family.name).pattern
    fault = known.find_fault(job.family.name, pattern)
    if wording.sentence in _list_taken_out(opened, job.family.name):
        made.taken_out += 1
    elif fault is None:
        known.add(job.family.name, pattern, "this run")
        made.sentences.append(
            NewSentence(job.family.name, job.parent.text, model, wording.prompt, wording.sentence)
        )  # fmt: skip
    elif (known.find_place(pattern) or "").startswith(FOLDER):
        made.known += 1
    else:
        made.refused.append(reject(job, replace(wording, faults=(fault,)), model))


def _list_taken_out(opened: Opened, family: str) -> list[str]:
    """The wordings of a family that were taken out in review."""
    placed = opened.loaded.declared.sections["paraphrases"].get(family)
    return [text for entry in placed.value for text in entry.refused] if placed and placed.value else []


def reject(job: TemplateJob, wording: Wording, model: str) -> RejectedWording:
    """The record of a refused wording of a template."""
    return RejectedWording(
        of=job.parent.text,
        parent=job.parent.id,
        texts=wording.texts,
        sentence=wording.sentence,
        manner=dict(wording.manner),
        model=model,
        prompt=wording.prompt,
        faults=wording.faults,
    )


def write_templates(root: Path, made: NewTemplates) -> list[str]:
    """Write the sentences into the pack, all or none: the names of the files.

    What another run has written meanwhile is left out. Raises InputError where they cannot be added.
    """
    if not made.sentences:
        return []
    with locking(root):
        files = read_pack_files(root)
        fresh = [one for one in made.sentences if not stands_in(files, one)]
        made.known += len(made.sentences) - len(fresh)
        made.sentences = fresh
        texts = render_files(root, files, fresh)
        write_folder(root, {name: text.encode() for name, text in texts.items()})
    return sorted(texts)
