"""What a stretch of text names: a time, a place, an actor, a person, a quantity, an object, a weapon, an earlier report."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from marsad.model.when import Precision

TimexType = Literal["DATE", "TIME", "DURATION", "SET"]
PlaceKind = Literal[
    "settlement", "admin1", "admin2", "admin3", "country", "region", "neighbourhood", "mountain", "border", "crossing",
    "road", "river", "airbase", "base", "camp", "dam", "field", "other",
]  # fmt: skip
ActorType = Literal[
    "state_forces", "rebel_group", "political_militia", "identity_militia", "rioters", "protesters", "civilians",
    "external_forces", "organisation", "media", "unknown",
]  # fmt: skip
ObjectKind = Literal["facility", "vehicle", "building", "infrastructure", "body", "other"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """Words start..end (code points, end exclusive) of the report's text, and the rule that found them."""

    id: str
    start: int
    end: int
    text: str
    rule: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeMention(Mention):
    """A TIMEX3 expression. `value` follows TimeML 1.2.1; [start_at, end_at) is its interval in the conflict's time zone, both
    None for a duration that hangs on nothing. `alternative` is the other reading's TIMEX3 value where the words allow two."""

    timex_type: TimexType
    value: str
    start_at: datetime | None
    end_at: datetime | None
    precision: Precision | None
    alternative: str | None = None


@dataclass(frozen=True, slots=True)
class PlaceCandidate:
    """One place of a gazetteer that a name may stand for. `radius_km`: how far the true spot may be from the point."""

    name: str
    place_id: str
    kind: PlaceKind
    lat: float
    lon: float
    radius_km: float
    country: str | None
    admin1: str | None
    confidence: float


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceMention(Mention):
    """A place. Unresolved: `place_id`, `lat` and `lon` are None and `name` is the text."""

    name: str
    place_id: str | None
    kind: PlaceKind | None
    lat: float | None
    lon: float | None
    radius_km: float | None
    country: str | None
    admin1: str | None
    confidence: float
    alternatives: tuple[PlaceCandidate, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorMention(Mention):
    """A group, force, organisation or open-class set of people. `corefers` is the id of the mention it stands for."""

    name: str
    actor_id: str | None
    actor_type: ActorType
    codes: tuple[tuple[str, str], ...] = ()
    corefers: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonMention(Mention):
    """A named person; `role` is an office or relation, as the text or the pack gives it; `codes` are those of the office."""

    name: str
    role: str | None = None
    codes: tuple[tuple[str, str], ...] = ()
    corefers: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class QuantityMention(Mention):
    """A number with what it counts. `what` is the head noun phrase, [what_start, what_end) its words. None = open or unknown.

    `part_of` is the id of the quantity that includes this one ("2,000 people, including 300 fighters"); `cumulative` is true for a
    running total ("raising to 45 the number killed since ...")."""

    low: float | None
    high: float | None
    best: float | None
    unit: str | None
    what: str | None
    vague: bool
    what_start: int | None = None
    what_end: int | None = None
    part_of: str | None = None
    cumulative: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ObjectMention(Mention):
    """A thing that is hit, taken, carried or used. `corefers` is the id of the earlier mention that it stands for ("the convoy")."""

    kind: ObjectKind
    corefers: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class WeaponMention(Mention):
    """A weapon or means of violence; `kind` is the pack's word for its class."""

    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportMention(Mention):
    """An earlier report that this one speaks of, published within [published_from, published_to)."""

    published_from: datetime | None
    published_to: datetime | None
    source: str | None


MENTION_TYPES: dict[type[Mention], str] = {
    TimeMention: "time",
    PlaceMention: "place",
    ActorMention: "actor",
    PersonMention: "person",
    QuantityMention: "quantity",
    ObjectMention: "object",
    WeaponMention: "weapon",
    ReportMention: "report",
}
