"""What a person may set from outside. Read by the command line only, which passes it down."""

import os
from pathlib import Path


def default_pack() -> str:
    """The pack to read with: MARSAD_PACK, else `syria`."""
    return os.environ.get("MARSAD_PACK") or "syria"


def default_store() -> str:
    """Where the record is kept: MARSAD_STORE, else the file `marsad.db` in the folder that the command is given in."""
    return os.environ.get("MARSAD_STORE") or "sqlite:///marsad.db"


def gazetteer_files() -> tuple[str, ...]:
    """Gazetteer files of the user's own: MARSAD_GAZETTEERS, paths parted as PATH is."""
    return tuple(str(Path(p)) for p in os.environ.get("MARSAD_GAZETTEERS", "").split(os.pathsep) if p)
