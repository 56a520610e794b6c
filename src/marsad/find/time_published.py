"""The date on which a report came out, where only its own text can tell."""

import re
from datetime import datetime, timedelta
from itertools import pairwise

from marsad.find.time_values import Between, Calendar, Inside, Shift, Value

Told = tuple[int, int, Value]
_BESIDE = re.compile(r"[\s,(\[–—-]*(?:i\.e\.,?\s*|that is,?\s*|namely\s*)?(?:on\s+)?\Z", re.IGNORECASE)
_LABEL = re.compile(r"(?:\A|\n)[^\n]{0,40}\b(?:published|posted|updated|date|dated|issued|released|release)\b[^\n]{0,12}\Z", re.IGNORECASE)
_BEFORE_DATELINE = re.compile(r"(?:\A|\n)\s*(?:[^\n.]{0,80}?[,(:–—-]\s*)?(?:[A-Za-z]{3,9}[.,]?\s+)?\Z")
_AFTER_DATELINE = re.compile(r"\s*(?:\)|--|—|–|-|/|\(|\[|:|\||\n|\Z)|\s*,?\s*\d\d?:\d\d|[ ]+[A-Z]")
HEAD = 600


def published_in(text: str, times: list[Told]) -> datetime | None:
    """The day of publication that the text tells: a full date beside a relative one ("yesterday, 3 May 2017"), the date of a dateline, or a
    date that is labelled as that of the report. None where there is none of them."""
    return _beside(text, times) or _dateline(text, times) or _labelled(text, times)


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


def _full_day(value: Value) -> datetime | None:
    if not isinstance(value, Calendar) or value.year is None or value.month is None or value.day is None:
        return None
    try:
        return datetime(value.year, value.month, value.day)
    except ValueError:
        return None


def _dateline(text: str, times: list[Told]) -> datetime | None:
    for start, end, value in times:
        if start > HEAD:
            return None
        day = _full_day(value)
        if day is None or isinstance(value, Between):
            continue
        line = text.rfind("\n", 0, start) + 1
        if _BEFORE_DATELINE.search(text, max(0, line - 1), start) and _AFTER_DATELINE.match(text, end):
            return day
    return None


def _labelled(text: str, times: list[Told]) -> datetime | None:
    for start, _, value in reversed(times):
        day = _full_day(value)
        if day is not None and _LABEL.search(text[max(0, start - 80) : start]):
            return day
    return None
