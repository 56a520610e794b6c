"""Nothing leaves that nobody released, nor before its day."""

from datetime import date

import pytest

from marsad.errors import MarsadError
from marsad.model.judgement import Judgement
from marsad.model.release import Release
from marsad.protect import Known, load_policy, protect
from marsad.protect.judged import judged, kept_in
from tests.protect.release import HARBOUR, KEY, chain, judgement, readings_of, release_of, released, syria

ONE = ("r1", "s1")
TODAY = date(2018, 1, 1)


def why(*given: Judgement, two_people: bool = True, citations=(ONE,)) -> str | None:
    return kept_in(citations, judged(chain(given)), TODAY, two_people=two_people)


ACCEPTED = judgement("accept", ONE, "amal", "reviewer")
RELEASED = judgement("release", ONE, "basil", "releaser")
DOUBTED = judgement("unsure", ONE, "amal", "reviewer")


def test_a_release_by_a_releaser_and_a_second_person():
    assert why() == "not released"
    assert why(ACCEPTED) == "not released"
    assert why(ACCEPTED, judgement("release", ONE, "basil", "reviewer")) == "not released"
    assert why(RELEASED) == "no second person judged it"
    assert why(RELEASED, two_people=False) is None
    assert why(judgement("accept", ONE, "basil", "reviewer"), RELEASED) == "no second person judged it"
    assert why(ACCEPTED, RELEASED) is None


def test_every_statement_counts():
    assert why(ACCEPTED, RELEASED, citations=(ONE, ("r1", "s2"))) == "not released"
    assert why(ACCEPTED, RELEASED, citations=()) == "nothing that it rests on can be judged"


@pytest.mark.parametrize("verdict", ["correct", "reject", "unsure", "second_reader"])
def test_a_later_doubt_ends_a_release(verdict: str):
    doubt = judgement(verdict, ONE, "amal", "reviewer", '"denied"')
    assert why(ACCEPTED, RELEASED, doubt) == "not released"
    assert why(ACCEPTED, RELEASED, doubt, RELEASED) is None


def test_a_release_taken_back_is_none():
    undone = Judgement(verdict="withdraw", report="r1", statement="s1", by="basil", role="releaser", at="2017-06-02", undoes=2)
    assert why(ACCEPTED, RELEASED, undone) == "not released"


def test_an_embargo_ends_on_its_day():
    assert why(ACCEPTED, RELEASED, judgement("embargo", ONE, "basil", "releaser", "2018-01-02")) == "embargo until 2018-01-02"
    assert why(ACCEPTED, RELEASED, judgement("embargo", ONE, "basil", "releaser", '"2018-01-01"')) is None
    both = [judgement("embargo", ONE, "basil", "releaser", day) for day in ("2018-06-01", "2017-01-01")]
    assert why(ACCEPTED, RELEASED, *both) == "embargo until 2018-06-01"
    assert str(why(ACCEPTED, RELEASED, judgement("embargo", ONE, "basil", "releaser", "soon"))).startswith("embargo until 9999")


def test_a_release_lets_out_only_what_was_released():
    release = release_of(readings_of(HARBOUR), syria())
    known, policy = Known(syria()), load_policy()
    nothing, withheld = protect(release, policy, TODAY, (), known=known, key=KEY)
    assert (nothing.records, nothing.claims, dict(nothing.reports), dict(nothing.statements)) == ((), (), {}, {})
    assert all(w.field is None for w in withheld)
    assert len(withheld) == len(release.records) + len(release.claims)
    battle = next(r for r in release.records if r.get("kind") == "battle")
    citation = (battle["reports"][0], battle["statements"][0])
    later = judgement("embargo", citation, "releaser-1", "releaser", "2030-01-01")
    kinds = [
        {r.get("kind") for r in protect(release, policy, TODAY, released(release, *more), known=known, key=KEY)[0].records}
        for more in ((), (later,))
    ]
    assert kinds[0] - kinds[1] == {"battle"}


def test_a_release_is_protected_once_and_not_without_a_secret():
    release = release_of(readings_of(HARBOUR), syria())
    said, known = released(release), Known(syria())
    out, _ = protect(release, load_policy(), TODAY, said, known=known, key=KEY)
    with pytest.raises(MarsadError, match="protected already"):
        protect(out, load_policy(), TODAY, said, known=known, key=KEY)
    with pytest.raises(MarsadError, match="secret of at least 16 bytes"):
        protect(release, load_policy(), TODAY, said, known=known, key=b"short")
    assert isinstance(out, Release)
