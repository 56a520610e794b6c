"""docs/packs.md, from what the loader accepts."""

from typing import Any, get_args, get_origin

from pydantic import BaseModel

from marsad.pack.families import RULE_FAMILIES
from marsad.pack.schema import COMMON_COLUMNS, LEXICONS, PackFile

HEAD = """# Packs

Made by `make docs` from `pack/schema.py` and `pack/families.py`; do not edit.

A pack is a folder of words and rules. Mechanism is code, words are data: who knows a war and does not program can read a pack, correct it,
or write another. `--pack` takes the name of one that comes with Marsad or the path of a folder of yours.

    my-pack/
      pack.toml          what the pack is, and which packs it extends
      lexicon/*.csv      one list a file, the name of the file says which
      rules/FAMILY/*.yaml, rules/FAMILY.yaml

A pack that extends another sees all of it; a row with the same `id` (or phrase) and `from` says that row anew, and so does a rule with the
same `id`. `marsad pack check FOLDER` loads a pack and runs every example and counter-example of its rules. An error names file, line and
what was expected.
"""

LEXICON_HEAD = """
## lexicon/*.csv

UTF-8, a header, one row an entry. Every list may also have these columns: `from` and `to` (ISO dates, `to` is the first day on which the
row is no longer true; two rows of one `id` with different `from` tell of a change), `source`, `note`, and `case` (`exact`: the capitals
must be as written). `aliases` and the like are parted by semicolons.
"""

RULES_HEAD = """
## rules

YAML: a list of rules, each with an `id` (`family.name`), at least one example that must be read as it says, and under `not` at least one
counter-example that must not be read by this rule. All wording is the pack's own.
"""


def page() -> str:
    """The whole page."""
    lines = [HEAD, "\n## pack.toml\n", *keys(PackFile), LEXICON_HEAD]
    for name in sorted(LEXICONS):
        lines += lexicon(name)
    lines.append(RULES_HEAD)
    for family, model in RULE_FAMILIES.items():
        lines += [f"\n### rules/{family}\n", _doc(model), *keys(model)]
        for inner in _inside(model, []):
            lines += [f"\n#### {inner.__name__}\n", _doc(inner), *keys(inner)]
    return "\n".join(lines) + "\n"


def lexicon(name: str) -> list[str]:
    """The columns of one list."""
    schema = LEXICONS[name]
    bounded = dict(schema.vocabulary)
    lines = [f"\n### lexicon/{name}.csv\n", "| column | |\n|---|---|"]
    for column in (*schema.required, *schema.optional):
        said = ["must be filled in"] if column in schema.required else []
        said += ["looked for in texts"] if column in schema.phrases else []
        said += ["a number"] if column in schema.numeric else []
        said += ["one of " + ", ".join(f"`{w}`" for w in bounded[column])] if column in bounded else []
        lines.append(f"| `{column}` | {'; '.join(said)} |")
    assert not set(schema.required) & set(COMMON_COLUMNS) - {"source"}
    return lines


def keys(model: type[BaseModel]) -> list[str]:
    """The keys of a mapping, with their types."""
    lines = ["| key | | |\n|---|---|---|"]
    for name, field in model.model_fields.items():
        needed = "needed" if field.is_required() else ""
        lines.append(f"| `{field.alias or name}` | {_type(field.annotation)} | {needed} |")
    return lines


def _inside(annotation: Any, found: list[type[BaseModel]]) -> list[type[BaseModel]]:
    """The models that stand inside a model, each once."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        for field in annotation.model_fields.values():
            for inner in (field.annotation, *get_args(field.annotation)):
                if isinstance(inner, type) and issubclass(inner, BaseModel) and inner not in found:
                    found.append(inner)
                    _inside(inner, found)
    return found


def _type(annotation: Any) -> str:
    """A type in plain words."""
    if annotation is None or annotation is type(None):
        return "nothing"
    if isinstance(annotation, type) and get_origin(annotation) is None:
        return {"str": "text", "int": "whole number", "float": "number", "bool": "yes or no", "dict": "mapping", "Any": "anything"}.get(
            annotation.__name__, annotation.__name__
        )
    arguments = get_args(annotation)
    origin = str(get_origin(annotation))
    if "Literal" in origin:
        return "one of " + ", ".join(f"`{a}`" for a in arguments)
    if "Union" in origin:
        return " or ".join(_type(a) for a in arguments if a is not type(None))
    if "tuple" in origin or "list" in origin:
        return f"list of {_type(arguments[0])}"
    if "dict" in origin:
        return f"mapping of {_type(arguments[0])} to {_type(arguments[1])}"
    return "anything" if annotation is Any else _type(arguments[0]) if arguments else str(annotation)


def _doc(model: type[BaseModel]) -> str:
    """What the model says of itself, without indents."""
    return "\n".join(line.strip() for line in (model.__doc__ or "").strip().splitlines()) + "\n"
