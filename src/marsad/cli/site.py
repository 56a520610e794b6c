"""`marsad site`: the public record as a static site."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, cast

import typer

from marsad import settings
from marsad.cli.options import PackName, StoreUrl
from marsad.cli.out import complain
from marsad.cli.progress import watched
from marsad.errors import MarsadError
from marsad.model.release import Tier

TIERS = ("public", "trusted")


def site(
    out: Annotated[Path, typer.Argument(metavar="OUT", help="The folder to write into.")],
    title: Annotated[str, typer.Option(help="What stands at the head of every page.")] = "The record",
    tier: Annotated[str, typer.Option(help="For whom: public or trusted.")] = "public",
    policy: Annotated[Path | None, typer.Option(help="A protection policy of your own; never below the floors.")] = None,
    store: StoreUrl = None,
    pack: PackName = None,
) -> None:
    """Write the record as a site of plain files that opens from a disk or any web server. What could harm people is withheld by the
    protection policy, and only what a releaser has released is there.

    Example: marsad site public-site --title "Events in Al-Houla"
    """
    if tier not in TIERS:
        raise MarsadError(f"nothing is published as {tier!r}", place="--tier", advice="one of " + ", ".join(TIERS))
    from marsad.jobs.protection import protected, protection_of
    from marsad.jobs.rebuild import freshen
    from marsad.jobs.release import release_of
    from marsad.pack.load import load_pack
    from marsad.store.door import open_store
    from marsad.web.publish.site import publish

    today, found = datetime.now(UTC).date(), load_pack(pack or settings.default_pack(), settings.gazetteer_files())
    with open_store(store or settings.default_store(), make=False) as opened:
        freshen(opened, lambda: found)
        protection = protection_of(opened, found, today, policy)
        with opened.view() as view:
            release = release_of(view, found, watch=lambda ids: watched(ids, "reports looked up"))
    told, withheld = protected(replace(release, tier=cast(Tier, tier)), protection)
    made = publish(told, found, out, title, today)
    complain(
        f"{made.records} records in {out / 'index.html'}; withheld: {len(withheld)} (marsad export --tier {tier} --explain tells them)"
    )
