"""Which tellings of an event in different reports are one: copies of one sentence, parts of one movement or deal, what is alike enough."""

from collections.abc import Hashable, Mapping, Sequence

from marsad.fold.agreements import DEALS, Deal
from marsad.fold.assemble import group, near, same_area, times_meet, when_of
from marsad.fold.bare import HARD_ROLES, joined
from marsad.fold.events import event
from marsad.fold.features import telling
from marsad.fold.movements import Chain
from marsad.fold.same import clusters
from marsad.fold.told import Told
from marsad.model.record import Range

Group = list[Told]


def retold(groups: Sequence[Group], moving: Sequence[Chain], struck: Sequence[Deal]) -> list[Group]:
    """The groups of statements, each of one report, with those that tell of one event made one. `moving` and `struck` are the movements and
    deals of all reports: what they hold together is one event where kind, status and phase are the same."""
    one = whole(copied(groups), moving, struck)
    parted: dict[bool, list[Group]] = {True: [], False: []}
    for g in one:
        parted[all(_mere_word(t) for t in g)].append(g)
    return [*parted[True], *joined(alike(parted[False]), stories(moving, struck))]


def _mere_word(t: Told) -> bool:
    """Whether a telling is no more than the word for an act, with no time, place, side or number of its own ("after weeks of shelling"):
    it could be any."""
    stated = t.statement.when is not None and t.statement.when.basis == "stated"
    return not (stated or t.statement.figures or t.who or t.damaged or t.places(*HARD_ROLES, "from") or t.earlier or t.statement.phase)


def stories(moving: Sequence[Chain], struck: Sequence[Deal]) -> dict[str, frozenset[Hashable]]:
    """Report -> the movements and deals of which it tells."""
    found: dict[str, set[Hashable]] = {}
    told = [(("way", i), c.told) for i, c in enumerate(moving)] + [(("deal", i), d.told) for i, d in enumerate(struck)]
    for story, statements in told:
        for t in statements:
            found.setdefault(t.report, set()).add(story)
    return {report: frozenset(s) for report, s in found.items()}


def copied(groups: Sequence[Group]) -> list[Group]:
    """The same words in copies of one text tell of the same thing."""

    def name(g: Group) -> Hashable:
        t = g[0]
        return (t.family, t.statement.kind, t.statement.status, " ".join(t.quote.lower().split())) if t.family else t.key

    found: dict[Hashable, list[Group]] = {}
    for g in groups:
        found.setdefault(name(g), []).append(g)
    return [_flat(same) for same in found.values()]


def whole(groups: Sequence[Group], moving: Sequence[Chain], struck: Sequence[Deal]) -> list[Group]:
    """What one movement or one deal is told to be doing is one event, however many reports tell it."""
    way_of = {t.key: ("way", i) for i, c in enumerate(moving) for t in c.told}
    deal_of = {t.key: ("deal", i) for i, d in enumerate(struck) for t in d.anchors}
    belongs: Mapping[tuple[str, str], Hashable] = {**way_of, **deal_of}

    def name(g: Group) -> Hashable:
        s = g[0].statement
        kind = "agreement" if s.kind in DEALS else s.kind
        return (belongs[g[0].key], kind, s.status, s.phase) if g[0].key in belongs else g[0].key

    by_name: dict[Hashable, list[Group]] = {}
    for g in groups:
        by_name.setdefault(name(g), []).append(g)
    return [_flat(one) for same in by_name.values() for one in group(same, _one_act)]


def _one_act(a: Group, b: Group) -> bool:
    """Whether two reports tell of one act of a movement or deal: not in one report, and neither place nor time told lies apart."""
    if {t.report for t in a} & {t.report for t in b}:
        return False
    if a[0].statement.kind in DEALS:
        return True
    places, others = ([p for t in g for p in t.places(*HARD_ROLES, "from")] for g in (a, b))
    if places and others and not any(same_area(p, q) or near(p, q) for p in places for q in others):
        return False
    return any(times_meet(_stated(s), _stated(t)) for s in a for t in b)


def _stated(t: Told) -> Range | None:
    return when_of(t) if t.statement.when and t.statement.when.basis == "stated" else None


def alike(groups: Sequence[Group]) -> list[Group]:
    """What the features of `same` find to be one event."""
    told = {(e := event(g)).id: (e, g) for g in groups}
    found = (telling(e, g[0].publisher, g[0].moment, [t.earlier for t in g if t.earlier]) for e, g in told.values())
    compared = [t for t in found if t is not None]
    one = [_flat([told[t.event.id][1] for t in cluster]) for cluster in clusters(compared)]
    alone = told.keys() - {t.event.id for t in compared}
    return [*one, *(told[i][1] for i in alone)]


def _flat(groups: Sequence[Group]) -> Group:
    return sorted((t for g in groups for t in g), key=lambda t: t.order)
