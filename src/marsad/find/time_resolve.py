"""From what the words say to an interval and a TIMEX3 value, given when the report came out and what it has spoken of so far."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from marsad.find.time_calendar import SEASONS, add, floor, holiday_in, length_of, midnight
from marsad.find.time_timex import clock_value, date_value, length_value, unit_value
from marsad.find.time_values import (
    Away,
    Between,
    Calendar,
    Inside,
    Length,
    Nearest,
    Part,
    Portion,
    Reference,
    Repeated,
    Shift,
    Story,
    Unit,
    Value,
    Window,
)
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


_PRECISION: dict[str, Precision] = {
    "second": "minute", "minute": "minute", "hour": "hour", "day": "day", "weekend": "day", "week": "week", "month": "month",
    "quarter": "season", "season": "season", "year": "year", "decade": "decade", "century": "vague",
}  # fmt: skip


def resolve(value: Value, context: Context) -> Found:
    """The interval and TIMEX3 value of a time."""
    try:
        found: Found = _RESOLVERS[type(value)](value, context)
    except OverflowError:  # beyond the years that a calendar holds
        return Found(None, None, "XXXX-XX-XX", "DATE", "vague")
    if found.start is not None and found.end is not None and found.end <= found.start:
        return replace(found, end=found.start + DAY)
    return found


def _unit_at(start: datetime | None, unit: Unit) -> Found:
    """The whole unit that begins at `start`."""
    kind: TimexType = "TIME" if unit in ("hour", "minute", "second") else "DATE"
    if start is None:
        return Found(None, None, unit_value(None, unit), kind, _PRECISION[unit])
    end = start + 2 * DAY if unit == "weekend" else add(start, unit, 1)
    return Found(start, end, unit_value(start, unit), kind, _PRECISION[unit])


def _shift(value: Shift, context: Context) -> Found:
    if context.published is None:
        return _unit_at(None, value.unit)
    return _unit_at(add(floor(context.published, value.unit), value.unit, value.by), value.unit)


def _story(value: Story, context: Context) -> Found:
    base = context.story or context.today
    return _unit_at(add(floor(base, value.unit), value.unit, value.by) if base else None, value.unit)


def _calendar(value: Calendar, context: Context) -> Found:
    if value.clock_only:
        day = context.near or context.today
        found = _at_clock(value, day, context)
        late = context.exact and context.near is None and context.sign < 0 and value.hour is not None
        if late and found.start and context.published and day and found.start > context.published:
            return _at_clock(value, day - DAY, context)
        return found
    found = _date(value, context)
    if value.part is None and value.hour is None:
        return found
    if found.start is None:
        return replace(found, value=clock_value(found.value, value), type="TIME", precision="part_of_day" if value.part else "hour")
    return _at_clock(value, found.start, context)


def _at_clock(value: Calendar, day: datetime | None, context: Context) -> Found:
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
        return _in_year(value, value.year) or Found(None, None, date_value(None, value), "DATE", _grain(value))
    if value.month is None and value.holiday is None and value.season is None and value.quarter is None:
        return _day_alone(value, context)
    year = _year_for(value, context)
    if year is None:
        return Found(None, None, date_value(None, value), "DATE", _grain(value))
    return _in_year(value, year) or Found(None, None, date_value(None, value), "DATE", _grain(value))


def _grain(value: Calendar) -> Precision:
    if value.day is not None or value.weekday is not None or value.holiday is not None:
        return "day"
    if value.month is not None:
        return "month"
    return "season" if value.season or value.quarter else "year"


def _in_year(value: Calendar, year: int) -> Found | None:
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
            return _unit_at(datetime(year, value.month, 1), "month")
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
        found = _in_year(value, year)
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
    ahead = _in_year(value, today.year)
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
            found = _in_year(replace(value, month=first.month), first.year)
            if found and found.start and (today is None or (found.start <= today if context.sign < 0 else found.start >= today)):
                return found
    base = today or context.story
    if base is None or value.weekday is None:
        return Found(None, None, f"XXXX-XX-{value.day:02d}" if value.day else "XXXX-XX-XX", "DATE", "day")
    back = (base.isoweekday() - value.weekday) % 7
    return _unit_at(base - back * DAY if context.sign < 0 else base + (-back % 7) * DAY, "day")


def _nearest(value: Nearest, context: Context) -> Found:
    today, point = context.today, value.point
    if today is None:
        return replace(_calendar(point, replace(context, story=None, year=None)), start=None, end=None)
    if value.sign == 0:
        if point.weekday is not None:
            return _clocked(point, floor(today, "week") + (point.weekday - 1) * DAY, context)
        return _calendar(replace(point, year=today.year), context)
    if point.weekday is not None:
        away = (today.isoweekday() - point.weekday - 1) % 7 + 1 if value.sign < 0 else (point.weekday - today.isoweekday() - 1) % 7 + 1
        return _clocked(point, today + value.sign * away * DAY, context)
    for year in range(today.year, today.year + value.sign * 3, value.sign):
        found = _in_year(point, year)
        if found and found.start and found.end and (found.end <= today + DAY if value.sign < 0 else found.start > today):
            return found
    return _calendar(point, replace(context, sign=value.sign))


def _clocked(point: Calendar, day: datetime, context: Context) -> Found:
    return _at_clock(point, day, context) if point.part or point.hour is not None else _unit_at(day, "day")


def _inside(value: Inside, context: Context) -> Found:
    outer = resolve(value.outer, context)
    inner = value.inner
    if isinstance(inner, Portion):
        return resolve(Portion(Inside(value.outer, inner.of), inner.which), context)
    if not isinstance(inner, Calendar):
        return resolve(inner, context)
    if inner.clock_only:
        if outer.start is None:
            return replace(outer, value=clock_value(outer.value, inner), type="TIME", precision="part_of_day" if inner.part else "hour")
        return _at_clock(inner, midnight(outer.start), context)
    if outer.start is None or outer.end is None:
        return replace(_calendar(inner, context), start=None, end=None)
    if inner.weekday is not None and inner.month is None:
        day = floor(outer.start, "week") + (inner.weekday - 1) * DAY
        return _clocked(inner, day if outer.start <= day else day + 7 * DAY, context)
    if inner.month is not None or inner.quarter is not None or inner.season is not None or inner.holiday is not None:
        return _calendar(replace(inner, year=outer.start.year), context)
    if inner.day is not None:
        return _calendar(replace(inner, year=outer.start.year, month=outer.start.month), context)
    return outer


def _length(value: Length, _: Context) -> Found:
    return Found(None, None, length_value(value), "DURATION", None)


def _now(context: Context) -> tuple[datetime, datetime] | None:
    """The stretch in which publication lies: its very moment, or the day where the hour is not known."""
    if context.published is None:
        return None
    if context.exact:
        return context.published, context.published
    day = midnight(context.published)
    return day, day + DAY


def _away(value: Away, context: Context) -> Found:
    length, sign = value.length, value.sign
    vague = length.vague or length.high is None
    name = "PAST_REF" if sign < 0 else "FUTURE_REF"
    if value.anchor == "now":
        bounds = _now(context)
        exact = context.exact
    elif value.anchor == "story":
        base = context.story or context.today
        bounds, exact = (base, base + DAY) if base else None, False
    else:
        anchor = resolve(value.anchor, context)  # type: ignore[arg-type]
        bounds = (anchor.start, anchor.end) if anchor.start and anchor.end else None
        exact = anchor.type == "TIME"
    short = length.unit in ("hour", "minute", "second")
    if bounds is None:
        return Found(
            None, None, name if vague or value.anchor == "now" else "XXXX-XX-XX", "TIME" if short else "DATE", _PRECISION[length.unit]
        )
    low, high = (length.low, length.high if length.high is not None else length.low + 7)
    if vague or (short and not exact):
        near, far = (high, low) if sign < 0 else (low, high)
        start, end = add(bounds[0], length.unit, sign * near), add(bounds[1], length.unit, sign * far)
        precision: Precision = "hour" if short else ("vague" if vague else _PRECISION[length.unit])
        if short and not vague:
            return Found(start, end, date_value(midnight(start)), "TIME", precision)
        return Found(start, end, name, "DATE", precision)
    if short:
        start = add(bounds[0], length.unit, sign * low)
        return Found(start, start + length_of(length.unit), f"{start:%Y-%m-%dT%H:%M}", "TIME", _PRECISION[length.unit])
    unit: Unit = length.unit if low == int(low) else "month"
    return _unit_at(floor(add(bounds[0], length.unit, sign * low), unit if unit != "weekend" else "week"), unit)


def _window(value: Window, context: Context) -> Found:
    sign = value.sign or context.sign
    if value.point and sign > 0:  # "will arrive in two days" is a point, "killed in two days" a stretch
        return _away(Away(value.length, 1, "now"), context)
    length = value.length
    told = length_value(length)
    kind: TimexType = "DURATION"
    bounds = _now(context)
    precision: Precision = "vague" if length.vague or length.high is None else _PRECISION[length.unit]
    if bounds is None:
        return Found(None, None, told, kind, precision)
    times = sign * ((length.high if length.high is not None else 9) - value.counted)
    if sign < 0:
        return Found(add(bounds[0], length.unit, times), bounds[1], told, kind, precision)
    return Found(bounds[0], add(bounds[1], length.unit, times), told, kind, precision)


def _between(value: Between, context: Context) -> Found:
    last = resolve(value.last, context)
    first_value = value.first
    if isinstance(first_value, Calendar) and first_value.clock_only and last.start is not None:
        first = resolve(first_value, replace(context, near=midnight(last.start)))
    else:
        first = resolve(first_value, context)
    if (
        first.start and last.start and last.end and first.start >= last.end
    ):  # "from Monday to Wednesday": the last Monday before that Wednesday
        first = resolve(first_value, replace(context, published=last.start, exact=False, sign=-1))
    if value.night:
        night = Calendar(part=Part("NI", 20, 30))
        if first.start is None:
            return replace(first, value=clock_value(first.value, night), type="TIME", precision="part_of_day")
        return _at_clock(night, midnight(first.start), context)
    told = first.value if first.value == last.value else f"{first.value}/{last.value}"
    if first.start is None or last.end is None or last.end <= first.start:
        return Found(None, None, told, first.type, first.precision)
    return Found(first.start, last.end, told, "TIME" if "TIME" in (first.type, last.type) else "DATE", first.precision)


def _portion(value: Portion, context: Context) -> Found:
    found = resolve(value.of, context)
    if found.start is None or found.end is None:
        return found
    start, end, third = found.start, found.end, (found.end - found.start) / 3
    third = timedelta(days=round(third / DAY)) if third > 2 * DAY else third
    match value.which:
        case "start":
            return replace(found, end=start + third)
        case "middle":
            return replace(found, start=start + third, end=end - third)
        case "end":
            return replace(found, start=end - third)
        case "first_half" | "second_half":
            middle = start + timedelta(days=(end - start) // DAY // 2) if end - start > 2 * DAY else start + (end - start) / 2
            first = value.which == "first_half"
            told = f"{found.value}-H{1 if first else 2}" if found.precision == "year" else found.value
            return replace(found, start=start if first else middle, end=middle if first else end, value=told)
    bounds = _now(context)
    if value.which == "earlier" and bounds:
        return replace(found, end=min(end, max(bounds[1], start + timedelta(hours=1))))
    if value.which == "later" and bounds:
        return replace(found, start=max(start, min(bounds[0], end - timedelta(hours=1))))
    return found


def _reference(value: Reference, context: Context) -> Found:
    bounds = _now(context)
    if value.name != "PRESENT_REF" or bounds is None:
        return Found(None, None, value.name, "DATE", "vague")
    day = midnight(bounds[0])
    return Found(day, day + DAY, value.name, "DATE", "day")


def _repeated(value: Repeated, context: Context) -> Found:
    of = value.of
    if isinstance(of, Length):
        return Found(None, None, length_value(of), "SET", None)
    if isinstance(of, Calendar) and of.weekday is not None:
        return Found(None, None, clock_value(f"XXXX-WXX-{of.weekday}", of), "SET", None)
    if isinstance(of, Calendar) and (of.part is not None or of.hour is not None):
        return Found(None, None, clock_value("XXXX-XX-XX", of), "SET", None)
    return replace(resolve(of, replace(context, published=None, story=None, near=None, year=None)), type="SET")


_RESOLVERS: dict[type, Callable[[Any, Context], Found]] = {
    Calendar: _calendar, Shift: _shift, Story: _story, Nearest: _nearest, Length: _length, Away: _away, Window: _window, Inside: _inside,
    Between: _between, Portion: _portion, Reference: _reference, Repeated: _repeated,
}  # fmt: skip
