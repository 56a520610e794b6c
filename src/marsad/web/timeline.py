"""Counts over time as bars: by day, week, month or year, each bar parted by family. Measures are shares of the drawing's width and pixels
of its height, so that it is drawn without a script and fits every screen."""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import NamedTuple

from marsad.jobs.wording import MONTHS, moment
from marsad.model.form import Form
from marsad.store.base import Tally
from marsad.web.families import FAMILIES

HEIGHT = 64.0  # pixels of the highest bar
UNITS = (("day", 100), ("week", 700), ("month", 3_700))  # how many days each is drawn for at most; years beyond
STRAYS = 0.04  # the share at either end that may be drawn together where it is far from the rest
FAR = 3  # ... that is, where without it the time is shorter than its third part


class Part(NamedTuple):
    """The records of one family in a bar: where it begins from above, and how high it is."""

    family: str
    y: float
    height: float


class Bar(NamedTuple):
    """`first`..`last`: the days that it counts, both in; `x` and `width` in hundredths of the drawing."""

    first: date
    last: date
    x: float
    width: float
    total: int
    parts: tuple[Part, ...]


class Timeline(NamedTuple):
    """`first`..`last` are the days that are drawn, both in; `before` and `after`: how many records lie outside; `undated`: have no time."""

    first: date
    last: date
    unit: str
    bars: tuple[Bar, ...]
    ticks: tuple[tuple[float, str], ...]
    highest: int
    before: int
    after: int
    undated: int

    def at(self, day: date) -> float:
        """Where a day begins, in hundredths of the drawing; days outside are at its edges."""
        return max(0.0, min(100.0, 100.0 * (day - self.first).days / ((self.last - self.first).days + 1)))

    def stretch(self, when: Form | None) -> tuple[float, float] | None:
        """From where to where a time of a record reaches in hundredths of the drawing; None where nothing is known of it."""
        start, end = (moment(when["from"]), moment(when["to"])) if when else (None, None)
        if start is None and end is None:
            return None
        left = self.at(start.date()) if start else 0.0
        right = self.at((end - timedelta(seconds=1)).date() + timedelta(days=1)) if end else 100.0
        return round(left, 2), round(max(right, left + 0.8), 2)


def timeline(tallies: Iterable[Tally], kinds: Mapping[str, str], family: str | None = None) -> Timeline | None:
    """The bars of these counts; None where none has a time. `kinds`: the family of each kind; `family`: that of records without a kind."""
    told: dict[str, Counter[str]] = {}
    for tally in tallies:
        of = family or kinds.get(tally.kind or "", FAMILIES[-1].name)
        told.setdefault(tally.day or "", Counter())[of] += tally.number
    days = {found.date(): count for day, count in told.items() if (found := moment(day)) is not None}
    undated = sum(count.total() for count in told.values()) - sum(count.total() for count in days.values())
    if not days:
        return None
    first, last = _drawn(days)
    unit = next((name for name, most in UNITS if (last - first).days < most), "year")
    starts = _starts(first, last, unit)
    drawn = Timeline(starts[0], starts[-1] - timedelta(days=1), unit, (), (), 0, 0, 0, undated)
    counts = [Counter[str]() for _ in starts[1:]]
    outside = Counter[str]()
    at = 0
    for day in sorted(days):
        if not drawn.first <= day <= drawn.last:
            outside["before" if day < drawn.first else "after"] += days[day].total()
            continue
        while starts[at + 1] <= day:
            at += 1
        counts[at] += days[day]
    highest = max(c.total() for c in counts)
    bars = (_bar(drawn, starts[i], starts[i + 1], count, highest) for i, count in enumerate(counts) if count)
    return drawn._replace(bars=tuple(bars), ticks=_ticks(drawn), highest=highest, before=outside["before"], after=outside["after"])


def _drawn(days: Mapping[date, Counter[str]]) -> tuple[date, date]:
    """The days to draw: all, unless a few strays at either end would leave no room for the rest."""
    order = sorted(days)
    strays = STRAYS * sum(count.total() for count in days.values())
    first, last = _past(order, days, strays), _past(order[::-1], days, strays)
    whole = (order[-1] - order[0]).days + 1
    return (first, last) if first <= last and ((last - first).days + 1) * FAR < whole else (order[0], order[-1])


def _past(order: list[date], days: Mapping[date, Counter[str]], strays: float) -> date:
    seen = 0
    for day in order:
        seen += days[day].total()
        if seen > strays:
            return day
    return order[-1]


def _starts(first: date, last: date, unit: str) -> list[date]:
    """The first day of each bar, and of the one after the last."""
    start = {"day": first, "week": first - timedelta(first.weekday()), "month": first.replace(day=1), "year": first.replace(month=1, day=1)}
    starts = [start[unit]]
    while starts[-1] <= last:
        starts.append(_next(starts[-1], unit))
    return starts


def _next(day: date, unit: str) -> date:
    if unit in ("day", "week"):
        return day + timedelta(1 if unit == "day" else 7)
    if unit == "month":
        return (day.replace(day=1) + timedelta(32)).replace(day=1)
    return date(day.year + 1, 1, 1)


def _bar(drawn: Timeline, start: date, following: date, counts: Counter[str], highest: int) -> Bar:
    x, end = drawn.at(start), drawn.at(following)
    y = HEIGHT
    parts = []
    for family in FAMILIES:
        if counts[family.name]:
            height = HEIGHT * counts[family.name] / highest
            y -= height
            parts.append(Part(family.name, round(y, 2), round(height, 2)))
    width = max((end - x) * 0.86, 0.15)
    return Bar(start, following - timedelta(days=1), round(x, 3), round(width, 3), counts.total(), tuple(parts))


def _ticks(drawn: Timeline) -> tuple[tuple[float, str], ...]:
    """At most eight days to read the time by: round ones."""
    span = (drawn.last - drawn.first).days + 1
    for step, unit in ((1, "day"), (2, "day"), (7, "day"), (14, "day"), (1, "month"), (3, "month"), (6, "month"), (1, "year"), (5, "year")):
        length = step * {"day": 1, "month": 30.4, "year": 365.2}[unit]
        if span / length <= 8:
            break
    found = []
    day = drawn.first if unit == "day" else drawn.first.replace(day=1) if unit == "month" else drawn.first.replace(month=1, day=1)
    while day <= drawn.last:
        if day >= drawn.first and (unit != "month" or (day.month - 1) % step == 0) and (unit != "year" or day.year % step == 0):
            found.append((round(drawn.at(day), 2), _named(day, unit, span)))
        day = day + timedelta(step) if unit == "day" else _next(day, unit)
    return tuple(found)


def _named(day: date, unit: str, span: int) -> str:
    month = MONTHS[day.month - 1][:3]
    if unit == "year":
        return str(day.year)
    if unit == "month":
        return f"{month} {day.year}" if span < 400 or day.month == 1 else month
    return f"{day.day} {month}"
