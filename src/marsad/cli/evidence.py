"""`marsad evidence`: all that a record rests on, in an archive that can be checked with nothing but itself."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.core import TyperGroup

from marsad import settings
from marsad.cli.options import PackName, StoreUrl
from marsad.cli.out import complain
from marsad.jobs.wording import clean

if TYPE_CHECKING:
    from marsad.jobs.stamp import Stamp


class _MakeUnlessNamed(TyperGroup):
    """`marsad evidence ID` is `marsad evidence make ID`."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        if args and args[0] not in self.commands and args[0] not in ("--help", "-h"):
            args = ["make", *args]
        return super().parse_args(ctx, args)


evidence = typer.Typer(cls=_MakeUnlessNamed, no_args_is_help=True)


@evidence.callback()
def root() -> None:
    """Evidence: reports as received, texts, hashes, judgements. `marsad evidence ID -o FILE` makes it."""


@evidence.command()
def make(
    record: Annotated[str, typer.Argument(metavar="ID", help="A record, by its id or the start of it.")],
    out: Annotated[Path, typer.Option("--out", "-o", help="The archive to write (.zip).")],
    timestamp: Annotated[str | None, typer.Option(metavar="URL", help="Ask this authority for a time stamp (RFC 3161).")] = None,
    authority: Annotated[Path | None, typer.Option(metavar="PEM", help="The certificates that the authority publishes.")] = None,
    allow_private: Annotated[bool, typer.Option("--allow-private", help="The authority may stand inside the network.")] = False,
    pack: PackName = None,
    store: StoreUrl = None,
) -> None:
    """Write all that a record rests on into one archive: reports as they were received, texts, statements, judgements, a page to read, and
    the SHA-256 of each. Nothing in it is withheld. With --timestamp one digest, and nothing else, goes to the authority.

    Example: marsad evidence make e194fbaf -o evidence.zip
    Example: marsad evidence make e194fbaf -o evidence.zip --timestamp https://freetsa.org/tsr --authority cacert.pem
    """
    from marsad.jobs.evidence import evidence as made_of
    from marsad.jobs.evidence import with_stamp
    from marsad.jobs.evidence_zip import EvidenceError, read_archive, saved
    from marsad.pack.load import load_pack
    from marsad.store.door import open_store

    if (timestamp is None) != (authority is None):
        raise EvidenceError(
            "one of --timestamp and --authority alone", place="evidence make", advice="give both: the authority publishes its certificates"
        )
    certificates = read_archive(authority) if authority is not None else b""
    known = load_pack(pack or settings.default_pack(), settings.gazetteer_files())
    with open_store(store or settings.default_store(), make=False) as opened, opened.view() as view:
        raw = made_of(view, record, known)
    if timestamp is not None:
        raw = with_stamp(raw, timestamp, certificates, allow_private=allow_private)
    saved(raw, out)
    complain(f"{out}: {len(raw):,} bytes; it holds names, places and hours: not for publication")


@evidence.command()
def check(file: Annotated[Path, typer.Argument(metavar="FILE", help="An archive that marsad evidence made.")]) -> None:
    """Check an archive with nothing but itself: every sum, span, statement and judgement. Exit status 1 where something was changed.

    Example: marsad evidence check evidence.zip
    """
    from marsad.jobs.evidence_check import Checked
    from marsad.jobs.evidence_check import check as faults_of
    from marsad.jobs.evidence_zip import read_archive

    found, faults = Checked(), 0
    for fault in faults_of(read_archive(file), found, str(file)):
        faults += 1
        complain(f"{fault.place}: {fault.said}")
    for line in (
        f"{found.record}: {found.reports} reports, {found.statements} statements, {found.judgements} judgements",
        f"SHA-256 of the manifest: {found.manifest}",
        f"head of the judgements: {found.head}",
        *(_stamped(found.stamp) if found.stamp else ()),
        "not whole" if faults else "whole: compare the two sums above with those that you keep elsewhere",
    ):
        typer.echo(clean(line))
    if faults:
        raise typer.Exit(1)


def _stamped(stamp: "Stamp") -> tuple[str, ...]:
    return (
        f"time stamp: {stamp.at:%Y-%m-%d %H:%M:%S} UTC, signed by {stamp.signer}",
        *(f"compare with what the authority publishes, SHA-256 of its certificate: {one}" for one in stamp.trusted),
    )
