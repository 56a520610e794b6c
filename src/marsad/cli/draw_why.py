"""A sentence with what rests on its words, for people."""

from collections.abc import Iterator

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from marsad.cli.ink import ink
from marsad.jobs import wording
from marsad.jobs.why import Why
from marsad.jobs.wording import clean
from marsad.model.form import figure_form
from marsad.model.mention import MENTION_TYPES, ActorMention, Mention, PlaceMention, QuantityMention, TimeMention
from marsad.model.reading import Reading
from marsad.model.statement import Statement
from marsad.model.when import iso

STYLES = {
    "time": "cyan", "place": "green", "actor": "magenta", "person": "magenta", "quantity": "yellow",
    "object": "blue", "weapon": "red", "report": "dim",
}  # fmt: skip
MOST_REFUSED = 6


def about(reading: Reading) -> Text:
    """The head: what is known of the report."""
    report = reading.report
    line = ink(clean(report.title or report.id), "bold underline")
    basis = {"given": "", "text": " (told by the text)", "none": ""}[report.published_basis]
    line.append(
        f"  {clean(report.source or 'source not given')}, {wording.published(report.published) or 'undated'}{basis}",
        "not bold not underline dim",
    )
    return line.append(f", {report.language}" if report.language else "", "dim")


def sentence(found: Why, reading: Reading) -> RenderableType:
    """The sentence with its mentions in colour, the statements under it, or why there are none."""
    lines: list[RenderableType] = [_coloured(found)]
    lines += [_mention(m) for m in found.mentions]
    by_id = {m.id: m for m in reading.mentions}
    for statement in found.statements:
        lines += _statement(statement, found, by_id)
    if found.nothing is not None:
        lines.append(ink(f"  ✗ no statement: {found.nothing}", "dim"))
    for refused in found.refused[:MOST_REFUSED]:
        said = "not met here" if refused.fits else "not in this form"
        lines.append(ink(f"      “{clean(refused.word)}” {refused.rule}: {said}  ({refused.place})", "dim"))
    left = len(found.refused) - MOST_REFUSED
    if left > 0:
        lines.append(ink(f"      and {left} more", "dim"))
    return Padding(Group(*lines), (0, 0, 1, 0), expand=False)


def _coloured(found: Why) -> Text:
    line = ink(f"[{found.kind}] " if found.kind != "prose" else "", "dim")
    at = found.start
    end = found.start + len(found.text)
    for mention in found.mentions:
        if mention.start < at or mention.end > end:
            continue
        line.append(_plain(found, at, mention.start), "bold")
        line.append(_plain(found, mention.start, mention.end), f"bold {STYLES[MENTION_TYPES[type(mention)]]}")
        at = mention.end
    return line.append(_plain(found, at, end), "bold")


def _plain(found: Why, start: int, end: int) -> str:
    """Words of the sentence as they may be shown, with the spaces at their ends."""
    words = found.text[start - found.start : end - found.start]
    shown = clean(words)
    return (" " if words[:1].isspace() else "") + shown + (" " if shown and words[-1:].isspace() else "")


def _mention(mention: Mention) -> Text:
    kind = MENTION_TYPES[type(mention)]
    line = ink(f"  {mention.id:4}", "dim")
    line.append(f"{kind:9}", STYLES[kind]).append(f"“{clean(mention.text)}”")
    told = _told(mention)
    line.append(f" = {told}" if told else "")
    return line.append(f"  {mention.rule}", "dim")


def _told(mention: Mention) -> str:
    """What the words stand for."""
    match mention:
        case TimeMention():
            return f"{mention.value} {wording.span({'from': iso(mention.start_at), 'to': iso(mention.end_at)})}".strip()
        case PlaceMention():
            return f"{clean(mention.name)} ({mention.kind or 'kind not known'}, {mention.place_id or 'not resolved'})"
        case ActorMention():
            stands = f" → {mention.corefers}" if mention.corefers else ""
            return f"{clean(mention.name)} ({mention.actor_type}){stands}"
        case QuantityMention():
            return f"{wording.amount(mention.low, mention.best, mention.high)} {mention.unit or mention.what or ''}".strip()
        case _:
            return ""


def _statement(statement: Statement, found: Why, mentions: dict[str, Mention]) -> Iterator[Text]:
    line = ink("  ✓ ", "bold green").append(statement.kind.replace("_", " "), "bold")
    line.append(f" {statement.status}", "" if statement.status == "happened" else "yellow")
    line.append(f" because of “{clean(statement.trigger.text)}”, by ").append(statement.rule, "cyan")
    place = found.places.get(statement.rule)
    yield line.append(f"  ({place})" if place else "", "dim")
    roles = [(r.role, r.mention) for part in (statement.who, statement.where, statement.with_) for r in part]
    said = [f"{role} {_words(mentions, i)}" for role, i in roles]
    if statement.when is not None:
        when = wording.span({"from": iso(statement.when.start), "to": iso(statement.when.end)})
        said.append(f"when {when or 'not known'} ({statement.when.basis})")
    said += wording.figures([figure_form(f) for f in statement.figures])
    said += [f"said by {clean(s.name)}" for s in statement.said_by if s.name and s.basis != "publisher"]
    if said:
        yield ink("      " + " · ".join(said))


def _words(mentions: dict[str, Mention], mention_id: str) -> str:
    found = mentions.get(mention_id)
    return f"“{clean(found.text)}”" if found else mention_id
