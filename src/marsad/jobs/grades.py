"""How reliable a source is known to be, by the Admiralty scale. The pack's lexicon `sources` says it; nothing is inferred."""

from functools import lru_cache
from typing import get_args

from marsad.model.release import Grade
from marsad.pack.pack import Pack

MEANINGS: dict[Grade, str] = {
    "A": "reliable",
    "B": "usually reliable",
    "C": "fairly reliable",
    "D": "not usually reliable",
    "E": "unreliable",
    "F": "cannot be judged",
}


@lru_cache(maxsize=4)
def _grades(pack: Pack) -> dict[str, Grade]:
    told: dict[str, Grade] = {}
    for entry in pack.lexicons.get("sources", ()):
        grade: Grade = next(g for g in get_args(Grade) if g == entry.get("grade"))
        for name in (entry.get("name"), *entry.get("aliases").split(";")):
            if name.strip():
                told.setdefault(name.strip().casefold(), grade)
    return told


def grade_of(source: str | None, pack: Pack) -> Grade:
    """The letter of a source; F where the pack does not say."""
    return _grades(pack).get((source or "").strip().casefold(), "F")
