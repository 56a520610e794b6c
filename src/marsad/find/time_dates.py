"""Points of the calendar: the year, month and day that the words leave out, and the hour or part of the day."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from marsad.find.time_calendar import SEASONS, add, floor, holiday_in, midnight
from marsad.find.time_timex import clock_value, date_value, unit_value
from marsad.find.time_values import Calendar, Part, Unit
from marsad.model.mention import TimexType
from marsad.model.when import Precision

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Found:
    """A time resolved as far as it goes: [start, end) or None, TIMEX3 value and type, how finely told, and the other reading."""

    start: datetime | None
    end: datetime | None
    value: str
    type: TimexType
    precision: Precision | None
    alternative: str | None = None


@dataclass(frozen=True, slots=True)
class Context:
    """What a time hangs on.

    `published` is naive and in the conflict's zone; `exact`: its hour is known. `story`: the day that the narrative is at; `near`: the day
    last named in the same sentence; `year`: the year last named close by. `sign`: -1 where the clause tells of the past, +1 of what is to
    come. `zone_of`: from a clock so many hours ahead of UTC to that of the conflict."""

    published: datetime | None
    exact: bool = False
    story: datetime | None = None
    near: datetime | None = None
    year: int | None = None
    sign: int = -1
    zone_of: Callable[[datetime, float], datetime] = lambda moment, _: moment

    @property
    def today(self) -> datetime | None:
        """The day of publication."""
        return midnight(self.published) if self.published else None


PRECISION: dict[str, Precision] = {
    "second": "minute", "minute": "minute", "hour": "hour", "day": "day", "weekend": "day", "week": "week", "month": "month",
    "quarter": "season", "season": "season", "year": "year", "decade": "decade", "century": "vague",
}  # fmt: skip


def unit_at(start: datetime | None, unit: Unit) -> Found:
    """The whole unit that begins at `start`."""
    kind: TimexType = "TIME" if unit in ("hour", "minute", "second") else "DATE"
    if start is None:
        return Found(None, None, unit_value(None, unit), kind, PRECISION[unit])
    end = start + 2 * DAY if unit == "weekend" else add(start, unit, 1)
    return Found(start, end, unit_value(start, unit), kind, PRECISION[unit])


def resolve_calendar(value: Calendar, context: Context) -> Found:
    """The interval of a calendar point, what the words leave out filled in from the context."""
    if value.clock_only:
        day = context.near or context.today
        if day and context.near is None and context.sign > 0 and value.hour == 0 and not value.minute:
            day += DAY  # a truce that will begin at midnight begins when the day ends
        found = at_clock(value, day, context)
        late = context.exact and context.near is None and context.sign < 0 and value.hour is not None
        if late and found.start and context.published and day and found.start > context.published:
            return at_clock(value, day - DAY, context)
        return found
    found = _date(value, context)
    if value.part is None and value.hour is None:
        return found
    if found.start is None:
        return replace(found, value=clock_value(found.value, value), type="TIME", precision="part_of_day" if value.part else "hour")
    return at_clock(value, found.start, context)


def at_clock(value: Calendar, day: datetime | None, context: Context) -> Found:
    """The part of the day, or the hour and minute, of a day."""
    told = clock_value(date_value(day) if day else "XXXX-XX-XX", value)
    precision: Precision = "part_of_day" if value.part else ("minute" if value.minute is not None else "hour")
    if day is None:
        return Found(None, None, told, "TIME", precision)
    if value.hour is not None:
        start = day + timedelta(hours=value.hour, minutes=value.minute or 0)
        start = context.zone_of(start, value.zone.hours) if value.zone else start
        return Found(start, start + timedelta(minutes=1 if value.minute else 60), told, "TIME", precision)
    part = value.part or Part("", 0, 24)
    return Found(day + timedelta(hours=part.low), day + timedelta(hours=part.high), told, "TIME", precision)


def _date(value: Calendar, context: Context) -> Found:
    """The days that the fields above the clock tell."""
    if value.century is not None:
        return Found(datetime(value.century * 100, 1, 1), datetime(value.century * 100 + 100, 1, 1), f"{value.century}", "DATE", "vague")
    if value.decade is not None:
        return Found(datetime(value.decade * 10, 1, 1), datetime(value.decade * 10 + 10, 1, 1), f"{value.decade}", "DATE", "decade")
    if value.year is not None:
        return in_year(value, value.year) or Found(None, None, date_value(None, value), "DATE", _grain(value))
    if value.month is None and value.holiday is None and value.season is None and value.quarter is None:
        return _day_alone(value, context)
    year = _year_for(value, context)
    if year is None:
        return Found(None, None, date_value(None, value), "DATE", _grain(value))
    return in_year(value, year) or Found(None, None, date_value(None, value), "DATE", _grain(value))


def _grain(value: Calendar) -> Precision:
    if value.day is not None or value.weekday is not None or value.holiday is not None:
        return "day"
    if value.month is not None:
        return "month"
    return "season" if value.season or value.quarter else "year"


def in_year(value: Calendar, year: int) -> Found | None:
    """The fields in a year; None where that year has no such day."""
    if not 1 < year < 9990:
        return None
    try:
        if value.holiday is not None:
            days = holiday_in(value.holiday, year)
            if days is None:
                return None
            long = days[1] - days[0] > 20 * DAY
            told = f"{days[0]:%Y-%m-%d}/{days[1] - DAY:%Y-%m-%d}" if value.holiday.days > 1 else date_value(days[0])
            return Found(*days, told, "DATE", "month" if long else "day")
        if value.season is not None:
            start = datetime(year, SEASONS[value.season], 1)
            return Found(start, add(start, "month", 3), f"{year}-{value.season}", "DATE", "season")
        if value.quarter is not None:
            start = datetime(year, value.quarter * 3 - 2, 1)
            return Found(start, add(start, "month", 3), f"{year}-Q{value.quarter}", "DATE", "season")
        if value.month is None:
            start = datetime(year, 1, 1)
            return Found(start, datetime(year + 1, 1, 1), f"{year:04d}", "DATE", "year")
        if value.day is None:
            return unit_at(datetime(year, value.month, 1), "month")
        start = datetime(year, value.month, value.day)
        alternative = None
        if value.other_order and value.day <= 12 and value.day != value.month:
            alternative = f"{year:04d}-{value.day:02d}-{value.month:02d}"
        if value.last_day is not None:
            last = datetime(year, value.month, value.last_day)
            return Found(start, last + DAY, f"{date_value(start)}/{date_value(last)}", "DATE", "day")
        return Found(start, start + DAY, date_value(start), "DATE", "day", alternative)
    except ValueError:
        return None


def _year_for(value: Calendar, context: Context) -> int | None:
    """The year of a date told without one: that named close by, else the last or coming one from publication."""
    today = context.today
    if context.year is not None and (today is None or context.year != today.year):
        return context.year
    if today is None:
        return context.story.year if context.story else None
    return _closest_year(value, today, context.sign)


def _closest_year(value: Calendar, today: datetime, sign: int) -> int | None:
    years = (today.year, today.year - 1, today.year - 2, today.year - 4) if sign < 0 else (today.year, today.year + 1, today.year + 4)
    fallback = None
    for year in years:
        found = in_year(value, year)
        if found is None or found.start is None or found.end is None:
            continue
        if sign > 0 and found.end > today:
            return year
        if sign < 0 and found.start <= today + (DAY if value.day else timedelta()):
            return today.year if year < today.year and _soon(value, today, found.start) else year
        fallback = year if fallback is None else fallback
    return fallback


def _soon(value: Calendar, today: datetime, past: datetime) -> bool:
    """Whether a date without a year, though nothing says that it lies ahead, is far nearer ahead than back."""
    ahead = in_year(value, today.year)
    return ahead is not None and ahead.start is not None and (today - past) > 240 * DAY and ahead.start - today < 45 * DAY


def _day_alone(value: Calendar, context: Context) -> Found:
    """A weekday, or a day of a month that is not named."""
    today = context.today
    if value.weekday is None and value.day is None:
        return Found(None, None, "XXXX", "DATE", "year")
    if today is None and value.weekday is not None and context.story is None:
        return Found(None, None, f"XXXX-WXX-{value.weekday}", "DATE", "day")
    if value.day is not None:
        base = context.story or today
        if base is None:
            return Found(None, None, f"XXXX-XX-{value.day:02d}", "DATE", "day")
        for month in (0, -1, -2) if context.sign < 0 else (0, 1, 2):
            first = add(floor(base, "month"), "month", month)
            found = in_year(replace(value, month=first.month), first.year)
            if found and found.start and (today is None or (found.start <= today if context.sign < 0 else found.start >= today)):
                return found
    base = today or context.story
    if base is None or value.weekday is None:
        return Found(None, None, f"XXXX-XX-{value.day:02d}" if value.day else "XXXX-XX-XX", "DATE", "day")
    back = (base.isoweekday() - value.weekday) % 7
    return unit_at(base - back * DAY if context.sign < 0 else base + (-back % 7) * DAY, "day")
