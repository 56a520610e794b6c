"""The reading page: a report with everything that was read from its words, and what was not."""

from threading import Lock
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from marsad.jobs.why import Why, why
from marsad.model.form import Form
from marsad.model.form_in import from_dict
from marsad.model.reading import Reading
from marsad.pack.pack import Pack, SourcedRule
from marsad.store.base import Kept, View, Wanted
from marsad.web import meant
from marsad.web.families import family_of
from marsad.web.marks import paragraphs, segments
from marsad.web.query import page_of
from marsad.web.render import page
from marsad.web.site import Site, site_of

PART = 30_000  # letters of a text that are shown on one page
MOST_RECORDS = 60
_reading = Lock()  # the parser reads one text at a time


def report(request: Request) -> Response:
    """A report; `part` is which page of a long one. With `why` it is read again, and each sentence tells what of it was not understood."""
    site = site_of(request)
    name = request.query_params.get("id", "")
    with site.store.view() as view:
        kept = view.report(name)
        if kept is None:
            raise HTTPException(404, "No report has this id")
        records = list(view.records(Wanted(reports=frozenset({kept.id}), most=MOST_RECORDS)))
    context = _context(site, kept, page_of(request.query_params.get("part", "1")))
    reasons = _reasons(site, kept) if "why" in request.query_params else None
    return page(request, "report.html", kept=kept, records=records, reasons=reasons, **context)


def _context(site: Site, kept: Kept, part: int) -> dict[str, Any]:
    about, text = kept.form["report"], kept.form["report"]["text"]
    cuts = _cuts(text)
    part = max(1, min(part, len(cuts) - 1))
    start, end = cuts[part - 1], cuts[part]
    mentions = [m for m in kept.form["mentions"] if m["start"] < end and m["end"] > start]
    statements = [s for s in kept.form["statements"] if s["start"] < end and s["end"] > start]
    by_id = {m["id"]: m for m in kept.form["mentions"]}
    rules = rules_of(site.pack)
    return {
        "about": about,
        "lines": paragraphs(segments(text, start, end, mentions, statements)),
        "statements": [_statement(s, by_id, rules, site.pack) for s in sorted(statements, key=lambda s: (s["start"], -s["end"]))],
        "cards": {m["id"]: {"sort": meant.SORTS[m["type"]], "lines": meant.mention(m, by_id), "rule": m["rule"]} for m in mentions},
        "part": part,
        "parts": len(cuts) - 1,
    }


def _cuts(text: str) -> list[int]:
    """Where the pages of a long text begin: at lines, else at words, else anywhere."""
    cuts = [0]
    while len(text) - cuts[-1] > PART:
        end = cuts[-1] + PART
        at = max(text.rfind("\n", cuts[-1] + PART // 2, end), 0) or max(text.rfind(" ", cuts[-1] + PART // 2, end), 0)
        cuts.append(at + 1 if at else end)
    return [*cuts, len(text)]


def _statement(found: Form, by_id: dict[str, Form], rules: dict[str, SourcedRule], pack: Pack) -> dict[str, Any]:
    family = family_of({"record": "event", "kind": found["kind"]}, pack)
    return {"form": found, "family": family, "said": meant.statement(found, by_id), "rule": rules.get(found["rule"])}


def rules_of(pack: Pack) -> dict[str, SourcedRule]:
    """Every rule of a pack by its name."""
    return {r.rule.id: r for family in pack.rules.values() for r in family}


def _reasons(site: Site, kept: Kept) -> dict[str, Any]:
    """The sentences with what was refused in them, and the parse; the text is read again for it."""
    with _reading:
        reading, sentences = why(from_dict(kept.form).report, site.job)
        return {"sentences": [(s, _tree(reading, s)) for s in sentences]}


def _tree(reading: Reading, sentence: Why) -> list[tuple[int, str, str, str, str]]:
    """The words of a sentence as its tree has them: depth, word, lemma, tag, relation."""
    end = sentence.start + len(sentence.text)
    tokens = {t.number: t for t in reading.tokens if sentence.start <= t.start < end}

    def depth(number: int) -> int:
        steps = 0
        while number in tokens and tokens[number].head != number and steps < len(tokens):
            number, steps = tokens[number].head, steps + 1
        return steps

    return [(depth(n), t.text, t.lemma, t.tag, t.relation) for n, t in tokens.items()]


def reports(request: Request) -> Response:
    """All reports, the one published last first; `source` asks for those of one."""
    source = request.query_params.get("source") or None
    number = page_of(request.query_params.get("page", "1"))
    with site_of(request).store.view() as view:
        found = list(view.listed(source, 51, (number - 1) * 50))
        total = _total(view, source)
    return page(request, "reports.html", reports=found[:50], more=len(found) > 50, number=number, source=source, total=total)


def _total(view: View, source: str | None) -> int:
    return sum(s.reports for s in view.sources() if source is None or s.source == source)


ROUTES = [Route("/report", report), Route("/reports", reports)]
