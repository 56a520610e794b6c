"""Times, made coarse: a range grows to whole days, months or years, and says so."""

from datetime import date, datetime, timedelta
from typing import Any

from marsad.model.form import Form

FINER_THAN = {
    "day": ("minute", "hour", "part_of_day"),
    "month": ("minute", "hour", "part_of_day", "day", "week"),
    "year": ("minute", "hour", "part_of_day", "day", "week", "month", "season"),
}


def day_of(said: str | None) -> date | None:
    """The day of an ISO 8601 date or date-time; None where it is none."""
    if not said:
        return None
    try:
        return datetime.fromisoformat(said).date()
    except ValueError:
        return None


def moment(said: str | None, treatment: str) -> str | None:
    """A date or date-time cut to a day (`2017-03-12`), month (`2017-03`) or year (`2017`)."""
    day = day_of(said)
    if day is None:
        return None
    return day.isoformat()[: {"day": 10, "month": 7, "year": 4}[treatment]]


def start(said: str | None, treatment: str) -> str | None:
    """The beginning of the day, month or year that holds a moment."""
    day = day_of(said)
    return None if day is None else _floor(day, treatment).isoformat()


def end(said: str | None, treatment: str) -> str | None:
    """The end (exclusive) of the day, month or year that holds the last moment before an exclusive end."""
    day = day_of(said)
    if said is None or day is None:
        return None
    midnight = datetime.fromisoformat(said).time().replace(tzinfo=None) == datetime.min.time()
    last = day - timedelta(days=1) if midnight and day > date.min else day
    return _next(_floor(last, treatment), treatment).isoformat()


def span(form: Form, treatment: str) -> Form:
    """A range of a record, grown to whole days, months or years."""
    known: dict[str, Any] = {"from": start(form.get("from"), treatment), "to": end(form.get("to"), treatment)}
    if known["from"] and known["to"] and known["to"] <= known["from"]:
        known["to"] = _next(date.fromisoformat(known["from"]), treatment).isoformat()
    precision = form.get("precision")
    known["precision"] = treatment if precision in FINER_THAN[treatment] else precision
    return known | ({"basis": form["basis"]} if "basis" in form else {})


def _floor(day: date, treatment: str) -> date:
    if treatment == "year":
        return day.replace(month=1, day=1)
    return day.replace(day=1) if treatment == "month" else day


def _next(begin: date, treatment: str) -> date:
    try:
        if treatment == "year":
            return begin.replace(year=begin.year + 1)
        if treatment == "month":
            return (begin.replace(day=1) + timedelta(days=32)).replace(day=1)
        return begin + timedelta(days=1)
    except (OverflowError, ValueError):
        return date.max
