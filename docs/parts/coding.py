"""docs/coding.md, from the packs' lexicons `kinds` and `codings` and the codes that rules carry."""

from collections.abc import Iterable

from marsad.coding.schemes import ACLED, INTERACTIONS, SCHEMES
from marsad.coding.table import CONDITIONS, NO_EVENT, refinements
from marsad.pack.frame_rules import FrameRule
from marsad.pack.load import load_pack
from marsad.pack.pack import Pack

HEAD = """# Kinds and codes

Made by `make docs` from `packs/base-en/lexicon/kinds.csv`, `codings.csv` and the frame rules; do not edit.

`marsad code --scheme acled` (or `plover`, `cameo`; each may be added) writes, beside the fields of every statement and event, what it
is in that scheme, under `codes`:

| scheme | keys |
|---|---|
| `acled` | `event_type`, `sub_event_type`, `actor1`, `actor2` |
| `plover` | `event`, `source`, `target` |
| `cameo` | `code`, `root` (its first two digits), `source`, `target` |

A party is `{mention, code}`: in CAMEO and PLOVER country and role (`SYRMIL`), in ACLED the sort of actor. `null` in the place of a
code: the scheme has no name for it, it was denied, or (ACLED) it has not taken place. Two sides that stand as equals (a clash, talks, a
deal) are both source and target. An event is coded as that of its statements which names the most parties.

A code is found in three steps: the rule that read the words may carry one; else the first refinement that holds gives it; else the kind.

An attack on an armed force (a base, a patrol, soldiers) is a `battle`, as ACLED counts it; an attack on people or places that cannot
shoot back is an `attack`. Force used against a protest is `protest_repressed`, violence by the crowd a `riot`. The words that tell of a
kind are in `packs/base-en/rules/frames/`, one file a field of acts.

## By kind

"""

REFINED = """
## Refinements

The first row of a scheme and kind whose conditions all hold. A condition holds where the statement has one of the words: types of the
actors on either side, kinds of weapons, what is counted, change of control; "none": it has nothing of the sort.

"""

RULES = """
## Codes of rules

"""

ACTORS = """
## Parties

CAMEO and PLOVER: what the pack knows an actor by (column `cameo` or `plover` of `actors.csv`); else the code of the state named, then
the role of the noun (columns `role` of `groups.csv` and `people.csv`, `cameo` of `offices.csv`): "the Kenyan police" is `KENCOP`. Of a
person it is the office ("President of Turkey": `TURGOV`; who once held one: `ELI`). A country alone is its state. Where no state is
named the role stands alone, and an open-class actor without a role has no code.

ACLED: by the type of the actor.

"""


def page() -> str:
    """The whole page."""
    pack = load_pack("syria")
    parts = [HEAD, _kinds(pack), REFINED, _refined(pack), RULES, _rules(pack), ACTORS]
    parts.append(table(("actor_type", "ACLED"), INTERACTIONS.items()))
    parts.append("\n## ACLED's types\n\n")
    parts.append(table(("event type", "sub-event types"), ((kind, "; ".join(subs)) for kind, subs in ACLED.items())))
    return "".join(parts)


def table(head: tuple[str, ...], rows: Iterable[Iterable[str]]) -> str:
    """A table of Markdown."""
    lines = [f"| {' | '.join(head)} |", "|" + "---|" * len(head)]
    lines += [f"| {' | '.join(row)} |" for row in rows]
    return "\n".join(lines) + "\n"


def _kinds(pack: Pack) -> str:
    columns = ("acled_event_type", "acled_sub_event_type", "plover", "cameo_root")
    rows = ((f"`{e.id}`", e.get("meaning"), *(e.get(column) for column in columns)) for e in pack.lexicons["kinds"])
    return table(("kind", "meaning", "ACLED event", "ACLED sub-event", "PLOVER", "CAMEO root"), rows)


def _refined(pack: Pack) -> str:
    rows = []
    for scheme in SCHEMES:
        for e in refinements(pack):
            if e.get("scheme") == scheme:
                where = "; ".join(f"{name}: {e.get(name).replace(';', ', ')}" for name in CONDITIONS if e.get(name))
                code = " / ".join(part for part in (e.get("type"), e.get("sub_type")) if part)
                kinds = ", ".join(f"`{kind}`" for kind in e.get("kind").split(";"))
                rows.append((scheme, kinds, where, "no code" if code == NO_EVENT else code, e.get("note")))
    return table(("scheme", "kind", "where", "code", "why"), rows)


def _rules(pack: Pack) -> str:
    rules = [s.rule for s in pack.rules["frames"] if isinstance(s.rule, FrameRule)]
    own = [r for r in rules if r.acled or r.plover or r.cameo]
    rows = ((f"`{r.id}`", f"`{r.kind}`", r.acled or "", r.plover or "", r.cameo or "", r.note or "") for r in own)
    return table(("rule", "kind", "ACLED", "PLOVER", "CAMEO", "why"), rows)
