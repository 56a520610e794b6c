"""Three views of a number that several tell."""

from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marsad.fold.views import view
from marsad.model.record import ToldFigure


def told(low: float | None, high: float | None, day: int | None = None, best: float | None = None) -> ToldFigure:
    best = low if low == high else best
    return ToldFigure("killed", low, best, high, None, "r", datetime(2017, 5, day) if day else None, "s", False)


@pytest.mark.parametrize(
    ("rows", "best", "basis"),
    [
        ([told(6, 6)], 6, "only"),
        ([told(10, 99)], None, "indeterminate"),
        ([told(7, None)], 7, "only"),
        ([told(6, 6), told(6, 6)], 6, "agreed"),
        ([told(6, 6), told(6, 6), told(9, 9)], 6, "most"),
        ([told(6, 6, 1), told(9, 9, 2)], 9, "latest"),
        ([told(6, 6, 2), told(9, 9, 2)], 6, "latest"),
        ([told(6, 6), told(9, 9, 2)], None, "indeterminate"),
    ],
)
def test_the_number_to_take_and_why(rows: list[ToldFigure], best: float | None, basis: str) -> None:
    found = view("killed", rows)
    assert (found.representative, found.basis) == (best, basis)


def test_an_open_end_stays_open() -> None:
    found = view("killed", [told(7, None), told(5, 8)])
    assert (found.conservative, found.low, found.high, found.open, found.informative) == (5, 5, None, True, 8)


def test_up_to_a_number_has_no_floor() -> None:
    found = view("killed", [told(None, 200)])
    assert (found.low, found.high, found.open) == (None, 200, False)


@given(st.lists(st.tuples(st.integers(0, 50), st.integers(0, 50), st.integers(1, 28)), min_size=1, max_size=6))
def test_the_views_lie_within_what_is_told_and_are_never_a_mean(rows: list[tuple[int, int, int]]) -> None:
    figures = [told(min(a, b), max(a, b), day) for a, b, day in rows]
    found = view("killed", figures)
    ends = {n for f in figures for n in (f.low, f.high)}
    assert {found.conservative, found.informative} <= ends
    assert found.representative is None or found.representative in ends
