"""Times in order."""

from datetime import datetime

from marsad.model.when import When, day, iso, order


def test_times_are_ordered_by_start_then_end() -> None:
    third, fourth = day(datetime(2017, 5, 3)), day(datetime(2017, 5, 4))
    month = When(datetime(2017, 5, 1), datetime(2017, 6, 1), "month")
    open_end = When(datetime(2017, 5, 3), None)
    open_start = When(None, datetime(2017, 5, 2))
    assert sorted([fourth, open_end, third, open_start, month], key=order) == [month, open_start, third, open_end, fourth]


def test_midnight_is_written_as_a_day() -> None:
    assert iso(datetime(2017, 5, 3)) == "2017-05-03"
    assert iso(datetime(2017, 5, 3, 7, 20)) == "2017-05-03T07:20:00"
