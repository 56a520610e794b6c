"""Who may be named: groups that the pack knows, and persons while they hold a public office. Of all others only what they are is told."""

from typing import Any

from marsad.model.form import Form
from marsad.pack.words import fold
from marsad.protect.case import Case, Guard
from marsad.protect.texts import OPENERS, redacted

KINDS = {
    "state_forces": "state forces",
    "rebel_group": "rebel group",
    "political_militia": "political militia",
    "identity_militia": "identity militia",
    "rioters": "rioters",
    "protesters": "protesters",
    "civilians": "civilians",
    "external_forces": "external forces",
    "organisation": "organisation",
    "media": "media",
}
UNKNOWN = "unknown actor"
PERSON = "a person"
THING = "a thing"
PUBLISHED = "published source"
LOCAL = "local source"
OTHER = "unnamed source"


def parties(actors: list[Form], treatment: str, case: Case, guard: Guard) -> list[Form]:
    """The parties of a record, each once."""
    found: list[Form] = []
    for actor in actors:
        if actor.get("type") == "place":
            continue
        known = _named(actor, treatment, case, guard) or _kind(actor)
        if known not in found:
            found.append(known)
    return found


def is_private(actor: Form, case: Case, guard: Guard) -> bool:
    """Whether an actor is a person who holds no public office, or goes by a name that no pack knows."""
    name = str(actor["name"])
    if actor.get("type") == "person":
        return guard.known.person(name, case.day) is None and names_nobody(name, guard) is None
    if guard.known.group(actor.get("actor_id"), name) is not None:
        return False
    return names_nobody(name, guard) is None and any(c.isupper() for c in name[1:])


def _named(actor: Form, treatment: str, case: Case, guard: Guard) -> Form | None:
    """An actor by its name where it may be told, else None."""
    if treatment == "kinds":
        return None
    name = str(actor["name"])
    if actor.get("type") == "person":
        public = guard.known.person(name, case.day) or names_nobody(name, guard)
        return _kept(actor, public if treatment == "public" else None, None)
    group = guard.known.group(actor.get("actor_id"), name)
    if group is not None:
        return _kept(actor, group, actor.get("actor_id"))
    return _kept(actor, names_nobody(name, guard), None) if treatment == "public" and actor.get("type") != "object" else None


def names_nobody(name: str, guard: Guard) -> str | None:
    """A name made of words that name nobody ("rebel fighters", "the Russian minister"), else None."""
    words = fold(name).replace("-", " ").split()
    opens = bool(words) and (words[0] in OPENERS or guard.known.word(words[0]))
    said = name[:1].lower() + name[1:] if opens else name
    return name if redacted(said, guard.known, None) == said and any(map(guard.known.word, words)) else None


def _kept(actor: Form, name: str | None, actor_id: object) -> Form | None:
    if name is None:
        return None
    return _form(actor, name, actor_id) | ({"codes": actor["codes"]} if "codes" in actor else {})


def _kind(actor: Form) -> Form:
    sort = actor.get("type")
    name = PERSON if sort == "person" else THING if sort == "object" else KINDS.get(str(actor.get("actor_type")), UNKNOWN)
    return _form(actor, name, None) | ({"codes": {}} if "codes" in actor else {})


def _form(actor: Form, name: str, actor_id: object) -> Form:
    known: Form = {"name": name, "actor_id": actor_id, "actor_type": actor.get("actor_type"), "text": name, "type": actor.get("type")}
    return known | ({"side": actor["side"]} if "side" in actor else {})


def label(name: str | None, basis: str, case: Case, guard: Guard) -> str | None:
    """What a source is called outside. `basis`: `publisher`, `named` or `unnamed`."""
    if name is None:
        return None
    own = guard.labels.get(name.casefold())
    public = own or guard.known.group_called(name) or (None if case.protected else guard.known.person(name, case.day))
    return public or (PUBLISHED if basis == "publisher" else LOCAL if basis == "named" else OTHER)


def sayings(said: list[Form], case: Case, guard: Guard) -> list[Form]:
    """Who says so, by label, each once."""
    found: list[Form] = []
    for one in said:
        known = {"name": label(one.get("name"), str(one.get("basis")), case, guard), "basis": one.get("basis")}
        if known not in found:
            found.append(known)
    return found


def voices(said: list[Form], published: dict[str, Any], case: Case, guard: Guard) -> list[Form]:
    """Independent voices, by label; `published`: names outside, by that inside, of the reports that may be named."""
    found = [
        {
            "name": label(one.get("name"), "publisher", case, guard),
            "reports": sorted(published[r] for r in one.get("reports", ()) if r in published),
            "carried_by": sorted({str(label(n, "publisher", case, guard)) for n in one.get("carried_by", ())}),
        }
        for one in said
    ]
    return sorted(found, key=lambda v: (str(v["name"]), v["reports"]))
