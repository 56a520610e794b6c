"""The rules of times of a pack, unfolded, in the order in which they build on each other."""

from dataclasses import dataclass
from functools import cache
from typing import NamedTuple, cast

from marsad.errors import PackError
from marsad.pack.pack import Pack, SourcedRule
from marsad.pack.time_pattern import Item, rows_of
from marsad.pack.time_rules import TimeRule


class Way(NamedTuple):
    """One rule at the end of one of its rows. `rank`: of two that read the same words the later rule wins."""

    rule: TimeRule
    slots: frozenset[str]
    rank: int


class Step:
    """A step into the rows of one kind of slot, those that begin alike taken together: the words and slots that lead on, and the ways that
    end here."""

    __slots__ = ("kinds", "slots", "ways", "words")

    def __init__(self) -> None:
        self.words: dict[str, list[tuple[bool, bool, Step]]] = {}
        self.slots: list[tuple[str, str, bool, bool, Step]] = []
        self.ways: list[Way] = []
        self.kinds: set[str] = set()

    def next(self, item: Item) -> "Step":
        """The step after an item, made where there is none."""
        if item.kind:
            for kind, name, glued, context, step in self.slots:
                if (kind, name, glued, context) == (item.kind, item.name, item.glued, item.context):
                    return step
            made = Step()
            self.slots.append((item.kind, item.name, item.glued, item.context, made))
            self.kinds.add(item.kind)
            return made
        key = (item.glued, item.context)
        for glued, context, step in self.words.get(min(item.words), ()):
            if (glued, context) == key and all(any(e[2] is step for e in self.words.get(word, ())) for word in item.words):
                held = sum(any(e[2] is step for e in edges) for edges in self.words.values())
                if held == len(item.words):
                    return step
        made = Step()
        for word in item.words:
            self.words.setdefault(word, []).append((item.glued, item.context, made))
        return made


@dataclass(frozen=True, eq=False)
class Grammar:
    """`levels`: for each kind of slot, those that it builds on first, the first step of its rows."""

    levels: tuple[tuple[str, Step], ...]
    words: frozenset[str]


@cache
def grammar_of(pack: Pack) -> Grammar:
    """The grammar of a pack. Raises PackError where rules build on each other in a circle."""
    rules = [(cast(TimeRule, sourced.rule), sourced) for sourced in pack.rules["times"]]
    first: dict[str, Step] = {}
    needs: dict[str, set[str]] = {}
    words: set[str] = set()
    for rank, (rule, _) in enumerate(rules):
        rows = [row for pattern in rule.patterns for row in rows_of(pattern)]
        way = Way(rule, frozenset(item.name for row in rows for item in row if item.kind), rank)
        for row in rows:
            step = first.setdefault(rule.as_, Step())
            for item in row:
                step = step.next(item)
            step.ways.append(way)
        needs.setdefault(rule.as_, set()).update(item.kind for row in rows for item in row if item.kind)
        words.update(word for row in rows for item in row for word in item.words)
    ordered = _in_order(needs, {rule.as_: sourced for rule, sourced in rules})
    levels = [(kind, first[kind]) for kind in ordered]
    return Grammar(tuple(levels), frozenset(words))


def _in_order(needs: dict[str, set[str]], places: dict[str, SourcedRule]) -> list[str]:
    ordered: list[str] = []
    left = {kind: {n for n in found if n in needs} for kind, found in needs.items()}
    while left:
        ready = [kind for kind, found in left.items() if not found - set(ordered)]
        if not ready:
            kind = next(iter(left))
            raise PackError(
                f"the slots {', '.join(sorted(left))} build on each other in a circle",
                place=places[kind].place,
                advice="let one of them do without the others",
            )
        ordered.extend(ready)
        for kind in ready:
            del left[kind]
    return ordered
