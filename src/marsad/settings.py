"""What a person may set from outside. Read by the command line only, which passes it down."""

import getpass
import os
from pathlib import Path

from platformdirs import user_data_path

from marsad.pack.world_towns import path_of_user_gazetteer


def default_pack() -> str:
    """The pack to read with: MARSAD_PACK, else `syria`."""
    return os.environ.get("MARSAD_PACK") or "syria"


def default_store() -> str:
    """Where the record is kept: MARSAD_STORE, else the file `marsad.db` in the folder that the command is given in."""
    return os.environ.get("MARSAD_STORE") or "sqlite:///marsad.db"


def pages_folder(store: str) -> Path:
    """Where `marsad watch` keeps pages as they came: beside the file of the record, else in the folder that the command is given in."""
    if not store.startswith("sqlite:///"):
        return Path("marsad-pages")
    path = Path(store.removeprefix("sqlite:///"))
    return path.with_name(f"{path.stem}-pages")


def user_gazetteer() -> Path:
    """The file in the user's data folder that holds what `marsad gazetteer add` imported."""
    return path_of_user_gazetteer(user_data_path("marsad"))


def tiles() -> str | None:
    """The address of a tile server for the page's map: MARSAD_TILES. Without one the map is drawn from what Marsad holds."""
    return os.environ.get("MARSAD_TILES") or None


def person() -> str:
    """Who sits at this machine, as judgements name them: MARSAD_PERSON, else the name of the user, else `reader`."""
    try:
        return os.environ.get("MARSAD_PERSON") or getpass.getuser()
    except (KeyError, OSError):
        return "reader"


def debug() -> bool:
    """Whether a fault in Marsad shows its place: MARSAD_DEBUG is set."""
    return bool(os.environ.get("MARSAD_DEBUG"))


def gazetteer_files() -> tuple[str, ...]:
    """Gazetteer files of the user's own: what `marsad gazetteer add` imported, and MARSAD_GAZETTEERS, paths parted as PATH is."""
    named = [str(Path(p)) for p in os.environ.get("MARSAD_GAZETTEERS", "").split(os.pathsep) if p]
    own = user_gazetteer()
    return tuple(dict.fromkeys([str(own), *named] if own.is_file() else named))
