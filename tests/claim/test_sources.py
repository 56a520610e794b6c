"""Who says so, on what ground, told from which report, why and on what condition."""

from told import one, reading, statements


def said(text: str, kind: str) -> list[tuple[str | None, str]]:
    return [(b.name, b.basis) for b in one(text, kind).said_by]


def test_the_publisher_speaks_where_nobody_else_does() -> None:
    assert said("Rebels shelled Douma.", "shelling") == [("Levant Monitor", "publisher")]


def test_sources_without_a_name_stay_unnamed() -> None:
    assert said("Reliable sources told the Monitor that rebels shelled Douma.", "shelling") == [("Reliable sources", "unnamed")]
    assert said("Rebels shelled Douma, residents said.", "shelling") == [("residents", "unnamed")]


def test_a_named_voice_is_named() -> None:
    assert said("According to the United Nations, rebels shelled Douma.", "shelling")[0][1] == "named"


def test_what_is_told_from_an_earlier_report_points_at_it() -> None:
    text = "The Levant Monitor published yesterday that a convoy of 40 buses reached Idlib."
    found = [s for s in statements(text, "movement") if s.refers_to]
    assert found
    assert next(m for m in reading(text).mentions if m.id == found[0].refers_to).text


def test_a_reason_is_the_words_that_give_it() -> None:
    text = "The men refrained from returning to Homs for fear of being recruited by the army."
    statement = one(text, "return")
    assert isinstance(statement.because, tuple)
    assert "fear of being recruited" in text[slice(*statement.because)]


def test_a_condition_is_the_act_that_must_come_first() -> None:
    text = "Once the fighters leave for Idlib in buses, the army would regain control of the border."
    control = one(text, "control")
    condition = next(s for s in reading(text).statements if s.id == control.condition)
    assert condition.kind in ("movement", "withdrawal")
    assert condition.status == "conditional"


def test_what_is_condemned_is_said_by_who_condemns_it() -> None:
    text = "The UN mission condemned the killing of three men in Tripoli."
    assert [s.name for s in one(text, "killing").said_by] == ["United Nations"]
    assert [s.basis for s in one(text, "accusation").said_by] == ["named", "publisher"]


def test_no_act_speaks() -> None:
    text = "A first round of the deal on Sunday had seen bodies exchanged between the army and the factions."
    assert {s.basis for st in statements(text, "exchange") for s in st.said_by} == {"publisher"}


def test_two_voices_beside_each_other_say_each_their_own() -> None:
    text = "The government said that troops had retaken Goma; a rebel spokesman said that the assault had been repelled."
    assert [v.name for v in one(text, "control").said_by] == ["government"]
    assert all("spokesman" in (v.name or "") for s in statements(text, "attack") for v in s.said_by)
