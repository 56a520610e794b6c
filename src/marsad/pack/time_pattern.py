"""The small language in which a rule says what a time looks like, and its unfolding into plain rows of words and slots.

{month} [the] {day} [,] [{year}]      a slot in braces, what may be missing in brackets
(a few | several) {unit} ago          either of these
in|during {year4}                     either word, outside brackets
<in|since> {month}                    must stand there, but is no part of what is found
{hour}~:~{minute}                     no space between the two
\\( {date} \\)                           a bracket that stands in the text
{from:date} to {to:date}              two slots of one kind, each with its own name
"""

import re
from collections.abc import Iterator
from itertools import product
from typing import NamedTuple

_PIECES = re.compile(r"\\.|\{[a-z0-9_:]+\}|[\[\]()<>~]|[^\s\[\](){}<>~\\]+")
MOST_ROWS = 600


class Item(NamedTuple):
    """One place of a row: a word out of `words`, or a slot of the kind `kind` under the name `name`. `glued`: no space before it;
    `context`: not part of what is found."""

    words: frozenset[str]
    kind: str
    name: str
    glued: bool
    context: bool


Row = tuple[Item, ...]


def rows_of(pattern: str) -> tuple[Row, ...]:
    """Every row of words and slots that a pattern allows. Raises ValueError for one that is not well formed."""
    pieces = _PIECES.findall(pattern)
    if "".join(pieces) != re.sub(r"\s", "", pattern):
        raise ValueError(f"no such pattern: {pattern!r}")
    rows, left = _either(list(_parted(pieces)), "")
    if left:
        raise ValueError(f"{left[0]!r} closes nothing in {pattern!r}")
    unfolded = tuple(dict.fromkeys(_glued(row) for row in rows))
    if any(not any(not item.context for item in row) for row in unfolded):
        raise ValueError(f"all of {pattern!r} may be missing")
    return unfolded


Loose = tuple[Item | str, ...]


def _parted(pieces: list[str]) -> Iterator[str]:
    """The pieces, `|` as one of its own inside brackets."""
    depth = 0
    for piece in pieces:
        depth += (piece in "[(<") - (piece in "])>")
        if depth and "|" in piece and len(piece) > 1:
            words = piece.split("|")
            for number, word in enumerate(words):
                if number:
                    yield "|"
                if word:
                    yield word
        else:
            yield piece


def _either(pieces: list[str], closing: str) -> tuple[list[Loose], list[str]]:
    """Alternatives up to the closing mark, and what is left after it."""
    choices: list[Loose] = []
    parts: list[list[Loose]] = []
    while True:
        if not pieces:
            if closing:
                raise ValueError(f"a {closing!r} is missing")
            break
        piece, pieces = pieces[0], pieces[1:]
        if piece == closing:
            break
        if piece == "|":
            choices.extend(_joined(parts))
            parts = []
        elif piece in "[(<":
            inner, pieces = _either(pieces, {"[": "]", "(": ")", "<": ">"}[piece])
            if piece == "<":
                inner = [tuple(i._replace(context=True) if isinstance(i, Item) else i for i in row) for row in inner]
            parts.append([*inner, ()] if piece == "[" else inner)
        elif piece in "])>":
            raise ValueError(f"{piece!r} closes nothing")
        else:
            parts.append([(piece if piece == "~" else _item(piece),)])
    choices.extend(_joined(parts))
    return _gathered(choices), pieces


def _gathered(choices: list[Loose]) -> list[Loose]:
    """The choices, those of a single word put together as one."""
    words: set[str] = set()
    others: list[Loose] = []
    for choice in choices:
        only = choice[0] if len(choice) == 1 else None
        if isinstance(only, Item) and only.words and not only.context:
            words |= only.words
        else:
            others.append(choice)
    return [*others, (Item(frozenset(words), "", "", False, False),)] if words else others


def _joined(parts: list[list[Loose]]) -> Iterator[Loose]:
    count = 1
    for part in parts:
        count *= len(part)
    if count > MOST_ROWS:
        raise ValueError(f"a pattern that may be read in {count} ways: split the rule")
    for row in product(*parts):
        yield tuple(item for part in row for item in part)


def _item(piece: str) -> Item:
    if piece.startswith("{"):
        name, _, kind = piece[1:-1].partition(":")
        return Item(frozenset(), kind or name, name, False, False)
    if piece[0] == "\\":
        return Item(frozenset(piece[1:]), "", "", False, False)
    return Item(frozenset(piece.lower().split("|")) if len(piece) > 1 else frozenset((piece,)), "", "", False, False)


def _glued(row: Loose) -> Row:
    found: list[Item] = []
    glue = False
    for item in row:
        if isinstance(item, str):
            glue = True
        else:
            found.append(item._replace(glued=glue) if glue and found else item)
            glue = False
    return tuple(found)
