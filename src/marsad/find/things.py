"""Weapons, and the things that are hit, taken, carried or found: noun phrases whose head a pack knows."""

from collections.abc import Iterator
from typing import NamedTuple, cast

from marsad.find.noun_text import DETERMINERS, NounText
from marsad.model.mention import Mention, ObjectKind, ObjectMention, WeaponMention
from marsad.model.reading import Reading
from marsad.pack.lexicon import Entry, Match
from marsad.pack.pack import Pack

_AMOUNTS = DETERMINERS | frozenset("multiple numerous various more fewer less most much".split())
_MONTHS = frozenset(
    """january february march april may june july august september october november december monday tuesday wednesday thursday friday
    saturday sunday""".split()
)
_APART = _AMOUNTS | _MONTHS
_OWNED_BY_OTHERS = ("actors", "countries")


class Head(NamedTuple):
    """Words first..last (last exclusive) of a known noun, with its kind."""

    first: int
    last: int
    kind: str


def find_things(reading: Reading, pack: Pack) -> Reading:
    """The Reading with its weapon and object mentions, `w1`, `w2` ... and `o1`, `o2` ... in the order of the text."""
    view = NounText.of(reading, pack)
    weapons = list(_heads(view, "weapons"))
    armed = {at for head in weapons for at in range(head.first, head.last)}
    objects = [
        h for h in _heads(view, "objects") if (h.last - 1 not in armed or h.kind == "vehicle") and not _modifies_a_noun(view, h.last)
    ]
    found: list[Mention] = []
    for number, head in enumerate(weapons, 1):
        start, end = _span(view, head)
        found.append(
            WeaponMention(id=f"w{number}", start=start, end=end, text=view.text[start:end], rule=f"things.{head.kind}", kind=head.kind)
        )
    for number, head in enumerate(objects, 1):
        start, end = _span(view, head)
        kind = cast(ObjectKind, head.kind)
        found.append(ObjectMention(id=f"o{number}", start=start, end=end, text=view.text[start:end], rule=f"things.{kind}", kind=kind))
    return reading.with_mentions(found)


def _heads(view: NounText, lexicon: str) -> Iterator[Head]:
    """The nouns of a lexicon that stand for what it says, none inside another. Of a compound of two of them the last one tells the kind."""
    held: Head | None = None
    for first, match in sorted(view.at[lexicon].items()):
        if held is not None and first < held.last or not _is_noun(view, match):
            continue
        entry = next((e for e in match.entries if _stands(view, match, e)), None)
        if entry is None:
            continue
        last = match.last + 1 if view.key(match.last) == "fire" and view.joined(match.last - 1) and lexicon == "weapons" else match.last
        if held is not None and _begin(view, first, held.last) == held.last and view.gap(held.last - 1) in (" ", "-"):
            held = Head(held.first, last, entry.get("kind"))
            continue
        if held is not None:
            yield held
        held = Head(first, last, entry.get("kind"))
    if held is not None:
        yield held


def _is_noun(view: NounText, match: Match) -> bool:
    """Whether the last word of a match is a noun; a parser's doubt about a phrase of several words is not heard."""
    tag = view.tag(match.last - 1)
    if match.last - match.first > 1 or not tag:
        return True
    if tag == "JJ" and view.loud and view.tag(match.last).startswith("NN"):
        return True  # a noun before a noun: "DYNAMITE ATTACK"
    if tag.startswith("VB") or tag == "JJ":
        return view.key(match.first - 1) in ("the", "a", "an") and (not view.loud or tag != "JJ")
    return tag.startswith("NN") or tag == "FW" or view.loud


def _stands(view: NounText, match: Match, entry: Entry) -> bool:
    """Whether the words around an entry let it stand: its columns `unless_after` and `unless_before` name words that do not."""
    before, after = view.key(match.first - 1), view.key(match.last)
    unless_after = entry.get("unless_after").split(";")
    if before and view.joined(match.first - 1) and before in unless_after:
        return False
    return not (after and view.joined(match.last - 1) and after in entry.get("unless_before").split(";"))


def _span(view: NounText, head: Head) -> tuple[int, int]:
    """The noun phrase of a head: its adjectives and nouns with it, but no article, number, actor or country."""
    return view.words[_begin(view, head.first, 0)].start, view.words[head.last - 1].end


def _begin(view: NounText, first: int, least: int) -> int:
    """Where the noun phrase of a head begins, not before a word."""
    while first > least and view.gap(first - 1) in (" ", "-", "\u00a0") and not _owned(view, first - 1):
        described = view.relations and view.relations[first - 1] == "amod" and view.tag(first - 1) in ("JJ", "VBN")
        if not view.modifies(first - 1) and not described or view.key(first - 1) in _APART or view.counts(first - 1):
            break
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
    nouns = ("NN", "NNS", "NNP", "NNPS") if view.loud else ("NN", "NNS")
    return at < len(view.words) and view.gap(at - 1) in (" ", "-") and view.tag(at) in nouns and at not in view.at["objects"]
