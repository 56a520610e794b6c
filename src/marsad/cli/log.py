"""`marsad log`: who judged what, when and why."""

from typing import TYPE_CHECKING, Annotated

import typer

from marsad import settings
from marsad.cli.options import AsJson, StoreUrl, checked_day
from marsad.cli.out import complain, console, put
from marsad.jobs.wording import clean

if TYPE_CHECKING:
    from marsad.model.judgement import Sealed

DONE = {
    "accept": "accepts", "correct": "corrects", "reject": "rejects", "unsure": "is unsure of",
    "second_reader": "asks for a second reader of", "same": "finds the same", "different": "finds different", "release": "releases",
    "embargo": "puts an embargo on", "withdraw": "withdraws",
}  # fmt: skip
LONGEST = 160


def log(
    ids: Annotated[list[str] | None, typer.Argument(metavar="ID", help="Only of these statements, records or reports.")] = None,
    by: Annotated[str | None, typer.Option(help="Only by this person.")] = None,
    verdict: Annotated[str | None, typer.Option(help="Only accept, correct, reject, unsure, second_reader, same, different ...")] = None,
    since: Annotated[str | None, typer.Option(help="Only from this day on.")] = None,
    until: Annotated[str | None, typer.Option(help="Only before this day.")] = None,
    orphaned: Annotated[bool, typer.Option("--orphaned", help="Only those whose statement no pack makes any more.")] = False,
    store: StoreUrl = None,
    json: AsJson = False,
) -> None:
    """Print the judgements in the order in which they were put down. --json prints the sealed rows, for an archive or a check elsewhere.

    Example: marsad log --by Rima --since 2026-01-01
    """
    from marsad.jobs.log import Asked, logged
    from marsad.model.judgement import sealed_form
    from marsad.store.door import open_store

    for option, day in (("--since", since), ("--until", until)):
        if day is not None:
            checked_day(day, option)
    asked = Asked(by=by, verdict=verdict, since=since, until=until, orphaned=orphaned)
    shown = 0
    with open_store(store or settings.default_store(), make=False) as opened, opened.view() as view:
        from marsad.jobs.targets import meant_by

        chosen = meant_by(view, ids or [])
        screen = console()
        for one in logged(view, asked):
            if chosen is None or (one.judgement.report, one.judgement.statement) in chosen or one.judgement.report in chosen:
                put(sealed_form(one)) if json else screen.print(line_of(one), markup=False, soft_wrap=True)
                shown += 1
    if not shown:
        complain("no judgements" if not orphaned else "no judgement is orphaned")


def line_of(one: "Sealed") -> str:
    """A judgement as one line that a terminal only shows."""
    from marsad.jobs.log import about

    said, told = one.judgement, about(one)
    quote = str(told.get("quote", ""))
    words = [f"{one.number}.", said.at[:16].replace("T", " "), said.by, f"({said.role})", DONE[said.verdict]]
    words += [f"judgement {said.undoes}:"] if said.verdict == "withdraw" else []
    words += [f"[{told.get('kind', '?')}]", f"“{quote if len(quote) <= LONGEST else quote[:LONGEST] + '…'}”"]
    words += [f"and {said.other_statement} in {said.other_report}"] if said.other_statement else []
    words += [f": {said.field} = {said.value}"] if said.field else [f"until {said.value}"] if said.value else []
    reason = ", ".join(part for part in (said.reason_code, said.reason) if part)
    words += [f"— {reason}"] if reason else []
    return clean(" ".join([*words, f"({said.statement} in {said.report})"]))
