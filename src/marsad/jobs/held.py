"""Who held a place on a day, and who says so: the tellers' answers side by side, with what contradicts them."""

from collections.abc import Iterable
from datetime import date, datetime, time
from typing import NamedTuple

from marsad.errors import MarsadError
from marsad.fold.assemble import same_place
from marsad.fold.timeline import Tenure, held_on
from marsad.fold.told import name_key
from marsad.jobs.holders import line_of
from marsad.model.form import Form, place_form
from marsad.model.form_record import actor_form, saying_form
from marsad.model.record import Control, Place
from marsad.model.when import iso
from marsad.pack.gazetteer import CLOSE, gazetteer_of
from marsad.pack.gazetteer_file import KnownPlace
from marsad.pack.pack import Pack
from marsad.store.base import View, Wanted

MOST_PLACES = 5  # of one name
TRUE = ("happened", "ongoing", "alleged")


class Said(NamedTuple):
    """One answer: a side's time over the place, and the line of control that tells it."""

    tenure: Tenure
    line: Form


class Held(NamedTuple):
    """The answer for one place. `said`: who held it, several where the tellers disagree; `otherwise`: what was told of it by then that is
    denied, only expected, or hangs on a condition."""

    place: Place
    day: date
    said: tuple[Said, ...]
    otherwise: tuple[Form, ...]

    @property
    def contradictory(self) -> bool:
        """Whether different sides are said to have held it."""
        sides = {frozenset(a.actor_id or a.name for a in s.tenure.actors) for s in self.said}
        return len(sides) > 1


def held(view: View, pack: Pack, name: str, day: date) -> list[Held]:
    """The answers for the places that a name may stand for, in any spelling that the pack's gazetteer knows; only for those of which the
    record tells, where there are any. Raises MarsadError where neither the gazetteer nor the record knows the name."""
    forms = {f["id"]: f for f in view.records(Wanted(sort="control"))}
    lines = [line_of(f) for f in forms.values()]
    found = _places(name, pack, lines)
    if not found:
        raise MarsadError("no place of this name is known", place=name, advice="marsad show --kind control lists the places told of")
    return [_answer(place, day, lines, forms) for place in found[:MOST_PLACES]]


def _places(name: str, pack: Pack, lines: Iterable[Control]) -> list[Place]:
    """The places asked for: of those that the gazetteer has under the name, or the record calls so, the ones that lines tell of."""
    candidates = gazetteer_of(pack).find(name, pack.countries)
    best = max((c.alike for c in candidates), default=0.0)
    known = [_place(c.place) for c in candidates if c.alike >= max(CLOSE, best - 0.02)]
    told: list[Place] = []
    for area in (line.area for line in lines if line.area is not None):
        asked = name_key(area.name) == name_key(name) or any(same_place(area, k) for k in known)
        if asked and not any(same_place(area, p) and area.kind == p.kind for p in told):
            told.append(area)
    return sorted(told, key=lambda p: (p.name, p.place_id or "")) or known[:1]


def _place(known: KnownPlace) -> Place:
    return Place(known.name, known.place_id, known.kind, known.lat, known.lon, known.radius_km, known.country, known.admin1)


def _answer(place: Place, day: date, lines: list[Control], forms: dict[str, Form]) -> Held:
    noon = datetime.combine(day, time(12))
    said = tuple(Said(t, forms[t.line]) for t in held_on(lines, place, noon))
    about = [c for c in lines if c.area is not None and same_place(c.area, place) and c.status not in TRUE]
    by_then = [c for c in about if c.told is None or c.told.start is None or c.told.start <= noon]
    return Held(place, day, said, tuple(forms[c.id] for c in sorted(by_then, key=lambda c: (c.told.start if c.told else None) or noon)))


def answer_form(answer: Held) -> Form:
    """The answer as one JSON object."""
    return {
        "place": place_form(answer.place),
        "on": answer.day.isoformat(),
        "held_by": [_said_form(s) for s in answer.said],
        "contradictory": answer.contradictory,
        "otherwise": list(answer.otherwise),
    }


def _said_form(said: Said) -> Form:
    t = said.tenure
    return {
        "actors": [actor_form(a) for a in t.actors],
        "degree": t.degree,
        "since": iso(t.since),
        "until": iso(t.until),
        "dated": t.dated,
        "disputed": t.disputed,
        "except": said.line["except"],
        "said_by": [saying_form(s) for s in t.said_by],
        "reports": list(t.reports),
        "statements": said.line["statements"],
        "control": said.line["id"],
    }
