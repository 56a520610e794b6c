"""The words that tell a place: types, areas, directions and cues, out of the pack's lexicons `place_words` and `not_places`."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple, cast

from marsad.model.mention import PlaceKind
from marsad.pack.pack import Pack
from marsad.pack.words import Word, key_of

_LONGEST = 3


class TypeWord(NamedTuple):
    """A word that says what sort of place a name is; `last` is the index of the word after it."""

    last: int
    kind: PlaceKind
    radius_km: float
    area: bool


@dataclass(frozen=True, eq=False)
class PlaceWords:
    """Look-ups over folded words."""

    types: dict[tuple[str, ...], tuple[PlaceKind, float, bool]] = field(default_factory=dict)
    directions: dict[tuple[str, ...], float] = field(default_factory=dict)
    cues: set[str] = field(default_factory=set)
    target_cues: set[str] = field(default_factory=set)
    titles: set[str] = field(default_factory=set)
    not_places: frozenset[str] = frozenset()

    def type_at(self, words: Sequence[Word], at: int) -> TypeWord | None:
        """The longest type or area word that begins at a word."""
        for length in range(min(_LONGEST, len(words) - at), 0, -1):
            found = self.types.get(tuple(w.key for w in words[at : at + length]))
            if found is not None:
                return TypeWord(at + length, *found)
        return None

    def type_before(self, words: Sequence[Word], at: int) -> tuple[int, TypeWord] | None:
        """The longest type or area word that ends just before a word, with the index of its first word."""
        for length in range(min(_LONGEST, at), 0, -1):
            found = self.types.get(tuple(w.key for w in words[at - length : at]))
            if found is not None:
                return at - length, TypeWord(at, *found)
        return None

    def direction_at(self, words: Sequence[Word], at: int) -> tuple[int, float] | None:
        """The direction that begins at a word: index after it, and bearing in degrees (-1: the middle)."""
        for length in (2, 1):
            if at + length <= len(words):
                bearing = self.directions.get(tuple(w.key for w in words[at : at + length]))
                if bearing is not None:
                    return at + length, bearing
        return None

    def direction_before(self, words: Sequence[Word], at: int) -> tuple[int, float] | None:
        """The direction that ends just before a word: its first index, and bearing."""
        for length in (2, 1):
            if at - length >= 0:
                bearing = self.directions.get(tuple(w.key for w in words[at - length : at]))
                if bearing is not None:
                    return at - length, bearing
        return None

    def is_word_of_place(self, words: Sequence[Word], at: int) -> bool:
        """Whether a type, area or direction begins at a word."""
        return self.type_at(words, at) is not None or self.direction_at(words, at) is not None


@lru_cache(maxsize=4)
def place_words(pack: Pack) -> PlaceWords:
    """The table of a pack."""
    table = PlaceWords(not_places=frozenset(" ".join(key_of(e.phrase)) for e in pack.lexicons.get("not_places", ())))
    for entry in pack.lexicons.get("place_words", ()):
        key = key_of(entry.phrase)
        use = entry.get("use")
        if use in ("type", "area"):
            table.types[key] = (cast(PlaceKind, entry.get("kind")), float(entry.get("radius_km", "0")), use == "area")
        elif use == "direction":
            table.directions[key] = float(entry.get("bearing"))
        else:
            {"cue": table.cues, "target_cue": table.target_cues, "title": table.titles}[use].add(" ".join(key))
    return table
