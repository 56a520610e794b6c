"""For whom a person speaks: who leads or commands a group strikes its deals."""

from collections.abc import Iterator
from functools import lru_cache

from marsad.model.record import Actor
from marsad.pack.pack import Pack
from marsad.pack.words import key_of

FORMER = frozenset({"former", "ex", "late", "ousted", "deposed"})


@lru_cache(maxsize=4096)
def speaks_for(name: str, role: str, pack: Pack) -> Actor | None:
    """The actor of a person, by the role that the pack knows for the name or the text tells ("Secretary-General of Hezbollah"): the first
    actor named in it. None where it names none, or was the person's once."""
    for words in (*_known_roles(name, pack), role):
        if FORMER & set(key_of(words)):
            continue
        entry = next((m.entries[0] for m in pack.scan(words) if m.lexicon == "actors"), None)
        if entry is not None:
            return Actor(entry.get("name"), entry.id, entry.get("type"), entry.get("name"))  # type: ignore[arg-type]  # the schema bounds it
    return None


def _known_roles(name: str, pack: Pack) -> Iterator[str]:
    for match in pack.scan(name):
        if match.lexicon == "persons":
            yield from (e.get("role") for e in match.entries if e.get("role"))
