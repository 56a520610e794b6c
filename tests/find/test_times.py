"""Times: the examples of the rules, then what hangs on publication, on the story and on odd input."""

from marsad.find.time_check import failed_examples, times_of
from marsad.pack.pack import Pack


def test_every_example_of_the_rules_is_read_as_it_says(syria: Pack) -> None:
    assert [str(error) for error in failed_examples(syria)] == []


def test_offsets_point_at_the_words(syria: Pack) -> None:
    text = "On Aug. 7, 2017, at 10:30 p.m., and again yesterday morning: \U0001f600 3 May 2016."
    found = times_of(text, syria, "2017-08-29")
    assert len(found) == 3 or len(found) == 4
    assert all(text[m.start : m.end] == m.text for m in found)
