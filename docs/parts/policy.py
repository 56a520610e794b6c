"""docs/policy.md, from the policy that ships, its floors and the families of fields."""

from collections.abc import Iterable, Iterator

from marsad.protect.fields import FIELDS, TREATMENTS, needed
from marsad.protect.policy import floor_of, floors, load_policy
from marsad.protect.schema import ClassRule, Floor, TierRule

HEAD = """# The policy `{name}`

Made by `make docs` from `protect/policy-1.yaml` and `protect/floors-1.yaml`; do not edit.

What leaves the house in the tiers `public` and `trusted` is decided field by field by a policy. This one ships with Marsad. A file of
your own, given with `--policy FILE`, says only what differs: it needs a `name` of its own, keys that it holds take the place of those
here, and lists of `words`, `kinds`, `sorts` and `counted` are added to. Nothing in it can let out more than the floors: the column
*floor* below is the least strict that each field can be. The file is checked before anything is read, and an error names file and line.
A field that no table names is withheld. `internal` has no table: nothing is withheld in it, and it is not for leaving the house.
[protection.md](protection.md) says why.

```yaml
name: our-team/1
sources:
  - {{name: Levant Monitor, label: a monitoring group}}
open_places:
  - {{place: Taldou, why: officially public, source: "list of camps of the ministry, 2017-01-10"}}
classes:
  sites:
    words: [bakehouse*]
tiers:
  public:
    delay_days: 90
    fields:
      event:
        place: [governorate, country]
```

## Which records need protection

A record is protected for what it is (its sort, its kind) and for the words of the clauses that it rests on; and it is protected
as well where one of its clauses stands within {reach} characters of a clause of a protected record in the same report, or where a report
tells it of the same place. `protected` below means: the right-hand treatment of every table. *Left out* records leave in no form.

| class | what | what becomes of it in public | sorts and kinds |
|---|---|---|---|
{classes}

The words of each class (`*`: all that begin so):

{words}

## Numbers, days, people

| | public | floor | trusted | floor |
|---|---|---|---|---|
{numbers}

Counted so (`counted`): {counted}. The dead and the injured are not: each is told. Where one part of a total becomes a range, the other
parts of that total are not told, so that no sum gives it away.

## What the treatments do

| family | treatments, from the least strict |
|---|---|
{treatments}

"""
MEANS = {
    ("plain", "exact"): "as it is",
    ("id", "keyed"): "another name, made with the store's secret; a protected record's reports and statements have names of their own",
    ("time", "day"): "whole days",
    ("time", "month"): "whole months",
    ("time", "year"): "whole years",
    ("place", "named"): "as it is where a gazetteer knows it; else as `governorate`",
    ("place", "governorate"): "the governorate, with its own point; of a protected record nothing on the way or at its end",
    ("place", "country"): "the country",
    ("parties", "public"): "groups of the pack, persons while they hold an office, words that name nobody; others by what they are",
    ("parties", "groups"): "groups of the pack; all others by what they are",
    ("parties", "kinds"): "by what they are",
    ("weapons", "kinds"): "the kind, not the words",
    ("figures", "small"): "small counts as ranges",
    ("told", "small"): "the same, of each report, whose source is a label",
    ("text", "redacted"): "only words known to be harmless, `████` for the rest; nothing where a small count would be told",
    ("texts", "redacted"): "the same, of each term and step",
    ("sources", "label"): "your label, a name that the pack knows, `published source`, `local source` or `unnamed source`",
    ("stops", "day"): "places that a gazetteer knows, whole days",
    ("stops", "first"): "that it set out: governorate of the origin, and month (public) or day (trusted)",
    ("position", "day"): "the same as stops",
    ("phrases", "redacted"): "redacted words, without their place in the text",
}


def page() -> str:
    """The page."""
    policy, least = load_policy(), floors()
    tiers = policy.tiers
    head = HEAD.format(
        name=policy.name,
        reach=policy.reach,
        classes="\n".join(_class(name, rule) for name, rule in policy.classes.items()),
        words="\n".join(f"* `{name}`: {', '.join(rule.words)}" for name, rule in policy.classes.items()),
        numbers="\n".join(_numbers(((tiers.public, least.public), (tiers.trusted, least.trusted)))),
        counted=", ".join(policy.counted),
        treatments="\n".join(_treatments()),
    )
    return head + "\n".join((_table("public", tiers.public, least.public), _table("trusted", tiers.trusted, least.trusted)))


def _numbers(pairs: Iterable[tuple[TierRule, Floor]]) -> Iterator[str]:
    """The rows of what is no field."""
    tiers = list(pairs)
    delays = " | ".join(f"{rule.delay_days} | {floor.delay_days}" for rule, floor in tiers)
    counts = " | ".join(f"{rule.small_count} | {floor.small_count}" for rule, floor in tiers)
    second = " | ".join(f"{'yes' if rule.two_people else 'no'} | no" for rule, _ in tiers)
    yield f"| days before a protected record leaves (`delay_days`) | {delays} |"
    yield f"| a count below this is told as a range (`small_count`) | {counts} |"
    yield f"| a second person must have accepted each statement (`two_people`) | {second} |"


def _class(name: str, rule: ClassRule) -> str:
    then = "left out" if rule.then == "leave_out" else "protected" + ("; left out where it names a person" if rule.if_named else "")
    sorts = [f"{s} (not of {', '.join(rule.unless)})" if rule.unless else s for s in rule.sorts]
    return f"| `{name}` | {rule.about} | {then} | {', '.join((*sorts, *rule.kinds)) or '-'} |"


def _treatments() -> Iterator[str]:
    for family, steps in TREATMENTS.items():
        said = (f"`{s}`" + (f" ({MEANS[family, s]})" if (family, s) in MEANS else "") for s in steps)
        yield f"| {family} | {', '.join(said)} |"


def _table(name: str, rule: TierRule, floor: Floor) -> str:
    lines = [
        f"## {name.capitalize()}, field by field\n",
        "| field | family | other records | floor | protected | floor |",
        "|---|---|---|---|---|---|",
    ]
    for sort, known in FIELDS.items():
        for field, family in known.items():
            (other, protected), (least, strict) = rule.fields[sort][field], floor_of(floor, sort, field)
            mark = " (needed)" if needed(sort, field) else ""
            lines.append(f"| `{sort}.{field}`{mark} | {family} | {other} | {least} | {protected} | {strict} |")
    return "\n".join(lines) + "\n"
