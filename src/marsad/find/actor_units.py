"""The parts that a phrase for an actor is made of: known actors, countries, words for groups and for people, side by side."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Literal, NamedTuple

from marsad.find.noun_text import ARTICLES, NounText, entry_on
from marsad.pack.lexicon import Entry
from marsad.pack.pack import Pack

UnitKind = Literal["actor", "country", "group", "people"]
LINKS = frozenset("of from in belonging affiliated affiliate loyal linked allied associated under with".split())
NO_NAMES = frozenset(
    """monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september october november
    december meanwhile today yesterday earlier however moreover according after before in on at several dozens hundreds thousands some many
    two three four five six seven eight nine ten""".split()
)


class Unit(NamedTuple):
    """Words first..last (last exclusive) with the row of the lexicon that knows them."""

    first: int
    last: int
    kind: UnitKind
    entry: Entry


@dataclass(frozen=True, slots=True)
class Chain:
    """Units in one noun phrase; the last one is its head. `start`: its first word with determiner and modifiers; `owner`: words of a
    possessor or of what hangs on the head by "of", as (first, last)."""

    units: tuple[Unit, ...]
    start: int
    last: int
    owner: tuple[int, int] | None = None
    inner: tuple["Chain", ...] = field(default=())

    @property
    def head(self) -> Unit:
        """The unit that says what the phrase is."""
        return self.units[-1]


@cache
def modifier_types(pack: Pack) -> Mapping[str, str]:
    """The type of actor that a modifier tells: "rebel", "tribal", "foreign"."""
    return {e.phrase: e.get("type") for e in pack.lexicons.get("modifiers", ()) if e.get("type")}


@cache
def states(pack: Pack) -> Mapping[str, Entry]:
    """The row of each state among the actors, by the ISO code of its country: the rows whose id is that code."""
    return {e.id.upper(): e for e in pack.lexicons.get("actors", ()) if len(e.id) == 2 and e.phrase == e.get("name")}


@cache
def forces(pack: Pack) -> Mapping[str, tuple[Entry, ...]]:
    """The rows of whole services of states by their CAMEO code: `SYRMIL`, `LBNMIL`. The first row of a code that goes by the name of the
    whole ("Russian forces", "the Lebanese army") is the service itself."""
    found: dict[str, list[Entry]] = {}
    for entry in pack.lexicons.get("actors", ()):
        code = entry.get("cameo")
        if (
            entry.phrase == entry.get("name")
            and _whole(entry)
            and code[3:] in ("MIL", "GOV", "COP")
            and (code not in found or found[code][0].id == entry.id)
        ):
            found.setdefault(code, []).append(entry)
        elif entry.phrase == entry.get("name") and code in found and found[code][-1].until == entry.since and entry.since is not None:
            found[code].append(entry)
    return {code: tuple(entries) for code, entries in found.items()}


def _whole(entry: Entry) -> bool:
    """Whether a row is a state's government or its forces as a whole, by what it is called."""
    names = (entry.get("name"), *entry.get("aliases").split(";"))
    return any(n.strip().casefold().split(" ")[-1] in ("forces", "army", "government", "police", "military") for n in names if n)


@cache
def demonyms(pack: Pack) -> Mapping[str, str]:
    """The adjective of each country by its ISO code: "Turkish"."""
    return {e.id: (e.get("demonym") or e.get("name")).split(";")[0].strip() for e in pack.lexicons.get("countries", ())}


def unit_at(text: NounText, at: int) -> Unit | None:
    """The unit that begins at a word: the longest phrase, a known actor before a word for people or groups."""
    best: Unit | None = None
    for kind, lexicon in _KINDS:
        match = text.at[lexicon].get(at)
        if match is None or (best is not None and match.last <= best.last):
            continue
        entry = entry_on(match.entries, text.day)
        if _spelled(text, at, match.last, entry, kind):
            best = Unit(at, match.last, kind, entry)
    return best


_KINDS: tuple[tuple[UnitKind, str], ...] = (("actor", "actors"), ("people", "people"), ("group", "groups"), ("country", "countries"))


def _spelled(text: NounText, first: int, last: int, entry: Entry, kind: UnitKind) -> bool:
    """Whether the capitals and the tag of words fit the entry: names want capitals, words for people want a noun."""
    tag = text.tag(last - 1)
    if kind == "actor" and entry.phrase.isupper() and last - first == 1:
        return text.raw(first, last).isupper() and not (text.loud and last - first < 4 and not text.named(first))
    if kind in ("actor", "country"):
        return not entry.phrase[:1].isupper() or text.capital(first)
    if text.key(first - 1) in ARTICLES and text.gap(first - 1) == "-":
        return False
    if entry.get("needs") == "name":
        return text.capital(first)
    if last - first == 1 and not text.loud and tag and not tag.startswith(("NN", "JJ", "FW")):
        plural = entry.get("number") != "one"
        return plural and tag in ("VBZ", "VBP") and text.key(first - 1) in ("the", "of", "two", "three", "by")
    return True


def is_state(unit: Unit) -> bool:
    """Whether a unit is a country or a state as an actor."""
    return unit.kind == "country" or (unit.kind == "actor" and len(unit.entry.id) == 2)


def is_plain_country(text: NounText, unit: Unit) -> bool:
    """Whether the words are the country's own name, not the name of its people ("Turkey", not "Turkish")."""
    if unit.kind == "actor":
        return is_state(unit)
    key = text.raw(unit.first, unit.last).casefold()
    return key not in {part.strip().casefold() for part in unit.entry.get("demonym").split(";")}


def units_from(text: NounText, at: int, taken: bytearray) -> list[Unit]:
    """The units that follow each other in one noun phrase from a word on, up to its head; empty where none begins there."""
    unit = unit_at(text, at)
    if unit is None or any(taken[unit.first : unit.last]):
        return []
    units = [unit]
    reach = unit.last
    while True:
        step = _next(text, reach, taken)
        if step is None:
            break
        units.append(step)
        reach = step.last
    return _ended(text, units)


def _next(text: NounText, reach: int, taken: bytearray) -> Unit | None:
    """The unit that goes on with a phrase, at most two modifiers away."""
    for skip in range(3):
        at = reach + skip
        if at >= len(text.words) or taken[at] or not text.joined(at - 1) or text.gap(at - 1) == "\n":
            return None
        unit = unit_at(text, at)
        if unit is not None:
            return unit if skip == 0 or unit.kind in ("group", "people") else None
        if not text.modifies(at) or text.tag(at) in ("NNS", "NNPS"):
            return None
    return None


def _ended(text: NounText, units: list[Unit]) -> list[Unit]:
    """The units without those at the end that cannot be the head: adjectives of a country after a head."""
    while len(units) > 1 and units[-1].kind == "country" and not is_plain_country(text, units[-1]) and not _is_noun(text, units[-1]):
        units.pop()
    return units


def _is_noun(text: NounText, unit: Unit) -> bool:
    tag = text.tag(unit.last - 1)
    return tag in ("NNS", "NNPS") or (text.key(unit.last - 1).endswith("s") and not text.key(unit.last - 1).endswith(("ss", "us")))
