"""Our script modules as one plain script: a page that is opened from a file may not load modules."""

import re
from collections.abc import Iterable, Iterator

_IMPORT = re.compile(r'^import \{([^}]*)\} from "\./([\w.]+)";$', re.MULTILINE)
_EXPORT = re.compile(r"^export ((?:async )?function|const) (\w+)", re.MULTILINE)


def bundle(modules: Iterable[tuple[str, str]]) -> str:
    """One script of modules (name, source), each after those that it imports from."""
    return "".join(_wrapped(modules))


def _wrapped(modules: Iterable[tuple[str, str]]) -> Iterator[str]:
    yield "const modules = {};\n"
    for name, source in modules:
        body = _IMPORT.sub(lambda found: f'const {{{found[1]}}} = modules["{found[2]}"];', source)
        given = ", ".join(found[2] for found in _EXPORT.finditer(body))
        body = _EXPORT.sub(r"\1 \2", body)
        yield f'modules["{name}"] = (() => {{\n{body}\nreturn {{{given}}};\n}})();\n'
