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
    from marsad.store.base import Store
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
    names: Annotated[list[str] | None, typer.Option("--name", help="Host name that others reach it by; may be given again.")] = None,
    certificate: Annotated[str | None, typer.Option(help="File with the certificate for HTTPS.")] = None,
    key: Annotated[str | None, typer.Option(help="File with the certificate's key.")] = None,
    behind_proxy: Annotated[bool, typer.Option("--behind-proxy", help="A proxy on this machine does HTTPS.")] = False,
) -> None:
    """Show the record in a browser: map, timeline, the records, the reports that they rest on. It needs no network.

    On the loopback address nobody has to log in. At any other, or behind a proxy, everybody has to (marsad user add), over HTTPS.

    Example: marsad serve --store sqlite:///marsad.db --open
    """
    from marsad.jobs.rebuild import freshen
    from marsad.store.door import open_store
    from marsad.web.site import LOOPBACK, Doors, Site

    outside = behind_proxy or host not in LOOPBACK
    if outside and not behind_proxy and not (certificate and key):
        raise MarsadError("others may only reach the page over HTTPS", place=f"--host {host}", advice="give --certificate and --key")
    with open_store(store or settings.default_store(), make=False) as opened:
        if outside:
            _check_accounts(opened)
        doors = Doors(local=None if outside else settings.person(), secure=outside)
        known = frozenset({*LOOPBACK, host, *(name.casefold() for name in names or ())})
        site = Site(opened, job_of(None, None, pack), tiles or settings.tiles(), known, doors)
        freshen(opened, lambda: site.pack)
        _run(site, host, port, open_page, (certificate, key))


def _check_accounts(store: "Store") -> None:
    """Raises MarsadError where nobody could log in."""
    with store.view() as view:
        if not any(account.state == "open" for account in view.accounts()):
            raise MarsadError("nobody has an account", place="--host", advice="make one first: marsad user add NAME --role admin")


def _run(site: "Site", host: str, port: int, open_page: bool, https: tuple[str | None, str | None]) -> None:
    import uvicorn

    from marsad.web.app import make_app

    app = make_app(site)
    with _listening(host, port) as listener:
        address = f"http{'s' if all(https) else ''}://{f'[{host}]' if ':' in host else host}:{listener.getsockname()[1]}/"
        complain(f"the record is at {address} (Ctrl-C ends it)")
        if open_page:
            threading.Timer(0.5, webbrowser.open, (address,)).start()
        server = uvicorn.Config(
            app, log_level="warning", access_log=False, server_header=False, ssl_certfile=https[0], ssl_keyfile=https[1]
        )
        uvicorn.Server(server).run([listener])


def _listening(host: str, port: int) -> socket.socket:
    """A socket that listens. Raises MarsadError where the port is taken."""
    try:
        return socket.create_server((host, port), family=socket.AF_INET6 if ":" in host else socket.AF_INET, backlog=128)
    except OSError as error:
        raise MarsadError(str(error.strerror), place=f"{host}:{port}", advice="end what answers there, or name another --port") from None
