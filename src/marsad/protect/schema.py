"""What a policy file may say, key by key; everything else is refused."""

from collections.abc import Iterator
from typing import Annotated, Literal, NamedTuple

from pydantic import BaseModel, ConfigDict, Field, model_validator

from marsad.protect.fields import FIELDS, TREATMENTS, needed

Word = Annotated[str, Field(pattern=r"^[a-z][a-z' -]*\*?$", max_length=60)]


class Columns(NamedTuple):
    """The treatment of a field: in records that need no protection, and in those that do."""

    open: str
    protected: str


class Strict(BaseModel):
    """No key that is not known, and nothing changes later."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class ClassRule(Strict):
    """Records of one kind of danger, and what becomes of them."""

    about: str
    then: Literal["protect", "leave_out"]
    if_named: Literal["leave_out"] | None = None
    sorts: tuple[Literal["event", "movement", "agreement", "control"], ...] = ()
    unless: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    words: tuple[Word, ...] = ()


class OpenPlace(Strict):
    """A place of which everybody knows: its name or id, why, and who says so."""

    place: Annotated[str, Field(min_length=2)]
    why: Literal["destroyed", "officially public"]
    source: Annotated[str, Field(min_length=2)]


class SourceLabel(Strict):
    """What a publisher is called outside."""

    name: Annotated[str, Field(min_length=1)]
    label: Annotated[str, Field(min_length=1, max_length=80)]


class TierRule(Strict):
    """What leaves in one tier: after how many days a protected record, from which number on a count is told, whether a second person must
    have judged each statement, and the treatment of each field."""

    delay_days: Annotated[int, Field(ge=0, le=36_500)]
    small_count: Annotated[int, Field(ge=1, le=1_000)]
    two_people: bool
    fields: dict[str, dict[str, Columns]]

    @model_validator(mode="after")
    def _known(self) -> "TierRule":
        for fault in _faults(self.fields):
            raise ValueError(fault)
        return self


def _faults(fields: dict[str, dict[str, Columns]]) -> Iterator[str]:
    for sort, rows in fields.items():
        if sort not in FIELDS:
            yield f"there is no sort of record {sort!r}; there are {', '.join(FIELDS)}"
            continue
        for name, columns in rows.items():
            family = FIELDS[sort].get(name)
            if family is None:
                yield f"{sort} has no field {name!r}"
                continue
            for treatment in columns:
                if treatment not in TREATMENTS[family] or (treatment == "hide" and needed(sort, name)):
                    known = ", ".join(t for t in TREATMENTS[family] if t != "hide" or not needed(sort, name))
                    yield f"{sort}.{name} cannot be {treatment!r}; it can be {known}"
    for sort, known_fields in FIELDS.items():
        for name in known_fields:
            if name not in fields.get(sort, {}):
                yield f"{sort}.{name} is not decided"


class Tiers(Strict):
    """The two tiers of which anything leaves; the internal one has no rule."""

    public: TierRule
    trusted: TierRule


class Policy(Strict):
    """A whole policy, as it holds after what a file of the user's own changed."""

    name: Annotated[str, Field(pattern=r"^[\w.-]+/[\w.-]+$", max_length=60)]
    classes: dict[str, ClassRule]
    reach: Annotated[int, Field(ge=0, le=100_000)]
    open_places: tuple[OpenPlace, ...] = ()
    sources: tuple[SourceLabel, ...] = ()
    counted: tuple[str, ...]
    tiers: Tiers
    digest: str = ""

    def tier(self, name: Literal["trusted", "public"]) -> TierRule:
        """The rule of a tier."""
        return self.tiers.public if name == "public" else self.tiers.trusted


class Floor(Strict):
    """The least strict that a tier can be."""

    delay_days: int
    small_count: int
    families: dict[str, Columns]
    fields: dict[str, Columns]


class Floors(Strict):
    """The floors of both tiers."""

    public: Floor
    trusted: Floor
