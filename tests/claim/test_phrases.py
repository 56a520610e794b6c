"""Phrases of rules: which words of a sentence complete a verb, and which only stand near it."""

import pytest
from told import statements


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Ghana froze all loans to the government of Chad.", "sanction"),
        ("Aid to the government was suspended by Ghana.", "sanction"),
        ("The ministry announced the ties that Ghana severed.", "sanction"),
        ("The army is on alert and sent three warships to the gulf.", "deployment"),
        ("The president said he would lift the curfew.", "pledge"),
        ("The president said he would impose a curfew.", "threat"),
        ("The rebels would not accept the government's terms.", "refusal"),
    ],
)
def test_a_verb_of_a_class_speaks_with_a_noun_of_another_that_it_is_done_to(text: str, kind: str) -> None:
    assert statements(text, kind)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("The minister, a man close to the party, reached Goma.", "sanction"),
        ("Officials said the army fired at the governor.", "concession"),
        ("The shop close to the crossing was shelled by the army.", "siege"),
        ("The police said the gunmen would attack the minister.", "threat"),
        ("The rebels cut the supply lines of the army.", "sanction"),
    ],
)
def test_words_that_only_stand_near_each_other_are_no_phrase(text: str, kind: str) -> None:
    assert not statements(text, kind)


def test_a_refusal_by_its_own_not_is_no_denial() -> None:
    assert [s.status for s in statements("The rebels did not accept the offer of the government.", "refusal")] == ["happened"]
