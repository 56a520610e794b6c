"""Which reports have one text, and which texts are copies of one another: the first of them speaks, the others only carry its word."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime

from marsad.fold.copies import FEWEST_WORDS, SHARED, SKETCH, WORDS_TOGETHER, copied
from marsad.fold.desk import Desk
from marsad.fold.told import Key, moment_of
from marsad.fold.unit import Unit, mark


def text_marks(unit: Unit) -> Iterator[int]:
    """What a report has in common with another of the same text, and with one that copies it."""
    yield mark("text", *unit.text)
    if len(unit.shingles) > FEWEST_WORDS - WORDS_TOGETHER:
        yield from (mark("sketch", s) for s in unit.shingles[:SKETCH])


def settle(desk: Desk, keys: Iterable[str]) -> set[str]:
    """Give the reports of the same texts as these, and of the texts that copy them, their standing; the keys of those whose standing is
    another, beside these themselves. `desk.before` tells what they were."""
    touched = set(keys)
    touched |= _of_one_text(desk, touched)
    touched |= _of_one_family(desk, touched)
    return touched


def _of_one_text(desk: Desk, keys: set[str]) -> set[str]:
    texts = {unit.text for k in keys for unit in _units(desk, k)}
    marks = {text: mark("text", *text) for text in sorted(texts)}
    bearing = desk.bring(marks.values())
    changed: set[str] = set()
    for text, text_mark in marks.items():
        same = sorted((k for k in bearing[text_mark] if desk.at(k).unit.text == text), key=lambda k: _precedence(desk.at(k).unit, k))
        for k in same:
            unit, standing = desk.at(k)
            others = [desk.at(o).unit for o in same if o != k] if k == same[0] else []
            sources = {o.source for o in others if o.source} - {unit.source}
            new = replace(
                standing,
                stands=k == same[0],
                copies=tuple(sorted({o.report for o in others} - {unit.report})),
                copiers=tuple(sorted(s for s in sources if s)),
            )
            if k != same[0]:
                new = replace(new, family=None, first=None)
            if desk.stand(k, new):
                changed.add(k)
    return changed


def _units(desk: Desk, key: str) -> Iterator[Unit]:
    yield desk.at(key).unit
    if key in desk.before:
        yield desk.before[key].unit


def _precedence(unit: Unit, key: str) -> tuple[str, str, str]:
    """Of the reports of one text the earliest published stands for all; the rest only makes the choice a fixed one."""
    return unit.published or "~", unit.report, key


def _of_one_family(desk: Desk, keys: set[str]) -> set[str]:
    """Settle the families of these and of those whose family they were."""
    left = {mark("family", b.standing.family) for k in keys if (b := desk.before.get(k)) is not None and b.standing.family}
    left |= {mark("family", f) for k in keys if (f := desk.at(k).standing.family)}
    seeds = keys | {k for found in desk.bring(left).values() for k in found}
    changed: set[str] = set()
    seen: set[str] = set()
    for seed in sorted(k for k in seeds if desk.at(k).standing.stands):
        if seed in seen:
            continue
        members = _family(desk, seed)
        seen |= members
        family = min(desk.at(k).unit.report for k in members) if len(members) > 1 else None
        first = _first_publisher(desk, members) if family else None
        changed |= {k for k in members if desk.stand(k, replace(desk.at(k).standing, family=family, first=first))}
    return changed


def _family(desk: Desk, seed: str) -> set[str]:
    """The reports whose texts are copies of one another, this one among them."""
    members, front = {seed}, [seed]
    while front:
        key = front.pop()
        for other in _copies(desk, key):
            if other not in members:
                members.add(other)
                front.append(other)
    return members


def _copies(desk: Desk, key: str) -> list[str]:
    mine = desk.at(key).unit.shingles
    if len(mine) <= FEWEST_WORDS - WORDS_TOGETHER:
        return []
    found = desk.bring(mark("sketch", s) for s in mine[:SKETCH])
    shared: dict[str, int] = {}
    for keys in found.values():
        for k in keys:
            shared[k] = shared.get(k, 0) + 1
    met = sorted(k for k, n in shared.items() if n >= SHARED and k != key and desk.at(k).standing.stands)
    return [k for k in met if copied(mine, desk.at(k).unit.shingles)]


def _first_publisher(desk: Desk, members: Iterable[str]) -> Key | None:
    """Who published the first of a family, of those who are known."""

    def order(key: str) -> tuple[datetime, str]:
        unit = desk.at(key).unit
        return moment_of(unit.published) or datetime.max, unit.report

    return next((p for k in sorted(members, key=order) if (p := desk.at(k).unit.publisher)), None)
