"""Which tellings of an event in different reports are one: copies of one sentence, parts of one movement or deal, what is alike enough."""

from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from marsad.fold.agreements import DEALS
from marsad.fold.assemble import near, same_area, times_meet, when_of
from marsad.fold.bare import HARD_ROLES, Bare, apart, bare, bare_marks, weighed
from marsad.fold.bare import JOIN as BARE_JOIN
from marsad.fold.cluster import Sort, once_a_pair
from marsad.fold.desk import Desk, Key, Marked, tie_marks
from marsad.fold.events import event
from marsad.fold.features import Telling, telling
from marsad.fold.judged import Tie
from marsad.fold.same import JOIN, NEVER_SEEN, RIVAL, comparable, crowding, likeness, sought_marks, telling_marks
from marsad.fold.told import Told
from marsad.fold.unit import mark
from marsad.fold.ways import tied
from marsad.model.record import Joined, Range

BY_COPY, BY_STORY = 10**9, 10**9 + 1  # after all that people said, whose rank is the number of the judgement


@dataclass(frozen=True, slots=True, eq=False)
class Happening:
    """What one report tells of an event, with what it is compared by. `telling`: where it has a place and a time; `copy`: the words in a
    family of copies; `act`: the movement or deal that it tells of; `mere`: no more than the word for an act, which could be any."""

    key: Key
    told: tuple[Told, ...]
    telling: Telling | None
    bare: Bare
    copy: tuple[Hashable, ...] | None
    act: tuple[Hashable, ...] | None
    mere: bool
    ties: tuple[Tie, ...]


def happenings_of(desk: Desk, report: str) -> list[Happening]:
    """The events that a report tells of, which has been taken."""
    return desk.made("happenings", report, lambda k: [_happening(g, desk, k) for g in desk.tellings(k)])


def _happening(told: Sequence[Told], desk: Desk, report: str) -> Happening:
    first, standing = told[0], desk.at(report).standing
    s = first.statement
    story = standing.deal.get(s.id) or standing.way.get(s.id)
    words = " ".join(first.quote.lower().split())
    return Happening(
        key=first.order,
        told=tuple(told),
        telling=telling(event(told), first.publisher, first.moment, [t.earlier for t in told if t.earlier]),
        bare=bare(told, standing.stories),
        copy=(first.family, s.kind, s.status, words) if first.family else None,
        act=(story, "agreement" if s.kind in DEALS else s.kind, s.status, s.phase) if story else None,
        mere=all(_mere_word(t) for t in told),
        ties=desk.ties((t.key for t in told), report),
    )


def _mere_word(t: Told) -> bool:
    """Whether a telling is no more than the word for an act, with no time, place, side or number of its own ("after weeks of shelling"):
    it could be any."""
    stated = t.statement.when is not None and t.statement.when.basis == "stated"
    return not (stated or t.statement.figures or t.who or t.damaged or t.places(*HARD_ROLES, "from") or t.earlier or t.statement.phase)


def happening_marks(h: Happening) -> Iterator[int]:
    """Where it is found."""
    yield from tie_marks(h.ties)
    yield from _standing_marks(h)
    if not h.mere:
        yield from bare_marks(h.bare)
        if h.telling is not None:
            yield from telling_marks(h.telling)


def _standing_marks(h: Happening) -> Iterator[int]:
    """What it has in common with others by the standing of its report: a sentence of copies, an act of a movement or deal, a story."""
    if h.copy is not None:
        yield mark("copy", *h.copy)
    if h.act is not None:
        yield mark("act", *h.act)
    if not h.mere:
        yield from (mark("story", s, h.bare.sort) for s in h.bare.stories)


MARKED: Marked[Happening] = Marked("marked happenings", happenings_of, happening_marks)


def _sought(h: Happening) -> Iterator[int]:
    yield from tie_marks(h.ties)
    yield from _standing_marks(h)
    if not h.mere:
        yield from bare_marks(h.bare, 1)
        if h.telling is not None:
            yield from sought_marks(h.telling)


class Happenings(Sort[Happening]):
    """Events of reports. The two tables of features weigh them; what copies one sentence, or tells of one act of a movement or deal, is
    one without."""

    join = JOIN

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._rivals: dict[Key, int] = {}

    def near(self, things: Sequence[Happening]) -> Mapping[Key, Sequence[Happening]]:
        """Those that may be one with it, and those that are a little like it."""
        met = self._desk.sharing(things, MARKED, _sought)
        return {h.key: self._others(h, others) for h, others in zip(things, met, strict=True)}

    def _others(self, happening: Happening, met: Sequence[Happening]) -> list[Happening]:
        others: list[Happening] = []
        self._rivals[happening.key] = 0
        for other in met:
            alike = self._alike(happening, other)
            rival = alike is not None and alike > RIVAL
            self._rivals[happening.key] += rival
            if rival or self.bound(happening, other) is not None or self.score(happening, other) is not None:
                others.append(other)
        return others

    @once_a_pair
    def _alike(self, a: Happening, b: Happening) -> float | None:
        """The score by the table for what has place and time; None where the two are not comparable."""
        if a.mere or b.mere or a.telling is None or b.telling is None or not comparable(a.telling, b.telling):
            return None
        return likeness(a.telling, b.telling).score

    @once_a_pair
    def _bare(self, a: Happening, b: Happening) -> float | None:
        """The score by the table for what lacks place or time, moved so that both tables join from one number on."""
        return None if a.mere or b.mere or apart(a.bare, b.bare) else weighed(a.bare, b.bare)[0] + JOIN - BARE_JOIN

    def score(self, a: Happening, b: Happening) -> float | None:
        """The higher of what the two tables say, where it is worth a look."""
        scores = [s for s in (self._alike(a, b), self._bare(a, b)) if s is not None and s > RIVAL]
        return max(scores, default=None)

    @once_a_pair
    def link(self, a: Happening, b: Happening) -> float | None:
        """What is not comparable, or unlike, speaks against two groups; what only has too little in common says nothing."""
        if self.bound(a, b) is not None:
            return None
        alike, plain = self._alike(a, b), self._bare(a, b)
        if plain is not None and plain >= JOIN:
            return max(plain, NEVER_SEEN if alike is None else alike)
        if a.telling is not None and b.telling is not None:
            return NEVER_SEEN if alike is None else max(NEVER_SEEN, alike)
        return NEVER_SEEN if plain is None else None

    def crowd(self, a: Happening, b: Happening) -> float:
        """On a day of many raids on one town, likeness tells less."""
        if self._alike(a, b) is None:
            return 0.0
        for thing in (a, b):
            if thing.key not in self._rivals:
                self.near([thing])
        return crowding(self._rivals[a.key], self._rivals[b.key])

    @once_a_pair
    def bound(self, a: Happening, b: Happening) -> int | None:
        """What a person said is one; else copies of one sentence; else what reports tell of one act of a movement or deal."""
        said = tied(a.ties, b.ties, same=True)
        if said is not None:
            return said
        if a.copy is not None and a.copy == b.copy:
            return BY_COPY
        return BY_STORY if a.act is not None and a.act == b.act and _one_act(a, b) else None

    def severed(self, a: Happening, b: Happening) -> bool:
        """Whether a person said that they are two."""
        return tied(a.ties, b.ties, same=False) is not None

    def joined(self, group: Sequence[Happening]) -> tuple[Joined, ...]:
        """Why those of a group are one: for each but the first the pair that binds it most to those before it."""
        found: list[Joined] = []
        for i, b in enumerate(group):
            if i:
                found.append(self._reason(min(group[:i], key=lambda a: (self._looseness(a, b), a.key)), b))
        return tuple(found)

    def _looseness(self, a: Happening, b: Happening) -> tuple[int, float]:
        """The less, the more binds two things."""
        rank, score = self.bound(a, b), self.score(a, b)
        return (rank, 0.0) if rank is not None else (BY_STORY + 1, -NEVER_SEEN if score is None else -score)

    def _reason(self, a: Happening, b: Happening) -> Joined:
        one, other, rank = a.told[0].key, b.told[0].key, self.bound(a, b)
        if rank == BY_COPY:
            return Joined(one, other, None, ("the same words in copies of one text",))
        if rank == BY_STORY:
            return Joined(one, other, None, ("one act of the same movement or deal",))
        if rank is not None:
            return Joined(one, other, None, (f"a person said that they are one (judgement {rank})",))
        alike, plain = self._alike(a, b), self._bare(a, b)
        if plain is not None and (alike is None or plain > alike):
            held = sorted(weighed(a.bare, b.bare)[1], key=lambda f: -abs(f.weight))
            return Joined(one, other, round(plain, 1), tuple(f"{f.weight:+.1f} {f.reason}" for f in held))
        if alike is None or a.telling is None or b.telling is None:
            return Joined(one, other, NEVER_SEEN, ("both are one with others of the group",))
        crowd = self.crowd(a, b)
        reasons = likeness(a.telling, b.telling).reasons + ((f"{-crowd:+.1f} many others like them",) if crowd else ())
        return Joined(one, other, round(alike - crowd, 1), reasons)


def _one_act(a: Happening, b: Happening) -> bool:
    """Whether two reports tell of one act of a movement or deal: not in one report, and neither place nor time told lies apart."""
    if a.told[0].report == b.told[0].report:
        return False
    if a.told[0].statement.kind in DEALS:
        return True
    places, others = ([p for t in h.told for p in t.places(*HARD_ROLES, "from")] for h in (a, b))
    if places and others and not any(same_area(p, q) or near(p, q) for p in places for q in others):
        return False
    return any(times_meet(_stated(s), _stated(t)) for s in a.told for t in b.told)


def _stated(t: Told) -> Range | None:
    return when_of(t) if t.statement.when and t.statement.when.basis == "stated" else None
