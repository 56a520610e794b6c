"""Readings built by hand: a text, its mentions by their words, its statements by their clauses."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from marsad.model.mention import ActorMention, Mention, ObjectMention, PlaceMention, QuantityMention, WeaponMention
from marsad.model.reading import Reading
from marsad.model.report import Report
from marsad.model.statement import Figure, SaidBy, Statement, StatementWhen, Trigger, Where, Who, With, statement_id


def day(text: str, days: int = 1, basis: str = "stated") -> StatementWhen:
    start = datetime.fromisoformat(text)
    return StatementWhen(start, start + timedelta(days=days), "day", None, basis)


class Story:
    """A report in the making. `place`, `actor`, `quantity`, `thing` and `weapon` give the id of a mention, `say` that of a statement."""

    def __init__(self, text: str, **report: Any) -> None:
        self.report = Report(id=report.pop("id", "story"), text=text, **report)
        self.mentions: list[Mention] = []
        self.statements: list[Statement] = []

    def _base(self, words: str, nth: int) -> dict[str, Any]:
        at = -1
        for _ in range(nth + 1):
            at = self.report.text.index(words, at + 1)
        number = f"m{len(self.mentions)}"
        return {"id": number, "start": at, "end": at + len(words), "text": words, "rule": "hand"}

    def _add(self, mention: Mention) -> str:
        self.mentions.append(mention)
        return mention.id

    def place(
        self, words: str, nth: int = 0, name: str | None = None, lat: float | None = None, lon: float | None = None, **more: Any
    ) -> str:
        place_id = more.pop("place_id", f"hand:{(name or words).lower()}" if lat is not None else None)
        fields = {"kind": "settlement", "radius_km": 3.0, "country": "SY", "admin1": None, "confidence": 1.0, **more}
        return self._add(PlaceMention(**self._base(words, nth), name=name or words, place_id=place_id, lat=lat, lon=lon, **fields))

    def actor(
        self, words: str, nth: int = 0, actor_id: str | None = None, name: str | None = None, kind: str = "unknown", like: str | None = None
    ) -> str:
        return self._add(ActorMention(**self._base(words, nth), name=name or words, actor_id=actor_id, actor_type=kind, corefers=like))

    def quantity(self, words: str, low: float | None, high: float | None, what: str, nth: int = 0) -> str:
        fields = {"low": low, "high": high, "best": low if low == high else None, "unit": None, "what": what, "vague": low != high}
        return self._add(QuantityMention(**self._base(words, nth), **fields))

    def thing(self, words: str, nth: int = 0, kind: str = "vehicle") -> str:
        return self._add(ObjectMention(**self._base(words, nth), kind=kind))

    def weapon(self, words: str, nth: int = 0) -> str:
        return self._add(WeaponMention(**self._base(words, nth), kind=words))

    def say(
        self, kind: str, clause: str, trigger: str, status: str = "happened", who: dict[str, Any] | None = None,
        where: dict[str, Any] | None = None, figures: tuple[Figure, ...] = (), by: str | None = "Monitor", **more: Any,
    ) -> str:  # fmt: skip
        start = self.report.text.index(clause)
        at = self.report.text.index(trigger, start)
        named = more.pop("with_", {})
        statement = Statement(
            id=statement_id(self.report.sha256, kind, start, start + len(clause), "hand.rule", len(self.statements)),
            kind=kind, status=status, start=start, end=start + len(clause), trigger=Trigger(at, at + len(trigger), trigger),
            who=tuple(Who(role, m) for role, ms in (who or {}).items() for m in ([ms] if isinstance(ms, str) else ms)),
            where=tuple(Where(role, m) for role, ms in (where or {}).items() for m in ([ms] if isinstance(ms, str) else ms)),
            with_=tuple(With(role, m) for role, m in named.items()),
            figures=figures, said_by=(SaidBy(by, None, "publisher"),) if by else (), rule="hand.rule", **more,
        )  # fmt: skip
        self.statements.append(statement)
        return statement.id

    def change(self, statement: str, **more: Any) -> None:
        """Fill in what could only be known once another statement stood."""
        self.statements = [replace(s, **more) if s.id == statement else s for s in self.statements]

    def reading(self) -> Reading:
        return Reading(self.report).with_mentions(self.mentions).with_statements(self.statements)
