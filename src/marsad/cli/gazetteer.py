"""`marsad gazetteer`: gazetteers of the user's own, added, listed, searched and removed."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated

import typer

from marsad import settings
from marsad.errors import MarsadError
from marsad.jobs.wording import clean

if TYPE_CHECKING:
    from marsad.pack.gazetteer_rows import Progress as Report

gazetteer = typer.Typer(no_args_is_help=True)


@gazetteer.callback()
def root() -> None:
    """Gazetteers of your own: GeoNames dumps, Who's On First, OCHA P-code tables, any CSV with names and points."""


@gazetteer.command()
def add(
    what: Annotated[str, typer.Argument(help="A file (.txt .csv .tsv .zip), or geonames:SY for a country's dump over the network.")],
    name: Annotated[str | None, typer.Option(help="What to call it. [default: the name of the file]")] = None,
    column: Annotated[list[str] | None, typer.Option(help="Which column holds what, as in name=Village. May be given again.")] = None,
) -> None:
    """Import a gazetteer; one of the same name is replaced.

    Example: marsad gazetteer add villages.csv --name villages --column name=Village
    """
    from marsad.jobs import gazetteer as job

    columns = dict(_pair(c) for c in column or ())
    with _bar() as report:
        added = job.add(what, settings.user_gazetteer(), name, columns, report)
    typer.echo(f"{added.name}: {added.places:,} places")
    for why, rows in added.left_out.items():
        typer.echo(f"left out: {rows:,} rows {why}", err=True)


@gazetteer.command("list")
def list_() -> None:
    """List what was imported.

    Example: marsad gazetteer list
    """
    from marsad.jobs import gazetteer as job

    for found in job.imports(settings.user_gazetteer()):
        typer.echo(f"{found.name}\t{found.places:,} places\tadded {found.added[:10]}\tfrom {clean(found.origin)}")


@gazetteer.command()
def search(
    name: Annotated[str, typer.Argument(help="A name of a place, in Latin or Arabic letters.")],
    admin1: Annotated[str | None, typer.Option(help="Only within this governorate or province.")] = None,
    pack: Annotated[str | None, typer.Option(help="Pack whose places to search too. [default: MARSAD_PACK or syria]")] = None,
) -> None:
    """Show the places that a name may stand for, best first, with how alike the spelling is.

    Example: marsad gazetteer search Rouhaibe --admin1 "Rif Dimashq"
    """
    from marsad.jobs import gazetteer as job

    found = job.search(name, pack or settings.default_pack(), settings.gazetteer_files(), admin1)
    for place, alike, *_ in found:
        where = ", ".join(w for w in (place.admin2, place.admin1, place.country) if w)
        typer.echo(f"{alike:.2f}\t{clean(place.name)}\t{place.kind}\t{place.lat:.4f} {place.lon:.4f}\t{clean(where)}\t{place.place_id}")
    if not found:
        raise MarsadError("no such place", place=clean(name), advice="add a gazetteer of the country: marsad gazetteer add geonames:SY")


@gazetteer.command()
def remove(name: Annotated[str, typer.Argument(help="The name of an import, as `marsad gazetteer list` shows it.")]) -> None:
    """Take an imported gazetteer out again.

    Example: marsad gazetteer remove villages
    """
    from marsad.jobs import gazetteer as job

    job.remove(name, settings.user_gazetteer())
    typer.echo(f"{name}: removed")


def _pair(text: str) -> tuple[str, str]:
    what, sign, column = text.partition("=")
    if not sign or not column:
        raise MarsadError(f"{text!r} is no pair", place="--column", advice="write what it holds and its name, as in name=Village")
    return what, column


@contextmanager
def _bar() -> Iterator["Report"]:
    """A progress bar on standard error, where that is a terminal."""
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn

    console = Console(stderr=True)
    if not console.is_terminal:
        yield lambda done, size: None  # noqa: ARG005
        return
    columns = (TextColumn("reading"), BarColumn(), TaskProgressColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console, transient=True) as progress:
        task = progress.add_task("reading", total=None)
        yield lambda done, size: progress.update(task, completed=done, total=size)
