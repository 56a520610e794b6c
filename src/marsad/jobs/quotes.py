"""The words that a record rests on, each with who published it, when, and whom it cites."""

from collections.abc import Iterator
from typing import NamedTuple

from marsad.model.form import Form
from marsad.store.base import View


class Quote(NamedTuple):
    """One statement's clause. `published` is ISO 8601; `cites`: whom the clause names as its source."""

    statement: str
    report: str
    text: str
    source: str | None
    published: str | None
    cites: tuple[str, ...]
    status: str
    rule: str


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
            )

    def _report(self, report_id: str) -> Form | None:
        if self._last[0] != report_id:
            kept = self._view.report(report_id)
            self._last = (report_id, kept.form["report"] if kept else None)
        return self._last[1]
