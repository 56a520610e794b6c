"""The fixed form read back: what `marsad code` printed becomes a Reading again. Whoever wrote it is not trusted; what breaks the form is
named with its path (`statements[3].where[0].role`). Fields that the form does not know are passed over, and records are not read: they are
folded anew."""

from collections.abc import Callable
from typing import Any, Literal, get_args

from marsad.errors import ReaderError
from marsad.model.form import VERSION
from marsad.model.form_part import Part, fault
from marsad.model.mention import (
    ActorMention,
    ActorType,
    Mention,
    ObjectKind,
    ObjectMention,
    PersonMention,
    PlaceCandidate,
    PlaceKind,
    PlaceMention,
    QuantityMention,
    ReportMention,
    TimeMention,
    TimexType,
    WeaponMention,
)
from marsad.model.reading import Reading
from marsad.model.report import PublishedBasis, Report
from marsad.model.statement import (
    Change,
    Degree,
    Figure,
    Phase,
    SaidBy,
    SayingBasis,
    Statement,
    StatementWhen,
    Status,
    Trigger,
    WhenBasis,
    Where,
    WhereRole,
    Who,
    WhoRole,
    With,
    WithRole,
)
from marsad.model.when import Precision

PRECISIONS: tuple[Precision, ...] = get_args(Precision)
MOST_ALTERNATIVES = 1000


def from_dict(form: object) -> Reading:
    """The Reading that its fixed form describes, without sentences, tokens and records. Raises ReaderError for what breaks the form."""
    top = Part(form, "")
    if top.held.get("marsad") != VERSION:
        raise fault("marsad", f"version {VERSION!r}", top.held.get("marsad"))
    about = top.part("report")
    if about is None:
        raise fault("report", "an object", None)
    report = _report(about)
    mentions = [_mention(m, report.text) for m in top.parts("mentions")]
    if len({m.id for m in mentions}) < len(mentions):
        raise ReaderError("mentions: two have one id", advice="give what marsad code printed")
    statements = [_statement(s, report.text) for s in top.parts("statements")]
    return Reading(report).with_mentions(mentions).with_statements(statements)


def statement_of(form: object, text: str) -> Statement:
    """The statement that its form describes, in a report's text. Raises ReaderError for what breaks the form."""
    return _statement(Part(form, ""), text)


def mention_of(form: object, text: str) -> Mention:
    """The mention that its form describes, in a report's text. Raises ReaderError for what breaks the form."""
    return _mention(Part(form, ""), text)


def _report(p: Part) -> Report:
    p.moment("published")
    report = Report(
        id=p.text("id"),
        text=p.text("text"),
        title=p.maybe("title"),
        source=p.maybe("source"),
        url=p.maybe("url"),
        published=p.maybe("published"),
        published_basis=p.one_of("published_basis", get_args(PublishedBasis)),
        language=p.maybe("language"),
    )
    if p.text("sha256") != report.sha256:
        raise ReaderError("report.sha256: not that of report.text", advice="give what marsad code printed")
    return report


def _span(p: Part, text: str) -> tuple[int, int]:
    start, end = p.whole("start"), p.whole("end")
    if not 0 <= start <= end <= len(text):
        raise fault(p.path, f"offsets within a text of {len(text)} code points", f"{start}..{end}")
    return start, end


def _words(p: Part, text: str) -> tuple[int, int, str]:
    start, end = _span(p, text)
    if p.text("text") != text[start:end]:
        raise fault(p.at("text"), "the words at its offsets", p.text("text"))
    return start, end, p.text("text")


def _mention(p: Part, text: str) -> Mention:
    start, end, words = _words(p, text)
    base = {"id": p.text("id"), "start": start, "end": end, "text": words, "rule": p.text("rule")}
    return MAKERS[p.one_of("type", tuple(MAKERS))](p, base)


def _time(p: Part, base: dict[str, Any]) -> Mention:
    return TimeMention(
        **base,
        timex_type=p.one_of("timex_type", get_args(TimexType)),
        value=p.maybe("value") or "",
        start_at=p.moment("from"),
        end_at=p.moment("to"),
        precision=p.maybe_one_of("precision", PRECISIONS),
        alternative=p.maybe("alternative"),
    )


def _place(p: Part, base: dict[str, Any]) -> Mention:
    return PlaceMention(
        **base,
        name=p.text("name"),
        place_id=p.maybe("place_id"),
        kind=p.maybe_one_of("kind", get_args(PlaceKind)),
        lat=_degrees(p, "lat", 90),
        lon=_degrees(p, "lon", 180),
        radius_km=p.number("radius_km"),
        country=p.maybe("country"),
        admin1=p.maybe("admin1"),
        confidence=p.share("confidence"),
        alternatives=tuple(_candidate(a) for a in p.parts("alternatives")[:MOST_ALTERNATIVES]),
    )


def _degrees(p: Part, key: str, most: float) -> float | None:
    value = p.number(key)
    if value is not None and abs(value) > most:
        raise fault(p.at(key), f"degrees from -{most:.0f} to {most:.0f}", value)
    return value


def _candidate(p: Part) -> PlaceCandidate:
    return PlaceCandidate(
        name=p.text("name"),
        place_id=p.text("place_id"),
        kind=p.one_of("kind", get_args(PlaceKind)),
        lat=_degrees(p, "lat", 90) or 0.0,
        lon=_degrees(p, "lon", 180) or 0.0,
        radius_km=p.number("radius_km") or 0.0,
        country=p.maybe("country"),
        admin1=p.maybe("admin1"),
        confidence=p.share("confidence"),
    )


def _actor(p: Part, base: dict[str, Any]) -> Mention:
    return ActorMention(
        **base,
        name=p.text("name"),
        actor_id=p.maybe("actor_id"),
        actor_type=p.one_of("actor_type", get_args(ActorType)),
        codes=_codes(p),
        corefers=p.maybe("corefers"),
    )


def _person(p: Part, base: dict[str, Any]) -> Mention:
    return PersonMention(**base, name=p.text("name"), role=p.maybe("role"), codes=_codes(p), corefers=p.maybe("corefers"))


def _codes(p: Part) -> tuple[tuple[str, str], ...]:
    codes = p.part("codes")
    return tuple((scheme, codes.text(scheme)) for scheme in codes.held) if codes else ()


def _quantity(p: Part, base: dict[str, Any]) -> Mention:
    return QuantityMention(
        **base,
        low=p.number("low"),
        high=p.number("high"),
        best=p.number("best"),
        unit=p.maybe("unit"),
        what=p.maybe("what"),
        vague=p.truth("vague"),
        part_of=p.maybe("part_of"),
        cumulative=p.truth("cumulative"),
    )


def _object(p: Part, base: dict[str, Any]) -> Mention:
    return ObjectMention(**base, kind=p.one_of("kind", get_args(ObjectKind)), corefers=p.maybe("corefers"))


def _weapon(p: Part, base: dict[str, Any]) -> Mention:
    return WeaponMention(**base, kind=p.maybe("kind") or "")


def _earlier(p: Part, base: dict[str, Any]) -> Mention:
    return ReportMention(**base, published_from=p.moment("published_from"), published_to=p.moment("published_to"), source=p.maybe("source"))


MAKERS: dict[str, Callable[[Part, dict[str, Any]], Mention]] = {
    "time": _time, "place": _place, "actor": _actor, "person": _person, "quantity": _quantity, "object": _object, "weapon": _weapon,
    "report": _earlier,
}  # fmt: skip


def _statement(p: Part, text: str) -> Statement:
    start, end = _span(p, text)
    trigger = p.part("trigger")
    if trigger is None:
        raise fault(p.at("trigger"), "an object", None)
    figures = p.parts("figures")
    return Statement(
        id=p.text("id"),
        kind=p.text("kind"),
        status=p.one_of("status", get_args(Status)),
        start=start,
        end=end,
        trigger=Trigger(*_words(trigger, text)),
        when=_when(p.part("when")),
        where=tuple(Where(w.one_of("role", get_args(WhereRole)), w.text("mention")) for w in p.parts("where")),
        who=tuple(Who(w.one_of("role", get_args(WhoRole)), w.text("mention")) for w in p.parts("who")),
        with_=tuple(With(w.one_of("role", get_args(WithRole)), w.text("mention")) for w in p.parts("with")),
        figures=tuple(_figure(f, len(figures)) for f in figures),
        said_by=tuple(SaidBy(s.maybe("name"), s.maybe("mention"), s.one_of("basis", get_args(SayingBasis))) for s in p.parts("said_by")),
        condition=p.maybe("condition"),
        because=_because(p, text),
        refers_to=p.maybe("refers_to"),
        rule=p.text("rule"),
        score=p.share("score"),
        phase=p.maybe_one_of("phase", get_args(Phase)),
        degree=p.maybe_one_of("degree", get_args(Degree)),
        change=p.maybe_one_of("change", get_args(Change)),
        against=p.maybe("against"),
        part_of_agreement=p.maybe("part_of_agreement"),
        step=p.maybe_whole("step"),
        subject=p.maybe("subject"),
    )


def _when(p: Part | None) -> StatementWhen | None:
    if p is None:
        return None
    basis: Literal["stated", "context", "published"] = p.one_of("basis", get_args(WhenBasis))
    return StatementWhen(p.moment("from"), p.moment("to"), p.maybe_one_of("precision", PRECISIONS), p.maybe("mention"), basis)


def _figure(p: Part, figures: int) -> Figure:
    part_of = p.maybe_whole("part_of")
    if part_of is not None and not 0 <= part_of < figures:
        raise fault(p.at("part_of"), f"a place in a list of {figures}", part_of)
    return Figure(p.text("what"), p.number("low"), p.number("best"), p.number("high"), p.maybe("mention"), part_of, p.truth("cumulative"))


def _because(p: Part, text: str) -> str | tuple[int, int] | None:
    found = p.held.get("because")
    if found is None or isinstance(found, str):
        return found
    return _span(Part(found, p.at("because")), text)
