"""The rules of times of a pack, unfolded, in the order in which they build on each other."""

from dataclasses import dataclass
from functools import cache
from typing import NamedTuple, cast

from marsad.errors import PackError
from marsad.pack.pack import Pack, SourcedRule
from marsad.pack.time_pattern import Row, rows_of
from marsad.pack.time_rules import TimeRule

NUMBER_KINDS = (
    "number", "nth", "day", "day_nth", "month_number", "hour", "minute", "year2", "decade2", "year4", "decade4", "bare_year", "hours4",
)  # fmt: skip


class Way(NamedTuple):
    """One row of one rule. `rank`: of two that read the same words the later rule wins."""

    row: Row
    rule: TimeRule
    slots: frozenset[str]
    rank: int


@dataclass(frozen=True, eq=False)
class Grammar:
    """`levels`: for each kind of slot, those that it builds on first, its ways by the word or slot that they begin with."""

    levels: tuple[tuple[str, dict[str, tuple[Way, ...]]], ...]
    words: frozenset[str]


@cache
def grammar_of(pack: Pack) -> Grammar:
    """The grammar of a pack. Raises PackError where rules build on each other in a circle."""
    rules = [(cast(TimeRule, sourced.rule), sourced) for sourced in pack.rules["times"]]
    ways: dict[str, list[Way]] = {}
    needs: dict[str, set[str]] = {}
    words: set[str] = set()
    for rank, (rule, _) in enumerate(rules):
        rows = [row for pattern in rule.patterns for row in rows_of(pattern)]
        slots = frozenset(item.name for row in rows for item in row if item.kind)
        ways.setdefault(rule.as_, []).extend(Way(row, rule, slots, rank) for row in rows)
        needs.setdefault(rule.as_, set()).update(item.kind for row in rows for item in row if item.kind)
        words.update(word for row in rows for item in row for word in item.words)
    levels = []
    for kind in _in_order(needs, {rule.as_: sourced for rule, sourced in rules}):
        by_start: dict[str, list[Way]] = {}
        for way in ways[kind]:
            for key in (f"{{{way.row[0].kind}}}",) if way.row[0].kind else way.row[0].words:
                by_start.setdefault(key, []).append(way)
        levels.append((kind, {key: tuple(found) for key, found in by_start.items()}))
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
