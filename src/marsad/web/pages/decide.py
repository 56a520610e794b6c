"""Decisions about whole records: split, merge, release, embargo. Forms of the record's own page lead here."""

from collections.abc import Callable
from datetime import UTC, datetime

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from marsad.jobs.decide import Cited, Decider, embargo, first_cited, merge, record_of, release, split
from marsad.jobs.rebuild import freshen
from marsad.model.judgement import Role
from marsad.web import faults, links
from marsad.web.forms import text_of
from marsad.web.session import Person
from marsad.web.site import site_of

NEEDED: dict[str, Role] = {"split": "reviewer", "merge": "reviewer", "release": "releaser", "embargo": "reviewer"}


async def decide(request: Request) -> Response:
    """Put down a decision about a record and lead to where one of its reports' statements is now."""
    what, form, site = request.path_params["what"], await request.form(), site_of(request)
    person: Person = request.state.person
    if what not in NEEDED:
        return faults.answer(request, 404)
    if not person.may(NEEDED[what]):
        return faults.answer(request, 403, f"It takes a {NEEDED[what]}.")
    reason = text_of(form, "reason").strip() or None
    who = Decider(person.name, person.role, datetime.now(UTC).isoformat(timespec="seconds"), reason)
    record, store = text_of(form, "record"), site.store
    acts: dict[str, Callable[[], object]] = {
        "split": lambda: split(store, record, _cited(text_of(form, "cited")), who),
        "merge": lambda: merge(store, record, text_of(form, "other").strip(), who),
        "release": lambda: release(store, record, who),
        "embargo": lambda: embargo(store, record, text_of(form, "until"), who),
    }
    with store.view() as view:
        before = first_cited(view, record)
    await run_in_threadpool(acts[what])
    await run_in_threadpool(freshen, store, lambda: site.pack)  # a record that is parted or joined bears another id then
    with store.view() as view:
        now = record_of(view, before) if before else None
    return RedirectResponse(links.record(now) if now else "/", 303)


def _cited(said: str) -> Cited:
    """A statement's id and, after a space, its report's."""
    statement, _, report = said.partition(" ")
    return Cited(report, statement)


ROUTES = [Route("/decide/{what}", decide, methods=["POST"])]
