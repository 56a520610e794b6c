"""A word's lemma from its Penn tag: irregular forms from a table, the rest by the rules of English spelling. Always lower case."""

import csv
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

_VOWELS = frozenset("aeiou")
_DOUBLED = frozenset("bdgmnprt")


@cache
def _rows() -> tuple[dict[str, str], ...]:
    return tuple(csv.DictReader(files("marsad.parse").joinpath("lemmas.csv").read_text(encoding="utf-8").splitlines()))


@cache
def _irregular() -> Mapping[str, str]:
    return {f"{form} {row['class']}": row["lemma"] for row in _rows() for form in row["forms"].split()}


@cache
def _bases() -> frozenset[str]:
    """Verbs whose stem does not show whether they end in e or a doubled letter."""
    return frozenset(w for row in _rows() if row["class"] == "BASE" for w in row["forms"].split())


def lemma_by_rule(lower: str, tag: str) -> str:
    """The lemma of a word in lower case with a Penn tag."""
    kind = tag[:2]
    if kind == "VB" or tag == "MD":
        return _irregular().get(f"{lower} V") or (_verb(lower, tag) if tag != "VB" else lower)
    if tag in ("NNS", "NNPS"):
        return _irregular().get(f"{lower} N") or _noun(lower)
    if tag in ("JJR", "JJS", "RBR", "RBS"):
        return _irregular().get(f"{lower} J") or _graded(lower)
    if tag == "POS":
        return "'s"
    return _irregular().get(f"{lower} {tag}") or lower


def _verb(word: str, tag: str) -> str:
    if tag == "VBZ":
        return _noun(word)
    ending = "ing" if tag == "VBG" else "ed" if tag in ("VBD", "VBN") else ""
    if not ending or not word.endswith(ending) or len(word) < len(ending) + 2:
        return word
    stem = word[: -len(ending)]
    if stem in _bases():
        return stem
    if stem + "e" in _bases():
        return stem + "e"
    if stem.endswith("i") and ending == "ed":
        return stem[:-1] + "y"
    if len(stem) > 2 and stem[-1] == stem[-2] and stem[-1] in _DOUBLED:
        return stem[:-1]
    if len(stem) > 3 and stem.endswith("ll") and stem[-3] not in _VOWELS:
        return stem[:-1]
    return stem + "e" if _wants_e(stem) else stem


def _wants_e(stem: str) -> bool:
    """Whether a stem has lost a silent e: a consonant after one vowel, or a group that never ends a word."""
    if len(stem) < 2 or stem.endswith(("eto", "cho")):  # "vetoed", "echoed"
        return False
    if stem.endswith(("ss", "sh", "ch", "x", "zz", "w", "y", "ow", "er", "en", "on", "el", "it", "et", "ew")):
        return stem.endswith(("ebit", "uit", "plet", "lit", "nit", "cit", "rit", "spit", "uen")) and stem.endswith(("nit", "plet", "cit"))
    if stem[-1] in "cvuzg" and not stem.endswith(("ng", "ou", "gg", "ag", "eg", "og", "ug")):
        return True
    if stem.endswith(("ang", "eng", "ing", "ong")):
        return stem.endswith(("ang", "eng")) and len(stem) > 4
    if stem[-1] == "s" and not stem.endswith("us"):
        return True
    if stem[-1] == "l" and len(stem) > 2 and stem[-2] in "bcdfgkptz":
        return True
    return stem[-1] in "tkdmnprlb" and stem[-2] in _VOWELS and (len(stem) == 2 or stem[-3] not in _VOWELS or stem[-3:-1] == "ui")


def _noun(word: str) -> str:
    if len(word) < 4 or not word.endswith("s") or word.endswith(("ss", "us", "is", "'s")):
        return word
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("sses", "shes", "ches", "xes", "zzes", "oes")):
        return word[:-2]
    return word[:-1]


def _graded(word: str) -> str:
    for ending in ("est", "er"):
        if word.endswith(ending) and len(word) > len(ending) + 2:
            stem = word[: -len(ending)]
            if stem.endswith("i"):
                return stem[:-1] + "y"
            if stem[-1] == stem[-2] and stem[-1] in "dgnt":
                return stem[:-1]
            return (
                stem + "e"
                if stem.endswith(("g", "v", "s", "at", "af", "id", "bl", "pl", "ur", "ic")) and not stem.endswith(("ng", "ss"))
                else stem
            )
    return word
