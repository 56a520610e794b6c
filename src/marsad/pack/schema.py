"""What a pack file may say, key by key. The loader refuses everything else, with file and line."""

from dataclasses import dataclass
from typing import Annotated, Any, get_args

from pydantic import BaseModel, ConfigDict, Field

from marsad.model.mention import ActorType, ObjectKind, PlaceKind
from marsad.model.statement import Status


class PackFile(BaseModel):
    """pack.toml."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    name: str
    version: str
    language: str
    description: str
    licence: str
    extends: tuple[str, ...] = ()
    timezone: str | None = None
    countries: tuple[str, ...] = ()
    sources: dict[str, str] = {}


class Rule(BaseModel):
    """What all rules share: a name, examples that must be read, counter-examples that must not."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)
    id: Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*(\.[a-z0-9_]+)+$")]
    note: str | None = None
    examples: Annotated[tuple[dict[str, Any], ...], Field(min_length=1)]
    counter_examples: Annotated[tuple[str, ...], Field(min_length=1, alias="not")]


@dataclass(frozen=True)
class LexiconSchema:
    """The columns of a lexicon file. `vocabulary` bounds a column's words; `numeric` columns hold numbers.

    Every lexicon may have `from`, `to` (ISO dates, `to` exclusive), `source`, `note` and `case` (`exact` asks for the capitals as written).
    `phrases`: the columns that hold phrases, `aliases` parted by semicolons. `plurals`: regular plurals of them are understood as well.
    """

    required: tuple[str, ...]
    optional: tuple[str, ...] = ()
    phrases: tuple[str, ...] = ("phrase",)
    vocabulary: tuple[tuple[str, tuple[str, ...]], ...] = ()
    numeric: tuple[str, ...] = ()
    plurals: bool = False


COMMON_COLUMNS = ("from", "to", "source", "note", "case")
ACTOR_TYPES: tuple[str, ...] = get_args(ActorType)
PLACE_KINDS: tuple[str, ...] = get_args(PlaceKind)
OBJECT_KINDS: tuple[str, ...] = get_args(ObjectKind)
NUMBER_CLASSES = (
    "small", "ten", "scale", "vague", "zero", "at_least", "more_than", "at_most", "less_than", "about", "nearly", "exactly",
    "part", "rise", "total", "since",
)  # fmt: skip
STATUSES: tuple[str, ...] = get_args(Status)
HEDGE_FORMS = ("verb", "adjective", "adverb", "noun", "aux")
SAYING_CLASSES = ("say", "learn", "deny", "judge")
TIME_CLASSES = (
    "month", "latent_month", "weekday", "latent_weekday", "weekday_plural", "unit", "second", "part", "clock_word", "season",
    "latent_season", "number", "nth", "vague_number", "zone", "trigger", "no_year_before", "no_year_after",
)  # fmt: skip
TIME_CALENDARS = ("gregorian", "islamic", "easter")
CODING_SCHEMES = ("acled", "plover", "cameo")
# What kinds of event have in common for the eye: each family has one mark and colour on the page.
KIND_FAMILIES = ("fighting", "strikes", "killing", "captivity", "movement", "control", "deals", "aid", "property", "public")
SOURCE_GRADES = ("A", "B", "C", "D", "E", "F")  # the Admiralty scale: A is reliable, E is not, F cannot be judged
PLACE_WORD_USES = ("type", "area", "direction", "cue", "target_cue", "title")

LEXICONS: dict[str, LexiconSchema] = {
    "kinds": LexiconSchema(
        ("kind", "meaning"),
        ("acled_event_type", "acled_sub_event_type", "plover", "cameo_root", "family"),
        phrases=(),
        vocabulary=(("family", KIND_FAMILIES),),
    ),
    "actors": LexiconSchema(
        ("id", "name", "type", "source"),
        ("aliases", "arabic", "parent", "country", "cameo", "plover"),
        phrases=("name", "aliases"),
        vocabulary=(("type", ACTOR_TYPES),),
    ),
    "places": LexiconSchema(
        ("id", "name", "kind", "lat", "lon", "radius_km", "country", "source", "checked"),
        ("aliases", "arabic", "admin1", "admin2", "population"),
        phrases=("name", "aliases", "arabic"),
        vocabulary=(("kind", PLACE_KINDS),),
        numeric=("lat", "lon", "radius_km", "population"),
    ),
    "persons": LexiconSchema(("id", "name", "role", "source"), ("aliases", "arabic", "actor"), phrases=("name", "aliases")),
    "countries": LexiconSchema(
        ("id", "name", "lat", "lon", "radius_km"),
        ("aliases", "demonym", "arabic"),
        phrases=("name", "aliases", "demonym", "arabic"),
        numeric=("lat", "lon", "radius_km"),
    ),
    "place_words": LexiconSchema(
        ("phrase", "use"),
        ("kind", "radius_km", "bearing"),
        phrases=(),
        vocabulary=(("use", PLACE_WORD_USES),),
        numeric=("radius_km", "bearing"),
    ),
    "not_places": LexiconSchema(("phrase",), phrases=()),
    "common_words": LexiconSchema(("phrase",), phrases=()),
    "people": LexiconSchema(("phrase", "type", "what"), ("stands", "number", "role"), vocabulary=(("type", ACTOR_TYPES),)),
    "groups": LexiconSchema(("phrase", "type"), ("needs", "number", "role"), vocabulary=(("type", ACTOR_TYPES),)),
    "modifiers": LexiconSchema(("phrase",), ("type",), phrases=()),
    "offices": LexiconSchema(("phrase", "role"), ("alone", "cameo")),
    "given_names": LexiconSchema(("phrase",)),
    "hedges": LexiconSchema(
        ("id", "phrase", "form", "status"),
        (),
        phrases=(),
        vocabulary=(("form", HEDGE_FORMS), ("status", STATUSES)),
    ),
    "means": LexiconSchema(("phrase", "kind"), (), phrases=()),
    "codings": LexiconSchema(
        ("id", "scheme", "kind", "type"),
        ("sub_type", "agent", "target", "weapon", "figure", "change"),
        phrases=(),
        vocabulary=(("scheme", CODING_SCHEMES),),
    ),
    "sayings": LexiconSchema(("id", "phrase", "class"), (), phrases=(), vocabulary=(("class", SAYING_CLASSES),)),
    "sources": LexiconSchema(("name", "grade"), ("aliases",), phrases=(), vocabulary=(("grade", SOURCE_GRADES),)),
    "weapons": LexiconSchema(("phrase", "kind"), ("unless_after", "unless_before"), plurals=True),
    "objects": LexiconSchema(("phrase", "kind"), ("unless_after", "unless_before"), vocabulary=(("kind", OBJECT_KINDS),), plurals=True),
    "numbers": LexiconSchema(("phrase", "class"), ("low", "high"), vocabulary=(("class", NUMBER_CLASSES),), numeric=("low", "high")),
    "units": LexiconSchema(("phrase", "unit"), plurals=True),
    "time_words": LexiconSchema(
        ("phrase", "class"), ("value", "low", "high", "care"), (), (("class", TIME_CLASSES),), numeric=("low", "high")
    ),
    "holidays": LexiconSchema(
        ("phrase", "calendar"), ("month", "day", "days"), (), (("calendar", TIME_CALENDARS),), numeric=("month", "day", "days")
    ),
}
