"""How far readers agree, and how long reading takes: from the judgements alone."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from itertools import combinations, pairwise
from typing import NamedTuple

from marsad.model.judgement import Sealed, Verdict

DECIDED: dict[Verdict, str] = {"accept": "accept", "correct": "correct", "reject": "reject"}
PAUSE = timedelta(minutes=10)  # a longer gap between two judgements is no reading time
FIRST = timedelta(minutes=1)  # what the first judgement of a sitting is taken to have cost, which no clock saw


class Concord(NamedTuple):
    """`both`: statements that both have decided; `share` of them decided alike; `kappa` of Cohen (1960), None where it is not defined
    (nothing in common, or chance alone would give it)."""

    readers: tuple[str, str]
    both: int
    share: float | None
    kappa: float | None


class Pace(NamedTuple):
    """What one reader has judged: statements, reports, and minutes spent, as far as the times of the judgements tell."""

    reader: str
    statements: int
    reports: int
    minutes: float

    @property
    def minutes_per_report(self) -> float | None:
        """Minutes that one report took; None where none was read."""
        return self.minutes / self.reports if self.reports else None


def concords(standing: Iterable[Sealed]) -> tuple[Concord, ...]:
    """How each two readers agree, over accept, correct and reject, by the first decision of each on a statement: what they say after they
    may have seen the other's is no second opinion."""
    first: dict[str, dict[tuple[str, str], str]] = defaultdict(dict)
    for one in standing:
        said = one.judgement
        if said.verdict in DECIDED:
            first[said.by].setdefault((said.report, said.statement), DECIDED[said.verdict])
    return tuple(_concord((a, b), first[a], first[b]) for a, b in combinations(sorted(first), 2))


def _concord(readers: tuple[str, str], a: dict[tuple[str, str], str], b: dict[tuple[str, str], str]) -> Concord:
    pairs = [(a[key], b[key]) for key in a.keys() & b.keys()]
    share = sum(x == y for x, y in pairs) / len(pairs) if pairs else None
    return Concord(readers, len(pairs), share, cohens_kappa(pairs))


def cohens_kappa(pairs: Sequence[tuple[str, str]]) -> float | None:
    """Cohen's kappa of two readers' decisions on the same things; None where there are none, or both always said one and the same."""
    if not pairs:
        return None
    ones, others = Counter(x for x, _ in pairs), Counter(y for _, y in pairs)
    seen = sum(x == y for x, y in pairs) / len(pairs)
    chance = sum(ones[name] * others[name] for name in ones) / len(pairs) ** 2
    return None if chance == 1 else (seen - chance) / (1 - chance)


def paces(chain: Iterable[Sealed]) -> tuple[Pace, ...]:
    """What each reader has judged and in how many minutes: the gaps between one judgement and the next, those of a pause left out."""
    by_reader: dict[str, list[Sealed]] = defaultdict(list)
    for one in chain:
        by_reader[one.judgement.by].append(one)
    return tuple(_pace(reader, by_reader[reader]) for reader in sorted(by_reader))


def _pace(reader: str, judged: Sequence[Sealed]) -> Pace:
    times = sorted(datetime.fromisoformat(one.judgement.at) for one in judged)
    gaps = [after - before for before, after in pairwise(times)]
    spent = FIRST + sum((gap if gap <= PAUSE else FIRST for gap in gaps), timedelta())
    reports = {one.judgement.report for one in judged}
    statements = {(one.judgement.report, one.judgement.statement) for one in judged}
    return Pace(reader, len(statements), len(reports), spent.total_seconds() / 60)
