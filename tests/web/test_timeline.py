from datetime import date

from marsad.store.base import Tally
from marsad.web.timeline import HEIGHT, timeline

KINDS = {"shelling": "strikes", "aid": "aid"}


def tally(day: str | None, number: int = 1, kind: str = "shelling") -> Tally:
    return Tally(day, "event", kind, number)


def test_days_are_bars_parted_by_family_that_fill_the_height():
    found = timeline([tally("2017-03-01", 2), tally("2017-03-01", 2, "aid"), tally("2017-03-03"), tally(None, 7)], KINDS)
    assert found is not None
    assert (found.unit, found.highest, found.undated) == ("day", 4, 7)
    assert [bar.total for bar in found.bars] == [4, 1]
    first = found.bars[0]
    assert [p.family for p in first.parts] == ["strikes", "aid"]
    assert sum(p.height for p in first.parts) == HEIGHT
    assert first.parts[1].y == 0


def test_long_times_are_drawn_by_week_month_and_year():
    units = [timeline([tally("2010-01-04"), tally(day)], KINDS) for day in ("2010-09-01", "2013-01-01", "2035-01-01")]
    assert [t.unit for t in units if t] == ["week", "month", "year"]
    assert all(sum(bar.total for bar in t.bars) == 2 for t in units if t)


def test_a_few_strays_far_off_are_counted_and_not_drawn():
    days = [tally(f"2017-03-{n:02}", 5) for n in range(1, 21)]
    found = timeline([tally("1982-02-02"), *days, tally("2031-01-01")], KINDS)
    assert found is not None
    assert (found.first, found.last) == (date(2017, 3, 1), date(2017, 3, 20))
    assert (found.before, found.after) == (1, 1)


def test_a_vague_time_reaches_over_all_its_days_and_an_open_one_to_the_edge():
    found = timeline([tally("2017-03-01"), tally("2017-03-10")], KINDS)
    assert found is not None
    assert found.stretch({"from": "2017-03-01", "to": "2017-03-06"}) == (0.0, 50.0)
    assert found.stretch({"from": "2017-03-06", "to": None}) == (50.0, 100.0)
    assert found.stretch({"from": None, "to": None}) is None


def test_nothing_with_a_time_is_no_timeline():
    assert timeline([tally(None)], KINDS) is None
