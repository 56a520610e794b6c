"""Partial dates and intervals. All moments are naive and in the conflict's own time zone."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Literal

Precision = Literal["minute", "hour", "part_of_day", "day", "week", "month", "season", "year", "decade", "vague"]


@dataclass(frozen=True, slots=True)
class When:
    """An interval [start, end); None is an open end. `precision` says how finely the words told it."""

    start: datetime | None
    end: datetime | None
    precision: Precision | None = "day"

    def overlaps(self, other: "When") -> bool:
        """Whether the two have a moment in common; an open end reaches for ever."""
        return not (
            (self.end is not None and other.start is not None and self.end <= other.start)
            or (other.end is not None and self.start is not None and other.end <= self.start)
        )

    def contains(self, other: "When") -> bool:
        """Whether `other` lies wholly inside this interval."""
        starts = self.start is None or (other.start is not None and self.start <= other.start)
        ends = self.end is None or (other.end is not None and other.end <= self.end)
        return starts and ends

    def before(self, other: "When") -> bool:
        """Whether this ends before the other starts."""
        return self.end is not None and other.start is not None and self.end <= other.start

    @property
    def length(self) -> timedelta | None:
        """Its length, or None where an end is open."""
        return self.end - self.start if self.start is not None and self.end is not None else None


def order(when: When) -> tuple[datetime, datetime]:
    """A key that puts times in order: by start, then by end; an open start stands at the end, an open end after all others."""
    start = when.start if when.start is not None else (when.end or datetime.min)
    return start, when.end if when.end is not None else datetime.max


def day(moment: date | datetime) -> When:
    """The whole day that holds a moment."""
    start = datetime(moment.year, moment.month, moment.day)
    return When(start, start + timedelta(days=1), "day")


def iso(moment: datetime | None) -> str | None:
    """ISO 8601, without the time of day where that is midnight."""
    if moment is None:
        return None
    midnight = (moment.hour, moment.minute, moment.second) == (0, 0, 0)
    return moment.date().isoformat() if midnight else moment.replace(microsecond=0).isoformat()
