"""Numbers of reports: what they may stand for, what they count, which include which, and which are passed over."""

import time
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from marsad.find.quantities import find_quantities
from marsad.find.times import find_times
from marsad.model.mention import QuantityMention, TimeMention
from marsad.model.reading import Reading
from marsad.model.report import Report
from marsad.pack.load import load_pack
from marsad.pack.pack import Pack
from marsad.parse.english import parse


def parsed(text: str, pack: Pack) -> Reading:
    return parse(Reading(Report(id="r", text=text)), pack)


def quantities(text: str) -> list[QuantityMention]:
    pack = load_pack("syria")
    return [m for m in find_quantities(parsed(text, pack), pack).mentions if isinstance(m, QuantityMention)]


def phrase(found: QuantityMention, text: str) -> str:
    """The number with what it counts."""
    return text[found.start : max(found.end, found.what_end or 0)]


def phrases(text: str) -> list[str]:
    return [phrase(m, text) for m in quantities(text)]


def only(text: str) -> QuantityMention:
    found = quantities(text)
    assert len(found) == 1, [m.text for m in found]
    return found[0]


@pytest.mark.parametrize(
    ("words", "low", "best", "high"),
    [
        ("7 fighters", 7, 7, 7),
        ("2,150 fighters", 2150, 2150, 2150),
        ("2 150 fighters", 2150, 2150, 2150),
        ("8 thousand fighters", 8000, 8000, 8000),
        ("2.5 million fighters", 2_500_000, 2_500_000, 2_500_000),
        ("twenty-five fighters", 25, 25, 25),
        ("three hundred and six fighters", 306, 306, 306),
        ("a hundred fighters", 100, 100, 100),
        ("half a million fighters", 500_000, 500_000, 500_000),
        ("a dozen fighters", 12, 12, 12),
        ("two dozen fighters", 24, 24, 24),
        ("a couple of fighters", 2, 2, 2),
        ("tens of fighters", 10, None, 99),
        ("dozens of fighters", 12, None, 99),
        ("scores of fighters", 20, None, 99),
        ("hundreds of fighters", 100, None, 999),
        ("thousands of fighters", 1000, None, 9999),
        ("tens of thousands of fighters", 10_000, None, 99_999),
        ("several fighters", 3, None, 9),
        ("a few fighters", 3, None, 9),
        ("multiple fighters", 3, None, 9),
        ("numerous fighters", 4, None, None),
        ("a number of fighters", 3, None, 9),
        ("several hundred fighters", 300, None, 999),
        ("at least 40 fighters", 40, 40, None),
        ("no fewer than 40 fighters", 40, 40, None),
        ("not less than 40 fighters", 40, 40, None),
        ("40 fighters at least", 40, 40, None),
        ("40 or more fighters", 40, 40, None),
        ("more than 40 fighters", 41, 41, None),
        ("over forty fighters", 41, 41, None),
        ("up to 40 fighters", 0, None, 40),
        ("as many as 40 fighters", 0, None, 40),
        ("fewer than 40 fighters", 0, None, 39),
        ("about 40 fighters", 36, 40, 44),
        ("some 40 fighters", 36, 40, 44),
        ("nearly 40 fighters", 36, 40, 40),
        ("at least some 40 fighters", 36, 40, None),
        ("12 to 15 fighters", 12, None, 15),
        ("12-15 fighters", 12, None, 15),
        ("between 12 and 15 fighters", 12, None, 15),
        ("two or three fighters", 2, None, 3),
        ("two to three thousand fighters", 2000, None, 3000),
    ],
)
def test_what_a_phrase_may_stand_for(words: str, low: float, best: float | None, high: float | None) -> None:
    text = f"Yesterday they sent {words} to the north."
    found = only(text)
    assert (found.low, found.best, found.high) == (low, best, high)
    assert phrase(found, text) == words.removesuffix(" at least")
    assert (found.unit, found.what) == ("fighters", "fighters")


@pytest.mark.parametrize(
    ("text", "what", "unit"),
    [
        ("The convoy brought 30 aid trucks.", "aid trucks", "trucks"),
        ("They left aboard 30 buses.", "buses", "buses"),
        ("He walked 30 kilometers.", "kilometers", "km"),
        ("The army lost 30 villages.", "villages", "villages"),
        ("They seized 30 assault rifles.", "assault rifles", "weapons"),
        ("Three members of the regime forces died.", "members of the regime forces", "members"),
        ("We saw 20 wounded civilians.", "wounded civilians", "civilians"),
    ],
)
def test_what_is_counted(text: str, what: str, unit: str) -> None:
    found = only(text)
    assert (found.what, found.unit) == (what, unit)
    assert found.what_start is not None
    assert text[found.what_start : found.what_end] == what


@pytest.mark.parametrize(
    "text",
    [
        "The 82nd Airborne landed.",
        "The 4th Division advanced with T-72s.",
        "Brigade 46 was shelled.",
        "He carried an AK-47.",
        "Fighting closed the M5 and route 12.",
        "The mayor, Samir Haddad, 35, spoke to us.",
        "One of the roads is open.",
        "They adopted resolution 2254.",
        "It lasted for 12 hours.",
        "In 2016 they left.",
        "There is no information about casualties.",
        "No casualties have been reported.",
        "Call 555-0192 for help.",
        "The score was 3:2.",
        "It is on page 12/14.",
        "Two thirds of the city is in ruins.",
        "1. The road will be opened.",
        "He was a soldier.",
    ],
)
def test_numbers_that_count_nothing(text: str) -> None:
    assert [m.text for m in quantities(text)] == []


def test_an_age_is_no_count() -> None:
    assert phrases("A 12-year-old boy was hurt, and a man aged 40.") == ["A 12-year-old boy", "a man"]


def test_times_are_no_counts() -> None:
    pack = load_pack("syria")
    reading = parsed("At 14 they left with 30 buses.", pack)
    when = TimeMention(
        id="t1", start=3, end=5, text="14", rule="x", timex_type="TIME", value="T14", start_at=None, end_at=None, precision="hour"
    )
    found = find_quantities(reading.with_mentions([when]), pack).mentions
    assert [m.text for m in found if isinstance(m, QuantityMention)] == ["30"]


def test_none_is_told_in_words() -> None:
    found = only("No civilians were killed in the raid.")
    assert (found.low, found.best, found.high, found.vague) == (0, 0, 0, False)
    assert only("No one was hurt.").high == 0


def test_one_person_counts() -> None:
    text = "The blast killed a child, one soldier and another guard."
    assert phrases(text) == ["a child", "one soldier", "another guard"]
    assert [(m.text, m.low) for m in quantities(text)] == [("a", 1), ("one", 1), ("another", 1)]


def test_the_words_of_a_number() -> None:
    assert [m.text for m in quantities("At least 40 buses, 8 km of road, 30% of it, $5 million and five of them.")] == [
        "At least 40",
        "8 km",
        "30%",
        "$5 million",
        "five",
    ]


def test_units_in_one_word_with_the_digits() -> None:
    found = quantities("It lies 7km away, on 2.5km of road; they gave $59.5m and £20bn, and closed the M5.")
    assert [(m.text, m.low, m.unit) for m in found] == [
        ("7km", 7, "km"),
        ("2.5km", 2.5, "km"),
        ("$59.5m", 59_500_000, "dollars"),
        ("£20bn", 20_000_000_000, "pounds"),
    ]


def test_capitals() -> None:
    found = quantities("AT LEAST FOUR SOLDIERS AND 12 CIVILIANS WERE KILLED.")
    assert [(m.low, m.high, m.unit) for m in found] == [(4, None, "soldiers"), (12, 12, "civilians")]


def parts(text: str) -> dict[str, str | None]:
    found = quantities(text)
    names = {m.id: phrase(m, text) for m in found}
    return {phrase(m, text): names.get(m.part_of) if m.part_of else None for m in found}


def test_parts_are_told() -> None:
    assert parts("Some 2,000 people, including 300 fighters and 25 women, left; 5 guards stayed.") == {
        "Some 2,000 people": None,
        "300 fighters": "Some 2,000 people",
        "25 women": "Some 2,000 people",
        "5 guards": None,
    }
    assert parts("The raid killed three people - two women and a child.") == {
        "three people": None,
        "two women": "three people",
        "a child": "three people",
    }
    assert parts("They evacuated 900 people, of whom 300 were fighters.")["300"] == "900 people"
    assert parts("It wounded 12 civilians, five of whom died.")["five"] == "12 civilians"
    assert parts("It killed 4 civilians and 2 soldiers.") == {"4 civilians": None, "2 soldiers": None}
    assert parts("It killed 9 civilians, one of them a child.")["a child"] == "9 civilians"


def test_a_sum_is_told_by_its_parts() -> None:
    assert parts("It wounded two people, a man and a woman, on Monday.") == {
        "two people": None,
        "a man": "two people",
        "a woman": "two people",
    }
    assert parts("It counted 30 attacks last year: 20 air raids and 10 ground attacks.")["20 air raids"] == "30 attacks"
    assert parts("It killed two fighters, a man and a child.")["a child"] == "two fighters"
    assert parts("They met four men, a woman and two children.")["a woman"] is None


def test_a_list_is_of_parts() -> None:
    found = parts("The war left 60 people dead, as follows:\n• 30 civilians, including 4 women.\n• 20 soldiers.\n\nA raid killed 5 guards.")
    assert found == {
        "60 people": None,
        "30 civilians": "60 people",
        "4 women": "30 civilians",
        "20 soldiers": "60 people",
        "5 guards": None,
    }


def test_a_part_is_no_larger_than_its_whole() -> None:
    assert parts("They met 3 officers, including 40 soldiers.")["40 soldiers"] is None


@pytest.mark.parametrize(
    "text",
    [
        "This raises to 45 the number of civilians killed.",
        "The death toll rose to 45.",
        "The deaths bring the total number of dead to 45.",
        "Since the start of the war 45 civilians have been killed.",
        "The toll has reached at least 45 people.",
        "The number of people killed by the bombing of the town of Duma in the Eastern Ghouta has risen to at least 45.",
    ],
)
def test_running_totals(text: str) -> None:
    assert [m.cumulative for m in quantities(text) if m.low == 45] == [True]


@pytest.mark.parametrize(
    ("text", "cumulative"),
    [
        ("Since 3 May the group has documented 45 dead.", True),
        ("Since the early hours of Sunday, the 3rd of May, the group has documented 45 dead.", True),
        ("Since dawn 45 civilians have been killed.", False),
        ("Raids hit the town on 3 May. Since then, 45 civilians have been killed.", True),
        ("The 45 men held since 3 May have come home.", False),
    ],
)
def test_totals_since_a_day(text: str, cumulative: bool) -> None:
    pack = load_pack("syria")
    report = Report(id="r", text=text, published="2020-05-20", published_basis="given")
    found = find_quantities(find_times(parse(Reading(report), pack), pack), pack).mentions
    assert [m.cumulative for m in found if isinstance(m, QuantityMention) and m.low == 45] == [cumulative]


def test_a_part_is_of_the_unit_of_its_whole() -> None:
    assert [m.unit for m in quantities("They evacuated 900 civilians, of whom 300 were ill.")] == ["civilians", "civilians"]


def test_a_plain_figure_is_no_running_total() -> None:
    assert only("The shelling killed 45 civilians.").cumulative is False
    assert [m.cumulative for m in quantities("The shelling killed 12 people, raising the toll to 45.")] == [False, True]


SMALL = """zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen
nineteen""".split()
TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()


def in_words(value: int, joined: str) -> str:
    if value < 20:
        return SMALL[value]
    if value < 100:
        rest = f"-{SMALL[value % 10]}" if value % 10 else ""
        return TENS[value // 10 - 2] + rest
    step, name = (100, "hundred") if value < 1000 else (1000, "thousand")
    rest = value % step
    link = joined if rest < 100 else " "
    return f"{in_words(value // step, joined)} {name}" + (link + in_words(rest, joined) if rest else "")


@settings(max_examples=150, deadline=None)
@given(st.integers(1, 999_999), st.sampled_from([" ", " and "]))
def test_numbers_in_words_read_back(value: int, joined: str) -> None:
    words = in_words(value, joined)
    found = only(f"They counted {words} people.")
    assert (found.low, found.best, found.high, found.text) == (value, value, value, words)


@settings(max_examples=100, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            """at least 12 a dozen hundreds of thousand people including them - , . and or to between 1,000 40% $5 of whom no one
            children : ( ) nearly 3 more than buses half million killed rose the
            toll since start 2,000 2.5 km اثنان 12-year-old \n • “ ”""".split(" ")
        ),
        max_size=25,
    )
)
def test_laws_of_quantities(words: list[str]) -> None:
    text = " ".join(words)
    found = quantities(text)
    starts = {m.id: m.start for m in found}
    for m in found:
        assert text[m.start : m.end] == m.text
        assert m.what is None or text[m.what_start : m.what_end] == m.what
        assert m.low is not None
        assert m.high is None or m.low <= m.high
        assert m.best is None or (m.low <= m.best and (m.high is None or m.best <= m.high))
        assert m.part_of is None or starts[m.part_of] < m.start
    assert all(a.end <= b.start for a, b in pairwise(found))


@pytest.mark.parametrize("text", ["", "5", "\ud800 5 buses", "9" * 400, "1,111," * 300, "a hundred thousand million " * 50, "of " * 2000])
def test_odd_input(text: str) -> None:
    assert all(text[m.start : m.end] == m.text for m in quantities(text))


def test_speed() -> None:
    pack = load_pack("syria")
    reading = parsed("At least 40 people, including 12 children, were killed by 3 shells in two villages near the road. " * 300, pack)
    start = time.process_time()
    find_quantities(reading, pack)
    assert 300 / (time.process_time() - start) > 1000
