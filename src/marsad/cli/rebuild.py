"""`marsad rebuild`: all reports read again by the present pack, and what that changes."""

import json as jsonlib
import sys
from collections import Counter
from typing import TYPE_CHECKING, Annotated

import typer

from marsad import settings
from marsad.cli.options import AsJson, PackName, StoreUrl, Workers, job_of
from marsad.cli.out import complain, console, put
from marsad.cli.progress import watched
from marsad.jobs import wording

if TYPE_CHECKING:
    from marsad.jobs.changes import Change
    from marsad.jobs.code import Job
    from marsad.model.form import Form
    from marsad.store.base import Store

LONGEST_VALUE = 100
MARKS = {"added": "+", "gone": "-", "changed": "~"}


def rebuild(
    pack: PackName = None,
    store: StoreUrl = None,
    workers: Workers = 1,
    fold_only: Annotated[bool, typer.Option("--fold-only", help="Do not read the reports again, only fold their statements anew.")] = False,
    json: AsJson = False,
) -> None:
    """Read every report again from the text that was kept, by the pack as it is now, fold the records anew, and print what changed. Reports
    and judgements stay; a judgement whose statement is no longer made is listed. Ctrl-C loses nothing: the same command goes on.

    Example: marsad rebuild --pack syria
    """
    from marsad.jobs.changes import changes
    from marsad.jobs.log import orphans
    from marsad.store.door import open_store

    job = job_of(None, None, pack)
    counted: Counter[str] = Counter()
    with open_store(store or settings.default_store(), make=False) as opened, opened.view() as before:
        failed = _made_again(opened, job, workers, fold_only)
        with opened.view() as after:
            for change in changes(before, after):
                counted[change.state] += 1
                put(_form(change)) if json else console().print("\n".join(_lines(change)), markup=False, soft_wrap=True)
            orphaned = [one.number for one in orphans(after)]
    complain("records: " + ", ".join(f"{counted[state]} {state}" for state in MARKS))
    if orphaned:
        complain(f"{len(orphaned)} judgements speak of statements that are no longer made: marsad log --orphaned lists them")
    if failed:
        raise typer.Exit(1)


def _made_again(store: "Store", job: "Job", workers: int, fold_only: bool) -> int:
    """Read and fold; how many reports failed."""
    from marsad.jobs.rebuild import rebuild as folded
    from marsad.jobs.reread import reread
    from marsad.pack.load import load_pack

    apart = not sys.stdout.isatty()
    failed = 0
    if not fold_only:
        for taken in watched(reread(store, job, workers), "reports read again", apart=apart):
            if taken.error is not None:
                failed += 1
                complain(f"{taken.error}: its Reading stays as it was")
    folded(store, load_pack(job.pack, job.gazetteers), lambda kept: watched(kept, "reports folded", apart=apart))
    return failed


def _form(change: "Change") -> "Form":
    form: Form = {"change": change.state, "before": change.before, "after": change.after}
    return form | {"fields": list(change.fields), "into": change.into}


def _lines(change: "Change") -> list[str]:
    """A line for the record, and one for each field that differs."""
    record = change.after or change.before or {}
    went = f" (now in {change.into})" if change.into else ""
    lines = [f"{MARKS[change.state]} {_title(record)}{went}"]
    if change.before is not None and change.after is not None:
        for name in change.fields:
            lines.append(f"    {name}: {_value(change.before.get(name))} → {_value(change.after.get(name))}")
    return lines


def _title(record: "Form") -> str:
    """What a record is, on one line: `event e12… shelling, 7 March 2017, Taldou (Homs): “…”`."""
    told = [record.get("kind") or record.get("status"), wording.span(record.get("when") or record.get("date"))]
    told += [wording.place(record[name]) for name in ("place", "area") if record.get(name)]
    quote = f": “{wording.brief(record['quote'], LONGEST_VALUE)}”" if record.get("quote") else ""
    return wording.clean(f"{record['record']} {record['id']} {', '.join(word for word in told if word)}{quote}")


def _value(value: object) -> str:
    said = jsonlib.dumps(value, ensure_ascii=False)
    return wording.clean(said if len(said) <= LONGEST_VALUE else said[:LONGEST_VALUE] + "…")
