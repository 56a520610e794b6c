"""The page of evidence: what the archive holds, for a person to read. All that reports and people wrote is escaped; nothing in it runs, and
nothing is fetched."""

import json
from collections.abc import Iterator, Mapping, Sequence
from html import escape
from itertools import pairwise

from marsad.model.form import Form

STYLE = (
    "body{font:16px/1.5 serif;max-width:46em;margin:2em auto;padding:0 1em;color:#222;background:#fff}h1,h2,h3{font-family:sans-serif}"
    "table{border-collapse:collapse;width:100%}td,th{border:1px solid #bbb;padding:.2em .5em;text-align:left;vertical-align:top;"
    "overflow-wrap:anywhere}th{width:11em;font-weight:normal;color:#555}pre{white-space:pre-wrap;font:15px/1.6 serif;border-left:3px solid"
    " #bbb;padding-left:1em;overflow-wrap:anywhere}mark{background:#ffe9a8}.warn{border:2px solid #a00;padding:.5em 1em}"
)
WARNING = (
    "This is evidence: it holds names, places, hours and sources as they were received, and every judgement with who gave it. Nothing in "
    "it is withheld. It is not for publication."
)
CHECK = "marsad evidence check FILE verifies it with nothing but this archive."


def page(files: Mapping[str, bytes]) -> str:
    """The page of an archive's files. The same files give the same page."""
    record = json.loads(files["record.json"])
    chain = [json.loads(line) for line in files["judgements.jsonl"].splitlines()]
    parts = [
        '<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8">',
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">",
        f"<title>Evidence: {_shown(record['id'])}</title><style>{STYLE}</style></head><body>",
        f"<h1>Evidence of {_shown(record['record'])} {_shown(record['id'])}</h1>",
        f'<p class="warn">{WARNING}</p><p>{CHECK}</p>',
        "<h2>The record</h2>",
        _table(_facts(record)),
    ]
    for name in sorted(files):
        if name.endswith("/report.json"):
            parts.extend(_report(json.loads(files[name]), files, name.removesuffix("report.json"), chain))
    parts.append("</body></html>")
    return "\n".join(parts) + "\n"


def _report(form: Form, files: Mapping[str, bytes], folder: str, chain: Sequence[Form]) -> Iterator[str]:
    text = files[f"{folder}text.txt"].decode("utf-8", "surrogatepass")
    report, received = form["report"], form["received"]
    yield f"<h2>Report {_shown(report['id'])}</h2>"
    rows = [(key, report[key]) for key in ("title", "source", "url", "published", "published_basis", "language")]
    rows += [("text, SHA-256", report["sha256"]), ("received, SHA-256", received["sha256"]), ("received, bytes", received["bytes"])]
    rows += [(key.replace("_", " "), received[key]) for key in ("collected_at", "method", "extractor", "extractor_version")]
    yield _table(rows)
    yield f'<p>The text as it was read (<a href="{folder}text.txt">text.txt</a>), with the clauses that the record rests on:</p>'
    yield f"<pre>{_marked(text, [(s['start'], s['end']) for s in form['statements']])}</pre>"
    for statement in form["statements"]:
        yield f"<h3>Statement {_shown(statement['id'])}</h3>"
        said = "; ".join(str(s["name"]) for s in statement["said_by"] if s["name"])
        rows = [("words", text[statement["start"] : statement["end"]]), ("kind", statement["kind"]), ("status", statement["status"])]
        yield _table([*rows, ("said by", said), ("read by rule", statement["rule"])])
        about = [j for j in chain if (j["report"], j["statement"]) == (report["id"], statement["id"])]
        yield _table([(f"judgement {j['number']}", _judgement(j)) for j in about])


def _judgement(form: Form) -> str:
    said = [str(form["verdict"]), f"by {form['by']} ({form['role']}), {form['at']}"]
    said += [f"{form['field']}: {form['value']}" if form["field"] else str(form["value"] or "")]
    return "; ".join(s for s in (*said, form["reason_code"] or "", form["reason"] or "") if s)


def _facts(record: Form) -> Iterator[tuple[str, object]]:
    for key, value in record.items():
        if value not in (None, [], {}) and key not in ("record", "id"):
            yield key.replace("_", " "), value if isinstance(value, str | int | float) else json.dumps(value, ensure_ascii=False)


def _marked(text: str, spans: Sequence[tuple[int, int]]) -> str:
    """A text with its spans marked, where they overlap as one."""
    edges = sorted({0, len(text), *(min(max(edge, 0), len(text)) for span in spans for edge in span)})
    parts: list[str] = []
    for start, end in pairwise(edges):
        lit = any(s <= start and end <= e for s, e in spans)
        parts.append(f"<mark>{_shown(text[start:end])}</mark>" if lit else _shown(text[start:end]))
    return "".join(parts)


def _table(rows: Sequence[tuple[str, object]] | Iterator[tuple[str, object]]) -> str:
    lines = [f"<tr><th>{_shown(name)}</th><td>{_shown(value)}</td></tr>" for name, value in rows if value not in (None, "")]
    return f"<table>{''.join(lines)}</table>" if lines else ""


def _shown(value: object) -> str:
    """Text for a page: escaped, control characters and lone surrogates as marks."""
    return escape("".join(c if c in "\n\t" or c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in str(value)))
