import pytest

from marsad.jobs import wording
from marsad.jobs.wording import clean


@pytest.mark.parametrize(
    ("low", "best", "high", "said"),
    [
        (8, 8, 8, "8"),
        (10, None, 99, "10–99"),
        (2000, None, None, "at least 2,000"),
        (2000, 2100, None, "at least 2,000"),
        (None, None, 300, "up to 300"),
        (18, 20, 22, "about 20"),
        (1350, 1500, 1650, "about 1,500"),
        (1500, 1650, 1740, "1,500–1,740 (best 1,650)"),
        (2.5, 2.5, 2.5, "2.5"),
        (None, 4, None, "4"),
        (0, 0, 0, "0"),
        (None, None, None, "uncounted"),
    ],
)
def test_amounts(low, best, high, said):
    assert wording.amount(low, best, high) == said


@pytest.mark.parametrize(
    ("number", "what", "said"),
    [(1, "people", "1 person"), (2, "people", "2 people"), (1, "children", "1 child"), (1, "families", "1 family"), (1, "buses", "1 bus"),
     (1, "civilians", "1 civilian"), (1, "killed", "1 killed"), (1, "armed_vehicles", "1 armed vehicle"), (1, "women", "1 woman"),
     (1, "corpses", "1 corpse"), (1, "bodies", "1 body"), (1, "wounded", "1 wounded"), (1, "ambulances", "1 ambulance")],
)  # fmt: skip
def test_one_is_no_plural(number, what, said):
    assert wording.counted(number, number, number, what) == said
    assert wording.counted(1, 1, None, what) == f"at least 1 {what.replace('_', ' ')}"


def figure(what, low, high=None, part_of=None, cumulative=False):
    return {"what": what, "low": low, "best": None, "high": high, "part_of": part_of, "cumulative": cumulative}


def test_parts_are_never_added_and_a_ring_ends():
    told = [figure("people", 2000), figure("fighters", 300, 300, 0), figure("buses", 30, 30), figure("killed", 61, None, None, True)]
    assert wording.figures(told) == ["at least 2,000 people, of whom 300 fighters", "30 buses", "at least 61 killed in all"]
    told = [figure("families", None), figure("people", None), figure("fighters", 9, 9, 1), figure("members", None)]
    assert wording.figures(told) == ["uncounted people, of whom 9 fighters", "uncounted families, members"]
    assert wording.figures([figure("a", 1, 1, 1), figure("b", 1, 1, 0)]) == []


@pytest.mark.parametrize(
    ("start", "end", "said"),
    [
        ("2017-03-07", "2017-03-08", "7 March 2017"),
        ("2017-03-07", "2017-03-10", "7–9 March 2017"),
        ("2017-03-07", "2017-04-10", "7 March – 9 April 2017"),
        ("2016-12-30", "2017-01-02", "30 December 2016 – 1 January 2017"),
        ("2017-03-01", "2017-04-01", "March 2017"),
        ("2017-01-01", "2018-01-01", "2017"),
        ("2017-03-12T14:00:00", "2017-03-12T14:01:00", "12 March 2017 14:00"),
        ("2017-03-12T18:00:00", "2017-03-13", "12 March 2017 18:00–00:00"),
        ("2017-03-12T20:00:00", "2017-03-13T04:00:00", "12 March 2017 20:00 – 13 March 2017 04:00"),
        ("2017-03-09", None, "since 9 March 2017"),
        (None, "2017-03-09", "until 8 March 2017"),
        (None, None, ""),
    ],
)
def test_spans_read_as_people_write_them(start, end, said):
    assert wording.span({"from": start, "to": end}) == said


def test_a_report_cannot_steer_the_terminal():
    assert clean("\x1b[2Jgone\u202e\n now") == "[2Jgone now"


def test_names():
    homs = {"name": "Taldou", "admin1": "Homs"}
    assert wording.place(homs) == "Taldou (Homs)"
    assert wording.places([homs, "several farms"]) == "Taldou (Homs), several farms"
    assert wording.actors([{"name": n, "text": n} for n in ("A", "B", "A", "C")]) == "A, B and C"
    assert wording.actors([]) == ""
