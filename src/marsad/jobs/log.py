"""The judgements of a store, filtered for who reads them."""

import json
from collections.abc import Iterator
from dataclasses import dataclass

from marsad.model.form import Form
from marsad.model.judgement import Sealed, standing
from marsad.store.base import View


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Which judgements. None asks for all. `since`..`until`: ISO 8601, `until` exclusive; `orphaned`: only those that stand and whose
    statement the store no longer holds."""

    by: str | None = None
    verdict: str | None = None
    report: str | None = None
    statement: str | None = None
    since: str | None = None
    until: str | None = None
    orphaned: bool = False


def logged(view: View, asked: Asked = Asked()) -> Iterator[Sealed]:
    """The judgements asked for, in order."""
    chain = orphans(view) if asked.orphaned else view.judgements(report=asked.report, statement=asked.statement)
    return (one for one in chain if _fits(one, asked))


def orphans(view: View) -> Iterator[Sealed]:
    """The judgements that stand and whose statement, or other statement, the store no longer holds, in order. They are kept: a pack that
    makes the statement again finds them."""
    held: dict[tuple[str, str], bool] = {}
    for one in standing(view.judgements()):
        said = one.judgement
        other = ((said.other_report, said.other_statement),) if said.other_report and said.other_statement else ()
        for report, statement in ((said.report, said.statement), *other):
            if (report, statement) not in held:
                held[report, statement] = any(of == report for of, _ in view.statement(statement))
        if not all(held[pair] for pair in ((said.report, said.statement), *other)):
            yield one


def about(one: Sealed) -> Form:
    """The statement as it was judged: `kind`, `start`, `end`, `rule`, `quote`, `sha256`; empty where it was not noted."""
    form = json.loads(one.judgement.about)
    return form if isinstance(form, dict) else {}


def _fits(one: Sealed, asked: Asked) -> bool:
    said = one.judgement
    return (
        asked.by in (None, said.by)
        and asked.verdict in (None, said.verdict)
        and asked.report in (None, said.report)
        and asked.statement in (None, said.statement)
        and (asked.since is None or said.at >= asked.since)
        and (asked.until is None or said.at < asked.until)
    )
