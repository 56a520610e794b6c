"""The fields that a Release may hold, each with its family, and the treatments of each family from the least strict to the strictest. A
field that does not stand here leaves the house in no tier but the internal one."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal

Family = Literal[
    "plain", "id", "time", "place", "parties", "weapons", "figures", "told", "text", "texts", "sources", "stops", "position", "phrases",
    "review",
]  # fmt: skip

TREATMENTS: Mapping[Family, tuple[str, ...]] = MappingProxyType(
    {
        "plain": ("exact", "hide"),
        "id": ("exact", "keyed", "hide"),
        "time": ("exact", "day", "month", "year", "hide"),
        "place": ("exact", "named", "governorate", "country", "hide"),
        "parties": ("exact", "public", "groups", "kinds", "hide"),
        "weapons": ("exact", "kinds", "hide"),
        "figures": ("exact", "small", "hide"),
        "told": ("exact", "small", "hide"),
        "text": ("exact", "redacted", "hide"),
        "texts": ("exact", "redacted", "hide"),
        "sources": ("exact", "label", "hide"),
        "stops": ("exact", "day", "first", "hide"),
        "position": ("exact", "day", "hide"),
        "phrases": ("exact", "redacted", "hide"),
        "review": ("exact", "state", "hide"),
    }
)

_EVENT: Mapping[str, Family] = {
    "id": "id", "kind": "plain", "status": "plain", "when": "time", "place": "place", "from_place": "place", "to_place": "place",
    "actors": "parties", "targets": "parties", "weapons": "weapons", "figures": "figures", "said_by": "sources", "statements": "id",
    "quote": "text", "reports": "id", "voices": "sources", "told": "told", "views": "figures", "codes": "plain", "review": "review",
}  # fmt: skip

FIELDS: Mapping[str, Mapping[str, Family]] = MappingProxyType(
    {
        "event": _EVENT,
        "claim": {**_EVENT, "event": "id", "report": "id"},
        "movement": {
            "id": "id", "what": "plain", "participants": "parties", "cargo": "figures", "origin": "place", "destination": "place",
            "via": "place", "stops": "stops", "position": "position", "eta": "time", "status": "plain", "agreement": "id",
            "statements": "id", "reports": "id", "review": "review",
        },
        "agreement": {
            "id": "id", "parties": "parties", "date": "time", "terms": "texts", "steps": "texts", "areas": "place", "statements": "id",
            "reports": "id", "review": "review",
        },
        "control": {
            "id": "id", "area": "place", "actors": "parties", "degree": "plain", "change": "plain", "status": "plain", "from": "time",
            "to": "time", "except": "place", "condition": "id", "statements": "id", "reports": "id", "said_by": "sources", "told": "time",
            "agreement": "id", "review": "review",
        },
        "report": {
            "id": "id", "source": "sources", "grade": "plain", "title": "text", "url": "text", "published": "time", "language": "plain",
            "sha256": "plain",
        },
        "statement": {
            "id": "id", "report": "id", "kind": "plain", "status": "plain", "quote": "text", "start": "plain", "end": "plain",
            "rule": "plain", "score": "plain", "said_by": "sources", "phrases": "phrases", "review": "plain", "reviewer_role": "plain",
            "reviewed_at": "time",
        },
    }
)  # fmt: skip

# Without these nothing can be written: they may be changed, never left out.
NEEDED = frozenset(
    {"id", "kind", "status", "statements", "reports", "report.grade", "statement.report", "statement.review", "claim.report", "claim.event"}
)


def needed(sort: str, name: str) -> bool:
    """Whether a record of this sort cannot be without the field."""
    return name in NEEDED or f"{sort}.{name}" in NEEDED


def strictness(family: Family, treatment: str) -> int:
    """How strict a treatment of a family is: 0 for `exact`."""
    return TREATMENTS[family].index(treatment)
