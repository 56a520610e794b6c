"""`marsad serve`: the record in a browser."""

import socket
import threading
import webbrowser
from typing import TYPE_CHECKING, Annotated

import typer

from marsad import settings
from marsad.cli.options import PackName, StoreUrl, job_of
from marsad.cli.out import complain
from marsad.errors import MarsadError

if TYPE_CHECKING:
    from marsad.web.site import Site

PORT = 8017


def serve(
    host: Annotated[str, typer.Option(help="Address to answer at.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535, help="Port to answer at; 0 takes a free one.")] = PORT,
    store: StoreUrl = None,
    pack: PackName = None,
    tiles: Annotated[
        str | None, typer.Option(help="Tile server for the map, https://tiles.example/{z}/{x}/{y}.png. [default: MARSAD_TILES or none]")
    ] = None,
    open_page: Annotated[bool, typer.Option("--open", help="Open it in the browser.")] = False,
) -> None:
    """Show the record in a browser: map, timeline, the records, the reports that they rest on. It needs no network.

    Example: marsad serve --store sqlite:///marsad.db --open
    """
    from marsad.jobs.rebuild import freshen
    from marsad.store.door import open_store
    from marsad.web.site import LOOPBACK, Site

    if host not in LOOPBACK:
        raise MarsadError(
            "the page has no accounts yet, and whoever reaches it reads everything", place=f"--host {host}", advice="leave --host out"
        )
    with open_store(store or settings.default_store(), make=False) as opened:
        site = Site(opened, job_of(None, None, pack), tiles or settings.tiles())
        freshen(opened, lambda: site.pack)
        _run(site, host, port, open_page)


def _run(site: "Site", host: str, port: int, open_page: bool) -> None:
    import uvicorn

    from marsad.web.app import make_app

    app = make_app(site)
    with _listening(host, port) as listener:
        address = f"http://{f'[{host}]' if ':' in host else host}:{listener.getsockname()[1]}/"
        complain(f"the record is at {address} (Ctrl-C ends it)")
        if open_page:
            threading.Timer(0.5, webbrowser.open, (address,)).start()
        uvicorn.Server(uvicorn.Config(app, log_level="warning", access_log=False, server_header=False)).run([listener])


def _listening(host: str, port: int) -> socket.socket:
    """A socket that listens. Raises MarsadError where the port is taken."""
    try:
        return socket.create_server((host, port), family=socket.AF_INET6 if ":" in host else socket.AF_INET, backlog=128)
    except OSError as error:
        raise MarsadError(str(error.strerror), place=f"{host}:{port}", advice="end what answers there, or name another --port") from None
