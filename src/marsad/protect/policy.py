"""Read a policy: the one that Marsad comes with, what a file of the user's own changes of it, and the floors that no file can go below."""

import hashlib
from collections.abc import Iterator, Mapping
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import yaml
from pydantic import ValidationError

from marsad.errors import MarsadError
from marsad.pack.yaml_lines import Loader, line_of
from marsad.protect.fields import FIELDS, strictness
from marsad.protect.schema import Floor, Floors, Policy, TierRule

DEFAULT = "policy-1.yaml"
FLOORS = "floors-1.yaml"
MOST_BYTES = 200_000
MOST_DEPTH = 20
ADVICE = "docs/policy.md lists what a policy can say"

Tree = dict[str, Any]


class PolicyError(MarsadError):
    """A policy file that is missing, broken or lets out more than it may; the place is `file:line`."""


def load_policy(path: Path | None = None) -> Policy:
    """The policy of a file, which names only what differs from the one that Marsad comes with; that one where no file is named.

    Raises PolicyError with file, line and what was expected."""
    tree = _built_in(DEFAULT)
    if path is None:
        return _validated(tree, DEFAULT, None)
    text = _text_of(path)
    node, own = _parsed(text, str(path))
    if not isinstance(own, dict):
        raise PolicyError("a policy is a list of keys with what they are", place=f"{path}:1", advice=ADVICE)
    if not isinstance(own.get("name"), str) or own["name"] == tree["name"]:
        raise PolicyError("it needs a `name` of its own, as my-team/1", place=f"{path}:1", advice="the manifest of every export names it")
    policy = _validated(_over(tree, own), str(path), node)
    for key, fault in _below(policy):
        raise PolicyError(fault, place=f"{path}:{_line(node, key)}", advice="docs/policy.md lists the floors")
    return policy


@lru_cache(maxsize=1)
def floors() -> Floors:
    """The floors."""
    return Floors.model_validate(_built_in(FLOORS))


def floor_of(floor: Floor, sort: str, name: str) -> tuple[str, str]:
    """The least strict treatments of a field, in records that need no protection and in those that do."""
    return floor.fields.get(f"{sort}.{name}") or floor.families.get(FIELDS[sort][name]) or ("exact", "exact")


def _built_in(name: str) -> Tree:
    tree: Tree = yaml.load(files("marsad.protect").joinpath(name).read_text(encoding="utf-8"), Loader=Loader)
    return tree


def _text_of(path: Path) -> str:
    try:
        if path.stat().st_size > MOST_BYTES:
            raise PolicyError(f"more than {MOST_BYTES // 1_000} kB", place=str(path), advice="name a policy file")
        return path.read_text(encoding="utf-8")
    except OSError as error:
        raise PolicyError((error.strerror or "cannot be read").lower(), place=str(path), advice="check the path") from None
    except UnicodeDecodeError:
        raise PolicyError("no UTF-8", place=str(path), advice="save it as UTF-8") from None


def _parsed(text: str, place: str) -> tuple[yaml.Node | None, object]:
    try:
        _bounded(text, place)
        node = yaml.compose(text, Loader=Loader)
        _look_through(node, place)
        return node, yaml.load(text, Loader=Loader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 1 if mark else 1
        said = getattr(error, "problem", None) or "not well formed"
        raise PolicyError(f"no YAML: {said}", place=f"{place}:{line}", advice="look at indents and quotes") from None


def _bounded(text: str, place: str) -> None:
    """Refuse what is nested without end and what repeats a part by its name, which may grow without end."""
    depth = 0
    for event in yaml.parse(text, Loader=Loader):
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > MOST_DEPTH:
            raise PolicyError("nested too deeply", place=place, advice=ADVICE)
        if isinstance(event, yaml.AliasEvent):
            raise PolicyError("it repeats a part by its name (*)", place=place, advice="write the part out")


def _look_through(node: yaml.Node | None, place: str) -> None:
    """Refuse a key that stands twice, of which YAML would silently take the last."""
    if isinstance(node, yaml.MappingNode):
        seen: set[str] = set()
        for key, value in node.value:
            if key.value in seen:
                raise PolicyError(f"{key.value} stands twice", place=f"{place}:{key.start_mark.line + 1}", advice="take one out")
            seen.add(str(key.value))
            _look_through(value, place)
    elif isinstance(node, yaml.SequenceNode):
        for value in node.value:
            _look_through(value, place)


def _over(under: Tree, own: Tree) -> Tree:
    """A tree with what another says of it: keys are replaced, lists of words, kinds and places added to."""
    merged = dict(under)
    for key, value in own.items():
        known = merged.get(key)
        if isinstance(known, dict) and isinstance(value, dict):
            merged[key] = _over(known, value)
        elif key in ("words", "kinds", "sorts", "counted") and isinstance(known, list) and isinstance(value, list):
            merged[key] = [*known, *(v for v in value if v not in known)]
        else:
            merged[key] = value
    return merged


def _validated(tree: Tree, place: str, node: yaml.Node | None) -> Policy:
    try:
        policy = Policy.model_validate({**tree, "digest": ""})
    except ValidationError as error:
        first = error.errors()[0]
        key = ".".join(map(str, first["loc"])) or "policy"
        said = first["msg"].removeprefix("Value error, ")
        raise PolicyError(f"{key}: {said}", place=f"{place}:{_line(node, first['loc'])}", advice=ADVICE) from None
    said = policy.model_dump_json(exclude={"digest"})
    return policy.model_copy(update={"digest": hashlib.sha256(said.encode()).hexdigest()})


def _line(node: yaml.Node | None, key: tuple[int | str, ...]) -> int:
    return line_of(node, key) if node is not None else 1


def _below(policy: Policy) -> Iterator[tuple[tuple[str, ...], str]]:
    """Each key of a policy by which more would leave than may, and why not."""
    least = Policy.model_validate(_built_in(DEFAULT))
    yield from _weaker_classes(policy, least)
    if policy.reach < least.reach:
        yield ("reach",), f"a reach of less than {least.reach} characters parts what is read together"
    for tier, rule, floor in (("public", policy.tiers.public, floors().public), ("trusted", policy.tiers.trusted, floors().trusted)):
        for key, fault in _below_floor(rule, floor):
            yield ("tiers", tier, *key), f"{tier}: {fault}"


def _weaker_classes(policy: Policy, least: Policy) -> Iterator[tuple[tuple[str, ...], str]]:
    for name, known in least.classes.items():
        own = policy.classes[name]
        if own.then == "protect" and known.then == "leave_out":
            yield ("classes", name, "then"), f"records of {name} are left out of what leaves the house; no policy can let them out"
        if known.if_named and not own.if_named:
            yield ("classes", name, "if_named"), f"records of {name} that name a person are left out; no policy can let them out"
        if not set(own.unless) <= set(known.unless):
            yield ("classes", name, "unless"), f"{name} can be made wider, not narrower"


def _below_floor(rule: TierRule, floor: Floor) -> Iterator[tuple[tuple[str, ...], str]]:
    if rule.delay_days < floor.delay_days:
        yield ("delay_days",), f"{floor.delay_days} days is the shortest delay"
    if rule.small_count < floor.small_count:
        yield ("small_count",), f"{floor.small_count} is the lowest small count"
    for sort, known in FIELDS.items():
        for name, family in known.items():
            for column, least, chosen in zip(("open", "protected"), floor_of(floor, sort, name), rule.fields[sort][name], strict=True):
                if strictness(family, chosen) < strictness(family, least):
                    yield ("fields", sort, name), f"{sort}.{name} of {column} records can be {least!r} or stricter, not {chosen!r}"


def labels_of(policy: Policy) -> Mapping[str, str]:
    """What publishers are called outside, by the name that reports give them."""
    return {source.name.casefold(): source.label for source in policy.sources}
