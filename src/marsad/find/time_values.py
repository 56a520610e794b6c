"""What the words of a time say before anyone knows when they were written: a small algebra of typed values."""

from dataclasses import dataclass
from typing import Literal

Unit = Literal["second", "minute", "hour", "day", "weekend", "week", "month", "quarter", "season", "year", "decade", "century"]
UNITS: tuple[Unit, ...] = (
    "second", "minute", "hour", "day", "weekend", "week", "month", "quarter", "season", "year", "decade", "century",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Number:
    """A count; `high` above `low` and `vague` for "several", "tens of"."""

    low: float
    high: float
    vague: bool = False


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the day: TIMEX3's letters, and its hours [low, high), beyond 24 into the next day."""

    code: str
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Zone:
    """A time zone of a clock: hours ahead of UTC."""

    hours: float


@dataclass(frozen=True, slots=True)
class Holiday:
    """A day or stretch of days that comes once a year: `islamic` or `gregorian`, or days from `easter`."""

    calendar: str
    month: int
    day: int
    days: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Calendar:
    """A point of the calendar with the fields that the words tell; the resolver finds the others."""

    decade: int | None = None
    century: int | None = None
    year: int | None = None
    quarter: int | None = None
    season: str | None = None
    month: int | None = None
    day: int | None = None
    last_day: int | None = None
    weekday: int | None = None
    holiday: Holiday | None = None
    part: Part | None = None
    hour: int | None = None
    minute: int | None = None
    zone: Zone | None = None
    other_order: bool = False

    @property
    def full(self) -> bool:
        """Whether the day is told with its year."""
        return None not in (self.year, self.month, self.day)

    @property
    def clock_only(self) -> bool:
        """Whether nothing but the time of day is told."""
        fields = (self.decade, self.century, self.year, self.quarter, self.season, self.month, self.day, self.weekday, self.holiday)
        return all(field is None for field in fields)


@dataclass(frozen=True, slots=True)
class Shift:
    """A unit counted from that of publication: yesterday is one day back."""

    unit: Unit
    by: int


@dataclass(frozen=True, slots=True)
class Story:
    """A unit counted from the day that the narrative speaks of: "the next day", "that week"."""

    unit: Unit
    by: int


@dataclass(frozen=True, slots=True)
class Nearest:
    """The last (-1), coming (+1) or present (0) one of a calendar point: "last Friday", "next May"."""

    point: Calendar
    sign: int


@dataclass(frozen=True, slots=True)
class Length:
    """A duration of low..high units; `high` None where nobody says how many; `vague` where the number is not exact."""

    unit: Unit
    low: float
    high: float | None
    vague: bool = False


@dataclass(frozen=True, slots=True)
class Away:
    """A duration before (-1) or after (+1) an anchor: publication (`now`), the narrative (`story`), or a time."""

    length: Length
    sign: int
    anchor: "Value | str"


@dataclass(frozen=True, slots=True)
class Window:
    """The duration that ends (-1) or begins (+1) at publication: "the past 72 hours". `sign` 0: as the tense has it. `counted`: the unit of
    publication is one of them ("the third day in a row"). `point`: where it lies ahead, its far end is meant ("will leave in two days")."""

    length: Length
    sign: int
    counted: bool = False
    point: bool = False


@dataclass(frozen=True, slots=True)
class Inside:
    """The inner point within the outer: "yesterday" and "morning", "Friday" and "last week"."""

    outer: "Value"
    inner: "Value"


@dataclass(frozen=True, slots=True)
class Between:
    """From the one to the other, both ends counted in. `night`: the night that joins the two days."""

    first: "Value"
    last: "Value"
    night: bool = False


@dataclass(frozen=True, slots=True)
class Portion:
    """The `start`, `middle`, `end`, `first_half`, `second_half`, `first_week` or `last_week` of a time; what of it is `earlier` or `later`
    than publication."""

    of: "Value"
    which: str


@dataclass(frozen=True, slots=True)
class Reference:
    """PRESENT_REF, PAST_REF or FUTURE_REF."""

    name: str


@dataclass(frozen=True, slots=True)
class Repeated:
    """Every so often: TIMEX3's value as it stands, or a weekday or length."""

    of: "Value"


Value = (
    Number | Part | Zone | Holiday | Calendar | Shift | Story | Nearest | Length | Away | Window | Inside | Between | Portion | Reference
    | Repeated
)  # fmt: skip
