"""The two sides of an event, in the words of event data sets."""

from collections.abc import Iterable
from typing import NamedTuple

from marsad.exports.parts.countries import country_of
from marsad.model.form import Form

ORGANISED = frozenset(("state_forces", "rebel_group", "political_militia", "identity_militia", "external_forces"))
OF_STATE = frozenset(("GOV", "MIL", "COP", "SPY", "PRM"))
CIVIL = "Civilians"


class Party(NamedTuple):
    """One actor: its name, our type, its sort in ACLED's words, its code in PLOVER's; `known`: a pack knows it by name."""

    name: str
    type: str | None
    acled: str | None
    plover: str | None
    known: bool

    @property
    def organised(self) -> bool:
        """Whether it is an armed organisation, as UCDP asks of who acts."""
        return self.type in ORGANISED

    @property
    def of_state(self) -> bool:
        """Whether it is a state's force: of a foreign one its code says so."""
        return self.type == "state_forces" or (self.type == "external_forces" and (self.plover or "")[3:6] in OF_STATE)

    @property
    def state(self) -> int | None:
        """The Gleditsch and Ward number of the state whose force it is."""
        country = country_of((self.plover or "")[:3]) if self.of_state else None
        return country.gw if country else None


class Sides(NamedTuple):
    """Who acts, who is acted upon or stands against them; in each the one named first leads."""

    one: tuple[Party, ...]
    two: tuple[Party, ...]


def sides_of(event: Form) -> Sides:
    """The sides of an event: as its codes tell them, else actors on the one and targets on the other. Things are no parties."""
    actors = [(a, a.get("side") or 1) for a in event["actors"]] + [(t, t.get("side") or 2) for t in event["targets"]]
    people = [(party_of(a), side) for a, side in actors if a.get("type") != "object" and a.get("name")]
    return Sides(_first(p for p, side in people if side == 1), _first(p for p, side in people if side == 2))


def _first(parties: Iterable[Party]) -> tuple[Party, ...]:
    """Each name once; those whom a pack knows before those who are only described."""
    found: dict[str, Party] = {}
    for party in parties:
        found.setdefault(party.name, party)
    return tuple(found.values())


def party_of(actor: Form) -> Party:
    """An actor of a record as a party."""
    codes = actor.get("codes") or {}
    return Party(actor["name"], actor.get("actor_type"), codes.get("acled"), codes.get("plover"), actor.get("actor_id") is not None)
