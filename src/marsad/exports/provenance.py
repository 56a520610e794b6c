"""provenance.csv: every cell of the narrow tables, with the phrase, the span, the report, the rule and the review that it rests on."""

from collections.abc import Iterable, Iterator, Sequence

from marsad.exports.parts.cells import Cell, write_csv
from marsad.exports.parts.table import Line, Table, Written
from marsad.exports.parts.target import Target
from marsad.model.form import Form
from marsad.model.release import Phrase, Release, StatementAbout

ABOUT = "provenance.csv: each cell of acled, ged and hxl to phrase, span, hash, rule and review state"
FILES = ("provenance.csv",)
COLUMNS = (
    "format export_row_id field value_exported low high literal_phrase report doc_sha256 char_start char_end quote source source_date "
    "statement rule_id review_status reviewer_role reviewed_at basis"
).split()


def write(release: Release, target: Target, tables: Sequence[Table]) -> Written:
    """The file, of these tables: a line for each cell and each statement that it rests on. A cell that the project itself computed
    (`basis` = `computed`), or of which no statement may be shown, has one line without words."""
    with target.text(FILES[0]) as stream:
        return Written(write_csv(stream, COLUMNS, _rows(release, tables)))


def _rows(release: Release, tables: Iterable[Table]) -> Iterator[dict[str, Cell]]:
    events = {r["id"]: r for r in release.records}
    for table in tables:
        for line in table.lines:
            event = events[line.record]
            statements = release.statements_of(event)
            for column, value in line.cells.items():
                if value not in (None, ""):
                    yield from _cell(release, table, line, column, value, event, statements)


def _cell(
    release: Release, table: Table, line: Line, column: str, value: Cell, event: Form, statements: Sequence[StatementAbout]
) -> Iterator[dict[str, Cell]]:
    field = table.fields.get(column)
    head: dict[str, Cell] = {"format": table.name, "export_row_id": line.id, "field": column, "value_exported": value}
    if field is None:
        yield head | {"basis": "computed"}
        return
    found = _closest([(s, p) for s in statements for p in _phrases(s, field)], field, value)
    if field.startswith("figures."):
        found = [(s, p) for s, p in found if _told(event, field, s)] or found
    for about, phrase in found:
        yield head | _ends(event, field, about) | _words(release, about, phrase)
    if not found:
        shown = next(iter(statements), None)  # said by the whole clause: what no phrase of its own tells
        yield head | (_words(release, shown, None) if shown is not None else {"basis": "withheld"})


def _phrases(statement: StatementAbout, field: str) -> list[Phrase]:
    both = ("actors", "targets") if field in ("actors", "targets") else (field,)
    return [p for p in statement.phrases if p.field in both]


def _closest(found: list[tuple[StatementAbout, Phrase]], field: str, value: Cell) -> list[tuple[StatementAbout, Phrase]]:
    """Of several parties or places those that the cell names, else those in the role that the column stands for, else all."""
    named = set(value.split("; ")) if isinstance(value, str) else set()
    exact = [(s, p) for s, p in found if p.value in named]
    return exact or [(s, p) for s, p in found if p.field == field] or found


def _told(event: Form, field: str, statement: StatementAbout) -> bool:
    """Whether a statement's figure stands: a later one of the same voice has not taken its place."""
    mine = [
        t for t in event["told"] if t["statement"] == statement.id and t["report"] == statement.report and f"figures.{t['what']}" == field
    ]
    return any(not t["superseded"] for t in mine)


def _ends(event: Form, field: str, statement: StatementAbout) -> dict[str, Cell]:
    """The ends of a figure as this report tells it."""
    for told in event["told"]:
        if (told["statement"], told["report"], f"figures.{told['what']}") == (statement.id, statement.report, field):
            return {"low": told["low"], "high": told["high"]}
    return {}


def _words(release: Release, about: StatementAbout, phrase: Phrase | None) -> dict[str, Cell]:
    report = release.reports.get(about.report)
    return {
        "literal_phrase": phrase.text if phrase else None,
        "report": about.report,
        "doc_sha256": report.sha256 if report else None,
        "char_start": phrase.start if phrase else about.start,
        "char_end": phrase.end if phrase else about.end,
        "quote": about.quote,
        "source": report.source if report else None,
        "source_date": report.published if report else None,
        "statement": about.id,
        "rule_id": about.rule,
        "review_status": about.review,
        "reviewer_role": about.reviewer_role,
        "reviewed_at": about.reviewed_at,
        "basis": "phrase" if phrase else "clause",
    }
