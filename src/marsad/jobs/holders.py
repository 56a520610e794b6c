"""Who held which place when: the lines of control of a record as timelines, place by place."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import NamedTuple

from marsad.fold.timeline import Tenure, tenures
from marsad.jobs.wording import moment
from marsad.model.form import Form
from marsad.model.record import Actor, Control, Place, Range, Saying


class Holders(NamedTuple):
    """A place and those who are said to have held it, the earliest first."""

    area: Place
    tenures: tuple[Tenure, ...]


def holders(lines: Iterable[Form]) -> Iterator[Holders]:
    """The timeline of every place that lines of control speak of, by name; places of which nobody is said to hold anything are left out."""
    found = [line_of(form) for form in lines]
    areas: dict[str, Place] = {}
    for line in found:
        if line.area is not None:
            areas.setdefault(line.area.place_id or line.area.name.casefold(), line.area)
    for area in sorted(areas.values(), key=lambda a: (a.name, a.place_id or "")):
        held = tenures(found, area)
        if held:
            yield Holders(area, held)


def holders_of(lines: Iterable[Form], area: Form) -> tuple[Tenure, ...]:
    """The timeline of one place."""
    return tenures([line_of(form) for form in lines], _place(area))


def line_of(form: Form) -> Control:
    """A line of control from its fixed form."""
    told = form.get("told")
    return Control(
        id=form["id"],
        area=_place(form["area"]) if form["area"] else None,
        actors=tuple(Actor(a["name"], a["actor_id"], a["actor_type"], a["text"], a["type"]) for a in form["actors"]),
        degree=form["degree"],
        change=form["change"],
        status=form["status"],
        start=moment(form["from"]),
        end=moment(form["to"]),
        exceptions=(),
        condition=form["condition"],
        statements=tuple(form["statements"]),
        reports=tuple(form["reports"]),
        said_by=tuple(Saying(s["name"], s["basis"]) for s in form.get("said_by", ())),
        told=Range(moment(told["from"]), moment(told["to"])) if told else None,
        agreement=form.get("agreement"),
    )


def holds(tenure: Tenure, at: datetime) -> bool:
    """Whether a side is said to hold the place at a moment."""
    return (tenure.since is None or tenure.since <= at) and (tenure.until is None or at < tenure.until)


def _place(form: Form) -> Place:
    return Place(form["name"], form["place_id"], form["kind"], form["lat"], form["lon"], form["radius_km"], form["country"], form["admin1"])
