"""Did it happen? Classes of sentences, each with the status that its words give."""

import pytest
from told import one, statements

CASES = [
    ("The regime forces shelled Douma on Monday.", "shelling", "happened"),
    ("The regime forces are shelling Douma.", "shelling", "ongoing"),
    ("Clashes continue between the army and the rebels in Daraa.", "battle", "ongoing"),
    ("The regime forces did not shell Douma on Monday.", "shelling", "denied"),
    ("The young men refrained from returning to Syria.", "return", "denied"),
    ("The families refused to return to the city.", "return", "denied"),
    ("Nobody was arrested at the checkpoint on the road to Homs.", "arrest", "denied"),
    ("The rebels managed to capture Rastan.", "control", "happened"),
    ("The rebels failed to capture Rastan.", "control", "denied"),
    ("The army denied that it had shelled Douma.", "shelling", "denied"),
    ("The rebels will release twelve prisoners tomorrow.", "release", "planned"),
    ("The rebels plan to release twelve prisoners.", "release", "planned"),
    ("The convoy is expected to arrive in Idlib tomorrow.", "movement", "expected"),
    ("Residents accuse the militia of abducting three men.", "abduction", "alleged"),
    ("The militia allegedly abducted three men.", "abduction", "alleged"),
    ("Once the fighters leave, the army would regain control of the border.", "control", "conditional"),
    ("If the talks fail, the army will attack the town of Rastan.", "attack", "conditional"),
    ("The other captives will follow once the road is open.", "concession", "conditional"),
    ("The group has not commented on the attack in Goma.", "attack", "happened"),
    ("The minister did not condemn the bombing of the hospital.", "explosion", "happened"),
    ("The raid on the village did not cause casualties.", "attack", "happened"),
    ("The army did not launch an attack on the town.", "attack", "denied"),
    ("The attack on the town did not take place.", "attack", "denied"),
    ("Clashes did not break out in Homs on Sunday.", "battle", "denied"),
    ("No group has claimed responsibility for the bombing.", "responsibility_claim", "denied"),
    ("No group has claimed responsibility for the assassination of the judge.", "killing", "happened"),
    ("The spokesman did not say how many soldiers had been killed.", "killing", "happened"),
    ("The ministry denied killing civilians.", "killing", "denied"),
    ("The army denied reports that it had shelled the town.", "shelling", "denied"),
    ("The source denied reports that residents are being forced to leave, and said that aid will come.", "displacement", "denied"),
    ("The ministry rejected accusations of killing civilians.", "killing", "denied"),
    ("The governor dismissed rumours that the rebels had captured Rastan.", "control", "denied"),
    ("There were reports that the army had shelled the town.", "shelling", "happened"),
    ("The army denied the charge, saying that rebels had shelled the market.", "shelling", "happened"),
    ("Once the army had entered the town, it arrested twelve men.", "arrest", "happened"),
]


@pytest.mark.parametrize(("text", "kind", "status"), CASES, ids=[c[0][:50] for c in CASES])
def test_status_follows_from_the_words(text: str, kind: str, status: str) -> None:
    found = statements(text, kind)
    assert found, [(s.kind, s.status) for s in statements(text)]
    assert {s.status for s in found} == {status}


def test_a_clause_of_time_is_a_fact_of_its_own() -> None:
    text = "The buses gathered in order to carry the fighters away after the group had handed over the bodies of two soldiers."
    assert [s.status for s in statements(text, "handover")] == ["happened"]


def test_that_nobody_came_to_harm_is_no_attack() -> None:
    assert statements("No casualties were reported.") == []


@pytest.mark.parametrize(
    ("text", "kind", "status"),
    [
        ("The prisoners will be released when the second convoy arrives in Idlib.", "movement", "conditional"),
        ("The prisoners were released when the second convoy arrived in Idlib.", "movement", "happened"),
        ("Five people were killed when warplanes strike the market.", "airstrike", "happened"),
        ("The soldiers stay in Qara until the last bus leaves the town.", "movement", "conditional"),
        ("The rebels are to free 26 prisoners tomorrow.", "release", "planned"),
        ("The soldiers refuse to let the buses pass.", "movement", "denied"),
    ],
)
def test_what_is_awaited_or_to_come_is_no_fact(text: str, kind: str, status: str) -> None:
    assert [s.status for s in statements(text, kind)] == [status]


def test_a_convoy_that_has_been_stuck_since_is_stuck_now() -> None:
    assert one("The convoy of fighters has been stuck in the desert since Thursday.", "movement").status == "ongoing"
    assert one("The convoy of fighters was stuck in the desert for a week.", "movement").status == "happened"


def test_what_is_looked_back_on_is_over() -> None:
    text = "Thousands of people are fleeing the town following the attack on a market in Rastan."
    assert one(text, "attack").status == "happened"
    assert one(text, "displacement").status == "ongoing"


def test_who_is_prohibited_from_passing_does_not_pass() -> None:
    assert one("The army prohibited the passage of the convoy of fighters.", "movement").status == "denied"
    blocked = statements("The army blocked the buses of the evacuation from reaching Rastan.", "movement")
    assert next(s for s in blocked if s.phase == "arrived").status == "denied"


def test_preparations_to_move_are_a_plan_and_so_is_its_price() -> None:
    text = "Preparations had begun to move militants and their relatives to Idlib, in exchange for Hezbollah prisoners."
    assert one(text, "movement").status == "planned"
    assert one(text, "handover").status == "planned"


def test_the_deal_under_which_others_wait_stands() -> None:
    text = "Some 900 refugees were waiting to leave Rastan, under an agreement between the army and the factions."
    assert one(text, "agreement").status == "happened"


def test_who_has_not_spoken_has_said_nothing() -> None:
    assert statements("The army has not commented on the strike.", "statement") == []
    assert statements("The army commented on the strike.", "statement") != []


def test_those_told_of_before_are_not_killed_again() -> None:
    text = "At least 21 people were killed in the camp on Saturday. Among the dead were five women and three children."
    assert [s.trigger.text for s in statements(text, "killing")] == ["killed"]
