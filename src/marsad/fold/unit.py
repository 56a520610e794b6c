"""What the fold needs of one report, worked out once: its statements with their mentions resolved, and what it is found by."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from hashlib import blake2b

from pydantic import TypeAdapter

from marsad.fold.copies import shingles, text_key
from marsad.fold.judged import Tie, judged
from marsad.fold.told import Key, Told, source_key, tell
from marsad.model.form import Form
from marsad.model.judgement import Sealed
from marsad.model.reading import Reading
from marsad.pack.pack import Pack


@dataclass(frozen=True, slots=True)
class Unit:
    """A report as the fold knows it. `publisher`: the key of who published it; `text`: what it has in common with another report of the
    same text; `shingles`: what it has in common with one that copies it; `ties`: what people said of two of its statements, or of one and
    another report's, being one or not."""

    report: str
    source: str | None
    published: str | None
    publisher: Key | None
    text: tuple[str, ...]
    shingles: tuple[int, ...]
    told: tuple[Told, ...]
    ties: tuple[Tie, ...] = ()


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a report stands among all others: whether it stands for its text, with which copies by whom; the family of copies to which it
    belongs, and who published the first of them; the movements (`way`) and deals of which its statements tell (`deal`), or whose terms
    and steps they are (`term`): statement -> the first statement that tells of it; and the records of those deals (`part`)."""

    stands: bool = True
    copies: tuple[str, ...] = ()
    copiers: tuple[str, ...] = ()
    family: str | None = None
    first: Key | None = None
    way: Mapping[str, str] = field(default_factory=dict)
    deal: Mapping[str, str] = field(default_factory=dict)
    term: Mapping[str, str] = field(default_factory=dict)
    part: Mapping[str, str] = field(default_factory=dict)

    @property
    def stories(self) -> frozenset[str]:
        """The movements and deals of which the report tells."""
        return frozenset((*self.way.values(), *self.deal.values(), *self.term.values()))


def unit_of(reading: Reading, pack: Pack, judgements: Iterable[Sealed] = ()) -> Unit:
    """The unit of a Reading, people's judgements about its statements taken in. `judgements` may speak of others too."""
    report = reading.report
    said = judged(reading, judgements)
    told = tell(said.reading, pack)
    publisher = source_key(report.source, pack) if report.source else None
    if said.reviews or said.corrected:
        told = tuple(replace(t, review=said.reviews.get(t.statement.id), corrected=said.corrected.get(t.statement.id, ())) for t in told)
    return Unit(report.id, report.source, report.published, publisher, text_key(report), tuple(shingles(report.text)), told, said.ties)


def mark(*parts: object) -> int:
    """A number that names what two reports may have in common; equal parts give equal numbers."""
    return int.from_bytes(blake2b(repr(parts).encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big", signed=True)


_UNIT = TypeAdapter(Unit)
_STANDING = TypeAdapter(Standing)


def unit_form(unit: Unit) -> Form:
    """The unit as a value that JSON can hold."""
    form: Form = _UNIT.dump_python(unit, mode="json")
    return form


def standing_form(standing: Standing) -> Form:
    """The standing as a value that JSON can hold."""
    form: Form = _STANDING.dump_python(standing, mode="json")
    return form


def unit_in(form: Form) -> Unit:
    """The unit of a form that `unit_form` made. Raises ValueError where it is none."""
    return _UNIT.validate_python(form)


def standing_in(form: Form) -> Standing:
    """The standing of a form that `standing_form` made. Raises ValueError where it is none."""
    return _STANDING.validate_python(form)
