"""Whatever the text, every statement points at words and mentions that are there."""

from hypothesis import given, settings
from hypothesis import strategies as st
from told import reading

PIECES = [
    "The regime forces", "gunmen", "a convoy of 40 buses", "killed", "shelled", "and", ",", "near Homs", "in Idlib",
    "on Monday", "12 civilians",
    "including 3 children", "according to sources", "did not", "would", "once", "the agreement", "left", ".",
    "\n", "!", "\u202e", "أ", "NO",
]  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=25).map(" ".join))
def test_statements_point_at_what_is_there(text: str) -> None:
    found = reading(text)
    mentions = {m.id for m in found.mentions}
    ids = {s.id for s in found.statements}
    assert len(ids) == len(found.statements)
    for s in found.statements:
        assert 0 <= s.start <= s.trigger.start < s.trigger.end <= s.end <= len(text)
        assert text[s.trigger.start : s.trigger.end] == s.trigger.text
        assert {w.mention for w in (*s.who, *s.where, *s.with_)} <= mentions
        assert {f.mention for f in s.figures if f.mention} <= mentions
        assert {i for i in (s.condition, s.part_of_agreement, s.against) if i} <= ids
        assert all(f.part_of is None or (0 <= f.part_of < len(s.figures) and s.figures[f.part_of] is not f) for f in s.figures)
        assert all(f.low is None or f.high is None or f.low <= f.high for f in s.figures)
