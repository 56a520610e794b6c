"""`marsad held`: who held a place on a day, and who says so."""

from datetime import date
from itertools import islice
from typing import TYPE_CHECKING, Annotated

import typer

from marsad import settings
from marsad.cli.ink import ink
from marsad.cli.options import AsJson, PackName, StoreUrl, checked_day
from marsad.cli.out import console, put
from marsad.jobs import wording
from marsad.jobs.wording import clean

if TYPE_CHECKING:
    from rich.text import Text

    from marsad.jobs.held import Held, Said
    from marsad.jobs.quotes import Quotes

MOST_QUOTES = 3
HOW_FAR = {"full": "fully", "mostly": "mostly", "partial": "partly", "contested": "not undisputedly", None: ""}


def held(
    place: Annotated[str, typer.Argument(help="Name of a place, in any spelling that the pack knows.")],
    on: Annotated[str, typer.Option("--on", metavar="DAY", help="The day, 2017-03-16.")],
    pack: PackName = None,
    store: StoreUrl = None,
    json: AsJson = False,
) -> None:
    """Tell who held a place on a day, as the reports have it: how far, since when, with which exceptions, by whose word. Where they
    contradict each other, every answer is given.

    Example: marsad held "Kafr Laha" --on 2017-03-16
    """
    from marsad.jobs.held import answer_form
    from marsad.jobs.held import held as asked
    from marsad.jobs.quotes import Quotes
    from marsad.jobs.rebuild import freshen
    from marsad.pack.load import load_pack
    from marsad.store.door import open_store

    day = date.fromisoformat(checked_day(on, "--on")[:10])
    found = load_pack(pack or settings.default_pack(), settings.gazetteer_files())
    with open_store(store or settings.default_store(), make=False) as opened:
        freshen(opened, lambda: found)
        with opened.view() as view:
            for answer in asked(view, found, place, day):
                if json:
                    put(answer_form(answer))
                else:
                    console().print(_shown(answer, Quotes(view)), soft_wrap=True)


def _shown(answer: "Held", quotes: "Quotes") -> "Text":
    """The answer for a person."""
    shown = ink("")
    area = wording.place({"name": answer.place.name, "admin1": answer.place.admin1})
    shown.append(f"{area} on {wording.day(answer.day)}\n", "bold")
    if not answer.said:
        shown.append("  nobody tells who held it\n")
    if answer.contradictory:
        shown.append("  the reports contradict each other:\n", "yellow")
    for said in answer.said:
        _show_said(said, quotes, shown)
    for line in answer.otherwise:
        shown.append(f"  {line['status']}: {wording.actors(line['actors']) or 'somebody not named'} ({line['change'] or 'held'})\n", "dim")
        _show_quotes(line, quotes, shown)
    return shown


def _show_said(said: "Said", quotes: "Quotes", shown: "Text") -> None:
    t = said.tenure
    shown.append(f"  {', '.join(dict.fromkeys(clean(a.name) for a in t.actors)) or 'somebody not named'}", "green")
    since = f"{'since' if t.dated else 'so reported since'} {wording.day(t.since)}" if t.since else ""
    until = f"until {wording.day(t.until)}" if t.until else ""
    rest = f"except for {wording.places(said.line['except'])}" if said.line["except"] else ""
    shown.append("".join(f", {words}" for words in (HOW_FAR[t.degree], since, until, rest) if words) + "\n")
    _show_quotes(said.line, quotes, shown)


def _show_quotes(line: dict[str, object], quotes: "Quotes", shown: "Text") -> None:
    for quote in islice(quotes.of(line), MOST_QUOTES):
        told = ", ".join(w for w in (clean(quote.source or ""), wording.published(quote.published)) if w)
        shown.append(f"    “{clean(quote.text)}” — {told or clean(quote.report)}\n", "dim")
