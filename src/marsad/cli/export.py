"""`marsad export`: the record in the formats of others."""

import os
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, cast, get_args

import typer

from marsad import settings
from marsad.cli.options import PackName, StoreUrl, checked_day
from marsad.cli.out import complain
from marsad.cli.progress import watched
from marsad.errors import MarsadError
from marsad.model.release import ExportView, Tier

if TYPE_CHECKING:
    from marsad.jobs.export import Order
    from marsad.pack.pack import Pack
    from marsad.protect import Withheld
    from marsad.store.base import Store

Choice = tuple[str, ...]


def export(
    formats: Annotated[
        list[str] | None, typer.Argument(metavar="FORMAT", help="Formats, as --list names them; with --check the file to check.")
    ] = None,
    out: Annotated[str | None, typer.Option(help="The folder to write into, or - for standard output (one format).")] = None,
    view: Annotated[
        str, typer.Option(help="Which number, day and place, where reports differ: conservative, representative, informative.")
    ] = ("representative"),
    where: Annotated[list[str] | None, typer.Option(help="Only records that meet a condition (kind=shelling); may be given again.")] = None,
    since: Annotated[str | None, typer.Option(help="Only from this day on.")] = None,
    until: Annotated[str | None, typer.Option(help="Only before this day.")] = None,
    tier: Annotated[str, typer.Option(help="For whom: internal, trusted, public.")] = "internal",
    policy: Annotated[Path | None, typer.Option(help="A protection policy of your own. [default: the one that Marsad comes with]")] = None,
    explain: Annotated[
        bool, typer.Option("--explain", help="List what is withheld, and by which rule, for you alone; without --out write nothing.")
    ] = False,
    listed: Annotated[bool, typer.Option("--list", help="Tell which formats there are, and write nothing.")] = False,
    check: Annotated[str | None, typer.Option(help="Check a file of this format (ged) instead of writing one.")] = None,
    lenient: Annotated[bool, typer.Option(help="With --check: pass over what published files are known to break.")] = False,
    pack: PackName = None,
    store: StoreUrl = None,
) -> None:
    """Write the record in the formats of others, with a manifest of what was written and what each format had to leave out.

    Example: marsad export acled geojson --out export --since 2017-03-01
    """
    if listed:
        _list()
        return
    if check is not None:
        _check(check, formats or [], lenient)
        return
    _chosen(view, get_args(ExportView), "--view")
    _chosen(tier, get_args(Tier), "--tier")
    for option, day in (("--since", since), ("--until", until)):
        if day is not None:
            checked_day(day, option)
    if out is None and not explain:
        raise MarsadError("where to is not told", place="--out", advice="name a folder, or - for standard output")
    if explain and out == "-":
        raise MarsadError("the list of what is withheld is not for those who get the export", place="--explain", advice="name a folder")
    from marsad.jobs.export import Order, formats_of, wanted_of
    from marsad.jobs.protection import protection_of
    from marsad.jobs.rebuild import freshen
    from marsad.pack.load import load_pack
    from marsad.store.door import open_store

    if out is not None:
        formats_of(formats or [])
    wanted, filters = wanted_of(where or [], since, until)
    order = Order(tuple(formats or ()), wanted, cast(ExportView, view), cast(Tier, tier), filters, datetime.now(UTC).date())
    found = load_pack(pack or settings.default_pack(), settings.gazetteer_files())
    with open_store(store or settings.default_store(), make=False) as opened:
        freshen(opened, lambda: found)
        order = order._replace(protection=protection_of(opened, found, order.today, policy) if tier != "internal" else None)
        withheld = _write(opened, found, order, out) if out is not None else _tried(opened, found, order)
    _tell_withheld(withheld, explain)


def _tried(store: "Store", pack: "Pack", order: "Order") -> "tuple[Withheld, ...]":
    """What would be withheld."""
    from marsad.jobs.export import leaving

    with store.view() as seen:
        return leaving(seen, pack, order, lambda ids: watched(ids, "reports looked up"))[1]


def _tell_withheld(withheld: "tuple[Withheld, ...]", explain: bool) -> None:
    """How much was withheld; all of it, a line each, where that was asked for."""
    for one in withheld if explain else ():
        typer.echo(f"{one.sort} {one.record}: {one.field or 'all of it'} {one.how} ({one.rule})")
    left = sum(1 for one in withheld if one.field is None and one.sort != "claim")
    if withheld:
        complain(f"{left} records left out, {len(withheld)} things withheld" + ("" if explain else ": --explain lists them"))


def _write(store: "Store", pack: "Pack", order: "Order", out: str) -> "tuple[Withheld, ...]":
    from marsad.jobs.export import export_to_folder, export_to_stream

    with store.view() as seen:
        if out == "-":
            made = export_to_stream(seen, pack, order, sys.stdout.buffer)
            sys.stdout.buffer.flush()
        else:
            made = export_to_folder(seen, pack, order, Path(out), lambda ids: watched(ids, "reports looked up"))
    for name, done in made.manifest["formats"].items():
        left = len(done["left_out"])
        complain(f"{name}: {done['rows']} rows" + (f", {left} records left out" if left else ""))
    if made.files:
        complain(f"{len(made.files)} files in {os.path.join(out, '')}, told in manifest.json, with what was left out and why")
    return made.withheld


def _chosen(given: str, known: Choice, option: str) -> None:
    if given not in known:
        raise MarsadError(f"{given!r} is not known", place=option, advice="one of " + ", ".join(known))


def _list() -> None:
    from marsad.jobs.export import FORMATS

    width = max(map(len, FORMATS))
    for name, form in FORMATS.items():
        typer.echo(f"{name:<{width}}  {form.about}  ({', '.join(form.files)})")


def _check(name: str, files: list[str], lenient: bool) -> None:
    """Every problem on a line of standard output; exit status 1 where there is one. Raises MarsadError."""
    from marsad.jobs.export import problems_of

    if not files:
        raise MarsadError("no file is named", place="--check", advice="marsad export --check ged FILE")
    found = 0
    for file in files:
        for problem in problems_of(name, Path(file), lenient=lenient):
            found += 1
            typer.echo(f"{file}:{problem.line}: {problem.column}: {problem.message}")
    complain(f"{found} problems" if found else "nothing is wrong")
    if found:
        raise typer.Exit(1)
