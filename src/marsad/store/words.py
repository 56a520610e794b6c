"""The words of a text, as full-text search sees them in every store: letters and digits, without case and marks."""

import re
import unicodedata
from typing import NamedTuple

LONGEST = 60  # letters of a word that count
MOST = 400_000  # bytes of different words that are indexed of one report: PostgreSQL takes a megabyte, with what it adds to each
_WORD = re.compile(r"[^\W_]+")
_ASKED = re.compile(r'"([^"]*)"?|(\S+)')


class Phrase(NamedTuple):
    """Words that have to stand together; `prefix`: the last one may go on."""

    words: tuple[str, ...]
    prefix: bool


def words_of(text: str) -> list[str]:
    """The words of a text in order, as they are indexed."""
    marked = unicodedata.normalize("NFKD", text).casefold()
    bare = "".join(c for c in unicodedata.normalize("NFKD", marked) if not unicodedata.combining(c))
    return [word[:LONGEST] for word in _WORD.findall(bare)]


def indexed(title: str | None, text: str) -> str:
    """What of a report is searched: the words of its title and its text, with a space before and after each. A report with an unheard-of
    number of different words is searched as far as there is room."""
    seen: set[str] = set()
    room = MOST
    found: list[str] = []
    for word in words_of(f"{title or ''}\n{text}"):
        if word not in seen:
            seen.add(word)
            room -= len(word.encode()) + 4
            if room < 0:
                break
        found.append(word)
    return f" {' '.join(found)} "


def asked(text: str) -> list[Phrase]:
    """What a search asks for: all of these. Words in quotes stand together; word* is a beginning; a word with a hyphen is a phrase."""
    found: list[Phrase] = []
    for quoted, bare in _ASKED.findall(text):
        words = words_of(quoted or bare)
        if words:
            found.append(Phrase(tuple(words), bare.endswith("*")))
    return found


def holds(words: str, phrase: Phrase) -> bool:
    """Whether a text, as `indexed` gives it, holds a phrase."""
    return f" {' '.join(phrase.words)}{'' if phrase.prefix else ' '}" in words
