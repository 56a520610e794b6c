"""What statements fold into: events, movements, agreements and control. Nobody edits these."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from marsad.model.mention import ActorType, PlaceKind
from marsad.model.review import ReviewState
from marsad.model.statement import Change, Degree, Figure, SayingBasis, Status, WhenBasis
from marsad.model.when import Precision

MovementStatus = Literal["planned", "under_way", "stalled", "arrived", "turned_back", "unknown"]
StopStatus = Literal["departed", "passed", "at", "arrived", "expected"]
ViewBasis = Literal["only", "agreed", "most", "latest", "indeterminate"]
Outcome = Literal["confirmed", "refuted", "open"]
StepStatus = Literal["done", "under_way", "pending", "unknown"]


@dataclass(frozen=True, slots=True)
class Place:
    """A place as a record names it. `place_id`, `lat` and `lon` are None where it was not resolved."""

    name: str
    place_id: str | None = None
    kind: PlaceKind | None = None
    lat: float | None = None
    lon: float | None = None
    radius_km: float | None = None
    country: str | None = None
    admin1: str | None = None


@dataclass(frozen=True, slots=True)
class Actor:
    """An actor as a record names it: canonical name, id in the pack, type, the words, and `actor` or `person`."""

    name: str
    actor_id: str | None
    actor_type: ActorType | None
    text: str
    type: Literal["actor", "person", "object", "place"] = "actor"


@dataclass(frozen=True, slots=True)
class Weapon:
    """A weapon or means, with its words."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Saying:
    """Who says so."""

    name: str | None
    basis: SayingBasis


@dataclass(frozen=True, slots=True)
class Range:
    """[start, end) with its precision and ground; either end may be open."""

    start: datetime | None
    end: datetime | None
    precision: Precision | None = None
    basis: WhenBasis | None = None


@dataclass(frozen=True, slots=True)
class Voice:
    """An independent voice: its name where known, the reports that carry its word, and the other sources that publish what it said."""

    name: str | None
    reports: tuple[str, ...]
    carried_by: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ToldFigure:
    """A figure as one report tells it. `superseded`: the same voice told another, or the same, later."""

    what: str
    low: float | None
    best: float | None
    high: float | None
    source: str | None
    report: str
    published: datetime | None
    statement: str
    superseded: bool


@dataclass(frozen=True, slots=True)
class FigureView:
    """Three views of one thing counted: the lowest number told, the one to take where one has to be taken (and why; None where nothing
    says which), the highest. [low, high] spans all that stands; `open` where a teller leaves the upper end open."""

    what: str
    conservative: float | None
    representative: float | None
    informative: float | None
    low: float | None
    high: float | None
    open: bool
    basis: ViewBasis
    tellers: int


@dataclass(frozen=True, slots=True)
class Correction:
    """What a person corrected in a statement: the path in its form, and what stood and stands there, as JSON text."""

    statement: str
    field: str
    was: str
    now: str


@dataclass(frozen=True, slots=True)
class Joined:
    """Two statements of different reports that were joined, each by its report and id, the score, and the reasons in words."""

    one: tuple[str, str]
    other: tuple[str, str]
    score: float | None
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Reviewed:
    """What people said of the statements of a record: the state of the weakest of them, and what they corrected."""

    state: ReviewState
    corrected: tuple[Correction, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One thing that happened, is happening, or is said to be coming or not to have happened."""

    id: str
    kind: str
    status: Status
    when: Range | None
    place: Place | None
    from_place: Place | None
    to_place: Place | None
    actors: tuple[Actor, ...]
    targets: tuple[Actor, ...]
    weapons: tuple[Weapon, ...]
    figures: tuple[Figure, ...]
    said_by: tuple[Saying, ...]
    statements: tuple[str, ...]
    quote: str
    reports: tuple[str, ...]
    voices: tuple[Voice, ...] = ()
    told: tuple[ToldFigure, ...] = ()
    views: tuple[FigureView, ...] = ()
    merged: tuple[Joined, ...] = ()
    review: Reviewed | None = None


@dataclass(frozen=True, slots=True)
class Stop:
    """A point of a route, and the statements that tell of it."""

    place: Place | None
    when: Range | None
    status: StopStatus
    statements: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Expectation:
    """An arrival that was expected, by which statements; whether later ones (`ground`) say that it came true."""

    place: Place
    when: Range | None
    statements: tuple[str, ...]
    outcome: Outcome
    ground: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Movement:
    """A convoy, a group or troops under way: from, to, where now, with how many of whom. `told`: the cargo as each source tells it;
    `expected`: the arrivals that were expected, and whether they came true."""

    id: str
    what: Literal["convoy", "group", "troops"] | None
    participants: tuple[Actor, ...]
    cargo: tuple[Figure, ...]
    origin: Place | None
    destination: Place | None
    via: tuple[Place, ...]
    stops: tuple[Stop, ...]
    position: Stop | None
    eta: Range | None
    status: MovementStatus
    agreement: str | None
    statements: tuple[str, ...]
    reports: tuple[str, ...]
    expected: tuple[Expectation, ...] = ()
    told: tuple[ToldFigure, ...] = ()
    voices: tuple[Voice, ...] = ()
    review: Reviewed | None = None


@dataclass(frozen=True, slots=True)
class Term:
    """What is to be done, by whom, to or for whom, and for what in return."""

    what: str
    by: Actor | None
    to: Actor | None
    in_exchange_for: str | None


@dataclass(frozen=True, slots=True)
class Step:
    """A step of an agreement and how far it has come."""

    order: int | None
    what: str
    status: StepStatus
    statements: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """A deal: parties, terms, steps."""

    id: str
    parties: tuple[Actor, ...]
    date: Range | None
    terms: tuple[Term, ...]
    steps: tuple[Step, ...]
    areas: tuple[Place, ...]
    statements: tuple[str, ...]
    reports: tuple[str, ...]
    voices: tuple[Voice, ...] = ()
    review: Reviewed | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Control:
    """Who holds an area, how far, since when, with which exceptions, on which condition. `told`: from the day of the first report that says
    so to that of the last; `agreement`: the id of the agreement that it is a result of."""

    id: str
    area: Place | None
    actors: tuple[Actor, ...]
    degree: Degree | None
    change: Change | None
    status: Status
    start: datetime | None
    end: datetime | None
    exceptions: tuple[Place | str, ...]
    condition: str | None
    statements: tuple[str, ...]
    reports: tuple[str, ...]
    said_by: tuple[Saying, ...] = ()
    told: Range | None = None
    agreement: str | None = None
    voices: tuple[Voice, ...] = ()
    review: Reviewed | None = None


@dataclass(frozen=True, slots=True)
class Records:
    """The four kinds, each in the order of the text."""

    events: tuple[Event, ...] = ()
    movements: tuple[Movement, ...] = ()
    agreements: tuple[Agreement, ...] = ()
    control: tuple[Control, ...] = ()
