"""The date on which a report came out, where only its own text or title can tell."""

import re
from datetime import datetime, timedelta
from itertools import pairwise

from marsad.find.time_values import Calendar, Inside, Shift, Value

Told = tuple[int, int, Value]
_BESIDE = re.compile(r"[\s,(\[–—-]*(?:i\.e\.,?\s*|that is,?\s*|namely\s*)?(?:on\s+)?\Z", re.IGNORECASE)
_LABEL = re.compile(
    r"(?:\A|\n)[^\n]{0,40}\b(?:published|posted|updated|date|dated|issued|released|release|publication)\b[^\n]{0,12}\Z", re.IGNORECASE
)
_BEFORE_DATELINE = re.compile(r"(?:\A|\n)\s*(?:[^\n.]{0,80}?[,(:–—-]\s*)?(?:[A-Za-z]{3,9}[.,]?\s+)?\Z")
_LINE_START = re.compile(r"(?:\A|\n)\s*(?:[A-Za-z]{3,9}[.,]?\s+)?\Z")
_AFTER_START = re.compile(r"(?!\s+[a-z])")
_YEAR = re.compile(r"(?<![\d,.$])(?:19[5-9]|20[0-4])\d(?![\d,])")
_GOVERNED = re.compile(
    r"\b(?:on|of|in|since|until|till|by|from|to|before|after|between|and|the|early|late|for|dated|than|around|about|was|were|is)\s+\Z|,\s*\Z",
    re.IGNORECASE,
)
_AFTER_DATELINE = re.compile(r"\s*(?:\)|--|—|–|-|/|\(|\[|:|\||\n|\Z)|\s*,?\s*\d\d?:\d\d|[ ]+[A-Z]")
HEAD = 600


def published_in(text: str, times: list[Told]) -> datetime | None:
    """The day of publication that the text tells, or None.

    First a full date beside a relative one ("yesterday, 3 May 2017"), then the date of a dateline, then one that is labelled as that of the
    report, then one that stands loose near the top."""
    return _beside(text, times) or _dateline(text, times) or _labelled(text, times) or _loose(text, times)


def day_of_title(values: list[Value]) -> datetime | None:
    """The day of publication that a title tells, as titles of daily reports do; None where it names no full date, or several."""
    days = {day for value in values if (day := _full_day(value)) is not None}
    return days.pop() if len(days) == 1 else None


def year_of_title(values: list[Value], published: datetime | None) -> int | None:
    """The one year that a title names, which dates without a year in the text are of; None where it names none, several, or one to come."""
    years = {value.year for value in values if isinstance(value, Calendar) and value.year is not None}
    year = years.pop() if len(years) == 1 else None
    return year if year is not None and (published is None or year <= published.year) else None


def _beside(text: str, times: list[Told]) -> datetime | None:
    for (start, end, one), (after, _, other) in pairwise(times):
        if after - end > 16 or start > end or not _BESIDE.match(text[end:after]):
            continue
        for relative, full in ((one, other), (other, one)):
            days, day = _days_back(relative), _full_day(full)
            if days is not None and day is not None:
                return day - timedelta(days=days)
    return None


def _days_back(value: Value) -> int | None:
    """How many days a relative time lies from publication: -1 for "yesterday morning"."""
    if isinstance(value, Inside):
        return _days_back(value.outer)
    return value.by if isinstance(value, Shift) and value.unit == "day" else None


def _full_day(value: Value, year: int | None = None) -> datetime | None:
    """The day of a date; `year` stands in where the date has none."""
    if not isinstance(value, Calendar) or value.month is None or value.day is None or value.last_day is not None:
        return None
    try:
        return datetime(value.year or year or 0, value.month, value.day)
    except ValueError:
        return None


def _dateline(text: str, times: list[Told]) -> datetime | None:
    """The date of a dateline near the top. Where it has no year, a year that stands in the same head of the report is its year."""
    head = _YEAR.search(text, 0, HEAD)
    for year in (None, int(head.group()) if head else None):
        for start, end, value in times:
            day = _full_day(value, year)
            if start < HEAD and day is not None and _stands_as_dateline(text, start, end):
                return day
    return None


def _stands_as_dateline(text: str, start: int, end: int) -> bool:
    line = max(0, text.rfind("\n", 0, start))
    if start - line > 120:
        return False
    if _LINE_START.search(text, line, start) and _AFTER_START.match(text, end):
        return True
    return bool(_BEFORE_DATELINE.search(text, line, start) and _AFTER_DATELINE.match(text, end))


def _labelled(text: str, times: list[Told]) -> datetime | None:
    for start, _, value in reversed(times):
        day = _full_day(value)
        if day is not None and _LABEL.search(text[max(0, start - 80) : start]):
            return day
    return None


def _loose(text: str, times: list[Told]) -> datetime | None:
    """A full date near the top that no preposition or verb takes up, and after which a new sentence begins ("AFP 14 Jul 2016 At least")."""
    for start, end, value in times:
        day = _full_day(value)
        begins = re.match(r"\s+[A-Z\d\"“]|\s*\n", text[end : end + 8])
        if start < HEAD and day is not None and begins and not _GOVERNED.search(text[max(0, start - 24) : start]):
            return day
    return None
