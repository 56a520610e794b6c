"""Actors and persons of a report: known groups, forces of states, and the open class of groups and people that no list can hold."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import zip_longest

from marsad.find.actor_names import actor_of, stands
from marsad.find.actor_open import open_names
from marsad.find.actor_spans import chain_from
from marsad.find.actor_units import Chain
from marsad.find.noun_text import NounText, entry_on
from marsad.find.person_codes import Codes, person_codes
from marsad.find.persons import Found, mention_of, persons_in, place_types
from marsad.model.mention import ActorMention, Mention, PersonMention
from marsad.model.reading import Reading
from marsad.pack.pack import Pack


def find_actors(reading: Reading, pack: Pack) -> Reading:
    """The Reading with its actor mentions, `a1`, `a2` ..., and its person mentions, `n1`, `n2` ..., in the order of the text.

    An actor that the pack knows carries its name, id, type and codes as they hold on the day of publication. Of every other the words
    are kept: `actor_id` None, `name` the phrase without its article. A phrase may hold another: "families of X members" names X members.
    """
    text = NounText.of(reading, pack)
    persons = persons_in(text, pack)
    taken = bytearray(len(text.words))
    actors = [actor_of(text, pack, chain) for chain in _shared(text, list(_chains(text, persons, taken)))]
    for person in persons:
        taken[person.first : person.last] = b"\1" * (person.last - person.first)
    actors.extend(open_names(text, taken, place_types(pack)))
    actors.sort(key=lambda m: (m.start, -m.end))
    found: list[Mention] = [_numbered(m, n) for n, m in enumerate(actors, 1)]
    found.extend(_coded(persons, text, pack))
    return reading.with_mentions(found)


def _coded(persons: Sequence[Found], text: NounText, pack: Pack) -> Iterator[PersonMention]:
    """The persons' mentions with the codes of their offices; one named again without it keeps them."""
    held: dict[str, Codes] = {}
    for number, person in enumerate(persons, 1):
        mention = mention_of(text, person, number)
        offices = (mention.text, person.role or "", _known_office(text, person))
        codes = person_codes(pack, " / ".join(dict.fromkeys(words for words in offices if words))) or held.get(person.name, ())
        held.setdefault(person.name, codes)
        yield replace(mention, codes=codes)


def _known_office(text: NounText, person: Found) -> str:
    """The office that the pack knows of a person's name, on the day of the report; empty where it knows none."""
    known = next((m for at in range(person.first, person.last) if (m := text.at["persons"].get(at)) is not None), None)
    return entry_on(known.entries, text.day).get("role") if known is not None and known.last <= person.last else ""


def _numbered(mention: ActorMention, number: int) -> ActorMention:
    return ActorMention(
        id=f"a{number}", start=mention.start, end=mention.end, text=mention.text, rule=mention.rule, name=mention.name,
        actor_id=mention.actor_id, actor_type=mention.actor_type, codes=mention.codes,
    )  # fmt: skip


def _chains(text: NounText, persons: Sequence[Found], taken: bytearray) -> Iterator[Chain]:
    """The phrases for actors in order, those inside others after them. Their words become `taken`."""
    count = len(text.words)
    person_at = [-1] * count
    for person in persons:
        for at in range(person.first, person.last):
            person_at[at] = person.first
        name = max(person.first, person.last - len(person.name.split()))
        taken[name : person.last] = b"\1" * (person.last - name)
        if person.rule in ("person.office", "person.titled", "person.holder"):
            _take_office(text, person, taken)
    begins = {at for lexicon in ("actors", "people", "groups", "countries") for at in text.at[lexicon]}
    reached = 0
    for at in sorted(begins):
        if at < reached or taken[at]:
            continue
        chain = chain_from(text, at, taken, person_at)
        if chain is None:
            continue
        if not stands(text, chain):
            continue
        reached = chain.last
        taken[chain.start : chain.last] = b"\1" * (chain.last - chain.start)
        yield chain
        yield from _inside(text, chain)


def _shared(text: NounText, chains: Sequence[Chain]) -> Iterator[Chain]:
    """The phrases, those that share what hangs on the next one given it too: "members and fighters of X"."""
    for chain, after in zip_longest(chains, chains[1:]):
        plain = len(chain.units) == 1 and not chain.inner and chain.head.entry.get("stands") == "group"
        if plain and after is not None and after.inner and after.head.entry.get("stands") == "group" and after.start == after.head.first:
            between = range(chain.last, after.start)
            if len(between) == 1 and text.key(chain.last) in ("and", "or") and text.joined(chain.last - 1) and text.joined(chain.last):
                chain = replace(chain, inner=after.inner)
        yield chain


def _inside(text: NounText, chain: Chain) -> Iterator[Chain]:
    """The phrases inside a phrase that speak of somebody else than the whole does."""
    for inner in chain.inner:
        if chain.head.entry.get("stands") != "group" and stands(text, inner):
            yield inner
        yield from _inside(text, inner)


def _take_office(text: NounText, person: Found, taken: bytearray) -> None:
    """Marks the words of an office that are words for people too: "commander" beside a name is that person."""
    for at in range(person.first, person.last):
        for lexicon in ("people", "offices", "groups"):
            match = text.at[lexicon].get(at)
            if match is not None and at not in text.at["actors"]:
                taken[at : min(match.last, person.last)] = b"\1" * (min(match.last, person.last) - at)
