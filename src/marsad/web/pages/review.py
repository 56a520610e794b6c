"""Review: one statement at a time, its words lit, and what a reader says of it. The only page that writes, through `jobs.judge`."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any, NamedTuple, get_args
from urllib.parse import urlencode

from starlette.background import BackgroundTask
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from marsad.errors import JudgementError
from marsad.jobs.concord import concords, paces
from marsad.jobs.facts import Fact, facts
from marsad.jobs.judge import judge
from marsad.jobs.named import json_value
from marsad.jobs.queue import Board, Due, counter, last_of, queue
from marsad.jobs.rebuild import freshen
from marsad.model.correction import NAMING
from marsad.model.form import Form
from marsad.model.judgement import REASON_CODES, Judgement, Verdict, standing
from marsad.model.statement import Change, Degree, Status
from marsad.pack.pack import Pack
from marsad.store.base import View
from marsad.web import faults
from marsad.web.forms import text_of
from marsad.web.lit import lit
from marsad.web.render import page
from marsad.web.session import Person
from marsad.web.site import Site, site_of

VERDICTS: tuple[Verdict, ...] = ("accept", "correct", "reject", "unsure", "second_reader")
REASONS = {code: words[0].upper() + words[1:] for code, words in REASON_CODES.items()}
PLAIN_CHOICES: tuple[str, ...] = tuple(dict.fromkeys((*get_args(Status), *get_args(Degree), *get_args(Change))))
MOST_CHOICES = 60
TYPED = ("verdict", "statement", "field", "value", "reason", "reason_code")


def show(request: Request) -> Response:
    """The statement to look at next, or that nothing waits. `?report=`: of one report alone."""
    return _screen(request, request.query_params.get("report") or None)


class Refused(NamedTuple):
    """A decision that was not put down: why, and what was typed, by the field of the form."""

    why: str
    typed: Mapping[str, str]


def _screen(request: Request, report: str | None, refused: Refused | None = None) -> Response:
    """The screen, with what was refused of the last decision, where it was: nothing that was typed is lost."""
    site, person = site_of(request), _person(request)
    with site.store.view() as view:
        chain = list(view.judgements())
        board = Board.of(chain)
        due = next(queue(view, person.name, board, report), None)
        held: dict[str, Any] = {"counter": counter(view, person.name, board), "last": last_of(chain, person.name), "report": report}
        again = refused is not None and due is not None and refused.typed["statement"] == due.statement["id"]
        held |= {"refused": refused and refused.why, "typed": refused.typed if refused and again else dict.fromkeys(TYPED, "")}
        return page(request, "review.html", due=due, reasons=REASONS, **held, **(_told(view, due) if due else {}))


def _told(view: View, due: Due) -> dict[str, Any]:
    """What a reader has to see of a statement: its words, their source, and what was understood."""
    kept = view.report(due.report)
    assert kept is not None
    found = facts(due.statement, kept.form["mentions"])
    about = kept.form["report"]
    pieces = lit(about["text"], due.statement, found)
    return {"about": about, "facts": found, "pieces": pieces, "fields": _fields(due, found), "choices": _choices(kept.form["mentions"])}


def _fields(due: Due, found: tuple[Fact, ...]) -> list[tuple[str, str]]:
    """The fields that may be corrected, each with what stands there now."""
    fields = []
    for fact in found:
        if fact.path.startswith("figures."):
            figure = due.statement["figures"][int(fact.path.split(".")[1])]
            fields += [(f"{fact.path}.{end}", f"{fact.label}, {end}: {_shown(figure[end])}") for end in ("low", "best", "high")]
        elif fact.path == "when":
            fields += [(f"when.{end}", f"when, {end}: {_shown(due.statement['when'][end])}") for end in ("from", "to")]
        elif fact.path.startswith(("who.", "where.", "with.")):
            named = NAMING.get(fact.path.split(".")[0])
            fields += [(f"{fact.path}.{named}", f"{fact.label} {fact.words}")] if named else []
            fields.append((fact.path, f"{fact.label} {fact.words}: take it out"))
        elif fact.path != "said_by":
            fields.append((fact.path, f"{fact.label}: {fact.words}"))
    return fields


def _choices(mentions: Iterable[Form]) -> list[str]:
    """What may be right: the words of the closed fields, the places and actors of the report, and what else its names may stand for."""
    named = [_choice(m) for m in mentions if m["type"] in NAMING.values() and m["name"]]
    others = [f"{other['name']}, {other['place_id']}" for m in mentions if m["type"] == "place" for other in m["alternatives"]]
    return list(dict.fromkeys((*PLAIN_CHOICES, *named, *others)))[:MOST_CHOICES]


def _choice(mention: Form) -> str:
    """A place with its id, for several may bear the name; an actor by its name."""
    return f"{mention['name']}, {mention['place_id']}" if mention.get("place_id") else str(mention["name"])


def _shown(value: object) -> str:
    return "open" if value is None else str(value)


async def decide(request: Request) -> Response:
    """Put down a judgement and go on to the next statement."""
    site, person, form = site_of(request), _person(request), await request.form()
    verdict = next((v for v in VERDICTS if v == text_of(form, "verdict")), None)
    if verdict is None:
        return faults.answer(request, 400, "no such decision")
    only = text_of(form, "only")
    judgement = Judgement(
        verdict=verdict,
        report=text_of(form, "report"),
        statement=text_of(form, "statement"),
        reason_code=text_of(form, "reason_code") or None if verdict in ("reject", "correct") else None,
        reason=text_of(form, "reason").strip() or None,
        by=person.name,
        role=person.role,
        at=datetime.now(UTC).isoformat(timespec="seconds"),
    )
    try:
        if verdict == "correct":
            field = text_of(form, "field")
            value = await run_in_threadpool(_value, field, text_of(form, "value"), site.pack)
            judgement = replace(judgement, field=field or None, value=value)
        await run_in_threadpool(judge, site.store, judgement)
    except JudgementError as error:
        return await run_in_threadpool(_screen, request, only or None, Refused(str(error), {name: text_of(form, name) for name in TYPED}))
    return _on(site, only)


async def undo(request: Request) -> Response:
    """Take back the reader's own last judgement; it stays in the log."""
    site, person, form = site_of(request), _person(request), await request.form()
    with site.store.view() as view:
        last = last_of(view.judgements(), person.name)
    if last is not None:
        said, now = last.judgement, datetime.now(UTC).isoformat(timespec="seconds")
        back = Judgement(
            verdict="withdraw", report=said.report, statement=said.statement, by=person.name, role=person.role, at=now, undoes=last.number
        )
        await run_in_threadpool(judge, site.store, back)
    return _on(site, text_of(form, "only"))


def figures(request: Request) -> Response:
    """How far readers agree, and how long reading takes."""
    with site_of(request).store.view() as view:
        chain = list(view.judgements())
        board = Board.of(chain)
        told: dict[str, Any] = {
            "concords": concords(standing(chain)),
            "paces": paces(chain),
            "counter": counter(view, _person(request).name, board),
        }
    return page(request, "review_figures.html", **told)


def _person(request: Request) -> Person:
    person: Person = request.state.person
    return person


def _on(site: Site, report: str) -> Response:
    """To the next statement; the records are folded anew behind it."""
    address = "/review" + (f"?{urlencode({'report': report})}" if report else "")
    return RedirectResponse(address, 303, background=BackgroundTask(freshen, site.store, lambda: site.pack))


def _value(field: str, said: str, pack: Pack) -> str:
    """What was typed, as JSON text; nothing, or `open`, for what is taken out or not known."""
    return "null" if said.strip().casefold() in ("", "open") else json_value(field, said.strip(), pack)


ROUTES = [
    Route("/review", show, methods=["GET"]),
    Route("/review", decide, methods=["POST"]),
    Route("/review/undo", undo, methods=["POST"]),
    Route("/review/figures", figures, methods=["GET"]),
]
