"""Joining figures and knowing places again."""

from hypothesis import given
from hypothesis import strategies as st

from marsad.fold.assemble import figures_conflict, group, join_figures, near, same_area, same_place
from marsad.model.record import Place
from marsad.model.statement import Figure


def test_the_same_figure_told_twice_stands_once_and_parts_follow_their_whole() -> None:
    first = (Figure("people", 900, None, None), Figure("fighters", 120, 120, 120, None, 0))
    second = (Figure("fighters", 120, 120, 120, None, 1), Figure("people", 900, None, None), Figure("buses", 30, 30, 30))
    joined = join_figures([first, second])
    assert [(f.what, f.part_of) for f in joined] == [("people", None), ("fighters", 0), ("buses", None)]


def test_vague_and_exact_both_stay() -> None:
    joined = join_figures([(Figure("buses", 10, None, 99),), (Figure("buses", 30, 30, 30),)])
    assert [(f.low, f.high) for f in joined] == [(10, 99), (30, 30)]


def test_a_running_total_is_not_the_events_own_figure() -> None:
    assert len(join_figures([(Figure("killed", 5, 5, 5),), (Figure("killed", 5, 5, 5, cumulative=True),)])) == 2
    assert not figures_conflict([Figure("killed", 5, 5, 5)], [Figure("killed", 112, 112, 112, cumulative=True)])


def test_conflict_needs_ranges_without_a_common_number() -> None:
    assert figures_conflict([Figure("buses", 17, 17, 17)], [Figure("buses", 11, 11, 11)])
    assert not figures_conflict([Figure("buses", 10, None, 99)], [Figure("buses", 17, 17, 17)])
    assert not figures_conflict([Figure("buses", 17, None, None)], [Figure("buses", 40, 40, 40)])


FIGURE = st.builds(
    Figure, st.sampled_from(["people", "fighters"]), st.just(1.0), st.none(), st.sampled_from([1.0, 2.0]),
    part_of=st.none() | st.integers(0, 3), cumulative=st.booleans(),
)  # fmt: skip


@given(st.lists(st.lists(FIGURE, max_size=4), max_size=3))
def test_parts_always_point_into_the_list_and_never_in_a_ring(lists: list[list[Figure]]) -> None:
    joined = join_figures(lists)
    for i, figure in enumerate(joined):
        seen = {i}
        part_of = figure.part_of
        while part_of is not None:
            assert part_of not in seen
            seen.add(part_of)
            part_of = joined[part_of].part_of
    assert {(f.what, f.high, f.cumulative) for f in joined} == {(f.what, f.high, f.cumulative) for fs in lists for f in fs}


def test_places() -> None:
    homs = Place("Homs", "g:1", "admin1", 34.7, 38.0, 90.0, "SY", "Homs")
    town = Place("Homs", "g:2", "settlement", 34.73, 36.71, 5.0, "SY", "Homs")
    other = Place("Al-Qusayr", "g:3", "settlement", 34.51, 36.58, 3.0, "SY", "Homs")
    assert not same_place(homs, town)
    assert same_place(Place("al-Qusayr"), other)
    assert not same_place(town, other)
    assert same_area(other, homs)
    assert not same_area(other, town)
    assert near(Place("Western Qalamoun"), Place("Al-Qalamoun"))


def test_groups_join_through_others() -> None:
    assert group([1, 2, 3, 10, 11], lambda a, b: abs(a - b) == 1) == [[1, 2, 3], [10, 11]]
