"""When: the clause's own time, the story's, else publication, and always on what ground."""

from datetime import datetime

from told import one, statements, words


def test_a_stated_day_is_the_acts_own() -> None:
    when = one("On 12 August rebels shelled Douma.", "shelling").when
    assert when
    assert (when.start, when.basis) == (datetime(2017, 8, 12), "stated")


def test_a_story_goes_on_at_its_day() -> None:
    text = "On 12 August rebels shelled Douma. Gunmen also kidnapped two farmers."
    when = one(text, "abduction").when
    assert when
    assert (when.start, when.basis) == (datetime(2017, 8, 12), "context")


def test_without_any_time_the_day_of_publication_bounds_it() -> None:
    when = one("Rebels shelled Douma.", "shelling").when
    assert when
    assert (when.start, when.end, when.basis) == (datetime(2017, 8, 28), datetime(2017, 8, 30), "published")


def test_the_time_of_a_report_is_not_that_of_the_act() -> None:
    found = [s for s in statements("The Observatory published on 15 August that a convoy of 40 buses reached Idlib.", "movement") if s.when]
    assert found
    assert all(s.when and s.when.start is None and s.when.end == datetime(2017, 8, 16) for s in found)


def test_a_day_told_in_passing_carries_on() -> None:
    text = "A patrol searched a compound in Manbij on Saturday. During the search two gunmen were arrested."
    arrest = one(text, "arrest")
    assert arrest.when is not None
    assert arrest.when.start == datetime(2017, 8, 26)
    assert words(text, arrest, "within") == ["Manbij"]


def test_since_a_day_is_open_at_the_end() -> None:
    when = one("Rebels have shelled Douma since 12 August.", "shelling").when
    assert when
    assert (when.start, when.end) == (datetime(2017, 8, 12), None)


def start_of(text: str, kind: str) -> datetime | None:
    when = one(text, kind).when
    return when.start if when else None


def test_the_day_of_saying_is_not_that_of_the_act() -> None:
    text = "Two men were killed on Saturday evening when the militia shelled Manbij, the mayor said in a statement on Sunday."
    assert start_of(text, "shelling") == datetime(2017, 8, 26, 18)
    assert start_of("Rebels stormed Manbij on Friday. They shelled the market, the army said on Sunday.", "shelling") == datetime(
        2017, 8, 25
    )
    assert start_of("Rebels shelled the market in Manbij, the army said on Sunday.", "shelling") == datetime(
        2017, 8, 27
    )  # none other is told


def test_a_minute_is_carried_on_as_its_day() -> None:
    text = "A missile hit a house in Manbij at 02:40 on Saturday. In the village of Saida, a man was killed by a mine."
    assert start_of(text, "explosion") == datetime(2017, 8, 26)
