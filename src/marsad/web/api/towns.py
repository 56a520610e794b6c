"""Names for the map: the towns in sight, out of the gazetteers that the pack reads with."""

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from marsad.errors import MarsadError
from marsad.pack.gazetteer import gazetteer_of
from marsad.web.query import box_of
from marsad.web.site import site_of

LEAST = {5: 400_000, 6: 150_000, 7: 50_000, 8: 15_000, 9: 4_000}  # people of a town that is named at a zoom; from 10 on all are
UNITS = (6, 9)  # the zooms between which first-level units are named
MOST = 90


def towns(request: Request) -> Response:
    """The towns in a `box` that are named at a `zoom`, the largest first."""
    box, zoom = box_of(request.query_params.get("box", "")), request.query_params.get("zoom", "")
    if not zoom.isascii() or not zoom.isdigit() or int(zoom[:3]) > 25:
        raise MarsadError(f"{zoom[:20]!r} is no zoom", place="zoom", advice="write a number from 0 to 25")
    level = int(zoom)
    known = gazetteer_of(site_of(request).pack)
    places = known.towns(box, LEAST.get(level, 0), MOST) if level >= min(LEAST) else []
    units = known.units(box) if UNITS[0] <= level <= UNITS[1] else []
    told = [{"name": p.name, "lat": p.lat, "lon": p.lon, "kind": p.kind, "population": p.population} for p in (*places, *units)]
    return JSONResponse({"places": told}, headers={"Cache-Control": "private, max-age=3600"})
