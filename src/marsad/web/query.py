"""What the address bar asks for: the filters that map, timeline and list all obey, and nothing that cannot be sent to a colleague."""

from datetime import date, timedelta
from typing import NamedTuple
from urllib.parse import urlencode

from starlette.datastructures import QueryParams

from marsad.errors import MarsadError
from marsad.model.record import MovementStatus
from marsad.model.statement import Status
from marsad.pack.pack import Pack
from marsad.store.base import Wanted
from marsad.web.families import FAMILIES, kinds_of

SORTS = ("event", "movement", "agreement", "control")
STATUSES: tuple[str, ...] = tuple(dict.fromkeys((*Status.__args__, *MovementStatus.__args__)))  # type: ignore[attr-defined]
REVIEWS = {
    "yes": frozenset({"accepted", "corrected"}),
    "no": frozenset({"unreviewed"}),
    "open": frozenset({"contested", "unsure", "needs_second"}),
}
PER_PAGE = 40
LONGEST = 200  # letters of a filter


class Asked(NamedTuple):
    """The filters as they stand in the address; an empty text asks for all. `until` is the last day that is meant; `box` south, west, north
    and east in degrees; `reviewed` one of `REVIEWS`."""

    sort: str = "event"
    family: str = ""
    kind: str = ""
    status: str = ""
    place: str = ""
    actor: str = ""
    source: str = ""
    reviewed: str = ""
    text: str = ""
    since: str = ""
    until: str = ""
    box: str = ""
    page: int = 1

    def wanted(self, pack: Pack) -> Wanted:
        """The same for the store, all pages."""
        return Wanted(
            sort=self.sort,
            kind=self.kind or None,
            kinds=frozenset(k for k, family in kinds_of(pack).items() if family == self.family) if self.family else None,
            statuses=frozenset({self.status}) if self.status else None,
            place=self.place or None,
            actor=self.actor or None,
            sources=frozenset({self.source}) if self.source else None,
            review=REVIEWS[self.reviewed] if self.reviewed else None,
            text=self.text or None,
            since=self.since or None,
            until=(date.fromisoformat(self.until) + timedelta(days=1)).isoformat() if self.until else None,
            box=box_of(self.box) if self.box else None,
        )

    def address(self, path: str = "/", **changed: str | int) -> str:
        """The address of this view with some filters changed, at its first page unless a page is named."""
        asked = self._replace(**({"page": 1} | changed))  # type: ignore[arg-type]  # the keys are fields, the values of their types
        said = [(k, str(v)) for k, v in asked._asdict().items() if v != Asked._field_defaults[k]]
        return f"{path}?{urlencode(said, errors='backslashreplace')}" if said else path

    def narrowed(self) -> bool:
        """Whether anything is left out beside other sorts of records."""
        return self._replace(page=1, sort="event") != Asked()


def asked_of(query: QueryParams) -> Asked:
    """The filters of an address. Raises MarsadError where one says nothing that can be meant."""
    given = {name: query.get(name, "").strip()[:LONGEST] for name in Asked._fields if name != "page"}
    given["sort"] = given["sort"] or "event"
    for name, known in (("sort", SORTS), ("family", [f.name for f in FAMILIES]), ("status", STATUSES), ("reviewed", list(REVIEWS))):
        if given[name] and given[name] not in known:
            raise MarsadError(f"nothing is called {given[name]!r}", place=name, advice="one of " + ", ".join(known))
    for name in ("since", "until"):
        given[name] = day_of(given[name], name) if given[name] else ""
    if given["box"]:
        box_of(given["box"])
    return Asked(page=page_of(query.get("page", "1")), **given)


def day_of(text: str, place: str) -> str:
    """A day in ISO 8601. Raises MarsadError where a text is none."""
    try:
        found = date.fromisoformat(text)
    except ValueError:
        raise MarsadError(f"{text!r} is no day", place=place, advice="write 2017-08-29") from None
    return min(found, date.max - timedelta(days=1)).isoformat()


def page_of(text: str) -> int:
    """The number of a page. Raises MarsadError where a text is none."""
    if not text.isascii() or not text.isdigit() or not 0 < int(text[:9]) < 1_000_000:
        raise MarsadError(f"{text[:20]!r} is no page", place="page", advice="write a number from 1")
    return int(text)


def box_of(text: str) -> tuple[float, float, float, float]:
    """The part of the map that a text names: south, west, north, east. Raises MarsadError where it names none."""
    try:
        south, west, north, east = (float(part) for part in text.split(","))
    except ValueError:
        south, west, north, east = 91.0, 0.0, 0.0, 0.0
    if not (-90 <= south <= north <= 90 and all(-180 <= side <= 180 for side in (west, east))):
        raise MarsadError(f"{text!r} is no part of the map", place="box", advice="write south,west,north,east in degrees")
    return south, west, north, east
