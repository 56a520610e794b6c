"""The words that a record rests on, each with who published it, when, and whom it cites."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from marsad.model.form import Form
from marsad.store.base import View

NEAR = 260  # letters of a sentence that are shown before and after a clause
_END = re.compile(r"[.!?؟]\s|\n")


class Quote(NamedTuple):
    """One statement's clause. `published` is ISO 8601; `cites`: whom the clause names as its source; `before` and `after`: the words around
    it, to the ends of its sentence as far as they are near."""

    statement: str
    report: str
    text: str
    source: str | None
    published: str | None
    cites: tuple[str, ...]
    status: str
    rule: str
    before: str = ""
    after: str = ""


class Quotes:
    """Looks quotes up in a view; the report looked at last is kept at hand."""

    def __init__(self, view: View) -> None:
        self._view = view
        self._last: tuple[str, Form | None] = ("", None)

    def of(self, record: Form) -> Iterator[Quote]:
        """The quotes of a record's statements, in their order."""
        for statement in record["statements"]:
            yield from self.of_statement(statement, record["reports"])

    def of_statement(self, statement_id: str, reports: list[str] | None = None) -> Iterator[Quote]:
        """The quotes of one statement: one for each report, of these or of all, that has it."""
        for report_id, statement in self._view.statement(statement_id):
            about = self._report(report_id)
            if about is None or (reports is not None and about["id"] not in reports):
                continue
            before, after = _around(about["text"], statement["start"], statement["end"])
            cited = (s["name"] for s in statement["said_by"] if s["name"] and s["basis"] != "publisher")
            yield Quote(
                statement=statement["id"],
                report=about["id"],
                text=about["text"][statement["start"] : statement["end"]],
                source=about["source"],
                published=about["published"],
                cites=tuple(dict.fromkeys(cited)),
                status=statement["status"],
                rule=statement["rule"],
                before=before,
                after=after,
            )

    def _report(self, report_id: str) -> Form | None:
        if self._last[0] != report_id:
            kept = self._view.report(report_id)
            self._last = (report_id, kept.form["report"] if kept else None)
        return self._last[1]


def _around(text: str, start: int, end: int) -> tuple[str, str]:
    """The words before and after a stretch of text, to the ends of its sentence, at most NEAR letters each."""
    before, after = text[max(0, start - NEAR) : start], text[end : end + NEAR]
    cut = max((m.end() for m in _END.finditer(before)), default=0 if start <= NEAR else before.find(" ") + 1)
    found = _END.search(after)
    stop = found.end() if found else len(after) if end + NEAR >= len(text) else after.rfind(" ") + 1
    return before[cut:], after[:stop].rstrip()
