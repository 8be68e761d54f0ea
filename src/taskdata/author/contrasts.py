"""Contrasts: requests that are near in words and apart in meaning, built from the entries of the template files."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from taskdata.author.documents import Place
from taskdata.author.families import NO_FRAME, FamilyBuilder, check_repeated, identify_template
from taskdata.author.files import ContrastEntry, FamilyEntry, MemberEntry
from taskdata.author.linking import Linker, Written, name_holes
from taskdata.author.manners import make_linker
from taskdata.author.merge import Placed
from taskdata.author.names import suggest
from taskdata.author.sentences import parse_sentence
from taskdata.author.sets import check_keys
from taskdata.foundation.pack import Contrast, Family, Template
from taskdata.foundation.pattern import Choice, Hole, Pattern, RuleRef, Sequence

_FEWEST = 2


@dataclass(frozen=True)
class ContrastBuilder:
    """Builds the contrasts of a pack; what is wrong with one is reported in its place."""

    builder: FamilyBuilder
    families: Mapping[str, Family]

    def build_all(self) -> dict[str, Contrast]:
        """Every contrast that could be read; a member of a family that is not known is left out."""
        return {placed.name: self._build(placed) for placed in self.builder.declared.list_sound("contrasts")}

    def _build(self, placed: Placed) -> Contrast:
        entry: ContrastEntry = placed.value
        linker = make_linker(self.builder.declared, placed.place.document, self.builder.slots)
        self.builder.check_manner(entry.frame, entry.style, placed.place)
        members: dict[str, Template] = {}
        for index, member in enumerate(entry.members):
            place = placed.place.inside("members", index)
            template = self._build_member(placed, member, place, linker)
            if template and template.id in members:
                message = f"this member stands in {members[template.id].place} already; say what differs"
                place.inside("say").report(message)
            elif template:
                members[template.id] = template
        if placed.whole:
            _check_whole(entry, placed.place)
        words = {
            name: linker.link_sentence(Written(text, placed.place.inside("words", name))).pattern
            for name, text in entry.words.items()
        }
        return Contrast(placed.name, entry.kind, words, tuple(members.values()), placed.place.locate(at_key=True))

    def _build_member(self, placed: Placed, member: MemberEntry, place: Place, linker: Linker) -> Template | None:
        self.builder.check_manner(member.frame, member.style, place)
        written = Written(member.say, place.inside("say"))
        linked = linker.link_sentence(written)
        self.builder.declared.check_name("families", member.family, "family", place.inside("family"))
        family = self.families.get(member.family)
        if family is None:
            return None
        source: FamilyEntry = self.builder.declared.sections["families"][member.family].value
        sets = {**source.set, **member.set}
        if member.set:
            action = self.builder.actions[family.action]
            check_keys(sets, action.output, place.inside("set"))
            self.builder.fields.check_set(action, member.set, place.inside("set"))
        if linked.is_sound:
            check_repeated(sets, linked.pattern, written)
        identity = _identify(member)
        twin = next((other for other in family.templates if other.id == identity), None)
        if twin:
            written.report(0, f"this sentence stands in {twin.place} already; keep one of them")
        contrast: ContrastEntry = placed.value
        frame = member.frame or contrast.frame
        return Template(
            id=identity,
            family=family.name,
            group=placed.name,
            pattern=linked.pattern,
            frame=None if frame == NO_FRAME else frame,
            style=member.style or contrast.style,
            weight=1.0,
            edge_cases=tuple(dict.fromkeys([*source.edge_cases, *member.edge_cases])),
            sets={tuple(key.split(".")): value for key, value in sets.items()},
            place=place.inside("say").locate(),
            contrast=placed.name,
            text=written.text,
            given=self._read_given(member, contrast, linked.pattern, place),
        )

    def _read_given(
        self, member: MemberEntry, contrast: ContrastEntry, pattern: Pattern, place: Place
    ) -> dict[str, Pattern]:
        given = {}
        for slot, text in member.given.items():
            written = Written(text, place.inside("given", slot))
            if slot not in name_holes(pattern):
                written.place.report(f"the sentence does not say '{slot}'; say it, or take this out", at_key=True)
            parsed = parse_sentence(text)
            for offset, message in parsed.faults:
                written.report(offset, message)
            self._check_named(parsed.pattern, contrast, written)
            given[slot] = parsed.pattern
        return given

    def _check_named(self, pattern: Pattern, contrast: ContrastEntry, written: Written) -> None:
        """What is named in given words: words of the contrast, and slots."""
        match pattern:
            case Sequence(parts) | Choice(parts):
                for part in parts:
                    self._check_named(part, contrast, written)
            case RuleRef(name, offset) if name not in contrast.words:
                written.report(offset, f"`words` of this contrast has no '{name}'{suggest(name, contrast.words)}")
            case Hole(slot, form, offset) if self.builder.slots.check_slot(slot, written.place, offset) and form:
                self.builder.slots.check_form(slot, form, written.place, offset)


def add_members(family: Family, contrasts: Iterable[Contrast]) -> Family:
    """The family with the members of contrasts that belong to it behind its other templates."""
    members = [member for contrast in contrasts for member in contrast.members if member.family == family.name]
    return replace(family, templates=(*family.templates, *members)) if members else family


def _check_whole(entry: ContrastEntry, place: Place) -> None:
    if len(entry.members) < _FEWEST:
        place.inside("members").report("a contrast has two members or more; add one that this one is told apart from")
    given = " ".join(text for member in entry.members for text in member.given.values())
    for name in entry.words:
        if f"<{name}>" not in given:
            place.inside("words", name).report(f"no member is given <{name}>; put it in, or take it out", at_key=True)


def _identify(member: MemberEntry) -> str:
    """The id of a member: of its sentence alone, as of any other, where no words are given."""
    return identify_template(member.family, "\n".join([member.say, *map(": ".join, sorted(member.given.items()))]))
