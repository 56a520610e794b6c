"""A movement as a line of stops: ● where it has been, ◉ where it was last, ○ where it is awaited."""

from typing import NamedTuple

from marsad.jobs import wording
from marsad.model.form import Form

SAID = {"departed": "left", "passed": "passed", "at": "at", "arrived": "arrived", "expected": "expected"}


class Point(NamedTuple):
    """A stop as it is drawn: its mark, its name, what is known of it, whether it is only awaited, and its place and time as the record has
    them."""

    mark: str
    name: str
    note: str
    awaited: bool
    place: Form | None = None
    when: Form | None = None


def points(found: Form) -> list[Point]:
    """The stops in order; where they do not stand there, the origin before them, the destination after, what is on the way between."""
    stops = [_point(s, s == found["position"]) for s in found["stops"]]
    names = {p.name for p in stops}
    origin, destination = wording.place(found["origin"]), wording.place(found["destination"])
    end = next((i for i, s in enumerate(found["stops"]) if s["status"] in ("arrived", "expected")), len(stops))
    there = found["status"] == "arrived"
    on_the_way = [(name, p) for p in found["via"] if (name := wording.place(p)) and name not in names]
    stops[end:end] = [Point("●" if there else "○", name, "by way of", not there, place) for name, place in on_the_way]
    if origin and origin not in names:
        stops.insert(0, Point("●", origin, "from", False, found["origin"]))
    if destination and destination not in names:
        stops.append(Point("●" if there else "○", destination, "to", not there, found["destination"]))
    return stops


def _point(stop: Form, last: bool) -> Point:
    awaited = stop["status"] == "expected"
    note = " ".join(part for part in (SAID[stop["status"]], wording.span(stop["when"])) if part)
    mark = "○" if awaited else "◉" if last else "●"
    return Point(mark, wording.place(stop["place"]) or "…", wording.clean(note), awaited, stop["place"], stop["when"])
