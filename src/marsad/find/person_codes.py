"""Persons in CAMEO's manner: the country or group that an office belongs to, then what sort of office it is (`USAGOV`)."""

from functools import lru_cache

from marsad.find.actor_units import states
from marsad.pack.lexicon import Entry, Match
from marsad.pack.pack import Pack
from marsad.pack.words import words_of

Codes = tuple[tuple[str, str], ...]
FORMER = frozenset({"former", "ex", "late", "ousted", "deposed"})
FORMER_ROLE = "ELI"  # CAMEO's code for those who once held office


@lru_cache(maxsize=4096)
def person_codes(pack: Pack, words: str) -> Codes:
    """The codes that an office tells, its words as the text or the pack gives them: "President of Turkey", "Iraqi foreign minister".

    The first country or group named is the one it belongs to. Empty where the words hold neither that nor an office."""
    matches = _longest(pack, words)
    role = next((m.entries[0].get("cameo") for m in matches if m.lexicon == "offices" and m.entries[0].get("cameo")), "")
    if role and any(word.key in FORMER for word in words_of(words)):
        role = FORMER_ROLE
    for match in matches:
        entry = match.entries[0]
        if match.lexicon == "actors" and len(entry.id) != 2 and entry.get("cameo"):
            return _known(entry)
        if match.lexicon in ("actors", "countries") and _names_state(entry, words[match.start : match.end]):
            state = states(pack).get(entry.id.upper())
            if state is not None and state.get("cameo") and role:
                return (("cameo", state.get("cameo") + role),)
    return (("cameo", role),) if role else ()


def _longest(pack: Pack, words: str) -> list[Match]:
    """The phrases of actors, countries and offices in the words, in order, none that lies inside a longer one of its list."""
    found: list[Match] = []
    tokens = words_of(words)
    reached: dict[str, int] = {}
    for first in range(len(tokens)):
        for match in pack.phrases.at(words, tokens, first):
            if match.lexicon in ("actors", "countries", "offices") and match.last > reached.get(match.lexicon, 0):
                reached[match.lexicon] = match.last
                found.append(match)
    return found


def _names_state(entry: Entry, words: str) -> bool:
    """Whether words are a state's name with its capitals: "us" is none."""
    return len(entry.id) == 2 and words[:1].isupper()


def _known(entry: Entry) -> Codes:
    return tuple((scheme, entry.get(scheme)) for scheme in ("cameo", "plover") if entry.get(scheme))
