import pytest

from marsad.web.shown import direction, named, visible


def test_marks_that_turn_or_hide_writing_are_seen():
    shown = visible("a\u202eb\u200bc")
    assert "U+202E" in shown
    assert "right-to-left override" in shown
    assert "\u202e" not in shown
    assert "U+200B" in shown


def test_markup_of_a_report_is_text():
    assert visible("<script>x</script>\u202e&") == visible("<script>x</script>") + visible("\u202e") + visible("&")
    assert "<script" not in visible("<script>")


def test_line_feeds_and_arabic_stay():
    assert visible("مرصد\nب") == "مرصد\nب"


def test_a_lone_surrogate_is_shown_by_its_number():
    assert "U+D800" in visible("\ud800")


@pytest.mark.parametrize(
    ("language", "text", "runs"),
    [
        ("ar", "", "rtl"),
        ("en", "abc", "ltr"),
        ("und-Arab", "", "rtl"),
        (None, "12 مرصد", "rtl"),
        (None, "12 a مرصد", "ltr"),
        (None, "", "ltr"),
    ],
)
def test_how_a_text_runs(language: str | None, text: str, runs: str):
    assert direction(language, text) == runs


def test_a_name_is_one_short_line():
    assert named("a\u202e\n b") == "a b"
    assert len(named("x" * 100_000)) < 130
