"""The JSON Schema of the fixed form: its vocabularies are those of the model itself."""

from collections.abc import Iterable
from typing import Any, get_args

from marsad.model.form import VERSION
from marsad.model.mention import MENTION_TYPES, ActorType, ObjectKind, PlaceKind, TimexType
from marsad.model.record import MovementStatus, Outcome, StepStatus, StopStatus, ViewBasis
from marsad.model.report import PublishedBasis
from marsad.model.review import ReviewState
from marsad.model.statement import Change, Degree, Phase, SayingBasis, Status, WhenBasis, WhereRole, WhoRole, WithRole
from marsad.model.when import Precision

Schema = dict[str, Any]

TEXT: Schema = {"type": "string"}
WHOLE: Schema = {"type": "integer", "minimum": 0}
NUMBER: Schema = {"type": "number"}
YES_NO: Schema = {"type": "boolean"}
MOMENT: Schema = {"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?)?$"}
SHARE: Schema = {"type": "number", "minimum": 0, "maximum": 1}


def reading_schema(kinds: Iterable[str]) -> Schema:
    """The schema (draft 2020-12) of what `marsad code` prints, one object a line: a Reading, or an error in the place of one.

    `kinds`: the kinds of statements, which packs name. Further keys are allowed everywhere."""
    kind = {"enum": sorted(kinds)}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Reading",
        "description": "What Marsad makes of one report. Offsets are Unicode code points into report.text, end exclusive.",
        "oneOf": [{"$ref": "#/$defs/reading"}, {"$ref": "#/$defs/error"}],
        "$defs": _parts() | _mentions() | _statement(kind) | _records(kind),
    }


def _of(**keys: Schema) -> Schema:
    """An object that has all these keys; a trailing underscore lets a key be a word of Python."""
    properties = {name.rstrip("_"): schema for name, schema in keys.items()}
    return {"type": "object", "required": list(properties), "properties": properties}


def _or_null(schema: Schema) -> Schema:
    return {"anyOf": [schema, {"type": "null"}]}


def _list(schema: Schema) -> Schema:
    return {"type": "array", "items": schema}


def _ref(name: str) -> Schema:
    return {"$ref": f"#/$defs/{name}"}


def _words(literal: object) -> Schema:
    return {"enum": list(get_args(literal))}


def _parts() -> dict[str, Schema]:
    """What the others are made of."""
    version = {"const": VERSION}
    lists = _of(**{name: _list(_ref(part)) for name, part in LISTS.items()})
    return {
        "reading": _of(
            id=TEXT,
            report=_ref("report"),
            mentions=_list(_ref("mention")),
            statements=_list(_ref("statement")),
            records=lists,
            marsad=version,
        ),
        "error": _of(id=TEXT, error=TEXT, marsad=version) | {"not": {"required": ["report"]}},
        "report": _of(
            id=TEXT,
            sha256={"type": "string", "pattern": "^[0-9a-f]{64}$"},
            title=_or_null(TEXT),
            source=_or_null(TEXT),
            url=_or_null(TEXT),
            published=_or_null(MOMENT),
            published_basis=_words(PublishedBasis),
            language=_or_null(TEXT),
            text=TEXT,
        ),
        "span": _of(start=WHOLE, end=WHOLE),
        "place": _of(
            name=TEXT,
            place_id=_or_null(TEXT),
            kind=_or_null(_words(PlaceKind)),
            lat=_or_null({"type": "number", "minimum": -90, "maximum": 90}),
            lon=_or_null({"type": "number", "minimum": -180, "maximum": 180}),
            radius_km=_or_null({"type": "number", "minimum": 0}),
            country=_or_null(TEXT),
            admin1=_or_null(TEXT),
        ),
        "actor": _of(
            name=TEXT,
            actor_id=_or_null(TEXT),
            actor_type=_or_null(_words(ActorType)),
            text=TEXT,
            type={"enum": ["actor", "person", "object", "place"]},
        ),
        "figure": _of(
            what=TEXT, low=_or_null(NUMBER), best=_or_null(NUMBER), high=_or_null(NUMBER), part_of=_or_null(WHOLE), cumulative=YES_NO
        ),
        "range": _of(from_=_or_null(MOMENT), to=_or_null(MOMENT), precision=_or_null(_words(Precision))),
    }


LISTS = {"events": "event", "movements": "movement", "agreements": "agreement", "control": "control"}


def _mentions() -> dict[str, Schema]:
    number = _or_null(NUMBER)
    more: dict[str, Schema] = {
        "time": _of(
            timex_type=_words(TimexType), value=TEXT, from_=_or_null(MOMENT), to=_or_null(MOMENT), precision=_or_null(_words(Precision))
        ),
        "place": {"allOf": [_ref("place"), _of(confidence=SHARE, alternatives=_list({"type": "object"}))]},
        "actor": _of(name=TEXT, actor_id=_or_null(TEXT), codes={"type": "object"}, actor_type=_words(ActorType), corefers=_or_null(TEXT)),
        "person": _of(name=TEXT, role=_or_null(TEXT), corefers=_or_null(TEXT)),
        "quantity": _of(low=number, high=number, best=number, unit=_or_null(TEXT), what=_or_null(TEXT), vague=YES_NO),
        "object": _of(kind=_words(ObjectKind)),
        "weapon": _of(kind=TEXT),
        "report": _of(published_from=_or_null(MOMENT), published_to=_or_null(MOMENT), source=_or_null(TEXT)),
    }
    common = _of(id=TEXT, type={"enum": list(MENTION_TYPES.values())}, start=WHOLE, end=WHOLE, text=TEXT, rule=TEXT)
    by_type = [{"if": {"properties": {"type": {"const": name}}}, "then": schema} for name, schema in more.items()]
    return {"mention": {"allOf": [common, *by_type]}}


def _statement(kind: Schema) -> dict[str, Schema]:
    def roles(literal: object) -> Schema:
        return _list(_of(role=_words(literal), mention=TEXT))

    optional = {
        "phase": _words(Phase),
        "degree": _words(Degree),
        "change": _words(Change),
        "against": TEXT,
        "part_of_agreement": TEXT,
        "step": {"type": "integer"},
        "subject": TEXT,
    }
    statement = _of(
        id=TEXT,
        kind=kind,
        status=_words(Status),
        start=WHOLE,
        end=WHOLE,
        trigger=_of(start=WHOLE, end=WHOLE, text=TEXT),
        when=_or_null({"allOf": [_ref("range"), _of(mention=_or_null(TEXT), basis=_words(WhenBasis))]}),
        where=roles(WhereRole),
        who=roles(WhoRole),
        with_=roles(WithRole),
        figures=_list({"allOf": [_ref("figure"), _of(mention=_or_null(TEXT))]}),
        said_by=_list(_of(name=_or_null(TEXT), mention=_or_null(TEXT), basis=_words(SayingBasis))),
        condition=_or_null(TEXT),
        because={"anyOf": [TEXT, _ref("span"), {"type": "null"}]},
        refers_to=_or_null(TEXT),
        rule=TEXT,
        score=SHARE,
    )
    statement["properties"] |= optional
    return {"statement": statement}


def _records(kind: Schema) -> dict[str, Schema]:
    place, actors, figures = _or_null(_ref("place")), _list(_ref("actor")), _list(_ref("figure"))
    rests: dict[str, Schema] = {"statements": _list(TEXT), "reports": _list(TEXT) | {"minItems": 1}}
    found: dict[str, Schema] = {
        "event": _of(
            id=TEXT,
            kind=kind,
            status=_words(Status),
            when=_or_null({"allOf": [_ref("range"), _of(basis=_or_null(_words(WhenBasis)))]}),
            place=place,
            from_place=place,
            to_place=place,
            actors=actors,
            targets=actors,
            weapons=_list(_of(kind=TEXT, text=TEXT)),
            figures=figures,
            said_by=_list(_of(name=_or_null(TEXT), basis=_words(SayingBasis))),
            quote=TEXT,
            **rests,
            voices=_list(_ref("voice")),
            told=_list(_ref("told")),
            views=_list(_ref("view")),
        ),
        "told": _of(
            what=TEXT,
            low=_or_null(NUMBER),
            best=_or_null(NUMBER),
            high=_or_null(NUMBER),
            source=_or_null(TEXT),
            report=TEXT,
            published=_or_null(MOMENT),
            statement=TEXT,
            superseded=YES_NO,
        ),
        "view": _of(
            what=TEXT,
            conservative=_or_null(NUMBER),
            representative=_or_null(NUMBER),
            informative=_or_null(NUMBER),
            low=_or_null(NUMBER),
            high=_or_null(NUMBER),
            open=YES_NO,
            basis=_words(ViewBasis),
            tellers=WHOLE,
        ),
        "voice": _of(name=_or_null(TEXT), reports=_list(TEXT), carried_by=_list(TEXT)),
        "stop": _of(place=place, when=_or_null(_ref("range")), status=_words(StopStatus), statements=_list(TEXT)),
        "expectation": _of(
            place=_ref("place"), when=_or_null(_ref("range")), statements=_list(TEXT), outcome=_words(Outcome), ground=_list(TEXT)
        ),
        "movement": _of(
            id=TEXT,
            what={"enum": ["convoy", "group", "troops", None]},
            participants=actors,
            cargo=figures,
            origin=place,
            destination=place,
            via=_list(_ref("place")),
            stops=_list(_ref("stop")),
            position=_or_null(_ref("stop")),
            eta=_or_null(_ref("range")),
            status=_words(MovementStatus),
            agreement=_or_null(TEXT),
            expected=_list(_ref("expectation")),
            told=_list(_ref("told")),
            voices=_list(_ref("voice")),
            **rests,
        ),
        "term": _of(what=TEXT, by=_or_null(_ref("actor")), to=_or_null(_ref("actor")), in_exchange_for=_or_null(TEXT)),
        "step": _of(order=_or_null({"type": "integer"}), what=TEXT, status=_words(StepStatus), statements=_list(TEXT)),
        "agreement": _of(
            id=TEXT,
            parties=actors,
            date=_or_null(_ref("range")),
            terms=_list(_ref("term")),
            steps=_list(_ref("step")),
            areas=_list(_ref("place")),
            voices=_list(_ref("voice")),
            **rests,
        ),
        "control": _of(
            id=TEXT,
            area=place,
            actors=actors,
            degree=_or_null(_words(Degree)),
            change=_or_null(_words(Change)),
            status=_words(Status),
            from_=_or_null(MOMENT),
            to=_or_null(MOMENT),
            except_=_list({"anyOf": [_ref("place"), TEXT]}),
            condition=_or_null(TEXT),
            **rests,
            said_by=_list(_of(name=_or_null(TEXT), basis=_words(SayingBasis))),
            told=_or_null(_ref("range")),
            agreement=_or_null(TEXT),
            voices=_list(_ref("voice")),
        ),
        "correction": _of(statement=TEXT, field=TEXT, was={}, now={}),
        "pair": _of(report=TEXT, statement=TEXT),
    }
    review = _of(state=_words(ReviewState))
    review["properties"] |= {"corrected": _list(_ref("correction"))}
    for name in ("event", "movement", "agreement", "control"):
        found[name]["properties"] |= {"review": review}
    joined = _of(pair=_list(_ref("pair")), score=_or_null({"type": "number"}), reasons=_list(TEXT))
    found["event"]["properties"] |= {"merged": _list(joined)}
    return found
