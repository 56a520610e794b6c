"""One record on its way out, and what the treatments need to know of it and of the whole."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from marsad.model.form import Form
from marsad.protect.counts import Small
from marsad.protect.ids import keyed
from marsad.protect.known import Known
from marsad.protect.schema import Policy, TierRule
from marsad.protect.times import day_of
from marsad.protect.ways import Origins

EACH_DAY = ("when", "date", "from")


@dataclass(frozen=True, slots=True)
class Case:
    """A record with what was found of it. `classes`: why it is protected; empty for one that is not. `circle`: whose citations share their
    names outside: those of all open records, those of one protected record alone. `small`: its numbers that are too small to be told;
    `numbers`, `places`: those that are told. `origins`: of a record that is part of a way, where the way began."""

    form: Form
    classes: tuple[str, ...]
    circle: str
    small: Small
    numbers: frozenset[str]
    day: date | None
    places: tuple[str, ...]
    origins: Origins | None

    @property
    def protected(self) -> bool:
        """Whether the second column of the policy holds."""
        return bool(self.classes)

    @property
    def is_claim(self) -> bool:
        """Whether it is an event as one report tells it."""
        return bool(self.form["record"] == "claim")

    @property
    def event(self) -> str:
        """The id inside of the event that a claim went into; of any other record its own."""
        return str(self.form["event"]) if self.is_claim else self.id

    @property
    def id(self) -> str:
        """The id inside the house."""
        return str(self.form["id"])


@dataclass(frozen=True, slots=True)
class Guard:
    """What holds for all records of a Release."""

    policy: Policy
    rule: TierRule
    known: Known
    key: bytes
    labels: Mapping[str, str]
    units: Mapping[str, Form] = field(default_factory=dict)

    def outside(self, kind: str, name: str, treatment: str, circle: str = "") -> str:
        """The name of a record, report or statement outside."""
        return name if treatment == "exact" else keyed(self.key, kind, circle, name)


def day_told(form: Form) -> date | None:
    """The day on which a record begins, as far as it is told: who held an office is asked of it."""
    for name in EACH_DAY:
        said = form.get(name)
        said = (said.get("from") or said.get("to")) if isinstance(said, dict) else said
        if isinstance(said, str) and (day := day_of(said)):
            return day
    days = (day_of((stop.get("when") or {}).get("from")) for stop in form.get("stops") or ())
    return next((day for day in days if day is not None), None)
