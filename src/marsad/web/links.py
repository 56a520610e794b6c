"""Addresses of pages, made in one place."""

from urllib.parse import quote

from marsad.model.form import Form

ROOMS = {"event": "events", "movement": "movements", "agreement": "agreements", "control": "control"}


def record(found: Form) -> str:
    """The page of a record."""
    return f"/{ROOMS[found['record']]}/{quote(found['id'], safe='')}"


def report(report_id: str, statement: str | None = None) -> str:
    """The reading page of a report, at one of its statements where one is named."""
    whole = f"/report?id={quote(report_id.encode('utf-8', 'surrogatepass'), safe='')}"
    return f"{whole}#{quote(statement, safe='')}" if statement else whole


def place(name: str) -> str:
    """The overview of a place."""
    return f"/?place={quote(name.encode('utf-8', 'surrogatepass'), safe='')}"
