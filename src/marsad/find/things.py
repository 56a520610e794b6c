"""Weapons, and the things that are hit, taken, carried or found: noun phrases whose head a pack knows."""

from collections.abc import Iterator
from typing import cast

from marsad.find.noun_text import NounText
from marsad.model.mention import Mention, ObjectKind, ObjectMention, WeaponMention
from marsad.model.reading import Reading
from marsad.pack.lexicon import Entry, Match
from marsad.pack.pack import Pack

_OWNED_BY_OTHERS = ("actors", "countries", "groups", "people")


def find_things(reading: Reading, pack: Pack) -> Reading:
    """The Reading with its weapon and object mentions, `w1`, `w2` ... and `o1`, `o2` ... in the order of the text."""
    view = NounText.of(reading, pack)
    weapons, objects = list(_heads(view, "weapons")), list(_heads(view, "objects"))
    armed = {at for match, _ in weapons for at in range(match.first, match.last)}
    found: list[Mention] = []
    for number, (match, entry) in enumerate(weapons, 1):
        start, end = view.words[_begin(view, match.first)].start, match.end
        kind = entry.get("kind")
        found.append(WeaponMention(id=f"w{number}", start=start, end=end, text=view.text[start:end], rule=f"weapons.{kind}", kind=kind))
    number = 0
    for match, entry in objects:
        if match.last - 1 in armed and entry.get("kind") != "vehicle" or _modifies_a_noun(view, match.last):
            continue
        number += 1
        start, end = view.words[_begin(view, match.first)].start, match.end
        kind = cast(ObjectKind, entry.get("kind"))
        found.append(ObjectMention(id=f"o{number}", start=start, end=end, text=view.text[start:end], rule=f"objects.{kind}", kind=kind))
    return reading.with_mentions(found)


def _heads(view: NounText, lexicon: str) -> Iterator[tuple[Match, Entry]]:
    """The matches of a lexicon that stand for what it says, none inside another."""
    reached = 0
    for first, match in sorted(view.at[lexicon].items()):
        if first < reached or not _is_noun(view, match):
            continue
        entry = next((e for e in match.entries if _stands(view, match, e)), None)
        if entry is not None:
            reached = match.last
            yield match, entry


def _is_noun(view: NounText, match: Match) -> bool:
    """Whether the last word of a match is a noun; a parser's doubt about a phrase of several words is not heard."""
    tag = view.tag(match.last - 1)
    if match.last - match.first > 1 or view.loud or not tag:
        return True
    return tag.startswith("NN") or (tag in ("JJ", "VBG", "FW", "VBZ", "VBP", "VB") and view.key(match.first - 1) in ("the", "a", "an"))


def _stands(view: NounText, match: Match, entry: Entry) -> bool:
    """Whether the words around an entry let it stand: its columns `unless_after` and `unless_before` name words that do not."""
    before, after = view.key(match.first - 1), view.key(match.last)
    unless_after = entry.get("unless_after").split(";")
    if before and view.joined(match.first - 1) and before in unless_after:
        return False
    return not (after and view.joined(match.last - 1) and after in entry.get("unless_before").split(";"))


def _begin(view: NounText, first: int) -> int:
    """Where the noun phrase of a head begins: its adjectives and nouns, but no article, number, actor or country."""
    while first > 0 and view.joined(first - 1) and view.modifies(first - 1) and not _owned(view, first - 1) and view.gap(first - 1) != "\n":
        first -= 1
    return first


def _owned(view: NounText, at: int) -> bool:
    """Whether a word belongs to the name of an actor or country, or to another kind of phrase."""
    for lexicon in _OWNED_BY_OTHERS:
        for first in range(max(0, at - 4), at + 1):
            match = view.at[lexicon].get(first)
            if match is not None and match.last > at:
                return True
    return False


def _modifies_a_noun(view: NounText, at: int) -> bool:
    """Whether a noun follows that takes the phrase before it as its modifier: "bus driver", "school teacher"."""
    return at < len(view.words) and view.gap(at - 1) in (" ", "-") and view.tag(at) in ("NN", "NNS") and at not in view.at["objects"]
