"""Who does what with words to whom: in clauses asked for, in conditions, behind possessives, and where somebody receives an act."""

import pytest
from told import one, statements, words


@pytest.mark.parametrize(
    ("text", "kind", "agent", "target"),
    [
        ("Kenya demanded that the rebels leave the town.", "request", ["Kenya"], ["the rebels"]),
        ("The opposition issued a statement demanding that the army withdraw from Goma.", "request", ["The opposition"], ["the army"]),
        ("The army threatened to close the port unless the rebels handed over their weapons.", "threat", ["The army"], ["the rebels"]),
        ("The president praised Uganda's role in the peace talks.", "support", ["The president"], ["Uganda"]),
        ("The rebels rejected an offer of talks from President Okello.", "refusal", ["The rebels"], ["President Okello"]),
        ("Rebels suffered an attack by the army near Goma.", "battle", ["the army"], ["Rebels"]),
        ("The government faces pressure from the opposition.", "request", ["the opposition"], ["The government"]),
        ("Kenya is about to restore diplomatic ties with Chad.", "cooperation", ["Kenya"], ["Chad"]),
        ("The foreign minister of Peru paid a visit to Chile.", "negotiation", ["The foreign minister of Peru"], ["Chile"]),
    ],
)  # fmt: skip
def test_who_acts_with_words_on_whom(text: str, kind: str, agent: list[str], target: list[str]) -> None:
    assert (agent, target) in [(words(text, s, "agent"), words(text, s, "target")) for s in statements(text, kind)]


def test_talks_have_both_sides_as_parties_and_one_act_no_side_twice() -> None:
    talks = "The foreign minister of Jordan met the envoy of Chad in Amman."
    assert [words(talks, s, "party") for s in statements(talks, "negotiation")] == [["The foreign minister of Jordan", "the envoy of Chad"]]
    told = "The International Labor Office (ILO) condemned the army."
    assert [words(told, s, "agent") for s in statements(told, "accusation")] == [["The International Labor Office"]]


def test_countries_in_a_list_are_parties_and_who_brokers_is_none() -> None:
    text = "They left under an agreement between Lebanon, Syria, Hezbollah and the faction."
    assert words(text, one(text, "agreement"), "party") == ["Lebanon", "Syria", "Hezbollah", "the faction"]
    text = "A ceasefire brokered by Qatar between the army and the rebels takes effect on Sunday."
    assert words(text, one(text, "ceasefire"), "party") == ["the army", "the rebels"]
