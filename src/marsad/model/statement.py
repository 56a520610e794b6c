"""The atom: one thing said, with the words it rests on. Statements are made by the machine and never edited."""

import hashlib
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal

from marsad.model.when import Precision

Status = Literal["happened", "ongoing", "expected", "planned", "conditional", "denied", "alleged"]
WhereRole = Literal["at", "from", "to", "via", "within", "near", "except"]
WhoRole = Literal[
    "agent", "target", "participant", "escort", "giver", "receiver", "party", "holder", "loser", "source",
]  # fmt: skip
WithRole = Literal["weapon", "means", "cargo", "damaged"]
WhenBasis = Literal["stated", "context", "published"]
SayingBasis = Literal["publisher", "named", "unnamed"]
Phase = Literal[
    "gathered", "departed", "passed", "at", "under_way", "stalled", "arrived", "expected", "turned_back", "carrying",
]  # fmt: skip
Degree = Literal["full", "mostly", "partial", "contested"]
Change = Literal["gained", "lost", "held"]


@dataclass(frozen=True, slots=True)
class Trigger:
    """The word or words that made a rule speak."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class StatementWhen:
    """When it happened: [start, end), either end open where None. `mention` is the time's id. `basis`: the words of the clause
    (`stated`), the narrative around it (`context`), or only the date of publication (`published`)."""

    start: datetime | None
    end: datetime | None
    precision: Precision | None
    mention: str | None
    basis: WhenBasis


@dataclass(frozen=True, slots=True)
class Where:
    """A place mention in its role."""

    role: WhereRole
    mention: str


@dataclass(frozen=True, slots=True)
class Who:
    """An actor or person mention in its role."""

    role: WhoRole
    mention: str


@dataclass(frozen=True, slots=True)
class With:
    """A weapon or object mention in its role."""

    role: WithRole
    mention: str


@dataclass(frozen=True, slots=True)
class Figure:
    """A number with what it counts (`killed`, `people`, `buses`). `part_of` is the index, in the same list, of the figure that
    includes this one. `cumulative` is true for a running total, which no event may add. None = open or unknown."""

    what: str
    low: float | None
    best: float | None
    high: float | None
    mention: str | None = None
    part_of: int | None = None
    cumulative: bool = False


@dataclass(frozen=True, slots=True)
class SaidBy:
    """Who says so, and on what ground we name them."""

    name: str | None
    mention: str | None
    basis: SayingBasis


@dataclass(frozen=True, slots=True)
class Exchange:
    """One half of a bargain: the words of a term, who gives it to whom. Offsets are code points into the report."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """Who did what to whom, where, when, how many, how sure, who says so, in which words, by which rule.

    `start`..`end` is the clause. Beside the contract's fields stand those that only one kind of statement uses:
    `phase` of a movement, `degree` and `change` of control, `against` (the id of the statement that is the other half of an
    exchange), `part_of_agreement` (the id of the agreement statement that this one is a term or step of) and `step` (its order there,
    from 1), `subject` (the id of the mention whose movement or agreement this is, after co-reference).
    """

    id: str
    kind: str
    status: Status
    start: int
    end: int
    trigger: Trigger
    when: StatementWhen | None = None
    where: tuple[Where, ...] = ()
    who: tuple[Who, ...] = ()
    with_: tuple[With, ...] = ()
    figures: tuple[Figure, ...] = ()
    said_by: tuple[SaidBy, ...] = ()
    condition: str | None = None
    because: str | tuple[int, int] | None = None
    refers_to: str | None = None
    rule: str = ""
    score: float = 1.0
    phase: Phase | None = None
    degree: Degree | None = None
    change: Change | None = None
    against: str | None = None
    part_of_agreement: str | None = None
    step: int | None = None
    subject: str | None = None


def statement_id(report_sha256: str, kind: str, start: int, end: int, rule: str, salt: int = 0) -> str:
    """The hash that names a statement: the same words, read by the same rule into the same kind, have the same id.

    `salt` tells apart two statements that one rule makes of one trigger (killed and injured in one clause)."""
    parts = f"{report_sha256}|{kind}|{start}|{end}|{rule}|{salt}"
    return "s" + hashlib.sha256(parts.encode()).hexdigest()[:16]


def with_id(statement: Statement, new: str) -> Statement:
    """The same statement under another id."""
    return replace(statement, id=new)
