"""What a mention or a statement was understood to be, in words for the reading page."""

from collections.abc import Mapping

from marsad.jobs import wording
from marsad.model.form import Form

SORTS = {
    "time": "Time", "place": "Place", "actor": "Actor", "person": "Person", "quantity": "Number", "object": "Thing", "weapon": "Weapon",
    "report": "Earlier report",
}  # fmt: skip


def mention(found: Form, by_id: Mapping[str, Form]) -> list[str]:
    """What a mention stands for, in a few short lines; the first says it, the others what it rests on."""
    lines = [line for line in _told(found) if line]
    stands = by_id.get(found.get("corefers") or "")
    if stands is not None:
        lines.append(f"stands for “{wording.brief(wording.clean(stands['text']), 60)}”")
    return lines or ["nothing more is known of it"]


def _told(found: Form) -> list[str]:
    match found["type"]:
        case "time":
            return [wording.span(found) or "hangs on nothing that is told", f"{found['value'] or ''} {found['precision'] or ''}".strip()]
        case "place":
            if not found["place_id"]:
                return [wording.place(found), "in no gazetteer"]
            others = ", ".join(wording.place(a) for a in found["alternatives"][:3])
            lines = [wording.place(found), f"{_words(found['kind'])}, {found['place_id']}, {found['confidence']:.0%} sure"]
            return [*lines, f"could be {others}" if others else ""]
        case "actor":
            return [wording.clean(found["name"] or ""), _words(found["actor_type"])]
        case "person":
            return [wording.clean(found["name"] or ""), wording.clean(found["role"] or "")]
        case "quantity":
            unit = _words(found["what"] or found["unit"])
            total = "a running total" if found["cumulative"] else ""
            return [f"{wording.amount(found['low'], found['best'], found['high'])} {unit}".strip(), total]
        case "report":
            day = wording.span({"from": found["published_from"], "to": found["published_to"]})
            return [wording.clean(found["source"] or "the same source"), day]
        case _:
            return [_words(found.get("kind"))]


def statement(found: Form, by_id: Mapping[str, Form]) -> list[tuple[str, str]]:
    """What a statement says, role by role."""
    said = []
    if found["when"] is not None:
        basis = {"stated": "", "context": " (from what was told before)", "published": " (the day of the report)"}[found["when"]["basis"]]
        said.append(("when", (wording.span(found["when"]) or "not known") + basis))
    for part in ("where", "who", "with"):
        said += [(role["role"], _name(by_id.get(role["mention"]))) for role in found[part]]
    said += [("figures", told) for told in wording.figures(found["figures"])]
    said += [("said by", wording.clean(s["name"])) for s in found["said_by"] if s["name"]]
    said += [(key, _words(found[key])) for key in ("phase", "degree", "change") if found.get(key)]
    return [(role, wording.brief(words, 160)) for role, words in said if words]


def _name(found: Form | None) -> str:
    if found is None:
        return ""
    if found["type"] == "place":
        return wording.place(found)
    return wording.clean(found.get("name") or found["text"])


def _words(name: str | None) -> str:
    return wording.clean(name or "").replace("_", " ")
