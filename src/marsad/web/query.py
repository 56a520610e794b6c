"""What the address bar asks for: the filters that map, timeline and list all obey, and nothing that cannot be sent to a colleague."""

from datetime import date, timedelta
from typing import NamedTuple
from urllib.parse import urlencode

from starlette.datastructures import QueryParams

from marsad.errors import MarsadError
from marsad.store.base import Wanted

SORTS = ("event", "movement", "agreement", "control")
PER_PAGE = 40
LONGEST = 200  # letters of a filter


class Asked(NamedTuple):
    """The filters as they stand in the address; an empty text asks for all. `until` is the last day that is meant."""

    sort: str = ""
    kind: str = ""
    place: str = ""
    since: str = ""
    until: str = ""
    page: int = 1

    def wanted(self) -> Wanted:
        """The same for the store, all pages."""
        return Wanted(
            sort=self.sort or None,
            kind=self.kind or None,
            place=self.place or None,
            since=self.since or None,
            until=(date.fromisoformat(self.until) + timedelta(days=1)).isoformat() if self.until else None,
        )

    def address(self, path: str = "/", **changed: str | int) -> str:
        """The address of this view with some filters changed, at its first page unless a page is named."""
        asked = self._replace(**({"page": 1} | changed))  # type: ignore[arg-type]  # the keys are fields, the values of their types
        said = [(k, str(v)) for k, v in asked._asdict().items() if v and (k, v) != ("page", 1)]
        return f"{path}?{urlencode(said)}" if said else path

    def narrowed(self) -> bool:
        """Whether anything is left out."""
        return self._replace(page=1) != Asked()


def asked_of(query: QueryParams) -> Asked:
    """The filters of an address. Raises MarsadError where one says nothing that can be meant."""
    given = {name: query.get(name, "").strip()[:LONGEST] for name in Asked._fields if name != "page"}
    if given["sort"] and given["sort"] not in SORTS:
        raise MarsadError(f"there is no sort of record called {given['sort']!r}", place="sort", advice="one of " + ", ".join(SORTS))
    for name in ("since", "until"):
        if given[name]:
            given[name] = _day(given[name], name)
    return Asked(page=_page(query.get("page", "1")), **given)


def _day(text: str, place: str) -> str:
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        raise MarsadError(f"{text!r} is no day", place=place, advice="write 2017-08-29") from None


def _page(text: str) -> int:
    if not text.isascii() or not text.isdigit() or not 0 < int(text[:9]) < 1_000_000:
        raise MarsadError(f"{text[:20]!r} is no page", place="page", advice="write a number from 1")
    return int(text)
