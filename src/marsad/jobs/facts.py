"""What a statement says, field by field, in a person's words, each with the path by which a person may correct it."""

from collections.abc import Iterator
from typing import NamedTuple

from marsad.jobs import wording
from marsad.model.form import Form

WHO = {
    "agent": "by", "target": "against", "participant": "who", "escort": "escorted by", "giver": "given by", "receiver": "given to",
    "party": "party", "holder": "held by", "loser": "lost by", "source": "source",
}  # fmt: skip
WHERE = {"at": "at", "from": "from", "to": "to", "via": "by way of", "within": "within", "near": "near", "except": "except"}
WITH = {"weapon": "with", "means": "by means of", "cargo": "carrying", "damaged": "damaged"}
PLAIN = (("phase", "phase"), ("degree", "how far"), ("change", "change"))
LISTS = (("who", WHO), ("where", WHERE), ("with", WITH))


class Fact(NamedTuple):
    """One thing that a statement says: `label` (`by`), `words` (`regime forces`), and the `path` of the field in the statement's form.
    [start, end): the words of the text that it rests on, code points; None where it rests on none of its own."""

    label: str
    words: str
    path: str
    start: int | None = None
    end: int | None = None


def facts(statement: Form, mentions: list[Form]) -> tuple[Fact, ...]:
    """All that a statement says, the most telling first. `mentions`: those of its report."""
    return tuple(_facts(statement, {m["id"]: m for m in mentions}))


def _facts(statement: Form, mentions: dict[str, Form]) -> Iterator[Fact]:
    trigger = statement["trigger"]
    yield Fact("what", statement["kind"].replace("_", " "), "kind", trigger["start"], trigger["end"])
    yield Fact("status", statement["status"], "status")
    for name, roles in LISTS:
        for number, held in enumerate(statement[name]):
            found = mentions.get(held["mention"])
            if found is not None:
                yield Fact(roles.get(held["role"], held["role"]), _named(found), f"{name}.{number}", found["start"], found["end"])
    for number, figure in enumerate(statement["figures"]):
        found = mentions.get(figure["mention"] or "")
        part = f" (of {statement['figures'][figure['part_of']]['what']})" if figure["part_of"] is not None else ""
        total = " in all" if figure["cumulative"] else ""
        told = wording.amount(figure["low"], figure["best"], figure["high"]) + total + part
        ends = (found["start"], found["end"]) if found else (None, None)
        yield Fact(figure["what"].replace("_", " "), told, f"figures.{number}", *ends)
    yield from _when(statement, mentions)
    for name, label in PLAIN:
        if statement.get(name):
            yield Fact(label, str(statement[name]).replace("_", " "), name)
    for said in statement["said_by"]:
        if said["name"] and said["basis"] != "publisher":
            yield Fact("said by", said["name"], "said_by")


def _when(statement: Form, mentions: dict[str, Form]) -> Iterator[Fact]:
    when = statement["when"]
    if when is None:
        return
    found = mentions.get(when["mention"] or "")
    basis = {"stated": "", "context": " (from the narrative)", "published": " (only the date of the report)"}[when["basis"]]
    ends = (found["start"], found["end"]) if found else (None, None)
    yield Fact("when", (wording.span(when) or "not known") + basis, "when", *ends)


def _named(mention: Form) -> str:
    name = mention.get("name") or mention["text"]
    text = mention["text"]
    return f"{name} (“{text}”)" if name.casefold() != text.casefold() else text
