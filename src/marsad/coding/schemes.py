"""The vocabularies of three event data sets: what an event may be coded as, and how a party is named in each."""

from typing import Literal, NamedTuple, get_args

Scheme = Literal["acled", "plover", "cameo"]
SCHEMES: tuple[Scheme, ...] = get_args(Scheme)

# ACLED codebook: six event types with 25 sub-event types
ACLED: dict[str, tuple[str, ...]] = {
    "Battles": ("Armed clash", "Government regains territory", "Non-state actor overtakes territory"),
    "Protests": ("Excessive force against protesters", "Protest with intervention", "Peaceful protest"),
    "Riots": ("Violent demonstration", "Mob violence"),
    "Explosions/Remote violence": (
        "Chemical weapon", "Air/drone strike", "Suicide bomb", "Shelling/artillery/missile attack", "Remote explosive/landmine/IED",
        "Grenade",
    ),
    "Violence against civilians": ("Sexual violence", "Attack", "Abduction/forced disappearance"),
    "Strategic developments": (
        "Agreement", "Arrests", "Change to group/activity", "Disrupted weapons use", "Headquarters or base established",
        "Looting/property destruction", "Non-violent transfer of territory", "Other",
    ),
}  # fmt: skip
ACLED_TYPE_OF: dict[str, str] = {sub: kind for kind, subs in ACLED.items() for sub in subs}

# PLOVER manual: the event types, those of the first list (INVESTIGATE, DISAPPROVE, DEMAND) not used
PLOVER = frozenset(
    """AGREE CONSULT SUPPORT CONCEDE COOPERATE AID RETREAT REQUEST ACCUSE REJECT THREATEN PROTEST SANCTION MOBILIZE COERCE
    ASSAULT""".split()
)

# ACLED codebook: the interaction code's eight sorts of actors, by our own types
INTERACTIONS: dict[str, str] = {
    "state_forces": "State forces",
    "rebel_group": "Rebel group",
    "political_militia": "Political militia",
    "identity_militia": "Identity militia",
    "rioters": "Rioters",
    "protesters": "Protesters",
    "civilians": "Civilians",
    "media": "Civilians",
    "external_forces": "External/Other forces",
    "organisation": "External/Other forces",
}


class Party(NamedTuple):
    """A mention with its code in the scheme: country and role (CAMEO, PLOVER: `SYRMIL`), sort of actor (ACLED); None where not known."""

    mention: str
    code: str | None


class EventCode(NamedTuple):
    """What a statement is in a scheme. `type`: ACLED's event type, PLOVER's event, CAMEO's code; `sub_type`: ACLED's sub-event type.

    Where two sides stand as equals (a clash, talks, a deal), each of them is a source and a target."""

    type: str
    sub_type: str | None
    source: tuple[Party, ...]
    target: tuple[Party, ...]
