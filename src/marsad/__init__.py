"""Marsad, an observatory for conflict reports."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from marsad.model.reading import Reading

__all__ = ["read"]


def read(text: str, published: str | None = None, source: str | None = None, pack: str = "syria") -> "Reading":
    """The Reading of one report; `marsad.model.form.to_dict` gives its fixed form.

    `published` is an ISO 8601 date. Raises PackError where the pack is missing or broken, ReaderError where the date is none."""
    from marsad.jobs.code import Job, completed, understood  # so that `import marsad` alone does not load the parser
    from marsad.model.report import Report, digest
    from marsad.readers import checked_date

    published = checked_date(published, "published")
    job = Job(pack, published=published, source=source)
    return understood(completed(Report(id=digest(text), text=text), job), job)
