"""Three views of when, where and who, where reports do not agree: what the narrowest reading allows, what the fold chose, what is told at
the most precise. Numbers have their three views in the record itself."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from marsad.model.form import Form
from marsad.model.release import ExportView

ROUGH = ("vague", "decade", "year", "season", "month", "week", "day", "part_of_day", "hour", "minute")


def viewed(event: Form, claims: Sequence[Form], view: ExportView) -> Form:
    """The event in a view. Conservative: the widest time that all reports together leave, the least precise place and the least precise
    parties that any tells; informative: the most precise of each; representative: as it was folded."""
    if view == "representative" or not claims:
        return event
    conservative = view == "conservative"
    when = _widest(claims) if conservative else _narrowest(claims)
    chosen = max if conservative else min
    places = [c["place"] for c in claims if c["place"] is not None]
    places = [p for p in places if p["lat"] is not None] or places
    place = chosen(places, key=_place_rank, default=None)
    parties = [c for c in claims if c["actors"] or c["targets"]]
    told = (min if conservative else max)(parties, key=_party_rank, default=None)
    return event | {
        "when": when or event["when"],
        "place": place or event["place"],
        "actors": told["actors"] if told else event["actors"],
        "targets": told["targets"] if told else event["targets"],
    }


def _widest(claims: Sequence[Form]) -> Form | None:
    """From the earliest start to the latest end that any report tells."""
    told = [c["when"] for c in claims if c["when"] is not None]
    if not told:
        return None
    starts, ends = [w["from"] for w in told], [w["to"] for w in told]
    same = all(w == told[0] for w in told)
    rough = min((w["precision"] or "vague" for w in told), key=ROUGH.index)
    return told[0] if same else {
        "from": None if None in starts else min(starts),
        "to": None if None in ends else max(ends),
        "precision": rough,
        "basis": min((w["basis"] or "published" for w in told), key=("published", "context", "stated").index),
    }  # fmt: skip


def _narrowest(claims: Sequence[Form]) -> Form | None:
    """The shortest time that any report tells; of equals the one on the better ground."""
    told = [c["when"] for c in claims if c["when"] is not None]
    return min(told, key=lambda w: (_length(w), w["basis"] != "stated"), default=None)


def _length(when: Form) -> timedelta:
    if when["from"] is None or when["to"] is None:
        return timedelta.max
    return datetime.fromisoformat(when["to"]) - datetime.fromisoformat(when["from"])


def _place_rank(place: Form) -> tuple[bool, float]:
    """More is less precise: places of which only the surroundings are meant after others, then by radius."""
    return bool(place.get("near")), place["radius_km"] or 0.0


def _party_rank(claim: Form) -> tuple[int, int]:
    """More is more precise: parties that a pack knows by name, then those of a known sort."""
    people = claim["actors"] + claim["targets"]
    return sum(a["actor_id"] is not None for a in people), sum(a["actor_type"] not in (None, "unknown") for a in people)
