"""Sides that hold places, for the eye: each has a number for its colour and a letter for its mark, and its times lie on one scale."""

from collections import Counter
from collections.abc import Iterable
from datetime import date, datetime, time, timedelta

from marsad.fold.timeline import Tenure
from marsad.jobs.wording import clean, day

COLOURS = 8
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


class Sides:
    """The sides of some tenures and the time that they span, a week more at either end."""

    def __init__(self, tenures: Iterable[Tenure]) -> None:
        found = list(tenures)
        self._order = [side for side, _ in Counter(map(_key, found)).most_common()]
        self._names = {_key(t): name_of(t) for t in found}
        moments = [m for t in found for m in (t.since, t.until) if m is not None]
        self.first = (min(moments, default=datetime(2000, 1, 1)) - timedelta(7)).date()
        self.last = (max(moments, default=datetime(2000, 1, 1)) + timedelta(7)).date()

    def side(self, tenure: Tenure) -> int:
        """The number of its colour."""
        return self._order.index(_key(tenure)) % COLOURS

    def letter(self, tenure: Tenure) -> str:
        """The letter of its mark."""
        return LETTERS[self._order.index(_key(tenure)) % len(LETTERS)]

    def name(self, tenure: Tenure) -> str:
        """The name of the side."""
        return name_of(tenure)

    def legend(self) -> list[tuple[int, str, str]]:
        """The colour, letter and name of every side, the one that holds most first."""
        return [(n % COLOURS, LETTERS[n % len(LETTERS)], self._names[side]) for n, side in enumerate(self._order)]

    def stretch_of(self, tenure: Tenure) -> tuple[float, float]:
        """From where to where it reaches, in hundredths of the scale; an end that is not told reaches to the edge."""
        left = self._at(tenure.since) if tenure.since else 0.0
        right = self._at(tenure.until) if tenure.until else 100.0
        return round(left, 2), round(max(right, left + 0.6), 2)

    def share(self, on: date) -> float:
        """Where the middle of a day lies, in hundredths of the scale."""
        return round(self._at(datetime.combine(on, time(12))), 2)

    def words(self, tenure: Tenure) -> str:
        """`from 16 March 2017, fully`; the day of a report is told as one."""
        parts = []
        if tenure.since:
            parts.append(f"from {day(tenure.since)}" if tenure.dated else f"so reported on {day(tenure.since)}")
        if tenure.until:
            parts.append(f"until {day(tenure.until)}")
        if tenure.degree:
            parts.append({"full": "fully", "mostly": "mostly", "partial": "partly", "contested": "contested"}[tenure.degree])
        return ", ".join(parts) or "at a time not told"

    def _at(self, moment: datetime) -> float:
        whole = (self.last - self.first).days + 1
        return max(0.0, min(100.0, 100.0 * (moment - datetime.combine(self.first, datetime.min.time())) / timedelta(whole)))


def name_of(tenure: Tenure) -> str:
    """The names of those who hold together."""
    return ", ".join(dict.fromkeys(clean(a.name or a.text) for a in tenure.actors)) or "somebody not named"


def _key(tenure: Tenure) -> frozenset[str]:
    return frozenset(a.actor_id or a.name.casefold() for a in tenure.actors)
