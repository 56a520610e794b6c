"""A Release as a static site. Nothing is written that does not stand in the Release."""

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from marsad.errors import MarsadError
from marsad.exports.parts.target import FileAbout, Folder
from marsad.model.form import Form
from marsad.model.release import Release
from marsad.pack.pack import Pack
from marsad.web.assets import files
from marsad.web.publish.bundle import bundle
from marsad.web.publish.data import data_script, families_of, tallies
from marsad.web.render import environment
from marsad.web.timeline import timeline

MANIFEST = "manifest.json"
FORM = "site 1"
STYLES = ("tokens", "base", "parts", "map", "overview", "record", "site")
SCRIPTS = ("svg", "base", "spots", "site")
PER_PAGE = 150


class SiteMade(NamedTuple):
    """What was published: how many records, and the files."""

    records: int
    files: tuple[FileAbout, ...]


class _Links:
    """Addresses within the site, in the place of those of the live page."""

    @staticmethod
    def record(found: Form) -> str:
        """The page of a record."""
        return f"{found['record']}-{found['id']}.html"


def publish(release: Release, pack: Pack, folder: Path, title: str, today: date) -> SiteMade:
    """Write a Release as a site into a folder, all or nothing; the files of an earlier site there give way. Raises MarsadError where the
    Release is internal, or the folder holds other things."""
    if release.tier == "internal":
        raise MarsadError("the internal record is not published", place="site", advice="publish the public or the trusted one")
    with Folder(folder, _earlier(folder)) as target:
        for name, text in _texts(release, pack, title, today):
            with target.text(name) as stream:
                stream.write(text)
        for name in ("leaflet.js", "leaflet.css"):
            with target.path(name) as path:
                path.write_bytes(files()[f"leaflet/{name}"])
        written = target.files()
        told: Form = {
            "manifest": FORM,
            "made": today.isoformat(),
            "tier": release.tier,
            "policy": release.policy,
            "records": len(release.records),
        }
        told |= {"files": [{"name": f.name, "bytes": f.size, "sha256": f.sha256} for f in written]}
        with target.text(MANIFEST) as stream:
            stream.write(json.dumps(told, indent=1) + "\n")
        target.commit(MANIFEST)
    return SiteMade(len(release.records), written)


def _texts(release: Release, pack: Pack, title: str, today: date) -> Iterator[tuple[str, str]]:
    """The names and texts of all files but Leaflet's."""
    yield "site.css", "\n".join(files()[f"css/{name}.css"].decode() for name in STYLES)
    yield "theme.js", files()["js/theme.js"].decode()
    yield "site.js", bundle((f"{name}.js", files()[f"js/{name}.js"].decode()) for name in SCRIPTS)
    yield "data.js", data_script(release, pack)
    common = {"release": release, "pack": pack, "title": title, "today": today, "link": _Links}
    drawn = timeline(tallies(release.records), families_of(pack))
    latest = release.records[::-1]
    pages = max(1, -(-len(latest) // PER_PAGE))
    for page in range(pages):
        rows = latest[page * PER_PAGE : (page + 1) * PER_PAGE]
        name = "index.html" if page == 0 else f"records-{page + 1}.html"
        yield name, _page("site_index.html", common | {"records": rows, "time": drawn, "page": page + 1, "pages": pages})
    for found in release.records:
        yield _Links.record(found), _page("site_record.html", common | {"found": found, "said": release.statements_of(found)})


def _page(template: str, context: dict[str, Any]) -> str:
    return environment().get_template(template).render(context)


def _earlier(folder: Path) -> frozenset[str]:
    """The files that an earlier site left in a folder."""
    try:
        told = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        names = [f["name"] for f in told["files"]] if told["manifest"] == FORM else []
    except (OSError, ValueError, KeyError, TypeError):
        return frozenset()
    return frozenset({MANIFEST, *(n for n in names if isinstance(n, str) and Path(n).name == n)})
