"""A person's judgement into the chain: what it speaks of is looked up, what makes no sense is refused."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from marsad.errors import JudgementError
from marsad.model.correction import check_correction
from marsad.model.form import Form
from marsad.model.judgement import REASON_CODES, REASONED, Judgement, Sealed, canonical
from marsad.model.review import SETTLING
from marsad.store.base import Store, View

PAIRED = ("same", "different")
RELEASERS = ("releaser", "admin")
MOST_WORDS = 10_000


class _Told(NamedTuple):
    """A statement with the text that it stands in."""

    report: str
    form: Form
    text: str
    sha256: str


def judge_all(store: Store, judgements: Iterable[Judgement]) -> list[Sealed]:
    """Put all of them down in one transaction, or, where one of them is refused, none. Raises as `judge`."""
    with store.view() as view:
        checked = [_checked(judgement, view) for judgement in judgements]
    with store.writer() as writer:
        return [writer.add_judgement(judgement) for judgement in checked]


def judge(store: Store, judgement: Judgement) -> Sealed:
    """Put a judgement down and give it back sealed, with `about` filled in. It counts when the records are folded next.

    Raises JudgementError where the statement is not there, a correction or rejection has no reason, a field or value does not fit, or what
    is to be withdrawn is no judgement; StoreError where the store gives way."""
    return judge_all(store, (judgement,))[0]


def _checked(judgement: Judgement, view: View) -> Judgement:
    if not judgement.by.strip():
        raise JudgementError("nobody is named", place="by", advice="say who judges")
    if any(len(words or "") > MOST_WORDS for words in (judgement.reason, judgement.reason_code, judgement.by, judgement.value)):
        raise JudgementError(f"more than {MOST_WORDS} letters", place=judgement.verdict, advice="say it shorter")
    if judgement.verdict == "withdraw":
        return _withdrawal(judgement, view)
    if judgement.verdict in REASONED and not (judgement.reason or "").strip() and not (judgement.reason_code or "").strip():
        raise JudgementError("no reason is given", place=judgement.verdict, advice="say why")
    if judgement.reason_code is not None and judgement.reason_code not in REASON_CODES:
        raise JudgementError("no such reason", place=judgement.reason_code[:60], advice="one of " + ", ".join(REASON_CODES))
    told = _told(view, judgement.report, judgement.statement)
    if judgement.verdict in PAIRED:
        _other(judgement, view)
    if judgement.verdict == "correct":
        if judgement.field is None or judgement.value is None:
            raise JudgementError("no field and value", place="correct", advice="say what is right: status denied")
        check_correction(told.form, judgement.field, judgement.value, told.text)
    if judgement.verdict == "release" and judgement.role not in RELEASERS:
        raise JudgementError("only a releaser or an admin may release", place="release", advice="ask one, or give the role")
    if judgement.verdict == "embargo":
        _day(judgement.value)
    return replace(judgement, report=told.report, about=_about(told))


def _withdrawal(judgement: Judgement, view: View) -> Judgement:
    """A withdrawal speaks of the statement that the withdrawn judgement speaks of."""
    undone = next(iter(view.judgements((judgement.undoes or 0) - 1)), None) if judgement.undoes else None
    if undone is None or undone.number != judgement.undoes:
        raise JudgementError(
            f"there is no judgement {judgement.undoes}", place="withdraw", advice="marsad log lists them with their numbers"
        )
    said = undone.judgement
    if said.by != judgement.by and judgement.role not in SETTLING:
        raise JudgementError(
            f"judgement {undone.number} is by another", place="withdraw", advice="as a reviewer you may, with --role reviewer"
        )
    return replace(judgement, report=said.report, statement=said.statement, about=said.about)


def _other(judgement: Judgement, view: View) -> None:
    if judgement.other_report is None or judgement.other_statement is None:
        raise JudgementError("only one statement", place=judgement.verdict, advice="name the two")
    if (judgement.other_report, judgement.other_statement) == (judgement.report, judgement.statement):
        raise JudgementError("twice the same statement", place=judgement.verdict, advice="name two")
    _told(view, judgement.other_report, judgement.other_statement)


def _told(view: View, report: str, statement: str) -> _Told:
    form = next((form for of, form in view.statement(statement) if of == report), None)
    kept = view.report(report)
    if kept is None or form is None:
        raise JudgementError("no such statement in this report", place=f"{report} {statement}", advice="marsad show --json lists them")
    about = kept.form["report"]
    return _Told(report, form, about["text"], about["sha256"])


def _about(told: _Told) -> str:
    form, quote = told.form, told.text[told.form["start"] : told.form["end"]]
    return canonical({name: form[name] for name in ("kind", "start", "end", "rule")} | {"quote": quote, "sha256": told.sha256})


def _day(value: str | None) -> None:
    try:
        date.fromisoformat(value or "")
    except ValueError:
        raise JudgementError("no date until when", place="embargo", advice="write 2017-08-29") from None
