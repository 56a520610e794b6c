"""Who held what: every place as a line of holders, and the map of a chosen day."""

from datetime import date, datetime, time, timedelta

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from marsad.jobs.holders import Holders, holders, holds
from marsad.model.form import Form
from marsad.store.base import Wanted
from marsad.web.geo import is_area
from marsad.web.query import day_of
from marsad.web.render import page
from marsad.web.sides import Sides, name_of
from marsad.web.site import site_of

MOST = 300  # places on the page


def control(request: Request) -> Response:
    """The page; `on` is the day of the map, by default the last that is told of."""
    with site_of(request).store.view() as view:
        found = list(holders(view.records(Wanted(sort="control"))))
    sides = Sides(t for held in found for t in held.tenures)
    on = date.fromisoformat(day_of(request.query_params["on"], "on")) if request.query_params.get("on") else sides.last - timedelta(7)
    noon = datetime.combine(on, time(12))
    now = {held.area: [t for t in held.tenures if holds(t, noon)] for held in found}
    spans = {
        "first": sides.first.isoformat(),
        "last": sides.last.isoformat(),
        "places": [p for held in found if (p := _place(held, sides))],
    }
    return page(request, "control_map.html", holders=found[:MOST], more=max(0, len(found) - MOST), span=sides, on=on, now=now, spans=spans)


def _place(held: Holders, sides: Sides) -> Form | None:
    """A place with its holders, for the script that draws the map; None where it has no point."""
    area = held.area
    if area.lat is None or area.lon is None:
        return None
    told = [
        {
            "from": t.since.isoformat() if t.since else None,
            "to": t.until.isoformat() if t.until else None,
            "side": sides.side(t),
            "letter": sides.letter(t),
            "name": name_of(t),
            "words": sides.words(t),
            "disputed": t.disputed,
            "line": t.line,
        }
        for t in held.tenures
    ]
    about = {"name": area.name, "lat": area.lat, "lon": area.lon, "radius_km": area.radius_km, "area": is_area(area.kind, area.radius_km)}
    return about | {"tenures": told}


ROUTES = [Route("/control", control)]
