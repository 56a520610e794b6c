"""Earlier reports: who published them, and when."""

from datetime import datetime

from marsad.find.actors import find_actors
from marsad.find.reports import find_reports
from marsad.model.mention import ReportMention, TimeMention
from marsad.model.reading import Reading
from marsad.model.report import Report
from marsad.pack.pack import Pack
from marsad.parse.english import parse


def reports(text: str, pack: Pack, time: str | None = None) -> list[ReportMention]:
    reading = find_actors(parse(Reading(Report(id="r", text=text, published="2017-09-01", source="Monitor")), pack), pack)
    if time is not None:
        start = text.index(time)
        reading = reading.with_mentions(
            [
                TimeMention(
                    id="t1", start=start, end=start + len(time), text=time, rule="test", timex_type="DATE", value="2017-08-20",
                    start_at=datetime(2017, 8, 20), end_at=datetime(2017, 8, 21), precision="day",
                )
            ]
        )  # fmt: skip
    found = [m for m in find_reports(reading, pack).mentions if isinstance(m, ReportMention)]
    assert all(text[m.start : m.end] == m.text for m in found)
    return found


def test_published_on_a_day(syria: Pack) -> None:
    (found,) = reports("SOHR published on the 20th of August that buses reached Jayrud.", syria, "the 20th of August")
    assert found.source == "Syrian Observatory for Human Rights"
    assert (found.published_from, found.published_to) == (datetime(2017, 8, 20), datetime(2017, 8, 21))
    assert found.text == "SOHR published on the 20th of August"


def test_as_we_reported(syria: Pack) -> None:
    (found,) = reports("The buses turned back, as we reported yesterday.", syria, "yesterday")
    assert found.source == "Monitor"


def test_an_earlier_report(syria: Pack) -> None:
    (found,) = reports("In an earlier report the number was lower.", syria)
    assert found.text == "an earlier report"
    assert found.published_from is None


def test_the_time_of_what_was_told_is_not_that_of_the_telling(syria: Pack) -> None:
    assert reports("SOHR reported that buses left on 20 August.", syria, "20 August") == []


def test_what_is_said_now_is_no_earlier_report(syria: Pack) -> None:
    assert reports("Reuters said the bridge fell. The report is long.", syria) == []
