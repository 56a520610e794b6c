"""TIMEX3 values (TimeML 1.2.1) of days, units, clocks and lengths."""

from datetime import datetime

from marsad.find.time_values import Calendar, Length, Unit

_LETTERS = {
    "day": "D",
    "weekend": "WE",
    "week": "W",
    "month": "M",
    "quarter": "Q",
    "season": "Q",
    "year": "Y",
    "decade": "DE",
    "century": "CE",
}
_CLOCK_LETTERS = {"hour": "H", "minute": "M", "second": "S"}
_UNKNOWN = {"week": "XXXX-WXX", "weekend": "XXXX-WXX-WE", "month": "XXXX-XX", "quarter": "XXXX-QX", "season": "XXXX", "year": "XXXX",
            "decade": "XXX", "century": "XX"}  # fmt: skip
_SEASON_OF = {12: "WI", 3: "SP", 6: "SU", 9: "FA"}


def date_value(day: datetime | None, told: Calendar | None = None) -> str:
    """The value of a day, or of as many fields as are told: `2017-08-28`, `XXXX-08-28`, `XXXX-08`."""
    if day is not None:
        return f"{day.year:04d}-{day.month:02d}-{day.day:02d}"
    if told is None:
        return "XXXX-XX-XX"
    year = f"{told.year:04d}" if told.year is not None else "XXXX"
    if told.season is not None:
        return f"{year}-{told.season}"
    if told.quarter is not None:
        return f"{year}-Q{told.quarter}"
    if told.holiday is not None:
        return f"{year}-XX-XX" if told.holiday.calendar != "gregorian" else f"{year}-{told.holiday.month:02d}-{told.holiday.day:02d}"
    if told.month is None:
        return year
    return f"{year}-{told.month:02d}" + (f"-{told.day:02d}" if told.day is not None else "")


def unit_value(start: datetime | None, unit: Unit) -> str:
    """The value of a whole unit that begins at `start`; X for what is not known."""
    if start is None:
        return _UNKNOWN.get(unit, "XXXX-XX-XX")
    match unit:
        case "week" | "weekend":
            year, week, _ = start.isocalendar()
            return f"{year:04d}-W{week:02d}" + ("-WE" if unit == "weekend" else "")
        case "month":
            return f"{start.year:04d}-{start.month:02d}"
        case "quarter":
            return f"{start.year:04d}-Q{(start.month + 2) // 3}"
        case "season":
            return f"{start.year:04d}-{_SEASON_OF.get(start.month, 'XX')}"
        case "year":
            return f"{start.year:04d}"
        case "decade":
            return f"{start.year // 10:03d}"
        case "century":
            return f"{start.year // 100:02d}"
        case "hour" | "minute" | "second":
            return f"{start:%Y-%m-%dT%H:%M}"
    return date_value(start)


def clock_value(day: str, clock: Calendar) -> str:
    """The value of a part of a day or of an hour of it: `2017-08-28TMO`, `2017-08-28T07:20`, with Z for the clock of Greenwich."""
    day = day.split("T")[0].split("/")[0]
    day = {4: f"{day}-XX-XX", 7: f"{day}-XX"}.get(len(day), day)
    if clock.part is not None:
        return f"{day}T{clock.part.code}"
    if clock.hour is None:
        return day
    return f"{day}T{clock.hour:02d}:{clock.minute or 0:02d}" + ("Z" if clock.zone is not None and clock.zone.hours == 0 else "")


def length_value(length: Length) -> str:
    """The value of a duration: `P12D`, `PT72H`, `PXW`, `PT30M`."""
    unit, times = length.unit, length.low
    vague = length.vague or length.high is None
    if unit == "decade" and not vague:
        unit, times = "year", times * 10
    if unit in _CLOCK_LETTERS:
        if not vague and times != int(times) and unit != "second":
            return f"PT{round(times * 60)}{'M' if unit == 'hour' else 'S'}"
        return f"PT{'X' if vague else _plain(times)}{_CLOCK_LETTERS[unit]}"
    if unit == "year" and times == 0.5 and not vague:
        return "P6M"
    return f"P{'X' if vague else _plain(times)}{_LETTERS[unit]}"


def _plain(times: float) -> str:
    return str(int(times)) if times == int(times) else f"{times:g}"
