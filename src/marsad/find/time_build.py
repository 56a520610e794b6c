"""From the words that filled a rule's slots to the value that the rule gives."""

from collections.abc import Callable, Mapping
from dataclasses import fields, replace
from typing import Any, cast

from marsad.find.time_values import (
    Away,
    Between,
    Calendar,
    Holiday,
    Inside,
    Length,
    Nearest,
    Number,
    Part,
    Portion,
    Reference,
    Repeated,
    Shift,
    Story,
    Unit,
    Value,
    Window,
    Zone,
)

Parts = Mapping[str, Any]
NAMED: dict[str, Value] = {
    "this_year": Shift("year", 0),
    "today": Shift("day", 0),
    "yesterday": Shift("day", -1),
    "that_day": Story("day", 0),
    "next_day": Story("day", 1),
    "midnight": Calendar(hour=0),
    "day_end": Calendar(hour=24),
    "night_part": Calendar(part=Part("NI", 20, 30)),
}
_FIELDS = frozenset(f.name for f in fields(Calendar))
_DAYS = (0, 31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def build(gives: Mapping[str, str | int], slots: frozenset[str], bound: Mapping[str, object]) -> Value | None:
    """The value of a rule, its slots filled by `bound`; None where the parts make no sense together (31 June)."""
    parts = {key: (bound.get(said) if isinstance(said, str) and said in slots else said) for key, said in gives.items() if key != "kind"}
    if parts.get("unit", "") == parts.get("unless") or parts.get("only", parts.get("unit")) != parts.get("unit"):
        return None
    return _MAKERS[str(gives["kind"])]({key: value for key, value in parts.items() if value is not None})


def _number(parts: Parts) -> Value | None:
    low, high = parts["low"], parts.get("high", parts["low"])
    low, high = (n if isinstance(n, Number) else Number(n, n) for n in (low, high))
    more = parts.get("plus")
    extra = more.low if isinstance(more, Number) else 0
    if extra and (low.low % 10 or not 0 < extra < 10) or high.high < low.low:
        return None
    return Number(low.low + extra, high.high + extra, low.vague or high.vague or high.high > low.low)


def _date(parts: Parts) -> Value | None:
    found = Calendar()
    for key in ("with", "and"):
        if key in parts:
            merged = _merged(found, parts[key])
            if merged is None:
                return None
            found = merged
    told: dict[str, Any] = {key: _plain(key, value) for key, value in parts.items() if key in _FIELDS}
    found = replace(found, **told)
    if parts.get("half") == "pm" and found.hour is not None and found.hour < 12:
        found = replace(found, hour=found.hour + 12)
    if parts.get("half") == "am" and found.hour == 12:
        found = replace(found, hour=0)
    if "half" in parts and (found.hour is None or found.hour > 23 or (parts["half"] == "am" and found.hour > 12)):
        return None
    if "century" in parts:  # the 19th century is that of the years 18..
        found = replace(found, century=_count(parts["century"]) - 1)
    if "hours4" in parts:
        found = replace(found, hour=parts["hours4"] // 100, minute=parts["hours4"] % 100)
    return found if _sensible(found) else None


def _plain(key: str, value: object) -> object:
    if isinstance(value, Number):
        return int(value.low)
    if key == "part" and value == "small_hours":
        return Part("MO", 0, 6)
    return value


def _merged(found: Calendar, more: object) -> Calendar | None:
    if isinstance(more, Part):
        return replace(found, part=more)
    if isinstance(more, Zone):
        return replace(found, zone=more)
    if isinstance(more, Holiday):
        return replace(found, holiday=more)
    if isinstance(more, Calendar):
        told = {f.name: value for f in fields(Calendar) if (value := getattr(more, f.name)) is not None and value is not False}
        return replace(found, **told)
    return None


def _sensible(date: Calendar) -> bool:
    for day in (date.day, date.last_day):
        if day is not None and (not 1 <= day <= 31 or (date.month is not None and day > _DAYS[date.month])):
            return False
    if date.day is not None and date.last_day is not None and date.last_day <= date.day:
        return False
    return (date.month is None or 1 <= date.month <= 12) and (date.hour is None or date.hour <= 24)


def _length(parts: Parts) -> Value | None:
    halves = parts.get("halves", 0) / 2
    times = parts.get("times", 0 if halves else 1)
    times = times if isinstance(times, Number) else Number(times, times)
    times = Number(times.low + halves, times.high + halves, times.vague)
    if parts["unit"] not in ("second", "minute", "hour") and times.low > 5000:
        return None
    if times.low == 0 and not times.vague:
        return None
    return Length(cast(Unit, parts["unit"]), times.low, times.high, times.vague)


def _open_length(parts: Parts) -> Length:
    return Length(cast(Unit, parts["unit"]), 2, None, True)


def _count(said: object) -> int:
    return int(said.low) if isinstance(said, Number) else int(cast(int, said))


def _nearest(parts: Parts) -> Value | None:
    point = parts["point"]
    return Nearest(point, parts["sign"]) if isinstance(point, Calendar) else None


def _inside(parts: Parts) -> Value | None:
    inner = NAMED.get(parts["inner"], parts["inner"]) if isinstance(parts["inner"], str) else parts["inner"]
    if isinstance(inner, (Part, Zone)):
        inner = _merged(Calendar(), inner)
    outer = NAMED[parts["outer"]] if isinstance(parts["outer"], str) else parts["outer"]
    if isinstance(outer, Calendar) and isinstance(inner, Calendar):
        return _merged(outer, inner)
    return Inside(outer, cast(Value, inner)) if inner is not None else None


def _between(parts: Parts) -> Value | None:
    first, last = (Calendar(year=end) if isinstance(end, int) else end for end in (parts["first"], parts["last"]))
    if isinstance(first, Calendar) and isinstance(last, Calendar):  # "from 28 August to 2 September 2017": the year counts for both
        if first.year is None and last.year is not None and (first.month is not None or first.holiday is not None):
            earlier = first.month is not None and last.month is not None and first.month > last.month
            first = replace(first, year=last.year - 1 if earlier else last.year)
        if first.clock_only and first.hour is None and first.part is None:
            return None
        if first.month is None and first.year is not None and last.year is not None and last.month is None and last.year <= first.year:
            return None
    return Between(first, last, parts.get("night") == 1)


_MAKERS: dict[str, Callable[[Parts], Value | None]] = {
    "number": _number,
    "date": _date,
    "shift": lambda p: Shift(p["unit"], _count(p["by"])),
    "story": lambda p: Story(p["unit"], _count(p["by"])),
    "nearest": _nearest,
    "length": lambda p: _open_length(p) if p.get("times") == "some" else _length(p),
    "away": lambda p: Away(p["length"], p["sign"], p["anchor"]),
    "window": lambda p: Window(p["length"], p["sign"], p.get("counted") == 1, p.get("point") == 1),
    "inside": _inside,
    "between": _between,
    "zone": lambda p: Zone(_count(p["hours"])),
    "reference": lambda p: Reference(p["name"]),
    "repeated": lambda p: Repeated(p["of"]),
    "portion": lambda p: Portion(NAMED[p["of"]] if isinstance(p["of"], str) else p["of"], p["which"]),
    "same": lambda p: cast("Value | None", p.get("of")),
}
