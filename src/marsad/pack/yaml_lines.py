"""Rule files: YAML read safely, each rule with its line, so that an error can point at it."""

from collections.abc import Iterator
from pathlib import Path
from typing import TypeVar

import yaml
from pydantic import ValidationError

from marsad.errors import PackError
from marsad.pack.schema import Rule

R = TypeVar("R", bound=Rule)


class Loader(yaml.SafeLoader):
    """YAML in which `on`, `no` and `off` are the words that they are, as YAML 1.2 has it: they are prepositions and answers here."""


Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:bool"]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def load_rules(path: Path, model: type[R]) -> Iterator[tuple[R, int]]:
    """The rules of a file with the line on which each begins. Raises PackError with file, line and what was expected."""
    text = path.read_text(encoding="utf-8")
    try:
        tree = yaml.compose(text, Loader=Loader)
        rows = yaml.load(text, Loader=Loader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 1 if mark else 1
        raise PackError(
            f"no YAML: {getattr(error, 'problem', error)}", place=f"{path}:{line}", advice="look at indents and quotes"
        ) from None
    if tree is None:
        return
    if not isinstance(tree, yaml.SequenceNode):
        raise PackError("the file is no list of rules", place=f"{path}:1", advice="begin each rule with `- id:`")
    seen: dict[str, int] = {}
    for node, row in zip(tree.value, rows, strict=True):
        line = node.start_mark.line + 1
        try:
            rule = model.model_validate(row)
        except ValidationError as error:
            first = error.errors()[0]
            at = line_of(node, first["loc"])
            key = ".".join(map(str, first["loc"])) or "rule"
            raise PackError(f"{key}: {first['msg']}", place=f"{path}:{at}", advice="see docs/packs.md for the keys of a rule") from None
        if rule.id in seen:
            raise PackError(f"the rule {rule.id} stands twice", place=f"{path}:{line}", advice=f"the first is on line {seen[rule.id]}")
        seen[rule.id] = line
        yield rule, line


def line_of(node: yaml.Node, keys: tuple[int | str, ...]) -> int:
    """The line of the innermost node that the keys lead to."""
    for key in keys:
        inner = None
        if isinstance(node, yaml.MappingNode):
            inner = next((value for name, value in node.value if name.value == key), None)
        elif isinstance(node, yaml.SequenceNode) and isinstance(key, int) and key < len(node.value):
            inner = node.value[key]
        if inner is None:
            break
        node = inner
    return int(node.start_mark.line) + 1
