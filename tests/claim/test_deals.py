"""Agreements: terms, what is given for what, steps in order, and which agreement is meant."""

from told import one, statements, words

DEAL = (
    "An agreement was reached on 3 August between Hezbollah and Hayat Tahrir al-Sham to evacuate the fighters from the hills "
    "of Arsal in exchange for handing over the prisoners held in Idlib. "
)


def test_terms_hang_on_their_agreement_and_are_planned() -> None:
    agreement = one(DEAL, "agreement")
    terms = [s for s in statements(DEAL) if s.part_of_agreement == agreement.id]
    assert {"movement", "handover"} <= {s.kind for s in terms}
    assert {s.status for s in terms if s.kind == "handover"} == {"planned"}


def test_what_is_given_for_what_points_both_ways() -> None:
    handover = one(DEAL, "handover")
    other = next(s for s in statements(DEAL) if s.id == handover.against)
    assert other.against == handover.id


def test_the_second_thing_given_in_exchange_counts_too() -> None:
    text = (
        "Under a deal signed last Sunday, the faction is to release eleven soldiers in exchange for the bodies of its dead "
        "and the opening of the road to Al-Qaryatayn."
    )
    opening, release = one(text, "concession"), one(text, "release")
    assert (opening.against, release.against) == (release.id, opening.id)
    assert opening.status == "planned"


def test_a_numbered_step_and_the_one_before_it() -> None:
    text = (
        "Buses gathered in Qara to carry the fighters to Idlib and to take the second step stipulated in the agreement "
        "after the group had handed over the bodies of two soldiers."
    )
    handover = one(text, "handover")
    assert handover.step == 1
    assert handover.status == "happened"


def test_this_agreement_is_the_one_told_before() -> None:
    text = DEAL + "This agreement came after four days of talks."
    first, second = statements(text, "agreement")
    assert second.part_of_agreement == first.id


def test_both_sides_are_the_parties() -> None:
    text = (
        "A deal was signed between Hezbollah and Ahrar al-Sham on Monday.\n\n"
        "The first stage took place on Sunday, when both sides handed over the bodies of two fighters."
    )
    handover = one(text, "handover")
    assert handover.part_of_agreement == one(text, "agreement").id
    assert words(text, handover, "giver") == ["Hezbollah", "Ahrar al-Sham"]


def test_who_refuses_an_agreement_makes_no_other() -> None:
    text = "The farms are held by fighters who refused the agreement. It is the deal that was signed on 9 March by Hezbollah."
    assert sorted(s.status for s in statements(text, "agreement")) == ["denied", "happened"]


def test_what_a_deal_lays_down_is_to_come() -> None:
    text = "Under the deal all fighters of Ahrar al-Sham leave the town of Rastan for Idlib."
    assert one(text, "movement").status == "planned"
