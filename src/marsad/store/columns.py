"""What of a record is worth finding it by. Both stores look for records with these alone."""

from typing import NamedTuple

from marsad.model.form import Form
from marsad.store.base import Wanted

LATEST = "9999"
EARLIEST = ""


class Columns(NamedTuple):
    """The findable side of a record. `since`..`until` is its time in ISO 8601, open where it is not known; `places` the names of all its
    places, in small letters, a line each."""

    id: str
    sort: str
    kind: str | None
    since: str | None
    until: str | None
    places: str
    reports: tuple[str, ...]

    @property
    def order(self) -> tuple[str, str, str]:
        """Time first, what has none last."""
        return self.since or self.until or LATEST, self.sort, self.id


def columns_of(record: Form) -> Columns:
    """The columns of a record, which names its sort in `record`."""
    sort = record["record"]
    since, until = _time(sort, record)
    return Columns(
        id=record["id"],
        sort=sort,
        kind=record.get("kind"),
        since=since,
        until=until,
        places="\n".join(dict.fromkeys(p.casefold() for p in _places(record))),
        reports=tuple(dict.fromkeys(record["reports"])),
    )


def fits(columns: Columns, wanted: Wanted) -> bool:
    """Whether a record is wanted."""
    return (
        wanted.sort in (None, columns.sort)
        and wanted.kind in (None, columns.kind)
        and (wanted.place is None or wanted.place.casefold() in columns.places)
        and (wanted.reports is None or not wanted.reports.isdisjoint(columns.reports))
        and (wanted.since is None or (columns.until or columns.since or LATEST) > wanted.since)
        and (wanted.until is None or (columns.since or columns.until or EARLIEST) < wanted.until)
        and (wanted.since is None or wanted.until is None or (columns.since or columns.until) is not None)
    )


def _time(sort: str, record: Form) -> tuple[str | None, str | None]:
    if sort == "event":
        return _ends(record["when"])
    if sort == "agreement":
        return _ends(record["date"])
    if sort == "control":
        return record["from"], record["to"]
    whens = [_ends(stop["when"]) for stop in record["stops"]] + [_ends(record["eta"])]
    starts = [start for start, _ in whens if start]
    ends = [end for _, end in whens if end]
    return min(starts, default=None), max(ends, default=None)


def _ends(span: Form | None) -> tuple[str | None, str | None]:
    return (span["from"], span["to"]) if span else (None, None)


def _places(value: object) -> list[str]:
    """The names of all places in a record, wherever they stand."""
    if isinstance(value, list):
        return [name for item in value for name in _places(item)]
    if not isinstance(value, dict):
        return []
    if "place_id" in value:
        return [value["name"]] if value["name"] else []
    return [name for item in value.values() for name in _places(item)]
