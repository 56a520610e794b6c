"""Rules of `claim/`: words that tell of an act, and who stands in which role around them. They name slots, never tree labels."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from marsad.model.statement import Change, Degree, Phase, Status
from marsad.pack.schema import Rule

RoleName = Literal[
    "agent", "target", "participant", "escort", "giver", "receiver", "party", "holder", "loser", "source",
    "at", "from", "to", "via", "within", "near", "except",
    "weapon", "means", "cargo", "damaged",
]  # fmt: skip

Slots = tuple[str, ...]


class TriggerWords(BaseModel):
    """The words that make a rule speak, as lemmas.

    `verbs` may carry a particle ("set off", "hand over"); `nouns` are event nouns, alone or as compounds ("air strike");
    `adjectives` stand as predicates or before a noun ("dead"); `phrases` join a verb to the noun that completes it, by `+`
    ("begin + journey", "come + under + fire", "sever|cut + tie|relation": each with each); `copulas` are prepositions after "be" ("is
    still within the province"); `holdings` say in passing who holds a place ("held" in "the rebel-held town", "X, held by Y"): the holder
    fills `subject`, the place `object`.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)
    verbs: tuple[str, ...] = ()
    nouns: tuple[str, ...] = ()
    adjectives: tuple[str, ...] = ()
    phrases: tuple[str, ...] = ()
    copulas: tuple[str, ...] = ()
    holdings: tuple[str, ...] = ()


class FrameRule(Rule):
    """One way of telling an act.

    A slot is `subject` (who does it: the subject of an active verb, the by-phrase of a passive; of an event noun its possessor, by-phrase
    or naming compound), `object` (whom it befalls: the object of an active verb, the subject of a passive; of an event noun its of- or
    against-phrase), `predicate` (the complement of a copula), `complement` (an open clause), `complement subject` (who acts in it:
    "demanded that X leave"), `complement object` (whom it befalls: "plans to expel X"), `condition subject` ("unless X leaves"),
    `object owner` ("praised X's efforts"), `modifier` (what stands before an event noun), `itself` (the trigger, where it is counted: "40
    strikes") or any preposition ("from", "out of", "in exchange for"). `slot if TYPE` takes a filler only where it is of a type: actor,
    people, armed, civilian, person, place, country, weapon, object, vehicle, body, event, or a kind of act.

    `roles`: role -> slots, best first. `figures`: what is counted (`killed`) -> slots whose number counts it.
    `needs` and `unless`: slot -> types or lemmas of which the filler must, or must not, be one; `{clause: [...]}` looks at the whole
    sentence, `{case: [...]}` at the preposition before the trigger. `yields_to`: slots in which another act takes the statement over,
    with its figures ("shelling killed five" is a shelling).
    """

    kind: str
    words: TriggerWords
    roles: dict[RoleName, Slots] = {}
    figures: dict[str, Slots] = {}
    status: Status | None = None
    phase: Phase | None = None
    degree: Degree | None = None
    change: Change | None = None
    needs: dict[str, tuple[str, ...]] = {}
    unless: dict[str, tuple[str, ...]] = {}
    yields_to: Slots = ()
    acled: str | None = None
    cameo: str | None = None
    plover: str | None = None
    score: Annotated[float, Field(ge=0, le=1)] = 0.8
