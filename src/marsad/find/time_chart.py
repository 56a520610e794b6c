"""Run the rules over a run of pieces, from small slots to whole times, and keep the longest that do not overlap."""

from functools import lru_cache
from typing import NamedTuple

from marsad.find.time_build import build
from marsad.find.time_grammar import Grammar, Way
from marsad.find.time_values import Value
from marsad.find.time_words import Piece, Vocabulary, bare_years, terminals


class Filler(NamedTuple):
    """What may fill a slot: up to which piece, with which value, read by which rule."""

    last: int
    value: object
    rule: str
    rank: int


Slots = dict[str, dict[int, list[Filler]]]


class Hit(NamedTuple):
    """Pieces first..last (last exclusive), the value they give (None: a thing that looks like a time), by which rule."""

    first: int
    last: int
    value: Value | None
    rule: str
    rank: int


class Parser:
    """The rules of one pack. What a run of pieces gives is remembered, for reports repeat themselves."""

    def __init__(self, grammar: Grammar, vocabulary: Vocabulary) -> None:
        self.grammar, self.vocabulary = grammar, vocabulary
        self._remembered = lru_cache(maxsize=4096)(self._hits)

    def hits(self, pieces: list[Piece], first: int, last: int) -> tuple[Hit, ...]:
        """The times in pieces first..last, counted from `first`, in order, none overlapping."""
        key = tuple((p.text, p.raw[:1].isupper(), p.glued) for p in pieces[first:last])
        return self._remembered(key, bare_years(pieces, first, last, self.vocabulary))

    def _hits(self, key: tuple[tuple[str, bool, bool], ...], years: frozenset[int]) -> tuple[Hit, ...]:
        pieces = tuple(Piece(0, 0, text, text.capitalize() if upper else text, glued) for text, upper, glued in key)
        slots: Slots = {}
        starts: dict[str, list[int]] = {}
        for at, piece in enumerate(pieces):
            starts.setdefault(piece.text, []).append(at)
            for kind, end, value in terminals(pieces, at, self.vocabulary, years):
                slots.setdefault(kind, {}).setdefault(at, []).append(Filler(end, value, "", 0))
        found: list[Hit] = []
        for kind, ways in self.grammar.levels:
            for hit in self._level(pieces, slots, starts, ways):
                if kind in ("time", "nothing"):
                    found.append(hit)
                elif hit.value is not None:
                    held = slots.setdefault(kind, {}).setdefault(hit.first, [])
                    if not any(filler.last == hit.last and filler.value == hit.value for filler in held):
                        held.append(Filler(hit.last, hit.value, hit.rule, hit.rank))
        return _longest(found)

    def _level(self, pieces: tuple[Piece, ...], slots: Slots, starts: dict[str, list[int]], ways: dict[str, tuple[Way, ...]]) -> list[Hit]:
        found: list[Hit] = []
        for key, some in ways.items():
            places = slots.get(key[1:-1]) if key[0] == "{" and len(key) > 1 else starts.get(key)
            for at in places or ():
                for way in some:
                    _walk(pieces, slots, way, 0, at, {}, (-1, -1), found)
        return found


def _walk(
    pieces: tuple[Piece, ...], slots: Slots, way: Way, step: int, at: int, bound: dict[str, Filler], span: tuple[int, int], found: list[Hit]
) -> None:
    """Take the row from one step on; what is complete and has a value goes into `found`."""
    if step == len(way.row):
        gives = way.rule.gives
        nothing = gives["kind"] == "nothing"
        value = None if nothing else build(gives, way.slots, {name: filler.value for name, filler in bound.items()})
        if nothing or value is not None:
            inner = bound.get(str(gives["of"])) if gives["kind"] == "same" else None
            rule, rank = (inner.rule, inner.rank) if inner is not None and inner.rule else (way.rule.id, way.rank)
            found.append(Hit(span[0], span[1], value, rule, rank))
        return
    if at >= len(pieces):
        return
    item = way.row[step]
    if item.glued and not pieces[at].glued:
        return
    if item.kind:
        for filler in slots.get(item.kind, {}).get(at, ()):
            reach = span if item.context else (span[0] if span[0] >= 0 else at, filler.last)
            _walk(pieces, slots, way, step + 1, filler.last, {**bound, item.name: filler}, reach, found)
    elif pieces[at].text in item.words:
        reach = span if item.context else (span[0] if span[0] >= 0 else at, at + 1)
        _walk(pieces, slots, way, step + 1, at + 1, bound, reach, found)


def _longest(found: list[Hit]) -> tuple[Hit, ...]:
    kept: list[Hit] = []
    reached = 0
    for hit in sorted(found, key=lambda h: (h.first, -h.last, h.value is not None, -h.rank)):
        if hit.first >= reached:
            kept.append(hit)
            reached = hit.last
    return tuple(kept)
