"""From what the words say to an interval and a TIMEX3 value, given when the report came out and what it has spoken of so far."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from marsad.find.time_calendar import add, floor, length_of, midnight
from marsad.find.time_dates import DAY, PRECISION, Context, Found, at_clock, in_year, resolve_calendar, unit_at
from marsad.find.time_timex import clock_value, date_value, length_value
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


def resolve(value: Value, context: Context) -> Found:
    """The interval and TIMEX3 value of a time."""
    try:
        found: Found = _RESOLVERS[type(value)](value, context)
    except OverflowError:  # beyond the years that a calendar holds
        return Found(None, None, "XXXX-XX-XX", "DATE", "vague")
    if found.start is not None and found.end is not None and found.end <= found.start:
        return replace(found, end=found.start + DAY)
    return found


def _shift(value: Shift, context: Context) -> Found:
    if context.published is None:
        return unit_at(None, value.unit)
    return unit_at(add(floor(context.published, value.unit), value.unit, value.by), value.unit)


def _story(value: Story, context: Context) -> Found:
    base = context.story or context.today
    return unit_at(add(floor(base, value.unit), value.unit, value.by) if base else None, value.unit)


def _nearest(value: Nearest, context: Context) -> Found:
    today, point = context.today, value.point
    if today is None:
        return replace(resolve_calendar(point, replace(context, story=None, year=None)), start=None, end=None)
    if value.sign == 0:
        if point.weekday is not None:
            return _clocked(point, floor(today, "week") + (point.weekday - 1) * DAY, context)
        return resolve_calendar(replace(point, year=today.year), context)
    if point.weekday is not None:
        away = (today.isoweekday() - point.weekday - 1) % 7 + 1 if value.sign < 0 else (point.weekday - today.isoweekday() - 1) % 7 + 1
        return _clocked(point, today + value.sign * away * DAY, context)
    for year in range(today.year, today.year + value.sign * 3, value.sign):
        found = in_year(point, year)
        if found and found.start and found.end and (found.end <= today + DAY if value.sign < 0 else found.start > today):
            return found
    return resolve_calendar(point, replace(context, sign=value.sign))


def _clocked(point: Calendar, day: datetime, context: Context) -> Found:
    return at_clock(point, day, context) if point.part or point.hour is not None else unit_at(day, "day")


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
        return at_clock(inner, midnight(outer.start), context)
    if outer.start is None or outer.end is None:
        return replace(resolve_calendar(inner, context), start=None, end=None)
    if inner.weekday is not None and inner.month is None:
        day = floor(outer.start, "week") + (inner.weekday - 1) * DAY
        return _clocked(inner, day if outer.start <= day else day + 7 * DAY, context)
    if inner.month is not None or inner.quarter is not None or inner.season is not None or inner.holiday is not None:
        return resolve_calendar(replace(inner, year=outer.start.year), context)
    if inner.day is not None:
        return resolve_calendar(replace(inner, year=outer.start.year, month=outer.start.month), context)
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
            None, None, name if vague or value.anchor == "now" else "XXXX-XX-XX", "TIME" if short else "DATE", PRECISION[length.unit]
        )
    low, high = (length.low, length.high if length.high is not None else length.low + 7)
    if vague or (short and not exact):
        near, far = (high, low) if sign < 0 else (low, high)
        start, end = add(bounds[0], length.unit, sign * near), add(bounds[1], length.unit, sign * far)
        precision: Precision = "hour" if short else ("vague" if vague else PRECISION[length.unit])
        if short and not vague:
            return Found(start, end, date_value(midnight(start)), "TIME", precision)
        return Found(start, end, name, "DATE", precision)
    if short:
        start = add(bounds[0], length.unit, sign * low)
        return Found(start, start + length_of(length.unit), f"{start:%Y-%m-%dT%H:%M}", "TIME", PRECISION[length.unit])
    unit: Unit = length.unit if low == int(low) else "month"
    return unit_at(floor(add(bounds[0], length.unit, sign * low), unit if unit != "weekend" else "week"), unit)


def _window(value: Window, context: Context) -> Found:
    sign = value.sign or context.sign
    if value.point and sign > 0:  # "will arrive in two days" is a point, "killed in two days" a stretch
        return _away(Away(value.length, 1, "now"), context)
    length = value.length
    told = length_value(length)
    kind: TimexType = "DURATION"
    bounds = _now(context)
    precision: Precision = "vague" if length.vague or length.high is None else PRECISION[length.unit]
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
        return at_clock(night, midnight(first.start), context)
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
        case "first_week" | "last_week":
            start, end = (start, start + 7 * DAY) if value.which == "first_week" else (end - 7 * DAY, end)
            return replace(found, start=start, end=end, value=f"{start + 3 * DAY:%G-W%V}", precision="week")
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
    Calendar: resolve_calendar, Shift: _shift, Story: _story, Nearest: _nearest, Length: _length, Away: _away, Window: _window,
    Inside: _inside, Between: _between, Portion: _portion, Reference: _reference, Repeated: _repeated,
}  # fmt: skip
