"""What no JSON Schema can say of a Reading in its fixed form: words stand where they should, ids lead somewhere, ranges are in order."""

import hashlib
from collections.abc import Iterator
from datetime import datetime
from typing import Any

Form = dict[str, Any]
LISTS = ("events", "movements", "agreements", "control")


def faults(form: Form) -> list[str]:
    """Every fault of a Reading, each in a line."""
    return [*_report(form), *_words(form), *_references(form), *_ranges(form, "")]


def _report(form: Form) -> Iterator[str]:
    report = form["report"]
    if form["id"] != report["id"]:
        yield "id is not that of the report"
    if report["sha256"] != hashlib.sha256(report["text"].encode("utf-8", "surrogatepass")).hexdigest():
        yield "sha256 is not that of the text"
    if (report["published"] is None) != (report["published_basis"] == "none"):
        yield "published and its basis do not agree"


def _words(form: Form) -> Iterator[str]:
    text = form["report"]["text"]
    spans = [(f"mention {m['id']}", m) for m in form["mentions"]]
    spans += [(f"statement {s['id']}", s) for s in form["statements"]]
    spans += [(f"trigger of {s['id']}", s["trigger"]) for s in form["statements"]]
    spans += [(f"reason of {s['id']}", s["because"]) for s in form["statements"] if isinstance(s["because"], dict)]
    for name, span in spans:
        if not 0 <= span["start"] < span["end"] <= len(text):
            yield f"{name}: {span['start']}..{span['end']} of {len(text)}"
        elif "text" in span and text[span["start"] : span["end"]] != span["text"]:
            yield f"{name}: {span['text']!r} is not there"


def _references(form: Form) -> Iterator[str]:
    ids = {name: [x["id"] for x in form[name]] for name in ("mentions", "statements")}
    ids |= {name: [x["id"] for x in form["records"][name]] for name in LISTS}
    for name, held in ids.items():
        if len(set(held)) < len(held):
            yield f"{name}: an id stands twice"
    for mention in form["mentions"]:
        if mention.get("corefers") is not None and (mention["corefers"] not in ids["mentions"] or mention["corefers"] == mention["id"]):
            yield f"mention {mention['id']} corefers with nothing"
    for statement in form["statements"]:
        inner = [*statement["where"], *statement["who"], *statement["with"], *statement["figures"], *statement["said_by"]]
        inner += [statement["when"] or {"mention": None}, {"mention": statement["refers_to"]}, {"mention": statement.get("subject")}]
        for reference in (x["mention"] for x in inner):
            if reference is not None and reference not in ids["mentions"]:
                yield f"statement {statement['id']}: no mention {reference}"
        for key in ("condition", "because", "against", "part_of_agreement"):
            value = statement.get(key)
            if isinstance(value, str) and (value not in ids["statements"] or value == statement["id"]):
                yield f"statement {statement['id']}: {key} leads nowhere"
    for name in LISTS:
        for record in form["records"][name]:
            if not record["statements"] or not set(record["statements"]) <= set(ids["statements"]):
                yield f"{name} {record['id']}: rests on statements that are not there"
            if record["reports"] != [form["id"]]:
                yield f"{name} {record['id']}: is of another report"
    for movement in form["records"]["movements"]:
        if movement["agreement"] is not None and movement["agreement"] not in ids["agreements"]:
            yield f"movement {movement['id']}: no such agreement"


def _ranges(value: Any, path: str) -> Iterator[str]:
    if isinstance(value, list):
        for at, item in enumerate(value):
            yield from _ranges(item, f"{path}[{at}]")
    if not isinstance(value, dict):
        return
    for first, last in (("from", "to"), ("published_from", "published_to")):
        start, end = value.get(first), value.get(last)
        if isinstance(start, str) and isinstance(end, str) and not datetime.fromisoformat(start) < datetime.fromisoformat(end):
            yield f"{path}: {start}..{end}"
    if "low" in value:
        told = [n for n in (value["low"], value.get("best"), value.get("high")) if n is not None]
        if told != sorted(told):
            yield f"{path}: {told}"
    if "lat" in value and (value["lat"] is None) != (value["lon"] is None):
        yield f"{path}: half a point"
    for key in ("figures", "cargo"):
        for at, figure in enumerate(value.get(key) or ()):
            if figure["part_of"] is not None and (figure["part_of"] == at or not 0 <= figure["part_of"] < len(value[key])):
                yield f"{path}.{key}[{at}]: part of {figure['part_of']}"
    for key, inner in value.items():
        yield from _ranges(inner, f"{path}.{key}")
