from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marsad.model.judgement import FIRST, Judgement, Sealed, broken, from_sealed_form, sealed, sealed_form, standing
from marsad.model.review import Review, review_of, weakest

AT = "2017-03-09T10:00:00+00:00"


def said(verdict, by="Ann", **more) -> Judgement:
    return Judgement(verdict=verdict, report="r", statement="s1", by=by, at=AT, **more)


def chain(*judgements: Judgement) -> list[Sealed]:
    found: list[Sealed] = []
    for judgement in judgements:
        found.append(sealed(judgement, found[-1] if found else None))
    return found


def test_a_whole_chain_holds_and_counts_from_one():
    held = chain(said("accept"), said("unsure"), said("withdraw", undoes=1))
    assert list(broken(held)) == []
    assert [one.number for one in held] == [1, 2, 3]
    assert [one.previous for one in held] == [FIRST, held[0].hash, held[1].hash]


@given(words=st.text(st.characters(exclude_categories=())), more=st.none() | st.text())
def test_any_words_come_back_through_the_form_with_their_seal(words: str, more: str | None):
    one = sealed(said("reject", reason=words, reason_code=more), None)
    assert from_sealed_form(sealed_form(one)) == one
    assert list(broken([one])) == []


@pytest.mark.parametrize("field", ["verdict", "reason", "by", "at", "about", "statement", "role", "value"])
def test_a_changed_row_is_named(field: str):
    held = chain(said("accept"), said("reject", reason="no"), said("unsure"))
    held[1] = replace(held[1], judgement=replace(held[1].judgement, **{field: "accept" if field == "verdict" else "other"}))
    assert [(b.number, b.fault) for b in broken(held)] == [(2, "what it says is not what was sealed")]


def test_a_row_taken_out_or_put_elsewhere_is_named_and_a_cut_tail_is_not():
    held = chain(*(said("accept", by=name) for name in "abcd"))
    assert [b.number for b in broken([held[0], held[2], held[3]])] == [3, 3]
    assert {b.number for b in broken([held[0], held[2], held[1], held[3]])} == {2, 3, 4}
    assert list(broken(held[:2])) == []
    forged = sealed(said("reject"), held[0])
    assert [b.number for b in broken([held[0], forged, held[2], held[3]])] == [3]


def test_what_is_withdrawn_does_not_stand_and_a_withdrawal_may_be_withdrawn():
    first = [said("accept"), said("reject", reason="no"), said("withdraw", undoes=2)]
    assert [one.number for one in standing(chain(*first))] == [1]
    assert [one.number for one in standing(chain(*first, said("withdraw", undoes=3)))] == [1, 2]


@pytest.mark.parametrize(
    ("judgements", "review"),
    [
        ([], Review("unreviewed")),
        ([said("accept")], Review("accepted")),
        ([said("accept"), said("reject")], Review("rejected")),
        ([said("accept"), said("reject", "Bob")], Review("contested")),
        ([said("accept"), said("reject", "Bob", role="reviewer")], Review("rejected")),
        ([said("unsure"), said("accept", "Bob")], Review("accepted")),
        ([said("second_reader")], Review("needs_second")),
        ([said("second_reader"), said("unsure", "Bob")], Review("unsure")),
        ([said("correct", field="kind", value='"battle"')], Review("corrected", {"kind": '"battle"'})),
        (
            [said("correct", field="kind", value='"battle"'), said("correct", field="status", value='"denied"'), said("accept")],
            Review("corrected", {"kind": '"battle"', "status": '"denied"'}),
        ),
        ([said("correct", field="kind", value='"battle"'), said("correct", "Bob", field="kind", value='"raid"')], Review("contested")),
        ([said("correct", field="kind", value='"battle"'), said("reject"), said("accept")], Review("accepted")),
        ([said("same"), said("release")], Review("unreviewed")),
    ],
)
def test_the_review_of_a_statement(judgements: list[Judgement], review: Review):
    assert review_of(chain(*judgements)) == review


def test_a_record_is_as_well_reviewed_as_its_weakest_statement():
    assert weakest(["accepted", "unreviewed", "corrected"]) == "unreviewed"
    assert weakest(["accepted", "corrected"]) == "corrected"
    assert weakest(["unsure", "contested"]) == "contested"
    assert weakest([]) == "unreviewed"
