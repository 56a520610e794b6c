"""The fold bit by bit is the fold of all: reports and judgements in any order, in any portions, give the same records."""

from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from random import Random
from typing import Any

from convoys import three_convoys
from hypothesis import given, settings
from hypothesis import strategies as st
from manyvoices import readings

import marsad
from marsad.fold.refold import Refolded, refold
from marsad.fold.shelf import MemoryShelf
from marsad.fold.unit import Unit, standing_form, standing_in, unit_form, unit_in, unit_of
from marsad.jobs.fold import LISTS
from marsad.model.form import records_form
from marsad.model.reading import Reading
from marsad.pack.load import load_pack
from tests.golden.cases import inputs

Held = dict[str, dict[str, Any]]


@cache
def units() -> dict[str, Unit]:
    pack = load_pack("syria")
    told = [*readings(), three_convoys().reading(), *inputs()["saga"], *inputs()["digest"], *copies()]
    return {r.report.id: unit_of(r, pack) for r in told}


def copies() -> list[Reading]:
    """The first report of the saga under another address, and with a header before it."""
    first = inputs()["saga"][0].report
    return [
        marsad.read(first.text, id="again", published="2017-03-10", source="Mirror"),
        marsad.read("Reposted by our readers. " + first.text, id="header", published="2017-03-09T20:00", source="Blog"),
    ]


def taken_in(held: Held, out: Refolded) -> None:
    """What the store does with what was made anew."""
    forms = records_form(out.records)
    for key, name in LISTS.items():
        rests = (r for r in held[name].values() if any((o, s) in out.gone[name] for o in r["reports"] for s in r["statements"]))
        for gone in [r["id"] for r in rests]:
            del held[name][gone]
        held[name] |= {r["id"]: r for r in forms[key]}


def bit_by_bit(told: Sequence[tuple[str, Unit]], portion: int) -> Held:
    held: Held = {name: {} for name in LISTS.values()}
    shelf = MemoryShelf()
    for i in range(0, len(told), portion):
        taken_in(held, refold(shelf, dict(told[i : i + portion])))
    return held


def at_once(told: dict[str, Unit]) -> Held:
    return bit_by_bit(sorted(told.items()), len(told))


@given(st.integers(), st.integers(1, 4), st.integers(2, 22))
@settings(max_examples=15, deadline=None)
def test_the_fold_bit_by_bit_is_the_fold_of_all(seed: int, portion: int, most: int) -> None:
    chosen = Random(seed).sample(sorted(units().items()), min(most, len(units())))
    assert bit_by_bit(chosen, portion) == at_once(dict(chosen))


@given(st.integers())
@settings(max_examples=6, deadline=None)
def test_a_report_read_anew_leaves_nothing_of_what_it_was(seed: int) -> None:
    """First each report is told with the statements of another; then all as they are."""
    chosen = Random(seed).sample(sorted(units().items()), 9)
    false = [(key, _with(unit, chosen[i - 1][1])) for i, (key, unit) in enumerate(chosen)]
    assert bit_by_bit([*false, *chosen], 2) == at_once(dict(chosen))


def _with(unit: Unit, other: Unit) -> Unit:
    told = tuple(replace(t, report=unit.report) for t in other.told)
    return replace(unit, told=told, text=(*other.text, unit.report), shingles=other.shingles, published=other.published)


def test_a_unit_comes_back_as_it_was() -> None:
    assert {k: unit_in(unit_form(u)) for k, u in units().items()} == units()


def test_a_standing_comes_back_as_it_was() -> None:
    shelf = MemoryShelf()
    refold(shelf, units())
    found = [s.standing for s in shelf.take(sorted(units())).values()]
    assert any(s.family for s in found)
    assert any(s.way for s in found)
    assert [standing_in(standing_form(s)) for s in found] == found
