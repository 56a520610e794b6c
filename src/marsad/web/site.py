"""What the page is a page of: the record, how to read with, and what the person who serves it has set."""

from dataclasses import dataclass, field

from starlette.requests import Request

from marsad.jobs.code import Job
from marsad.pack.load import load_pack
from marsad.pack.pack import Pack
from marsad.store.base import Store
from marsad.web.session import Sessions

LOOPBACK = ("localhost", "127.0.0.1", "::1")


@dataclass(frozen=True, slots=True)
class Doors:
    """Who comes in. `local`: the name of who sits at this machine, where the page is on the loopback address and asks nobody to log in;
    None where everybody has to. `secure`: whether cookies are for HTTPS alone."""

    local: str | None = "reader"
    secure: bool = False
    sessions: Sessions = field(default_factory=Sessions)


@dataclass(frozen=True, slots=True)
class Site:
    """`job`: the pack and the gazetteers that "why" reads with. `tiles`: the address of a tile server, with `{z}`, `{x}` and `{y}` in it,
    where the person who serves the page has set one. `names`: the host names under which the page answers; a request for another name is
    refused, so that a page of somebody else cannot be turned into one of this host."""

    store: Store
    job: Job
    tiles: str | None = None
    names: frozenset[str] = frozenset(LOOPBACK)
    doors: Doors = field(default_factory=Doors)

    @property
    def pack(self) -> Pack:
        """The pack; loaded once a process."""
        return load_pack(self.job.pack, self.job.gazetteers)


def site_of(request: Request) -> Site:
    """The site that a request is for."""
    site: Site = request.app.state.site
    return site
