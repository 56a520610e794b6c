"""Templates into pages. Everything is escaped unless `visible` or a template itself made it."""

from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import HTMLResponse

from marsad.jobs import holding, wording
from marsad.web import assets, links, told
from marsad.web.families import family_of, title_of
from marsad.web.shown import direction, named, visible
from marsad.web.site import site_of

ROOMS = (("/", "Overview"), ("/control", "Control"), ("/review", "Review"), ("/sources", "Sources"), ("/health", "Health"))


@cache
def environment() -> Environment:
    """The templates, with the words and links that they share."""
    made = Environment(loader=PackageLoader("marsad.web"), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    made.filters |= {
        "visible": visible, "named": named, "brief": wording.brief, "clean": wording.clean, "span": wording.span, "place": wording.place,
        "places": wording.places, "actors": wording.actors, "figures": wording.figures, "number": wording.number,
        "published": wording.published, "words": words, "sentence_case": sentence_case,
    }  # fmt: skip
    made.globals |= {
        "asset": assets.address, "amount": wording.amount, "link": links, "direction": direction, "family_of": family_of,
        "title_of": title_of, "rooms": ROOMS, "day": wording.day, "sentence": holding.sentence, "way": told.way,
        "figures_of": told.figures, "when_of": told.when_of,
    }  # fmt: skip
    return made


def words(name: str | None) -> str:
    """A name of a kind or a status as words: `under_way` is `under way`."""
    return wording.clean(name or "").replace("_", " ")


def sentence_case(text: str) -> str:
    """A text with a capital at its start, the rest as it is."""
    return text[:1].upper() + text[1:]


def page(request: Request, template: str, /, code: int = 200, **context: Any) -> HTMLResponse:
    """A page. Each template finds `request`, `site` and `here` (the path) beside what it is given."""
    found = environment().get_template(template)
    held = {"request": request, "site": site_of(request), "here": request.url.path} | context
    return HTMLResponse(found.render(held).encode("utf-8", "backslashreplace"), code)
