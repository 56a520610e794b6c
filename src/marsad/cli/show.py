"""`marsad show`: what the record holds."""

from itertools import islice
from typing import TYPE_CHECKING, Annotated

import typer

from marsad import settings
from marsad.cli.options import AsJson, StoreUrl, checked_day
from marsad.cli.out import complain, console, put
from marsad.errors import MarsadError

if TYPE_CHECKING:
    from marsad.store.base import Store, View, Wanted

SORTS = ("agreement", "movement", "control", "event")
MOST_QUOTES = 24  # looked up for a record in a list, of which the first few that differ are shown
TOLD_BY_OTHERS = ("agreement", "movement", "control")  # kinds of event


def show(
    ids: Annotated[list[str] | None, typer.Argument(metavar="ID", help="Records, by id or the start of one; or reports.")] = None,
    kind: Annotated[str | None, typer.Option(help="Only agreement, movement, control, event, or one kind of event (shelling).")] = None,
    place: Annotated[str | None, typer.Option(help="Only where a place has these words in its name.")] = None,
    since: Annotated[str | None, typer.Option(help="Only from this day on.")] = None,
    until: Annotated[str | None, typer.Option(help="Only before this day.")] = None,
    most: Annotated[int | None, typer.Option(min=1, help="At most so many of each sort.")] = None,
    store: StoreUrl = None,
    json: AsJson = False,
) -> None:
    """Print the record, or the parts of it asked for, each with its words and sources.

    Example: marsad show --kind movement --place Idlib
    """
    from marsad.store.base import Wanted
    from marsad.store.door import open_store

    for option, day in (("--since", since), ("--until", until)):
        if day is not None:
            checked_day(day, option)
    sort = kind if kind in SORTS else None
    wanted = Wanted(sort or ("event" if kind else None), None if sort else kind, place, None, since, until, most)
    with open_store(store or settings.default_store(), make=False) as opened:
        _fresh(opened)
        if ids:
            for name in ids:
                _show_one(opened, name, wanted, json)
        else:
            print_records(opened, wanted, as_json=json)
            _tell_failures(opened)


def print_records(store: "Store", wanted: "Wanted", *, as_json: bool) -> int:
    """Print the records wanted as they are read, and tell how many: one JSON object a line, or section by section for a person."""
    shown: set[str] = set()
    count = 0
    with store.view() as view:
        for sort in SORTS if wanted.sort is None else (wanted.sort,):
            if as_json:
                for record in view.records(wanted._replace(sort=sort)):
                    put(record)
                    count += 1
            else:
                count += _print_section(view, wanted._replace(sort=sort), shown)
    return count


def _print_section(view: "View", wanted: "Wanted", shown: set[str]) -> int:
    """Print the records of one sort, and tell how many. An event that only tells again what a deal, a way or a line of control has shown
    is left out; `shown`: the statements of those."""
    from marsad.cli import draw
    from marsad.jobs.quotes import Quotes

    screen, quotes, count = console(), Quotes(view), 0
    for record in view.records(wanted):
        if record.get("kind") in TOLD_BY_OTHERS and shown.issuperset(record["statements"]):
            continue
        shown.update(record["statements"] if record["record"] != "event" else ())
        if not count:
            screen.print(draw.heading(record["record"]))
        count += 1
        screen.print(draw.record(record, list(islice(quotes.of(record), MOST_QUOTES)), quotes.of_statement, screen.width))
    return count


def _show_one(store: "Store", name: str, wanted: "Wanted", as_json: bool) -> None:
    """One record with all its quotes, or the records of one report. Raises MarsadError where there is neither."""
    with store.view() as view:
        record, report = view.record(name), view.report(name)
        if record is not None and as_json:
            put(record)
        elif record is not None:
            from marsad.cli import draw
            from marsad.jobs.quotes import Quotes

            screen, quotes = console(), Quotes(view)
            screen.print(draw.record(record, list(quotes.of(record)), quotes.of_statement, screen.width, most=None))
    if record is None and report is None:
        raise MarsadError("no one record or report has this id", place=name, advice="marsad show lists the records with their ids")
    if record is None:
        print_records(store, wanted._replace(reports=frozenset({name})), as_json=as_json)


def _fresh(store: "Store") -> None:
    from marsad.jobs.rebuild import freshen
    from marsad.pack.load import load_pack

    freshen(store, lambda: load_pack(settings.default_pack(), settings.gazetteer_files()))


def _tell_failures(store: "Store") -> None:
    with store.view() as view:
        for failed in view.failures():
            complain(f"could not be read, kept: {failed.error}")
