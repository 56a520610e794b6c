"""Phrases of reports, each with the words found and their TIMEX3 value, for a report of Tuesday 29 August 2017."""

import pytest

from marsad.find.time_check import times_of
from marsad.find.times import find_times
from marsad.model.mention import TimeMention
from marsad.model.reading import Reading
from marsad.model.report import Report
from marsad.model.when import iso
from marsad.pack.pack import Pack

CASES = [
    ("Mortars fell on the market on Aug. 7.", "Aug. 7=2017-08-07"),
    ("The deal of Sept. 14, 2015 collapsed.", "Sept. 14, 2015=2015-09-14"),
    ("They withdrew on Friday.", "Friday=2017-08-25"),
    ("Delegates will gather on Friday in the capital.", "Friday=2017-09-01"),
    ("A vote is scheduled for Monday.", "Monday=2017-09-04"),
    ("He told reporters on Sunday that aid will enter on Thursday.", "Sunday=2017-08-27; Thursday=2017-08-31"),
    ("Jets bombed the village at dawn.", "dawn=2017-08-29TMO"),
    ("Jets bombed the village at the dawn of Friday.", "the dawn of Friday=2017-08-25TMO"),
    ("Clashes flared overnight.", "overnight=2017-08-28TNI"),
    ("Clashes went on after midnight of Thursday - Friday.", "midnight of Thursday - Friday=2017-08-25T00:00"),
    ("Seven died in the night of November 8 to 9.", "the night of November 8 to 9=2016-11-08TNI"),
    ("Since morning four raids were counted.", "morning=2017-08-29TMO"),
    ("They counted them until yesterday's midnight.", "yesterday's midnight=2017-08-28T24:00"),
    ("Since the beginning of the month thirty died.", "the beginning of the month=2017-08"),
    ("Fires burned for the fourth day in a row.", "the fourth day in a row=P4D"),
    ("Since 20th of October/2014 the crossing is shut.", "20th of October/2014=2014-10-20"),
    ("The quake struck at 7am GMT Sept. 8, 2016.", "7am GMT Sept. 8, 2016=2016-09-08T07:00Z"),
    ("It was agreed on the 28th of August 2017.", "the 28th of August 2017=2017-08-28"),
    ("Order of 15/8/2017", "15/8/2017=2017-08-15"),
    ("Updated: 2017-08-15", "2017-08-15=2017-08-15"),
    ("It lasted from Monday to Wednesday.", "Monday to Wednesday=2017-08-21/2017-08-23"),
    ("A truce was kept on 28-29 August.", "28-29 August=2017-08-28/2017-08-29"),
    ("The blockade of 2012-2013 starved them.", "2012-2013=2012/2013"),
    ("Ninety strikes in the past 72 hours", "the past 72 hours=PT72H"),
    ("Ninety strikes were counted in 72 hours.", "72 hours=PT72H"),
    ("Three hundred died in 30 days of air strikes.", "30 days=P30D"),
    ("The convoy departed a few hours ago.", "a few hours ago=PAST_REF"),
    ("They gathered yesterday morning, the 28th of August 2017.", "yesterday morning=2017-08-28TMO; the 28th of August 2017=2017-08-28"),
    ("It may arrive anytime during this morning.", "this morning=2017-08-29TMO"),
    ("Rebels now hold the ridge.", "now=PRESENT_REF"),
    ("The surrender followed 12 days of targeting.", "12 days=P12D"),
    ("The town changed hands twice over the past four years.", "the past four years=P4Y"),
    ("The dam was retaken last week.", "last week=2017-W34"),
    ("Earlier this month the road was cut.", "Earlier this month=2017-08"),
    ("In recent days shells hit the camp.", "recent days=PXD"),
    ("The base was built in the 1990s.", "the 1990s=199"),
    ("The ridge fell in the summer of 2015.", "the summer of 2015=2015-SU"),
    ("A ceasefire was kept during Ramadan 2016.", "Ramadan 2016=2016-06-07/2016-07-06"),
    ("THE PYLONS WERE DYNAMITED ON 24 NOV 89.", "24 NOV 89=1989-11-24"),
    ("Residents fled in May.", "May=2017-05"),
    ("Residents may march in the sun.", ""),
    ("The March of the Widows drew two thousand.", ""),
    ("Troops walked 2000 miles.", ""),
    ("At least 2014 people were counted.", ""),
    ("Resolution 2254 was quoted.", ""),
    ("The 82nd Airborne landed.", ""),
    ("A second blast hit the ambulance.", ""),
    ("The Sun and the Daily Star wrote of it.", ""),
    ("A 12-year-old boy was hurt.", ""),
    ("It took $2000 and 1,990 sacks.", ""),
    ("Release 2011-07-S-064 is out.", ""),
    ("The March 14 alliance objected.", ""),
    ("Two days later the bridge fell.", "Two days later=2017-08-31"),
    ("He was freed two weeks ago.", "two weeks ago=2017-W33"),
    ("He was jailed three years ago.", "three years ago=2014"),
    ("At 3 o'clock in the morning the power failed.", "3 o'clock in the morning=2017-08-29T03:00"),
    ("At around 9:45 p.m. on Saturday a car exploded.", "around 9:45 p.m. on Saturday=2017-08-26T21:45"),
    ("The 5 May deadline passed.", "The 5 May=2017-05-05"),
    ("Shops close every Friday.", "every Friday=XXXX-WXX-5"),
    ("Three raids a day were counted.", "a day=P1D"),
    ("Half an hour passed.", "Half an hour=PT30M"),
    ("They waited two and a half years.", "two and a half years=P2.5Y"),
    ("Aid will enter in the coming days.", "the coming days=PXD"),
    ("Aid will enter in three days.", "three days=2017-09-01"),
    ("Aid will enter next month.", "next month=2017-09"),
    ("Since late 2012 nobody has come.", "late 2012=2012"),
    ("In mid-June the well dried up.", "mid-June=2017-06"),
    ("He was shot on Tuesday night.", "Tuesday night=2017-08-29TNI"),
    ("He was shot late Sunday.", "late Sunday=2017-08-27"),
    ("Weeks of shelling emptied the town.", "Weeks=PXW"),
    ("The first quarter of 2016 was the worst.", "The first quarter of 2016=2016-Q1"),
    ("At 0530 hours they crossed.", "0530 hours=2017-08-29T05:30"),
    ("It began on Wednesday, 23 August.", "Wednesday, 23 August=2017-08-23"),
    ("It went on from 28 August to 2 September 2016.", "28 August to 2 September 2016=2016-08-28/2016-09-02"),
    ("Between 3 and 7 May the airport was shut.", "3 and 7 May=2017-05-03/2017-05-07"),
    ("The deadline is June 3 next year.", "June 3 next year=2018-06-03"),
    ("They met on the 15th.", "the 15th=2017-08-15"),
    ("The day before yesterday he called.", "The day before yesterday=2017-08-27"),
    ("The truce will take effect at midnight.", "midnight=2017-08-30T00:00"),
    ("The truce took effect at midnight.", "midnight=2017-08-29T00:00"),
    ("The truce is to run until midnight on Friday.", "midnight on Friday=2017-09-01T24:00"),
    ("Shells fell shortly after midnight on Friday.", "midnight on Friday=2017-08-25T00:00"),
    ("Earlier this morning a shell fell.", "Earlier this morning=2017-08-29TMO"),
    ("At 2:15 on Monday morning a shell fell.", "2:15 on Monday morning=2017-08-28T02:15"),
    ("In the final quarter of 2016 raids fell.", "the final quarter of 2016=2016-Q4"),
    ("Our third-quarter toll is out.", "third-quarter=2017-Q3"),
    ("They fled in the last week of March.", "the last week of March=2017-W13"),
    ("They fled in the first week of the siege.", ""),
]


@pytest.mark.parametrize(("text", "expected"), CASES, ids=[text for text, _ in CASES])
def test_phrase(text: str, expected: str, syria: Pack) -> None:
    found = times_of(text, syria, "2017-08-29")
    assert "; ".join(f"{m.text}={m.value}" for m in found) == expected
    assert all(text[m.start : m.end] == m.text for m in found)


def test_explicit_beside_relative_dates_the_report(syria: Pack) -> None:
    first, second, last = times_of("They left yesterday morning, the 28th of August 2017. They are due this evening.", syria)
    assert (iso(first.start_at), iso(second.start_at)) == ("2017-08-28T05:00:00", "2017-08-28")
    assert last.value == "2017-08-29TEV"


@pytest.mark.parametrize(
    "text",
    [
        "KABUL, Afghanistan (May 3, 2010) -- Two men were held today.",
        "SAN SALVADOR, 3 MAY 10 -- [TEXT] TWO MEN WERE HELD TODAY.".replace("10", "2010"),
        "A raid\n\n3 May 2010\nTwo men were held today.",
        "A raid\nDate of publication 3 May 2010 Two men were held today.",
        "A raid in the hills\n\nAFP Monday 3 May 2010 At least two men were held today.",
        "Release 2010-05-77\n\nKABUL (May 3) - Two men were held today.",
    ],
)
def test_a_dateline_dates_the_report(text: str, syria: Pack) -> None:
    assert [m.value for m in times_of(text, syria) if m.text.lower() == "today"] == ["2010-05-03"]


def test_without_a_date_of_publication_relative_times_hang_in_the_air(syria: Pack) -> None:
    found = times_of("They left on Friday, two days ago, and on 3 May; in 2016 they had come.", syria)
    assert [(m.value, m.start_at is None) for m in found][:3] == [("XXXX-WXX-5", True), ("PAST_REF", True), ("XXXX-05-03", True)]
    assert found[3].value == "2016"
    assert iso(found[3].start_at) == "2016-01-01"


def _titled(title: str, text: str, pack: Pack, published: str | None = None) -> Reading:
    return find_times(Reading(Report(id="r", text=text, title=title, published=published)), pack)


def _values(reading: Reading) -> list[str]:
    return [m.value for m in reading.mentions if isinstance(m, TimeMention)]


def test_a_year_that_only_the_title_names_is_that_of_dates_without_one(syria: Pack) -> None:
    assert _values(_titled("Monthly review, October 2015", "He was shot on Oct. 3.", syria, "2017-08-29")) == ["2015-10-03"]
    assert _values(_titled("Monthly review, October 2015", "He was shot on Oct. 3.", syria)) == ["2015-10-03"]
    assert _values(_titled("From 2011 to 2015", "He was shot on May 3.", syria, "2017-08-29")) == ["2017-05-03"]
    assert _values(_titled("Plans for 2019", "He was shot on May 3.", syria, "2017-08-29")) == ["2017-05-03"]
    assert _values(_titled("Review of 2015", "On 2 May 2016 he was held. On 3 May he died.", syria)) == ["2016-05-02", "2016-05-03"]


def test_a_full_date_in_the_title_dates_a_report_that_tells_none(syria: Pack) -> None:
    read = _titled("Daily report, 12 October 2015", "Shelling went on yesterday.", syria)
    assert (read.report.published, _values(read)) == ("2015-10-12", ["2015-10-11"])
    told = _titled("Daily report, 12 October 2015", "IDLIB, 14 October 2015 -- Shelling went on yesterday.", syria)
    assert told.report.published == "2015-10-14"


def test_both_orders_of_a_date_in_numbers(syria: Pack) -> None:
    (both,) = times_of("Letter of 03/04/2017", syria, "2017-08-29")
    (one,) = times_of("Letter of 13/04/2017", syria, "2017-08-29")
    assert (both.value, both.alternative) == ("2017-04-03", "2017-03-04")
    assert (one.value, one.alternative) == ("2017-04-13", None)


def test_publication_with_an_offset_is_taken_to_the_conflicts_zone(syria: Pack) -> None:
    (today,) = times_of("Shelling went on today.", syria, "2017-08-28T22:30:00+00:00")
    (ago,) = times_of("Shelling began two hours ago.", syria, "2017-08-28T22:30:00+00:00")
    assert today.value == "2017-08-29"
    assert iso(ago.start_at) == "2017-08-28T23:30:00"


def test_a_few_hours_ago_lies_before_publication(syria: Pack) -> None:
    (ago,) = times_of("The convoy left a few hours ago.", syria, "2017-08-29T06:00:00")
    assert (iso(ago.start_at), iso(ago.end_at), ago.precision) == ("2017-08-28T21:00:00", "2017-08-29T04:00:00", "hour")


def test_the_story_carries_its_day_along(syria: Pack) -> None:
    text = "On 3 May 2016 the town was encircled. That morning jets came. The next day tanks entered. Two days later it fell."
    assert [m.value for m in times_of(text, syria, "2017-08-29")] == ["2016-05-03", "2016-05-03TMO", "2016-05-04", "2016-05-06"]


@pytest.mark.parametrize(
    "text", ["", " ", "\ud800 on Friday", "1 " * 30000, "of the " * 20000, "May " * 20000, "12:30:" * 5000, "(" * 5000, "99999999 days ago"]
)
def test_odd_input_is_survived(text: str, syria: Pack) -> None:
    assert all(text[m.start : m.end] == m.text for m in times_of(text, syria, "2017-08-29"))


@pytest.mark.parametrize("published", ["0001-01-01", "9999-12-31", "nonsense", "2017-13-45"])
def test_odd_dates_of_publication_are_survived(published: str, syria: Pack) -> None:
    text = "Two centuries ago, last year, next week, in 5000 years, on 31 June 2017, yesterday, since Friday, at 7am GMT, last Ramadan."
    assert times_of(text, syria, published)
