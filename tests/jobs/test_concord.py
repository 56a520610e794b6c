import pytest

from marsad.jobs.concord import cohens_kappa, concords, paces
from marsad.model.judgement import Judgement, sealed


def chain(*said):
    """Judgements of (reader, statement, verdict, minute), sealed in order."""
    made = []
    for reader, statement, verdict, minute in said:
        one = Judgement(verdict=verdict, report=statement[0], statement=statement, by=reader, at=f"2026-03-01T10:{minute:02}:00+00:00")
        made.append(sealed(one, made[-1] if made else None))
    return made


def test_kappa_of_the_textbook():
    # Cohen (1960): two judges, 50 things; 20 both yes, 15 both no, 5 and 10 apart: seen .70, by chance .50
    pairs = [("yes", "yes")] * 20 + [("no", "no")] * 15 + [("yes", "no")] * 5 + [("no", "yes")] * 10
    assert cohens_kappa(pairs) == pytest.approx(0.4)


def test_kappa_is_not_defined_where_chance_alone_would_agree():
    assert cohens_kappa([("accept", "accept")] * 3) is None
    assert cohens_kappa([]) is None


def test_two_readers_are_held_against_each_other_on_what_both_decided():
    found = concords(
        chain(("amal", "r1", "accept", 0), ("basim", "r1", "reject", 1), ("amal", "r2", "accept", 2), ("basim", "r3", "accept", 3))
    )
    assert [(c.readers, c.both, c.share) for c in found] == [(("amal", "basim"), 1, 0.0)]


def test_only_the_first_word_of_each_counts_and_no_decision_is_none():
    found = concords(
        chain(("amal", "r1", "unsure", 0), ("amal", "r1", "accept", 1), ("basim", "r1", "reject", 2), ("basim", "r1", "accept", 3))
    )
    assert found[0].share == 0.0


def test_a_pause_is_no_reading_time():
    (pace,) = paces(chain(("amal", "r1", "accept", 0), ("amal", "r2", "accept", 2), ("amal", "s1", "accept", 40)))
    assert (pace.statements, pace.reports, pace.minutes) == (3, 2, 4.0)
    assert pace.minutes_per_report == 2.0
