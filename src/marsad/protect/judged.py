"""What people said: whether all that a record rests on was released, and whether an embargo holds."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from marsad.model.judgement import Judgement, Sealed, standing

RELEASERS = ("releaser", "admin")
DOUBTS = ("correct", "reject", "unsure", "second_reader")
SETTLED = ("accept", "correct")

Citation = tuple[str, str]
Judged = Mapping[Citation, Sequence[Judgement]]


def judged(judgements: Iterable[Sealed]) -> Judged:
    """The standing judgements of each statement, in order."""
    found: dict[Citation, list[Judgement]] = defaultdict(list)
    for one in standing(judgements):
        found[one.judgement.report, one.judgement.statement].append(one.judgement)
    return found


def kept_in(citations: Sequence[Citation], said: Judged, today: date, *, two_people: bool) -> str | None:
    """Why a record that rests on these statements stays inside, by what people said of them; None where it may leave."""
    if not citations:
        return "nothing that it rests on can be judged"
    for citation in citations:
        about = said.get(citation, ())
        if (until := _embargo(about)) is not None and until > today:
            return f"embargo until {until}"
        if not (releasers := _releasers(about)):
            return "not released"
        if two_people and not _second(about, releasers):
            return "no second person judged it"
    return None


def _releasers(about: Sequence[Judgement]) -> set[str]:
    """Who released a statement, since the last doubt of it or correction."""
    found: set[str] = set()
    for one in about:
        if one.verdict in DOUBTS:
            found.clear()
        elif one.verdict == "release" and one.role in RELEASERS:
            found.add(one.by)
    return found


def _second(about: Sequence[Judgement], releasers: set[str]) -> bool:
    """Whether somebody accepted a statement whom another released."""
    return any(one.verdict in SETTLED and releasers - {one.by} for one in about)


def _embargo(about: Sequence[Judgement]) -> date | None:
    """The latest day before which a statement stays inside. One that nobody can read holds for ever."""
    days = [_day(one) for one in about if one.verdict == "embargo"]
    return max(days, default=None)


def _day(one: Judgement) -> date:
    try:
        return date.fromisoformat((one.value or "").strip().strip('"'))
    except ValueError:
        return date.max
