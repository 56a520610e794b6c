"""The pack's tables of codes: kind of statement -> code, made more precise by the rule that read it and by who acts."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache

from marsad.coding.schemes import ACLED_TYPE_OF, Scheme
from marsad.pack.frame_rules import FrameRule
from marsad.pack.lexicon import Entry
from marsad.pack.pack import Pack

KIND_COLUMNS: dict[Scheme, tuple[str, str]] = {
    "acled": ("acled_event_type", "acled_sub_event_type"),
    "plover": ("plover", ""),
    "cameo": ("cameo_root", ""),
}
NO_EVENT = "none"  # a refinement by which a statement has no code in the scheme
CONDITIONS = ("agent", "target", "weapon", "figure", "change")

Pair = tuple[str, str | None]


@dataclass(frozen=True, slots=True)
class Refinement:
    """A row of the lexicon `codings`: where every condition meets what the statement holds, its code takes the place of the kind's."""

    pair: Pair
    conditions: tuple[tuple[str, frozenset[str]], ...]

    def holds(self, facts: Mapping[str, frozenset[str]]) -> bool:
        """Whether each condition names something that is there; `none` asks for nothing to be there."""
        return all(wanted & (facts[name] or frozenset({"none"})) for name, wanted in self.conditions)


@dataclass(frozen=True, slots=True)
class Table:
    """All that a pack says of one scheme."""

    by_kind: Mapping[str, Pair]
    by_rule: Mapping[str, tuple[str, Pair]]
    refined: Mapping[str, tuple[Refinement, ...]] = field(default_factory=dict)

    def code(self, kind: str, rule: str, facts: Mapping[str, frozenset[str]]) -> Pair | None:
        """The code of a statement: the rule's own where it read this very kind, else the first refinement that holds, else the kind's.

        None where the scheme has no code for it."""
        named, pair = self.by_rule.get(rule, ("", ("", None)))
        if named == kind:
            return pair
        for refinement in self.refined.get(kind, ()):
            if refinement.holds(facts):
                return refinement.pair if refinement.pair[0] != NO_EVENT else None
        return self.by_kind.get(kind)


@cache
def table_of(pack: Pack, scheme: Scheme) -> Table:
    """The table of a scheme in a pack."""
    main, sub = KIND_COLUMNS[scheme]
    by_kind = {e.id: (e.get(main), e.get(sub) or None) for e in pack.lexicons.get("kinds", ()) if e.get(main)}
    by_rule: dict[str, tuple[str, Pair]] = {}
    for sourced in pack.rules.get("frames", ()):
        rule = sourced.rule
        own = {"acled": rule.acled, "plover": rule.plover, "cameo": rule.cameo}[scheme] if isinstance(rule, FrameRule) else None
        if own is not None and isinstance(rule, FrameRule):
            by_rule[rule.id] = (rule.kind, (ACLED_TYPE_OF.get(own, own), own) if scheme == "acled" else (own, None))
    refined: dict[str, list[Refinement]] = {}
    for entry in refinements(pack):
        if entry.get("scheme") == scheme:
            for kind in entry.get("kind").split(";"):
                refined.setdefault(kind.strip(), []).append(_refinement(entry))
    return Table(by_kind, by_rule, {kind: tuple(rows) for kind, rows in refined.items()})


def _refinement(entry: Entry) -> Refinement:
    asked = ((name, entry.get(name)) for name in CONDITIONS)
    conditions = tuple((name, frozenset(part.strip() for part in cell.split(";"))) for name, cell in asked if cell)
    return Refinement((entry.get("type"), entry.get("sub_type") or None), conditions)


def refinements(pack: Pack) -> tuple[Entry, ...]:
    """The rows of the lexicon `codings` in their order: the first that holds wins."""
    return pack.lexicons.get("codings", ())


@cache
def state_codes(pack: Pack, scheme: Scheme) -> Mapping[str, str]:
    """The code of each state by the ISO 3166-1 code of its country: the actors whose id is that code."""
    states = (e for e in pack.lexicons.get("actors", ()) if len(e.id) == 2)
    return {e.id.upper(): e.get(scheme) or e.get("cameo") for e in states if e.get(scheme) or e.get("cameo")}
