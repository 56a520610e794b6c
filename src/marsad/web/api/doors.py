"""The doors for programs: each path with what it takes and gives. OpenAPI, the page of it and the routes are made from this one list."""

from collections.abc import Callable
from typing import NamedTuple

from starlette.requests import Request
from starlette.responses import Response

from marsad.model.form import Form

FILTERS = {
    "sort": "event (the default), movement, agreement or control",
    "family": "a family of kinds of event: fighting, strikes, killing, captivity, movement, control, deals, aid, property, public",
    "kind": "a kind of event, such as shelling",
    "status": "happened, ongoing, expected, planned, conditional, denied, alleged; of movements under_way, arrived, ...",
    "place": "words of a place's name",
    "actor": "words of an actor's name",
    "source": "the name of a source, as it is given",
    "reviewed": "yes, no or open (contested or unsure)",
    "text": 'words in the reports; "words together", begin*',
    "since": "the first day, ISO 8601",
    "until": "the last day, ISO 8601",
    "box": "south,west,north,east in degrees",
}
PAGE = {"page": "which page, from 1"}


class Door(NamedTuple):
    """One path. `takes`: its parameters, each with a word of what it is; `gives`: the media type."""

    path: str
    summary: str
    takes: dict[str, str]
    answer: Callable[[Request], Response]
    gives: str = "application/json"


def openapi(doors: list[Door], version: str) -> Form:
    """The OpenAPI 3.1 document of the doors."""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Marsad",
            "version": version,
            "description": "The record for programs. It is read-only and answers only its own host: no other page may ask it (no CORS).",
        },
        "paths": {door.path: {"get": _operation(door)} for door in doors},
        "components": {"schemas": {"Error": _ERROR}},
    }


_ERROR = {
    "type": "object",
    "required": ["error"],
    "properties": {
        "error": {"type": "object", "properties": {"status": {"type": "integer"}, "message": {"type": "string"}}},
    },
}


def _operation(door: Door) -> Form:
    error = {"description": "What is wrong", "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Error"}}}}
    return {
        "summary": door.summary,
        "operationId": door.path.strip("/").replace("/", "_").replace("{", "").replace("}", "").replace(".", "_"),
        "parameters": [_parameter(door, name, said) for name, said in door.takes.items()],
        "responses": {
            "200": {"description": "Found", "content": {door.gives: {"schema": {"type": "object"}}}},
            "400": error,
            "404": error,
        },
    }


def _parameter(door: Door, name: str, said: str) -> Form:
    inside = f"{{{name}}}" in door.path
    return {"name": name, "in": "path" if inside else "query", "required": inside, "description": said, "schema": {"type": "string"}}
