"""A digest to read: what happened, with quotes, sources and ranges, as Markdown and as one HTML page that asks for nothing from elsewhere.

All that reports say is escaped: in HTML every letter that could be markup, in Markdown every mark."""

import re
from collections.abc import Iterator
from html import escape

from marsad.exports.parts.story import Entry, Source, Story, story_of
from marsad.exports.parts.table import Written
from marsad.exports.parts.target import Target
from marsad.model.release import Release

ABOUT = "digest to read: what happened, with quotes, sources and ranges (Markdown and HTML)"
FILES = ("digest.md", "digest.html")
_MARKS = re.compile(r"([\\`*_\[\]<>#|~&])")
_URL = re.compile(r"https?://[^\s\"'<>\\^`{|}()\[\]]+", re.ASCII)
STYLE = """
body { max-width: 46rem; margin: 2rem auto; padding: 0 1rem; font: 1rem/1.5 Georgia, serif; color: #222; background: #fff }
h1 { font-size: 1.6rem } h2 { font-size: 1.2rem; border-bottom: 1px solid #ccc; margin-top: 2rem }
article { margin: 1.2rem 0 } article h3 { font-size: 1rem; margin: 0 }
article ul { margin: .2rem 0 }
blockquote { margin: .4rem 0 .4rem 1rem; padding-left: .8rem; border-left: 3px solid #ccc; color: #444 }
cite { font-style: normal; color: #666 } .note { color: #666 }
"""
HEAD = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width">
<meta name="referrer" content="no-referrer">
<title>{title}</title>
<style>{style}</style>
</head>
<body>
"""


def write(release: Release, target: Target) -> Written:
    """Both files. How many entries."""
    story = story_of(release)
    for name, lines in zip(FILES, (markdown, html), strict=True):
        if target.wants(name):
            with target.text(name) as stream:
                stream.writelines(lines(story))
    return Written(sum(len(s.entries) for s in story.sections))


def markdown(story: Story) -> Iterator[str]:
    """The story as Markdown."""
    yield f"# {marked(story.title)}\n\n"
    yield "".join(f"{marked(line)}  \n" for line in story.lines)
    for section in story.sections:
        yield f"\n## {marked(section.title)}\n"
        yield f"\n*{marked(section.note)}*\n" if section.note else ""
        for entry in section.entries:
            yield from _markdown_entry(entry)
    yield "\n## Reports\n\n"
    yield from (f"* {_markdown_source(s)}\n" for s in story.sources)


def _markdown_entry(entry: Entry) -> Iterator[str]:
    yield f"\n**{marked(entry.head)}**\n\n"
    yield from (f"* {marked(line)}\n" for line in entry.lines)
    for quote in entry.quotes:
        yield f"\n> “{marked(quote.words)}”" + (f" — {marked(quote.source)}" if quote.source else "") + "\n"


def _markdown_source(source: Source) -> str:
    return f"[{marked(source.label)}](<{source.url}>)" if safe(source.url) else marked(source.label)


def marked(text: str) -> str:
    """A text in which no letter is a mark of Markdown or HTML."""
    return _MARKS.sub(r"\\\1", text)


def safe(url: str | None) -> bool:
    """Whether an address may be a link: a web page's, without a letter that could end it."""
    return url is not None and _URL.fullmatch(url) is not None


def html(story: Story) -> Iterator[str]:
    """The story as one page."""
    yield HEAD.format(title=escape(story.title), style=STYLE)
    yield f"<h1>{escape(story.title)}</h1>\n"
    yield from (f'<p class="note">{escape(line)}</p>\n' for line in story.lines)
    for section in story.sections:
        yield f"<h2>{escape(section.title)}</h2>\n"
        yield f'<p class="note">{escape(section.note)}</p>\n' if section.note else ""
        for entry in section.entries:
            yield from _html_entry(entry)
    yield "<h2>Reports</h2>\n<ul>\n"
    yield from (f"<li>{_html_source(s)}</li>\n" for s in story.sources)
    yield "</ul>\n</body>\n</html>\n"


def _html_entry(entry: Entry) -> Iterator[str]:
    yield f'<article>\n<h3 dir="auto">{escape(entry.head)}</h3>\n<ul>\n'
    yield from (f'<li dir="auto">{escape(line)}</li>\n' for line in entry.lines)
    yield "</ul>\n"
    for quote in entry.quotes:
        cite = f" <cite>— {escape(quote.source)}</cite>" if quote.source else ""
        yield f'<blockquote dir="auto">“{escape(quote.words)}”{cite}</blockquote>\n'
    yield "</article>\n"


def _html_source(source: Source) -> str:
    label = escape(source.label)
    return f'<a rel="noopener noreferrer" href="{escape(source.url or "")}">{label}</a>' if safe(source.url) else label
