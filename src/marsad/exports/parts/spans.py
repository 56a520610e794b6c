"""When, in days, and how precise that is in the codes of event data sets. docs/exports/README.md gives the codes with their sources."""

from datetime import date, datetime, timedelta
from typing import NamedTuple

from marsad.model.form import Form
from marsad.model.release import Release

MONTHS = "January February March April May June July August September October November December".split()
MONTH_DAYS = 31
YEAR_DAYS = 366
ONE = timedelta(days=1)


class Span(NamedTuple):
    """The first and the last day on which it may have been, None where open. `sure`: the words themselves tell it."""

    first: date | None
    last: date | None
    sure: bool = True

    @property
    def days(self) -> int | None:
        """How many days, both ends counted."""
        return (self.last - self.first).days + 1 if self.first and self.last else None


def span_of(event: Form, release: Release) -> Span:
    """The days of an event. Where the words leave the end open the day of publication closes it: what happened had happened by the time of
    the first report that says so, what goes on went on till the last one."""
    when = event["when"] or {}
    first, last = day_of(when.get("from")), last_day(when.get("from"), when.get("to"))
    if first is not None and last is None and event["status"] in ("happened", "ongoing"):
        told = [d for r in release.reports_of(event) if (d := day_of(r.published)) is not None]
        if told:
            last = max(first, max(told) if event["status"] == "ongoing" else min(told))
    return Span(first, last, when.get("basis") in ("stated", None))


def day_of(moment: str | None) -> date | None:
    """The day of an ISO 8601 date or date-time; None where it is none."""
    try:
        return datetime.fromisoformat(moment).date() if moment else None
    except ValueError:
        return None


def last_day(start: str | None, end: str | None) -> date | None:
    """The last day of [start, end)."""
    if (day := day_of(end)) is None or end is None:
        return None
    moment = datetime.fromisoformat(end)
    midnight = (moment.hour, moment.minute, moment.second, moment.microsecond) == (0, 0, 0, 0)
    last = day - ONE if midnight and day > date.min else day
    first = day_of(start)
    return max(first, last) if first else last


def date_prec(days: int) -> int:
    """UCDP's date_prec of an inclusive count of days: 1 a day, 2 two to six, 3 a week, 4 up to a month, 5 more."""
    return 1 if days == 1 else 2 if days <= 6 else 3 if days == 7 else 4 if days <= MONTH_DAYS else 5


def coded_day(span: Span) -> tuple[date, int] | None:
    """ACLED's event_date and time_precision: 1 the day, 2 the first day of up to a week (and a day that is not sure), 3 the middle of the
    month. None where a start is not known, or where it is longer than a month and so not one event."""
    if span.first is None or span.days is None or span.days > MONTH_DAYS:
        return None
    if span.days <= 7:
        return span.first, 1 if span.days == 1 and span.sure else 2
    middle = span.first + (span.days // 2) * ONE
    return middle.replace(day=15), 3


def said(day: date) -> str:
    """A day in words, whatever the language of the machine: 7 March 2017."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def said_span(span: Span) -> str:
    """Days in words."""
    if span.first and span.last:
        return said(span.first) if span.first == span.last else f"{said(span.first)} to {said(span.last)}"
    return f"from {said(span.first)} on" if span.first else f"until {said(span.last)}" if span.last else ""
