"""How names of places are made comparable: folding, and a consonant skeleton in which the spellings of one Arabic name meet.

Neither depends on a language's spelling rules: both scripts lead to the same skeleton, so that an Arabic name finds its Latin forms.
"""

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

from rapidfuzz.distance import Indel, Levenshtein

_DROPPED = str.maketrans("", "", "'’‘`´ʼʿʾ*ـ")
_LATIN = str.maketrans({"ı": "i", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "ß": "ss", "æ": "ae", "œ": "oe", "ə": "e"})
_ARABIC = str.maketrans({"أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ئ": "ي", "ؤ": "و", "ة": "ه"})
_PARTS = re.compile(r"[^\W_]+")
_ARTICLES = frozenset("al el ul il l ad ar as ash esh an at az adh ath ed er es en et ez".split())
# Words that names begin with, in the spellings of reports and maps; the first is the one compared. Only before another word.
_VARIANTS = {
    spelling: several.split()[0]
    for several in (
        "tall tal tell tel tall", "dayr deir deyr dair der", "kafr kfar kafar kfr kefr kufr kafer", "umm um oum om",
        "abu abou abo abi aboo",
        "ayn ain ein en eyn ayin", "shaykh sheikh sheik cheikh chikh shaikh seikh shekh", "khirbat khirbet kherbet khirbeh khirba khirbah "
        "kharbat kherbat khurbat", "bayt beit beyt bait bet", "bir beer bier", "maarrat maarat maaret marat maart marrat maraat",
        "jabal jebel djebel gabal jabel jbel mount mt", "wadi ouadi vadi wady", "ras raas", "burj borj bourj", "qalat qalaat kalat kalaat "
        "qalaa", "jisr jisir jesr", "hawsh housh hosh haush", "rasm rasim rasem", "jubb jub jeb joub", "sahl sahel", "saint santa san st",
        "khan khaan han", "mazraat mazraet mazrat mezraat mazra", "tulul tlul tloul",
    )
    for spelling in several.split()
}  # fmt: skip
_SYNONYMS = {"jabal": "jbl", "saint": "st", "shaykh": "sk", "ayn": "n", "abu": "b"}
_PAIRS = re.compile("dj|tch|ch|sh|kh|gh|th|dh|ph|zh|ts|sch")
_PAIR_CLASS = {
    "dj": "j", "tch": "s", "ch": "s", "sh": "s", "kh": "k", "gh": "k", "th": "s", "dh": "d", "ph": "f", "zh": "j", "ts": "s", "sch": "s",
}  # fmt: skip
_LETTER_CLASS = str.maketrans(
    {**dict.fromkeys("aeiouyhw", None), "q": "k", "g": "k", "c": "k", "x": "k", "z": "s", "p": "b", "v": "f", "ş": "s", "ç": "s"}
)
_ARABIC_CLASS = str.maketrans(
    {
        "ب": "b", "ت": "t", "ث": "s", "ج": "j", "ح": None, "خ": "k", "د": "d", "ذ": "d", "ر": "r", "ز": "s", "س": "s", "ش": "s", "ص": "s",
        "ض": "d", "ط": "t", "ظ": "s", "ع": None, "غ": "k", "ف": "f", "ق": "k", "ك": "k", "ل": "l", "م": "m", "ن": "n", "ه": None, "و": None,
        "ي": None, "ا": None, "ء": None, "پ": "b", "چ": "s", "ژ": "j", "گ": "k", "ک": "k", "ی": None,
    }
)  # fmt: skip
_REPEATED = re.compile(r"(.)\1+")
_ALPHABET = "bdfjklmnrst"


@lru_cache(maxsize=1 << 16)
def fold_name(name: str) -> str:
    """A name in lower case without accents, apostrophes and hyphens, its words parted by one space."""
    text = name.translate(_DROPPED).lower().translate(_LATIN)
    if not text.isascii():
        text = unicodedata.normalize("NFKD", text.translate(_ARABIC))
        text = "".join(c for c in text if not unicodedata.combining(c)).translate(_ARABIC)
    return " ".join(_PARTS.findall(text))


@lru_cache(maxsize=1 << 16)
def bare_name(folded: str) -> str:
    """A folded name without its articles: `deir al zor` and `deir ez zor` meet in `deir zor`."""
    parts = folded.split(" ")
    kept = [_without_article(p) for i, p in enumerate(parts) if not (p in _ARTICLES and i < len(parts) - 1)]
    return " ".join([*(_VARIANTS.get(p, p) for p in kept[:-1]), kept[-1]])


def _without_article(word: str) -> str:
    if len(word) > 4 and word.startswith("ال"):
        return word[2:]
    return word


@lru_cache(maxsize=1 << 16)
def skeleton(name: str) -> str:
    """The consonants of a name in classes that spellings share: ch/sh/th/s/z, dj/j, k/kh/q/g/gh, d/dh. May be empty."""
    return _bones(bare_name(fold_name(name)))


def keys_of_name(name: str) -> tuple[str, str]:
    """Both keys that a gazetteer files a name under: its folded form without articles, and its skeleton."""
    bare = bare_name(fold_name(name))
    return bare, _bones(bare)


@lru_cache(maxsize=1 << 16)
def _bones(bare: str) -> str:
    return "".join(_word_skeleton(word) for word in bare.split(" "))


@lru_cache(maxsize=1 << 16)
def _word_skeleton(word: str) -> str:
    if word in _SYNONYMS:
        return _SYNONYMS[word]
    if not word.isascii():
        return _REPEATED.sub(r"\1", word.translate(_ARABIC_CLASS))
    return _REPEATED.sub(r"\1", _PAIRS.sub(lambda m: _PAIR_CLASS[m.group()], word).translate(_LETTER_CLASS))


def neighbours(key: str) -> list[str]:
    """The skeletons at distance one of a skeleton: a consonant more, less, or another."""
    found = {key[:i] + key[i + 1 :] for i in range(len(key))}
    for i in range(len(key) + 1):
        found.update(key[:i] + c + key[i:] for c in _ALPHABET)
        found.update(key[:i] + c + key[i + 1 :] for c in _ALPHABET if i < len(key))
    found.discard(key)
    found.discard("")
    return sorted(found)


_VOWELS = [("ou", "u"), ("oo", "u"), ("ee", "i"), ("ie", "i"), ("ei", "i"), ("ay", "i"), ("ai", "i"), ("aa", "a"), ("ah", "a"), ("eh", "a")]
_ONE_SOUND = str.maketrans({"e": "a", "o": "u", "y": "i", "q": "k", "g": "k", "c": "k", "x": "k", "z": "s", "p": "b", "v": "f"})


def _vowelled(bare: str) -> str:
    """A name with its consonants in classes and its vowels reduced to three."""
    text = _PAIRS.sub(lambda m: _PAIR_CLASS[m.group()], bare)
    for many, one in _VOWELS:
        text = text.replace(many, one)
    return _REPEATED.sub(r"\1", text.translate(_ONE_SOUND)).replace(" ", "")


_SPELLINGS_OF_ONE = (
    ("ou", "u"), ("oo", "u"), ("ee", "i"), ("ie", "i"), ("iy", "i"), ("ei", "ay"), ("ai", "ay"), ("ey", "ay"), ("aw", "au"), ("ah", "a"),
    ("eh", "a"), ("aa", "a"), ("tch", "sh"), ("ch", "sh"), ("dj", "j"), ("c", "k"), ("q", "k"), ("e", "a"), ("o", "u"),
)  # fmt: skip


def _lettered(bare: str) -> str:
    """A name with the spellings of one sound made one: `Koreen` and `Kurin` meet, `Qurayn` stays another."""
    for many, one in _SPELLINGS_OF_ONE:
        bare = bare.replace(many, one)
    return _REPEATED.sub(r"\1", bare).replace(" ", "")


# What the consonants count for, by how many there are: that two names have one consonant in common tells next to nothing.
_TRUST_IN_BONES = {0: 0.0, 1: 0.1, 2: 0.3}
_LETTERS = 0.03  # what it counts between names of the same sounds that their letters are others
_TRUST_ACROSS = {0: 0.0, 1: 0.4, 2: 0.66, 3: 0.8}  # the same between two scripts, where consonants are all that can be compared


@lru_cache(maxsize=1 << 17)
def likeness(one: str, other: str) -> float:
    """How alike two names are, 0 to 1. One where they fold to the same; articles cost next to nothing, vowels less than consonants."""
    one, other = fold_name(one), fold_name(other)
    if one == other:
        return 1.0
    bare_one, bare_other = bare_name(one), bare_name(other)
    return 0.985 if bare_one == bare_other else likeness_of_bare(bare_one, bare_other)


class Spelled(NamedTuple):
    """A folded name without articles, with all that a comparison asks of it: its consonants, its sounds with three vowels, and its letters
    where only the spellings of one sound meet."""

    bare: str
    bones: str
    sounds: str
    letters: str
    ascii: bool


@lru_cache(maxsize=1 << 16)
def spelled(bare: str, bones: str) -> Spelled:
    """A folded name without articles and its skeleton made ready to be compared with many."""
    return Spelled(bare, bones, _vowelled(bare), _lettered(bare), bare.isascii())


def likeness_of_bare(bare_one: str, bare_other: str) -> float:
    """How alike two folded names without articles are, 0 to 1."""
    return likeness_of_spelled(spelled(bare_one, _bones(bare_one)), spelled(bare_other, _bones(bare_other)))


def likeness_of_spelled(one: Spelled, other: Spelled) -> float:
    """How alike two names are that were made ready before, 0 to 1."""
    if one.bare == other.bare:
        return 1.0
    bones, other_bones = one.bones, other.bones
    if one.ascii != other.ascii:
        return _TRUST_ACROSS.get(min(len(bones), len(other_bones)), 0.9) * Indel.normalized_similarity(bones, other_bones)
    sounds = Indel.normalized_similarity(one.sounds, other.sounds)
    consonants = 1.0 if bones == other_bones else Levenshtein.normalized_similarity(bones, other_bones)
    trust = _TRUST_IN_BONES.get(max(len(bones), len(other_bones)), 0.45)
    letters = 1.0 - _LETTERS * Indel.normalized_distance(one.letters, other.letters)
    return 0.97 * letters * ((1.0 - trust) * sounds + trust * consonants)
