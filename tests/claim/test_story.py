"""What one sentence lends to the next, and to the nouns that hang on its verb."""

from tests.claim.told import one, statements, words


def test_an_act_of_open_means_is_the_strike_told_before_it() -> None:
    text = "Coalition warplanes struck the road on Wednesday. A key bridge was hit as well. The convoy itself was not hit."
    strikes = statements(text, "airstrike")
    assert [s.status for s in strikes] == ["happened", "happened", "denied"]


def test_another_attacker_keeps_an_attack_apart() -> None:
    text = "Warplanes struck the road on Wednesday. The insurgents hit a checkpoint of the army in Rastan."
    assert "airstrike" not in {s.kind for s in statements(text)[1:]}


def test_after_violence_a_death_needs_no_word_of_war() -> None:
    text = "Missiles hit a block of flats in Rastan. Rescuers came. A 64-year-old woman and a man died."
    assert statements("A 64-year-old woman and a man died.") == []
    near = "Missiles hit a block of flats in Rastan. A 64-year-old woman and a man died."
    assert any(f.what == "killed" and f.low == 2 for s in statements(near) for f in s.figures)
    assert all(s.kind != "killing" for s in statements(text))


def test_who_takes_a_place_in_an_offensive_leads_it_with_the_allies() -> None:
    text = "Hezbollah captured the hills near Flita in an offensive with the regime forces."
    assert words(text, one(text, "attack"), "agent") == ["Hezbollah", "the regime forces"]


def test_people_before_a_passive_without_auxiliary_suffer_it() -> None:
    text = "2 men killed due to shelling by the regime forces on Rastan."
    shelled = one(text, "shelling")
    assert words(text, shelled, "agent") == ["the regime forces"]
    assert words(text, shelled, "target") == ["men"]


def test_what_is_given_in_return_is_handed_over() -> None:
    text = "Three prisoners went to the north under the deal in return for the bodies of nine soldiers kidnapped in 2014."
    given = one(text, "handover")
    assert [(f.what, f.low) for f in given.figures] == [("fighters", 9.0)]
    assert statements(text, "return") == []


def test_the_year_of_a_kidnapping_does_not_date_the_deal_for_the_bodies() -> None:
    text = "The deal let the fighters go to the north for the bodies of soldiers kidnapped in 2014."
    deal = one(text, "agreement")
    assert deal.when is not None
    assert deal.when.basis == "published"
