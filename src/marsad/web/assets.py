"""The files that pages are made of: our own style and scripts, and Leaflet from its package. Each address holds a digest of them
all, so that a browser may keep them until they change."""

import hashlib
from collections.abc import Iterator
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

MEDIA = {
    "css": "text/css", "js": "text/javascript", "json": "application/json", "svg": "image/svg+xml", "png": "image/png",
    "webmanifest": "application/manifest+json",
}  # fmt: skip
LEAFLET = ("leaflet.css", "leaflet.js", "images/layers.png", "images/layers-2x.png")


@cache
def files() -> dict[str, bytes]:
    """Every file by its path under `/static/DIGEST/`."""
    leaflet = resources.files("xstatic.pkg.leaflet") / "data"
    held = {f"leaflet/{name}": (leaflet / name).read_bytes() for name in LEAFLET}
    held["leaflet/leaflet.js"] = held["leaflet/leaflet.js"].replace(b"//# sourceMappingURL=leaflet.js.map", b"")
    return held | dict(_under(resources.files("marsad.web") / "static", ""))


def _under(folder: Traversable, path: str) -> Iterator[tuple[str, bytes]]:
    for found in sorted(folder.iterdir(), key=lambda f: f.name):
        if found.is_dir():
            yield from _under(found, f"{path}{found.name}/")
        elif found.name.rpartition(".")[2] in MEDIA:
            yield path + found.name, found.read_bytes()


@cache
def digest() -> str:
    """What the files are, in ten letters."""
    whole = hashlib.sha256()
    for path, content in sorted(files().items()):
        whole.update(path.encode() + b"\0" + hashlib.sha256(content).digest())
    return whole.hexdigest()[:10]


def address(path: str) -> str:
    """Where a page finds a file. Raises KeyError where there is no such file."""
    if path not in files():
        raise KeyError(path)
    return f"/static/{digest()}/{path}"


def serve(request: Request) -> Response:
    """A file; one asked for by an old digest is given, but not to be kept."""
    path = request.path_params["path"]
    content = files().get(path)
    if content is None:
        raise HTTPException(404)
    kept = "public, max-age=31536000, immutable" if request.path_params["digest"] == digest() else "no-cache"
    return Response(content, media_type=MEDIA[path.rpartition(".")[2]], headers={"Cache-Control": kept})


ROUTES = [Route("/static/{digest}/{path:path}", serve)]
