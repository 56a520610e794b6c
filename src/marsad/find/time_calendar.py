"""Arithmetic of calendars: where a day, week, month or year begins, months added, Easter and the months of Islam."""

from datetime import date, datetime, timedelta

from marsad.find.time_values import Holiday, Unit

SEASONS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
_MONTHS = {"month": 1, "quarter": 3, "season": 3, "year": 12, "decade": 120, "century": 1200}
_DELTAS = {
    "second": timedelta(seconds=1),
    "minute": timedelta(minutes=1),
    "hour": timedelta(hours=1),
    "day": timedelta(days=1),
    "weekend": timedelta(days=7),
    "week": timedelta(days=7),
}
FIRST, LAST = datetime(1, 1, 8), datetime(9990, 1, 1)


def midnight(moment: datetime) -> datetime:
    """The beginning of its day."""
    return moment.replace(hour=0, minute=0, second=0, microsecond=0)


def floor(moment: datetime, unit: Unit) -> datetime:
    """The beginning of the unit that holds a moment; weeks begin on Monday, a weekend on Saturday."""
    match unit:
        case "second":
            return moment.replace(microsecond=0)
        case "minute":
            return moment.replace(second=0, microsecond=0)
        case "hour":
            return moment.replace(minute=0, second=0, microsecond=0)
    day = midnight(moment)
    match unit:
        case "week":
            return day - timedelta(days=day.weekday())
        case "weekend":
            return day + timedelta(days=5 - day.weekday())
        case "month":
            return day.replace(day=1)
        case "quarter":
            return day.replace(month=(day.month - 1) // 3 * 3 + 1, day=1)
        case "season":
            return add(day.replace(day=1), "month", -(day.month % 3))
        case "year":
            return day.replace(month=1, day=1)
        case "decade":
            return day.replace(year=max(1, day.year // 10 * 10), month=1, day=1)
        case "century":
            return day.replace(year=max(1, day.year // 100 * 100), month=1, day=1)
    return day


def add(moment: datetime, unit: Unit, times: float) -> datetime:
    """So many units later (earlier where below zero); the last day of a month stays one. Kept within the years 1 to 9990."""
    try:
        if unit in _DELTAS:
            return min(max(moment + _DELTAS[unit] * times, FIRST), LAST)
        months = moment.year * 12 + moment.month - 1 + round(_MONTHS[unit] * times)
        if not 12 <= months < 9990 * 12:
            return LAST if times > 0 else FIRST
        year, month = divmod(months, 12)
        return moment.replace(year=year, month=month + 1, day=min(moment.day, month_length(year, month + 1)))
    except (OverflowError, ValueError):
        return LAST if times > 0 else FIRST


def length_of(unit: Unit) -> timedelta:
    """About how long a unit is."""
    return _DELTAS[unit] if unit in _DELTAS else timedelta(days=30.44 * _MONTHS[unit])


def month_length(year: int, month: int) -> int:
    """The days of a month."""
    after = date(year + month // 12, month % 12 + 1, 1)
    return (after - timedelta(days=1)).day


def holiday_in(holiday: Holiday, year: int) -> tuple[datetime, datetime] | None:
    """When a holiday is in a year of the common calendar: [start, end). Islamic days by the tabular calendar, right within a day."""
    if not 600 < year < 9000:
        return None
    if holiday.calendar == "islamic":
        for islamic_year in range(int((year - 622) * 1.0306) - 1, int((year - 622) * 1.0306) + 4):
            start = _from_islamic(islamic_year, holiday.month, holiday.day)
            if start.year == year:
                return start, start + timedelta(days=holiday.days)
        return None
    start = _easter(year) + timedelta(days=holiday.day) if holiday.calendar == "easter" else datetime(year, holiday.month, holiday.day)
    return start, start + timedelta(days=holiday.days)


def _from_islamic(year: int, month: int, day: int) -> datetime:
    """The tabular Islamic calendar (civil epoch, leap years 2, 5, 7, 10, 13, 16, 18, 21, 24, 26, 29 of 30)."""
    days = day + (29 * (month - 1)) + month // 2 + (year - 1) * 354 + (3 + 11 * year) // 30
    return datetime(622, 7, 19) + timedelta(days=days - 1)


def _easter(year: int) -> datetime:
    """Easter Sunday of the Gregorian calendar (the rule of Meeus, Jones and Butcher)."""
    a, (b, c) = year % 19, divmod(year, 100)
    h = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    k = (32 + 2 * (b % 4) + 2 * (c // 4) - h - c % 4) % 7
    m = (a + 11 * h + 22 * k) // 451
    month, day = divmod(h + k - 7 * m + 114, 31)
    return datetime(year, month, day + 1)
