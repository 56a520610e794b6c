"""What holds of the parse of any text."""

from collections.abc import Callable

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from marsad.model.reading import Reading

PIECES = st.sampled_from(
    ["Gunmen", "killed", " ", " ", "  ", "\n", "\n\n", "\r\n", ".", ",", ":", " - ", "—", "(", ")", "[TEXT]", '"', "’s", "'", "n't", "...",
     "12", "1,200", "3rd", "10km", "2017The", "fata*lities", "kil-led", "ISIS-held", "THE ARMY", "Deir Ezzor", "province", "SOHR", "• ",
     "1. ", "a.m.", "U.S.", "Gen.", "http://x.org/a?b", "a@b.org", "#tag", "\u200b", "\ud800", "é", "قتل", "😀", "\x00", "\t", "\u2028"]
)  # fmt: skip
TEXTS = st.one_of(st.text(max_size=200), st.lists(PIECES, max_size=60).map("".join))


def holds(reading: Reading) -> None:
    text, tokens = reading.report.text, reading.tokens
    behind = 0
    for number, token in enumerate(tokens):
        assert token.number == number
        assert behind <= token.start < token.end <= len(text)
        assert token.text
        assert token.lemma == token.lemma.lower()
        behind = token.end
    at = 0
    for number, sentence in enumerate(reading.sentences):
        assert (sentence.number, sentence.first) == (number, at)
        at = sentence.last
        inside = tokens[sentence.first : sentence.last]
        assert inside
        assert (sentence.start, sentence.end) == (inside[0].start, inside[-1].end)
        assert all(sentence.first <= t.head < sentence.last and t.sentence == number for t in inside)
        assert [t.relation == "root" for t in inside] == [t.head == t.number for t in inside]
        assert sum(t.head == t.number for t in inside) == 1
    assert at == len(tokens)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=TEXTS)
def test_laws(text: str, parsed: Callable[[str], Reading]):
    holds(parsed(text))


def test_every_letter_and_digit_is_in_a_token(parsed: Callable[[str], Reading]):
    text = "KABUL (Apr. 27) — Two men,one of them 30years old,were kil*led in Al-Sheikh Ali.The rest fled"
    covered = {at for t in parsed(text).tokens for at in range(t.start, t.end)}
    assert all(at in covered for at, char in enumerate(text) if char.isalnum())


def test_laws_of_long_and_shapeless_texts(parsed: Callable[[str], Reading]):
    for text in ("x" * 50_000, "(" * 3_000, "a-" * 3_000, "A." * 3_000, "killed " * 3_000, "n't" * 1_000, "http://a/" * 500):
        holds(parsed(text))
