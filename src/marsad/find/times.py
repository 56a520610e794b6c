"""The times of a report: found by the pack's rules, then resolved against publication and against what was said before."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from functools import cache
from typing import NamedTuple
from zoneinfo import ZoneInfo

from marsad.find.time_calendar import midnight
from marsad.find.time_chart import Parser
from marsad.find.time_dates import Context, Found
from marsad.find.time_published import day_of_title, published_in, year_of_title
from marsad.find.time_resolve import resolve
from marsad.find.time_tense import Sentences, sign_of
from marsad.find.time_values import Calendar, Length, Reference, Value
from marsad.find.time_words import grammar_and_words, islands
from marsad.model.mention import TimeMention
from marsad.model.reading import Reading
from marsad.pack.pack import Pack

NEAR = 400


class RawTime(NamedTuple):
    """A time as its words tell it: start..end in the text, its value, the rule that read it."""

    start: int
    end: int
    value: Value
    rule: str


def find_times(reading: Reading, pack: Pack) -> Reading:
    """The Reading with its time mentions, `t1`, `t2` ... in the order of the text; and with the date of publication that the text tells,
    where none was given."""
    raw = raw_times(reading.report.text, pack)
    published = reading.report.published
    titled = [t.value for t in raw_times(reading.report.title, pack)] if reading.report.title else []
    if published is None:
        told = published_in(reading.report.text, [(t.start, t.end, t.value) for t in raw]) or day_of_title(titled)
        if told is not None:
            published = told.date().isoformat()
            reading = reading.with_published(published)
    moment, exact = _moment(published, pack.timezone)
    cuts = [sentence.start for sentence in reading.sentences]
    context = Context(moment, exact, year=year_of_title(titled, moment), zone_of=_shifted(pack.timezone))
    found = _resolved(reading.report.text, raw, context, cuts)
    return reading.with_mentions(
        TimeMention(
            id=f"t{number}",
            start=time.start,
            end=time.end,
            text=reading.report.text[time.start : time.end],
            rule=time.rule,
            timex_type=one.type,
            value=one.value,
            start_at=one.start,
            end_at=one.end,
            precision=one.precision,
            alternative=one.alternative,
        )
        for number, (time, one) in enumerate(found, 1)
    )


def raw_times(text: str, pack: Pack) -> list[RawTime]:
    """Every time of a text, unresolved, in order, none overlapping."""
    parser = _parser(pack)
    found: list[RawTime] = []
    for first, last, pieces in islands(text, parser.vocabulary):
        for hit in parser.hits(pieces, first, last):
            if hit.value is not None:
                start, end = pieces[first + hit.first].start, pieces[first + hit.last - 1].end
                found.append(RawTime(start, end, hit.value, hit.rule))
    return found


@cache
def _parser(pack: Pack) -> Parser:
    grammar, vocabulary = grammar_and_words(pack)
    return Parser(grammar, vocabulary)


def _moment(published: str | None, zone: str) -> tuple[datetime | None, bool]:
    """Publication in the conflict's own zone, and whether its hour is known."""
    if not published:
        return None, False
    try:
        moment = datetime.fromisoformat(published.strip())
    except ValueError:
        return None, False
    if moment.tzinfo is not None:
        moment = moment.astimezone(_zone(zone)).replace(tzinfo=None)
    return moment, len(published.strip()) > 10


@cache
def _zone(name: str) -> ZoneInfo | timezone:
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        return UTC


@cache
def _shifted(name: str) -> Callable[[datetime, float], datetime]:
    """From a clock so many hours ahead of UTC to the clock of a zone."""

    def shifted(moment: datetime, hours: float) -> datetime:
        try:
            return moment.replace(tzinfo=timezone(timedelta(hours=hours))).astimezone(_zone(name)).replace(tzinfo=None)
        except (OverflowError, ValueError):
            return moment

    return shifted


def _resolved(text: str, raw: list[RawTime], context: Context, cuts: list[int]) -> list[tuple[RawTime, Found]]:
    """Each time with what it comes to, the narrative's day carried along from one to the next; `context.year` is that of the title."""
    found: list[tuple[RawTime, Found]] = []
    sentences = Sentences(text, cuts)
    story: datetime | None = None
    day_at, day = -1, None
    year_at, year = -NEAR, None
    for time in raw:
        begin, end = sentences.around(time.start)
        here = replace(
            context,
            story=story,
            near=day if day_at >= begin else None,
            year=year if time.start - year_at < NEAR else context.year,
            sign=sign_of(text, begin, end, time.start, time.end),
        )
        one = resolve(time.value, here)
        found.append((time, one))
        if (
            one.start is not None
            and one.precision in ("day", "part_of_day", "hour", "minute")
            and not isinstance(time.value, Reference | Length)
        ):
            story = day = midnight(one.start)
            day_at = time.start
        if isinstance(time.value, Calendar) and time.value.year is not None and time.value.month is not None:
            year_at, year = time.start, time.value.year
    return found
