"""Rules of times: a pattern of words and slots, and the value that it gives. docs/times.md tells how to write one."""

from datetime import date, datetime
from typing import Annotated, Any, Literal

from pydantic import Field, field_validator

from marsad.pack.schema import Rule
from marsad.pack.time_pattern import rows_of

TimeKind = Literal[
    "number", "date", "shift", "nearest", "length", "away", "window", "inside", "between", "reference", "repeated", "portion", "story",
    "same", "zone", "nothing",
]  # fmt: skip
EXAMPLE_KEYS = frozenset({"text", "published", "finds", "value", "from", "to", "type", "precision"})


class TimeRule(Rule):
    """One way of telling a time.

    `pattern`: see `time_pattern`. `as`: the kind of slot that it fills in other rules; `time` is what becomes a mention, `nothing` what
    looks like a time and is none. `gives`: the kind of value and its parts, each the name of a slot or a plain word or number.
    An example says the `text`, what it `finds` in it and the TIMEX3 `value` that is read, the report being `published` on a day.
    """

    pattern: str | tuple[str, ...]
    as_: Annotated[str, Field(alias="as", pattern=r"^[a-z][a-z0-9_]*$")]
    gives: dict[str, str | int]

    @property
    def patterns(self) -> tuple[str, ...]:
        """All patterns of the rule."""
        return (self.pattern,) if isinstance(self.pattern, str) else self.pattern

    @field_validator("pattern")
    @classmethod
    def _well_formed(cls, pattern: str | tuple[str, ...]) -> str | tuple[str, ...]:
        for one in (pattern,) if isinstance(pattern, str) else pattern:
            rows_of(one)
        return pattern

    @field_validator("gives")
    @classmethod
    def _known_kind(cls, gives: dict[str, str | int]) -> dict[str, str | int]:
        if gives.get("kind") not in TimeKind.__args__:  # type: ignore[attr-defined]
            raise ValueError(f"kind is {gives.get('kind')!r}, expected one of {', '.join(TimeKind.__args__)}")  # type: ignore[attr-defined]
        return gives

    @field_validator("examples")
    @classmethod
    def _known_keys(cls, examples: tuple[dict[str, Any], ...]) -> tuple[dict[str, Any], ...]:
        for example in examples:
            strange = set(example) - EXAMPLE_KEYS
            if strange or not isinstance(example.get("text"), str) or not isinstance(example.get("finds", ""), str):
                raise ValueError(f"an example has `text` and may have {', '.join(sorted(EXAMPLE_KEYS - {'text'}))}; got {sorted(example)}")
        return tuple({key: _plain(value) for key, value in example.items()} for example in examples)


def _plain(value: object) -> object:
    """YAML reads 2017-08-28 as a date; an example compares texts."""
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    return value if value is None else str(value)
